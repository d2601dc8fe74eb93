"""axe-core finds nothing serious. It comes from npm when tests are run: `ONRECORD_AXE` names its `axe.min.js`."""

import os
from pathlib import Path

import pytest

from tests.web.conftest import Looking, absent

PAGES = (
    "/", "/search?q=maps&lang=en", "article", "inner", "told", "/nothing", "/review", "/review?filters=yes", "/review/history",
    "/review/agreement", "/review/accuracy", "/actors", "actor", "/issues", "/issues/demining", "/positions", "/timeline",
    "/search?act=shout", "/utterances", "utterance", "/tensions", "tension", "/plots", "/add", "/api/v1/docs",
)  # fmt: skip


@pytest.fixture(scope="module")
def axe() -> str:
    path = Path(os.environ.get("ONRECORD_AXE", "node_modules/axe-core/axe.min.js"))
    if not path.is_file():
        absent("axe-core", "`npm i axe-core`, and ONRECORD_AXE=…/axe.min.js where it is not in node_modules here")
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize(("width", "colours"), [(1280, "light"), (360, "dark")])
@pytest.mark.parametrize("path", PAGES)
def test_nothing_serious(looking: Looking, some: dict[str, str], axe: str, path: str, width: int, colours: str) -> None:
    page = looking(width=width, colours=colours).go(some.get(path, path))
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
    page.evaluate(axe)
    found = page.evaluate("axe.run()")["violations"]
    serious = [(one["id"], one["nodes"][0]["html"]) for one in found if one["impact"] in ("serious", "critical")]
    assert serious == []
