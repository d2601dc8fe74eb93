"""Each user, or each address where nobody is logged in, has a bucket of tokens that fills again with time."""

import math
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from threading import Lock

from starlette.types import ASGIApp, Receive, Scope, Send

from onrecord.web.guard.people import person_of
from onrecord.web.guard.refusal import Refusal

KEPT = 10_000
"""Buckets that are remembered: the ones that were used last."""


class Buckets:
    """`rate` tokens a second for each key, at most `burst` saved up. A rate of 0 is no limit. Safe in threads."""

    def __init__(self, rate: float, burst: float, clock: Callable[[], float] = time.monotonic) -> None:
        self.rate = rate
        self.burst = burst
        self.clock = clock
        self._held: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = Lock()

    def take(self, key: str, cost: float = 1.0) -> float:
        """Take tokens: 0.0 where there were enough, else the seconds after which there are, and nothing is taken."""
        if not self.rate:
            return 0.0
        cost = min(cost, self.burst)
        with self._lock:
            now = self.clock()
            saved, since = self._held.pop(key, (self.burst, now))
            saved = min(self.burst, saved + (now - since) * self.rate)
            missing = cost - saved
            self._held[key] = (saved - cost if missing <= 0 else saved, now)
            if len(self._held) > KEPT:
                self._held.popitem(last=False)
        return max(0.0, missing / self.rate)


class Rates:
    """Takes what a path costs out of the bucket of whoever asks. `costs` are by how paths begin, the longest first;
    everything else costs 1, and what begins with `/static/` nothing."""

    def __init__(self, app: ASGIApp, *, buckets: Buckets, costs: Mapping[str, float]) -> None:
        self.app = app
        self.buckets = buckets
        self.costs = sorted(costs.items(), key=lambda item: -len(item[0]))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Look at one request, and let it through or not."""
        if scope["type"] == "http" and not scope["path"].startswith("/static/"):
            wait = self.buckets.take(bucket_of(scope), self._cost(scope["path"]))
            if wait:
                raise too_many(wait)
        await self.app(scope, receive, send)

    def _cost(self, path: str) -> float:
        return next((cost for start, cost in self.costs if path.startswith(start)), 1.0)


def bucket_of(scope: Scope) -> str:
    """The key of whoever asks: the name of the account, else the address."""
    person = person_of(scope)
    return f"name:{person.name}" if person.known else f"from:{address(scope)}"


def address(scope: Scope) -> str:
    """The address that asks; of IPv6 the first half, which is what one subscriber has."""
    client = scope.get("client")
    host = str(client[0]) if client else "?"
    return ":".join(host.split(":")[:4]) if ":" in host else host


def too_many(wait: float) -> Refusal:
    """The refusal of somebody who has to wait for `wait` seconds."""
    seconds = max(1, math.ceil(wait))
    return Refusal(429, "too_many", {"seconds": seconds}, {"retry-after": str(seconds)})
