"""Actors, issues, positions, timeline, utterances, tensions, plots over a small record."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pytest
import sqlalchemy as sa
from starlette.testclient import TestClient

from onrecord.desk import Record
from onrecord.model.span import Span
from onrecord.record import links
from onrecord.record.tables import statements, tensions, wordings
from tests.unit.web.conftest import PASSWORD, Room

OURS = {"origin": "http://127.0.0.1:8765", "sec-fetch-site": "same-origin"}


@pytest.fixture
def views(room: TestClient) -> TestClient:
    """The small record with an utterance of two languages and a tension."""
    with record_of(room).store.write() as session:
        told = {row.id: row.number for row in session.execute(sa.select(statements.c.id, statements.c.number))}
        first = sorted(told.values())
        for number in first:  # paragraphs of their own, so that none is a wire copy
            session.execute(sa.update(wordings).where(wordings.c.statement == number).values(paragraph=str(number)))
        links.tie(session, [(first[0], first[3])])
        values = {"number": 1, "id": "tx", "kind": "contradiction", "a": first[0], "b": first[1], "rule": "r1"}
        session.execute(sa.insert(tensions), {**values, "why": "they say (on x): [a] | [b]", "confidence": 0.7})
    return room


def record_of(client: TestClient) -> Record:
    found: Record = client.app.state.record  # type: ignore[attr-defined]
    return found


def data(client: TestClient, path: str) -> dict[str, Any]:
    """A page's data, once the page itself was shown in both languages."""
    for language in ("en", "uk"):
        shown = client.get(path, params={"ui": language} if "?" not in path else None)
        assert shown.status_code == 200, shown.text
        assert "views.css" in shown.text
    parts = urlsplit(path)
    answer = client.get(f"{parts.path}.json" + (f"?{parts.query}" if parts.query else ""))
    assert answer.status_code == 200
    found: dict[str, Any] = answer.json()
    return found


def mira(client: TestClient) -> str:
    return record_of(client).people.all("Талевська").items[0].id


def other(client: TestClient) -> str:
    """Another actor, with one statement."""
    from tests.store.made import actor, entry, keep_all, said

    with record_of(client).store.write() as session:
        number = actor(session, "Кора Лентіс")
        line = said("Кора Лентіс", "Талевська прийшла", actor=number)
        keep_all(session, entry("a9", [line], outlet="Третя"))
    return record_of(client).people.all("Лентіс").items[0].id


def search(client: TestClient, url: str) -> int:
    total: int = client.get(url.replace("/search?", "/search.json?")).json()["total"]
    return total


def test_actors_are_found_by_a_piece_of_a_name(views: TestClient) -> None:
    other(views)
    assert data(views, "/actors")["total"] == 2
    assert [one["actor"]["name"] for one in data(views, "/actors?q=лент")["lines"]] == ["Кора Лентіс"]
    assert data(views, "/actors?type=organization")["lines"] == []
    assert views.get("/actors?type=nobody").status_code == 400
    assert views.get("/actors?limit=1").text.count('class="who"') == 1


def test_an_actor_with_its_positions_and_who_speaks_of_it(views: TestClient) -> None:
    other(views)
    found = data(views, f"/actors/{mira(views)}")
    assert found["actor"]["statements"] == 2 and len(found["newest"]) == 2
    assert [(one["label"], one["support"]) for one in found["positions"]] == [("Ceasefire", 2)]
    assert search(views, found["positions"][0]["search"]) == 2
    assert sum(column["count"] for column in found["course"]["columns"]) == 2
    assert [one["statement"]["content"] for one in found["of"]] == ["Талевська прийшла"]
    assert [one["label"] for one in found["of_speakers"]] == ["Кора Лентіс"]
    assert views.get("/actors/pnobody").status_code == 404


def test_merge_is_seen_and_undone(views: TestClient) -> None:
    one, two = mira(views), other(views)
    offered = views.get(f"/actors/{one}?with=Лентіс").text
    assert f'value="{two}"' in offered and "/merge" in offered
    done = views.post(f"/actors/{one}/merge", data={"other": two, "judgement": "same"}, headers=OURS)
    assert (done.status_code, done.headers["location"]) == (303, f"/actors/{one}#history")
    found = data(views, f"/actors/{two}")
    assert found["actor"]["id"] == one and found["actor"]["statements"] == 3
    assert [each["id"] for each in found["merged"]] == [two]
    assert found["merged_from"]["id"] == two
    decision = found["undoable"][0]
    assert views.post(f"/actors/{one}/undo", data={"decision": decision}, headers=OURS).status_code == 303
    assert data(views, f"/actors/{two}")["actor"]["name"] == "Кора Лентіс"
    again = views.post(f"/actors/{one}/undo", data={"decision": decision}, headers=OURS)
    assert again.status_code == 409


