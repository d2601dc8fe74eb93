"""The verbs of the record, from adding the sample stories to comparing what they say."""

import csv
import io
import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import time
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

import onrecord.intake.reading  # noqa: F401 - the real reader, before tests of this folder put another in its place
from onrecord.cli.main import app

STORIES = Path(str(resources.files("onrecord.samples"))) / "stories.jsonl"
ROOT = Path(__file__).parents[3]
FORMS = ("table", "json", "jsonl", "csv")
LISTINGS: tuple[tuple[str, ...], ...] = (
    ("find",), ("find", "карти"), ("find", "--facets"), ("timeline",), ("positions",), ("utterances",), ("tensions",),
    ("issues", "list"), ("actors", "list"),
)  # fmt: skip
WHOLE = (("find", "--facets"), ("issues", "list"))


def run(*arguments: object, record: Path | None = None, **named: Any) -> Result:
    told = [str(one) for one in arguments]
    return CliRunner().invoke(app, [*told, "--record", str(record)] if record else told, **named)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of the sample stories, not to be changed."""
    path = tmp_path_factory.mktemp("record") / "onrecord.db"
    result = run("add", STORIES, record=path)
    assert result.exit_code == 0, result.stderr
    assert result.stdout.splitlines()[0].startswith("24 added, 0 changed, 0 unchanged, 0 skipped; ")
    assert result.stdout.splitlines()[1].startswith("24 articles compared: ")
    return path


@pytest.fixture
def copy(shared: Path, tmp_path: Path) -> Path:
    """The same record, to be changed."""
    subprocess.run([sys.executable, "-c", _BACKUP, shared, tmp_path / "copy.db"], check=True)
    return tmp_path / "copy.db"


_BACKUP = "import sqlite3, sys; sqlite3.connect(sys.argv[1]).backup(sqlite3.connect(sys.argv[2]))"


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ONRECORD_RECORD", raising=False)


def items(*arguments: object, record: Path) -> list[dict[str, Any]]:
    result = run(*arguments, "-f", "json", record=record)
    assert result.exit_code == 0, result.stderr
    found: list[dict[str, Any]] = json.loads(result.stdout)["items"]
    return found


# --- every verb, every form ---


@pytest.mark.parametrize("verb", LISTINGS, ids=" ".join)
def test_every_form_of_a_listing(shared: Path, verb: tuple[str, ...]) -> None:
    found = {form: run(*verb, "-f", form, record=shared) for form in FORMS}
    assert {form: one.exit_code for form, one in found.items()} == dict.fromkeys(FORMS, 0), found["json"].stderr
    told = json.loads(found["json"].stdout)
    assert told["total"] >= len(told["items"]) > 0
    assert told["truncated"] is (told["total"] > len(told["items"]))
    assert [json.loads(line) for line in found["jsonl"].stdout.splitlines()] == told["items"]
    heads, *rows = csv.reader(io.StringIO(found["csv"].stdout))
    assert len(rows) == len(told["items"]) and all(len(row) == len(heads) for row in rows)
    assert found["table"].stdout.strip()


@pytest.mark.parametrize("verb", [one for one in LISTINGS if one not in WHOLE], ids=" ".join)
def test_what_is_left_out_is_told(shared: Path, verb: tuple[str, ...]) -> None:
    total = json.loads(run(*verb, "-f", "json", record=shared).stdout)["total"]
    told = json.loads(run(*verb, "--limit", "1", "-f", "json", record=shared).stdout)
    if verb != ("positions",):
        assert (told["total"], len(told["items"])) == (total, min(total, 1))
    assert told["truncated"] is (told["total"] > len(told["items"]))
    for form in ("jsonl", "csv"):
        result = run(*verb, "--limit", "1", "-f", form, record=shared)
        assert ("--limit 0 shows all" in result.stderr) is told["truncated"]
        assert len(result.stderr.splitlines()) == told["truncated"]


@pytest.mark.parametrize("verb", [one for one in LISTINGS if one not in WHOLE], ids=" ".join)
def test_limit_0_shows_all(shared: Path, verb: tuple[str, ...]) -> None:
    told = json.loads(run(*verb, "--limit", "0", "-f", "json", record=shared).stdout)
    assert told["total"] == len(told["items"]) > 0
    assert not told["truncated"]


def test_facets_tell_which_speakers_are_left_out(shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    every = json.loads(run("find", "--facets", "--limit", "0", "-f", "json", record=shared).stdout)
    assert (every["total"], every["truncated"]) == (len(every["items"]), False)
    speakers = [one for one in every["items"] if one["filter"] == "speaker"]
    assert len(speakers) > 50
    result = run("find", "--facets", "-f", "jsonl", record=shared)
    told = [json.loads(line) for line in result.stdout.splitlines()]
    assert [one for one in told if one["filter"] == "speaker"] == speakers[:50]
    assert result.stderr == f"onrecord: {len(told)} of {every['total']} values shown; --limit 0 shows all\n"


def test_a_value_that_nothing_has_is_told(shared: Path) -> None:
    outlet = items("find", "--limit", "1", record=shared)[0]["outlet"]
    for verb in ("find", "timeline", "positions", "utterances", "tensions"):
        result = run(verb, "--outlet", outlet.upper()[:-1], "--speaker", "Xqzz", "-f", "jsonl", record=shared)
        assert (result.exit_code, result.stdout) == (0, "")
        assert f"the record has no such outlet; near to it: {outlet}" in result.stderr
        assert (
            "onrecord: --speaker Xqzz: the record has no such speaker; `onrecord actors` lists them\n" in result.stderr
        )
    for words in (("export", "statements"), ("review", "next")):
        result = run(*words, "--side", "Xqzz", record=shared)
        assert (result.exit_code, "--side Xqzz: the record has no such side" in result.stderr) == (0, True)


def test_utterances_and_tensions_take_the_filters_of_statements(shared: Path) -> None:
    tense = items("tensions", "--limit", "0", record=shared)
    one = next(end for end in tense[0].values() if isinstance(end, dict))
    told = items("tensions", "--outlet", one["outlet"], "--kind", tense[0]["kind"], record=shared)
    assert 0 < len(told) < len(tense)
    assert all(one["outlet"] in (row["a"]["outlet"], row["b"]["outlet"]) for row in told)
    whole = items("utterances", "--limit", "0", record=shared)
    some = items("utterances", "карти", "--lang", "uk", "--limit", "0", record=shared)
    assert 0 < len(some) < len(whole)
    assert all("uk" in row["languages"].split() for row in some)
    assert "--lang xx: there is no such language" in run("tensions", "--lang", "xx", record=shared).stderr


def documented() -> list[str]:
    """Questions of the documents that name nothing of which the reader has to put in an id of their own."""
    pages = [Path("README.md"), Path("docs/your-record.md")]
    lines = [line for page in pages for line in (ROOT / page).read_text(encoding="utf-8").splitlines()]
    asked = re.compile(r"    onrecord ((?:find|timeline|positions|utterances|tensions)\b[^|]*?)(?:   .*| \|.*)?")
    return [found[1] for line in lines if (found := asked.fullmatch(line))]


@pytest.mark.parametrize("question", documented())
def test_what_the_documents_ask_is_answered_by_the_stories_that_ship(shared: Path, question: str) -> None:
    result = run(*shlex.split(question), record=shared)
    assert result.exit_code == 0, result.stderr
    assert "the record has no such" not in result.stderr
    assert not result.stdout.startswith("0 of 0"), question


def test_more_than_a_page(shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = items("find", "--limit", "0", record=shared)
    monkeypatch.setattr("onrecord.cli.ask.PAGE", 100)
    assert items("find", "--limit", "0", record=shared) == whole
    assert items("find", "--limit", "250", record=shared) == whole[:250]


def test_a_time_of_the_day_is_told_in_words(copy: Path) -> None:
    one = items("find", "--limit", "1", record=copy)[0]["id"]
    run("review", "edit", one, "said_on", "2031-10-14TNI", "--coder", "ann", record=copy)
    assert "said 2031-10-14, at night; " in run("show", one, record=copy).stdout


def test_show_by_every_id(shared: Path) -> None:
    (one, *_) = [s for s in items("find", "--limit", "0", record=shared) if s["utterance"] and s["actor"]]
    for id_ in (one["id"], one["article"], one["actor"], one["utterance"], f"{one['article_name']}/{one['local']}"):
        for form in FORMS:
            result = run("show", id_, "-f", form, record=shared)
            assert (result.exit_code, result.stderr) == (0, ""), id_
            assert result.stdout.strip()
    told = json.loads(run("show", one["id"], "-f", "json", record=shared).stdout)
    assert (told["content"], told["history"]) == (one["content"], [])
    assert one["content"].split()[0] in run("show", one["id"], record=shared).stdout


def test_compare(shared: Path) -> None:
    (one, *_) = items("utterances", "--limit", "1", record=shared)
    for form in FORMS:
        result = run("compare", one["id"], "-f", form, record=shared)
        assert (result.exit_code, result.stderr) == (0, "")
    by_statement = run("compare", one["statements"][0]["id"], "-f", "json", record=shared)
    assert by_statement.stdout == run("compare", one["id"], "-f", "json", record=shared).stdout


def test_filters_narrow(shared: Path) -> None:
    everything = items("find", "--limit", "0", record=shared)
    for option, value, field in (("--lang", "uk", "lang"), ("--act", "deny", "act"), ("--outlet", "Corvus", "outlet")):
        found = items("find", option, value, "--limit", "0", record=shared)
        assert found and {one[field] for one in found} == {value}
        assert len(found) == sum(one[field] == value for one in everything)
    since = items("find", "--since", "2031-10", "--until", "2031-10", "--limit", "0", record=shared)
    assert {one["day"][:7] for one in since} == {"2031-10"}


def test_tensions_as_the_story_sets_name_them(shared: Path) -> None:
    lines = run("tensions", "-f", "jsonl", "--limit", "0", record=shared).stdout.splitlines()
    assert lines
    for told in map(json.loads, lines):
        assert told["kind"] in ("shift", "contradiction", "denial", "drift")
        assert {"article", "statement"} <= told["a"].keys() & told["b"].keys()
        assert told["why"] and told["rule"]


# --- where the record is ---


def test_where_the_record_is(shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = run("find", "-f", "json", record=shared).stdout
    monkeypatch.setenv("ONRECORD_RECORD", str(shared))
    assert run("find", "-f", "json").stdout == told
    monkeypatch.setenv("ONRECORD_RECORD", str(tmp_path / "none.db"))
    assert run("find", "-f", "json", record=shared).stdout == told
    monkeypatch.delenv("ONRECORD_RECORD")
    shutil.copyfile(shared, tmp_path / "onrecord.db")
    assert run("find", "-f", "json").stdout == told


ERRORS = (
    (("find",), "there is no record"),
    (("match",), "there is no record"),
    (("show", "sxxxxxxxxxxxx"), "nothing in the record has this id"),
    (("show", "nothing/s1"), "no such article"),
    (("compare", "uxxxxxxxxxxxx"), "no such utterance"),
    (("compare", "sxxxxxxxxxxxx"), "no such statement"),
    (("issues", "show", "nothing"), "no such issue"),
    (("find", "--act", "shout"), "there are assert, confirm"),
    (("find", "--lang", "de"), "there are uk, ru, en"),
    (("find", "--since", "soon"), "write YYYY-MM-DD"),
    (("find", "--since", "2031-13"), "write YYYY-MM-DD"),
    (("tensions", "--kind", "quarrel"), "there are shift"),
    (("add", str(STORIES), "--published", "soon"), "write it as YYYY-MM-DD"),
    (("issues", "load", "nothing.toml"), "nothing.toml"),
)


@pytest.mark.parametrize(("arguments", "words"), ERRORS, ids=[" ".join(a)[-30:] for a, _ in ERRORS])
def test_an_error_is_one_line(shared: Path, tmp_path: Path, arguments: tuple[str, ...], words: str) -> None:
    record = tmp_path / "none.db" if words == "there is no record" else shared
    result = run(*arguments, record=record)
    assert (result.exit_code, result.stdout) == (1, "")
    (line,) = result.stderr.splitlines()
    assert line.startswith("onrecord: ") and words in line


@pytest.mark.parametrize(
    "arguments",
    [["add"], ["find", "-f", "xml"], ["find", "--limit", "-1"], ["show"], ["add", "x", "--jobs", "0"]],
    ids=" ".join,
)
def test_wrong_usage(shared: Path, arguments: list[str]) -> None:
    assert run(*arguments, record=shared).exit_code == 2


NOWHERE = "postgresql://me:secret@127.0.0.1:1/talks"


def test_a_server_that_is_not_there_and_no_password_in_messages() -> None:
    result = run("find", "--record", NOWHERE)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "cannot be opened" in result.stderr
    assert "secret" not in result.stderr


# --- what is seen ---


@pytest.mark.parametrize("verb", [("find",), ("utterances",), ("actors",), ("review",), ("tensions",)], ids=" ".join)
def test_a_narrow_terminal_cuts_no_id(shared: Path, monkeypatch: pytest.MonkeyPatch, verb: tuple[str, ...]) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    listed = ("review", "next") if verb == ("review",) else ("actors", "list") if verb == ("actors",) else verb
    told = run(*verb, "--limit", "5", record=shared).stdout
    assert all(str(one["id"]) in told for one in items(*listed, "--limit", "5", record=shared))


@pytest.mark.parametrize("family", ["actors", "issues", "review"])
def test_a_family_alone_lists(shared: Path, family: str) -> None:
    first = "next" if family == "review" else "list"
    assert run(family, record=shared).stdout == run(family, first, record=shared).stdout
    assert "Usage" in run(family, "--help").stdout


def test_all_days_and_all_cells(shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.cli.ask.PAGE", 2)
    days = json.loads(run("timeline", "--limit", "0", "-f", "json", record=shared).stdout)
    assert (len(days["items"]), days["truncated"]) == (days["total"], False)
    assert days["total"] > 2
    cells = json.loads(run("positions", "--limit", "0", "-f", "json", record=shared).stdout)
    few = json.loads(run("positions", "--limit", "3", "-f", "json", record=shared).stdout)
    assert (cells["total"], cells["truncated"]) == (len(cells["items"]), False)
    assert (few["total"], few["truncated"]) == (cells["total"], True)
    assert len({one["actor"] for one in few["items"]}) <= 3


def test_json_has_the_columns_of_the_record_alone(shared: Path) -> None:
    one = items("find", "--limit", "1", record=shared)[0]
    assert "shown_speaker" not in one


def test_tensions_and_decisions_are_shown_by_their_ids(copy: Path) -> None:
    tension = items("tensions", "--limit", "1", record=copy)[0]
    assert tension["a"]["words"] in run("show", tension["id"], "-f", "json", record=copy).stdout
    told = run("review", "edit", tension["a"]["permalink"], "said_on", "2031-01-02", "--coder", "ann", record=copy)
    assert "2031-01-02" in told.stdout
    made = items("review", "history", record=copy)[0]["id"]
    assert "ann: edit said_on to 2031-01-02" in run("show", made, record=copy).stdout


@pytest.mark.parametrize(("field", "value"), [("said_on", "yesterday"), ("hedged", "perhaps")])
def test_values_that_are_none(copy: Path, field: str, value: str) -> None:
    one = items("find", "--limit", "1", record=copy)[0]["id"]
    result = run("review", "edit", one, field, value, "--coder", "ann", record=copy)
    assert result.exit_code == 1
    assert field in result.stderr


def test_a_dash_takes_a_role_away(copy: Path) -> None:
    one = next(one for one in items("find", "--limit", "0", record=copy) if one["role"])["id"]
    assert run("review", "edit", one, "role", "-", "--coder", "ann", record=copy).exit_code == 0
    assert json.loads(run("show", one, "-f", "json", record=copy).stdout)["role"] == ""


def test_history_tells_how_much_there_is(copy: Path) -> None:
    for one in items("find", "--limit", "3", record=copy):
        run("review", "accept", one["id"], "--coder", "ann", record=copy)
    told = json.loads(run("review", "history", "--limit", "2", "-f", "json", record=copy).stdout)
    assert (len(told["items"]), told["total"], told["truncated"]) == (2, 3, True)


def test_history_is_asked_for_by_every_id(copy: Path) -> None:
    one = items("find", "--limit", "1", record=copy)[0]
    run("review", "accept", one["id"], "--coder", "ann", record=copy)
    run("actors", "rename", one["actor"], "Somebody Else", "--coder", "ann", record=copy)
    for target, action in (
        (one["id"], "accept"), (f"{one['article']}/{one['local']}", "accept"), (f"statement:{one['id']}", "accept"),
        (one["actor"], "rename"),
    ):  # fmt: skip
        assert [made["action"] for made in items("review", "history", target, record=copy)] == [action], target
    missing = run("review", "history", "nobody", record=copy)
    assert (missing.exit_code, "nobody" in missing.stderr) == (1, True)


# --- importing ---


def test_nothing_to_import_is_a_failure(tmp_path: Path) -> None:
    (tmp_path / "a.ann").write_text("", encoding="utf-8")
    missing = run("import", "jsonl", "nothing.jsonl", record=tmp_path / "new.db")
    assert (missing.exit_code, (tmp_path / "new.db").exists()) == (1, False)
    other = run("import", "nope", "a.ann", record=tmp_path / "new.db")
    assert (other.exit_code, (tmp_path / "new.db").exists(), "no such format" in other.stderr) == (1, False, True)
    (tmp_path / "empty.jsonl").write_text("", encoding="utf-8")
    assert run("import", "jsonl", "empty.jsonl", record=tmp_path / "new.db").exit_code == 1


def test_a_given_coder_owns_all_statements(shared: Path, tmp_path: Path) -> None:
    run("export", "jsonl", "-o", "all.jsonl", record=shared)
    assert run("import", "jsonl", "all.jsonl", "--coder", "zoe", record=tmp_path / "new.db").exit_code == 0
    made = items("review", "history", "--limit", "0", record=tmp_path / "new.db")
    assert {one["coder"] for one in made if one["target"].startswith("statement:")} == {"zoe"}


def test_a_thousand_complaints_are_not_all_said(shared: Path, tmp_path: Path) -> None:
    run("export", "csv", "-o", "all.csv", record=shared)
    result = run("import", "csv", "all.csv", record=tmp_path / "new.db")
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) < 25
    assert result.stdout.endswith("; 0 new statements\n")
    assert len(Path("skipped.jsonl").read_text(encoding="utf-8").splitlines()) > 100


# --- adding ---


def test_the_same_again_changes_nothing(copy: Path) -> None:
    before = run("find", "--limit", "0", "-f", "json", record=copy).stdout
    result = run("add", STORIES, "--jobs", "1", record=copy)
    assert result.stdout == "0 added, 0 changed, 24 unchanged, 0 skipped; 0 statements\n"
    assert run("find", "--limit", "0", "-f", "json", record=copy).stdout == before


def test_bad_items_are_listed(tmp_path: Path) -> None:
    lines = [
        '{"id": "a", "text": "Tom Alder said the bridge was open.", "lang": "en"}',
        "{nonsense",
        '{"text": "Ja.", "lang": "de"}',
    ]
    (tmp_path / "x.jsonl").write_text("\n".join(lines))
    result = run("add", "x.jsonl", "missing.txt", record=tmp_path / "x.db")
    assert result.exit_code == 3
    assert result.stdout.startswith("1 added, 0 changed, 0 unchanged, 3 skipped; 1 statements\n")
    listed = [json.loads(line) for line in (tmp_path / "skipped.jsonl").read_text().splitlines()]
    assert [(one["where"], one["reason"]) for one in listed] == [
        ("x.jsonl:2", "BadLine"), ("x.jsonl:3", "UnknownLanguage"), ("missing.txt", "UnreadableFile"),
    ]  # fmt: skip
    assert result.stderr.splitlines()[-1] == "onrecord: 3 skipped, listed in skipped.jsonl"
    assert len(result.stderr.splitlines()) == 4


def test_nothing_but_bad_items_fails(tmp_path: Path) -> None:
    result = run("add", "missing.txt", "--skipped", "left.jsonl", record=tmp_path / "x.db")
    assert result.exit_code == 1
    assert json.loads((tmp_path / "left.jsonl").read_text())["where"] == "missing.txt"


def test_no_article_makes_no_record(tmp_path: Path) -> None:
    result = run("add", "missing.txt", "ftp://elsewhere/x.txt", record=tmp_path / "x.db")
    assert (result.exit_code, (tmp_path / "x.db").exists()) == (1, False)
    assert result.stdout == "0 added, 0 changed, 0 unchanged, 2 skipped; 0 statements\n"
    assert "ftp://elsewhere/x.txt: pages are asked for by http:// and https:// alone" in result.stderr


def test_the_list_of_skipped_items_is_no_article(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Tom Alder said yes.", encoding="utf-8")
    (tmp_path / "skipped.jsonl").write_text('{"where": "b.txt"}\n', encoding="utf-8")
    result = run("add", tmp_path, record=tmp_path / "x.db")
    assert result.exit_code == 0, result.stderr
    assert result.stdout.startswith("1 added, 0 changed, 0 unchanged, 0 skipped; ")


def test_a_list_that_cannot_be_written(tmp_path: Path) -> None:
    result = run("add", "missing.txt", "--skipped", tmp_path, record=tmp_path / "x.db")
    assert result.exit_code == 1
    assert "the list of skipped items was not written" in result.stderr


def test_no_match_and_match_later(tmp_path: Path) -> None:
    record = tmp_path / "x.db"
    (tmp_path / "one.jsonl").write_text("".join(STORIES.read_text(encoding="utf-8").splitlines(keepends=True)[:6]))
    assert len(run("add", "one.jsonl", "--no-match", record=record).stdout.splitlines()) == 1
    assert items("utterances", record=record) == []
    assert run("match", record=record).stdout.startswith("6 articles compared")
    assert items("utterances", record=record)
    assert run("match", record=record).stdout == "0 articles compared: 0 statements in utterances, 0 tensions\n"


def test_a_codebook_is_loaded_and_read_for(copy: Path, tmp_path: Path) -> None:
    issue = {"id": "harbour", "label": {"en": "The harbour"}, "terms": {"en": ["port"], "uk": ["порт"], "ru": ["порт"]}}
    (tmp_path / "book.json").write_text(json.dumps({"issues": [issue]}))
    result = run("issues", "load", "book.json", record=copy)
    assert result.exit_code == 0, result.stderr
    assert [one["id"] for one in items("issues", "list", record=copy)] == ["harbour"]
    told = json.loads(run("issues", "show", "harbour", "-f", "json", record=copy).stdout)
    assert told["terms"]["uk"] == ["порт"]
    assert {t["issue"] for s in items("find", "--limit", "0", record=copy) for t in s["issues"]} <= {"harbour"}


# --- as other programs meet it ---


def started(*arguments: object, **named: Any) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "onrecord", *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **named)


def test_a_reader_that_has_had_enough(shared: Path) -> None:
    process = started("find", "--limit", "0", "-f", "jsonl", "--record", shared)
    assert process.stdout and process.stderr
    process.stdout.readline()
    process.stdout.close()
    assert (process.wait(60), process.stderr.read()) == (0, b"")
    process.stderr.close()


@pytest.mark.skipif(os.name != "posix", reason="signals")
@pytest.mark.parametrize("jobs", [1, 2])
def test_ctrl_c_keeps_what_was_kept(tmp_path: Path, jobs: int) -> None:
    rows = [json.loads(line) for line in STORIES.read_text(encoding="utf-8").splitlines()]
    lines = [json.dumps({**row, "id": f"{row['id']}-{n}"}) for n in range(40) for row in rows]
    (tmp_path / "many.jsonl").write_text("\n".join(lines))
    record = tmp_path / "x.db"
    process = started("add", "many.jsonl", "--record", record, "--jobs", jobs, start_new_session=True)
    assert process.stdout and process.stderr
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and _kept(record) < 3:
        pass
    os.killpg(process.pid, signal.SIGINT)
    out, error = process.communicate(timeout=60)
    told = error.decode().splitlines()
    assert (process.returncode, out) == (130, b""), error.decode()
    assert told[-1] == "onrecord: stopped"
    assert told[-2].startswith("onrecord: stopped; kept so far: ")
    acknowledged = int(told[-2].split("kept so far: ")[1].split()[0])
    assert 3 <= _kept(record) < len(lines)
    assert acknowledged <= _kept(record)


def _kept(record: Path) -> int:
    """How many articles are in a record, asked from another process as it were."""
    import sqlite3
    from contextlib import closing

    if not record.exists():
        return 0
    with closing(sqlite3.connect(f"file:{record}?mode=ro", uri=True)) as connection:
        try:
            return int(connection.execute("SELECT count(*) FROM articles").fetchone()[0])
        except sqlite3.OperationalError:  # not made yet
            return 0
