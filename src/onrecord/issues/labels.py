"""What the label of an issue names: a thing done, a thing stopped, an evil, or a claim that may be denied."""

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache
from typing import Literal, NamedTuple

from onrecord.errors import MissingDictionary
from onrecord.issues.words import word
from onrecord.lexicon import load
from onrecord.model.issue import Issue
from onrecord.model.text import LANGUAGES, Analysis, Language
from onrecord.text.concepts import fold
from onrecord.text.morphology import analyser

Way = Literal["plain", "plus", "minus", "claim"]

PLUS = frozenset({"begin", "keep", "give", "agree", "ready"})
"""Classes of `stances.tsv` that bring a thing about."""

MINUS = frozenset({"stop", "leave", "refuse", "break"})
"""Classes that end it."""

_OPENING = 2
"""Words of a label, small ones aside, that tell what is done."""

_FORM = re.compile(r"[^\W_]+(?:['’ʼ-][^\W_]+)*")
_AUXILIARY = frozenset({"future", "past", "present"})
"""Classes of English auxiliaries, by which a label is a clause; other languages' finite verbs are known by their forms."""


class Label(NamedTuple):
    """`way`: `claim` names a fact (a clause, a secret), `minus` the end of a thing or an evil, `plus` that it is brought
    about or kept, `plain` the thing alone. `classes` are those of its words in `stances.tsv`."""

    way: Way
    classes: frozenset[str]


def label(issue: Issue) -> Label:
    """What most of the labels of an issue (one a language) say."""
    told: Counter[str] = Counter()
    claims = count = 0
    for language in LANGUAGES:
        text = issue.labels.get(language, "")
        if text:
            classes, claim = _read(text, language)
            told.update(classes)
            claims += claim
            count += 1
    kept = frozenset(name for name, n in told.items() if 2 * n >= count)
    if count and 2 * claims >= count:
        return Label("claim", kept)
    if kept & MINUS or kept & {"harm", "lack"}:
        return Label("minus", kept)
    return Label("plus" if kept & PLUS else "plain", kept)


def _read(text: str, language: Language) -> tuple[set[str], bool]:
    """The classes of the words that open a label (what follows only says of what), and whether it claims something."""
    known = single(language)
    classes: set[str] = set()
    claim = False
    count = 0
    for form in _FORM.findall(text):
        reading = _analysis(form, language)
        mine = {name for lemma in (fold(form), fold(reading.lemma)) for name in known.get(lemma, ())}
        claim |= "hidden" in mine or reading.form == "fin" or not mine.isdisjoint(_AUXILIARY)
        if word(reading.lemma, language) is not None:
            count += 1
            classes |= mine if count <= _OPENING else set()
    return classes, claim


def _analysis(form: str, language: Language) -> Analysis:
    try:
        return analyser(language).analyse(form)[0]
    except MissingDictionary:
        return Analysis(form.lower())


@cache
def single(language: Language) -> Mapping[str, tuple[str, ...]]:
    """Lemma -> classes, for the entries of `stances.tsv` that are one word."""
    return {fold(e.entry): e.values("class") for e in load.table(language, "stances") if " " not in e.entry}
