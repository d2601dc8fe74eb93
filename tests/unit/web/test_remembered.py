from threading import Event, Semaphore, Thread

import pytest
from starlette.testclient import TestClient

from onrecord.desk import Record
from onrecord.model.wanted import Wanted
from onrecord.record.store import open_store
from onrecord.web.remembered import AT_ONCE, KEPT, LARGE, LONG, SECONDS, TIMES, Remembered, counted, facets


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


def test_what_takes_long_may_lag_a_while_behind_the_record(told: str) -> None:
    record = Record.open(told)
    clock, work, made = Clock(), Clock(), []

    def make() -> int:
        work.now += LONG * 2
        made.append(1)
        return len(made)

    held = Remembered(record.store, clock, work, large=0)
    assert (held.get("exact", make), held.get("late", make, lagging=True)) == (1, 2)
    record.review.reject([record.find(limit=1).items[0].id], coder="ann")
    assert (held.get("exact", make), held.get("late", make, lagging=True)) == (3, 2)
    clock.now += TIMES * LONG * 2 + 0.1
    assert held.get("late", make, lagging=True) == 4
    record.close()


@pytest.mark.parametrize(("takes", "large"), [(0.0, 0), (LONG * 2, LARGE)])
def test_what_is_quick_or_of_a_small_record_never_lags(told: str, takes: float, large: int) -> None:
    record = Record.open(told)
    work, made = Clock(), []

    def make() -> None:
        work.now += takes
        made.append(1)

    held = Remembered(record.store, Clock(), work, large=large)
    held.get("late", make, lagging=True)
    record.review.reject([record.find(limit=1).items[0].id], coder="ann")
    held.get("late", make, lagging=True)
    assert len(made) == 2
    record.close()


def test_a_few_are_made_at_once_and_what_is_known_waits_for_nobody(told: str) -> None:
    record = Record.open(told)
    held = Remembered(record.store)
    held.get("known", lambda: 1)
    inside, go = Semaphore(0), Event()

    def make() -> int:
        inside.release()
        assert go.wait(30)
        return 2

    others = [Thread(target=held.get, args=(n, make)) for n in range(AT_ONCE + 2)]
    for one in others:
        one.start()
    for _ in range(AT_ONCE):
        assert inside.acquire(timeout=30)
    assert not inside.acquire(blocking=False)
    assert held.get("known", lambda: 3) == 1
    go.set()
    for one in others:
        one.join(30)
    record.close()


def test_facets_are_counted_once_for_all_pages_of_a_question(told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    record = Record.open(told)
    wanted = Wanted()
    first = facets(record, wanted)
    assert counted(first) == record.find(wanted, limit=0).total
    monkeypatch.setattr(Record, "facets", lambda *_: pytest.fail("counted again"))
    assert facets(record, Wanted()) is first
    record.close()


def test_a_decision_is_seen_at_once(room: TestClient) -> None:
    one = room.get("/search.json").json()
    assert one["total"] == 5
    first = one["cards"][0]["statement"]["id"]
    done = room.app.state.record.review.reject([first], coder="ann")  # type: ignore[attr-defined]
    assert room.get("/search.json").json()["total"] == 4
    room.app.state.record.review.undo(done[0].id, coder="ann")  # type: ignore[attr-defined]
    assert room.get("/search.json").json()["total"] == 5
