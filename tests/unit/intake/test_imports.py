"""What goes out comes in again: every pair of formats, through an empty record and out once more."""

import csv
import io
import json
import shutil
import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from onrecord.errors import BadFilter, UnreadableFile
from onrecord.exports import kept
from onrecord.exports.formats import FORMATS as OUT
from onrecord.exports.formats import export
from onrecord.exports.view import view
from onrecord.intake import decide, from_dna, from_folders
from onrecord.intake.arrive import Arrived
from onrecord.intake.imports import FORMATS, import_file
from onrecord.intake.missed import add_statement
from onrecord.intake.undo import undo_batch
from onrecord.model.article import Skipped
from onrecord.model.kept import KeptStatement
from onrecord.model.wanted import Wanted
from onrecord.record import Store, create_store, decisions, open_store
from tests.unit import harbour

WITH_TEXTS = {"csv": {"texts": True}, "webannotation": {"texts": True}}
KNOWS_CODERS = ("dna",)
Make = Callable[[], Store]


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty record, to be copied."""
    path = tmp_path_factory.mktemp("empty") / "onrecord.db"
    create_store(str(path)).close()
    return path


@pytest.fixture
def empty(template: Path, tmp_path: Path) -> Iterator[Make]:
    """Gives another empty record with each call."""
    made: list[Store] = []

    def make() -> Store:
        path = tmp_path / f"record{len(made)}.db"
        shutil.copyfile(template, path)
        made.append(open_store(str(path)))
        return made[-1]

    yield make
    for one in made:
        one.close()


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The harbour's record, with what Ann and Ben decided on it, to be copied."""
    path = tmp_path_factory.mktemp("filled") / "onrecord.db"
    made = create_store(str(path))
    harbour.fill(made)
    with made.write() as session:
        decide.accept(session, "quay-1/s1", coder="Ann")
        decide.edit(session, "quay-1/s3", "act", "warn", coder="Ben")
        decide.edit(session, "-2/s1", "issue", "pilots", coder="Ann")
        decide.edit(session, "-2/s1", "stance", "support", coder="Ben")
        text = harbour.RUSSIAN
        cue, content = text.index("обсудила"), text.index("обсудила сборы")
        places = [[content + len("обсудила "), content + len("обсудила сборы") - 1]]
        add_statement(session, "r3", cue=[[cue, cue + 8]], content=places, told={"speaker": "Марта Ковила", "speaker_type": "person", "issue": "dues"}, coder="Ann")  # fmt: skip
    made.close()
    return path


@pytest.fixture
def store(filled: Path, tmp_path: Path) -> Iterator[Store]:
    """A record of its own for each test."""
    shutil.copyfile(filled, tmp_path / "harbour.db")
    made = open_store(str(tmp_path / "harbour.db"))
    yield made
    made.close()


def out(store: Store, name: str, path: Path) -> Path:
    target = path / f"out{OUT[name].ending or '.zip'}"
    with view(store) as whole:
        export(whole, name, target, WITH_TEXTS.get(name))
    return target


def into(store: Store, name: str, path: Path, coder: str | None = None) -> tuple[list[Arrived], list[Skipped]]:
    found = list(import_file(store, name, path, coder=coder))
    return [one for one in found if isinstance(one, Arrived)], [one for one in found if isinstance(one, Skipped)]


def told(store: Store, *but: str) -> list[dict[str, Any]]:
    """All statements but for what is a record's own: names of its rows, and that it was imported."""
    with view(store) as whole:
        return [_told(one, but) for one in whole.statements()]


def _told(one: KeptStatement, but: tuple[str, ...]) -> dict[str, Any]:
    value = dict(kept.statement(one))
    for name in ("local", "utterance", "within", "actor", *but):
        del value[name]
    value["reasons"] = [r for r in one.reasons if not r.startswith(("import.", "actor."))]
    if isinstance(value["machine"], dict):
        value["machine"] = {k: v for k, v in value["machine"].items() if k != "actor"}
    return value


