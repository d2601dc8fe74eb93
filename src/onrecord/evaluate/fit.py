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

from onrecord.attribution.network import CUE_LABELS, ENCODER_DILATIONS, LINK_DILATIONS, RELATION_SIZES, ROLES
from onrecord.evaluate import batches
from onrecord.evaluate.batches import Batcher, Cues, Tokens
from onrecord.evaluate.examples import UNTOLD, Example
from onrecord.model.attribution import ACTS

WIDTH, LINK_WIDTH, ACT_WIDTH = 96, 64, 48


class Settings(NamedTuple):
    """How the network is fitted."""

    epochs: int = 8
    rate: float = 2e-3
    tokens: int = 6000
    dropout: float = 0.15
    word_dropout: float = 0.25
    seed: int = 7
    threads: int = 1


class Batch(NamedTuple):
    """Tokens and cues of several articles; the fields are tensors here."""

    tokens: Any
    cues: Any


class Gated(nn.Module):
    """`attribution.network._layer`."""

    def __init__(self, width: int, dilation: int) -> None:
        super().__init__()
        self.dilation = dilation
        self.linear = nn.Linear(3 * width, 2 * width)
        self.norm = nn.LayerNorm(width, eps=1e-5)

    def forward(self, x: Tensor, real: Tensor, dropout: float) -> Tensor:
        """(rows, tokens, width) in and out; `real` is 0 where there is no token."""
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

    def encode(self, tokens: Any) -> Tensor:
        """One vector a token, (tokens, width)."""
        forms = functional.embedding_bag(
            tokens.bag, self.table.weight, tokens.offsets, mode="sum", per_sample_weights=tokens.keep
        )
        x = forms[tokens.rows] + self.table(tokens.context).sum(dim=1)
        x = x.index_add(0, tokens.extra_rows, self.table(tokens.extra_ids))
        real = tokens.real[None, :, None]
        x = functional.dropout(self.norm_in(x)[None] * real, self.settings.dropout, self.training)
        for layer in self.encoder:
            x = layer(x, real, self.settings.dropout)
        return x[0]

    def losses(self, batch: Batch) -> dict[str, Tensor]:
        """The losses of a batch: cues, links and acts, as far as it has any."""
        encoded = self.encode(batch.tokens)
        labels = batch.tokens.cue_labels
        out = {"cue": functional.cross_entropy(self.cue(encoded).float(), labels, ignore_index=UNTOLD)}
        cues = batch.cues
        if cues is None:
            return out
        about = (encoded[cues.about] * cues.about_mask[:, :, None]).sum(1) / cues.about_mask.sum(1, keepdim=True)
        real = cues.real.float()
        scores = self._scores(encoded, about, cues, real)
        gap = self._total(scores, real, None) - self._total(scores, real, cues.allowed)
        out["link"] = gap.mean() / 10
        if bool((cues.acts != UNTOLD).any()):
            act = self._acts(encoded, about, cues)
            out["act"] = functional.cross_entropy(act, cues.acts, ignore_index=UNTOLD) * 0.2
        return out

    def _scores(self, encoded: Tensor, about: Tensor, cues: Any, real: Tensor) -> Tensor:
        """The score of each role for each token of each window."""
        x = self.link_token(encoded)[cues.at] + self.link_cue(about)[:, None, :]
        for ids in cues.relations:
            x = x + self.link_relations(ids)
        x = self.link_norm(x) * real[:, :, None]
        for layer in self.link:
            x = layer(x, real[:, :, None], self.settings.dropout)
        scores: Tensor = self.link_out(x).float()
        return scores

    def _acts(self, encoded: Tensor, about: Tensor, cues: Any) -> Tensor:
        """The score of each act, by the cue and the gold content."""
        allowed = cues.allowed
        content = (allowed[:, :, ROLES.index("content")] & ~allowed[:, :, 0] & cues.real).float()[:, :, None]
        mean = (encoded[cues.at] * content).sum(1) / content.sum(1).clamp(min=1)
        hidden = torch.relu(self.act_hidden(torch.cat([about, mean], dim=1)))
        scores: Tensor = self.act_out(functional.dropout(hidden, 0.3, self.training))
        return scores

    def _total(self, scores: Tensor, real: Tensor, allowed: Tensor | None) -> Tensor:
        """Log of the summed weight of all labellings (of those allowed, where given) a row."""
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


def tensors(tokens: Tokens, cues: Cues | None) -> Batch:
    """A batch as PyTorch takes it."""
    return Batch(
        Tokens(*map(torch.from_numpy, tokens)),
        None if cues is None else cues._replace(
            **{name: torch.from_numpy(array) for name, array in cues._asdict().items() if name != "relations"},
            relations=tuple(map(torch.from_numpy, cues.relations)),
        ),
    )  # fmt: skip


def _mean(mean: Tensor, now: Tensor, count: Tensor | int) -> Tensor:
    """A running mean of the weights that forgets its beginning."""
    keep = min(0.995, (1 + float(count)) / (10 + float(count)))
    return keep * mean + (1 - keep) * now


def fit(
    examples: Sequence[Example],
    vocabulary: Sequence[str],
    settings: Settings,
    tell: Callable[[str], object],
    after: Callable[[int, "Learner"], None] | None = None,
) -> Learner:
    """Fit the network; `tell` gets a line an epoch, `after` its number and the averaged weights so far."""
    torch.manual_seed(settings.seed)
    torch.set_num_threads(settings.threads)
    rng = random.Random(settings.seed)
    learner = Learner(vocabulary, settings)
    batcher = Batcher(vocabulary, settings.tokens, settings.word_dropout)
    mean = torch.optim.swa_utils.AveragedModel(learner, avg_fn=_mean)
    optimiser = torch.optim.AdamW(learner.parameters(), lr=settings.rate, weight_decay=1e-4, betas=(0.9, 0.98))
    steps = settings.epochs * len(batcher.groups(examples, random.Random(0)))
    done = 0
    for epoch in range(settings.epochs):
        learner.train()
        began, sums = time.monotonic(), {"cue": 0.0, "link": 0.0, "act": 0.0}
        groups = batcher.groups(examples, rng)
        for group in groups:
            share = done / steps
            factor = min(1.0, done / 60) * (0.5 * (1 + math.cos(math.pi * min(share, 1.0))) * 0.97 + 0.03)
            for part in optimiser.param_groups:
                part["lr"] = settings.rate * factor
            with torch.autocast("cpu", dtype=torch.bfloat16):
                losses = learner.losses(tensors(batcher.tokens(group, rng), batches.cues(group)))
            loss = torch.stack(list(losses.values())).sum()
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(learner.parameters(), 2.0)
            optimiser.step()
            mean.update_parameters(learner)
            for name, value in losses.items():
                sums[name] += value.item() / len(groups)
            done += 1
        told = ", ".join(f"{name} {value:.3f}" for name, value in sums.items())
        tell(f"epoch {epoch + 1}/{settings.epochs}: {told} in {time.monotonic() - began:.0f} s")
        if after:
            after(epoch + 1, mean.module)
    return mean.module
