"""Add articles: pasted, uploaded, or by the address of a page; and what became of them."""

import secrets
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from threading import Lock

from onrecord.articles import plain, remote
from onrecord.desk import Record
from onrecord.errors import InputError
from onrecord.model.article import Article, Skipped
from onrecord.model.text import LANGUAGES
from onrecord.web import links, parcels, taking
from onrecord.web.action import Action, Done, Form
from onrecord.web.asked import Asked, day
from onrecord.web.guard.refusal import Refusal
from onrecord.web.page import Page
from onrecord.web.taking import Taken

FILES = 50
KEPT = 200
"""Outcomes that are remembered: the last ones, until the server stops."""


@dataclass(frozen=True, slots=True)
class Add:
    """Context of the form."""

    languages: tuple[str, ...] = LANGUAGES


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one article. `title` is what it is called, `url` where it stands."""

    outcome: str
    title: str
    url: str
    statements: int


@dataclass(frozen=True, slots=True)
class Result:
    """Context of the page that tells what became of it; `forgotten` where that is not known any more."""

    items: tuple[Outcome, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    utterances: int = 0
    tensions: int = 0
    forgotten: bool = False


class _Outcomes:
    """The last outcomes by names that nobody guesses, each for who brought the articles alone. Safe in threads."""

    def __init__(self) -> None:
        self.held: OrderedDict[str, tuple[str, Taken]] = OrderedDict()
        self.lock = Lock()

    def put(self, who: str, taken: Taken) -> str:
        name = secrets.token_urlsafe(16)
        with self.lock:
            self.held[name] = (who, taken)
            while len(self.held) > KEPT:
                self.held.popitem(last=False)
        return name

    def get(self, who: str, name: str) -> Taken | None:
        with self.lock:
            owner, taken = self.held.get(name, ("", None))
        return taken if owner == who else None


_outcomes = _Outcomes()


def page(_: Record, __: Asked) -> Add:
    """The form."""
    return Add()


def result(record: Record, asked: Asked) -> Result:
    """What became of articles that were brought."""
    taken = _outcomes.get(asked.person.name, asked.path["id"])
    if taken is None:
        return Result(forgotten=True)
    return Result(tuple(_told(record, taken)), taken.skipped, taken.utterances, taken.tensions)


def paste(record: Record, asked: Asked, form: Form) -> Done:
    """Add a text."""
    given = _given(form)
    form.must("text")
    text = form.one("text").replace("\r\n", "\n")  # a form sends every line end so
    return _take(record, asked, _pasted(text, given, form.one("title").strip()))


def upload(record: Record, asked: Asked, form: Form) -> Done:
    """Add files."""
    given = _given(form)
    if not form.files:
        raise Refusal(400, "missing", {"name": "files"})
    found = (one for file in form.files.values() for one in parcels.articles(file.name, file.data, given))
    return _take(record, asked, found)


def fetch(record: Record, asked: Asked, form: Form) -> Done:
    """Add the page at an address."""
    return _take(record, asked, _fetched(form.must("url").strip(), _given(form)))


def _take(record: Record, asked: Asked, items: Iterable[Article | Skipped]) -> Done:
    taken = taking.take(record, items)
    name = _outcomes.put(asked.person.name, taken)
    return Done(f"/add/{name}", {"counts": taken.counts, "items": taken.items, "skipped": taken.skipped})


def _pasted(text: str, given: plain.Given, title: str) -> Iterator[Article | Skipped]:
    try:
        found = plain.article(text, "pasted", given)
    except InputError as error:
        yield Skipped(title or "text", type(error).__name__, error.reason)
        return
    # A pasted text has no name of its own: it is its words.
    name = f"pasted-{found.sha256[:12]}"
    yield replace(found, id=name, title=title or found.title, id_given=False)


def _fetched(url: str, given: plain.Given) -> Iterator[Article | Skipped]:
    try:
        yield remote.article(url, given)
    except InputError as error:
        yield Skipped(error.where or url[:200], type(error).__name__, error.reason)


def _given(form: Form) -> plain.Given:
    language = form.one("lang")
    if language and language not in LANGUAGES:
        raise Refusal(400, "value", {"name": "lang", "value": language, "known": ", ".join(LANGUAGES)})
    told = form.one("date").strip()
    if len(told) not in (0, 10):
        raise Refusal(400, "day", {"name": "date", "value": told[:100]})
    return plain.Given(day(told, "date"), language or None, form.one("outlet").strip()[:500] or None)


def _told(record: Record, taken: Taken) -> Iterator[Outcome]:
    for one in taken.items:
        article, _ = record.article(one.id)
        first = next((line.strip() for line in article.text.splitlines() if line.strip()), "")
        yield Outcome(one.outcome, article.title or first[:160] or article.name, links.article(one.id), one.statements)


PAGE = Page("/add", page, "add.html", role="reviewer")
RESULT = Page("/add/{id}", result, "added.html", role="reviewer")
ACTIONS = (
    Action("/add/text", paste, fields=10, cost=20.0),
    Action("/add/files", upload, fields=10, files=FILES, cost=20.0),
    Action("/add/url", fetch, fields=10, cost=20.0),
)
