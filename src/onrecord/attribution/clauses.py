"""Where a content begins and ends in its sentence: clauses that belong to it, and the cue's own clause that doesn't.

Every rule takes a `Page` and a draft, or all drafts, and returns the same with changes. All places are token indices.
"""

from collections.abc import Sequence
from functools import cache

from onrecord.attribution.contents import DASHES
from onrecord.attribution.draft import Draft
from onrecord.attribution.page import Page
from onrecord.lexicon import load
from onrecord.model.text import Language, Range

_STOPS = frozenset({".", "!", "?", "…", "...", ";"})
_RELATIVE = frozenset({"which", "who"})
_TAIL = 12
"""The most tokens of cue and source in a clause that closes a sentence."""


def postposed(page: Page, drafts: Sequence[Draft]) -> list[Draft]:
    """Before a clause that closes the sentence (", считает министр", ", she said") all of the sentence is said; but in
    "Asked whether A, she declined to say" it is the question that she declines."""
    asked = {d.content[0] for d in drafts if d.content and d.acts and d.acts[0][0] == "ask"}
    return [draft if asked.intersection(draft.content) else _whole_sentence(page, draft) for draft in drafts]


def _whole_sentence(page: Page, draft: Draft) -> Draft:
    clause = _closing_clause(page, draft)
    if clause is None or not draft.content:
        return draft
    start = page.bounds(page.sentence[clause]).first
    here = [r for r in draft.content if start <= r.first < clause]
    if not here or page.quoted[here[0].first] >= 0 or any(page.quoted[i] >= 0 for i in draft.cue):
        return draft
    while start < clause and (page.form(start) in DASHES or _takes_no_part(page, start, clause)):
        start += 1
    further = (r for r in draft.content if r.first > clause)
    content = (*(r for r in draft.content if r.last <= start), Range(start, clause), *further)
    return draft if content == draft.content else draft.anew("content.postposed", content)


def _takes_no_part(page: Page, i: int, clause: int) -> bool:
    """Whether token i is a mark that belongs to no piece: a quotation mark whose partner stands beyond the clause."""
    number = page.quoted[i]
    return number >= 0 and page.quotations[number].first == i and page.quotations[number].last > clause


def _closing_clause(page: Page, draft: Draft) -> int | None:
    """The comma before cue and source where these close their sentence; None where they don't."""
    own = {*draft.cue, *(i for r in draft.source for i in range(r.first, r.last))}
    cue = draft.cue[0]
    bounds = page.bounds(page.sentence[cue])
    same = [i for i in own if bounds.first <= i < bounds.last]
    first, last = min(same), max(same)
    comma = next((i for i in range(first - 1, max(bounds.first, first - 3), -1) if page.form(i) == ","), None)
    if comma is None or first - comma > 2 or bounds.last - first > _TAIL:
        return None
    rest = [i for i in range(last + 1, bounds.last) if page.form(i) not in _STOPS and page.form(i) not in '»”"']
    return comma if not any(page.form(i) in {",", ":"} | DASHES for i in rest) and len(rest) <= 5 else None


def stop_before_closing_clause(page: Page, drafts: Sequence[Draft]) -> list[Draft]:
    """Nobody's content runs into the clause by which the sentence is given to somebody else."""
    commas = {}
    for draft in drafts:
        comma = _closing_clause(page, draft)
        if comma is not None and any(r.last <= comma for r in draft.content):
            commas[page.sentence[draft.cue[0]]] = comma
    return [_cut(page, draft, commas) for draft in drafts]


def _cut(page: Page, draft: Draft, commas: dict[int, int]) -> Draft:
    comma = commas.get(page.sentence[draft.cue[0]])
    if comma is None or draft.cue[0] > comma:
        return draft
    end = page.bounds(page.sentence[comma]).last
    kept = tuple(
        Range(r.first, min(r.last, comma) if r.first < comma < r.last <= end else r.last) for r in draft.content
    )
    return draft if kept == draft.content else draft.because("content.before-closing-clause", content=kept)


def with_relative_clause(page: Page, draft: Draft) -> Draft:
    """A relative or participle clause right after a content belongs to it: "царь, который расширил территорию"."""
    if not draft.content or page.quoted[draft.content[-1].last - 1] >= 0:
        return draft
    piece = draft.content[-1]
    end = page.bounds(page.sentence[piece.last - 1]).last
    if piece.first < draft.cue[0] or page.form(piece.last) != "," or not _opens_relative(page, piece.last + 1, end):
        return draft
    last = piece.last + 1
    while last < end and page.form(last) not in _STOPS and page.form(last) not in {",", ":", ")"} | DASHES:
        last += 1
    held = {*draft.cue, *(i for r in draft.source for i in range(r.first, r.last))}
    if held & set(range(piece.last, last)):
        return draft
    return draft.because("content.relative-clause", content=(*draft.content[:-1], Range(piece.first, last)))


def _opens_relative(page: Page, i: int, end: int) -> bool:
    """Whether a relative pronoun (with its preposition) or a participle stands at token i."""
    for j in range(i, min(i + 3, end)):
        if page.form(j).lower() in _relatives(page.language(j)) or any(
            a.lemma in _relatives(page.language(j)) for a in page.text.analyses[j]
        ):
            return True
        if j == i and page.text.analyses[j] and all(a.form == "part" and a.case for a in page.text.analyses[j]):
            return True
        if not any(a.pos in {"adp", "noun"} for a in page.text.analyses[j]):
            return False
    return False


@cache
def _relatives(language: Language) -> frozenset[str]:
    return frozenset(
        entry.entry
        for entry in load.table(language, "function")
        if _RELATIVE & set(entry.values("concept")) and not {"that", "what"} & set(entry.values("concept"))
    )


def claimed_by_nearer(_: Page, drafts: Sequence[Draft]) -> list[Draft]:
    """A further piece that is the content of a cue between it and the draft's own belongs to that cue alone."""
    found = list(drafts)
    owners = {draft.content[0]: draft for draft in drafts if draft.content}
    for i, draft in enumerate(found):
        kept = tuple(
            r for number, r in enumerate(draft.content) if not number or not _is_claimed(draft, r, owners.get(r))
        )
        if kept != draft.content:
            found[i] = draft.because("content.claimed-by-nearer", content=kept)
    return found


def _is_claimed(draft: Draft, piece: Range, owner: Draft | None) -> bool:
    return owner is not None and owner.cue != draft.cue and draft.cue[0] < owner.cue[0] < piece.first
