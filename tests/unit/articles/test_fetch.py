"""What URLs are attacked with, each against a server of our own on loopback."""

import gzip
import socket
import ssl
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from onrecord.articles import fetch
from onrecord.articles.addresses import address, is_public, numbered
from onrecord.articles.fetch import Fetcher
from onrecord.errors import OnRecordError, TooLarge, UnreadableFile

PAGE = "<html><body><p>Слово стоїть тут.</p></body></html>".encode()
Talk = Callable[[socket.socket, bytes], None]


def answer(body: bytes = PAGE, status: str = "200 OK", kind: str = "text/html; charset=utf-8", more: str = "") -> bytes:
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n{more}\r\n"
    return head.encode() + body


class Server:
    """Gives each connection to `talk` with the head of its request; `heads` are those it saw."""

    def __init__(self, talk: Talk, secure: ssl.SSLContext | None = None) -> None:
        self.talk, self.secure = talk, secure
        self.heads: list[bytes] = []
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.port = self.listening.getsockname()[1]
        self.ended = threading.Event()
        threading.Thread(target=self._run, daemon=True).start()

    def _run(self) -> None:
        while not self.ended.is_set():
            try:
                taken, _ = self.listening.accept()
            except OSError:
                return
            with suppress(OSError, ValueError), taken:
                taken.settimeout(5)
                self._serve(taken)

    def _serve(self, taken: socket.socket) -> None:
        spoken = self.secure.wrap_socket(taken, server_side=True) if self.secure else taken
        head = b""
        while b"\r\n\r\n" not in head and (piece := spoken.recv(4096)):
            head += piece
        if head:
            self.heads.append(head)
            self.talk(spoken, head)
        spoken.close()

    def close(self) -> None:
        self.ended.set()
        with suppress(OSError):
            socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
        self.listening.close()


@contextmanager
def served(told: bytes | Talk, secure: ssl.SSLContext | None = None) -> Iterator[Server]:
    server = Server((lambda peer, _: peer.sendall(told)) if isinstance(told, bytes) else told, secure)
    yield server
    server.close()


def fetcher(server: Server, **parts: object) -> Fetcher:
    """Everything as it is, but that this one server on loopback counts as open, and every name leads to it."""
    told = {
        "permitted": lambda ip: is_public(ip) or str(ip) == "127.0.0.1",
        "ports": frozenset((80, 443, server.port)),
        "resolve": lambda host, port: ["127.0.0.1"],
        "connecting": 3.0,
        "total": 3.0,
    }
    return Fetcher(**{**told, **parts})  # type: ignore[arg-type]


def why(url: str, with_: Fetcher | None = None) -> str:
    with pytest.raises(OnRecordError) as met:
        (with_ or Fetcher()).get(url)
    return str(met.value)


def test_a_page_comes_with_hash_time_and_charset() -> None:
    with served(answer()) as server:
        came = fetcher(server).get(f"HTTP://News.Example:{server.port}/слово?q=мир")
    assert came.data == PAGE and len(came.sha256) == 64 and came.fetched.tzinfo is None
    assert (came.kind, came.charset) == ("text/html", "utf-8")
    assert came.url.startswith(f"http://news.example:{server.port}/%D1%81")
    head = server.heads[0].decode().lower()
    assert f"host: news.example:{server.port}" in head
    assert "user-agent: onrecord/" in head and "cookie" not in head


