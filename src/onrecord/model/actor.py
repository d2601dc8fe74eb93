"""Who speaks: mentions in one article, and what is known of actors across articles."""

from dataclasses import dataclass
from typing import Literal

from onrecord.model.span import Span

ActorType = Literal["person", "organization", "state", "group", "outlet", "unknown"]
ACTOR_TYPES: tuple[ActorType, ...] = ("person", "organization", "state", "group", "outlet", "unknown")
BODIES: frozenset[ActorType] = frozenset(("organization", "state", "group", "outlet"))
"""What is no person."""

UNKNOWN = "?"


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who could have been meant, and what spoke for or against it (`lost` is empty for the chosen one)."""

    name: str
    score: float
    lost: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """Who the source of one attribution is.

    `speaker` is the canonical name (nominative, as fully as the article names it) or `?` where none or more than one
    candidate is left; `key` is the phonetic key under which the spellings of one name in three languages meet;
    `romanised` is for display, by the official table of the article's language; `role` is told by the article
    ("прес-секретар президента"); `stands_for` is set for capitals and buildings ("Кремль" -> "Росія"); `antecedent`
    is the place in the text that the name was taken from, where that is not the source itself.
    """

    attribution: str
    speaker: str
    speaker_type: ActorType
    key: str = ""
    romanised: str = ""
    role: str = ""
    stands_for: str = ""
    antecedent: Span | None = None
    candidates: tuple[Candidate, ...] = ()
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody known before the article is read: names in any language or script, type, and dated roles told as text."""

    id: str
    names: tuple[str, ...]
    type: ActorType = "unknown"
    roles: tuple[str, ...] = ()
