"""Gold articles written with inline marks, as `training/` holds them (the format of ../shared/gold/weave.py).

A file has a head of `key: value` lines, a line `---`, the text with marks, a line `---`, and a line of fields for each
attribution and time:

    [[c1:"Прорив можливий"]], – [[q1:заявив]] [[s1:міністр Арден Кальвіс]] [[t1:учора]].
    ---
    1 kind=direct speaker="Арден Кальвіс" speaker_type=person act=assert
    t1 value=2031-03-04

c = content, q = cue, s = source, a = addressee, v = venue, t = time; the number ties them; marks may nest.
"""

import re
import shlex
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from onrecord.errors import BadLine

_ROLES = {"c": "content", "q": "cue", "s": "source", "a": "addressee", "v": "venue"}
_MARK = re.compile(r"\[\[([cqsavt]\d+):")


class Marked(NamedTuple):
    """A text without its marks, and the marks as (name, start, end) in code points of that text."""

    text: str
    marks: tuple[tuple[str, int, int], ...]


def parse(source: str, where: str) -> dict[str, Any]:
    """One article in the fields of a gold line. Raises BadLine naming `where` and what is wrong."""
    parts = source.split("\n---\n")
    if len(parts) != 3:
        raise BadLine(f"{len(parts)} parts instead of head, text and fields parted by lines `---`", where=where)
    head = dict(line.split(": ", 1) for line in parts[0].splitlines() if ": " in line)
    marked = unmark(parts[1].strip("\n") + "\n", where)
    fields = dict(_fields(line, where) for line in parts[2].splitlines() if line.strip())
    article: dict[str, Any] = {**head, "id": head.get("id", Path(where).stem), "text": marked.text}
    article["statements"] = [
        _statement(number, values, marked, where) for number, values in fields.items() if number.isdigit()
    ]
    valueless = [name for name, values in fields.items() if name[0] == "t" and "value" not in values]
    if valueless:
        raise BadLine(f"no value in the fields of {', '.join(valueless)}", where=where)
    article["times"] = [
        {"span": [start, end], "value": fields[name]["value"]}
        for name, start, end in sorted(marked.marks, key=lambda mark: mark[1:])
        if name[0] == "t" and name in fields
    ]
    loose = {name[1:] for name, _, _ in marked.marks if name[0] != "t"} - set(fields)
    if loose:
        raise BadLine(f"marks without a line of fields: {', '.join(sorted(loose))}", where=where)
    return article


def unmark(text: str, where: str = "") -> Marked:
    """The text without its marks, and where they stood. Raises BadLine for a mark that is never closed."""
    out: list[str] = []
    marks: list[tuple[str, int, int]] = []
    opened: list[tuple[str, int]] = []
    i = length = 0
    while i < len(text):
        opening = _MARK.match(text, i)
        if opening:
            opened.append((opening[1], length))
            i = opening.end()
        elif opened and text.startswith("]]", i) and _closes(text, i):
            name, start = opened.pop()
            marks.append((name, start, length))
            i += 2
        else:
            out.append(text[i])
            length += 1
            i += 1
    if opened:
        raise BadLine(f"the mark {opened[-1][0]} is never closed", where=where)
    return Marked("".join(out), tuple(marks))


def _closes(text: str, i: int) -> bool:
    """Whether the brackets at i close a mark: of an odd run, the first is a bracket of the text."""
    run = len(text) - i - len(text[i:].lstrip("]"))
    return run % 2 == 0 or text[i - 1] == "]"


def _fields(line: str, where: str) -> tuple[str, dict[str, str]]:
    try:
        number, *pairs = shlex.split(line)
        return number, dict(pair.split("=", 1) for pair in pairs)
    except ValueError as error:
        raise BadLine(f"{error} in the fields {line!r}", where=where) from error


def _statement(number: str, fields: Mapping[str, str], marked: Marked, where: str) -> dict[str, Any]:
    mine = [(name[0], start, end) for name, start, end in marked.marks if name[1:] == number and name[0] != "t"]
    if not mine:
        raise BadLine(f"no marks for the fields of {number}", where=where)
    roles = {role: sorted([s, e] for mark, s, e in mine if mark == letter) for letter, role in _ROLES.items()}
    return {
        "id": f"s{number}",
        **roles,
        "kind": fields.get("kind"),
        "speaker": fields.get("speaker", "?"),
        "speaker_type": fields.get("speaker_type", "unknown"),
        "act": fields.get("act"),
        "hedged": fields.get("hedged") == "true",
        "within": f"s{fields['within']}" if "within" in fields else None,
        "zone": fields.get("zone", "body"),
        "said_on": fields.get("said_on"),
    }
