"""A newer reader: statements keep their ids or tell what became of them, and nothing else in the record changes."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from onrecord import pipeline
from onrecord.errors import MissingDictionary
from onrecord.intake import decide, reading, renew, reread
from onrecord.intake.add import keep_entry
from onrecord.intake.match import match
from onrecord.model.article import Skipped
from onrecord.model.attribution import Attribution
from onrecord.model.entry import ReadingEntry
from onrecord.model.kept import KeptStatement
from onrecord.model.span import Span
from onrecord.model.statement import Reading
from onrecord.model.wanted import Wanted
from onrecord.queries import search
from onrecord.record import Store, codebook, fetch, keep
from tests.store import made
from tests.store.heard import STORY, added, lines, tables

Change = Callable[[Reading], Reading]


@pytest.fixture
def filled(store: Store) -> Store:
    added(store, *STORY)
    list(match(store))
    return store


@pytest.fixture
def newer(monkeypatch: pytest.MonkeyPatch) -> Callable[[Change], None]:
    """Puts a newer reader in place, which finds something else."""

    def put(change: Change) -> None:
        monkeypatch.setattr(reading, "read", lambda *given, **named: change(pipeline.read(*given, **named)))
        for room in (reading, reread):
            monkeypatch.setattr(room, "reader_version", lambda: "newer")

    return put


def again(store: Store, *, everything: bool = False) -> list[str | Skipped]:
    return list(reread.reread(store, everything=everything))


def the(store: Store, id: str) -> KeptStatement:
    with store.read() as session:
        return fetch.statement(session, id)


def direct(store: Store) -> KeptStatement:
    """The Ukrainian quotation."""
    with store.read() as session:
        return next(s for s in fetch.statements_of(session, fetch.article_number(session, "a")) if s.kind == "direct")


def total(store: Store, text: str) -> int:
    with store.read() as session:
        return search.find(session, Wanted(text=text)).total


def altered(name: str, kind: str, change: Callable[[Attribution], Attribution | None]) -> Change:
    """A reader that finds the attributions of a kind in one article otherwise, or not at all."""

    def changed(read: Reading) -> Reading:
        if read.article.id != name:
            return read
        statements = []
        for one in read.statements:
            now = change(one.attribution) if one.attribution.kind == kind else one.attribution
            if now is not None:
                statements.append(replace(one, attribution=now))
        return replace(read, statements=tuple(statements))

    return changed


def test_the_same_reader_reads_nothing(filled: Store) -> None:
    before = tables(filled)
    assert again(filled) == []
    assert tables(filled) == before


def test_the_same_reader_changes_nothing(filled: Store) -> None:
    before = tables(filled)
    assert len(again(filled, everything=True)) == len(STORY)
    list(match(filled))
    assert tables(filled) == before


def test_a_newer_reader_that_finds_the_same_leaves_its_name_alone(filled: Store, newer: Any) -> None:
    before = lines(filled, without=["reader"])
    newer(lambda read: read)
    assert len(again(filled)) == len(STORY)
    assert {row["reader"] for row in lines(filled).values()} == {"newer"}
    list(match(filled))
    assert lines(filled, without=["reader"]) == before
    assert again(filled) == []


def test_a_statement_keeps_its_id_where_most_words_are_the_same(filled: Store, newer: Any) -> None:
    one = direct(filled)
    others = lines(filled, without=["reader"])
    (span,) = one.content
    less = Span(span.start + len("«Жоден "), span.end)
    newer(altered("a", "direct", lambda a: replace(a, content=(less,), act="promise")))
    again(filled)
    now = the(filled, one.id)
    assert (now.state, now.content, now.act, now.number) == ("current", (less,), "promise", one.number)
    assert (total(filled, '"жоден корабель"'), total(filled, '"корабель не чекатиме"')) == (0, 1)
    after = lines(filled, without=["reader"])
    assert {k: v for k, v in after.items() if k != one.article} == {k: v for k, v in others.items() if k != one.article}


def test_a_statement_that_is_another_is_retired_and_tells_which(filled: Store, newer: Any) -> None:
    one = direct(filled)
    (span,) = one.content
    half = Span(span.start, span.start + len("«Жоден корабель"))
    newer(altered("a", "direct", lambda a: replace(a, content=(half,))))
    again(filled)
    gone = the(filled, one.id)
    assert (gone.state, gone.content_words, gone.utterance) == ("retired", one.content_words, None)
    assert gone.became is not None
    heir = the(filled, gone.became)
    assert (heir.state, heir.content_words) == ("current", "«Жоден корабель")
    assert (total(filled, "чекатиме"), total(filled, "корабель")) == (0, 1)


def test_a_statement_that_is_no_longer_found(filled: Store, newer: Any) -> None:
    one = direct(filled)
    newer(altered("a", "direct", lambda a: None))
    again(filled)
    assert the(filled, one.id).state == "retired"
    assert total(filled, "чекатиме") == 0
    newer(lambda read: read)
    again(filled, everything=True)
    assert total(filled, "чекатиме") == 1
    assert the(filled, one.id).state == "retired"


def test_what_a_person_decided_on_is_an_orphan(filled: Store, newer: Any) -> None:
    one = direct(filled)
    with filled.write() as session:
        decide.accept(session, one.id, coder="ada")
    newer(altered("a", "direct", lambda a: None))
    again(filled)
    assert (the(filled, one.id).state, the(filled, one.id).verdict) == ("orphan", "accepted")


def test_people_keep_their_values_and_the_machine_its_new_ones(filled: Store, newer: Any) -> None:
    one = direct(filled)
    with filled.write() as session:
        decide.edit(session, one.id, "act", "warn", coder="ada")
    newer(altered("a", "direct", lambda a: replace(a, act="promise", hedged=True)))
    again(filled)
    now = the(filled, one.id)
    assert (now.act, now.machine["act"], now.hedged, now.verdict) == ("warn", "promise", True, "edited")


def test_an_article_that_cannot_be_read_stays_as_it_is(filled: Store, newer: Any) -> None:
    def broken(read: Reading) -> Reading:
        if read.language == "ru":
            raise MissingDictionary("ru: no dictionary")
        return read

    before = lines(filled, without=["reader"])
    newer(broken)
    found = again(filled)
    list(match(filled))
    assert [one.reason for one in found if isinstance(one, Skipped)] == ["MissingDictionary"]
    assert lines(filled, without=["reader"]) == before
    assert sorted(row["reader"] == "newer" for row in lines(filled).values()) == [False, True, True]


def test_a_reading_without_a_rule(filled: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Any rule switched off: permanent links live, and reading again with all rules finds all as it was."""
    before = lines(filled)
    ids = [s["permalink"] for row in before.values() for s in row["statements"]]
    rules = sorted({r for row in before.values() for s in row["statements"] for r in s["reasons"] if "." in r})
    for rule in rules[:: max(1, len(rules) // 4)]:
        off = frozenset({rule})
        monkeypatch.setattr(reading, "read", lambda a, known=(), off=off: pipeline.read(a, known=known, without=off))
        again(filled, everything=True)
        for id_ in ids:
            gone = the(filled, id_)
            assert gone.state in ("current", "retired")
            assert gone.state == "current" or gone.became is None or the(filled, gone.became).state != "redacted"
    monkeypatch.setattr(reading, "read", pipeline.read)
    again(filled, everything=True)
    list(match(filled))
    assert [_plain(row) for row in lines(filled).values()] == [_plain(row) for row in before.values()]


def _plain(row: Any) -> Any:
    changing = ("permalink", "utterance", "actor", "reasons")
    return [{k: v for k, v in s.items() if k not in changing} for s in row["statements"]]


def test_another_codebook(filled: Store) -> None:
    ports = made.codebook_of("harbour", "cease")
    book = replace(ports, issues=(replace(ports.issues[0], terms={"uk": ("порт",), "ru": ("порт",), "en": ("port",)}),))
    ids = [s["permalink"] for row in lines(filled).values() for s in row["statements"]]
    with filled.write() as session:
        codebook.load(session, book)
        assert [issue.id for issue in codebook.used(session).issues] == ["harbour"]
    assert len(again(filled, everything=True)) == len(STORY)
    rows = [s for row in lines(filled).values() for s in row["statements"]]
    assert [s["permalink"] for s in rows] == ids
    told = {touch["issue"] for s in rows for touch in s["issues"]}
    assert told == {"harbour"}


def test_a_codebook_keeps_the_utterances(filled: Store) -> None:
    before = [s["utterance"] for row in lines(filled).values() for s in row["statements"]]
    assert any(before)
    with filled.write() as session:
        codebook.load(session, made.codebook_of("harbour"))
    again(filled, everything=True)
    list(match(filled))
    assert [s["utterance"] for row in lines(filled).values() for s in row["statements"]] == before


def test_a_chain_of_heirs_ends_at_the_present(store: Store) -> None:
    words = "Тиша на лінії триває вже сьомий день"
    entry = made.entry("one", [made.said("Олена Верба", words)])
    with store.write() as session:
        keep_entry(session, entry)
        (first,) = fetch.statements_of(session, fetch.article_number(session, "one"))
        for length in (21, 12):
            entry = _shorter(entry, length)
            known = keep.known(session, keep.article_key(entry.reading.article))
            assert known is not None
            renew.reading(session, known, entry)
        one = fetch.statement(session, first.id)
        assert one.became
        two = fetch.statement(session, one.became)
        assert (one.state, two.state) == ("retired", "retired")
        assert two.became
        assert fetch.statement(session, two.became).content_words == words[:12]


def _shorter(entry: ReadingEntry, length: int) -> ReadingEntry:
    (one,) = entry.entries
    attribution = replace(one.statement.attribution, content=(Span(0, length),))
    statement = replace(one.statement, attribution=attribution)
    words = tuple(one.statement.text[:length].lower().split())
    return replace(
        entry,
        entries=(replace(one, statement=statement, lemmas=words),),
        reading=replace(entry.reading, statements=(statement,)),
    )
