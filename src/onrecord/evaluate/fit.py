"""The network of `attribution.network`, written in PyTorch so that it can learn; the weights go back as arrays.

The only room that imports torch (the extra `train`).
"""

import math
import random
import time
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from onrecord.attribution import words
from onrecord.attribution.network import (
    CUE_LABELS,
    ENCODER_DILATIONS,
    LINK_DILATIONS,
    RELATION_SIZES,
    ROLES,
    Window,
    relations,
    windows,
)
from onrecord.attribution.features import COLUMNS
from onrecord.evaluate.examples import UNTOLD, Example
from onrecord.model.attribution import ACTS

WIDTH, LINK_WIDTH, ACT_WIDTH = 96, 64, 48
GAP = sum(ENCODER_DILATIONS) + 2


class Settings(NamedTuple):
    """How the network is fitted."""

    epochs: int = 12
    rate: float = 2e-3
    tokens: int = 6000
    dropout: float = 0.15
    word_dropout: float = 0.25
    seed: int = 7
    threads: int = 1


class Batch(NamedTuple):
    """Several articles as one long run of tokens with gaps between them."""

    bag: Tensor
    offsets: Tensor
    keep: Tensor
    rows: Tensor
    extras: tuple[Tensor, Tensor]
    context: Tensor
    real: Tensor
    cue_labels: Tensor
    weight: Tensor
    about: Tensor
    about_mask: Tensor
    index: Tensor
    window_real: Tensor
    relations: list[Tensor]
    allowed: Tensor
    content: Tensor
    acts: Tensor


class Gated(nn.Module):
    """`attribution.network._layer`."""

    def __init__(self, width: int, dilation: int) -> None:
        super().__init__()
        self.dilation = dilation
        self.linear = nn.Linear(3 * width, 2 * width)
        self.norm = nn.LayerNorm(width, eps=1e-5)

    def forward(self, x: Tensor, real: Tensor, dropout: float) -> Tensor:
        d, count = self.dilation, x.shape[1]
        padded = functional.pad(x, (0, 0, d, d))
        joined = torch.cat([padded[:, k * d : k * d + count] for k in range(3)], dim=2)
        if self.training:  # one mask for all tokens of a row: as good here, and a tenth of the time
            joined = joined * functional.dropout(torch.ones(x.shape[0], 1, joined.shape[2]), dropout)
        first, second = self.linear(joined).chunk(2, dim=2)
        out: Tensor = self.norm(x + first * torch.sigmoid(second)) * real
        return out


