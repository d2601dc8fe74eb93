"""Actors come from files, once, as decisions; and are listed."""

from datetime import date
from pathlib import Path

import pytest

from onrecord.errors import BadFilter, BadLine, Refused, UnreadableFile
from onrecord.intake.loading import ids, load
from onrecord.intake.people import merge
from onrecord.intake.undo import undo_batch
from onrecord.queries.people import actors as listed
from onrecord.record import Session, Store, actors
from onrecord.record.known import known_actors
from onrecord.record.verifying import verify
from onrecord.speakers import speaker_key
from tests.store import made

TOML = """
[[actor]]
id = "verba"
name = "Олена Верба"
type = "person"
side = "mediators"
stands_for = "lisna"
names = { uk = ["Олена Верба", "Верба"], en = ["Olena Verba"] }
aliases = ["Veles"]
roles = [ { role = "речниця", since = 2030-01-01, until = 2031-05-31 }, "посередниця" ]

[[actor]]
id = "lisna"
name = "Лісна"
type = "state"
"""
CSV = """id,name,type,side,stands_for,names_uk,names_ru,names_en,aliases,roles
verba,Олена Верба,person,mediators,lisna,Олена Верба;Верба,,Olena Verba,Veles,речниця|2030-01-01|2031-05-31;посередниця
lisna,Лісна,state,,,,,,,
"""


def write(tmp_path: Path, name: str, text: str) -> str:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def of(session: Session, id: str) -> tuple[object, ...]:
    one = actors.kept(session, [actors.number_of(session, id)])[actors.number_of(session, id)]
    return one.name, one.type, one.side, one.stands_for, one.names, one.roles


@pytest.mark.parametrize(("name", "text"), [("a.toml", TOML), ("a.csv", CSV), ("bom.csv", "\ufeff" + CSV)])
def test_loaded_once(store: Store, tmp_path: Path, name: str, text: str) -> None:
    path = write(tmp_path, name, text)
    with store.write() as session:
        told = load(session, path, coder="ada")
        assert ids(told) == ["verba", "lisna"]
        assert len({one.batch for one in told}) == 1
        assert of(session, "verba") == (
            "Олена Верба",
            "person",
            "mediators",
            "lisna",
            (
                ("Олена Верба", "uk", "file"),
                ("Верба", "uk", "file"),
                ("Olena Verba", "en", "file"),
                ("Veles", "", "file"),
            ),
            (
                ("посередниця", None, None, "file"),
                ("речниця", date(2030, 1, 1), date(2031, 5, 31), "file"),
            ),
        )
        assert load(session, path, coder="ada") == []
        assert {one.id for one in known_actors(session)} == {"verba", "lisna"}
        undo_batch(session, told[0].batch, coder="ada")
        assert of(session, "verba")[2:] == (None, None, (), ())
        assert listed(session).total == 0
        assert verify(session, whole=True).clean


def test_a_file_means_the_actor_that_the_machine_found(store: Store, tmp_path: Path) -> None:
    with store.write() as session:
        number = made.actor(session, "Олена Верба")
        path = write(tmp_path, "a.toml", '[[actor]]\nname = "Olena Verba"\nside = "guests"\n')
        (told,) = load(session, path, coder="ada")
        one = actors.kept(session, [number])[number]
        assert (told.target, one.side, one.name) == (f"actor:{one.id}", "guests", "Olena Verba")


def test_an_id_of_the_file_takes_over_what_the_machine_found(store: Store, tmp_path: Path) -> None:
    path = write(tmp_path, "a.toml", '[[actor]]\nid = "verba"\nname = "Olena Verba"\nside = "guests"\n')
    with store.write() as session:
        found = actors.Name("Олена Верба", "uk", speaker_key("Олена Верба"))
        number = actors.new(session, found, "person", "machine")
        made.keep_all(session, made.entry("one", [made.said("Олена Верба", "Тиша", actor=number)]))
        told = load(session, path, coder="ada")
        (one,) = listed(session).items
        assert (one.id, one.side, one.statements) == ("verba", "guests", 1)
        assert load(session, path, coder="ada") == []
        assert verify(session, whole=True).clean
        undo_batch(session, told[0].batch, coder="ada")
        assert [(one.id, one.statements) for one in listed(session).items] == [(actors.id_of(session, number), 1)]
        assert verify(session, whole=True).clean


def test_an_id_of_the_file_takes_over_nobody_whom_a_person_named(store: Store, tmp_path: Path) -> None:
    one = write(tmp_path, "a.toml", '[[actor]]\nid = "verba"\nname = "Олена Верба"\n')
    other = write(tmp_path, "b.toml", '[[actor]]\nid = "verba-2"\nname = "Олена Верба"\n')
    with store.write() as session:
        load(session, one, coder="ada")
        load(session, other, coder="ada")
        assert {found.id for found in listed(session).items} == {"verba", "verba-2"}


