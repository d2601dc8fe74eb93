import pytest
from starlette.testclient import TestClient

from onrecord.web.guard import policy
from tests.unit.web.conftest import BASE

OWN = {"origin": BASE, "sec-fetch-site": "same-origin"}
PATHS = [
    "/",
    "/search",
    "/search?nope=1",
    "/start.json",
    "/zzz",
    "/zzz.json",
    "/static/room.css",
    "/static/none",
    "/healthz",
    "/s/none",
]


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_has_the_policy(room: TestClient, path: str) -> None:
    answer = room.get(path)
    for name, value in policy.HEADERS.items():
        assert answer.headers[name] == value, name
    assert len(answer.headers.get_list("content-security-policy")) == 1


def test_refusals_of_the_guards_too(room: TestClient) -> None:
    for answer in (room.get("/", headers={"host": "evil.example"}), room.post("/"), room.post("/", headers=OWN)):
        assert answer.status_code in (400, 403, 405)
        assert answer.headers["content-security-policy"] == policy.CONTENT


def test_mistakes_of_ours_too_and_they_tell_nothing(room: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("secret of the inside")

    monkeypatch.setattr(type(room.app.state.record.store), "read", broken)  # type: ignore[attr-defined]
    for path in ("/search", "/search.json"):
        answer = room.get(path)
        assert answer.status_code == 500
        assert answer.headers["content-security-policy"] == policy.CONTENT
        assert "secret" not in answer.text and "Zero" not in answer.text and "Traceback" not in answer.text


def test_the_policy_lets_nothing_inline_or_foreign_in() -> None:
    assert "unsafe" not in policy.CONTENT and "http" not in policy.CONTENT and "*" not in policy.CONTENT
    assert "data:" not in policy.CONTENT
    assert policy.CONTENT.startswith("default-src 'none'")


def test_no_other_site_may_read(room: TestClient) -> None:
    answer = room.get("/start.json", headers={"origin": "http://evil.example"})
    assert "access-control-allow-origin" not in answer.headers
    preflight = room.options(
        "/search", headers={"origin": "http://evil.example", "access-control-request-method": "POST"}
    )
    assert "access-control-allow-origin" not in preflight.headers


def test_pages_are_kept_by_their_reader_alone(room: TestClient) -> None:
    assert room.get("/").headers["cache-control"] == policy.PRIVATE
    assert "immutable" not in room.get("/static/room.css").headers["cache-control"]
