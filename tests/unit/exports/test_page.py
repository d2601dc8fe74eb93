"""The page: the article's words unchanged, each statement tied to its card, nothing that runs or loads."""

import base64
import hashlib
import re
from collections.abc import Callable
from typing import Any

import pytest
from lxml import etree

from onrecord.exports import page
from onrecord.model.statement import Reading

Make = Callable[[dict[str, Any]], Reading]
HOSTILE = '<script>alert(1)</script> "said" <img src=x onerror=alert(2)> & Co. \x1b[31m \u202e'


def parse(source: str) -> Any:
    return etree.fromstring(source.encode(), etree.HTMLParser(encoding="utf-8"))


def shown(element: Any) -> str:
    """The text of the article's part: without numbers, labels and cards."""
    for extra in element.xpath('.//a[contains(@class, "n ")] | .//sup | .//span[@class="zone"]'):
        before = extra.getprevious()
        tail = extra.tail or ""
        if before is not None:
            before.tail = (before.tail or "") + tail
        else:
            extra.getparent().text = (extra.getparent().text or "") + tail
        extra.getparent().remove(extra)
    return "".join(element.itertext())


def test_the_article_is_there_word_for_word(stories: list[Reading]) -> None:
    for reading in stories:
        tree = parse(page.page([reading]))
        texts = [shown(e) for e in tree.xpath('//article//*[contains(concat(" ", @class, " "), " text ")]')]
        assert texts == [p.span.of(reading.article.text) for p in reading.text.paragraphs]


def test_every_statement_has_a_card_and_a_place_and_the_links_meet(stories: list[Reading]) -> None:
    tree = parse(page.page(stories))
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    cards = tree.xpath('//li[starts-with(@class, "note ")]')
    assert len(cards) == sum(len(r.statements) for r in stories)
    for target in tree.xpath("//a/@href"):
        assert target.startswith("#")
        assert target[1:] in ids


def test_nested_speech_says_on_whose_word(stories: list[Reading]) -> None:
    inner = [s for r in stories for s in r.statements if s.attribution.within]
    assert page.page(stories).count("as told by") == len(inner) > 0


def test_nothing_runs_and_nothing_loads(stories: list[Reading]) -> None:
    source = page.page(stories)
    tree = parse(source)
    assert not tree.xpath("//script | //link | //img | //iframe | //object | //form | //*[@style]")
    assert not tree.xpath("//@*[starts-with(name(), 'on')]")
    assert not re.search(r"url\(|@import|https?://", source)
    style = tree.findtext(".//style")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = tree.xpath('//meta[@http-equiv="Content-Security-Policy"]/@content')[0]
    assert f"'sha256-{digest}'" in policy and "default-src 'none'" in policy


def test_everything_is_escaped(make_reading: Make) -> None:
    statement = {
        "id": "s1", "content": [[0, 25]], "cue": [[26, 32]], "source": [[33, 60]], "speaker": HOSTILE, "role": HOSTILE,
        "stands_for": HOSTILE, "speaker_romanised": HOSTILE, "reasons": (HOSTILE,), "said_on": HOSTILE,
        "addressee": [[0, 5]], "candidates": [{"name": HOSTILE, "score": 0.1, "lost": HOSTILE}],
    }  # fmt: skip
    line = {"id": HOSTILE, "text": HOSTILE, "outlet": HOSTILE, "url": "javascript:alert(1)", "statements": [statement]}
    line["times"] = [{"span": [61, 64], "value": HOSTILE}]
    source = page.page([make_reading(line)])
    tree = parse(source)
    assert not tree.xpath("//script | //img | //*[@onerror]")
    assert "javascript:" not in source and "\x1b" not in source
    assert "<script" not in source


def test_a_web_address_is_linked_without_telling_where_from(make_reading: Make) -> None:
    tree = parse(page.page([make_reading({"text": "Rain.", "url": "https://x.example/?a=1&b=2"})]))
    (link,) = tree.xpath('//a[@href="https://x.example/?a=1&b=2"]')
    assert "noreferrer" in link.get("rel")


def test_one_source_of_several_statements_bears_their_numbers_in_order(make_reading: Make) -> None:
    shared = {"source": [[11, 15]], "speaker": "Mara"}
    first = {"id": "s1", "content": [[0, 4]], "cue": [[6, 10]], **shared}
    second = {"id": "s2", "content": [[26, 30]], "cue": [[20, 25]], **shared}
    tree = parse(page.page([make_reading({"text": "Rain, said Mara and added hail.", "statements": [first, second]})]))
    assert [e.text for e in tree.xpath("//article//sup")] == ["1", "1", "2", "2"]


def test_no_statement(make_reading: Make) -> None:
    assert "Nobody is reported" in page.page([make_reading({"text": "Rain.", "statements": []})])


def test_what_stands_outside_paragraphs_is_shown(make_reading: Make) -> None:
    reading = make_reading({"text": "date 2031-06-11\nRain."})
    first = reading.text.paragraphs[1:]
    object.__setattr__(reading.text, "paragraphs", first)
    assert '<p class="text gap">date 2031-06-11</p>' in page.page([reading])


@pytest.mark.parametrize("words", ["prefers-color-scheme: dark", "@media print", "max-width"])
def test_the_style_knows_night_paper_and_small_screens(stories: list[Reading], words: str) -> None:
    assert words in page.page(stories[:1])
