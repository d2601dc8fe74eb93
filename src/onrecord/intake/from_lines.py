"""Gold sets' lines and our table of statements -> what they tell."""

import csv
import json
import sys
from collections.abc import Callable, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any

from onrecord.errors import BadLine, InputError, UnreadableFile
from onrecord.intake import told
from onrecord.intake.told import Said, Told
from onrecord.model.article import Skipped
from onrecord.model.attribution import ROLES
from onrecord.model.kept import KeptArticle

Find = Callable[[str, str], KeptArticle | None]
"""The record's article by its id or url, where its text has this hash."""

_GUARDED = "guarded"
_JSON = ("issues", "machine", "candidates", "antecedent")


def jsonl(path: Path, coder: str | None) -> Iterator[Told | Skipped]:
    """An article a line, with `statements`; a line that cannot be read comes out as Skipped."""
    with path.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            where = f"{path.name}:{number}"
            if line.strip():
                try:
                    yield article(line.removeprefix(b"\xef\xbb\xbf"), where, coder)
                except InputError as error:
                    yield Skipped(where, type(error).__name__, error.reason)


def article(line: bytes, where: str, coder: str | None) -> Told:
    """The article of one line. Raises BadLine."""
    value = parsed(line, where)
    text = value.get("text")
    if not isinstance(text, str):
        raise BadLine("no `text`", where=where)
    said = [told.statement(one, f"{where} {one.get('id', number)}", coder) for number, one in _objects(value, where)]
    return told.whole(value, text, said, where)


def parsed(data: bytes, where: str) -> dict[str, Any]:
    """A JSON object. Raises BadLine."""
    try:
        value = json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise BadLine(f"no JSON in UTF-8: {error}", where=where) from error
    if not isinstance(value, dict):
        raise BadLine("no JSON object", where=where)
    return value


def table(path: Path, coder: str | None, find: Find) -> Iterator[Told | Skipped]:
    """Our table of statements, also the one for spreadsheets. An article's text comes from the column `text`, or from the
    record, where the article is known by its id or url and its text by its hash; else its rows come out as Skipped."""
    csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
    try:
        yield from _rows(path, coder, find)
    except (UnicodeDecodeError, csv.Error) as error:
        raise UnreadableFile(f"no table in UTF-8 ({error})", where=str(path)) from error


def _rows(path: Path, coder: str | None, find: Find) -> Iterator[Told | Skipped]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        rows = csv.DictReader(lines)
        missing = {"id", "article", "content_spans", "text_sha256"} - set(rows.fieldnames or ())
        if missing:
            raise BadLine(f"no table of statements: no column {', '.join(sorted(missing))}", where=path.name)
        numbered = ((number, _unguarded(row)) for number, row in enumerate(rows, 2))
        for _, group in groupby(numbered, key=lambda one: (one[1]["article"], one[1]["version"])):
            yield from _article(list(group), path.name, coder, find)


def _article(
    rows: list[tuple[int, dict[str, str]]], name: str, coder: str | None, find: Find
) -> Iterator[Told | Skipped]:
    number, first = rows[0]
    where = f"{name}:{number}"
    kept = find(first["article"], first["text_sha256"]) or find(first.get("url") or "", first["text_sha256"])
    text = first.get("text") or (kept.text if kept else "")
    if not text:
        missing = "the record does not have this text; export with `texts`, or import the articles first"
        yield from (Skipped(f"{name}:{n}", "NoText", missing) for n, _ in rows)
        return
    head = {**{key: value or None for key, value in first.items()}, "id": first["article_name"], "reader": None}
    names = {row["id"]: row["local"] for _, row in rows}
    try:
        said = [_statement(row, f"{name}:{n}", coder, names) for n, row in rows]
        yield told.whole(head, text, said, where)
    except BadLine as error:
        yield Skipped(error.where, "BadLine", error.reason)


def _statement(row: Mapping[str, str], where: str, coder: str | None, names: Mapping[str, str]) -> Said:
    value: dict[str, Any] = {name: text or None for name, text in row.items() if name not in (*ROLES, *_JSON)}
    value |= {role: _places(row[f"{role}_spans"], where) for role in ROLES}
    value["issues"] = [
        {"issue": i, "stance": s, "confidence": c, "reasons": r} for i, s, c, r in _json(row, "issues", where, [])
    ]
    value["machine"] = _json(row, "machine", where, {})
    value["candidates"] = _json(row, "candidates", where, [])
    value["antecedent"] = next(iter(_places(row.get("antecedent") or "", where)), None)
    value |= {"id": row["local"], "within": names.get(row["within"]), "hedged": row["hedged"] == "true"}
    value |= {"reasons": row["reasons"].split(), "confidence": _number(row["confidence"], where)}
    return told.statement(value, where, coder)


def _places(cell: str, where: str) -> list[list[int]]:
    try:
        return [[int(end) for end in piece.split("-")] for piece in cell.split()]
    except ValueError as error:
        raise BadLine(f"places are `12-59 80-90`, not {cell!r:.40}", where=where) from error


def _json(row: Mapping[str, str], name: str, where: str, nothing: Any) -> Any:
    try:
        return json.loads(row[name]) if row.get(name) else nothing
    except ValueError as error:
        raise BadLine(f"{name}: no JSON", where=where) from error


def _number(cell: str, where: str) -> float:
    try:
        return float(cell or 1)
    except ValueError as error:
        raise BadLine(f"{cell!r:.40} is no number", where=where) from error


def _unguarded(row: Mapping[str, Any]) -> dict[str, str]:
    """The row without the marks that the mode for spreadsheets put in front of what looks like a formula."""
    changed = (row.get(_GUARDED) or "").split()
    return {
        str(name): (cell or "")[1:] if name in changed else cell or ""
        for name, cell in row.items()
        if isinstance(cell, str | None) and name != _GUARDED
    }


def _objects(value: Mapping[str, Any], where: str) -> Iterator[tuple[int, dict[str, Any]]]:
    many = value.get("statements") or []
    if not isinstance(many, list) or any(not isinstance(one, dict) for one in many):
        raise BadLine("`statements` is no list of objects", where=where)
    yield from enumerate(many, 1)
