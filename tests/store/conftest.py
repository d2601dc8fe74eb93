"""`store`: an empty record, once in SQLite and once in PostgreSQL. `where`: its path or URL, before anything is made.

PostgreSQL is started once a session by the tests themselves. Where it is not installed these tests are skipped, unless
`ONRECORD_REQUIRE_POSTGRES=1` says that they must not be.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from itertools import count
from pathlib import Path

import pytest
import sqlalchemy as sa

from onrecord.record.store import Store, create_store, open_store
from tools.postgres import Cluster, NoPostgres

_NAMES = count(1)


class Databases:
    """Databases of the session's server, each for one test; `record` is a record with nothing in it, to be copied."""

    def __init__(self, cluster: Cluster) -> None:
        self.cluster = cluster
        self._engine = sa.create_engine(cluster.url("postgres"), isolation_level="AUTOCOMMIT")
        create_store(self.empty("record")).close()

    def empty(self, name: str = "", template: str = "template0") -> str:
        """The URL of a new database."""
        name = name or f"test{next(_NAMES)}"
        with self._engine.connect() as connection:
            connection.exec_driver_sql(f"CREATE DATABASE {name} TEMPLATE {template}")
        return self.cluster.url(name)

    def drop(self, url: str) -> None:
        """Take a database away, whoever is still connected."""
        with self._engine.connect() as connection:
            connection.exec_driver_sql(f"DROP DATABASE {url.rsplit('/', 1)[1]} WITH (FORCE)")

    def close(self) -> None:
        """Let go of the server."""
        self._engine.dispose()


@pytest.fixture(scope="session")
def databases() -> Iterator[Databases]:
    """The session's PostgreSQL."""
    with ExitStack() as stack:
        try:
            cluster = stack.enter_context(Cluster())
        except NoPostgres as error:
            if os.environ.get("ONRECORD_REQUIRE_POSTGRES") == "1":
                pytest.fail(str(error))
            pytest.skip(str(error))
        made = Databases(cluster)
        stack.callback(made.close)
        yield made


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> str:
    """Which of the two."""
    return str(request.param)


@pytest.fixture
def where(database: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """A place for a record where nothing is yet: a path or a URL."""
    if database == "sqlite":
        yield str(tmp_path / "onrecord.db")
        return
    databases: Databases = request.getfixturevalue("databases")
    url = databases.empty()
    yield url
    databases.drop(url)


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty record in SQLite, to be copied."""
    path = tmp_path_factory.mktemp("empty") / "onrecord.db"
    create_store(str(path)).close()
    return path


Made = Callable[[], AbstractContextManager[Store]]


@pytest.fixture(scope="session")
def made(database: str, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Made:
    """Gives another empty record with each call, as long as its `with` lasts: for fixtures of modules."""

    @contextmanager
    def make() -> Iterator[Store]:
        with ExitStack() as stack:
            if database == "sqlite":
                path = tmp_path_factory.mktemp("record") / "onrecord.db"
                shutil.copyfile(request.getfixturevalue("empty_file"), path)
                place = str(path)
            else:
                databases: Databases = request.getfixturevalue("databases")
                place = databases.empty(template="record")
                stack.callback(databases.drop, place)
            store = open_store(place)
            stack.callback(store.close)
            yield store

    return make


@pytest.fixture
def store(made: Made) -> Iterator[Store]:
    """An empty record."""
    with made() as store:
        yield store
