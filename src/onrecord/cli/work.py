"""Articles in, their views out, in the order of the input, on one core or on all of them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Literal

from onrecord.errors import OnRecordError
from onrecord.intake import processes
from onrecord.model.article import Article, Skipped
from onrecord.model.statement import Reading

Format = Literal["terminal", "json", "jsonl", "html", "brat", "csv", "explain"]
Item = Article | Skipped
Numbered = tuple[int, Item]
View = tuple[str, ...]
"""What is written of one article: one string; for html its title too; for brat its id, text and annotations."""


@dataclass(frozen=True, slots=True)
class Wish:
    """How the articles are to be shown."""

    format: Format
    spreadsheet: bool = False
    at: int | None = None
    width: int = 100
    color: bool = False


def views(items: Iterable[Item], wish: Wish, jobs: int | None = None) -> Iterator[View | Skipped]:
    """The view of each article, or why there is none, in order; `jobs` None chooses by how much there is."""
    for done in processes.spread(enumerate(items, 1), partial(_numbered, wish=wish), size, jobs):
        yield from done


def size(numbered: Numbered) -> int:
    """The characters of an article."""
    return len(numbered[1].text) if isinstance(numbered[1], Article) else 0


def _numbered(numbered: Numbered, wish: Wish) -> View | Skipped:
    number, item = numbered
    return _view(item, wish, number)


def _view(item: Item, wish: Wish, number: int) -> View | Skipped:
    if isinstance(item, Skipped):
        return item
    from onrecord.pipeline import read

    try:
        reading = read(item)
    except OnRecordError as error:
        return Skipped(item.id, type(error).__name__, str(error))
    except Exception as error:
        error.add_note(f"while reading the article {item.id!r}; please report this")
        raise
    return show(reading, wish, number)


def show(reading: Reading, wish: Wish, number: int = 1) -> View:
    """One reading in the wished form; each form imports what it needs."""
    if wish.format in ("json", "jsonl"):
        from onrecord.exports import lines

        return (lines.jsonl(reading) if wish.format == "jsonl" else lines.json_object(reading),)
    if wish.format == "csv":
        from onrecord.exports import tables

        return (tables.rows(reading, spreadsheet=wish.spreadsheet),)
    if wish.format == "html":
        from onrecord.exports import page

        return (page.sheet(reading, number), page.title(reading.article))
    if wish.format == "brat":
        from onrecord.exports import annotations

        return (reading.article.id, reading.article.text, annotations.ann(reading))
    from onrecord.exports import terminal

    if wish.format == "explain":
        return (terminal.explain(reading, at=wish.at, width=wish.width, color=wish.color),)
    return (terminal.view(reading, width=wish.width, color=wish.color),)
