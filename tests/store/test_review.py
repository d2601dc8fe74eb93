"""The queue, blind passes, agreement, and how often the machine was right."""

import pytest

from onrecord.errors import BadFilter
from onrecord.intake import decide, renew
from onrecord.intake.missed import add_statement
from onrecord.intake.undo import undo
from onrecord.model.wanted import Wanted
from onrecord.queries.accuracy import Line, accuracy
from onrecord.queries.agreement import Disagreement, agreement
from onrecord.queries.review import queue, sample
from onrecord.record import Session, Store, fetch, keep
from tests.store import made


@pytest.fixture
def filled(store: Store) -> Store:
    with store.write() as session:
        made.with_issues(session)
        who = made.actor(session, "Олена Верба")
        items = [
            made.said("Олена Верба", "Тиша триває", made.about("ceasefire"), actor=who, confidence=0.9),
            made.said("?", "Санкції знято", confidence=0.95),
            made.said("Олена Верба", "Полонені вдома", actor=who, confidence=0.4),
            made.said("Олена Верба", "Озеро замерзло", actor=who, confidence=0.7),
        ]
        made.keep_all(session, made.entry("one", items, outlet="Озеро", url="https://one.example/1"))
        made.keep_all(session, made.entry("two", items[:1], outlet="Ліс", language="ru"))
    return store


def names(session: Session, **more: object) -> list[str]:
    return [f"{one.article_name}/{one.local}" for one in queue(session, **more).items]  # type: ignore[arg-type]


def test_the_queue_goes_by_doubt(filled: Store) -> None:
    with filled.write() as session:
        assert names(session) == ["one/s2", "one/s3", "one/s4", "one/s1", "two/s1"]
        assert queue(session).total == 5
        decide.accept(session, "one/s3", coder="ada")
        assert names(session) == ["one/s2", "one/s4", "one/s1", "two/s1"]
        assert names(session, wanted=Wanted(outlet=("Ліс",))) == ["two/s1"]
        assert names(session, wanted=Wanted(verdict=("accepted",))) == ["one/s3"]
        assert names(session, wanted=Wanted(speaker=("Верба",))) == ["one/s4", "one/s1", "two/s1"]


@pytest.mark.parametrize("limit", [1, 2, 3])
def test_the_queue_in_pages(filled: Store, limit: int) -> None:
    with filled.read() as session:
        found: list[str] = []
        page = queue(session, limit=limit)
        found += [one.id for one in page.items]
        while page.next:
            page = queue(session, limit=limit, cursor=page.next)
            found += [one.id for one in page.items]
        assert found == [one.id for one in queue(session).items]
        assert not page.truncated
        with pytest.raises(BadFilter):
            queue(session, cursor="x")


def test_orphans_come_first(filled: Store) -> None:
    with filled.write() as session:
        one = decide.accept(session, "one/s1", coder="ada").target.removeprefix("statement:")
        known = keep.known(session, "url:https://one.example/1")
        assert known is not None
        renew.text(
            session,
            known,
            made.entry("one", [made.said("?", "Усе інакше")], outlet="Озеро", url="https://one.example/1"),
        )
        assert queue(session).items[0].id == one
        decide.settle(session, one, None, coder="ada")
        assert [other.state for other in queue(session).items] == ["current", "current"]


def test_a_blind_pass_shows_nobody_else_s_decisions(filled: Store) -> None:
    with filled.write() as session:
        before = {one.id: one for one in queue(session, pass_name="blind", coder="ben").items}
        assert len(before) == 5
        text = fetch.statement(session, "one/s1")
        decide.edit(session, "one/s1", "act", "warn", coder="ada")
        decide.edit(session, "one/s1", "content", [[0, 4]], coder="ada")
        decide.edit(session, "one/s1", "issue", "sanctions", coder="ada")
        decide.edit(session, "one/s2", "speaker", "Олена Верба", coder="ada")
        decide.reject(session, "one/s3", coder="ada")
        after = {one.id: one for one in queue(session, pass_name="blind", coder="ben").items}
        assert after == before
        decide.accept(session, "one/s1", coder="ben", pass_name="blind")
        assert text.id not in names_of(session)
        assert len(names_of(session)) == 4


def names_of(session: Session) -> list[str]:
    return [one.id for one in queue(session, pass_name="blind", coder="ben").items]


