"""Open a record, and the two ways into it: `read()` and `write()`. Every change is one transaction, or none."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import URL, Connection, Engine, make_url

from onrecord.errors import DamagedRecord, NewerRecord, NoRecord, NoSpace, RecordBusy
from onrecord.record import audit, schema

APPLICATION = 0x6F6E7263
"""What SQLite's header says of the file: `onrc`."""
PATIENCE = 30.0
"""Seconds that a writer waits for another one."""

LOOKED_AT = 400
"""Rows of an index that are looked at to tell how its values are distributed."""
PAGE = 8192
"""Bytes of a page of a new SQLite file: longer rows fit, and fewer pages are read."""

KEPT_OPEN, MORE_OPEN = 10, 30
"""Connections to an SQLite file: those that stay open with what they have in memory, and how many more there may be, so that
every thread of a server gets one."""

_HEADER = b"SQLite format 3\x00"


@dataclass(slots=True)
class Session:
    """One transaction. `numbers` and `rules` keep the numbers and names that were looked up in it."""

    connection: Connection
    sqlite: bool
    numbers: dict[str, dict[str, int]] = field(default_factory=dict)
    rules: dict[str, str] = field(default_factory=dict)

    def execute(self, statement: Any, values: Any = None) -> sa.CursorResult[Any]:
        """Run one statement of SQLAlchemy, or `sa.text`; `values` is a mapping or a list of them."""
        return self.connection.execute(statement, values)


