"""Number and gender as bits, so that subject and predicate can be held against each other."""

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from onrecord.model.text import Analysis, Language

_GENDERS = {"masc": 1, "fem": 2, "neut": 4, "com": 3}
_ANY_GENDER, PLURAL = 7, 8
_NOMINAL = frozenset({"noun", "pron", "adj", "num"})
_MOST_FORMS = 200_000

Ints = npt.NDArray[np.int64]

_known: dict[tuple[Language, str], tuple[tuple[Analysis, ...], tuple[int, int]]] = {}


def bits(forms: Sequence[tuple[Language, str]], analyses: Sequence[tuple[Analysis, ...]]) -> tuple[Ints, Ints]:
    """For each token the bits that it could have as a nominative subject, and those it takes as a predicate."""
    if len(_known) > _MOST_FORMS:
        _known.clear()
    rows = []
    for key, readings in zip(forms, analyses, strict=True):
        known = _known.get(key)
        if known is None or known[0] != readings:  # a quotation in another language reads the form otherwise
            row = (subject(readings), predicate(readings))
            known = _known[key] = (readings, row)
        rows.append(known[1])
    table = np.array(rows, np.int64).reshape(-1, 2)
    return table[:, 0], table[:, 1]


def subject(readings: Sequence[Analysis]) -> int:
    """The bits that a token could have as a nominative subject."""
    return _union(map(_subject, readings))


def predicate(readings: Sequence[Analysis]) -> int:
    """The bits that a token takes as a predicate."""
    return _union(map(_predicate, readings))


def _union(masks: Iterable[int]) -> int:
    found = 0
    for mask in masks:
        found |= mask
    return found


def _subject(a: Analysis) -> int:
    return _mask(a) if a.pos in _NOMINAL and a.case == "nom" else 0


def _predicate(a: Analysis) -> int:
    if a.pos == "verb" and a.form in {"fin", "part"}:
        return _mask(a)
    return _mask(a) if a.pos == "adj" and a.case in {"", "nom"} else 0


def _mask(a: Analysis) -> int:
    return PLURAL if a.number == "plur" else _GENDERS.get(a.gender, _ANY_GENDER)