@pytest.mark.parametrize("name", FORMATS)
def test_round_trip(store: Store, empty: Make, name: str, tmp_path: Path) -> None:
    again = empty()
    arrived, skipped = into(again, name, out(store, name, tmp_path))
    assert skipped == []
    assert [one.outcome for one in arrived] == ["added"] * 3
    assert told(again) == told(store)
    (tmp_path / "second").mkdir()
    third = empty()
    into(third, name, out(again, name, tmp_path / "second"))
    assert told(third) == told(store)


@pytest.mark.parametrize("name", FORMATS)
def test_articles_come_back(store: Store, empty: Make, name: str, tmp_path: Path) -> None:
    again = empty()
    into(again, name, out(store, name, tmp_path))
    with view(store) as before, view(again) as after:
        pairs = [(a.article, b.article) for a, b in zip(before.sheets(), after.sheets(), strict=True)]
    for a, b in pairs:
        assert (a.id, a.name, a.text, a.published, a.language) == (b.id, b.name, b.text, b.published, b.language)
        assert (a.outlet, a.story, a.url, a.title) == (b.outlet, b.story, b.url, b.title)


@pytest.mark.parametrize("name", FORMATS)
def test_twice_changes_nothing(store: Store, name: str, tmp_path: Path) -> None:
    path = out(store, name, tmp_path)
    before = told(store)
    arrived, skipped = into(store, name, path)
    assert not skipped and {one.statements for one in arrived} == {0}
    assert told(store) == before


@pytest.mark.parametrize("name", KNOWS_CODERS)
def test_who_decided_what_comes_back(store: Store, empty: Make, name: str, tmp_path: Path) -> None:
    again = empty()
    into(again, name, out(store, name, tmp_path))
    with view(again) as whole:
        coders = sorted({one.coder for many in whole.decided().values() for one in many})
    assert coders == ["Ann", "Ben"]


@pytest.mark.parametrize("name", FORMATS)
def test_a_named_coder_owns_all_and_can_take_it_back(store: Store, empty: Make, name: str, tmp_path: Path) -> None:
    again = empty()
    into(again, name, out(store, name, tmp_path), coder="Cleo")
    with view(again) as whole:
        found = list(whole.statements())
        assert len(found) == 7 and all(one.verdict == "edited" for one in found)
        batch = {one.batch for many in whole.decided().values() for one in many if one.coder == "Cleo"}
    assert len(batch) == 1
    with again.write() as session:
        undo_batch(session, batch.pop(), coder="Cleo")
    assert told(again) == []


def test_within_and_utterances_come_back(store: Store, empty: Make, tmp_path: Path) -> None:
    from onrecord.record import links

    with store.write() as session:
        links.tie(session, [[1, 4, 5]])
    again = empty()
    into(again, "jsonl", out(store, "jsonl", tmp_path))
    with view(again) as whole:
        held = {f"{one.article_name}/{one.local}": one for one in whole.statements()}
    assert held["quay-1/s2"].within == held["quay-1/s3"].id
    said = {name for name, one in held.items() if one.utterance}
    assert said == {"quay-1/s1", "-2/s1", "r3/s1"} and len({held[name].utterance for name in said}) == 1


# --- misfits are listed, nothing is lost silently ---


def test_misfits_are_left_out_and_told(empty: Make, tmp_path: Path) -> None:
    line = {
        "id": "x", "lang": "en", "text": "Ice melts, Ann said.",
        "statements": [
            {"id": "s1", "cue": [[15, 19]], "content": [[0, 9]], "source": [[11, 14]], "speaker": "Ann"},
            {"id": "s2", "cue": [[15, 19]], "content": [[0, 99]]},
            {"id": "s3", "cue": [[15, 19]], "content": []},
            {"id": "s4", "cue": [[15, 19]], "content": [[4, 9], [0, 3]]},
            {"id": "s5", "cue": [[15, 19]], "content": [[0, 9]], "act": "shout"},
            {"id": "s6", "cue": [[15, 19]], "content": [[0, 3]], "issue": "ice", "stance": "loves"},
        ],
    }  # fmt: skip
    path = tmp_path / "in.jsonl"
    path.write_text(json.dumps(line) + "\nno json\n" + json.dumps({"id": "y"}) + "\n", encoding="utf-8")
    (arrived,), skipped = into(empty(), "jsonl", path)
    assert (arrived.outcome, arrived.statements) == ("added", 1)
    assert [one.where for one in arrived.skipped] == [f"in.jsonl:1 s{n}" for n in (2, 3, 4, 5, 6)]
    assert [one.where for one in skipped] == ["in.jsonl:2", "in.jsonl:3"]


