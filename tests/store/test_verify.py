"""What `verify` finds: nothing in a sound record, and every kind of damage where it is."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from onrecord.errors import DamagedRecord
from onrecord.intake import decide
from onrecord.intake.missed import add_statement
from onrecord.intake.undo import undo
from onrecord.record import Session, Store, chain, tables
from onrecord.record.verifying import Report, verify
from tests.store import made


@pytest.fixture
def filled(store: Store) -> Store:
    """Two articles, and decisions of most kinds."""
    with store.write() as session:
        made.with_issues(session)
        who = made.actor(session, "Олена Верба")
        items = [
            made.said("Олена Верба", "Тиша на лінії триває", made.about("ceasefire"), actor=who),
            made.said("Олена Верба", "Полонених міняють щотижня", actor=who, act="promise"),
        ]
        made.keep_all(session, made.entry("one", items), made.entry("two", items[:1]), made.entry("three", items[1:]))
        decide.accept(session, "one/s1", coder="ada", why="so it stands")
        edit = decide.edit(session, "one/s2", "content", [[22, 31]], coder="ben")
        undo(session, edit.id, coder="ben", why="too short")
        decide.edit(session, "one/s2", "act", "warn", coder="ben")
        decide.reject(session, "two/s1", coder="ada", pass_name="blind")
        add_statement(session, "two", cue=[(0, 4)], content=[(5, 13)], coder="ada")
    return store


def look(store: Store) -> Report:
    with store.read() as session:
        return verify(session, whole=True)


def test_a_sound_record(filled: Store) -> None:
    report = look(filled)
    assert report.problems == ()
    assert report.clean
    assert (report.counts["decisions"], report.counts["statements"], report.counts["versions"]) == (6, 5, 3)
    assert report.counts["looked for in the full text"] == 5
    with filled.read() as session:
        assert report.head == chain.head(session)[1]


def test_an_empty_record(store: Store) -> None:
    assert look(store).clean
    assert look(store).head == chain.GENESIS


def change(table: sa.Table, **values: Any) -> Callable[[Session], None]:
    def do(session: Session) -> None:
        first = session.execute(sa.select(sa.func.min(table.c[_key(table)]))).scalar()
        session.execute(sa.update(table).where(table.c[_key(table)] == first).values(**values))

    return do


def _key(table: sa.Table) -> str:
    return str(next(iter(table.primary_key.columns)).name)


def remove_from_chain(session: Session) -> None:
    session.execute(sa.delete(tables.payloads).where(tables.payloads.c.decision == 3))
    session.execute(sa.delete(tables.decisions).where(tables.decisions.c.number == 3))


def cut_tail(session: Session) -> None:
    session.execute(sa.delete(tables.payloads).where(tables.payloads.c.decision == 6))
    session.execute(sa.delete(tables.decisions).where(tables.decisions.c.number == 6))


def insert(session: Session) -> None:
    row = dict(session.execute(sa.select(tables.decisions).where(tables.decisions.c.number == 6)).mappings().one())
    row |= {"number": 7, "id": "dnew", "previous": row["hash"], "hash": "0" * 63 + "1"}
    session.execute(sa.insert(tables.decisions), row)
    words = session.execute(sa.select(tables.payloads).where(tables.payloads.c.decision == 6)).mappings().one()
    session.execute(sa.insert(tables.payloads), {**words, "decision": 7})


def empty_words(session: Session) -> None:
    session.execute(
        sa.update(tables.payloads).where(tables.payloads.c.decision == 2).values(payload=None, why=None, salt=None)
    )


DAMAGE: list[tuple[str, Callable[[Session], None], str]] = [
    ("coder", change(tables.decisions, coder="eve"), "a decision was changed"),
    ("hash", change(tables.decisions, hash="f" * 64), "a decision was changed"),
    ("payload", change(tables.payloads, payload="{}"), "what was decided, or why, was changed"),
    ("why", change(tables.payloads, why="because"), "what was decided, or why, was changed"),
    ("half erased", change(tables.payloads, why=None), "what was decided, or why, was changed"),
    ("erased", empty_words, "words of a decision are gone that nobody redacted"),
    ("removed", remove_from_chain, "decisions are missing from the chain"),
    ("cut", cut_tail, "the chain does not end where it did"),
    ("inserted", insert, "a decision was changed"),
    ("text", change(tables.versions, text="x" * 200), "a text that is not the one that was kept"),
    ("sha", change(tables.versions, sha256="x"), "a text that is not the one that was kept"),
    ("spans", change(tables.wordings, spans="1-2|3-4|5-900||"), "spans that do not lie in order in their text"),
    ("broken", change(tables.wordings, spans="1-2|3-4"), "spans that do not lie in order in their text"),
    ("within", change(tables.wordings, within=99), "a statement stands within one that is not there"),
    ("became", change(tables.wordings, became=99), "a statement became one that is not there"),
    ("state", change(tables.statements, state="gone"), "a statement of an unknown state"),
    ("version", change(tables.statements, version=7), "a statement in a version that is not there"),
    ("issue", change(tables.statements, issue=None), "a leading issue that is not the first of the issues"),
    ("newest", change(tables.articles, version=7), "an article without its newest text"),
    ("circle", change(tables.actors, merged_into=1), "actors that are merged into each other"),
    (
        "verdict",
        change(tables.statements, verdict="rejected"),
        "a verdict that was not decided (rejected, not accepted)",
    ),
    ("machine", change(tables.wordings, machine='{"act":"deny"}'), "a machine's value of what nobody changed (act)"),
    (
        "value",
        lambda s: s.execute(sa.update(tables.statements).values(act="deny")) and None,
        "a value that is not the one decided (act)",
    ),
    (
        "unasked",
        lambda s: s.execute(sa.update(tables.statements).values(verdict="edited")) and None,
        "a statement was changed without a decision",
    ),
    ("lemmas", change(tables.wordings, lemmas="something else"), "a statement that is not found by its own words"),
]


@pytest.mark.parametrize(("name", "damage", "what"), DAMAGE, ids=[name for name, _, _ in DAMAGE])
def test_damage(filled: Store, name: str, damage: Callable[[Session], None], what: str) -> None:
    with filled.write() as session:
        damage(session)
    report = look(filled)
    assert what in {problem.what for problem in report.problems}, report.problems
    assert report.counts[f"problem: {what}"] >= 1
    assert all(problem.where and problem.next for problem in report.problems)


def test_a_statement_that_is_not_findable(filled: Store) -> None:
    with filled.write() as session:
        told = "INSERT INTO search (search) VALUES ('delete-all')" if filled.sqlite else "DELETE FROM search"
        session.execute(sa.text(told))
    assert {problem.what for problem in look(filled).problems} == {
        "statements in the full text",
        "a statement that is not found by its own words",
    }


MARKS = [
    ("UPDATE marks SET code = code + 1 WHERE number = 1", "a statement that is not filtered by its own values"),
    ("UPDATE marks SET day = NULL WHERE number = 1", "a statement that is not filtered by its own values"),
    ("UPDATE marks SET doubt = 1 WHERE number = 1", "a statement that is not filtered by its own values"),
    ("UPDATE marks SET touched = NULL WHERE number = 1", "a statement that is not filtered by its own values"),
    ("UPDATE marks SET touched = touched || touched", "a statement that is not filtered by its own values"),
    ("DELETE FROM marks WHERE number = 1", "a statement that is not filtered by its own values"),
    ("INSERT INTO marks (number, code, doubt) VALUES (99, 0, 0)", "marks of no statement"),
]
TALLIES = [
    "UPDATE tallies SET count = count + 1 WHERE kind = 1",
    "UPDATE tallies SET count = 0 WHERE kind = 3",
    "DELETE FROM tallies WHERE kind = 4",
    "INSERT INTO tallies VALUES (2, 77, 5)",
]


@pytest.mark.parametrize(("told", "what"), MARKS, ids=[told for told, _ in MARKS])
def test_marks_that_a_statement_does_not_have(filled: Store, told: str, what: str) -> None:
    with filled.write() as session:
        session.execute(sa.text(told))
    assert what in {problem.what for problem in look(filled).problems}


@pytest.mark.parametrize("told", TALLIES)
def test_counts_that_are_not_those_of_the_statements(filled: Store, told: str) -> None:
    with filled.write() as session:
        if not session.sqlite:
            session.execute(sa.text("UPDATE search SET outlet = 77, touched = NULL"))
        else:
            session.execute(sa.text(told))
    expected = "a count that is not that of its statements" if filled.sqlite else "words that are not filtered by"
    assert [problem for problem in look(filled).problems if problem.what.startswith(expected)]


def test_problems_of_a_kind_are_counted_and_the_first_are_told(filled: Store) -> None:
    with filled.write() as session:
        items = [made.said("?", f"Слово номер {n}") for n in range(30)]
        made.keep_all(session, made.entry("many", items))
        session.execute(sa.update(tables.statements).values(state="gone"))
    report = look(filled)
    assert report.counts["problem: a statement of an unknown state"] == 35
    assert len([p for p in report.problems if p.what == "a statement of an unknown state"]) == 20


COLUMNS = [column for column in tables.decisions.columns if column.name != "number"]


@pytest.mark.parametrize("number", [1, 6])
@pytest.mark.parametrize("column", COLUMNS, ids=[column.name for column in COLUMNS])
def test_any_change_of_any_field_is_found(filled: Store, column: sa.Column[Any], number: int) -> None:
    with filled.write() as session:
        one = tables.decisions.c.number == number
        value = session.execute(sa.select(column).where(one)).scalar_one()
        changed = value + timedelta(microseconds=1) if column.name == "at" else f"{value or ''}x"
        session.execute(sa.update(tables.decisions).where(one).values({column.name: changed}))
    assert not look(filled).clean


def test_a_broken_head_is_told(filled: Store) -> None:
    with filled.write() as session:
        session.execute(sa.update(tables.settings).where(tables.settings.c.name == chain.HEAD).values(value="[1"))
    assert "the chain does not end where it did" in {problem.what for problem in look(filled).problems}
    with pytest.raises(DamagedRecord, match="verify"), filled.write() as session:
        decide.accept(session, "one/s2", coder="ada")
