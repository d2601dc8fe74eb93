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
_KEPT = 300_000


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
    by_language: dict[Language, list[tuple[int, set[str]]]] = defaultdict(list)
    for one in there:
        by_language[one.language].append((one.statement, set(one.lemmas.split(" "))))
    for language, held in by_language.items():
        telling = _lemmas(language).telling(wanted, (lemmas for _, lemmas in held))
        for number, lemmas in held:
            for lemma in lemmas & telling.keys():
                for concept in telling[lemma]:
                    holders[concept].append(number)
    return holders


class _Lemmas:
    """The lemmas of a language that were met in this process, by the concepts that they bring."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._seen: set[str] = set()
        self._of: dict[str, list[str]] = defaultdict(list)

    def telling(self, wanted: Iterable[str], met: Iterable[set[str]]) -> dict[str, list[str]]:
        """Those of all that were met, now or before, that bring any of these concepts, with these."""
        for lemmas in met:
            for lemma in lemmas - self._seen:
                for concept in concepts(lemma.removeprefix("^"), self._language):
                    self._of[concept].append(lemma)
                self._seen.add(lemma)
        found: dict[str, list[str]] = defaultdict(list)
        for concept in wanted:
            for lemma in self._of.get(concept, ()):
                found[lemma].append(concept)
        return found

    @property
    def is_full(self) -> bool:
        """Whether it is time to forget."""
        return len(self._seen) > _KEPT


_known: dict[Language, _Lemmas] = {}


def _lemmas(language: Language) -> _Lemmas:
    """Kept from one article to the next: most words were met before."""
    known = _known.get(language)
    if known is None or known.is_full:
        known = _known[language] = _Lemmas(language)
    return known


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
