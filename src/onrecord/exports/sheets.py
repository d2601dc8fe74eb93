"""What formats of articles share: a sheet as a reading, a statement's details as JSON, spans and the words around them."""

from typing import Any, cast

from onrecord.exports import kept
from onrecord.exports.lines import dump
from onrecord.exports.view import Sheet
from onrecord.model.actor import Mention
from onrecord.model.attribution import Attribution
from onrecord.model.kept import KeptStatement
from onrecord.model.span import Span
from onrecord.model.statement import Reading, Statement, Time
from onrecord.model.text import Paragraph, Range, Text

AROUND = 32
"""Code points before and after a passage that tell it from others like it."""


def reading(sheet: Sheet) -> Reading:
    """The sheet as a reading: with its statements, times and paragraphs, without tokens."""
    article = sheet.article.to_read()
    lines = tuple(Paragraph(span, Range(0, 0), zone, sheet.article.language) for span, zone in sheet.article.layout)
    text = Text(article, sheet.article.language, (), (), (), lines, ())
    local = {one.id: one.local for one in sheet.statements}
    statements = tuple(_statement(one, article.text, local.get(one.within or "")) for one in sheet.statements)
    times = tuple(Time(span, value, rule) for span, value, rule in sheet.article.times)
    return Reading(article, sheet.article.language, text, statements, times)


def details(sheet: Sheet) -> list[dict[str, Any]]:
    """Each statement as the lines of gold sets have it, in the sheet's order."""
    return cast("list[dict[str, Any]]", kept.line(sheet.article, sheet.statements)["statements"])


def head(sheet: Sheet) -> dict[str, Any]:
    """Where the article comes from, and which text the offsets count in."""
    line = kept.line(sheet.article, ())
    return {name: value for name, value in line.items() if name not in ("text", "statements", "times")}


def one_line(value: object) -> str:
    """JSON without any character that some reader ends a line at, or a column."""
    told = dump(value)
    return "".join(f"\\u{ord(c):04x}" if c in "\x7f\x85\u2028\u2029" else c for c in told)


def around(text: str, span: Span) -> tuple[str, str]:
    """The words before and after a passage."""
    return text[max(0, span.start - AROUND) : span.start], text[span.end : span.end + AROUND]


def _statement(one: KeptStatement, text: str, within: str | None) -> Statement:
    attribution = Attribution(
        id=one.local,
        source=one.source,
        cue=one.cue,
        content=one.content,
        kind=one.kind,
        act=one.act,
        zone=one.zone,
        addressee=one.addressee,
        venue=one.venue,
        hedged=one.hedged,
        within=within,
        confidence=one.confidence,
        reasons=one.reasons,
    )
    mention = Mention(one.local, one.speaker, one.speaker_type, one.key, one.romanised, one.role, one.stands_for)
    return Statement(attribution, mention, text, one.said_on, one.said_on_rule)
