"""Statements as a table (RFC 4180): one a row, with all that the record keeps of it.

Byte for byte: the words stand as they stand in the article, line ends and quotation marks included. The spreadsheet mode
puts a `'` before what a spreadsheet would run, and says in the last column where it did.
"""

import json
from collections.abc import Iterable, Iterator, Sequence

from onrecord.exports import lines, tables
from onrecord.exports.view import Sheet
from onrecord.model.kept import KeptStatement
from onrecord.model.span import Span

COLUMNS = (
    "id", "article", "article_name", "local", "version", "lang", "outlet", "story", "url", "title", "date", "day",
    "said_on", "said_on_rule", "actor", "actor_name", "side", "speaker", "speaker_type", "speaker_key",
    "speaker_romanised", "role", "stands_for", "source", "cue", "content", "addressee", "venue", "source_spans",
    "cue_spans", "content_spans", "addressee_spans", "venue_spans", "kind", "act", "zone", "hedged", "within",
    "utterance", "issue", "stance", "issues", "confidence", "reasons", "antecedent", "candidates", "state", "verdict", "machine", "text_sha256",
    "offset_unit", "schema_version",
)  # fmt: skip
"""Words in several pieces are joined by ` … `; the spans (`12-59 80-90`) tell the pieces exactly. `issues`,
`candidates` and `machine` are JSON."""

TEXT = "text"
"""The column that a table has with the texts of its articles: each text stands in its article's first row."""


def table(sheets: Iterable[Sheet], *, spreadsheet: bool = False, texts: bool = False) -> Iterator[str]:
    """The header, then a row a statement, each with its line end.

    With `texts` a last column holds the article's text in the first row of each article, so that the table can be
    imported where the articles are not known.
    """
    columns = (*COLUMNS, TEXT) if texts else COLUMNS
    yield tables.BOM + tables.row([*columns, tables.GUARDED]) if spreadsheet else tables.row(columns)
    for sheet in sheets:
        for place, one in enumerate(sheet.statements):
            row = cells(one)
            if texts:
                row.append(sheet.article.text if place == 0 else "")
            yield tables.row(tables.guarded(columns, row) if spreadsheet else row)


def cells(one: KeptStatement) -> list[str]:
    """The cells of a statement in the order of COLUMNS."""
    return [
        one.id, one.article, one.article_name, one.local, str(one.version), one.language, one.outlet or "",
        one.story or "", one.url or "", one.title or "", one.published.isoformat() if one.published else "",
        one.day.isoformat() if one.day else "", one.said_on or "", one.said_on_rule, one.actor or "",
        one.actor_name or "", one.side or "", one.speaker, one.speaker_type, one.key, one.romanised, one.role,
        one.stands_for, one.source_words, one.cue_words, one.content_words, one.addressee_words, one.venue_words,
        places(one.source), places(one.cue), places(one.content), places(one.addressee), places(one.venue), one.kind,
        one.act, one.zone, "true" if one.hedged else "false", one.within or "", one.utterance or "", one.issue or "",
        one.stance or "", issues(one), f"{one.confidence:.4g}", " ".join(one.reasons),
        places([one.antecedent]) if one.antecedent else "", candidates(one), one.state, one.verdict,
        lines.dump(dict(one.machine)) if one.machine else "", one.text_sha256, lines.OFFSET_UNIT, lines.SCHEMA_VERSION,
    ]  # fmt: skip


def issues(one: KeptStatement) -> str:
    """All issues of a statement as JSON, the leading one first: `[[issue, stance, confidence, [reason, …]], …]`."""
    told = [[t.issue, t.stance, t.confidence, list(t.reasons)] for t in one.issues]
    return json.dumps(told, ensure_ascii=False) if told else ""


def candidates(one: KeptStatement) -> str:
    """Who else could have been meant, as JSON: `[{"name", "score", "lost"}, …]`."""
    told = [{"name": c.name, "score": c.score, "lost": c.lost} for c in one.candidates]
    return json.dumps(told, ensure_ascii=False) if told else ""


def places(spans: Sequence[Span]) -> str:
    """`12-59 80-90`."""
    return " ".join(f"{s.start}-{s.end}" for s in spans)
