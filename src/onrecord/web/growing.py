"""A file that goes out while it is still being written: its beginning comes soon, and whoever reads slowly keeps nobody waiting."""

import io
import os
import tempfile
from collections.abc import Callable, Iterator
from threading import BoundedSemaphore, Condition, Thread
from typing import BinaryIO, cast

CHUNK = 1 << 16
AT_ONCE = 2
"""So many files are written at once; others wait for their turn."""
_TURN = BoundedSemaphore(AT_ONCE)


class LeftError(Exception):
    """Nobody reads the file any more."""


class Growing(io.RawIOBase):
    """Written by a thread of its own into a temporary file, and read from there as far as it goes. Memory holds a chunk."""

    def __init__(self, write: Callable[[BinaryIO], object]) -> None:
        super().__init__()
        self._write = write
        self._file = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115 - closed by whoever ends last
        self._news = Condition()
        self._size = 0
        self._ended = self._left = False
        self._error: BaseException | None = None
        Thread(target=self._run, name="export", daemon=True).start()

    def begin(self) -> None:
        """Wait until some of it is written. Raises what went wrong before."""
        with self._news:
            self._news.wait_for(lambda: self._size or self._ended)
            error = self._error
        if error is not None:
            self._leave()
            raise error

    def chunks(self) -> Iterator[bytes]:
        """All of it, as it comes. Raises what went wrong, so that the reader learns that the rest is missing."""
        at = 0
        try:
            while piece := self._piece(at):
                yield piece
                at += len(piece)
        finally:
            self._leave()

    def writable(self) -> bool:
        """It is, for the thread that writes it."""
        return True

    def write(self, piece: object) -> int:
        """Add to the file. Raises LeftError where nobody reads it any more."""
        if self._left:
            raise LeftError
        written = self._file.write(cast("bytes", piece))
        with self._news:
            self._size += written
            self._news.notify_all()
        return written

    def _run(self) -> None:
        try:
            with _TURN:
                stream = io.BufferedWriter(self, CHUNK)
                self._write(cast("BinaryIO", stream))
                stream.flush()
                stream.detach()
        except BaseException as error:  # noqa: BLE001 - told to whoever reads
            self._error = error
        with self._news:
            self._ended = True
            self._news.notify_all()
            if self._left:
                self._file.close()

    def _piece(self, at: int) -> bytes:
        with self._news:
            self._news.wait_for(lambda: self._size > at or self._ended)
            if self._size <= at and self._error is not None:
                raise self._error
            return os.pread(self._file.fileno(), min(CHUNK, self._size - at), at)

    def _leave(self) -> None:
        with self._news:
            self._left = True
            if self._ended:
                self._file.close()