@pytest.mark.parametrize(
    "field",
    [
        "cue",
        "content",
        "issues",
        "confidence",
        "candidates",
        "antecedent",
        "reasons",
        "machine",
        "said_on",
        "within",
        "utterance",
        "speaker",
        "hedged",
        "zone",
        "id",
    ],
)
@pytest.mark.parametrize("wrong", [7, "x", [1], {"a": 1}, [[1, "b"]], [None], True])
def test_values_of_a_wrong_kind_are_told_or_read(empty: Make, field: str, wrong: object, tmp_path: Path) -> None:
    good = {"id": "s1", "cue": [[15, 19]], "content": [[0, 9]], "speaker": "Ann"}
    line = {"id": "x", "lang": "en", "text": "Ice melts, Ann said.", "statements": [{**good, field: wrong}]}
    path = tmp_path / "in.jsonl"
    path.write_text(json.dumps(line), encoding="utf-8")
    arrived, skipped = into(empty(), "jsonl", path)
    assert len(arrived) + len(skipped) == 1
    assert skipped or arrived[0].statements + len(arrived[0].skipped) == 1


def test_another_text_of_an_article_is_not_taken(store: Store, tmp_path: Path) -> None:
    path = out(store, "jsonl", tmp_path)
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    lines[0]["text"] += "More."
    path.write_text(json.dumps(lines[0]), encoding="utf-8")
    arrived, (skipped,) = into(store, "jsonl", path)
    assert not arrived and "another text" in skipped.message


def test_statements_join_an_article_that_is_there(store: Store, empty: Make, tmp_path: Path) -> None:
    """Without texts the table finds them in the record."""
    path = out(store, "csv", tmp_path)
    with view(store) as whole:
        export(whole, "csv", path)
    again = empty()
    _, skipped = into(again, "csv", path)
    assert len(skipped) == 7 and "does not have this text" in skipped[0].message
    with again.write() as session:
        from dataclasses import replace

        from onrecord.intake.add import keep_entry

        for entry in harbour.build():
            bare = replace(entry, entries=(), reading=replace(entry.reading, statements=()))
            keep_entry(session, bare)
    arrived, skipped = into(again, "csv", path)
    assert not skipped and {one.outcome for one in arrived} == {"joined"}
    assert told(again) == told(store)


