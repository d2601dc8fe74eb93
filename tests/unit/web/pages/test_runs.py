from hypothesis import given
from hypothesis import strategies as st

from onrecord.model.span import Span
from onrecord.queries.gaps import Gap
from onrecord.queries.renderings import Difference, aligned
from onrecord.web.pages.utterance import Run, missing, runs

NONE = Gap((), (), (), ())
WORDS = st.lists(st.sampled_from(["вода", "прийде", "завтра", "не", "«так»", "–", "7", "…"]), max_size=9).map(" ".join)


def difference(a: str, b: str) -> Difference:
    return Difference(1, 2, 0.5, aligned(a, b), NONE, NONE)


@given(WORDS, WORDS, st.sampled_from(["", "«", " "]))
def test_a_rendering_stands_letter_by_letter(a: str, b: str, before: str) -> None:
    text = before + b
    found = runs(text, difference(a, text))
    assert "".join(run.text for run in found) == text
    assert all(run.change != "cut" for run in found)


def test_what_differs_is_marked_and_what_is_missing_is_told() -> None:
    told = difference("вода прийде завтра вранці", "вода не прийде, мабуть, завтра")
    assert runs("вода не прийде, мабуть, завтра", told) == (
        Run("вода ", "same"), Run("не", "added"), Run(" прийде, ", "same"), Run("мабуть", "added"), Run(", завтра", "same"),
    )  # fmt: skip
    assert missing("вода прийде завтра вранці", told) == ("вранці",)
    assert runs("words", None) == (Run("words", "same"),)
    assert Span(0, 4) == told.pieces[0].a