def test_not_the_same_stops_a_merger(views: TestClient) -> None:
    one, two = mira(views), other(views)
    views.post(f"/actors/{one}/merge", data={"other": two, "judgement": "not-same"}, headers=OURS)
    assert views.post(f"/actors/{one}/merge", data={"other": two}, headers=OURS).status_code == 409
    assert views.post(f"/actors/{one}/merge", data={}, headers=OURS).status_code == 400


def test_split_by_permalink_makes_another_actor(views: TestClient) -> None:
    one = mira(views)
    told = data(views, f"/actors/{one}")["newest"][0]["statement"]["id"]
    form = {"permalinks": f"http://127.0.0.1:8765/s/{told}", "called": "Друга Талевська"}
    done = views.post(f"/actors/{one}/split.json", data=form, headers=OURS).json()
    new = done["data"]["actor"]
    assert new != one and data(views, f"/actors/{new}")["actor"]["statements"] == 1
    assert data(views, f"/actors/{one}")["actor"]["statements"] == 1


def test_side_and_name_are_told(views: TestClient) -> None:
    one = mira(views)
    views.post(f"/actors/{one}/side", data={"side": "Луки"}, headers=OURS)
    views.post(f"/actors/{one}/rename", data={"called": "Міра Т."}, headers=OURS)
    found = data(views, f"/actors/{one}")["actor"]
    assert (found["side"], found["name"]) == ("Луки", "Міра Т.")


@pytest.mark.parametrize(
    ("form", "fields", "shown"),
    [
        ("type", {"type": "organization"}, lambda one: one["actor"]["type"] == "organization"),
        ("side", {"side": "Луки"}, lambda one: one["actor"]["side"] == "Луки"),
        ("rename", {"called": "Міра Т."}, lambda one: one["actor"]["name"] == "Міра Т."),
        ("name", {"name": "Мира Талевская", "language": "ru"}, lambda one: "Мира Талевская" in names_of(one)),
        (
            "role",
            {"role": "голова ради", "since": "2031", "until": "2032-02"},
            lambda one: ("голова ради", "2031-01-01", "2032-02-29") in roles_of(one),
        ),
    ],
)
def test_what_an_actor_is_can_be_told_and_undone(
    views: TestClient, form: str, fields: dict[str, str], shown: Callable[[dict[str, Any]], bool]
) -> None:
    one = mira(views)
    assert not shown(data(views, f"/actors/{one}"))
    done = views.post(f"/actors/{one}/{form}.json", data={**fields, "why": "so"}, headers=OURS).json()
    page = views.get(f"/actors/{one}", headers={"accept-language": "uk"}).text
    assert shown(data(views, f"/actors/{one}")) and 'value="' + done["data"]["decisions"][0] in page
    again = views.post(f"/actors/{one}/{form}", data={**fields, "here": f"/actors/{one}"}, headers=OURS)
    assert again.status_code == 409 and f'href="/actors/{one}"' in again.text
    views.post(f"/actors/{one}/undo", data={"decision": done["data"]["decisions"][0]}, headers=OURS)
    assert not shown(data(views, f"/actors/{one}"))


def test_a_name_and_a_role_are_taken_away(views: TestClient) -> None:
    one = mira(views)
    role = {"role": "голова", "since": "2031-01-01", "until": "2031-01-01"}
    views.post(f"/actors/{one}/role", data=role, headers=OURS)
    assert views.post(f"/actors/{one}/role", data={**role, "remove": "yes"}, headers=OURS).status_code == 303
    assert "голова" not in str(data(views, f"/actors/{one}")["actor"]["roles"])
    views.post(f"/actors/{one}/name", data={"name": "М. Т.", "language": ""}, headers=OURS)
    assert views.post(f"/actors/{one}/name", data={"name": "М. Т.", "remove": "yes"}, headers=OURS).status_code == 303
    assert "М. Т." not in names_of(data(views, f"/actors/{one}"))
    for wrong in ({"role": "x", "since": "31 May"}, {"role": "x", "since": "2032", "until": "2031"}, {}):
        assert views.post(f"/actors/{one}/role", data=wrong, headers=OURS).status_code in (400, 409)


