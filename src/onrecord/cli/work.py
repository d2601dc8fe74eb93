"""Articles in, their views out, in the order of the input, on one core or on all of them."""

import itertools
import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from onrecord.errors import OnRecordError
from onrecord.model.article import Article, Skipped
from onrecord.model.statement import Reading

if TYPE_CHECKING:
    from concurrent.futures import Future

Format = Literal["terminal", "json", "jsonl", "html", "brat", "csv", "explain"]
Item = Article | Skipped
View = tuple[str, ...]
"""What is written of one article: one string; for html its title too; for brat its id, text and annotations."""

MANY, LARGE = 20, 1_000_000
"""More articles or more characters than these are worth a second process."""
_FIRST_CHUNK, _LAST_CHUNK = 10_000, 200_000


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
    stream = iter(items)
    if jobs is None:
        held = _held(stream)
        stream = itertools.chain(held, stream)
        jobs = _cores() if _is_much(held) else 1
    numbered = enumerate(stream, 1)
    if jobs > 1:
        yield from _on_many(numbered, wish, jobs)
    else:
        for number, item in numbered:
            yield _view(item, wish, number)


def _held(stream: Iterator[Item]) -> list[Item]:
    held: list[Item] = []
    for item in stream:
        held.append(item)
        if _is_much(held):
            break
    return held


def _is_much(held: list[Item]) -> bool:
    return len(held) > MANY or sum(_size(item) for item in held) > LARGE and len(held) > 1


def _size(item: Item) -> int:
    return len(item.text) if isinstance(item, Article) else 0


def _cores() -> int:
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


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


# --- many processes -------------------------------------------------------------------------------------------------

Numbered = tuple[int, Item]


def _on_many(numbered: Iterator[Numbered], wish: Wish, jobs: int) -> Iterator[View | Skipped]:
    """The first article is read here: processes that are forked after it find the models in memory."""
    for number, item in numbered:
        yield _view(item, wish, number)
        if isinstance(item, Article):
            break
    from concurrent.futures import ProcessPoolExecutor

    pool = ProcessPoolExecutor(jobs, initializer=_begin)
    waiting: deque[Future[list[View | Skipped]]] = deque()
    try:
        for chunk in _chunks(numbered):
            waiting.append(pool.submit(_chunk, chunk, wish))
            if len(waiting) > 2 * jobs:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()
    finally:
        pool.shutdown(cancel_futures=True)


def _begin() -> None:
    """A worker ends at Ctrl-C without a word; its parent says it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _chunk(chunk: list[Numbered], wish: Wish) -> list[View | Skipped]:
    return [_view(item, wish, number) for number, item in chunk]


def _chunks(numbered: Iterable[Numbered]) -> Iterator[list[Numbered]]:
    """Small chunks first, so that every process soon has one; then larger ones, so that handing over costs nothing."""
    limit, chunk, size = _FIRST_CHUNK, list[Numbered](), 0
    for entry in numbered:
        chunk.append(entry)
        size += _size(entry[1]) + 100
        if size >= limit:
            yield chunk
            limit, chunk, size = min(limit * 5 // 4, _LAST_CHUNK), [], 0
    if chunk:
        yield chunk
