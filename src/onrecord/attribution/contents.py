"""Contents by the guide's conventions: whole quotations, pieces that belong together, no loose marks at the edges.

Every rule takes a `Page` and a draft and returns the draft, changed or not. All places are token indices.
"""

from onrecord.attribution.draft import Draft, runs
from onrecord.attribution.page import Page
from onrecord.model.text import Range

OPENERS = frozenset('«“„‟"‹‚‘([')
CLOSERS = frozenset('»”“"’›)]')
DASHES = frozenset("-–—―−")
TIES = frozenset(",;:-–—―−|•*")
"""Marks that tie a content to its cue and belong to neither."""

_MOST_OF = 0.5
_HEAD = 6


def whole_quotation(page: Page, draft: Draft) -> Draft:
    """A quotation that is mostly content, or opens as content, is content from mark to mark (without the cue in it)."""
    held = {i for r in draft.content for i in range(r.first, r.last)}
    taken = set(draft.cue) | {i for r in draft.source for i in range(r.first, r.last)}
    grown = set(held)
    for number in sorted({page.quoted[i] for i in held} - {-1}):
        quotation = page.quotations[number]
        inside = range(quotation.first, quotation.last)
        if taken and any(page.quoted[i] == number for i in draft.cue) and number in page.closed:
            continue  # the cue is the quoted speaker's own word
        words = [i for i in inside if not page.is_mark(i)]
        share = sum(i in held for i in words) / max(1, len(words))
        opens = any(i in held for i in words[:3])
        if share >= _MOST_OF or (opens and share >= 0.1):
            grown |= set(inside)
    content = runs(sorted(grown - taken)) if grown != held else draft.content
    return draft if content == draft.content else draft.because("content.whole-quotation", content=content)


def quoted_end(page: Page, draft: Draft) -> Draft:
    """What is told in the outlet's words goes on through a quoted scrap of the same sentence: the scrap begins in lower
    case and follows at once ("what he means by 'the spirit'") or after a comma ("to unload, 'but not at night'")."""
    taken = {*draft.cue, *(i for r in draft.source for i in range(r.first, r.last))}
    content = tuple(Range(r.first, _end_of_scrap(page, r, taken)) for r in draft.content)
    return draft if content == draft.content else draft.because("content.quoted-end", content=content)


def _end_of_scrap(page: Page, piece: Range, taken: set[int]) -> int:
    """Where the scrap that continues a piece ends; the end of the piece where none does."""
    first = piece.last + (page.form(piece.last) == ",")
    number = page.quoted[first] if first < len(page.quoted) else -1
    if page.quoted[piece.last - 1] >= 0 or number not in page.closed or page.quotations[number].first != first:
        return piece.last
    last = page.quotations[number].last
    here = page.sentence[piece.first] == page.sentence[first] == page.sentence[last - 1]
    scrap = here and page.form(first + 1)[:1].islower() and not taken.intersection(range(piece.last, last))
    return last if scrap else piece.last


def joined_pieces(page: Page, draft: Draft) -> Draft:
    """Only cue and source part a content: pieces of one sentence with nothing of these between them are one piece."""
    taken = set(draft.cue) | {i for r in draft.source for i in range(r.first, r.last)}
    found: list[Range] = []
    for r in draft.content:
        if found and not taken.intersection(range(found[-1].last, r.first)) and _together(page, found[-1], r):
            found[-1] = Range(found[-1].first, r.last)
        else:
            found.append(r)
    return draft if len(found) == len(draft.content) else draft.because("content.joined", content=tuple(found))


def _together(page: Page, left: Range, right: Range) -> bool:
    """Whether two pieces stand in one sentence, or with marks alone between them; quoted and unquoted words stay apart."""
    gap = range(left.last, right.first)
    if len(gap) <= 2 and all(page.is_mark(i) for i in gap):
        return True
    same = page.sentence[left.last - 1] == page.sentence[right.first]
    return same and page.quoted[left.last - 1] == page.quoted[right.first]