def test_packed_pages_are_unpacked() -> None:
    with served(answer(gzip.compress(PAGE), more="Content-Encoding: gzip\r\n")) as server:
        assert fetcher(server).get(f"http://a.example:{server.port}/").data == PAGE


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://news.example/",
        "gopher://127.0.0.1:80/_x",
        "FiLe:///etc/passwd",
        "jar:http://news.example!/",
        "//news.example/",
        "news.example",
        "http:///etc",
        "http://",
        "http://user:word@news.example/",
        "http://news.example@127.0.0.1/",
        "http://127.0.0.1\\@news.example/",
        "http://news.example\\.127.0.0.1/",
        "http://news.example\t/",
        "http://news.example/\r\nX: y",
        "http://news.example/ ",
        "http://news.example\u2028/",
        "http://news.example:8080/",
        "http://news.example:22/",
        "https://news.example:0/",
        "http://news.example:99999/",
        "http://news.example:x/",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://0x7f.0.0.1/",
        "http://0177.0.0.1/",
        "http://017700000001/",
        "http://127.1/",
        "http://127.0.1/",
        "http://1.2.3.4.5/",
        "http://news.0x7f/",
        "http://[::1/",
        "http://[v1.a]/",
        "http://[fe80::1%25eth0]/",
        "http://a%2eb/",
        "http://a_b..example/",
        "http://" + "a" * 64 + ".example/",
        "http://news.example/" + "a" * 3000,
    ],
)
def test_such_addresses_are_not_asked_for(url: str) -> None:
    def never(host: str, port: int) -> list[str]:
        raise AssertionError(host)

    with pytest.raises(UnreadableFile):
        Fetcher(resolve=never).get(url)


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "127.255.255.254",
        "0.0.0.0",
        "10.1.2.3",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "100.64.0.1",
        "100.100.100.200",
        "169.254.169.254",
        "168.63.129.16",
        "192.0.0.192",
        "192.88.99.1",
        "198.18.0.1",
        "203.0.113.9",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "①②⑦.0.0.1",
        "127。0。0。1",
        "[::]",
        "[::1]",
        "[::127.0.0.1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:a9fe:a9fe]",
        "[::ffff:0:127.0.0.1]",
        "[64:ff9b::7f00:1]",
        "[64:ff9b::a9fe:a9fe]",
        "[64:ff9b:1::1]",
        "[2002:7f00:1::]",
        "[2002:a00:1::1]",
        "[2001:0:1::1]",
        "[2001:db8::1]",
        "[3fff::1]",
        "[fc00::1]",
        "[fd00:ec2::254]",
        "[fe80::1]",
        "[fec0::1]",
        "[ff02::1]",
        "[100::1]",
    ],
)
def test_machines_that_are_not_asked(host: str) -> None:
    def never(peer: tuple[str, int], seconds: float) -> socket.socket:
        raise AssertionError(peer)

    assert "not asked" in why(f"http://{host}/", Fetcher(connect=never))


@pytest.mark.parametrize(
    "host", ["9.9.9.9", "2606:4700::1111", "64:ff9b::909:909", "2002:909:909::1", "::ffff:9.9.9.9"]
)
def test_machines_of_the_open_net(host: str) -> None:
    number = numbered(host)
    assert number is not None and is_public(number)


def test_a_name_that_leads_inside_is_not_asked() -> None:
    for told in (["10.0.0.1"], ["9.9.9.9", "127.0.0.1"], ["::1"], ["fe80::1%eth0"]):
        found = why("http://news.example/", Fetcher(resolve=lambda host, port, told=told: told))  # type: ignore[misc]
        assert "no machine of the open net" in found
    assert "no machine" in why("http://news.example/", Fetcher(resolve=lambda host, port: []))


def test_a_name_is_looked_up_once_and_what_was_checked_is_connected_to() -> None:
    told = [["127.0.0.1"], ["10.0.0.1"]]
    asked = []

    def rebinding(host: str, port: int) -> list[str]:
        asked.append(host)
        return told[len(asked) - 1]

    peers = []

    def connect(peer: tuple[str, int], seconds: float) -> socket.socket:
        peers.append(peer)
        return socket.create_connection(peer, seconds)

    with served(answer()) as server:
        fetcher(server, resolve=rebinding, connect=connect).get(f"http://news.example:{server.port}/")
    assert asked == ["news.example"] and peers == [("127.0.0.1", server.port)]


