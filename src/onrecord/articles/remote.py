"""The address of a page -> Article, with when it was asked for and the hash of what came."""

import codecs
from dataclasses import replace
from urllib.parse import urlsplit

from onrecord.articles import encoding, fetch, plain
from onrecord.articles.fetch import Fetched
from onrecord.model.article import Article


def article(url: str, given: plain.Given = plain.NOTHING, *, allow_private: bool = False) -> Article:
    """Ask for a page and read it. Raises InputError: what `fetch.get` raises, and what reading a file raises."""
    return of(fetch.get(url, allow_private=allow_private), given)


def of(came: Fetched, given: plain.Given = plain.NOTHING) -> Article:
    """The article of what came. Its `url` is the one that the page calls its own where that is of the same host, else the
    one that gave it: no page speaks for another's."""
    if came.kind == "text/plain":
        found = plain.article(encoding.decode(_marked(came), where=came.url).text, came.url, given, where=came.url)
    else:
        from onrecord.articles import html

        found = html.article(_marked(came), came.url, given, where=came.url)
    url = found.url if found.url and _host(found.url) == _host(came.url) else came.url
    return replace(
        found,
        url=url,
        outlet=found.outlet or _host(came.url).removeprefix("www."),
        fetched=came.fetched,
        raw_sha256=came.sha256,
    )


def _marked(came: Fetched) -> bytes:
    """The bytes, as UTF-8 with its mark where they are in the encoding that the server names."""
    if not came.charset or came.data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return came.data
    try:
        return codecs.BOM_UTF8 + encoding.decode_as(came.data, came.charset).encode()
    except (LookupError, UnicodeError, ValueError):
        return came.data


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""
