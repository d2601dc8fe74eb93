"""Sources by the guide's conventions: one noun phrase, without loose marks.

Every rule takes a `Page` and a draft and returns the draft, changed or not. All places are token indices.
"""

from functools import cache

from onrecord.attribution.contents import CLOSERS, OPENERS, TIES
from onrecord.attribution.draft import Draft
from onrecord.attribution.page import Page
from onrecord.lexicon import load
from onrecord.model.text import Language, Range

_RELATIVE_GAP = 30
_FAR = 12
_NOMINAL = frozenset({"noun", "adj", "verb"})
_BEFORE = frozenset({"conj", "part", "adv"})
_AFTER = frozenset({"conj", "adp"})


def edge_marks(page: Page, draft: Draft) -> Draft:
    """No tie and no lone bracket or quotation mark stands at the edge of a source."""
    source = tuple(r for r in (_trimmed(page, r) for r in draft.source) if r.last > r.first)
    return draft if source == draft.source else draft.because("source.edges", source=source)


def _trimmed(page: Page, piece: Range) -> Range:
    first, last = piece
    while first < last and (
        page.form(first) in TIES or page.form(first) in ".!?…" or page.form(first) in CLOSERS - OPENERS
    ):
        first += 1
    while last > first and (page.form(last - 1) in TIES or page.form(last - 1) in OPENERS - CLOSERS):
        last -= 1
    return Range(first, last)


def no_loose_words(page: Page, draft: Draft) -> Draft:
    """A source does not begin with a conjunction or an adverb of time, and ends with no preposition: "Тому ЮНІСЕФ",
    "Напередодні ЗМІ", "Гай у"."""
    source = tuple(r for r in (_bared(page, r) for r in draft.source) if r.last > r.first)
    return draft if source == draft.source else draft.because("source.loose-words", source=source)


def _bared(page: Page, piece: Range) -> Range:
    first, last = piece
    while last - first > 1 and _is_loose(page, first) and page.text.tokens[first + 1].kind == "word":
        first += 1
    while last - first > 1 and _only(page, last - 1, _AFTER):
        last -= 1
    return Range(first, last)


def _is_loose(page: Page, i: int) -> bool:
    """Whether a token is a conjunction, a particle or an adverb, or one that can be a preposition too and governs nothing:
    "Напередодні ЗМІ", but not "Напередодні переговорів"."""
    parts = {a.pos for a in page.text.analyses[i]}
    return _only(page, i, _BEFORE) or ("adv" in parts and parts <= _BEFORE | {"adp"} and not _is_oblique(page, i + 1))


def _is_oblique(page: Page, i: int) -> bool:
    """Whether a token is a noun, adjective or participle that cannot be a nominative."""
    readings = page.text.analyses[i] if i < len(page.text.analyses) else ()
    return bool(readings) and all(a.known and a.pos in _NOMINAL and a.case not in {"", "nom", "voc"} for a in readings)


def _only(page: Page, i: int, parts: frozenset[str]) -> bool:
    """Whether all readings of a token are of these parts of speech (English has none, so nothing is told there)."""
    readings = page.text.analyses[i]
    return bool(readings) and all(a.pos in parts and a.known for a in readings)


def joined_pieces(page: Page, draft: Draft) -> Draft:
    """Pieces of a source with one small word or mark between them are one."""
    found: list[Range] = []
    taken = set(draft.cue)
    for r in draft.source:
        gap = range(found[-1].last, r.first) if found else range(0)
        if found and len(gap) <= 2 and not any(i in taken or page.quoted[i] != page.quoted[r.first] for i in gap):
            found[-1] = Range(found[-1].first, r.last)
        else:
            found.append(r)
    return draft if len(found) == len(draft.source) else draft.because("source.joined", source=tuple(found))


def one_mention(page: Page, draft: Draft) -> Draft:
    """A source is one mention: of several runs the one nearest to the cue, with what a relative clause cut off."""
    if len(draft.source) < 2:
        return draft
    cue = draft.cue[0]
    best = min(draft.source, key=lambda r: (page.sentence[r.first] != page.sentence[cue], _away(r, cue)))
    kept = tuple(
        r for r in draft.source if r == best or (0 < _gap(r, best) <= _RELATIVE_GAP and _commas(page, r, best, cue))
    )
    return draft if kept == draft.source else draft.because("source.one-mention", source=kept)


def _away(r: Range, i: int) -> int:
    return r.first - i if r.first > i else i - r.last + 1


def _gap(a: Range, b: Range) -> int:
    return b.first - a.last if a.first < b.first else a.first - b.last


def _commas(page: Page, a: Range, b: Range, cue: int) -> bool:
    """Whether two runs are parted by a clause between commas, and not by the cue."""
    low, high = (a.last, b.first) if a.first < b.first else (b.last, a.first)
    return page.form(low) == "," and page.form(high - 1) == "," and not low <= cue < high


def place(page: Page, draft: Draft) -> Draft:
    """A building, capital or body in the locative before a plural predicate without a subject speaks: "в Сеймі, як і
    раніше, переконані"."""
    cue = draft.cue[0]
    if draft.source or not _is_plural(page, cue):
        return draft
    for i in range(cue - 1, max(page.bounds(page.sentence[cue]).first, cue - _FAR) - 1, -1):
        readings = page.text.analyses[i]
        if any(a.case == "nom" and a.number == "plur" and a.pos in {"noun", "pron"} for a in readings[:1]):
            return draft
        if _is_in(page, i) and _names_body(page, i + 1) and page.quoted[i] == page.quoted[cue]:
            held = any(r.first <= i < r.last for r in draft.content)
            return draft if held else draft.because("source.place", source=(Range(i, i + 2),))
    return draft


def _is_plural(page: Page, i: int) -> bool:
    readings = page.text.analyses[i]
    return any(a.number == "plur" and (a.form == "fin" or a.pos == "adj") for a in readings)


def _is_in(page: Page, i: int) -> bool:
    return any(a.pos == "adp" and len(a.lemma) <= 2 for a in page.text.analyses[i])


def _names_body(page: Page, i: int) -> bool:
    """Whether a token is a place or body of the lexicon in the locative."""
    if i >= len(page.sentence):
        return False
    known = _bodies(page.language(i))
    return any(a.case == "loc" and a.lemma.lower() in known for a in page.text.analyses[i])


@cache
def _bodies(language: Language) -> frozenset[str]:
    return frozenset(e.entry.lower() for name in ("places", "bodies") for e in load.table(language, name))