def test_a_redirect_to_a_name_that_moved_inside_is_not_followed() -> None:
    told = [["127.0.0.1"], ["10.0.0.1"]]
    with served(answer(b"", "302 Found", more="Location: /again\r\n")) as server:
        found = why(f"http://news.example:{server.port}/", fetcher(server, resolve=lambda host, port: told.pop(0)))
        assert "10.0.0.1" in found and len(server.heads) == 1


def test_a_connection_that_ends_elsewhere_is_closed() -> None:
    with served(answer()) as server:
        elsewhere = lambda peer, seconds: socket.create_connection(("127.0.0.1", server.port), seconds)  # noqa: E731
        found = why("http://news.example/", Fetcher(resolve=lambda host, port: ["9.9.9.9"], connect=elsewhere))
    assert "127.0.0.1" in found and server.heads == []


@pytest.mark.parametrize(
    "where",
    [
        "http://169.254.169.254/latest/meta-data/",
        "http://[::ffff:169.254.169.254]/",
        "http://0xa9fea9fe/",
        "//10.0.0.1/",
        "http://user@news.example/",
        "file:///etc/passwd",
        "HTTP://127.1/",
        "http://news.example:6379/",
        "http://[",
        "//[::1",
        "http://[::ffff:127.0.0.1]:80/",
        "http://%31%32%37.0.0.1/",
        "http://127.0.0.1%2f@news.example/",
        "http://0/",
        "http://localhost./",
        "https://169.254.169.254./",
        "\\\\169.254.169.254\\latest",
        "gopher://news.example/",
        "javascript:alert(1)",
        "data:text/html,x",
        "",
    ],
)
def test_a_redirect_to_where_nobody_may_look_is_not_followed(where: str) -> None:
    with served(answer(b"", "302 Found", more=f"Location: {where}\r\n")) as server:
        why(f"http://news.example:{server.port}/", fetcher(server))
        assert len(server.heads) == 1


def test_redirects_are_followed_three_times() -> None:
    def talk(peer: socket.socket, head: bytes) -> None:
        number = int(head.split(b" ")[1].removeprefix(b"/"))
        last = number == 3
        peer.sendall(answer() if last else answer(b"", "301 Moved", more=f"Location: /{number + 1}\r\n"))

    with served(talk) as server:
        assert fetcher(server).get(f"http://a.example:{server.port}/0").url.endswith("/3")


def test_endless_redirects_end() -> None:
    with served(answer(b"", "307 Moved", more="Location: /\r\n")) as server:
        assert "more than 3 redirects" in why(f"http://a.example:{server.port}/", fetcher(server))
        assert len(server.heads) == 4
    with served(answer(b"", "302 Found")) as server:
        assert "does not say where" in why(f"http://a.example:{server.port}/", fetcher(server))


def test_bombs_are_not_unpacked() -> None:
    bomb = gzip.compress(b"\0" * (1 << 24))
    assert len(bomb) < 1 << 15
    with served(answer(bomb, more="Content-Encoding: gzip\r\n")) as server, pytest.raises(TooLarge):
        fetcher(server, limit=1 << 16).get(f"http://a.example:{server.port}/")


@pytest.mark.parametrize("packing", ["br", "deflate", "gzip, gzip", "zstd"])
def test_other_packings_are_refused(packing: str) -> None:
    with served(answer(more=f"Content-Encoding: {packing}\r\n")) as server:
        assert "packed" in why(f"http://a.example:{server.port}/", fetcher(server))


def test_damaged_packings_are_refused() -> None:
    for body in (b"no gzip", gzip.compress(PAGE)[:-9]):
        with served(answer(body, more="Content-Encoding: gzip\r\n")) as server:
            assert "packed" in why(f"http://a.example:{server.port}/", fetcher(server))


def test_long_answers_are_cut_off() -> None:
    def endless(peer: socket.socket, head: bytes) -> None:
        peer.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n")
        with suppress(OSError):
            while True:
                peer.sendall(b"a" * 65536)

    with served(endless) as server, pytest.raises(TooLarge):
        fetcher(server, limit=1 << 18).get(f"http://a.example:{server.port}/")


