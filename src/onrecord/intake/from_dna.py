"""Databases of Discourse Network Analyzer 3 -> what they tell: documents as articles, coded statements by their coders.

A coded statement has a place (in UTF-16 units, which become code points), a person, an organization, a concept and an
agreement. Statements of one coder at one place become one statement that touches several issues. In a file that onrecord
wrote, what DNA has no column for comes back too; what was changed in DNA since wins.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from itertools import accumulate, groupby
from pathlib import Path
from typing import Any, NamedTuple

from onrecord.errors import InputError, UnreadableFile
from onrecord.intake import told
from onrecord.intake.dna_concepts import NEUTRAL, Concepts
from onrecord.intake.told import Judged, Said, Told, Touching
from onrecord.model.article import Skipped
from onrecord.model.attribution import ROLES
from onrecord.model.issue import Codebook
from onrecord.model.span import Span

MACHINE = "onrecord"
SETTING = "onrecord:"
"""What `exports.dna` calls the machine, and how its settings begin."""
IN_DNA = "dna"
"""The coder of what was changed in DNA on a statement of the machine's: DNA does not keep who it was."""

_NOT_KEPT = (
    ("REGEXES", "highlighted words"), ("VARIABLELINKS", "links between variables"),
    ("DATALONGTEXT", "long texts"), ("DATAINTEGER", "numbers"),
)  # fmt: skip
_ROWS = """
    SELECT s.ID, s.DocumentId, s.Start, s.Stop, c.Name AS Coder, s.StatementTypeId,
           MAX(CASE WHEN v.Variable = 'person' THEN e.Value END) AS Person,
           MAX(CASE WHEN v.Variable = 'organization' THEN e.Value END) AS Organization,
           MAX(CASE WHEN v.Variable = 'concept' THEN e.Value END) AS Concept,
           MAX(CASE WHEN bv.Variable = 'agreement' THEN b.Value END) AS Agreement
    FROM STATEMENTS s JOIN CODERS c ON c.ID = s.Coder
    LEFT JOIN DATASHORTTEXT d ON d.StatementId = s.ID LEFT JOIN VARIABLES v ON v.ID = d.VariableId
    LEFT JOIN ENTITIES e ON e.ID = d.Entity
    LEFT JOIN DATABOOLEAN b ON b.StatementId = s.ID LEFT JOIN VARIABLES bv ON bv.ID = b.VariableId
    WHERE s.DocumentId = ? GROUP BY s.ID ORDER BY s.Start, s.Stop, s.ID"""


class Row(NamedTuple):
    """One coded statement as DNA has it, its place in code points (None: inside a character)."""

    number: int
    place: Span | None
    coder: str
    person: str
    organization: str
    concept: str
    agreement: bool | None


def documents(path: Path, coder: str | None, book: Codebook) -> Iterator[Told | Skipped]:
    """Each document with its statements, then what of the file the record has no place for. `coder` stands for all
    coders of the file where it is given. Raises UnreadableFile where it is no database of DNA 3."""
    try:
        yield from _documents(path, coder, book)
    except sqlite3.Error as error:
        raise UnreadableFile(f"no database of DNA 3, or a broken one ({error})", where=str(path)) from error


def _documents(path: Path, coder: str | None, book: Codebook) -> Iterator[Told | Skipped]:
    with closing(_open(path)) as database:
        settings = dict(database.execute("SELECT Property, Value FROM SETTINGS").fetchall())
        concepts = Concepts(book, _json(settings.get(f"{SETTING}codebook"), []))
        for row in database.execute("SELECT * FROM DOCUMENTS ORDER BY ID"):
            data = _json(settings.get(f"{SETTING}document:{row['ID']}"), {})
            rows = database.execute(_ROWS, (row["ID"],)).fetchall()
            yield _told(path.name, row, rows, data, (coder, concepts))
        yield from _not_kept(database, path.name, own=bool(settings.get(f"{SETTING}schema_version")))


def code_points(text: str) -> list[int]:
    """How many UTF-16 units stand before each code point of a text, and before its end."""
    return list(accumulate((2 if ord(c) > 0xFFFF else 1 for c in text), initial=0))


def restored(text: str, ends: str) -> tuple[str, list[int]]:
    """A text with the line ends that it had (n, w, r: see `exports.dna_rows`), and where each of DNA's code points stands in
    it. Where they do not fit, the text as it is."""
    if len(ends) != text.count("\n"):
        ends = "n" * text.count("\n")
    left = iter(ends)
    pieces = [{"n": "\n", "w": "\r\n", "r": "\r"}.get(next(left), "\n") if c == "\n" else c for c in text]
    return "".join(pieces), list(accumulate(map(len, pieces), initial=0))


