"""Readings made by hand, so that what comes after the reader can be tested without it."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from onrecord.model.actor import Candidate, Mention
from onrecord.model.article import Article
from onrecord.model.attribution import Attribution
from onrecord.model.span import Span
from onrecord.model.statement import Reading, Statement, Time
from onrecord.model.text import Paragraph, Range, Text

STORIES = Path(__file__).parents[1] / "gate" / "stories.jsonl"
SIX = ("st1-uk1", "st15-uk1", "st3-ru2", "st15-ru2", "st15-en1", "st1-en2")


def _spans(pairs: list[list[int]] | None) -> tuple[Span, ...]:
    return tuple(Span(*pair) for pair in pairs or [])


def _statement(text: str, s: dict[str, Any]) -> Statement:
    attribution = Attribution(
        id=s["id"],
        source=_spans(s.get("source")),
        cue=_spans(s.get("cue")),
        content=_spans(s["content"]),
        kind=s.get("kind", "indirect"),
        act=s.get("act", "assert"),
        zone=s.get("zone", "body"),
        addressee=_spans(s.get("addressee")),
        venue=_spans(s.get("venue")),
        hedged=s.get("hedged", False),
        within=s.get("within"),
        confidence=s.get("confidence", 0.9),
        reasons=tuple(s.get("reasons", ("cue.verb", "content.clause"))),
    )
    name = s.get("speaker", "?")
    mention = Mention(
        attribution=s["id"],
        speaker=name,
        speaker_type=s.get("speaker_type", "unknown"),
        key=s.get("speaker_key", ""),
        romanised=s.get("speaker_romanised", ""),
        role=s.get("role", ""),
        stands_for=s.get("stands_for", ""),
        candidates=tuple(Candidate(**c) for c in s.get("candidates", [])),
        reasons=("source.name",) if name != "?" else ("source.none",),
    )
    said_on = s.get("said_on")
    return Statement(attribution, mention, text, said_on, "said.weekday" if said_on else "")


def _paragraphs(text: str, language: Any, zones: dict[int, Any]) -> tuple[Paragraph, ...]:
    found, here = [], 0
    for line in text.splitlines(keepends=True):
        end = here + len(line.rstrip())
        if line.strip():
            start = here + len(line) - len(line.lstrip())
            held = [zone for place, zone in zones.items() if start <= place < end]
            zone = held[0] if held else "body" if found else "headline"
            found.append(Paragraph(Span(start, end), Range(0, 0), zone, language))
        here += len(line)
    return tuple(found)


def build(line: dict[str, Any]) -> Reading:
    """The Reading that a line of a gold set (or of our own output) describes."""
    text = line["text"]
    day = date.fromisoformat(line["date"]) if line.get("date") else None
    article = Article(
        id=line.get("id", "a"),
        text=text,
        published=day,
        outlet=line.get("outlet"),
        story=line.get("story"),
        url=line.get("url"),
    )
    language = line.get("lang", "en")
    statements = tuple(_statement(text, s) for s in line.get("statements", []))
    zones = {s.attribution.content[0].start: s.attribution.zone for s in statements if s.attribution.content}
    parts = Text(article, language, (), (), (), _paragraphs(text, language, zones), ())
    times = tuple(Time(Span(*t["span"]), t["value"], t.get("rule", "time.date")) for t in line.get("times", []))
    return Reading(article, language, parts, statements, times)


def gold_lines() -> list[dict[str, Any]]:
    known = {line["id"]: line for line in map(json.loads, STORIES.read_text(encoding="utf-8").splitlines())}
    return [known[name] for name in SIX]


@pytest.fixture
def make_reading() -> Callable[[dict[str, Any]], Reading]:
    return build


@pytest.fixture(scope="session")
def gold() -> list[dict[str, Any]]:
    """The lines of the gold set that `stories` are made of."""
    return gold_lines()


@pytest.fixture(scope="session")
def stories() -> list[Reading]:
    """Six invented articles, two a language, with their marked attributions as the reading."""
    return [build(line) for line in gold_lines()]