class Learner(nn.Module):
    """The whole network; `arrays()` gives what `attribution.network.Network` takes."""

    def __init__(self, vocabulary: Sequence[str], settings: Settings) -> None:
        super().__init__()
        self.settings = settings
        self.table = nn.Embedding(len(vocabulary), WIDTH)
        nn.init.normal_(self.table.weight, std=0.1)
        self.norm_in = nn.LayerNorm(WIDTH, eps=1e-5)
        self.encoder = nn.ModuleList(Gated(WIDTH, d) for d in ENCODER_DILATIONS)
        self.cue = nn.Linear(WIDTH, len(CUE_LABELS))
        self.link_token = nn.Linear(WIDTH, LINK_WIDTH, bias=False)
        self.link_cue = nn.Linear(WIDTH, LINK_WIDTH, bias=False)
        self.link_relations = nn.Embedding(sum(RELATION_SIZES.values()), LINK_WIDTH)
        nn.init.normal_(self.link_relations.weight, std=0.3)
        self.link_norm = nn.LayerNorm(LINK_WIDTH, eps=1e-5)
        self.link = nn.ModuleList(Gated(LINK_WIDTH, d) for d in LINK_DILATIONS)
        self.link_out = nn.Linear(LINK_WIDTH, len(ROLES))
        self.transitions = nn.Parameter(torch.eye(len(ROLES)) * 1.0)
        self.act_hidden = nn.Linear(2 * WIDTH, ACT_WIDTH)
        self.act_out = nn.Linear(ACT_WIDTH, len(ACTS))

    def encode(self, batch: Batch) -> Tensor:
        """(tokens, width)"""
        forms = functional.embedding_bag(
            batch.bag, self.table.weight, batch.offsets, mode="sum", per_sample_weights=batch.keep
        )
        x = forms[batch.rows] + self.table(batch.context).sum(dim=1)
        x = x.index_add(0, batch.extras[0], self.table(batch.extras[1]))
        real = batch.real[None, :, None]
        x = functional.dropout(self.norm_in(x)[None] * real, self.settings.dropout, self.training)
        for layer in self.encoder:
            x = layer(x, real, self.settings.dropout)
        return x[0]

    def losses(self, batch: Batch) -> dict[str, Tensor]:
        """The three losses of a batch."""
        encoded = self.encode(batch)
        cue = functional.cross_entropy(self.cue(encoded).float(), batch.cue_labels, ignore_index=UNTOLD, reduction="none")
        out = {"cue": (cue * batch.weight).sum() / batch.weight.sum()}
        if len(batch.about) == 0:
            return out
        about = (encoded[batch.about] * batch.about_mask[:, :, None]).sum(1) / batch.about_mask.sum(1, keepdim=True)
        x = self.link_token(encoded)[batch.index] + self.link_cue(about)[:, None, :]
        for ids in batch.relations:
            x = x + self.link_relations(ids)
        real = batch.window_real[:, :, None]
        x = self.link_norm(x) * real
        for layer in self.link:
            x = layer(x, real, self.settings.dropout)
        scores = self.link_out(x).float()
        gap = self._total(scores, batch.window_real, None) - self._total(scores, batch.window_real, batch.allowed)
        out["link"] = gap.mean() / 10
        content = batch.content[:, :, None]
        mean = (encoded[batch.index] * content).sum(1) / content.sum(1).clamp(min=1)
        hidden = torch.relu(self.act_hidden(torch.cat([about, mean], dim=1)))
        if bool((batch.acts != UNTOLD).any()):
            act = self.act_out(functional.dropout(hidden, 0.3, self.training))
            out["act"] = functional.cross_entropy(act, batch.acts, ignore_index=UNTOLD) * 0.2
        return out

    def _total(self, scores: Tensor, real: Tensor, allowed: Tensor | None) -> Tensor:
        """log of the summed weight of all labellings (of those allowed, where given) a row."""
        if allowed is not None:
            scores = scores.masked_fill(~allowed, -1e4)
        total = torch.zeros(scores.shape[0], scores.shape[2])
        for k in range(scores.shape[1]):
            step = torch.logsumexp(total[:, :, None] + self.transitions[None], dim=1) + scores[:, k]
            total = torch.where(real[:, k, None] > 0, step, total)
        return torch.logsumexp(total, dim=1)

    def arrays(self) -> dict[str, np.ndarray[Any, np.dtype[np.float32]]]:
        """The weights under the names that the reader knows."""
        w: dict[str, Tensor] = {"features": self.table.weight, "cue.w": self.cue.weight.T, "cue.b": self.cue.bias}
        w |= {"encoder.in.scale": self.norm_in.weight, "encoder.in.shift": self.norm_in.bias}
        w |= {"link.in.scale": self.link_norm.weight, "link.in.shift": self.link_norm.bias}
        for stage, layers in (("encoder", self.encoder), ("link", self.link)):
            for number, layer in enumerate(layers):
                w[f"{stage}.{number}.w"], w[f"{stage}.{number}.b"] = layer.linear.weight.T, layer.linear.bias
                w[f"{stage}.{number}.scale"], w[f"{stage}.{number}.shift"] = layer.norm.weight, layer.norm.bias
        w |= {"link.token": self.link_token.weight.T, "link.cue": self.link_cue.weight.T}
        w |= {"link.relations": self.link_relations.weight, "link.transitions": self.transitions}
        w |= {"link.out.w": self.link_out.weight.T, "link.out.b": self.link_out.bias}
        w |= {"act.hidden.w": self.act_hidden.weight.T, "act.hidden.b": self.act_hidden.bias}
        w |= {"act.out.w": self.act_out.weight.T, "act.out.b": self.act_out.bias}
        return {name: tensor.detach().numpy().astype(np.float32).copy() for name, tensor in w.items()}


