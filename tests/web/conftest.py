"""The sample record, served on loopback and looked at with Debian's Chromium.

Where Chromium or Playwright is not installed these tests are skipped, unless `ONRECORD_REQUIRE_BROWSER=1` says that they
must not be. Screenshots are kept in `ONRECORD_SCREENS`, where that is set.
"""

import os
import re
import shutil
import socket
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any, NoReturn

import pytest

from onrecord.desk import Record

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


def absent(what: str, how: str) -> NoReturn:
    """Skip, or fail where nothing may be skipped, for want of `what`, with `how` to install it."""
    if os.environ.get("ONRECORD_REQUIRE_BROWSER") == "1":
        pytest.fail(f"{what} is not installed")
    pytest.skip(f"{what} is not installed: {how}")


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The path of a record with the stories that ship."""
    path = tmp_path_factory.mktemp("sample") / "onrecord.db"
    with Record.create(str(path)) as record, as_file(files("onrecord.samples") / "stories.jsonl") as stories:
        for _ in record.add([str(stories)]):
            pass
        for _ in record.match():
            pass
    return str(path)


@contextmanager
def served(path: str) -> Iterator[str]:
    """The address of a server over a record."""
    import uvicorn

    from onrecord.web.api.app import create_api
    from onrecord.web.app import create_app
    from onrecord.web.settings import Settings

    listening = socket.create_server(("127.0.0.1", 0))
    port = listening.getsockname()[1]
    server = uvicorn.Server(
        uvicorn.Config(create_app(Settings(path, port=port, rate=0.0), create_api), log_level="warning")
    )
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    until = time.monotonic() + 20
    while not server.started and time.monotonic() < until:
        thread.join(0.05)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture(scope="session")
def site(sample: str) -> Iterator[str]:
    """The address of a server over the sample."""
    with served(sample) as address:
        yield address


@pytest.fixture(scope="module")
def desk(sample: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """A copy of the sample that a module may change: its path, and the address of a server over it."""
    path = tmp_path_factory.mktemp("desk") / "onrecord.db"
    with closing(sqlite3.connect(sample)) as held, closing(sqlite3.connect(path)) as copy:
        held.backup(copy)
    with served(str(path)) as address:
        yield str(path), address


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Chromium."""
    if CHROMIUM is None:
        absent("Chromium", "`apt-get install chromium`")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        absent("Playwright", "`pip install playwright`")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


class Look:
    """One page of the browser, with all that it complained of and every address it asked for."""

    def __init__(self, page: Any, site: str) -> None:
        self.page = page
        self.site = site
        self.told: list[str] = []
        self.asked: list[str] = []
        page.on("console", lambda one: self.told.append(one.text) if one.type in ("error", "warning") else None)
        page.on("pageerror", lambda one: self.told.append(str(one)))
        page.on("request", lambda one: self.asked.append(one.url))

    def go(self, path: str) -> Any:
        self.page.goto(self.site + path)
        return self.page

    def keep(self, name: str) -> None:
        """Keep a screenshot, where they are kept."""
        folder = os.environ.get("ONRECORD_SCREENS")
        if folder:
            Path(folder).mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=f"{folder}/{re.sub(r'[^a-z0-9-]+', '-', name.lower())}.png", full_page=True)

    def must_be_quiet(self) -> None:
        """Nothing was complained of (a policy that was broken would be), and nobody else was asked."""
        assert self.told == []
        assert [url for url in self.asked if not url.startswith(self.site)] == []


Looking = Callable[..., Look]


@pytest.fixture
def looking(browser: Any, request: pytest.FixtureRequest) -> Iterator[Looking]:
    """Opens pages: `looking(width=360, script=False, colours="dark", locale="uk")`."""
    contexts: list[Any] = []

    def make(
        *, width: int = 1280, script: bool = True, colours: str = "light", locale: str = "en", at: str = ""
    ) -> Look:
        context = browser.new_context(
            viewport={"width": width, "height": 800},
            java_script_enabled=script,
            color_scheme=colours,
            locale=locale,
            permissions=["clipboard-read", "clipboard-write"],
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        return Look(context.new_page(), at or request.getfixturevalue("site"))

    yield make
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def some(sample: str) -> dict[str, str]:
    """Paths of an article, an actor, an utterance, a tension, and of statements: nested (`inner`), and reported elsewhere too (`told`)."""
    with Record.open(sample) as record:
        every = record.find("", order="newest", limit=1000).items
        tense = record.tensions(limit=1).items[0]
    inner = next(one for one in every if one.within)
    told = next(one for one in every if one.utterance)
    return {
        "article": f"/a/{inner.article}", "inner": f"/s/{inner.id}", "told": f"/s/{told.id}",
        "actor": f"/actors/{next(one.actor for one in every if one.actor)}",
        "utterance": f"/u/{told.utterance}", "tension": f"/tensions/{tense.id}",
    }  # fmt: skip
