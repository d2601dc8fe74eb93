"""Fit what the signs of issues and stances count: story sets -> `issue_votes.tsv` and `stance_votes.tsv`.

    python -m tools.fit_issues ../shared/gold/stories-train training/stories
    python -m tools.fit_issues --leave-one-out ../shared/gold/stories training/stories …

A story's folder holds story.json and its articles (NAME.marked); where they are not marked, a JSONL set named like the
folder of stories stands beside that folder. The statements are those that the reader finds, each with the issue and stance of the utterance
that it reports. Issues: a conditional logit over the issues of the story's codebook. Stances: a logit over support, oppose
and neutral, drawn towards `stance_priors.tsv`. With --leave-one-out nothing is written: each story is judged by
votes that the others gave.
"""

import argparse
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from onrecord.evaluate import gold
from onrecord.evaluate.pairs import match, words
from onrecord.exports.lines import record
from onrecord.issues.codebook import load_codebook
from onrecord.issues.evidence import evidence
from onrecord.issues.sheet import sheet
from onrecord.issues.stance_signs import signs, spoken
from onrecord.issues.touching import prepared
from onrecord.issues.votes import BIAS
from onrecord.model.issue import STANCES
from onrecord.pipeline import read
from tools.stories import Story, stories

HERE = Path(__file__).parent
TARGET = HERE.parent / "src/onrecord/issues"
RARE, STORIES = 5, 3
"""A sign is fitted where it stands in as many statements of as many stories."""

ISSUE_RIDGE, RIDGE, STEPS, RATE, MOMENTUM = 3e-3, 0.03, 300, 0.3, 0.9
OPPOSE = -0.15
"""Added to what speaks for `oppose` before any sign: the stories to learn from hold more refusals than talks do."""

LEAST = 0.05

Array = npt.NDArray[np.float64]


class Row(NamedTuple):
    """One statement: story, utterance, what speaks for the issues, the right one, signs of the stance, the right one."""

    story: str
    utterance: str
    evidence: Mapping[str, Sequence[float]]
    issue: int
    issues: int
    signs: frozenset[str]
    stance: int


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the stories, fit, and write both tables (or judge)."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path, help="folders of stories")
    parser.add_argument("--leave-one-out", action="store_true", help="judge each story by votes of the others")
    options = parser.parse_args(arguments)
    rows = [row for folder in options.folders for row in rows_of(folder)]
    if options.leave_one_out:
        judge(rows)
        return
    issue_votes, stance_votes = fit_issues(rows), fit_stances(rows)
    _write("issue_votes.tsv", "what its full strength counts for an issue", {s: [v] for s, v in issue_votes.items()})
    shifted = {sign: (oppose + OPPOSE * (sign == BIAS), neutral) for sign, (oppose, neutral) in stance_votes.items()}
    _write("stance_votes.tsv", "what it counts for oppose and for neutral, against support", shifted)
    print(f"{len(rows)} statements, {len(issue_votes)} signs of issues, {len(stance_votes)} of stances")


def rows_of(folder: Path) -> Iterator[Row]:
    """The statements of all stories below a folder that the reader finds and that have an issue."""
    lines = folder.parent / f"{folder.name}.jsonl"
    sets = list(gold.read(lines)) if lines.exists() else []
    for story in stories([folder]):
        yield from _rows(story, (*story.articles, *(one for one in sets if one.article.story == story.id)))


def _rows(story: Story, articles: Sequence[gold.Gold]) -> Iterator[Row]:
    told = {u["id"]: u for u in story.told["utterances"]}
    codebook = load_codebook(story.folder / "story.json")
    ids = [issue.id for issue in codebook.issues]
    ready, labels = prepared(codebook)
    for one in articles:
        reading = read(one.article)
        page = sheet(reading, ready)
        strengths = evidence(page)
        found: Any = record(reading)["statements"]
        for pair in match(one.statements, found, words(one.article.text)):
            utterance = told.get(one.statements[pair.gold].get("utterance") or "")
            if utterance and utterance["issue"]:
                k, n = ids.index(utterance["issue"]), pair.predicted
                yield Row(
                    story.id, utterance["id"], strengths[n], k, len(ids), signs(page, spoken(page, n), k, labels[k]),
                    STANCES.index(utterance["stance"]),
                )  # fmt: skip


