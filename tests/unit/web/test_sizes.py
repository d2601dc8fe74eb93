"""How large pages are that have much to show: three thousand statements by hundreds of actors on 25 issues over ten years."""

from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from starlette.testclient import TestClient

from benchmarks.generated import STATEMENTS, World
from benchmarks.record import build
from onrecord.record import keep
from onrecord.record.store import create_store
from onrecord.record.tables import actors
from onrecord.web import assets
from onrecord.web.app import create_app
from onrecord.web.settings import Settings

MANY, LONG = 3000, 2000
PAGE, ASSETS = 200_000, 100_000
"""Bytes that a page may have, and all that it loads besides."""

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    path = tmp_path_factory.mktemp("sizes") / "onrecord.db"
    store, world = create_store(str(path)), World()
    build(store, world, MANY)
    with store.write() as session:
        numbers = list(session.execute(sa.select(actors.c.number).order_by(actors.c.number)).scalars())
        keep.new_article(session, world.article(MANY // STATEMENTS, numbers, LONG))
    store.close()
    with TestClient(create_app(Settings(str(path))), base_url="http://127.0.0.1") as made:
        yield made


@pytest.mark.parametrize("language", ["en", "uk"])
@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/search?limit=50",
        "/actors",
        "/issues",
        "/issues/issue1",
        "/positions",
        "/positions?side=North",
        "/timeline",
        "/timeline?by=side",
        "/plots",
        "/utterances",
        "/tensions",
        "/review",
    ],
)
def test_a_page_is_small(room: TestClient, address: str, language: str) -> None:
    told = room.get(address, headers={"accept-language": language})
    assert told.status_code == 200
    assert len(told.content) < PAGE


def test_the_page_of_whoever_is_heard_most_is_small(room: TestClient) -> None:
    first = room.get("/start.json").json()["actors"][0]
    assert len(room.get(first["url"], headers={"accept-language": "uk"}).content) < PAGE


def test_an_article_of_two_thousand_statements_comes_in_parts(room: TestClient) -> None:
    found = room.get("/search.json", params={"article": f"g{MANY // STATEMENTS}", "limit": "1"}).json()
    assert found["total"] == LONG
    address = found["cards"][0]["article_url"].partition("#")[0]
    first = room.get(address)
    assert first.status_code == 200
    assert len(first.content) < 2 * PAGE
    places = [n for n, _, _ in room.get(address + ".json").json()["parts"]]
    assert len(places) > 10
    parts = [room.get(f"{address}.json", params={"part": n}).json() for n in places]
    assert len({one for part in parts for one in part["notes"]}) == LONG


def test_assets_are_small() -> None:
    loaded = {name: len(data) for name, (data, _) in assets.held().items()}
    assert sum(loaded.values()) < ASSETS, loaded
