"""Tensions at rest, asked for in pages: only those between statements that stand."""

from collections.abc import Sequence
from typing import Any, Literal

import sqlalchemy as sa

from onrecord.model.kept import Tense
from onrecord.model.sighting import TensionKind
from onrecord.record import fetch
from onrecord.record.answers import answers, pairs
from onrecord.record.store import Session
from onrecord.record.tables import statements, tensions

_COLUMNS = tuple(tensions.c[name] for name in ("id", "kind", "a", "b", "rule", "why", "confidence"))


Among = sa.Select[tuple[int]] | None
"""Statements by their numbers, as a question; None: all."""

TenseOrder = Literal["surest", "newest"]
"""`newest`: those that were found last."""


def page(
    session: Session,
    kinds: Sequence[TensionKind] = (),
    *,
    limit: int = 20,
    offset: int = 0,
    order: TenseOrder = "surest",
    among: Among = None,
) -> tuple[Tense, ...]:
    """Some of the tensions, in this order (a limit of 0: all); of those alone of which one statement is `among` some."""
    newest = (tensions.c.number.desc(),)
    query = _standing(*_COLUMNS).order_by(
        *(newest if order == "newest" else (tensions.c.confidence.desc(), tensions.c.number))
    )
    if kinds:
        query = query.where(tensions.c.kind.in_(kinds))
    query = query.where(*_among(among))
    return _tense(session, answers(session, query.limit(limit or None).offset(offset)))


def one(session: Session, id: str) -> Tense | None:
    """A tension by its id; None where there is none, or one of its statements stands no more."""
    found = _tense(session, answers(session, _standing(*_COLUMNS).where(tensions.c.id == id)))
    return found[0] if found else None


def of_statement(session: Session, number: int) -> tuple[Tense, ...]:
    """The tensions in which a statement stands."""
    query = _standing(*_COLUMNS).where((tensions.c.a == number) | (tensions.c.b == number))
    return _tense(session, answers(session, query.order_by(tensions.c.confidence.desc(), tensions.c.number)))


def counts(session: Session, among: Among = None) -> dict[TensionKind, int]:
    """How many tensions there are of each kind, all or of those of which one statement is `among` some."""
    query = _standing(tensions.c.kind, sa.func.count()).where(*_among(among))
    return pairs(session, query.group_by(tensions.c.kind))


def _among(among: Among) -> list[sa.ColumnElement[bool]]:
    return [] if among is None else [tensions.c.a.in_(among) | tensions.c.b.in_(among)]


def _standing(*columns: Any) -> sa.Select[*tuple[Any, ...]]:
    a, b = statements.alias(), statements.alias()
    query: sa.Select[*tuple[Any, ...]] = sa.select(*columns).select_from(tensions)
    return query.join(a, (a.c.number == tensions.c.a) & (a.c.state == "current") & (a.c.verdict != "rejected")).join(
        b, (b.c.number == tensions.c.b) & (b.c.state == "current") & (b.c.verdict != "rejected")
    )


def _tense(session: Session, rows: Sequence[tuple[Any, ...]]) -> tuple[Tense, ...]:
    held = {n.number: n for n in fetch.statements_by_number(session, [number for row in rows for number in row[2:4]])}
    return tuple(Tense(name, kind, held[a], held[b], *why) for name, kind, a, b, *why in rows)
