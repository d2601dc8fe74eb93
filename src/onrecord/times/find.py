"""The time expressions of a text."""

import re
from collections.abc import Iterator
from datetime import date

from onrecord.model.span import Span
from onrecord.model.statement import Time
from onrecord.model.text import Text
from onrecord.times import calendar, resolve
from onrecord.times.atoms import Stream, streams
from onrecord.times.direction import Direction, direction
from onrecord.times.joining import joined
from onrecord.times.piece import Piece
from onrecord.times.pieces import pieces

_DATE_LINE = re.compile(r"\ufeff?\s*date[ \t]+(\d{4})-(\d{2})-(\d{2})(?!\d)")
_ISO = re.compile(r"(?<![\w-])(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}:\d{2}))?(?![\w-])")


def find_times(text: Text, published: date | None) -> tuple[Time, ...]:
    """The time expressions in the order of the text, without overlaps, each with its TIMEX3 value and its rule.

    Spans are code points of `Article.text`, without prepositions. `published` is the article's date; without it only
    full dates, years, durations and PAST_REF, PRESENT_REF, FUTURE_REF are given, nothing is guessed. Boilerplate has
    no tokens, so nothing is found in it.
    """
    found = [*_date_line(text), *_iso_dates(text)]
    written = [time.span for time in found]
    context = resolve.Context(published, text.language != "en")
    sentence = 0
    for stream, first, last in streams(text):
        while sentence < len(text.sentences) and text.sentences[sentence].first < last:
            begin, end = text.sentences[sentence]
            sentence += 1
            if begin >= first:
                found.extend(_in_sentence(stream, begin, end, context))
    return _ordered(found, written)


def _ordered(found: list[Time], written: list[Span]) -> tuple[Time, ...]:
    """By place; where two overlap the one that was written in digits, else the first, stays."""
    kept: list[Time] = []
    for time in sorted(found, key=lambda t: (t.span.start, -t.span.end)):
        if kept and kept[-1].span.overlaps(time.span):
            if time.span in written and kept[-1].span not in written:
                kept[-1] = time
            continue
        kept.append(time)
    return tuple(kept)


def _in_sentence(s: Stream, begin: int, end: int, context: resolve.Context) -> Iterator[Time]:
    for piece in joined(s, pieces(s, begin, end)):
        context.at = piece.first
        value = resolve.value(piece, context, lambda p=piece: _look(s, p, begin, end))  # type: ignore[misc]
        if value:
            context.remember(value, piece.first)
            tokens = s.text.tokens
            yield Time(Span(tokens[piece.first].start, _end(s, piece)), value, piece.rule)


def _end(s: Stream, piece: Piece) -> int:
    """Without the possessive ending: Thursday's."""
    token = s.text.tokens[piece.last - 1]
    cut = len(token.form) - 2 if s.words.language == "en" and token.form[-2:] in ("'s", "’s") else len(token.form)
    return token.start + cut


def _look(s: Stream, piece: Piece, begin: int, end: int) -> Direction:
    """The direction of the sentence at a piece: `since` looks back, `until` ahead, unless the verb says otherwise."""
    tense = direction(s, piece.first, piece.last, begin, end)
    before = piece.first - 1
    while before > begin and s.kinds[before] in "beg":
        before -= 1
    form = s.form(before) if before >= begin else ""
    if form and s.words.has("since", form):
        return "future" if tense == "future" else "past"
    if form and s.words.has("until", form):
        return "past" if tense == "past" and before == begin else "future"
    return tense


def _date_line(text: Text) -> Iterator[Time]:
    """The first line `date 2026-02-09 Title`, which is in no paragraph."""
    found = _DATE_LINE.match(text.article.text)
    if found and calendar.real(*(int(part) for part in found.groups())):
        yield Time(Span(found.start(1), found.end(3)), "-".join(found.groups()), "time.date-line")


def _iso_dates(text: Text) -> Iterator[Time]:
    """2026-02-09 and 2026-02-09T14:30 anywhere in a paragraph that is read."""
    kept = [p.span for p in text.paragraphs if p.tokens.first < p.tokens.last]
    at = 0
    for found in _ISO.finditer(text.article.text):
        while at < len(kept) and kept[at].end <= found.start():
            at += 1
        read = at < len(kept) and kept[at].start <= found.start()
        if read and calendar.real(int(found[1]), int(found[2]), int(found[3])):
            yield Time(Span(*found.span()), found[0], "time.date")
