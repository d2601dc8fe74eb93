from collections.abc import Callable
from xml.etree import ElementTree as ET

import pytest
from starlette.testclient import TestClient

from onrecord.model.entry import ReadingEntry
from tests.store.made import entry, said
from tests.unit.web.conftest import BASE, Room

ATOM = "{http://www.w3.org/2005/Atom}"
DAY = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z"


def read(room: TestClient, query: str = "") -> ET.Element:
    answer = room.get(f"/search.atom{query}")
    assert answer.status_code == 200 and answer.headers["content-type"] == "application/atom+xml; charset=utf-8"
    return ET.fromstring(answer.text)


def told(one: ET.Element, name: str) -> str:
    found = one.findtext(ATOM + name)
    assert found, name
    return found


def test_it_has_what_atom_asks_for(room: TestClient) -> None:
    import re

    feed = read(room, "?q=вода&lang=uk")
    entries = feed.findall(ATOM + "entry")
    assert len(entries) == 1 and told(feed, "title").endswith("вода, lang=uk")
    for one in (feed, *entries):
        assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", told(one, "id")) and re.fullmatch(DAY, told(one, "updated"))
        assert told(one, "title")
    own = {link.get("rel"): link.get("href") for link in feed.findall(ATOM + "link")}
    assert own["self"] == f"{BASE}/search.atom?q=%D0%B2%D0%BE%D0%B4%D0%B0&lang=uk"
    assert room.get(str(own["alternate"]).removeprefix(BASE)).status_code == 200
    (one,) = entries
    assert told(one, "content") == "вода належить усім"
    assert one.get("{http://www.w3.org/XML/1998/namespace}lang") == "uk"
    assert told(one, "title").startswith("Міра Талевська: вода")
    link = one.find(ATOM + "link")
    assert link is not None and room.get(str(link.get("href")).removeprefix(BASE)).status_code == 200


def test_ids_stay_and_changes_are_told(room: TestClient) -> None:
    def ids(query: str) -> dict[str, str]:
        return {told(one, "id"): told(one, "updated") for one in read(room, query).findall(ATOM + "entry")}

    every = ids("")
    assert len(every) == 5 and set(ids("?lang=uk")) | set(ids("?lang=en")) == set(every)
    tag = room.get("/search.atom").headers["etag"]
    assert room.get("/search.atom", headers={"if-none-match": tag}).status_code == 304
    one = room.get("/search.json?q=вода&lang=uk").json()["cards"][0]["statement"]["id"]
    record = room.app.state.record  # type: ignore[attr-defined]
    record.review.edit(one, "hedged", True, coder="ann")
    assert set(ids("")) == set(every) and room.get("/search.atom").headers["etag"] != tag


def test_pages_of_it_and_an_empty_one(room: TestClient) -> None:
    feed = read(room, "?limit=2")
    following = [link.get("href") for link in feed.findall(ATOM + "link") if link.get("rel") == "next"]
    assert len(following) == 1
    second = read(room, str(following[0]).removeprefix(f"{BASE}/search.atom"))
    assert told(feed, "id") == told(second, "id")
    empty = read(room, "?q=нічогонемає")
    assert empty.findall(ATOM + "entry") == [] and told(empty, "updated") == "1970-01-01T00:00:00Z"


def test_the_search_page_names_it(room: TestClient) -> None:
    page = room.get("/search?q=вода&lang=uk").text
    assert '<link rel="alternate" type="application/atom+xml"' in page
    assert 'href="/search.atom?q=%D0%B2%D0%BE%D0%B4%D0%B0&amp;lang=uk"' in page
    assert room.get("/search.atom?foo=1").status_code == 400


@pytest.mark.parametrize("words", ["<script>alert(1)</script>", "]]>&amp;<!--", "a\ufffe\x0bb", "\u202eабв", "&#0;"])
def test_any_words_stand_in_it_as_they_are_written(keep: Callable[..., None], open_room: Room, words: str) -> None:
    made: ReadingEntry = entry("a1", [said("Ім'я <b>", words)], title="x", outlet="</feed>")
    keep(made)
    (one,) = read(open_room()).findall(ATOM + "entry")
    assert told(one, "content") == words.replace("\ufffe", "\ufffd").replace("\x0b", "\ufffd")
