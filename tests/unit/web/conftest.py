"""Small records and rooms over them. `room` is a client of a room on loopback; `guarded` one with accounts."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from onrecord.model.entry import ReadingEntry
from onrecord.record import accounts
from onrecord.record.store import create_store, open_store
from onrecord.web.app import create_app
from onrecord.web.guard.passwords import hashed
from onrecord.web.guard.people import now
from onrecord.web.settings import Settings
from tests.store.made import about, actor, entry, keep_all, said, with_issues

BASE = "http://127.0.0.1:8765"
PASSWORD = "a long enough one"

Room = Callable[..., TestClient]


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("empty") / "onrecord.db"
    create_store(str(path)).close()
    return path


@pytest.fixture
def where(empty_file: Path, tmp_path: Path) -> str:
    """The path of an empty record."""
    path = tmp_path / "onrecord.db"
    shutil.copyfile(empty_file, path)
    return str(path)


@pytest.fixture
def keep(where: str) -> Callable[..., None]:
    """Puts entries into the record at `where`."""

    def put(*entries: ReadingEntry) -> None:
        store = open_store(where)
        with store.write() as session:
            keep_all(session, *entries)
        store.close()

    return put


@pytest.fixture
def told(where: str) -> str:
    """The path of a record with two articles and five statements."""
    store = open_store(where)
    with store.write() as session:
        with_issues(session)
        mira = actor(session, "Міра Талевська", side="Дорвія")
        keep_all(
            session,
            entry(
                "a1",
                [
                    said(
                        "Міра Талевська", "вода належить усім", about("ceasefire", "support"), actor=mira, kind="direct"
                    ),
                    said("Корнель Вадаш", "карти згоріли", about("sanctions", "oppose"), hedged=True, act="deny"),
                    replace(said("?", "переговори зірвано"), said_on="2031-03-01"),
                ],
                outlet="Перехрестя",
                title="Вода й карти",
                url="https://example.org/a1",
            ),
            entry(
                "a2",
                [
                    said("Mira Talevska", "water is for all", about("ceasefire", "support"), actor=mira),
                    said("Kornel Vadash", "the maps burned", actor=None),
                ],
                language="en",
                outlet="Corvus",
            ),
        )
    store.close()
    return where


@pytest.fixture
def open_room(where: str) -> Iterator[Room]:
    """Opens rooms over the record at `where`: `open_room(rate=1.0)`. Mistakes of ours are answered, not raised."""
    with ExitStack() as stack:

        def make(base: str = BASE, **settings: Any) -> TestClient:
            app = create_app(Settings(where, **settings))
            client = TestClient(app, base_url=base, raise_server_exceptions=False, follow_redirects=False)
            stack.callback(app.state.record.close)
            stack.callback(client.close)
            return client

        yield make


@pytest.fixture
def room(told: str, open_room: Room) -> TestClient:
    return open_room()


@pytest.fixture
def guarded(told: str, open_room: Room) -> TestClient:
    """A room with the accounts `ann` (reader), `rev` (reviewer) and `root` (admin), all with PASSWORD."""
    client = open_room(accounts=True)
    kept = hashed(PASSWORD)
    with client.app.state.record.store.write() as session:  # type: ignore[attr-defined]
        for name, role in (("ann", "reader"), ("rev", "reviewer"), ("root", "admin")):
            accounts.add(session, name, role, kept, now())  # type: ignore[arg-type]
    return client
