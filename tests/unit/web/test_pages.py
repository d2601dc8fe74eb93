import json
import re
from html import unescape

import pytest
from starlette.testclient import TestClient

from onrecord.web.routes import PAGES
from tests.unit.web.conftest import Room


def ids(room: TestClient) -> list[str]:
    found = room.get("/search.json?sort=oldest").json()
    return [one["statement"]["id"] for one in found["cards"]]


def paths(room: TestClient) -> list[str]:
    one = room.get("/search.json?outlet=Перехрестя").json()["cards"][0]["statement"]
    return ["/", "/search", "/search?q=вода&lang=uk", f"/a/{one['article']}", f"/s/{one['id']}"]


def test_an_empty_record_says_how_to_begin(open_room: Room) -> None:
    answer = open_room().get("/")
    assert answer.status_code == 200
    assert "onrecord add" in answer.text
    assert open_room().get("/start.json").json()["empty"] is True
    assert open_room().get("/search").status_code == 200


def test_start(room: TestClient) -> None:
    found = room.get("/start.json").json()
    assert found["ok"] is True and found["total"] == 5
    assert found["actors"][0]["label"] == "Міра Талевська"
    assert [name for name, _ in found["activity"]["series"]] == ["Дорвія", "?"]
    assert sum(column["count"] for column in found["activity"]["columns"]) == 5
    assert "вода належить усім" in room.get("/").text


def test_search_narrows_down_by_links(room: TestClient) -> None:
    found = room.get("/search.json").json()
    assert found["total"] == 5
    for group in found["groups"]:
        for choice in (*group["open"], *group["folded"]):
            narrowed = room.get(choice["url"].replace("/search?", "/search.json?")).json()
            assert narrowed["total"] == choice["count"], (group["name"], choice["value"])
            again = [
                c
                for g in narrowed["groups"]
                if g["name"] == group["name"]
                for c in g["open"]
                if c["value"] == choice["value"]
            ]
            assert [one["chosen"] for one in again] == [True], (group["name"], choice["value"])
            assert room.get(again[0]["url"].replace("/search", "/search.json")).json()["total"] == 5


def test_search_by_words_in_all_forms(room: TestClient) -> None:
    found = room.get("/search.json", params={"q": "води"}).json()
    assert [one["statement"]["content"] for one in found["cards"]] == ["вода належить усім"]
    assert found["order"] == "relevance"


def test_search_pages_hold_everything_once(room: TestClient) -> None:
    seen: list[str] = []
    url: str | None = "/search.json?limit=2&sort=oldest"
    while url:
        found = room.get(url).json()
        seen += [one["statement"]["id"] for one in found["cards"]]
        url = found["next"] and found["next"].replace("/search?", "/search.json?")
    assert len(seen) == len(set(seen)) == 5


def test_filters_can_be_taken_away(room: TestClient) -> None:
    found = room.get("/search.json?lang=uk&hedged=yes&since=2031").json()
    assert {chip["name"] for chip in found["chips"]} == {"language", "hedged", "since"}
    assert found["total"] == 1
    assert room.get(found["clear"].replace("/search", "/search.json")).json()["total"] == 5


@pytest.mark.parametrize(
    "path",
    [
        "/search?act=shout",
        "/search?issue=none",
        "/search?nope=1",
        "/?q=x",
        "/search?after=zzz",
        "/search?since=2032&until=2031",
    ],
)
def test_what_cannot_be_is_told_calmly(room: TestClient, path: str) -> None:
    page = room.get(path)
    assert page.status_code == 400
    assert "<h1>" in page.text and "Traceback" not in page.text
    data = room.get(path.replace("/search?", "/search.json?").replace("/?", "/start.json?"))
    assert data.status_code == 400
    assert data.json().keys() == {"ok", "error", "errors", "status"}


@pytest.mark.parametrize(
    "path",
    [
        "/s/none",
        "/a/none",
        "/nothing",
        "/s/none.json",
        "/a/%00",
        "/s/..%2f..%2fetc",
        "/static/..%2fapp.py",
        "/static/app.py",
    ],
)
def test_nothing_here(room: TestClient, path: str) -> None:
    answer = room.get(path)
    assert answer.status_code == 404
    if path.endswith(".json"):
        assert answer.json()["ok"] is False


