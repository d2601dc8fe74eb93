"""Templates: Jinja with everything escaped, and what all pages share around their own context."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request

from onrecord.web import links
from onrecord.web.assets import asset
from onrecord.web.guard.people import Person, person_of
from onrecord.web.links import Link
from onrecord.web.words import load
from onrecord.web.words.load import Words

THEMES = ("auto", "light", "dark")
NAV = (
    ("start", "/"),
    ("search", "/search"),
    ("actors", "/actors"),
    ("issues", "/issues"),
    ("positions", "/positions"),
    ("timeline", "/timeline"),
    ("utterances", "/utterances"),
    ("tensions", "/tensions"),
    ("plots", "/plots"),
    ("review", "/review"),
)
"""The menu: those whose page there is are shown."""
_UNSHOWN = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around every page: language, colours, who reads, which entry of the menu is lit, and the page's own
    address, also as data."""

    language: str
    theme: str
    person: Person
    nav: str
    menu: tuple[tuple[str, str], ...]
    link: Link
    data: str | None
    languages: tuple[str, ...] = load.LANGUAGES
    themes: tuple[str, ...] = THEMES


@cache
def environment() -> Environment:
    """The templates. A name that a context does not have is an error, not an empty place."""
    made = Environment(
        loader=PackageLoader("onrecord.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.finalize = visible
    made.globals.update(asset=asset, links=links, search=links.search)
    return made


def load_templates() -> None:
    """Make all templates ready: the first reader of a page would wait for it."""
    for name in environment().list_templates():
        environment().get_template(name)


def render(template: str, words: Words, around: Around, page: object) -> str:
    """A page as HTML."""
    told: dict[str, Any] = {"t": words, "around": around, "page": page}
    return environment().get_template(template).render(told)


def visible(value: Any) -> Any:
    """Characters that HTML does not have as the mark of one that cannot be shown; everything else stands as it is written
    (what turns the direction of writing is held by `unicode-bidi: isolate`)."""
    return _UNSHOWN.sub("\ufffd", value) if type(value) is str else value


def words_of(request: Request) -> Words:
    """The interface in the reader's language."""
    return load.words(
        load.chosen(
            request.query_params.get("ui", ""),
            request.cookies.get("ui", ""),
            request.headers.get("accept-language", "")[:200],
        )
    )


def around(request: Request, words: Words, link: Link, *, nav: str, menu: tuple[str, ...], data: str | None) -> Around:
    """What stands around a page."""
    told = request.query_params.get("theme") or request.cookies.get("theme", "")
    theme = told if told in THEMES else THEMES[0]
    person = person_of(request.scope)
    shown = tuple((n, path) for n, path in NAV if path in menu and (n != "review" or person.may("reviewer")))
    return Around(words.language, theme, person, nav, shown, link, data)
