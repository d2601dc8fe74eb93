"""Score predicted tensions against those of a story set: the figures `tension` and `drift` of `../shared/gold/score.py`.

A tension is right where its two statements were found as reports of the gold pair's two utterances and the kind is equal; a
drift where one is the gold's named statement and the other reports the gold's utterance. Several lines for one pair
count once, and so do several wrong ones of one kind between the same two utterances.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from onrecord.evaluate.compare import Compared, Line
from onrecord.evaluate.figures import Figure, Tally

DRIFT = "drift"

Place = tuple[str, str]
Report = tuple[str, str | None]
"""The gold statement that a predicted one was found to be, and the utterance that it reports."""


def score_tensions(
    articles: Iterable[Compared], predicted: Iterable[Line], stories: Sequence[Mapping[str, Any]]
) -> dict[str, Figure]:
    """The two figures. `stories` are the objects of story.json; a predicted line names the places `a` and `b`
    (`article`, `statement`) and the `kind`."""
    reports = {place: report for one in articles for place, report in _reports(one)}
    wanted = {"tension": set(_gold(stories, drift=False)), DRIFT: set(_gold(stories, drift=True))}
    hits: dict[str, set[Any]] = {"tension": set(), DRIFT: set()}
    misses: dict[str, set[Any]] = {"tension": set(), DRIFT: set()}
    for line in predicted:
        ends = [(str(line[end]["article"]), str(line[end]["statement"])) for end in ("a", "b")]
        row = DRIFT if line["kind"] == DRIFT else "tension"
        hit = next((key for key in _keys(line["kind"], ends, reports) if key in wanted[row]), None)
        (hits if hit else misses)[row].add(hit or _miss(line["kind"], ends, reports))
    tally = Tally()
    for row, gold in wanted.items():
        tally.add(row, len(hits[row]), len(hits[row]) + len(misses[row]), len(gold))
    return {row: tally.figure(row) for row in wanted}


def _reports(one: Compared) -> Iterable[tuple[Place, Report]]:
    for pair in one.pairs:
        said, gold = one.statements[pair.predicted], one.gold["statements"][pair.gold]
        if said.get("id"):
            yield (one.gold["id"], said["id"]), (gold["id"], gold.get("utterance"))


def _gold(stories: Sequence[Mapping[str, Any]], *, drift: bool) -> Iterable[tuple[Any, ...]]:
    for story in stories:
        for one in story["tensions"]:
            if drift and one["kind"] == DRIFT:
                yield story["id"], one["a"], one["b"]
            elif not drift and one["kind"] != DRIFT:
                yield story["id"], frozenset((one["a"], one["b"])), one["kind"]


def _keys(kind: str, ends: Sequence[Place], reports: Mapping[Place, Report]) -> Iterable[tuple[Any, ...]]:
    found = [reports.get(end) for end in ends]
    a, b = found
    if a is None or b is None:
        return
    story = ends[0][0].split("-")[0]
    if kind != DRIFT:
        yield story, frozenset((a[1], b[1])), kind
        return
    yield story, b[1], f"{ends[0][0]}/{a[0]}"
    yield story, a[1], f"{ends[1][0]}/{b[0]}"


def _miss(kind: str, ends: Sequence[Place], reports: Mapping[Place, Report]) -> tuple[Any, ...]:
    told = frozenset(report[1] or end for end in ends if (report := reports.get(end)))
    return kind, told or frozenset(ends)
