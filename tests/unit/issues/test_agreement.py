"""Renderings of one utterance come to one issue and stance."""

import pytest

from onrecord.issues import agreed, steadied
from onrecord.issues.agreement import AGREED, STEADY, stance_chances, told
from onrecord.issues.sides import weighed
from onrecord.model.issue import Stance, Touch


def touch(issue: str, stance: Stance, confidence: float, *chances: float) -> Touch:
    return Touch(issue, stance, confidence, (told(chances),) if chances else ())


def test_the_surer_renderings_win() -> None:
    sure = touch("toll", "oppose", 0.9, 0.05, 0.9, 0.05)
    unsure = touch("toll", "support", 0.8, 0.5, 0.4, 0.1)
    first, second, third = agreed([(sure,), (unsure,), (touch("ferry", "support", 0.4, 0.6, 0.2, 0.2),)])
    assert first == (sure,)
    assert [second[0].stance, third[0].stance] == ["oppose", "oppose"]
    assert [touches[0].issue for touches in (first, second, third)] == ["toll"] * 3
    assert third[1].issue == "ferry"
    assert AGREED in second[0].reasons
    assert AGREED not in first[0].reasons


def test_a_statement_that_touches_nothing_takes_the_issue_of_the_others() -> None:
    one = touch("toll", "support", 0.9, 0.8, 0.1, 0.1)
    *_, last = agreed([(one,), (one,), ()])
    assert (last[0].issue, last[0].stance, last[0].reasons) == ("toll", "support", (AGREED,))


@pytest.mark.parametrize("renderings", [[], [()], [(touch("toll", "oppose", 0.5),)], [(), ()]])
def test_alone_nothing_changes(renderings: list[tuple[Touch, ...]]) -> None:
    assert agreed(renderings) == tuple(renderings)


def test_agreed_twice_is_agreed_once() -> None:
    renderings = [
        (touch("toll", "oppose", 0.9, 0.1, 0.8, 0.1),),
        (touch("toll", "support", 0.3, 0.5, 0.4, 0.1),),
    ]
    once = agreed(renderings)
    assert agreed(once) == once


def test_a_touch_without_chances_is_nearly_certain() -> None:
    assert stance_chances(touch("toll", "oppose", 1.0)) == pytest.approx((0.05, 0.9, 0.05))
    assert stance_chances(touch("toll", "oppose", 1.0, 0.2, 0.5, 0.3)) == (0.2, 0.5, 0.3)


def test_a_speaker_keeps_to_a_stance_and_others_differ() -> None:
    even, clear = (0.4, 0.4, 0.2), (0.9, 0.05, 0.05)
    same = weighed([even, clear], ["a", "a"])[0]
    other = weighed([even, clear], ["a", "b"])[0]
    assert same[0] > same[1]
    assert other[1] > other[0]
    for chances in (same, other):
        assert sum(chances) == pytest.approx(1)


def test_one_statement_alone_is_what_it_is() -> None:
    assert weighed([(0.5, 0.3, 0.2)], ["a"]) == [(0.5, 0.3, 0.2)]
    assert weighed([], []) == []


def test_a_doubtful_stance_follows_what_the_speaker_says_elsewhere() -> None:
    clear = touch("toll", "oppose", 0.9, 0.05, 0.9, 0.05)
    doubtful = touch("toll", "support", 0.9, 0.5, 0.4, 0.1)
    kept, changed = steadied([clear, doubtful])
    assert kept == clear
    assert changed.stance == "oppose"
    assert STEADY in changed.reasons
    assert steadied([doubtful]) == (doubtful,)
    assert steadied([]) == ()
