import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from starlette.testclient import TestClient

from onrecord.articles import fetch
from onrecord.articles.fetch import Fetched
from onrecord.model.kept import EDITABLE
from onrecord.web.api.document import document, schemas, text
from onrecord.web.api.endpoints import ENDPOINTS, Endpoint

ROOT = Path(__file__).parents[4]
TEXT = "Мер Корнель Вадаш заявив, що міст відкриють у травні. «Ми встигнемо», — сказав він журналістам."
LISTS = [one for one in ENDPOINTS if one.method == "GET" and "{id}" not in one.path and one.path != "/decisions"]
Headers = Callable[..., dict[str, str]]


def fits(name: str, value: Any) -> None:
    schema = {"$ref": f"#/components/schemas/{name}", "components": {"schemas": schemas()}}
    jsonschema.validate(value, schema, cls=jsonschema.Draft202012Validator)


def everything(api: TestClient, url: str) -> Iterator[Any]:
    following: str | None = url
    while following:
        page = api.get(following).json()
        yield from page["items"]
        assert (page["next"] is None) == (page["next_url"] is None)
        following = page["next_url"]


def test_the_shipped_document_is_what_the_app_gives(api: TestClient) -> None:
    shipped = (ROOT / "schema" / "openapi.json").read_text(encoding="utf-8")
    assert shipped == text() == api.get("/api/v1/openapi.json").text
    assert document()["openapi"] == "3.1.0"


def test_every_schema_is_one_and_is_used() -> None:
    told = json.dumps(document())
    for name, schema in schemas().items():
        jsonschema.Draft202012Validator.check_schema(schema)
        assert f'"#/components/schemas/{name}"' in told, name


@pytest.mark.parametrize("one", LISTS, ids=lambda one: one.path)
def test_lists_are_as_they_are_described(api: TestClient, one: Endpoint) -> None:
    answer = api.get(f"/api/v1{one.path}")
    assert answer.status_code == 200
    fits(one.answer, answer.json())
    again = api.get(f"/api/v1{one.path}", headers={"if-none-match": answer.headers["etag"]})
    assert again.status_code == 304 and not again.content
    assert api.head(f"/api/v1{one.path}").status_code == 200


@pytest.mark.parametrize("one", ENDPOINTS, ids=lambda one: f"{one.method} {one.path}")
def test_unknown_parameters_are_errors_that_name_the_known(api: TestClient, one: Endpoint) -> None:
    path = f"/api/v1{one.path.replace('{id}', 'x')}?speeker=a"
    answer = api.get(path) if one.method == "GET" else api.post(path, json={})
    assert answer.status_code == 400
    fits("Error", answer.json())
    assert "speeker" in answer.json()["error"]
    assert all(name in answer.json()["error"] for name in one.known)


@pytest.mark.parametrize("name", ["ui", "theme"])
def test_what_chooses_looks_is_for_pages(api: TestClient, name: str) -> None:
    assert api.get(f"/api/v1/statements?{name}=uk").status_code == 400


def test_things_are_as_they_are_described(api: TestClient) -> None:
    statement = api.get("/api/v1/statements?q=вода").json()["items"][0]
    found = {
        "OneStatement": f"/statements/{statement['id']}",
        "OneArticle": f"/articles/{statement['article']}",
        "OneActor": f"/actors/{statement['actor']}",
        "OneIssue": "/issues/ceasefire",
    }
    for name, path in found.items():
        fits(name, api.get(f"/api/v1{path}").json())
    assert api.get(f"/api/v1{found['OneStatement']}").json()["item"] == statement
    article = api.get(f"/api/v1{found['OneArticle']}").json()["item"]
    assert [one["id"] for one in article["statements"]] and article["text"]
    (start, end), *_ = statement["spans"]["content"]
    assert article["text"][start:end] == statement["content"] == "вода належить усім"
    assert api.get("/api/v1/issues/ceasefire").json()["item"]["stances"]["support"] == 2


