#!/usr/bin/env python3
"""Fit the weights by which pairs of utterances are judged to be at odds, and write them with their card.

    python -m tools.fit_tensions FOLDER … [-o queries/tensions.json] [--leave-out]

A FOLDER holds stories. Each story is taken twice: as marked, with its own utterances, and as read, with the utterances
that `gather` finds. `--leave-out` fits without each story in turn, prints hits, misses and false alarms by the chance asked
for, and writes nothing.
"""

import argparse
import itertools
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from onrecord.queries import strain
from onrecord.queries.rarity import Rarity
from onrecord.queries.said import Gathered, Said, said
from onrecord.queries.tensions import judged
from onrecord.queries.utterances import gather
from onrecord.queries.weights import KINDS, VERSION, Weights, shipped
from tools.fit_utterances import logistic, noisy
from tools.stories import Seen, Story, seen, stories

TARGET = Path(__file__).parents[1] / "src/onrecord/queries/tensions.json"
RIDGE = {"shift": 2.0, "conflict": 3.0, "denial": 1.0, "drift": 4.0}
SHOWN = (3, 6, 10, 15, 20, 30, 45, 60)
LEAST = {"shift": -1.1, "conflict": -1.0, "drift": -2.2}
"""Log-odds from which a pair is told; by `--leave-out`."""

NOTHING = Weights({kind: {} for kind in KINDS}, {}, {})
Row = tuple[str, dict[str, float], int, frozenset[Any]]


def main(arguments: Sequence[str] | None = None) -> None:
    """Fit, measure, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--leave-out", action="store_true", help="measure, write nothing")
    parser.add_argument("-o", "--output", type=Path, default=TARGET)
    options = parser.parse_args(arguments)
    drawn = {story.id: _drawn(story) for story in stories(options.folders)}
    if options.leave_out:
        leave_out(drawn)
        return
    weights = fit([row for both in drawn.values() for part in (both[0], both[2]) for row in part])
    card = {"made_by": "tools/fit_tensions.py", "data": f"invented stories: {', '.join(sorted(drawn))}",
            "what": "log-odds that two utterances are at odds, by kind; features in onrecord.queries.strain"}  # fmt: skip
    told = {"version": VERSION, "card": card, "least": LEAST, **weights}
    options.output.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


def _drawn(story: Story) -> tuple[list[Row], list[Row], list[Row]]:
    """The rows of a story as read, as marked, and as marked with some acts drawn anew: the first and the last to learn from,
    the first two to measure."""
    marked = seen(story, marked=True)
    views = ((seen(story), False), (marked, True), (noisy(marked, marked=True), True))
    read, told, anew = (list(rows(view, marked=as_marked)) for view, as_marked in views)
    return read, told, anew


def fit(found: Sequence[Row]) -> dict[str, dict[str, float]]:
    """Weights for each kind."""
    return {kind: logistic([(f, y) for k, f, y, _ in found if k == kind], RIDGE[kind]) for kind in KINDS}


def leave_out(drawn: Mapping[str, Any]) -> None:
    """How the pairs of each story fare by weights of the others."""
    scored: list[tuple[str, float, int, Any, str]] = []
    for name, both in drawn.items():
        weights = fit(
            [row for other, parts in drawn.items() if other != name for part in (parts[0], parts[2]) for row in part]
        )
        for place, part in enumerate(both[:2]):
            for kind, f, y, ends in part:
                strength = sum(value * weights[kind].get(each, 0) for each, value in f.items())
                scored.append((kind, strength, y, (name, ends), "rm"[place]))
    for mode, kind in itertools.product("rm", KINDS):
        mine = sorted((s for s in scored if s[0] == kind and s[4] == mode), key=lambda s: -s[1])
        hits: set[Any] = set()
        out = []
        for n, (_, strength, y, ends, _) in enumerate(mine, 1):
            if y:
                hits.add(ends)
            if n in SHOWN:
                out.append(f"{n}: {len(hits)} ({strength:.1f})")
        print("read  " if mode == "r" else "marked", kind, len({s[3] for s in mine if s[2]}), "|", "  ".join(out))


def rows(view: Seen, *, marked: bool) -> Iterator[Row]:
    """Features and labels of the pairs of one story."""
    groups = view_groups(view, marked=marked)
    rarity = Rarity((), shipped().shares)
    everything = Gathered(view.sightings, groups).each()
    names = {id(one): _name(one, view) for one in everything}
    gold = {(t["kind"], frozenset((t["a"], t["b"]))) for t in view.story.told["tensions"]}
    for a, b in itertools.combinations(everything, 2):
        first, second = strain.ordered(a, b)
        ends = frozenset((names[id(a)], names[id(b)]))
        for pair in judged(first, second, rarity, NOTHING):
            if pair.part == "shift":
                yield "shift", dict(pair.features), int(("shift", ends) in gold), ends
                continue
            denial, contradiction = (int((kind, ends) in gold) for kind in ("denial", "contradiction"))
            yield "conflict", dict(pair.features), denial | contradiction, ends
            if denial | contradiction:
                yield "denial", dict(pair.features), denial, ends
    drifts = {(t["a"], t["b"]) for t in view.story.told["tensions"] if t["kind"] == "drift"}
    for whole in everything:
        yield from _drift_rows(whole, names[id(whole)], view, drifts, rarity)


def _drift_rows(whole: Said, name: Any, view: Seen, drifts: Any, rarity: Rarity) -> Iterator[Row]:
    for one in whole.reports if whole.articles > 1 else ():
        others = [r for r in whole.reports if r.sighting.article != one.sighting.article]
        place = view.places[one.sighting.statement]
        mine = f"{place[0]}/{view.golden.get(one.sighting.statement)}"
        yield "drift", strain.drift(one, said(others), rarity), int((name, mine) in drifts), frozenset((name, mine))


def view_groups(view: Seen, *, marked: bool) -> dict[int, int]:
    """Statement -> utterance: as marked, or as found."""
    if marked:
        numbers = {name: n for n, name in enumerate(sorted(set(view.utterances.values())))}
        return {n: numbers[u] for n, u in view.utterances.items()}
    return {number: n for n, held in enumerate(gather(view.sightings)) for number in held}


def _name(one: Said, view: Seen) -> Any:
    """The gold utterance of what stands for a group, or else of most of its reports."""
    told = Counter(u for r in one.reports if (u := view.utterances.get(r.sighting.statement)))
    return told.most_common(1)[0][0] if told else one.one.sighting.statement


if __name__ == "__main__":
    main()
