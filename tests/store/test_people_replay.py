"""Whatever people decide on actors and take back: `verify` agrees, and taking back everything leaves what was."""

from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.errors import Refused
from onrecord.intake import people
from onrecord.intake.undo import undo
from onrecord.record import Session, Store, actors, decisions, tables
from onrecord.record.verifying import verify
from tests.store import made

WHO = st.integers(0, 2)
STEPS = st.one_of(
    st.tuples(st.sampled_from(["merge", "same", "not-same", "unsure"]), WHO, WHO),
    st.tuples(st.just("side"), WHO, st.sampled_from(["north", "south", None])),
    st.tuples(st.just("rename"), WHO, st.sampled_from(["Ян Лис", "Ігор Брід", "Брід"])),
    st.tuples(st.sampled_from(["name", "unname"]), WHO, st.sampled_from(["Брід", "Лис", "Олена Верба"])),
    st.tuples(st.sampled_from(["role", "unrole"]), WHO, st.sampled_from(["суддя", "посол"])),
    st.tuples(st.just("stands-for"), WHO, WHO),
    st.tuples(st.just("split"), WHO, st.sampled_from(["Брід", "Лис"])),
    st.tuples(st.just("undo"), st.integers(0, 9), st.none()),
)


class ExampleError(Exception):
    """Nothing of an example stays in the record."""


@pytest.fixture
def filled(store: Store) -> Store:
    with store.write() as session:
        one, two = made.actor(session, "Олена Верба", "Верба"), made.actor(session, "Ігор Брід", "Брід")
        three = made.actor(session, "Марко Лис")
        items = [made.said(name, "Тиша", actor=who) for name, who in (("Верба", one), ("Брід", two), ("Лис", three))]
        made.keep_all(session, made.entry("one", items))
    return store


@given(steps=st.lists(STEPS, max_size=10))
@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_taken_back_leaves_nothing(filled: Store, steps: list[Any]) -> None:
    with pytest.raises(ExampleError), filled.write() as session:
        _then_forget(session, steps)


def _then_forget(session: Session, steps: list[Any]) -> None:
    before = state(session)
    ids = [row.id for row in session.execute(sa.select(tables.actors.c.id).order_by(tables.actors.c.number))]
    for step in steps:
        try:
            _step(session, step, ids)
        except Refused:
            continue
    assert verify(session, whole=True).problems == ()
    while left := _standing(session):
        undo(session, left[-1], coder="ada")
    assert state(session) == before
    assert verify(session, whole=True).problems == ()
    raise ExampleError


def _standing(session: Session) -> list[str]:
    told = sorted(decisions.latest(session, 100), key=lambda one: one.number)
    return [one.id for one in decisions.standing(told)]


def _step(session: Session, step: Any, ids: list[str]) -> None:
    verb, about, told = step
    if verb == "undo":
        made_ = decisions.latest(session, 100)
        if made_:
            undo(session, made_[about % len(made_)].id, coder="ada")
        return
    one = ids[about]
    verbs = {
        "merge": lambda: people.merge(session, one, ids[told], coder="ada"),
        "same": lambda: people.judge(session, "same", one, ids[told], coder="ada"),
        "not-same": lambda: people.judge(session, "not-same", one, ids[told], coder="ada"),
        "unsure": lambda: people.judge(session, "unsure", one, ids[told], coder="ada"),
        "side": lambda: people.side(session, one, told, coder="ada"),
        "rename": lambda: people.rename(session, one, told, language="uk", coder="ada"),
        "name": lambda: people.add_name(session, one, told, "uk", coder="ada"),
        "unname": lambda: people.remove_name(session, one, told, coder="ada"),
        "role": lambda: people.add_role(session, one, told, date(2030, 1, 1), coder="ada"),
        "unrole": lambda: people.remove_role(session, one, told, date(2030, 1, 1), coder="ada"),
        "stands-for": lambda: people.stands_for(session, one, ids[told], coder="ada"),
        "split": lambda: people.split(session, one, names=[told], coder="ada"),
    }
    verbs[verb]()


def state(session: Session) -> dict[str, Any]:
    """All actors that have a name, as they are shown, and whose each statement is."""
    numbers = session.execute(sa.select(tables.actors.c.number)).scalars().all()
    found = {one.id: one for one in actors.kept(session, numbers).values()}
    bars = session.execute(sa.select(tables.actor_bars)).all()
    whose = session.execute(sa.select(tables.statements.c.id, tables.statements.c.actor)).all()
    shown = {
        name: (
            one.name,
            one.type,
            one.side,
            one.stands_for,
            one.merged_into,
            sorted(one.names),
            one.roles,
            one.statements,
        )
        for name, one in found.items()
        if one.names
    }
    return {"actors": shown, "bars": sorted(map(tuple, bars)), "whose": sorted(map(tuple, whose))}
