"""A PostgreSQL of its own for tests and benchmarks: started on a free loopback port, gone when it is closed."""

import os
import pwd
import secrets
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Self

PLACES = Path("/usr/lib/postgresql")
"""Where Debian puts each version's programs."""
_TRIES = 3
_ROOT_RUNS_AS = ("postgres", "nobody")
"""Whom the server runs as where we are root, which it refuses to run as."""


class NoPostgres(Exception):  # noqa: N818 - named for what happened
    """PostgreSQL is not installed, or it does not start; the message says which."""


def programs() -> Path:
    """The folder of the newest PostgreSQL's programs. Raises NoPostgres."""
    found = [place for place in PLACES.glob("*/bin") if (place / "initdb").exists() and (place / "postgres").exists()]
    if not found:
        raise NoPostgres(f"PostgreSQL is not installed (nothing in {PLACES}/*/bin); apt-get install postgresql")
    return max(found, key=lambda place: float(place.parent.name))


class Cluster:
    """A server with an empty folder. `with Cluster() as cluster: cluster.url("postgres")`.

    `lasting` keeps what a power cut would need (as a user's server does); tests do without it, for speed.
    """

    def __init__(self, *, lasting: bool = False, settings: tuple[str, ...] = ()) -> None:
        self._bin = programs()
        self._who = _server_user()
        self._folder = Path(tempfile.mkdtemp(prefix="onrecord-postgres-"))
        self._settings = settings if lasting else ("fsync=off", "full_page_writes=off", *settings)
        self._password = secrets.token_hex(16)
        self.port = 0

    def __enter__(self) -> Self:
        try:
            self._make()
            self._start()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def url(self, database: str) -> str:
        """The address of one of its databases, as `onrecord --record` takes it."""
        return f"postgresql+psycopg://onrecord:{self._password}@127.0.0.1:{self.port}/{database}"

    def close(self) -> None:
        """Stop the server and take its folder away."""
        if self.port:
            self._run("pg_ctl", "-D", str(self.data), "-m", "immediate", "-w", "stop")
            self.port = 0
        shutil.rmtree(self._folder, ignore_errors=True)

    @property
    def data(self) -> Path:
        """The server's folder."""
        return self._folder / "data"

    def _make(self) -> None:
        password = self._folder / "password"
        password.write_text(self._password)
        if self._who:
            for path in (self._folder, password):
                shutil.chown(path, self._who)
        made = self._run(
            "initdb", "-D", str(self.data), "-U", "onrecord", "-A", "scram-sha-256", f"--pwfile={password}",
            "-E", "UTF8", "--locale=C", "--no-sync",
        )  # fmt: skip
        if made:
            raise NoPostgres(f"initdb failed: {made}")

    def _start(self) -> None:
        """Another process may take the free port before the server does: then another one is tried."""
        told = ""
        for _ in range(_TRIES):
            port = _free_port()
            options = ["listen_addresses=127.0.0.1", f"port={port}", "unix_socket_directories=''", *self._settings]
            log = self._folder / "log"
            told = self._run(
                "pg_ctl",
                "-D",
                str(self.data),
                "-w",
                "-l",
                str(log),
                "-o",
                " ".join(f"-c {o}" for o in options),
                "start",
            )
            if not told:
                self.port = port
                return
            told += log.read_text(errors="replace") if log.exists() else ""
        raise NoPostgres(f"PostgreSQL does not start: {told}")

    def _run(self, program: str, *arguments: str) -> str:
        """Run a program as the server's user; empty where it went well, else what it says.

        Output goes to a file: the server that `pg_ctl` leaves behind would hold a pipe open for ever.
        """
        with tempfile.TemporaryFile() as out:
            done = subprocess.run(
                [str(self._bin / program), *arguments],
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                cwd="/",
                check=False,
                user=self._who,
                group=pwd.getpwnam(self._who).pw_gid if self._who else None,
                extra_groups=[] if self._who else None,
                env={"PATH": os.defpath, "LC_ALL": "C"},
            )
            out.seek(0)
            return "" if done.returncode == 0 else out.read().decode(errors="replace") or f"code {done.returncode}"


def _server_user() -> str | None:
    """Another user where we are root, else None: ourselves."""
    if os.geteuid() != 0:
        return None
    for name in _ROOT_RUNS_AS:
        try:
            pwd.getpwnam(name)
        except KeyError:
            continue
        return name
    raise NoPostgres(f"root cannot run PostgreSQL, and there is no user {' or '.join(_ROOT_RUNS_AS)}")


def _free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])
