"""Statements that are wanted: how many, and those of one page, in order."""

import heapq
from datetime import date
from typing import Any, NamedTuple

import sqlalchemy as sa

from onrecord.errors import BadFilter
from onrecord.model.wanted import Match, Order
from onrecord.record import fulltext, packed
from onrecord.record.answers import answers
from onrecord.record.marks import CODE, TALLIES, Marks
from onrecord.record.select import SEARCH, Selection, between, conditions, hit, rows, tallied, words
from onrecord.record.store import Session
from onrecord.record.tables import statements

SURFACE_WEIGHT, LEMMA_WEIGHT = 2.0, 1.0
"""What a word counts for as it stands, and as another form of it."""

RANKED = 20_000
"""Where more are found, relevance tells nothing apart: the newest come first."""

STEP, PROBE, PASS, SCAN = 0.5, 20.0, 0.3, 0.06
"""What it costs to go one statement back in time, to look into its words, to look at one that has the words, and at one in
the order of the table, in microseconds on one machine: by these the way to a page is chosen."""

_NO_DAY = "\0"
_WALK = sa.text("statements CROSS JOIN marks ON marks.number = statements.number")


def newest(session: Session) -> int:
    """The highest number of a statement: about as many as there are."""
    return session.execute(sa.select(sa.func.max(statements.c.number))).scalar() or 0


class Found(NamedTuple):
    """The numbers of one page and the cursor of the next, None where nothing follows."""

    numbers: list[int]
    next: str | None


def total(session: Session, selection: Selection) -> int:
    """How many statements there are, exactly."""
    if session.sqlite and selection.is_tallied:
        query = sa.select(sa.func.sum(TALLIES.c.count)).where(TALLIES.c.kind == CODE, *tallied(session, selection))
    else:
        query = sa.select(sa.func.count()).select_from(rows(session, selection))
        query = query.where(*words(session, selection), *conditions(session, selection))
    return int(session.execute(query).scalar() or 0)


def among(session: Session, selection: Selection) -> sa.Select[tuple[int]] | None:
    """The numbers of all statements that are wanted, as a part of another question; None where nothing is asked for."""
    if selection.is_everything:
        return None
    query = sa.select(Marks(session).number.label("number")).select_from(rows(session, selection))
    found = query.where(*words(session, selection), *conditions(session, selection)).cte("wanted")
    return sa.select(found.c.number)


def numbers(session: Session, selection: Selection) -> list[int]:
    """The numbers of all statements there are, in no order."""
    high, low = packed.columns(session, selection, *packed.NUMBER).columns
    return [(ord(one) << 16) + ord(other) for one, other in zip(high, low, strict=True)]


def first(
    session: Session, selection: Selection, order: Order, limit: int, known: int | None = None
) -> tuple[int, Found]:
    """How many statements there are (`known`, where they were counted), and the first page: in one pass where words and
    filters leave few."""
    if known is not None:
        return known, page(session, selection, order, limit, None, known)
    if selection.has_words and selection.is_narrowed:
        if order in ("newest", "oldest"):
            return _dated(session, selection, order, limit)
        if order == "relevance" and (numbers := _all_ranked(session, selection)) is not None:
            more = len(numbers) > limit
            return len(numbers), Found(numbers[:limit], str(_Cursor("rank", "", limit)) if more else None)
    counted = total(session, selection)
    return counted, page(session, selection, order, limit, None, counted)


def page(session: Session, selection: Selection, order: Order, limit: int, cursor: str | None, total: int) -> Found:
    """The numbers of the statements on one page of `total`. Raises BadFilter where the cursor is none of this order's."""
    if not total and cursor is None:
        return Found([], None)
    by_rank = order == "relevance" and selection.has_words and total <= RANKED
    if by_rank and (cursor is None or cursor.startswith("rank:")):
        return _ranked(session, selection, limit, cursor)
    return _Sorted(session, selection, order, total).page(limit, cursor)


def _dated(session: Session, selection: Selection, order: Order, limit: int) -> tuple[int, Found]:
    """All that are found, as characters that compare as days and numbers do; those without a day come last."""
    days, high, low = packed.columns(session, selection, "marks.day", *packed.NUMBER).columns
    if not limit:
        return len(days), Found([], None)
    some = heapq.nlargest if order == "newest" else heapq.nsmallest
    keys = list(zip(days, high, low, strict=True))
    listed = some(limit + 1, (key for key in keys if key[0] != _NO_DAY))
    if len(listed) <= limit:
        listed += some(limit + 1 - len(listed), (key for key in keys if key[0] == _NO_DAY))
    numbers = [(ord(one[1]) << 16) + ord(one[2]) for one in listed[:limit]]
    if len(listed) <= limit:
        return len(days), Found(numbers, None)
    last = listed[limit - 1][0]
    value = "" if last == _NO_DAY else str(date.fromordinal(ord(last)))
    return len(days), Found(numbers, str(_Cursor(order, value, numbers[-1])))


def _all_ranked(session: Session, selection: Selection) -> list[int] | None:
    """The numbers of all that are found, the most relevant first; None where they are too many for it."""
    query = (
        sa.select(_rank(session, selection), Marks(session).number)
        .select_from(rows(session, selection))
        .where(*words(session, selection), *conditions(session, selection))
        .limit(RANKED + 1)
    )
    found = answers(session, query)
    return [number for _, number in sorted(map(tuple, found))] if len(found) <= RANKED else None


