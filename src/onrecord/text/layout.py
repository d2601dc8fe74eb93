"""Paragraphs of an article and the part that each plays on the page.

Zones run by whole paragraphs: headline, teaser (lines between headline and body), body, subhead (a short line without
a final stop between paragraphs), caption, background (earlier context at the end or under its subhead), boilerplate.
Each question is a small function of one paragraph and its neighbours; the words they ask for are in
`lexicon/<language>/layout.tsv`.
"""

import itertools
import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from onrecord.lexicon import load
from onrecord.model.span import Span
from onrecord.model.text import LANGUAGES, Zone
from onrecord.text import boilerplate
from onrecord.text.phrases import Phrases, phrase

_LINE = re.compile(r"[^\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
_DATE_LINE = re.compile(r"\s*date[ \t]+\d{4}-\d{2}-\d{2}(?:T[\d:.+\-Z]+)?(?=\s|$)")
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
_WORD = re.compile(r"[^\W_]+(?:['’ʼ`\-‑.][^\W_]+)*")
_ORNAMENT = re.compile(r"[^\w«„“\"'‘]{0,4}")
_FINAL = re.compile(r"[.!?…][\"»”’')\]]*$")
_FULL_STOP = re.compile(r"(?:[.…][\"»”’')\]]*|[\"»”’')\]][.…])$")
_SAID_INSIDE = re.compile(r"[.!?…,][\"»”]")
_DIALOGUE = re.compile(r"[-–—―•*‣◦·]\s?|\d+[.)]\s|\d{1,2}[:.]\d{2}\W*$")
_TWO_SENTENCES = re.compile(r"[.!?…][\"»”)]*\s+[«„“\"–—-]?\s?[^\W\d_a-zа-яіїєґё]")
_TELLS_NAME = re.compile(r"[«„“\"]?[^\W\d_a-zа-яіїєґё]")

_BLANK_LINE = re.compile(r"(?:\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029])[ \t\u00a0]*[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_WRAPPED_LINES = 5

_HEADLINE_WORDS = 40
_CLOSED_HEADLINE_WORDS = 20
_TEASER_WORDS = 30
_TEASER_LINES = 4
_SUBHEAD_WORDS = 12
_SUBHEAD_LENGTH = 110
_CAPTION_WORDS = 45
_BLOCK_PARAGRAPHS = 3


class Block(NamedTuple):
    """A paragraph before its words are told apart. `line` numbers the line of the text that it is a piece of."""

    span: Span
    line: int
    zone: Zone


class _Line(NamedTuple):
    """What the rules ask of a paragraph, told once."""

    words: str
    length: int
    final: bool
    stop: bool


def blocks(text: str) -> tuple[Block, ...]:
    """The paragraphs of a text in order, with their zones; blank lines and a leading `date YYYY-MM-DD` are in none.

    Offsets are code points of `text`; spans are without the blanks around them, and do not overlap.
    """
    dated, lines = _lines(text)
    spans: list[tuple[Span, int]] = []
    page: list[tuple[Span, int]] = []
    for number, line in enumerate(lines):
        first_title = dated and number == 0
        for span, is_page in [(line, False)] if first_title else boilerplate.pieces(text, line):
            (page if is_page else spans).append((span, number))
    told = [_told(span.of(text)) for span, _ in spans]
    zones = _zones(told, dated)
    known = [Block(span, number, zone) for (span, number), zone in zip(spans, zones, strict=True)]
    known.extend(Block(span, number, "boilerplate") for span, number in page)
    return tuple(sorted(known))


def _lines(text: str) -> tuple[bool, list[Span]]:
    """Whether a date line opens the text, and its lines that hold anything, without the blanks around them."""
    date = _DATE_LINE.match(text)
    start = date.end() if date else 0
    found = []
    for match in _LINE.finditer(text, start):
        span = _strip(text, match.start(), match.end())
        if span.start < span.end:
            found.append(span)
    titled = bool(date and found and _LINE.fullmatch(text, start, found[0].start + 1))
    return titled, _unwrapped(text, found)


def _unwrapped(text: str, lines: list[Span]) -> list[Span]:
    """Paragraphs that were broken into lines of one width (mails, old text files) made whole again."""
    touching = [
        (upper, lower)
        for upper, lower in itertools.pairwise(lines)
        if not _BLANK_LINE.search(text, upper.end, lower.start)
    ]
    if not _is_wrapped(text, touching):
        return lines
    joined = [lines[0]]
    for upper, lower in itertools.pairwise(lines):
        if _BLANK_LINE.search(text, upper.end, lower.start):
            joined.append(lower)
        else:
            joined[-1] = Span(joined[-1].start, lower.end)
    return joined


def _is_wrapped(text: str, touching: Sequence[tuple[Span, Span]]) -> bool:
    """Whether lines that touch end at one width, in the middle of sentences."""
    if len(touching) < _WRAPPED_LINES:
        return False
    lengths = sorted(upper.end - upper.start for upper, _ in touching)
    width = lengths[-1]
    if not 40 <= width <= 110 or lengths[len(lengths) // 5] < 0.7 * width:
        return False
    goes_on = sum(text[lower.start].islower() for _, lower in touching)
    return 2 * goes_on >= len(touching)


def _strip(text: str, start: int, end: int) -> Span:
    while start < end and (text[start].isspace() or text[start] in _INVISIBLE):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in _INVISIBLE):
        end -= 1
    return Span(start, end)


def _told(words: str) -> _Line:
    count = len(_WORD.findall(words)) if len(words) < 600 else 100
    return _Line(words, count, bool(_FINAL.search(words[-8:])), bool(_FULL_STOP.search(words[-8:])))


def _zones(lines: Sequence[_Line], dated: bool) -> list[Zone]:
    zones: list[Zone] = ["body"] * len(lines)
    top = 0
    if lines and (dated or is_headline(lines)):
        zones[0] = "headline"
        top = 1
        while top < len(lines) and top <= _TEASER_LINES and is_teaser(lines, top):
            top += 1
        zones[1:top] = ["teaser"] * (top - 1)
    for i in range(top, len(lines)):
        if is_caption(lines[i]):
            zones[i] = "caption"
        elif is_subhead(lines, i, top):
            zones[i] = "subhead"
    _free_questions(lines, zones)
    _mark_background(lines, zones)
    return zones


def is_headline(lines: Sequence[_Line]) -> bool:
    """The first line, unless it reads like a paragraph: long, or of several sentences, or all there is."""
    first = lines[0]
    if _DIALOGUE.match(first.words) or first.words.endswith(":"):
        return False
    if len(lines) == 1:
        return not first.final and first.length <= _CLOSED_HEADLINE_WORDS
    if first.stop:
        return first.length <= _CLOSED_HEADLINE_WORDS and not _TWO_SENTENCES.search(first.words)
    return first.length <= _HEADLINE_WORDS


def is_teaser(lines: Sequence[_Line], i: int) -> bool:
    """A line under the headline without a full stop, where a body follows."""
    line = lines[i]
    if line.stop or line.length > _TEASER_WORDS or i + 1 >= len(lines) or is_caption(line):
        return False
    if line.final and (line.length > _SUBHEAD_WORDS or _TWO_SENTENCES.search(line.words)):
        return False
    return not (_DIALOGUE.match(line.words) or line.words.endswith((":", ",", ";")))


def is_caption(line: _Line) -> bool:
    """A line that says what a picture shows."""
    if line.length > _CAPTION_WORDS:
        return False
    return _opens(line.words, "zone", "caption")


def is_subhead(lines: Sequence[_Line], i: int, top: int) -> bool:
    """A short line without a full stop between paragraphs: neither speech, nor a label, nor one of many such lines."""
    line = lines[i]
    if line.stop or line.length > _SUBHEAD_WORDS or len(line.words) > _SUBHEAD_LENGTH or not line.length:
        return i > top and _is_background_subhead(line) and i + 1 < len(lines)
    if i + 1 >= len(lines) or _DIALOGUE.match(line.words) or line.words.endswith((":", ",", ";")):
        return False
    if i > top and lines[i - 1].words.endswith(":") or _SAID_INSIDE.search(line.words):
        return False
    return not _among_short(lines, i)


def _among_short(lines: Sequence[_Line], i: int) -> bool:
    """Whether this is one of three or more short lines in a row: a list or a poem, not subheads."""
    run = 1
    for step in (-1, 1):
        at = i + step
        while 0 <= at < len(lines) and run < 3 and not lines[at].stop and lines[at].length <= _SUBHEAD_WORDS:
            run += 1
            at += step
    return run >= 3


def _free_questions(lines: Sequence[_Line], zones: list[Zone]) -> None:
    """Where most short lines ask, they are an interviewer's questions and belong to the body."""
    subheads = [i for i, zone in enumerate(zones) if zone == "subhead"]
    questions = [i for i in subheads if lines[i].words.endswith("?")]
    if len(questions) >= 3 and 5 * len(questions) >= 3 * len(subheads):
        for i in questions:
            zones[i] = "body"


def _mark_background(lines: Sequence[_Line], zones: list[Zone]) -> None:
    _mark_sections(lines, zones)
    _mark_end(lines, zones)


def _mark_sections(lines: Sequence[_Line], zones: list[Zone]) -> None:
    """Body under a subhead that announces earlier context, or that opens with the outlet's own earlier report."""
    inside = False
    for i, zone in enumerate(zones):
        if zone == "subhead":
            own = i + 1 < len(lines) and 2 * i >= len(lines) and _is_own_report(lines[i + 1].words)
            inside = own or _is_background_subhead(lines[i])
        elif zone == "body" and inside:
            zones[i] = "background"


def _mark_end(lines: Sequence[_Line], zones: list[Zone]) -> None:
    """The last paragraphs where they recall what was before ("Нагадаємо, …", "Earlier, …")."""
    body = [i for i, zone in enumerate(zones) if zone in ("body", "background")]
    for i in reversed(body[2:]):
        if zones[i] == "body" and not _opens(lines[i].words, "background", "block", "end"):
            break
        zones[i] = "background"
    for back in range(min(_BLOCK_PARAGRAPHS, len(body) - 2), 0, -1):
        if _opens(lines[body[-back]].words, "background", "block"):
            for i in body[-back:]:
                zones[i] = "background"
            return


def _is_background_subhead(line: _Line) -> bool:
    return (
        line.length <= _SUBHEAD_WORDS
        and not line.stop
        and (_opens(line.words, "background", "subhead") or _closes_with_subhead(line.words))
    )


def _closes_with_subhead(words: str) -> bool:
    """ "Торгівля – останні новини": the announcement may follow a dash or a colon."""
    parts = re.split(r"\s[-–—]\s|:\s", words)
    return len(parts) > 1 and _opens(parts[-1], "background", "subhead")


def _is_own_report(words: str) -> bool:
    """ "Вісник писав, що …": an imperfective verb of reporting right after a name that opens the paragraph."""
    if not _TELLS_NAME.match(words):
        return False
    starts = [m.start() for m in _WORD.finditer(words[:80])][1:4]
    return any(_opens(words[start:], "background", "report") for start in starts)


def _opens(words: str, key: str, *values: str) -> bool:
    ornament = _ORNAMENT.match(words)
    for found in _phrases().at(words, ornament.end() if ornament else 0, len(words)):
        if set(values) & set(found.entry.values(key)):
            return found.entry.properties.get("colon") != "yes" or words[found.end :].lstrip()[:1] == ":"
    return False


@cache
def _phrases() -> Phrases:
    return Phrases(phrase(entry) for language in LANGUAGES for entry in load.table(language, "layout"))
