"""Examples in batches: several articles as one long run of tokens, as arrays that the network learns from."""

import random
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from onrecord.attribution import words
from onrecord.attribution.features import COLUMNS, Ints
from onrecord.attribution.network import (
    ENCODER_DILATIONS,
    RELATION_SIZES,
    ROLES,
    Floats,
    Window,
    relations,
    windows,
)
from onrecord.evaluate.examples import UNTOLD, Example
from onrecord.model.text import Analysis, Language

GAP = sum(ENCODER_DILATIONS) + 2
"""Empty tokens between two articles: no layer looks that far."""

Bools = npt.NDArray[np.bool_]


class Tokens(NamedTuple):
    """The tokens of a batch. Row i takes the features `bag[offsets[f]:offsets[f + 1]]` of its form f = `rows[i]`, each
    weighed by `keep` (0 where it is dropped), those of `context[i]`, and `extra_ids` at `extra_rows`. `real` is 0 in the
    gaps; `cue_labels` are indices into CUE_LABELS or UNTOLD."""

    bag: Ints
    offsets: Ints
    keep: Floats
    rows: Ints
    extra_rows: Ints
    extra_ids: Ints
    context: Ints
    real: Floats
    cue_labels: Ints


class Cues(NamedTuple):
    """The cues of a batch with their windows, one a row: the tokens of the cue (`about`, as far as `about_mask`), the
    tokens of the window (`at`, as far as `real`), the rows of `link.relations` a relation, the roles that are allowed a
    token, and the act (an index into ACTS or UNTOLD)."""

    about: Ints
    about_mask: Floats
    at: Ints
    real: Bools
    relations: tuple[Ints, ...]
    allowed: Bools
    acts: Ints


class Batcher:
    """Turns examples into batches; caches the feature numbers of forms."""

    def __init__(self, vocabulary: Sequence[str], tokens: int, word_dropout: float) -> None:
        self._index = {name: number for number, name in enumerate(vocabulary)}
        self._size, self._dropout = tokens, word_dropout
        self._columns = [np.array([self._index[name] for name in column]) for column in COLUMNS]
        self._droppable = {n for name, n in self._index.items() if name.startswith(("word=", "suffix="))}
        self._forms: dict[tuple[Language, str], list[int]] = {}

    def groups(self, examples: Sequence[Example], rng: random.Random) -> list[list[Example]]:
        """The examples in a new order, in groups of about as many tokens as a batch has."""
        order = list(examples)
        rng.shuffle(order)
        groups: list[list[Example]] = [[]]
        size = 0
        for one in order:
            if size > self._size:
                groups.append([])
                size = 0
            groups[-1].append(one)
            size += len(one.text.tokens)
        return groups

    def tokens(self, group: Sequence[Example], rng: random.Random) -> Tokens:
        """The tokens of a group, with random dropout of what tells a word itself."""
        bag: list[int] = []
        offsets = [0]  # form 0 is empty: the gaps
        keep: list[float] = []
        seen: dict[tuple[Language, str], int] = {}
        rows: list[int] = [0] * GAP
        for one in group:
            for key, readings in zip(one.described.forms, one.text.analyses, strict=True):
                row = seen.get(key)
                if row is None:
                    ids = self._ids(key, readings)
                    row = seen[key] = len(offsets)
                    offsets.append(len(bag))
                    bag.extend(ids)
                    drop = rng.random() < self._dropout
                    keep.extend(0.0 if drop and i in self._droppable else 1.0 for i in ids)
                rows.append(row)
            rows.extend([0] * GAP)
        extras = [
            (base + i, self._index[name])
            for one, base in zip(group, bases(group), strict=True)
            for i, name in one.described.extras
            if name in self._index
        ]
        extra = np.array(extras, np.int64).reshape(-1, 2)
        return Tokens(
            np.array(bag, np.int64), np.array(offsets), np.array(keep, np.float32), np.array(rows),
            extra[:, 0], extra[:, 1],
            _spread([self._context(one) for one in group], 0),
            _spread([np.ones(len(one.text.tokens), np.float32) for one in group], 0),
            _spread([one.cue_labels for one in group], UNTOLD),
        )  # fmt: skip

    def _context(self, one: Example) -> Ints:
        """The feature numbers of the context columns, (tokens, columns)."""
        columns = zip(one.described.context.T, self._columns, strict=True)
        return np.stack([numbers[column] for column, numbers in columns], 1)

    def _ids(self, key: tuple[Language, str], readings: tuple[Analysis, ...]) -> list[int]:
        ids = self._forms.get(key)
        if ids is None:
            ids = [self._index[n] for n in words.names(key[0], key[1], readings) if n in self._index]
            self._forms[key] = ids
        return ids


