"""A record as a database of Discourse Network Analyzer 3 (`.dna`), and as its event list.

What DNA has no column for stands in `SETTINGS` under names that begin with `onrecord:`, which DNA leaves alone, so that the
way back loses nothing. Texts longer than DNA takes are cut, and stand uncut in their document's notes.
"""

import csv
import io
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from onrecord.exports import dna_tables as tables
from onrecord.exports.dna_rows import UNIT, UNKNOWN_DATE, Coded, Document, Labels, rows
from onrecord.exports.lines import SCHEMA_VERSION, dump
from onrecord.exports.view import MACHINE, View
from onrecord.model.kept import KeptActor

SETTING = "onrecord:"
"""How the settings begin that DNA leaves alone."""
PASSWORD = "admin"  # noqa: S105 - of a file without secrets, told in its documents
"""The password of all coders where nobody gave another."""

EVENTS = (
    "statement_id", "time", "person", "organization", "concept", "agreement", "start_position", "stop_position", "text",
    "coder", "document_id", "document_title", "document_author", "document_source", "document_section", "document_type",
    "offset_unit",
)  # fmt: skip
"""The columns of DNA's event list, and ours behind them."""

_COLOURS = ((31, 119, 180), (255, 127, 14), (44, 160, 44), (214, 39, 40), (148, 103, 189), (140, 86, 75))


