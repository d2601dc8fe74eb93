"""Gold sets: a folder, a file with marks, a file of lines; and what is wrong with them."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from onrecord.errors import BadLine, UnreadableFile
from onrecord.evaluate import gold

MARKED = "lang: uk\ndate: 2031-03-05\n---\n[[s1:Вона]] [[q1:каже]], [[c1:що час є]].\n---\n1 kind=indirect act=assert\n"
LINE: dict[str, Any] = {"id": "a", "text": "She left.", "lang": "en", "date": "2031-03-05", "statements": []}


def lines(path: Path, *items: Any) -> Path:
    path.write_text("".join((i if isinstance(i, str) else json.dumps(i)) + "\n" for i in items), encoding="utf-8")
    return path


def test_a_marked_file(tmp_path: Path) -> None:
    path = tmp_path / "one.marked"
    path.write_text(MARKED, encoding="utf-8")
    (found,) = gold.read(path)
    assert (found.article.id, found.article.language, found.article.published) == ("one", "uk", date(2031, 3, 5))
    assert found.article.text == "Вона каже, що час є.\n"
    assert found.statements[0]["content"] == [[11, 19]]
    assert found.nested and found.placed


def test_a_folder_at_any_depth_in_order(tmp_path: Path) -> None:
    for name in ("b/two.marked", "a/deep/one.marked", "c.marked"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(MARKED, encoding="utf-8")
    (tmp_path / "notes.txt").write_text("no article")
    assert [one.article.id for one in gold.read(tmp_path)] == ["one", "two", "c"]


def test_a_file_of_lines(tmp_path: Path) -> None:
    flat = {**LINE, "id": "b", "statements": [{"content": [[0, 3]], "cue": [], "source": []}]}
    path = lines(tmp_path / "set.jsonl", LINE, "", flat, {**LINE, "id": "c", "lang": "cs", "date": None})
    first, second, third = gold.read(path)
    assert (first.article.text, first.article.language, first.article.published) == (
        "She left.",
        "en",
        date(2031, 3, 5),
    )
    assert not second.nested and not second.placed
    assert (third.article.language, third.article.published) == (None, None)


def test_a_line_separator_inside_a_string_ends_no_line(tmp_path: Path) -> None:
    for mark in "\u2028\u2029\u0085\x0b\x0c\x1c":
        text = f"She said:{mark}“Go.”"
        path = tmp_path / "set.jsonl"
        path.write_text(json.dumps({**LINE, "text": text}, ensure_ascii=False) + "\n", encoding="utf-8")
        (found,) = gold.read(path)
        assert found.article.text == text


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{'a': 1}", "no JSON (Expecting property name"),
        ("[]", "a gold line needs `text` and `statements`"),
        ('"text"', "a gold line needs `text` and `statements`"),
        ('{"text": "x"}', "a gold line needs `text` and `statements`"),
        ('{"statements": []}', "a gold line needs `text` and `statements`"),
        (
            '{"text": "x", "statements": [], "date": "yesterday"}',
            "the date 'yesterday' is none; write it as YYYY-MM-DD",
        ),
        ('{"text": "x", "statements": [], "date": 2031}', "the date 2031 is none"),
    ],
)
def test_a_broken_line_is_named(tmp_path: Path, line: str, message: str) -> None:
    path = lines(tmp_path / "set.jsonl", LINE, line)
    read = gold.read(path)
    assert next(read).article.id == "a"
    with pytest.raises(BadLine) as caught:
        next(read)
    assert str(caught.value).startswith(f"{path}:2: ")
    assert message in str(caught.value)


def test_a_broken_marked_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "one.marked"
    path.write_text(MARKED.replace("2031-03-05", "March"), encoding="utf-8")
    with pytest.raises(BadLine, match=r"one\.marked: the date 'March' is none"):
        list(gold.read(path))


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"gone\.jsonl: cannot be read"):
        list(gold.read(tmp_path / "gone.jsonl"))
    (tmp_path / "binary.jsonl").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UnreadableFile, match=r"binary\.jsonl: cannot be read"):
        list(gold.read(tmp_path / "binary.jsonl"))


def test_an_article_without_an_id_is_called_by_its_place(tmp_path: Path) -> None:
    path = lines(tmp_path / "set.jsonl", {"text": "She left.", "statements": []})
    (found,) = gold.read(path)
    assert found.article.id == f"{path}:1"
