"""What a real server is attacked with that no test client sends: bytes, slowly, too many, and none at all."""

import json
import re
import socket
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress

import pytest
import uvicorn

from onrecord.web.api import change
from onrecord.web.api.app import create_api
from onrecord.web.app import create_app
from onrecord.web.guard import bodies, heads, policy
from onrecord.web.serve import HEAD, configured
from onrecord.web.settings import Settings

Say = Callable[[bytes], bytes]


@contextmanager
def serving(where: str, **settings: object) -> Iterator[int]:
    """The port of a server as `onrecord serve` runs it."""
    listening = socket.create_server(("127.0.0.1", 0))
    port = listening.getsockname()[1]
    app = create_app(Settings(where, port=port, rate=0.0, **settings), create_api)  # type: ignore[arg-type]
    server = uvicorn.Server(configured(app, quiet=True))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    until = time.monotonic() + 20
    while not server.started and time.monotonic() < until:
        thread.join(0.02)
    assert server.started
    yield port
    server.should_exit = server.force_exit = True
    thread.join(10)
    listening.close()


@pytest.fixture
def port(told: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    monkeypatch.setattr(heads, "SECONDS", 2.0)
    monkeypatch.setattr(bodies, "BEGIN", 1.0)
    with serving(told, body=10_000, upload=20_000, reading=20_000) as found:
        yield found


def say(port: int, told: bytes, seconds: float = 10.0) -> bytes:
    """All that comes back for these bytes until the server closes, or nothing more comes."""
    with closing(socket.create_connection(("127.0.0.1", port), timeout=seconds)) as spoken:
        spoken.sendall(told.replace(b"HOST", b"127.0.0.1:%d" % port))
        return heard(spoken)


def heard(spoken: socket.socket) -> bytes:
    found = b""
    with suppress(TimeoutError, ConnectionError):
        while piece := spoken.recv(65536):
            found += piece
    return found


def statuses(answer: bytes) -> list[int]:
    return [int(one) for one in re.findall(rb"HTTP/1\.1 (\d{3})", answer)]


def head(first: str, **more: str) -> bytes:
    told = {"Host": "HOST", "Connection": "close", **{name.replace("_", "-"): value for name, value in more.items()}}
    return (first + " HTTP/1.1\r\n" + "".join(f"{n}: {v}\r\n" for n, v in told.items() if v) + "\r\n").encode()


def test_it_answers(port: int) -> None:
    answer = say(port, head("GET /healthz"))
    assert statuses(answer) == [200] and b"content-security-policy" in answer and b"server:" not in answer.lower()


@pytest.mark.parametrize(
    "sent",
    [
        head("GET http://evil.example/search"), head("GET http://127.0.0.1/search"), head("GET *"), head("OPTIONS *"),
        head("GET /search", Host="evil.example"), head("GET /search", Host=""), head("GET /search", Host="127.0.0.1."),
        head("GET /search", Host="127.0.0.1, evil.example"), head("GET /search", Host="evil.example\r\nHost: 127.0.0.1"),
        head("GET /search", Host="[::ffff:127.0.0.1]"), head("GET /search", Host="2130706433"),
        head("CONNECT evil.example:443"), head("GET search"),
    ],
)  # fmt: skip
def test_other_names_and_other_ways_to_ask(port: int, sent: bytes) -> None:
    answer = say(port, sent)
    assert statuses(answer) == [400] and "Талевська".encode() not in answer


@pytest.mark.parametrize("host", ["HOST", "LocalHost", "[::1]:1", "localhost:99"])
def test_own_names(port: int, host: str) -> None:
    assert statuses(say(port, head("GET /search", Host=host))) == [200]


@pytest.mark.parametrize(
    "sent",
    [
        b"\x16\x03\x01\x02\x00\x01", b"GET / HTTP/9.9\r\n\r\n", b"\r\n\r\n\r\nGET\r\n\r\n", b"GET / HTTP/1.1\r\n Host: x\r\n\r\n",
        b"GET /\x00 HTTP/1.1\r\nHost: HOST\r\n\r\n", b"GET / HTTP/1.1\r\nHost: HOST\r\nX: a\x00b\r\n\r\n",
        b"POST /login HTTP/1.1\r\nHost: HOST\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
        b"POST /login HTTP/1.1\r\nHost: HOST\r\nContent-Length: -5\r\n\r\nhello",
        b"POST /login HTTP/1.1\r\nHost: HOST\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"POST /login HTTP/1.1\r\nHost: HOST\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
    ],
)  # fmt: skip
def test_what_is_no_http(port: int, sent: bytes) -> None:
    assert [status for status in statuses(say(port, sent, 3)) if status not in (400, 403, 501, 505)] == []


def test_no_request_hides_in_another(port: int) -> None:
    """Two lengths that disagree: were both believed by someone, the second request would be seen by one of two servers."""
    hidden = b"0\r\n\r\nGET /search HTTP/1.1\r\nHost: HOST\r\n\r\n"
    told = b"POST /login HTTP/1.1\r\nHost: HOST\r\nOrigin: http://HOST\r\nContent-Length: %d\r\nTransfer-Encoding: chunked\r\n\r\n"
    answer = say(port, told % len(hidden) + hidden, 2)
    assert statuses(answer) == [400] and "Талевська".encode() not in answer


def test_long_heads(port: int) -> None:
    assert statuses(say(port, head("GET /search?q=" + "a" * HEAD))) in ([400], [414])
    answer = say(port, head("GET /search?" + "kind=direct&" * 800))
    assert statuses(answer) == [414] and policy.CONTENT.encode() in answer


def test_connections_that_say_nothing_are_closed(port: int) -> None:
    opened = [socket.create_connection(("127.0.0.1", port), timeout=10) for _ in range(100)]
    for place, one in enumerate(opened):
        one.sendall([b"", b"GET ", b"GET / HTTP/1.1\r\nHost: x\r\nX-"][place % 3])
    assert statuses(say(port, head("GET /healthz"))) == [200], "others are answered meanwhile"
    began = time.monotonic()
    assert {heard(one) for one in opened} == {b""}
    assert time.monotonic() - began < 8
    for one in opened:
        one.close()


def test_a_head_that_drips_is_cut_off_also_behind_another(port: int) -> None:
    with closing(socket.create_connection(("127.0.0.1", port), timeout=10)) as spoken:
        first = head("GET /healthz", Connection="").replace(b"HOST", b"127.0.0.1")
        spoken.sendall(first)
        assert statuses(spoken.recv(65536)) == [200]
        began = time.monotonic()
        with suppress(OSError):
            while time.monotonic() - began < 8:
                spoken.sendall(b"G")
                spoken.settimeout(0.1)
                with suppress(TimeoutError):
                    if not spoken.recv(100):
                        break
        assert time.monotonic() - began < 6


def test_a_body_that_never_comes(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    for kind, told in (("application/json", b'{"text": "a'), ("text/plain", b"")):
        asked = head("POST /api/v1/read", Content_Type=kind, Content_Length="900") + told
        answer = say(port, asked)
        assert statuses(answer) == [408], "a length that lies"
        assert json.loads(answer.partition(b"\r\n\r\n")[2])["status"] == 408 and b"connection: close" in answer.lower()


def test_a_body_in_endless_pieces(port: int) -> None:
    asked = head("POST /api/v1/read", Content_Type="text/plain", Transfer_Encoding="chunked")
    assert statuses(say(port, asked + b"1000\r\n" + b"a" * 4096 + b"\r\n")) == [408]
    assert statuses(say(port, asked + (b"1000\r\n" + b"a" * 4096 + b"\r\n") * 9)) == [413]
    with closing(socket.create_connection(("127.0.0.1", port), timeout=10)) as spoken:
        spoken.sendall(asked.replace(b"HOST", b"127.0.0.1"))
        began = time.monotonic()
        with suppress(OSError):
            while time.monotonic() - began < 8:
                spoken.sendall(b"1\r\na\r\n")
                spoken.settimeout(0.05)
                with suppress(TimeoutError):
                    if not spoken.recv(4096):
                        break
        assert time.monotonic() - began < 6, "drips are cut off"


def test_a_body_longer_than_it_says(port: int) -> None:
    asked = head("POST /api/v1/read", Content_Type="text/plain", Content_Length="5", Connection="")
    answer = say(port, asked + b"a" * 50_000, 3)
    assert statuses(answer)[1:] in ([], [400]), "the rest is read as no request"


def test_no_upgrades(port: int) -> None:
    answer = say(port, head("GET /search", Connection="Upgrade", Upgrade="websocket", Sec_WebSocket_Key="eA==", Sec_WebSocket_Version="13"), 3)  # fmt: skip
    assert 101 not in statuses(answer)
    answer = say(port, head("GET /healthz", Connection="Upgrade, HTTP2-Settings", Upgrade="h2c", HTTP2_Settings="AAMAAABkAAQAAP__"), 3)  # fmt: skip
    assert 101 not in statuses(answer)


def test_head_has_no_body(port: int) -> None:
    for path in (
        "/",
        "/search",
        "/search.json",
        "/search.atom",
        "/export/csv",
        "/api/v1/statements",
        "/static/room.css",
        "/zzz",
    ):
        whole, _, body = say(port, head(f"HEAD {path}")).partition(b"\r\n\r\n")
        assert statuses(whole) == [404 if path == "/zzz" else 200] and body == b"", path


@pytest.mark.slow
def test_long_texts_keep_nobody_waiting(told: str) -> None:
    """Many texts that take long, read at once for one person: pages are answered meanwhile, and what takes too long is
    ended, in a process of its own."""
    text = "сказав він, що " * 13_000
    asked = json.dumps({"text": text, "lang": "uk"}).encode()
    kept = change.APART.seconds
    object.__setattr__(change.APART, "seconds", 0.3)
    try:
        with serving(told) as port, ThreadPoolExecutor(12) as pool:
            sent = head("POST /api/v1/read", Content_Type="application/json", Content_Length=str(len(asked))) + asked
            going = [pool.submit(say, port, sent, 120) for _ in range(10)]
            took = []
            until = time.monotonic() + 8
            while time.monotonic() < until:
                began = time.monotonic()
                assert statuses(say(port, head("GET /search"))) == [200]
                took.append(time.monotonic() - began)
            found = sorted(status for one in going for status in statuses(one.result()))
    finally:
        object.__setattr__(change.APART, "seconds", kept)
    print(
        f"a search beside 10 long texts: {sorted(took)[len(took) // 2] * 1000:.0f} ms usually, {max(took):.2f} s at worst"
    )
    assert set(found) <= {422, 429, 503} and found.count(429) == 6
    assert sorted(took)[len(took) // 2] < 1
