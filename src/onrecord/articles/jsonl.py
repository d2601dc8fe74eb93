"""Lines of JSON -> Articles. Of a line only seven fields are looked at; gold sets hold their answers in the same line."""

import json
from collections.abc import Iterable, Iterator
from datetime import date

from onrecord.articles import plain
from onrecord.errors import BadLine, InputError, TooLarge
from onrecord.model.article import Article, Skipped

FIELDS = ("id", "text", "date", "lang", "outlet", "story", "url")
"""All that is looked at."""

LONGEST = 8 * plain.LIMIT
"""The longest line in bytes: the largest text with every character escaped, and room for the rest."""


def articles(lines: Iterable[bytes], name: str, given: plain.Given = plain.NOTHING) -> Iterator[Article | Skipped]:
    """An article or why there is none, for each line that is not blank, in order; `name` is the file's."""
    for number, line in enumerate(lines, 1):
        where = f"{name}:{number}"
        source = line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line
        if not source.strip():
            continue
        try:
            yield article(source, where, given)
        except InputError as error:
            yield Skipped(where, type(error).__name__, error.reason)


def article(line: bytes, where: str, given: plain.Given = plain.NOTHING) -> Article:
    """The article of one line; `where` is its place and, without an `id`, its name.

    Raises BadLine (no JSON, no object, no `text`, a field of a wrong type, a bad date), NoArticle, TooLarge.
    """
    if len(line) > LONGEST:
        raise TooLarge(f"a line of over {LONGEST // 1024 // 1024} MB", where=where)
    fields = _object(line, where)
    text = fields.get("text")
    if not isinstance(text, str):
        raise BadLine("no `text`" if text is None else "`text` is no string", where=where)
    plain.check(text, where=where)
    told, title = plain.date_line(text, where=where)
    return Article(
        id=_id(fields.get("id"), where),
        text=text,
        published=given.published or _date(fields.get("date"), where) or told,
        language=given.language or _string(fields, "lang", where),
        outlet=given.outlet or _string(fields, "outlet", where),
        story=_string(fields, "story", where),
        url=_string(fields, "url", where),
        title=title or None,
        id_given=fields.get("id") not in (None, ""),
    )


def _object(line: bytes, where: str) -> dict[str, object]:
    try:
        value = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise BadLine(f"no UTF-8 at byte {error.start} of the line", where=where) from error
    except json.JSONDecodeError as error:
        raise BadLine(f"no JSON: {error.msg} at character {error.pos + 1}", where=where) from error
    except RecursionError as error:
        raise BadLine("no article: JSON nested too deeply", where=where) from error
    except ValueError as error:  # a number of more digits than Python reads
        raise BadLine(f"no JSON: {error}", where=where) from error
    if not isinstance(value, dict):
        raise BadLine('no JSON object; a line is {"text": …}', where=where)
    return value


def _id(value: object, where: str) -> str:
    if value is None or value == "":
        return where
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise BadLine("`id` is neither a string nor a whole number", where=where)
    return str(value)


def _date(value: object, where: str) -> date | None:
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        raise BadLine(f"`date` is no string: {value!r:.40}", where=where)
    return plain.day(value, where=where)


def _string(fields: dict[str, object], name: str, where: str) -> str | None:
    value = fields.get(name)
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        raise BadLine(f"`{name}` is no string", where=where)
    return value
