"""Words and persons taken out: blocks in their place, nothing of them left in the file, the chain whole."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from onrecord.errors import NotFound, Refused
from onrecord.intake import decide
from onrecord.intake.add import Added, add
from onrecord.intake.erase import forget, redact, redact_words
from onrecord.intake.reread import reread
from onrecord.intake.undo import undo
from onrecord.model.article import Article, Skipped
from onrecord.model.kept import KeptStatement
from onrecord.model.wanted import Wanted
from onrecord.queries import search
from onrecord.record import Store, actors, decisions, fetch
from onrecord.record.verifying import verify

TEXT = (
    "Рада в Лісній зібралася зранку.\n\n"
    "«Тиша на озері триває вже тиждень», – сказала Олена Трембіта 3 березня.\n\n"
    "Міністр Павло Гай заявив, що полонених обміняють у квітні. "
    "Журналісти бачили Трембіту та О. Трембіту-молодшу біля ратуші; з Оленою Трембітою був водій.\n"
)
ARTICLE = Article("a1", TEXT, date(2031, 3, 4), "uk", "Озерна правда", url="https://ozero.example/1", title="У Лісній")


@pytest.fixture
def filled(store: Store) -> Store:
    (told,) = add(store, [ARTICLE])
    assert isinstance(told, Added)
    assert told.outcome == "added"
    return store


def said(store: Store) -> list[KeptStatement]:
    with store.read() as session:
        number = fetch.article_number(session, "a1")
        return fetch.statements_of(session, number, states=("current", "orphan", "redacted"))


def of(store: Store, speaker: str) -> KeptStatement:
    return next(one for one in said(store) if speaker in one.speaker)


def text(store: Store, version: int | None = None) -> str:
    with store.read() as session:
        return fetch.article(session, "a1", version).text


def clean(store: Store) -> bool:
    with store.read() as session:
        return verify(session, whole=True).problems == ()


def in_file(store: Store, words: str) -> bool:
    """Whether a word stands anywhere in SQLite's files."""
    if not store.sqlite:
        return False
    return any(
        words.encode() in path.read_bytes() for path in Path(store.where).parent.glob(Path(store.where).name + "*")
    )


def test_the_words_of_a_statement(filled: Store) -> None:
    one = of(filled, "Трембіта")
    assert in_file(filled, "озері") or not filled.sqlite
    with filled.write() as session:
        kept = decide.accept(session, one.id, coder="ada", why="озері – це важливо")
    told = redact(filled, one.id, coder="ada", why="asked for")
    after = of(filled, "Трембіта")
    assert (after.state, after.content, len(text(filled))) == ("redacted", one.content, len(TEXT))
    assert set(after.content_words) <= {"█", " "}
    assert "обміняють" in text(filled)
    assert not in_file(filled, "озері")
    assert not in_file(filled, "озер\x00")
    with filled.read() as session:
        assert search.find(session, Wanted(text="озеро", state=())).total == 0
        assert decisions.get(session, kept.id).why is None
        payload = decisions.get(session, told.id).payload
        assert payload is not None
        assert payload["erased"] == [kept.id]
        assert payload["versions"]["1"]["sha256"] == ARTICLE.sha256
        assert fetch.article(session, "a1").sha256 == replace(ARTICLE, text=text(filled)).sha256
    assert clean(filled)


def test_what_is_gone_is_gone(filled: Store) -> None:
    one = of(filled, "Трембіта")
    told = redact(filled, one.id, coder="ada")
    with pytest.raises(Refused, match="already"):
        redact(filled, one.id, coder="ada")
    with pytest.raises(Refused, match="gone"), filled.write() as session:
        undo(session, told.id, coder="ada")
    with pytest.raises(Refused, match="taken out"), filled.write() as session:
        decide.edit(session, one.id, "act", "warn", coder="ada")
    with pytest.raises(NotFound):
        redact(filled, "nothing", coder="ada")
    with pytest.raises(Refused, match="coder"):
        redact(filled, one.id, coder="")


def test_the_same_article_does_not_bring_them_back(filled: Store) -> None:
    redact(filled, of(filled, "Трембіта").id, coder="ada")
    before = text(filled)
    (again,) = add(filled, [ARTICLE])
    assert isinstance(again, Added)
    assert again.outcome == "unchanged"
    assert text(filled) == before
    assert [reading for reading in reread(filled, everything=True) if isinstance(reading, Skipped)] == []
    assert not any("озері" in one.content_words for one in said(filled))
    assert clean(filled)


