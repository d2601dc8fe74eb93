"""A pair of statements among all the others: who else comes as near, and who stands between the two."""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence

from onrecord.queries.pair import same_speaker
from onrecord.queries.sketch import Sketch

FAR = -6.0
"""The strength of a pair that nobody looked at."""

_NEAREST = 15
_WIDE = 4.0


class Company:
    """The strengths of pairs, and what they say about each pair of two articles."""

    def __init__(self, sketches: Mapping[int, Sketch], links: Mapping[tuple[int, int], float]) -> None:
        self._sketches = sketches
        self._near: dict[int, dict[int, float]] = defaultdict(dict)
        for (a, b), strength in links.items():
            self._near[a][b] = self._near[b][a] = strength
        by_article: dict[int, list[int]] = defaultdict(list)
        for number, one in sketches.items():
            by_article[one.sighting.article].append(number)
        self._said = {number: self._as_often(number, by_article) for number in sketches}
        self._around = {one.sighting.within for one in sketches.values()}
        self._nearest = {
            a: frozenset(sorted(near, key=lambda b: (-near[b], b))[:_NEAREST]) for a, near in self._near.items()
        }

    def _as_often(self, number: int, by_article: Mapping[int, Sequence[int]]) -> int:
        """How many statements of the article have the same speaker."""
        one = self._sketches[number]
        return sum(
            other == number or same_speaker(one, self._sketches[other]) for other in by_article[one.sighting.article]
        )

    def features(self, a: int, b: int) -> dict[str, float]:
        """The features of a pair of two articles by name."""
        strength = self._near[a][b]
        rival_a, rival_b = self._rival(a, b), self._rival(b, a)
        lead = min(strength - rival_a, strength - rival_b)
        one, two = self._sketches[a], self._sketches[b]
        homes = (one.sighting.article, two.sighting.article)
        elsewhere, chances, here = FAR, 0.0, FAR
        for c in self._nearest[a] & self._nearest[b]:
            between = min(self._near[a][c], self._near[b][c])
            if self._sketches[c].sighting.article in homes:
                here = max(here, between)
            else:
                elsewhere = max(elsewhere, between)
                chances += _chance(self._near[a][c]) * _chance(self._near[b][c])
        same = float(same_speaker(one, two))
        often = math.log(self._said[a] * self._said[b])
        return {
            "bias": 1.0,
            "strength": strength,
            "lead": max(-_WIDE, min(_WIDE, strength - rival_a)) + max(-_WIDE, min(_WIDE, strength - rival_b)),
            "first_for_both": float(lead > 0),
            "first_for_one": float(max(strength - rival_a, strength - rival_b) > 0),
            "between:elsewhere": elsewhere,
            "between:sum": chances,
            "between:here": here,
            "same_speaker": same,
            "same_speaker*often": same * often,
            "other_speaker*often": (1 - same) * often,
            "same_speaker*lead": same * float(lead > 0),
            "around": float(a in self._around) + float(b in self._around),
            "speaker:unknown": float("?" in (one.sighting.speaker, two.sighting.speaker)),
            "rival": max(FAR, min(rival_a, rival_b)),
            "rivals": max(FAR, rival_a, rival_b),
        }

    def _rival(self, a: int, b: int) -> float:
        """How near the nearest other statement of b's article comes to a."""
        home = self._sketches[b].sighting.article
        others = (s for c, s in self._near[a].items() if c != b and self._sketches[c].sighting.article == home)
        return max(others, default=FAR - 2)


def _chance(strength: float) -> float:
    return 1 / (1 + math.exp(-strength))
