"""What is acknowledged survives: killed at any moment, two writers, a full disk, a damaged file, older and newer versions."""

import json
import multiprocessing
import os
import random
import resource
import shutil
import signal
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest
import sqlalchemy as sa

from onrecord.errors import DamagedRecord, NewerRecord, NoRecord, NoSpace, RecordError
from onrecord.intake import decide
from onrecord.intake.add import keep_entry
from onrecord.model.entry import ReadingEntry
from onrecord.record import create_store, decisions, fetch, open_store, schema
from onrecord.record.tables import articles, statements
from onrecord.record.verifying import verify
from tests.store.made import entry, said, with_issues

FORK = multiprocessing.get_context("fork")
KILLS, REVIEWS = 150, 50
BATCH = 400
STATEMENTS = 5


def entries(many: int, prefix: str = "n") -> list[ReadingEntry]:
    """Articles of five statements each."""
    return [
        entry(f"{prefix}{n}", [said(f"Speaker {n % 7}", f"content {prefix}{n} number {i}") for i in range(STATEMENTS)])
        for n in range(many)
    ]


def _add(path: str, wanted: list[ReadingEntry], told: Connection) -> None:
    """Add what is missing, and tell each article once it is kept."""
    store = open_store(path)
    told.send("")
    for one in wanted:
        with store.write() as session:
            outcome = keep_entry(session, one)
        if outcome.outcome == "added":
            told.send(outcome.name)
    os._exit(0)


def _begun(work: Callable[..., None], *given: object) -> tuple[BaseProcess, Connection]:
    """A process of its own, and the end at which it is heard."""
    ours, theirs = FORK.Pipe(duplex=False)
    child = FORK.Process(target=work, args=(*given, theirs))
    child.start()
    theirs.close()
    return child, ours


def _heard(ours: Connection) -> list[str]:
    """All that a process tells until its end."""
    told: list[str] = []
    while True:
        try:
            told.append(ours.recv())
        except EOFError:
            return told


def _killed(work: Callable[..., None], *given: object, after: float, words: int = 1) -> list[str]:
    """Run in a process of its own and kill it that long after so many of its words; what it told until then."""
    child, ours = _begun(work, *given)
    told: list[str] = []
    deadline = None
    while deadline is None or time.monotonic() < deadline:
        wait = None if deadline is None else max(0.0, deadline - time.monotonic())
        if not ours.poll(wait):
            break
        try:
            told.append(ours.recv())
        except EOFError:
            break
        if len(told) == words:
            deadline = time.monotonic() + after
    assert child.pid is not None
    os.kill(child.pid, signal.SIGKILL)
    child.join()
    told += _heard(ours)  # what was told before it died
    return [name for name in told if name]


@pytest.mark.slow
def test_killed_at_any_moment_of_add(tmp_path: Path) -> None:
    chance = random.Random(11)
    wanted = entries(BATCH)
    acknowledged: set[str] = set()
    kept = 0
    path = ""
    for trial in range(KILLS):
        if trial % 25 == 0:
            path = str(tmp_path / f"{trial}.db")
            create_store(path).close()
            acknowledged = set()
        acknowledged |= set(_killed(_add, path, wanted, after=chance.random() * 0.12, words=chance.randint(1, 5)))
        store = open_store(path)
        with store.read() as session:
            names = session.execute(sa.select(articles.c.name)).scalars().all()
            counts = (
                session.execute(sa.select(sa.func.count()).select_from(statements).group_by(statements.c.article))
                .scalars()
                .all()
            )
            assert session.execute(sa.text("PRAGMA integrity_check")).scalar() == "ok"
            assert session.execute(sa.text("PRAGMA foreign_key_check")).all() == []
        store.close()
        assert acknowledged <= set(names), "acknowledged and lost"
        assert len(names) == len(set(names)), "kept twice"
        assert set(counts) <= {STATEMENTS}, "half an article"
        kept = max(kept, len(names))
    assert kept > 20, "the process was always killed before it had begun"


