"""Start, search, article and statement in a real browser."""

from typing import Any

import pytest

from tests.web.conftest import Looking

PAGES = ("/", "/search", "/search?q=maps&lang=en", "/search?q=nothingatall", "article", "inner", "told")


@pytest.mark.parametrize("script", [True, False], ids=["script", "plain"])
@pytest.mark.parametrize(
    ("width", "colours", "locale"), [(1280, "light", "en"), (360, "dark", "uk")], ids=["wide", "narrow"]
)
@pytest.mark.parametrize("path", PAGES)
def test_every_page(
    looking: Looking, some: dict[str, str], path: str, width: int, colours: str, locale: str, script: bool
) -> None:
    look = looking(width=width, script=script, colours=colours, locale=locale)
    page = look.go(some.get(path, path))
    assert page.locator("h1").count() == 1
    assert page.locator("html").get_attribute("lang") == locale
    box = page.locator("body").bounding_box()
    assert box["width"] <= width, "nothing has to be moved sideways"
    if script:
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert over <= 0
    look.keep(f"{path}-{width}-{colours}-{'script' if script else 'plain'}")
    look.must_be_quiet()


def test_from_the_start_to_the_source_without_a_script(looking: Looking) -> None:
    page = looking(script=False).go("/")
    page.fill("input[name=q]", "maps")
    page.click("form.big button")
    assert "10 statements" in page.locator(".found").inner_text()
    page.click(".facet a:has-text('Corvus')")
    assert "outlet=Corvus" in page.url
    assert page.locator(".chips li:not(.all)").count() == 1
    page.click(".card .words >> nth=0")
    assert "/s/" in page.url
    page.click("text=The whole article")
    assert "/a/" in page.url and "#s" in page.url
    assert page.locator(".note:target").count() == 1


def test_text_and_statements_are_tied(looking: Looking, some: dict[str, str]) -> None:
    look = looking()
    page = look.go(some["article"])
    first = page.locator(".text .content[data-s]").first
    name = first.get_attribute("data-s")
    first.hover()
    assert page.locator(f"#{name}.lit").count() == 1
    first.click()
    assert focused(page) == name
    page.locator(".note >> nth=1").hover()
    other = page.locator(".note >> nth=1").get_attribute("id")
    assert page.locator(f".lit[data-s={other}]").count() >= 1
    look.must_be_quiet()


def test_keys(looking: Looking, some: dict[str, str]) -> None:
    look = looking()
    page = look.go(some["article"])
    names = page.evaluate("[...document.querySelectorAll('.note')].map((one) => one.id)")
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert focused(page) == names[1]
    page.keyboard.press("k")
    assert focused(page) == names[0]
    page.keyboard.press("k")
    assert focused(page) == names[0], "there is nothing before the first"
    page.keyboard.press("?")
    assert page.locator("dialog[open]").count() == 1
    page.keyboard.press("j")
    page.keyboard.press("Escape")
    assert page.locator("dialog[open]").count() == 0
    page.keyboard.press("/")
    page.keyboard.type("jk?")
    assert page.input_value("[data-search]") == "jk?", "keys are letters in a field"
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    page.keyboard.press("o")
    page.wait_for_url("**/s/*")
    look.must_be_quiet()


def test_keys_of_a_cyrillic_keyboard(looking: Looking, some: dict[str, str]) -> None:
    page = looking().go(some["article"])
    page.evaluate("document.dispatchEvent(new KeyboardEvent('keydown', {key: 'о', code: 'KeyJ', bubbles: true}))")
    assert focused(page).startswith("s")


def test_the_whole_way_by_tab(looking: Looking) -> None:
    page = looking().go("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "q"
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid", "focus can be seen"


def test_language_and_colours_by_hand(looking: Looking) -> None:
    page = looking(script=False).go("/search?lang=uk")
    page.select_option("select[name=ui]", "uk")
    page.select_option("select[name=theme]", "dark")
    page.click(".foot button")
    assert page.locator("html").get_attribute("lang") == "uk"
    assert page.locator("html").get_attribute("data-theme") == "dark"
    assert page.locator(".chips li:not(.all)").count() == 1, "the search is kept"
    page.goto(page.url.split("/search")[0] + "/")
    assert page.locator("html").get_attribute("data-theme") == "dark"


def test_a_citation_is_copied(looking: Looking, some: dict[str, str]) -> None:
    page = looking().go(some["told"])
    page.click("[data-copy]")
    page.wait_for_function("document.querySelector('[data-copy]').textContent === 'Copied'")
    assert page.evaluate("navigator.clipboard.readText()") == page.locator("#citation").inner_text()


def test_printing(looking: Looking, some: dict[str, str]) -> None:
    page = looking(colours="dark").go(some["article"])
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert not page.locator(".foot").is_visible()


def focused(page: Any) -> str:
    return str(page.evaluate("document.activeElement.id"))
