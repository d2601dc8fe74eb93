"""`.dna` as DNA reads it: its tables and columns, its questions to them, offsets in UTF-16 units."""

import base64
import csv
import hashlib
import io
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.exports import dna_rows, dna_tables
from onrecord.exports.formats import export
from onrecord.exports.view import View
from onrecord.intake import from_dna

TABLES = Path(__file__).parents[2] / "cases" / "dna_tables.tsv"
VALUES = """
    SELECT s.ID, s.DocumentId, s.Start, s.Stop, c.Name, p.Value, o.Value, k.Value, b.Value
    FROM STATEMENTS s JOIN CODERS c ON c.ID = s.Coder
    JOIN DATASHORTTEXT dp ON dp.StatementId = s.ID AND dp.VariableId = 1 JOIN ENTITIES p ON p.ID = dp.Entity
    JOIN DATASHORTTEXT do ON do.StatementId = s.ID AND do.VariableId = 2 JOIN ENTITIES o ON o.ID = do.Entity
    JOIN DATASHORTTEXT dk ON dk.StatementId = s.ID AND dk.VariableId = 3 JOIN ENTITIES k ON k.ID = dk.Entity
    JOIN DATABOOLEAN b ON b.StatementId = s.ID AND b.VariableId = 4 ORDER BY s.ID"""


@pytest.fixture
def made(whole: View, tmp_path: Path) -> Iterator[sqlite3.Connection]:
    export(whole, "dna", tmp_path / "out.dna")
    database = sqlite3.connect(tmp_path / "out.dna")
    database.execute("PRAGMA foreign_keys=ON")
    yield database
    database.close()


