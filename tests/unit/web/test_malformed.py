"""What addresses and forms are attacked with: nothing of it breaks anything, on any page that there is."""

import itertools
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from onrecord.web.asked import MANY
from onrecord.web.download import FORMATS
from onrecord.web.routes import ACTIONS, PAGES
from tests.unit.web.conftest import BASE, Room

OWN = {"origin": BASE, "sec-fetch-site": "same-origin"}
IDS = (
    "x", "0", "-1", "99999999999999999999", "%00", "a%00b", "%ED%A0%80", "%FF", "%2e%2e%2f%2e%2e%2fetc%2fpasswd", "..%5c..", "'--", "%25",
    "%2B", "u", "s%0d%0aset-cookie:a=b", "%E2%80%AE", "a" * 2000, "*", "{id}", "%7B%7B7*7%7D%7D", "x.json.json", "null", "s1;a2", "%F0%9F%92%A9",
)  # fmt: skip
QUERIES = (
    '"', '"""', "'", "';DROP TABLE articles;--", "%", "_", "*", "^a", "-a", "a OR", "AND", "NOT NOT", "NEAR(a b, 99999999999)", "a:b", "speaker:x",
    "content : a", "{a b}:c", "(" * 300, "a* " * 100, "-a " * 100, '"a" ' * 100, "+a", "\\", "\u0000", "\ud800", "\u202e", "🦊", "ʼ" * 200, "a" * 500,
    "a" * 501, "(a+)+$", "(?P<x>a", ".*.*.*.*.*a", "\n\r\t", "﷽" * 100,
)  # fmt: skip
CURSORS = (
    "x",
    "W10",
    "bnVsbA",
    "-1",
    "1e9",
    "9" * 30,
    "%00",
    "eyJhIjoxfQ",
    "[]",
    "null",
    "' OR 1=1--",
    "AAAA",
    "_",
    "~",
)
GETS = (
    [page.path for page in PAGES]
    + [page.data_path for page in PAGES]
    + ["/search.atom", "/export/{id}", "/static/{id}"]
)


@pytest.fixture
def room(told: str, open_room: Room) -> TestClient:
    return open_room(rate=0.0)


@pytest.mark.parametrize("path", [path for path in GETS if "{" in path])
def test_ids(room: TestClient, path: str) -> None:
    for one in IDS:
        answer = room.get(path.replace("{id}", one))
        assert answer.status_code in (200, 400, 404), (one, answer.status_code)
        assert answer.status_code != 200 or path.startswith("/add/"), one


@pytest.mark.parametrize("path", [path for path in GETS if "{" not in path])
def test_questions(room: TestClient, path: str) -> None:
    takes = next((page.known for page in PAGES if path in (page.path, page.data_path)), frozenset(("q", "after")))
    for name, value in itertools.chain(
        itertools.product(takes & {"q", "speaker", "side", "outlet", "story", "article", "utterance"}, QUERIES),
        itertools.product(
            takes & {"after", "limit", "version", "part", "at", "since", "until", "done", "pass"}, CURSORS
        ),
    ):
        told = value.encode("utf-8", "surrogatepass")
        answer = room.get(path, params={name: told})
        assert answer.status_code in (200, 400, 404), (name, value, answer.text[:300])


@pytest.mark.parametrize(
    "path", ["/search", "/search.json", "/timeline", "/positions", "/plots", "/search.atom", "/export/csv"]
)
def test_conditions_without_end(room: TestClient, path: str) -> None:
    """Labelled failing: 3,000 speakers made one page of 160 MB in half a minute; each stands in every link."""
    for name in ("speaker", "outlet", "kind", "issue"):
        answer = room.get(f"{path}?" + "&".join(f"{name}=x{n}" for n in range(MANY + 1)))
        assert answer.status_code == 400
    answer = room.get(f"{path}?" + "&".join(f"speaker={n:0100}" for n in range(MANY)))
    assert answer.status_code == 200 and len(answer.content) < 2_000_000


def test_addresses_without_end(room: TestClient) -> None:
    answer = room.get("/search.json?q=" + "a" * 9000)
    assert answer.status_code == 414 and answer.json()["status"] == 414


@pytest.mark.parametrize("action", ACTIONS, ids=lambda one: one.path)
def test_forms(room: TestClient, action: object) -> None:
    path = action.path.replace("{id}", "x")  # type: ignore[attr-defined]
    names = ("statement", "decision", "article", "text", "title", "outlet", "date", "lang", "url", "act", "expects", "next", "why", "name",
             "called", "side", "role", "since", "other", "judgement", "places.content", "quoted.content", "onto", "verdict", "type", "whom")  # fmt: skip
    for value in (
        "a\0b",
        "x",
        "9" * 400,
        "[" * 10_000,
        "{}",
        "\u202e",
        "null",
        "-1",
        "//evil.example",
        "0-99999999999999999999",
    ):
        answer = room.post(path, data=dict.fromkeys(names, value), headers=OWN)
        assert answer.status_code in (303, 400, 404, 409, 422), (value[:20], answer.text[:500])
        assert "\0" not in value or answer.status_code == 400
        assert answer.headers.get("location", "/").startswith("/") and not answer.headers.get(
            "location", "/"
        ).startswith("//")
    for kind in (
        "application/json",
        "text/plain",
        "multipart/form-data",
        "multipart/form-data; boundary=",
        "application/x-www-form-urlencoded; charset=utf-7",
    ):
        answer = room.post(path, content=b"statement=%ff%fe&%00=1", headers={**OWN, "content-type": kind})
        assert answer.status_code in (303, 400, 404, 409, 422), kind


