"""Whether what statements are filtered and counted by (`marks`, `tallies`) is what the statements themselves say."""

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

import sqlalchemy as sa

from onrecord.model.issue import STANCES
from onrecord.record.answers import answers
from onrecord.record.marks import ACTOR, CLOSED, CODE, DAY, MARKS, OUTLET, TALLIES, told
from onrecord.record.problem import HAND, Problem
from onrecord.record.store import Session
from onrecord.record.tables import statements, touches

_ROWS = 1000
_NARROW = ("actor", "outlet", "day", "code", "doubt")
_KINDS = {ACTOR: "actor", OUTLET: "outlet", DAY: "day and stance", CODE: "closed fields"}
_KEYS = (("search", "statement"), ("marks", "number"))


def problems(session: Session, counts: Counter[str]) -> Iterator[Problem]:
    """Every statement beside its marks, marks of no statement, and in SQLite what the marks come to."""
    tallies: Counter[tuple[int, int]] = Counter()
    touched = _Touched(session)
    for row in session.execute(_beside()).mappings():
        counts["statements beside their marks"] += 1
        expected = _narrow(row)
        if [row[f"m_{name}"] for name in _NARROW] != expected or not _is_same(
            row["m_touched"], touched.of(row["number"])
        ):
            yield Problem("a statement that is not filtered by its own values", f"statement {row['id']}", HAND)
        code = expected[3] or 0
        if told(code, "state") == "current" and told(code, "verdict") != "rejected":
            tallies.update(_tallied(*expected[:4]))
    number: sa.ColumnElement[int] = sa.literal_column("marks.number")
    lost = sa.select(sa.func.count()).select_from(MARKS).where(number.not_in(sa.select(statements.c.number)))
    if count := session.execute(lost).scalar_one():
        yield Problem("marks of no statement", f"{count} of them", HAND)
    if session.sqlite:
        yield from _sums(session, tallies)
    else:
        yield from _search(session)


def _beside() -> sa.Select[Any]:
    columns: list[sa.ColumnElement[Any]] = [
        sa.literal_column(f"marks.{name}").label(f"m_{name}") for name in (*_NARROW, "touched")
    ]
    joined = statements.outerjoin(MARKS, sa.literal_column("marks.number") == statements.c.number)
    return (
        sa.select(statements, *columns)
        .select_from(joined)
        .order_by(statements.c.number)
        .execution_options(yield_per=_ROWS)
    )


def _narrow(row: Mapping[Any, Any]) -> list[int | None]:
    """The numbers of `marks` as a statement has them."""
    code = 0
    for field, (bit, _, values) in CLOSED.items():
        value = ("yes" if row["hedged"] else "no") if field == "hedged" else row[field]
        code |= (values.index(value) if value in values else 0) << bit
    day = row["day"].toordinal() if row["day"] else None
    return [row["actor"], row["outlet"], day, code, round(row["confidence"] * 10_000)]


class _Touched:
    """The characters of `touched`, read along with the statements in the order of their numbers."""

    def __init__(self, session: Session) -> None:
        query = sa.select(touches.c.statement, touches.c.issue, touches.c.stance).order_by(touches.c.statement)
        rows = session.execute(query.execution_options(yield_per=_ROWS))
        self._groups = groupby(rows, key=lambda row: row.statement)
        self._next = next(self._groups, None)

    def of(self, number: int) -> set[str]:
        """Those of one statement."""
        while self._next is not None and self._next[0] < number:
            self._next = next(self._groups, None)
        if self._next is None or self._next[0] != number:
            return set()
        found = {_sign(row.issue, row.stance) for row in self._next[1]}
        self._next = next(self._groups, None)
        return found


def _sign(issue: int, stance: str) -> str:
    return chr(issue * 4 + (STANCES.index(stance) + 1 if stance in STANCES else 0))


def _is_same(touched: str | None, signs: set[str]) -> bool:
    """Whether each issue stands once, in any order."""
    return len(touched or "") == len(signs) and set(touched or "") == signs


def _tallied(actor: int | None, outlet: int | None, day: int | None, code: int | None) -> Iterator[tuple[int, int]]:
    """Kind and value of each tally that counts a statement."""
    code = code or 0
    bit, most, _ = CLOSED["stance"]
    return iter(
        ((ACTOR, actor or 0), (OUTLET, outlet or 0), (DAY, (day or 0) * 4 + (code >> bit & most)), (CODE, code))
    )


def _sums(session: Session, expected: Counter[tuple[int, int]]) -> Iterator[Problem]:
    rows = answers(session, sa.select(TALLIES.c.kind, TALLIES.c.value, TALLIES.c.count).where(TALLIES.c.count != 0))
    held = {(kind, value): count for kind, value, count in rows}
    for kind, value in sorted(held.keys() | expected.keys()):
        there, wanted = held.get((kind, value), 0), expected[kind, value]
        if there != wanted:
            where = f"by {_KINDS.get(kind, kind)}, value {value}: {there} instead of {wanted}"
            yield Problem("a count that is not that of its statements", where, HAND)


def _search(session: Session) -> Iterator[Problem]:
    """PostgreSQL has the marks beside the words once more."""
    own, beside = (sa.table(name, *map(sa.column, (key, *_NARROW, "touched"))) for name, key in _KEYS)
    differs = (own.c[name].is_distinct_from(beside.c[name]) for name in (*_NARROW, "touched"))
    joined = own.outerjoin(beside, beside.c.number == own.c.statement)
    query = sa.select(sa.func.count()).select_from(joined).where(sa.or_(beside.c.number.is_(None), *differs))
    if count := session.execute(query).scalar_one():
        yield Problem("words that are not filtered by their statement's values", f"{count} of them", HAND)
