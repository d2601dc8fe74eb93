"""The terminal view and the view that tells why."""

import re
from collections.abc import Callable
from typing import Any

from onrecord.exports import terminal
from onrecord.model.statement import Reading

Make = Callable[[dict[str, Any]], Reading]
ONE = {
    "id": "s1",
    "content": [[0, 4]],
    "cue": [[6, 10]],
    "source": [[11, 15]],
    "speaker": "Mara",
    "hedged": True,
    "said_on": "2031-06-10",
}


def test_every_statement_with_speaker_cue_and_words(stories: list[Reading]) -> None:
    for reading in stories:
        text = " ".join(terminal.view(reading, width=2000).split())
        for s in reading.statements:
            for words in (s.cue, s.content):
                assert " ".join(words.split()) in text
            assert s.speaker == "?" or s.speaker in text


def test_no_line_is_wider_than_the_terminal(stories: list[Reading]) -> None:
    for width in (40, 80):
        assert max(len(line) for line in terminal.view(stories[0], width=width).splitlines()) <= width


def test_one_inside_another_follows_it_indented(stories: list[Reading]) -> None:
    checked = 0
    for reading in stories:
        indents: dict[str, int] = {}
        order: list[str] = []
        for line in terminal.view(reading, width=2000).splitlines():
            found = re.match(r"( *)(\d+) \S", line)
            if found and f"s{found[2]}" in {s.id for s in reading.statements} and f"s{found[2]}" not in indents:
                indents[f"s{found[2]}"] = len(found[1]) + len(found[2])
                order.append(f"s{found[2]}")
        for s in reading.statements:
            if s.attribution.within:
                checked += 1
                assert indents[s.id] == indents[s.attribution.within] + 3
                assert order.index(s.id) > order.index(s.attribution.within)
    assert checked > 5


def test_facts(make_reading: Make) -> None:
    text = terminal.view(make_reading({"text": "Rain, said Mara.", "statements": [ONE]}))
    assert "assert · indirect · doubted by the outlet · on 2031-06-10" in text
    assert "1 statement, 1 speaker" in text


def test_colour_only_where_asked(stories: list[Reading]) -> None:
    assert "\x1b[" in terminal.view(stories[0], color=True)
    assert "\x1b" not in terminal.view(stories[0], color=False)


def test_characters_that_steer_a_terminal_do_not_get_through(make_reading: Make) -> None:
    text = "Rain, said Mara\x1b]0;title\x07 \x9b2J [bold]x[/bold] :smile:"
    statement = {**ONE, "content": [[0, len(text)]], "speaker": "M\x1b[2Jara"}
    for shown in (
        terminal.view(make_reading({"text": text, "statements": [statement]})),
        terminal.explain(make_reading({"text": text, "statements": [statement]}), at=20),
    ):
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f]", shown)
        assert "[bold]x[/bold] :smile:" in shown


def test_a_ring_of_statements_ends(make_reading: Make) -> None:
    ring = [{**ONE, "within": "s2"}, {**ONE, "id": "s2", "within": "s1"}]
    assert terminal.view(make_reading({"text": "Rain, said Mara.", "statements": ring}))


def test_explain_names_rules_and_those_who_lost(make_reading: Make) -> None:
    lost = [{"name": "Mara", "score": 0.9, "lost": ""}, {"name": "Tom", "score": 0.2, "lost": "gender differs"}]
    reading = make_reading({"text": "Rain, said Mara.", "statements": [{**ONE, "candidates": lost}]})
    text = terminal.explain(reading)
    for words in (
        "cue.verb, then content.clause",
        "source.name",
        "Tom (0.20): gender differs",
        "2031-06-10 by said.weekday",
        "content 0-4",
    ):
        assert words in text
    assert re.search(r"chosen +Mara", text) and re.search(r"not meant +Tom", text)


def test_explain_at_an_offset(stories: list[Reading]) -> None:
    reading = stories[0]
    s = reading.statements[3]
    text = terminal.explain(reading, at=s.attribution.cue[0].start, width=200)
    assert s.speaker in text
    assert text.count("found by") == sum(
        any(
            p.start <= s.attribution.cue[0].start < p.end
            for p in (*o.attribution.content, *o.attribution.cue, *o.attribution.source)
        )
        for o in reading.statements
    )


def test_explain_where_there_is_nothing(make_reading: Make) -> None:
    reading = make_reading({"text": "Rain, said Mara. It was late.", "statements": [ONE]})
    assert "No statement holds this place." in terminal.explain(reading, at=20)
    assert "outside the text, which has 29 code points" in terminal.explain(reading, at=500)
