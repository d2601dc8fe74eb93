"""The JSON that `score.py` reads, and its schema."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from onrecord.exports import lines
from onrecord.model.statement import Reading

ROOT = Path(__file__).parents[3]
Make = Callable[[dict[str, Any]], Reading]


@pytest.fixture
def validator() -> Any:
    return jsonschema.Draft202012Validator(lines.schema(), format_checker=jsonschema.FormatChecker())


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(lines.schema())
    shipped = (ROOT / "src/onrecord/exports/reading.schema.json").read_text(encoding="utf-8")
    assert (ROOT / "schema/reading.schema.json").read_text(encoding="utf-8") == shipped


def test_all_outputs_keep_to_the_schema(stories: list[Reading], validator: Any) -> None:
    for reading in stories:
        for text in (lines.jsonl(reading), lines.json_object(reading)):
            validator.validate(json.loads(text))


@pytest.mark.parametrize("field", ["id", "text", "statements", "offset_unit"])
def test_the_schema_can_fail(stories: list[Reading], validator: Any, field: str) -> None:
    record = lines.record(stories[0])
    del record[field]
    assert not validator.is_valid(record)


def test_the_schema_knows_the_values_of_the_model(stories: list[Reading], validator: Any) -> None:
    record = json.loads(lines.jsonl(stories[0]))
    for field, wrong in (("act", "shout"), ("kind", "both"), ("zone", "margin"), ("speaker", ""), ("confidence", 2)):
        broken = json.loads(json.dumps(record))
        broken["statements"][0][field] = wrong
        assert not validator.is_valid(broken), field


def test_the_marks_of_a_gold_set_come_out_as_they_went_in(stories: list[Reading], gold: list[dict[str, Any]]) -> None:
    for line, reading in zip(gold, stories, strict=True):
        made = json.loads(lines.jsonl(reading))
        for field in ("id", "lang", "date", "outlet", "story", "text"):
            assert made[field] == line[field]
        for a, b in zip(line["statements"], made["statements"], strict=True):
            for field in a.keys() - {"utterance", "issue", "stance"}:
                assert b[field] == a[field], (line["id"], a["id"], field)


def test_one_line_each(stories: list[Reading]) -> None:
    for reading in stories:
        line = lines.jsonl(reading)
        assert line.endswith("\n") and line.count("\n") == 1
        assert json.loads(line) == json.loads(lines.json_object(reading)) == lines.record(reading)


def test_the_hash_is_of_the_text(stories: list[Reading]) -> None:
    record = lines.record(stories[0])
    assert record["text_sha256"] == hashlib.sha256(stories[0].article.text.encode()).hexdigest()


def test_nothing_known(make_reading: Make, validator: Any) -> None:
    record = lines.record(make_reading({"id": "x", "text": "Rain."}))
    validator.validate(record)
    assert (record["date"], record["outlet"], record["statements"]) == (None, None, [])


def test_offsets_count_code_points(make_reading: Make) -> None:
    text = "😀 Rain, said 😀 the magpie."
    reading = make_reading(
        {"id": "x", "text": text, "statements": [{"id": "s1", "content": [[2, 6]], "cue": [[8, 12]]}]}
    )
    made = json.loads(lines.jsonl(reading))
    ((start, end),) = made["statements"][0]["content"]
    assert made["text"][start:end] == "Rain"
    assert made["offset_unit"] == "codepoint"


def test_a_lone_surrogate_stays_valid_utf_8(make_reading: Make) -> None:
    line = lines.jsonl(make_reading({"id": "x", "text": "Rain \ud83d, they said."}))
    assert json.loads(line.encode("utf-8"))["text"] == "Rain \ud83d, they said."
