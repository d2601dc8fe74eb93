"""A search as an Atom feed (RFC 4287), under the parameters of the search page."""

import re
import uuid
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from onrecord.desk import Record
from onrecord.model.actor import UNKNOWN
from onrecord.model.kept import KeptStatement
from onrecord.record import fetch
from onrecord.web import links, shown
from onrecord.web.answer import Answering, must_be, tagged
from onrecord.web.asked import PAGED, WANTED, Asked, checked
from onrecord.web.guard.people import person_of
from onrecord.web.links import Link
from onrecord.web.words.load import Words

PATH = "/search.atom"
KIND = "application/atom+xml; charset=utf-8"
_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Entry:
    """A statement of the feed. Times are RFC 3339; `id` never changes."""

    id: str
    url: str
    title: str
    author: str
    updated: str
    published: str
    language: str
    words: str
    source: str


@dataclass(frozen=True, slots=True)
class Feed:
    """Context of the template; everything in it is text that XML has."""

    id: str
    title: str
    url: str
    search: str
    following: str | None
    updated: str
    entries: tuple[Entry, ...]


def handler(record: Record) -> Answering:
    """Answers requests for feeds."""

    async def handle(request: Request) -> Response:
        must_be(request, "reader")
        pairs = checked(request.query_params.multi_items(), WANTED | PAGED)
        asked = Asked(Link("/search", pairs), shown.words_of(request), person=person_of(request.scope))
        base = f"{request.url.scheme}://{request.url.netloc}"
        return tagged(request, (await run_in_threadpool(_xml, record, asked, base)).encode("utf-8", "replace"), KIND)

    return handle


def _xml(record: Record, asked: Asked, base: str) -> str:
    template = shown.environment().get_template("search.atom")
    return template.render({"feed": feed(record, asked, base)}) + "\n"


def feed(record: Record, asked: Asked, base: str) -> Feed:
    """The feed of a search; `base` is where this server is reached. The newest come first unless it is said otherwise."""
    found = record.find(asked.wanted(), order=asked.order("newest"), limit=asked.limit(), cursor=asked.cursor())
    times = _times(record, found.items)
    link = asked.link.at(PATH)
    entries = tuple(_entry(one, times[one.id], base, asked.words) for one in found.items)
    newest = max(times.values(), default=_BEGINNING)
    return Feed(
        id=_urn("search:" + asked.link.drop("after").drop("limit").url),
        title=_plain(asked.words("feed.title", what=_what(asked))),
        url=_plain(base + link.url),
        search=_plain(base + asked.link.drop("after").url),
        following=_plain(base + link.put("after", found.next).url) if found.next else None,
        updated=_at(newest),
        entries=entries,
    )


def _times(record: Record, items: tuple[KeptStatement, ...]) -> dict[str, datetime]:
    """When each statement came to be as it is: when its article was added, or when a person last decided on it."""
    with record.store.read() as session:
        added = fetch.articles_by_number(session, {one.article_number for one in items})
    found = {one.id: added[one.article_number].added for one in items}
    for one in items:
        if one.verdict != "none":
            found[one.id] = max([found[one.id], *(made.at for made in record.review.history(one.id))])
    return {name: at.replace(tzinfo=UTC) for name, at in found.items()}


def _entry(one: KeptStatement, at: datetime, base: str, words: Words) -> Entry:
    speaker = one.actor_name or ("" if one.speaker == UNKNOWN else one.speaker) or words("card.untold")
    content = " ".join(one.content_words.split())
    title = f"{speaker}: {content}"
    where = [one.outlet or "", words.date(one.published) if one.published else ""]
    return Entry(
        id=_urn("statement:" + one.id),
        url=_plain(base + links.statement(one.id)),
        title=_plain(title if len(title) <= 120 else title[:119].rstrip() + "…"),
        author=_plain(speaker),
        updated=_at(at),
        published=_at(_midnight(one.published) if one.published else at),
        language=one.language,
        words=_plain(one.content_words),
        source=_plain(", ".join(filter(None, [one.cue_words, *where]))),
    )


def _what(asked: Asked) -> str:
    told = [value if name == "q" else f"{name}={value}" for name, value in asked.link.pairs if name not in PAGED]
    return ", ".join(told) or asked.words("feed.everything")


def _urn(name: str) -> str:
    return uuid.uuid5(uuid.NAMESPACE_URL, "onrecord:" + name).urn


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _at(at: datetime) -> str:
    """RFC 3339 with fractions of a second: what is decided right after it was added is a change too."""
    return at.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z"


def _plain(text: str) -> str:
    return _NO_XML.sub("\ufffd", text)
