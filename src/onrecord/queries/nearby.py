"""Which of thousands of statements are worth fetching for a comparison with new ones: by few columns, before any is sketched.

Nearness is that of `candidates`: concepts that are shared, the rarer the more, and the same speaker.
"""

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from onrecord.model.sighting import Sighting
from onrecord.model.text import Language
from onrecord.queries.sketch import concepts, sketch
from onrecord.record.sightings import Glance

FEW = 400
"""So many statements are all worth it: every one of them counts for how rare a concept is."""
NEAREST = 16
"""Of more, so many for each new statement."""
_RARE = 1.5


def nearby(
    new: Sequence[Sighting], there: Sequence[Glance], voices: Collection[int], nearest: int = NEAREST
) -> list[int]:
    """The numbers of the statements in `there` that may report what the new ones do, or be at odds with them: for each the
    `nearest`; everything that the same speakers said (`voices` are all numbers under which the record has them); and what
    stands in one utterance with any of these."""
    if len(there) <= FEW:
        return [one.statement for one in there]
    keys = {one.key for one in new if one.key}
    found = {one.statement for one in there if one.actor in voices or one.key in keys}
    holders = _holders(new, there)
    weights = {concept: math.log((len(there) + 1) / len(held)) for concept, held in holders.items() if held}
    for one in new:
        found.update(_nearest(sketch(one).concepts, holders, weights, nearest))
    utterances = {one.utterance for one in there if one.utterance is not None and one.statement in found}
    return [one.statement for one in there if one.statement in found or one.utterance in utterances]


def _holders(new: Iterable[Sighting], there: Iterable[Glance]) -> dict[str, list[int]]:
    """For each concept of the new statements those in which it stands."""
    wanted = frozenset(concept for one in new for concept in sketch(one).concepts)
    holders: dict[str, list[int]] = {concept: [] for concept in wanted}
    known: dict[str, _Known] = defaultdict(_Known)
    for one in there:
        told = known[one.language]
        lemmas = set(one.lemmas.split(" "))
        for lemma in lemmas - told.seen:
            told.look(lemma, one.language, wanted)
        for lemma in lemmas & told.telling.keys():
            for concept in told.telling[lemma]:
                holders[concept].append(one.statement)
    return holders


class _Known:
    """The lemmas of a language that were looked up, and those that bring a concept that is wanted."""

    def __init__(self) -> None:
        self.seen: set[str] = set()
        self.telling: dict[str, frozenset[str]] = {}

    def look(self, lemma: str, language: Language, wanted: frozenset[str]) -> None:
        """Look one up."""
        self.seen.add(lemma)
        if shared := concepts(lemma.removeprefix("^"), language) & wanted:
            self.telling[lemma] = shared


def _nearest(
    sought: Collection[str], holders: Mapping[str, Sequence[int]], weights: Mapping[str, float], most: int
) -> list[int]:
    shared: dict[int, float] = defaultdict(float)
    for concept in sought:
        weight = weights.get(concept, 0.0)
        if weight >= _RARE:
            for number in holders[concept]:
                shared[number] += weight
    return sorted(shared, key=lambda number: (-shared[number], number))[:most]
