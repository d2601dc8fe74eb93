"""Numbers and permanent ids of what is kept."""

import base64
import hashlib
import re
from collections.abc import Iterable

import sqlalchemy as sa

from onrecord.record.store import Session
from onrecord.record.tables import outlets, rules

_FIGURE = re.compile(r"[0-9 ]")
"""What a name must not have to stand as a number: each figure would make a name of its own."""


def take(session: Session, table: sa.Table, many: int = 1) -> int:
    """The first of `many` free numbers of a table. Only one transaction writes at a time, so they stay free."""
    taken = session.numbers.setdefault("next", {})
    if table.name not in taken:
        number = table.c.number
        taken[table.name] = (session.execute(sa.select(sa.func.max(number))).scalar() or 0) + 1
    first = taken[table.name]
    taken[table.name] += many
    return first


def outlet(session: Session, name: str | None) -> int | None:
    """The number of an outlet's name, which is made where it is new."""
    return None if name is None else _named(session, outlets, name)


def rule(session: Session, name: str) -> int:
    """The number of a rule's name, which is made where it is new."""
    return _named(session, rules, name)


def identifier(letter: str, *parts: object) -> str:
    """A permanent id: a letter and 60 bits of the hash of what makes the thing what it is."""
    told = "\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass")
    return letter + base64.b32encode(hashlib.sha256(told).digest()[:8]).decode()[:12].lower()


def rules_packed(session: Session, names: Iterable[str]) -> str:
    """Reasons in few characters: the number of each name, and as it stands what holds figures of its own."""
    return " ".join(name if _FIGURE.search(name) else str(rule(session, name)) for name in names)


def rules_unpacked(session: Session, packed: str) -> tuple[str, ...]:
    """Reasons as they were packed."""
    wanted = packed.split()
    if any(one.isdigit() and one not in session.rules for one in wanted):
        rows = session.execute(sa.select(rules.c.name, rules.c.number))
        session.rules.update((str(row.number), row.name) for row in rows)
    return tuple(session.rules.get(one, one) for one in wanted)


def _named(session: Session, table: sa.Table, name: str) -> int:
    known = session.numbers.get(table.name)
    if known is None:
        rows = session.execute(sa.select(table.c.name, table.c.number))
        known = session.numbers[table.name] = {row.name: row.number for row in rows}
    if name not in known:
        known[name] = take(session, table)
        session.execute(sa.insert(table), {"number": known[name], "name": name})
    return known[name]