class Store:
    """An open record. Safe to use from several threads; not to be taken into a forked process."""

    def __init__(self, engine: Engine, where: str) -> None:
        self.engine = engine
        self.where = where
        self._wrote = False

    @property
    def sqlite(self) -> bool:
        """Whether it is a file of SQLite's (else it is in PostgreSQL)."""
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A view of the record that does not change while it lasts."""
        with _told(self.where), self.engine.connect() as connection:
            if self.sqlite:
                connection.exec_driver_sql("BEGIN")
            else:
                connection.execute(sa.text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"))
            try:
                yield Session(connection, self.sqlite)
            finally:
                connection.rollback()

    @contextmanager
    def write(self) -> Iterator[Session]:
        """One change: kept when the block ends, forgotten where it raises. One writer at a time; others wait."""
        with _told(self.where), self.engine.connect() as connection:
            if self.sqlite:
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            else:
                connection.execute(sa.text(f"SELECT pg_advisory_xact_lock({APPLICATION})"))
            try:
                yield Session(connection, self.sqlite)
                audit.note(connection)
            except BaseException:
                connection.rollback()
                raise
            connection.commit()
        self._wrote = True

    def let_go(self) -> None:
        """Give back connections that are not in use, so that processes made now inherit none; others are made as needed."""
        self.engine.dispose()

    def close(self) -> None:
        """Give back files and connections. The store cannot be used after it."""
        if self.sqlite and self._wrote:
            self._optimize()
        self.engine.dispose()

    def _optimize(self) -> None:
        """Let SQLite count anew where a table has grown much. It is no loss where another writer is at work."""
        with suppress(sa.exc.DBAPIError), self.engine.connect() as connection:
            for pragma in ("busy_timeout=0", f"analysis_limit={LOOKED_AT}", "optimize"):
                connection.exec_driver_sql(f"PRAGMA {pragma}")


def open_store(where: str) -> Store:
    """Open the record at a path or a URL (`postgresql+psycopg://…`), bringing an older one up to date.

    Raises NoRecord, DamagedRecord, NewerRecord, RecordBusy.
    """
    url = _url(where)
    where = _without_password(url, where)
    if url.get_backend_name() == "sqlite":
        _must_be_ours(Path(str(url.database)))
    store = Store(_engine(url), where)
    with _closed_unless_good(store), _told(where):
        _bring_up(store, schema.version(store.engine))
    return store


def create_store(where: str) -> Store:
    """Open the record at a path or URL; make it where there is none. Raises as `open_store` does, but for NoRecord."""
    url = _url(where)
    if url.get_backend_name() == "sqlite":
        path = Path(str(url.database))
        if path.exists() and path.stat().st_size and not _is_blank(path):
            return open_store(where)
        if not path.parent.is_dir():
            raise NoRecord(f"{where}: no folder {path.parent}; make it first")
    where = _without_password(url, where)
    store = Store(_engine(url, new=True), where)
    with _closed_unless_good(store), _told(where):
        version = schema.version(store.engine)
        if version is None:
            schema.upgrade(store.engine)
        else:
            _bring_up(store, version)
    return store


def _bring_up(store: Store, version: str | None) -> None:
    if version is None:
        raise NoRecord(f"{store.where}: there is no record; make one with `onrecord add FILES --record {store.where}`")
    if version not in schema.known():
        raise NewerRecord(
            f"{store.where}: made by a newer version of onrecord (schema {version}; this one knows up to {schema.HEAD}); "
            "update onrecord"
        )
    if version != schema.HEAD:
        schema.upgrade(store.engine)


@contextmanager
def _closed_unless_good(store: Store) -> Iterator[None]:
    """Give the connections back where opening fails."""
    try:
        yield
    except BaseException:
        store.close()
        raise


def _url(where: str) -> URL:
    if "://" not in where:
        return URL.create("sqlite", database=where)
    try:
        url = make_url(where)
    except sa.exc.ArgumentError as error:
        raise NoRecord(f"{where}: neither a path nor a database's URL ({error})") from error
    if url.get_backend_name() not in ("sqlite", "postgresql"):
        raise NoRecord(f"{where}: a record is a file or a PostgreSQL database (postgresql+psycopg://…)")
    return url.set(drivername="postgresql+psycopg") if url.get_backend_name() == "postgresql" else url


def _without_password(url: URL, where: str) -> str:
    """How messages name the record: they end in logs."""
    return url.render_as_string(hide_password=True) if url.password else where


def _must_be_ours(path: Path) -> None:
    """Refuse what is missing or no record, before anything is opened for writing."""
    if not path.exists() or not path.stat().st_size or _is_blank(path):
        raise NoRecord(f"{path}: there is no record; make one with `onrecord add FILES --record {path}`")
    if path.is_dir():
        raise DamagedRecord(f"{path}: a folder, not a record")
    is_database, application = _head(path)
    if not is_database:
        raise DamagedRecord(f"{path}: not a record, or its beginning is broken; it was left as it is")
    if application != APPLICATION and _held(path)[0] != APPLICATION:
        raise DamagedRecord(f"{path}: a database, but not one of onrecord's; it was left as it is")


def _head(path: Path) -> tuple[bool, int]:
    """Whether a file begins as SQLite's do, and whose it says it is (0: nobody's, as far as it was written down)."""
    with path.open("rb") as file:
        head = file.read(72)
    return head[:16] == _HEADER, int.from_bytes(head[68:72], "big")


def _held(path: Path) -> tuple[int, int]:
    """Whose a database is and how many tables it has, by what its log holds too. It is read and not changed."""
    uri = path.absolute().as_uri() + "?mode=ro"
    with _told(str(path)), closing(sqlite3.connect(uri, uri=True, timeout=PATIENCE)) as connection:
        (application,) = connection.execute("PRAGMA application_id").fetchone()
        (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    return application, tables


def _is_blank(path: Path) -> bool:
    """Whether a database has nothing in it: another process is about to make a record there, or was stopped before it did."""
    return not path.is_dir() and _head(path) == (True, 0) and _held(path) == (0, 0)


def _engine(url: URL, *, new: bool = False) -> Engine:
    if url.get_backend_name() != "sqlite":
        engine = sa.create_engine(url, pool_pre_ping=True)
        sa.event.listen(engine, "connect", _prepare_server)
        return engine
    engine = sa.create_engine(
        url,
        connect_args={"timeout": PATIENCE, "check_same_thread": False},
        pool_size=KEPT_OPEN,
        max_overflow=MORE_OPEN,
    )
    if new:
        sa.event.listen(engine, "connect", _lay_out)
    sa.event.listen(engine, "connect", _prepare)
    return engine


def _lay_out(connection: Any, _: object) -> None:
    """SQLite: what must be told before anything is written, and does nothing afterwards."""
    connection.execute(f"PRAGMA page_size={PAGE}")


def _prepare(connection: Any, _: object) -> None:
    """SQLite: transactions are begun by us, survive kill -9 and a power cut, and readers never wait for the writer."""
    connection.isolation_level = None
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "temp_store=MEMORY",
        "cache_size=-65536",
        "mmap_size=2147418112",  # the most that SQLite takes
    ):
        connection.execute(f"PRAGMA {pragma}")


def _prepare_server(connection: Any, _: object) -> None:
    """PostgreSQL: our questions are many and short, so compiling them costs more than it saves."""
    with connection.cursor() as cursor:
        cursor.execute("SET jit = off")
        cursor.execute("SET work_mem = '64MB'")
    connection.commit()


@contextmanager
def _told(where: str) -> Iterator[None]:
    """What the database complains of, as errors that say what to do."""
    try:
        yield
    except sa.exc.DBAPIError as error:
        raise _as_ours(error, where) from error
    except sqlite3.DatabaseError as error:
        raise _as_ours(error, where) from error


def _as_ours(error: Exception, where: str) -> Exception:
    message = str(getattr(error, "orig", None) or error)
    low = message.lower()
    if "locked" in low or "busy" in low:
        return RecordBusy(f"{where}: another process is writing and did not end within {PATIENCE:.0f} s; try again")
    if "disk is full" in low or "no space" in low or "readonly" in low or "read-only" in low or "disk i/o" in low:
        return NoSpace(f"{where}: {message}; nothing of this change was kept")
    if "malformed" in low or "not a database" in low or "corrupt" in low:
        return DamagedRecord(f"{where}: the file is broken ({message}); it was left as it is: restore a copy")
    if any(
        told in low for told in ("unable to open", "connection", "does not exist", "resolve host", "authentication")
    ):
        return NoRecord(f"{where}: cannot be opened ({message.strip().splitlines()[0]})")
    return error
