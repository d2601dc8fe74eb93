"""What the properties of a reading are stated with: the sample articles, and readings without their offsets."""

import json
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from onrecord import samples
from onrecord.model.article import Article
from onrecord.model.span import Span
from onrecord.model.statement import Reading, Statement

Places = Callable[[int], int]
"""From an offset to the one that stands for it."""


def articles() -> list[Article]:
    """The sample articles."""
    lines = map(json.loads, samples.articles().read_text(encoding="utf-8").splitlines())
    return [Article(line["id"], line["text"], date.fromisoformat(line["date"]), line["lang"]) for line in lines]


def spans(statement: Statement) -> list[tuple[Span, ...]]:
    """Its five roles."""
    a = statement.attribution
    return [a.source, a.cue, a.content, a.addressee, a.venue]


def facts(statement: Statement) -> tuple[object, ...]:
    """All that it says, but for places, ids, confidence and reasons."""
    a, who = statement.attribution, statement.mention
    told = (a.kind, a.act, a.zone, a.hedged, who.speaker, who.speaker_type, who.role, who.stands_for, statement.said_on)
    return *told, bool(a.within)


def shape(
    statement: Statement, place: Places = int, keep: Callable[[str], bool] = lambda char: not char.isspace()
) -> Any:
    """What it says and where, a character at a time, so that a span cut in two by what was put between is the same."""
    marked = tuple(
        frozenset(place(i) for span in role for i in range(*span) if keep(statement.text[i]))
        for role in spans(statement)
    )
    return (*marked, *facts(statement))


def shapes(reading: Reading, place: Places = int) -> list[Any]:
    """The shapes of all statements."""
    return [shape(s, place) for s in reading.statements]


def edited(text: str, edits: Sequence[tuple[int, str]]) -> tuple[str, Places]:
    """A text with words put in at offsets, and the way back: from its offsets to those before (-1: what was put in)."""
    made: list[str] = []
    places: list[int] = []
    here = 0
    for at, words in sorted(edits):
        made += [text[here:at], words]
        places += [*range(here, at), *[-1] * len(words)]
        here = at
    made.append(text[here:])
    places += range(here, len(text))
    return "".join(made), places.__getitem__
