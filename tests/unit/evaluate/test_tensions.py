"""The figures of tensions, on an article of two statements that are found as they are marked."""

import pytest

from onrecord.evaluate.compare import compare
from onrecord.evaluate.tensions import score_tensions

TEXT = "Ana says yes. Bo says no. Ana says maybe."
SPANS = {"s1": (0, 3, 4, 8, 9, 12), "s2": (14, 16, 17, 21, 22, 24), "s3": (26, 29, 30, 34, 35, 40)}
STORIES = [
    {
        "id": "st0",
        "tensions": [
            {"a": "U1", "b": "U2", "kind": "contradiction"},
            {"a": "U1", "b": "st0-en1/s3", "kind": "drift"},
        ],
    }
]


def statement(name: str, utterance: str | None = None) -> dict[str, object]:
    a, b, c, d, e, f = SPANS[name]
    told = {"id": name, "source": [[a, b]], "cue": [[c, d]], "content": [[e, f]], "within": None}
    return {**told, "kind": "indirect", "speaker": "?", "act": "assert", "utterance": utterance}


def line(kind: str, a: str, b: str) -> dict[str, object]:
    ends = [{"article": "st0-en1", "statement": name} for name in (a, b)]
    return {"a": ends[0], "b": ends[1], "kind": kind}


@pytest.mark.parametrize(
    ("predicted", "tension", "drift"),
    [
        ([], 0.0, 0.0),
        ([line("contradiction", "s1", "s2")], 1.0, 0.0),
        ([line("contradiction", "s2", "s1")], 1.0, 0.0),
        ([line("contradiction", "s1", "s2"), line("contradiction", "s2", "s1")], 1.0, 0.0),
        ([line("denial", "s1", "s2")], 0.0, 0.0),
        ([line("contradiction", "s1", "s2"), line("shift", "s1", "s2")], 2 / 3, 0.0),
        ([line("drift", "s1", "s3")], 0.0, 1.0),
        ([line("drift", "s3", "s1")], 0.0, 1.0),
        ([line("drift", "s2", "s1")], 0.0, 0.0),
        ([line("drift", "s1", "s9")], 0.0, 0.0),
    ],
)
def test_figures(predicted: list[dict[str, object]], tension: float, drift: float) -> None:
    gold = [statement("s1", "U1"), statement("s2", "U2"), statement("s3")]
    found = [statement(name) for name in SPANS]
    article = {"id": "st0-en1", "story": "st0", "lang": "en", "text": TEXT}
    compared = compare([{**article, "statements": gold}], [{**article, "statements": found}])
    figures = score_tensions(compared, predicted, STORIES)
    assert figures["tension"].value == pytest.approx(tension)
    assert figures["drift"].value == pytest.approx(drift)