@pytest.mark.parametrize("path", ["statements", "articles", "actors", "issues", "utterances", "tensions"])
def test_what_is_not_there(api: TestClient, path: str) -> None:
    for one in ("nothing", "%00", "u", "uxyz", "..%2F..", "%F0%9F%92%A9", "a" * 3000):
        answer = api.get(f"/api/v1/{path}/{one}")
        assert answer.status_code == 404, one
        fits("Error", answer.json())


def test_pages_follow_each_other(api: TestClient) -> None:
    whole = [one["id"] for one in api.get("/api/v1/statements?limit=100&sort=oldest").json()["items"]]
    parts = [one["id"] for one in everything(api, "/api/v1/statements?limit=2&sort=oldest")]
    assert len(whole) == 5 and parts == whole
    assert len(list(everything(api, "/api/v1/articles?limit=1"))) == 2
    assert len(list(everything(api, "/api/v1/actors?limit=1"))) == api.get("/api/v1/actors").json()["total"]
    days = api.get("/api/v1/timeline?limit=1").json()
    assert len(list(everything(api, "/api/v1/timeline?limit=1"))) == days["total"]


@pytest.mark.parametrize(
    "path",
    ["statements?sort=oldest", "statements?sort=newest", "statements?state=any&sort=relevance", "articles?"],
)
def test_pages_stand_still_while_articles_are_added(api: TestClient, path: str) -> None:
    before = [one["id"] for one in everything(api, f"/api/v1/{path}&limit=100")]
    assert len(before) > 1
    page = api.get(f"/api/v1/{path}&limit=1").json()
    seen = [one["id"] for one in page["items"]]
    for n in range(3):
        told = {"text": f"Мер Андрій Бовк-{n} заявив, що вода прийде в травні.", "id": f"n{n}", "date": f"203{n}-05-14"}
        assert api.post("/api/v1/articles", json=told).json()["added"] == 1
        page = api.get(page["next_url"]).json() if page["next_url"] else {"items": [], "next_url": None}
        seen += [one["id"] for one in page["items"]]
    seen += [one["id"] for one in everything(api, page["next_url"])] if page["next_url"] else []
    assert len(seen) == len(set(seen)), "nothing comes twice"
    assert [one for one in seen if one in before] == before, "nothing that was there is left out"


def test_cursors_are_of_their_own_search(api: TestClient) -> None:
    cursor = api.get("/api/v1/statements?limit=1").json()["next"]
    assert api.get(f"/api/v1/statements?limit=3&after={cursor}").status_code == 200
    for wrong in (
        f"/statements?q=вода&after={cursor}",
        f"/actors?after={cursor}",
        "/statements?after=%25",
        "/articles?after=W10",
    ):
        assert api.get(f"/api/v1{wrong}").status_code == 400, wrong


@pytest.mark.parametrize(
    "query",
    [
        "limit=0", "limit=101", "limit=x", "limit=1&limit=2", "sort=best", "act=sing", "lang=de", "since=2031-02-30",
        "hedged=maybe", "q=a&q=b", "verdict=fine", "q=" + "a" * 501, "q=%00",
    ],
)  # fmt: skip
def test_values_that_cannot_be(api: TestClient, query: str) -> None:
    answer = api.get(f"/api/v1/statements?{query}")
    assert answer.status_code == 400
    fits("Error", answer.json())


def test_the_same_as_the_pages(api: TestClient) -> None:
    for query in ("q=вода", "speaker=Міра Талевська", "issue=sanctions&stance=oppose", "hedged=yes", "verdict=any"):
        page = api.get(f"/search.json?{query}").json()
        told = api.get(f"/api/v1/statements?{query}").json()
        assert [one["statement"] for one in page["cards"]] == told["items"] and page["total"] == told["total"]


def test_articles_are_filtered(api: TestClient) -> None:
    assert api.get("/api/v1/articles?lang=en").json()["total"] == 1
    assert api.get("/api/v1/articles?outlet=Перехрестя").json()["items"][0]["statements"] == 3
    assert api.get("/api/v1/articles?story=none").json()["total"] == 0


