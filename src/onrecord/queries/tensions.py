"""Statements that do not go together: shifts, contradictions, denials, drifts.

Reports are taken together by their utterance (`said`), pairs of utterances are judged by named features and weights
(`strain`, `weights`), and of each pair the likeliest kind is told, if it is likely enough. Nothing is said about who is right.
"""

import math
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from onrecord.model.sighting import Sighting, Tension, TensionKind
from onrecord.queries import strain, wording
from onrecord.queries.candidates import Index
from onrecord.queries.rarity import Rarity
from onrecord.queries.said import Gathered, Said, said
from onrecord.queries.sketch import Sketch
from onrecord.queries.weights import Weights, of_tensions, shipped

_NEAR = 60


class Pair(NamedTuple):
    """Two utterances that may be at odds, the kind, the part of the weights that judged it, the features, the log-odds."""

    kind: TensionKind
    part: str
    a: Said
    b: Said
    features: Mapping[str, float]
    strength: float


def find_tensions(
    sightings: Sequence[Sighting],
    groups: Mapping[int, int],
    *,
    fresh: Collection[int] | None = None,
    weights: Weights | None = None,
) -> tuple[Tension, ...]:
    """The tensions among statements, the likeliest first, one a pair of utterances.

    `groups` gives the utterance (its number) of each statement that has one. With `fresh`, only tensions are looked for
    in which an utterance has one of these statements. `weights` stand in for the shipped ones.
    """
    weights = weights or of_tensions()
    everything = Gathered(sightings, groups)
    wanted = everything.each(fresh)
    rarity = Rarity((), shipped().shares)
    found = [tension(pair) for pair in chosen(pairs(wanted, everything, rarity, weights), weights)]
    for whole in wanted:
        if whole.articles > 1:
            found.extend(_drifts(whole, rarity, weights))
    return tuple(sorted(found, key=lambda one: (-one.confidence, one.a, one.b)))


def pairs(wanted: Sequence[Said], everything: Gathered, rarity: Rarity, weights: Weights) -> Iterator[Pair]:
    """The pairs of an utterance that is wanted and one that shares words or a speaker with it, judged."""
    index = Index(everything.sketches, rarity)
    done: set[tuple[int, int]] = set()
    for one in wanted:
        for other in everything.each(n for report in one.reports for n in index.near(report, _NEAR)):
            first, second = strain.ordered(one, other)
            mark = (id(first), id(second))
            if one is not other and mark not in done:
                done.add(mark)
                yield from judged(first, second, rarity, weights)


def judged(first: Said, second: Said, rarity: Rarity, weights: Weights) -> Iterator[Pair]:
    """A pair, the earlier utterance first, as what it can be: a shift of one actor, or a conflict of two."""
    if strain.same_voice(first, second):
        if first.first and second.first and first.first < second.first:
            features = strain.shift(first, second, rarity)
            yield Pair("shift", "shift", first, second, features, weights.strength("shift", features))
    else:
        a, b = strain.denier_last(first, second)
        features = strain.conflict(a, b, rarity)
        kind: TensionKind = "denial" if weights.strength("denial", features) > 0 else "contradiction"
        yield Pair(kind, "conflict", a, b, features, weights.strength("conflict", features))


def chosen(found: Iterator[Pair], weights: Weights) -> list[Pair]:
    """Of each utterance the likeliest shift and the likeliest conflict, where it is likely enough and something shows it;
    of several between the same speakers on one issue and the same days, the likeliest."""
    strong = [pair for pair in found if pair.strength >= weights.least[pair.part] and _shown(pair)]
    strong.sort(key=lambda pair: (weights.least[pair.part] - pair.strength, pair.a.one.sighting.statement))
    kept: list[Pair] = []
    taken: set[tuple[int, str]] = set()
    topics: dict[tuple[str, str | None], list[Pair]] = defaultdict(list)
    for pair in strong:
        ends = {(id(pair.a), pair.part), (id(pair.b), pair.part)}
        topic = topics[pair.part, pair.a.issue]
        if ends & taken or any(_chained(pair, other) for other in topic):
            continue
        taken |= ends
        topic.append(pair)
        kept.append(pair)
    return kept


def _shown(pair: Pair) -> bool:
    """Whether what is at odds can be named."""
    return wording.shows(pair.kind, pair.features) and (pair.kind != "shift" or strain.changes(pair.features))


def _chained(pair: Pair, other: Pair) -> bool:
    """Whether two pairs of one day or pair of days are between the same speakers, on one issue."""
    if pair.a.issue is None or pair.b.issue != pair.a.issue or other.b.issue != pair.a.issue:
        return False
    return any(
        one.first == pair.a.first
        and two.first == pair.b.first
        and strain.same_voice(pair.a, one)
        and strain.same_voice(pair.b, two)
        for one, two in ((other.a, other.b), (other.b, other.a))
    )


def tension(pair: Pair) -> Tension:
    """A pair of utterances as the two reports that stand for them."""
    a, b = pair.a.one.sighting, pair.b.one.sighting
    rule, why = wording.of_pair(pair.kind, pair.a, pair.b, pair.features)
    return Tension(pair.kind, a.statement, b.statement, rule, why, round(_chance(pair.strength), 4))


def _drifts(whole: Said, rarity: Rarity, weights: Weights) -> Iterator[Tension]:
    """The renderings of one utterance that differ from all others in what is said: one of each article at most."""
    best: dict[int, tuple[float, Sketch, Said, Mapping[str, float]]] = {}
    for one in whole.reports:
        rest = said([other for other in whole.reports if other.sighting.article != one.sighting.article])
        features = strain.drift(one, rest, rarity)
        strength = weights.strength("drift", features)
        article = one.sighting.article
        if strength >= weights.least["drift"] and (article not in best or strength > best[article][0]):
            best[article] = (strength, one, rest, features)
    for strength, one, rest, differs in best.values():
        rule, why = wording.of_drift(one, rest, differs)
        a = rest.one.sighting.statement
        yield Tension("drift", a, one.sighting.statement, rule, why, round(_chance(strength), 4))


def _chance(strength: float) -> float:
    return 1 / (1 + math.exp(-strength))
