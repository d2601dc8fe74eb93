"""`find`, `show`, `timeline`, `positions`: questions to the record."""

from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import date, timedelta
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from onrecord.cli import leave, options, shown
from onrecord.cli.groups import Filters, Narrowed, grouped
from onrecord.cli.options import DEFAULT, Limit, Shape, Where

if TYPE_CHECKING:
    from onrecord.desk import Record
    from onrecord.model.kept import KeptStatement
    from onrecord.model.wanted import Day, Wanted
    from onrecord.queries.unmet import Unmet

app = typer.Typer()
PAGE = 1000
"""As much as is asked of the record at once."""

STATEMENT = (
    shown.Column("day", "day"),
    shown.Column("speaker", lambda row: row["actor_name"] or row["speaker"]),
    shown.Column("act", "act"),
    shown.Column("words", "content", wide=True),
    shown.Column("issue", "issue"),
    shown.Column("stance", "stance"),
    shown.Column("outlet", "outlet"),
    shown.Column("id", "id"),
)
FLAGS = {"language": "lang"}
"""Filters whose option has another name."""
SPEAKERS = 50
"""Speakers that are counted where not all are asked for."""
ACTOR, CELL = 30, 15
"""Columns of the terminal for a name and for a cell of the positions."""

Text = Annotated[
    str,
    typer.Argument(metavar="WORDS", help='Words, in any form; "several words" as they stand; -word excludes; begin*.'),
]
Sort = Literal["relevance", "newest", "oldest", "doubt"]


@app.command("find", short_help="Search the statements.")
@grouped
def find(
    filters: Filters,
    text: Text = "",
    record: Where = DEFAULT,
    sort: Annotated[Sort, typer.Option("--sort", help="By what they are ordered.")] = "relevance",
    facets: Annotated[
        bool,
        typer.Option(
            "--facets", help="Count them by every filter instead of listing them; --limit 0: by every speaker too."
        ),
    ] = False,
    form: Shape = "table",
    limit: Limit = 20,
) -> None:
    """Search statements by words in any form and language, by who said them, about what, where and when."""
    raise typer.Exit(asking(record, filters, text, lambda o, w: _find(o, w, sort, form, limit, facets=facets)))


@app.command("show", short_help="Show whatever has an id.")
def show(
    id: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help="Its id, as other verbs show it; ARTICLE/sN for a statement, an article's url.",
            show_default=False,
        ),
    ],
    record: Where = DEFAULT,
    form: Shape = "table",
) -> None:
    """Show one thing by its id: a statement with its words in context and its history, an article, actor, utterance,
    tension or decision."""
    from onrecord.cli import one

    raise typer.Exit(on(record, lambda opened: one.show(opened, id, form)))


@app.command("timeline", short_help="What was said, by day.")
@grouped
def timeline(
    filters: Filters,
    text: Text = "",
    record: Where = DEFAULT,
    form: Shape = "table",
    limit: Limit = 50,
) -> None:
    """Show what was said day by day: how much, by stance and side, and the statements."""
    raise typer.Exit(asking(record, filters, text, lambda o, w: _timeline(o, w, form, limit)))


@app.command("positions", short_help="Actors by issues.")
@grouped
def positions(
    filters: Filters,
    record: Where = DEFAULT,
    form: Shape = "table",
    limit: Limit = 50,
) -> None:
    """Show which actor spoke how often for, against and neither on which issue; json names each cell's statements."""
    raise typer.Exit(asking(record, filters, "", lambda o, w: _positions(o, w, form, limit)))