def _review(path: str, wanted: list[str], told: Connection) -> None:
    """Accept statement after statement, edit every third, and tell each decision once it is kept."""
    store = open_store(path)
    told.send("")
    for place, statement in enumerate(wanted):
        with store.write() as session:
            if place % 3:
                made = decide.accept(session, statement, coder="ana")
            else:
                made = decide.edit(session, statement, "hedged", True, coder="ana")
        told.send(made.id)
    os._exit(0)


@pytest.mark.slow
def test_killed_at_any_moment_of_review(tmp_path: Path) -> None:
    chance = random.Random(7)
    path = str(tmp_path / "onrecord.db")
    store = create_store(path)
    for one in entries(60):
        with store.write() as session:
            keep_entry(session, one)
    with store.read() as session:
        left = list(session.execute(sa.select(statements.c.id).order_by(statements.c.number)).scalars())
    store.close()
    acknowledged: set[str] = set()
    for _ in range(REVIEWS):
        acknowledged |= set(_killed(_review, path, left, after=chance.random() * 0.12, words=chance.randint(1, 3)))
        store = open_store(path)
        with store.read() as session:
            kept = decisions.latest(session, 10_000)
            assert verify(session).problems == ()
        store.close()
        told = [one.target for one in kept]
        assert acknowledged <= {one.id for one in kept}, "acknowledged and lost"
        assert len(told) == len(set(told)), "decided twice"
        left = [one for one in left if f"statement:{one}" not in set(told)]
    assert len(kept) > 20, "the process was always killed before it had begun"


def _upgrade(path: str, told: Connection) -> None:
    told.send("")
    open_store(path)
    told.send("done")
    os._exit(0)


@pytest.mark.slow
def test_killed_at_any_moment_of_a_migration(older: Path, tmp_path: Path) -> None:
    if len(schema.known()) < 2:
        pytest.skip("there is only one version so far")
    chance = random.Random(5)
    whole = 0
    for trial in range(20):
        path = tmp_path / f"{trial}.db"
        shutil.copyfile(older, path)
        told = _killed(_upgrade, str(path), after=chance.random() * 0.12)
        with closing(sqlite3.connect(path)) as plain:
            version = plain.execute("SELECT version_num FROM alembic_version").fetchone()[0]
        assert version in (schema.known()[0], schema.HEAD), "left between two versions"
        assert version == schema.HEAD or not told
        whole += version == schema.HEAD
        store = open_store(str(path))
        with store.read() as session:
            assert len(fetch.all_articles(session)) == 12
        store.close()
    assert whole < 20, "never killed in time"


