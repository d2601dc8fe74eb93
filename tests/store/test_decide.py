"""People decide: what holds, what the machine said beside it, and how it is taken back."""

import pytest
import sqlalchemy as sa

from onrecord.errors import NotFound, Refused
from onrecord.intake import decide
from onrecord.intake.undo import undo, undo_batch
from onrecord.model.kept import KeptStatement
from onrecord.model.wanted import Wanted
from onrecord.queries import search
from onrecord.record import Session, Store, decisions, fetch
from onrecord.record.tables import coders
from tests.store import made


@pytest.fixture
def filled(store: Store) -> Store:
    """Three statements of two people in one article, one in another."""
    with store.write() as session:
        made.with_issues(session)
        first = made.actor(session, "Олена Верба")
        items = [
            made.said("Олена Верба", "Тиша на лінії триває", made.about("ceasefire", "support"), actor=first),
            made.said("Олена Верба", "Полонених міняють щотижня", made.about("prisoners"), actor=first),
            made.said("?", "Санкції треба зняти", made.about("sanctions", "oppose")),
        ]
        made.keep_all(session, made.entry("one", items), made.entry("two", items[:1]))
    return store


def held(store: Store, id: str = "one/s1") -> KeptStatement:
    with store.read() as session:
        return fetch.statement(session, id)


def found(session: Session, text: str) -> int:
    return search.find(session, Wanted(text=text)).total


def test_accept_and_reject(filled: Store) -> None:
    with filled.write() as session:
        made_ = decide.accept(session, "one/s1", coder="ada", why="read it")
        decide.reject(session, "one/s2", coder="ada")
    assert (made_.action, made_.coder, made_.why, made_.payload) == (
        "accept",
        "ada",
        "read it",
        {"before": {"verdict": "none"}, "after": {"verdict": "accepted"}},
    )
    assert (held(filled).verdict, held(filled, "one/s2").verdict, held(filled, "one/s3").verdict) == (
        "accepted",
        "rejected",
        "none",
    )
    with filled.read() as session:
        assert session.execute(sa.select(coders.c.name, coders.c.kind)).all() == [("ada", "person")]
        assert found(session, "полонені") == 0


def test_the_same_said_twice_is_kept_once(filled: Store) -> None:
    with filled.write() as session:
        first = decide.accept(session, "one/s1", coder="ada")
        assert decide.accept(session, "one/s1", coder="ada") == first
        assert decide.accept(session, "one/s1", coder="ben") != first


def test_both_values_are_kept(filled: Store) -> None:
    with filled.write() as session:
        one = decide.edit(session, "one/s1", "act", "warn", coder="ada", why="a threat")
    assert one.payload == {"before": {"act": "assert"}, "after": {"act": "warn"}, "machine": {"act": "assert"}}
    assert (held(filled).act, held(filled).verdict, held(filled).machine) == ("warn", "edited", {"act": "assert"})


def test_an_edit_of_an_edit_keeps_the_first_machine_value(filled: Store) -> None:
    with filled.write() as session:
        decide.edit(session, "one/s1", "act", "warn", coder="ada")
        one = decide.edit(session, "one/s1", "act", "deny", coder="ben")
    assert one.payload == {"before": {"act": "warn"}, "after": {"act": "deny"}, "machine": {"act": "assert"}}
    assert held(filled).machine == {"act": "assert"}


def test_a_new_content_is_found_by_its_words(filled: Store) -> None:
    text = held(filled).content_words
    start = text.index("лінії")
    with filled.write() as session:
        assert (found(session, "тиша"), found(session, "лінія")) == (2, 2)
        one = decide.edit(session, "one/s1", "content", [(start, len(text))], coder="ada")
        assert (found(session, "тиша"), found(session, "лінія")) == (1, 2)
        assert held_in(session).content_words == "лінії триває"
        undo(session, one.id, coder="ada")
        assert (found(session, "тиша"), found(session, "лінія")) == (2, 2)
        assert held_in(session).content_words == text
        assert held_in(session).machine == {}


def held_in(session: Session) -> KeptStatement:
    return fetch.statement(session, "one/s1")


def test_a_name_finds_its_actor(filled: Store) -> None:
    with filled.write() as session:
        decide.edit(session, "one/s3", "speaker", "Елена Верба", coder="ada")
    one, other = held(filled, "one/s3"), held(filled)
    assert (one.speaker, one.actor, one.key) == ("Елена Верба", other.actor, other.key)
    assert one.machine["actor"] is None
    with filled.write() as session:
        decide.edit(session, "one/s3", "speaker", "?", coder="ada")
    assert (held(filled, "one/s3").speaker, held(filled, "one/s3").actor) == ("?", None)


def test_a_new_name_makes_an_actor(filled: Store) -> None:
    with filled.write() as session:
        decide.edit(session, "one/s3", "speaker", "Ivan Brod", coder="ada")
    one = held(filled, "one/s3")
    assert one.actor is not None
    assert one.actor_name == "Ivan Brod"


def test_an_actor_brings_its_name(filled: Store) -> None:
    with filled.write() as session:
        decide.edit(session, "one/s3", "actor", held_in(session).actor, coder="ada")
    assert held(filled, "one/s3").speaker == "Олена Верба"


