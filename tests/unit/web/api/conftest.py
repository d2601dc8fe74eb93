import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from starlette.testclient import TestClient

from onrecord.record import accounts
from onrecord.web.api.app import create_api
from onrecord.web.app import create_app
from onrecord.web.guard.passwords import digest, hashed, new_secret
from onrecord.web.guard.people import now
from onrecord.web.settings import Settings
from tests.unit.web.conftest import BASE, PASSWORD

Ask = Callable[..., TestClient]


@pytest.fixture
def open_api(where: str) -> Iterator[Ask]:
    """Opens rooms with the API over the record at `where`."""
    with ExitStack() as stack:

        def make(**settings: Any) -> TestClient:
            app = create_app(Settings(where, **{"rate": 0.0, **settings}), create_api)
            client = TestClient(app, base_url=BASE, raise_server_exceptions=False, follow_redirects=False)
            stack.callback(app.state.record.close)
            stack.callback(client.close)
            return client

        yield make


@pytest.fixture
def api(told: str, open_api: Ask) -> TestClient:
    """The API over two articles and five statements, on loopback."""
    return open_api()


@pytest.fixture
def tokens(told: str, open_api: Ask) -> tuple[TestClient, Callable[..., dict[str, str]]]:
    """A room with accounts, and what gives headers: `headers("reviewer", scope="reader")`."""
    from datetime import timedelta

    client = open_api(accounts=True)
    store = client.app.state.record.store  # type: ignore[attr-defined]
    made: dict[str, Any] = {}
    lock = threading.Lock()

    def headers(role: str, *, scope: str = "admin", lasting: float = 1.0) -> dict[str, str]:
        secret = new_secret()
        with lock, store.write() as session:
            if role not in made:
                made[role] = accounts.add(session, role, role, hashed(PASSWORD), now())  # type: ignore[arg-type]
            until = now() + timedelta(days=lasting)
            accounts.give(session, made[role], "token", digest(secret), scope, now(), until)  # type: ignore[arg-type]
        return {"authorization": f"Bearer {secret}"}

    return client, headers