def test_two_entries_for_what_the_machine_found_once_are_not_guessed(store: Store, tmp_path: Path) -> None:
    entries = '[[actor]]\nid = "{}"\nname = "Олена Верба"\n\n[[actor]]\nid = "guest"\nname = "Olena Verba"\n'
    with store.write() as session:
        found = actors.Name("Олена Верба", "uk", speaker_key("Олена Верба"))
        found_id = actors.id_of(session, actors.new(session, found, "person", "machine"))
    path = write(tmp_path, "a.toml", entries.format("host"))
    told = f'actor 2: Olena Verba may be {found_id}, .* Олена Верба .*: actor 1.*`id = "{found_id}"`'
    with pytest.raises(Refused, match=told), store.write() as session:
        load(session, path, coder="ada")
    with store.write() as session:
        load(session, write(tmp_path, "b.toml", entries.format(found_id)), coder="ada")
        assert {one.id for one in listed(session).items} == {found_id, "guest"}
        assert verify(session, whole=True).clean


def test_namesakes_are_not_guessed(store: Store, tmp_path: Path) -> None:
    path = write(tmp_path, "a.toml", '[[actor]]\nname = "Олена Верба"\n')
    with store.write() as session:
        made.actor(session, "Олена Верба")
        made.actor(session, "Олена Верба")
        with pytest.raises(Refused, match="may be any of"):
            load(session, path, coder="ada")


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("a.toml", "[[actor]\n", "no TOML"),
        ("a.toml", "x = 1\n", r"no \[\[actor\]\]"),
        ("a.toml", '[[actor]]\nside = "x"\n', "actor 1: an actor needs a name"),
        ("a.toml", '[[actor]]\nname = "X"\ncolour = "red"\n', "unknown: colour"),
        ("a.toml", '[[actor]]\nname = "X"\ntype = "robot"\n', "type robot"),
        ("a.toml", '[[actor]]\nname = "X"\nnames = { pl = ["X"] }\n', "names in pl"),
        ("a.toml", '[[actor]]\nname = "X"\nnames = { uk = 3 }\n', "names are a text"),
        ("a.toml", '[[actor]]\nname = "X"\nroles = [ { since = 2030-01-01 } ]\n', "a role is"),
        ("a.toml", '[[actor]]\nname = "X"\nroles = [ { role = "r", since = "May" } ]\n', "no day"),
        ("a.toml", '[[actor]]\nname = "X"\nstands_for = "nobody"\n', "stands_for nobody"),
        ("a.csv", "name,colour\nX,red\n", "columns colour"),
        ("a.csv", "name,side\nX\n", "line 2: not as many"),
        ("a.csv", "", "columns"),
    ],
)
def test_what_breaks_the_form(store: Store, tmp_path: Path, name: str, text: str, message: str) -> None:
    path = write(tmp_path, name, text)
    with pytest.raises(BadLine, match=message), store.write() as session:
        load(session, path, coder="ada")
    with store.read() as session:
        assert listed(session).total == 0


@pytest.mark.parametrize("name", ["no.toml", "a.xlsx"])
def test_what_is_no_file_of_actors(store: Store, tmp_path: Path, name: str) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"PK")
    with pytest.raises(UnreadableFile), store.write() as session:
        load(session, str(tmp_path / name), coder="ada")


def test_listed_with_counts_in_pages(store: Store) -> None:
    with store.write() as session:
        verba, brod = made.actor(session, "Олена Верба", side="guests"), made.actor(session, "Ігор Брід")
        alias = made.actor(session, "Яр")
        items = [made.said("x", "Тиша", actor=brod)] * 2 + [made.said("y", "Тиша", actor=alias)]
        made.keep_all(session, made.entry("one", items))
        names = [(one.name, one.statements) for one in listed(session).items]
        assert names == [("Ігор Брід", 2), ("Яр", 1), ("Олена Верба", 0)]
        first = listed(session, limit=1)
        assert (first.total, first.truncated, first.next) == (3, True, "1")
        assert [one.name for one in listed(session, limit=2, cursor=first.next).items] == ["Яр", "Олена Верба"]
        assert [one.name for one in listed(session, order="name").items] == ["Яр", "Олена Верба", "Ігор Брід"]
        assert [one.name for one in listed(session, side="guests").items] == ["Олена Верба"]
        assert [one.name for one in listed(session, "verba").items] == ["Олена Верба"]
        merge(session, actors.id_of(session, verba), actors.id_of(session, alias), coder="ada")
        assert [(one.name, one.statements) for one in listed(session, "яр").items] == [("Олена Верба", 1)]
        assert listed(session).total == 2
        assert listed(session, "!").total == 0
        with pytest.raises(BadFilter):
            listed(session, order="size")
        with pytest.raises(BadFilter):
            listed(session, cursor="x")
