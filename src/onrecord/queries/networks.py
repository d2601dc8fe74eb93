"""Who speaks of what, and who goes with whom: actors by issues as matrices, as Discourse Network Analyzer defines them.

The definitions are those of Leifeld, Gruber and Bossner, "Discourse Network Analyzer Manual", chapter 2, and of DNA 3's
exporter. With n(a, i, s) the number of statements of actor a on issue i with stance s, two actors a and b have

- congruence: the sum over i and s of n(a, i, s) · n(b, i, s): what both support or both oppose;
- conflict: the sum over i of n(a, i, support) · n(b, i, oppose) + n(a, i, oppose) · n(b, i, support);
- subtract: congruence less conflict;
- ignore: the sum over i of n(a, i) · n(b, i), whatever the stance.

A neutral statement takes no side: it counts with `ignore` alone. Statements by nobody who is known are left out and
counted. Where DNA and this differ it is told at the function.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations
from math import sqrt
from typing import Literal, NamedTuple

from onrecord.model.issue import Stance
from onrecord.model.kept import KeptStatement

OneMode = Literal["congruence", "conflict", "subtract", "ignore"]
TwoMode = Literal["subtract", "ignore", "combine"]
OneModeNorm = Literal["no", "average", "jaccard", "cosine"]
TwoModeNorm = Literal["no", "activity", "prominence"]
Duplicates = Literal["include", "document", "week", "month", "year", "acrossrange"]

ONE_MODE: tuple[OneMode, ...] = ("congruence", "conflict", "subtract", "ignore")
TWO_MODE: tuple[TwoMode, ...] = ("subtract", "ignore", "combine")
ONE_MODE_NORMS: tuple[OneModeNorm, ...] = ("no", "average", "jaccard", "cosine")
TWO_MODE_NORMS: tuple[TwoModeNorm, ...] = ("no", "activity", "prominence")
DUPLICATES: tuple[Duplicates, ...] = ("include", "document", "week", "month", "year", "acrossrange")

_LEVELS: tuple[Stance, ...] = ("support", "oppose")
_COMBINED: Mapping[tuple[bool, bool], float] = {
    (True, False): 1.0, (False, True): 2.0, (True, True): 3.0, (False, False): 0.0,
}  # fmt: skip


class Event(NamedTuple):
    """One statement on one issue. `document` is the article, `statement` the statement's id."""

    actor: str
    issue: str
    stance: Stance
    day: date | None
    document: str
    statement: str


@dataclass(frozen=True, slots=True)
class Events:
    """What is counted, and how many statements were left out because nobody known said them or they touch no issue."""

    events: tuple[Event, ...]
    unknown: int = 0
    without_issue: int = 0


