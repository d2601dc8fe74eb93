"""Tokens -> atoms: a letter a token (see `words.KINDS`), so that patterns of time are patterns over letters."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from onrecord.model.text import Analysis, Language, Text, Token
from onrecord.times.words import GOES_ON, OTHER, PHRASE, Atom, Words, words

_NUMBER = re.compile(r"(\d+)(?:[.,](\d+))?")
_CLOCK = re.compile(r"(?:[01]?\d|2[0-3]):[0-5]\d")
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_HYPHENED = re.compile(r"(\d+)[-‑](\w+)")
_MARKS = {",": ",", ".": ".", "-": "-", "–": "-", "—": "-", "−": "-", "‑": "-"}
_NONE = Atom(OTHER)
_FIRST_YEAR, _LAST_YEAR = 1000, 2199


class Stream(NamedTuple):
    """A text as atoms: `kinds[i]` and `values[i]` belong to `text.tokens[i]`."""

    text: Text
    words: Words
    kinds: str
    atoms: tuple[Atom, ...]

    def form(self, i: int) -> str:
        """The token's form in lower case, with a plain apostrophe; empty outside the text."""
        return plain(self.text.tokens[i].form) if 0 <= i < len(self.atoms) else ""


def plain(form: str) -> str:
    """Lower case, one apostrophe, no possessive ending."""
    return form.lower().replace("’", "'").replace("ʼ", "'")


def streams(text: Text) -> list[tuple[Stream, int, int]]:
    """The runs of paragraphs of one language as (stream, first, last); a stream covers the whole text's indices."""
    runs: list[tuple[Language, int, int]] = []
    for paragraph in text.paragraphs:
        first, last = paragraph.tokens
        if first == last:
            continue
        if runs and runs[-1][0] == paragraph.language:
            runs[-1] = (paragraph.language, runs[-1][1], last)
        else:
            runs.append((paragraph.language, first, last))
    atoms: list[Atom] = [_NONE] * len(text.tokens)
    found = []
    for language, first, last in runs:
        known = words(language)
        _fill(text, known, atoms, first, last)
        found.append((known, first, last))
    kinds, fixed = "".join(atom.kind for atom in atoms), tuple(atoms)
    return [(Stream(text, known, kinds, fixed), first, last) for known, first, last in found]


def _fill(text: Text, known: Words, atoms: list[Atom], first: int, last: int) -> None:
    tokens, analyses, forms = text.tokens, text.analyses, known.forms
    i = first
    while i < last:
        token = tokens[i]
        if token.kind == "word":
            form = token.form
            atom = forms.get(form, _NONE)
            if atom is _NONE:
                atom = forms[form] = _word(form, analyses[i], known)
            if atom is not None:
                if atom.kind == PHRASE:
                    i = _phrase(text, atom, atoms, i, last)
                    continue
                atoms[i] = atom
        elif token.kind == "number":
            atoms[i] = _number(token, known)
        else:
            atoms[i] = Atom(_MARKS.get(token.form, "|"))
        i += 1


def _word(form: str, analyses: Sequence[Analysis], known: Words) -> Atom | None:
    """What a form is, by itself or by one of its lemmas; a first word of phrases keeps what it is alone."""
    low = plain(form)
    if known.language == "en":
        low = low.removesuffix("'s")
    names = [low, *(a.lemma for a in analyses)]
    if known.language == "en" and low in known.sets["months_that_are_names"] and not form[0].isupper():
        return None
    alone = next((known.atoms[name] for name in names if name in known.atoms), None)
    if alone and alone.kind in "mw" and known.language == "en" and low not in known.atoms:
        return None  # marched, Fridays
    if alone is None and "-" in low:
        alone = _compound(low, known)
    rows = {row: None for name in names for row in known.phrases.get(name, ())}
    if rows:
        seconds = frozenset(row.words[1] if len(row.words) > 1 else "" for row in rows)
        return Atom(PHRASE, (sorted(rows, key=lambda row: -len(row.words)), alone or _NONE, seconds))
    return alone


def _compound(low: str, known: Words) -> Atom | None:
    """one-year, mid-May, twenty-first, п'ятниця-субота."""
    head, _, tail = low.partition("-")
    left, right = known.atoms.get(head), known.atoms.get(tail)
    if left and left.kind == "v":
        if right and right.kind in "vo" and left.value >= 20:
            return Atom(right.kind, left.value + right.value)
        if tail in known.adjectives:
            return Atom("G", (left.value, known.adjectives[tail]))
    if left and left.kind == "b" and right and right.kind in "mwsuU":
        return right
    return None


def _phrase(text: Text, atom: Atom, atoms: list[Atom], i: int, last: int) -> int:
    """Marks the longest phrase that stands here; gives the index of the next token."""
    rows, alone, seconds = atom.value
    if "" not in seconds and not _goes_on(text, i + 1, seconds):
        rows = ()
    for row in rows:
        end = i + len(row.words)
        if end <= last and all(_is(text, i + k, word) for k, word in enumerate(row.words[1:], start=1)):
            atoms[i] = Atom(PHRASE, row)
            for k in range(i + 1, end):
                atoms[k] = Atom(GOES_ON)
            return end
    atoms[i] = alone
    return i + 1


def _goes_on(text: Text, i: int, seconds: frozenset[str]) -> bool:
    """Whether the next token can be the second word of a phrase: most rows begin with an article or a preposition."""
    if i >= len(text.tokens) or text.tokens[i].kind == "mark":
        return False
    return plain(text.tokens[i].form) in seconds or any(a.lemma in seconds for a in text.analyses[i])


def _is(text: Text, i: int, word: str) -> bool:
    token = text.tokens[i]
    return token.kind != "mark" and (plain(token.form) == word or any(a.lemma == word for a in text.analyses[i]))


def _number(token: Token, known: Words) -> Atom:
    form = token.form
    if form.isdecimal():
        return _whole(int(form)) if len(form) <= 9 else _NONE
    if _CLOCK.fullmatch(form):
        return Atom("c", form.zfill(5))
    if dotted := _DOTTED.fullmatch(form):
        return Atom("d", tuple(int(part) for part in dotted.groups()))
    if hyphened := _HYPHENED.fullmatch(form):
        return _hyphened(int(hyphened[1][:9]), hyphened[2].lower(), known)
    if (number := _NUMBER.fullmatch(form)) and number[2] and len(number[1]) <= 9:
        return Atom("n", float(f"{number[1]}.{number[2]}")) if len(number[2]) < 3 else _NONE
    return _NONE


def _whole(number: int) -> Atom:
    return Atom("y" if _FIRST_YEAR <= number <= _LAST_YEAR else "n", number)


def _hyphened(number: int, tail: str, known: Words) -> Atom:
    """4-5, 2019-2021, 2019-го, 1990-х, 5-го, 120-day."""
    if tail.isdecimal():
        second = int(tail[:9])
        years = _whole(number).kind == "y" and _whole(second).kind == "y"
        return Atom("Z" if years else "r", (number, second))
    if tail in known.adjectives:
        return Atom("G", (number, known.adjectives[tail]))
    for ending, unit in known.adjectives.items():
        if known.language != "en" and tail.startswith(ending[:-2]):
            return Atom("G", (number, unit))
    if known.has("decade_endings", tail) and number % 10 == 0 and number >= 10:
        return Atom("D", number)
    return Atom("z" if _whole(number).kind == "y" else "o", number) if len(tail) <= 3 else _NONE
