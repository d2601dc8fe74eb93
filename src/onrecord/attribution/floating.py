"""Quotations that go on after their attribution: next paragraphs that open with a mark, and quotations without a cue."""

from collections.abc import Sequence

from onrecord.attribution.draft import Draft
from onrecord.attribution.page import Page
from onrecord.model.text import Range

_LEAST_WORDS = 4


def carry_on(page: Page, drafts: Sequence[Draft]) -> list[Draft]:
    """Give quotations that nobody claims to the attribution before them: the next paragraph of a quotation, or a
    paragraph that is all quotation right after speech of somebody. One pass in text order."""
    found = list(drafts)
    claimed = _claimed(page, found)
    for number, quotation in enumerate(page.quotations):
        if number in claimed or page.words((quotation,)) < _LEAST_WORDS or not _whole_paragraph(page, quotation):
            continue
        owner = _owner(page, found, quotation)
        if owner is not None:
            draft = found[owner]
            found[owner] = draft.because("content.carried-on", content=(*draft.content, quotation))
            claimed.add(number)
    return found


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
    block = page.text.paragraphs[number].tokens
    outside = [*range(block.first, quotation.first), *range(quotation.last, block.last)]
    return all(page.is_mark(i) for i in outside)


def _owner(page: Page, drafts: Sequence[Draft], quotation: Range) -> int | None:
    """The attribution whose content or cue ends the paragraph before the quotation."""
    number = page.paragraph[quotation.first] - 1
    while number >= 0 and page.text.paragraphs[number].tokens.first == page.text.paragraphs[number].tokens.last:
        number -= 1
    best: tuple[int, int] | None = None
    for index, draft in enumerate(drafts):
        last = max(draft.content[-1].last - 1, draft.cue[-1]) if draft.content else draft.cue[-1]
        spoken = any(page.quoted[i] >= 0 for r in draft.content for i in range(r.first, r.last))
        outer = page.quoted[draft.cue[0]] < 0
        if outer and spoken and page.paragraph[last] == number and (best is None or last > best[0]):
            best = (last, index)
    return best[1] if best else None
