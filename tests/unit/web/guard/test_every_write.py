"""Every way to change the record, found by looking at the routes, and each attacked in every way that we know of.

A new route that takes anything but GET fails here until it has a line in `SENT`: what a reviewer would send to it."""

import contextlib
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from starlette.routing import BaseRoute, Mount, Route
from starlette.testclient import TestClient

from onrecord.articles import fetch
from onrecord.articles.fetch import Fetched
from onrecord.record import accounts, audit
from onrecord.web.api.app import create_api
from onrecord.web.app import create_app
from onrecord.web.guard.passwords import digest, hashed
from onrecord.web.guard.people import COOKIE, now
from onrecord.web.settings import Settings
from tests.unit.web.conftest import BASE, PASSWORD

OWN = {"origin": BASE, "sec-fetch-site": "same-origin"}
TEXT = "Мер Корнель Вадаш заявив, що міст відкриють у травні."
Ids = dict[str, str]
Sent = dict[str, Any]
SENT: dict[str, Callable[[Ids], Sent]] = {
    "/review/accept": lambda ids: {"data": {"statement": ids["s"]}},
    "/review/reject": lambda ids: {"data": {"statement": ids["s"]}},
    "/review/edit": lambda ids: {"data": {"statement": ids["s"], "act": "warn"}},
    "/review/settle": lambda ids: {"data": {"statement": ids["s"], "drop": "yes"}},
    "/review/undo": lambda ids: {"data": {"decision": ids["d"]}},
    "/review/add": lambda ids: {"data": {"article": ids["a"], "places.content": "0-4", "places.cue": "5-9"}},
    "/actors/{id}/merge": lambda ids: {"data": {"other": ids["q"]}},
    "/actors/{id}/split": lambda ids: {"data": {"statement": ids["said"], "called": "Хтось"}},
    "/actors/{id}/rename": lambda ids: {"data": {"called": "Мира"}},
    "/actors/{id}/side": lambda ids: {"data": {"side": "Інша"}},
    "/actors/{id}/type": lambda ids: {"data": {"type": "organization"}},
    "/actors/{id}/name": lambda ids: {"data": {"name": "Мирослава", "language": "uk"}},
    "/actors/{id}/role": lambda ids: {"data": {"role": "речниця", "since": "2031"}},
    "/actors/{id}/stands-for": lambda ids: {"data": {"whom": ids["q"]}},
    "/actors/{id}/undo": lambda ids: {"data": {"decision": ids["p_d"]}},
    "/add/text": lambda ids: {"data": {"text": TEXT}},
    "/add/files": lambda ids: {"files": {"files": ("a.txt", TEXT.encode())}},
    "/add/url": lambda ids: {"data": {"url": "https://news.example/1"}},
    "/api/v1/articles": lambda ids: {"json": {"text": TEXT}},
    "/api/v1/decisions": lambda ids: {"json": {"action": "accept", "statements": [ids["s"]]}},
}
"""Write route -> what would change the record if it came from a reviewer."""
IDLE = frozenset({"/review/settle"})
"""Those for which the small record holds nothing that could be changed: refused even to those who may."""
OTHERS: dict[str, Sent] = {
    "/login": {"data": {"name": "ann", "password": PASSWORD}},
    "/logout": {},
    "/api/v1/read": {"json": {"text": TEXT}},
}
"""What is no GET and changes nothing that a reviewer has to judge: in, out, and reading without keeping."""
ELSEWHERE: tuple[dict[str, str], ...] = (
    {"origin": "https://evil.example"}, {"origin": "null"}, {"origin": BASE + "0"}, {"origin": "http://["},
    {"origin": BASE, "sec-fetch-site": "cross-site"}, {"origin": BASE, "sec-fetch-site": "same-site"},
    {"sec-fetch-site": "none"}, {"sec-fetch-site": "cross-site"}, {"origin": "http://evil.example", "referer": BASE},
)  # fmt: skip


