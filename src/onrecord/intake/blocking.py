"""Words that were taken out of an article do not come back with it: the same text is known by what is left of it, and in a
changed text the same places are blocked again."""

import re
from collections.abc import Iterator
from dataclasses import replace

from onrecord.errors import InputError
from onrecord.model.article import Article
from onrecord.model.span import Span
from onrecord.record import Session, erasing
from onrecord.record.erasing import BLOCK

AROUND = (40, 16, 8)
"""Letters on both sides by which a blocked place is found again, the most first."""
_RUN = re.compile(rf"{BLOCK}(?:[\s{BLOCK}]*{BLOCK})?")


def is_same(session: Session, article: int, text: str) -> bool:
    """Whether a text is that of a version of an article, but for words that were taken out of it."""
    return any(_same(kept, text) for kept in erasing.texts(session, article).values() if BLOCK in kept)


def must_be_blocked(session: Session, number: int, article: Article) -> None:
    """Raises InputError where words that were taken out of an article (by its number) stand in it again."""
    if without_redacted(session, number, article).text != article.text:
        raise InputError("words that were taken out of this article stand in it again", where=article.id)


def without_redacted(session: Session, number: int, article: Article) -> Article:
    """A changed text of an article (by its number) with blocks where words were taken out of its versions; itself where
    none were. Raises InputError where such a place is not found: the words might come back."""
    kept = [text for text in erasing.texts(session, number).values() if BLOCK in text]
    if not kept:
        return article
    spans = [span for text in kept for span in _places(text, article)]
    title = article.title
    if title and (old := erasing.title(session, number)) and BLOCK in old:
        title = old
    return replace(article, text=erasing.blocked(article.text, spans), title=title)


def _same(kept: str, text: str) -> bool:
    if len(kept) != len(text):
        return False
    return all(a in (b, BLOCK) for a, b in zip(kept, text, strict=True))


def _places(kept: str, article: Article) -> Iterator[Span]:
    text = article.text
    if _same(kept, text):
        yield from (Span(*run.span()) for run in _RUN.finditer(kept))
        return
    for run in _RUN.finditer(kept):
        place = _place(kept, run.start(), run.end(), text)
        if place is None:
            raise InputError(
                "words were taken out of this article, and the place where they stood is not found in the changed text: "
                "it is not added, so that they do not come back; block them in the file yourself",
                where=article.id,
            )
        yield place


def _place(kept: str, start: int, end: int, text: str) -> Span | None:
    """Where the words of a blocked run stand in another text: between the letters that stood around it."""
    for around in AROUND:
        before, behind = kept[max(0, start - around) : start], kept[end : end + around]
        pattern = f"{_loose(before)}(.{{{end - start}}}){_loose(behind)}"
        found = re.search(pattern, text, re.DOTALL)
        if found:
            return Span(*found.span(1))
    return None


def _loose(around: str) -> str:
    """Letters as they stand; blocks stand for any."""
    return "".join("." if letter == BLOCK else re.escape(letter) for letter in around)
