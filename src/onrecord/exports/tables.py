"""Statements as a table (RFC 4180), one a row. The words stand in it as they stand in the article, byte for byte."""

import csv
import io
from collections.abc import Iterable, Sequence

from onrecord.exports import lines
from onrecord.model.span import Span
from onrecord.model.statement import Reading, Statement

COLUMNS = (
    "article", "date", "outlet", "lang", "story", "url", "id", "speaker", "speaker_type", "speaker_romanised", "speaker_key", "role",
    "stands_for", "source", "cue", "content", "addressee", "venue", "kind", "act", "hedged", "within", "zone", "said_on", "confidence",
    "reasons", "source_spans", "cue_spans", "content_spans", "text_sha256", "offset_unit", "schema_version",
)  # fmt: skip
"""Words in several pieces are joined by ` … `; the spans (`12-59 80-90`) tell the pieces exactly."""

GUARDED = "guarded"
"""The last column of a table for spreadsheets: the names of the columns of that row that got a `'` in front."""

BOM = "\ufeff"
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def header(*, spreadsheet: bool = False) -> str:
    """The first row. For spreadsheets with a byte-order mark (without it they take UTF-8 for something else)."""
    return BOM + row([*COLUMNS, GUARDED]) if spreadsheet else row(COLUMNS)


def rows(reading: Reading, *, spreadsheet: bool = False) -> str:
    """The rows of one article.

    With `spreadsheet` a cell that a spreadsheet would run as a formula (it begins with = + - @, a tab or a line end)
    gets a `'` in front, and the row's last cell names the columns that were changed so.
    """
    cells = map(_Cells(reading), reading.statements)
    return "".join(row(guarded(COLUMNS, one) if spreadsheet else one) for one in cells)


def table(readings: Iterable[Reading], *, spreadsheet: bool = False) -> str:
    """Header and rows."""
    return header(spreadsheet=spreadsheet) + "".join(rows(r, spreadsheet=spreadsheet) for r in readings)


class _Cells:
    """The cells of a statement; what all rows of an article share is made once."""

    def __init__(self, reading: Reading) -> None:
        article = reading.article
        self.first = (
            article.id,
            article.published.isoformat() if article.published else "",
            article.outlet or "",
            reading.language,
            article.story or "",
            article.url or "",
        )
        self.last = (article.sha256, lines.OFFSET_UNIT, lines.SCHEMA_VERSION)
        self.text = article.text

    def __call__(self, s: Statement) -> list[str]:
        a, who = s.attribution, s.mention
        return [
            *self.first, a.id, who.speaker, who.speaker_type, who.romanised, who.key, who.role, who.stands_for,
            s.source, s.cue, s.content, self._words(a.addressee), self._words(a.venue), a.kind, a.act,
            "true" if a.hedged else "false", a.within or "", a.zone, s.said_on or "", f"{a.confidence:.4g}",
            " ".join(s.reasons), _places(a.source), _places(a.cue), _places(a.content), *self.last,
        ]  # fmt: skip

    def _words(self, spans: tuple[Span, ...]) -> str:
        return " … ".join(s.of(self.text) for s in spans)


def guarded(columns: Sequence[str], cells: Sequence[str]) -> list[str]:
    """The cells with a `'` before each that a spreadsheet would run as a formula, and the names of their columns as a last
    cell."""
    changed = [name for name, cell in zip(columns, cells, strict=True) if cell.startswith(_FORMULA)]
    return ["'" + cell if cell.startswith(_FORMULA) else cell for cell in cells] + [" ".join(changed)]


def _places(spans: Iterable[Span]) -> str:
    return " ".join(f"{s.start}-{s.end}" for s in spans)


def row(cells: Iterable[str]) -> str:
    """One row with its line end, quoted where it has to be."""
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow(cells)
    return line.getvalue()
