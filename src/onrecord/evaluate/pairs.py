"""Which predicted attribution is which gold one: one to one, by joint content.

All statements are mappings as in JSON Lines (`source`, `cue`, `content` … as lists of [start, end) code points).
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from itertools import product
from typing import Any, NamedTuple

Statement = Mapping[str, Any]
Spans = Sequence[Sequence[int]]

_WORD = re.compile(r"\w+(?:['’ʼ-]\w+)*")


class Words(NamedTuple):
    """The word tokens of a text by their sorted starts and ends; an index into them stands for a word."""

    starts: list[int]
    ends: list[int]

    def inside(self, spans: Spans | None) -> set[int]:
        """The words that share a character with any of the spans."""
        return {i for s, e in spans or () for i in range(bisect_right(self.ends, s), bisect_left(self.starts, e))}


class Pair(NamedTuple):
    """A gold and a predicted statement that are one, by their indices; `share` of joint content words, 0 to 1."""

    gold: int
    predicted: int
    share: float


def words(text: str) -> Words:
    """The word tokens of a text."""
    found = [match.span() for match in _WORD.finditer(text)]
    return Words([start for start, _ in found], [end for _, end in found])


def touch(a: Spans | None, b: Spans | None) -> bool:
    """Whether two lists of spans share a character."""
    return any(s < f and e > t for s, e in a or () for t, f in b or ())


def match(gold: Sequence[Statement], predicted: Sequence[Statement], text: Words) -> list[Pair]:
    """Pairs whose contents overlap and whose cues or sources do; the largest share of joint content is paired first,
    of equal ones those with touching cues."""
    wanted = [text.inside(s["content"]) for s in gold]
    found = [text.inside(s.get("content")) for s in predicted]
    candidates: list[tuple[float, bool, int, int]] = []
    for (i, a), (j, b) in product(enumerate(gold), enumerate(predicted)):
        if touch(a["content"], b.get("content")):
            cues = touch(a["cue"], b.get("cue"))
            if cues or touch(a["source"], b.get("source")):
                candidates.append((-_share(wanted[i], found[j]), not cues, i, j))
    return _one_to_one(sorted(candidates))


def _share(a: set[int], b: set[int]) -> float:
    joint = len(a | b)
    return len(a & b) / joint if joint else 1.0


def _one_to_one(candidates: Iterable[tuple[float, bool, int, int]]) -> list[Pair]:
    pairs: list[Pair] = []
    gold_taken: set[int] = set()
    predicted_taken: set[int] = set()
    for share, _, i, j in candidates:
        if i not in gold_taken and j not in predicted_taken:
            gold_taken.add(i)
            predicted_taken.add(j)
            pairs.append(Pair(i, j, -share))
    return pairs
