"""Whatever stands in an article, a title, a name: it is shown as it is written, and nothing else happens."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

import onrecord.web
from onrecord.model.issue import Codebook, Issue
from onrecord.record import Store, codebook, create_store, fetch
from onrecord.record.tables import statements, tensions
from onrecord.web.api.app import create_api
from onrecord.web.app import create_app
from onrecord.web.assets import held
from onrecord.web.routes import PAGES
from onrecord.web.settings import Settings
from tests.store.made import ISSUES, about, actor, entry, keep_all, said, with_issues
from tests.unit.web.conftest import BASE

ROOM = Path(onrecord.web.__file__).parent
HOSTILE = (
    "<script>alert(1)</script>", "</script><img src=x onerror=alert(1)>", "\" onmouseover=\"alert(1)", "' autofocus onfocus=alert(1) x='",
    "{{ 7*7 }}", "{% raw %}", "{0.__class__}", "%(n)s", "&lt;b&gt;", "&#x3c;script&#x3e;", "<!--", "]]>", "<svg/onload=alert(1)>",
    "javascript:alert(1)", "\u202eevil\u202c", "a\u0000b".replace("\0", "\u0001"), "\ufeff", "\u2028", "𝔘𝔫𝔦", "e\u0301", "<base href=//evil.example>",
    "</title><style>*{}</style>", "</textarea>", "--><b>", "<plaintext>", "\\u003cscript\\u003e",
)  # fmt: skip
words = (
    st.lists(
        st.sampled_from(HOSTILE)
        | st.text(st.characters(codec="utf-8", exclude_characters="\0\r"), min_size=1, max_size=12),
        min_size=1,
        max_size=4,
    )
    .map(" ".join)
    .filter(lambda text: text.strip())
)
ALLOWED = frozenset(
    "html head meta title link script body a header nav ul ol li form label input main section h1 h2 h3 h4 p div button footer "
    "select option dialog dl dt dd kbd article bdi span blockquote details summary table thead tbody tr th td code pre b i sup "
    "figure figcaption svg g rect line text aside br time textarea fieldset legend abbr defs pattern path circle strong em caption progress ins del mark small polygon polyline hr".split()
)
SCRIPT = {"src": re.compile(r"/static/[a-z]+\.js\?v=[0-9a-f]{12}")}


class Page(HTMLParser):
    """What a browser would make of a page: its elements and attributes, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


@dataclass
class Reading:
    """A room over one record to which articles are added."""

    client: TestClient
    store: Store
    articles: int = 0

    def pages(self, **told: str) -> list[Page]:
        """All pages of an article in which everything is hostile."""
        self.articles += 1
        name = f"a{self.articles}"
        with self.store.write() as session:
            who = actor(session, told["name"], side=told["side"])
            kept = {"outlet": told["outlet"], "title": told["title"], "url": f"{told['url']}#{name}"}
            keep_all(session, entry(name, [said(told["name"], told["content"], actor=who)], **kept))
            number = fetch.article_number(session, name)
            one = fetch.statements_of(session, number)[0]
        assert one.content_words == told["content"]
        ways = [
            f"/a/{one.article}",
            f"/s/{one.id}",
            f"/review?at={one.id}",
            f"/search?article={one.article}",
            "/",
            f"/search?speaker={one.actor}",
            f"/search?q={quote(told['title'][:400])}",
            f"/search?outlet={quote(told['outlet'][:400])}",
            f"/search?{quote(told['name'][:90])}=x",
            f"/x{quote(told['title'][:60])}",
        ]
        return [Page(self.client.get(way).text) for way in ways]


@pytest.fixture(scope="module")
def reading(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reading]:
    path = str(tmp_path_factory.mktemp("literal") / "onrecord.db")
    store = create_store(path)
    with store.write() as session:
        with_issues(session)
    store.close()
    app = create_app(Settings(path, rate=0.0))
    yield Reading(TestClient(app, base_url=BASE), app.state.record.store)
    app.state.record.close()


def shown(text: str) -> str:
    """As HTML shows it: characters that it does not have as a mark, no difference between kinds of blank."""
    return " ".join(re.sub("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]", "\ufffd", text).split())


def harmless(page: Page) -> None:
    for tag, attributes in page.elements:
        assert tag in ALLOWED, tag
        for name, value in attributes.items():
            assert not name.startswith("on") and name not in ("style", "srcdoc", "background", "ping"), name
            if name in ("href", "src", "action", "formaction"):
                assert value is not None and (
                    value.startswith(("/", "#"))
                    and not value.startswith("//")
                    or value.startswith("https://example.org/")
                ), value
        if tag == "script":
            assert SCRIPT["src"].fullmatch(attributes["src"] or ""), attributes


@settings(max_examples=20, deadline=None)
@given(told=st.fixed_dictionaries(dict.fromkeys(("content", "name", "title", "outlet", "side", "url"), words)))
def test_any_text_shows_as_written(reading: Reading, told: dict[str, str]) -> None:
    found = reading.pages(**told)
    for page in found:
        harmless(page)
    for page in found[:3]:
        assert shown(told["content"]) in shown(page.text)
        assert shown(told["name"]) in shown(page.text)
        assert shown(told["outlet"]) in shown(page.text)


