"""A codebook made ready for looking up: which words of an article are words of which issue's label and terms."""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from onrecord.errors import MissingDictionary
from onrecord.issues.words import Word, word
from onrecord.model.issue import Codebook, Issue
from onrecord.model.text import LANGUAGES, Language
from onrecord.text.morphology import analyser

_WORD = re.compile(r"[^\W_]+(?:['’ʼ-][^\W_]+)*")
_OTHER_LANGUAGE = 0.85
"""What a term of another language counts: its words were not written for this article."""

_START = 4
_MOST_SEEN = 50_000
"""Words whose terms are remembered."""


class Term(NamedTuple):
    """A label or term: the issue it belongs to (its place in the codebook), its words and what each is worth, which add up
    to 1 where the whole term is met."""

    issue: int
    language: Language
    label: bool
    text: str
    words: tuple[Word, ...]
    worth: tuple[float, ...]
    weight: float


class Hit(NamedTuple):
    """A word of the article is a word of a term: the term's number, the word's place in it, how surely (`like`), the issue
    and whether the term is its label, and what the word counts of the term (`share`) and for the issue (`worth`)."""

    term: int
    place: int
    like: float
    issue: int
    label: bool
    share: float
    worth: float


@dataclass(frozen=True)
class Index:
    """The terms of a codebook, found by the keys and by the beginnings of their words; `seen` remembers words looked up."""

    codebook: Codebook
    terms: tuple[Term, ...]
    by_key: dict[str, tuple[tuple[int, int], ...]]
    by_start: dict[str, tuple[tuple[int, int], ...]]
    seen: dict[tuple[Word, Language], tuple[Hit, ...]] = field(default_factory=dict)

    def hits(self, found: Word, language: Language) -> tuple[Hit, ...]:
        """The terms that a word of an article in `language` belongs to, each once, with its best likeness."""
        known = self.seen.get((found, language))
        if known is None:
            if len(self.seen) >= _MOST_SEEN:
                self.seen.clear()
            known = self.seen[found, language] = self._hits(found, language)
        return known

    def _hits(self, found: Word, language: Language) -> tuple[Hit, ...]:
        best: dict[tuple[int, int], float] = {}
        places = {p for key in (found.lemma, *found.keys) for p in self.by_key.get(key, ())}
        places.update(self.by_start.get(found.sounds[:_START], ()))
        for term, place in places:
            like = found.like(self.terms[term].words[place])
            if like:
                best[term, place] = like * (1.0 if self.terms[term].language == language else _OTHER_LANGUAGE)
        return tuple(self._hit(term, place, like) for (term, place), like in sorted(best.items()))

    def _hit(self, term: int, place: int, like: float) -> Hit:
        told = self.terms[term]
        share = like * told.worth[place]
        return Hit(term, place, like, told.issue, told.label, share, share * told.weight)


def index(codebook: Codebook) -> Index:
    """The terms of a codebook, with what their words are worth: the rarer among its issues, the more."""
    raw = [(n, part) for n, issue in enumerate(codebook.issues) for part in _parts(issue)]
    spread = _spread(raw, len(codebook.issues))
    terms = []
    for n, (language, label, text, words) in raw:
        rare = [spread[language, w.lemma] for w in words]
        total = sum(rare) or 1.0
        terms.append(Term(n, language, label, text, words, tuple(r / total for r in rare), min(1.0, max(rare))))
    by_key: dict[str, list[tuple[int, int]]] = {}
    by_start: dict[str, list[tuple[int, int]]] = {}
    for t, term in enumerate(terms):
        for p, w in enumerate(term.words):
            for key in {w.lemma, *w.keys}:
                by_key.setdefault(key, []).append((t, p))
            if len(w.sounds) >= _START:
                by_start.setdefault(w.sounds[:_START], []).append((t, p))
    return Index(codebook, tuple(terms), _frozen(by_key), _frozen(by_start))


_Part = tuple[Language, bool, str, tuple[Word, ...]]


def _parts(issue: Issue) -> Iterator[_Part]:
    """Language, whether it is the label, text and words of each label and term that has words."""
    for language in LANGUAGES:
        label = issue.labels.get(language, "")
        for is_label, text in ((True, label), *((False, term) for term in issue.terms.get(language, ()))):
            words = _words(text, language)
            if words:
                yield language, is_label, text, words


def _words(text: str, language: Language) -> tuple[Word, ...]:
    found = (word(_lemma(form, language), language) for form in _WORD.findall(text))
    return tuple(dict.fromkeys(w for w in found if w is not None))


def _lemma(form: str, language: Language) -> str:
    try:
        return analyser(language).analyse(form)[0].lemma
    except MissingDictionary:
        return form  # a term of a language that is not installed still meets others by its sound


def _spread(raw: Sequence[tuple[int, _Part]], issues: int) -> dict[tuple[Language, str], float]:
    """What a word is worth, 0 to 1: 1 where one issue alone has it, 0 where all have it."""
    owners: dict[tuple[Language, str], set[int]] = {}
    for n, (language, _, _, words) in raw:
        for w in words:
            owners.setdefault((language, w.lemma), set()).add(n)
    most = math.log(issues + 1)
    return {key: math.log((issues + 1) / len(own)) / most for key, own in owners.items()}


def _frozen(places: dict[str, list[tuple[int, int]]]) -> dict[str, tuple[tuple[int, int], ...]]:
    return {key: tuple(own) for key, own in places.items()}
