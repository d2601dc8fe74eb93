"""A record whose making was stopped, or goes on elsewhere; and one of which the log holds more than the file."""

import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from onrecord.errors import DamagedRecord, NoRecord
from onrecord.record import create_store, open_store


@pytest.fixture
def blank(tmp_path: Path) -> Path:
    """What is left of a record whose maker was killed before its tables were kept."""
    path = tmp_path / "new record.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
    assert path.stat().st_size
    return path


def test_making_goes_on_where_it_was_stopped(blank: Path) -> None:
    with pytest.raises(NoRecord):
        open_store(str(blank))
    create_store(str(blank)).close()
    open_store(str(blank)).close()


def test_somebody_elses_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE mine (a)")
    before = path.read_bytes()
    with pytest.raises(DamagedRecord, match="not one of onrecord's"):
        create_store(str(path))
    assert path.read_bytes() == before


def test_what_only_the_log_holds(tmp_path: Path) -> None:
    store = create_store(str(tmp_path / "a.db"))
    for name in ("a.db", "a.db-wal"):
        shutil.copy(tmp_path / name, tmp_path / name.replace("a.db", "killed.db"))
    store.close()
    open_store(str(tmp_path / "killed.db")).close()


def test_made_by_several_at_once(tmp_path: Path) -> None:
    code = "import sys; from onrecord.record import create_store; create_store(sys.argv[1]).close()"
    makers = [subprocess.Popen([sys.executable, "-c", code, tmp_path / "one.db"]) for _ in range(3)]
    assert [one.wait(60) for one in makers] == [0, 0, 0]
    open_store(str(tmp_path / "one.db")).close()