@dataclass(frozen=True, slots=True)
class Network:
    """Rows by columns with the cells that are not 0. A one-mode network has the same rows and columns, and each pair
    once, the one that comes first in `rows` first. `frequencies` counts the events of each row and column."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: Mapping[tuple[str, str], float]
    frequencies: Mapping[str, int] = field(default_factory=dict)


def events(statements: Iterable[KeptStatement]) -> Events:
    """Each issue that a statement by a known actor touches, as one event."""
    found: list[Event] = []
    unknown = without_issue = 0
    for one in statements:
        if one.actor is None:
            unknown += 1
            continue
        without_issue += not one.issues
        found += [Event(one.actor, t.issue, t.stance, one.day, one.article, one.id) for t in one.issues]
    return Events(tuple(found), unknown, without_issue)


def window(told: Iterable[Event], since: date | None = None, until: date | None = None) -> tuple[Event, ...]:
    """The events of these days (both count). With a bound, events whose day is not known are left out."""
    if since is None and until is None:
        return tuple(told)
    first, last = since or date.min, until or date.max
    return tuple(one for one in told if one.day is not None and first <= one.day <= last)


def without_duplicates(told: Iterable[Event], duplicates: Duplicates) -> tuple[Event, ...]:
    """The first of all events with the same actor, issue and stance in one document, calendar week (from Monday), month,
    year, or across all of them.

    DNA compares the bare number of week and month, so that one March is the same as the next; here the year is part of
    them. An event whose day is not known is the same as another of its document only (but for `acrossrange`).
    """
    if duplicates == "include":
        return tuple(told)
    first: dict[tuple[object, ...], Event] = {}
    for one in told:
        first.setdefault((one.actor, one.issue, one.stance, _period(one, duplicates)), one)
    return tuple(first.values())


def two_mode(told: Sequence[Event], aggregation: TwoMode = "subtract", normalization: TwoModeNorm = "no") -> Network:
    """Actors by issues. `ignore`: how many statements; `subtract`: support less oppose; `combine`: 1 support, 2 oppose,
    3 both. `activity` divides by the actor's statements, `prominence` by the issue's (with `subtract` neutral ones do
    not count; with `combine` neither means anything)."""
    counts = _counts(told)
    cells: dict[tuple[str, str], float] = {}
    for actor, issue in {(one.actor, one.issue): None for one in told}:
        support, oppose = counts[actor, issue, "support"], counts[actor, issue, "oppose"]
        if aggregation == "ignore":
            cells[actor, issue] = float(support + oppose + counts[actor, issue, "neutral"])
        elif aggregation == "subtract":
            cells[actor, issue] = float(support - oppose)
        else:
            cells[actor, issue] = _COMBINED[support > 0, oppose > 0]
    if normalization != "no":
        divisors = Counter(_side(one, normalization) for one in told if _takes_part(one, aggregation))
        place = 0 if normalization == "activity" else 1
        cells = {pair: value / divisors[pair[place]] if value else 0.0 for pair, value in cells.items()}
    return _network(told, cells, Counter(one.actor for one in told) + Counter(one.issue for one in told))


def one_mode(told: Sequence[Event], aggregation: OneMode = "congruence", normalization: OneModeNorm = "no") -> Network:
    """Actors by actors.

    `average` divides by the mean of both actors' statements; `jaccard` by what only one says, plus congruence; `cosine`
    by the product of the lengths of both vectors n(a, i, s). (DNA 3.1 divides by the product of both totals under that
    name, which is no cosine: two actors with the same two statements get 0.5 there, and 1 here.)
    """
    vectors = _vectors(told, aggregation)
    rows = tuple(sorted({one.actor for one in told}))
    return Network(rows, rows, tied(vectors, aggregation, normalization), Counter(one.actor for one in told))


def tied(
    vectors: Mapping[str, Mapping[tuple[str, str], int]], aggregation: OneMode, normalization: OneModeNorm = "no"
) -> dict[tuple[str, str], float]:
    """The ties of actors of which n(a, i, s) is known: actor -> (issue, stance) -> count. Each pair once, in the order of
    the ids; pairs without a tie are left out."""
    speaking: dict[str, set[str]] = {}
    for actor, vector in vectors.items():
        for issue, _ in vector:
            speaking.setdefault(issue, set()).add(actor)
    pairs = {pair for actors in speaking.values() for pair in combinations(sorted(actors), 2)}
    cells = {}
    for a, b in sorted(pairs):
        value = _tie(vectors[a], vectors[b], aggregation)
        divisor = _divisor(vectors[a], vectors[b], normalization) if value else 1.0
        cells[a, b] = value / divisor if divisor else 0.0
    return {pair: value for pair, value in cells.items() if value}


_Vector = Mapping[tuple[str, str], int]


def _vectors(told: Iterable[Event], aggregation: OneMode) -> dict[str, _Vector]:
    found: dict[str, Counter[tuple[str, str]]] = {}
    for one in told:
        if _takes_part(one, aggregation):
            level = "any" if aggregation == "ignore" else one.stance
            found.setdefault(one.actor, Counter())[one.issue, level] += 1
    return {actor: dict(vector) for actor, vector in found.items()}


def _tie(a: _Vector, b: _Vector, aggregation: OneMode) -> float:
    same = sum(count * b.get(place, 0) for place, count in a.items())
    if aggregation in ("congruence", "ignore"):
        return float(same)
    other = {"support": "oppose", "oppose": "support"}
    against = sum(count * b.get((issue, other[level]), 0) for (issue, level), count in a.items())
    return float(against if aggregation == "conflict" else same - against)


def _divisor(a: _Vector, b: _Vector, normalization: OneModeNorm) -> float:
    if normalization == "average":
        return (sum(a.values()) + sum(b.values())) / 2
    if normalization == "jaccard":
        alone = sum(n for place, n in a.items() if place not in b) + sum(n for place, n in b.items() if place not in a)
        return float(alone + sum(n * b.get(place, 0) for place, n in a.items()))
    if normalization == "cosine":
        return sqrt(sum(n * n for n in a.values())) * sqrt(sum(n * n for n in b.values()))
    return 1.0


def _counts(told: Iterable[Event]) -> Counter[tuple[str, str, str]]:
    return Counter((one.actor, one.issue, one.stance) for one in told)


def _takes_part(one: Event, aggregation: OneMode | TwoMode) -> bool:
    return aggregation == "ignore" or one.stance in _LEVELS


def _side(one: Event, normalization: TwoModeNorm) -> str:
    return one.actor if normalization == "activity" else one.issue


def _period(one: Event, duplicates: Duplicates) -> tuple[object, ...]:
    if duplicates == "acrossrange":
        return ()
    if duplicates == "document" or one.day is None:
        return ("document", one.document)
    if duplicates == "week":
        return ("week", *one.day.isocalendar()[:2])
    return ("month", one.day.year, one.day.month) if duplicates == "month" else ("year", one.day.year)


def _network(told: Iterable[Event], cells: Mapping[tuple[str, str], float], frequencies: Mapping[str, int]) -> Network:
    held = list(told)
    rows = tuple(sorted({one.actor for one in held}))
    return Network(rows, tuple(sorted({one.issue for one in held})), cells, frequencies)


def statements_of(told: Iterable[Event]) -> Iterator[tuple[tuple[str, str], tuple[str, ...]]]:
    """The ids of the statements behind each cell of a two-mode network."""
    found: dict[tuple[str, str], list[str]] = {}
    for one in told:
        found.setdefault((one.actor, one.issue), []).append(one.statement)
    for pair, ids in found.items():
        yield pair, tuple(ids)
