"""A page elsewhere tries to change the record through the browser of somebody who is logged in."""

import pytest
from starlette.testclient import TestClient

from onrecord.record import accounts, audit
from onrecord.web.guard.passwords import digest
from onrecord.web.guard.people import now
from tests.unit.web.conftest import BASE, PASSWORD

OWN = {"origin": BASE, "sec-fetch-site": "same-origin"}


def login(room: TestClient) -> None:
    told = {"name": "ann", "password": PASSWORD}
    assert room.post("/login", data=told, headers=OWN).status_code == 303


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": BASE.replace("8765", "8766")},
        {"origin": "http://localhost:8765"},
        {"origin": "https://127.0.0.1:8765"},
        {"origin": BASE + ".evil.example"},
        {"origin": "http://evil.example", "sec-fetch-site": "same-origin"},
        {"origin": BASE, "sec-fetch-site": "cross-site"},
        {"origin": BASE, "sec-fetch-site": "same-site"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "none"},
        {"sec-fetch-site": "same-origin, cross-site"},
        {"referer": BASE + "/"},
        {"origin": "", "sec-fetch-site": ""},
    ],
)
def test_a_write_from_elsewhere_is_refused(guarded: TestClient, headers: dict[str, str]) -> None:
    login(guarded)
    answer = guarded.post("/logout", headers=headers)
    assert answer.status_code == 403
    assert guarded.get("/").status_code == 200, "still logged in: nothing was done"


def test_a_write_from_our_own_page(guarded: TestClient) -> None:
    login(guarded)
    assert guarded.post("/logout", headers=OWN).status_code == 303
    assert guarded.get("/").status_code == 303


def test_the_method_cannot_be_hidden(guarded: TestClient) -> None:
    login(guarded)
    for method in ("PUT", "PATCH", "DELETE", "post", "FOO"):
        assert guarded.request(method, "/logout", headers={"origin": "http://evil.example"}).status_code == 403
    answer = guarded.get("/logout", headers={"x-http-method-override": "POST"})
    assert answer.status_code == 405


def test_a_program_with_a_token_needs_no_origin_but_a_lying_one_is_refused(guarded: TestClient) -> None:
    with guarded.app.state.record.store.write() as session:  # type: ignore[attr-defined]
        found = accounts.by_name(session, "rev")
        assert found is not None
        accounts.give(session, found, "token", digest("secret"), "reviewer", now(), now().replace(year=2999))
    shown = {"authorization": "Bearer secret"}
    assert guarded.post("/api/v1/read", headers=shown).status_code == 404, "past the guard: no API is mounted here"
    assert guarded.post("/api/v1/read", headers={**shown, "origin": "http://evil.example"}).status_code == 403


def test_on_loopback_a_page_elsewhere_cannot_use_the_api(room: TestClient) -> None:
    assert room.post("/api/v1/read").status_code == 404, "a program of the only user"
    assert room.post("/api/v1/read", headers={"origin": "http://evil.example"}).status_code == 403
    assert room.post("/api/v1/read", headers={"sec-fetch-site": "cross-site"}).status_code == 403
    assert room.post("/review/accept").status_code == 403, "forms of pages are sent by browsers"


def test_nothing_is_changed_by_asking(guarded: TestClient) -> None:
    login(guarded)
    store = guarded.app.state.record.store  # type: ignore[attr-defined]
    with store.read() as session:
        before = audit.latest(session.connection)
    for path in ("/", "/search", "/start.json", "/search?q=x", "/logout", "/login"):
        guarded.get(path)
    with store.read() as session:
        assert audit.latest(session.connection) == before