def test_methods_and_paths_that_there_are_not(api: TestClient) -> None:
    for method in ("PUT", "DELETE", "PATCH", "OPTIONS"):
        answer = api.request(method, "/api/v1/articles")
        assert answer.status_code == 405 and set(answer.headers["allow"].split(", ")) >= {"GET", "POST"}
        fits("Error", answer.json())
    for path in ("nothing", "statements/", "articles/a/b", "sql"):
        answer = api.get(f"/api/v1/{path}")
        assert answer.status_code == 404
        fits("Error", answer.json())


def test_reading_keeps_nothing(api: TestClient) -> None:
    before = api.get("/api/v1/statements").json()["total"]
    answer = api.post("/api/v1/read", json={"text": TEXT, "date": "2031-05-14", "lang": "uk"})
    assert answer.status_code == 200 and answer.headers["cache-control"] == "no-store"
    fits("OneReading", answer.json())
    assert answer.json()["item"]["statements"] and answer.json()["item"]["text"] == TEXT
    sent = api.post(
        "/api/v1/read?lang=uk", content=TEXT.encode(), headers={"content-type": "text/plain; charset=utf-8"}
    )
    assert sent.json()["item"]["statements"] == answer.json()["item"]["statements"]
    assert api.get("/api/v1/statements").json()["total"] == before


def test_articles_are_kept(api: TestClient) -> None:
    told = {"text": TEXT, "id": "x1", "date": "2031-05-14", "outlet": "Міст", "title": "Травень"}
    answer = api.post("/api/v1/articles", json=told)
    fits("Taken", answer.json())
    assert answer.json()["added"] == 1
    (made,) = answer.json()["items"]
    kept = api.get(f"/api/v1/articles/{made['id']}").json()["item"]
    assert (kept["text"], kept["title"], kept["date"], kept["id"]) == (TEXT, "Травень", "2031-05-14", "x1")
    assert api.post("/api/v1/articles", json=told).json()["unchanged"] == 1
    assert api.post("/api/v1/articles", json={**told, "text": TEXT + " Кінець."}).json()["changed"] == 1
    many = api.post("/api/v1/articles", json={"articles": [{"text": "Слово стоїть."}, {"text": "…"}]}).json()
    assert many["added"] == 1 and [one["where"] for one in many["skipped"]] == ["articles[1]"]
    plain = api.post(
        "/api/v1/articles?outlet=Лист&id=x9", content=TEXT.encode(), headers={"content-type": "text/plain"}
    )
    assert plain.json()["added"] == 1


def test_articles_that_cannot_be_read(api: TestClient) -> None:
    answer = api.post("/api/v1/articles", json={"text": "123 …"})
    assert answer.status_code == 422
    fits("Error", answer.json())
    assert "no word" in answer.json()["error"]


