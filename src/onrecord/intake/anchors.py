"""Which statement of a new reading is the one that was kept: pure, over places and words.

In the same text a statement stays itself where the cues overlap and the contents share 80 % of their tokens. In a new
text it stays itself where its exact words, cue and content, stand once.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.model.span import Span

SHARE = 0.8
"""Of the joint tokens of two contents, those that both must have."""

_WORD = re.compile(r"\w+(?:['’ʼ-]\w+)*")


@dataclass(frozen=True, slots=True)
class Anchor:
    """What ties a statement to a text: the spans of its roles there, and the words of cue and content."""

    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    cue_words: str
    content_words: str


def same_text(old: Sequence[Anchor], new: Sequence[Anchor], text: str) -> dict[int, int]:
    """Old place -> new place, one to one, those that share most first."""
    starts = [(found.start(), found.end()) for found in _WORD.finditer(text)]
    before = [_tokens(one.content, starts) for one in old]
    after = [_tokens(one.content, starts) for one in new]
    found = []
    for i, one in enumerate(old):
        for j, other in enumerate(new):
            joint = len(before[i] | after[j])
            share = len(before[i] & after[j]) / joint if joint else 0.0
            if share >= SHARE and _touch(one.cue, other.cue):
                found.append((-share, i, j))
    return _one_to_one((i, j) for _, i, j in sorted(found))


def new_text(old: Sequence[Anchor], new: Sequence[Anchor]) -> dict[int, int]:
    """Old place -> new place, where cue and content have the same words and nothing else on either side has them."""
    there = Counter((one.cue_words, one.content_words) for one in new)
    before = Counter((one.cue_words, one.content_words) for one in old)
    places = {(one.cue_words, one.content_words): j for j, one in enumerate(new)}
    return {
        i: places[words]
        for i, one in enumerate(old)
        if (words := (one.cue_words, one.content_words)) in places and there[words] == before[words] == 1
    }


def moved(spans: Sequence[Span], old_text: str, text: str) -> tuple[Span, ...] | None:
    """Where the words of a statement's spans stand in another text, the pieces from first to last as one passage; None
    where that passage stands there not once."""
    if not spans:
        return ()
    start, end = min(s.start for s in spans), max(s.end for s in spans)
    passage = old_text[start:end]
    first = text.find(passage)
    if first < 0 or text.find(passage, first + 1) >= 0:
        return None
    return tuple(Span(s.start - start + first, s.end - start + first) for s in spans)


def nearest(old: Anchor, new: Sequence[Anchor], text: str) -> int | None:
    """The place of the new statement that a retired one became: its content shares most tokens; None where none does."""
    starts = [(found.start(), found.end()) for found in _WORD.finditer(text)]
    held = _tokens(old.content, starts)
    shared = [(len(held & _tokens(one.content, starts)), -j) for j, one in enumerate(new)]
    best = max(shared, default=(0, 0))
    return -best[1] if best[0] else None


def _tokens(spans: Iterable[Span], starts: Sequence[tuple[int, int]]) -> frozenset[int]:
    held = list(spans)
    return frozenset(i for i, (a, z) in enumerate(starts) if any(a < s.end and z > s.start for s in held))


def _touch(a: Iterable[Span], b: Sequence[Span]) -> bool:
    return any(one.overlaps(other) for one in a for other in b)


def _one_to_one(pairs: Iterable[tuple[int, int]]) -> dict[int, int]:
    kept: dict[int, int] = {}
    taken: set[int] = set()
    for i, j in pairs:
        if i not in kept and j not in taken:
            kept[i] = j
            taken.add(j)
    return kept
