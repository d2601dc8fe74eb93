"""Words made comparable without losing their place.

The article's text is never changed. Where a word must be compared with a list or a dictionary, a normalised copy is
made: one apostrophe, composed letters, no soft hyphens, stress marks or zero-width characters, no letters of the other
script that only look alike. `Normalised` keeps, for each of its characters, where it came from.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from onrecord.model.span import Span

APOSTROPHE = "'"
INVISIBLE = (
    "\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufe0e\ufe0f"
)
STRESS = "\u0300\u0301"

_LATIN = "ABCEHIKMOPTXaceiopxyïÏ"
_CYRILLIC = "АВСЕНІКМОРТХасеіорхуїЇ"
_TO_CYRILLIC = str.maketrans(_LATIN, _CYRILLIC)
_TO_LATIN = str.maketrans(_CYRILLIC, _LATIN)
_YO = str.maketrans("ёЁ", "еЕ")

_LETTER_L, _LETTER_C = "A-Za-z\u00c0-\u024f", "\u0400-\u052f"
_LETTERS = re.compile(f"[{_LETTER_L}{_LETTER_C}]+")
_MIXED = re.compile(f"[{_LETTER_L}][{_LETTER_C}]|[{_LETTER_C}][{_LETTER_L}]")
_APOSTROPHES = re.compile(r"(?<=\w)[\u2019\u2018\u02bc\u02b9\u00b4`\u201b\u2032](?=\w)")
_COMBINED = re.compile("[^\u0300-\u036f]?[\u0300-\u036f]+")
_DROPPED = re.compile(f"[{INVISIBLE}]+")
_ODD = re.compile(
    f"[{INVISIBLE}\u0300-\u036f\u2019\u2018\u02bc\u02b9\u00b4`\u201b\u2032]"
    f"|[{_LETTER_L}][{_LETTER_C}]|[{_LETTER_C}][{_LETTER_L}]"
)


@dataclass(frozen=True, slots=True)
class Normalised:
    """A normalised copy of `original`: character `i` of `text` stands for `original[starts[i]:ends[i]]`."""

    original: str
    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def to_original(self, span: Span) -> Span:
        """The place in `original` of a place in `text`; an empty span stays empty. ValueError outside the text."""
        if not 0 <= span.start <= span.end <= len(self.text):
            raise ValueError(f"{span} lies outside the normalised text of {len(self.text)} characters")
        if span.start == span.end:
            at = self.starts[span.start] if span.start < len(self.starts) else len(self.original)
            return Span(at, at)
        return Span(self.starts[span.start], self.ends[span.end - 1])

    def to_normalised(self, span: Span) -> Span:
        """The place in `text` of all that came from a place in `original`; ValueError outside the original."""
        if not 0 <= span.start <= span.end <= len(self.original):
            raise ValueError(f"{span} lies outside the original text of {len(self.original)} characters")
        first = bisect_right(self.ends, span.start)
        return Span(first, max(first, bisect_left(self.starts, span.end)))


def normalise(text: str, *, yo: bool = False) -> Normalised:
    """A comparable copy of `text` with its map back. With `yo`, ё is written е."""
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for start, end in _clusters(text):
        composed = _compose(_DROPPED.sub("", text[start:end]))
        pieces.append(composed)
        starts.extend([start] * len(composed))
        ends.extend([end] * len(composed))
    plain = _same_length("".join(pieces), yo)
    return Normalised(text, plain, tuple(starts), tuple(ends))


def word(form: str, *, yo: bool = False) -> str:
    """One word made comparable; letter case is kept. Nearly all words come back as they are."""
    if _ODD.search(form):
        composed = _COMBINED.sub(lambda m: _compose(m[0]), _DROPPED.sub("", form))
        return _same_length(composed, yo)
    return form.translate(_YO) if yo else form


def _clusters(text: str) -> list[tuple[int, int]]:
    """Characters with the combining marks that follow them; invisible characters begin no cluster."""
    hidden = {i for m in _DROPPED.finditer(text) for i in range(*m.span())}
    found: list[tuple[int, int]] = []
    for i, character in enumerate(text):
        if i in hidden:
            continue
        if "\u0300" <= character <= "\u036f" and found:
            found[-1] = (found[-1][0], i + 1)
        else:
            found.append((i, i + 1))
    return found


def _compose(cluster: str) -> str:
    """A letter with its combining marks as one character where Unicode has one; marks of stress are dropped."""
    if len(cluster) == 1:
        return cluster
    composed = unicodedata.normalize("NFC", cluster)
    if len(composed) == 1 and not _stressed(cluster):
        return composed
    return unicodedata.normalize("NFC", "".join(c for c in cluster if c not in STRESS))


def _stressed(cluster: str) -> bool:
    """Ukrainian and Russian write stress with a mark that Unicode composes for two letters only (ѐ ѝ ѓ ќ aside)."""
    return "\u0400" <= cluster[0] <= "\u04ff" and any(c in STRESS for c in cluster)


def _same_length(text: str, yo: bool) -> str:
    """The changes of one character to one character."""
    text = _APOSTROPHES.sub(APOSTROPHE, text)
    if _MIXED.search(text):
        text = _LETTERS.sub(lambda m: _one_script(m[0]), text)
    return text.translate(_YO) if yo else text


def _one_script(mixed: str) -> str:
    """A word of two scripts in the script of the letters that have no look-alike, where these all agree."""
    cyrillic = [c for c in mixed if "\u0400" <= c <= "\u052f"]
    latin = [c for c in mixed if not "\u0400" <= c <= "\u052f"]
    own_cyrillic = any(c not in _CYRILLIC for c in cyrillic)
    own_latin = any(c not in _LATIN for c in latin)
    if not (cyrillic and latin):
        return mixed
    if own_cyrillic == own_latin:
        if own_cyrillic:
            return mixed
        own_cyrillic = len(cyrillic) >= len(latin)
    return mixed.translate(_TO_CYRILLIC if own_cyrillic else _TO_LATIN)
