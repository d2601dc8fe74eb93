"""Pairs of quotation marks, told line by line.

A mark opens or closes by its shape and by its neighbours (a straight mark by its neighbours alone), and is paired by a
stack: nested marks of any kind, straight ones inside straight ones, guillemets of which one closing mark serves two
(«Читайте «Вісник», – сказав він). What is left unpaired at the end of a paragraph ends there, so it changes no other
paragraph; a paragraph of a long quotation that opens with a mark and does not close it is such a case.

Apostrophes (п'ять, don't, the owners' house) are no marks: a single mark counts only where a pair is found.
"""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from onrecord.model.span import Span
from onrecord.model.text import Quotation

_MARK = re.compile(r"[«»„“”‟\"‹›‚‘’‛]|(?<!')'{1,2}(?!')|(?<![`\w])`{1,2}(?!`)|(?<![,\w]),,(?=\w)")
_DOUBLE_OPENERS = "«„“‟"
_DOUBLE_CLOSERS = "»”"
_STRAIGHT = frozenset({'"', "''", "'"})
_SINGLE = frozenset("'’‘‛‚‹›`")
_QUOTES = frozenset("«»„“”‟\"‹›‚‘’‛'`")
_BEFORE_OPENING = frozenset("([{<-–—―−/:|•*")
_AFTER_CLOSING = frozenset(".,;:!?…)]}>-–—―−/|")
_INCHES = re.compile(r"\d['′]\s?\d{1,2}$")
_FAMILY = {
    "«": "guillemet", "»": "guillemet", "„": "curly", "“": "curly", "”": "curly", "‟": "curly", '"': "straight",
    "''": "straight", "``": "straight", ",,": "straight", "‹": "small", "›": "small", "‚": "single", "‘": "single",
    "’": "single", "‛": "single", "'": "typed", "`": "typed",
}  # fmt: skip

OPEN, CLOSE, EITHER, NONE = "open", "close", "either", "none"


class _Mark(NamedTuple):
    start: int
    end: int
    form: str
    role: str


class _Opened(NamedTuple):
    mark: _Mark
    order: int


def quotations(text: str, lines: Iterable[Sequence[Span]]) -> tuple[Quotation, ...]:
    """All quotations of a text, sorted by start, the outer one first.

    `lines` are the paragraphs to look in, each as the pieces that are left of it (one, unless boilerplate is glued into
    it); offsets are code points of `text`.
    """
    found: list[Quotation] = []
    for pieces in lines:
        marks = [mark for piece in pieces for mark in _marks(text, piece)]
        if marks:
            found.extend(_pair(text, marks, pieces[-1].end))
    return tuple(found)


def _marks(text: str, piece: Span) -> list[_Mark]:
    found = []
    for match in _MARK.finditer(text, piece.start, piece.end):
        role = _role(text, match.group(), match.start(), match.end(), piece)
        if role != NONE:
            found.append(_Mark(match.start(), match.end(), match.group(), role))
    return found


def _role(text: str, form: str, start: int, end: int, piece: Span) -> str:
    """Whether a mark opens or closes, by its shape and by the characters around it (other marks are skipped)."""
    left, right = start - 1, end
    while left >= piece.start and text[left] in _QUOTES:
        left -= 1
    while right < piece.end and text[right] in _QUOTES:
        right += 1
    before = text[left] if left >= piece.start else " "
    after = text[right] if right < piece.end else " "
    by_place = _by_neighbours(before, after)
    if form in _SINGLE:
        return _single_role(form, by_place, text[start - 1 : start] if start > piece.start else "", text[end : end + 1])
    if form in ("``", ",,", "„"):
        return OPEN
    if form in _STRAIGHT:
        return NONE if form == '"' and _INCHES.search(text, max(piece.start, start - 6), start) else by_place
    if form in _DOUBLE_OPENERS:
        return CLOSE if by_place == CLOSE else OPEN
    return OPEN if by_place == OPEN else CLOSE


def _by_neighbours(before: str, after: str) -> str:
    opens = before.isspace() or before in _BEFORE_OPENING
    closes = after.isspace() or after in _AFTER_CLOSING
    if opens and closes:
        if after in ".…" and before.isspace():
            return OPEN
        if not after.isspace() and before.isspace():
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


def _pair(text: str, marks: Sequence[_Mark], end: int) -> list[Quotation]:
    """The quotations of one paragraph that ends at `end`."""
    stack: list[_Mark] = []
    pairs: list[tuple[_Mark, int]] = []
    for i, mark in enumerate(marks):
        role = _settled(mark, stack)
        if role == OPEN:
            if mark.form in _SINGLE and not _closes_later(text, marks, i):
                continue
            stack.append(mark)
        elif (at := _partner(mark, stack)) is not None:
            if mark.form in _SINGLE and not _ends_single(text, marks, i, stack[at]):
                continue
            pairs.append((stack[at], mark.end))
            del stack[at:]
    closed = [(Span(mark.start, stop), True) for mark, stop in pairs]
    return _depths(sorted(closed + _left_open(text, stack, pairs, end), key=lambda q: (q[0].start, -q[0].end)))


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
    if mark.form in _SINGLE:
        return None
    return next((at for at in range(len(stack) - 1, -1, -1) if stack[at].form not in _SINGLE), None)


def _closes_later(text: str, marks: Sequence[_Mark], i: int) -> bool:
    """Whether a single mark has a partner further on; an apostrophe (’tis, 'em) has none."""
    family = _family(marks[i])
    later = (m for m in marks[i + 1 :] if m.role == CLOSE and _family(m) == family)
    return any(m.start - marks[i].end > 1 for m in later)


def _ends_single(text: str, marks: Sequence[_Mark], i: int, opener: _Mark) -> bool:
    """Whether a single mark that could close does: not the apostrophe of "owners’ house" where a better one follows."""
    mark = marks[i]
    if text[mark.start - 1] not in "sSзс" or not text[mark.end : mark.end + 2].strip().isalpha():
        return mark.start - opener.end > 1
    for other in marks[i + 1 :]:
        if _family(other) == _family(mark):
            return other.role != CLOSE
    return True


def _left_open(
    text: str, stack: Sequence[_Mark], pairs: Sequence[tuple[_Mark, int]], end: int
) -> list[tuple[Span, bool]]:
    """Quotations whose closing mark is missing: to the end of the paragraph, or as far as a shared mark shows."""
    found: list[tuple[Span, bool]] = []
    limit = end
    for mark in stack:
        if mark.form in _SINGLE:
            continue
        if mark.start >= limit:
            limit = end
        shared = _shared_closer(text, mark, pairs)
        closed = shared is not None and shared <= limit
        limit = shared if shared is not None and closed else limit
        found.append((Span(mark.start, limit), closed))
    return found


def _shared_closer(text: str, mark: _Mark, pairs: Sequence[tuple[_Mark, int]]) -> int | None:
    """Guillemets of one kind close together with one mark: «Читайте «Вісник», – сказав він."""
    if mark.form != "«":
        return None
    inside = [(inner, stop) for inner, stop in pairs if inner.start > mark.start]
    for inner, stop in inside:
        outermost = not any(other.start < inner.start and stop < last for other, last in inside)
        if inner.form == "«" and outermost and _SHARED.match(text, stop):
            return stop
    return None


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