@pytest.fixture(scope="module")
def everywhere(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A record in which everything that anybody can write is hostile: articles, actors and their roles, the codebook, what
    was pasted, decisions and their reasons; with utterances, tensions and orphans."""
    path = str(tmp_path_factory.mktemp("everywhere") / "onrecord.db")
    evil = "".join(HOSTILE[:4]).replace("\n", " ") + " {{7*7}} javascript:alert(1)"
    store = create_store(path)
    with store.write() as session:
        book = tuple(
            Issue(name, {"en": f"{evil} {name}", "uk": f"{evil} {name}"}, {"en": (f"{evil} {name}",), "uk": ("вода",)})
            for name in ISSUES
        )
        codebook.load(session, Codebook(evil, book))
        who = actor(session, f"Мовець {evil}", f"Speaker {evil}", side=f"side {evil}")
        other = actor(session, f"Інша {evil}", side=evil)
        for n, (outlet, stance) in enumerate((("A", "support"), ("B", "oppose"), ("C", "support"))):
            sayings = [
                said(f"Мовець {evil}", f"вода належить усім {evil}", about("ceasefire", stance), actor=who),
                said(
                    f"Інша {evil}", f"вода належить усім {evil}", about("ceasefire", "oppose"), actor=other, act="deny"
                ),
            ]
            told = {
                "outlet": f"{outlet} {evil}",
                "title": f"title {evil}",
                "url": f"javascript:alert({n})//{evil}",
                "story": f"s {evil}",
            }
            keep_all(session, entry(f"{evil}{n}", sayings, **told))
    store.close()
    app = create_app(Settings(path, rate=0.0), create_api)
    record = app.state.record
    for _ in record.match():
        pass
    with record.store.write() as session:
        first, second = session.execute(sa.select(statements.c.number).order_by(statements.c.number).limit(2)).scalars()
        values = {"number": 1, "id": "tx", "a": first, "b": second, "kind": "contradiction", "rule": "r1"}
        session.execute(sa.insert(tensions), {**values, "why": f"{evil}: [a] | [b]", "confidence": 0.7})
    client = TestClient(app, base_url=BASE)
    one = record.find("", limit=1).items[0]
    record.review.edit(one.id, "role", f"role {evil}", coder=evil, why=f"why {evil}")
    record.review.reject([one.id], coder="<b>b</b>", why=evil, pass_name=evil[:90])
    record.people.rename(one.actor, f"Назва {evil}", coder=evil, why=evil)
    ours = {"origin": BASE}
    client.post("/add/text", data={"text": evil, "title": evil, "outlet": evil}, headers=ours)
    client.post("/add/files", files={"files": (f"{evil}.txt", b"\0\1" * 99)}, headers=ours)
    yield client
    record.close()


def test_every_page_of_a_hostile_record(everywhere: TestClient) -> None:
    """Each page that there is, with each id that the others name; and each refusal, which repeats what was asked."""
    record = everywhere.app.state.record  # type: ignore[attr-defined]
    found = record.find("", limit=100).items
    ids = {one.id for one in found} | {one.article for one in found} | {one.actor for one in found if one.actor}
    ids |= (
        {one.utterance for one in found if one.utterance}
        | {one.id for one in record.tensions(limit=100).items}
        | set(ISSUES)
    )
    assert any(name.startswith("u") for name in ids)
    seen: set[str] = set()
    evil = quote(HOSTILE[1] + HOSTILE[2])
    for page in PAGES:
        told = [page.path.replace("{id}", name) for name in ids] if "{id}" in page.path else [page.path]
        for one in (*told, *(f"{page.path.replace('{id}', evil)}?{name}={evil}" for name in (*page.known, evil))):
            answer = everywhere.get(one)
            assert answer.status_code in (200, 400, 404), one
            assert answer.headers["content-type"] == "text/html; charset=utf-8"
            harmless(Page(answer.text))
            if answer.status_code == 200:
                seen.add(page.path)
            bare, _, asked = one.partition("?")
            data = everywhere.get(f"{'/start' if bare == '/' else bare}.json?{asked}")
            assert data.headers["content-type"].startswith("application/json")
    assert {page.path for page in PAGES} - seen == set()
    harmless(Page(everywhere.get("/api/v1/docs").text))


@pytest.mark.parametrize("hostile", HOSTILE)
def test_each_hostile_text(reading: Reading, hostile: str) -> None:
    for page in reading.pages(**dict.fromkeys(("content", "name", "title", "outlet", "side", "url"), f"x{hostile}")):
        harmless(page)


REMOTE = re.compile(
    r"""(?:src|href|action|data|poster|srcset|xlink:href)\s*=\s*["']?\s*(?:https?:)?//|url\((?!#)|@import|https?://(?!www\.w3\.org/)"""
)


def test_templates_and_assets_name_no_other_server() -> None:
    files = [*ROOM.rglob("templates/**/*.html"), *ROOM.glob("static/*")]
    assert len(files) > 8
    for path in files:
        assert not REMOTE.search(path.read_text(encoding="utf-8")), path


def test_nothing_is_inline() -> None:
    for path in ROOM.rglob("templates/**/*.html"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(
            r"\sstyle=|<style|\son\w+=|<script(?![^>]*\ssrc=)|javascript:|\|\s*safe|autoescape", text
        ), path


def test_scripts_make_no_text_into_elements() -> None:
    for path in ROOM.glob("static/*.js"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(
            r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|setTimeout\(\s*[\"']", text
        ), path


def test_assets_are_small_and_kept_for_long(room: TestClient) -> None:
    assert sum(len(data) for data, _ in held().values()) < 100_000
    for name, (data, version) in held().items():
        answer = room.get(f"/static/{name}?v={version}")
        assert answer.content == data
        assert "immutable" in answer.headers["cache-control"]
        assert "immutable" not in room.get(f"/static/{name}?v=other").headers["cache-control"]
