"""Which attribution stands inside which."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache

from onrecord.attribution.draft import Draft
from onrecord.attribution.page import Page
from onrecord.lexicon import load
from onrecord.model.text import Language

_NEAR = 8
"""How many cues away the other end of a citation may stand."""


def outer(page: Page, drafts: Sequence[Draft]) -> list[int | None]:
    """For each draft the index of the one in whose content it stands, the smallest that does, or None; `drafts` are in
    the order of their cues.

    One that cites ("X со ссылкой на Y сообщило Z") and shares its content with another stands inside that one.
    """
    found: list[int | None] = [None] * len(drafts)
    smallest = [0] * len(drafts)
    for j, i, size in held(drafts):
        mirrored = any(r.first <= drafts[j].cue[0] < r.last for r in drafts[i].content)
        if not mirrored and (found[i] is None or size < smallest[i]):
            found[i], smallest[i] = j, size
    for i, draft in enumerate(drafts):
        if _cites(page, draft):
            near = range(max(0, i - _NEAR), min(len(drafts), i + _NEAR + 1))
            found[i] = next((j for j in near if i != j and _same(draft, drafts[j])), found[i])
            told = found[i]
            if told is not None and found[told] == i:
                found[told] = None
    return _without_circles(found)


def _without_circles(outer: list[int | None]) -> list[int | None]:
    """The same, but that where going outwards comes round again, the step that closes the circle is left out."""
    found = list(outer)
    done: set[int] = set()
    for start in range(len(found)):
        way: set[int] = set()
        here: int | None = start
        while here is not None and here not in done:
            way.add(here)
            onward = found[here]
            if onward in way:
                found[here] = onward = None
            here = onward
        done |= way
    return found


def held(drafts: Sequence[Draft]) -> Iterator[tuple[int, int, int]]:
    """(outer, inner, size of the piece) for each cue that stands in a piece of another's content; linear in what is
    found. `drafts` are in the order of their cues."""
    firsts = [draft.cue[0] for draft in drafts]
    for j, draft in enumerate(drafts):
        for piece in draft.content:
            for i in range(bisect_left(firsts, piece.first), bisect_left(firsts, piece.last)):
                if i != j:
                    yield j, i, piece.last - piece.first


def _same(a: Draft, b: Draft) -> bool:
    return a.content[0] == b.content[0]


def _cites(page: Page, draft: Draft) -> bool:
    """Whether the cue only names whose report it is."""
    language = page.blocks[page.paragraph[draft.cue[0]]].language
    return " ".join(page.form(i).lower() for i in draft.cue) in _citations(language)


@cache
def _citations(language: Language) -> frozenset[str]:
    return frozenset(entry.entry for entry in load.table(language, "cues") if entry.properties.get("cites") == "yes")
