"""A record as Discourse Network Analyzer sees one: documents, and statements by a coder on one concept each.

Offsets are those of Java, UTF-16 units, in a text whose line ends are single line feeds (the text panel of DNA makes them
so). A statement that touches several issues becomes several with the same place, one that touches none gets the empty
concept. Agreement knows yes and no: a neutral statement goes to a concept of its own, `LABEL (neutral)`, so that it is
never counted with either side.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from itertools import accumulate
from typing import Any, NamedTuple

from onrecord.exports import coded, kept
from onrecord.exports.view import MACHINE, Sheet, View
from onrecord.model.issue import Issue
from onrecord.model.kept import Decision, KeptArticle, KeptStatement
from onrecord.model.span import hull

UNKNOWN_DATE = 0
"""What stands for a day that is not known, in seconds since 1970: DNA must have one. The notes say so."""
NEUTRAL = " (neutral)"
UNIT = "utf-16"

_LINE_END = re.compile(r"\r\n|\r|\n")
_ENDS = {"\n": "n", "\r\n": "w", "\r": "r"}


class Document(NamedTuple):
    """A document. `date` is in seconds since 1970, `data` what DNA has no column for, as the record knows it."""

    number: int
    title: str
    text: str
    source: str
    section: str
    notes: tuple[str, ...]
    date: int
    data: Mapping[str, Any]


class Coded(NamedTuple):
    """One statement of one coder on one concept."""

    number: int
    document: int
    start: int
    stop: int
    coder: str
    person: str
    organization: str
    concept: str
    agreement: bool
    actor: str | None


class Labels:
    """What issues are called, each by a name that no other has."""

    def __init__(self, issues: Sequence[Issue]) -> None:
        self.by_id: dict[str, str] = {}
        for issue in issues:
            label = next((issue.labels[one] for one in ("en", "uk", "ru") if issue.labels.get(one)), issue.id)
            self.by_id[issue.id] = issue.id if label in self.by_id.values() else label

    def __getitem__(self, id: str) -> str:
        return self.by_id.get(id, id)


def rows(view: View) -> Iterator[tuple[Document, list[Coded]]]:
    """Each document with its statements, numbered from 1 in the order of the record."""
    labels = Labels(view.codebook().issues)
    decided = view.decided()
    count = 0
    for number, sheet in enumerate(view.sheets(), 1):
        found, details = _statements(sheet, number, count, labels, decided)
        count += len(found)
        yield _document(sheet.article, number, details), found


def to_java(text: str) -> tuple[str, Callable[[int], int]]:
    """The text with single line feeds, and a function from its code points' offsets to UTF-16 units of that text."""
    widths = (
        0 if c == "\r" and text[i + 1 : i + 2] == "\n" else 2 if ord(c) > 0xFFFF else 1 for i, c in enumerate(text)
    )
    offsets = list(accumulate(widths, initial=0))
    return _LINE_END.sub("\n", text), offsets.__getitem__


def line_ends(text: str) -> str:
    """The kinds of a text's line ends in their order: n, w (two characters) or r."""
    return "".join(_ENDS[found[0]] for found in _LINE_END.finditer(text))


def seconds(day: date | None) -> int:
    """A day as DNA keeps it: its first moment in UTC."""
    return UNKNOWN_DATE if day is None else int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())


def who(one: KeptStatement) -> tuple[str, str]:
    """Person and organization. A person's organization is the side, or whom the person speaks for."""
    name = one.actor_name or one.speaker
    if name == "?":
        return "", ""
    if one.speaker_type in ("person", "unknown"):
        return name, one.side or one.stands_for
    return "", name


def concepts(one: KeptStatement, labels: Labels) -> list[tuple[str, bool]]:
    """Concept and agreement for each issue that a statement touches; the empty concept where it touches none."""
    return [
        (labels[t.issue] + (NEUTRAL if t.stance == "neutral" else ""), t.stance != "oppose") for t in one.issues
    ] or [("", True)]


def _statements(
    sheet: Sheet, document: int, count: int, labels: Labels, decided: Mapping[str, Sequence[Decision]]
) -> tuple[list[Coded], list[dict[str, Any]]]:
    """The rows of a document, and for each statement of the record which rows are its own, coder by coder."""
    text = sheet.article.text
    _, at = to_java(text)
    found: list[Coded] = []
    details = []
    for one in sheet.statements:
        read = coded.machine(one, text)
        told = decided.get(one.id, ())
        versions = [coded.Version(MACHINE, read, "none", {})] if read else []
        versions += list(coded.people(one, text, told))
        if not versions:  # nobody's any more: what holds goes out as the machine's
            versions = [coded.Version(MACHINE, one, "none", {})]
        rows_of = []
        for version in versions:
            made = _coded(version, document, count + len(found), at, labels)
            found += made
            rows_of.append(
                {
                    "coder": version.coder, "pass": version.pass_name, "verdict": version.verdict, "values": dict(version.values),
                    "added": version.added, "rows": [_told(row) for row in made],
                }
            )  # fmt: skip
        line = kept.line(sheet.article, [read or one])["statements"]
        assert isinstance(line, list)  # noqa: S101 - as `kept.line` makes it
        details.append({**line[0], "within": _local(one, sheet), "verdict": "none", "machine": {}, "coded": rows_of})
    return found, details


def _coded(version: coded.Version, document: int, count: int, at: Callable[[int], int], labels: Labels) -> list[Coded]:
    one = version.statement
    place = hull(one.content or one.cue or one.source)
    return [
        Coded(
            count + number, document, at(place.start), at(place.end), version.name, *who(one), concept, agreement,
            one.actor,
        )
        for number, (concept, agreement) in enumerate(concepts(one, labels), 1)
    ]  # fmt: skip


def _told(row: Coded) -> list[Any]:
    return [row.number, row.person, row.organization, row.concept, row.agreement]


def _local(one: KeptStatement, sheet: Sheet) -> str | None:
    return next((other.local for other in sheet.statements if other.id == one.within), None)


def _document(article: KeptArticle, number: int, details: Sequence[Mapping[str, Any]]) -> Document:
    line = kept.line(article, ())
    data = {**{name: line[name] for name in line if name not in ("text", "statements")}, "statements": list(details)}
    return Document(
        number=number,
        title=article.title or article.name,
        text=to_java(article.text)[0],
        source=article.outlet or "",
        section=article.story or "",
        notes=tuple(_notes(article)),
        date=seconds(article.published),
        data={**data, "line_ends": line_ends(article.text)},
    )


def _notes(article: KeptArticle) -> Iterator[str]:
    yield f"onrecord: article {article.id}, version {article.version}"
    if article.url:
        yield f"url: {article.url}"
    if article.published is None:
        yield "date: not known; 1970-01-01 stands for it"
