import io
import re
import zipfile
from html import unescape
from typing import Any

import pytest
from starlette.testclient import TestClient

from onrecord.articles import fetch
from onrecord.articles.fetch import Fetched
from onrecord.web.guard.people import now
from tests.unit.web.conftest import BASE, PASSWORD, Room

OURS = {"origin": BASE}
TEXT = "Мер Корнель Вадаш заявив, що міст відкриють у травні.\r\n«Ми встигнемо», — сказав він журналістам."


def outcome(room: TestClient, path: str, **sent: Any) -> dict[str, Any]:
    answer = room.post(path, headers=OURS, **sent)
    assert answer.status_code == 303, answer.text
    where = answer.headers["location"]
    page = room.get(where)
    assert page.status_code == 200
    found: dict[str, Any] = room.get(where + ".json").json()
    for one in found["items"]:
        assert f'href="{one["url"]}"' in page.text and room.get(one["url"]).status_code == 200
    for one in found["skipped"]:
        assert one["message"] in unescape(page.text)
    return found


def test_an_empty_record_takes_an_article_at_once(open_room: Room) -> None:
    room = open_room()
    start = room.get("/").text
    for path in re.findall(r'<form method="post" action="(/add/[a-z]+)"', start):
        assert path in ("/add/text", "/add/files", "/add/url")
    assert start.count('action="/add/') == 3 and "script" not in start.partition("<main")[2].partition("</main>")[0]
    assert room.get("/add").status_code == 200


def test_pasting(open_room: Room) -> None:
    room = open_room()
    told = {"text": TEXT, "title": "Травень", "outlet": "Міст", "date": "2031-05-01", "lang": "uk"}
    found = outcome(room, "/add/text", data=told)
    assert [one["outcome"] for one in found["items"]] == ["added"] and found["items"][0]["title"] == "Травень"
    again = outcome(room, "/add/text", data=told)
    assert [one["outcome"] for one in again["items"]] == ["unchanged"]
    assert "\r" not in room.get(found["items"][0]["url"] + ".json").json()["article"]["text"]
    assert room.get("/search.json?outlet=Міст").json()["total"] > 0


def test_what_cannot_be_read_is_told(open_room: Room) -> None:
    found = outcome(open_room(), "/add/text", data={"text": "…", "title": "<b>x</b>"})
    assert found["items"] == [] and found["skipped"][0]["where"] == "<b>x</b>"


@pytest.mark.parametrize("told", [{}, {"text": ""}, {"text": TEXT, "date": "2031-13-01"}, {"text": TEXT, "lang": "de"}])
def test_forms_that_cannot_be(open_room: Room, told: dict[str, str]) -> None:
    assert open_room().post("/add/text", data=told, headers=OURS).status_code == 400


def test_uploading_several_files(open_room: Room) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("one.txt", TEXT)
        archive.writestr("two.pdf", b"%PDF")
    files = [
        ("files", ("a.txt", "Міра Талевська сказала, що вода належить усім.".encode(), "text/plain")),
        ("files", ("b.zip", made.getvalue(), "application/zip")),
        ("files", ("c.bin", b"\0\1\2" * 99, "application/octet-stream")),
    ]
    found = outcome(open_room(), "/add/files", files=files)
    assert [one["outcome"] for one in found["items"]] == ["added", "added"]
    assert [one["where"] for one in found["skipped"]] == ["b.zip/two.pdf", "c.bin"]


def test_uploads_over_their_cap(open_room: Room) -> None:
    files = [("files", ("a.txt", b"a" * 3000, "text/plain"))]
    assert open_room(upload=2000).post("/add/files", files=files, headers=OURS).status_code == 413
    assert open_room().post("/add/files", headers=OURS).status_code == 400


def test_by_address(open_room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    room = open_room()
    for url in ("http://127.0.0.1:80/", "http://169.254.169.254/", "ftp://a.example/", "http://2130706433/", "x"):
        found = outcome(room, "/add/url", data={"url": url})
        assert found["items"] == [] and len(found["skipped"]) == 1

    def get(url: str, allow_private: bool = False) -> Fetched:
        assert not allow_private
        return Fetched(TEXT.encode(), url, "text/plain; charset=utf-8", now())

    monkeypatch.setattr(fetch, "get", get)
    found = outcome(room, "/add/url", data={"url": " https://news.example/1 "})
    assert [one["outcome"] for one in found["items"]] == ["added"]
    assert room.get(found["items"][0]["url"] + ".json").json()["article"]["fetched"]


def test_only_reviewers_add(guarded: TestClient) -> None:
    def enter(name: str) -> None:
        guarded.cookies.clear()
        told = {"name": name, "password": PASSWORD}
        assert guarded.post("/login", data=told, headers=OURS).status_code == 303

    enter("ann")
    assert guarded.get("/add").status_code == 403
    assert guarded.post("/add/url", data={"url": "http://a.example"}, headers=OURS).status_code == 403
    assert 'href="/add"' not in guarded.get("/").text
    enter("rev")
    assert 'href="/add"' in guarded.get("/").text
    where = guarded.post("/add/text", data={"text": TEXT}, headers=OURS).headers["location"]
    assert guarded.get(where + ".json").json()["forgotten"] is False
    enter("root")
    assert guarded.get(where + ".json").json()["forgotten"] is True


def test_other_sites_add_nothing(room: TestClient) -> None:
    for headers in ({}, {"origin": "https://evil.example"}, {**OURS, "sec-fetch-site": "cross-site"}):
        assert room.post("/add/text", data={"text": TEXT}, headers=headers).status_code == 403