def bases(group: Sequence[Example]) -> list[int]:
    """Where the tokens of each article begin in its batch."""
    starts = [GAP]
    for one in group:
        starts.append(starts[-1] + len(one.text.tokens) + GAP)
    return starts[:-1]


def _spread(parts: Sequence[npt.NDArray[Any]], fill: int) -> npt.NDArray[Any]:
    """Parts one after the other, with gaps before, between and after them."""
    gap = np.full((GAP, *parts[0].shape[1:]), fill, parts[0].dtype)
    return np.concatenate([gap, *(piece for part in parts for piece in (part, gap))])


def cues(group: Sequence[Example]) -> Cues | None:
    """The cues of a group with their windows; None where it has none."""
    held = [(one, base) for one, base in zip(group, bases(group), strict=True) if one.cues]
    if not held:
        return None
    seen = [windows([cue[0] for cue in one.cues], one.described.sentence, one.described.quotation) for one, _ in held]
    about = [[base + i for i in cue] for one, base in held for cue in one.cues]
    longest = max(map(len, about))
    related = [_related(one, window) for (one, _), window in zip(held, seen, strict=True)]
    return Cues(
        np.array([[*cue, *[0] * (longest - len(cue))] for cue in about]),
        np.array([[1.0] * len(cue) + [0.0] * (longest - len(cue)) for cue in about], np.float32),
        _stacked([window.at + base for window, (_, base) in zip(seen, held, strict=True)], 0),
        _stacked([window.real for window in seen], False),
        tuple(_stacked([grids[name] for grids in related], 0) for name in RELATION_SIZES),
        _stacked([_allowed(one, window) for (one, _), window in zip(held, seen, strict=True)], True),
        np.array([act for one, _ in held for act in one.acts]),
    )


def _related(one: Example, window: Window) -> dict[str, Ints]:
    """`attribution.network.relations` as grids of (cues, tokens)."""
    owner = np.repeat(np.arange(len(one.cues)), window.real.sum(axis=1))
    grids = {}
    for name, ids in relations(one.described, one.cues, owner, window.at[window.real]).items():
        grids[name] = np.zeros(window.at.shape, np.int64)
        grids[name][window.real] = ids
    return grids


def _allowed(one: Example, window: Window) -> Bools:
    """(cues, tokens, roles): which roles the gold set allows a token."""
    free = np.zeros(len(ROLES), bool)
    free[0] = True
    if not one.placed:
        free[[ROLES.index("addressee"), ROLES.index("venue")]] = True
    grid = np.tile(free, (*window.at.shape, 1))
    for row, roles in enumerate(one.roles):
        for column, token in enumerate(window.at[row]):
            role = roles.get(int(token))
            if role is not None:
                grid[row, column] = False
                grid[row, column, role] = True
    return grid


def _stacked(arrays: Sequence[npt.NDArray[Any]], fill: int | bool) -> npt.NDArray[Any]:
    """Grids of (cues, tokens, …) under one width."""
    width = max(a.shape[1] for a in arrays)
    return np.concatenate(
        [np.pad(a, ((0, 0), (0, width - a.shape[1]), *[(0, 0)] * (a.ndim - 2)), constant_values=fill) for a in arrays]
    )
