"""The figures: worked examples, what must hold for any prediction, and equality with the gold sets' own script."""

import copy
import importlib.util
import json
import random
from pathlib import Path
from typing import Any

import pytest

from onrecord.evaluate.figures import Score, Share, as_json
from onrecord.evaluate.score import score

GATE = Path(__file__).parents[2] / "gate" / "stories.jsonl"
GOLD = Path(__file__).parents[4] / "shared" / "gold"
TEXT = "The mayor said that the bridge is safe. The clerk denied it. Rain is likely."


def span(words: str) -> list[int]:
    start = TEXT.index(words)
    return [start, start + len(words)]


def article(*statements: dict[str, Any], **fields: Any) -> dict[str, Any]:
    return {"id": "a", "text": TEXT, "statements": list(statements), **fields}


def said(**fields: Any) -> dict[str, Any]:
    return {
        "id": "s1",
        "source": [span("The mayor")],
        "cue": [span("said")],
        "content": [span("that the bridge is safe")],
        "kind": "indirect",
        "speaker": "mayor",
        "within": None,
        **fields,
    }


def stories() -> list[dict[str, Any]]:
    return [json.loads(line) for line in GATE.read_text(encoding="utf-8").splitlines()]


def test_gold_against_itself_is_right() -> None:
    gold = stories()
    figures = score(gold, gold)
    assert {name for name, f in figures.items() if f.value != 1} == {"abstained"}


def test_nothing_predicted() -> None:
    figures = score([article(said())], [])
    assert figures["attribution"] == Score(0.0, 0.0, 1)
    assert "speaker" not in figures


def test_half_of_the_content() -> None:
    figures = score([article(said())], [article(said(content=[span("the bridge is")]))])
    assert figures["content"] == Score(1.0, 3 / 5, 5)
    assert figures["attribution"].value == 1
    assert figures["close"].value == 0


def test_content_alone_is_not_found() -> None:
    assert score([article(said())], [article(said(cue=[span("denied")], source=[]))])["attribution"].value == 0


@pytest.mark.parametrize(
    ("wanted", "kind", "answer", "right"),
    [
        ("Olda Rem-Tarn", "person", "olda  rem-tarn", True),
        ("Olda Tarn", "person", "Tarn", True),
        ("Olda Tarn", "person", "Olda Vey Tarn", True),
        ("Olda Tarn", "person", "Olda", False),
        ("Ministry of Roads", "organization", "Roads", False),
        ("Об'єднання", "organization", "«Обʼєднання»", True),
        ("?", "person", "?", True),
        ("?", "person", "Olda Tarn", False),
        ("Olda Tarn", "person", "?", False),
        ("Olda Tarn", "person", None, False),
    ],
)
def test_speaker(wanted: str, kind: str, answer: str | None, right: bool) -> None:
    gold = article(said(speaker=wanted, speaker_type=kind))
    assert score([gold], [article(said(speaker=answer))])["speaker"] == Share(float(right), 1)


def test_a_surname_of_two_is_no_answer() -> None:
    other = said(id="s2", source=[span("The clerk")], cue=[span("denied")], content=[span("it")], speaker="Vey Tarn")
    gold = article(said(speaker="Olda Tarn", speaker_type="person"), other)
    assert score([gold], [article(said(speaker="Tarn"))])["speaker"].value == 0


def test_flat_sets_do_not_judge_what_is_inside() -> None:
    inner = said(id="s2", cue=[span("is")], source=[], content=[span("Rain")], within="s1")
    flat = {key: value for key, value in said().items() if key != "within"}
    assert score([article(flat)], [article(said(), inner)])["attribution"] == Score(1.0, 1.0, 1)
    assert score([article(said())], [article(said(), inner)])["attribution"] == Score(0.5, 1.0, 1)


def damaged(gold: list[dict[str, Any]], chance: random.Random) -> list[dict[str, Any]]:
    """Predictions that are wrong in every way: spans moved, lost, names and fields changed, articles left out."""
    articles = copy.deepcopy(gold)
    for one in articles:
        size = len(one["text"])
        one["statements"] = [s for s in one["statements"] if chance.random() > 0.1]
        for s in one["statements"]:
            for role in ("source", "cue", "content", "addressee", "venue"):
                moved = [[a + chance.randint(-9, 3), z + chance.randint(-1, 19)] for a, z in s.get(role) or []]
                s[role] = [[max(0, a), min(size, z)] for a, z in moved if a < z and chance.random() > 0.1]
            if chance.random() < 0.3:
                s["speaker"] = chance.choice(["?", "", None, "X", (s.get("speaker") or "q").split()[-1]])
            if chance.random() < 0.3:
                s.update(act="deny", kind="mixed", hedged=True, said_on="2031", stance="oppose", utterance="U1")
            if chance.random() < 0.2:
                s["within"] = chance.choice([None, "s1", "s2"])
        if "times" in one:
            one["times"] = [t for t in one["times"] if chance.random() > 0.2] + one["times"][:2]
    chance.shuffle(articles)
    return articles[: max(1, len(articles) - 1)]


@pytest.mark.gold
@pytest.mark.skipif(not (GOLD / "score.py").exists(), reason="../shared/gold is absent")
@pytest.mark.parametrize("name", ["seed", "stories-dev", "uk-dev", "ru-dev"])
@pytest.mark.parametrize("seed", range(3))
def test_same_figures_as_the_script_of_the_gold_sets(name: str, seed: int) -> None:
    spec = importlib.util.spec_from_file_location("gold_score", GOLD / "score.py")
    assert spec and spec.loader
    theirs = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(theirs)
    gold = [json.loads(line) for line in (GOLD / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
    predicted = damaged(gold, random.Random(seed))
    wanted, ours = theirs.score(gold, predicted), as_json(score(gold, predicted))
    assert list(ours) == list(wanted)
    for figure, values in wanted.items():
        assert ours[figure] == pytest.approx(values, abs=1e-12), figure
