"""Every format by way of the dispatcher, each opened by somebody else's reader."""

import csv
import io
import json
import sys
from datetime import date
from pathlib import Path

import networkx as nx
import pyarrow.parquet as pq
import pytest

from onrecord.errors import BadFilter, MissingExtra, NoSpace
from onrecord.exports import formats, parquet, statements, tables
from onrecord.exports.formats import FORMATS, export
from onrecord.exports.view import View, view
from onrecord.model.kept import KeptStatement
from onrecord.model.wanted import Wanted
from onrecord.record import Store


def out(whole: View, name: str, **options: object) -> bytes:
    held = io.BytesIO()
    export(whole, name, held, options)
    return held.getvalue()


def kept(whole: View) -> list[KeptStatement]:
    return list(whole.statements())


def parse(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


# --- jsonl ---


def test_articles_as_lines(whole: View) -> None:
    lines = [json.loads(line) for line in out(whole, "jsonl").decode().split("\n") if line]
    assert [line["id"] for line in lines] == ["quay-1", "-2", "r3"]
    assert {line["offset_unit"] for line in lines} == {"codepoint"}
    for line in lines:
        for one in line["statements"]:
            assert all(line["text"][a:b].strip() for a, b in one["content"])
    assert lines[1]["date"] is None and "\u0007" in lines[1]["text"]
    assert lines[0]["statements"][1]["within"] == "s3"


def test_statements_as_lines(whole: View) -> None:
    lines = [json.loads(line) for line in out(whole, "statements").decode().split("\n") if line]
    assert [line["content"] for line in lines] == [one.content_words for one in kept(whole)]
    assert 'pilot;\n\nno "ifs"' in lines[0]["content"]
    assert [line["id"] for line in lines] == [one.id for one in kept(whole)]


# --- csv ---


def test_a_table_is_byte_true(whole: View) -> None:
    text = out(whole, "csv").decode()
    rows = parse(text)
    assert list(rows[0]) == list(statements.COLUMNS)
    assert [row["content"] for row in rows] == [one.content_words for one in kept(whole)]
    assert rows[0]["speaker"] == "=Quill" and rows[0]["title"] == 'Harbour "news" 🚢'
    assert rows[3]["date"] == rows[3]["day"] == "" and rows[3]["article_name"] == "-2"
    assert {row["offset_unit"] for row in rows} == {"codepoint"} and all(row["text_sha256"] for row in rows)
    assert not text.startswith(tables.BOM) and text.endswith("\r\n")


def test_a_table_for_spreadsheets_says_what_it_changed(whole: View) -> None:
    rows = parse(out(whole, "csv", spreadsheet=True).decode("utf-8-sig"))
    assert rows[0]["speaker"] == "'=Quill" and rows[0]["guarded"] == "actor_name speaker source"
    assert rows[3]["article_name"] == "'-2" and rows[3]["guarded"] == "article_name"
    changed = ("=", "+", "-", "@", "\t", "\r", "\n")
    assert not [cell for row in rows for name, cell in row.items() if name != "guarded" and cell.startswith(changed)]


def test_a_table_can_hold_the_texts(whole: View) -> None:
    rows = parse(out(whole, "csv", texts=True).decode())
    texts = {sheet.article.id: sheet.article.text for sheet in whole.sheets()}
    assert [row["text"] for row in rows if row["text"]] == list(texts.values())
    assert [bool(row["text"]) for row in rows] == [True, False, False, True, True, False]


# --- parquet ---


def test_parquet(whole: View) -> None:
    data = out(whole, "parquet")
    table = pq.read_table(io.BytesIO(data))
    assert table.schema.metadata[b"offset_unit"] == b"codepoint" and b"schema_version" in table.schema.metadata
    rows = table.to_pylist()
    for row, one in zip(rows, kept(whole), strict=True):
        assert row["content_spans"] == [list(span) for span in one.content]
        assert (row["content"], row["date"], row["day"]) == (one.content_words, one.published, one.day)
        assert [touch["issue"] for touch in row["issues"]] == [touch.issue for touch in one.issues]
    assert rows[3]["date"] is None and rows[0]["date"] == date(2031, 5, 6)
    assert list(parquet.read(io.BytesIO(data))) == rows


def test_parquet_without_its_library(whole: View, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    with pytest.raises(MissingExtra, match=r"pip install 'onrecord\[parquet\]'"):
        out(whole, "parquet")


# --- networks ---


@pytest.mark.parametrize("name", ["graphml", "gexf"])
def test_two_modes(whole: View, name: str) -> None:
    graph = _read(out(whole, name), name)
    labels = {data["label"]: node for node, data in graph.nodes(data=True)}
    assert {"=Quill", "Pilots for every ship", "Марта Ковила", "Higher harbour dues"} <= labels.keys()
    edge = graph.edges[labels["=Quill"], labels["Higher harbour dues"]]
    assert (edge["weight"], edge["support"], edge["oppose"], edge["neutral"]) == (-1, 0, 1, 0)
    assert edge["statements"] == kept(whole)[0].id
    assert graph.edges[labels["Марта Ковила"], labels["Higher harbour dues"]]["weight"] == 1
    assert graph.nodes[labels["=Quill"]]["kind"] == "actor"
    assert graph.nodes[labels["Higher harbour dues"]]["kind"] == "issue"


@pytest.mark.parametrize("name", ["graphml", "gexf"])
@pytest.mark.parametrize(
    ("aggregation", "pair"), [("congruence", ("=Quill", "Lantern Guild")), ("conflict", ("=Quill", "Марта Ковила"))]
)
def test_one_mode(whole: View, name: str, aggregation: str, pair: tuple[str, str]) -> None:
    graph = _read(out(whole, name, mode="one-mode", aggregation=aggregation), name)
    labels = {data["label"]: node for node, data in graph.nodes(data=True)}
    assert graph.edges[labels[pair[0]], labels[pair[1]]]["weight"] > 0
    assert all(data["kind"] == "actor" for _, data in graph.nodes(data=True))


def test_a_network_says_how_it_was_made(whole: View) -> None:
    graph = _read(out(whole, "graphml", mode="one-mode", normalization="cosine", until="2031-05-06"), "graphml")
    told = graph.graph
    assert (told["aggregation"], told["normalization"], told["until"]) == ("congruence", "cosine", "2031-05-06")
    assert told["statements_by_unknown_left_out"] == 1
    assert told["statements_without_issue_left_out"] == 1
    assert told["outside_the_window"] == 3  # the Ukrainian article has no day, the Russian one a later one
    assert "cosine" in out(whole, "gexf", mode="one-mode", normalization="cosine").decode()


def test_characters_that_xml_forbids(store: Store) -> None:
    from onrecord.exports.graphs import clean

    assert clean("bell\u0007 half\ud83d 🚢\tok\u0000") == "bell\ufffd half\ufffd 🚢\tok\ufffd"


def _read(data: bytes, name: str) -> nx.Graph:
    reader = nx.read_graphml if name == "graphml" else nx.read_gexf
    return reader(io.BytesIO(data))


# --- the dispatcher ---


@pytest.mark.parametrize("name", sorted(FORMATS.keys() - {"dna"}))  # a .dna salts its passwords
def test_the_same_record_gives_the_same_bytes(whole: View, name: str) -> None:
    assert out(whole, name) == out(whole, name)


@pytest.mark.parametrize("name", FORMATS)
def test_an_empty_record_goes_out(store: Store, name: str, tmp_path: Path) -> None:
    with view(store, Wanted(outlet=("nobody",))) as nothing:
        done = export(nothing, name, tmp_path / f"out{FORMATS[name].ending}")
    assert done.statements == 0 and (tmp_path / f"out{FORMATS[name].ending}").exists()


def test_a_filter_narrows(store: Store) -> None:
    with view(store, Wanted(language=("uk",))) as some:
        assert [one.speaker for one in some.statements()] == ["Марта Ковила"]
        assert [line["id"] for line in map(json.loads, out(some, "jsonl").splitlines())] == ["-2"]


def test_a_file_is_there_whole_or_not_at_all(whole: View, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise ZeroDivisionError

    path = tmp_path / "out.csv"
    path.write_text("before")
    monkeypatch.setattr(statements, "cells", fails)
    with pytest.raises(ZeroDivisionError):
        export(whole, "csv", path)
    assert path.read_text() == "before" and [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []


@pytest.mark.parametrize(
    ("name", "options", "told"),
    [
        ("xls", {}, "no such format; there are jsonl"),
        ("csv", {"mode": "one-mode"}, "csv has no such option; it takes spreadsheet, texts"),
        ("csv", {"spreadsheet": "yes"}, "a flag, on or off"),
        ("graphml", {"mode": "three-mode"}, "mode can be two-mode, one-mode"),
        ("graphml", {"normalization": "cosine"}, "a two-mode network has none of this name; it can be no, activity"),
        ("gexf", {"mode": "one-mode", "aggregation": "combine"}, "it can be congruence, conflict"),
        ("gexf", {"since": "May"}, "not a day"),
    ],
)
def test_what_cannot_be_is_refused(whole: View, name: str, options: dict[str, object], told: str) -> None:
    with pytest.raises(BadFilter, match=told):
        out(whole, name, **options)


def test_where_nothing_can_be_written(whole: View, tmp_path: Path) -> None:
    with pytest.raises(NoSpace, match="nothing was written"):
        export(whole, "csv", tmp_path / "missing" / "out.csv")
    with pytest.raises(NoSpace, match="a folder"):
        export(whole, "csv", tmp_path)


def test_every_format_is_told() -> None:
    for name, one in FORMATS.items():
        assert one.name == name and (one.ending.startswith(".") or one.folder) and one.help.endswith(".") and one.opens
        assert (one.write is None) != (one.files is None)
        assert all(option.help.endswith((".", "…")) for option in one.options)
    assert formats.format_of("csv") is FORMATS["csv"]