def test_the_same_sample_for_every_coder(filled: Store) -> None:
    with filled.write() as session:
        first = [one.id for one in sample(session, 3, seed=7, coder="ada", pass_name="a").items]
        assert len(first) == 3
        assert [one.id for one in sample(session, 3, seed=7, coder="ben", pass_name="b").items] == first
        assert {one.id for one in sample(session, 4, seed=7).items} > set(first)
        assert any({one.id for one in sample(session, 3, seed=seed).items} != set(first) for seed in range(9))
        decide.reject(session, first[0], coder="ada")
        decide.accept(session, first[1], coder="ada", pass_name="a")
        left = sample(session, 3, seed=7, coder="ada", pass_name="a")
        assert ([one.id for one in left.items], left.total) == ([first[0], first[2]], 2)
        with pytest.raises(BadFilter):
            sample(session, 0)


def test_agreement(filled: Store) -> None:
    with filled.write() as session:
        for name in ("one/s1", "one/s2", "one/s3", "two/s1"):
            decide.accept(session, name, coder="ada")
        decide.accept(session, "one/s1", coder="ben", pass_name="blind")
        decide.edit(session, "one/s2", "act", "warn", coder="ben", pass_name="blind")
        decide.reject(session, "one/s3", coder="ben", pass_name="blind")
        slip = decide.edit(session, "two/s1", "act", "deny", coder="ben", pass_name="blind")
        undo(session, slip.id, coder="ben")
        decide.accept(session, "two/s1", coder="ben", pass_name="blind")
        found = agreement(session)
        assert (found.coders, found.statements) == (("ada", "ben [blind]"), 4)
        two, three = fetch.statement(session, "one/s2").id, fetch.statement(session, "one/s3").id
        assert sorted(found.disagreements, key=lambda one: (one.field, one.statement)) == [
            Disagreement(two, "act", {"ada": "assert", "ben [blind]": "warn"}),
            *sorted(
                (
                    Disagreement(two, "verdict", {"ada": "accepted", "ben [blind]": "edited"}),
                    Disagreement(three, "verdict", {"ada": "accepted", "ben [blind]": "rejected"}),
                ),
                key=lambda one: one.statement,
            ),
        ]
        assert found.fields["verdict"].agreed == 0.5
        assert found.fields["act"].units == 3
        assert found.fields["act"].alpha == pytest.approx(0)
        assert found.fields["speaker"].alpha == 1
        assert agreement(session, passes=[""]).statements == 0
        assert agreement(session, coders=["ben"]).coders == ("ben [blind]",)
        with pytest.raises(BadFilter, match="mood"):
            agreement(session, fields=["mood"])


def test_who_accepts_after_an_edit_agrees_with_it(filled: Store) -> None:
    with filled.write() as session:
        decide.accept(session, "one/s1", coder="cay")
        decide.edit(session, "one/s1", "act", "warn", coder="ada")
        decide.accept(session, "one/s1", coder="ben")
        found = agreement(session, fields=["act"])
        assert [one.values for one in found.disagreements if one.field == "act"] == [
            {"ada": "warn", "ben": "warn", "cay": "assert"}
        ]


def test_how_often_the_machine_was_right(filled: Store) -> None:
    with filled.write() as session:
        decide.accept(session, "one/s1", coder="ada")
        decide.edit(session, "one/s2", "speaker", "Олена Верба", coder="ada")
        decide.edit(session, "one/s2", "act", "warn", coder="ada")
        decide.edit(session, "one/s4", "issue", "ceasefire", coder="ada")
        decide.reject(session, "one/s3", coder="ada")
        decide.accept(session, "two/s1", coder="ada")
        decide.reject(session, "two/s1", coder="ben", pass_name="blind")
        add_statement(session, "one", cue=[(0, 4)], content=[(5, 11)], coder="ada")
        lines = accuracy(session)
    by = {(one.by, one.group, one.field): one for one in lines}
    assert by["all", "", "statement"] == Line("all", "", "statement", 4, 1, 1)
    assert by["all", "", "speaker"] == Line("all", "", "speaker", 3, 0, 1)
    assert by["all", "", "act"] == Line("all", "", "act", 3, 1, 0)
    assert by["all", "", "issue"] == Line("all", "", "issue", 3, 0, 1)
    assert by["outlet", "Ліс", "statement"] == Line("outlet", "Ліс", "statement", 1, 0, 0)
    assert by["language", "ru", "act"] == Line("language", "ru", "act", 1, 0, 0)
    assert by["all", "", "statement"].precision == 0.8
    assert by["all", "", "statement"].silence == pytest.approx(1 / 6)
    assert by["all", "", "act"].precision_interval == pytest.approx((0.301, 0.954), abs=0.001)
    assert [one.by for one in lines] == sorted((one.by for one in lines), key=("all", "outlet", "language").index)
