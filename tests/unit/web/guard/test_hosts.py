import pytest
from starlette.testclient import TestClient

from onrecord.web.guard.hosts import name_of
from tests.unit.web.conftest import Room


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:8765", "localhost:1", "LOCALHOST", "[::1]:8765"])
def test_own_names_are_answered(room: TestClient, host: str) -> None:
    assert room.get("/healthz", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:8765",
        "127.0.0.1.evil.example",
        "localhost.evil.example",
        "evil.example#127.0.0.1",
        "127.0.0.1:80@evil.example",
        "127.0.0.1:x",
        "[::1]evil.example",
        "[::1",
        "0.0.0.0",
        "localhost.",
        "",
    ],
)
def test_a_name_that_somebody_points_here_gets_nothing(room: TestClient, host: str) -> None:
    answer = room.get("/", headers={"host": host})
    assert answer.status_code == 400
    assert "Талевська" not in answer.text


def test_ports_do_not_matter() -> None:
    assert name_of("[::1]:8765") == "::1"
    assert name_of("Example.ORG:80") == "example.org"


def test_forwarded_names_are_not_believed(room: TestClient) -> None:
    headers = {"host": "evil.example", "x-forwarded-host": "127.0.0.1", "forwarded": "host=127.0.0.1"}
    assert room.get("/", headers=headers).status_code == 400


def test_names_of_the_settings(told: str, open_room: Room) -> None:
    room = open_room(base="https://record.example.org", host="0.0.0.0", accounts=True, names=("record.example.org",))
    assert room.get("/healthz").status_code == 200
    assert room.get("/healthz", headers={"host": "127.0.0.1"}).status_code == 400
