import pytest
from starlette.testclient import TestClient

from onrecord.errors import Refused
from onrecord.web.guard.proxies import Proxies
from onrecord.web.settings import Settings
from tests.unit.web.conftest import Room


@pytest.mark.parametrize(
    ("peer", "told", "client"),
    [
        ("10.0.0.5", "9.9.9.9", "10.0.0.5"),
        ("10.0.0.1", "9.9.9.9", "9.9.9.9"),
        ("10.0.0.1", "1.1.1.1, 9.9.9.9", "9.9.9.9"),
        ("10.0.0.1", "1.1.1.1, 9.9.9.9, 10.0.0.2", "9.9.9.9"),
        ("::ffff:10.0.0.1", "2001:db8::1", "2001:db8::1"),
        ("10.0.0.1", "", "10.0.0.1"),
        ("10.0.0.1", "9.9.9.9, not a number", "10.0.0.1"),
        ("10.0.0.1", "10.0.0.2", "10.0.0.1"),
    ],
)
def test_who_is_believed(peer: str, told: str, client: str) -> None:
    import anyio

    seen: list[str] = []

    async def app(scope: dict, receive: object, send: object) -> None:  # type: ignore[type-arg]
        seen.append(scope["client"][0])

    scope = {"type": "http", "client": (peer, 1), "headers": [(b"x-forwarded-for", told.encode())], "scheme": "http"}
    anyio.run(Proxies(app, proxies=("10.0.0.1", "10.0.0.2")), scope, None, None)  # type: ignore[arg-type]
    assert seen == [client]


def test_proxies_are_numbers() -> None:
    for proxy in ("proxy.example", "*", "10.0.0.0/8", ""):
        with pytest.raises(Refused, match="--proxy"):
            Settings("onrecord.db", proxies=(proxy,))


def test_through_tls_addresses_are_https(told: str, open_room: Room) -> None:
    """Labelled failing: a feed behind TLS named its own pages by http://."""
    room: TestClient = open_room(https=True)
    assert "http://127" not in room.get("/search.atom").text and "https://127" in room.get("/search.atom").text
