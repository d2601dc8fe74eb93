"""Stances of one article on one issue, weighed together: a speaker mostly keeps to one, and who speaks against whom shows."""

import math
from collections.abc import Mapping, Sequence

Chances = tuple[float, float, float]
"""Of support, oppose and neutral; they add up to 1."""

SAME = 0.3
"""What the other statements of the speaker count, against a statement's own signs."""

OTHERS = 0.3
"""What it counts that another speaker is for or against: in talks two who speak on one issue mostly differ."""

_ROUNDS = 5
_EVEN = 1e-6


def weighed(own: Sequence[Chances], speakers: Sequence[str]) -> list[Chances]:
    """The chances of statements on one issue in the light of each other: mean field, a few rounds.

    `own` are their chances by their own signs, `speakers` who made them (equal names are one speaker)."""
    now = list(own)
    by_speaker: dict[str, list[int]] = {}
    for n, name in enumerate(speakers):
        by_speaker.setdefault(name, []).append(n)
    if len(own) < 2:
        return now
    for _ in range(_ROUNDS):
        leaning = {name: sum(now[n][0] - now[n][1] for n in mine) / len(mine) for name, mine in by_speaker.items()}
        now = [_turned(n, own, now, by_speaker[name], _against(name, leaning)) for n, name in enumerate(speakers)]
    return now


def _against(name: str, leaning: Mapping[str, float]) -> float:
    """How far the other speakers lean to support, -1 to 1 for one of them, damped for many."""
    others = [lean for other, lean in leaning.items() if other != name]
    return sum(others) / math.sqrt(len(others)) if others else 0.0


def _turned(n: int, own: Sequence[Chances], now: Sequence[Chances], mine: Sequence[int], others: float) -> Chances:
    scores = [math.log(chance + _EVEN) for chance in own[n]]
    scores[0] -= OTHERS * others
    scores[1] += OTHERS * others
    rest = [m for m in mine if m != n]
    for k in range(len(scores)) if rest else ():
        scores[k] += SAME * sum(math.log(now[m][k] + _EVEN) for m in rest) / len(rest)
    found = chances(scores)
    return (_half(now[n][0], found[0]), _half(now[n][1], found[1]), _half(now[n][2], found[2]))


def _half(before: float, after: float) -> float:
    return (before + after) / 2


def chances(scores: Sequence[float]) -> list[float]:
    """Scores as chances that add up to 1 (softmax)."""
    most = max(scores)
    raised = [math.exp(score - most) for score in scores]
    total = sum(raised)
    return [value / total for value in raised]
