"""What holds for the times of every text."""

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.lexicon import load
from onrecord.model.article import Article
from onrecord.model.attribution import Attribution
from onrecord.model.span import Span
from onrecord.model.text import LANGUAGES, Language
from onrecord.text import take_apart
from onrecord.times import find_times, said_on

SHAPE = re.compile(
    r"(P(T?\d+(\.\d+)?[A-Z])|(PAST|PRESENT|FUTURE)_REF|\d{3,4}"
    r"|\d{4}-(\d{2}|W\d{2}|SP|SU|FA|WI)|\d{4}-\d{2}-\d{2}(T(\d{2}:\d{2}|NI|MO|EV|AF))?"
    r"|\d{4}(-\d{2}){0,2}/\d{4}(-\d{2}){0,2})"
)


def vocabulary(language: Language) -> list[str]:
    frames = load.frames(language, "times")
    listed = [str(word) for name, part in frames.items() if name != "relative" for word in part]
    phrases = [str(line["words"]) for line in frames["relative"]]
    numbers = (
        "1 4 14 31 2029 2031 1990-х 4-5 2019-2021 09:30 24:61 09.02.2031 31.02.2031 1,5 120-day 0 99999999999".split()
    )
    marks = [", ", ". ", " – ", "\n", "«", "»", "'s ", "-", "(", ")"]
    return [*listed, *phrases, *numbers, *marks, "порт", "закрили", "will", "said", "сказав", "откроют"]


def texts(language: Language) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(vocabulary(language)), max_size=40).map(" ".join)


DATES = st.one_of(st.none(), st.dates())


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=150, deadline=None)
@given(data=st.data(), day=DATES)
def test_places_and_shapes(language: Language, data: st.DataObject, day: date | None) -> None:
    content = data.draw(texts(language))
    text = take_apart(Article("a", content, day, language))
    times = find_times(text, day)
    ends = [0, *(time.span.end for time in times)]
    assert all(end <= time.span.start < time.span.end <= len(content) for end, time in zip(ends, times, strict=False))
    assert all(SHAPE.fullmatch(time.value) for time in times), [time.value for time in times]
    assert all(time.rule.startswith("time.") for time in times)
    spans = [token.span for token in text.tokens]
    made = [Attribution(f"s{i}", (), (span,), tuple(spans[i + 1 : i + 2]), "indirect", "assert", "body")
            for i, span in enumerate(spans[:-1])]  # fmt: skip
    said = said_on(text, made, times)
    assert len(said) == len(made)
    assert {value for value, _ in said} <= {None, *(time.value for time in times)}


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_nothing_is_guessed_without_a_date(language: Language, data: st.DataObject) -> None:
    content = data.draw(texts(language))
    years = set(re.findall(r"\d{4}", content))
    for time in find_times(take_apart(Article("a", content, None, language)), None):
        told = time.value[:4]
        assert not told.isdecimal() or told in years or len(time.value) == 3 or told[:2] == "19", time


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200), DATES)
def test_any_characters(content: str, day: date | None) -> None:
    text = take_apart(Article("a", content, day, "en"))
    assert all(Span(0, len(content)).holds(time.span) for time in find_times(text, day))
