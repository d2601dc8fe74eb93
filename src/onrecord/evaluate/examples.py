"""Gold attributions as what the network is trained on: labels of tokens, and which labels a set leaves open."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from onrecord.attribution import words
from onrecord.attribution.features import COLUMNS, Described, Ints, describe
from onrecord.attribution.network import ROLES
from onrecord.evaluate.gold import Gold
from onrecord.model.attribution import ACTS
from onrecord.model.text import Text
from onrecord.text import take_apart

UNTOLD = -1
NONE_NAME = "<none>"


@dataclass(frozen=True, slots=True)
class Example:
    """One article ready to be learned.

    `cue_labels[i]` is an index into CUE_LABELS, or UNTOLD where the set does not say (inside a content of a flat set).
    `cues[c]` are the token indices of a cue; `roles[c]` maps token indices to indices into ROLES (what is not in it
    is `none`); `acts[c]` an index into ACTS or UNTOLD. `placed` tells whether addressees and venues are marked, `nested`
    whether attributions inside others are.
    """

    id: str
    text: Text
    described: Described
    cue_labels: Ints
    cues: tuple[tuple[int, ...], ...]
    roles: tuple[dict[int, int], ...]
    acts: tuple[int, ...]
    placed: bool
    nested: bool


def example(gold: Gold) -> Example:
    """The labels of one gold article."""
    text = take_apart(gold.article)
    starts, ends = [t.start for t in text.tokens], [t.end for t in text.tokens]

    def inside(spans: Iterable[Sequence[int]]) -> list[int]:
        return sorted({i for s, e in spans for i in range(bisect_right(ends, s), bisect_left(starts, e))})

    labels = np.zeros(len(text.tokens), np.int64)
    if not gold.nested:
        for statement in gold.statements:
            labels[inside(statement["content"])] = UNTOLD
    cues, roles, acts = [], [], []
    for statement in gold.statements:
        cue = inside(statement["cue"])
        if not cue:
            continue
        labels[cue] = 2
        labels[cue[0]] = 1
        cues.append(tuple(cue))
        roles.append(_roles(statement, inside))
        acts.append(ACTS.index(statement["act"]) if statement.get("act") in ACTS else UNTOLD)
    return Example(
        gold.article.id, text, describe(text), labels, tuple(cues), tuple(roles), tuple(acts), gold.placed, gold.nested
    )


def _roles(statement: dict[str, Any], inside: Any) -> dict[int, int]:
    found: dict[int, int] = {}
    for number, role in enumerate(ROLES):
        for i in inside(statement.get(role) or []):
            found.setdefault(i, number)
    return found


def vocabulary(examples: Sequence[Example], least: int = 3) -> list[str]:
    """The feature names worth a vector: those of the context, and those of forms and phrases met `least` times.

    Words are kept only where articles write them in lower case more often than not, so that no name gets in.
    """
    counts: Counter[str] = Counter()
    cased: Counter[str] = Counter()
    for one in examples:
        for (language, form), readings in zip(one.described.forms, one.text.analyses, strict=True):
            names = words.names(language, form, readings)
            counts.update(names)
            if form[:1].isupper():
                lower = form.lower()
                cased[f"word={language}:{lower if language == 'en' or not readings else readings[0].lemma}"] += 1
        counts.update(name for _, name in one.described.extras)
    kept = [name for name, count in counts.items() if count >= least and count > 2 * cased[name]]
    return [NONE_NAME, *(name for column in COLUMNS for name in column), *sorted(kept)]
