"""`onrecord read` and `explain`, from the outside: arguments in, output and exit code out."""

import csv
import io
import json
import multiprocessing
import os
import zipfile
from pathlib import Path

import jsonschema
import pytest
from typer.testing import CliRunner, Result

from onrecord.cli.main import app
from onrecord.exports import lines

forks = pytest.mark.skipif(multiprocessing.get_start_method() != "fork", reason="the stand-in reader needs fork")


def run(*arguments: str | Path, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(app, [str(a) for a in arguments], input=stdin)


@pytest.fixture
def one(tmp_path: Path) -> Path:
    path = tmp_path / "one.txt"
    path.write_text("date 2031-06-11 Rain\n\nOn Monday Mara said it would rain.\n")
    return path


@pytest.fixture
def many(tmp_path: Path) -> Path:
    path = tmp_path / "many.jsonl"
    path.write_text(
        "".join(json.dumps({"id": f"a{n}", "text": f"Number {n}. Then Tom said so {n}."}) + "\n" for n in range(200))
    )
    return path


# --- forms ---


def test_the_terminal_view_is_the_default(one: Path) -> None:
    result = run("read", one)
    assert result.exit_code == 0
    assert "Mara" in result.stdout and "it would rain." in result.stdout and "\x1b" not in result.stdout
    assert result.stdout == run("read", one, "-f", "terminal").stdout


def test_json_of_one_is_an_object_and_of_several_a_list(one: Path, many: Path) -> None:
    validator = jsonschema.Draft202012Validator(lines.schema())
    single = json.loads(run("read", one, "-f", "json").stdout)
    validator.validate(single)
    assert (single["id"], single["date"], single["title"]) == ("one", "2031-06-11", "Rain")
    several = json.loads(run("read", one, many, "-f", "json").stdout)
    assert [r["id"] for r in several] == ["one", *(f"a{n}" for n in range(200))]
    for record in several:
        validator.validate(record)


def test_json_of_one_that_was_read_among_several_is_a_list(one: Path, tmp_path: Path) -> None:
    result = run("read", one, tmp_path / "none.txt", "-f", "json")
    assert result.exit_code == 3
    assert [r["id"] for r in json.loads(result.stdout)] == ["one"]


def test_jsonl(many: Path) -> None:
    made = [json.loads(line) for line in run("read", many, "-f", "jsonl").stdout.splitlines()]
    assert [r["id"] for r in made] == [f"a{n}" for n in range(200)]
    assert made[7]["statements"][0]["speaker"] == "Tom"


def test_html(one: Path, many: Path, tmp_path: Path) -> None:
    result = run("read", one, "-f", "html", "-o", tmp_path / "page.html")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "<title>Rain – who said what</title>" in (tmp_path / "page.html").read_text()
    source = run("read", one, many, "-f", "html").stdout
    assert source.count('<main class="sheet">') == 201 and source.count("</html>") == 1
    assert 'id="a1-s1"' in source and 'id="a201-s1"' in source


def test_csv(many: Path, one: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run("read", one, many, "-f", "csv").stdout, newline="")))
    assert [r["article"] for r in rows] == ["one", *(f"a{n}" for n in range(200))]


def test_csv_for_spreadsheets_says_so(one: Path) -> None:
    result = run("read", one, "-f", "csv", "--spreadsheet")
    assert result.stdout.startswith("\ufeff") and "guarded" in result.stdout
    assert "in front" in result.stderr


def test_brat(one: Path, many: Path, tmp_path: Path) -> None:
    assert run("read", one, "-f", "brat", "-o", tmp_path / "brat").exit_code == 0
    assert {p.name for p in (tmp_path / "brat").iterdir()} == {"annotation.conf", "one.txt", "one.ann"}
    assert (tmp_path / "brat" / "one.txt").read_bytes() == one.read_bytes()
    assert run("read", one, many, "-f", "brat", "-o", tmp_path / "brat.zip").exit_code == 0
    with zipfile.ZipFile(tmp_path / "brat.zip") as held:
        assert len(held.namelist()) == 403
    with zipfile.ZipFile(io.BytesIO(run("read", one, "-f", "brat").stdout_bytes)) as held:
        assert "one.ann" in held.namelist()


# --- input ---


def test_standard_input() -> None:
    made = json.loads(run("read", "-", "-f", "json", stdin="Then Мара said «так».\r\n".encode("cp1251")).stdout)
    assert (made["id"], made["text"]) == ("stdin", "Then Мара said «так».\r\n")


def test_what_the_user_tells(one: Path) -> None:
    made = json.loads(run("read", one, "-f", "json", "--published", "2030-01-02", "--outlet", "The Branch").stdout)
    assert (made["date"], made["outlet"]) == ("2030-01-02", "The Branch")


