"""An HTML page -> Article: headline, teaser, paragraphs and captions in order, a blank line between them.

Our own reader of blocks goes first (it keeps short lines, which is where people speak); trafilatura, of which this is the only
import, reads what has neither blocks nor the text in its JSON-LD (pages drawn by a script). No network.
"""

import codecs
import functools
import re
from configparser import ConfigParser
from datetime import date

from lxml import etree
from lxml.etree import _Element

from onrecord.articles import blocks, encoding, page, plain
from onrecord.errors import NoArticle, UnknownEncoding, UnreadableFile
from onrecord.model.article import Article

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]+)", re.IGNORECASE)
_SAME = {"iso-8859-1": "cp1252", "latin1": "cp1252", "latin-1": "cp1252", "us-ascii": "cp1252", "koi8-r": "koi8-u"}
_SENTENCE = re.compile(r"[.!?…][\"»”“’)\]]*(?:\s|$)")
_LEAST = 80
"""Fewer characters of sentences than this are no article."""


def article(data: bytes, id: str, given: plain.Given = plain.NOTHING, *, where: str = "") -> Article:
    """The article of a page. `text` is the extracted text, which all offsets count in.

    Raises NoArticle where nothing reads as an article, UnknownEncoding, UnreadableFile (binary), TooLarge.
    """
    source = decode(data, where=where)
    tree = _tree(source, where)
    head = page.head(tree)
    text = _text(source, tree, head)
    if not text:
        raise NoArticle("no article on this page: no paragraph of sentences outside menus and links", where=where)
    plain.check(text, where=where)
    return Article(
        id=id,
        text=text,
        published=given.published or head.published or _guessed_day(source),
        language=given.language,
        outlet=given.outlet or head.outlet,
        url=head.url,
        title=head.title or None,
    )


def decode(data: bytes, *, where: str = "") -> str:
    """The page as text: by its byte-order mark, else by the charset that it names, else as plain text is decoded."""
    named = _CHARSET.search(data[:4096])
    marked = data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    if named is None or marked:
        return encoding.decode(data, where=where).text
    name = named[1].decode("ascii").lower()
    try:
        return encoding.decode_as(data, _SAME.get(name, name))
    except (UnicodeDecodeError, LookupError):
        pass
    try:
        return encoding.decode(data, where=where).text
    except UnknownEncoding:
        if name not in ("utf-8", "utf8"):
            raise
        return data.decode("utf-8", "replace")  # pages mix encodings in one corner; the rest of the page is whole


def _tree(source: str, where: str) -> _Element:
    if "<" not in source:
        raise NoArticle("no HTML: there is no element in it", where=where)
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, no_network=True, remove_comments=True, remove_pis=True)
    try:
        tree = etree.fromstring(source.replace("\0", "").encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableFile(f"no HTML: {error}", where=where) from error
    if tree is None:
        raise NoArticle("no HTML: there is no element in it", where=where)
    return tree


def _text(source: str, tree: _Element, head: page.Head) -> str:
    lines = blocks.paragraphs(tree, head.title)
    if _reads(lines):
        return "\n\n".join(lines)
    lines = [line.strip() for line in head.body.splitlines() if line.strip()]
    if _reads(lines):
        return "\n\n".join(lines)
    lines = _by_trafilatura(source)
    return "\n\n".join(lines) if _reads(lines) else ""


def _reads(lines: list[str]) -> bool:
    """Whether there are sentences enough for a short piece of news."""
    return sum(len(line) for line in lines if _SENTENCE.search(line) and len(line.split()) >= 5) >= _LEAST


def _by_trafilatura(source: str) -> list[str]:
    import trafilatura

    text = trafilatura.extract(
        source, output_format="txt", include_comments=False, include_tables=True, fast=True, config=_settings()
    )
    return [line.strip() for line in (text or "").splitlines() if line.strip()]


@functools.cache
def _settings() -> ConfigParser:
    """The settings of trafilatura, never to fall back to unverified connections (nothing here connects at all)."""
    from trafilatura.settings import use_config

    settings = use_config()
    settings.set("DEFAULT", "INSECURE_SSL_FALLBACK", "off")
    settings.set("DEFAULT", "EXTRACTION_TIMEOUT", "0")
    return settings


def _guessed_day(source: str) -> date | None:
    """The last resort: a date that stands in the page's text or address."""
    import htmldate

    found = htmldate.find_date(source, original_date=True, extensive_search=False, max_date="2100-01-01")
    return page.day(found) if found else None
