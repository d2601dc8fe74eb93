"""The trained part of the reader: a small convolutional network, run with numpy.

Two stages share one encoder. The first tells for every token whether a cue begins or goes on there. The second looks, for
each cue, at a window of tokens around it and gives each a role: source, content, addressee, venue or none; a chain of
label transitions (a linear-chain CRF) picks the best labelling. A last head tells the act. `evaluate.train` fits the
same network with PyTorch; the two are held equal by a test.

The layers are gated, dilated convolutions with residuals (van den Oord et al. 2016; Strubell et al. 2017 for tagging); the
cue is told to the second stage as its predicate is in semantic role labelling (He et al. 2017).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from onrecord.attribution import words
from onrecord.attribution.features import COLUMNS, Described, Ints
from onrecord.model.attribution import ACTS
from onrecord.model.text import Analysis, Language

Floats = npt.NDArray[np.float32]

CUE_LABELS = ("none", "begin", "inside")
ROLES = ("none", "source", "content", "addressee", "venue")
ENCODER_DILATIONS = (1, 2, 4, 8, 1)
LINK_DILATIONS = (1, 3, 9, 1)
BEFORE, AFTER = 64, 88
"""The most tokens of the second stage's window before and after the first token of the cue."""

_NEUTRAL = np.array([1.0, 0.0], np.float32)
_CHUNK = 1024
_CUES = 48
"""Tokens and cues that are looked at together: so few that the products stay in the processor's cache."""

_HALO = sum(ENCODER_DILATIONS)
_MOST_FORMS = 200_000


class Window(NamedTuple):
    """The tokens that the second stage looks at for each cue: indices (clipped) and which of them are real. The real
    ones of a row are one run."""

    at: Ints
    real: npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Links:
    """What the second stage found, the windows of all cues one after the other: `at[n]` is a token, `roles[n]` an index
    into ROLES and `certainty[n]` the chance of that role by the token's own scores. The window of cue c begins at
    `starts[c]` and ends at `starts[c + 1]`. `acts[c]` are the chances of ACTS."""

    at: Ints
    starts: Ints
    roles: Ints
    certainty: Floats
    acts: Floats


