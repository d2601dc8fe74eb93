"""People decide on actors: one or two, names, roles, sides; and take it back."""

from datetime import date

import pytest

from onrecord.errors import NotFound, Refused
from onrecord.intake import actors as placing
from onrecord.intake import decide, people
from onrecord.intake.undo import undo, undo_batch
from onrecord.model.actor import Mention
from onrecord.model.kept import KeptActor
from onrecord.model.wanted import Wanted
from onrecord.queries import search
from onrecord.record import Session, Store, actors, fetch
from onrecord.record.verifying import verify
from onrecord.speakers import speaker_key
from tests.store import made


@pytest.fixture
def filled(store: Store) -> Store:
    with store.write() as session:
        made.with_issues(session)
        verba, brod = made.actor(session, "Олена Верба"), made.actor(session, "Ігор Брід", "Брід")
        items = [
            made.said("Олена Верба", "Тиша триває", actor=verba),
            made.said("Олена Верба", "Тиша скінчилась", actor=verba),
            made.said("Ігор Брід", "Тиша потрібна", actor=brod),
            made.said("Брід", "Тиша можлива", actor=brod),
        ]
        made.keep_all(session, made.entry("one", items))
    return store


def of(session: Session, statement: str) -> str:
    found = fetch.statement(session, statement).actor
    assert found is not None
    return found


def actor(session: Session, id: str) -> KeptActor:
    return actors.kept(session, [actors.number_of(session, id)])[actors.number_of(session, id)]


def place(session: Session, name: str, *, person: bool = True) -> str | None:
    """The id of the actor that the machine joins a name to."""
    mention = Mention("s1", name, "person" if person else "organization", speaker_key(name))
    found = placing.place(session, mention, "uk", date(2031, 3, 4)).actor
    return None if found is None else actors.id_of(session, found)


def test_merge_counts_as_one_and_is_taken_back(filled: Store) -> None:
    with filled.write() as session:
        one, other = of(session, "one/s1"), of(session, "one/s3")
        told = people.merge(session, one, other, coder="ada", why="a pen name")
        assert (told.action, told.target, told.why) == ("merge", f"actor:{other}", "a pen name")
        assert (of(session, "one/s3"), fetch.statement(session, "one/s3").actor_name) == (one, "Олена Верба")
        assert (actor(session, one).statements, actor(session, other).merged_into) == (4, one)
        assert [name for name, _, _ in actor(session, one).names] == ["Олена Верба", "Ігор Брід", "Брід"]
        assert search.find(session, Wanted(speaker=(one,))).total == 4
        with pytest.raises(Refused, match="are one already"):
            people.merge(session, one, other, coder="ada")
        undo(session, told.id, coder="ada")
        assert (actor(session, one).statements, actor(session, other).statements) == (2, 2)
        assert actor(session, other).merged_into is None


def test_what_was_read_while_two_were_one_stays_with_whose_name_it_was(filled: Store) -> None:
    with filled.write() as session:
        one, other = of(session, "one/s1"), of(session, "one/s3")
        told = people.merge(session, one, other, coder="ada")
        assert place(session, "Ігор Брід") == other
        assert [name for name, _, _ in actor(session, one).names].count("Ігор Брід") == 1
        undo(session, told.id, coder="ada")
        assert [name for name, _, _ in actor(session, one).names] == ["Олена Верба"]


def test_merges_end_in_one_root_and_make_no_circle(filled: Store) -> None:
    with filled.write() as session:
        one, other = of(session, "one/s1"), of(session, "one/s3")
        third = actors.id_of(session, made.actor(session, "Третя Особа"))
        people.merge(session, other, third, coder="ada")
        people.merge(session, one, third, coder="ada")
        assert actor(session, other).merged_into == one
        assert actor(session, third).merged_into == other
        with pytest.raises(Refused, match="are one already"):
            people.merge(session, third, one, coder="ada")
        assert verify(session, whole=True).clean


def test_not_the_same_is_never_merged_or_joined(filled: Store) -> None:
    with filled.write() as session:
        one = of(session, "one/s3")
        other = actors.id_of(session, made.actor(session, "Марко Брід"))
        told = people.judge(session, "not-same", one, other, coder="ada", why="a brother")
        with pytest.raises(Refused, match="not the same"):
            people.merge(session, one, other, coder="ben")
        with pytest.raises(Refused, match="not the same"):
            people.judge(session, "same", other, one, coder="ben")
        with pytest.raises(Refused, match="judged not-same"):
            people.judge(session, "unsure", one, other, coder="ben")
        assert [d.id for d in people.judgements(session, other)] == [told.id]
        undo(session, told.id, coder="ada")
        assert people.judgements(session, one) == []
        people.judge(session, "same", one, other, coder="ben")
        assert actor(session, other).merged_into == one


def test_a_judgement_on_one_of_a_group_holds_for_all(filled: Store) -> None:
    with filled.write() as session:
        one, other = of(session, "one/s1"), of(session, "one/s3")
        third = actors.id_of(session, made.actor(session, "Третя Особа"))
        people.judge(session, "not-same", third, other, coder="ada")
        people.merge(session, one, third, coder="ada")
        with pytest.raises(Refused, match="not the same"):
            people.merge(session, one, other, coder="ada")


def test_unsure_changes_nothing(filled: Store) -> None:
    with filled.write() as session:
        one, other = of(session, "one/s1"), of(session, "one/s3")
        before = actor(session, one)
        told = people.judge(session, "unsure", one, other, coder="ada")
        assert actor(session, one) == before
        assert people.judgements(session, other) == [told]
        people.merge(session, one, other, coder="ada")


