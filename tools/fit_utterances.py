#!/usr/bin/env python3
"""Fit the weights by which statements are gathered into utterances, and write them with their card.

    python -m tools.fit_utterances FOLDER … [-o queries/utterances.json] [--leave-out]

A FOLDER holds stories (story.json beside .marked files). Each story is taken twice, each time as a record of its own gives
it: as the reader reads it, and as it is marked. `--leave-out` fits without each story in turn and prints how the pairs of
that story fare, and writes nothing.
"""

import argparse
import itertools
import json
import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from onrecord.evaluate import gold
from onrecord.model.attribution import ACTS
from onrecord.queries import utterances
from onrecord.queries.around import Around
from onrecord.queries.company import FAR, Company
from onrecord.queries.pair import features, part_of
from onrecord.queries.rarity import Rarity
from onrecord.queries.sketch import Sketch, sketch
from onrecord.queries.weights import PARTS, VERSION, Weights
from tools.stories import SHARED, Seen, seen, stories

ROOT = Path(__file__).parents[1]
TARGET = ROOT / "src/onrecord/queries/utterances.json"
TRAINING = ROOT / "training"
LEARNED = SHARED / "stories-train"
"""The reader's own training set."""

LEASTS = (0.18, 0.2, 0.22, 0.24, 0.27, 0.3, 0.35)
LEAST = 0.27
"""Where stories that are left out fare best (`--leave-out`)."""

SINGLE = ("same", "apart", "beside")
RIDGE = {"same": 6.0, "apart": 4.0, "beside": 3.0, "company": 1.0}
FOLDS = 5
STEPS = 12
CLOSE = 1e-3
"""Weights that change by less are found."""
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
    drawn_anew = [noisy(view, marked=bool(n % 2)) for n, view in enumerate(views)]
    if options.leave_out:
        leave_out(views, drawn_anew, names, shares)
        return
    weights = fit([_drawn(view, shares) for view in drawn_anew], shares)
    _write(options.output, replace(weights, least={"company": LEAST}), names)
    print(f"{len(names)} stories -> {options.output}")


def leave_out(views: Sequence[Seen], drawn_anew: Sequence[Seen], names: Sequence[str], shares: Part) -> None:
    """Fit without each story in turn; how its pairs fare, by the least strength, and over the stories that are new to the
    reader together."""
    told: dict[tuple[str, float], Counter[str]] = {}
    drawn = [_drawn(view, shares) for view in drawn_anew]
    for name in names:
        weights = fit([one for one in drawn if one.view.story.id != name], shares)
        for kind, view in zip(("read", "marked"), (v for v in views if v.story.id == name), strict=True):
            found = {least: counts(view, replace(weights, least={"company": least})) for least in LEASTS}
            print(f"{name:6} {kind:6}", "  ".join(f"{least}: {f1(f):.3f}" for least, f in found.items()), flush=True)
            for least, f in found.items():
                new = "" if LEARNED in view.story.folder.parents else " new"
                for key in {kind, kind + new}:
                    told[key, least] = told.get((key, least), Counter()) + f
    for key in sorted({key for key, _ in told}):
        print(f"{key:12}", "  ".join(f"{least}: {f1(told[key, least]):.3f}" for least in LEASTS))


def fit(drawn: Sequence["Drawn"], shares: Part) -> Weights:
    """Weights of the parts: first each pair by itself, then pairs in company of all others. The company of a story is judged
    by weights that other stories gave, since a story's own are too sure of its pairs."""
    names = sorted({one.view.story.id for one in drawn})
    rows: Rows = []
    for fold in (names[place::FOLDS] for place in range(FOLDS)):
        others = _single([one for one in drawn if one.view.story.id not in fold])
        weights = Weights({**others, "company": {}}, {}, shares)
        rows += [row for one in drawn if one.view.story.id in fold for row in one.in_company(weights)]
    return Weights({**_single(drawn), "company": logistic(rows, RIDGE["company"])}, {}, shares)


def _single(drawn: Sequence["Drawn"]) -> dict[str, Part]:
    return {part: logistic([row for one in drawn for row in one.rows(part)], RIDGE[part]) for part in SINGLE}


@dataclass(frozen=True)
class Drawn:
    """The pairs of a story that are worth a look, with features, and whether they report one utterance."""

    view: Seen
    sketches: Mapping[int, Sketch]
    found: Mapping[tuple[int, int], tuple[str, dict[str, float]]]
    right: Mapping[tuple[int, int], int]

    def rows(self, part: str) -> Rows:
        """The pairs that one part of the weights judges."""
        return [(f, self.right[pair]) for pair, (other, f) in self.found.items() if other == part]

    def in_company(self, weights: Weights) -> Rows:
        """Pairs of two articles among all others."""
        links = {pair: weights.strength(part, f) for pair, (part, f) in self.found.items()}
        beside = {pair for pair, (part, _) in self.found.items() if part == "beside"}
        links = {pair: s for pair, s in links.items() if s > FAR or pair in beside}
        company = Company(self.sketches, links)
        return [(company.features(*pair), self.right[pair]) for pair in links if pair not in beside]


def _drawn(view: Seen, shares: Part) -> Drawn:
    sketches = {one.statement: sketch(one) for one in view.sightings}
    rarity, around = Rarity(sketches.values(), shares), Around(sketches.values())
    said = view.utterances
    found: dict[tuple[int, int], tuple[str, dict[str, float]]] = {}
    right: dict[tuple[int, int], int] = {}
    for a, b in itertools.combinations(sorted(sketches), 2):
        one, two = sketches[a], sketches[b]
        part = part_of(one, two)
        if part == "apart" and not one.concepts & two.concepts:
            continue
        right[a, b] = int(said.get(a) is not None and said.get(a) == said.get(b))
        found[a, b] = part, features(one, two, rarity, around)
    return Drawn(view, sketches, found, right)


def logistic(rows: Rows, ridge: float) -> dict[str, float]:
    """Weights of a logistic model, by steps along its slope and curvature."""
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
        change = np.linalg.solve(bend, slope)
        w = w - change
        if np.abs(change).max() < CLOSE:
            break
    return {name: round(float(value), 4) for name, value in zip(names, w, strict=True)}


def counts(view: Seen, weights: Weights) -> Counter[str]:
    """Pairs of a story as score.py counts them: gold pairs whether found or not."""
    groups = {n: k for k, held in enumerate(utterances.gather(view.sightings, weights)) for n in held}
    home = {one.statement: one.article for one in view.sightings}
    all_told = [(i, s["utterance"]) for i, a in enumerate(view.story.articles) for s in a.statements if s["utterance"]]
    found = Counter(wanted=sum(u == v and i != j for (i, u), (j, v) in itertools.combinations(all_told, 2)))
    for a, b in itertools.combinations(sorted(view.golden), 2):
        if home[a] != home[b] and a in groups and groups[a] == groups.get(b):
            found["told"] += 1
            found["right"] += a in view.utterances and view.utterances[a] == view.utterances.get(b)
    return found


def f1(found: Mapping[str, int]) -> float:
    """F1 of counted pairs."""
    return 2 * found["right"] / ((found["told"] + found["wanted"]) or 1)


def noisy(view: Seen, marked: bool) -> Seen:
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
        "data": f"invented stories: {', '.join(names)}, each as read and as marked, in a record of its own; shares: contents of training/",
        "limits": "stories of six articles on one affair in uk, ru, en; made for articles of some two weeks",
    }
    told = {"version": VERSION, "card": card, "least": weights.least}
    told |= {part: weights.parts[part] for part in PARTS}
    target.write_text(json.dumps({**told, "shares": weights.shares}, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
