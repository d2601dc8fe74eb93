"""The course of things, who speaks of whom and who goes with whom are what going through all statements by hand gives."""

import random
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import date

import pytest
import sqlalchemy as sa

from onrecord.model.kept import KeptActor, KeptStatement
from onrecord.model.wanted import UNTOLD, Wanted
from onrecord.queries import networks, people
from onrecord.queries.about import about
from onrecord.queries.course import course, issue_stances
from onrecord.queries.ties import ties
from onrecord.record import actors, fetch, tense
from onrecord.record.store import Session, Store
from onrecord.record.tables import statements, tensions
from tests.store.made import ISSUES
from tests.store.test_counts import tell

Made = Callable[[], AbstractContextManager[Store]]
WANTED = [
    Wanted(),
    Wanted(language=("uk",)),
    Wanted(text="вода"),
    Wanted(side=("N",)),
    Wanted(issue=(ISSUES[0],)),
    Wanted(issue=(ISSUES[1],), stance=("support", "neutral")),
    Wanted(since=date(2031, 1, 30)),
    Wanted(verdict=(), state=()),
]


@pytest.fixture(scope="module")
def record(made: Made) -> Iterator[Store]:
    with made() as store:
        with store.write() as session:
            tell(session, random.Random(11))
        yield store


def by_hand(session: Session, wanted: Wanted) -> list[KeptStatement]:
    from onrecord.queries.search import find

    return list(find(session, wanted, order="oldest", limit=1000).items)


def stance_of(one: KeptStatement, wanted: Wanted) -> str:
    if len(wanted.issue) == 1:
        return next(t.stance for t in one.issues if t.issue == wanted.issue[0])
    return one.stance or UNTOLD


@pytest.mark.parametrize("wanted", WANTED, ids=str)
def test_course_by_stance_side_and_voice(record: Store, wanted: Wanted) -> None:
    with record.read() as session:
        held = by_hand(session, wanted)
        found = course(session, wanted, most=3)
        quick = course(session, wanted, sides=False)
    stances: Counter[tuple[date | None, str]] = Counter((one.day, stance_of(one, wanted)) for one in held)
    sides = Counter((one.day, one.side or UNTOLD) for one in held)
    actors_ = Counter(one.actor for one in held if one.actor)
    assert {(day, value): n for day, told in found.stances.items() for value, n in told.items()} == stances
    assert {(day, value): n for day, told in quick.stances.items() for value, n in told.items()} == stances
    assert {(day, value): n for day, told in found.sides.items() for value, n in told.items()} == sides
    assert found.total == quick.total == len(held)
    assert found.voices_total == len(actors_)
    assert [voice.count for voice in found.voices] == sorted(actors_.values(), reverse=True)[:3]
    for voice in found.voices:
        mine = Counter((one.day, stance_of(one, wanted)) for one in held if one.actor == voice.id)
        assert {(day, value): n for day, told in voice.days.items() for value, n in told.items()} == mine


def test_stances_of_all_issues(record: Store) -> None:
    with record.read() as session:
        told = Counter((t.issue, t.stance) for one in by_hand(session, Wanted()) for t in one.issues)
        found = issue_stances(session, Wanted())
    assert {(issue, stance): n for issue, counts in found.items() for stance, n in counts.items()} == told


def test_ties_are_those_of_the_exported_network(record: Store) -> None:
    with record.read() as session:
        events = networks.events(by_hand(session, Wanted())).events
        found = ties(session, Wanted(), limit=100, normalization="cosine")
    for aggregation in networks.ONE_MODE[:2]:
        network = networks.one_mode(events, aggregation, "cosine")
        mine = {frozenset((tie.a, tie.b)): getattr(tie, aggregation) for tie in found.ties if getattr(tie, aggregation)}
        assert mine
        assert mine == pytest.approx({frozenset(pair): value for pair, value in network.cells.items()})


def test_the_list_of_actors_counts_those_who_were_merged(record: Store) -> None:
    with record.read() as session:
        counts = Counter(one.actor for one in by_hand(session, Wanted()) if one.actor)
        found = people.actors(session, limit=100)
    assert {one.id: one.statements for one in found.items if one.statements} == counts
    assert [one.statements for one in found.items] == sorted((o.statements for o in found.items), reverse=True)


def test_who_speaks_of_somebody_is_found_in_any_form_and_language(made: Made) -> None:
    from tests.store.made import actor, entry, keep_all, said, with_issues

    with made() as store:
        with store.write() as session:
            with_issues(session)
            water = actor(session, "Мирослав Вода", "Miroslav Voda", "Го")
            other = actor(session, "Рада Гір")
            lines = [
                said("Рада Гір", "ми бачили Воду в місті", actor=other),
                said("Мирослав Вода", "я прийшов", actor=water),
            ]
            english = [said("Rada Hir", "we saw Voda in the town", actor=other), said("?", "Mr Voda left")]
            keep_all(session, entry("a1", lines), entry("a2", english, language="en"))
        with store.read() as session:
            found = about(session, actors.kept(session, [water])[water], limit=10)
            nobody = about(session, KeptActor(99, "p", "Го", "person", None, None, None))
    assert sorted(one.content_words for one in found.found.items) == [
        "Mr Voda left", "we saw Voda in the town", "ми бачили Воду в місті",
    ]  # fmt: skip
    assert [(one.label, one.count) for one in found.speakers] == [("Рада Гір", 2)]
    assert found.text == "Вода"
    assert nobody.found.total == 0 and nobody.text == ""


def test_tensions_in_pages_and_by_statement(record: Store) -> None:
    with record.write() as session:
        numbers = list(session.execute(sa.select(statements.c.number).where(statements.c.state == "current")).scalars())
        standing = [one.number for one in fetch.statements_by_number(session, numbers) if one.verdict != "rejected"][:4]
        rows = [("t1", "shift", 0, 1, 0.9), ("t2", "denial", 1, 2, 0.8), ("t3", "shift", 2, 3, 0.7)]
        for place, (name, kind, a, b, sure) in enumerate(rows, 1):
            values = {"number": place, "id": name, "kind": kind, "a": standing[a], "b": standing[b], "rule": "r"}
            session.execute(sa.insert(tensions), {**values, "why": "w", "confidence": sure})
    with record.read() as session:
        assert [one.id for one in tense.page(session)] == ["t1", "t2", "t3"]
        assert [one.id for one in tense.page(session, limit=1, offset=1)] == ["t2"]
        assert [one.id for one in tense.page(session, ("shift",))] == ["t1", "t3"]
        assert tense.counts(session) == {"shift": 2, "denial": 1}
        assert [one.id for one in tense.of_statement(session, standing[1])] == ["t1", "t2"]
        found = tense.one(session, "t2")
        assert found and (found.a.number, found.b.number) == (standing[1], standing[2])
        assert tense.one(session, "t9") is None
