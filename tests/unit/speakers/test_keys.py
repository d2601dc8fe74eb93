"""The phonetic key: a table of spellings that must meet, and of names that must not."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.speakers import speaker_key

LINES = [
    line.split("\t")
    for line in (Path(__file__).parents[2] / "cases" / "speaker_keys.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]
SAME = [tuple(cells[1:]) for cells in LINES if cells[0] == "same"]
DIFFER = [tuple(cells[1:]) for cells in LINES if cells[0] == "differ"]


def test_the_table_is_as_large_as_it_was_promised() -> None:
    assert len(SAME) >= 200
    assert len(DIFFER) >= 60
    assert all(len(names) == 3 for names in SAME)


@pytest.mark.parametrize("names", SAME, ids="/".join)
def test_spellings_of_one_name_meet(names: tuple[str, ...]) -> None:
    assert len({speaker_key(name) for name in names}) == 1


@pytest.mark.parametrize("names", DIFFER, ids="/".join)
def test_two_names_stay_apart(names: tuple[str, str]) -> None:
    assert speaker_key(names[0]) != speaker_key(names[1])


def test_nobody_has_no_key() -> None:
    assert speaker_key("?") == speaker_key("") == speaker_key(" – ") == ""


@given(st.text(max_size=30))
def test_any_text_has_a_key_that_is_folded(name: str) -> None:
    key = speaker_key(name)
    assert key == key.strip().lower() or not key.isascii()
    assert speaker_key(name) == key
