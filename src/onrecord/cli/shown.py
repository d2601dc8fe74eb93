"""Objects on the terminal, as JSON, JSON Lines or CSV: with the total, and a word where not all are shown."""

import csv
import io
import json
import os
import shutil
import sys
import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.cli import leave
from onrecord.cli.options import Form

if TYPE_CHECKING:
    from rich.console import Console

Row = Mapping[str, object]
ROOM, GAP = 24, 2
"""Columns of the terminal that a wide column needs at least, and that stand between two."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the table view: its head, the path of keys to its value (`a.words`) or what makes it of the row, and
    whether it may wrap."""

    head: str
    path: str | Callable[[Row], object]
    wide: bool = False

    def of(self, row: Row) -> str:
        """What the column shows of a row."""
        return _plain(self.path(row) if callable(self.path) else _at(row, self.path))


@dataclass(frozen=True, slots=True)
class Listing:
    """What a verb found. `total` counts all, shown or not; `truncated` is whether some were left out."""

    items: Sequence[Row]
    columns: Sequence[Column]
    total: int
    what: str

    @property
    def truncated(self) -> bool:
        """Whether some are not shown."""
        return len(self.items) < self.total


def show(listing: Listing, form: Form) -> int:
    """Write a listing to standard output; the exit code."""
    if form == "json":
        told = {"total": listing.total, "truncated": listing.truncated, "items": [dict(i) for i in listing.items]}
        sys.stdout.write(json.dumps(told, ensure_ascii=False, indent=1) + "\n")
    elif form == "jsonl":
        for item in listing.items:
            sys.stdout.write(json.dumps(dict(item), ensure_ascii=False) + "\n")
    elif form == "csv":
        sys.stdout.write(table(listing.items))
    else:
        _terminal(listing)
    if listing.truncated and form != "json":
        leave.say(f"{len(listing.items)} of {listing.total} {listing.what} shown; --limit 0 shows all")
    return leave.DONE


def one(item: Row, form: Form) -> int:
    """Write a single object; the exit code."""
    if form == "csv":
        sys.stdout.write(table([item]))
    elif form == "table":
        _fields(item)
    else:
        sys.stdout.write(json.dumps(dict(item), ensure_ascii=False, indent=None if form == "jsonl" else 1) + "\n")
    return leave.DONE


def table(items: Iterable[Row]) -> str:
    """RFC 4180, byte-true: lists and objects stand as JSON in their cell."""
    rows = list(items)
    heads = list(dict.fromkeys(key for row in rows for key in row))
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(heads)
    writer.writerows([_cell(row.get(head)) for head in heads] for row in rows)
    return text.getvalue()


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | tuple | dict) else str(value)


def _terminal(listing: Listing) -> None:
    from rich.console import Console
    from rich.text import Text

    console = Console(width=width(), no_color="NO_COLOR" in os.environ, highlight=False, emoji=False, markup=False)
    rows = [[column.of(item) for column in listing.columns] for item in listing.items]
    if rows and _fits(listing.columns, rows):
        _grid(console, listing.columns, rows)
    else:
        for row in rows:
            _stack(console, listing.columns, row)
    console.print(Text(f"{len(listing.items)} of {listing.total} {listing.what}", style="dim"))


def _fits(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> bool:
    """Whether all columns stand beside each other with nothing cut, and those that wrap have room to be read."""
    from rich.cells import cell_len

    needed = GAP * (len(columns) - 1)
    for place, column in enumerate(columns):
        widest = max(cell_len(column.head), *(cell_len(row[place]) for row in rows))
        needed += min(widest, ROOM) if column.wide else widest
    return needed <= width()


def _grid(console: "Console", columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> None:
    from rich.table import Table
    from rich.text import Text

    view = Table(box=None, pad_edge=False, show_edge=False, header_style="bold")
    for column in columns:
        view.add_column(column.head, ratio=1 if column.wide else None, overflow="fold", no_wrap=not column.wide)
    for row in rows:
        view.add_row(*map(Text, row))
    console.print(view)


def _stack(console: "Console", columns: Sequence[Column], row: Sequence[str]) -> None:
    """A row over several lines, for a narrow terminal: what is short in front, what is long wrapped below."""
    from rich.text import Text

    short = [
        f"{column.head} {told}" if told.replace(".", "").isdigit() else told
        for column, told in zip(columns, row, strict=True)
        if told and not column.wide
    ]
    for number, line in enumerate(_packed(short, width())):
        console.print(Text(("  " if number else "") + line, style="bold"), soft_wrap=True)
    long = [(column.head, told) for column, told in zip(columns, row, strict=True) if told and column.wide]
    for head, told in long:
        words = f"{head}: {told}" if len(long) > 1 else told
        for line in textwrap.wrap(words, width(), initial_indent="    ", subsequent_indent="    "):
            console.print(Text(line), soft_wrap=True)


def _packed(words: Iterable[str], most: int) -> Iterator[str]:
    """Words with a gap between them, as many on a line as fit; none is cut."""
    from rich.cells import cell_len

    line = ""
    for word in words:
        longer = f"{line}{' ' * GAP}{word}" if line else word
        if line and cell_len(longer) > most - GAP:
            yield line
            line = word
        else:
            line = longer
    if line:
        yield line


def _fields(item: Row) -> None:
    names = max((len(name) for name in item), default=0)
    for name, value in item.items():
        if value not in (None, "", [], {}):
            sys.stdout.write(f"{name:{names}}  {_plain(value)}\n")


def many(count: int, what: str) -> str:
    """`1 issue`, `2 issues`."""
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def width() -> int:
    """Columns of the terminal, or enough for a pipe."""
    return max(60, shutil.get_terminal_size((160, 40)).columns)


def _at(item: Row, path: str) -> object:
    value: object = item
    for key in path.split("."):
        value = value.get(key) if isinstance(value, Mapping) else None
    return value


def _plain(value: object) -> str:
    """A value for people: control characters shown, not obeyed."""
    told = (
        "" if value is None else json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else str(value)
    )
    return "".join(c if c.isprintable() or c == "\n" else f"\\x{ord(c):02x}" for c in told)