def wanted(filters: Narrowed, text: str = "") -> "Wanted":
    """The filters of a command line, with words to look for, as a value. Raises BadFilter for what cannot be."""
    from onrecord.errors import BadFilter
    from onrecord.model import wanted as values
    from onrecord.model.attribution import ACTS, KINDS
    from onrecord.model.issue import STANCES
    from onrecord.model.kept import VERDICTS
    from onrecord.model.text import LANGUAGES, ZONES

    closed = {
        "stance": (*STANCES, values.UNTOLD), "act": ACTS, "kind": KINDS, "zone": ZONES, "language": LANGUAGES,
        "verdict": VERDICTS,
    }  # fmt: skip
    given: dict[str, Any] = {"text": text}
    for name, value in asdict(filters).items():
        if value is None or value == []:
            continue
        for one in value if isinstance(value, list) else ():
            if name in closed and one not in closed[name]:
                raise BadFilter(
                    f"--{FLAGS.get(name, name)} {one}: there is no such {name}; there are {', '.join(closed[name])}"
                )
        day = _day(name, value) if name in ("since", "until") else None
        given[name] = day or (tuple(value) if isinstance(value, list) else value)
    return values.Wanted(**given)


def _day(name: str, told: str) -> date:
    """A day; a month or a year stands for its first day after `--since` and for its last after `--until`."""
    from onrecord.errors import BadFilter

    parts = told.split("-")
    try:
        year, month, day = (int(part) for part in (*parts, "1", "1")[:3])
        first = date(year, month, day)
        if name == "since" or len(parts) == 3:
            return first
        after = date(year + 1, 1, 1) if len(parts) == 1 else date(year + month // 12, month % 12 + 1, 1)
        return after - timedelta(days=1)
    except ValueError as error:
        raise BadFilter(f"--{name} {told}: neither a day nor a month nor a year; write YYYY-MM-DD") from error


def asking(where: str, filters: Narrowed, text: str, verb: "Callable[[Record, Wanted], int]") -> int:
    """Run a verb on an open record with what is asked of it, and say which values nothing has; its exit code."""

    def run(opened: "Record") -> int:
        asked = wanted(filters, text)
        code = verb(opened, asked)
        for one in opened.unmet(asked):
            leave.say(_unmet(one))
        return code

    return on(where, run)


def _unmet(one: "Unmet") -> str:
    """`--outlet bogus: the record has no such outlet; near to it: …`."""
    told = f"--{one.field} {one.value}: the record has no such {one.field}"
    if one.near:
        return f"{told}; near to it: {', '.join(one.near)}"
    if one.known == 0:
        return f"{told}, nor any other"
    return (
        f"{told}; `onrecord actors` lists them"
        if one.field == "speaker"
        else f"{told}; `onrecord find --facets` lists them"
    )


def on(where: str, verb: "Callable[[Record], int]") -> int:
    """Run a verb on an open record; its exit code."""

    def run() -> int:
        from onrecord.desk import Record

        with Record.open(where) as opened:
            return verb(opened)

    return leave.ending(run)


def _find(opened: "Record", asked: "Wanted", sort: Sort, form: options.Form, limit: int, *, facets: bool) -> int:
    from onrecord.exports import kept

    if facets:
        return _facets(opened, asked, form, limit)
    found, total = _pages(opened, asked, sort, limit)
    items = [kept.statement(one) for one in found]
    return shown.show(shown.Listing(items, STATEMENT, total, "statements"), form)


def _pages(opened: "Record", asked: "Wanted", sort: Sort, limit: int) -> "tuple[list[KeptStatement], int]":
    """As many statements as are wanted, page by page; 0 for all. And how many there are."""
    found: list[KeptStatement] = []
    cursor = None
    while True:
        most = min(limit - len(found), PAGE) if limit else PAGE
        page = opened.find(asked, order=sort, limit=most, cursor=cursor)
        found += page.items
        cursor = page.next
        if cursor is None or len(found) == limit:
            return found, page.total


def _facets(opened: "Record", asked: "Wanted", form: options.Form, limit: int) -> int:
    """The values of every filter; of speakers those who are heard most, but for a limit of 0."""
    told = opened.facets(asked, most=None)
    rows = [
        {"filter": name, "value": facet.value, "label": facet.label, "count": facet.count}
        for name, held in told.items()
        for facet in held[: SPEAKERS if limit and name == "speaker" else None]
    ]
    columns = tuple(shown.Column(name, name) for name in ("filter", "label", "count", "value"))
    return shown.show(shown.Listing(rows, columns, sum(map(len, told.values())), "values"), form)


def _timeline(opened: "Record", asked: "Wanted", form: options.Form, limit: int) -> int:
    from onrecord.exports import kept

    found, total = _days(opened, asked, limit)
    rows = [
        {
            "day": day.day.isoformat() if day.day else None,
            "count": day.count,
            "stances": dict(day.stances),
            "sides": dict(day.sides),
            "statements": [kept.statement(one) for one in day.statements],
        }
        for day in found
    ]
    columns = (
        shown.Column("day", "day"),
        shown.Column("statements", "count"),
        shown.Column("stances", lambda row: _counted(row["stances"])),
        shown.Column("first words", _first_words, wide=True),
    )
    return shown.show(shown.Listing(rows, columns, total, "days"), form)


def _days(opened: "Record", asked: "Wanted", limit: int) -> "tuple[list[Day], int]":
    """As many days as are wanted, page by page; 0 for all. And how many there are."""
    found: list[Day] = []
    cursor = None
    while True:
        most = min(limit - len(found), PAGE) if limit else PAGE
        page = opened.timeline(asked, limit=most, cursor=cursor)
        found += page.days
        cursor = page.next
        if cursor is None or len(found) == limit:
            return found, page.days_total


def _first_words(row: shown.Row) -> str:
    first = next(iter(row["statements"]), None) if isinstance(row["statements"], list) else None
    return str(first["content"]) if first else ""


def _counted(told: object) -> str:
    """`{"oppose": 8}` as `8 oppose`; `?` is what has none."""
    return ", ".join(f"{count} {name}" for name, count in told.items()) if isinstance(told, dict) else ""


def _positions(opened: "Record", asked: "Wanted", form: options.Form, limit: int) -> int:
    found = opened.positions(asked, limit=limit if 0 < limit <= PAGE else None)
    names, labels = dict(found.actors[: limit or None]), dict(found.issues)
    cells = [cell for cell in found.cells if cell.actor in names]
    if form == "table":
        return _matrix(cells, list(names.items()), found.issues, found.total)
    rows = [
        {
            "actor": cell.actor,
            "actor_name": names[cell.actor],
            "issue": cell.issue,
            "issue_label": labels[cell.issue],
            "support": cell.support,
            "oppose": cell.oppose,
            "neutral": cell.neutral,
            "statements": list(cell.statements),
        }
        for cell in cells
    ]
    whole = len(names) == found.total
    total = len(rows) if whole else len(opened.positions(asked, limit=None, each=0).cells)
    return shown.show(shown.Listing(rows, (), total, "cells"), form)


def _matrix(
    cells: Sequence[Any], actors: Sequence[tuple[str, str]], issues: Sequence[tuple[str, str]], total: int
) -> int:
    """Support/oppose/neutral counts, as `3+ 1- 2`."""
    by_place = {(cell.actor, cell.issue): cell for cell in cells}
    room = max(1, (shown.width() - ACTOR) // (CELL + shown.GAP))
    leading = issues[:room]
    rows = []
    for actor, name in actors:
        row = {"actor": name if len(name) <= ACTOR else name[: ACTOR - 1] + "…"}
        for issue, _ in leading:
            cell = by_place.get((actor, issue))
            row[issue] = f"{cell.support}+ {cell.oppose}- {cell.neutral}" if cell else ""
        rows.append(row)
    columns = (shown.Column("actor", "actor"), *(shown.Column(issue, issue) for issue, _ in leading))
    code = shown.show(shown.Listing(rows, columns, total, "actors (support+ oppose- neutral)"), "table")
    if len(leading) < len(issues):
        leave.say(f"{len(leading)} of {len(issues)} issues fit; -f json has all, --issue chooses")
    return code