def test_pages_of_the_net_are_kept_with_time_and_hash(api: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    from onrecord.web.guard.people import now

    def get(url: str, allow_private: bool = False) -> Fetched:
        assert not allow_private
        return Fetched(TEXT.encode(), url, "text/plain; charset=utf-8", now())

    monkeypatch.setattr(fetch, "get", get)
    (made,) = api.post("/api/v1/articles", json={"fetch": "https://news.example/1"}).json()["items"]
    kept = api.get(f"/api/v1/articles/{made['id']}").json()["item"]
    assert kept["url"] == "https://news.example/1" and kept["fetched"] and len(kept["raw_sha256"]) == 64


def test_pages_that_may_not_be_asked_for(api: TestClient) -> None:
    for url in ("http://127.0.0.1/", "http://169.254.169.254/", "file:///etc/passwd", "http://a@b.example/"):
        answer = api.post("/api/v1/articles", json={"fetch": url})
        assert answer.status_code == 422
        fits("Error", answer.json())


@pytest.mark.parametrize(
    ("kind", "body", "status"),
    [
        ("application/json", b"{", 400),
        ("application/json", b"\xff", 400),
        ("application/json", b"[" * 100_000, 400),
        ("application/json", b'{"text": NaN}', 400),
        ("application/json", b'{"text": 5}', 400),
        ("application/json", b'{"text": ""}', 400),
        ("application/json", b'{"text": "a\\u0000b"}', 400),
        ("application/json", b'{"text": "a\\ud800b"}', 400),
        ("application/json", b'{"text": "a", "id": null}', 400),
        ("application/json", b'{"text": "a", "date": "2031"}', 400),
        ("application/json", b'{"text": "a", "date": "2031-02-30"}', 400),
        ("application/json", b'{"text": "' + b"a" * 200_001 + b'"}', 400),
        ("application/json", b"[]", 400),
        ("application/xml", b"<a/>", 415),
        ("", b"{}", 415),
        ("text/plain", b"\xff\xfe", 400),
        ("text/plain", b"", 400),
    ],
)
def test_bodies_that_cannot_be(api: TestClient, kind: str, body: bytes, status: int) -> None:
    answer = api.post("/api/v1/read", content=body, headers={"content-type": kind})
    assert answer.status_code == status
    fits("Error", answer.json())


def test_bodies_over_their_cap_and_packed_ones(told: str, open_api: Any) -> None:
    api = open_api(upload=1000)
    assert api.post("/api/v1/articles", json={"text": "а" * 1000}).status_code == 413
    packed = api.post("/api/v1/read", content=b"x", headers={"content-encoding": "gzip"})
    assert packed.status_code == 415


def test_decisions_are_made_and_taken_back(api: TestClient) -> None:
    first, second, *_ = (one["id"] for one in api.get("/api/v1/statements").json()["items"])

    def decide(**told: Any) -> Any:
        answer = api.post("/api/v1/decisions", json=told)
        assert answer.status_code == 200, answer.text
        fits("Made", answer.json())
        return answer.json()["items"]

    decide(action="accept", statements=[first, second], why="read")
    (edited,) = decide(action="edit", statement=first, field="hedged", value=True)
    assert api.get(f"/api/v1/statements/{first}").json()["item"]["hedged"] is True
    decide(action="undo", decision=edited["id"])
    decide(action="reject", statements=[second])
    assert api.get("/api/v1/statements").json()["total"] == 4
    told = api.get("/api/v1/decisions", params={"target": first}).json()
    fits("Decisions", told)
    assert [one["action"] for one in told["items"]] == ["accept", "edit", "undo"]
    assert api.post("/api/v1/decisions", json={"action": "undo", "decision": edited["id"]}).status_code == 409
    with api.app.state.record.store.read() as session:  # type: ignore[attr-defined]
        from onrecord.record import audit

        assert [row.what for row in audit.latest(session.connection)][:1] == ["POST /api/v1/decisions"]


@pytest.mark.parametrize(
    ("told", "status"),
    [
        ({"action": "forget", "statements": ["s"]}, 400),
        ({"action": "accept", "statements": []}, 400),
        ({"action": "accept", "statements": ["s"] * 501}, 400),
        ({"action": "accept", "statements": ["nothing"]}, 404),
        ({"action": "accept", "statements": ["nothing"], "coder": "somebody else"}, 400),
        ({"action": "edit", "statement": "nothing", "field": "speaker", "value": "x"}, 404),
        ({"action": "edit", "statement": "nothing", "field": "number", "value": "x"}, 400),
        ({"action": "undo", "decision": "dnothing"}, 404),
        ({"action": "undo"}, 400),
        ({}, 400),
    ],
)
def test_decisions_that_cannot_be(api: TestClient, told: Any, status: int) -> None:
    answer = api.post("/api/v1/decisions", json=told)
    assert answer.status_code == status, answer.text
    fits("Error", answer.json())


def test_values_that_no_field_has_are_refused_and_never_break(api: TestClient) -> None:
    one = api.get("/api/v1/statements").json()["items"][0]["id"]
    for value in (
        None,
        {},
        [],
        [[]],
        {"a": 1},
        5,
        10**30,
        "x",
        "",
        True,
        [[0, 1]],
        [[1, 0]],
        [["a", "b"]],
        [[10**30, 1]],
    ):
        for field in EDITABLE:
            told = {"action": "edit", "statement": one, "field": field, "value": value}
            answer = api.post("/api/v1/decisions", json=told)
            assert answer.status_code in (200, 400, 404, 409), (field, value, answer.text)


def test_tokens_and_their_scopes(tokens: tuple[TestClient, Headers]) -> None:
    api, headers = tokens
    told = {"text": TEXT}
    assert api.get("/api/v1/statements").status_code == 401
    fits("Error", api.get("/api/v1/statements").json())
    assert api.get("/api/v1/openapi.json").status_code == 401
    reader, reviewer = headers("reader"), headers("reviewer")
    narrow, expired = headers("reviewer", scope="reader"), headers("reviewer", lasting=-1)
    assert api.get("/api/v1/statements", headers=reader).status_code == 200
    assert api.post("/api/v1/read", json=told, headers=reader).status_code == 200
    for who, status in ((reader, 403), (narrow, 403), (expired, 401), ({}, 401), ({"authorization": "Basic x"}, 401)):
        assert api.post("/api/v1/articles", json=told, headers=who).status_code == status
        assert api.post("/api/v1/decisions", json={}, headers=who).status_code == status
    assert api.post("/api/v1/articles", json=told, headers=reviewer).status_code == 200


def test_other_sites_pages_change_nothing(api: TestClient) -> None:
    for headers in ({"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}, {"origin": "null"}):
        assert api.post("/api/v1/articles", json={"text": TEXT}, headers=headers).status_code == 403


def test_other_sites_pages_read_nothing_unless_they_are_named(told: str, open_api: Any) -> None:
    ours, theirs = "https://desk.example", "https://evil.example"
    for api in (open_api(), open_api(origins=(ours,))):
        for origin in (theirs, "null", ours + ".evil.example", "http://desk.example"):
            answer = api.get("/api/v1/statements", headers={"origin": origin})
            assert "access-control-allow-origin" not in answer.headers
    api = open_api(origins=(ours,))
    answer = api.get("/api/v1/statements", headers={"origin": ours})
    assert answer.headers["access-control-allow-origin"] == ours and "Origin" in answer.headers["vary"]
    assert "access-control-allow-credentials" not in answer.headers
    assert "access-control-allow-origin" not in api.get("/search.json", headers={"origin": ours}).headers
    asked = {"origin": ours, "access-control-request-method": "GET", "access-control-request-headers": "authorization"}
    assert api.options("/api/v1/statements", headers=asked).status_code == 204
    assert (
        api.options("/api/v1/articles", headers={**asked, "access-control-request-method": "POST"}).status_code == 405
    )
    assert api.post("/api/v1/articles", json={"text": TEXT}, headers={"origin": ours}).status_code == 403
    wrong = api.get("/api/v1/nothing", headers={"origin": ours})
    assert wrong.status_code == 404 and wrong.headers["access-control-allow-origin"] == ours


@pytest.mark.parametrize("origin", ["*", "null", "desk.example", "https://desk.example/", "https://*.example"])
def test_origins_are_named_whole(where: str, open_api: Any, origin: str) -> None:
    from onrecord.errors import Refused

    with pytest.raises(Refused):
        open_api(origins=(origin,))


def test_its_page_needs_nothing_from_elsewhere(api: TestClient) -> None:
    answer = api.get("/api/v1/docs")
    assert answer.status_code == 200 and "script-src 'self'" in answer.headers["content-security-policy"]
    for one in ENDPOINTS:
        assert f"{one.method} /api/v1{one.path}" in answer.text
    page = answer.text.replace("http://127.0.0.1:8765", "")
    assert "//" not in page.replace("https://desk", "") or 'src="http' not in page
    assert api.get("/api/v1/").headers["location"] == "/api/v1/docs"