def fit_issues(rows: Sequence[Row]) -> dict[str, float]:
    """Sign -> vote."""
    names = sorted({sign for row in rows for sign in row.evidence})
    tables = [_strengths(row, names) for row in rows]
    votes, momentum = np.zeros(len(names)), np.zeros(len(names))
    for _ in range(STEPS):
        slope = np.zeros(len(names))
        for row, table in zip(rows, tables, strict=True):
            chances = _softmax(table @ votes)
            chances[row.issue] -= 1
            slope += table.T @ chances
        momentum = MOMENTUM * momentum + slope / len(rows) + ISSUE_RIDGE * votes
        votes -= RATE * momentum
    return {name: float(vote) for name, vote in zip(names, votes, strict=True)}


def _strengths(row: Row, names: Sequence[str]) -> Array:
    return np.array([row.evidence.get(name, [0.0] * row.issues) for name in names], dtype=float).T


def fit_stances(rows: Sequence[Row]) -> dict[str, tuple[float, float]]:
    """Sign -> votes for oppose and neutral."""
    priors = _priors()
    names = [BIAS, *sorted((_common(rows) | set(priors)) - {BIAS})]
    number = {name: n for n, name in enumerate(names)}
    x = np.zeros((len(rows), len(names)))
    for k, row in enumerate(rows):
        x[k, [0, *(number[sign] for sign in row.signs if sign in number)]] = 1
    y = np.eye(len(STANCES))[[row.stance for row in rows]]
    reports = Counter((row.story, row.utterance) for row in rows)
    weight = np.array([[reports[row.story, row.utterance] ** -0.5] for row in rows])
    weight /= weight.sum()
    start = np.array([(0.0, *priors.get(name, (0.0, 0.0))) for name in names])
    votes, momentum = start.copy(), np.zeros_like(start)
    for _ in range(STEPS):
        momentum = MOMENTUM * momentum + x.T @ ((_softmax(x @ votes) - y) * weight) + RIDGE * (votes - start)
        votes -= RATE * momentum
    return {name: (float(v[1] - v[0]), float(v[2] - v[0])) for name, v in zip(names, votes, strict=True)}


def _common(rows: Sequence[Row]) -> set[str]:
    """Signs in enough statements of enough stories to be learned from."""
    counts = Counter(sign for row in rows for sign in row.signs)
    stories: dict[str, set[str]] = {}
    for row in rows:
        for sign in row.signs:
            stories.setdefault(sign, set()).add(row.story)
    return {sign for sign, count in counts.items() if count >= RARE and len(stories[sign]) >= STORIES}


def _priors() -> dict[str, tuple[float, float]]:
    lines = (HERE / "stance_priors.tsv").read_text("utf-8").splitlines()
    cells = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return {sign: (float(oppose), float(neutral)) for sign, oppose, neutral in cells}


def _softmax(scores: Array) -> Array:
    raised = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=-1, keepdims=True))


def judge(rows: Sequence[Row]) -> None:
    """Each story by the votes of the others: the share of right issues and stances, statement by statement."""
    right: Counter[str] = Counter()
    for story in sorted({row.story for row in rows}):
        rest, own = [r for r in rows if r.story != story], [r for r in rows if r.story == story]
        issue_votes, stance_votes = fit_issues(rest), fit_stances(rest)
        mine: Counter[str] = Counter()
        for row in own:
            names = list(issue_votes)
            scores = _strengths(row, names) @ np.array([issue_votes[name] for name in names])
            mine["issue"] += int(scores.argmax() == row.issue)
            votes = [stance_votes[sign] for sign in (BIAS, *row.signs) if sign in stance_votes]
            ranked = [0.0, sum(v[0] for v in votes) + OPPOSE, sum(v[1] for v in votes)]
            mine["stance"] += int(ranked.index(max(ranked)) == row.stance)
        print(f"{story:6} issue {mine['issue'] / len(own):.3f}  stance {mine['stance'] / len(own):.3f}  of {len(own)}")
        right += mine
    print(f"all    issue {right['issue'] / len(rows):.3f}  stance {right['stance'] / len(rows):.3f}  of {len(rows)}")


def _write(name: str, what: str, table: Mapping[str, Sequence[float]]) -> None:
    lines = [f"# sign, and {what}; made by tools/fit_issues.py"]
    kept = {sign: numbers for sign, numbers in sorted(table.items()) if max(map(abs, numbers)) >= LEAST}
    lines += ["\t".join((sign, *(f"{number:+.2f}" for number in numbers))) for sign, numbers in kept.items()]
    (TARGET / name).write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
