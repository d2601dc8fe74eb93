"""One utterance, every rendering beside the others: what differs by word, and across languages by what is meant."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations
from typing import Literal

from onrecord.model.sighting import Sighting
from onrecord.model.span import Span
from onrecord.queries import gaps
from onrecord.queries.gaps import Gap
from onrecord.queries.sketch import sketch
from onrecord.text.concepts import fold

Change = Literal["same", "changed", "added", "cut"]

_WORD = re.compile(r"[^\W_]+(?:['’ʼ`\-‑][^\W_]+)*")
_LEAST_WORDS = 9
"""Two reporters may well find the same few words for one thing."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words in two contents that stand for each other. `a` and `b` are places in the two `content` strings, in
    code points, half-open; empty on the side where nothing stands (`added`: only in b, `cut`: only in a)."""

    change: Change
    a: Span
    b: Span


@dataclass(frozen=True, slots=True)
class Difference:
    """Two renderings, `a` and `b` as statement numbers. `pieces` cover both contents' words in order where they are of one
    language, and are empty across languages; `only_a` and `only_b` are told in both cases. `alike` (0 to 1) is the share
    of words that both have; across languages of those words that can be compared (`queries.gaps`)."""

    a: int
    b: int
    alike: float
    pieces: tuple[Piece, ...]
    only_a: Gap
    only_b: Gap


@dataclass(frozen=True, slots=True)
class Comparison:
    """All renderings of one utterance: `copies` are the statements that repeat one report word for word (each folded to
    one), `independent` counts the reports that are left, `differences` are those of every pair of these."""

    statements: tuple[int, ...]
    copies: tuple[frozenset[int], ...]
    independent: int
    differences: tuple[Difference, ...]


def compare(sightings: Sequence[Sighting]) -> Comparison:
    """The renderings of one utterance side by side; the first of each set of copies stands for the set."""
    folded = copies(sightings)
    shown = [min(held) for held in folded]
    by_number = {one.statement: one for one in sightings}
    return Comparison(
        statements=tuple(shown),
        copies=tuple(held for held in folded if len(held) > 1),
        independent=independent(sightings),
        differences=tuple(difference(by_number[a], by_number[b]) for a, b in combinations(shown, 2)),
    )


def beside(sightings: Sequence[Sighting], base: int | None = None) -> Comparison:
    """The renderings of one utterance, each beside one of its own language and those of other languages beside `base` (a
    statement's number; else the first): a few differences for each, where `compare` has those of every pair."""
    folded = copies(sightings)
    by_number = {one.statement: one for one in sightings}
    place = {one.statement: place for place, one in enumerate(sightings)}
    # A headline says it in the newsroom's words: what stands in the body is compared with first.
    shown = sorted((min(held) for held in folded), key=lambda n: (by_number[n].zone != "body", place[n]))
    first = next((min(held) for held in folded if base in held), shown[0] if shown else None)
    heads: dict[str, int] = {by_number[first].language: first} if first is not None else {}
    for number in shown:
        heads.setdefault(by_number[number].language, number)
    pairs = [(heads[by_number[number].language], number) for number in shown]
    pairs += [(first, head) for head in heads.values() if first is not None]
    return Comparison(
        statements=tuple(sorted(shown, key=lambda n: (n != first, n not in heads.values()))),
        copies=tuple(held for held in folded if len(held) > 1),
        independent=independent(sightings),
        differences=tuple(difference(by_number[a], by_number[b]) for a, b in pairs if a != b),
    )


def difference(a: Sighting, b: Sighting) -> Difference:
    """What differs between two renderings, as seen from `a`."""
    one, two = sketch(a), sketch(b)
    pieces = aligned(a.content, b.content) if a.language == b.language else ()
    if pieces:
        same = sum(len(_WORD.findall(piece.a.of(a.content))) for piece in pieces if piece.change == "same")
        alike = 2 * same / ((len(one.forms) + len(two.forms)) or 1)
    else:
        alike = gaps.alike(one, two)
    return Difference(a.statement, b.statement, min(1.0, alike), pieces, gaps.gap(one, two), gaps.gap(two, one))


def aligned(a: str, b: str) -> tuple[Piece, ...]:
    """Two contents of one language aligned word by word; letter case, apostrophes and marks do not count."""
    words_a = [Span(*found.span()) for found in _WORD.finditer(a)]
    words_b = [Span(*found.span()) for found in _WORD.finditer(b)]
    matcher = SequenceMatcher(None, [fold(s.of(a)) for s in words_a], [fold(s.of(b)) for s in words_b], autojunk=False)
    changes: dict[str, Change] = {"equal": "same", "replace": "changed", "insert": "added", "delete": "cut"}
    return tuple(
        Piece(changes[tag], _span(words_a, i, j, len(a)), _span(words_b, k, m, len(b)))
        for tag, i, j, k, m in matcher.get_opcodes()
    )


def copies(sightings: Sequence[Sighting]) -> tuple[frozenset[int], ...]:
    """Statements folded where one report repeats another: the same paragraph in another article, word for word, or in one
    language the same words in indirect speech. Ordered by the smallest number."""
    home = {one.statement: one.statement for one in sightings}

    def root(number: int) -> int:
        while home[number] != number:
            number = home[number]
        return number

    for a, b in combinations(sightings, 2):
        if _one_report(a, b):
            low, high = sorted((root(a.statement), root(b.statement)))
            home[high] = low
    held: dict[int, set[int]] = {}
    for number in home:
        held.setdefault(root(number), set()).add(number)
    return tuple(frozenset(held[number]) for number in sorted(held))


def independent(sightings: Sequence[Sighting]) -> int:
    """How many articles report it in words of their own: wire copies count once, and so does an article that reports it in
    several statements."""
    home: dict[int, set[int]] = {}
    for held in copies(sightings):
        articles = {one.article for one in sightings if one.statement in held}
        for article in articles:
            home.setdefault(article, set()).update(articles)
    left, count = set(home), 0
    while left:
        count += 1
        reach = [left.pop()]
        while reach:
            near = home[reach.pop()] & left
            left -= near
            reach.extend(near)
    return count


def _one_report(a: Sighting, b: Sighting) -> bool:
    if a.article == b.article:
        return False
    if a.paragraph and a.paragraph == b.paragraph:
        return True
    one, two = sketch(a).forms, sketch(b).forms
    return a.language == b.language and len(one) >= _LEAST_WORDS and one == two and a.kind != "direct"


def _span(words: Sequence[Span], first: int, last: int, end: int) -> Span:
    if first < last:
        return Span(words[first].start, words[last - 1].end)
    at = words[first].start if first < len(words) else end
    return Span(at, at)
