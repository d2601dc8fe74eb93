"""Articles as folders of files: brat stand-off and Citron's annotation JSON."""

import json
from collections.abc import Iterable, Iterator

from onrecord.exports import annotations, sheets
from onrecord.exports.lines import OFFSET_UNIT
from onrecord.exports.target import File
from onrecord.exports.view import Sheet
from onrecord.model.kept import KeptStatement
from onrecord.model.span import Span

HEAD = "onrecord.jsonl"
"""In a brat folder: where each article comes from, one a line, with the name of its files as `file`."""
OURS = "onrecord"
"""In Citron's objects: what only the record knows."""


def brat(found: Iterable[Sheet]) -> Iterator[File]:
    """`NAME.txt` and `NAME.ann` for each article, `annotation.conf`, and HEAD.

    Offsets count code points of the text file. A piece that runs over a line end is split there; the notes of the type
    `OnRecord` hold the statement as the record has it, whole pieces included.
    """
    yield File("annotation.conf", annotations.CONF.encode())
    heads = []
    names = _Names()
    for sheet in found:
        name = names.take(sheet.article.name)
        heads.append(sheets.one_line({"file": name, **sheets.head(sheet)}) + "\n")
        reading = sheets.reading(sheet)
        told = {one["id"]: sheets.one_line(one) for one in sheets.details(sheet)}
        yield File(f"{name}.txt", sheet.article.text.encode("utf-8", "replace"))
        lines = annotations.ann(reading, told)
        yield File(f"{name}.ann", lines.encode("utf-8", "replace"), len(sheet.statements))
    yield File(HEAD, "".join(heads).encode("utf-8", "replace"))


def citron(found: Iterable[Sheet]) -> Iterator[File]:
    """`NAME.json` for each article: its text, and `quotes` with cue, sources and contents. Offsets count code points."""
    names = _Names()
    for sheet in found:
        text = sheet.article.text
        told = sheets.details(sheet)
        value = {
            "text": text,
            "quotes": [_quote(one, text, detail) for one, detail in zip(sheet.statements, told, strict=True)],
            OURS: {**sheets.head(sheet), "offset_unit": OFFSET_UNIT},
        }
        data = json.dumps(value, ensure_ascii=False, indent=1).encode("utf-8", "replace") + b"\n"
        yield File(f"{names.take(sheet.article.name)}.json", data, len(sheet.statements))


def _quote(one: KeptStatement, text: str, detail: dict[str, object]) -> dict[str, object]:
    """A quote with one cue, as Citron has it: the first piece where there are several (`onrecord` has them all)."""
    return {
        "id": one.id,
        "cue": _span(one.cue[0], text) if one.cue else None,
        "sources": [_span(span, text) for span in one.source],
        "contents": [_span(span, text) for span in one.content],
        "confidence": one.confidence,
        OURS: detail,
    }


def _span(span: Span, text: str) -> dict[str, object]:
    return {"start": span.start, "end": span.end, "text": span.of(text)}


class _Names:
    """File names, each given once."""

    def __init__(self) -> None:
        self.given: set[str] = set()

    def take(self, name: str) -> str:
        """A file name for an article, without ending, that no other has and that does not lead out of its folder."""
        base = annotations.names([name])[0]
        found, number = base, 2
        while found.casefold() in self.given:
            found, number = f"{base}-{number}", number + 1
        self.given.add(found.casefold())
        return found
