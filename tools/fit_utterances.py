#!/usr/bin/env python3
"""Fit the weights by which statements are gathered into utterances, and write them with their card.

    python -m tools.fit_utterances FOLDER … [-o queries/utterances.json] [--leave-out]

A FOLDER holds stories (story.json beside .marked files). Each story is taken twice: as the reader reads it, and as it is
marked. `--leave-out` fits without each story in turn and prints how the pairs of that story fare, and writes nothing.
"""

import argparse
import itertools
import json
import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from onrecord.evaluate import gold
from onrecord.model.attribution import ACTS
from onrecord.queries import utterances
from onrecord.queries.company import FAR, Company
from onrecord.queries.pair import features
from onrecord.queries.rarity import Rarity
from onrecord.queries.sketch import Sketch, sketch
from onrecord.queries.weights import PARTS, VERSION, Weights
from tools.stories import SHARED, Seen, seen, stories

ROOT = Path(__file__).parents[1]
TARGET = ROOT / "src/onrecord/queries/utterances.json"
TRAINING = ROOT / "training"
LEARNED = SHARED / "stories-train"
"""The reader's own training set."""

LEASTS = (-2.0, -1.75, -1.5, -1.25, -1.0, -0.75, -0.5)
LEAST = -1.25
"""Where stories that are left out fare best (`--leave-out`)."""

RIDGE = {"apart": 3.0, "beside": 3.0, "company": 1.0}
STEPS = 12
NOISE = 0.25
"""The share of acts that are drawn anew, where the reader has learned from the very articles (or gold stands in for it):
in other articles it is right about three times in four."""

Floats = npt.NDArray[np.float64]
Rows = list[tuple[dict[str, float], int]]
Part = Mapping[str, float]


def main(arguments: Sequence[str] | None = None) -> None:
    """Fit, measure, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--leave-out", action="store_true", help="measure, write nothing")
    parser.add_argument("-o", "--output", type=Path, default=TARGET)
    options = parser.parse_args(arguments)
    shares = concept_shares()
    views = [view for story in stories(options.folders) for view in (seen(story), seen(story, marked=True))]
    names = sorted({view.story.id for view in views})
    noisy = [_noisy(view, marked=bool(n % 2)) for n, view in enumerate(views)]
    if options.leave_out:
        leave_out(views, noisy, names, shares)
        return
    weights = fit(noisy, shares)
    _write(options.output, replace(weights, least={"company": LEAST}), names)
    print(f"{len(names)} stories -> {options.output}")


def leave_out(views: Sequence[Seen], noisy: Sequence[Seen], names: Sequence[str], shares: Part) -> None:
    """Fit without each story in turn; how its pairs fare, by the least strength."""
    told: dict[str, Counter[float]] = {"read": Counter(), "marked": Counter()}
    for name in names:
        weights = fit([view for view in noisy if view.story.id != name], shares)
        for kind, view in zip(told, (v for v in views if v.story.id == name), strict=True):
            found = {least: _f1(view, replace(weights, least={"company": least})) for least in LEASTS}
            told[kind].update(found)
            print(f"{name:6} {kind:6}", "  ".join(f"{least}: {f:.3f}" for least, f in found.items()), flush=True)
    for kind, sums in told.items():
        print(f"mean   {kind:6}", "  ".join(f"{least}: {f / len(names):.3f}" for least, f in sums.items()))


def fit(views: Sequence[Seen], shares: Part) -> Weights:
    """Weights of the three parts: first each pair by itself, then pairs in company of all others."""
    drawn = [_drawn(view, shares) for view in views]
    parts: dict[str, Part] = {}
    for part in ("apart", "beside"):
        rows = [(f, y) for _, pairs in drawn for a, b, f, y in pairs if (a // 1000 == b // 1000) == (part == "beside")]
        parts[part] = logistic(rows, RIDGE[part])
    empty = Weights({**parts, "company": {}}, {}, shares)
    rows = [row for sketches, pairs in drawn for row in _company_rows(sketches, pairs, empty)]
    parts["company"] = logistic(rows, RIDGE["company"])
    return Weights(parts, {}, shares)


Drawn = tuple[Mapping[int, Sketch], list[tuple[int, int, dict[str, float], int]]]


def _drawn(view: Seen, shares: Part) -> Drawn:
    """The pairs of a story with features, and whether they report one utterance."""
    sketches = {one.statement: sketch(one) for one in view.sightings}
    rarity = Rarity(sketches.values(), shares)
    said = view.utterances
    pairs = [
        (a, b, features(sketches[a], sketches[b], rarity), int(said.get(a) is not None and said.get(a) == said.get(b)))
        for a, b in itertools.combinations(sorted(sketches), 2)
    ]
    return sketches, pairs


def _company_rows(sketches: Mapping[int, Sketch], pairs: list[Any], weights: Weights) -> Rows:
    links = {(a, b): weights.strength("beside" if a // 1000 == b // 1000 else "apart", f) for a, b, f, _ in pairs}
    links = {pair: s for pair, s in links.items() if s > FAR or pair[0] // 1000 == pair[1] // 1000}
    company = Company(sketches, links)
    return [(company.features(a, b), y) for a, b, _, y in pairs if (a, b) in links and a // 1000 != b // 1000]


def logistic(rows: Rows, ridge: float) -> dict[str, float]:
    """Weights of a logistic model, by second-order's method."""
    names = sorted({name for found, _ in rows for name in found})
    place = {name: n for n, name in enumerate(names)}
    x: Floats = np.zeros((len(rows), len(names)))
    for n, (found, _) in enumerate(rows):
        for name, value in found.items():
            x[n, place[name]] = value
    y = np.array([label for _, label in rows], dtype=np.float64)
    w: Floats = np.zeros(len(names))
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-x @ w))
        slope = x.T @ (p - y) + ridge * w
        bend = (x * (p * (1 - p))[:, None]).T @ x + ridge * np.eye(len(w))
        w = w - np.linalg.solve(bend, slope)
    return {name: round(float(value), 4) for name, value in zip(names, w, strict=True)}


