"""Which issues of a codebook the statements of a reading touch, and with what stance: the steps in their order."""

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from onrecord.issues.agreement import told
from onrecord.issues.evidence import evidence
from onrecord.issues.labels import Label, label
from onrecord.issues.sheet import Sheet, sheet
from onrecord.issues.sides import Chances, chances, weighed
from onrecord.issues.stance_signs import signs, spoken
from onrecord.issues.terms import Index, index
from onrecord.issues.votes import BIAS, issue_votes, stance_votes
from onrecord.model.actor import UNKNOWN
from onrecord.model.issue import STANCES, Codebook, Touch
from onrecord.model.statement import Reading, Statement

_LEAST = 0.12
"""The chance under which a further issue is not touched."""

_MOST = 3
_TOLD = 3
"""How many signs a reason names."""

_KEPT = 8
_READY: dict[int, tuple[Codebook, Index, tuple[Label, ...]]] = {}


class _Found(NamedTuple):
    """An issue that a statement touches: its place in the codebook, its chance, the signs that told it, and those of the
    stance."""

    issue: int
    chance: float
    why: tuple[str, ...]
    signs: frozenset[str]


def touches(reading: Reading, codebook: Codebook) -> tuple[tuple[Touch, ...], ...]:
    """For each statement of a reading, in order, the issues of a codebook that it touches: the leading one first, at most
    three, none where nothing in it or around it speaks of any.

    A stance is a stance to what the issue's label names: `support` asserts, defends or calls for it, `oppose` denies,
    rejects or works against it, `neutral` neither. Reasons have no blanks: the strongest signs of the issue, those of the
    stance, and the stance's chances, which `agreed` reads.
    """
    if not codebook.issues or not reading.statements:
        return ((),) * len(reading.statements)
    ready, labels = prepared(codebook)
    page = sheet(reading, ready)
    found = [_issues(page, n, row, labels) for n, row in enumerate(evidence(page))]
    own = [[_own(each.signs) for each in mine] for mine in found]
    together = _together(reading, found, own)
    return tuple(
        tuple(_touch(page, each, chance) for each, chance in zip(mine, all_chances, strict=True))
        for mine, all_chances in zip(found, together, strict=True)
    )


def prepared(codebook: Codebook) -> tuple[Index, tuple[Label, ...]]:
    """The index and labels of a codebook, kept for the few that are in use."""
    known = _READY.get(id(codebook))
    if known is None or known[0] is not codebook:
        if len(_READY) >= _KEPT:
            _READY.clear()
        known = (codebook, index(codebook), tuple(label(issue) for issue in codebook.issues))
        _READY[id(codebook)] = known
    return known[1], known[2]


def _issues(page: Sheet, n: int, row: Mapping[str, Sequence[float]], labels: Sequence[Label]) -> tuple[_Found, ...]:
    votes = issue_votes()
    scores = [0.0] * len(labels)
    for sign, strengths in row.items():
        vote = votes.get(sign, 0.0)
        for k, strength in enumerate(strengths):
            scores[k] += vote * strength
    if not row:
        return ()
    likely = chances(scores)
    order = sorted(range(len(labels)), key=lambda k: (-likely[k], k))[:_MOST]
    enough = math.log(len(labels))  # as much as picking one of so many by chance would take: else it is about none
    kept = [k for place, k in enumerate(order) if scores[k] > enough and (place == 0 or likely[k] >= _LEAST)]
    said = spoken(page, n)
    return tuple(_Found(k, likely[k], _why(row, k), signs(page, said, k, labels[k])) for k in kept)


def _why(row: Mapping[str, Sequence[float]], k: int) -> tuple[str, ...]:
    votes = issue_votes()
    told_by = {sign: votes.get(sign, 0.0) * strengths[k] for sign, strengths in row.items()}
    return tuple(f"issue.{sign}" for sign in _strongest(told_by))


def _strongest(weights: Mapping[str, float]) -> list[str]:
    best = sorted((sign for sign, weight in weights.items() if weight > 0), key=lambda sign: (-weights[sign], sign))
    return best[:_TOLD]


def _own(found: frozenset[str]) -> Chances:
    """The chances of the stances by a statement's own signs."""
    votes = stance_votes()
    mine = [votes[sign] for sign in (BIAS, *found) if sign in votes]
    support, oppose, neutral = chances([0.0, sum(v[0] for v in mine), sum(v[1] for v in mine)])
    return support, oppose, neutral


def _together(
    reading: Reading, found: Sequence[Sequence[_Found]], own: Sequence[Sequence[Chances]]
) -> list[list[Chances]]:
    """The chances where the statements that lead with one issue are weighed together; of further issues as they were."""
    result = [list(each) for each in own]
    leading: dict[int, list[int]] = {}
    for n, mine in enumerate(found):
        if mine:
            leading.setdefault(mine[0].issue, []).append(n)
    for mine_all in leading.values():
        speakers = [_speaker(reading.statements[n]) for n in mine_all]
        for n, chance in zip(mine_all, weighed([own[n][0] for n in mine_all], speakers), strict=True):
            result[n][0] = chance
    return result


def _speaker(s: Statement) -> str:
    """Whoever is unknown is nobody else."""
    return s.id if s.speaker == UNKNOWN else s.mention.key or s.speaker


def _touch(page: Sheet, found: _Found, chance: Chances) -> Touch:
    won = max(range(len(STANCES)), key=lambda k: (chance[k], -k))
    votes = stance_votes()
    for_it = {sign: _weight(votes[sign], won) for sign in found.signs if sign in votes}
    why = [f"stance.{sign}" for sign in _strongest(for_it)]
    return Touch(
        page.index.codebook.issues[found.issue].id,
        STANCES[won],
        round(found.chance, 4),
        (*found.why, *why, told(chance)),
    )


def _weight(vote: tuple[float, float], won: int) -> float:
    """What a sign counts for the stance that won, against the better one of the others."""
    all_three = (0.0, *vote)
    return all_three[won] - max(v for k, v in enumerate(all_three) if k != won)
