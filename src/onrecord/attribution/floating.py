"""Quotations that go on after their attribution: next paragraphs that open with a mark, and quotations without a cue."""

from collections.abc import Sequence

from onrecord.attribution.draft import Draft
from onrecord.attribution.page import Page
from onrecord.model.text import Range

_LEAST_WORDS = 4
_MOST_PARAGRAPHS = 12
_CLOSING = frozenset({"»", "”", "“", '"'})


def carry_on(page: Page, drafts: Sequence[Draft]) -> list[Draft]:
    """Give quotations that nobody claims to the attribution before them: the next paragraph of a quotation, or a
    paragraph that is all quotation right after speech of somebody. One pass in text order."""
    found = list(drafts)
    claimed = _claimed(page, found)
    owners = _owners(page, found)
    for number, quotation in enumerate(page.quotations):
        if number in claimed or page.words((quotation,)) < _LEAST_WORDS or not _whole_paragraph(page, quotation):
            continue
        owner = owners.get(page.paragraph[quotation.first] - 1)
        if owner is not None and _zone(page, quotation.first) == _zone(page, found[owner].cue[0]):
            draft = found[owner]
            found[owner] = draft.because("content.carried-on", content=(*draft.content, quotation))
            claimed.add(number)
            owners[page.paragraph[quotation.first]] = owner
    return found


def spread(page: Page, drafts: Sequence[Draft]) -> list[Draft]:
    """A quotation that opens in one paragraph and closes paragraphs later, with no marks between, is one content, a piece a
    paragraph."""
    return [_over_paragraphs(page, draft) for draft in drafts]


def _over_paragraphs(page: Page, draft: Draft) -> Draft:
    last = draft.content[-1].last - 1
    number, block = page.quoted[last], page.paragraph[last]
    opened = (
        number >= 0 and number not in page.closed and page.quotations[number].last == page.blocks[block].tokens.last
    )
    if not opened or page.quoted[draft.cue[0]] == number:
        return draft
    for end in range(block + 1, min(block + 1 + _MOST_PARAGRAPHS, len(page.blocks))):
        first, after = page.blocks[end].tokens
        if any(page.quoted[i] >= 0 and page.quotations[page.quoted[i]].first == first for i in range(first, after)):
            return draft  # a paragraph with marks of its own: `carry_on` sees to it
        if _closes(page, end):
            pieces = tuple(page.blocks[n].tokens for n in range(block + 1, end + 1))
            return draft.because("content.spread-quotation", content=(*draft.content, *pieces))
    return draft


def _closes(page: Page, block: int) -> bool:
    """Whether a paragraph ends with a closing mark that nothing in it opened."""
    first, after = page.blocks[block].tokens
    ends = [i for i in range(max(first, after - 2), after) if page.form(i) in _CLOSING]
    return bool(ends) and page.quoted[ends[-1]] < 0


def _zone(page: Page, i: int) -> str:
    return page.blocks[page.paragraph[i]].zone


def _claimed(page: Page, drafts: Sequence[Draft]) -> set[int]:
    """The outermost quotations in which some attribution has its content, or its cue at the top level."""
    taken: set[int] = set()
    for draft in drafts:
        own = page.quoted[draft.cue[0]]
        for r in draft.content:
            taken.update(q for q in page.quoted[r.first : r.last] if q >= 0 and q != own)
    return taken


def _whole_paragraph(page: Page, quotation: Range) -> bool:
    """Whether the quotation fills its paragraph, but for marks."""
    number = page.paragraph[quotation.first]
    block = page.blocks[number].tokens
    outside = [*range(block.first, quotation.first), *range(quotation.last, block.last)]
    return all(page.is_mark(i) for i in outside)


def _owners(page: Page, drafts: Sequence[Draft]) -> dict[int, int]:
    """Paragraph number -> the draft with quoted content whose content or cue reaches furthest in it."""
    best: dict[int, tuple[int, int]] = {}
    for index, draft in enumerate(drafts):
        spoken = any(page.quoted[i] >= 0 for r in draft.content for i in range(r.first, r.last))
        if spoken and page.quoted[draft.cue[0]] < 0:
            last = max(draft.content[-1].last - 1, draft.cue[-1])
            number = page.paragraph[last]
            best[number] = max(best.get(number, (-1, -1)), (last, index))
    return {number: index for number, (_, index) in best.items()}
