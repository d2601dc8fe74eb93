"""Where two attributions meet: what one of them takes from the other.

Every rule takes a `Page` and all drafts of the text and returns them in the same order. All places are token indices.
"""

from collections.abc import Sequence
from functools import cache

from onrecord.attribution import nesting
from onrecord.attribution.draft import Draft
from onrecord.attribution.page import Page
from onrecord.lexicon import load
from onrecord.model.text import Language, Range

_LOOK_BACK = 6
_NEAR = 8
_SHARED = 0.8
_JOINERS = frozenset({"and", "but", "or"})


def stop_at_next_cue(page: Page, drafts: Sequence[Draft]) -> list[Draft]:
    """A content ends before a further cue of the same source: "критикує владу і закликає …" is two attributions."""
    found = list(drafts)
    for j, i, _ in nesting.held(drafts):
        if _goes_on_with(page, drafts[j], drafts[i]):
            end = _clause_start(page, drafts[i].cue[0])
            kept = tuple(Range(r.first, min(r.last, end)) for r in found[j].content if r.first < end)
            if page.words(kept) and kept != found[j].content:
                found[j] = found[j].because("content.stops-at-next-cue", content=kept)
    return found


def _goes_on_with(page: Page, draft: Draft, other: Draft) -> bool:
    """Whether `other`, which has its cue in the content of `draft`, stands outside quotation marks and shares its source."""
    cue = other.cue[0]
    if not (draft.source and other.source) or page.quoted[cue] != page.quoted[draft.cue[0]] or cue < draft.cue[0]:
        return False
    return set(other.source) == set(draft.source)


def _clause_start(page: Page, cue: int) -> int:
    """Where the clause of a cue begins: at the joining word or comma before it, a few tokens back at most."""
    for i in range(cue - 1, cue - 1 - _LOOK_BACK, -1):
        if page.form(i) in {",", ";", "–", "—"}:
            return i
        if page.form(i).lower() in _joiners(page.text.language):
            return i - 1 if page.form(i - 1) == "," else i
    return cue


@cache
def _joiners(language: Language) -> frozenset[str]:
    """The words that join two clauses of one rank."""
    return frozenset(
        entry.entry for entry in load.table(language, "function") if _JOINERS & set(entry.values("concept"))
    )


def grow_over_nested(page: Page, drafts: Sequence[Draft]) -> list[Draft]:
    """Where two drafts share a content and the source and cue of one stand between the other's cue and that content,
    these belong to the other's content: "X said | Y believes that Z", "denied | accusations that Z"."""
    return [_grown(page, draft, drafts[max(0, i - _NEAR) : i + _NEAR + 1]) for i, draft in enumerate(drafts)]


def _grown(page: Page, draft: Draft, others: Sequence[Draft]) -> Draft:
    for other in others:
        if other.cue == draft.cue or not _shares(draft, other) or not _can_nest(draft, other) or _cites(page, other):
            continue
        head = _head(other)
        one = page.sentence[head] == page.sentence[draft.content[0].first] == page.sentence[draft.cue[0]]
        if one and _between(draft, other, head) and _near(page, other, head):
            content = (Range(head, draft.content[0].last), *draft.content[1:])
            return draft.because("content.grows-over-nested", content=content)
    return draft


def _can_nest(draft: Draft, other: Draft) -> bool:
    """Whether `other` has a source of its own, or is a noun after the other's cue; a question and the refusal to answer
    it share their content side by side."""
    asks = bool(other.acts) and other.acts[0][0] == "ask"
    return not asks and (bool(other.source) or draft.cue[-1] < other.cue[0])


def _cites(page: Page, draft: Draft) -> bool:
    """Whether the cue only names whose words they are (with reference to, citing): both have the same content."""
    return any(a.pos == "adp" or a.form == "conv" for a in page.text.analyses[draft.cue[0]][:1])


def _head(draft: Draft) -> int:
    """The first token of cue and source."""
    return min(draft.cue[0], *(r.first for r in draft.source)) if draft.source else draft.cue[0]


def _tail(draft: Draft) -> int:
    """The token after the last one of cue and source."""
    return max(draft.cue[-1] + 1, *(r.last for r in draft.source)) if draft.source else draft.cue[-1] + 1


def _is_tie(page: Page, i: int) -> bool:
    """Whether a token is a mark, a preposition or a correlative pronoun."""
    return page.is_mark(i) or any(a.pos in {"adp", "pron"} for a in page.text.analyses[i])


def _shares(draft: Draft, other: Draft) -> bool:
    """Whether the first content piece of both is nearly the same."""
    a, b = draft.content[0], other.content[0]
    joint = min(a.last, b.last) - max(a.first, b.first)
    return joint >= _SHARED * (max(a.last, b.last) - min(a.first, b.first))


def _between(draft: Draft, other: Draft, head: int) -> bool:
    """Whether source and cue of `other` stand right before the content, and cue and source of `draft` outside them."""
    first = draft.content[0].first
    own = [*draft.cue, *(i for r in draft.source for i in range(r.first, r.last))]
    tail = _tail(other)
    return head < first and tail <= first and not any(head <= i < draft.content[0].last for i in own)


def _near(page: Page, other: Draft, head: int) -> bool:
    """Whether nothing but marks and a correlative ("в том, что") parts the cue of `other` from its content, and all of it is
    one sentence."""
    first = other.content[0].first
    tail = _tail(other)
    return page.sentence[head] == page.sentence[first] and all(_is_tie(page, i) for i in range(tail, first))
