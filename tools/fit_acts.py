"""Fit the votes of the signs of an act: gold sets -> `src/onrecord/attribution/act_votes.tsv`.

    python -m tools.fit_acts stories-train.jsonl:4 ru-train.jsonl talks.jsonl layouts.jsonl … [--weights EARLY.npz]

Each set may carry a weight behind a colon. The network's own opinion of the acts is an input, so it must not know the
answers by heart: give weights of an early epoch (or of another training run), not the last ones. What `act_rows` says a
row counts at the least is put in after the fit. Sets that may not be learned from (gold/README.md) stay out.
"""

import argparse
import json
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from onrecord.attribution import act_votes, shipped
from onrecord.attribution.act_rows import TOGETHER
from onrecord.attribution.act_signs import signs
from onrecord.attribution.draft import Draft, runs
from onrecord.attribution.features import describe
from onrecord.attribution.network import Network
from onrecord.attribution.page import page
from onrecord.attribution.weights import load
from onrecord.model.article import Article
from onrecord.model.attribution import ACTS
from onrecord.model.text import Text
from onrecord.text import take_apart

TARGET = Path(__file__).parent.parent / "src/onrecord/attribution/act_votes.tsv"
HEAD = "# sign and its votes (act:log-odds); made by tools/fit_acts.py"
RARE = 4
STEPS, RIDGE, LASSO, MOMENTUM = 300, 5e-4, 3e-4, 0.9
LEAST_VOTE = 0.15
NAMED = 3
"""As many acts as `link` keeps."""

Row = tuple[frozenset[str], Mapping[str, float], int, float]


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the sets, fit, write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="+", help="GOLD.jsonl or GOLD.jsonl:WEIGHT")
    parser.add_argument("--weights", type=Path, help="an .npz of an early epoch (default: the shipped weights)")
    parser.add_argument("-o", "--output", type=Path, default=TARGET)
    options = parser.parse_args(arguments)
    network = load(options.weights) if options.weights else shipped()
    rows = [row for part in options.sets for row in _rows(part, network)]
    table = fit(rows)
    lines = [
        f"{sign}\t" + " ".join(f"{act}:{vote:+.1f}" for act, vote in votes.items()) for sign, votes in table.items()
    ]
    options.output.write_text("\n".join([HEAD, *lines]) + "\n", encoding="utf-8")
    print(f"{len(rows)} attributions, {len(lines)} signs -> {options.output}")


def fit(rows: Sequence[Row]) -> dict[str, dict[str, float]]:
    """Sign -> act -> vote: a log-linear model, fitted by gradient descent with a ridge and a lasso."""
    counts = Counter(sign for row in rows for sign in row[0])
    number = {sign: n for n, sign in enumerate(sorted(sign for sign, count in counts.items() if count >= RARE))}
    x = np.zeros((len(rows), len(number)))
    for k, row in enumerate(rows):
        x[k, [number[sign] for sign in row[0] if sign in number]] = 1
    prior = np.array([list(act_votes.opinion(row[1]).values()) for row in rows])
    gold = np.eye(len(ACTS))[[row[2] for row in rows]]
    weight = np.array([row[3] for row in rows])[:, None]
    votes, momentum = np.zeros((len(number), len(ACTS))), np.zeros((len(number), len(ACTS)))
    for _ in range(STEPS):
        scores = prior + x @ votes
        chances = np.exp(scores - scores.max(axis=1, keepdims=True))
        chances /= chances.sum(axis=1, keepdims=True)
        momentum = MOMENTUM * momentum + x.T @ ((chances - gold) * weight / weight.sum()) + RIDGE * votes
        votes -= momentum
        votes = np.sign(votes) * np.maximum(np.abs(votes) - LASSO, 0)
    found = {sign: dict(zip(ACTS, votes[n].round(1).tolist(), strict=True)) for sign, n in number.items()}
    for rule in TOGETHER:
        if rule.tells:
            own = found.setdefault(rule.name, {})
            own[rule.tells] = max(own.get(rule.tells, 0.0), rule.least)
    kept = {sign: {a: v for a, v in own.items() if abs(v) > LEAST_VOTE} for sign, own in sorted(found.items())}
    return {sign: own for sign, own in kept.items() if own}


def _rows(part: str, network: Network) -> Iterator[Row]:
    """Signs, the network's chances, the number of the gold act and the weight of every attribution of a set."""
    name, _, weight = part.partition(":")
    for line in Path(name).read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        text = take_apart(Article(gold["id"], gold["text"], language=gold["lang"]))
        pairs = [(_tokens(text, s["cue"]), s) for s in gold["statements"] if s.get("act")]
        marked = sorted((pair for pair in pairs if pair[0]), key=lambda pair: pair[0])
        if not marked:
            continue
        described = describe(text)
        view = page(text, described)
        links = network.link(network.encode(described, text.analyses), described, [cue for cue, _ in marked])
        for k, (cue, statement) in enumerate(marked):
            content = [i for i in _tokens(text, statement["content"]) if i not in cue]
            draft = Draft(cue, runs(list(_tokens(text, statement["source"]))), runs(content))
            chances = sorted(zip(ACTS, links.acts[k].tolist(), strict=True), key=lambda pair: -pair[1])[:NAMED]
            yield signs(view, draft), dict(chances), ACTS.index(statement["act"]), float(weight or 1)


def _tokens(text: Text, spans: Any) -> tuple[int, ...]:
    """The tokens that spans of the text touch."""
    starts = [token.start for token in text.tokens]
    found: set[int] = set()
    for start, end in spans or ():
        first = bisect_left(starts, start)
        if first and text.tokens[first - 1].end > start:
            first -= 1
        found.update(range(first, bisect_left(starts, end)))
    return tuple(sorted(found))


if __name__ == "__main__":
    main()
