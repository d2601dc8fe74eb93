"""Which statements of different articles report the same words.

An utterance is what was said once in the world, whoever reports it: in full, in part, in other words, in another
language, at second hand. Pairs of statements are judged by named features and weights (`pair`, `weights`), then once
more in the company of all others (`company`: who comes as near, who stands between), and joined by the mean over all their
pairs, so that one statement that holds two utterances does not make one of them.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from onrecord.model.sighting import Sighting
from onrecord.queries.around import Around
from onrecord.queries.candidates import Index
from onrecord.queries.clusters import Pair, clusters
from onrecord.queries.company import FAR, Company
from onrecord.queries.pair import features, part_of
from onrecord.queries.rarity import Rarity
from onrecord.queries.sketch import Sketch, sketch
from onrecord.queries.weights import Weights, shipped

REASONS = 6
_UNLINKED = 0.02
"""The chance of a pair that nobody looked at."""

_BESIDE = 0.5
"""What is taken from the log-odds of a pair of one article, so that reports are joined before what stands beside them."""

_TOGETHER = 3.0
"""The strength of two statements that stand in one utterance already."""

_NEAR = 12
_MATES = 6


class Likeness(NamedTuple):
    """How likely two statements report the same words (0 to 1), and the features that said so, the loudest first."""

    score: float
    reasons: tuple[str, ...]


class Placement(NamedTuple):
    """`joined`: new statement -> the utterance that is there; `fresh`: utterances that arise, as statement numbers, which
    may take in statements that were there and had none."""

    joined: Mapping[int, int]
    fresh: tuple[frozenset[int], ...]


def likeness(a: Sighting, b: Sighting) -> Likeness:
    """How likely two statements report the same words, by themselves; symmetric."""
    weights = shipped()
    one, two = sketch(a), sketch(b)
    part = part_of(one, two)
    found = features(one, two, Rarity((), weights.shares))
    chance = 1 / (1 + math.exp(-weights.strength(part, found)))
    return Likeness(chance, weights.reasons(part, found, REASONS))


def gather(sightings: Sequence[Sighting], weights: Weights | None = None) -> tuple[frozenset[int], ...]:
    """The utterances that two or more articles report, as numbers of statements, ordered by the smallest number.

    A statement stands in one of them at most. `weights` stand in for the shipped ones.
    """
    weights = weights or shipped()
    sketches = {one.statement: sketch(one) for one in sightings}
    rarity = Rarity(sketches.values(), weights.shares)
    index = Index(sketches, rarity)
    pairs = {(min(a, b), max(a, b)) for a, one in sketches.items() for b in index.near(one)}
    links = in_company(sketches, strengths(sketches, pairs | _one_article(sketches), rarity, weights), weights)
    found = clusters(sorted(sketches), links, least=weights.least["company"], unlinked=_UNLINKED)
    return tuple(held for held in found if _spread(held, sketches))


def place(
    new: Sequence[Sighting], there: Sequence[Sighting], groups: Mapping[int, int], weights: Weights | None = None
) -> Placement:
    """Where the statements of new articles belong, among those that are there.

    `groups` gives the utterance (its number) of each statement in `there` that has one. Utterances that are there are
    neither joined with each other nor taken apart; apart from that the outcome is that of `gather`.
    """
    weights = weights or shipped()
    if not there:
        return Placement({}, gather(new, weights))
    known = {one.statement: sketch(one) for one in there}
    fresh = {one.statement: sketch(one) for one in new}
    everyone = {**known, **fresh}
    rarity = Rarity(everyone.values(), weights.shares)
    index = Index(everyone, rarity)
    mates: dict[int, list[int]] = {}
    for number, group in groups.items():
        if number in known:
            mates.setdefault(group, []).append(number)
    pairs = _reach(fresh, index, groups, mates)
    kept = {number: everyone[number] for pair in pairs for number in pair} | fresh
    links = strengths(kept, pairs | _one_article(fresh), rarity, weights, Around(everyone.values()))
    held = {number: groups[number] for number in kept if number in groups}
    links |= {
        pair: _TOGETHER for group in set(held.values()) for pair in _pairs(n for n in kept if held.get(n) == group)
    }
    chances = in_company(kept, links, weights)
    found = clusters(sorted(kept), chances, least=weights.least["company"], unlinked=_UNLINKED, there=held)
    return _placement(found, kept, fresh, held)


def _reach(
    fresh: Mapping[int, Sketch], index: Index, groups: Mapping[int, int], mates: Mapping[int, Sequence[int]]
) -> set[Pair]:
    """The pairs of new statements with those near them, and with what stands in one utterance with these."""
    pairs: set[Pair] = set()
    for a, one in fresh.items():
        near = index.near(one, _NEAR)
        reached = {groups[b] for b in near if b in groups}
        others = {b for group in reached for b in mates.get(group, ())[:_MATES]}
        pairs |= {(min(a, b), max(a, b)) for b in others.union(near)}
    return pairs


def _placement(
    found: Iterable[frozenset[int]],
    sketches: Mapping[int, Sketch],
    fresh: Mapping[int, Sketch],
    held: Mapping[int, int],
) -> Placement:
    joined: dict[int, int] = {}
    arisen: list[frozenset[int]] = []
    for members in found:
        group = next((held[number] for number in members if number in held), None)
        added = members & fresh.keys()
        if group is not None:
            joined |= dict.fromkeys(sorted(added), group)
        elif added and _spread(members, sketches):
            arisen.append(members)
    return Placement(joined, tuple(arisen))


def strengths(
    sketches: Mapping[int, Sketch],
    pairs: Iterable[Pair],
    rarity: Rarity,
    weights: Weights,
    around: Around | None = None,
) -> dict[Pair, float]:
    """The log-odds of pairs, each by itself. `around` is all that is compared, where that is more than the sketches."""
    around = around or Around(sketches.values())
    found: dict[Pair, float] = {}
    for a, b in pairs:
        one, two = sketches[a], sketches[b]
        found[a, b] = weights.strength(part_of(one, two), features(one, two, rarity, around))
    return found


def in_company(sketches: Mapping[int, Sketch], links: Mapping[Pair, float], weights: Weights) -> dict[Pair, float]:
    """The chances of pairs among all others; those of one article are judged by themselves."""
    company = Company(sketches, links)
    found: dict[Pair, float] = {}
    for (a, b), strength in links.items():
        beside = sketches[a].sighting.article == sketches[b].sighting.article
        if beside or strength <= FAR:
            judged = strength - _BESIDE * beside
        else:
            judged = weights.strength("company", company.features(a, b))
        found[a, b] = 1 / (1 + math.exp(-judged))
    return found


def _one_article(sketches: Mapping[int, Sketch]) -> set[Pair]:
    by_article: dict[int, list[int]] = {}
    for number, one in sketches.items():
        by_article.setdefault(one.sighting.article, []).append(number)
    return {pair for held in by_article.values() for pair in _pairs(held)}


def _pairs(numbers: Iterable[int]) -> list[Pair]:
    held = sorted(numbers)
    return [(a, b) for i, a in enumerate(held) for b in held[i + 1 :]]


def _spread(members: frozenset[int], sketches: Mapping[int, Sketch]) -> bool:
    """Whether two articles or more report it."""
    return len({sketches[number].sighting.article for number in members}) > 1
