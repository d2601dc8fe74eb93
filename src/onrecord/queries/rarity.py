"""How much a shared concept tells: the rarer among the statements that are compared, the more."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping

from onrecord.queries.sketch import Sketch, Word

_KNOWN = 200
"""As many statements count what is known beforehand as the statements at hand."""

_UNSEEN = 0.003
"""The share of statements in which a concept stands that nobody has counted."""


class Rarity:
    """Weights of concepts (in nats, above 0), from the statements at hand and from the shares known beforehand."""

    def __init__(self, sketches: Iterable[Sketch] = (), known: Mapping[str, float] | None = None) -> None:
        self._known = known or {}
        self._found: Counter[str] = Counter()
        self._total = _KNOWN
        for one in sketches:
            self._total += 1
            self._found.update(one.concepts)
        self._weights: dict[str, float] = {}
        self._words: dict[int, tuple[Sketch, tuple[float, ...]]] = {}

    def of(self, concept: str) -> float:
        """The weight of a concept."""
        weight = self._weights.get(concept)
        if weight is None:
            seen = self._found[concept] + _KNOWN * self._known.get(concept, _UNSEEN)
            weight = self._weights[concept] = max(0.1, math.log(self._total / seen))
        return weight

    def shared(self, word: Word, others: frozenset[str]) -> float:
        """The weight of what a word has in common with others; 0 for nothing."""
        common = word.concepts & others
        return max(map(self.of, common)) if common else 0.0

    def words(self, one: Sketch) -> tuple[float, ...]:
        """The weight of each word by itself: that of its commonest concept. Kept, since a sketch meets many others."""
        kept = self._words.get(id(one))
        if kept is None:
            weights = tuple(min(self.of(concept) for concept in word.concepts) for word in one.words)
            kept = self._words[id(one)] = (one, weights)
        return kept[1]
