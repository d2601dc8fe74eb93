"""What people decided lives through new readings and new texts: edits move, additions stay, orphans are settled."""

from dataclasses import replace

import pytest

from onrecord.errors import Refused
from onrecord.intake import decide, renew
from onrecord.intake.missed import add_statement
from onrecord.intake.undo import undo, undo_batch
from onrecord.model.entry import ReadingEntry
from onrecord.model.kept import KeptStatement
from onrecord.model.wanted import Wanted
from onrecord.queries import search
from onrecord.record import Session, Store, actors, fetch, keep, links
from tests.store import made

FIRST = made.said("Олена Верба", "Тиша на лінії триває")
SECOND = made.said("Олена Верба", "Полонених міняють щотижня")


@pytest.fixture
def filled(store: Store) -> Store:
    with store.write() as session:
        made.with_issues(session)
        made.keep_all(session, entry(FIRST, SECOND))
    return store


def entry(*items: made.Said) -> ReadingEntry:
    return made.entry("one", items, url="https://one.example/1")


def reread(session: Session, newer: ReadingEntry) -> None:
    known = keep.known(session, "url:https://one.example/1")
    assert known is not None
    assert known.sha256 == newer.reading.article.sha256
    renew.reading(session, known, newer)


def retext(session: Session, newer: ReadingEntry) -> None:
    known = keep.known(session, "url:https://one.example/1")
    assert known is not None
    renew.text(session, known, newer)


def less(whole: ReadingEntry, *places: int) -> ReadingEntry:
    """The reading of the same text without some of its statements."""
    left = [i for i in range(len(whole.entries)) if i not in places]
    reading = replace(whole.reading, statements=tuple(whole.reading.statements[i] for i in left))
    return replace(whole, reading=reading, entries=tuple(whole.entries[i] for i in left))


def ids(session: Session) -> list[str]:
    return [one.id for one in fetch.statements_of(session, fetch.article_number(session, "one"))]


def words(session: Session, name: str) -> tuple[str, str]:
    one = fetch.statement(session, name)
    return one.cue_words, one.content_words


def edited(session: Session) -> KeptStatement:
    """The first statement, after a person cut its content and changed its act."""
    one = fetch.statement(session, "one/s1")
    decide.edit(session, one.id, "content", [[8, one.content[0].end]], coder="ada")
    decide.edit(session, one.id, "act", "warn", coder="ada")
    return fetch.statement(session, one.id)


def test_a_newer_reading_keeps_the_edit(filled: Store) -> None:
    warned = made.said("Олена Верба", "Тиша на лінії триває", act="deny")
    with filled.write() as session:
        before = edited(session)
        reread(session, entry(warned, SECOND))
        one = fetch.statement(session, before.id)
        assert (one.act, one.content, one.machine["act"]) == ("warn", before.content, "deny")
        undo(session, decisions_of(session, before)[1], coder="ada")
        assert fetch.statement(session, before.id).act == "deny"
        undo(session, decisions_of(session, before)[0], coder="ada")
        assert fetch.statement(session, before.id).content_words == "Тиша на лінії триває"


def decisions_of(session: Session, one: KeptStatement) -> list[str]:
    from onrecord.record import decisions

    return [d.id for d in decisions.history(session, f"statement:{one.id}")]


@pytest.mark.parametrize("found_again", [True, False])
def test_a_new_text_moves_the_edit(filled: Store, found_again: bool) -> None:
    more = made.said("Ігор Брід", "Це новий рядок зверху")
    newer = entry(more, FIRST, SECOND)
    with filled.write() as session:
        before = edited(session)
        retext(session, newer if found_again else less(newer, 1))
        one = fetch.statement(session, before.id)
        assert (one.version, one.state, one.act) == (2, "current", "warn")
        assert (one.content_words, one.cue_words) == (before.content_words, before.cue_words)
        assert one.content[0].start > before.content[0].start
        for one_of in reversed(decisions_of(session, before)):
            undo(session, one_of, coder="ada")
        assert words(session, before.id) == ("каже", "Тиша на лінії триває")


def test_an_edit_whose_words_are_gone_is_an_orphan(filled: Store) -> None:
    with filled.write() as session:
        before = edited(session)
        retext(session, entry(made.said("Олена Верба", "Тиша на межі скінчилась"), SECOND))
        one = fetch.statement(session, before.id)
        assert (one.state, one.version, one.content_words) == ("orphan", 1, before.content_words)


def test_what_comes_back_gets_an_id_of_its_own(filled: Store) -> None:
    with filled.write() as session:
        first = ids(session)
        reread(session, less(entry(FIRST, SECOND), 0))
        reread(session, entry(FIRST, SECOND))
        assert len(set(ids(session)) | set(first)) == 3


