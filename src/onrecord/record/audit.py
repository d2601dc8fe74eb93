"""On whose behalf the record is changed: a row in the transaction of the change itself, so that there is no change
without its row, and no row without its change."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from onrecord.record.account_tables import audit


@dataclass(frozen=True, slots=True)
class Deed:
    """Who does what: `who` is the account's name, `what` names the action (`POST /review/accept`), `address` is where the
    request came from."""

    who: str
    what: str
    address: str


@dataclass(frozen=True, slots=True)
class Row:
    """A deed that was done."""

    at: datetime
    who: str
    what: str
    address: str


_DOING: ContextVar[Deed | None] = ContextVar("onrecord_audit", default=None)


@contextmanager
def doing(who: str, what: str, address: str) -> Iterator[None]:
    """Every change that is made inside this block, in this thread or task, is written down under this name."""
    held = _DOING.set(Deed(who, what, address))
    try:
        yield
    finally:
        _DOING.reset(held)


def note(connection: Connection) -> None:
    """Write down whose change this is, if anybody's; called by the store before it commits."""
    deed = _DOING.get()
    if deed is not None:
        at = datetime.now(UTC).replace(tzinfo=None)
        connection.execute(sa.insert(audit).values(at=at, who=deed.who, what=deed.what, address=deed.address))


def latest(connection: Connection, limit: int = 100) -> list[Row]:
    """What was done last, the newest first."""
    query = sa.select(audit).order_by(audit.c.number.desc()).limit(limit)
    return [Row(row.at, row.who, row.what, row.address) for row in connection.execute(query)]