class Network:
    """The weights, ready to run. Picklable; holds a cache of form vectors that grows with the forms met."""

    def __init__(self, names: Sequence[str], arrays: Mapping[str, npt.NDArray[np.float32]]) -> None:
        self._index = {name: number for number, name in enumerate(names)}
        self._w = {key: np.ascontiguousarray(value, np.float32) for key, value in arrays.items()}
        self._table = self._w["features"]
        self._columns = [np.array([self._index.get(name, 0) for name in column], np.int64) for column in COLUMNS]
        self._forms: dict[tuple[Language, str], tuple[tuple[Analysis, ...], Floats]] = {}

    @property
    def calibration(self) -> tuple[float, float]:
        """Slope and offset of the confidence, as fitted with the weights."""
        slope, offset = self._w.get("calibration", _NEUTRAL)
        return float(slope), float(offset)

    def encode(self, described: Described, analyses: Sequence[tuple[Analysis, ...]]) -> Floats:
        """One vector a token, (tokens, width)."""
        x = self._inputs(described, analyses)
        if len(x) <= _CHUNK:
            return self._encode(x)
        parts = []
        for start in range(0, len(x), _CHUNK):
            low, high = max(0, start - _HALO), min(len(x), start + _CHUNK + _HALO)
            encoded = self._encode(x[low:high])
            parts.append(encoded[start - low : start - low + _CHUNK])
        return np.concatenate(parts)[: len(x)]

    def cue_scores(self, encoded: Floats) -> Floats:
        """The chance of each of CUE_LABELS a token, (tokens, 3)."""
        return _softmax(encoded @ self._w["cue.w"] + self._w["cue.b"])

    def link(self, encoded: Floats, described: Described, cues: Sequence[Sequence[int]]) -> Links:
        """The roles around each cue; a cue is the sorted indices of its tokens."""
        tokens = encoded @ self._w["link.token"]
        parts = [
            self._link(encoded, tokens, described, cues[start : start + _CUES]) for start in range(0, len(cues), _CUES)
        ]
        lengths = np.concatenate([np.diff(part.starts) for part in parts])
        return Links(
            np.concatenate([part.at for part in parts]),
            np.concatenate([[0], np.cumsum(lengths)]),
            np.concatenate([part.roles for part in parts]),
            np.concatenate([part.certainty for part in parts]),
            np.concatenate([part.acts for part in parts]),
        )

    def _link(self, encoded: Floats, tokens: Floats, described: Described, cues: Sequence[Sequence[int]]) -> Links:
        """`link` for a few cues; `tokens` is `encoded` as the second stage takes it."""
        window = windows([cue[0] for cue in cues], described.sentence, described.quotation)
        about = np.stack([encoded[list(cue)].mean(axis=0) for cue in cues])
        rows = _Rows(window.real)
        at = window.at[window.real]
        x = tokens[at]
        x += (about @ self._w["link.cue"])[rows.owner]
        for ids in relations(described, cues, rows.owner, at).values():
            x += self._w["link.relations"][ids]
        x = rows.spread(_normal(x, self._w, "link.in"))
        for number, dilation in enumerate(LINK_DILATIONS):
            x = _layer(x, self._w, f"link.{number}", dilation)
            x[rows.gaps] = 0
        scores = x[rows.places] @ self._w["link.out.w"] + self._w["link.out.b"]
        roles = _viterbi(scores, rows.lengths, self._w["link.transitions"])
        certainty = _softmax(scores)[np.arange(len(roles)), roles]
        return Links(at, rows.starts, roles, certainty, self._acts(encoded, about, rows.owner, at, roles))

    def _acts(self, encoded: Floats, about: Floats, owner: Ints, at: Ints, roles: Ints) -> Floats:
        held = roles == ROLES.index("content")
        count = np.bincount(owner[held], minlength=len(about)).astype(np.float32)
        total = np.zeros_like(about)
        starts = np.flatnonzero(np.diff(owner[held], prepend=-1))
        if len(starts):
            total[owner[held][starts]] = np.add.reduceat(encoded[at[held]], starts, axis=0)
        mean = total / np.maximum(count, 1.0)[:, None]
        hidden = np.maximum(
            np.concatenate([about, mean], axis=1) @ self._w["act.hidden.w"] + self._w["act.hidden.b"], 0
        )
        return _softmax(hidden @ self._w["act.out.w"] + self._w["act.out.b"])[:, : len(ACTS)]

    def _inputs(self, described: Described, analyses: Sequence[tuple[Analysis, ...]]) -> Floats:
        forms = self._forms
        if len(forms) > _MOST_FORMS:
            forms.clear()
        rows = []
        for key, readings in zip(described.forms, analyses, strict=True):
            known = forms.get(key)
            if known is None or known[0] != readings:  # a quotation in another language reads the form otherwise
                known = forms[key] = (readings, self._form_vector(key, readings))
            rows.append(known[1])
        x = np.stack(rows) if rows else np.zeros((0, self._table.shape[1]), np.float32)
        for column, numbers in zip(described.context.T, self._columns, strict=True):
            x += self._table[numbers[column]]
        for i, name in described.extras:
            number = self._index.get(name)
            if number is not None:
                x[i] += self._table[number]
        return x

    def _form_vector(self, key: tuple[Language, str], readings: tuple[Analysis, ...]) -> Floats:
        known = [self._index[n] for n in words.names(key[0], key[1], readings) if n in self._index]
        vector: Floats = self._table[known].sum(axis=0) if known else np.zeros(self._table.shape[1], np.float32)
        return vector

    def _encode(self, x: Floats) -> Floats:
        x = _normal(x, self._w, "encoder.in")
        for number, dilation in enumerate(ENCODER_DILATIONS):
            x = _layer(x, self._w, f"encoder.{number}", dilation)
        return x


