"""Networks of chance, and the features of some texts, for what must hold whatever the weights."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from onrecord.attribution import words
from onrecord.attribution.features import COLUMNS, describe
from onrecord.attribution.network import (
    CUE_LABELS,
    ENCODER_DILATIONS,
    LINK_DILATIONS,
    RELATION_SIZES,
    ROLES,
    Network,
)
from onrecord.model.attribution import ACTS
from onrecord.model.text import Text

WIDTH, LINK, ACT = 16, 12, 8


def vocabulary(texts: Sequence[Text]) -> list[str]:
    """The names of the context, and every feature of the forms of some texts."""
    found = {
        name
        for text in texts
        for (language, form), readings in zip(describe(text).forms, text.analyses, strict=True)
        for name in words.names(language, form, readings)
    }
    found |= {name for text in texts for _, name in describe(text).extras}
    return ["<none>", *(name for column in COLUMNS for name in column), *sorted(found)]


def random_network(names: Sequence[str], seed: int = 1) -> Network:
    """Weights of a small network drawn by chance, large enough for every gate and label to move."""
    chance = np.random.default_rng(seed)

    def some(*shape: int) -> Any:
        return chance.normal(0, 0.5, shape).astype(np.float32)

    w = {"features": some(len(names), WIDTH), "cue.w": some(WIDTH, len(CUE_LABELS)), "cue.b": some(len(CUE_LABELS))}
    for stage, width, dilations in (("encoder", WIDTH, ENCODER_DILATIONS), ("link", LINK, LINK_DILATIONS)):
        w |= {f"{stage}.in.scale": 1 + some(width), f"{stage}.in.shift": some(width)}
        for number in range(len(dilations)):
            w |= {f"{stage}.{number}.w": some(3 * width, 2 * width), f"{stage}.{number}.b": some(2 * width)}
            w |= {f"{stage}.{number}.scale": 1 + some(width), f"{stage}.{number}.shift": some(width)}
    w |= {"link.token": some(WIDTH, LINK), "link.cue": some(WIDTH, LINK)}
    w |= {"link.relations": some(sum(RELATION_SIZES.values()), LINK), "link.transitions": some(len(ROLES), len(ROLES))}
    w |= {"link.out.w": some(LINK, len(ROLES)), "link.out.b": some(len(ROLES))}
    w |= {"act.hidden.w": some(2 * WIDTH, ACT), "act.hidden.b": some(ACT)}
    w |= {"act.out.w": some(ACT, len(ACTS)), "act.out.b": some(len(ACTS))}
    return Network(names, w)
