"""Cues: the network's chances a token, grouped; then what the lexicon knows of verbs that need another one."""

from functools import cache

import numpy as np

from onrecord.attribution import words
from onrecord.attribution.draft import Draft
from onrecord.attribution.network import Floats
from onrecord.attribution.page import Page
from onrecord.attribution.reports import negations
from onrecord.lexicon import load
from onrecord.model.text import Analysis, Language, Range

THRESHOLD = 0.5
"""The least chance of a token to be part of a cue. Attribution F1 is nearly flat from 0.42 to 0.58 on all sets."""

SURE = 0.75
"""The least chance of a cue of which the lexicon knows no word."""

SURE_NOUN = 0.7
"""The least chance of a cue of nouns alone: "the proposal on …" names a thing as often as somebody's words."""

_REACH = 5
_NEAR = 4


def group(chances: Floats, threshold: float = THRESHOLD) -> list[tuple[tuple[int, ...], float]]:
    """The cues by the chances of (none, begin, inside) a token: token indices and the mean chance, in text order.

    A token that goes on a cue within five tokens joins it over the gap ("за його словами").
    """
    some = 1.0 - chances[:, 0]
    found: list[list[int]] = []
    for i in np.flatnonzero(some >= threshold):
        begins = chances[i, 1] >= chances[i, 2]
        if found and not begins and i - found[-1][-1] <= _REACH:
            found[-1].append(int(i))
        else:
            found.append([int(i)])
    return [(tuple(cue), float(some[cue].mean())) for cue in found]


def whole_verb(page: Page, draft: Draft) -> Draft:
    """A verb that says nothing alone takes the infinitive of saying after it into the cue: "не став | деталізувати"."""
    last = draft.cue[-1]
    after = last + 1
    if page.form(after).lower() == "to":
        after += 1
    if after >= len(page.sentence) or page.sentence[after] != page.sentence[last]:
        return draft
    language = page.language(last)
    leads = any(a.lemma in _leaders(language, "infinitive") for a in page.text.analyses[last])
    if not leads or not _says(page, after):
        return draft
    cue = (*draft.cue, *range(last + 1, after + 1))
    content = tuple(Range(max(r.first, after + 1), r.last) for r in draft.content if r.last > after + 1)
    return draft.because("cue.whole-verb", cue=cue, content=content) if content else draft


def not_a_cue(page: Page, draft: Draft) -> Draft:
    """A cue of which the lexicon knows neither a word nor a phrase, and the network is not sure, is none: it loses its
    content."""
    if draft.chance >= SURE or any(page.is_mark(i) for i in draft.cue):
        return draft
    language = page.language(draft.cue[0])
    forms = {form for i in draft.cue for form in (page.form(i).lower(), *(a.lemma for a in page.text.analyses[i]))}
    single, phrases = _words(language)
    if forms & single or any(parts <= forms for parts in phrases):
        return draft
    return draft.because("cue.not-a-cue", content=())


def unsure_noun(page: Page, draft: Draft) -> Draft:
    """A noun of which the network is not sure is no cue: it loses its content."""
    readings = [page.text.analyses[i] for i in draft.cue if not page.is_mark(i)]
    nouns = bool(readings) and all(r and r[0].pos == "noun" for r in readings)
    return draft.because("cue.unsure-noun", content=()) if nouns and draft.chance < SURE_NOUN else draft


def question(page: Page, draft: Draft) -> Draft:
    """What follows a noun of asking is the question, not the answer: "відповів на | питання, | чи …"."""
    noun = draft.content[0].first - 1
    if page.form(noun) == ",":
        noun -= 1
    language = page.language(draft.cue[0])
    answers = any(a.lemma in _leaders(language, "question") for i in draft.cue for a in page.text.analyses[i])
    if not answers or not draft.cue[-1] < noun <= draft.cue[-1] + _NEAR or not _asks(page, noun):
        return draft
    if _refuses(page, draft):  # відмовився відповідати на питання, чи …: the question is what is refused
        return draft
    return draft.because("cue.question", cue=(noun,), source=(), acts=(("ask", 1.0),))


def _refuses(page: Page, draft: Draft) -> bool:
    """Whether a cue is negated, or led by a verb of refusing."""
    language = page.language(draft.cue[0])
    words_of = {form for i in draft.cue for form in (page.form(i).lower(), *(a.lemma for a in page.text.analyses[i]))}
    return bool(words_of & (negations(language) | _leaders(language, "infinitive")))


def voiced_noun(page: Page, draft: Draft) -> Draft:
    """A noun of feeling after a verb of voicing opens the content where no clause follows: "висловив | невдоволення діями
    уряду"; before a clause it stays in the cue: "выразил надежду, | что …"."""
    verb, *rest = draft.cue
    language = page.language(verb)
    leads = any(a.lemma in _leaders(language, "noun") for a in page.text.analyses[verb])
    whole = rest and rest == list(range(verb + 1, verb + 1 + len(rest))) and draft.content[0].first == rest[-1] + 1
    if not leads or not whole or _opens_clause(page, draft.content[0].first):
        return draft
    content = (Range(rest[0], draft.content[0].last), *draft.content[1:])
    return draft.because("cue.voiced-noun", cue=(verb,), content=content)


def _opens_clause(page: Page, i: int) -> bool:
    """Whether a word that opens a clause, an infinitive or a finite verb stands at a token."""
    if page.form(i).lower() in _openers(page.language(i)):
        return True
    return any(a.pos in {"conj", "part"} or a.form in {"inf", "fin"} for a in page.text.analyses[i])


def _asks(page: Page, i: int) -> bool:
    """Whether a token is a noun of asking."""
    language = page.language(i)
    return any("ask" in words.acts(language, a.lemma, "noun") for a in page.text.analyses[i])


def _says(page: Page, i: int) -> bool:
    """Whether a token is an infinitive (in English: a bare form) of a verb of saying."""
    language = page.language(i)
    for a in page.text.analyses[i]:
        if (language == "en" or infinitive(a)) and "speech" in words.classes(language, a.lemma):
            return True
    return False


def infinitive(a: Analysis) -> bool:
    """Whether a reading is an infinitive; the Ukrainian dictionary has it as a verb without person, number and tense."""
    return a.form == "inf" or (a.pos == "verb" and a.form == "fin" and not (a.person or a.number or a.tense))


@cache
def _words(language: Language) -> tuple[frozenset[str], tuple[frozenset[str], ...]]:
    """The words that can be cues alone, and the parts of the phrases that can."""
    single: set[str] = set()
    phrases: list[frozenset[str]] = []
    for entry in load.table(language, "cues"):
        parts = frozenset(entry.entry.split()) - {"_"}
        if len(parts) > 1:
            phrases.append(parts)
        else:
            single |= parts | set(entry.values("forms"))
    return frozenset(single), tuple(phrases)


@cache
def _openers(language: Language) -> frozenset[str]:
    """The words that open a content clause."""
    concepts = {"that", "whether", "to", "if"}
    return frozenset(e.entry for e in load.table(language, "function") if concepts & set(e.values("concept")))


@cache
def _leaders(language: Language, takes: str) -> frozenset[str]:
    """The verbs that lead to the cue itself: to an infinitive of saying, or to a question that they answer."""
    return frozenset(e.entry for e in load.table(language, "leading_verbs") if e.properties["takes"] == takes)
