"""A network of actors on a plane: who goes together stands together. The same network is always drawn the same."""

from dataclasses import dataclass, field
from functools import lru_cache
from math import cos, hypot, pi, sin, sqrt

from onrecord.queries.ties import Node, Tie, Ties
from onrecord.web import links
from onrecord.web.plain import VIEW

WIDTH, HEIGHT, EDGE = 940.0, 640.0, 56.0
"""The view box, and the room left at its edge for names."""
STEPS = 160
LINES = 64
"""So many ties of each kind are drawn, the strongest; the table has them all."""
SIDES = 4
LETTERS = 26

Place = tuple[float, float]
Pull = tuple[int, int, float]


@dataclass(frozen=True, slots=True)
class Spot:
    """An actor in the drawing. `look` is its side's colour; the name stands right of it, or left where it would leave the
    box; `lift` is how far it was moved so that names do not cover each other."""

    node: Node
    url: str
    name: str = field(metadata=VIEW)
    look: str = field(metadata=VIEW)
    x: float = field(metadata=VIEW)
    y: float = field(metadata=VIEW)
    r: float = field(metadata=VIEW)
    left: bool = field(metadata=VIEW)
    lift: float = field(default=0.0, metadata=VIEW)


@dataclass(frozen=True, slots=True)
class Line:
    """A tie in the drawing: `kind` is `congruence` or `conflict`."""

    kind: str
    weight: float
    a: Place
    b: Place
    width: float
    told: str


@dataclass(frozen=True, slots=True)
class Graph:
    """A drawing. Actors without a tie are not drawn: `alone` are their names. `sides` are those with a look of their own."""

    spots: tuple[Spot, ...]
    lines: tuple[Line, ...]
    alone: tuple[Node, ...]
    sides: tuple[tuple[str, str], ...]
    left_out: int
    width: float = WIDTH
    height: float = HEIGHT


def graph(ties: Ties) -> Graph:
    """Where the actors of a network stand."""
    tied = {who for tie in ties.ties for who in (tie.a, tie.b)}
    nodes = tuple(node for node in ties.nodes if node.id in tied)
    order = {node.id: place for place, node in enumerate(nodes)}
    places = placed(len(nodes), _pulls(ties.ties, order))
    looks = _looks(nodes)
    most = max((node.frequency for node in nodes), default=1)
    spots = [
        Spot(
            node, links.actor(node.id), _short(node.name), looks.get(node.side or "", "untold"), *places[place],
            r=round(4 + 11 * sqrt(node.frequency / most), 1), left=places[place][0] > WIDTH * 0.72,
        )
        for place, node in enumerate(nodes)
    ]  # fmt: skip
    lines = [
        *_lines(ties.ties, "conflict", order, nodes, places),
        *_lines(ties.ties, "congruence", order, nodes, places),
    ]
    drawn = len(lines)
    told = sum(bool(tie.congruence) + bool(tie.conflict) for tie in ties.ties)
    alone = tuple(node for node in ties.nodes if node.id not in tied)
    return Graph(_lifted(spots), tuple(lines), alone, tuple(looks.items()), told - drawn)


def _pulls(ties: tuple[Tie, ...], order: dict[str, int]) -> tuple[Pull, ...]:
    """How strongly pairs are drawn to each other (0 to 1), or pushed apart (below 0)."""
    most = max((max(tie.congruence, tie.conflict) for tie in ties), default=1.0) or 1.0
    return tuple((order[t.a], order[t.b], round((t.congruence - t.conflict) / most, 4)) for t in ties)


@lru_cache(maxsize=64)
def placed(count: int, pulls: tuple[Pull, ...]) -> tuple[Place, ...]:
    """Places of nodes by springs: all push each other away, congruence pulls together, conflict pushes further. From a
    circle in the order of the nodes, so no chance has a part in it."""
    if count < 2:
        return ((WIDTH / 2, HEIGHT / 2),) * count
    spots = [[cos(2 * pi * n / count), sin(2 * pi * n / count)] for n in range(count)]
    ideal = 1.6 / sqrt(max(count, 1))
    for step in range(STEPS):
        moves = [[0.0, 0.0] for _ in range(count)]
        for a in range(count):
            for b in range(a + 1, count):
                _push(spots, moves, a, b, ideal * ideal)
        for a, b, pull in pulls:
            _pull(spots, moves, a, b, pull, ideal)
        heat = 0.14 * (1 - step / STEPS) + 0.002
        for (x, y), spot in zip(moves, spots, strict=True):
            # A little weight to the middle keeps parts that nothing ties from flying off.
            dx, dy = x - spot[0] * 0.35, y - spot[1] * 0.35
            length = hypot(dx, dy) or 1.0
            spot[0] += dx / length * min(length, heat)
            spot[1] += dy / length * min(length, heat)
    return _fitted(spots)


