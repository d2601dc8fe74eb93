"""Statements as linked data: W3C Web Annotations, and quotations in the words of schema.org.

Both are JSON-LD. Their contexts are named as the standards want it; what the standards have no word for is in a context of
our own, which stands in the file. `contexts` gives all of them from the package, so that nothing is fetched.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from onrecord.exports import sheets
from onrecord.exports.contexts import ANNOTATION, OWN, SCHEMA_ORG
from onrecord.exports.lines import OFFSET_UNIT, SCHEMA_VERSION, dump
from onrecord.exports.view import MACHINE, Sheet
from onrecord.model.kept import KeptArticle, KeptStatement
from onrecord.model.span import Span

URN = "urn:onrecord:"
_TYPES = {"person": "Person", "organization": "Organization", "state": "Country", "outlet": "NewsMediaOrganization"}


def annotations(found: Iterable[Sheet], *, texts: bool = False) -> Iterator[str]:
    """A page of Web Annotations, one a statement: its target is the content, piece by piece, in one version of the article.

    Positions count code points, as the standard says. With `texts` each article's text stands in its source.
    """
    head = {"@context": [ANNOTATION, OWN], "id": f"{URN}page", "type": "AnnotationPage", "offsetUnit": OFFSET_UNIT}
    yield from _document({**head, "schemaVersion": SCHEMA_VERSION}, "items", _annotations(found, texts=texts))


def quotations(found: Iterable[Sheet]) -> Iterator[str]:
    """A graph of schema.org Quotations, one a statement."""
    head = {"@context": [SCHEMA_ORG, OWN]}
    told = (_quotation(one, sheet.article) for sheet in found for one in sheet.statements)
    yield from _document(head, "@graph", told)


def _document(head: Mapping[str, Any], name: str, items: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    yield dump(head)[:-1] + f', "{name}": [\n'
    for place, item in enumerate(items):
        yield (",\n" if place else "") + dump(item)
    yield "\n]}\n"


def _annotations(found: Iterable[Sheet], *, texts: bool) -> Iterator[dict[str, Any]]:
    for sheet in found:
        for place, (one, detail) in enumerate(zip(sheet.statements, sheets.details(sheet), strict=True)):
            yield _annotation(one, sheet.article, detail, text=texts and place == 0)


def _annotation(one: KeptStatement, article: KeptArticle, detail: Mapping[str, Any], *, text: bool) -> dict[str, Any]:
    source = _source(article)
    roles = (("source", one.source), ("cue", one.cue), ("addressee", one.addressee), ("venue", one.venue))
    body = {
        "type": "Statement",
        "speaker": one.actor_name or one.speaker,
        "kind": one.kind,
        "act": one.act,
        "issue": one.issue,
        "stance": one.stance,
        "saidOn": one.said_on,
        **{f"{role}At": _places(spans, article.text, source["id"]) for role, spans in roles if spans},
        "details": {**detail, "article": _head(article)},
    }
    targets = _places(one.content, article.text, source["id"])
    if targets:
        targets[0] = {**targets[0], "source": {**source, "plainText": article.text} if text else source}
    return {
        "id": f"{URN}{one.id}",
        "type": "Annotation",
        "motivation": "describing",
        "generator": {"id": f"{URN}reader", "type": "Software", "name": f"{MACHINE} {article.reader}"},
        "body": {name: value for name, value in body.items() if value is not None},
        "target": targets,
    }


def _places(spans: Sequence[Span], text: str, source: str) -> list[dict[str, Any]]:
    return [{"type": "SpecificResource", "source": source, "selector": _selectors(span, text)} for span in spans]


def _selectors(span: Span, text: str) -> list[dict[str, Any]]:
    prefix, suffix = sheets.around(text, span)
    return [
        {"type": "TextPositionSelector", "start": span.start, "end": span.end},
        {"type": "TextQuoteSelector", "exact": span.of(text), "prefix": prefix, "suffix": suffix},
    ]


def _source(article: KeptArticle) -> dict[str, Any]:
    """The version of the article in which places are counted: its text has this hash and no other."""
    told = {
        "id": f"{URN}{article.id}:v{article.version}",
        "type": "Text",
        "format": "text/plain",
        "language": article.language,
        "textSha256": article.sha256,
        "isVersionOf": article.url,
    }
    return {name: value for name, value in told.items() if value is not None}


def _head(article: KeptArticle) -> dict[str, Any]:
    return sheets.head(Sheet(article, ()))


def _quotation(one: KeptStatement, article: KeptArticle) -> dict[str, Any]:
    said = {"@type": _TYPES.get(one.speaker_type, "Thing"), "name": one.actor_name or one.speaker}
    who = {**said, "@id": f"{URN}{one.actor}"} if one.actor else said
    known = one.speaker != "?"
    told = {
        "@id": f"{URN}{one.id}",
        "@type": "Quotation",
        "text": one.content_words,
        "creator": who if known else None,
        "spokenByCharacter": who if known else None,
        "inLanguage": one.language,
        "dateCreated": _day(one.said_on),
        "about": [{"@type": "Thing", "@id": f"{URN}issue:{t.issue}", "stance": t.stance} for t in one.issues],
        "isPartOf": _news(article),
        "kind": one.kind,
        "act": one.act,
        "cue": one.cue_words,
        "addressee": one.addressee_words,
        "venue": one.venue_words,
        "hedged": one.hedged,
    }
    return {name: value for name, value in told.items() if value not in (None, "", [])}


def _news(article: KeptArticle) -> dict[str, Any]:
    told = {
        "@type": "NewsArticle",
        "@id": f"{URN}{article.id}:v{article.version}",
        "url": article.url,
        "headline": article.title,
        "datePublished": article.published.isoformat() if article.published else None,
        "inLanguage": article.language,
        "publisher": {"@type": "NewsMediaOrganization", "name": article.outlet} if article.outlet else None,
        "textSha256": article.sha256,
    }
    return {name: value for name, value in told.items() if value is not None}


def _day(said_on: str | None) -> str | None:
    """What ISO 8601 knows of when it was said: a day, a month, a year; nothing else of TIMEX3 is a date of schema.org's."""
    if not said_on:
        return None
    for length, rest in ((10, ""), (7, "-01"), (4, "-01-01")):
        try:
            date.fromisoformat(said_on[:length] + rest)
        except ValueError:
            continue
        return said_on[:length]
    return None
