"""What a real browser tells others about the room, and what others can do to it."""

import socket
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, suppress
from typing import Any

import pytest

from tests.web.conftest import Looking


class Elsewhere:
    """Another site, on another port: what was asked of it, and one page that attacks `target`."""

    def __init__(self) -> None:
        self.heads: list[str] = []
        self.page = b"elsewhere"
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.port = self.listening.getsockname()[1]
        self.thread = threading.Thread(target=self._run, daemon=True)
        self.thread.start()

    def _run(self) -> None:
        while True:
            try:
                taken, _ = self.listening.accept()
            except OSError:
                return
            with suppress(OSError), taken:
                taken.settimeout(2)
                head = b""
                while b"\r\n\r\n" not in head and (piece := taken.recv(4096)):
                    head += piece
                if not head:
                    continue
                self.heads.append(head.decode("latin-1"))
                told = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\nContent-Length: %d\r\n\r\n"
                taken.sendall(told % len(self.page) + self.page)

    def close(self) -> None:
        with suppress(OSError):
            self.listening.shutdown(socket.SHUT_RDWR)
        self.listening.close()
        self.thread.join(5)


@pytest.fixture
def elsewhere() -> Iterator[Elsewhere]:
    made = Elsewhere()
    yield made
    made.close()


def test_clicks_are_not_betrayed(desk: tuple[str, str], elsewhere: Elsewhere, looking: Looking) -> None:
    """A reader's way to an article of an outlet tells the outlet nothing: neither what was searched nor from where."""
    path, site = desk
    with closing(sqlite3.connect(path)) as record, record:
        record.execute("UPDATE articles SET url = ?", (f"http://127.0.0.1:{elsewhere.port}/story",))
    page = looking(at=site).go("/search")
    page.click("a[href^='/s/'] >> nth=0")
    page.click(f"a[href^='http://127.0.0.1:{elsewhere.port}']")
    page.wait_for_load_state()
    (head,) = [one for one in elsewhere.heads if one.startswith("GET /story")]
    assert "referer:" not in head.lower() and site.removeprefix("http://") not in head
    assert page.evaluate("document.referrer") == "" and page.evaluate("window.opener") is None


def test_our_own_forms_arrive_with_where_they_come_from(desk: tuple[str, str], looking: Looking) -> None:
    """With `no-referrer` Chromium would send `Origin: null` here, and our own form would be refused."""
    page = looking(at=desk[1]).go("/add")
    sent: list[Any] = []
    page.on("request", lambda one: sent.append(one) if one.method == "POST" else None)
    page.fill("textarea[name=text]", "Мер Корнель Вадаш заявив, що міст відкриють у травні.")
    page.click("form[action='/add/text'] button")
    page.wait_for_url("**/add/*")
    told = sent[0].all_headers()
    assert told["origin"] == desk[1] and told["sec-fetch-site"] == "same-origin"


@pytest.mark.parametrize("how", ["form", "fetch", "beacon", "frame"])
def test_another_site_s_page_does_nothing(
    desk: tuple[str, str], elsewhere: Elsewhere, looking: Looking, how: str
) -> None:
    """A page elsewhere in the same browser: its forms and scripts are refused, it reads nothing and frames nothing."""
    path, site = desk
    before = held(path)
    form = f"<form id=f method=post enctype=text/plain action={site}/api/v1/articles><input name='{{\"text\":\"' value='злам\"}}'></form>"
    script = {
        "form": "document.getElementById('f').submit()",
        "fetch": f"fetch('{site}/start.json').then(r=>r.text()).then(t=>document.title='read '+t.length,()=>document.title='closed');"
        f"fetch('{site}/add/text',{{method:'POST',mode:'no-cors',body:new URLSearchParams({{text:'злам стоїть тут'}})}})",
        "beacon": f"navigator.sendBeacon('{site}/add/text',new URLSearchParams({{text:'злам стоїть тут'}}))",
        "frame": f"const i=document.createElement('iframe');i.src='{site}/';document.body.append(i)",
    }[how]
    elsewhere.page = f"<!doctype html><meta charset=utf-8><body>{form}<script>{script}</script>".encode()
    page = looking(at=f"http://localhost:{elsewhere.port}").go("/")
    page.wait_for_load_state("networkidle")
    if how == "fetch":
        assert page.title() == "closed"
    if how == "frame":
        frames = [one for one in page.frames if one != page.main_frame]
        assert all("onrecord" not in one.content() for one in frames)
    assert held(path) == before


def held(path: str) -> tuple[int, ...]:
    """How many articles, decisions and rows of the audit there are."""
    with closing(sqlite3.connect(path)) as record:
        tables = ("articles", "decisions", "audit")
        return tuple(record.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in tables)
