"""Columns of many rows of `marks` in one answer: a character a number, so that Python counts them in C.

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


_LINE = "\U0010ffff"
"""Parts the issues of statements in PostgreSQL's answer, where they stand apart from the rest."""


def columns(session: Session, selection: Selection, *expressions: str, issues: bool = False) -> Packed:
    """The values of expressions over `marks` for every statement that is wanted; NULL is 0. `touched` only with `issues`."""
    if not session.sqlite:
        told = "string_agg(marks.touched, '')" if issues else "''"
        *found, touched = _aggregated(session, selection, expressions, told)
        return Packed(tuple(found), touched)
    known = ", ".join(f"ifnull({one}, 0)" for one in expressions)
    values, *more = _answer(session, selection, f"char({known})", *(("marks.touched",) if issues else ()))
    return Packed(tuple(values[place :: len(expressions)] for place in range(len(expressions))), "".join(more))


def touched(session: Session, selection: Selection) -> str:
    """One character a statement and issue, in no order."""
    if not session.sqlite:
        return columns(session, selection, issues=True).touched
    return _answer(session, selection, "marks.touched")[0]


def lines(
    session: Session, selection: Selection, expressions: Sequence[str], *more: sa.ColumnElement[bool]
) -> list[str]:
    """For each statement that is wanted the characters of the expressions and behind them those of its issues."""
    if not session.sqlite:
        apart = f"string_agg(coalesce(marks.touched, ''), '{_LINE}')"
        *values, touched = _aggregated(session, selection, expressions, apart, more)
        return list(map("".join, zip(*values, touched.split(_LINE), strict=True))) if values[0] else []
    known = ", ".join(f"ifnull({one}, 0)" for one in expressions)
    told = f"char({known}) || ifnull(marks.touched, '')"
    return _answer(session, selection, told, parted="char(10, 0, 10)", more=more)[0].split("\n\0\n")


def _aggregated(
    session: Session,
    selection: Selection,
    expressions: Sequence[str],
    issues: str,
    more: Sequence[sa.ColumnElement[bool]] = (),
) -> list[str]:
    """PostgreSQL: four bytes a number, which read as UTF-32 are the characters that SQLite gives."""
    told: list[sa.ColumnElement[Any]] = [
        sa.literal_column(f"string_agg(int4send(coalesce({one}, 0)), '')") for one in expressions
    ]
    query: sa.Select[*tuple[Any, ...]] = sa.select(*told, sa.literal_column(issues))
    query = query.select_from(rows(session, selection))
    query = query.where(*more, *words(session, selection), *conditions(session, selection))
    ((*values, touched),) = answers(session, query)
    return [*(str(value or b"", "utf-32-be", "surrogatepass") for value in values), touched or ""]


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
