"""Contexts of pages that everybody asks for, remembered while the record stands as it did."""

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any

from onrecord.record import Store
from onrecord.record.revision import revision

KEPT = 64
SECONDS = 30.0
"""So long at most: what is changed in place leaves the record's revision as it was."""


class Remembered:
    """The last KEPT contexts by their keys. Safe in threads; two who ask at once may both make the same."""

    def __init__(self, store: Store, clock: Callable[[], float] = time.monotonic) -> None:
        self.store = store
        self.clock = clock
        self._held: OrderedDict[Hashable, tuple[float, Any]] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], Any]) -> Any:
        """What was made for this key as the record stands, else what `make` gives now."""
        with self.store.read() as session:
            whole = (key, revision(session))
        now = self.clock()
        with self._lock:
            since, held = self._held.get(whole, (now - SECONDS - 1, None))
            if now - since <= SECONDS:
                self._held.move_to_end(whole)
                return held
        made = make()
        with self._lock:
            self._held[whole] = (now, made)
            while len(self._held) > KEPT:
                self._held.popitem(last=False)
        return made