def test_a_name_of_somebody_else_is_not_joined(filled: Store) -> None:
    with filled.write() as session:
        one = of(session, "one/s3")
        assert place(session, "І. Брід") == one
        told = people.remove_name(session, one, "Брід", coder="ada")
        assert place(session, "Брід") not in (one, None)
        assert [name for name, _, _ in actor(session, one).names] == ["Ігор Брід", "І. Брід"]
        undo(session, told.id, coder="ada")
        assert "Брід" in [name for name, _, _ in actor(session, one).names]


def test_split_by_names(filled: Store) -> None:
    with filled.write() as session:
        one = of(session, "one/s3")
        new, told = people.split(session, one, names=["Брід"], coder="ada", why="his uncle")
        assert (of(session, "one/s3"), of(session, "one/s4")) == (one, new)
        assert actor(session, new).names == (("Брід", "uk", "person"),)
        assert [name for name, _, _ in actor(session, one).names] == ["Ігор Брід"]
        assert (actor(session, one).statements, actor(session, new).statements) == (1, 1)
        assert place(session, "Брід") == new
        assert place(session, "Ігор Брід") == one
        (back,) = undo_batch(session, told[0].batch, coder="ada")
        assert (of(session, "one/s4"), actor(session, one).statements) == (one, 2)
        assert [name for name, _, _ in actor(session, one).names] == ["Ігор Брід", "Брід"]
        assert actor(session, new).names == ()
        undo(session, back.id, coder="ada")
        assert (of(session, "one/s4"), actor(session, new).statements) == (new, 1)
        assert verify(session, whole=True).clean


def test_split_by_statements(filled: Store) -> None:
    with filled.write() as session:
        one = of(session, "one/s1")
        name = fetch.statement(session, "one/s2").id
        new, told = people.split(session, one, statements=[name], name="Олена Верба (суддя)", coder="ada")
        assert (of(session, "one/s1"), of(session, "one/s2")) == (one, new)
        assert fetch.statement(session, name).machine["actor"] == one
        assert len(told) == 2
        undo_batch(session, told[0].batch, coder="ada")
        assert of(session, "one/s2") == one


@pytest.mark.parametrize(
    ("names", "statements", "message"), [(["Ніхто"], [], "no name of"), ([], [], "tell the names or the statements")]
)
def test_split_needs_a_part(filled: Store, names: list[str], statements: list[str], message: str) -> None:
    with pytest.raises(Refused, match=message), filled.write() as session:
        people.split(session, of(session, "one/s1"), names=names, statements=statements, coder="ada")


def test_a_person_s_name_is_not_changed_by_the_machine(filled: Store) -> None:
    with filled.write() as session:
        one = of(session, "one/s3")
        told = people.rename(session, one, "І. Брід", language="uk", coder="ada")
        assert place(session, "Ігор Петрович Брід") == one
        assert actor(session, one).name == "І. Брід"
        assert fetch.statement(session, "one/s3").actor_name == "І. Брід"
        undo(session, told.id, coder="ada")
        assert actor(session, one).name == "Ігор Брід"


def test_sides_and_what_stands_on_them(filled: Store) -> None:
    with filled.write() as session:
        one = of(session, "one/s1")
        first = people.side(session, one, "mediators", coder="ada")
        second = people.side(session, one, "guests", coder="ben")
        with pytest.raises(Refused, match="already"):
            people.side(session, one, "guests", coder="ben")
        with pytest.raises(Refused, match="stands on it"):
            undo(session, first.id, coder="ada")
        back = undo(session, second.id, coder="ada")
        assert actor(session, one).side == "mediators"
        undo(session, first.id, coder="ada")
        assert actor(session, one).side is None
        undo(session, back.id, coder="ada")
        assert actor(session, one).side == "guests"
        assert fetch.statement(session, "one/s1").side == "guests"


def test_roles_with_dates(filled: Store) -> None:
    with filled.write() as session:
        one = of(session, "one/s1")
        told = people.add_role(session, one, "речниця", date(2030, 1, 1), coder="ada")
        assert actor(session, one).roles == (("речниця", date(2030, 1, 1), None, "person"),)
        with pytest.raises(Refused, match="before it begins"):
            people.add_role(session, one, "речниця", date(2030, 1, 1), date(2029, 1, 1), coder="ada")
        gone = people.remove_role(session, one, "речниця", date(2030, 1, 1), coder="ada")
        assert actor(session, one).roles == ()
        undo(session, gone.id, coder="ada")
        undo(session, told.id, coder="ada")
        assert actor(session, one).roles == ()


def test_names_types_and_whom_one_stands_for(filled: Store) -> None:
    with filled.write() as session:
        one, other = of(session, "one/s1"), of(session, "one/s3")
        people.add_name(session, one, "Olena Verba", "en", coder="ada")
        assert place(session, "Olena Verba") == one
        assert people.retype(session, one, "group", coder="ada").field == "type"
        told = people.stands_for(session, one, other, coder="ada")
        assert (actor(session, one).type, actor(session, one).stands_for) == ("group", other)
        undo(session, told.id, coder="ada")
        assert actor(session, one).stands_for is None
        with pytest.raises(Refused, match="itself"):
            people.stands_for(session, one, one, coder="ada")
        with pytest.raises(Refused, match="is one of"):
            people.retype(session, one, "robot", coder="ada")  # type: ignore[arg-type]
        with pytest.raises(NotFound):
            people.side(session, "p-nobody", "x", coder="ada")


def test_an_edit_of_a_statement_outlives_a_merge(filled: Store) -> None:
    with filled.write() as session:
        one, other = of(session, "one/s1"), of(session, "one/s3")
        edit = decide.edit(session, "one/s1", "actor", other, coder="ada")
        people.merge(session, one, other, coder="ada")
        undo(session, edit.id, coder="ada")
        assert of(session, "one/s1") == one
        assert verify(session, whole=True).clean