def test_for_whom_an_actor_stands(views: TestClient) -> None:
    one, two = mira(views), other(views)
    offered = views.get(f"/actors/{one}?whom=Лентіс").text
    assert f'name="whom" value="{two}"' in offered
    assert views.post(f"/actors/{one}/stands-for", data={"whom": two}, headers=OURS).status_code == 303
    assert data(views, f"/actors/{one}")["stands_for"]["id"] == two
    assert views.post(f"/actors/{two}/stands-for", data={"whom": two}, headers=OURS).status_code == 409
    views.post(f"/actors/{one}/stands-for", data={"whom": ""}, headers=OURS)
    assert data(views, f"/actors/{one}")["stands_for"] is None


def test_namesakes_are_told(views: TestClient) -> None:
    from tests.store.made import actor, entry, keep_all, said

    with record_of(views).store.write() as session:
        number = actor(session, "Данута Талевська")
        keep_all(session, entry("a8", [said("Данута Талевська", "греблю зачинено", actor=number)]))
    found = data(views, f"/actors/{mira(views)}")
    assert [one["label"] for one in found["namesakes"]] == ["Данута Талевська"]
    assert data(views, f"/actors/{other(views)}")["namesakes"] == []


def test_who_is_addressed_is_told(views: TestClient) -> None:
    from tests.store.made import actor, entry, keep_all, said

    assert data(views, f"/actors/{mira(views)}")["to"] == []
    whom = "Мірі Талевській"
    with record_of(views).store.write() as session:
        actor(session, "Данута Талевська")
        line = said("Корнель Вадаш", f"{whom} карт не дамо", addressee=(Span(0, len(whom)),))
        keep_all(session, entry("a7", [line]))
    found = data(views, f"/actors/{mira(views)}")
    assert [one["statement"]["addressee"] for one in found["to"]] == [whom]
    danuta = record_of(views).people.all("Данута").items[0].id
    other = data(views, f"/actors/{danuta}")
    assert other["of_total"] == 1 and other["to"] == [], "it names another one of this surname"


def roles_of(page: dict[str, Any]) -> list[tuple[str, str, str]]:
    return [(one["role"], one["since"], one["until"]) for one in page["actor"]["roles"]]


def names_of(page: dict[str, Any]) -> list[str]:
    return [one["name"] for one in page["names"]]


def test_readers_see_no_forms_and_may_not_change_anything(guarded: TestClient) -> None:
    for name, may in (("ann", False), ("rev", True)):
        guarded.cookies.clear()
        guarded.post("/login", data={"name": name, "password": PASSWORD}, headers=OURS)
        one = mira(guarded)
        shown = guarded.get(f"/actors/{one}")
        assert shown.status_code == 200 and ("/split" in shown.text) is may
        done = guarded.post(f"/actors/{one}/side", data={"side": "Z" + name}, headers=OURS)
        assert done.status_code == (303 if may else 403)
    foreign = guarded.post(f"/actors/{one}/side", data={"side": "Q"}, headers={"origin": "https://evil.example"})
    assert foreign.status_code == 403


def test_issues_and_one_issue(views: TestClient) -> None:
    found = data(views, "/issues")
    assert [(one["id"], one["support"], one["oppose"]) for one in found["lines"][:2]] == [
        ("ceasefire", 2, 0), ("sanctions", 0, 1),
    ]  # fmt: skip
    assert search(views, found["none_url"]) == found["none"] == 2
    one = data(views, "/issues/ceasefire")
    assert one["label"] == "Ceasefire" and one["total"] == 2 and one["stances"] == {"support": 2}
    assert [(each["name"], each["support"]) for each in one["leading"]] == [("Міра Талевська", 2)]
    assert [sign["count"] for row in one["dots"]["rows"] for sign in row["signs"]] == [2]
    assert search(views, one["dots"]["rows"][0]["signs"][0]["url"]) == 2
    assert data(views, "/issues/prisoners")["total"] == 0
    assert views.get("/issues/weather").status_code == 404


def test_every_cell_leads_to_as_many_statements(views: TestClient) -> None:
    found = data(views, "/positions")
    squares = [one for row in found["rows"] for one in row["squares"] if one]
    assert [(one["support"], one["lean"]) for one in squares] == [(2, "support")]
    assert search(views, squares[0]["url"]) == 2
    narrowed = data(views, "/positions?lang=en")
    (one,) = [one for row in narrowed["rows"] for one in row["squares"] if one]
    assert one["support"] == 1 and search(views, one["url"]) == 1
    assert data(views, "/positions?speaker=nobody")["rows"] == []