def _f1(view: Seen, weights: Weights) -> float:
    """Pairwise F1 of a story as score.py counts it: gold pairs whether found or not."""
    groups = {n: k for k, held in enumerate(utterances.gather(view.sightings, weights)) for n in held}
    all_told = [(i, s["utterance"]) for i, a in enumerate(view.story.articles) for s in a.statements if s["utterance"]]
    wanted = sum(u == v and i != j for (i, u), (j, v) in itertools.combinations(all_told, 2))
    right = told = 0
    for a, b in itertools.combinations(sorted(view.golden), 2):
        if a // 1000 != b // 1000 and a in groups and groups[a] == groups.get(b):
            told += 1
            right += a in view.utterances and view.utterances[a] == view.utterances.get(b)
    return 2 * right / (told + wanted) if told + wanted else 0.0


def _noisy(view: Seen, marked: bool) -> Seen:
    """The story with some acts drawn anew, where they are better than the reader's in articles that are new to it."""
    if not marked and LEARNED not in view.story.folder.parents:
        return view
    chance = random.Random(view.story.id)
    acts = {one.statement: chance.choice(ACTS) for one in view.sightings if chance.random() < NOISE}
    return replace(view, sightings=tuple(replace(one, act=acts.get(one.statement, one.act)) for one in view.sightings))


def concept_shares(least: int = 8, most: int = 1500) -> dict[str, float]:
    """In which share of the contents of our own training articles the concepts stand that are named in the lexicon."""
    counts: Counter[str] = Counter()
    total = 0
    for one in gold.read(TRAINING):
        for held in _contents(one):
            total += 1
            counts.update(concept for concept in held if concept[0] not in "~^#")
    return {name: round(n / total, 5) for name, n in sorted(counts.most_common(most)) if n >= least}


def _contents(one: gold.Gold) -> list[frozenset[str]]:
    from tools.stories import marked_sightings

    return [sketch(each).concepts for each in marked_sightings(one)]


def _write(target: Path, weights: Weights, names: Sequence[str]) -> None:
    card = {
        "made_by": "tools/fit_utterances.py",
        "what": "log-odds that two statements report the same words; see onrecord.queries.pair and company for features",
        "data": f"invented stories: {', '.join(names)}, each as read and as marked; shares: contents of training/",
        "limits": "stories of six articles on one affair in uk, ru, en; made for articles of some two weeks",
    }
    told = {"version": VERSION, "card": card, "least": weights.least}
    told |= {part: weights.parts[part] for part in PARTS}
    target.write_text(json.dumps({**told, "shares": weights.shares}, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