def _told(
    file: str, row: sqlite3.Row, rows: list[sqlite3.Row], data: Any, whose: tuple[str | None, Concepts]
) -> Told | Skipped:
    """One document; where what onrecord kept beside it is broken, as DNA alone has it."""
    try:
        document = _Document(file, row, data, *whose)
        return document.told([document.row(one) for one in rows])
    except (AttributeError, KeyError, TypeError, ValueError, InputError) as error:
        if data:
            return _told(file, row, rows, {}, whose)
        return Skipped(f"{file} document {row['ID']}", type(error).__name__, str(error))


class _Document:
    """One document on its way."""

    def __init__(
        self, file: str, row: sqlite3.Row, data: Mapping[str, Any], coder: str | None, concepts: Concepts
    ) -> None:
        self.where, self.data, self.coder, self.concepts = f"{file} document {row['ID']}", data, coder, concepts
        self.row_, self.notes = row, []  # type: ignore[var-annotated]
        self.text, positions = restored(row["Text"], str(data.get("line_ends", "")))
        self.places = {units: positions[place] for place, units in enumerate(code_points(row["Text"]))}

    def row(self, one: sqlite3.Row) -> Row:
        start, stop = self.places.get(one["Start"]), self.places.get(one["Stop"])
        place = Span(start, stop) if start is not None and stop is not None else None
        return Row(
            one["ID"], place, one["Coder"], one["Person"] or "", one["Organization"] or "", one["Concept"] or "",
            None if one["Agreement"] is None else bool(one["Agreement"]),
        )  # fmt: skip

    def told(self, rows: Iterable[Row]) -> Told:
        held = {one.number: one for one in rows}
        said = list(self._ours(held))
        said += self._coded(held.values(), len(said))
        found = told.whole(self._head(), self.text, said, self.where)
        return replace(found, issues=self.concepts.described(), notes=tuple(self.notes))

    def _head(self) -> dict[str, Any]:
        row = self.row_
        head = {name: value for name, value in self.data.items() if name not in ("statements", "line_ends")}
        date = None if self._unknown_date() else datetime.fromtimestamp(row["Date"], UTC)
        if date and (date.hour or date.minute or date.second):
            self.notes.append("the time of day of a document")
        self.notes += [f"the {name.lower()} of a document" for name in ("Author", "Type") if row[name]]
        if row["Notes"] and not self.data:
            self.notes.append("the notes of a document")
        own = {"id": f"dna-{row['ID']}", "title": row["Title"], "outlet": row["Source"], "story": row["Section"]}
        if not self.data:
            head = {**own, "id": f"{self.where.split(' document ')[0]}#{row['ID']}"}
        return {**head, "date": date.date().isoformat() if date else None}

    def _unknown_date(self) -> bool:
        return self.row_["Date"] == 0 and bool(self.data) and self.data.get("date") is None

    def _ours(self, held: dict[int, Row]) -> Iterator[Said]:
        """Statements that onrecord wrote, with what was done to them in DNA; their rows are taken out of `held`."""
        for place, detail in enumerate(self.data.get("statements") or (), 1):
            where = f"{self.where} statement {detail.get('id', place)}"
            one = told.statement(detail, where, self.coder)
            people: list[Judged] = []
            later: list[Judged] = []
            machine = None
            for version in detail.get("coded") or ():
                rows = [held.pop(row[0]) for row in version["rows"] if row[0] in held]
                if not rows:
                    continue  # deleted in DNA
                changed = self._changed(rows, version["rows"], one)
                if version["coder"] == MACHINE:
                    machine = one
                    later = [Judged(self.coder or IN_DNA, "edited", changed)] if changed else []
                elif version.get("added") and machine is None:
                    machine = replace(told.with_plain(one, {**version["values"], **changed}), coder=version["coder"])
                else:
                    values = {**version["values"], **changed}
                    verdict = "edited" if values else "accepted"
                    people.append(Judged(version["coder"], verdict, values, version.get("pass", "")))  # type: ignore[arg-type]
            people += later
            if self.coder and (machine or people):
                told_ = {
                    name: value for judged in people if not judged.pass_name for name, value in judged.values.items()
                }
                yield replace(told.with_plain(machine or one, told_), coder=self.coder)
            elif machine is not None:
                yield replace(machine, people=tuple(people))
            elif people:
                first, *rest = people
                found = told.with_plain(one, first.values)
                yield replace(found, coder=first.coder, people=tuple(rest))

    def _changed(self, rows: list[Row], before: list[list[Any]], one: Said) -> dict[str, Any]:
        """The values that are others in DNA by now than those that were written."""
        found: dict[str, Any] = {}
        was = [tuple(row[1:]) for row in before]
        now = [(row.person, row.organization, row.concept, row.agreement) for row in rows]
        if {row[:2] for row in was} != {row[:2] for row in now}:
            found |= _speaker(rows[0])
        if {row[2:] for row in was} != {row[2:] for row in now}:
            touches = self._touches(rows)
            leading = touches[0] if touches else (None, None)
            found |= {"touches": [[*t[:3], list(t[3])] for t in touches], "issue": leading[0], "stance": leading[1]}
        place = rows[0].place
        content = one.roles["content"]
        if place and content and (place.start, place.end) != (content[0].start, content[-1].end):
            found["content"] = [list(place)]
        return found

    def _coded(self, rows: Iterable[Row], count: int) -> list[Said]:
        """Statements that were made in DNA."""
        found = []
        ordered = sorted(rows, key=_group)
        for number, (_, group) in enumerate(groupby(ordered, key=_group), count + 1):
            many = list(group)
            first = many[0]
            roles: dict[str, tuple[Span, ...]] = dict.fromkeys(ROLES, ())
            # A place inside a character fits no text: it is told as a misfit.
            roles |= {"content": (first.place or Span(-1, -1),)}
            coder = self.coder or (None if first.coder == MACHINE else first.coder)
            touches = tuple(self._touches(many))
            where = f"{self.where} statement {first.number}"
            found.append(Said(where, f"d{number}", roles, _speaker(first), touches, coder=coder))
        return found

    def _touches(self, rows: Iterable[Row]) -> list[Touching]:
        found: list[Touching] = []
        for row in rows:
            if not row.concept:
                continue
            neutral = row.concept.endswith(NEUTRAL) or row.agreement is None
            stance = "neutral" if neutral else "support" if row.agreement else "oppose"
            issue = self.concepts.issue(row.concept.removesuffix(NEUTRAL))
            if issue not in [one[0] for one in found]:
                found.append((issue, stance, 1.0, (IN_DNA,)))
            else:
                self.notes.append("a second agreement with one concept at one place")
        return found


