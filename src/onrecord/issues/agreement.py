"""One utterance, one issue and stance: what several renderings say together is surer than what each says alone."""

import math
from collections.abc import Iterator, Sequence

from onrecord.model.issue import STANCES, Stance, Touch

CHANCES = "stance.chances="
"""How the reason begins that holds the chances of support, oppose and neutral, parted by `/`."""

AGREED = "utterance.agreed"
"""The reason of a touch that was changed by the other renderings of its utterance."""

STEADY = "speaker.steady"
"""The reason of a touch whose stance was changed by what its speaker says elsewhere on the issue."""

_STEADY = 0.8
"""How much what a speaker says elsewhere on an issue counts, against the statement's own signs."""

_SURE = 0.9
_EVEN = 1e-3


def told(chances: Sequence[float]) -> str:
    """The reason that holds the chances of the stances."""
    return CHANCES + "/".join(f"{chance:.2f}" for chance in chances)


def agreed(renderings: Sequence[Sequence[Touch]]) -> tuple[tuple[Touch, ...], ...]:
    """The touches of statements that report one utterance, made one: all lead with the issue that they speak for
    together, in the stance that they tell together.

    Takes the touches of each statement as `touches` gives them and gives them back in that order. A statement that
    touches nothing takes the issue of the others; what was changed has the reason `utterance.agreed`. The touches of one
    statement alone come back as they are.
    """
    if sum(1 for each in renderings if each) < 2:
        return tuple(tuple(each) for each in renderings)
    issue = _issue(renderings)
    stance = _stance([touch for each in renderings for touch in each if touch.issue == issue])
    return tuple(_led(each, issue, stance, _mean(renderings, issue)) for each in renderings)


def _issue(renderings: Sequence[Sequence[Touch]]) -> str:
    weights: dict[str, float] = {}
    for each in renderings:
        for place, touch in enumerate(each):
            weights[touch.issue] = weights.get(touch.issue, 0.0) + touch.confidence / (1 + place)
    return min(weights, key=lambda name: (-weights[name], name))


def _stance(found: Sequence[Touch]) -> Stance:
    totals = [0.0] * len(STANCES)
    for touch in found:
        for k, chance in enumerate(stance_chances(touch)):
            totals[k] += math.log(chance + _EVEN)
    return STANCES[max(range(len(STANCES)), key=lambda k: (totals[k], -k))]


def steadied(statements: Sequence[Touch]) -> tuple[Touch, ...]:
    """The touches of statements of one speaker on one issue within a few days (in any articles), each with the stance that
    its own signs and the others' tell together; what was changed has the reason `speaker.steady`.

    Leave out what a person decided, and statements between which positions are to be compared: a shift that is told by
    weak signs alone does not survive this.
    """
    if len(statements) < 2:
        return tuple(statements)
    logs = [[math.log(chance + _EVEN) for chance in stance_chances(touch)] for touch in statements]
    means = [sum(each[k] for each in logs) / len(logs) for k in range(len(STANCES))]
    return tuple(_steady(touch, own, means) for touch, own in zip(statements, logs, strict=True))


def _steady(touch: Touch, own: Sequence[float], means: Sequence[float]) -> Touch:
    mixed = [(1 - _STEADY) * mine + _STEADY * mean for mine, mean in zip(own, means, strict=True)]
    stance = STANCES[max(range(len(STANCES)), key=lambda k: (mixed[k], -k))]
    if stance == touch.stance:
        return touch
    return Touch(touch.issue, stance, touch.confidence, (*touch.reasons, STEADY))


def stance_chances(touch: Touch) -> tuple[float, ...]:
    """The chances of support, oppose and neutral that a touch's reasons hold; near certainty where they hold none (a
    person's judgement, an import)."""
    for reason in touch.reasons:
        if reason.startswith(CHANCES):
            return tuple(map(float, reason.removeprefix(CHANCES).split("/")))
    rest = (1 - _SURE) / (len(STANCES) - 1)
    return tuple(_SURE if stance == touch.stance else rest for stance in STANCES)


def _mean(renderings: Sequence[Sequence[Touch]], issue: str) -> float:
    found = [touch.confidence for each in renderings for touch in each if touch.issue == issue]
    return round(sum(found) / len(found), 4)


def _led(each: Sequence[Touch], issue: str, stance: Stance, confidence: float) -> tuple[Touch, ...]:
    """The touches with the agreed one first."""
    if each and (each[0].issue, each[0].stance) == (issue, stance):
        return tuple(each)
    return (_changed(each, issue, stance, confidence), *_others(each, issue))


def _changed(each: Sequence[Touch], issue: str, stance: Stance, confidence: float) -> Touch:
    for touch in each:
        if touch.issue == issue:
            reasons = touch.reasons if AGREED in touch.reasons else (*touch.reasons, AGREED)
            return Touch(issue, stance, touch.confidence, reasons)
    return Touch(issue, stance, confidence, (AGREED,))


def _others(each: Sequence[Touch], issue: str) -> Iterator[Touch]:
    return (touch for touch in each if touch.issue != issue)
