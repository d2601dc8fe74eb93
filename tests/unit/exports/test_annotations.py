"""brat: spans that are in the text, none over a line end, and the same statements back."""

import io
import re
import zipfile
from collections.abc import Callable
from typing import Any

from onrecord.exports import annotations
from onrecord.model.statement import Reading

Make = Callable[[dict[str, Any]], Reading]


def parse(text: str) -> dict[str, list[str]]:
    return {line.split("\t")[0]: line.split("\t")[1:] for line in text.splitlines()}


def places(column: str) -> list[tuple[int, int]]:
    return [(int(a), int(b)) for a, b in re.findall(r"(\d+) (\d+)", column)]


def test_every_span_is_its_words(stories: list[Reading]) -> None:
    for reading in stories:
        text = reading.article.text
        held = parse(annotations.ann(reading))
        spans = {k: v for k, v in held.items() if k.startswith("T")}
        assert len(spans) >= 3 * len(reading.statements) * 0.8
        for where, words in spans.values():
            pieces = [text[a:b] for a, b in places(where)]
            assert " ".join(pieces) == words
            assert not any("\n" in piece for piece in pieces)


def test_contents_and_what_hangs_on_them(stories: list[Reading]) -> None:
    for reading in stories:
        held = parse(annotations.ann(reading))
        contents = [v for k, v in held.items() if k.startswith("T") and v[0].startswith("Content ")]
        assert len(contents) == len(reading.statements)
        within = [v for k, v in held.items() if k.startswith("R") and v[0].startswith("within ")]
        assert len(within) == sum(s.attribution.within is not None for s in reading.statements)
        kinds = [v[0].split()[2] for k, v in held.items() if k.startswith("A") and v[0].startswith("Kind ")]
        assert kinds == [s.attribution.kind for s in reading.statements]
        for name, columns in held.items():
            if name[0] in "RA":
                for target in re.findall(r"\bT\d+", columns[0]):
                    assert target in held


def test_a_span_over_a_line_end_is_split(make_reading: Make) -> None:
    text = "“One.\r\n\r\n  Two\u2028three.” She said."
    end = text.index(" She")
    reading = make_reading(
        {"text": text, "statements": [{"id": "s1", "content": [[0, end]], "cue": [[end + 5, end + 9]]}]}
    )
    where, words = parse(annotations.ann(reading))["T1"]
    assert words == "“One. Two three.”"
    assert [text[a:b] for a, b in places(where)] == ["“One.", "Two", "three.”"]


def test_hedged_and_note(make_reading: Make) -> None:
    line = {"id": "s1", "content": [[0, 4]], "cue": [[5, 9]], "speaker": "Мара\nСорока", "hedged": True}
    text = annotations.ann(make_reading({"text": "Rain said Mara.", "statements": [line]}))
    assert re.search(r"^A\d+\tHedged T1$", text, re.MULTILINE)
    assert "#1\tAnnotatorNotes T1\ts1: Мара Сорока" in text


def test_file_names() -> None:
    names = annotations.names(["a/b", "a b", "../../etc/passwd", "", "сорока", "A_B", "x" * 300, "..."])
    assert names == ["a_b", "a_b-2", "etc_passwd", "article", "сорока", "A_B-3", "x" * 100, "article-2"]


def test_an_archive_that_is_always_the_same(stories: list[Reading]) -> None:
    files = annotations.files(stories)
    data = annotations.archive(files)
    assert data == annotations.archive(annotations.files(stories))
    with zipfile.ZipFile(io.BytesIO(data)) as held:
        assert held.testzip() is None
        assert {name: held.read(name) for name in held.namelist()} == files
    assert set(files) == {"annotation.conf"} | {f"{r.article.id}.{e}" for r in stories for e in ("txt", "ann")}
