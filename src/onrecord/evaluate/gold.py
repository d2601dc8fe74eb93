"""Gold sets: JSON Lines of articles with their attributions marked (../shared/gold/GUIDE.md)."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from onrecord.errors import BadLine, UnreadableFile
from onrecord.model.article import Article
from onrecord.model.text import LANGUAGES

INPUT_FIELDS = ("id", "text", "date", "lang", "outlet", "story", "url")


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
    """The articles of a gold file. Raises UnreadableFile and BadLine (a gold set is read whole or not at all)."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise UnreadableFile(f"cannot be read ({error.strerror}); name a gold set in JSON Lines", where=str(path)) from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        where = f"{path}:{number}"
        try:
            raw = json.loads(line)
        except json.JSONDecodeError as error:
            raise BadLine(f"no JSON ({error.msg} at column {error.colno})", where=where) from error
        if not isinstance(raw, dict) or "text" not in raw or "statements" not in raw:
            raise BadLine("a gold line needs `text` and `statements`", where=where)
        yield Gold(_article(raw, where), raw)


def _article(raw: Mapping[str, Any], where: str) -> Article:
    language = raw.get("lang")
    return Article(
        id=str(raw.get("id", where)),
        text=raw["text"],
        published=date.fromisoformat(raw["date"]) if raw.get("date") else None,
        language=language if language in LANGUAGES else None,
        outlet=raw.get("outlet"),
        story=raw.get("story"),
        url=raw.get("url"),
    )
