"""The twelve invented pages around stories read as well as the stories' plain text: within 0.02 in each figure."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from onrecord.articles import html
from onrecord.evaluate import score
from onrecord.exports import lines
from onrecord.model.article import Article

pipeline = pytest.importorskip("onrecord.pipeline")

HERE = Path(__file__).parent
PAGES = sorted((HERE.parent / "cases" / "pages").glob("*.html"))
ROLES = ("source", "cue", "content", "addressee", "venue")
FIGURES = ("source", "cue", "content", "attribution", "close", "attributed", "kind", "act", "zone")


def _stories() -> dict[str, Any]:
    lines_of_it = (HERE / "stories.jsonl").read_text(encoding="utf-8").splitlines()
    return {story["id"]: story for story in map(json.loads, lines_of_it)}


def _places(page: str, story: str) -> list[int]:
    """For each character of the page's text its place in the story's text (blanks between lines: that of what follows)."""
    places: list[int] = []
    here = 0
    for line in page.splitlines(keepends=True):
        words = line.rstrip("\n")
        here = story.index(words, here) if words else here
        places += range(here, here + len(line))
        here += len(words)
    return [*places, here]


def _moved(record: dict[str, Any], places: list[int], text: str) -> dict[str, Any]:
    for s in record["statements"]:
        for role in ROLES:
            s[role] = [[places[a], places[b - 1] + 1] for a, b in s[role]]
    for t in record["times"]:
        a, b = t["span"]
        t["span"] = [places[a], places[b - 1] + 1]
    return record | {"text": text}


@pytest.mark.parametrize("path", PAGES, ids=lambda p: p.stem)
def test_places_of_a_page_are_those_of_its_story(path: Path) -> None:
    story = next(g for g in _stories().values() if g["id"] == path.stem.split("-", 2)[2])["text"]
    page = html.article(path.read_bytes(), "x").text
    places = _places(page, story)
    assert all(story[place] == char for char, place in zip(page, places, strict=False) if not char.isspace())


@pytest.fixture(scope="module")
def figures() -> tuple[dict[str, Any], dict[str, Any]]:
    """The figures of the pages and those of the plain texts."""
    gold = _stories()
    chosen, from_pages, from_text = [], [], []
    for path in PAGES:
        story = gold[path.stem.split("-", 2)[2]]
        chosen.append(story)
        day = date.fromisoformat(story["date"])
        page = replace(html.article(path.read_bytes(), story["id"]), published=day)
        made = lines.record(pipeline.read(page))
        from_pages.append(_moved(made, _places(page.text, story["text"]), story["text"]))
        from_text.append(lines.record(pipeline.read(Article(story["id"], story["text"], day))))
    return score.score(chosen, from_pages), score.score(chosen, from_text)


@pytest.mark.parametrize("name", FIGURES)
def test_a_page_reads_as_well_as_its_text(figures: tuple[dict[str, Any], dict[str, Any]], name: str) -> None:
    page, text = figures
    assert page[name].value == pytest.approx(text[name].value, abs=0.02)
