"""Migrations come to the tables; an older record is brought up to date with all that it has."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime
from typing import Any

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from onrecord.model.wanted import Wanted
from onrecord.queries.facets import facets
from onrecord.queries.search import find
from onrecord.record import schema, tables
from onrecord.record.store import Store, create_store, open_store
from tests.store.made import ISSUES, about, actor, entry, keep_all, said, with_issues

Made = Callable[[], AbstractContextManager[Store]]
BESIDE = ("search", "marks", "tallies", "alembic_version")
"""Tables that SQLAlchemy does not know of: full text and what triggers keep."""


def test_migrations_come_to_the_tables(store: Store) -> None:
    with store.read() as session:
        told = {
            "include_name": lambda name, kind, _: kind != "table" or not name.startswith(BESIDE),
            "compare_type": True,
        }
        context = MigrationContext.configure(session.connection, opts=told)
        assert compare_metadata(context, tables.metadata) == []
        assert context.get_current_revision() == schema.HEAD == schema.known()[-1]


OLD = ("articles", "versions", "actors", "issues", "statements", "wordings", "touches", "outlets", "utterances")


def old_record(where: str) -> None:
    """A record of version 0001 with one article, written as that version wrote it."""
    engine = sa.create_engine(f"sqlite:///{where}" if "://" not in where else where)
    schema.upgrade(engine, "0001")
    text = "Обмін полоненими відбудеться, каже Дарина Колос."
    at = datetime(2031, 3, 4, 12, tzinfo=UTC).replace(tzinfo=None)
    given: list[tuple[str, dict[str, Any]]] = [
        ("outlets", {"number": 1, "name": "Вісник"}),
        ("utterances", {"number": 1, "id": "u1"}),
        ("issues", {"number": 1, "id": "prisoners", "codebook": "c", "place": 1, "labels": "{}", "terms": "{}", "state": "used"}),
        ("actors", {"number": 1, "id": "p1", "name": "Дарина Колос", "type": "person", "side": "N", "origin": "file"}),
        ("articles", {
            "number": 1, "id": "a1", "key": "url:x", "name": "one", "url": "x", "outlet": 1, "language": "uk", "added": at,
            "published": date(2031, 3, 4), "version": 1, "matched": True, "state": "kept",
        }),
        ("versions", {
            "article": 1, "version": 1, "text": text, "sha256": "0", "added": at, "reader": "r", "layout": "", "times": "[]",
        }),
    ]  # fmt: skip
    for number, state in ((1, "current"), (2, "retired")):
        given += [
            ("statements", {
                "number": number, "id": f"s{number}", "article": 1, "version": 1, "place": number, "actor": 1, "outlet": 1,
                "issue": 1, "stance": "support", "act": "promise", "kind": "indirect", "zone": "body", "language": "uk",
                "hedged": True, "day": date(2031, 3, 4), "state": state, "verdict": "accepted", "utterance": 1,
                "confidence": 0.75,
            }),
            ("wordings", {
                "statement": number, "local": f"s{number}", "spans": "35-47|30-34|0-28||", "speaker": "Дарина Колос",
                "speaker_type": "person", "key": "daryna kolos", "role": "", "stands_for": "", "said_on_rule": "",
                "reasons": "", "lemmas": "обмін полонений відбутися", "paragraph": "",
            }),
            ("touches", {
                "statement": number, "issue": 1, "rank": 0, "stance": "support", "confidence": 0.9, "reasons": "term",
            }),
        ]  # fmt: skip
    sqlite = engine.dialect.name == "sqlite"
    with engine.begin() as connection:
        for table, row in given:
            connection.execute(sa.insert(tables.metadata.tables[table]), row)
        words = {"surface": "обмін полоненими відбудеться", "lemma": "обмін полонений відбутися"}
        vector = "setweight(to_tsvector('simple', :surface), 'A') || setweight(to_tsvector('simple', :lemma), 'B')"
        told = ("rowid, surface, lemma", ":surface, :lemma") if sqlite else ("statement, words", vector)
        connection.execute(sa.text(f"INSERT INTO search ({told[0]}) VALUES (1, {told[1]})"), words)
    engine.dispose()


def contents(store: Store) -> dict[str, list[Any]]:
    with store.read() as session:
        return {name: sorted(session.execute(sa.select(tables.metadata.tables[name])).all(), key=str) for name in OLD}


def test_an_older_record_keeps_everything(where: str) -> None:
    old_record(where)
    engine = sa.create_engine(f"sqlite:///{where}" if "://" not in where else where)
    with engine.connect() as connection:
        before = {
            name: sorted(connection.execute(sa.select(tables.metadata.tables[name])).all(), key=str) for name in OLD
        }
    engine.dispose()
    store = open_store(where)
    assert schema.version(store.engine) == schema.HEAD
    assert contents(store) == before
    with store.read() as session:
        for text in ("полонені", "обмін", '"обмін полоненими"', "відбутися"):
            assert [one.id for one in find(session, Wanted(text)).items] == ["s1"]
        assert find(session, Wanted(state=("retired",), issue=("prisoners",))).total == 1
        found = facets(session, Wanted())
        assert [(f.value, f.count) for f in found["act"]] == [("promise", 1)]
        assert [(f.value, f.count) for f in found["verdict"]] == [("accepted", 1)]
        assert [(f.value, f.count) for f in found["month"]] == [("2031-03", 1)]
        assert [(f.value, f.count) for f in found["side"]] == [("N", 1)]
        assert [(f.value, f.count) for f in found["issue"]] == [("prisoners", 1)]
    with store.write() as session:  # what a later version keeps goes beside it
        with_issues(session)
        who = actor(session, "Павел Рум")
        keep_all(session, entry("two", [said("Павел Рум", "обмін буде", about(ISSUES[0]), actor=who)]))
        assert find(session, Wanted("обмін")).total == 2
    store.close()


def test_an_upgrade_that_fails_changes_nothing(where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    old_record(where)

    def fail(_: object) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as patched:
        patched.setattr("onrecord.record.fulltext.rebuild", fail)
        engine = sa.create_engine(f"sqlite:///{where}" if "://" not in where else where)
        with pytest.raises(ZeroDivisionError):
            schema.upgrade(engine)
        assert schema.version(engine) == "0001"
        engine.dispose()
    store = open_store(where)
    with store.read() as session:
        assert find(session, Wanted("обмін")).total == 1
    store.close()


def test_a_new_record_is_of_the_newest_version(where: str) -> None:
    store = create_store(where)
    assert schema.version(store.engine) == schema.HEAD
    store.close()
