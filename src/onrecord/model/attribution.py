"""Somebody said, wrote, thought or wanted something, and these words of the text say so."""

from dataclasses import dataclass
from typing import Literal

from onrecord.model.span import Span
from onrecord.model.text import Zone

Kind = Literal["direct", "indirect", "mixed"]
Act = Literal[
    "assert", "confirm", "deny", "accuse", "demand", "propose", "accept", "reject", "promise", "warn", "ask",
    "decline", "believe",
]  # fmt: skip

KINDS: tuple[Kind, ...] = ("direct", "indirect", "mixed")
ACTS: tuple[Act, ...] = (
    "assert", "confirm", "deny", "accuse", "demand", "propose", "accept", "reject", "promise", "warn", "ask",
    "decline", "believe",
)  # fmt: skip

ROLES = ("source", "cue", "content", "addressee", "venue")
"""The fields of an attribution that hold spans, in the order in which they are told."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """Source + cue + content in one text (the terms of PARC 3 and PolNeAR; ../shared/gold/GUIDE.md).

    The five roles are sorted spans of `Article.text` that do not overlap inside one attribution. `id` is `s1`, `s2`, …
    in the order of the cues. `within` is the id of the attribution inside whose content this one stands.
    `confidence` is the chance (0 to 1) that a person who knows the guide would mark it too, calibrated on the gate's
    story set. `reasons` names each rule or model that had a part in it, in the order in which they acted.
    """

    id: str
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    kind: Kind
    act: Act
    zone: Zone
    addressee: tuple[Span, ...] = ()
    venue: tuple[Span, ...] = ()
    hedged: bool = False
    within: str | None = None
    confidence: float = 1.0
    reasons: tuple[str, ...] = ()