def test_tables_and_columns_are_those_of_dna(made: sqlite3.Connection) -> None:
    expected = dict(line.split("\t") for line in TABLES.read_text().splitlines())
    names = [row[0] for row in made.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    assert {name: " ".join(row[1] for row in made.execute(f"PRAGMA table_info({name})")) for name in names} == expected
    assert made.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert made.execute("PRAGMA foreign_key_check").fetchall() == []


def test_what_dna_puts_into_a_new_file_is_there(made: sqlite3.Connection) -> None:
    assert made.execute("SELECT Value FROM SETTINGS WHERE Property = 'version'").fetchone()[0].startswith("3")
    assert made.execute("SELECT Label FROM STATEMENTTYPES ORDER BY ID").fetchall() == [
        ("DNA Statement",), ("NPF Story Element",), ("Annotation",)
    ]  # fmt: skip
    variables = made.execute(
        "SELECT Variable, DataType FROM VARIABLES WHERE StatementTypeId = 1 ORDER BY ID"
    ).fetchall()
    assert variables == [
        ("person", "short text"), ("organization", "short text"), ("concept", "short text"), ("agreement", "boolean")
    ]  # fmt: skip
    attributes = made.execute("SELECT VariableId, AttributeVariable FROM ATTRIBUTEVARIABLES ORDER BY ID").fetchall()
    assert len(attributes) == 9 and attributes[0] == (1, "Type") and attributes[-1] == (3, "Notes")
    assert made.execute("SELECT Name FROM CODERS ORDER BY ID").fetchall() == [("Admin",), ("onrecord",)]
    assert made.execute("SELECT Coder, OtherCoder FROM CODERRELATIONS ORDER BY Coder").fetchall() == [(1, 2), (2, 1)]


def test_passwords_are_in_the_form_of_dna(made: sqlite3.Connection) -> None:
    for (told,) in made.execute("SELECT Password FROM CODERS"):
        data = base64.b64decode(told)
        salt, digest = data[:16], data[16:]
        found = salt + b"admin"
        for _ in range(100_000):
            found = hashlib.sha256(found).digest()
        assert len(data) == 48 and found == digest
    assert dna_tables.hashed("x", b"0" * 16) == dna_tables.hashed("x", b"0" * 16) != dna_tables.hashed("x")


def test_statements(made: sqlite3.Connection) -> None:
    told = [row[4:] for row in made.execute(VALUES)]
    assert told == [
        ("onrecord", "=Quill", "", "Pilots for every ship", 1),
        ("onrecord", "=Quill", "", "Higher harbour dues", 0),
        ("onrecord", "", "Lantern Guild", "Higher harbour dues", 0),
        ("onrecord", "=Quill", "", "", 1),
        ("onrecord", "Марта Ковила", "", "Higher harbour dues", 1),
        ("onrecord", "Марта Ковила", "", "Pilots for every ship", 0),
        ("onrecord", "", "Lantern Guild", "Higher harbour dues (neutral)", 1),  # as actors meet across languages
        ("onrecord", "", "", "", 1),
    ]


def test_places_are_those_of_java(made: sqlite3.Connection, whole: View) -> None:
    texts = dict(made.execute("SELECT ID, Text FROM DOCUMENTS"))
    assert all("\r" not in text for text in texts.values())
    words = {one.content_words.replace("\r\n", "\n") for one in whole.statements()}
    for _, document, start, stop, *_ in made.execute(VALUES):
        units = texts[document].encode("utf-16-le")
        assert units[2 * start : 2 * stop].decode("utf-16-le") in words


def test_an_unknown_date_is_told(made: sqlite3.Connection) -> None:
    rows = made.execute("SELECT Title, Date, Notes FROM DOCUMENTS ORDER BY ID").fetchall()
    days = [datetime(2031, 5, 6, tzinfo=UTC).timestamp(), 0, datetime(2031, 5, 7, tzinfo=UTC).timestamp()]
    assert [row[1] for row in rows] == days
    assert "date: not known" in rows[1][2] and "date" not in rows[0][2] and "https://quay.example" in rows[0][2]


def test_long_texts_are_cut_and_kept_in_the_notes(made: sqlite3.Connection, whole: View) -> None:
    from onrecord.exports import dna

    writer = dna._Writer(made, whole, "x")
    long, other = "Guild of " + "a" * 300, "Guild of " + "a" * 301
    first, second = writer._unique(2, long), writer._unique(2, other)
    assert first != second and max(len(first), len(second)) <= 190
    assert writer.uncut == [f"name, uncut: {long}", f"name, uncut: {other}"]


@pytest.mark.parametrize(
    ("text", "code", "units"),
    [("a😀b", 2, 3), ("a\r\nb", 3, 2), ("a\rb", 2, 2), ("\r\n\r\nb", 4, 2), ("abc", 3, 3), ("", 0, 0)],
)
def test_offsets(text: str, code: int, units: int) -> None:
    java, at = dna_rows.to_java(text)
    assert at(code) == units and "\r" not in java
    assert at(len(text)) == len(java.encode("utf-16-le")) // 2


@given(st.text(st.sampled_from("a\r\n😀я "), max_size=30))
def test_every_place_comes_back(text: str) -> None:
    """Code points to Java's units and back, in a text with its own line ends again."""
    java, at = dna_rows.to_java(text)
    again, positions = from_dna.restored(java, dna_rows.line_ends(text))
    assert again == text
    places = {units: positions[place] for place, units in enumerate(from_dna.code_points(java))}
    for place in range(len(text) + 1):
        if text[max(0, place - 1) : place + 1] != "\r\n":
            assert places[at(place)] == place


def test_the_event_list(whole: View) -> None:
    held = io.BytesIO()
    done = export(whole, "dna-events", held)
    rows = list(csv.DictReader(io.StringIO(held.getvalue().decode(), newline=""), delimiter=";"))
    assert done.statements == len(rows) == 8
    assert rows[0]["text"] == '“Every ship needs a pilot;\n\nno "ifs", no buts.”'
    assert rows[0]["document_title"] == 'Harbour "news" 🚢' and rows[0]["document_source"] == "The Quay; Daily"
    assert [row["time"] for row in rows[3:5]] == ["2031-05-06 00:00:00", ""]
    assert (rows[1]["agreement"], rows[1]["concept"], rows[1]["coder"]) == ("0", "Higher harbour dues", "2")
    assert {row["offset_unit"] for row in rows} == {"utf-16"}
