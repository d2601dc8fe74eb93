"""Paragraphs and zones: the labelled cases, glued boilerplate from the lists themselves, line ends of every kind."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from onrecord.lexicon import load
from onrecord.model.text import LANGUAGES
from onrecord.text.layout import blocks

CASES = yaml.safe_load((Path(__file__).parents[2] / "cases" / "layout.yaml").read_text(encoding="utf-8"))
ENTRIES = [
    pytest.param(entry, id=f"{language}:{entry.line}")
    for language in LANGUAGES
    for entry in load.table(language, "boilerplate")
]
STORY = (
    "Harbour opens after the storm",
    "The harbour took its first ships on Monday, the harbour master said.",
    "Two more ships are on their way.",
    "The crews were glad.",
)


def zones(text: str) -> list[str]:
    return [block.zone for block in blocks(text)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_case(case: dict[str, Any]) -> None:
    assert zones(case["text"]) == case["expected"]


@pytest.mark.parametrize("entry", ENTRIES)
def test_example_as_a_line_of_its_own(entry: load.Entry) -> None:
    text = "\n\n".join((*STORY[:2], entry.example, *STORY[2:]))
    assert zones(text) == ["headline", "body", "boilerplate", "body", "body"]


@pytest.mark.parametrize("entry", [e for e in ENTRIES if e.values[0].properties["glue"] != "no"])  # type: ignore[attr-defined]
def test_example_glued_to_a_sentence(entry: load.Entry) -> None:
    text = "\n\n".join((STORY[0], f"{STORY[1]} {entry.example}", *STORY[2:]))
    kept = [block.span.of(text) for block in blocks(text) if block.zone != "boilerplate"]
    assert kept == list(STORY)


def test_line_ends_of_every_kind() -> None:
    for end in ("\n", "\r\n", "\r", "\n\n", "\r\n\r\n", "\u2028", "\x0b", "\x85"):
        text = end.join(STORY)
        assert [block.span.of(text) for block in blocks(text)] == list(STORY)


def test_the_headline_begins_after_the_date() -> None:
    text = "  date 2031-04-02 Harbour opens after the storm.\n\nThe harbour took its first ships on Monday."
    assert blocks(text)[0].span.of(text) == "Harbour opens after the storm."
    assert zones(text) == ["headline", "body"]


def test_a_date_on_a_line_of_its_own_is_no_paragraph() -> None:
    text = "date 2031-04-02\n" + "\n".join(STORY)
    assert [block.span.of(text) for block in blocks(text)] == list(STORY)


def test_lines_broken_at_one_width_are_one_paragraph() -> None:
    wrapped = (
        "The harbour took its first ships on Monday, the harbour master said, and\n"
        "two more were on their way from the islands in the north. The crews were\n"
        "glad to see the lights again, and the pilots, who had slept on the pier,\n"
        "went out to meet them before the sun was up over the old breakwater and\n"
        "the market. Nobody knew yet when the ferries to the islands would begin\n"
        "to run, but the office promised an answer by noon, and most people were\n"
        "content to wait for it."
    )
    text = f"Harbour opens after the storm\n\n{wrapped}\n\nThe mayor came, too."
    assert [block.span.of(text) for block in blocks(text)] == [STORY[0], wrapped, "The mayor came, too."]


def test_zero_width_characters_around_a_line_are_no_part_of_it() -> None:
    text = "\ufeff" + "\n\u200b\n".join(f"\u200b{line}\u200b " for line in STORY)
    assert [block.span.of(text) for block in blocks(text)] == list(STORY)


def test_a_megabyte_of_openings_in_one_line_is_read() -> None:
    text = "Читайте також: Якір. Порт відкрито, сказала вона. " * 4000
    assert sum(block.zone == "boilerplate" for block in blocks(text)) == 4000
