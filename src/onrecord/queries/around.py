"""What the statements around a pair tell: which words a speaker uses all the time, and inside whose words one stands."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import lru_cache

from onrecord.model.text import Language
from onrecord.queries.sketch import Sketch, said_of
from onrecord.speakers import speaker_key

_UNSEEN = 0.3
_LEAST = 0.05


class Around:
    """All statements that are compared. Speakers are told by the last part of their names."""

    def __init__(self, sketches: Iterable[Sketch] = ()) -> None:
        self._by_number = {one.sighting.statement: one for one in sketches}
        self._voices: dict[str, list[Sketch]] = defaultdict(list)
        for one in self._by_number.values():
            if one.last:
                self._voices[one.last].append(one)
        self._counts: dict[str, Counter[str]] = {}

    def outer(self, one: Sketch) -> Sketch | None:
        """The statement inside which this one stands."""
        within = one.sighting.within
        return self._by_number.get(within) if within is not None else None

    def own_words(self, a: Sketch, b: Sketch) -> dict[str, float]:
        """What two statements of one speaker share, words counting less the more of the speaker's statements have them."""
        voice = a.last or b.last
        if len(self._voices.get(voice, ())) < 2:
            return {}
        shared_a, total_a = self._shared(a, b, voice)
        shared_b, total_b = self._shared(b, a, voice)
        common = (self._rare(concept, voice) for concept in a.concepts & b.concepts if concept[0] != "^")
        best = [*sorted(common, reverse=True), 0.0, 0.0]
        lost_a, lost_b = (1 - min(1.0, s / (t or 1.0)) for s, t in ((shared_a, total_a), (shared_b, total_b)))
        return {
            "own:cover": (shared_a + shared_b) / (total_a + total_b) if total_a + total_b else 0.0,
            "own:shared": math.log1p(min(shared_a, shared_b)),
            "own:best": best[0],
            "own:second": best[1],
            "own:lost": min(lost_a, lost_b),
            "own:lost_more": max(lost_a, lost_b),
            "own:statements": math.log1p(len(self._voices[voice])),
        }

    def _shared(self, one: Sketch, other: Sketch, voice: str) -> tuple[float, float]:
        total = shared = 0.0
        for word in one.words:
            total += max(_LEAST, min(self._rare(concept, voice) for concept in word.concepts))
            common = word.concepts & other.concepts
            if common:
                shared += max(self._rare(concept, voice) for concept in common)
        return shared, total

    def _rare(self, concept: str, voice: str) -> float:
        held = self._voices[voice]
        counts = self._counts.get(voice)
        if counts is None:
            counts = self._counts[voice] = Counter(concept for one in held for concept in one.concepts)
        return math.log((len(held) + 1) / (counts[concept] + _UNSEEN))


NOBODY = Around()


def voices(a: Sketch, b: Sketch, who: str) -> dict[str, float]:
    """What beside the names tells that two speakers are one: a surname, a role, a candidate for whom the text left open."""
    one, two = a.sighting, b.sighting
    found: dict[str, float] = {}
    if who != "same":
        found["who:surname"] = float(_one_surname(a, b))
        found["who:role"] = float(bool(_role(a) & b.speaker) or bool(_role(b) & a.speaker))
        found["who:roles"] = float(bool(_role(a) & _role(b)))
    if who == "unknown":
        found["who:meant"] = float(a.last in meant(two.meant) - {""} or b.last in meant(one.meant) - {""})
    return found


def _one_surname(a: Sketch, b: Sketch) -> bool:
    """Whether names end alike, and are not those of two persons by their given names."""
    if not a.last or a.last != b.last:
        return False
    one, two = a.sighting, b.sighting
    given = [each.key.split()[-2:-1] for each in (one, two)]
    return not (one.speaker_type == two.speaker_type == "person" and all(given) and given[0] != given[1])


def _role(one: Sketch) -> frozenset[str]:
    role = one.sighting.role
    return role_concepts(role, one.sighting.language) if role else frozenset()


@lru_cache(maxsize=10_000)
def role_concepts(role: str, language: Language) -> frozenset[str]:
    """The concepts of a role's words."""
    return said_of(role, language)


@lru_cache(maxsize=10_000)
def meant(names: tuple[str, ...]) -> frozenset[str]:
    """The last parts of the keys of names."""
    return frozenset(key.split()[-1] for name in names if (key := speaker_key(name)))
