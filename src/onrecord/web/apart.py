"""Reading in processes of their own: however long a text takes, the room goes on answering, and what takes too long is ended."""

import multiprocessing
import signal
from collections.abc import Callable
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from queue import Empty, SimpleQueue
from typing import Any

from onrecord.errors import OnRecordError
from onrecord.model.article import Article
from onrecord.web.guard.refusal import Refusal

SECONDS = 30.0
"""So long one text may take."""
STARTING = 30.0
"""So long a new process may take to load what reading needs."""


@dataclass(slots=True)
class _Reader:
    process: BaseProcess
    pipe: Connection


@dataclass(frozen=True, slots=True)
class Apart:
    """Reads articles, each in a process that is used again by the next one. As many processes are made as are asked at once
    (who asks, waits in `guard.turns`); safe in threads. `work` makes what is given back, and has to be a function of a module."""

    work: Callable[[Article], Any]
    seconds: float = SECONDS
    idle: SimpleQueue[_Reader] = field(default_factory=SimpleQueue)

    def read(self, article: Article) -> Any:
        """What `work` makes of an article. Raises what it raises of OnRecordError, and Refusal where it takes too long."""
        reader = self._taken()
        try:
            reader.pipe.send(article)
            if not reader.pipe.poll(self.seconds):
                raise Refusal(422, "too_long", {"seconds": round(self.seconds)})
            good, told = reader.pipe.recv()
        except BaseException:
            _end(reader)
            raise
        self.idle.put(reader)
        if good:
            return told
        raise told

    def close(self) -> None:
        """End the processes that wait."""
        while True:
            try:
                _end(self.idle.get_nowait())
            except Empty:
                return

    def _taken(self) -> _Reader:
        while True:
            try:
                found = self.idle.get_nowait()
            except Empty:
                return _started(self.work)
            if found.process.is_alive():
                return found
            _end(found)


def _started(work: Callable[[Article], Any]) -> _Reader:
    # A new interpreter: a fork of one that has threads may hold their locks for ever.
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs, work), daemon=True)
    process.start()
    theirs.close()
    made = _Reader(process, ours)
    if not ours.poll(STARTING):
        _end(made)
        raise Refusal(503, "busy", headers={"retry-after": "10"})
    ours.recv()
    return made


def _end(reader: _Reader) -> None:
    reader.pipe.close()
    reader.process.kill()
    reader.process.join()


def _serve(pipe: Connection, work: Callable[[Article], Any]) -> None:
    """What such a process does until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the server, which ends us
    pipe.send("ready")
    while True:
        try:
            article = pipe.recv()
        except EOFError:
            return
        try:
            told = (True, work(article))
        except OnRecordError as error:
            told = (False, error)
        pipe.send(told)
