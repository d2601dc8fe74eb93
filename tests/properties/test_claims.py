"""What the documents claim of a reading."""

import json
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from onrecord.articles import jsonl
from onrecord.evaluate import gold
from onrecord.model.actor import UNKNOWN
from onrecord.model.article import Article
from onrecord.model.statement import Reading, Statement
from onrecord.pipeline import read
from tests.properties import readings

TESTS = Path(__file__).parents[1]
ARTICLES = {article.id: article for article in readings.articles()}
BOILERPLATE = yaml.safe_load((TESTS / "cases" / "boilerplate.yaml").read_text(encoding="utf-8"))
LINES = [(language, case["label"], case["text"]) for language, cases in BOILERPLATE.items() for case in cases]
HOSTS = {
    "uk": ("st1-uk1", "st2-uk2", "st3-uk1", "st15-uk2"),
    "ru": ("st1-ru1", "st2-ru1", "st3-ru2"),
    "en": ("st1-en1", "st2-en2", "st3-en1"),
}


@cache
def reading(name: str) -> Reading:
    return read(ARTICLES[name])


@cache
def places_of_rules() -> dict[str, list[tuple[str, str]]]:
    """Each rule that has a part in a statement of the samples, and the statements: article and id."""
    found: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for name in ARTICLES:
        for s in reading(name).statements:
            for rule in s.reasons:
                found[rule].append((name, s.id))
    return dict(found)


def statement(name: str, which: str) -> Statement:
    return next(s for s in reading(name).statements if s.id == which)


SILENCE = {"kind": ("kind", "indirect"), "act": ("act", "assert"), "speaker": ("speaker", UNKNOWN)}
"""What is said of a statement where no rule of that sort speaks. A rule that says the same leaves no trace when it is off,
but for its name."""


def says_something(rule: str, name: str, which: str) -> bool:
    """Whether a rule told a statement anything that would not be said without it."""
    found = statement(name, which)
    field, usual = SILENCE.get(rule.split(".", maxsplit=1)[0], ("", ""))
    told = {"kind": found.attribution.kind, "act": found.attribution.act, "speaker": found.speaker}
    return told.get(field) != usual or not field


def unchanged(rule: str, most: int = 3) -> Iterator[str]:
    """The statements of the samples (of a few articles) that stay as they are, but for the name, without a rule that they
    name. Where another rule takes its place and says the same, that one is named instead, and the statement is another."""
    by_article: defaultdict[str, list[str]] = defaultdict(list)
    for name, which in places_of_rules()[rule]:
        if says_something(rule, name, which):
            by_article[name].append(which)
    for name in sorted(by_article, key=lambda name: -len(by_article[name]))[:most]:
        after = read(ARTICLES[name], without=frozenset({rule}))
        left = [(readings.shape(s), s.reasons) for s in after.statements]
        for which in by_article[name]:
            before = statement(name, which)
            if (readings.shape(before), tuple(r for r in before.reasons if r != rule)) in left:
                yield f"{name}/{which}"


def test_every_statement_names_rules() -> None:
    assert len(places_of_rules()) >= 20
    assert all("." in rule for rule in places_of_rules())


@pytest.mark.slow
@pytest.mark.parametrize("rule", sorted(places_of_rules()))
def test_without_a_named_rule_the_statement_is_another_or_gone(rule: str) -> None:
    assert list(unchanged(rule)) == []


def test_fifty_lines_of_boilerplate() -> None:
    assert len(LINES) == len({(language, text) for language, _, text in LINES}) == 50


@pytest.mark.parametrize(("language", "label", "line"), LINES, ids=[f"{a}-{b}" for a, b, _ in LINES])
def test_boilerplate_changes_no_statement(language: str, label: str, line: str) -> None:
    """As a paragraph of its own after the first, a middle and the last paragraph."""
    number = [text for _, _, text in LINES].index(line)
    before = reading(HOSTS[language][number % len(HOSTS[language])])
    text = before.article.text
    body = [p.span for p in before.text.paragraphs if p.zone == "body"]
    edits = [(body[n].end, f"\n\n{line}") for n in (0, len(body) // 2, -1)]
    made, place = readings.edited(text, edits)
    after = read(Article(before.article.id, made, before.article.published, language))
    assert readings.shapes(after, place) == readings.shapes(before)


@pytest.mark.parametrize("language", HOSTS)
def test_boilerplate_glued_to_sentences_changes_no_statement(language: str) -> None:
    """After the full stop of a paragraph and a blank, line after line through the article."""
    before = reading(HOSTS[language][0])
    text = before.article.text
    ends = [p.span.end for p in before.text.paragraphs if p.zone == "body" and text[p.span.end - 1] == "."]
    told = [f" {line}" for lang, _, line in LINES if lang == language and ":" in line]
    made, place = readings.edited(text, list(zip(ends, told, strict=False)))
    after = read(Article(before.article.id, made, before.article.published, language))
    assert readings.shapes(after, place) == readings.shapes(before)


def test_only_seven_fields_of_a_line_are_looked_at(tmp_path: Path) -> None:
    marked = [json.loads(line) for line in (TESTS / "gate" / "stories.jsonl").read_text(encoding="utf-8").splitlines()]
    for line in marked:
        bare = {key: value for key, value in line.items() if key in jsonl.FIELDS}
        full: dict[str, Any] = {
            **line,
            "speaker": "?",
            "title": "x",
            "published": "1999-01-01",
            "language": "en",
            "meta": [1],
        }
        first, second = (jsonl.article(json.dumps(one).encode(), "here") for one in (bare, full))
        assert first == second
    path = tmp_path / "gold.jsonl"
    path.write_text("".join(json.dumps({**line, "statements": []}) + "\n" for line in marked), encoding="utf-8")
    assert [one.article for one in gold.read(path)] == [
        one.article for one in gold.read(TESTS / "gate" / "stories.jsonl")
    ]


WITHOUT_UKRAINIAN = """
import sys
import pymorphy3.analyzer
installed = pymorphy3.analyzer._iter_entry_points
pymorphy3.analyzer._iter_entry_points = lambda *groups: [one for one in installed(*groups) if one.name != "uk"]
sys.modules["pymorphy3_dicts_uk"] = None
import onrecord
for text in sys.argv[1:]:
    try:
        print(len(onrecord.read(text).statements))
    except onrecord.OnRecordError as error:
        print(type(error).__name__, error)
"""


def test_without_the_ukrainian_dictionary_the_others_are_read() -> None:
    texts = [ARTICLES[HOSTS[language][0]].text for language in ("uk", "ru", "en")]
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_UKRAINIAN, *texts], capture_output=True, text=True, check=True, encoding="utf-8"
    )
    ukrainian, *others = done.stdout.splitlines()
    assert ukrainian.startswith("MissingDictionary")
    assert "onrecord[uk]" in ukrainian
    assert all(int(count) > 5 for count in others)
