"""What people change of actors, one small change at a time, each with the value before and after.

A change is JSON, `[kind, actor, key, before, after]` with actors by their ids:

- `column`: key is one of COLUMNS; `stands_for` and `merged_into` hold ids;
- `name`: key is `[name, language, phonetic key, meaning]`, the values are the name's origin, or null where it is not there;
- `role`: key is `[role, since, until]` (days or null), the values as for names;
- `bar`: key is a phonetic key, the values say whether it is barred from this actor;
- `moved`: key is the actor that statements were taken from, `after` the list of their ids.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa

from onrecord.model.kept import Decision
from onrecord.record import numbers
from onrecord.record.actors import Name, number_of
from onrecord.record.decisions import standing
from onrecord.record.portions import portions
from onrecord.record.store import Session
from onrecord.record.tables import actor_bars, actor_names, actor_roles, actors, statements, wordings

COLUMNS = ("name", "type", "side", "stands_for", "merged_into", "origin")
_POINTING = ("stands_for", "merged_into")
Change = list[Any]
KIND, ACTOR, KEY, BEFORE, AFTER = range(5)


def column(session: Session, actor: str, name: str, value: Any) -> list[Change]:
    """The change of a column to a value; none where it has it."""
    before = _column(session, number_of(session, actor), name)
    return [["column", actor, name, before, value]] if before != value else []


def name(session: Session, actor: str, told: Name, origin: str | None) -> list[Change]:
    """The change that gives an actor a name, or (None) takes it away; none where nothing changes."""
    row = _name_row(session, number_of(session, actor), told.name, told.language)
    before = row.origin if row else None
    wanted = before if before in ("file", "person") and origin else origin
    return [["name", actor, [told.name, told.language, told.key, told.meaning], before, wanted]] * (before != wanted)


def role(
    session: Session, actor: str, told: str, since: date | None, until: date | None, origin: str | None
) -> list[Change]:
    """The change that gives an actor a role in these days, or (None) takes it away; none where nothing changes."""
    key = [told, since.isoformat() if since else None, until.isoformat() if until else None]
    row = _role_row(session, number_of(session, actor), key)
    before = row.origin if row else None
    wanted = before if before in ("file", "person") and origin else origin
    return [["role", actor, key, before, wanted]] * (before != wanted)


def bar(session: Session, actor: str, key: str) -> list[Change]:
    """The change that keeps the machine from joining a name to an actor; none where it is kept from it already."""
    there = _bar_row(session, number_of(session, actor), key) is not None
    return [["bar", actor, key, False, True]] * (not there and bool(key))


def apply(session: Session, changes: Iterable[Change]) -> None:
    """Make the values after hold."""
    for change in changes:
        _set(session, change, change[AFTER])


def settle(session: Session, told: Sequence[Decision], one: Decision) -> None:
    """Make those values hold, in everything that a decision changed, that follow from the decisions that stand."""
    alive = standing(told)
    for change in reversed(changes_of(one)):
        values = [c[AFTER] for d in alive for c in changes_of(d) if slot(c) == slot(change)]
        if change[KIND] == "moved":
            _move(session, change, back=one.id not in {d.id for d in alive})
        elif values:
            _set(session, change, values[-1])
        else:
            first = next(c for d in told for c in changes_of(d) if slot(c) == slot(change))
            _set(session, change, first[BEFORE])


def changes_of(one: Decision) -> list[Change]:
    """The changes that a decision on actors made; none where its words were taken out."""
    return list((one.payload or {}).get("changes", ()))


def holding(session: Session, change: Change) -> Any:
    """The value that the record has of what a change sets. Raises NotFound for an actor that is not there."""
    number, key = number_of(session, change[ACTOR]), change[KEY]
    if change[KIND] == "column":
        return _column(session, number, key)
    if change[KIND] == "bar":
        return _bar_row(session, number, key) is not None
    row = _name_row(session, number, key[0], key[1]) if change[KIND] == "name" else _role_row(session, number, key)
    return row.origin if row else None


def slot(change: Change) -> tuple[Any, ...]:
    """What a change sets: two changes of the same cannot both hold."""
    key = change[KEY]
    if change[KIND] == "name":
        key = tuple(key[:2])
    return change[KIND], change[ACTOR], tuple(key) if isinstance(key, list) else key


def slots(one: Decision) -> frozenset[Any]:
    """What a decision on actors sets; with a judgement also the pair that is judged."""
    pair = {("judgement", one.target, one.field)} if one.field.startswith("as:") else set()
    return frozenset({slot(change) for change in changes_of(one)} | pair)


def _set(session: Session, change: Change, value: Any) -> None:
    number = number_of(session, change[ACTOR])
    if change[KIND] == "column":
        told = number_of(session, value) if value is not None and change[KEY] in _POINTING else value
        session.execute(sa.update(actors).where(actors.c.number == number).values({change[KEY]: told}))
    elif change[KIND] == "name":
        _set_name(session, number, change[KEY], value)
    elif change[KIND] == "role":
        _set_role(session, number, change[KEY], value)
    elif change[KIND] == "bar":
        _set_bar(session, number, change[KEY], there=bool(value))
    else:
        _move(session, change, back=False)


def _set_name(session: Session, number: int, key: Sequence[str], origin: str | None) -> None:
    told, language, sound, meaning = key
    row = _name_row(session, number, told, language)
    if row is not None:
        mine = actor_names.c.number == row.number
        change = sa.update(actor_names).where(mine).values(origin=origin) if origin else None
        session.execute(change if change is not None else sa.delete(actor_names).where(mine))
    elif origin:
        made = Name(told, language, sound, meaning)
        session.execute(
            sa.insert(actor_names),
            {
                "number": numbers.take(session, actor_names),
                "actor": number,
                "name": told,
                "language": language,
                "key": sound,
                "last": made.last,
                "meaning": meaning,
                "origin": origin,
            },
        )


def _set_role(session: Session, number: int, key: Sequence[str | None], origin: str | None) -> None:
    row = _role_row(session, number, key)
    if row is not None:
        mine = actor_roles.c.number == row.number
        change = sa.update(actor_roles).where(mine).values(origin=origin) if origin else None
        session.execute(change if change is not None else sa.delete(actor_roles).where(mine))
    elif origin:
        told, since, until = key
        session.execute(
            sa.insert(actor_roles),
            {
                "number": numbers.take(session, actor_roles),
                "actor": number,
                "role": told,
                "since": _day(since),
                "until": _day(until),
                "origin": origin,
            },
        )


def _set_bar(session: Session, number: int, key: str, *, there: bool) -> None:
    if there and _bar_row(session, number, key) is None:
        session.execute(sa.insert(actor_bars), {"actor": number, "key": key})
    elif not there:
        session.execute(sa.delete(actor_bars).where(actor_bars.c.actor == number, actor_bars.c.key == key))


def _move(session: Session, change: Change, *, back: bool) -> None:
    """Statements go from one actor to another, but for those that stand elsewhere by now or whose actor a person decided."""
    to, origin = number_of(session, change[ACTOR]), number_of(session, change[KEY])
    here, there = (to, origin) if back else (origin, to)
    told = change[AFTER]
    decided = sa.select(wordings.c.statement).where(
        wordings.c.statement == statements.c.number, wordings.c.machine.contains('"actor":', autoescape=True)
    )
    for chunk in portions(told):
        mine = statements.c.id.in_(chunk) & (statements.c.actor == here)
        session.execute(sa.update(statements).where(mine, ~decided.exists()).values(actor=there))


def _column(session: Session, number: int, name: str) -> Any:
    value = session.execute(sa.select(actors.c[name]).where(actors.c.number == number)).scalar_one()
    if value is None or name not in _POINTING:
        return value
    return session.execute(sa.select(actors.c.id).where(actors.c.number == value)).scalar_one()


def _name_row(session: Session, number: int, told: str, language: str) -> sa.Row[Any] | None:
    mine = (actor_names.c.actor == number) & (actor_names.c.name == told) & (actor_names.c.language == language)
    return session.execute(sa.select(actor_names).where(mine)).first()


def _role_row(session: Session, number: int, key: Sequence[str | None]) -> sa.Row[Any] | None:
    told, since, until = key
    mine = (actor_roles.c.actor == number) & (actor_roles.c.role == told)
    mine &= actor_roles.c.since.is_not_distinct_from(_day(since))
    mine &= actor_roles.c.until.is_not_distinct_from(_day(until))
    return session.execute(sa.select(actor_roles).where(mine)).first()


def _bar_row(session: Session, number: int, key: str) -> sa.Row[Any] | None:
    mine = (actor_bars.c.actor == number) & (actor_bars.c.key == key)
    return session.execute(sa.select(actor_bars).where(mine)).first()


def _day(told: str | None) -> date | None:
    return date.fromisoformat(told) if told else None