class Batcher:
    """Turns examples into batches; caches the feature numbers of forms."""

    def __init__(self, vocabulary: Sequence[str], settings: Settings) -> None:
        self.index = {name: number for number, name in enumerate(vocabulary)}
        self.settings = settings
        self.columns = [np.array([self.index[name] for name in column]) for column in COLUMNS]
        self.droppable = {n for name, n in self.index.items() if name.startswith(("word=", "suffix="))}
        self.forms: dict[tuple[str, str], list[int]] = {}

    def batches(self, examples: Sequence[Example], rng: random.Random) -> list[list[Example]]:
        """The examples in a new order, in groups of about `settings.tokens` tokens."""
        order, groups, size = list(examples), [[]], 0  # type: ignore[var-annotated]
        rng.shuffle(order)
        for one in order:
            if size > self.settings.tokens:
                groups.append([])
                size = 0
            groups[-1].append(one)
            size += len(one.text.tokens)
        return groups

    def batch(self, group: Sequence[Example], rng: random.Random) -> Batch:
        """One batch, with random feature dropout."""
        bag: list[int] = []
        offsets: list[int] = []
        keep: list[float] = []
        seen: dict[tuple[str, str], int] = {}
        rows, extra_rows, extra_ids, real = [0] * GAP, [], [], [0.0] * GAP
        context = [np.zeros((GAP, len(COLUMNS)), np.int64)]
        labels, weights = [np.full(GAP, UNTOLD)], [np.zeros(GAP)]
        indices, reals, related, allowed = [], [], [], []
        cues: list[list[int]] = []
        acts: list[int] = []
        offsets.append(0)  # form 0: empty, for the gaps
        for one in group:
            base = len(rows)
            for key, readings in zip(one.described.forms, one.text.analyses, strict=True):
                row = seen.get(key)
                if row is None:
                    ids = self._ids(key, readings)
                    row = seen[key] = len(offsets)
                    offsets.append(len(bag))
                    bag.extend(ids)
                    drop = rng.random() < self.settings.word_dropout
                    keep.extend(0.0 if drop and i in self.droppable else 1.0 for i in ids)
                rows.append(row)
            count = len(one.text.tokens)
            real.extend([1.0] * count)
            context.append(np.stack([numbers[c] for c, numbers in zip(one.described.context.T, self.columns, strict=True)], 1))
            for i, name in one.described.extras:
                if name in self.index:
                    extra_rows.append(base + i)
                    extra_ids.append(self.index[name])
            labels.append(one.cue_labels)
            weights.append((one.cue_labels != UNTOLD).astype(np.float64))
            if one.cues:
                window = windows([cue[0] for cue in one.cues], one.described.sentence, one.described.quotation)
                indices.append(window.at + base)
                reals.append(window.real)
                related.append(_related(one, window))
                allowed.append(_allowed(one, window))
                cues.extend([base + i for i in cue] for cue in one.cues)
                acts.extend(one.acts)
            rows.extend([0] * GAP)
            real.extend([0.0] * GAP)
            context.append(np.zeros((GAP, len(COLUMNS)), np.int64))
            labels.append(np.full(GAP, UNTOLD))
            weights.append(np.zeros(GAP))
        return Batch(
            torch.tensor(bag), torch.tensor(offsets), torch.tensor(keep), torch.tensor(rows),
            (torch.tensor(extra_rows, dtype=torch.long), torch.tensor(extra_ids, dtype=torch.long)),
            torch.tensor(np.concatenate(context)), torch.tensor(real),
            torch.tensor(np.concatenate(labels)), torch.tensor(np.concatenate(weights), dtype=torch.float32),
            *_padded(cues), *_stacked(indices, reals, related, allowed), torch.tensor(acts),
        )  # fmt: skip

    def _ids(self, key: Any, readings: Any) -> list[int]:
        ids = self.forms.get(key)
        if ids is None:
            ids = [self.index[n] for n in words.names(key[0], key[1], readings) if n in self.index]
            self.forms[key] = ids
        return ids


