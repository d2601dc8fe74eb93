"""Review as programs see it: places, forms, refusals, revisions, curation."""

import json
import re
from typing import Any

import pytest
from starlette.testclient import TestClient

from onrecord.model.span import Span
from onrecord.web.guard.refusal import Refusal
from onrecord.web.links import own
from onrecord.web.pages.spots import spots
from tests.unit.web.conftest import BASE, PASSWORD

TEXT = "Один каже так. Two say so.\nTwo say so, and 🦊 three say no."
OURS = {"origin": BASE, "sec-fetch-site": "same-origin"}


@pytest.mark.parametrize(
    ("places", "quoted", "near", "found"),
    [
        ("0-4", "", (), [[0, 4]]),
        (" 15-18 ; 0–4,", "ignored", (), [[0, 4], [15, 18]]),
        ("", "каже так", (), [[5, 13]]),
        ("", "Two  say so.\nTwo", (), [[15, 30]]),
        ("", "three", (), [[45, 50]]),
        ("", "Two say", (Span(27, 60),), [[27, 34]]),
        ("", "Один … three", (), [[0, 4], [45, 50]]),
        ("", "Two say so. … Two say", (), [[15, 26], [27, 34]]),
        ("", "   ", (), []),
    ],
)
def test_places(places: str, quoted: str, near: tuple[Span, ...], found: list[list[int]]) -> None:
    assert spots(TEXT, "content", places, quoted, near) == found


@pytest.mark.parametrize(
    ("places", "quoted", "code"),
    [
        ("12", "", "places"), ("a-b", "", "places"), ("-1-4", "", "places"),
        ("", "nobody says", "quoted_none"), ("", "Two say", "quoted_many"), ("", ".*", "quoted_none"),
    ],
)  # fmt: skip
def test_no_places(places: str, quoted: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        spots(TEXT, "content", places, quoted)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("told", "url"),
    [
        ("/review?at=s1&pass=x", "/review?at=s1&pass=x"), ("/a/x#missed", "/a/x#missed"), ("", "/review"),
        ("//evil.example/", "/review"), ("https://evil.example/", "/review"), ("/\\evil.example", "/review"),
        ("/ok\r\nset-cookie: a=b", "/review"), ("javascript:alert(1)", "/review"), ("/\t/evil.example", "/review"),
    ],
)  # fmt: skip
def test_nobody_is_sent_elsewhere(told: str, url: str) -> None:
    assert own(told, "/review").url == url


def post(room: TestClient, path: str, **told: Any) -> Any:
    return room.post(path, data={key.replace("__", "."): value for key, value in told.items()}, headers=OURS)


def first(room: TestClient) -> dict[str, Any]:
    found: dict[str, Any] = room.get("/review.json").json()["desk"]
    return found


def test_the_queue_begins_with_nobody(room: TestClient) -> None:
    found = room.get("/review.json").json()
    assert found["desk"]["card"]["actor_url"] is None
    assert (found["progress"]["decided"], found["progress"]["left"]) == (0, 5)
    assert len(found["queue"]) == 5 and found["following"] == found["next"]


def test_a_form_is_answered_by_the_next_page(room: TestClient) -> None:
    found = room.get("/review.json").json()
    one = found["desk"]["card"]["statement"]["id"]
    answer = post(room, "/review/accept", statement=one, verdict="none", next=found["next"])
    assert answer.status_code == 303 and answer.headers["location"].startswith(found["next"] + "&done=d")
    after = room.get(answer.headers["location"].replace("/review?", "/review.json?")).json()
    assert (after["progress"]["decided"], after["progress"]["left"]) == (1, 4)
    assert after["last"]["action"] == "accept"
    post(room, "/review/undo", decision=after["last"]["id"], next=after["last_at"])
    assert first(room)["card"]["statement"]["id"] == one


def test_who_comes_second_changes_nothing(room: TestClient) -> None:
    desk = first(room)
    one = desk["card"]["statement"]["id"]
    record = room.app.state.record  # type: ignore[attr-defined]
    record.review.edit(one, "act", "warn", coder="ann")
    assert post(room, "/review/accept", statement=one, verdict="none").status_code == 409
    answer = post(room, "/review/edit", statement=one, act="deny", expects=desk["expects"], here=f"/review?at={one}")
    assert answer.status_code == 409 and f"/review?at={one}" in answer.text
    assert record.statement(one).act == "warn"
    assert post(room, "/review/edit", statement=one, role="x", expects=desk["expects"]).status_code == 303