class _Rows:
    """Windows of several lengths as one run of rows with gaps between them, so that one product serves them all."""

    def __init__(self, real: npt.NDArray[np.bool_]) -> None:
        gap = max(LINK_DILATIONS)
        self.lengths = real.sum(axis=1)
        self.starts = np.concatenate([[0], np.cumsum(self.lengths)])
        self.owner = np.repeat(np.arange(len(self.lengths)), self.lengths)
        self.places = np.arange(len(self.owner)) + self.owner * gap
        self._size = len(self.owner) + len(self.lengths) * gap
        self.gaps = np.ones(self._size, np.bool_)
        self.gaps[self.places] = False

    def spread(self, x: Floats) -> Floats:
        """Rows of real tokens with the gaps put in as zeros."""
        wide = np.zeros((self._size, x.shape[1]), np.float32)
        wide[self.places] = x
        return wide


def windows(firsts: Sequence[int], sentence: Ints, quotation: Ints) -> Window:
    """The window of each cue, given the index of its first token and, for every token, the number of its sentence and
    of its outermost quotation (-1: none).

    At most BEFORE and AFTER tokens; the cue's sentence and the one to either side, and all of a quotation that one of
    these holds a part of.
    """
    at = np.asarray(firsts, np.int64)[:, None] + np.arange(-BEFORE, AFTER)[None, :]
    real = (at >= 0) & (at < len(sentence))
    at = np.clip(at, 0, max(len(sentence) - 1, 0))
    if len(firsts):
        own = sentence[np.asarray(firsts)][:, None]
        near = real & (np.abs(sentence[at] - own) <= 1)
        quoted = quotation[at]
        reach = np.arange(at.shape[1])[None, :]
        low = np.where(near, reach, at.shape[1]).min(axis=1)
        high = np.where(near, reach, -1).max(axis=1)
        rows = np.arange(len(at))
        opens, closes = quoted[rows, low][:, None], quoted[rows, high][:, None]
        carried = ((quoted == opens) & (opens >= 0)) | ((quoted == closes) & (closes >= 0))
        real &= near | carried
        used = real.any(axis=0)
        at, real = at[:, used], real[:, used]
    return Window(at, real)


_DISTANCES = np.array([1, 2, 3, 4, 5, 6, 8, 10, 13, 17, 23, 31, 45, 65, 90])
RELATION_SIZES = {
    "distance": 2 * (len(_DISTANCES) + 1), "sentence": 7, "paragraph": 7, "quotation": 5, "cue": 2, "commas": 6, "breaks": 4,
    "agreement": 3,
}  # fmt: skip


def relations(described: Described, cues: Sequence[Sequence[int]], owner: Ints, at: Ints) -> dict[str, Ints]:
    """How each token of each window stands to its cue: row numbers of `link.relations`, one array a relation.

    The windows stand one after the other: `owner[n]` is the number of the cue and `at[n]` the token.
    """
    first = np.array([cue[0] for cue in cues], np.int64)[owner]
    away = at - first
    bucket = np.searchsorted(_DISTANCES, np.abs(away), side="right")
    raw = {
        "distance": bucket + (away > 0) * (len(_DISTANCES) + 1),
        "sentence": np.clip(described.sentence[at] - described.sentence[first], -3, 3) + 3,
        "paragraph": np.clip(described.paragraph[at] - described.paragraph[first], -3, 3) + 3,
        "quotation": _same_quotation(described.quotation[at], described.quotation[first]),
        "cue": _in_cue(cues, owner, at),
        "commas": np.minimum(np.abs(described.commas[at] - described.commas[first]), 5),
        "breaks": np.minimum(np.abs(described.breaks[at] - described.breaks[first]), 3),
        "agreement": _agreement(described, cues, owner, at),
    }
    start = 0
    for name, size in RELATION_SIZES.items():
        raw[name] = raw[name] + start
        start += size
    return raw


