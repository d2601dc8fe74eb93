"""How the words are given: all of them as spoken, none, or a part."""

from onrecord.attribution.contents import DASHES
from onrecord.attribution.draft import Draft
from onrecord.attribution.page import Page
from onrecord.model.attribution import Kind
from onrecord.model.text import Range

_NAME_WORDS = 3


def kind(page: Page, draft: Draft) -> tuple[Kind, str]:
    """The kind of an attribution and the name of the rule that tells it."""
    words = [i for r in draft.content for i in range(r.first, r.last) if not page.is_mark(i)]
    own = {page.quoted[i] for i in draft.cue} - {-1}
    if own and _parted(page, draft, own):
        return "direct", "kind.parted-quotation"
    quoted = [i for i in words if _is_quoted(page, i, own)]
    if len(quoted) == len(words):
        return "direct", "kind.quoted"
    if not quoted and _set_off(page, draft):
        return "direct", "kind.set-off"
    if [i for i in quoted if not _in_name(page, i)]:
        return ("direct", "kind.turn") if _is_turn(page, draft) else ("mixed", "kind.partly-quoted")
    return ("direct", "kind.turn") if _is_turn(page, draft) else ("indirect", "kind.unquoted")


def _is_quoted(page: Page, i: int, own: set[int]) -> bool:
    """Whether token i is quoted, seen from a cue that may itself stand in a quotation."""
    if page.quoted[i] >= 0 and page.quoted[i] not in own:
        return True
    return any(r.first <= i < r.last for r in page.inner)


def _parted(page: Page, draft: Draft, own: set[int]) -> bool:
    """The cue stands in the quotation that it parts: «A, – сказав він. – B»."""
    for number in own:
        quotation = page.quotations[number]
        held = sum(max(0, min(r.last, quotation.last) - max(r.first, quotation.first)) for r in draft.content)
        outside = draft.content and draft.content[0].first <= quotation.first + 1
        if outside and held >= 0.5 * (quotation.last - quotation.first):
            return True
    return False


def _in_name(page: Page, i: int) -> bool:
    """Whether token i stands in a short quotation that opens with a capital: the name of a body, a paper or a ship."""
    holders = [page.quotations[page.quoted[i]]] if page.quoted[i] >= 0 else []
    holders += [r for r in page.inner if r.first <= i < r.last]
    return any(_is_name(page, r) for r in holders)


def _is_name(page: Page, r: Range) -> bool:
    words = [i for i in range(r.first, r.last) if not page.is_mark(i)]
    before = page.form(r.first - 1)
    return 0 < len(words) <= _NAME_WORDS and page.form(words[0])[:1].isupper() and before[:1].isalpha()


def _set_off(page: Page, draft: Draft) -> bool:
    """Speech without marks that a dash ties to its cue, or that a dash opens as a line of dialogue."""
    piece = draft.content[0]
    cue = draft.cue[0]
    tie = piece.last
    while tie < cue and page.form(tie) in {",", "!", "?", ".", "…", "»", "”", '"'}:
        tie += 1
    tied = piece.last <= tie < cue and page.form(tie) in DASHES and cue - tie <= 8
    return tied or _is_turn(page, draft)


def _is_turn(page: Page, draft: Draft) -> bool:
    """A line of dialogue, or a turn of an interview or a transcript."""
    first = draft.content[0].first
    opens = page.form(first - 1) in DASHES and _opens_paragraph(page, first - 1)
    form = page.form(draft.cue[0])
    return opens or (len(draft.cue) == 1 and form in DASHES | {":"} and _opens_turn(page, draft))


def _opens_paragraph(page: Page, i: int) -> bool:
    return i == 0 or page.paragraph[i] != page.paragraph[i - 1]


def _opens_turn(page: Page, draft: Draft) -> bool:
    """The cue mark stands at the head of its paragraph (a dash) or after a name there (a colon), outside the headline."""
    cue = draft.cue[0]
    start = cue
    while start > 0 and page.paragraph[start - 1] == page.paragraph[cue]:
        start -= 1
    zone = page.blocks[page.paragraph[cue]].zone
    return zone == "body" and cue - start <= 5
