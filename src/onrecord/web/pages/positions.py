"""Positions: actors by issues. Each cell tells how often an issue was supported and opposed, and leads to the statements."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from onrecord.desk import Record
from onrecord.model.wanted import Cell
from onrecord.web import links
from onrecord.web.asked import WANTED, Asked
from onrecord.web.links import Link
from onrecord.web.page import Page
from onrecord.web.pages.labels import labels
from onrecord.web.pages.narrow import Narrow, narrow
from onrecord.web.plain import VIEW

SHOWN, WIDE = 25, 12
"""Actors in the table, and issues: as many as a screen can hold without being a wall."""
MOST = 200
STEPS = 4
"""Shades of heat."""


@dataclass(frozen=True, slots=True)
class Square:
    """A cell. `lean` is the stance taken more often (`even`: as often; `neutral`: neither); `heat` (1 to 4) is how many
    statements there are beside the fullest cell."""

    actor: str
    issue: str
    support: int
    oppose: int
    neutral: int
    lean: str
    url: str
    heat: int = field(metadata=VIEW)


@dataclass(frozen=True, slots=True)
class Row:
    """An actor; None where it said nothing on the issue of a column."""

    id: str
    name: str
    url: str
    squares: tuple[Square | None, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """The issue of a column."""

    id: str
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class PositionsPage:
    """Context of the table. `total` counts the actors there are, `issues_total` the issues; `more` and `wide` lead to larger
    tables, None where there is nothing more."""

    heads: tuple[Head, ...]
    rows: tuple[Row, ...]
    total: int
    issues_total: int
    narrow: Narrow
    more: str | None
    wide: str | None


def page(record: Record, asked: Asked) -> PositionsPage:
    """Where those stand who are asked for. Raises Refusal and BadFilter."""
    wanted = asked.wanted()
    named = labels(record, asked.words)
    limit = asked.number("limit", SHOWN, 1, MOST)
    held = record.positions(wanted, limit=limit, each=0)
    every = asked.one("columns") == "all"
    issues = held.issues if every else held.issues[:WIDE]
    cells = {(cell.actor, cell.issue): cell for cell in held.cells}
    most = max((cell.count for cell in held.cells), default=1)
    return PositionsPage(
        heads=tuple(Head(one, named.issue(one), links.issue(one)) for one, _ in issues),
        rows=tuple(
            Row(
                who, name, links.actor(who),
                tuple(_square(cells.get((who, one)), most, asked.link) for one, _ in issues),
            )
            for who, name in held.actors
        ),
        total=held.total,
        issues_total=len(held.issues),
        narrow=narrow(record, asked, named, wanted, without=("limit", "columns")),
        more=asked.link.put("limit", str(min(MOST, limit * 2))).url if held.truncated and limit < MOST else None,
        wide=asked.link.put("columns", "all").url if len(issues) < len(held.issues) else None,
    )  # fmt: skip


def _square(cell: Cell | None, most: int, link: Link) -> Square | None:
    if cell is None:
        return None
    heat = 1 + min(STEPS - 1, int(STEPS * cell.count / (most + 1)))
    filters = Link("/search", tuple(_filters(link, cell)))
    told = (cell.actor, cell.issue, cell.support, cell.oppose, cell.neutral, _lean(cell), filters.url)
    return Square(*told, heat=heat)


def _filters(link: Link, cell: Cell) -> Iterable[tuple[str, str]]:
    """The filters of the page, with the cell's actor and issue in the place of those that were asked for."""
    yield from (pair for pair in link.pairs if pair[0] not in ("speaker", "issue", "limit", "columns"))
    yield from (("speaker", cell.actor), ("issue", cell.issue))


def _lean(cell: Cell) -> str:
    if cell.support == cell.oppose:
        return "even" if cell.support else "neutral"
    return "support" if cell.support > cell.oppose else "oppose"


PAGE = Page(
    "/positions", page, "positions.html", WANTED | {"limit", "columns"}, cost=3.0, nav="positions", steady=True, lagging=True
)  # fmt: skip
