"""Inline marks (those of `training/*.marked`) -> a Page and its Drafts, and drafts back to what they mark."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml

from onrecord.attribution.draft import Draft, runs
from onrecord.attribution.features import describe
from onrecord.attribution.page import Page, page
from onrecord.evaluate.marked import unmark
from onrecord.model.article import Article
from onrecord.model.text import Range
from onrecord.text import take_apart

CASES = Path(__file__).parents[2] / "cases"
ROLES = {"s": "source", "q": "cue", "c": "content", "a": "addressee", "v": "venue"}

Told = dict[str, dict[str, list[str]]]
"""Draft number -> role -> its pieces as `offset:words`."""


def load(name: str) -> list[Any]:
    """The cases of a file as parameters; one that cannot be done yet must fail, and its comment is the reason."""
    found = yaml.safe_load((CASES / f"{name}.yaml").read_text(encoding="utf-8"))
    return [
        pytest.param(
            case,
            id=f"{case['language']}: {case['label']}",
            marks=pytest.mark.xfail(strict=True, reason=case["comment"]) if case.get("known_failure") else (),
        )
        for case in found
    ]


def plain(marked: str) -> str:
    """The text of a case without its marks."""
    return unmark(marked).text


def view(text: str, language: str) -> Page:
    """A text as the rules look at it."""
    apart = take_apart(Article("case", text, language=language))
    return page(apart, describe(apart))


def drafts(marked: str, language: str) -> tuple[Page, list[str], list[Draft]]:
    """The page of a marked text, and its drafts in the order of their cues with their numbers; a mark is a piece."""
    found = unmark(marked)
    looked_at = view(found.text, language)
    pieces: dict[str, dict[str, list[Range]]] = {}
    for name, start, end in sorted(found.marks, key=lambda mark: mark[1:]):
        roles = pieces.setdefault(name[1:], {role: [] for role in ROLES.values()})
        roles[ROLES[name[0]]].append(_tokens(looked_at, start, end))
    made = []
    for number, roles in pieces.items():
        cue = tuple(i for r in roles.pop("cue") for i in range(r.first, r.last))
        made.append((cue, number, Draft(cue=cue, **{role: tuple(held) for role, held in roles.items()})))
    made.sort(key=lambda one: (one[0], one[1]))
    return looked_at, [number for _, number, _ in made], [draft for *_, draft in made]


def _tokens(looked_at: Page, start: int, end: int) -> Range:
    tokens = looked_at.text.tokens
    found = Range(
        bisect_right([token.end for token in tokens], start), bisect_left([token.start for token in tokens], end)
    )
    assert (tokens[found.first].start, tokens[found.last - 1].end) == (start, end), "a mark of the case cuts a token"
    return found


def marks(marked: str) -> Told:
    """What the marks of a text say."""
    found = unmark(marked)
    told: Told = {}
    for name, start, end in sorted(found.marks, key=lambda mark: mark[1:]):
        roles = told.setdefault(name[1:], {role: [] for role in ROLES.values()})
        roles[ROLES[name[0]]].append(f"{start}:{found.text[start:end]}")
    return told


def told(looked_at: Page, numbers: Sequence[str], made: Sequence[Draft]) -> Told:
    """What drafts say, in the shape of `marks`."""
    text = looked_at.text.article.text
    found: Told = {}
    for number, draft in zip(numbers, made, strict=True):
        roles = {
            "source": draft.source,
            "content": draft.content,
            "addressee": draft.addressee,
            "venue": draft.venue,
            "cue": runs(list(draft.cue)),
        }
        found[number] = {
            role: [f"{span.start}:{span.of(text)}" for span in looked_at.spans(ranges)]
            for role, ranges in roles.items()
        }
    return found