def test_line_ends_and_the_mark(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\xef\xbb\xbfThen Tom said yes.\r\nSo it was.\r\n")
    assert (
        json.loads(run("read", tmp_path / "a.txt", "-f", "json").stdout)["text"]
        == "Then Tom said yes.\r\nSo it was.\r\n"
    )


# --- trouble ---


def test_bad_lines_are_named_and_the_rest_is_read(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text(
        '{"text": "Tom said yes."}\n{oops\n{"id": "no text"}\n{"text": "français", "lang": "en", "id": "fr"}\n{"text": "So Tom said no."}\n'
    )
    result = run("read", path, "-f", "jsonl")
    assert result.exit_code == 3
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == [f"{path}:1", f"{path}:5"]
    assert result.stderr.splitlines() == [
        f"onrecord: skipped {path}:2: no JSON: Expecting property name enclosed in double quotes at character 2 (BadLine)",
        f"onrecord: skipped {path}:3: no `text` (BadLine)",
        "onrecord: skipped fr: French is not read; uk, ru and en are (UnknownLanguage)",
        "onrecord: 3 of 5 skipped",
    ]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (None, "no such file; check the path (UnreadableFile)"),
        (b"", "empty (NoArticle)"),
        (b"\x89PNG\0\0\0", "not text"),
        ("新聞によると、首相は会談を拒否した。".encode("shift-jis"), "save it as UTF-8 (UnknownEncoding)"),
        (b"<html><body><a href=/>Home</a></body></html>", "no article on this page"),
        (b"word " * 5_000_000, "over 20 MB"),
    ],
    ids=["missing", "empty", "binary", "encoding", "menu", "large"],
)
def test_one_bad_file_fails(tmp_path: Path, data: bytes | None, words: str) -> None:
    path = tmp_path / "bad"
    if data is not None:
        path.write_bytes(data)
    result = run("read", path, "-f", "jsonl", "-o", tmp_path / "out")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(f"onrecord: skipped {path}: ") and words in result.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ["read"],
        ["read", "x", "-f", "xml"],
        ["read", "x", "--language", "de"],
        ["read", "x", "--published", "11.06.2031"],
        ["read", "x", "--jobs", "0"],
        ["read", "x", "--spreadsheet"],
        ["explain", "x", "--at", "-1"],
        ["train", "x"],
        ["nonsense"],
    ],
    ids=" ".join,
)
def test_wrong_usage(arguments: list[str]) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert "Usage" in result.stderr


def test_an_output_that_cannot_be_written(one: Path, tmp_path: Path) -> None:
    for path in (tmp_path / "no" / "such" / "folder.json", tmp_path):
        result = run("read", one, "-f", "json", "-o", path)
        assert result.exit_code == 1
        assert result.stderr.startswith(f"onrecord: {path}: ")


def test_a_run_that_breaks_leaves_the_old_file(one: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    out.write_text("old")
    (tmp_path / "bug.txt").write_text("A BUG said hello.")
    result = run("read", one, tmp_path / "bug.txt", "-f", "jsonl", "-o", out)
    assert isinstance(result.exception, ZeroDivisionError)
    assert "while reading the article 'bug'" in result.exception.__notes__[0]
    assert out.read_text() == "old"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["bug.txt", "one.txt", "out.jsonl"]


def test_a_file_takes_the_rights_that_files_have(one: Path, tmp_path: Path) -> None:
    run("read", one, "-f", "json", "-o", tmp_path / "out.json")
    (tmp_path / "other").write_text("")
    assert (tmp_path / "out.json").stat().st_mode == (tmp_path / "other").stat().st_mode


# --- processes ---


@forks
@pytest.mark.parametrize("form", ["jsonl", "csv", "html", "terminal", "json"])
def test_one_process_or_three_give_the_same(many: Path, form: str) -> None:
    alone = run("read", many, "-f", form, "--jobs", "1")
    assert alone.exit_code == 0
    assert run("read", many, "-f", form, "--jobs", "3").stdout_bytes == alone.stdout_bytes
    assert run("read", many, "-f", form).stdout_bytes == alone.stdout_bytes


@forks
def test_skipped_ones_keep_their_place_with_many_processes(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text(
        "".join(
            "{\n" if n % 10 == 3 else json.dumps({"id": f"a{n}", "text": "Tom said yes."}) + "\n" for n in range(100)
        )
    )
    result = run("read", path, "-f", "jsonl", "--jobs", "2")
    assert result.exit_code == 3
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == [
        f"a{n}" for n in range(100) if n % 10 != 3
    ]
    assert result.stderr.splitlines()[-1] == "onrecord: 10 of 100 skipped"


@forks
def test_a_bug_in_a_worker_is_not_hidden(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text('{"text": "Tom said yes."}\n{"text": "A BUG said yes.", "id": "b"}\n')
    assert isinstance(run("read", path, "-f", "jsonl", "--jobs", "2").exception, ZeroDivisionError)


# --- explain ---


def test_explain(one: Path) -> None:
    result = run("explain", one)
    assert result.exit_code == 0
    assert "found by" in result.stdout and "cue.verb" in result.stdout


def test_explain_at(one: Path) -> None:
    place = one.read_text().index("Mara")
    assert "Mara" in run("explain", one, "--at", str(place)).stdout
    assert "No statement holds this place." in run("explain", one, "--at", "0").stdout


def test_nothing_is_coloured_for_a_pipe(one: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(os.environ, "TERM", "xterm-256color")
    assert "\x1b" not in run("read", one).stdout
