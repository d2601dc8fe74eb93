"""Columns of many rows of SQLite's `marks` in one answer: a character a number, so that Python counts them in C.

SQLite groups by sorting, and a row that is fetched costs more than all that is done with it; one string of all rows costs a
fifth of either. Numbers up to 0x10FFFF fit a character; those of statements take two.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

import sqlalchemy as sa

from onrecord.record.answers import answers
from onrecord.record.select import Selection, conditions, rows, words
from onrecord.record.store import Session

NUMBER = ("marks.number >> 16", "marks.number & 65535")
"""A statement's number as two characters."""


class Packed(NamedTuple):
    """A string a column, each with one character a row; `touched` has one a statement and issue, in no order."""

    columns: tuple[str, ...]
    touched: str


def columns(session: Session, selection: Selection, *expressions: str) -> Packed:
    """The values of expressions over `marks` for every statement that is wanted; NULL is 0."""
    known = ", ".join(f"ifnull({one}, 0)" for one in expressions)
    values, touched = _answer(session, selection, f"char({known})", "marks.touched")
    return Packed(tuple(values[place :: len(expressions)] for place in range(len(expressions))), touched)


def touched(session: Session, selection: Selection) -> str:
    """One character a statement and issue, in no order."""
    return _answer(session, selection, "marks.touched")[0]


def lines(
    session: Session, selection: Selection, expressions: Sequence[str], *more: sa.ColumnElement[bool]
) -> list[str]:
    """For each statement that is wanted the characters of the expressions and behind them those of its issues."""
    known = ", ".join(f"ifnull({one}, 0)" for one in expressions)
    told = f"char({known}) || ifnull(marks.touched, '')"
    return _answer(session, selection, told, parted="char(10, 0, 10)", more=more)[0].split("\n\0\n")


def _answer(
    session: Session,
    selection: Selection,
    *expressions: str,
    parted: str = "''",
    more: Sequence[sa.ColumnElement[bool]] = (),
) -> list[str]:
    told: list[sa.ColumnElement[Any]] = [
        sa.literal_column(f"CAST(group_concat({one}, {parted}) AS BLOB)") for one in expressions
    ]
    query: sa.Select[*tuple[Any, ...]] = sa.select(*told).select_from(rows(session, selection))
    query = query.where(*more, *words(session, selection), *conditions(session, selection))
    (found,) = answers(session, query)
    return [str(value or b"", "utf-8", "surrogatepass") for value in found]
