"""Plots: how much is said when and by whom, with which stance, and who goes with whom; all as SVG with tables behind."""

from dataclasses import dataclass

from onrecord.desk import Record
from onrecord.queries.networks import ONE_MODE_NORMS
from onrecord.queries.ties import Ties
from onrecord.web import links
from onrecord.web.asked import WANTED, Asked
from onrecord.web.drawings.columns import Columns, by_side, by_stance
from onrecord.web.drawings.graph import Graph, graph
from onrecord.web.guard.refusal import Refusal
from onrecord.web.links import Link
from onrecord.web.page import Page
from onrecord.web.pages.labels import labels
from onrecord.web.pages.narrow import Narrow, narrow
from onrecord.web.pages.search import Chip
from onrecord.web.pages.timeline import between

ACTORS = 40
FILES = ("graphml", "gexf")
SHOWN = 60
"""Ties in the table."""


@dataclass(frozen=True, slots=True)
class File:
    """Something to take away: its format, which network it holds, and where it is."""

    format: str
    network: str
    url: str


@dataclass(frozen=True, slots=True)
class Strength:
    """A tie for the table."""

    a: str
    b: str
    a_url: str
    b_url: str
    congruence: float
    conflict: float


@dataclass(frozen=True, slots=True)
class PlotsPage:
    """Context of the page. `strengths` are the strongest of `strengths_total` ties; `actors_total` counts the actors that
    could be drawn."""

    total: int
    activity: Columns
    stances: Columns
    graph: Graph
    strengths: tuple[Strength, ...]
    strengths_total: int
    actors_total: int
    norm: str
    norms: tuple[Chip, ...]
    files: tuple[File, ...]
    narrow: Narrow


def page(record: Record, asked: Asked) -> PlotsPage:
    """The drawings of what is asked for. Raises Refusal and BadFilter."""
    wanted, named = asked.wanted(), labels(record, asked.words)
    norm = asked.one("norm") or "average"
    if norm not in ONE_MODE_NORMS:
        raise Refusal(400, "value", {"name": "norm", "value": norm, "known": ", ".join(ONE_MODE_NORMS)})
    course = record.course(wanted)
    ties = record.network(wanted, limit=ACTORS, normalization=norm)
    filters = Link("/search", tuple(pair for pair in asked.link.pairs if pair[0] != "norm"))
    address = between(Link(filters.path, tuple(p for p in filters.pairs if p[0] not in ("since", "until"))))
    return PlotsPage(
        total=course.total,
        activity=by_side(course.sides, address),
        stances=by_stance(course.stances, address),
        graph=graph(ties),
        strengths=_strengths(ties)[:SHOWN],
        strengths_total=len(ties.ties),
        actors_total=ties.total,
        norm=norm,
        norms=tuple(
            Chip(one, asked.words("plots.norm." + one), asked.link.put("norm", one).url) for one in ONE_MODE_NORMS
        ),
        files=tuple(_files(filters, norm)),
        narrow=narrow(record, asked, named, wanted, without=("norm",)),
    )


def _strengths(ties: Ties) -> tuple[Strength, ...]:
    names = {node.id: node.name for node in ties.nodes}
    strong = sorted(ties.ties, key=lambda tie: -max(tie.congruence, tie.conflict))
    return tuple(
        Strength(
            names[t.a], names[t.b], links.actor(t.a), links.actor(t.b), round(t.congruence, 3), round(t.conflict, 3)
        )
        for t in strong
    )  # fmt: skip


def _files(filters: Link, norm: str) -> list[File]:
    normed = ("normalization", norm)
    networks = {
        "congruence": (("mode", "one-mode"), ("aggregation", "congruence"), normed),
        "conflict": (("mode", "one-mode"), ("aggregation", "conflict"), normed),
        "affiliation": (("mode", "two-mode"),),
    }
    found = [
        File(name, network, Link(f"/export/{name}", (*filters.pairs, *told)).url)
        for network, told in networks.items()
        for name in FILES
    ]
    return [*found, File("csv", "statements", filters.at("/export/csv").url)]


PAGE = Page("/plots", page, "plots.html", WANTED | {"norm"}, cost=5.0, nav="plots", steady=True, lagging=True)