def test_a_table_from_a_spreadsheet(store: Store, empty: Make, tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    with view(store) as whole:
        export(whole, "csv", path, {"spreadsheet": True, "texts": True})
    again = empty()
    assert into(again, "csv", path)[1] == []
    assert told(again) == told(store)


@pytest.mark.parametrize("name", FORMATS)
def test_what_is_not_in_the_format_is_refused(empty: Make, name: str, tmp_path: Path) -> None:
    path = tmp_path / f"in{'.json' if name == 'citron' else '.ann' if name == 'brat' else '.x'}"
    path.write_bytes(b"\xff\xfe not this\n")
    store = empty()
    try:
        arrived, skipped = into(store, name, path)
    except Exception as error:  # noqa: BLE001 - which it is, is what is asked
        assert type(error).__module__ == "onrecord.errors", repr(error)
    else:
        assert not arrived and skipped
    assert told(store) == []


def test_unknown_formats_and_files(empty: Make, tmp_path: Path) -> None:
    with pytest.raises(BadFilter, match="there are jsonl, csv, dna"):
        into(empty(), "xls", tmp_path)
    with pytest.raises(UnreadableFile, match="no such file"):
        into(empty(), "jsonl", tmp_path / "missing")


# --- DNA ---


def _sql(path: Path, *statements: str) -> None:
    with sqlite3.connect(path) as database:
        for one in statements:
            database.execute(one)
    database.close()


def test_what_was_changed_in_dna_comes_back(store: Store, empty: Make, tmp_path: Path) -> None:
    path = out(store, "dna", tmp_path)
    _sql(
        path,
        "UPDATE DATABOOLEAN SET Value = 0 WHERE StatementId = 1",
        "UPDATE DATASHORTTEXT SET Entity = (SELECT ID FROM ENTITIES WHERE VariableId = 1 AND Value = 'Марта Ковила') "
        "WHERE StatementId = 1 AND VariableId = 1",
        "DELETE FROM STATEMENTS WHERE ID IN (SELECT ID FROM STATEMENTS WHERE DocumentId = 3)",
    )
    again = empty()
    _, skipped = into(again, "dna", path)
    assert skipped == []
    found = told(again)
    assert [one["article_name"] for one in found] == ["quay-1"] * 3 + ["-2"]
    assert found[0]["speaker"] == "Марта Ковила" and found[0]["stance"] == "oppose"
    assert found[0]["verdict"] == "edited" and found[0]["machine"]["speaker"] == "=Quill"


def test_a_file_that_dna_made(empty: Make, tmp_path: Path) -> None:
    """Coded by hand: two coders, one concept twice, an emoji before the place, a time of day, an author."""
    from onrecord.exports import dna_tables

    path = tmp_path / "hand.dna"
    text = "Gulls 😀 said: fish is ours; the pier too.\n\nNo other word."
    start = len("Gulls 😀 said: ".encode("utf-16-le")) // 2
    with sqlite3.connect(path) as database:
        dna_tables.create(database, "admin")
        dna_tables.add_coder(database, 2, "Ann", (1, 2, 3), "x")
        dna_tables.add_coder(database, 3, "Ben", (1, 2, 3), "x")
        database.execute(
            "INSERT INTO DOCUMENTS VALUES (1, 'Gulls', ?, 2, 'A. Author', 'The Pier', '', 'mind', 'news', 1935792061)",
            (text,),
        )
        entities = [(1, 1, "Gull"), (2, 2, "Flock"), (3, 3, "Fish for gulls"), (4, 3, "Free pier"), (5, 1, "")]
        database.executemany("INSERT INTO ENTITIES (ID, VariableId, Value) VALUES (?, ?, ?)", entities)
        for number, coder, concept, agree, stop in (
            (1, 2, 3, 1, 12),
            (2, 2, 4, 0, 12),
            (3, 3, 3, 0, 12),
            (4, 3, 4, 1, 2),
        ):
            database.execute("INSERT INTO STATEMENTS VALUES (?, 1, 1, ?, ?, ?)", (number, start, start + stop, coder))
            for variable, entity in ((1, 1), (2, 2), (3, concept)):
                database.execute(
                    "INSERT INTO DATASHORTTEXT (StatementId, VariableId, Entity) VALUES (?, ?, ?)",
                    (number, variable, entity),
                )
            database.execute(
                "INSERT INTO DATABOOLEAN (StatementId, VariableId, Value) VALUES (?, 4, ?)", (number, agree)
            )
        database.execute("INSERT INTO STATEMENTS VALUES (5, 1, 1, 7, 9, 2)")  # begins inside the emoji
        database.execute("INSERT INTO REGEXES (Label) VALUES ('fish')")
    database.close()
    store = empty()
    (arrived,), skipped = into(store, "dna", path)
    assert {one.message for one in skipped} == {
        "1 highlighted words", "the time of day of a document", "the author of a document", "the type of a document",
        "the notes of a document",
    }  # fmt: skip
    assert [one.reason for one in arrived.skipped] == ["Misfit"]
    with view(store) as whole:
        found = list(whole.statements())
        labels = {issue.id: issue.labels["en"] for issue in whole.codebook().issues}
        assert [one.article_name for one in found] == ["hand.dna#1", "hand.dna#1"]
        first, short = sorted(found, key=lambda one: -len(one.content_words))
        assert (first.content_words, first.speaker, first.stands_for) == ("fish is ours", "Gull", "Flock")
        assert [(labels[t.issue], t.stance) for t in first.issues] == [
            ("Fish for gulls", "support"),
            ("Free pier", "oppose"),
        ]
        assert (short.content_words, short.published and short.published.isoformat()) == ("fi", "2031-05-06")
        told_ = whole.decided()[first.id]
        assert [(one.coder, one.action, one.pass_name) for one in told_] == [
            ("Ann", "add", ""),
            ("Ben", "edit", "import"),
        ]


@pytest.mark.parametrize("broken", ["no json", "[1]", '{"statements": [{"coded": [{}]}]}', '{"statements": 7}'])
def test_a_broken_setting_leaves_what_dna_has(store: Store, empty: Make, broken: str, tmp_path: Path) -> None:
    path = out(store, "dna", tmp_path)
    _sql(path, f"UPDATE SETTINGS SET Value = '{broken}' WHERE Property = 'onrecord:document:2'")
    again = empty()
    into(again, "dna", path)
    found = [one for one in told(again) if "збори" in str(one["content"])]
    assert [one["speaker"] for one in found] == ["Марта Ковила"]


def test_an_old_database_is_refused(empty: Make, tmp_path: Path) -> None:
    path = tmp_path / "old.dna"
    _sql(path, "CREATE TABLE DOCUMENTS (ID INTEGER)")
    with pytest.raises(UnreadableFile, match="no database of DNA 3: no table CODERS"):
        into(empty(), "dna", path)


@pytest.mark.parametrize(("text", "ends"), [("a\r\nb\rc\nd", "wrn"), ("", ""), ("\r\n\r\n", "ww"), ("no end", "")])
def test_line_ends_come_back(text: str, ends: str) -> None:
    from onrecord.exports import dna_rows

    java, _ = dna_rows.to_java(text)
    assert dna_rows.line_ends(text) == ends
    assert from_dna.restored(java, ends)[0] == text


# --- other people's files ---


def test_brat_by_hand(empty: Make, tmp_path: Path) -> None:
    (tmp_path / "quay.txt").write_text("Bo: 😀 tides turn.\nSo it was.", encoding="utf-8")
    lines = (
        "T1\tSource 0 2\tBo\nT2\tCue 2 3\t:\nT3\tContent 4 16\t😀 tides turn\nR1\thas-source Arg1:T3 Arg2:T1\t\n"
        "R2\thas-cue Arg1:T3 Arg2:T2\t\nA1\tAct T3 warn\n#1\tAnnotatorNotes T3\ts1: Bo; said\nE1\tT1\n"
    )
    (tmp_path / "quay.ann").write_text(lines, encoding="utf-8")
    (tmp_path / "lost.ann").write_text("T1\tContent 0 1\tx\n", encoding="utf-8")
    store = empty()
    arrived, skipped = into(store, "brat", tmp_path, coder="Ann")
    assert [one.statements for one in arrived] == [1]
    assert sorted(one.reason for one in skipped) == ["NotKept", "UnreadableFile"]
    (found,) = told(store)
    assert (found["content"], found["speaker"], found["act"], found["cue"]) == ("😀 tides turn", "Bo", "warn", ":")


def test_what_was_moved_in_brat_wins(store: Store, empty: Make, tmp_path: Path) -> None:
    path = out(store, "brat", tmp_path)
    folder = tmp_path / "brat"
    with zipfile.ZipFile(path) as archive:
        archive.extractall(folder)
    ann = folder / "r3.ann"
    text = ann.read_text(encoding="utf-8")
    place = harbour.RUSSIAN.index("ещё говорят")
    changed = "\n".join(
        f"{line.split(chr(9))[0]}\tContent {place} {place + 11}\tещё говорят"
        if "\tо сборах ещё говорят" in line and line[0] == "T"
        else line
        for line in text.split("\n")
    )
    assert changed != text
    ann.write_text(changed, encoding="utf-8")
    again = empty()
    into(again, "brat", folder)
    assert "ещё говорят" in [one["content"] for one in told(again)]


def test_citron_by_somebody_else(empty: Make, tmp_path: Path) -> None:
    text = "“Tides turn,” said Bo."
    quote = {
        "cue": {"start": 14, "end": 18, "text": "said"}, "sources": [{"start": 19, "end": 21, "text": "Bo"}],
        "contents": [{"start": 0, "end": 13, "text": "“Tides turn,”"}], "confidence": 0.5,
    }  # fmt: skip
    wrong = {**quote, "cue": {"start": 0, "end": 4, "text": "said"}}
    (tmp_path / "one.json").write_text(json.dumps({"text": text, "quotes": [quote]}), encoding="utf-8")
    (tmp_path / "two.json").write_text(json.dumps({"text": text, "quotes": [wrong]}), encoding="utf-8")
    store = empty()
    arrived, skipped = into(store, "citron", tmp_path)
    assert len(arrived) == 1 and "is not 'said'" in skipped[0].message
    (found,) = told(store)
    assert (found["speaker"], found["kind"], found["confidence"]) == ("Bo", "direct", 0.5)


def test_web_annotations_by_somebody_else(store: Store, tmp_path: Path) -> None:
    """On the record's article by its url: a quote alone, a place whose words moved, words that stand nowhere."""
    source = "https://quay.example/1?a=1&b=2"

    def one(*selectors: dict[str, Any]) -> dict[str, Any]:
        return {
            "type": "Annotation",
            "body": {"type": "TextualBody", "value": "!"},
            "target": {"source": source, "selector": list(selectors)},
        }

    quote = {"type": "TextQuoteSelector", "exact": 'no "ifs", no buts'}
    place = {"type": "TextPositionSelector", "start": 0, "end": 7}
    moved = {"type": "TextQuoteSelector", "exact": "added", "prefix": "=Quill "}
    lost = {"type": "TextQuoteSelector", "exact": "nowhere"}
    path = tmp_path / "notes.jsonld"
    path.write_text(json.dumps([one(quote), one(place), one(place, moved), one(lost)]), encoding="utf-8")
    (arrived,), skipped = into(store, "webannotation", path, coder="Dora")
    assert (arrived.outcome, arrived.statements) == ("joined", 3)
    assert "do not stand once" in skipped[0].message
    words = [one["content"] for one in told(store) if one["verdict"] == "edited"]
    assert {'no "ifs", no buts', "Harbour", "added"} <= set(words)


def test_an_archive_that_unpacks_to_too_much(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from onrecord.errors import TooLarge

    monkeypatch.setattr(from_folders, "MOST", 10)
    path = tmp_path / "big.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.json", " " * 100)
    with pytest.raises(TooLarge):
        list(from_folders.citron(path, None))


def test_decisions_form_one_chain(store: Store, empty: Make, tmp_path: Path) -> None:
    again = empty()
    into(again, "dna", out(store, "dna", tmp_path))
    with again.read() as session:
        assert all(one.why == "import: dna out.dna" for one in decisions.latest(session))


def test_csv_of_a_reader_of_csv(store: Store, tmp_path: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(out(store, "csv", tmp_path).read_text(encoding="utf-8"), newline="")))
    assert len(rows) == 7


