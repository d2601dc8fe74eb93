import io
import os
from collections.abc import Iterator
from pathlib import Path
from threading import Event, Semaphore
from typing import BinaryIO

import pytest
from starlette.testclient import TestClient

from onrecord.exports import formats
from onrecord.web.growing import AT_ONCE, CHUNK, Growing

PATIENCE = 30


def test_it_goes_out_while_it_is_written() -> None:
    go = Event()

    def write(stream: BinaryIO) -> None:
        stream.write(b"a" * 2 * CHUNK)
        assert go.wait(PATIENCE)
        stream.write(b"b")

    file = Growing(write)
    file.begin()
    pieces = file.chunks()
    assert next(pieces) == b"a" * CHUNK
    go.set()
    assert b"".join(pieces) == b"a" * CHUNK + b"b"


def test_what_goes_wrong_at_once_is_told_before_anything_goes_out() -> None:
    def write(_: BinaryIO) -> None:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        Growing(write).begin()


def test_what_goes_wrong_later_breaks_the_file_off() -> None:
    go = Event()

    def write(stream: BinaryIO) -> None:
        stream.write(b"a" * 2 * CHUNK)
        stream.flush()
        assert go.wait(PATIENCE)
        raise ValueError("late")

    file = Growing(write)
    file.begin()
    go.set()
    pieces = file.chunks()
    assert (next(pieces), next(pieces)) == (b"a" * CHUNK, b"a" * CHUNK)
    with pytest.raises(ValueError, match="late"):
        next(pieces)


def test_writing_stops_when_the_reader_is_gone() -> None:
    gone, ended = Event(), Event()

    def write(stream: BinaryIO) -> None:
        try:
            stream.write(b"a" * 2 * CHUNK)
            assert gone.wait(PATIENCE)
            while True:
                stream.write(b"a" * CHUNK)
        finally:
            ended.set()

    file = Growing(write)
    file.begin()
    pieces: Iterator[bytes] = file.chunks()
    next(pieces)
    pieces.close()  # type: ignore[attr-defined]
    gone.set()
    assert ended.wait(PATIENCE)


def test_nobody_waits_for_a_slow_reader() -> None:
    written = Semaphore(0)

    def write(stream: BinaryIO) -> None:
        stream.write(b"a" * 10 * CHUNK)
        written.release()

    files = [Growing(write) for _ in range(AT_ONCE + 1)]
    for _ in files:
        assert written.acquire(timeout=PATIENCE)
    assert [sum(map(len, file.chunks())) for file in files] == [10 * CHUNK] * len(files)


def test_an_empty_file_is_one() -> None:
    file = Growing(lambda _: None)
    file.begin()
    assert list(file.chunks()) == []


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="open files are counted in /proc")
def test_no_file_is_left_open() -> None:
    before = len(os.listdir("/proc/self/fd"))
    for _ in range(5):
        list(Growing(lambda stream: stream.write(b"a")).chunks())
    assert len(os.listdir("/proc/self/fd")) <= before


@pytest.mark.parametrize("name", sorted(formats.FORMATS))
def test_every_format_goes_out_whole(room: TestClient, name: str) -> None:
    told = room.get(f"/export/{name}")
    assert told.status_code == 200
    record = room.app.state.record  # type: ignore[attr-defined]
    whole = io.BytesIO()
    record.export(name, whole)
    if name in ("dna", "parquet") or formats.FORMATS[name].folder:  # bytes of these depend on the time and the stream
        assert told.content[:4] == whole.getvalue()[:4]
    else:
        assert told.content == whole.getvalue()