def test_a_changed_text_is_blocked_again(filled: Store) -> None:
    redact(filled, of(filled, "Трембіта").id, coder="ada")
    more = replace(ARTICLE, text="Оновлено о дев'ятій.\n\n" + TEXT)
    (again,) = add(filled, [more])
    assert isinstance(again, Added)
    assert again.outcome == "changed"
    assert text(filled).startswith("Оновлено о дев'ятій.")
    assert "озері" not in text(filled)
    assert not in_file(filled, "озері")
    assert clean(filled)


def test_a_text_in_which_the_place_is_lost_is_not_added(filled: Store) -> None:
    redact(filled, of(filled, "Трембіта").id, coder="ada")
    other = replace(ARTICLE, text="Зовсім інший текст. Тиша на озері триває, і все.\n")
    (again,) = add(filled, [other])
    assert isinstance(again, Skipped)
    assert "do not come back" in again.message
    assert "озері" not in text(filled)


def test_all_versions(filled: Store) -> None:
    list(add(filled, [replace(ARTICLE, text="Оновлено.\n\n" + TEXT)]))
    redact(filled, of(filled, "Трембіта").id, coder="ada")
    assert not any("озері" in text(filled, version) for version in (1, 2))
    assert clean(filled)


def test_words_by_their_place(filled: Store) -> None:
    start = TEXT.index("водій")
    told = redact_words(filled, "a1", [(start, start + 5)], coder="ada")
    assert text(filled) == TEXT.replace("водій", "█████")
    assert (told.target[:8], told.action) == ("article:", "redact")
    assert all(one.state == "current" for one in said(filled))
    with pytest.raises(Refused, match="does not lie"):
        redact_words(filled, "a1", [(0, 9999)], coder="ada")
    assert clean(filled)


def test_a_blocked_word_inside_a_content(filled: Store) -> None:
    start = TEXT.index("озері")
    redact_words(filled, "a1", [(start, start + 5)], coder="ada")
    one = of(filled, "Трембіта")
    assert (one.state, one.content_words.count("█")) == ("current", 5)
    with filled.read() as session:
        assert search.find(session, Wanted(text="тиждень")).total == 1
        assert search.find(session, Wanted(text="озеро")).total == 0
    assert clean(filled)


def test_a_person_is_forgotten(filled: Store) -> None:
    one = of(filled, "Трембіта")
    assert one.actor is not None
    with filled.write() as session:
        noted = decide.edit(session, of(filled, "Гай").id, "speaker", "Олена Трембіта", coder="ada", why="Трембіта")
        undo(session, noted.id, coder="ada")
        elsewhere = decide.accept(session, of(filled, "Гай").id, coder="ada", why="так і про Трембіту писали")
        other = decide.edit(session, of(filled, "Гай").id, "role", "речник Олени Трембіти", coder="ada")
        of_id = of(filled, "Гай").id
        fine = decide.edit(session, of(filled, "Гай").id, "hedged", True, coder="ada", why="звучить трембіта")
    told = forget(filled, one.actor, coder="ada", why="asked for")
    assert of(filled, "Гай").role == "речник █████ ████████"
    assert of(filled, "Гай").hedged
    assert "рембіт" not in text(filled)
    assert "Оленою" not in text(filled)
    assert "Гай" in text(filled)
    after = next(other for other in said(filled) if other.id == one.id)
    assert (after.state, after.speaker, after.actor, after.actor_name, after.key) == (
        "redacted",
        "█",
        one.actor,
        "█",
        "",
    )
    with filled.read() as session:
        number = actors.number_of(session, one.actor)
        left = actors.kept(session, [number])[number]
        assert (left.name, left.names, left.roles, left.side) == ("█", (), (), None)
        for gone in (noted, elsewhere, other):
            assert (decisions.get(session, gone.id).payload, decisions.get(session, gone.id).why) == (None, None)
        assert decisions.get(session, fine.id).payload is not None
    with filled.write() as session:
        decide.edit(session, of_id, "act", "deny", coder="ben")
    again = of(filled, "Гай")
    assert (again.role, again.hedged, again.act) == ("речник █████ ████████", True, "deny")
    with filled.read() as session:
        assert "Трембіт" not in str(decisions.get(session, told.id))
        assert fetch.statement(session, of(filled, "Гай").id).state == "current"
    assert not in_file(filled, "Трембіт")
    assert not in_file(filled, "Трембіти")
    assert clean(filled)
    with pytest.raises(Refused, match="forgotten already"):
        forget(filled, one.actor, coder="ada")


def test_a_forgotten_person_does_not_come_back_with_the_article(filled: Store) -> None:
    one = of(filled, "Трембіта")
    assert one.actor is not None
    forget(filled, one.actor, coder="ada")
    (again,) = add(filled, [ARTICLE])
    assert isinstance(again, Added)
    assert again.outcome == "unchanged"
    list(reread(filled, everything=True))
    assert "рембіт" not in text(filled)
    assert clean(filled)
