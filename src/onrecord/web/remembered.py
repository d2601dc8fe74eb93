"""What everybody asks for and costs much to make, remembered while the record stands as it did."""

import os
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from threading import BoundedSemaphore, Lock
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

from onrecord.desk import Record
from onrecord.model.wanted import Facet, Wanted
from onrecord.record import Store
from onrecord.record.revision import highest, revision

KEPT = 128
SECONDS = 30.0
"""So long at most: what is changed in place leaves the record's revision as it was."""
AT_ONCE = max(2, os.cpu_count() or 2)
"""So many are made at once; others wait, so that small questions beside them are answered in good time."""
LARGE = 100_000
"""Statements of a record in which counts may lag; in a smaller one all are as it stands."""
LONG, TIMES = 0.1, 20
"""Seconds of the processor that are long for one answer. What took longer and may lag is kept so many times as long as it
took, though the record changed: a twentieth of the time at most goes into making it again."""


class _Held(NamedTuple):
    """What was made, when, as the record stood how, and until when it may lag behind."""

    made: Any
    at: float
    stood: tuple[int, ...]
    lags: float


class Remembered:
    """The last KEPT things by their keys. Safe in threads; two who ask at once may both make the same."""

    def __init__(
        self,
        store: Store,
        clock: Callable[[], float] = time.monotonic,
        work: Callable[[], float] = time.thread_time,
        large: int = LARGE,
    ) -> None:
        self.store = store
        self.large = large
        self.clock = clock
        self.work = work
        self._held: OrderedDict[Hashable, _Held] = OrderedDict()
        self._lock = Lock()
        self._turn = BoundedSemaphore(AT_ONCE)

    def get(self, key: Hashable, make: Callable[[], Any], *, lagging: bool = False) -> Any:
        """What was made for this key as the record stands, else what `make` gives now; with `lagging` it may be a little
        older where it takes long to make. `make` must not ask for turns itself: it may use `part`."""
        found = self._known(key, lagging=lagging)
        if found is not None:
            return found.made
        with self._turn:
            return self.part(key, make, lagging=lagging)

    def part(self, key: Hashable, make: Callable[[], Any], *, lagging: bool = False) -> Any:
        """The same without waiting for a turn: for what others are made of."""
        found = self._known(key, lagging=lagging)
        return found.made if found is not None else self._make(key, make)

    def _known(self, key: Hashable, *, lagging: bool) -> _Held | None:
        with self.store.read() as session:
            stands = revision(session)
        now = self.clock()
        with self._lock:
            held = self._held.get(key)
            if held is None or now - held.at > SECONDS:
                return None
            if held.stood != stands and not (lagging and now <= held.lags):
                return None
            self._held.move_to_end(key)
            return held

    def _make(self, key: Hashable, make: Callable[[], Any]) -> Any:
        with self.store.read() as session:
            stood = revision(session)
        at, begun = self.clock(), self.work()
        made = make()
        took = self.work() - begun
        lags = took > LONG and highest(stood) >= self.large
        with self._lock:
            self._held[key] = _Held(made, at, stood, at + TIMES * took if lags else at - 1.0)
            self._held.move_to_end(key)
            while len(self._held) > KEPT:
                self._held.popitem(last=False)
        return made


_OF: WeakKeyDictionary[Record, Remembered] = WeakKeyDictionary()


def of(record: Record) -> Remembered:
    """What is remembered of an open record."""
    return _OF.setdefault(record, Remembered(record.store))


def facets(record: Record, wanted: Wanted) -> Mapping[str, tuple[Facet, ...]]:
    """How a question can be narrowed down: counted once for all pages and orders in which its answers are shown, in a large
    record some seconds late."""
    told: Mapping[str, tuple[Facet, ...]] = of(record).part(
        ("facets", wanted), lambda: record.facets(wanted), lagging=True
    )
    return told


def counted(told: Mapping[str, tuple[Facet, ...]]) -> int:
    """How many statements the facets are of: each of them is hedged or is not."""
    return sum(one.count for one in told["hedged"])