@pytest.fixture(scope="session")
def older(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of the first version, with twelve articles."""
    path = tmp_path_factory.mktemp("older") / "older.db"
    store = create_store(str(path))
    for one in entries(12):
        with store.write() as session:
            keep_entry(session, one)
    store.close()
    _as_first_version(path)
    return path


def _as_first_version(path: Path) -> None:
    """Copy the rows of the tables that the first version has into a record that only its migration made."""
    newer = path.with_suffix(".newer")
    shutil.move(path, newer)
    engine = sa.create_engine(f"sqlite:///{path}")
    schema.upgrade(engine, schema.known()[0])
    engine.dispose()
    with closing(sqlite3.connect(path)) as plain, plain:
        plain.execute("ATTACH ? AS newer", (str(newer),))
        names = [row[0] for row in plain.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for name in names:
            if name.startswith(("sqlite_", "search", "alembic")):
                continue
            columns = ", ".join(f'"{row[1]}"' for row in plain.execute(f"PRAGMA table_info({name})"))
            plain.execute(f"INSERT INTO {name} ({columns}) SELECT {columns} FROM newer.{name}")


def test_an_older_record_is_brought_up_to_date(older: Path, tmp_path: Path) -> None:
    path = tmp_path / "older.db"
    shutil.copyfile(older, path)
    store = open_store(str(path))
    assert schema.version(store.engine) == schema.HEAD
    with store.read() as session:
        held = fetch.statements_of(session, 3)
    assert [one.content_words for one in held] == [f"content n2 number {i}" for i in range(STATEMENTS)]
    store.close()


def test_a_newer_record_is_refused(where: str) -> None:
    store = create_store(where)
    with store.write() as session:
        session.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    store.close()
    with pytest.raises(NewerRecord, match="update onrecord"):
        open_store(where)


def _add_own(path: str, prefix: str, told: Connection) -> None:
    store = open_store(path)
    for one in entries(60, prefix):
        with store.write() as session:
            told.send(keep_entry(session, one).name)
    told.close()
    os._exit(0)


def test_two_writers_at_once(where: str) -> None:
    store = create_store(where)
    store.close()
    children = [_begun(_add_own, where, prefix) for prefix in ("left", "right")]
    for child, ours in children:
        told = _heard(ours)
        child.join()
        assert child.exitcode == 0
        assert len(told) == 60
    store = open_store(where)
    with store.read() as session:
        assert len(fetch.all_articles(session)) == 120
        numbers = session.execute(sa.select(statements.c.number)).scalars().all()
        assert len(set(numbers)) == len(numbers) == 120 * STATEMENTS
    store.close()


def _fill(path: str, told: Connection) -> None:
    """Add until the operating system gives no more room."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    size = Path(path).stat().st_size + 600_000
    store = open_store(path)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    try:
        for one in entries(4000, "full"):
            with store.write() as session:
                keep_entry(session, one)
            told.send(one.reading.article.id)
    except NoSpace as error:
        told.send(f"NoSpace {error}")
    told.close()
    os._exit(0)


def test_a_full_disk_ends_in_a_clear_error_and_loses_nothing(tmp_path: Path) -> None:
    path = str(tmp_path / "full.db")
    create_store(path).close()
    child, ours = _begun(_fill, path)
    *kept, last = _heard(ours)
    child.join()
    assert last.startswith("NoSpace ")
    assert "nothing of this change was kept" in last
    store = open_store(path)
    with store.read() as session:
        assert set(session.execute(sa.select(articles.c.name)).scalars()) == set(kept)
    with store.write() as session:  # there is room again
        assert keep_entry(session, entry("after", [said("Somebody", "it goes on")])).outcome == "added"
    store.close()


@pytest.mark.parametrize("broken", ["head", "middle", "other", "text", "empty", "missing"])
def test_a_damaged_file_is_told_and_left_alone(tmp_path: Path, broken: str) -> None:
    path = tmp_path / "onrecord.db"
    store = create_store(str(path))
    with store.write() as session:
        with_issues(session)
    for one in entries(40):
        with store.write() as session:
            keep_entry(session, one)
    store.close()
    _break(path, broken)
    before = path.read_bytes() if path.exists() else None
    error = NoRecord if broken in ("empty", "missing") else DamagedRecord
    with pytest.raises(error, match=str(path.name)):
        _use(path)
    assert (path.read_bytes() if path.exists() else None) == before


def _use(path: Path) -> None:
    store = open_store(str(path))
    try:
        with store.read() as session:
            for number in fetch.all_articles(session):
                fetch.statements_of(session, number)
    finally:
        store.close()


def _break(path: Path, how: str) -> None:
    data = bytearray(path.read_bytes())
    if how == "head":
        data[:64] = bytes(64)
    elif how == "middle":
        data[8192:] = bytes(len(data) - 8192)
    elif how == "text":
        data = bytearray(json.dumps({"not": "a record"}).encode() * 10)
    elif how == "empty":
        data = bytearray()
    path.unlink()
    if how == "other":
        with closing(sqlite3.connect(path)) as plain:
            plain.execute("CREATE TABLE mine (a)")
    elif how != "missing":
        path.write_bytes(data)


def test_a_place_that_cannot_be_is_told(tmp_path: Path) -> None:
    for where in (str(tmp_path / "no" / "folder" / "r.db"), "mysql://nowhere/x", "not a url://"):
        with pytest.raises(RecordError, match=r"record|folder|URL"):
            create_store(where)