def _ranked(session: Session, selection: Selection, limit: int, cursor: str | None) -> Found:
    skip = _Cursor.read(cursor, "rank").number if cursor is not None else 0
    query = (
        sa.select(Marks(session).number)
        .select_from(rows(session, selection))
        .where(*words(session, selection), *conditions(session, selection))
        .order_by(_rank(session, selection), Marks(session).number)
        .limit(limit + 1)
        .offset(skip)
    )
    numbers = list(session.execute(query).scalars())
    return Found(numbers[:limit], str(_Cursor("rank", "", skip + limit)) if len(numbers) > limit else None)


def _rank(session: Session, selection: Selection) -> Any:
    if session.sqlite:
        return sa.literal_column(f"bm25(search, {SURFACE_WEIGHT}, {LEMMA_WEIGHT})")
    asked = fulltext.expression(selection.match or Match(), sqlite=False)
    weights = f"{{0,0,{LEMMA_WEIGHT / 4},{SURFACE_WEIGHT / 4}}}"
    return sa.text(f"-ts_rank('{weights}', marks.words, CAST(:ranked AS tsquery))").bindparams(ranked=asked)


class _Cursor(NamedTuple):
    """Where a page ended: the sorted value and the number of its last statement."""

    order: str
    value: str
    number: int

    def __str__(self) -> str:
        return f"{self.order}:{self.value}:{self.number}"

    @classmethod
    def read(cls, told: str, order: str) -> "_Cursor":
        name, _, rest = told.partition(":")
        value, _, number = rest.rpartition(":")
        if name == order and number.isascii() and number.isdigit():
            return cls(name, value, int(number))
        raise BadFilter(f"{told!r} is no cursor of the order {order}; take `next` of the page before", "no_cursor")


class _Sorted:
    """One page by day or by confidence: statements with a day first, then those without. Within one value they stand in
    the order of their numbers, the same way round."""

    def __init__(self, session: Session, selection: Selection, order: Order, total: int) -> None:
        self.session, self.selection, self.order = session, selection, order
        self.marks = Marks(session)
        self.falls = order not in {"oldest", "doubt"}
        self.by_day = order != "doubt"
        self.total = total

    def page(self, limit: int, cursor: str | None) -> Found:
        after = self._after(cursor) if cursor is not None else None
        found: list[tuple[Any, int]] = []
        if after is None or after[0] is not None:
            found = self._rows(after, limit + 1, dated=True)
            after = None
        if len(found) <= limit and self.by_day and (cursor is not None or len(found) < self.total):
            found += self._rows(after, limit + 1 - len(found), dated=False)
        if len(found) <= limit:
            return Found([number for _, number in found], None)
        if not limit:
            return Found([], cursor)
        value, number = found[limit - 1]
        told = "" if value is None else str(value)
        return Found([number for _, number in found[:limit]], str(_Cursor(self.order, told, number)))

    def _rows(self, after: tuple[Any, int] | None, limit: int, *, dated: bool) -> list[tuple[Any, int]]:
        walks = self.by_day and dated and self._walks(limit)
        column: sa.ColumnElement[Any] = self.marks.day if self.by_day else self.marks.doubt
        if walks:
            column = sa.literal_column("statements.day", sa.Date())
        query = sa.select(column, self.marks.number).select_from(_WALK if walks else rows(self.session, self.selection))
        query = query.where(*(self._walked() if walks else words(self.session, self.selection)))
        query = query.where(*conditions(self.session, self.selection, singly=walks))
        query = query.where(column.is_not(None) if dated else column.is_(None))
        if after is not None:
            query = query.where(*self._beyond(column, *after))
        orders = (column, self.marks.number)
        query = query.order_by(*(one.desc() if self.falls else one for one in orders)).limit(limit)
        found = answers(self.session, query)
        return [(_day(value) if self.by_day else value, number) for value, number in found]

    def _walks(self, limit: int) -> bool:
        """Whether going back day by day until the page is full costs less than looking at all that are found: it does where
        many are. Only SQLite has to be told."""
        if not self.marks.sqlite or not self.total:
            return False
        steps = limit * newest(self.session) / self.total
        if not self.selection.has_words:
            return steps * STEP < newest(self.session) * SCAN
        return steps * PROBE < self.total * PASS

    def _walked(self) -> list[sa.ColumnElement[bool]]:
        """Where going back begins and ends, by whose statements alone it goes, and whether the words are there."""
        days = between(self.selection.wanted)
        if len(self.selection.speakers or ()) == 1 and not self.selection.unknown:
            days.append(sa.literal_column("statements.actor").in_(self.selection.speakers or ()))
        if not self.selection.has_words:
            return days
        there = sa.exists().select_from(SEARCH).where(*words(self.session, self.selection))
        return [*days, there.where(hit(self.session) == self.marks.number)]

    def _beyond(self, column: sa.ColumnElement[Any], value: Any, number: int) -> list[sa.ColumnElement[bool]]:
        """What follows the last page; the first condition is one that an index can begin at."""
        further = self.marks.number < number if self.falls else self.marks.number > number
        if value is None:
            return [further]
        if self.by_day and str(column) == "marks.day":
            value = value.toordinal()
        if self.falls:
            return [column <= value, sa.or_(column < value, further)]
        return [column >= value, sa.or_(column > value, further)]

    def _after(self, cursor: str) -> tuple[Any, int]:
        found = _Cursor.read(cursor, self.order)
        try:
            if self.by_day:
                return date.fromisoformat(found.value) if found.value else None, found.number
            return float(found.value), found.number
        except ValueError as error:
            raise BadFilter(
                f"{cursor!r} is no cursor of the order {self.order}; take `next` of the page before", "no_cursor"
            ) from error


def _day(value: date | int | None) -> date | None:
    return date.fromordinal(value) if isinstance(value, int) else value