def test_several_fields_are_one_batch_or_nothing(room: TestClient) -> None:
    one = first(room)["card"]["statement"]["id"]
    record = room.app.state.record  # type: ignore[attr-defined]
    answer = post(room, "/review/edit", statement=one, issue="ceasefire", stance="oppose", act="warn", hedged="yes")
    assert answer.status_code == 303 and "done=b" in answer.headers["location"]
    kept = record.statement(one)
    assert (kept.issue, kept.stance, kept.act, kept.hedged) == ("ceasefire", "oppose", "warn", True)
    batch = record.review.history(one)[0].batch
    assert post(room, "/review/edit", statement=one, role="speaker", act="sing").status_code == 409
    assert record.statement(one).role == kept.role
    assert post(room, "/review/undo", decision=batch).status_code == 303
    assert record.statement(one).verdict == "none" and record.review.undone([d.id for d in record.review.history(one)])


def test_nothing_changed_is_told(room: TestClient) -> None:
    one = first(room)["card"]["statement"]
    assert post(room, "/review/edit", statement=one["id"], act=one["act"]).status_code == 409
    assert post(room, "/review/edit", statement=one["id"], expects="[1", act="warn").status_code == 400
    assert post(room, "/review/accept", next="/review").status_code == 400
    assert post(room, "/review/accept", statement="s-nothing").status_code == 404


def test_spans_by_words(room: TestClient) -> None:
    one = first(room)["card"]["statement"]["id"]
    record = room.app.state.record  # type: ignore[attr-defined]
    assert post(room, "/review/edit", statement=one, quoted__content="переговори").status_code == 303
    assert record.statement(one).content_words == "переговори"
    assert post(room, "/review/edit", statement=one, quoted__content="каже кіт").status_code == 400
    assert post(room, "/review/edit", statement=one, places__content="900-950").status_code == 409


def test_revisions(room: TestClient) -> None:
    one = first(room)["card"]["statement"]
    post(room, "/review/edit", statement=one["id"], act="warn")
    post(room, "/review/reject", statement=one["id"])
    acts = [room.get(f"/s/{one['id']}@{n}.json").json()["card"]["statement"]["act"] for n in range(3)]
    assert acts == [one["act"], "warn", "warn"]
    verdicts = [room.get(f"/s/{one['id']}@{n}.json").json()["card"]["statement"]["verdict"] for n in range(3)]
    assert verdicts == ["none", "edited", "rejected"]
    assert [room.get(f"/s/{one['id']}@{n}").status_code for n in ("3", "x", "-1", "٣")] == [404] * 4


def test_codings_side_by_side(room: TestClient) -> None:
    record = room.app.state.record  # type: ignore[attr-defined]
    a, b, c = (one.id for one in record.review.queue(limit=3).items)
    record.review.accept([a, c], coder="ann")
    record.review.edit(b, "act", "warn", coder="ann")
    record.review.accept([a, b], coder="bo", pass_name="second")
    found = room.get("/review/agreement.json").json()
    states = {one["id"]: one["state"] for one in found["units"]}
    assert states == {a: "agree", b: "differ", c: "incomplete"}
    assert found["units"][0]["id"] == b, "those that differ come first"
    assert found["coders"] == ["ann", "bo [second]"]
    assert {one["name"]: one["count"] for one in found["states"]} == {"differ": 1, "incomplete": 1, "agree": 1}
    act = next(row for row in found["units"][0]["rows"] if row["field"] == "act")
    assert act["values"][0] == "warn" and act["state"] == "differ"
    assert len(room.get("/review/agreement.json?state=differ").json()["units"]) == 1
    assert room.get("/review/agreement?state=other").status_code == 400


def test_readers_decide_nothing(guarded: TestClient) -> None:
    for name, status in (("ann", 403), ("rev", 200)):
        guarded.cookies.clear()
        guarded.post("/login", data={"name": name, "password": PASSWORD}, headers=OURS)
        assert guarded.get("/review").status_code == status
        assert ("/review" in guarded.get("/").text) is (status == 200)
        assert guarded.get("/review/accuracy").status_code == 200
    guarded.cookies.clear()
    guarded.post("/login", data={"name": "ann", "password": PASSWORD}, headers=OURS)
    for path in ("accept", "reject", "edit", "settle", "undo", "add"):
        assert guarded.post(f"/review/{path}", data={"statement": "s1"}, headers=OURS).status_code == 403


def test_what_the_queue_is_narrowed_to_can_be_taken_away(room: TestClient) -> None:
    """A dictionary's own method once stood as the address that clears all."""
    page = room.get("/review?act=deny").text
    assert 'class="chips"' in page and "built-in" not in page
    assert re.search(r'<ul class="chips">\s*<li><a href="/review">', page)


def test_programs_are_told_as_data(room: TestClient) -> None:
    one = first(room)["card"]["statement"]["id"]
    answer = room.post("/review/reject.json", data={"statement": one}, headers=OURS)
    assert answer.json()["ok"] is True and len(answer.json()["data"]["decisions"]) == 1
    told = json.loads(room.post("/review/reject.json", data={"statement": one, "verdict": "none"}, headers=OURS).text)
    assert told["ok"] is False and told["status"] == 409
