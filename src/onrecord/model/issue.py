"""What statements are about: a codebook of issues, and how a statement stands to them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Stance = Literal["support", "oppose", "neutral"]
STANCES: tuple[Stance, ...] = ("support", "oppose", "neutral")


@dataclass(frozen=True, slots=True)
class Issue:
    """One issue of a codebook (DNA: concept). `labels` is what it is called, by language (`uk`, `ru`, `en`); `terms` are
    the words and phrases by which an article speaks of it, by language. A stance is a stance to what the label names.
    """

    id: str
    labels: Mapping[str, str] = field(default_factory=dict)
    terms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Codebook:
    """Issues in the order of their author. `name` tells where they come from: `default`, or a file's name."""

    name: str
    issues: tuple[Issue, ...]


@dataclass(frozen=True, slots=True)
class Touch:
    """One issue that a statement touches, and its stance to it. `confidence` (0 to 1) is for the issue; `reasons` name
    the rules, terms and signs that gave issue and stance, in that order."""

    issue: str
    stance: Stance
    confidence: float = 1.0
    reasons: tuple[str, ...] = ()
