"""Which pairs of statements are worth a closer look: the same speaker, or shared concepts that are rare."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from onrecord.queries.rarity import Rarity
from onrecord.queries.sketch import Sketch

DAYS = 14
"""Articles that lie further apart are not compared."""

_RARE = 1.5
_CROWD = 300
"""A concept of more statements than this points to too many."""

_LEAST = 2.0
_MOST = 40
_NAMED = 2.0


class Index:
    """Statements by their concepts and speakers."""

    def __init__(self, sketches: Mapping[int, Sketch], rarity: Rarity) -> None:
        self._sketches = sketches
        self._rarity = rarity
        self._concepts: dict[str, list[int]] = defaultdict(list)
        self._speakers: dict[str, list[int]] = defaultdict(list)
        for number, one in sketches.items():
            for concept in one.concepts:
                self._concepts[concept].append(number)
            for mark in _marks(one):
                self._speakers[mark].append(number)

    def near(self, one: Sketch, most: int | None = _MOST) -> list[int]:
        """The numbers of statements worth comparing with one, the nearest first; itself is left out."""
        shared: dict[int, float] = defaultdict(float)
        for concept in one.concepts:
            held = self._concepts.get(concept, ())
            weight = self._rarity.of(concept)
            if weight >= _RARE and len(held) <= _CROWD:
                for number in held:
                    shared[number] += weight
        for mark in _marks(one):
            for number in self._speakers.get(mark, ()):
                shared[number] += _NAMED
        shared.pop(one.sighting.statement, None)
        good = [
            number
            for number, weight in shared.items()
            if weight >= _LEAST and _same_days(one.sighting.published, self._sketches[number].sighting.published)
        ]
        return sorted(good, key=lambda number: (-shared[number], number))[:most]


def _marks(one: Sketch) -> Iterable[str]:
    """By what the statements of one speaker are found: the actor, the last part of the name."""
    sighting = one.sighting
    if sighting.actor is not None:
        yield f"actor {sighting.actor}"
    if sighting.key:
        yield sighting.key.split()[-1]


def _same_days(a: date | None, b: date | None) -> bool:
    return a is None or b is None or abs((a - b).days) <= DAYS
