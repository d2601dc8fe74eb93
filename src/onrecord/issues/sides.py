"""Stances of one article on one issue, weighed together: a speaker mostly keeps to one, and who speaks against whom shows."""

import math
from collections.abc import Sequence

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
        whole, damped = sum(leaning.values()), math.sqrt(max(len(leaning) - 1, 1))
        logs = [_logs(each) for each in now]
        sums = {name: [sum(logs[n][k] for n in mine) for k in range(3)] for name, mine in by_speaker.items()}
        now = [
            _turned(own[n], now[n], _rest(sums[name], logs[n], len(by_speaker[name])), (whole - leaning[name]) / damped)
            for n, name in enumerate(speakers)
        ]
    return now


def _logs(each: Chances) -> list[float]:
    return [math.log(chance + _EVEN) for chance in each]


def _rest(sums: Sequence[float], mine: Sequence[float], count: int) -> list[float]:
    """The mean of the speaker's other statements; nothing where there are none."""
    return [(total - own) / (count - 1) if count > 1 else 0.0 for total, own in zip(sums, mine, strict=True)]


def _turned(own: Chances, now: Chances, same: Sequence[float], others: float) -> Chances:
    """A step towards what a statement's own signs, its speaker's other statements and the other speakers' say."""
    scores = [log + SAME * rest for log, rest in zip(_logs(own), same, strict=True)]
    scores[0] -= OTHERS * others
    scores[1] += OTHERS * others
    found = chances(scores)
    return (_half(now[0], found[0]), _half(now[1], found[1]), _half(now[2], found[2]))


def _half(before: float, after: float) -> float:
    return (before + after) / 2


def chances(scores: Sequence[float]) -> list[float]:
    """Scores as chances that add up to 1 (softmax)."""
    most = max(scores)
    raised = [math.exp(score - most) for score in scores]
    total = sum(raised)
    return [value / total for value in raised]