def test_the_article_stands_whole_and_in_order(room: TestClient) -> None:
    path = paths(room)[3]
    article = room.get(path + ".json").json()["article"]
    shown = re.search(r'<article class="sheet".*?</article>', room.get(path).text, re.DOTALL)
    assert shown is not None
    sheet = re.sub(r"<ol class=\"notes\".*?</ol>\s*</div>", "", shown[0], flags=re.DOTALL)
    said = "".join(re.findall(r'<span class="said"[^>]*>(.*?)</span></(?:p|h2|h3)>', sheet, re.DOTALL))
    said = re.sub(r'<a class="no.*?</a>|<sup.*?</sup>', "", said)
    words = unescape(re.sub(r"<[^>]*>", "", said))
    assert words.split() == article["text"].split()


def test_statement(room: TestClient) -> None:
    found = room.get(paths(room)[4] + ".json").json()
    one = found["card"]["statement"]
    assert one["content"] in found["citation"] and one["id"] in found["citation"] and "2031" in found["citation"]
    assert found["history"] == []
    record = room.app.state.record  # type: ignore[attr-defined]
    record.review.edit(one["id"], "act", "warn", coder="ann", why="it is a warning")
    later = room.get(paths(room)[4] + ".json").json()
    assert later["history"][0]["value"] == "warn"
    assert later["history"][0]["decision"]["why"] == "it is a warning"
    assert [why["machine"] for why in later["why"] if why["field"] == "act"] == [one["act"]]


def test_rejected_statements_keep_their_address(room: TestClient) -> None:
    first = ids(room)[0]
    room.app.state.record.review.reject([first], coder="ann")  # type: ignore[attr-defined]
    assert room.get(f"/s/{first}").status_code == 200
    assert first not in ids(room)


@pytest.mark.parametrize("language", ["en", "uk"])
def test_pages_are_sound_html_in_both_languages(room: TestClient, language: str) -> None:
    for path in paths(room):
        text = room.get(path, headers={"accept-language": language}).text
        assert f'<html lang="{language}"' in text
        assert text.count("<main") == 1 and len(re.findall(r"<h1[ >]", text)) == 1
        names = re.findall(r'\sid="([^"]*)"', text)
        assert len(names) == len(set(names)), path
        for target in re.findall(r'href="#([^"]*)"', text):
            assert target in names, (path, target)
        for name in re.findall(r'<label[^>]* for="([^"]*)"', text):
            assert name in names


def test_language_and_colours_are_remembered(room: TestClient) -> None:
    answer = room.get("/search?ui=uk&theme=dark")
    assert 'lang="uk" data-theme="dark"' in answer.text
    assert "ui=uk" not in re.sub(r"<select.*?</select>", "", answer.text, flags=re.DOTALL)
    assert 'lang="uk" data-theme="dark"' in room.get("/").text
    assert "set-cookie" not in room.get("/?ui=<x>&theme=evil").headers


def test_a_page_that_did_not_change_is_not_sent_again(room: TestClient) -> None:
    for path in ("/", "/search.json"):
        tag = room.get(path).headers["etag"]
        again = room.get(path, headers={"if-none-match": tag})
        assert again.status_code == 304 and again.content == b""
        assert room.get(path, headers={"if-none-match": tag, "accept-language": "uk"}).status_code == 200, (
            "labels are in another language"
        )


def test_every_page_has_its_data(room: TestClient) -> None:
    for path in paths(room):
        bare, _, asked = path.partition("?")
        data = room.get(("/start" if bare == "/" else bare) + ".json" + (f"?{asked}" if asked else ""))
        assert data.status_code == 200
        assert data.json()["ok"] is True
    assert len({page.path for page in PAGES}) == len(PAGES)


def test_data_of_a_page_leads_to_pages(room: TestClient) -> None:
    found = json.dumps(room.get("/search.json?lang=uk").json())
    assert "/search.json" not in found
