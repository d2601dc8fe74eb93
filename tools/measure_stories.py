#!/usr/bin/env python3
"""Measure utterances and tensions on story sets, by score.py of the gold sets.

    python -m tools.measure_stories FOLDER … [--marked] [--keep]

A FOLDER holds stories (any depth: story.json beside its .marked files). Articles are read by the reader; with
`--marked` the gold statements stand in for it, which parts the reader's errors from those of what comes after it.
What score.py is given is left in build/measured/ with `--keep`.
"""

import argparse
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from onrecord.exports import lines
from onrecord.model.sighting import Tension
from onrecord.queries.tensions import find_tensions
from onrecord.queries.utterances import gather
from tools.stories import Seen, Story, score, seen, stories

SHOWN = ("attribution", "speaker", "issue", "stance", "oppose", "utterance", "tension", "drift")
TARGET = Path(__file__).parents[1] / "build/measured"


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--marked", action="store_true", help="gold statements instead of the reader's")
    parser.add_argument("--keep", action="store_true", help="leave the input of score.py in build/measured/")
    options = parser.parse_args(arguments)
    for folder in options.folders:
        found = [seen(story, options.marked) for story in stories([folder])]
        outcomes = [outcome(one) for one in found]
        if options.keep:
            _keep(folder.name, outcomes)
        for one, done in zip(found, outcomes, strict=True):
            print(f"{one.story.id:10}", told(figures([one.story], [done], folder)))
        print(f"{folder.name:10}", told(figures([one.story for one in found], outcomes, folder)), "\n")


def outcome(one: Seen) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The lines of a story's articles with utterances and issues, and its tensions, as score.py reads them."""
    groups = {number: n for n, held in enumerate(gather(one.sightings), 1) for number in held}
    articles = [lines.record(reading) for reading in one.readings]
    by_place: dict[tuple[Any, Any], Any] = {}
    for article in articles:
        statements: Any = article["statements"]
        by_place |= {(article["id"], statement["id"]): statement for statement in statements}
    for number, place in one.places.items():
        touches = one.touched.get(number, ())
        told_group = f"u{groups[number]}" if number in groups else None
        by_place[place] |= {
            "utterance": told_group,
            "issue": touches[0].issue if touches else None,
            "stance": touches[0].stance if touches else None,
        }
    tensions = [tension_line(one, tension) for tension in find_tensions(one.sightings, groups)]
    return articles, tensions


def tension_line(one: Seen, tension: Tension) -> dict[str, Any]:
    """A tension as score.py reads it, with what found it beside."""
    ends = {end: one.places[number] for end, number in (("a", tension.a), ("b", tension.b))}
    line: dict[str, Any] = {end: {"article": article, "statement": name} for end, (article, name) in ends.items()}
    return {**line, "kind": tension.kind, "rule": tension.rule, "why": tension.why, "confidence": tension.confidence}


def figures(told_stories: Sequence[Story], outcomes: Sequence[Any], folder: Path) -> Mapping[str, Any]:
    """score.py's figures over stories."""
    gold: list[dict[str, Any]] = []
    for story in told_stories:
        utterances = {each["id"]: each for each in story.told["utterances"]}
        gold.extend(
            {**article.raw, "statements": [_with_issue(s, utterances) for s in article.statements]}
            for article in story.articles
        )
    predicted = [line for articles, _ in outcomes for line in articles]
    tensions = [line for _, found in outcomes for line in found]
    found: Mapping[str, Any] = score().score(gold, predicted, tensions, _only(told_stories, folder))
    return found


def _with_issue(statement: Mapping[str, Any], utterances: Mapping[str, Any]) -> dict[str, Any]:
    said = utterances.get(str(statement.get("utterance")), {})
    return {**statement, "issue": said.get("issue"), "stance": said.get("stance") if said.get("issue") else None}


def _only(told_stories: Sequence[Story], folder: Path) -> Path:
    """A folder with these stories alone, for score.py."""
    made = TARGET / "stories" / "-".join(sorted(story.id for story in told_stories))
    for story in told_stories:
        (made / story.id).mkdir(parents=True, exist_ok=True)
        (source,) = folder.rglob(f"{story.id}/story.json")
        (made / story.id / "story.json").write_bytes(source.read_bytes())
    return made


def told(found: Mapping[str, Any]) -> str:
    """Figures on one line."""
    parts = []
    for name in SHOWN:
        if name in found:
            f = found[name]
            parts.append(
                f"{name} {f['share']:.2f}" if "share" in f else f"{name} {f['p']:.2f}/{f['r']:.2f}/{f['f']:.2f}"
            )
    return "  ".join(parts)


def _keep(name: str, outcomes: Sequence[Any]) -> None:
    TARGET.mkdir(parents=True, exist_ok=True)
    for kind, place in (("articles", 0), ("tensions", 1)):
        rows = [json.dumps(line, ensure_ascii=False) for done in outcomes for line in done[place]]
        (TARGET / f"{name}.{kind}.jsonl").write_text("\n".join(rows) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
