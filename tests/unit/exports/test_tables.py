"""CSV: the words as they stand, or guarded for spreadsheets and saying so."""

import csv
import io
from collections.abc import Callable
from typing import Any

from onrecord.exports import tables
from onrecord.model.statement import Reading

Make = Callable[[dict[str, Any]], Reading]


def parse(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def risky(make: Make) -> Reading:
    text = '=1+1; "a,\r\nb" said the magpie.'
    statement = {
        "id": "s1",
        "content": [[0, 4], [6, 13]],
        "cue": [[14, 18]],
        "source": [[19, 29]],
        "speaker": "@magpie",
    }
    return make({"id": "-x", "text": text, "statements": [statement]})


def test_one_statement_a_row(stories: list[Reading]) -> None:
    rows = parse(tables.table(stories))
    assert len(rows) == sum(len(r.statements) for r in stories)
    assert list(rows[0]) == list(tables.COLUMNS)
    wanted = [(r.article.id, s.id, s.speaker, s.content) for r in stories for s in r.statements]
    assert [(r["article"], r["id"], r["speaker"], r["content"]) for r in rows] == wanted


def test_the_spans_tell_the_pieces(stories: list[Reading]) -> None:
    for reading in stories:
        for row in parse(tables.table([reading])):
            places = [tuple(map(int, p.split("-"))) for p in row["content_spans"].split()]
            assert " … ".join(reading.article.text[a:b] for a, b in places) == row["content"]


def test_byte_true(make_reading: Make) -> None:
    text = tables.table([risky(make_reading)])
    (row,) = parse(text)
    assert row["content"] == '=1+1 … "a,\r\nb"'
    assert (row["article"], row["speaker"]) == ("-x", "@magpie")
    assert text.endswith("\r\n") and not text.startswith(tables.BOM)


def test_lines_end_as_the_standard_says(stories: list[Reading]) -> None:
    assert tables.header() == ",".join(tables.COLUMNS) + "\r\n"
    assert "\r\n" in tables.rows(stories[0]) and "\n" not in tables.rows(stories[0]).replace("\r\n", "")


def test_for_spreadsheets(make_reading: Make) -> None:
    text = tables.table([risky(make_reading)], spreadsheet=True)
    assert text.startswith(tables.BOM)
    (row,) = parse(text.removeprefix(tables.BOM))
    assert row["article"] == "'-x" and row["content"].startswith("'=1+1") and row["speaker"] == "'@magpie"
    assert row[tables.GUARDED].split() == ["article", "speaker", "content"]


def test_nothing_to_guard(stories: list[Reading]) -> None:
    rows = parse(tables.table(stories[:1], spreadsheet=True).removeprefix(tables.BOM))
    assert all(row[tables.GUARDED] == "" for row in rows)