@pytest.mark.parametrize("by", ["stance", "side"])
def test_timeline_counts_what_it_links_to(views: TestClient, by: str) -> None:
    found = data(views, f"/timeline?by={by}")
    assert found["total"] == 5 and sum(day["count"] for day in found["days"]) == 5
    for column in found["course"]["columns"]:
        if column["count"]:
            assert search(views, column["url"]) == column["count"] == sum(n for _, n in column["counts"])
    for day in found["days"]:
        assert search(views, day["url"]) == day["count"]
    assert views.get("/timeline?by=moon").status_code == 400


def test_utterance_across_languages(views: TestClient) -> None:
    found = data(views, "/utterances")
    (line,) = found["lines"]
    assert (line["reports"], line["independent"], set(line["languages"])) == (2, 2, {"uk", "en"})
    one = data(views, line["url"])
    assert [group["language"] for group in one["groups"]] == ["uk", "en"]
    english = one["groups"][1]["renderings"][0]
    assert english["head"] and not english["first"] and english["beside"] == "uk"
    assert [run["text"] for run in english["runs"]] == [english["card"]["statement"]["content"]]
    turned = data(views, f"{line['url']}?base={english['card']['statement']['id']}")
    assert [group["language"] for group in turned["groups"]] == ["en", "uk"]
    shown = views.get(line["url"]).text
    assert '<blockquote lang="en">' in shown and '<blockquote lang="uk">' in shown
    assert views.get("/u/unothing").status_code == 404


def test_tensions_by_kind_statement_and_alone(views: TestClient) -> None:
    found = data(views, "/tensions")
    (pair,) = found["pairs"]
    assert (pair["kind"], pair["rule"], pair["why"]) == ("contradiction", "r1", "they say (on x)")
    assert data(views, "/tensions?kind=shift")["total"] == 0
    assert data(views, f"/tensions?statement={pair['a']['statement']['id']}")["total"] == 1
    assert data(views, pair["url"])["pair"]["b"]["statement"]["id"] == pair["b"]["statement"]["id"]
    assert views.get("/tensions/tnothing").status_code == 404
    assert views.get("/tensions?kind=quarrel").status_code == 400


def test_plots_have_tables_and_files(views: TestClient) -> None:
    found = data(views, "/plots")
    assert found["total"] == 5 and {file["format"] for file in found["files"]} == {"graphml", "gexf", "csv"}
    for file in found["files"]:
        answer = views.get(file["url"])
        assert answer.status_code == 200 and answer.content, file
        assert "attachment" in answer.headers["content-disposition"]
    assert views.get("/plots?norm=sun").status_code == 400
    assert views.get("/plots").text.count("<table") >= 2


@pytest.mark.parametrize(
    "path", ["/export/nope", "/export/csv?since=noday", "/export/graphml?mode=three", "/export/dna?password=x"]
)
def test_exports_that_cannot_be(views: TestClient, path: str) -> None:
    assert views.get(path).status_code in (400, 404)


@pytest.fixture
def hostile(where: str, open_room: Room) -> TestClient:
    from onrecord.record.store import open_store
    from tests.store.made import about, actor, entry, keep_all, said, with_issues

    store = open_store(where)
    with store.write() as session:
        with_issues(session)
        number = actor(session, '<b>x</b>"><script>alert(1)</script>', side="<i>side</i>")
        line = said("<u>Eve</u>", "words </text><script>x</script>", about("ceasefire", "oppose"), actor=number)
        keep_all(session, entry("a1", [line], outlet='"><img src=x>'))
    store.close()
    return open_room()


def test_names_and_sides_stand_as_they_are_written(hostile: TestClient) -> None:
    actor = record_of(hostile).people.all().items[0].id
    for path in ("/actors", f"/actors/{actor}", "/issues/ceasefire", "/positions", "/timeline?by=side", "/plots"):
        shown = hostile.get(path)
        assert shown.status_code == 200, path
        for bad in ("<script>alert", "<b>x", "<i>side", "<img src", "<u>Eve", "<script>x"):
            assert bad not in shown.text, (path, bad)


def test_a_search_goes_out_as_every_format(views: TestClient) -> None:
    shown = views.get("/search?lang=uk&sort=oldest&limit=1").text
    found = [part.partition('"')[0].replace("&amp;", "&") for part in shown.split('href="/export/')[1:]]
    assert len(found) >= 10
    for rest in found:
        assert "sort" not in rest and "lang=uk" in rest
        answer = views.get("/export/" + rest)
        assert answer.status_code == 200 and answer.content, rest
