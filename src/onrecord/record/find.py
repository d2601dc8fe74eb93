"""Statements that are wanted: how many, and those of one page, in order."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, NamedTuple

import sqlalchemy as sa

from onrecord.errors import BadFilter
from onrecord.model.wanted import Match, Order
from onrecord.record import fulltext
from onrecord.record.select import SEARCH, Selection, conditions, filters, found_by, hit
from onrecord.record.store import Session
from onrecord.record.tables import statements

SURFACE_WEIGHT, LEMMA_WEIGHT = 2.0, 1.0
"""What a word counts for as it stands, and as another form of it."""
s = statements.c


class Found(NamedTuple):
    """The numbers of one page and the cursor of the next, None where nothing follows."""

    numbers: list[int]
    next: str | None


def total(session: Session, selection: Selection) -> int:
    """How many statements there are, exactly."""
    query = sa.select(sa.func.count()).select_from(statements).where(*conditions(session, selection))
    return int(session.execute(query).scalar_one())


def page(session: Session, selection: Selection, order: Order, limit: int, cursor: str | None) -> Found:
    """The numbers of the statements on one page. Raises BadFilter where the cursor is none of this order's."""
    if order == "relevance" and selection.has_words:
        return _ranked(session, selection, limit, cursor)
    return _sorted(session, selection, order, limit, cursor)


def _ranked(session: Session, selection: Selection, limit: int, cursor: str | None) -> Found:
    skip = _Cursor.read(cursor, "relevance").number if cursor is not None else 0
    words = fulltext.expression(selection.match or Match(), sqlite=session.sqlite)
    rank: sa.ColumnElement[Any] | sa.TextClause
    if session.sqlite:
        rank = sa.literal_column(f"bm25(search, {SURFACE_WEIGHT}, {LEMMA_WEIGHT})")
    else:
        weights = f"{{0,0,{LEMMA_WEIGHT / 4},{SURFACE_WEIGHT / 4}}}"
        rank = sa.text(f"-ts_rank('{weights}', words, CAST(:ranked AS tsquery))").bindparams(ranked=words)
    joined = SEARCH.join(statements, s.number == hit(session))
    asked = found_by(session, words)
    query = (
        sa.select(s.number)
        .select_from(joined)
        .where(asked, *filters(session, selection))
        .order_by(rank, s.number)
        .limit(limit + 1)
        .offset(skip)
    )
    numbers = list(session.execute(query).scalars())
    return Found(numbers[:limit], str(_Cursor("relevance", "", skip + limit)) if len(numbers) > limit else None)


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
        raise BadFilter(f"{told!r} is no cursor of the order {order}; take `next` of the page before")


class _Sort(NamedTuple):
    """What an order sorts by. Within one value statements stand in the order of their numbers, the same way round."""

    column: sa.ColumnElement[Any]
    falls: bool
    read: Callable[[str], Any]


_SORTS: Mapping[str, _Sort] = {
    "newest": _Sort(s.day, True, date.fromisoformat),
    "relevance": _Sort(s.day, True, date.fromisoformat),
    "oldest": _Sort(s.day, False, date.fromisoformat),
    "doubt": _Sort(s.confidence, False, float),
}


def _sorted(session: Session, selection: Selection, order: Order, limit: int, cursor: str | None) -> Found:
    """Those with a day first, then those without: two questions, so that an index gives each in its order."""
    after = _after(cursor, order) if cursor is not None else None
    sort = _SORTS[order]
    rows: list[sa.Row[Any]] = []
    if after is None or after[0] is not None:
        rows = _rows(session, selection, sort, sort.column.is_not(None), after, limit + 1)
        after = None
    if len(rows) <= limit and sort.column.nullable:
        rows += _rows(session, selection, sort, sort.column.is_(None), after, limit + 1 - len(rows))
    if len(rows) <= limit:
        return Found([row.number for row in rows], None)
    last = rows[limit - 1] if limit else None
    ends = _Cursor(order, "" if last.value is None else str(last.value), last.number) if last else cursor
    return Found([row.number for row in rows[:limit]], str(ends) if ends else None)


def _rows(
    session: Session,
    selection: Selection,
    sort: _Sort,
    part: sa.ColumnElement[bool],
    after: tuple[Any, int] | None,
    limit: int,
) -> list[sa.Row[Any]]:
    query = sa.select(s.number, sort.column.label("value")).where(part, *conditions(session, selection))
    if after is not None:
        value, number = after
        follows = s.number < number if sort.falls else s.number > number
        if value is not None:
            beyond = sort.column < value if sort.falls else sort.column > value
            follows = sa.or_(beyond, sa.and_(sort.column == value, follows))
        query = query.where(follows)
    orders = (sort.column, s.number)
    query = query.order_by(*(column.desc() if sort.falls else column for column in orders)).limit(limit)
    return list(session.execute(query))


def _after(cursor: str, order: Order) -> tuple[Any, int]:
    found = _Cursor.read(cursor, order)
    try:
        return (_SORTS[order].read(found.value) if found.value else None), found.number
    except ValueError as error:
        raise BadFilter(f"{cursor!r} is no cursor of the order {order}; take `next` of the page before") from error