def routes_of(routes: list[BaseRoute], before: str = "") -> Iterator[tuple[str, str]]:
    for one in routes:
        if isinstance(one, Mount):
            yield from routes_of(list(one.routes), before + one.path)
        else:
            assert isinstance(one, Route), f"{one}: of a kind that the guards were not tried with"
            yield from ((method, before + one.path) for method in one.methods or ("ANY",))


@pytest.fixture(scope="module")
def kept() -> str:
    return hashed(PASSWORD)


@pytest.fixture
def desk(told: str, kept: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    """A room with API and the accounts `ann` (reader) and `rev` (reviewer), and tokens by their names."""

    def get(url: str, allow_private: bool = False) -> Fetched:
        return Fetched(TEXT.encode(), url, "text/plain; charset=utf-8", now())

    monkeypatch.setattr(fetch, "get", get)
    app = create_app(Settings(told, accounts=True, rate=0.0), create_api)
    hour = timedelta(hours=1)
    with app.state.record.store.write() as session:
        for name, role in (("ann", "reader"), ("rev", "reviewer")):
            one = accounts.add(session, name, role, kept, now())  # type: ignore[arg-type]
            for kind in ("session", "token"):
                accounts.give(session, one, kind, digest(f"{name}-{kind}"), role, now(), now() + hour)  # type: ignore[arg-type]
                accounts.give(session, one, kind, digest(f"{name}-{kind}-old"), role, now(), now() - hour)  # type: ignore[arg-type]
            accounts.give(session, one, "token", digest(f"{name}-narrow"), "reader", now(), now() + hour)
    with TestClient(app, base_url=BASE, raise_server_exceptions=False, follow_redirects=False) as client:
        yield client


@pytest.fixture
def ids(desk: TestClient) -> Ids:
    """Of a statement, its article, two actors, a statement of the first, and of decisions that can be undone."""
    record = desk.app.state.record  # type: ignore[attr-defined]
    from onrecord.model.wanted import Wanted

    found = record.find(Wanted(), limit=20).items
    mira = next(one for one in found if one.actor)
    free = next(one for one in found if not one.actor)
    (decided,) = record.review.accept([mira.id], coder="x")
    other, _ = record.people.split(mira.actor, statements=[mira.id], name="Друга", coder="x")
    told = record.people.rename(mira.actor, "Перша", coder="x")
    own = next(one.id for one in record.find(Wanted(), limit=20).items if one.actor == mira.actor)
    return {"s": free.id, "a": free.article, "p": mira.actor, "q": other, "said": own, "d": decided.id, "p_d": told.id}


def dump(room: TestClient, *, but: tuple[str, ...] = ()) -> list[str]:
    """All that the record holds, as SQL."""
    with room.app.state.record.store.read() as session:  # type: ignore[attr-defined]
        lines = session.connection.connection.iterdump()
        return [one for one in lines if not any(one.startswith(f'INSERT INTO "{name}"') for name in but)]


def send(room: TestClient, path: str, ids: Ids, headers: dict[str, str], method: str = "POST") -> int:
    bare = path.removesuffix(".json")
    told = SENT[bare](ids) if bare in SENT else OTHERS[bare]
    return room.request(method, path.replace("{id}", ids["p"]), headers=headers, **told).status_code


def everything() -> list[str]:
    pages = [path + ending for path in SENT if not path.startswith("/api/") for ending in ("", ".json")]
    return [*pages, *(path for path in SENT if path.startswith("/api/"))]


def test_every_write_is_known(desk: TestClient) -> None:
    found = list(routes_of(desk.app.routes))  # type: ignore[attr-defined]
    writes = {path for method, path in found if method not in ("GET", "HEAD")}
    assert writes == set(everything()) | set(OTHERS)
    assert {method for method, _ in found} <= {"GET", "HEAD", "POST"}


@pytest.mark.parametrize("path", [*everything(), *OTHERS])
def test_nothing_from_elsewhere(desk: TestClient, ids: Ids, path: str) -> None:
    before = dump(desk)
    ways = ({"cookie": f"{COOKIE}=rev-session"}, {"authorization": "Bearer rev-token"})
    for shown in ways:
        for told in ELSEWHERE:
            for method in ("POST", "PUT", "DELETE", "PATCH"):
                assert send(desk, path, ids, {**shown, **told}, method) == 403, (shown, told, method)
    assert send(desk, path, ids, ways[0]) == 403, "a cookie alone, without where it comes from"
    assert dump(desk) == before


@pytest.mark.parametrize("path", [*everything(), "/api/v1/read", "/logout"])
def test_nothing_from_nobody(desk: TestClient, ids: Ids, path: str) -> None:
    before = dump(desk)
    for shown in (
        {}, {"cookie": f"{COOKIE}=none"}, {"cookie": f"{COOKIE}=rev-session-old"}, {"cookie": f"{COOKIE}=rev-token"},
        {"authorization": "Bearer none"}, {"authorization": "Bearer rev-token-old"}, {"authorization": "Bearer "},
        {"authorization": "Bearer rev-session"}, {"authorization": f"Bearer {digest('rev-token')}"},
    ):  # fmt: skip
        for told in (OWN, {}):
            assert send(desk, path, ids, {**shown, **told}) == 401, (shown, told)
    assert dump(desk) == before


@pytest.mark.parametrize("path", everything())
def test_nothing_from_readers(desk: TestClient, ids: Ids, path: str) -> None:
    before = dump(desk)
    for shown in (
        {"cookie": f"{COOKIE}=ann-session"}, {"authorization": "Bearer ann-token"},
        {"authorization": "Bearer rev-narrow"}, {"authorization": "Bearer ann-narrow"},
    ):  # fmt: skip
        assert send(desk, path, ids, {**shown, **OWN}) == 403, shown
    assert dump(desk) == before


@pytest.mark.parametrize("path", [path for path in everything() if path not in IDLE and path[:-5] not in IDLE])
def test_a_change_and_its_row_come_together_or_not_at_all(
    desk: TestClient, ids: Ids, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = dump(desk)
    shown = {**OWN, "cookie": f"{COOKIE}=rev-session"}

    def broken(_: object) -> None:
        raise OSError("the disk is full")

    with monkeypatch.context() as patched:
        patched.setattr(audit, "note", broken)
        assert send(desk, path, ids, shown) == 500
        assert dump(desk) == before
    assert send(desk, path, ids, shown) in (200, 303)
    with desk.app.state.record.store.read() as session:  # type: ignore[attr-defined]
        rows = audit.latest(session.connection)
    assert rows and {(row.who, row.what) for row in rows} == {("rev", f"POST {path.replace('{id}', ids['p'])}")}
    assert dump(desk, but=("audit",)) != [one for one in before if not one.startswith('INSERT INTO "audit"')]


def test_nothing_is_written_by_asking(desk: TestClient, ids: Ids, monkeypatch: pytest.MonkeyPatch) -> None:
    """No GET changes anything: a link, an image or a prefetch of another site may make a browser send one."""
    store = desk.app.state.record.store  # type: ignore[attr-defined]

    @contextlib.contextmanager
    def written() -> Iterator[None]:
        raise AssertionError("a GET wrote")
        yield

    monkeypatch.setattr(type(store), "write", lambda self: written())
    asked = 0
    for method, path in routes_of(desk.app.routes):  # type: ignore[attr-defined]
        if method not in ("GET", "HEAD"):
            continue
        for one in ids.values():
            to = path.replace("{id}", one).replace("{name}", "csv")
            more = {"target": one} if path == "/api/v1/decisions" else {}
            answer = desk.request(method, to, headers={"cookie": f"{COOKIE}=rev-session"}, params=more)
            assert answer.status_code in (200, 303, 404), (method, to, answer.text)
            asked += 1
    assert asked > 300


def test_methods_are_not_hidden_in_what_is_sent(desk: TestClient, ids: Ids) -> None:
    before = dump(desk)
    shown = {"cookie": f"{COOKIE}=rev-session"}
    for path in SENT:
        to = path.replace("{id}", ids["p"])
        for told in ({"x-http-method-override": "POST"}, {"x-method-override": "POST"}, {"x-http-method": "POST"}):
            desk.get(to, headers={**shown, **told}, params={"_method": "POST"})
    assert dump(desk) == before