def test_an_issue_brings_a_stance_and_goes_again(filled: Store) -> None:
    before = held(filled).issues
    with filled.write() as session:
        one = decide.edit(session, "one/s1", "issue", "sanctions", coder="ada")
        assert [(t.issue, t.stance) for t in held_in(session).issues] == [
            ("sanctions", "support"),
            ("ceasefire", "support"),
        ]
        two = decide.edit(session, "one/s1", "stance", "oppose", coder="ada")
        assert (held_in(session).issue, held_in(session).stance) == ("sanctions", "oppose")
        three = decide.edit(session, "one/s1", "issue", None, coder="ada")
        assert held_in(session).issues == ()
        for decision in (three, two, one):
            undo(session, decision.id, coder="ada")
        assert held_in(session).issues == before


def test_undo_of_undo(filled: Store) -> None:
    with filled.write() as session:
        one = decide.edit(session, "one/s1", "act", "warn", coder="ada")
        back = undo(session, one.id, coder="ada")
        assert (held_in(session).act, held_in(session).verdict) == ("assert", "none")
        undo(session, back.id, coder="ben")
        assert (held_in(session).act, held_in(session).verdict) == ("warn", "edited")
        with pytest.raises(Refused, match="already undone"):
            undo(session, back.id, coder="ada")
        assert [one.action for one in decisions.history(session, one.target)] == ["edit", "undo", "undo"]


def test_what_a_later_decision_stands_on_is_not_undone(filled: Store) -> None:
    with filled.write() as session:
        one = decide.edit(session, "one/s1", "act", "warn", coder="ada")
        decide.edit(session, "one/s1", "hedged", True, coder="ada")
        two = decide.edit(session, "one/s1", "act", "deny", coder="ben")
        with pytest.raises(Refused, match=f"{two.id} .edit act by ben. stands on it"):
            undo(session, one.id, coder="ada")
        undo(session, two.id, coder="ada")
        undo(session, one.id, coder="ada")
        assert (held_in(session).act, held_in(session).hedged, held_in(session).machine) == (
            "assert",
            True,
            {"hedged": False},
        )


def test_a_batch_is_undone_as_one(filled: Store) -> None:
    with filled.write() as session:
        told = decide.judge_many(session, "reject", ["one/s1", "one/s2", "two/s1"], coder="ada", why="a draft")
        assert len({one.batch for one in told}) == 1
        assert found(session, "тиша") == 0
        undo(session, told[1].id, coder="ada")
        back = undo_batch(session, told[0].batch, coder="ada")
        assert [one.undoes for one in back] == [told[2].id, told[0].id]
        assert found(session, "тиша") == 2
        with pytest.raises(Refused, match="nothing of this batch"):
            undo_batch(session, told[0].batch, coder="ada")


def test_a_batch_is_whole_or_not_at_all(filled: Store) -> None:
    with pytest.raises(NotFound), filled.write() as session:
        decide.judge_many(session, "accept", ["one/s1", "one/s77"], coder="ada")
    assert held(filled).verdict == "none"


def test_another_came_first(filled: Store) -> None:
    with filled.write() as session:
        decide.edit(session, "one/s1", "act", "warn", coder="ben", expects="assert")
        with pytest.raises(Refused, match="'warn' by now"):
            decide.edit(session, "one/s1", "act", "deny", coder="ada", expects="assert")
        with pytest.raises(Refused, match="edited by now"):
            decide.accept(session, "one/s1", coder="ada", expects="none")


def test_a_pass_changes_nothing(filled: Store) -> None:
    with filled.write() as session:
        decide.edit(session, "one/s1", "act", "warn", coder="ada")
        own = decide.edit(session, "one/s1", "act", "deny", coder="ben", pass_name="blind", expects="assert")
        decide.reject(session, "one/s2", coder="ben", pass_name="blind")
        assert own.payload == {"before": {"act": "assert"}, "after": {"act": "deny"}, "machine": {"act": "assert"}}
        assert (held_in(session).act, fetch.statement(session, "one/s2").verdict) == ("warn", "none")
        undo(session, own.id, coder="ben")
        assert held_in(session).act == "warn"


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("mood", "glad", "not a field"),
        ("act", "shout", "none of"),
        ("act", "assert", "already"),
        ("content", [[0, 9999]], "does not lie"),
        ("content", [], "without one"),
        ("cue", [[5, 3]], "does not lie"),
        ("cue", "spoke", "lists of"),
        ("cue", [[0.5, 3.5]], "lists of"),
        ("hedged", "yes", "true or false"),
        ("role", None, "words"),
        ("role", 7, "words"),
        ("actor", ["a1"], "words"),
        ("issue", {"id": "ceasefire"}, "words"),
        ("utterance", [], "words"),
        ("speaker", " ", "a name"),
        ("issue", "weather", "no such issue"),
        ("stance", "glad", "none of"),
        ("utterance", "u1", "no such utterance"),
    ],
)
def test_what_cannot_be(filled: Store, field: str, value: object, message: str) -> None:
    with pytest.raises(Refused, match=message), filled.write() as session:
        decide.edit(session, "one/s1", field, value, coder="ada")
    with filled.read() as session:
        assert decisions.latest(session) == []


def test_a_decision_needs_its_coder(filled: Store) -> None:
    with pytest.raises(Refused, match="coder"), filled.write() as session:
        decide.accept(session, "one/s1", coder=" ")