def _speaker(row: Row) -> dict[str, Any]:
    """A person speaks for the organization; an organization without a person speaks itself."""
    if row.person:
        return {"speaker": row.person, "speaker_type": "person", "stands_for": row.organization}
    kind = "organization" if row.organization else "unknown"
    return {"speaker": row.organization or "?", "speaker_type": kind, "stands_for": ""}


def _group(row: Row) -> tuple[Any, ...]:
    return (*(row.place or (-1, row.number)), row.coder, row.person, row.organization)


def _open(path: Path) -> sqlite3.Connection:
    try:
        database = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
        database.row_factory = sqlite3.Row
        names = {row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    except sqlite3.Error as error:
        raise UnreadableFile(f"no database of DNA's ({error})", where=str(path)) from error
    missing = {"DOCUMENTS", "STATEMENTS", "ENTITIES", "DATASHORTTEXT", "CODERS", "SETTINGS"} - names
    if missing:
        database.close()
        raise UnreadableFile(
            f"no database of DNA 3: no table {', '.join(sorted(missing))}; open an older one in DNA 3 first",
            where=str(path),
        )
    return database


def _not_kept(database: sqlite3.Connection, name: str, *, own: bool) -> Iterator[Skipped]:
    """What the record has no place for, counted."""
    told_ = {words: database.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0] for table, words in _NOT_KEPT}  # noqa: S608 - our own names
    if not own:
        filled = "SELECT COUNT(*) FROM ATTRIBUTEVALUES WHERE AttributeValue != ''"
        told_["attributes of persons, organizations and concepts"] = database.execute(filled).fetchone()[0]
    variables = """SELECT COUNT(*) FROM DATASHORTTEXT d JOIN VARIABLES v ON v.ID = d.VariableId
        WHERE v.Variable NOT IN ('person', 'organization', 'concept')"""
    told_["values of other variables than person, organization and concept"] = database.execute(variables).fetchone()[0]
    yield from (Skipped(name, "NotKept", f"{count} {words}") for words, count in told_.items() if count)


def _json(text: str | None, nothing: Any) -> Any:
    try:
        return json.loads(text) if text else nothing
    except (ValueError, RecursionError):  # somebody else's setting of this name
        return nothing
