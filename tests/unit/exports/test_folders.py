"""brat and Citron: files that their own readers take."""

import io
import json
import re
import zipfile
from pathlib import Path

import pytest

from onrecord.errors import NoSpace
from onrecord.exports.formats import export
from onrecord.exports.view import View

LINE = re.compile(r"T\d+\t\w+ \d+ \d+(;\d+ \d+)*\t.+|[RA]\d+\t.+|#\d+\t\w+ T\d+\t.+")


def files(whole: View, name: str) -> dict[str, str]:
    held = io.BytesIO()
    export(whole, name, held)
    with zipfile.ZipFile(held) as archive:
        return {one: archive.read(one).decode() for one in archive.namelist()}


def test_brat_lines_are_lines(whole: View) -> None:
    found = files(whole, "brat")
    assert {"quay-1.txt", "quay-1.ann", "-2.txt", "-2.ann", "r3.txt", "r3.ann", "annotation.conf"} <= found.keys()
    for name, lines in found.items():
        if name.endswith(".ann"):
            assert all(LINE.fullmatch(line) for line in lines.splitlines()), name


def test_brat_offsets_are_code_points_and_pieces_keep_to_their_lines(whole: View) -> None:
    found = files(whole, "brat")
    for name, lines in found.items():
        if not name.endswith(".ann"):
            continue
        text = found[name.replace(".ann", ".txt")]
        for line in (one for one in lines.splitlines() if one.startswith("T")):
            _, told, words = line.split("\t")
            places = [tuple(map(int, place.split())) for place in told.split(" ", 1)[1].split(";")]
            pieces = [text[a:b] for a, b in places]
            assert " ".join(pieces) == words and not any("\n" in piece for piece in pieces)
    assert any(";" in line for line in found["quay-1.ann"].splitlines() if "\tContent" in line)


def test_citron(whole: View) -> None:
    found = {name: json.loads(text) for name, text in files(whole, "citron").items()}
    assert found.keys() == {"quay-1.json", "-2.json", "r3.json"}
    for document in found.values():
        for quote in document["quotes"]:
            for span in (quote["cue"], *quote["sources"], *quote["contents"]):
                assert document["text"][span["start"] : span["end"]] == span["text"]
    assert [len(one["quotes"]) for one in found.values()] == [3, 1, 2]


def test_a_folder(whole: View, tmp_path: Path) -> None:
    done = export(whole, "brat", tmp_path / "out")
    assert done.statements == 6 and (tmp_path / "out" / "quay-1.ann").exists()
    with pytest.raises(NoSpace, match="not empty"):
        export(whole, "brat", tmp_path / "out")


def test_a_zip(whole: View, tmp_path: Path) -> None:
    export(whole, "citron", tmp_path / "out.zip")
    assert zipfile.ZipFile(tmp_path / "out.zip").testzip() is None
