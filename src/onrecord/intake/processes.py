"""One piece of work done to many things, on one core or on all, in the order in which they came."""

import itertools
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Future

A = TypeVar("A")
B = TypeVar("B")

MANY, LARGE = 20, 1_000_000
"""More things or more characters than these are worth a second process."""
FIRST_CHUNK, LAST_CHUNK = 10_000, 200_000
_REST = 100
"""What a thing takes beside its characters."""

_work: list[Callable[[Any], Any]] = []
"""In a worker: what it does."""


def spread(
    items: Iterable[A],
    work: Callable[[A], B],
    size: Callable[[A], int],
    jobs: int | None = None,
    *,
    before: Callable[[], None] | None = None,
) -> Iterator[list[B]]:
    """What `work` makes of each item, in their order, in groups as they are done: one by one in a single process.

    `size` is an item's characters, 0 where it is no work; `jobs` None chooses by how much there is. Items are taken as they
    are needed, and no more than a few chunks a process are held. `before` runs before processes are made, which inherit
    everything that is open then. What `work` raises comes out here.
    """
    stream = iter(items)
    if jobs is None:
        first = held(stream, size)
        jobs = cores() if is_much(first, size) else 1
        stream = itertools.chain(first, stream)
    if jobs == 1:
        for item in stream:
            yield [work(item)]
        return
    for item in stream:  # the first is done here: processes that are forked after it find the models in memory
        yield [work(item)]
        if size(item):
            break
    if before is not None:
        before()
    yield from _on_many(stream, work, size, jobs)


def held(stream: Iterator[A], size: Callable[[A], int]) -> list[A]:
    """As many items as it takes to know whether there are many."""
    found: list[A] = []
    for item in stream:
        found.append(item)
        if is_much(found, size):
            break
    return found


def is_much(items: list[A], size: Callable[[A], int]) -> bool:
    """Whether a second process is worth its while."""
    return len(items) > MANY or len(items) > 1 and sum(map(size, items)) > LARGE


def cores() -> int:
    """The cores that this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def chunks(items: Iterable[A], size: Callable[[A], int]) -> Iterator[list[A]]:
    """Small chunks first, so that every process soon has one; then larger ones, so that handing over costs nothing."""
    limit, chunk, total = FIRST_CHUNK, list[A](), 0
    for item in items:
        chunk.append(item)
        total += size(item) + _REST
        if total >= limit:
            yield chunk
            limit, chunk, total = min(limit * 5 // 4, LAST_CHUNK), [], 0
    if chunk:
        yield chunk


def _on_many(items: Iterable[A], work: Callable[[A], B], size: Callable[[A], int], jobs: int) -> Iterator[list[B]]:
    from concurrent.futures import ProcessPoolExecutor

    pool = ProcessPoolExecutor(jobs, initializer=_begin, initargs=(work,))
    waiting: deque[Future[list[B]]] = deque()
    try:
        for chunk in chunks(items, size):
            waiting.append(pool.submit(_done, chunk))
            if len(waiting) > 2 * jobs:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        pool.shutdown(cancel_futures=True)


def _begin(work: Callable[[Any], Any]) -> None:
    """A worker ends at Ctrl-C without a word; its parent says it."""
    _work.append(work)  # handed over once, and not with every chunk
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _done(chunk: list[Any]) -> list[Any]:
    return [_work[0](item) for item in chunk]
