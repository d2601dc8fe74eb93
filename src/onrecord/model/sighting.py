"""A statement as it is compared with others: who, when, where and which words, without the text around it."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from onrecord.model.actor import ActorType
from onrecord.model.attribution import Act, Kind
from onrecord.model.issue import Stance
from onrecord.model.text import Language, Zone

TensionKind = Literal["shift", "contradiction", "denial", "drift"]
TENSION_KINDS: tuple[TensionKind, ...] = ("shift", "contradiction", "denial", "drift")


@dataclass(frozen=True, slots=True)
class Sighting:
    """What one article lets somebody say. `statement` and `article` are numbers of the record (or of a test).

    `actor` is the actor's number in the record, None where the speaker is unknown; `key` the phonetic key of the
    speaker's name, under which the three languages meet. `content` are the words as they stand (pieces joined by
    ` … `), `lemmas` the lemmas of its words in their order, in lower case, numbers as they stand; `named` tells which of
    them are names (their places in `lemmas`). `within` is the number of the statement inside which this one stands.
    `said_on` is a TIMEX3 value told by the text; `published` the day of the article. `issue` and `stance` are the
    leading issue's. `paragraph` is a hash of the paragraph's words, by which wire copies are known. `role` is the speaker's
    as the article tells it; `meant` are the names of all who could have been meant, the likeliest first.
    """

    statement: int
    article: int
    language: Language
    published: date | None
    said_on: str | None
    outlet: str | None
    speaker: str
    speaker_type: ActorType
    key: str
    actor: int | None
    stands_for: str
    act: Act
    kind: Kind
    zone: Zone
    hedged: bool
    within: int | None
    content: str
    lemmas: tuple[str, ...]
    named: frozenset[int] = frozenset()
    cue: str = ""
    issue: str | None = None
    stance: Stance | None = None
    paragraph: str = ""
    role: str = ""
    meant: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tension:
    """Two statements that do not go together. For `shift` `a` is the earlier one; for `denial` `a` is the denied one;
    for `drift` `a` reports the utterance as most others do and `b` is the rendering that differs.

    `rule` names what found it, `why` says in neutral words what differs, `confidence` is between 0 and 1.
    """

    kind: TensionKind
    a: int
    b: int
    rule: str
    why: str
    confidence: float
