"""Bringing articles in a real browser: pasted, uploaded, by address; and the page of the API, which needs nobody else."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from onrecord.desk import Record
from tests.web.conftest import Looking, served

SIZES = [(1280, "light", "en"), (360, "dark", "uk")]
TEXT = "The gate\n\n“The gate stays shut,” the harbour master, Ada Wren, said on Monday.\n"


@pytest.fixture(scope="module")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """An empty record: its path, and the address of a server over it, which knows all of the API."""
    path = str(tmp_path_factory.mktemp("harbour") / "onrecord.db")
    Record.create(path).close()
    with served(path) as address:
        yield path, address


def fits(page: Any) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))


@pytest.mark.parametrize("script", [True, False], ids=["script", "plain"])
@pytest.mark.parametrize(("width", "colours", "locale"), SIZES, ids=["wide", "narrow"])
def test_an_empty_record_shows_how_to_begin(
    looking: Looking, harbour: tuple[str, str], width: int, colours: str, locale: str, script: bool
) -> None:
    look = looking(width=width, colours=colours, locale=locale, script=script, at=harbour[1])
    page = look.go("/add")
    assert page.locator("textarea[name=text]").count() == 1
    assert page.locator("input[type=file]").count() == 1
    assert page.locator("input[name=url]").count() == 1
    assert not script or fits(page)
    look.keep(f"add-{width}-{colours}-{script}")
    look.must_be_quiet()


def test_from_the_first_page_to_the_first_statement(looking: Looking, harbour: tuple[str, str]) -> None:
    """The way of somebody who has just started it: the empty record, a text, its statements in their place."""
    look = looking(at=harbour[1])
    page = look.go("/")
    page.fill("textarea[name=text]", TEXT)
    page.fill("form[action='/add/text'] input[name=outlet]", "The Quay")
    page.click("form[action='/add/text'] button")
    link = page.locator(".outcome a").first
    assert "1 statement" in page.locator(".outcome").first.inner_text()
    link.click()
    assert page.locator(".text .content").first.inner_text().strip("“”,") == "The gate stays shut"
    look.go("/")
    assert page.locator("textarea[name=text]").count() == 0, "the record is no longer empty"
    look.must_be_quiet()


@pytest.mark.parametrize("script", [True, False], ids=["script", "plain"])
def test_the_same_twice_changes_nothing(looking: Looking, harbour: tuple[str, str], script: bool) -> None:
    page = looking(script=script, at=harbour[1]).go("/add")
    for known in (False, True):
        page.goto(harbour[1] + "/add")
        page.fill("textarea[name=text]", TEXT.replace("gate", f"lock {script}"))
        page.click("form[action='/add/text'] button")
        assert page.locator("#unchanged").count() == int(known)


@pytest.mark.parametrize("script", [True, False], ids=["script", "plain"])
def test_files(looking: Looking, harbour: tuple[str, str], tmp_path: Path, script: bool) -> None:
    good, bad = tmp_path / f"pilot{script}.txt", tmp_path / "broken.jsonl"
    good.write_text(TEXT.replace("gate", f"pilot {script}"), encoding="utf-8")
    bad.write_text("{not json}\n", encoding="utf-8")
    look = looking(script=script, at=harbour[1])
    page = look.go("/add")
    page.set_input_files("input[type=file]", [str(good), str(bad)])
    page.click("form[action='/add/files'] button")
    assert page.locator("#added").count() == 1
    assert "broken.jsonl" in page.locator(".outcome:has(#skipped)").inner_text()
    look.keep(f"added-{script}")


@pytest.mark.parametrize("script", [True, False], ids=["script", "plain"])
@pytest.mark.parametrize("url", ["http://127.0.0.1/", "http://169.254.169.254/latest/", "http://10.0.0.1:8080/"])
def test_an_address_of_our_own_network_is_refused(
    looking: Looking, harbour: tuple[str, str], url: str, script: bool
) -> None:
    page = looking(script=script, at=harbour[1]).go("/add")
    page.fill("input[name=url]", url)
    page.click("form[action='/add/url'] button")
    assert page.locator("#added").count() == 0
    told = page.locator(".outcome:has(#skipped)").inner_text()
    assert url.split("/")[2].split(":", maxsplit=1)[0] in told


def test_nothing_is_asked_of_anybody_by_the_page_of_the_api(looking: Looking, harbour: tuple[str, str]) -> None:
    look = looking(at=harbour[1])
    page = look.go("/api/v1/docs")
    ask = page.locator("section[aria-labelledby=get-statements] .try")
    ask.locator("summary").click()
    ask.locator("input[name=limit]").fill("1")
    ask.locator("button").click()
    ask.locator("[data-status]", has_text="200").wait_for()
    assert '"ok": true' in ask.locator("[data-told]").inner_text()
    assert ask.locator("[data-asked]").inner_text() == "GET /api/v1/statements?limit=1"
    read = page.locator("section[aria-labelledby=post-read] .try")
    read.locator("summary").click()
    read.locator("button").click()
    read.locator("[data-status]", has_text="200").wait_for()
    assert "Ada Wren" in read.locator("[data-told]").inner_text()
    look.must_be_quiet()


def test_an_id_is_filled_in(looking: Looking, harbour: tuple[str, str]) -> None:
    page = looking(at=harbour[1]).go("/api/v1/docs")
    one = page.locator("section[aria-labelledby=get-statements-id] .try")
    one.locator("summary").click()
    one.locator("[data-id]").fill("no/such")
    one.locator("button").click()
    one.locator("[data-status]", has_text="404").wait_for()
    assert one.locator("[data-asked]").inner_text() == "GET /api/v1/statements/no%2Fsuch"


@pytest.mark.parametrize(("width", "colours", "locale"), SIZES, ids=["wide", "narrow"])
def test_the_page_of_the_api_without_a_script(
    looking: Looking, harbour: tuple[str, str], width: int, colours: str, locale: str
) -> None:
    look = looking(script=False, width=width, colours=colours, locale=locale, at=harbour[1])
    page = look.go("/api/v1/docs")
    assert page.locator(".try").count() > 10 and not any(one.is_visible() for one in page.locator(".try").all())
    assert page.locator("pre", has_text="curl").first.is_visible()
    look.keep(f"api-{width}-{colours}-plain")
    look.must_be_quiet()


def test_the_page_of_the_api_fits(looking: Looking, harbour: tuple[str, str]) -> None:
    page = looking(width=360, at=harbour[1]).go("/api/v1/docs")
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
    assert fits(page)
