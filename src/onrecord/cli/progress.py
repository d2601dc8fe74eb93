"""A bar on stderr for runs that take longer than a moment."""

import os
import sys
import time
from types import TracebackType
from typing import Self

_WAIT, _PAUSE, _WIDTH = 1.0, 0.1, 30


class Progress:
    """How many articles are done, of how many where that can be known beforehand. Draws nothing unless `shown`."""

    def __init__(self, paths: list[str], *, shown: bool) -> None:
        self.shown = shown
        self.total = _count(paths) if shown else None
        self.done = 0
        self.began = time.monotonic()
        self.drawn = 0.0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.pause()

    def step(self) -> None:
        """One more article is done."""
        self.done += 1
        now = time.monotonic()
        if self.shown and now - self.began > _WAIT and now - self.drawn > _PAUSE:
            self.drawn = now
            sys.stderr.write("\r\x1b[K" + line(self.done, self.total, now - self.began))
            sys.stderr.flush()

    def pause(self) -> None:
        """Take the bar away, so that a message can stand there."""
        if self.drawn:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()


def line(done: int, total: int | None, seconds: float) -> str:
    """What the bar shows."""
    rate = f"{done / max(seconds, 0.001):.0f} a second"
    if not total:
        return f"{done} articles, {rate}"
    full = min(_WIDTH, _WIDTH * done // total)
    return f"[{'#' * full}{'.' * (_WIDTH - full)}] {done} of {total}, {rate}"


def _count(paths: list[str]) -> int | None:
    """The articles in the files (lines, for JSONL); None where it takes reading them to know."""
    total = 0
    for path in paths:
        if not os.path.isfile(path):
            return None
        if path.lower().endswith((".jsonl", ".ndjson")):
            with open(path, "rb") as stream:
                while block := stream.read(1 << 20):
                    total += block.count(b"\n")
        else:
            total += 1
    return total
