from starlette.testclient import TestClient

from onrecord.web.guard.rates import KEPT, Buckets, address
from tests.unit.web.conftest import Room


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_bucket_empties_and_fills() -> None:
    clock = Clock()
    held = Buckets(2.0, 4.0, clock)
    assert [held.take("a") for _ in range(4)] == [0.0] * 4
    assert held.take("a") == 0.5
    assert held.take("b") == 0.0, "others have their own"
    clock.now = 0.5
    assert held.take("a") == 0.0
    clock.now = 100.0
    assert [held.take("a") for _ in range(5)] == [0.0] * 4 + [0.5], "no more than `burst` is saved up"


def test_what_costs_more_than_can_be_saved_up_is_not_refused_for_ever() -> None:
    assert Buckets(1.0, 4.0, Clock()).take("a", 100.0) == 0.0


def test_a_flood_of_keys_takes_no_memory() -> None:
    held = Buckets(1.0, 1.0, Clock())
    for n in range(KEPT + 500):
        held.take(str(n))
    assert len(held._held) == KEPT


def test_too_many_requests(told: str, open_room: Room) -> None:
    room = open_room(rate=0.01, burst=6.0)
    answers = [room.get("/search") for _ in range(5)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429, 429], "a search costs 2"
    assert int(answers[-1].headers["retry-after"]) >= 1
    assert room.get("/search.json").json()["status"] == 429
    assert room.get("/static/room.css").status_code == 200, "the page that says so has its style"


def test_forwarded_addresses_are_not_believed(told: str, open_room: Room) -> None:
    room = open_room(rate=0.01, burst=2.0, accounts=True)
    codes = [room.get("/login", headers={"x-forwarded-for": f"10.0.0.{n}"}).status_code for n in range(4)]
    assert codes == [200, 200, 429, 429]


def test_no_limit(told: str, open_room: Room) -> None:
    room = open_room(rate=0.0)
    assert {room.get("/healthz").status_code for _ in range(500)} == {200}


def test_one_subscriber_has_one_address(room: TestClient) -> None:
    assert address({"client": ("2001:db8:1:2:aaaa::1", 1)}) == address({"client": ("2001:db8:1:2:bbbb::9", 1)})
    assert address({"client": ("10.0.0.1", 1)}) != address({"client": ("10.0.0.2", 1)})
    assert address({}) == "?"
