"""Every kind of answer on the stories that ship, and how quick it is."""

import time
from collections.abc import Iterator
from importlib.resources import as_file, files

import pytest
from starlette.testclient import TestClient

from onrecord.desk import Record
from onrecord.web.api.app import create_api
from onrecord.web.api.endpoints import ENDPOINTS
from onrecord.web.app import create_app
from onrecord.web.settings import Settings
from tests.unit.web.api.test_api import fits
from tests.unit.web.conftest import BASE

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    path = str(tmp_path_factory.mktemp("sample") / "onrecord.db")
    with Record.create(path) as record, as_file(files("onrecord.samples") / "stories.jsonl") as stories:
        for _ in record.add([str(stories)]):
            pass
        for _ in record.match():
            pass
    app = create_app(Settings(path, rate=0.0), create_api)
    with TestClient(app, base_url=BASE, raise_server_exceptions=False) as client:
        yield client


def test_everything_is_as_it_is_described(sample: TestClient) -> None:
    for one in ENDPOINTS:
        if one.method == "POST" or one.path == "/decisions":
            continue
        if "{id}" not in one.path:
            fits(one.answer, sample.get(f"/api/v1{one.path}").json())
            continue
        listed = sample.get(f"/api/v1{one.path.removesuffix('/{id}')}").json()["items"]
        assert listed, one.path
        for item in listed[:5]:
            name = item["permalink"] if one.path == "/articles/{id}" else item["id"]
            fits(one.answer, sample.get(f"/api/v1{one.path.replace('{id}', name)}").json())


def test_renderings_stand_in_each_other(sample: TestClient) -> None:
    name = sample.get("/api/v1/utterances").json()["items"][0]["id"]
    told = sample.get(f"/api/v1/utterances/{name}").json()["item"]
    contents = {one["id"]: one["content"] for one in told["statements"]}
    for one in told["comparison"]["differences"]:
        for piece in one["pieces"]:
            assert piece["a"][1] <= len(contents[one["a"]]) and piece["b"][1] <= len(contents[one["b"]])


def test_offset_pages_cover_everything_once(sample: TestClient) -> None:
    for kind in ("utterances", "tensions"):
        following, seen = f"/api/v1/{kind}?limit=7", []
        while following:
            page = sample.get(following).json()
            seen += [one["id"] for one in page["items"]]
            following = page["next_url"]
        assert len(seen) == len(set(seen)) == page["total"], kind


def test_fifty_statements_in_a_tenth_of_a_second(sample: TestClient) -> None:
    took = []
    for _ in range(7):
        began = time.perf_counter()
        assert len(sample.get("/api/v1/statements?limit=50").json()["items"]) == 50
        took.append(time.perf_counter() - began)
    print(f"50 statements: {min(took) * 1000:.0f} ms at best, {sorted(took)[3] * 1000:.0f} ms usually")
    assert min(took) < 0.1