def write(view: View, stream: BinaryIO, password: str = PASSWORD) -> int:
    """Write a `.dna` file; how many of its statements there are. `password` is that of all its coders."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "made.dna"
        with closing(sqlite3.connect(path)) as database, database:
            tables.create(database, password)
            count = _Writer(database, view, password).write()
        with path.open("rb") as made:
            shutil.copyfileobj(made, stream)
    return count


def events(view: View) -> Iterator[str]:
    """DNA's event list, `;` between cells and every text in quotation marks, nothing in it replaced. The time of a
    statement whose day is not known is empty; coders have the numbers of the `.dna` file."""
    yield _row(EVENTS)
    coders: dict[str, int] = {MACHINE: tables.ADMIN + 1}
    for document, found in rows(view):
        text = document.text.encode("utf-16-le", "surrogatepass")
        for one in found:
            number = coders.setdefault(one.coder, tables.ADMIN + 1 + len(coders))
            words = text[2 * one.start : 2 * one.stop].decode("utf-16-le", "replace")
            yield _row(
                [
                    one.number, _time(document), one.person, one.organization, one.concept, int(one.agreement),
                    one.start, one.stop, words, number, document.number, document.title, "", document.source,
                    document.section, "", UNIT,
                ]
            )  # fmt: skip


def _time(document: Document) -> str:
    if document.data["date"] is None:
        return ""
    return datetime.fromtimestamp(document.date, UTC).strftime("%Y-%m-%d %H:%M:%S")


def _row(cells: object) -> str:
    line = io.StringIO()
    csv.writer(line, delimiter=";", quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n").writerow(cells)  # type: ignore[arg-type]
    return line.getvalue()


class _Writer:
    """One file on its way: coders and entities get their rows when they are first met."""

    def __init__(self, database: sqlite3.Connection, view: View, password: str) -> None:
        self.database, self.view, self.password = database, view, password
        self.coders: dict[str, int] = {}
        self.entities: dict[tuple[int, str], int] = {}
        self.labels: set[tuple[int, str]] = set()
        self.uncut: list[str] = []
        self.actors: dict[str, KeptActor] = {}
        book = view.codebook()
        names = Labels(book.issues)
        self.issues = {names[issue.id]: issue for issue in book.issues}

    def write(self) -> int:
        """All of it; how many statements were written."""
        self._coder(MACHINE)
        count = 0
        for document, found in rows(self.view):
            self.uncut = []
            self._know({one.actor for one in found if one.actor})
            self._document(document)
            for one in found:
                self._statement(one)
            notes = "\n".join((*document.notes, *dict.fromkeys(self.uncut)))
            self.database.execute("UPDATE DOCUMENTS SET Notes = ? WHERE ID = ?", (notes, document.number))
            self._setting(f"document:{document.number}", dump(dict(document.data)))
            count += len(found)
        self._setting("schema_version", SCHEMA_VERSION)
        self._setting("offset_unit", UNIT)
        self._setting("codebook", dump([[i.id, dict(i.labels), _lists(i.terms)] for i in self.issues.values()]))
        return count

    def _document(self, one: Document) -> None:
        title = self._short("title", one.title)
        source, section = self._short("source", one.source), self._short("section", one.section)
        self.database.execute(
            "INSERT INTO DOCUMENTS (ID, Title, Text, Coder, Source, Section, Date) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (one.number, title, one.text, self._coder(MACHINE), source, section, one.date),
        )

    def _know(self, wanted: set[str]) -> None:
        """Look up the actors that were not met before."""
        if wanted - self.actors.keys():
            self.actors |= self.view.actors(wanted - self.actors.keys())

    def _statement(self, one: Coded) -> None:
        self.database.execute(
            "INSERT INTO STATEMENTS VALUES (?, ?, ?, ?, ?, ?)",
            (one.number, tables.STATEMENT, one.document, one.start, one.stop, self._coder(one.coder)),
        )
        attributes = _attributes(self.actors.get(one.actor or ""))
        person = self._entity(tables.PERSON, one.person, attributes if one.person else ())
        body = self._entity(tables.ORGANIZATION, one.organization, () if one.person else attributes)
        concept = self._entity(tables.CONCEPT, one.concept, self._issue(one.concept))
        for variable, entity in ((tables.PERSON, person), (tables.ORGANIZATION, body), (tables.CONCEPT, concept)):
            self.database.execute(
                "INSERT INTO DATASHORTTEXT (StatementId, VariableId, Entity) VALUES (?, ?, ?)",
                (one.number, variable, entity),
            )
        self.database.execute(
            "INSERT INTO DATABOOLEAN (StatementId, VariableId, Value) VALUES (?, ?, ?)",
            (one.number, tables.AGREEMENT, int(one.agreement)),
        )

    def _entity(self, variable: int, value: str, attributes: tuple[str, ...]) -> int:
        if (variable, value) not in self.entities:
            number = len(self.entities) + 1
            cut = self._unique(variable, value)
            self.database.execute("INSERT INTO ENTITIES VALUES (?, ?, ?, 0, 0, 0, NULL)", (number, variable, cut))
            self.entities[variable, value] = number
            told = dict(zip(("Type", "Alias", "Notes"), attributes, strict=False))
            self.database.executemany(
                "INSERT INTO ATTRIBUTEVALUES (EntityId, AttributeVariableId, AttributeValue) VALUES (?, ?, ?)",
                [
                    (number, place, _cut(told.get(name, "")))
                    for place, (of, name) in enumerate(tables.ATTRIBUTES, 1)
                    if of == variable
                ],
            )
        elif len(value) > tables.LONGEST:
            self._short("name", value)
        return self.entities[variable, value]

    def _unique(self, variable: int, value: str) -> str:
        """A value that fits and that no other entity of the variable has."""
        cut = self._short("name", value)
        number = 2
        while (variable, cut) in self.labels:
            cut, number = f"{value[: tables.LONGEST - 8]} ~{number}", number + 1
        self.labels.add((variable, cut))
        return cut

    def _issue(self, concept: str) -> tuple[str, ...]:
        issue = self.issues.get(concept)
        if issue is None:
            return ()
        return "issue", "; ".join(label for label in issue.labels.values() if label != concept), f"issue:{issue.id}"

    def _coder(self, name: str) -> int:
        if name not in self.coders:
            number = self.coders[name] = tables.ADMIN + 1 + len(self.coders)
            tables.add_coder(self.database, number, _cut(name), _COLOURS[number % len(_COLOURS)], self.password)
        return self.coders[name]

    def _short(self, what: str, value: str) -> str:
        """A text that fits; where it is cut, the whole goes into the document's notes."""
        if len(value) > tables.LONGEST:
            self.uncut.append(f"{what}, uncut: {value}")
        return _cut(value)

    def _setting(self, name: str, value: str) -> None:
        self.database.execute("INSERT INTO SETTINGS VALUES (?, ?)", (SETTING + name, value))


def _cut(value: str) -> str:
    return value if len(value) <= tables.LONGEST else value[: tables.LONGEST - 1] + "…"


def _attributes(actor: KeptActor | None) -> tuple[str, ...]:
    if actor is None:
        return ()
    alias = "; ".join(dict.fromkeys(name for name, _, _ in actor.names if name != actor.name))
    return actor.type, alias, f"actor:{actor.id}"


def _lists(terms: Mapping[str, tuple[str, ...]]) -> dict[str, list[str]]:
    return {language: list(told) for language, told in terms.items()}


__all__ = ["EVENTS", "PASSWORD", "SETTING", "UNKNOWN_DATE", "events", "write"]
