"""Files, folders, globs and standard input, in the order given."""

import io
import json
import os
from pathlib import Path

import pytest

from onrecord.articles import files, plain
from onrecord.model.article import Article, Skipped

TEXT = "Сорока сказала «так».\r\nВорона промовчала.\n"
PAGE = (
    "<!DOCTYPE html><html><body><nav><a href=/>Home</a></nav><h1>A magpie spoke</h1><p>The magpie said yes to the crow, "
    "and the crow said nothing at all.</p><p>“Nothing,” the crow said later, when the others had gone home.</p></body></html>"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "inner").mkdir()
    (tmp_path / "b.txt").write_bytes(b"\xef\xbb\xbf" + TEXT.encode())
    (tmp_path / "a.html").write_text(PAGE)
    (tmp_path / "inner" / "b.txt").write_bytes(TEXT.encode("cp1251"))
    (tmp_path / "lines.jsonl").write_text('{"text": "Said.", "id": "l1"}\n{"text": 1}\n{"text": "Told."}\n')
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    return tmp_path


def names(items: list[Article | Skipped]) -> list[str]:
    return [i.id if isinstance(i, Article) else f"!{i.reason}" for i in items]


def test_a_file_keeps_its_text_without_the_mark(folder: Path) -> None:
    (item,) = files.articles([str(folder / "b.txt")])
    assert item == Article("b", TEXT, id_given=False)


def test_a_folder_in_order_with_names_that_differ(folder: Path) -> None:
    items = list(files.articles([str(folder)]))
    lines = str(folder / "lines.jsonl")
    assert names(items) == ["a", "b", "l1", "!BadLine", f"{lines}:3", (folder / "inner" / "b.txt").as_posix()]
    assert items[3] == Skipped(f"{lines}:2", "BadLine", "`text` is no string")


def test_the_order_of_the_paths(folder: Path) -> None:
    items = list(files.articles([str(folder / "inner" / "b.txt"), str(folder / "a.html")]))
    assert names(items) == ["b", "a"]


def test_a_glob(folder: Path) -> None:
    assert names(list(files.articles([str(folder / "*.txt")]))) == ["b"]
    (item,) = files.articles([str(folder / "*.doc")])
    assert isinstance(item, Skipped) and item.message == "no file matches"


@pytest.mark.parametrize(
    ("data", "wanted"),
    [
        (TEXT.encode(), ["stdin"]),
        (PAGE.encode(), ["stdin"]),
        (b"\n<!-- made by hand -->\n" + PAGE.encode(), ["stdin"]),
        (b'{"id": "x", "text": "Said."}\n{"id": "y", "text": "Told."}\n', ["x", "y"]),
        (b"", ["!NoArticle"]),
        (b"\x89PNG\0\0", ["!UnreadableFile"]),
    ],
)
def test_standard_input(data: bytes, wanted: list[str]) -> None:
    items = list(files.articles(["-"], stdin=io.BytesIO(data)))
    assert names(items) == wanted
    if data.endswith(b"</html>"):
        assert isinstance(items[0], Article) and items[0].text.startswith("A magpie spoke\n\nThe magpie")


def test_what_it_is_can_be_told(folder: Path) -> None:
    (item,) = files.articles([str(folder / "a.html")], input="text")
    assert isinstance(item, Article) and item.text == PAGE
    items = list(files.articles(["-"], input="html", stdin=io.BytesIO(PAGE.split("<body>")[1].encode())))
    assert isinstance(items[0], Article) and "Home" not in items[0].text


def test_a_page_under_another_name(folder: Path) -> None:
    (folder / "page.txt").write_text(PAGE)
    (item,) = files.articles([str(folder / "page.txt")])
    assert isinstance(item, Article) and "<p>" not in item.text


def test_missing_empty_and_binary_files(folder: Path) -> None:
    (folder / "empty.txt").write_bytes(b"")
    paths = [str(folder / n) for n in ("none.txt", "empty.txt", "picture.png")]
    items = list(files.articles([*paths, str(folder / "b.txt")]))
    assert names(items) == ["!UnreadableFile", "!NoArticle", "!UnreadableFile", "b"]
    assert [i.where for i in items if isinstance(i, Skipped)] == paths
    assert items[0].message == "no such file; check the path"


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the superuser may read all files")
def test_a_file_without_permission(folder: Path) -> None:
    (folder / "b.txt").chmod(0)
    (item,) = files.articles([str(folder / "b.txt")])
    assert isinstance(item, Skipped) and item.message == "no permission to read it"


def test_permission_and_other_troubles_of_the_system(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("builtins.open", refuse)
    (item,) = files.articles([str(folder / "b.txt")])
    assert item == Skipped(str(folder / "b.txt"), "UnreadableFile", "no permission to read it")


def test_an_empty_folder(tmp_path: Path) -> None:
    (item,) = files.articles([str(tmp_path)])
    assert isinstance(item, Skipped) and item.reason == "NoArticle" and ".jsonl" in item.message


def test_too_large(tmp_path: Path) -> None:
    (tmp_path / "big.txt").write_bytes(b"word " * (plain.LIMIT // 5 + 1))
    (item,) = files.articles([str(tmp_path / "big.txt")])
    assert isinstance(item, Skipped) and item.reason == "TooLarge" and "20 MB" in item.message


def test_many_comments_without_a_page_are_soon_seen_to_be_none() -> None:
    data = b"\n" + b"<!-- a -->" * 5000 + b"Then Tom said yes."
    (item,) = files.articles(["-"], stdin=io.BytesIO(data))
    assert isinstance(item, Article) and item.text.endswith("yes.")


def test_lines_stream(tmp_path: Path) -> None:
    """The first line is an article before the second is read."""

    class Once(io.BytesIO):
        reads = 0

        def readline(self, size: int | None = -1, /) -> bytes:
            self.reads += 1
            return super().readline(size)

    stream = Once(b"".join(json.dumps({"text": f"Said {n}."}).encode() + b"\n" for n in range(50)))
    items = files.articles(["-"], stdin=stream)
    next(items)
    assert stream.reads <= 2
