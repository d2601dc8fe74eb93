"""The whole way of a reviewer in a real browser: by keys, by buttons without a script, by selecting text."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from onrecord import samples
from onrecord.desk import Record
from onrecord.model.kept import KeptStatement
from tests.web.conftest import Looking, served

Desk = tuple[str, str]
SIZES = [(1280, "light", "en"), (360, "dark", "uk")]
PAGES = (
    "/review",
    "/review?filters=yes",
    "/review?pass=look&sample=5",
    "/review/history",
    "/review/agreement",
    "/review/accuracy",
)


def at(page: Any) -> str:
    return str(page.locator("[data-at]").get_attribute("data-at"))


def kept(desk: Desk, id: str) -> KeptStatement:
    with Record.open(desk[0]) as record:
        return record.statement(id)


@pytest.fixture(scope="module")
def coded(desk: Desk) -> None:
    """Two coders in two passes: one statement on which they agree, one on which they differ, one that one of them has not."""
    with Record.open(desk[0]) as record:
        record.load_issues(samples.codebook(), add=True)  # long names, which no narrow screen may be widened by
        a, b, c = (one.id for one in record.find(order="newest", limit=3).items)
        record.review.accept([a, c], coder="ann")
        record.review.accept([a, b], coder="bo", pass_name="second")
        record.review.edit(
            b, "act", "warn" if record.statement(b).act != "warn" else "deny", coder="ann", why="so it reads"
        )


@pytest.mark.usefixtures("coded")
@pytest.mark.parametrize("script", [True, False], ids=["script", "plain"])
@pytest.mark.parametrize(("width", "colours", "locale"), SIZES, ids=["wide", "narrow"])
@pytest.mark.parametrize("path", PAGES)
def test_every_page(
    looking: Looking, desk: Desk, path: str, width: int, colours: str, locale: str, script: bool
) -> None:
    look = looking(width=width, script=script, colours=colours, locale=locale, at=desk[1])
    page = look.go(path)
    assert page.locator("h1").count() == 1
    assert page.locator("html").get_attribute("lang") == locale
    if script:
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
        for panel in page.locator("details.panel > summary").all():
            panel.click()
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    look.keep(f"{path}-{width}-{colours}-{'script' if script else 'plain'}")
    look.must_be_quiet()


def test_by_keys_alone(looking: Looking, desk: Desk) -> None:
    look = looking(at=desk[1])
    page = look.go("/review")
    first = at(page)
    press(page, "j")
    second = at(page)
    assert second != first
    press(page, "k")
    assert at(page) == first
    press(page, "a")
    assert at(page) == second, "the next one is shown at once"
    assert kept(desk, first).verdict == "accepted"
    assert page.locator(".done").count() == 1
    press(page, "u")
    assert at(page) == first, "what was taken back is shown again"
    assert kept(desk, first).verdict == "none"
    press(page, "x")
    assert kept(desk, first).verdict == "rejected"
    press(page, "u")
    page.keyboard.press("i")
    assert page.evaluate("document.activeElement.name") == "issue"
    page.keyboard.press("Escape")
    page.keyboard.press("e")
    assert page.evaluate("document.activeElement.name") == "act"
    page.keyboard.type("xa")
    assert kept(desk, first).verdict == "none", "keys are letters in a field"
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    assert page.locator("dialog[open] kbd").count() >= 11
    page.keyboard.press("x")
    assert kept(desk, first).verdict == "none", "nothing is decided behind the help"
    page.keyboard.press("Escape")
    look.must_be_quiet()


def test_speaker_and_issue_by_keys(looking: Looking, desk: Desk) -> None:
    page = looking(at=desk[1]).go("/review")
    one = at(page)
    page.keyboard.press("s")
    page.locator("#speaker input[name=speaker]").focus()
    page.keyboard.type("Adela Morrow")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert at(page) == one
    found = kept(desk, one)
    assert (found.speaker, found.verdict) == ("Adela Morrow", "edited")
    assert found.actor is not None
    page.keyboard.press("i")
    page.locator("#issue select").select_option(index=2)
    page.locator("#issue input[name=stance]").nth(1).check()
    page.locator("#issue input[name=why]").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    again = kept(desk, one)
    assert again.issue is not None and again.stance == "oppose"
    assert page.locator(".history li").count() >= 2
    press(page, "u")
    assert kept(desk, one).speaker == "Adela Morrow", "only the last batch is taken back"


@pytest.mark.parametrize("width", [1280, 360])
def test_without_a_script(looking: Looking, desk: Desk, width: int) -> None:
    page = looking(script=False, width=width, at=desk[1]).go("/review")
    one = at(page)
    page.click("text=Next")
    page.click("text=Previous")
    assert at(page) == one
    page.click("#edit > summary")
    page.select_option("#edit select[name=act]", "promise" if kept(desk, one).act != "promise" else "ask")
    page.fill("#edit input[name=why]", "it is a promise")
    page.click("#edit form > button")
    assert kept(desk, one).verdict == "edited"
    assert "it is a promise" in page.locator(".history").inner_text()
    page.click(".history li form button >> nth=0")
    assert kept(desk, one).verdict == "none"
    page.click("#speaker > summary")
    page.fill("#speaker input[name=find]", "а")
    page.click("#speaker form[action='/review'] button >> nth=-1")
    assert page.locator("#speaker[open]").count() == 1 and at(page) == one
    page.click("#speaker .offers button >> nth=0")
    assert kept(desk, one).verdict == "edited"
    page.click(".undo button")
    page.click("text=Reject")
    assert kept(desk, one).verdict == "rejected"
    page.click(".undo button")
    assert kept(desk, one).verdict == "none"


def test_who_came_second_is_told(looking: Looking, desk: Desk) -> None:
    page = looking(at=desk[1]).go("/review")
    one = at(page)
    with Record.open(desk[0]) as record:
        made = record.review.accept([one], coder="ann")
    page.keyboard.press("x")
    page.wait_for_selector(".failure")
    assert "by somebody else meanwhile" in page.locator(".told").inner_text()
    assert kept(desk, one).verdict == "accepted"
    page.click(".failure a >> nth=0")
    assert at(page) == one
    assert "ann" in page.locator(".history").inner_text()
    with Record.open(desk[0]) as record:
        record.review.undo(made[0].id, coder="ann")


def test_places_by_selecting(looking: Looking, desk: Desk) -> None:
    with Record.open(desk[0]) as record:
        every = record.find(order="newest", limit=1000).items
    outer = {one.within for one in every}
    one = next(  # a content of many words in one piece, without another statement in it
        one
        for one in every
        if len(one.content) == 1 and len(one.content_words.split()) > 4 and one.id not in outer and not one.within
    )
    page = looking(at=desk[1]).go(f"/review?at={one.id}")
    said = page.locator(f"[data-s='{one.id}'].content").first
    start = page.evaluate(
        """(one) => { const walk = document.createTreeWalker(one, NodeFilter.SHOW_TEXT); const text = walk.nextNode();
        const range = document.createRange(); range.setStart(text, 0); range.setEnd(text, text.data.lastIndexOf(' '));
        getSelection().removeAllRanges(); getSelection().addRange(range); return text.data }""",
        said.element_handle(),
    )
    page.wait_for_selector("[data-picked]:not([hidden])")
    with page.expect_navigation():
        page.click("[data-as=content]")
    found = kept(desk, one.id)
    assert found.content_words == start.rpartition(" ")[0].strip()
    assert found.content[0].start == one.content[0].start
    press(page, "u")
    assert kept(desk, one.id).content == one.content


def test_offsets_are_those_of_the_text(looking: Looking, desk: Desk) -> None:
    with Record.open(desk[0]) as record:
        articles = [article for article, _ in record.articles()][:4]
    for article in articles:
        page = looking(at=desk[1]).go(f"/a/{article.id}")
        found = page.evaluate(
            """() => [...document.querySelectorAll('.said')].map((one) => {
            const range = document.createRange(); range.selectNodeContents(one);
            getSelection().removeAllRanges(); getSelection().addRange(range);
            return window.onrecord.chosen(document.querySelector('[data-select]'))?.[0] })"""
        )
        assert len(found) > 2
        for one in filter(None, found):
            assert article.text[one["from"] : one["to"]] == one["words"]


@pytest.mark.parametrize("script", [True, False], ids=["script", "plain"])
def test_a_missed_statement(looking: Looking, desk: Desk, script: bool) -> None:
    with Record.open(desk[0]) as record:
        article, held = next((a, s) for a, s in record.articles() if a.language == "en" and len(s) > 3)
    words = article.text.split()
    content, cue = unique(article.text, words, 4 if script else 11), unique(article.text, words, 30)
    page = looking(script=script, at=desk[1]).go(f"/a/{article.id}")
    page.click("#missed > summary")
    page.fill("#missed [name='quoted.content']", content)
    page.fill("#missed [name='quoted.cue']", cue)
    page.fill("#missed [name=speaker]", "Adela Morrow")
    page.click("#missed form > button")
    with Record.open(desk[0]) as record:
        _, after = record.article(article.id)
    (new,) = {one.id for one in after} - {one.id for one in held if one.state == "current"} - {one.id for one in held}
    one = kept(desk, new)
    assert (one.content_words, one.cue_words, one.speaker) == (content, cue, "Adela Morrow")
    with Record.open(desk[0]) as record:
        record.review.undo(record.review.history(new)[0].id, coder="ann")


def test_a_blind_pass_shows_nobody(looking: Looking, desk: Desk) -> None:
    with Record.open(desk[0]) as record:
        sample = [one.id for one in record.review.sample(3, seed=7, pass_name="eyes").items]
        record.review.edit(
            sample[0], "act", "warn" if record.statement(sample[0]).act != "warn" else "deny", coder="qwz"
        )
        record.review.accept([sample[1]], coder="qwz", pass_name="eyes")
    page = looking(at=desk[1]).go("/review?pass=eyes&sample=3&seed=7")
    seen = []
    while page.locator("[data-at]").count():
        seen.append(at(page))
        assert "qwz" not in page.locator("main").inner_text()
        assert page.locator(".history li").count() == 0
        press(page, "a")
    assert seen == sample
    assert "3 decided, 0 left" in page.locator(".progress").inner_text()
    assert kept(desk, sample[1]).verdict == "none", "the main pass is as it was"


@pytest.mark.usefixtures("coded")
def test_side_by_side(looking: Looking, desk: Desk) -> None:
    page = looking(script=False, at=desk[1]).go("/review/agreement?state=differ&pass=main&pass=second")
    assert page.locator(".curated").count() == 1
    assert page.locator(".curated h3 .cur.differ").count() == 1
    assert "differ" in page.locator(".curated tr.differ >> nth=0").inner_text()
    page.click("text=Decide in the queue")
    assert "at=" in page.url


def test_history_undoes_a_batch(looking: Looking, desk: Desk) -> None:
    with Record.open(desk[0]) as record:
        two = [one.id for one in record.review.queue(limit=2).items]
        record.review.reject(two, coder="ann")
    page = looking(script=False, at=desk[1]).go("/review/history")
    page.click("text=Undo all of this batch >> nth=0")
    assert [kept(desk, one).verdict for one in two] == ["none", "none"]
    assert "undone" in page.locator(".log").inner_text()


@pytest.fixture
def orphan(tmp_path: Path) -> Iterator[tuple[Desk, str, str]]:
    """A record in which an accepted statement lost its words when its article changed: its desk, the orphan, and the
    statement that stands in its place."""
    path, changed = str(tmp_path / "onrecord.db"), tmp_path / "articles.jsonl"
    told = {"id": "harbour", "lang": "en", "date": "2031-05-14", "outlet": "The Quay"}
    before = "“The gate stays shut until Friday,” the harbour master, Ada Wren, said. “Ships wait,” the pilot, Bo Tarn, said."
    after = "“No barge may pass before the weekend,” the harbour master, Ada Wren, said. “Ships wait,” the pilot, Bo Tarn, said."
    with Record.create(path) as record:
        for text in (before, after):
            changed.write_text(json.dumps({**told, "text": text}) + "\n", encoding="utf-8")
            list(record.add([str(changed)]))
            if text == before:
                one = next(one for one in record.find().items if "gate" in one.content_words)
                record.review.edit(one.id, "act", "warn", coder="ann")
        assert record.statement(one.id).state == "orphan"
        heir = next(other for other in record.find().items if "barge" in other.content_words)
    with served(path) as address:
        yield (path, address), one.id, heir.id


@pytest.mark.parametrize(("script", "width"), [(True, 1280), (False, 360)], ids=["script", "plain"])
def test_an_orphan_is_settled(looking: Looking, orphan: tuple[Desk, str, str], script: bool, width: int) -> None:
    desk, lost, heir = orphan
    look = looking(script=script, width=width, at=desk[1])
    page = look.go("/review")
    assert at(page) == lost, "what lost its words is asked about first"
    assert "Ada Wren" in page.locator("#settle ~ form label").first.inner_text(), "who spoke is offered first"
    box, words = (page.locator(f"#settle ~ form {one}").first.bounding_box() for one in ("input[type=radio]", "span"))
    assert box["x"] < words["x"] and abs(box["y"] - words["y"]) < 20, "the box stands beside its words"
    look.keep(f"orphan-{width}")
    page.check(f"#settle ~ form input[value={heir}]")
    page.click("#settle ~ form button >> nth=0")
    assert kept(desk, heir).act == "warn", "the decision went over"
    assert kept(desk, lost).state == "retired"
    assert at(page) != lost
    page.goto(desk[1] + "/review")
    page.click(".undo button")
    assert at(page) == lost, "all of it is taken back, also later"
    assert kept(desk, lost).state == "orphan" and kept(desk, heir).act != "warn"
    page.click("#settle ~ form button[name=drop]")
    assert kept(desk, lost).state == "retired" and kept(desk, heir).act != "warn"
    look.must_be_quiet()


def unique(text: str, words: list[str], begin: int) -> str:
    """Three words that stand in a text once."""
    found = (" ".join(words[place : place + 3]) for place in range(begin, len(words) - 3))
    return next(one for one in found if text.count(one) == 1)


def press(page: Any, key: str) -> None:
    with page.expect_navigation():
        page.keyboard.press(key)
