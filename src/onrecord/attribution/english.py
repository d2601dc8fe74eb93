"""The subject of an English verb, which no ending tells: what stands right before it, where its clause begins.

The rule takes a `Page` and a draft and returns the draft, changed or not. All places are token indices.
"""

from functools import cache

from onrecord.attribution import words
from onrecord.attribution.draft import Draft, without
from onrecord.attribution.page import Page
from onrecord.lexicon import load
from onrecord.model.text import Range

_LONGEST = 5
"""Words of such a subject, with its article."""


def own_subject(page: Page, draft: Draft) -> Draft:
    """Whoever is named in an earlier clause does not speak where the verb has a subject of its own: "Orr had asked for it,
    but | the port | reportedly refused"."""
    cue = draft.cue[0]
    if not draft.source or page.language(cue) != "en" or not _speaks(page, cue):
        return draft
    subject = _before(page, cue)
    if subject is None or draft.source[-1].last >= subject.first:
        return draft
    content = tuple(piece for r in draft.content for piece in without(r, subject.first, subject.last))
    return draft.because("source.own-subject", source=(subject,), content=content)


def _before(page: Page, cue: int) -> Range | None:
    """The noun phrase between the beginning of a clause and its verb; None where there is none."""
    last = cue
    while page.form(last - 1).lower() in _before_verbs() or page.form(last - 1).endswith("ly"):
        last -= 1
    first = last - 1
    while first > last - _LONGEST and _is_word(page, first) and page.form(first).lower() not in _determiners():
        first -= 1
    opens = page.form(first - 1)
    begins = opens == "," or opens.lower() in _function("conj")
    whole = last - first > 1 and page.form(first).lower() in _determiners() and all(
        _is_word(page, i) for i in range(first, last)
    )  # fmt: skip
    same = page.sentence[first - 1] == page.sentence[cue] and page.quoted[first - 1] == page.quoted[cue]
    return Range(first, last) if whole and begins and same else None


def _is_word(page: Page, i: int) -> bool:
    return i > 0 and page.text.tokens[i].kind == "word"


def _speaks(page: Page, i: int) -> bool:
    return any("speech" in words.classes("en", a.lemma) for a in page.text.analyses[i])


@cache
def _function(pos: str) -> frozenset[str]:
    return frozenset(e.entry for e in load.table("en", "function") if e.properties["pos"] == pos)


@cache
def _before_verbs() -> frozenset[str]:
    """What can stand between a subject and its verb, apart from adverbs in -ly."""
    return _function("aux") | _function("adv") | _function("particle")


@cache
def _determiners() -> frozenset[str]:
    """Articles, and what stands in their place."""
    articles = (e.entry for e in load.table("en", "naming") if e.properties["class"] == "article")
    return _function("det") | frozenset(articles)