@settings(max_examples=60, deadline=None)
@given(
    made=st.lists(
        st.tuples(
            st.sampled_from(["q", "speaker", "after", "since", "limit", "sort", "lang", "x", ""]), st.text(max_size=30)
        ),
        max_size=5,
    )
)
def test_any_question(reading: TestClient, made: list[tuple[str, str]]) -> None:
    told = [(name, value.encode("utf-8", "surrogatepass")) for name, value in made]
    for path in ("/search", "/search.json", "/search.atom", "/export/jsonl"):
        assert reading.get(path, params=told).status_code in (200, 400)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def reading(empty_file: object) -> TestClient:
    from onrecord.web.app import create_app
    from onrecord.web.settings import Settings

    return TestClient(create_app(Settings(str(empty_file), rate=0.0)), base_url=BASE, raise_server_exceptions=False)


@pytest.mark.parametrize(
    "goal",
    [
        "//[",
        "/[",
        "//[::1",
        "///evil.example",
        "/\\[",
        "http://[",
        "/%2f%2fevil.example",
        "/x?next=//evil",
        "\x00",
        "/" * 400,
    ],
)
def test_the_door_leads_inside_whatever_is_asked(guarded: TestClient, goal: str) -> None:
    """Labelled failing: `//[` broke the login page."""
    answer = guarded.get("/login", params={"next": goal})
    assert answer.status_code in (200, 400)
    if answer.status_code == 200:
        (led,) = [one.split('"')[0] for one in answer.text.split('name="next" value="')[1:]]
        assert led.startswith("/") and not led.startswith(("//", "/\\"))


def test_names_of_files_are_ours(room: TestClient) -> None:
    for name in ("x", "csv%0d%0aset-cookie:a=b", '";filename="evil.exe', "../csv", "..%2fcsv", "CSV"):
        assert room.get(f"/export/{name}").status_code in (400, 404)
    for name in FORMATS:
        answer = room.get(f"/export/{name}")
        if answer.status_code == 200:
            told = answer.headers["content-disposition"]
            assert (
                told.startswith('attachment; filename="onrecord-')
                and told.count('"') == 2
                and "html" not in answer.headers["content-type"]
            )
    for name in (
        "..%2f..%2fsettings.py",
        "%2e%2e/app.py",
        "room.css%00",
        "ROOM.CSS",
    ):
        assert room.get(f"/static/{name}").status_code == 404


@pytest.mark.parametrize("path", ["/", "/search", "/search.json", "/search.atom", "/static/room.css"])
def test_tags_are_compared_as_they_should(room: TestClient, path: str) -> None:
    tag = room.get(path).headers["etag"]
    strong = tag.removeprefix("W/")
    for told in (tag, strong, "W/" + strong, f'"x", {tag}', f'"x" ,{strong},"y"', "*"):
        answer = room.get(path, headers={"if-none-match": told})
        assert answer.status_code == 304 and answer.content == b"" and answer.headers["etag"] == tag, told
        assert answer.headers["cache-control"] and answer.headers["content-security-policy"]
    for told in ('"x"', strong.strip('"'), "", f"{strong}x", 'W/"*"'):
        assert room.get(path, headers={"if-none-match": told}).status_code == 200, told


def test_every_page_has_its_data_at_the_same_address(room: TestClient) -> None:
    for page in PAGES:
        if "{" not in page.path and page.path != "/":
            assert page.data_path == page.path + ".json"
            answer = room.get(page.data_path)
            assert (
                answer.headers["content-type"].startswith("application/json") and json.loads(answer.text)["ok"] is True
            )
            assert room.head(page.data_path).status_code == room.head(page.path).status_code == 200


def test_a_page_is_shown_to_the_end_though_one_cookie_is_broken(guarded: TestClient, open_room: Room) -> None:
    """Labelled failing: another program of this machine sets a cookie that is none, and everybody was logged out."""
    told = {"name": "ann", "password": "a long enough one"}
    held = guarded.post("/login", data=told, headers=OWN).cookies["onrecord"]
    guarded.cookies.clear()
    for cookie in (f"a[]=x; onrecord={held}", f'foo="; b={{}}; onrecord={held}', f"onrecord={held}; =; x"):
        assert guarded.get("/search", headers={"cookie": cookie}).status_code == 200, cookie
    two = [
        (b"cookie", b"a=b"),
        (b"cookie", f"onrecord={held}".encode()),
        *((k.encode(), v.encode()) for k, v in OWN.items()),
    ]
    assert guarded.post("/logout", headers=two).status_code == 303, "a proxy may send each cookie by itself"