def test_a_statement_that_the_machine_missed(filled: Store) -> None:
    with filled.write() as session:
        reread(session, less(entry(FIRST, SECOND), 0))
        whole = entry(FIRST, SECOND).reading.statements[0].attribution
        told = {"speaker": "Олена Верба", "issue": "ceasefire", "stance": "support", "act": "promise"}
        made_ = add_statement(
            session, "one", cue=whole.cue, content=whole.content, source=whole.source, told=told, coder="ada"
        )
        name = made_.target.removeprefix("statement:")
        one = fetch.statement(session, name)
        assert (one.local, one.state, one.verdict, one.reasons) == ("p1", "current", "edited", ("person",))
        assert (one.speaker, one.act, one.kind, one.issue, one.stance, one.zone) == (
            "Олена Верба",
            "promise",
            "indirect",
            "ceasefire",
            "support",
            "body",
        )
        assert one.actor is not None
        assert search.find(session, Wanted(text="лінія")).total == 1
        with pytest.raises(Refused, match="this very place"):
            add_statement(session, "one", cue=whole.cue, content=whole.content, source=whole.source, coder="ada")
        reread(session, less(entry(FIRST, SECOND), 0))
        assert fetch.statement(session, name) == one


def test_a_body_that_is_told_to_be_one_becomes_no_person(filled: Store) -> None:
    told = {"speaker": "Палата лоцманів Лісни", "speaker_type": "organization"}
    with filled.write() as session:
        made_ = add_statement(session, "one", cue=[(0, 4)], content=[(5, 13)], told=told, coder="ada")
        one = fetch.statement(session, made_.target.removeprefix("statement:"))
        assert one.actor is not None
        number = actors.number_of(session, one.actor)
        assert (one.speaker_type, actors.kept(session, [number])[number].type) == ("organization", "organization")


def test_the_machine_finds_it_too(filled: Store) -> None:
    with filled.write() as session:
        reread(session, less(entry(FIRST, SECOND), 0))
        whole = entry(FIRST, SECOND).reading.statements[0].attribution
        cut = [(whole.content[0].start, whole.content[0].end - 2)]
        made_ = add_statement(session, "one", cue=whole.cue, content=cut, told={"act": "promise"}, coder="ada")
        name = made_.target.removeprefix("statement:")
        reread(session, entry(FIRST, SECOND))
        one = fetch.statement(session, name)
        assert len(ids(session)) == 2
        assert (one.act, one.machine["act"], one.content_words) == ("promise", "assert", "Тиша на лінії трив")
        reread(session, less(entry(FIRST, SECOND), 0))
        assert fetch.statement(session, name).state == "current"
        undo(session, made_.id, coder="ada")
        one = fetch.statement(session, name)
        assert (one.act, one.content_words, one.machine) == ("assert", "Тиша на лінії триває", {})


def test_an_addition_is_undone_and_done_again(filled: Store) -> None:
    with filled.write() as session:
        made_ = add_statement(session, "one", cue=[(0, 4)], content=[(5, 13)], coder="ada")
        name = made_.target.removeprefix("statement:")
        one = fetch.statement(session, name)
        assert search.find(session, Wanted(text="лінія")).total == 2
        back = undo(session, made_.id, coder="ada")
        assert fetch.statement(session, name).state == "retired"
        assert search.find(session, Wanted(text="лінія")).total == 1
        undo(session, back.id, coder="ada")
        assert fetch.statement(session, name) == one
        assert search.find(session, Wanted(text="лінія")).total == 2


def orphaned(session: Session) -> tuple[str, str]:
    """An orphan with decisions, and the statement that now stands in its article."""
    one = edited(session)
    decide.edit(session, one.id, "issue", "ceasefire", coder="ada")
    retext(session, entry(made.said("Олена Верба", "Тиша на межі скінчилась"), SECOND))
    return one.id, fetch.statement(session, "one/s1").id


def test_an_orphan_goes_over_to_another_statement(filled: Store) -> None:
    with filled.write() as session:
        orphan, heir = orphaned(session)
        told = decide.settle(session, orphan, heir, coder="ben", why="reworded")
        one, other = fetch.statement(session, orphan), fetch.statement(session, heir)
        assert (one.state, one.became) == ("retired", heir)
        assert (other.act, other.issue, other.verdict) == ("warn", "ceasefire", "edited")
        assert other.content_words == "Тиша на межі скінчилась"
        undo_batch(session, told[0].batch, coder="ben")
        one, other = fetch.statement(session, orphan), fetch.statement(session, heir)
        assert (one.state, other.act, other.verdict) == ("orphan", "assert", "none")
        with pytest.raises(Refused, match="not an orphan"):
            decide.settle(session, heir, None, coder="ben")


def test_an_orphan_is_dropped_and_brought_back(filled: Store) -> None:
    with filled.write() as session:
        orphan, _ = orphaned(session)
        (told,) = decide.settle(session, orphan, None, coder="ben")
        assert fetch.statement(session, orphan).state == "retired"
        back = undo(session, told.id, coder="ben")
        assert fetch.statement(session, orphan).state == "orphan"
        undo(session, back.id, coder="ben")
        assert fetch.statement(session, orphan).state == "retired"


def test_an_utterance_that_a_person_gave_stays(filled: Store) -> None:
    with filled.write() as session:
        one, two = (fetch.statement(session, f"one/s{n}") for n in (1, 2))
        links.tie(session, [[one.number, two.number]])
        decide.edit(session, one.id, "utterance", None, coder="ada")
        links.tie(session, [[one.number, two.number]])
        assert fetch.statement(session, one.id).utterance is None
        given = fetch.statement(session, two.id).utterance
        decide.edit(session, one.id, "utterance", given, coder="ada")
        reread(session, entry(FIRST, SECOND))
        assert (fetch.statement(session, one.id).utterance, fetch.statement(session, two.id).utterance) == (
            given,
            given,
        )
