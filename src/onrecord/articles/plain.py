"""Text with or without a first line `date YYYY-MM-DD Title` -> Article."""

import re
from dataclasses import dataclass
from datetime import date

from onrecord.errors import BadLine, NoArticle, TooLarge
from onrecord.model.article import Article

LIMIT = 20 * 1024 * 1024
"""The largest article, in bytes of its file (or of its text in UTF-8)."""

_DATE_LINE = re.compile(r"\s*date[ \t]+(\d{4}-\d{2}-\d{2})(?!\d)[ \t]*([^\r\n]*)")


@dataclass(frozen=True, slots=True)
class Given:
    """What the caller tells of all articles; it wins over what an article tells of itself."""

    published: date | None = None
    language: str | None = None
    outlet: str | None = None


NOTHING = Given()


def article(text: str, id: str, given: Given = NOTHING, *, where: str = "") -> Article:
    """The article of a plain text. `text` stays as it is: a date line sets `published` and `title` and is kept.

    Raises NoArticle where there is no letter, TooLarge over the limit, BadLine for a date line without a real date.
    """
    check(text, where=where)
    published, title = date_line(text, where=where)
    return Article(
        id=id,
        text=text,
        published=given.published or published,
        language=given.language,
        outlet=given.outlet,
        title=title or None,
    )


def check(text: str, *, where: str = "") -> None:
    """Refuse what is no article at all: empty, without a letter, or over the limit."""
    if len(text) > LIMIT // 4 and len(text.encode("utf-8", "surrogatepass")) > LIMIT:
        raise TooLarge(
            f"over {LIMIT // 1024 // 1024} MB of text; split it into articles (one a line in JSONL)", where=where
        )
    if not any(char.isalpha() for char in text):
        raise NoArticle("empty: there is no word in it" if text.strip() else "empty", where=where)


def date_line(text: str, *, where: str = "") -> tuple[date | None, str]:
    """The date and the title of a first line `date YYYY-MM-DD Title`; (None, "") where the text begins otherwise."""
    found = _DATE_LINE.match(text)
    if found is None:
        return None, ""
    return day(found[1], where=where), found[2].strip()


def day(value: str, *, where: str = "") -> date:
    """`YYYY-MM-DD` (a time after it is ignored) as a date; BadLine for anything else."""
    try:
        if len(value) > 10 and value[10] not in "T ":
            raise ValueError(value)
        return date.fromisoformat(value[:10])
    except ValueError as error:
        raise BadLine(f"{value!r} is no date; write YYYY-MM-DD", where=where) from error
