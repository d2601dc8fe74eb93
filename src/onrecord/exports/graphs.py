"""Networks as GraphML and GEXF: actors by issues (two-mode) or actors by actors (one-mode).

What a graph cannot hold is left out or flattened first: no empty values, no lists, no characters that XML forbids.
"""

import io
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, BinaryIO, Literal, cast

from onrecord.exports.view import View
from onrecord.queries import networks
from onrecord.queries.networks import Duplicates, Event, Network

Mode = Literal["two-mode", "one-mode"]
MODES: tuple[Mode, ...] = ("two-mode", "one-mode")

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Wish:
    """Which network. `aggregation` and `normalization` are DNA's names (see `queries.networks`); without them a two-mode
    network subtracts opposition from support and a one-mode network counts congruence, neither normalised."""

    mode: Mode = "two-mode"
    aggregation: str | None = None
    normalization: str = "no"
    duplicates: Duplicates = "include"
    since: date | None = None
    until: date | None = None


def graphml(view: View, stream: BinaryIO, wish: Wish) -> int:
    """Write GraphML; the number of statements that were counted."""
    from networkx import write_graphml

    graph, count = graph_of(view, wish)
    held = io.BytesIO()
    write_graphml(graph, held, named_key_ids=True)
    stream.write(held.getvalue())
    return count


def gexf(view: View, stream: BinaryIO, wish: Wish) -> int:
    """Write GEXF 1.2; the number of statements that were counted."""
    from networkx.readwrite.gexf import GEXFWriter

    graph, count = graph_of(view, wish)
    writer = GEXFWriter(version="1.2draft")
    writer.add_graph(graph)
    _describe(writer.xml, graph.graph)
    held = io.BytesIO()
    writer.write(held)
    stream.write(held.getvalue())
    return count


def graph_of(view: View, wish: Wish) -> tuple[Any, int]:
    """A networkx graph, undirected, with all that either format can hold, and the number of statements counted in it."""
    from networkx import Graph

    found = networks.events(view.statements())
    inside = networks.window(found.events, wish.since, wish.until)
    told = networks.without_duplicates(inside, wish.duplicates)
    network = network_of(told, wish)
    graph = Graph(**_plain(_settings(wish, found, len(inside), len(told))))
    _add_nodes(graph, view, network, wish)
    behind = dict(networks.statements_of(inside))
    stances = Counter((one.actor, one.issue, one.stance) for one in told)
    for (a, b), weight in network.cells.items():
        if wish.mode == "two-mode":
            counts = {stance: stances[a, b, stance] for stance in ("support", "oppose", "neutral")}
            graph.add_edge(a, _issue(b), weight=weight, **counts, statements=" ".join(behind.get((a, b), ())))
        else:
            graph.add_edge(a, b, weight=weight)
    return graph, len({one.statement for one in told})


def network_of(told: Sequence[Event], wish: Wish) -> Network:
    """The network of a wish, whose names were checked before."""
    if wish.mode == "two-mode":
        return networks.two_mode(
            told,
            cast("networks.TwoMode", wish.aggregation or "subtract"),
            cast("networks.TwoModeNorm", wish.normalization),
        )
    return networks.one_mode(
        told,
        cast("networks.OneMode", wish.aggregation or "congruence"),
        cast("networks.OneModeNorm", wish.normalization),
    )


def _add_nodes(graph: Any, view: View, network: Network, wish: Wish) -> None:
    known = view.actors(network.rows)
    for name in network.rows:
        one = known.get(name)
        told = {
            "label": one.name if one else name,
            "kind": "actor",
            "type": one.type if one else None,
            "side": one.side if one else None,
            "frequency": network.frequencies.get(name, 0),
        }
        graph.add_node(name, **_plain(told))
    if wish.mode == "two-mode":
        labels = {issue.id: issue.labels for issue in view.codebook().issues}
        for name in network.columns:
            told = {
                "label": _label(labels.get(name, {}), name), "kind": "issue", "type": "issue", "issue": name,
                "frequency": network.frequencies.get(name, 0),
            }  # fmt: skip
            graph.add_node(_issue(name), **_plain(told))


def _settings(wish: Wish, found: networks.Events, inside: int, counted: int) -> dict[str, object]:
    """How the network was made: a figure without this says nothing."""
    return {
        "network": wish.mode,
        "aggregation": wish.aggregation or ("subtract" if wish.mode == "two-mode" else "congruence"),
        "normalization": wish.normalization,
        "duplicates": wish.duplicates,
        "since": wish.since.isoformat() if wish.since else None,
        "until": wish.until.isoformat() if wish.until else None,
        "events": counted,
        "duplicates_left_out": inside - counted,
        "outside_the_window": len(found.events) - inside,
        "statements_by_unknown_left_out": found.unknown,
        "statements_without_issue_left_out": found.without_issue,
    }


def _describe(xml: Any, settings: Mapping[str, object]) -> None:
    """GEXF holds what a graph is in its `meta`; networkx writes itself there and a date, which changes from day to day."""
    for meta in (one for one in xml.iter() if str(one.tag).rsplit("}", 1)[-1] == "meta"):
        meta.attrib.pop("lastmodifieddate", None)
        for child in meta:
            child.text = "onrecord"
        description = meta.makeelement("description", {})
        description.text = "; ".join(f"{name} {value}" for name, value in settings.items())
        meta.append(description)


def _plain(told: Mapping[str, object]) -> dict[str, Any]:
    return {
        name: clean(value) if isinstance(value, str) else value for name, value in told.items() if value is not None
    }


def clean(text: str) -> str:
    """The text with a replacement character for each that XML forbids."""
    return _FORBIDDEN.sub("\ufffd", text)


def _issue(id: str) -> str:
    """The id of an issue's node, which cannot be an actor's."""
    return clean(f"issue:{id}")


def _label(labels: Mapping[str, str], id: str) -> str:
    return next((labels[language] for language in ("en", "uk", "ru") if labels.get(language)), id)
