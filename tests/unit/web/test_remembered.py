from starlette.testclient import TestClient

from onrecord.record.store import open_store
from onrecord.web.remembered import KEPT, SECONDS, Remembered


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def test_what_is_remembered_lasts_while_nothing_changes(told: str) -> None:
    store = open_store(told)
    clock = Clock()
    held = Remembered(store, clock)
    made: list[int] = []

    def make() -> int:
        made.append(1)
        return len(made)

    assert [held.get("a", make), held.get("a", make), held.get("b", make), held.get("a", make)] == [1, 1, 2, 1]
    clock.now += SECONDS + 1
    assert held.get("a", make) == 3
    for n in range(KEPT + 10):
        held.get(n, make)
    assert len(held._held) == KEPT
    store.close()


def test_a_decision_is_seen_at_once(room: TestClient) -> None:
    one = room.get("/search.json").json()
    assert one["total"] == 5
    first = one["cards"][0]["statement"]["id"]
    done = room.app.state.record.review.reject([first], coder="ann")  # type: ignore[attr-defined]
    assert room.get("/search.json").json()["total"] == 4
    room.app.state.record.review.undo(done[0].id, coder="ann")  # type: ignore[attr-defined]
    assert room.get("/search.json").json()["total"] == 5
