"""Whatever is decided and undone in whatever order: what holds follows from what stands, and `verify` agrees."""

from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.errors import Refused
from onrecord.intake import decide
from onrecord.intake.undo import undo
from onrecord.record import Session, Store, decisions, fetch, values
from onrecord.record.verifying import verify
from tests.store import made

STATEMENTS = ("one/s1", "one/s2")
VALUES: dict[str, list[Any]] = {
    "act": ["warn", "deny", "promise"],
    "hedged": [True, False],
    "content": [[[0, 4]], [[5, 13]], [[0, 4], [5, 13]]],
    "issue": ["ceasefire", "sanctions", None],
    "speaker": ["Ігор Брід", "Олена Верба", "?"],
    "said_on": ["2031-03-02", None],
}
EDITS = st.sampled_from([(name, value) for name, options in VALUES.items() for value in options])
STEPS = st.one_of(
    st.tuples(st.just("edit"), st.sampled_from(STATEMENTS), EDITS, st.sampled_from(["ada", "ben"])),
    st.tuples(st.just("accept"), st.sampled_from(STATEMENTS), st.none(), st.sampled_from(["ada", "ben"])),
    st.tuples(st.just("reject"), st.sampled_from(STATEMENTS), st.none(), st.sampled_from(["ada", "ben"])),
    st.tuples(st.just("undo"), st.integers(0, 11), st.none(), st.just("ada")),
)


@dataclass
class Model:
    """What should hold, told again in the simplest way: the last value of each field that was not taken back."""

    machine: dict[str, Any]
    made: list[tuple[str, str, dict[str, Any], str | None]] = field(default_factory=list)

    def stands(self, id: str) -> bool:
        return not any(undone == id and self.stands(one) for one, _, _, undone in self.made)

    def now(self, statement: str) -> tuple[str, dict[str, Any]]:
        verdict, held = "none", dict(self.machine)
        for one, target, after, undone in self.made:
            if target == statement and undone is None and self.stands(one):
                verdict = after.get("verdict", "edited")
                held |= after
        held.pop("verdict", None)
        return verdict, held


class ExampleError(Exception):
    """Nothing of an example stays in the record."""


@pytest.fixture
def filled(store: Store) -> Store:
    with store.write() as session:
        made.with_issues(session)
        who = made.actor(session, "Олена Верба")
        items = [made.said("Олена Верба", "Тиша на лінії триває", made.about("ceasefire", "support"), actor=who)] * 2
        made.keep_all(session, made.entry("one", items))
    return store


@given(steps=st.lists(STEPS, max_size=12))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_holds_follows_from_what_stands(filled: Store, steps: list[Any]) -> None:
    with pytest.raises(ExampleError), filled.write() as session:
        _then_forget(session, steps)


def _then_forget(session: Session, steps: list[Any]) -> None:
    _run(session, steps)
    raise ExampleError


def _run(session: Session, steps: list[Any]) -> None:
    ids = {name: fetch.statement(session, name).id for name in STATEMENTS}
    numbers = {name: fetch.statement_number(session, name) for name in STATEMENTS}
    models = {name: Model(values.holding(session, numbers[name])) for name in STATEMENTS}
    taken: list[tuple[str, str]] = []
    for step in steps:
        _step(session, step, taken, models, ids)
    for name, model in models.items():
        verdict, held = model.now(ids[name])
        assert fetch.statement(session, ids[name]).verdict == verdict
        assert values.holding(session, numbers[name]) == held
        changed = {key: value for key, value in model.machine.items() if key in values.machine(session, numbers[name])}
        assert values.machine(session, numbers[name]) == changed
    assert verify(session, whole=True).problems == ()


def _step(
    session: Session, step: Any, taken: list[tuple[str, str]], models: dict[str, Model], ids: dict[str, str]
) -> None:
    verb, about, change, coder = step
    try:
        if verb == "undo":
            if not taken:
                return
            name, last = taken[about % len(taken)]
            one = undo(session, last, coder=coder)
        elif verb == "edit":
            name = about
            one = decide.edit(session, name, *change, coder=coder)
        else:
            name = about
            one = (decide.accept if verb == "accept" else decide.reject)(session, name, coder=coder)
    except Refused:
        return
    if one.id not in [known for _, known in taken]:
        taken.append((name, one.id))
        models[name].made.append((one.id, ids[name], dict((one.payload or {}).get("after", {})), one.undoes))
        assert decisions.get(session, one.id) == one
