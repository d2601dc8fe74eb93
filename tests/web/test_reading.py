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


WIDE_TABLES = ("/positions", "/actors", "/issues", "/issues/demining", "/timeline", "actor")


@pytest.mark.parametrize("path", WIDE_TABLES)
def test_nothing_is_moved_sideways_but_inside_its_box(looking: Looking, some: dict[str, str], path: str) -> None:
    look = looking(width=360, colours="dark", locale="uk")
    page = look.go(some.get(path, path))
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    for box in page.locator(".scroll").all():
        wide = box.evaluate("(one) => one.scrollWidth > one.clientWidth")
        assert not wide or box.get_attribute("tabindex") == "0", "a box that scrolls is reached by the keyboard"
    links = page.locator(".top nav a")
    for one in links.all():
        place = one.bounding_box()
        assert place["x"] >= 0 and place["x"] + place["width"] <= 360, "every entry of the menu can be seen"
    look.keep(f"{path}-360")
    look.must_be_quiet()


def test_facets_fold_on_a_small_screen(looking: Looking) -> None:
    page = looking(width=360).go("/search?lang=en")
    assert page.locator(".facet[open]").count() == 1, "the one that is in use stays open"
    page.click(".found a")
    page.locator(".facet summary", has_text="Outlet").first.press("Enter")
    page.click(".facet a:has-text('Corvus')")
    assert "outlet=Corvus" in page.url
    wide = looking().go("/search?lang=en")
    assert wide.locator(".facet").count() == wide.locator(".facet[open]").count() > 5
    plain = looking(width=360, script=False).go("/search")
    assert plain.locator(".facet").count() == plain.locator(".facet[open]").count(), (
        "nothing is hidden without a script"
    )


def test_no_line_begins_or_ends_with_a_dot(looking: Looking) -> None:
    """The dot between two facts is drawn before the second one, and cut off where that begins a line."""
    page = looking(width=360, locale="uk").go("/search")
    for facts in page.locator(".facts").all()[:5]:
        left = facts.bounding_box()["x"]
        first = facts.locator("li").first.evaluate("(one) => one.getBoundingClientRect().left")
        assert first == left and "inset" in facts.evaluate("(one) => getComputedStyle(one).clipPath")


def test_what_an_actor_is_called_is_told_and_taken_back(looking: Looking, desk: tuple[str, str]) -> None:
    look = looking(script=False, at=desk[1])
    page = look.go("/actors?sort=name")
    page.click(".people .who >> nth=0")
    page.click(".desk summary:has-text('Roles')")
    page.fill(".desk details[open] input[name=role] >> nth=-1", "keeper of the lock")
    page.fill(".desk details[open] input[name=since]", "2031")
    page.click(".desk details[open] form.stack button")
    assert page.url.endswith("#history")
    assert "keeper of the lock" in page.locator(".roles").inner_text()
    page.click(".history button >> nth=0")
    assert "keeper of the lock" not in page.locator("main").inner_text().split("History")[0]
    look.must_be_quiet()


def test_errors_speak_the_readers_language(looking: Looking) -> None:
    page = looking(width=360, locale="uk").go("/search?act=shout")
    assert "Мовленнєва дія: «shout» немає" in page.locator(".told").inner_text()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.click(".top nav a >> nth=0")
    assert page.url.endswith("/search")


def test_a_search_is_printed_with_what_was_asked(looking: Looking) -> None:
    page = looking().go("/search?q=maps&lang=en")
    page.emulate_media(media="print")
    assert page.locator("h1").inner_text() == "Search: maps"
    assert page.locator("h1").bounding_box()["height"] > 10
    assert page.locator(".chips .name").first.is_visible() and not page.locator(".facets").is_visible()


def test_why_is_told_in_words(looking: Looking, some: dict[str, str]) -> None:
    page = looking(locale="uk").go(some["told"])
    told = page.locator(".why .says").all_inner_texts()
    assert len(told) > 4 and all(one.endswith(".") for one in told)


def focused(page: Any) -> str:
    return str(page.evaluate("document.activeElement.id"))
