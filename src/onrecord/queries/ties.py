"""Who goes with whom: congruence and conflict of the actors heard most, from counts alone (see `networks`)."""

from collections.abc import Mapping
from dataclasses import dataclass

from onrecord.model.wanted import Wanted
from onrecord.queries.networks import OneModeNorm, tied
from onrecord.queries.positions import positions
from onrecord.record import company as known
from onrecord.record import voices
from onrecord.record.store import Session


@dataclass(frozen=True, slots=True)
class Node:
    """An actor: `frequency` counts its statements on issues, with or without a stance."""

    id: str
    name: str
    side: str | None
    frequency: int


@dataclass(frozen=True, slots=True)
class Tie:
    """Two actors, the one that comes first in `Ties.nodes` first: what both support or both oppose, and what one supports and
    the other opposes, normalised as asked."""

    a: str
    b: str
    congruence: float
    conflict: float


@dataclass(frozen=True, slots=True)
class Ties:
    """A network. Actors without any tie are nodes too; `total` counts the actors there are in all."""

    nodes: tuple[Node, ...]
    ties: tuple[Tie, ...]
    total: int


def ties(session: Session, wanted: Wanted, *, limit: int = 40, normalization: OneModeNorm = "no") -> Ties:
    """The network of the `limit` actors with most statements among those that are wanted. Raises BadFilter."""
    held = positions(session, wanted, limit=limit, each=0)
    vectors: dict[str, dict[tuple[str, str], int]] = {who: {} for who, _ in held.actors}
    frequency = dict.fromkeys(vectors, 0)
    for cell in held.cells:
        frequency[cell.actor] += cell.count
        told = {(cell.issue, "support"): cell.support, (cell.issue, "oppose"): cell.oppose}
        vectors[cell.actor] |= {place: count for place, count in told.items() if count}
    order = {who: place for place, who in enumerate(vectors)}
    congruence = tied(vectors, "congruence", normalization)
    conflict = tied(vectors, "conflict", normalization)
    pairs = sorted({*congruence, *conflict}, key=lambda pair: sorted(order[who] for who in pair))
    found = []
    for pair in pairs:
        a, b = sorted(pair, key=order.__getitem__)
        found.append(Tie(a, b, congruence.get(pair, 0.0), conflict.get(pair, 0.0)))
    sides = _sides(session, vectors)
    nodes = tuple(Node(who, name, sides[who], frequency[who]) for who, name in held.actors)
    return Ties(nodes, tuple(found), held.total)


def _sides(session: Session, ids: Mapping[str, object]) -> dict[str, str | None]:
    company = known.company(session)
    return {who: company.side(voices.by_id(session, who)) for who in ids}
