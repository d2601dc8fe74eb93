"""The whole of a reading, field by field, for one article a language (`make golden` pins it again)."""

import copy
import json
from typing import Any

import pytest

from tests.golden import pinned


def wanted(name: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(pinned.path(name).read_text(encoding="utf-8"))
    return told


@pytest.mark.parametrize("name", pinned.PINNED)
def test_as_it_was_pinned(name: str) -> None:
    assert pinned.path(name).exists(), "no golden file: run `make golden` and read what it wrote"
    changes = pinned.differences(wanted(name), pinned.found(name))
    assert not changes, "\n".join([f"{name} is read another way (is it better? then `make golden`):", *changes])


def test_one_article_a_language() -> None:
    assert sorted(pinned.article(name).language or "" for name in pinned.PINNED) == ["en", "ru", "uk"]


def test_no_file_is_forgotten() -> None:
    assert {path.stem for path in pinned.FOLDER.glob("*.json")} == set(pinned.PINNED)


@pytest.mark.parametrize("name", pinned.PINNED)
def test_a_golden_reading_shows_much(name: str) -> None:
    """So that a change of any part of the reader is seen: kinds, nesting, times, speakers."""
    told = wanted(name)
    statements = told["statements"]
    assert len(statements) >= 8 and len(told["times"]) >= 2
    assert len({s["kind"] for s in statements}) >= 2 and len({s["act"] for s in statements}) >= 3
    assert any(s["speaker"] != "?" for s in statements)


# --- the comparison itself ---------------------------------------------------------------------------------------------


def changed(**fields: Any) -> list[str]:
    before = wanted(pinned.PINNED[0])
    after = copy.deepcopy(before)
    after["statements"][0].update(fields)
    return pinned.differences(before, after)


def test_a_step_of_confidence_is_no_difference() -> None:
    told = wanted(pinned.PINNED[0])["statements"][0]["confidence"]
    assert changed(confidence=told - pinned.SLACK / 2) == []
    assert len(changed(confidence=told - pinned.SLACK * 2)) == 1


@pytest.mark.parametrize(
    "fields",
    [{"speaker": "Хтось"}, {"hedged": 0}, {"content": [[0, 4]]}, {"reasons": []}, {"said_on": "2031"}, {"act": "ask"}],
)
def test_every_field_is_compared(fields: dict[str, Any]) -> None:
    (line,) = changed(**fields)
    assert line.startswith("s1 (") and f"{next(iter(fields))}: " in line and " was pinned, now " in line


def test_a_field_more_or_less() -> None:
    assert len(changed(colour=None)) == 1
    before = wanted(pinned.PINNED[0])
    after = {key: value for key, value in before.items() if key != "times"}
    assert pinned.differences(before, after)[0].startswith("times: ")


def test_a_statement_that_comes_or_goes_moves_no_other() -> None:
    """Ids count the cues; the others are held against each other by their places."""
    before = wanted(pinned.PINNED[0])
    after = copy.deepcopy(before)
    gone = next(s for s in after["statements"] if all(s["id"] != other["within"] for other in after["statements"]))
    after["statements"].remove(gone)
    for number, s in enumerate(after["statements"], 1):
        renamed, s["id"] = s["id"], f"s{number}"
        for other in after["statements"]:
            if other["within"] == renamed:
                other["within"] = f"moved {number}"
    for s in after["statements"]:
        s["within"] = s["within"] and s["within"].replace("moved ", "s")
    assert len(pinned.differences(before, after)) == 1
    assert "is gone" in pinned.differences(before, after)[0]
    assert "is new" in pinned.differences(after, before)[0]
