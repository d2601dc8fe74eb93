"""`account`: what the reading room asks of a password is asked on the command line too."""

from pathlib import Path

from typer.testing import CliRunner

from onrecord.cli.main import app
from onrecord.desk import Record
from onrecord.web.guard.passwords import LEAST


def add(tmp_path: Path, password: str) -> tuple[int, str]:
    where = str(tmp_path / "onrecord.db")
    Record.create(where).close()
    secret = tmp_path / "secret"
    secret.write_text(password + "\n", encoding="utf-8")
    done = CliRunner().invoke(app, ["account", "add", "olena", "--record", where, "--password-file", str(secret)])
    return done.exit_code, done.output


def test_a_short_password_is_refused(tmp_path: Path) -> None:
    code, told = add(tmp_path, "ж" * (LEAST - 1))
    assert code == 1
    assert f"{LEAST} to" in told


def test_a_long_one_is_taken(tmp_path: Path) -> None:
    assert add(tmp_path, "ж" * LEAST) == (0, "olena may log in as reader\n")
