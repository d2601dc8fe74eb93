"""Figures to read: as text for a terminal, as Markdown for `docs/evaluation.md`."""

from collections.abc import Iterable, Mapping, Sequence

from onrecord.evaluate.breakdown import Row
from onrecord.evaluate.figures import Figure, Score, Share
from onrecord.evaluate.measure import Figures
from onrecord.evaluate.reliability import Reliability

Table = Sequence[Sequence[str]]
"""Rows of cells; the first is the head."""

_LANGUAGES = {"uk": "Ukrainian", "ru": "Russian", "en": "English"}


def text(figures: Figures) -> str:
    """Every table of one set, for a terminal."""
    parts = [f"{figures.name}: {figures.articles} articles, {figures.statements} attributions\n"]
    parts += [f"{title}\n\n{_plain(table)}" for title, table in _sections(figures)]
    return "\n".join(parts).rstrip("\n")


def markdown(figures: Figures) -> str:
    """Every table of one set, under a heading of the second level."""
    parts = [f"## {figures.name}\n\n{figures.articles} articles, {figures.statements} attributions.\n"]
    parts += [f"### {title}\n\n{_pipes(table)}" for title, table in _sections(figures)]
    return "\n".join(parts)


def side_by_side(sets: Sequence[Figures]) -> str:
    """One Markdown table with a column a set: the one value of each figure (F1, or the share that is right)."""
    names = list(dict.fromkeys(name for one in sets for name in one.overall))
    rows = [["", *(one.name for one in sets)]]
    rows += [[name, *(_value(one.overall.get(name)) for one in sets)] for name in names]
    return _pipes(rows)


def _sections(figures: Figures) -> Iterable[tuple[str, Table]]:
    yield "Figures", _overall(figures.overall)
    if len(figures.languages) > 1:
        yield "By language", _languages(figures.languages)
    for title, rows in (("kind", figures.kinds), ("zone", figures.zones), ("construction", figures.constructions)):
        if rows:
            yield f"By {title}", _rows(rows)
    yield f"Confidence (expected calibration error {figures.reliability.error:.3f})", _bins(figures.reliability)


def _overall(figures: Mapping[str, Figure]) -> Table:
    rows = [["figure", "P", "R", "F1", "right", "of"]]
    for name, f in figures.items():
        cells = [_number(f.precision), _number(f.recall), _number(f.f1), ""] if isinstance(f, Score) else ["", "", ""]
        rows.append([name, *cells, *([_number(f.share)] if isinstance(f, Share) else []), str(f.count)])
    return rows


def _languages(parts: Mapping[str, Mapping[str, Figure]]) -> Table:
    names = list(dict.fromkeys(name for figures in parts.values() for name in figures))
    head = ["figure", *(_LANGUAGES.get(language, language) for language in parts)]
    return [head, *([name, *(_value(figures.get(name)) for figures in parts.values())] for name in names)]


def _rows(rows: Iterable[Row]) -> Table:
    head = ["", "P", "R", "F1", "of", "close", "speaker", "act"]
    return [head, *(_row(row) for row in rows)]


def _row(row: Row) -> list[str]:
    found = row.attribution
    scores = [_number(found.precision), _number(found.recall), _number(found.f1), str(found.count)]
    return [row.name, *scores, *(_value(figure) for figure in (row.close, row.speaker, row.act))]


def _bins(known: Reliability) -> Table:
    head = ["statements", "confidence", "found in gold"]
    return [head, *([str(b.count), _number(b.confidence), _number(b.right)] for b in known.bins)]


def _value(figure: Figure | None) -> str:
    return _number(figure.value) if figure and figure.count else ""


def _number(value: float) -> str:
    return f"{value:.3f}"


def _plain(table: Table) -> str:
    widths = [max(len(row[n]) for row in table) for n in range(len(table[0]))]
    lines = ("  ".join(_aligned(row, widths)).rstrip() for row in table)
    return "".join(f"  {line}\n" for line in lines)


def _aligned(row: Sequence[str], widths: Sequence[int]) -> Iterable[str]:
    return (
        cell.rjust(width) if n else cell.ljust(width) for n, (cell, width) in enumerate(zip(row, widths, strict=True))
    )


def _pipes(table: Table) -> str:
    head, *rows = ["| " + " | ".join(row) + " |" for row in table]
    rule = "| " + " | ".join(["---", *["---:"] * (len(table[0]) - 1)]) + " |"
    return "".join(f"{line}\n" for line in (head, rule, *rows))
