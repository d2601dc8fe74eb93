"""Who is to code a statement without having seen what others say of it: nothing leads there, and the addresses tell nothing."""

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from onrecord.desk import Record
from onrecord.web.api.app import create_api
from onrecord.web.app import create_app
from onrecord.web.settings import Settings
from tests.unit.web.conftest import BASE, PASSWORD

OURS = {"Origin": BASE}
MARK = "a word that gives it away"


@pytest.fixture
def coded(guarded: TestClient, where: str) -> Iterator[tuple[TestClient, Record, list[str]]]:
    """`ben` has decided on two statements in the main pass and on a third in a named one; `rev` is logged in."""
    guarded.app.state.record.close()  # type: ignore[attr-defined]
    app = create_app(Settings(where, accounts=True, rate=0.0), create_api)
    client = TestClient(app, base_url=BASE, follow_redirects=False)
    record: Record = app.state.record
    ids = [one.id for one in record.find(limit=3).items]
    record.review.accept([ids[0]], coder="ben", why=f"{MARK} 0")
    record.review.accept([ids[1]], coder="ben", why=f"{MARK} 1")
    record.review.reject([ids[2]], coder="ben", why=f"{MARK} 2", pass_name="first")
    enter(client, "rev")
    yield client, record, ids
    client.close()
    record.close()


def enter(client: TestClient, name: str) -> None:
    client.cookies.clear()
    client.post("/login", data={"name": name, "password": PASSWORD}, headers=OURS)


def shown(client: TestClient, ids: list[str], *, named: str = "") -> list[list[bool]]:
    """For each statement on which pages the mark of its decision stands."""
    history = client.get("/review/history").text
    told = []
    for place, one in enumerate(ids):
        pages = [
            history,
            *(client.get(path).text for path in (f"/s/{one}", f"/api/v1/decisions?target=statement:{one}")),
        ]
        pages.append(client.get(f"/review?at={one}" + (f"&pass={named}" if named else "")).text)
        told.append([f"{MARK} {place}" in page for page in pages])
    return told


def test_of_a_named_pass_only_those_see_who_have_coded_it(coded: tuple[TestClient, Record, list[str]]) -> None:
    client, record, ids = coded
    assert shown(client, ids) == [[True] * 4, [True] * 4, [False] * 4]
    record.review.accept([ids[2]], coder="rev")
    assert shown(client, ids)[2] == [True] * 4


def test_in_a_named_pass_nobody_is_seen_before(coded: tuple[TestClient, Record, list[str]]) -> None:
    client, record, ids = coded
    record.review.accept([ids[0]], coder="rev", pass_name="second")
    assert shown(client, ids, named="second") == [[True] * 3 + [False], [False] * 4, [False] * 4]
    agreement = client.get("/review/agreement").text
    assert f'id="{ids[0]}"' in agreement
    assert f'id="{ids[1]}"' not in agreement and f'id="{ids[2]}"' not in agreement
    assert "2 statements are not shown here" in agreement
    own = client.get("/review/history?pass=second").text
    assert MARK not in own and "rev" in own


def test_who_settles_it_sees_all(coded: tuple[TestClient, Record, list[str]]) -> None:
    client, record, ids = coded
    record.review.accept([ids[0]], coder="rev", pass_name="second")
    enter(client, "root")
    assert shown(client, ids) == [[True] * 4] * 3
    assert "not shown here" not in client.get("/review/agreement").text


def test_the_desk_of_a_pass_leads_to_its_own_history(coded: tuple[TestClient, Record, list[str]]) -> None:
    client, _, _ = coded
    assert 'href="/review/history?pass=second"' in client.get("/review?pass=second").text
    assert 'href="/review/history"' in client.get("/review").text


def test_files_tell_no_more_than_pages(coded: tuple[TestClient, Record, list[str]]) -> None:
    client, record, ids = coded
    record.review.edit(ids[2], "act", "warn", coder="carol-of-the-first", pass_name="first")
    assert b"carol-of-the-first" not in client.get("/export/dna").content
    record.review.accept([ids[2]], coder="rev")
    assert b"carol-of-the-first" in client.get("/export/dna").content
