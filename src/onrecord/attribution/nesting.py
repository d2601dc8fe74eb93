"""Which attribution stands inside which."""

from collections.abc import Sequence
from functools import cache

from onrecord.attribution.draft import Draft
from onrecord.attribution.page import Page
from onrecord.lexicon import load
from onrecord.model.text import Language


def outer(page: Page, drafts: Sequence[Draft]) -> list[int | None]:
    """For each draft the index of the one in whose content it stands, the smallest that does, or None.

    One that cites ("X со ссылкой на Y сообщило Z") and shares its content with another stands inside that one.
    """
    found: list[int | None] = []
    for i, draft in enumerate(drafts):
        holders = [(size, j) for j, other in enumerate(drafts) if i != j and (size := _held(draft, other))]
        best = min(holders)[1] if holders else None
        if _cites(page, draft):
            best = next((j for j, other in enumerate(drafts) if i != j and _same(draft, other)), best)
        found.append(best)
    for i, j in enumerate(found):
        if j is not None and found[j] == i and _cites(page, drafts[i]):
            found[j] = None
    return found


def _held(inner: Draft, outer: Draft) -> int:
    """The size of the piece of the outer's content that holds the inner's cue; 0 where none does, or both do."""
    size = next((r.last - r.first for r in outer.content if r.first <= inner.cue[0] < r.last), 0)
    mirrored = any(r.first <= outer.cue[0] < r.last for r in inner.content)
    return 0 if mirrored else size


def _same(a: Draft, b: Draft) -> bool:
    return a.content[0] == b.content[0]


def _cites(page: Page, draft: Draft) -> bool:
    """Whether the cue only names whose report it is."""
    language = page.text.paragraphs[page.paragraph[draft.cue[0]]].language
    return " ".join(page.form(i).lower() for i in draft.cue) in _citations(language)


@cache
def _citations(language: Language) -> frozenset[str]:
    return frozenset(entry.entry for entry in load.table(language, "cues") if entry.properties.get("cites") == "yes")
