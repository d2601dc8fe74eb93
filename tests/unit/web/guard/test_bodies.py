import gzip
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from onrecord.errors import TooLarge, UnreadableFile
from onrecord.web.guard.bodies import unpack
from tests.unit.web.conftest import BASE, Room

OWN = {"origin": BASE, "sec-fetch-site": "same-origin"}
MB = 1 << 20


def test_a_body_that_says_it_is_too_large(room: TestClient) -> None:
    answer = room.post("/login", content=b"x", headers={**OWN, "content-length": str(2 * MB)})
    assert answer.status_code == 413
    assert answer.headers["connection"] == "close"


def test_a_body_that_does_not_say_how_large_it_is(told: str, open_room: Room) -> None:
    room = open_room(accounts=True)
    sent = 0

    def endless():
        nonlocal sent
        yield b"name="
        for _ in range(64):
            sent += 1
            yield b"x" * (MB // 8)

    headers = {**OWN, "content-type": "application/x-www-form-urlencoded"}
    assert room.post("/login", content=endless(), headers=headers).status_code == 413


@pytest.mark.parametrize("length", ["-1", "1e3", "abc", "9" * 30, "١"])
def test_a_length_that_is_none(room: TestClient, length: str) -> None:
    headers = {**OWN, "content-length": length.encode()}
    assert room.post("/login", content=b"", headers=headers).status_code == 400  # type: ignore[arg-type]


@pytest.mark.parametrize("packed", ["gzip", "deflate", "br", "gzip, gzip"])
def test_packed_bodies_are_not_unpacked(room: TestClient, packed: str) -> None:
    bomb = gzip.compress(bytes(10 * MB))
    assert room.post("/login", content=bomb, headers={**OWN, "content-encoding": packed}).status_code == 415


def test_many_fields_and_files(told: str, open_room: Room) -> None:
    room = open_room(accounts=True)
    assert room.post("/login", data={f"f{n}": "x" for n in range(50)}, headers=OWN).status_code == 400
    assert room.post("/login", files={"name": ("a.txt", b"x")}, headers=OWN).status_code == 400


def test_a_bomb_is_stopped_before_it_is_in_memory() -> None:
    bomb = gzip.compress(bytes(200 * MB))
    with pytest.raises(TooLarge):
        unpack(bomb, most=8 * MB, ratio=10_000)
    with pytest.raises(TooLarge):
        unpack(bomb, most=400 * MB, ratio=100)


def test_a_bomb_of_many_members() -> None:
    with pytest.raises(TooLarge):
        unpack(gzip.compress(bytes(MB)) * 20, most=8 * MB, ratio=10_000)


@pytest.mark.parametrize(
    "damaged", [b"no gzip", gzip.compress(b"text")[:-3], gzip.compress(b"a") + b"rest", zlib.compress(b"x")]
)
def test_what_is_no_gzip_file(damaged: bytes) -> None:
    with pytest.raises(UnreadableFile):
        unpack(damaged, most=MB, ratio=100)


@given(st.lists(st.binary(max_size=2000), min_size=1, max_size=4))
def test_what_was_packed_comes_out(parts: list[bytes]) -> None:
    packed = b"".join(gzip.compress(part) for part in parts)
    assert unpack(packed, most=MB, ratio=1000) == b"".join(parts)
