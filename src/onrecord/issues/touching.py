"""Which issues of a codebook the statements of a reading touch, and with what stance: the steps in their order."""

import math
from collections.abc import Mapping, Sequence

from onrecord.issues.evidence import evidence
from onrecord.issues.labels import Label, label
from onrecord.issues.sheet import Sheet, sheet
from onrecord.issues.stance_signs import signs
from onrecord.issues.terms import Index, index
from onrecord.issues.votes import BIAS, issue_votes, stance_votes
from onrecord.model.issue import STANCES, Codebook, Stance, Touch
from onrecord.model.statement import Reading

_LEAST = 0.12
"""The chance under which an issue is not touched."""

_MOST = 3
_TOLD = 3
"""How many signs a reason names."""

_KEPT = 8
_READY: dict[int, tuple[Codebook, Index, tuple[Label, ...]]] = {}


def touches(reading: Reading, codebook: Codebook) -> tuple[tuple[Touch, ...], ...]:
    """For each statement of a reading, in order, the issues of a codebook that it touches: the leading one first, at most
    three, none where nothing in it or around it speaks of any.

    A stance is a stance to what the issue's label names: `support` asserts, defends or calls for it, `oppose` denies,
    rejects or works against it, `neutral` neither. The reasons name the strongest signs of issue and stance; the last
    one is the stance's chances, which `agreed` reads.
    """
    if not codebook.issues or not reading.statements:
        return ((),) * len(reading.statements)
    ready, labels = _prepared(codebook)
    page = sheet(reading, ready)
    return tuple(_touched(page, n, row, labels) for n, row in enumerate(evidence(page)))


def _prepared(codebook: Codebook) -> tuple[Index, tuple[Label, ...]]:
    """The index and labels of a codebook, kept for the few that are in use."""
    known = _READY.get(id(codebook))
    if known is None or known[0] is not codebook:
        if len(_READY) >= _KEPT:
            _READY.clear()
        known = (codebook, index(codebook), tuple(label(issue) for issue in codebook.issues))
        _READY[id(codebook)] = known
    return known[1], known[2]


def _touched(page: Sheet, n: int, row: Mapping[str, Sequence[float]], labels: Sequence[Label]) -> tuple[Touch, ...]:
    votes = issue_votes()
    scores = [0.0] * len(labels)
    for sign, strengths in row.items():
        vote = votes.get(sign, 0.0)
        for k, strength in enumerate(strengths):
            scores[k] += vote * strength
    if not row:
        return ()
    chances = _chances(scores)
    order = sorted(range(len(labels)), key=lambda k: (-chances[k], k))[:_MOST]
    kept = [k for place, k in enumerate(order) if scores[k] > 0 and (place == 0 or chances[k] >= _LEAST)]
    return tuple(_touch(page, n, k, row, chances[k], labels[k]) for k in kept)


def _touch(page: Sheet, n: int, k: int, row: Mapping[str, Sequence[float]], chance: float, told: Label) -> Touch:
    votes = issue_votes()
    found = {sign: votes.get(sign, 0.0) * strengths[k] for sign, strengths in row.items()}
    best = sorted((sign for sign, vote in found.items() if vote > 0), key=lambda sign: (-found[sign], sign))[:_TOLD]
    stance, why = _stance(signs(page, n, k, told))
    return Touch(page.index.codebook.issues[k].id, stance, round(chance, 4), tuple(f"issue.{s}" for s in best) + why)


def _stance(found: frozenset[str]) -> tuple[Stance, tuple[str, ...]]:
    """The likeliest stance, the signs that told it, and the chances of the three."""
    votes = stance_votes()
    mine = {sign: votes[sign] for sign in (BIAS, *sorted(found)) if sign in votes}
    scores = [0.0, sum(v[0] for v in mine.values()), sum(v[1] for v in mine.values())]
    chances = _chances(scores)
    won = max(range(len(STANCES)), key=lambda k: (chances[k], -k))
    for_it = {sign: _weight(vote, won) for sign, vote in mine.items() if sign != BIAS}
    best = sorted((s for s, vote in for_it.items() if vote > 0), key=lambda s: (-for_it[s], s))[:_TOLD]
    told = " ".join(f"{name} {chance:.2f}" for name, chance in zip(STANCES, chances, strict=True))
    return STANCES[won], (*(f"stance.{s}" for s in best), f"stance.chances {told}")


def _weight(vote: tuple[float, float], won: int) -> float:
    """What a sign counts for the stance that won, against the better one of the others."""
    all_three = (0.0, *vote)
    return all_three[won] - max(v for k, v in enumerate(all_three) if k != won)


def _chances(scores: Sequence[float]) -> list[float]:
    most = max(scores)
    raised = [math.exp(score - most) for score in scores]
    total = sum(raised)
    return [value / total for value in raised]
