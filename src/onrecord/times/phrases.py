"""Expressions that times.yaml lists word by word, and what they are not: names, eves, comparisons."""

from bisect import bisect_right

from onrecord.model.text import Range
from onrecord.times.atoms import Stream
from onrecord.times.direction import tense_of
from onrecord.times.piece import Match, Piece, genitive


def relative(s: Stream, m: Match) -> Piece | None:
    """напередодні, того ж дня, the following year: the phrases of times.yaml."""
    phrase = s.atoms[m.start()].value
    if phrase.value == "none" or (phrase.rule in _COMPARED and _compared(s, m.end())):
        return None
    if _named(s, m.start(), m.end()):
        return None
    if phrase.rule == "time.day-before" and genitive(s, m.end()):
        return None  # напередодні зустрічі: the eve of something else
    recipe = phrase.value
    kind = "recipe" if " " in recipe else "value"
    return Piece(m.start(), m.end(), kind, phrase.rule, recipe=recipe)


_COMPARED = ("time.earlier", "time.later")


def _compared(s: Stream, after: int) -> bool:
    """раніше, ніж …; earlier studies; earlier this month."""
    if s.words.language == "en" and after < len(s.kinds) and tense_of(s, after) == "past":
        return False  # earlier reported
    after += s.kinds[after : after + 1] == ","
    english = (
        s.words.language == "en" and s.kinds[after - 1] != "," and s.kinds[after : after + 1] in ("x", "T", "u", "i")
    )
    return s.words.has("than", s.form(after)) or (english and not s.text.tokens[after - 1].form[0].isupper())


def _named(s: Stream, first: int, last: int) -> bool:
    """«Сьогодні», USA Today, Тарва.Сьогодні: with a capital in mid-sentence, or alone in quotation marks, it is a name."""
    tokens = s.text.tokens
    if not tokens[first].form[0].isupper() or not first:
        return False
    before = tokens[first - 1]
    glued = before.end == tokens[first].start
    if glued and before.form == ".":
        return True
    if before.kind != "mark":
        return not any(sentence.first == first for sentence in _around(s, first))
    alone = last < len(tokens) and tokens[last].start == tokens[last - 1].end and tokens[last].form in "»”\"“’'"
    return glued and alone and before.form in "«“„\"‘'"


def _around(s: Stream, token: int) -> tuple[Range, ...]:
    """The sentence that holds a token."""
    at = bisect_right(s.text.sentences, token, key=lambda sentence: sentence.first) - 1
    return s.text.sentences[at : at + 1]


def holiday(s: Stream, m: Match) -> Piece | None:
    """на Великдень."""
    if not s.text.tokens[m.start()].form[0].isupper():
        return None
    return Piece(m.start(), m.end(), "recipe", "time.holiday", recipe=f"holiday {s.atoms[m.start()].value}")