@pytest.mark.parametrize("name", ["dna", "citron"])
def test_the_record_is_whole_and_can_be_read_and_matched(store: Store, empty: Make, name: str, tmp_path: Path) -> None:
    """What a person brought in stays where it is when a newer reader reads; also a statement without a cue."""
    from onrecord.desk import Record
    from onrecord.exports import dna_tables

    again = empty()
    into(again, name, out(store, name, tmp_path), coder="Cleo" if name == "citron" else None)
    path = tmp_path / "bare.dna"
    text = "Цвях заявив, що міст зачинять на зиму. Мешканці просять поради."
    with sqlite3.connect(path) as database:
        dna_tables.create(database, "admin")
        values = (text, len("Цвях заявив, "), len("Цвях заявив, що міст зачинять на зиму"))
        database.execute("INSERT INTO DOCUMENTS VALUES (1, 'Міст', ?, 1, '', '', '', '', '', 1935792000)", values[:1])
        database.execute("INSERT INTO STATEMENTS VALUES (1, 1, 1, ?, ?, 1)", values[1:])
    database.close()
    (bare,), _ = into(again, "dna", path)
    assert bare.statements == 1
    record = Record(again)
    human = [one["id"] for one in told(again) if one["verdict"] != "none"]
    list(record.match())
    assert record.verify().clean
    list(record.reread(everything=True))
    list(record.match())
    assert record.verify().clean
    with view(
        again, Wanted(state=("current", "orphan"))
    ) as whole:  # the reader may not find what was judged: an orphan
        held = {one.id for one in whole.statements() if one.verdict != "none"}
    assert set(human) <= held
    now = [one["content"] for one in told(again) if one["verdict"] != "none"]
    assert "що міст зачинять на зиму" in now