@pytest.mark.parametrize(
    "begin", [b"", b"HTTP/1.1 200 OK\r\nX: ", b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"]
)
def test_slow_answers_are_cut_off(begin: bytes) -> None:
    ended = threading.Event()

    def drip(peer: socket.socket, head: bytes) -> None:
        peer.sendall(begin)
        with suppress(OSError):
            while not ended.wait(0.02):
                peer.sendall(b"a")

    with served(drip) as server:
        found = why(f"http://a.example:{server.port}/", fetcher(server, total=0.4))
        ended.set()
    assert "not done within 0.4 s" in found


def test_a_server_that_says_nothing_is_left() -> None:
    ended = threading.Event()
    with served(lambda peer, head: ended.wait(5) and None) as server:
        assert "not done within" in why(f"http://a.example:{server.port}/", fetcher(server, total=0.3))
        ended.set()


def test_a_name_that_is_never_found_is_left() -> None:
    ended = threading.Event()
    with served(answer()) as server:
        slow = lambda host, port: ended.wait(5) and [] or []  # noqa: E731
        found = why(f"http://a.example:{server.port}/", fetcher(server, resolve=slow, connecting=0.2))
        ended.set()
    assert "not found in time" in found


@pytest.mark.parametrize(
    "kind", ["application/pdf", "image/svg+xml", "text/javascript", "", "application/octet-stream"]
)
def test_only_text_is_read(kind: str) -> None:
    with served(answer(kind=kind)) as server:
        assert "only text/html" in why(f"http://a.example:{server.port}/", fetcher(server))


def test_other_statuses_and_broken_answers() -> None:
    for told in (answer(status="404 Not Found"), answer(status="500 No"), b"", b"\0\1\2\r\n\r\n"):
        with served(told) as server:
            why(f"http://a.example:{server.port}/", fetcher(server))
    with served(answer()[:-10]) as server:
        assert "too early" in why(f"http://a.example:{server.port}/", fetcher(server))


def test_proxies_of_the_environment_are_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "https_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    with served(answer()) as server:
        assert fetcher(server).get(f"http://a.example:{server.port}/").data == PAGE


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate that nobody vouches for, for `news.example`, with its key in the same file."""
    path = tmp_path_factory.mktemp("certificate") / "both.pem"
    made = "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=news.example".split()
    made += ["-addext", "subjectAltName=DNS:news.example", "-keyout", str(path) + ".key", "-out", str(path)]
    try:
        subprocess.run(made, check=True, capture_output=True)
    except FileNotFoundError:
        pytest.skip("openssl is not installed: `apt-get install openssl`")
    path.write_bytes(path.read_bytes() + Path(str(path) + ".key").read_bytes())
    return path


def test_certificates_have_to_hold(certificate: Path) -> None:
    own = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    own.load_cert_chain(certificate)
    names: list[str] = []
    own.sni_callback = lambda spoken, name, context: names.append(name)
    with served(answer(), own) as server:
        url = f"https://news.example:{server.port}/"
        assert "certificate does not hold" in why(url, fetcher(server))
        trust = lambda: ssl.create_default_context(cafile=certificate)  # noqa: E731
        assert fetcher(server, trust=trust).get(url).data == PAGE
        other = f"https://other.example:{server.port}/"
        assert "certificate does not hold" in why(other, fetcher(server, trust=trust))
    assert names == ["news.example", "news.example", "other.example"]


def test_one_s_own_network_only_where_it_is_said() -> None:
    with served(answer()) as server:
        assert fetch.get(f"http://127.0.0.1:{server.port}/", allow_private=True).data == PAGE
        assert "ports" in why(f"http://127.0.0.1:{server.port}/")


def test_names_are_written_in_ascii() -> None:
    assert address("https://Новини.Example./а?б=в#г").url == "https://xn--b1amarcd.example/%D0%B0?%D0%B1=%D0%B2"
    assert address("http://a.example:443/").url == "http://a.example:443/"
    assert address("http://[2606:4700::1111]/").url == "http://[2606:4700::1111]/"
