"""Pairs of quotation marks, told line by line.

A mark opens or closes by its shape and by its neighbours (a straight mark by its neighbours alone), and is paired by a
stack: nested marks of any kind, straight ones inside straight ones, guillemets of which one closing mark serves two
(«Читайте «Вісник», – сказав він). What is left unpaired when a paragraph ends, ends there, so it changes no other
paragraph; a paragraph of a long quotation that opens with a mark and does not close it is such a case.

Apostrophes (п'ять, don't, the owners' house) are no marks: a single mark counts only where a pair is found.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import islice
from typing import NamedTuple

from onrecord.lexicon import load
from onrecord.model.span import Span
from onrecord.model.text import Quotation

_MARK = re.compile(r"[«»„“”‟\"‹›‚‛]|‘{1,2}|’{1,2}|'{1,3}|(?<![`\w])`{1,2}(?!`)|(?<![,\w]),,(?=\w)")
_DOUBLE_OPENERS = "«„“‟"
_DOUBLE_CLOSERS = "»”"
_STRAIGHT = frozenset({'"', "''", "'"})
_SINGLE = frozenset("'’‘‛‚‹›`")
_QUOTES = frozenset("«»„“”‟\"‹›‚‘’‛'`")
_BEFORE_OPENING = frozenset("([{<-–—―−/:|•*")
_AFTER_CLOSING = frozenset(".,;:!?…)]}>-–—―−/|")
_LETTERS = re.compile(r"[^\W\d_]+")
_INCHES = re.compile(r"\d['′]\s?\d{1,2}$")
_FAMILY = {
    "«": "guillemet", "»": "guillemet", "„": "curly", "“": "curly", "”": "curly", "‟": "curly", '"': "straight",
    "''": "straight", "``": "straight", ",,": "straight", "’’": "curly", "‘‘": "curly", "‹": "small", "›": "small", "‚": "single", "‘": "single",
    "’": "single", "‛": "single", "'": "typed", "`": "typed",
}  # fmt: skip

_DEEPEST = 8  # marks deeper than this are noise, and a bound keeps the pairing linear
_RUN = 4

OPEN, CLOSE, EITHER, NONE = "open", "close", "either", "none"


class _Mark(NamedTuple):
    start: int
    end: int
    form: str
    role: str


class _Pair(NamedTuple):
    opener: _Mark
    end: int
    level: int


def quotations(text: str, lines: Iterable[Sequence[Span]]) -> tuple[Quotation, ...]:
    """All quotations of a text, sorted by start, the outer one first.

    `lines` are the paragraphs to look in, each as the pieces that are left of it (one, unless boilerplate is glued into
    it); offsets are code points of `text`.
    """
    found: list[Quotation] = []
    for pieces in lines:
        marks = [mark for piece in pieces for mark in _marks(text, piece)]
        if marks:
            found.extend(_pair(text, marks, Span(pieces[0].start, pieces[-1].end)))
    return tuple(found)


def _marks(text: str, piece: Span) -> list[_Mark]:
    found = []
    for match in _MARK.finditer(text, piece.start, piece.end):
        for start, end in _parts(text, match.start(), match.end(), piece):
            role = _role(text, start, end, piece)
            if role != NONE:
                found.append(_Mark(start, end, text[start:end], role))
    return found


def _parts(text: str, start: int, end: int, piece: Span) -> tuple[tuple[int, int], ...]:
    """Three typed apostrophes are a double and a single mark: the double one stands outside."""
    if end - start < 3:
        return ((start, end),)
    if start == piece.start or text[start - 1].isspace():
        return ((start, start + 2), (start + 2, end))
    return ((start, start + 1), (start + 1, end))


def _role(text: str, start: int, end: int, piece: Span) -> str:
    """Whether a mark opens or closes, by its shape and by the characters around it (other marks are skipped)."""
    form = text[start:end]
    before, after = _around(text, start, end, piece)
    by_place = _by_neighbours(before, after)
    if form in _SINGLE:
        role = _single_role(form, by_place, text[start - 1 : start] if start > piece.start else "", text[end : end + 1])
        return NONE if role == OPEN and _is_elided(text, end) else role
    if form in ("``", ",,", "„", "‘‘"):
        return OPEN
    if form == "’’":
        return CLOSE
    if form in _STRAIGHT:
        return NONE if form == '"' and _INCHES.search(text, max(piece.start, start - 6), start) else by_place
    if form in _DOUBLE_OPENERS:
        return CLOSE if by_place == CLOSE else OPEN
    return OPEN if by_place == OPEN else CLOSE


def _around(text: str, start: int, end: int, piece: Span) -> tuple[str, str]:
    """The nearest characters on both sides that are no quotation marks; a blank at the ends of the piece."""
    left, right = start - 1, end
    while left >= piece.start and start - left <= _RUN and text[left] in _QUOTES:
        left -= 1
    while right < piece.end and right - end < _RUN and text[right] in _QUOTES:
        right += 1
    return (text[left] if left >= piece.start else " "), (text[right] if right < piece.end else " ")


def _by_neighbours(before: str, after: str) -> str:
    opens = before.isspace() or before in _BEFORE_OPENING
    closes = after.isspace() or after in _AFTER_CLOSING
    if opens and closes:
        if before.isspace() and not after.isspace() and after not in ".…":
            return CLOSE
        if before in "-–—―−" and not before.isspace() and after in ",.!?…":
            return CLOSE
        return EITHER
    if opens:
        return OPEN
    if closes:
        return CLOSE
    return OPEN if before == "(" else EITHER


def _single_role(form: str, by_place: str, before: str, after: str) -> str:
    """Single marks: nothing inside a word; the rest is decided when the pair is looked for."""
    if form in "‹‚":
        return OPEN
    if form == "›":
        return CLOSE
    if before.isalnum() and after.isalnum():
        return NONE
    if form in "‘‛`":
        return OPEN if by_place == OPEN else NONE
    if form == "’":
        return CLOSE if by_place in (CLOSE, EITHER) else NONE
    return by_place if by_place in (OPEN, CLOSE) else NONE


def _is_elided(text: str, at: int) -> bool:
    """Whether the word at a place has lost its beginning ('em, 'tis), so that the mark before it is an apostrophe."""
    following = _LETTERS.match(text, at)
    return following is not None and following.group().lower() in _elided()


@cache
def _elided() -> frozenset[str]:
    return frozenset(e.entry for e in load.table("en", "language") if e.properties.get("role") == "elided")


def _pair(text: str, marks: Sequence[_Mark], line: Span) -> list[Quotation]:
    """The quotations of one paragraph."""
    stack: list[_Mark] = []
    pairs: list[_Pair] = []
    last_closer = {_family(mark): mark.start for mark in marks if mark.role == CLOSE}
    for i, mark in enumerate(marks):
        if _settled(mark, stack) == OPEN:
            counts = mark.form not in _SINGLE or last_closer.get(_family(mark), -1) > mark.end + 1
            if len(stack) < _DEEPEST and (counts or _opens_line(mark, line)):
                stack.append(mark)
            continue
        at = _partner(mark, stack)
        if at is not None and (mark.form not in _SINGLE or _ends_single(text, marks, i, stack[at], line)):
            pairs.append(_Pair(stack[at], mark.end, at))
            del stack[at:]
    closed = [(Span(pair.opener.start, pair.end), True) for pair in pairs]
    return _depths(sorted(closed + _left_open(text, stack, pairs, line), key=lambda q: (q[0].start, -q[0].end)))


def _opens_line(mark: _Mark, line: Span) -> bool:
    """A high single mark that opens a paragraph needs no partner: British quotations of several paragraphs."""
    return mark.form == "‘" and mark.start == line.start


def _settled(mark: _Mark, stack: Sequence[_Mark]) -> str:
    if mark.role == EITHER:
        return CLOSE if any(_family(m) == _family(mark) for m in stack) else OPEN
    return mark.role


def _family(mark: _Mark) -> str:
    return _FAMILY[mark.form]


def _partner(mark: _Mark, stack: Sequence[_Mark]) -> int | None:
    """The place in the stack of the mark that this one closes: of its own family, else any double one on top."""
    family = _family(mark)
    for at in range(len(stack) - 1, -1, -1):
        if _family(stack[at]) == family:
            return at
        if mark.form in _SINGLE and stack[at].form not in _SINGLE:
            return None
    if mark.form in _SINGLE:
        return None
    return next((at for at in range(len(stack) - 1, -1, -1) if stack[at].form not in _SINGLE), None)


def _ends_single(text: str, marks: Sequence[_Mark], i: int, opener: _Mark, line: Span) -> bool:
    """Whether a single mark that could close does: not the apostrophe of "owners’ house" where a better one follows."""
    mark = marks[i]
    if text[mark.start - 1] not in "sS" or not text[mark.end : mark.end + 2].strip().isalpha():
        return mark.start - opener.end > 1
    following = (other for other in islice(marks, i + 1, None) if _family(other) == _family(mark))
    return next((other.role != CLOSE for other in following), not _opens_line(opener, line))


def _left_open(text: str, stack: Sequence[_Mark], pairs: Sequence[_Pair], line: Span) -> list[tuple[Span, bool]]:
    """Quotations whose closing mark is missing: up to where the paragraph ends, or as far as a shared mark shows."""
    found: list[tuple[Span, bool]] = []
    limit = line.end
    for level, mark in enumerate(stack):
        if mark.form in _SINGLE and not _opens_line(mark, line):
            continue
        if mark.start >= limit:
            limit = line.end
        shared = _shared_closer(text, level, mark, pairs)
        closed = 0 < shared <= limit
        limit = shared if closed else limit
        found.append((Span(mark.start, limit), closed))
    return found


def _shared_closer(text: str, level: int, mark: _Mark, pairs: Sequence[_Pair]) -> int:
    """Guillemets of one kind close together with one mark: «Читайте «Вісник», – сказав він. 0 where none does."""
    if mark.form != "«":
        return 0
    inside = (pair for pair in pairs if pair.level == level + 1 and pair.opener.start > mark.start)
    return next((pair.end for pair in inside if pair.opener.form == "«" and _SHARED.match(text, pair.end)), 0)


_SHARED = re.compile(r",?\s+[-–—―]\s|[.,;]?\s*(?:$|\n)")


def _depths(spans: Sequence[tuple[Span, bool]]) -> list[Quotation]:
    found: list[Quotation] = []
    ends: list[int] = []
    for span, closed in spans:
        while ends and ends[-1] <= span.start:
            ends.pop()
        found.append(Quotation(span, len(ends), closed))
        ends.append(span.end)
    return found
