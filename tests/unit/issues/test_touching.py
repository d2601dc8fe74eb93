"""Which issue a statement touches, with what stance: labelled cases, and what holds for any reading."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from onrecord.issues import default_codebook, touches
from onrecord.model.issue import STANCES, Codebook
from onrecord.model.statement import Reading

CASES = Path(__file__).parents[2] / "cases"
ISSUES = yaml.safe_load((CASES / "issues.yaml").read_text(encoding="utf-8"))
STANCE_CASES = yaml.safe_load((CASES / "stances.yaml").read_text(encoding="utf-8"))
Made = Callable[..., Reading]


def name(case: dict[str, Any]) -> str:
    return f"{case['label']} ({case['lang']})"


@pytest.mark.parametrize("case", ISSUES, ids=name)
def test_issues(case: dict[str, Any], reading: Made, town: Codebook) -> None:
    (found, *_) = touches(reading(case["text"], case["lang"]), town)
    assert (found[0].issue if found else "none") == case["issue"], found


@pytest.mark.parametrize("case", STANCE_CASES, ids=name)
def test_stances(case: dict[str, Any], reading: Made, town: Codebook) -> None:
    (found, *_) = touches(reading(case["text"], case["lang"], (case["act"],)), town)
    assert found[0].stance == case["stance"], found[0].reasons


@pytest.mark.parametrize("case", ISSUES + STANCE_CASES, ids=name)
def test_what_holds_for_every_touch(case: dict[str, Any], reading: Made, town: Codebook) -> None:
    made = reading(case["text"], case["lang"], (case.get("act", "assert"),))
    found = touches(made, town)
    assert len(found) == len(made.statements)
    for each in found:
        assert len({touch.issue for touch in each}) == len(each) <= 3
        assert [touch.confidence for touch in each] == sorted((touch.confidence for touch in each), reverse=True)
        for touch in each:
            assert 0 <= touch.confidence <= 1
            assert touch.stance in STANCES
            assert touch.reasons[0].startswith("issue.")
            assert touch.reasons[-1].startswith("stance.chances=")
            assert not any(" " in reason for reason in touch.reasons), "the record parts reasons by blanks"
    assert touches(made, town) == found


def test_no_issues_and_no_statements_touch_nothing(reading: Made, town: Codebook) -> None:
    made = reading("[[s1:The mayor]] [[q1:said]] [[c1:the ferry is late]].", "en")
    assert touches(made, Codebook("empty", ())) == ((),)
    assert touches(reading("Nothing was said.", "en"), town) == ()
    assert touches(reading("", "en"), town) == ()


def test_one_who_passes_on_a_denial_denies_with_it(reading: Made, town: Codebook) -> None:
    text = "[[s1:The paper]] [[q1:writes]] that [[c1:[[s2:the mayor]] [[q2:denied]] [[c2:the toll]]]]."
    outer, inner = touches(reading(text, "en", ("assert", "deny"), {2: 1}), town)
    assert outer[0].stance == inner[0].stance == "oppose"


def test_the_default_codebook_reads_three_languages(reading: Made) -> None:
    for text, language in (
        ("[[s1:Посол]] [[q1:вимагає]] [[c1:гарантій безпеки]].", "uk"),
        ("[[s1:Посол]] [[q1:требует]] [[c1:гарантий безопасности]].", "ru"),
        ("[[s1:The envoy]] [[q1:demands]] [[c1:security guarantees]].", "en"),
    ):
        (found,) = touches(reading(text, language, ("demand",)), default_codebook())
        assert (found[0].issue, found[0].stance) == ("guarantees", "support")


def test_cost_grows_with_the_text(reading: Made, town: Codebook) -> None:
    """Four times the text costs about four times the time (a square would cost sixteen)."""
    line = "[[s{0}:The mayor]] [[q{0}:said]] that [[c{0}:the ferry would not run before the toll is lifted]].\n"

    def cost(lines: int) -> float:
        made = reading("".join(line.format(n) for n in range(1, lines + 1)), "en")
        runs = []
        for _ in range(3):
            start = time.process_time()
            touches(made, town)
            runs.append(time.process_time() - start)
        return min(runs)

    cost(20)
    assert cost(320) < 9 * cost(80)
