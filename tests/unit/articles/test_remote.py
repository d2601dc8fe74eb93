import time
from datetime import UTC, datetime

import pytest

from onrecord.articles import fetch, files, remote
from onrecord.articles.fetch import Fetched
from onrecord.errors import UnreadableFile
from onrecord.model.article import Article, Skipped

AT = datetime(2031, 5, 14, 9, 30, tzinfo=UTC).replace(tzinfo=None)
LINES = "".join(f"<p>Міст {number} стоїть над річкою, і люди йдуть ним щодня.</p>" for number in range(4))


def came(body: str, kind: str = "text/html; charset=windows-1251", url: str = "https://www.news.example/1") -> Fetched:
    return Fetched(body.encode("cp1251"), url, kind, AT)


@pytest.mark.parametrize(
    "name", ["punycode", "idna", "unicode_escape", "undefined", "zlib_codec", "rot13", "../x", "x" * 999]
)
def test_only_encodings_of_pages_are_believed(name: str) -> None:
    """Labelled failing: `charset=punycode` took a minute and a half for two megabytes. Named by a server and by a page."""
    began = time.monotonic()
    text = ("Слово стоїть тут, сказав він. " * 3000).encode() + b"a" * 1_000_000
    page = f'<html><head><meta charset="{name}"></head><body><p>'.encode() + text + b"</p></body></html>"
    for data, kind in ((text, "text/plain"), (page, "text/html")):
        found = remote.of(Fetched(data, "https://a.example/", f"{kind}; charset={name}", AT))
        assert found.text.startswith("Слово стоїть тут")
    assert time.monotonic() - began < 20


def test_a_page_is_read_in_the_encoding_that_its_server_names() -> None:
    found = remote.of(came(f"<html><body><h1>Міст</h1>{LINES}</body></html>"))
    assert "Міст 3 стоїть над річкою" in found.text
    assert (found.url, found.outlet) == ("https://www.news.example/1", "news.example")
    assert found.fetched == AT and found.raw_sha256 == came(f"<html><body><h1>Міст</h1>{LINES}</body></html>").sha256


@pytest.mark.parametrize(
    ("own", "kept"),
    [
        ("https://www.news.example/own", "https://www.news.example/own"),
        ("https://other.example/theirs", "https://www.news.example/1"),
    ],
)
def test_a_page_speaks_for_no_other_host(own: str, kept: str) -> None:
    page = f'<html><head><link rel="canonical" href="{own}"></head><body>{LINES}</body></html>'
    assert remote.of(came(page)).url == kept


def test_plain_text_and_wrong_encodings() -> None:
    found = remote.of(came("date 2031-05-14 Міст\nМіст стоїть.", "text/plain; charset=cp1251"))
    assert found.title == "Міст" and found.published is not None and found.text.endswith("Міст стоїть.")
    told = Fetched("Міст стоїть.".encode(), "https://a.example/", "text/plain; charset=x-nothing", AT)
    assert remote.of(told).text == "Міст стоїть."


def test_paths_that_are_addresses(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def get(url: str, allow_private: bool = False) -> Fetched:
        asked.append((url, allow_private))
        if "closed" in url:
            raise UnreadableFile("not asked", where=url)
        return came("Міст стоїть.", "text/plain; charset=cp1251", url)

    monkeypatch.setattr(fetch, "get", get)
    found = list(files.articles(["HTTPS://a.example/", "http://closed.example/"], allow_private=True))
    assert isinstance(found[0], Article) and found[0].text == "Міст стоїть."
    assert found[1] == Skipped("http://closed.example/", "UnreadableFile", "not asked")
    assert asked == [("HTTPS://a.example/", True), ("http://closed.example/", True)]