def _in_cue(cues: Sequence[Sequence[int]], owner: Ints, at: Ints) -> Ints:
    """1 for the tokens of the cue itself."""
    longest = max((len(cue) for cue in cues), default=1)
    padded = np.array([[*cue, *[-1] * (longest - len(cue))] for cue in cues], np.int64).reshape(len(cues), longest)
    inside: Ints = (padded[owner] == at[:, None]).any(axis=1).astype(np.int64)
    return inside


def _agreement(described: Described, cues: Sequence[Sequence[int]], owner: Ints, at: Ints) -> Ints:
    """0 the token is no subject or the cue no predicate, 1 they agree in number and gender, 2 they don't."""
    wanted = np.array([np.bitwise_or.reduce(described.predicate[list(cue)]) for cue in cues], np.int64)[owner]
    offered = described.subject[at]
    agree: Ints = np.where((offered > 0) & (wanted > 0), np.where((offered & wanted) > 0, 1, 2), 0)
    return agree


def _same_quotation(token: Ints, cue: Ints) -> Ints:
    """0 neither in a quotation, 1 token only, 2 cue only, 3 both in the same, 4 in two."""
    together = np.where(token == cue, 3, 4)
    apart = (token >= 0) * 1 + (cue >= 0) * 2
    chosen: Ints = np.where((token >= 0) & (cue >= 0), together, apart)
    return chosen


def _layer(x: Floats, w: Mapping[str, Floats], name: str, dilation: int) -> Floats:
    """A gated convolution of width 3 over the rows of (tokens, width), with residual and normalisation."""
    weight = w[f"{name}.w"]
    width = x.shape[1]
    both = x @ weight[width : 2 * width]
    both += w[f"{name}.b"]
    if len(x) > dilation:
        both[dilation:] += x[:-dilation] @ weight[:width]
        both[:-dilation] += x[dilation:] @ weight[2 * width :]
    gate = both[:, width:]
    gate *= 0.5
    np.tanh(gate, out=gate)
    gate += 1.0
    gate *= 0.5
    gate *= both[:, :width]
    gate += x
    return _normal(gate, w, name)


def _normal(x: Floats, w: Mapping[str, Floats], name: str) -> Floats:
    width = np.float32(x.shape[1])
    centred: Floats = x - (x.sum(axis=1, keepdims=True) / width)
    spread = np.einsum("ij,ij->i", centred, centred) / width
    centred *= (1.0 / np.sqrt(spread + np.float32(1e-5)))[:, None]
    centred *= w[f"{name}.scale"]
    centred += w[f"{name}.shift"]
    return centred


def _softmax(x: Floats) -> Floats:
    shifted = np.exp(x - x.max(axis=-1, keepdims=True))
    chances: Floats = shifted / shifted.sum(axis=-1, keepdims=True)
    return chances


def _viterbi(scores: Floats, lengths: Ints, transitions: Floats) -> Ints:
    """The best labelling of sequences that stand one after the other: scores (tokens, labels) in, label numbers out."""
    labels = scores.shape[1]
    longest = int(lengths.max(initial=0))
    real = np.arange(longest)[None, :] < lengths[:, None]
    grid = np.zeros((len(lengths), longest, labels), np.float32)
    grid[real] = scores
    best = np.zeros((longest + 1, len(lengths), labels), np.float32)
    for k in range(longest):
        best[k + 1] = (best[k][:, :, None] + transitions).max(axis=1) + grid[:, k]
    found = np.zeros((len(lengths), longest), np.int64)
    label = np.zeros(len(lengths), np.int64)
    for k in range(longest - 1, -1, -1):
        last = lengths == k + 1
        label = np.where(last, best[k + 1].argmax(axis=1), label)
        found[:, k] = label
        label = np.where(k < lengths, (best[k] + transitions.T[label]).argmax(axis=1), label)
    return found[real]
