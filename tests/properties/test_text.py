"""What holds for every text, whatever stands in it."""

import re

from hypothesis import example, given, settings
from hypothesis import strategies as st

from onrecord.errors import UnknownLanguage
from onrecord.model.article import Article
from onrecord.model.span import Span
from onrecord.model.text import Text
from onrecord.text import take_apart
from onrecord.text.layout import blocks
from onrecord.text.normalize import normalise, word
from onrecord.text.quotation import quotations

WORDS = st.sampled_from(
    "Порт відкрили після шторму сказала вона ждали никто 'em п'ять об’єкт don’t owners’ The harbour master said "
    "Нагадаємо Довідка Фото: Читайте також: Реклама Read more: date 2031-04-02 18:40 6'2\" М. Гай т.д. и\u0306 "
    "за\u0301мок \u200b \u00ad \ufeff 🚢 👩\u200d🔧 \ud800 \x00 Kиїв cказав".split(" ")
)
MARKS = st.sampled_from(
    list("«»„“”\"'‘’‚‹›.,:;!?…–—-()[]|") + ["''", ",,", "``", " ", " – ", "\n", "\n\n", "\r\n", "\u2028"]
)
MESSY = st.lists(st.one_of(WORDS, MARKS, st.just(" ")), max_size=60).map("".join)
ANYTHING = st.text(st.characters(), max_size=200)
STYLES = ("«»", "“”", '""')


def apart(text: str) -> Text:
    return take_apart(Article("a", text, language="uk"))


@settings(max_examples=150, deadline=None)
@given(st.one_of(MESSY, ANYTHING))
@example("«" * 50 + "»")
@example("'''a''' ''b' 'c''")
@example("🚢\u200d\ufe0f\r\n\r\n\ud800")
def test_places_lie_inside_and_in_order(content: str) -> None:
    text = apart(content)
    ends = [0, *(token.end for token in text.tokens)]
    assert all(end <= token.start < token.end <= len(content) for end, token in zip(ends, text.tokens, strict=False))
    assert all(token.form == content[token.start : token.end] for token in text.tokens)
    assert [i for s in text.sentences for i in range(s.first, s.last)] == list(range(len(text.tokens)))
    assert [i for p in text.paragraphs for i in range(p.tokens.first, p.tokens.last)] == list(range(len(text.tokens)))
    assert len(text.analyses) == len(text.tokens)
    stops = [0, *(p.span.end for p in text.paragraphs)]
    assert all(stop <= p.span.start < p.span.end for stop, p in zip(stops, text.paragraphs, strict=False))
    for p in text.paragraphs:
        assert all(p.span.holds(token.span) for token in text.tokens[p.tokens.first : p.tokens.last])


@settings(max_examples=300, deadline=None)
@given(MESSY)
def test_quotations_nest_and_stay_in_their_line(content: str) -> None:
    lines = [[Span(m.start(), m.end())] for m in re.finditer(r"[^\n\r\u2028]+", content)]
    found = quotations(content, lines)
    for one in found:
        assert any(line[0].holds(one.span) for line in lines)
        around = sum(other.span.holds(one.span) and other.depth < one.depth for other in found)
        assert around >= one.depth
        for other in found:
            assert not one.span.overlaps(other.span) or one.span.holds(other.span) or other.span.holds(one.span)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(MESSY, st.sampled_from(['"', "«", "»", "“", "”", "'", "‘"])), min_size=2, max_size=4))
def test_an_unpaired_mark_changes_no_other_line(parts: list[tuple[str, str]]) -> None:
    lines = [re.sub(r"\s+", " ", content) + mark for content, mark in parts]
    alone = [tuple((q.span, q.depth, q.closed) for q in quotations(line, [[Span(0, len(line))]])) for line in lines]
    text = "\n".join(lines)
    start, together = 0, []
    for line in lines:
        together.append([Span(start, start + len(line))])
        start += len(line) + 1
    found = [(q.span, q.depth, q.closed) for q in quotations(text, together)]
    shifted = [
        (Span(span.start + line[0].start, span.end + line[0].start), depth, closed)
        for line, known in zip(together, alone, strict=True)
        for span, depth, closed in known
    ]
    assert found == shifted


@settings(max_examples=200, deadline=None)
@given(st.one_of(MESSY, ANYTHING), st.booleans())
def test_normalised_places_go_there_and_back(content: str, yo: bool) -> None:
    made = normalise(content, yo=yo)
    assert len(made.text) == len(made.starts) == len(made.ends)
    assert normalise(made.text, yo=yo).text == made.text
    for i in range(len(made.text)):
        original = made.to_original(Span(i, i + 1))
        assert 0 <= original.start < original.end <= len(content)
        assert made.to_normalised(original).holds(Span(i, i + 1))
    assert made.to_original(Span(0, len(made.text))).end <= len(content)


@given(st.text(st.sampled_from("абвгіїєъыёabcyиx’ʼ'\u0301\u0306\u00ad\u200b"), max_size=12))
def test_a_word_and_its_normalised_copy_are_written_alike(form: str) -> None:
    assert word(form) == normalise(form).text


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.sampled_from(["Порт відкрили", "– Де?", "Вона каже: «Тут».", "відео дня", "Нагадаємо, шторм був."]),
        max_size=9,
    )
)
def test_doubled_blank_lines_change_offsets_alone(lines: list[str]) -> None:
    once, twice = "\n\n".join(lines), "\n\n\n\n".join(lines)
    told = [(b.zone, b.span.of(once)) for b in blocks(once)]
    assert told == [(b.zone, b.span.of(twice)) for b in blocks(twice)]


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.sampled_from(["Порт", "вона каже:", "<Тут>", "<Де ми?>", "– чує", "<Так і <сяк> тут>,", "кінець."]),
        max_size=9,
    )
)
def test_the_style_of_marks_changes_nothing(parts: list[str]) -> None:
    plain = " ".join(parts)
    found = []
    for style in STYLES:
        text = plain.replace("<", style[0]).replace(">", style[1])
        found.append([(q.span, q.depth, q.closed) for q in quotations(text, [[Span(0, len(text))]])])
    assert found[0] == found[1] == found[2]


@settings(max_examples=200, deadline=None)
@given(st.one_of(MESSY, ANYTHING))
def test_a_language_is_told_or_refused(content: str) -> None:
    try:
        text = take_apart(Article("a", content))
    except UnknownLanguage as error:
        assert "Ukrainian (uk), Russian (ru), English (en)" in str(error)
    else:
        assert text.language in ("uk", "ru", "en")
