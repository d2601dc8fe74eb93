"""The subject of a cue: a source in Ukrainian or Russian begins at the nominative that its verb agrees with.

Every rule takes a `Page` and a draft and returns the draft, changed or not. All places are token indices.
"""

from onrecord.attribution.agreement import PLURAL, predicate, subject
from onrecord.attribution.cues import infinitive
from onrecord.attribution.draft import Draft
from onrecord.attribution.page import Page
from onrecord.model.text import Range

_NOMINAL = frozenset({"noun", "adj", "num", "pron", "verb"})
_ENDS = frozenset({",", ";", ":", "(", ")", "–", "—", "-", "«", "»", '"', "“", "”", "„"})
_FAR = 4


def begins_with_subject(page: Page, draft: Draft) -> Draft:
    """What a preposition before the subject governs is no part of the source: "під час | переговорів | міністри заявили"."""
    wanted = _agrees_with(page, draft)
    if not wanted or not draft.source:
        return draft
    piece = draft.source[0]
    first = _subject_in(page, piece, wanted)
    if first is None or first == piece.first:
        return draft
    return draft.because("source.subject", source=(Range(first, piece.last), *draft.source[1:]))


def _agrees_with(page: Page, draft: Draft) -> int:
    """What the finite verb of a cue takes as its subject, as the bits of `agreement`; 0 where no verb decides."""
    for i in draft.cue:
        readings = page.text.analyses[i]
        if readings and readings[0].pos == "verb" and readings[0].form in {"fin", "part"}:
            return predicate(readings)
    return 0


def _subject_in(page: Page, piece: Range, wanted: int) -> int | None:
    """Where the subject begins in a piece whose first words cannot be it; None where the piece holds none."""
    if not (_is_oblique(page, piece.first) or _is_governed(page, piece.first)):
        return None
    unsure = None
    for i in range(piece.first + 1, piece.last):
        if page.form(i) in _ENDS:
            break
        if not _can_be(page, i, wanted) or _is_governed(page, i):
            continue
        if not _can_depend(page, i):
            return _with_adjectives(page, i, piece.first, wanted)
        unsure = i if unsure is None else unsure
    return unsure if wanted & PLURAL == 0 else None


def _with_adjectives(page: Page, i: int, first: int, wanted: int) -> int:
    """The first of the adjectives before a subject that agree with it."""
    while i - 1 > first and any(a.pos == "adj" and subject((a,)) & wanted for a in page.text.analyses[i - 1]):
        i -= 1
    return i


def _is_oblique(page: Page, i: int) -> bool:
    """Whether a token is a preposition, or a noun or adjective that cannot be a nominative."""
    readings = page.text.analyses[i]
    if not readings or page.is_mark(i) or page.form(i + 1) == ".":
        return False
    if readings[0].pos == "adp":
        return True
    nominal = readings[0].pos in {"noun", "adj"}
    return nominal and all(a.known and a.case not in {"", "nom", "voc"} for a in readings if a.pos in _NOMINAL)


def _is_governed(page: Page, i: int) -> bool:
    """Whether a preposition stands before a token, with nothing but adjectives between."""
    before = i - 1
    while before >= 0 and i - before <= _FAR and page.sentence[before] == page.sentence[i]:
        readings = page.text.analyses[before]
        if readings and readings[0].pos == "adp" and not _is_initial(page, before):
            return True
        if not readings or readings[0].pos not in {"adj", "num"}:
            return False
        before -= 1
    return False


def _is_initial(page: Page, i: int) -> bool:
    return len(page.form(i)) == 1 and page.form(i).isupper() and page.form(i + 1) == "."


def _can_be(page: Page, i: int, wanted: int) -> bool:
    """Whether a token can be the nominative that the verb wants, or an adjective that agrees with it."""
    readings = page.text.analyses[i]
    if not readings or readings[0].pos not in _NOMINAL:
        return False
    if any(a.pos == "noun" and not a.case for a in readings):
        return True  # директор, глава: nominatives that the dictionary has without a case
    return bool(subject(readings) & wanted)


def _can_depend(page: Page, i: int) -> bool:
    """Whether a form can be a genitive that depends on the noun before it: "міністерства країни"."""
    before = page.text.analyses[i - 1]
    readings = page.text.analyses[i]
    named = readings[0].case == "nom" and bool(readings[0].name)
    nominal = bool(before) and before[0].pos in {"noun", "adj"}
    return nominal and not named and any(a.case == "gen" for a in readings)


def without_verb(page: Page, draft: Draft) -> Draft:
    """An infinitive behind its subject belongs to the predicate: "Москва | раскрывать не планирует"."""
    source = tuple(r for r in (_before_verb(page, r) for r in draft.source) if page.words((r,)))
    return draft if source == draft.source else draft.because("source.without-verb", source=source)


def _before_verb(page: Page, piece: Range) -> Range:
    for i in range(piece.first + 1, piece.last):
        if page.form(i) in _ENDS:
            break
        readings = page.text.analyses[i]
        if readings and all(a.pos == "verb" and infinitive(a) for a in readings):
            return Range(piece.first, i)
    return piece
