"""Gold sets: articles with their attributions marked (../shared/gold/GUIDE.md), as JSON Lines or with inline marks."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from onrecord.errors import BadLine, UnreadableFile
from onrecord.evaluate import marked
from onrecord.model.article import Article
from onrecord.model.text import LANGUAGES


@dataclass(frozen=True, slots=True)
class Gold:
    """One article and what people marked in it, as the file has it (`raw`)."""

    article: Article
    raw: Mapping[str, Any]

    @property
    def statements(self) -> list[dict[str, Any]]:
        """The marked attributions."""
        found: list[dict[str, Any]] = self.raw["statements"]
        return found

    @property
    def nested(self) -> bool:
        """Whether the set marks attributions inside others; those that don't (PolNeAR) mark each token once."""
        return any("within" in statement for statement in self.statements)

    @property
    def placed(self) -> bool:
        """Whether the set marks zones, addressees and venues."""
        return any("zone" in statement for statement in self.statements)


def read(path: Path) -> Iterator[Gold]:
    """The articles of a gold set: a `.jsonl` file, a `.marked` file, or a folder of `.marked` files at any depth.

    Raises UnreadableFile and BadLine: a gold set is read whole or not at all.
    """
    if path.is_dir():
        for file in sorted(path.rglob("*.marked")):
            yield from read(file)
        return
    text = _text(path)
    if path.suffix == ".marked":
        raw = marked.parse(text, str(path))
        yield Gold(_article(raw, str(path)), raw)
        return
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield _line(line, f"{path}:{number}")


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableFile(f"cannot be read ({error}); name a gold set in JSON Lines", where=str(path)) from error


def _line(line: str, where: str) -> Gold:
    try:
        raw = json.loads(line)
    except json.JSONDecodeError as error:
        raise BadLine(f"no JSON ({error.msg} at column {error.colno})", where=where) from error
    if not isinstance(raw, dict) or "text" not in raw or "statements" not in raw:
        raise BadLine("a gold line needs `text` and `statements`", where=where)
    return Gold(_article(raw, where), raw)


def _article(raw: Mapping[str, Any], where: str) -> Article:
    language = raw.get("lang")
    return Article(
        id=str(raw.get("id", where)),
        text=raw["text"],
        published=_day(raw.get("date"), where),
        language=language if language in LANGUAGES else None,
        outlet=raw.get("outlet"),
        story=raw.get("story"),
        url=raw.get("url"),
    )


def _day(told: Any, where: str) -> date | None:
    try:
        return date.fromisoformat(told) if told else None
    except (TypeError, ValueError) as error:
        raise BadLine(f"the date {told!r} is none; write it as YYYY-MM-DD", where=where) from error