def _push(spots: list[list[float]], moves: list[list[float]], a: int, b: int, force: float) -> None:
    dx, dy = spots[a][0] - spots[b][0], spots[a][1] - spots[b][1]
    square = max(dx * dx + dy * dy, 1e-4)
    moves[a][0] += dx / square * force
    moves[a][1] += dy / square * force
    moves[b][0] -= dx / square * force
    moves[b][1] -= dy / square * force


def _pull(spots: list[list[float]], moves: list[list[float]], a: int, b: int, pull: float, ideal: float) -> None:
    dx, dy = spots[b][0] - spots[a][0], spots[b][1] - spots[a][1]
    force = pull * (hypot(dx, dy) / ideal if pull > 0 else 0.35)
    moves[a][0] += dx * force
    moves[a][1] += dy * force
    moves[b][0] -= dx * force
    moves[b][1] -= dy * force


def _fitted(spots: list[list[float]]) -> tuple[Place, ...]:
    """Stretched over the view box: each axis by the order of the places as much as by their distance, so that a far one
    does not press the others into a corner."""
    found = []
    for axis, size in ((0, WIDTH), (1, HEIGHT)):
        values = [spot[axis] for spot in spots]
        low, span = min(values), (max(values) - min(values)) or 1.0
        ranks = {n: place for place, n in enumerate(sorted(range(len(values)), key=lambda n: (values[n], n)))}
        last = max(1, len(values) - 1)
        room = size - 2 * EDGE
        found.append([EDGE + room * (0.5 * (v - low) / span + 0.5 * ranks[n] / last) for n, v in enumerate(values)])
    return tuple((round(x, 1), round(y, 1)) for x, y in zip(*found, strict=True))


def _looks(nodes: tuple[Node, ...]) -> dict[str, str]:
    counts: dict[str, int] = {}
    for node in nodes:
        if node.side:
            counts[node.side] = counts.get(node.side, 0) + 1
    first = sorted(counts, key=lambda side: (-counts[side], side))[:SIDES]
    return {side: f"hue{place}" for place, side in enumerate(first)}


def _lines(
    ties: tuple[Tie, ...], kind: str, order: dict[str, int], nodes: tuple[Node, ...], places: tuple[Place, ...]
) -> list[Line]:
    weighed = [(tie.congruence if kind == "congruence" else tie.conflict, tie) for tie in ties]
    strong = sorted((pair for pair in weighed if pair[0]), key=lambda pair: (-pair[0], pair[1].a, pair[1].b))[:LINES]
    most = strong[0][0] if strong else 1.0
    return [
        Line(
            kind, weight, places[order[tie.a]], places[order[tie.b]], round(0.6 + 4.4 * weight / most, 2),
            f"{nodes[order[tie.a]].name} – {nodes[order[tie.b]].name}",
        )
        for weight, tie in reversed(strong)
    ]  # fmt: skip


def _lifted(spots: list[Spot]) -> tuple[Spot, ...]:
    """Names moved up or down where they would cover another one that stands already."""
    taken: list[tuple[float, float, float]] = []
    found = []
    for spot in sorted(spots, key=lambda one: -one.r):
        long = 7.2 * len(spot.name)
        start = spot.x - spot.r - 4 - long if spot.left else spot.x + spot.r + 4
        lift = next(
            (by for by in (0.0, -13.0, 13.0, -26.0, 26.0) if not _covers(taken, start, start + long, spot.y + by)), 0.0
        )
        taken.append((start, start + long, spot.y + lift))
        found.append(Spot(spot.node, spot.url, spot.name, spot.look, spot.x, spot.y, spot.r, spot.left, lift))
    return tuple(found)


def _covers(taken: list[tuple[float, float, float]], start: float, end: float, y: float) -> bool:
    return any(start < b and a < end and abs(y - at) < 12.5 for a, b, at in taken)


def _short(name: str) -> str:
    return name if len(name) <= LETTERS else name[: LETTERS - 1].rstrip() + "…"