def edge_marks(page: Page, draft: Draft) -> Draft:
    """No tie, and no bracket or quotation mark without its partner, stands at the edge of a piece; a full stop only
    inside quotation marks or where the piece holds whole sentences."""
    content = tuple(r for r in (_bare(page, r) for r in draft.content) if r.last > r.first and page.words((r,)))
    return draft if content == draft.content else draft.because("content.edges", content=content)


def _bare(page: Page, piece: Range) -> Range:
    """The piece trimmed until nothing more falls away: what falls away may leave another mark without its partner."""
    trimmed = _trimmed(page, piece)
    while trimmed != piece and trimmed.first < trimmed.last:
        piece, trimmed = trimmed, _trimmed(page, trimmed)
    return trimmed


def _trimmed(page: Page, piece: Range) -> Range:
    first, last = piece
    while first < last and (page.form(first) in TIES or page.form(first) in ".!?…" or _lone(page, first, first, last)):
        first += 1
    while last > first and (page.form(last - 1) in TIES or _lone(page, last - 1, first, last)):
        last -= 1
    if last - first > 1 and page.form(last - 1) == "." and page.sentence[first] == page.sentence[last - 1]:
        last -= 1
    return Range(first, last)


def _lone(page: Page, i: int, first: int, last: int) -> bool:
    """Whether token i is a bracket or quotation mark whose partner stands outside the piece."""
    form = page.form(i)
    if form not in OPENERS and form not in CLOSERS:
        return False
    number = page.quoted[i]
    if number >= 0:
        quotation = page.quotations[number]
        if i in (quotation.first, quotation.last - 1):
            return not any(page.quoted[j] == number for j in range(first, last) if not page.is_mark(j))
        return any(i in (q.first, q.last - 1) and not (first <= q.first and q.last <= last) for q in page.inner)
    return not any(page.form(j) in (CLOSERS if i == first else OPENERS) for j in range(first, last) if j != i)


def same_place(page: Page, draft: Draft) -> Draft:
    """Words outside quotation marks are content only in the cue's own sentence, unless nothing there is: the content of
    "Про це заявив" stands in an earlier sentence."""
    own = page.sentence[draft.cue[0]]
    near = tuple(
        r for r in draft.content if any(page.sentence[i] == own or page.quoted[i] >= 0 for i in range(r.first, r.last))
    )
    unquoted = [r for r in near if page.quoted[r.first] < 0]
    if len(near) == len(draft.content) or not unquoted:
        return draft
    return draft.because("content.same-sentence", content=near)


def whole_turn(page: Page, draft: Draft) -> Draft:
    """After the dash of a dialogue, or the colon of a transcript or headline, all of the paragraph is said, unless it
    opens with a quotation, which then is."""
    cue = draft.cue[0]
    if len(draft.cue) > 1 or not _opens_turn(page, cue) or draft.content[0].first != cue + 1:
        return draft
    last = cue + 1
    while last < len(page.paragraph) and page.paragraph[last] == page.paragraph[cue]:
        last += 1
    number = page.quoted[cue + 1] if cue + 1 < last else -1
    if number >= 0 and page.quotations[number].first == cue + 1:
        last = min(last, page.quotations[number].last)
    turn = (Range(cue + 1, last), *(r for r in draft.content if r.first >= last))
    return draft if turn == draft.content else draft.anew("content.whole-turn", turn)


def _opens_turn(page: Page, cue: int) -> bool:
    """Whether a mark opens a turn: a dash that begins a paragraph, or a colon after a few words at its head."""
    start = cue
    while start > 0 and page.paragraph[start - 1] == page.paragraph[cue] and cue - start <= _HEAD:
        start -= 1
    if page.form(cue) in DASHES:
        return start == cue
    return page.form(cue) == ":" and cue - start <= _HEAD
