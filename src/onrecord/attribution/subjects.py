"""The subject of a cue: a source in Ukrainian or Russian begins at the nominative that its verb agrees with.

Every rule takes a `Page` and a draft and returns the draft, changed or not. All places are token indices.
"""

from functools import cache

from onrecord.attribution.agreement import PLURAL, predicate, subject
from onrecord.attribution.cues import infinitive
from onrecord.attribution.draft import Draft, without
from onrecord.attribution.page import Page
from onrecord.lexicon import load
from onrecord.model.text import Language, Range

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
    while i - 1 >= first and any(a.pos == "adj" and subject((a,)) & wanted for a in page.text.analyses[i - 1]):
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
    nominal = not page.is_mark(i - 1) and not (before and before[0].pos in {"adp", "conj", "part", "verb", "adv"})
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


def nominative(page: Page, draft: Draft) -> Draft:
    """A genitive or dative is no subject where the clause has a name in the nominative: "Дорвії | пропонують Штати"."""
    wanted = _agrees_with(page, draft)
    if not wanted or len(draft.source) != 1 or not _all_oblique(page, draft.source[0]):
        return draft
    low, high = _clause(page, draft.cue)
    taken = {*draft.cue, *range(*draft.source[0])}
    first = next((i for i in range(low, high) if i not in taken and _is_subject(page, i, wanted, taken)), None)
    if first is None:
        return draft
    last = first + 1
    while last < high and last not in taken and _goes_on(page, last):
        last += 1
    kept = (without(r, first, last) for r in draft.content)
    content = tuple(r for pieces in kept for r in pieces if page.words((r,)))
    return draft.because("source.nominative", source=(Range(first, last),), content=content) if content else draft


def _all_oblique(page: Page, piece: Range) -> bool:
    """Whether no word of a piece can be a subject; a preposition or a mark before or in it says that it is none."""
    before = page.text.analyses[piece.first - 1] if piece.first else ()
    if before and any(a.pos == "adp" for a in before):
        return False
    for i in range(piece.first, piece.last):
        readings = page.text.analyses[i]
        if page.is_mark(i) or not readings or readings[0].pos not in {"noun", "adj"}:
            return False
        nouns = [a for a in readings if a.pos in {"noun", "adj"}]
        if any(a.case in {"", "ins"} or a.case == "nom" and (a.known or a.number == "sing") for a in nouns):
            return False
    return True


def _clause(page: Page, cue: tuple[int, ...]) -> Range:
    """The tokens around a cue up to the marks on either side."""
    low, high = page.bounds(page.sentence[cue[0]])
    left = next((i + 1 for i in range(cue[0] - 1, low - 1, -1) if page.form(i) in _ENDS), low)
    right = next((i for i in range(cue[-1] + 1, high) if page.form(i) in _ENDS | {".", "!", "?"}), high)
    return Range(left, right)


def _is_subject(page: Page, i: int, wanted: int, taken: set[int]) -> bool:
    """Whether a token is a name, or a noun for people, in the nominative, right beside what is taken; nothing governs it."""
    readings = page.text.analyses[i]
    if page.is_mark(i) or not readings or readings[0].pos not in {"noun", "adj"} or _is_governed(page, i):
        return False
    if not subject(readings) & wanted or readings[0].case != "nom" and any(a.case == "gen" for a in readings):
        return False
    if not (page.form(i)[:1].isupper() or any(a.animacy == "anim" for a in readings)):
        return False
    return i - 1 in taken or not _can_depend(page, i)


def _goes_on(page: Page, i: int) -> bool:
    """Whether a word in a capital or a genitive goes on with the name before it."""
    readings = page.text.analyses[i]
    if page.is_mark(i) or not readings or readings[0].pos not in {"noun", "adj"}:
        return False
    return page.form(i)[:1].isupper() or any(a.case == "gen" for a in readings)


def without_adjunct(page: Page, draft: Draft) -> Draft:
    """What somebody was asked, or where they spoke, is no part of their name: "представник міністерства | на запит"."""
    source = tuple(_before_adjunct(page, r) for r in draft.source)
    return draft if source == draft.source else draft.because("source.without-adjunct", source=source)


def _before_adjunct(page: Page, piece: Range) -> Range:
    for i in range(piece.first + 1, piece.last - 1):
        form = page.form(i)
        if form in _ENDS:
            break
        noun = i + 1
        while noun < piece.last - 1 and any(a.pos == "adj" for a in page.text.analyses[noun][:1]):
            noun += 1
        if form.lower() in _led(page.language(i)) and _is_occasion(page, noun):
            return piece if page.form(piece.last - 1)[:1].isupper() else Range(piece.first, i)
    return piece


def _is_occasion(page: Page, i: int) -> bool:
    known = _occasions(page.language(i))
    return any(a.lemma in known for a in page.text.analyses[i])


@cache
def _occasions(language: Language) -> frozenset[str]:
    """The nouns of asking, and of what people meet for."""
    return frozenset(e.entry for e in load.table(language, "reporting") if e.properties["class"] == "occasion")


@cache
def _led(language: Language) -> frozenset[str]:
    """The prepositions that lead to an occasion."""
    return frozenset(e.entry for e in load.table(language, "reporting") if e.properties["class"] == "at")