def _related(one: Example, window: Window) -> dict[str, Any]:
    """`attribution.network.relations` as grids of (cues, tokens)."""
    owner = np.repeat(np.arange(len(one.cues)), window.real.sum(axis=1))
    grids = {}
    for name, ids in relations(one.described, one.cues, owner, window.at[window.real]).items():
        grids[name] = np.zeros(window.at.shape, np.int64)
        grids[name][window.real] = ids
    return grids


def _allowed(one: Example, window: Any) -> np.ndarray[Any, Any]:
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


def _padded(cues: list[list[int]]) -> tuple[Tensor, Tensor]:
    longest = max((len(cue) for cue in cues), default=1)
    ids = torch.zeros((len(cues), longest), dtype=torch.long)
    mask = torch.zeros((len(cues), longest))
    for row, cue in enumerate(cues):
        ids[row, : len(cue)] = torch.tensor(cue)
        mask[row, : len(cue)] = 1.0
    return ids, mask


def _stacked(indices: Any, reals: Any, related: Any, allowed: Any) -> tuple[Tensor, Tensor, list[Tensor], Tensor, Tensor]:
    """The windows of several articles under one width."""
    if not indices:
        empty = torch.zeros((0, 1), dtype=torch.long)
        return empty, empty.float(), [], torch.zeros((0, 1, len(ROLES)), dtype=torch.bool), empty.float()
    width = max(a.shape[1] for a in indices)

    def stack(arrays: Any, value: Any) -> np.ndarray[Any, Any]:
        return np.concatenate(
            [np.pad(a, ((0, 0), (0, width - a.shape[1]), *[(0, 0)] * (a.ndim - 2)), constant_values=value) for a in arrays]
        )

    grid = stack(allowed, True)
    real = stack(reals, False)
    content = grid[:, :, ROLES.index("content")] & ~grid[:, :, 0] & real
    return (
        torch.tensor(stack(indices, 0)),
        torch.tensor(real, dtype=torch.float32),
        [torch.tensor(stack([r[name] for r in related], 0)) for name in RELATION_SIZES],
        torch.tensor(grid),
        torch.tensor(content, dtype=torch.float32),
    )


def _mean(mean: Tensor, now: Tensor, count: Tensor | int) -> Tensor:
    """A running mean of the weights that forgets its beginning."""
    keep = min(0.995, (1 + float(count)) / (10 + float(count)))
    return keep * mean + (1 - keep) * now


def fit(
    examples: Sequence[Example],
    vocabulary: Sequence[str],
    settings: Settings,
    tell: Callable[[str], None],
    after: Callable[[int, "Learner"], None] = lambda epoch, learner: None,
) -> Learner:
    """Fit the network; `tell` gets a line an epoch, `after` its number and the averaged weights so far."""
    torch.manual_seed(settings.seed)
    torch.set_num_threads(settings.threads)
    rng = random.Random(settings.seed)
    learner, batcher = Learner(vocabulary, settings), Batcher(vocabulary, settings)
    mean = torch.optim.swa_utils.AveragedModel(learner, avg_fn=_mean)
    optimiser = torch.optim.AdamW(learner.parameters(), lr=settings.rate, weight_decay=1e-4, betas=(0.9, 0.98))
    steps = settings.epochs * len(batcher.batches(examples, random.Random(0)))
    done = 0
    for epoch in range(settings.epochs):
        learner.train()
        began, sums = time.monotonic(), {"cue": 0.0, "link": 0.0, "act": 0.0}
        groups = batcher.batches(examples, rng)
        for group in groups:
            share = done / steps
            factor = min(1.0, done / 60) * (0.5 * (1 + math.cos(math.pi * min(share, 1.0))) * 0.97 + 0.03)
            for part in optimiser.param_groups:
                part["lr"] = settings.rate * factor
            with torch.autocast("cpu", dtype=torch.bfloat16):
                losses = learner.losses(batcher.batch(group, rng))
            loss = torch.stack(list(losses.values())).sum()
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(learner.parameters(), 2.0)
            optimiser.step()
            mean.update_parameters(learner)
            for name, value in losses.items():
                sums[name] += value.item() / len(groups)
            done += 1
        tell(f"epoch {epoch + 1}/{settings.epochs}: {sums} in {time.monotonic() - began:.0f} s")
        after(epoch + 1, mean.module)
    return mean.module
