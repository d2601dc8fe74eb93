"""What the rules of this room hand to each other: who speaks, and how that was found."""

from dataclasses import dataclass, replace

from onrecord.model.actor import UNKNOWN, ActorType, Candidate
from onrecord.model.span import Span
from onrecord.speakers.people import Person


@dataclass(frozen=True, slots=True)
class Answer:
    """Who one source is. `person` is set for somebody whom the article names; `at` is the token that the answer is
    about in the text (the source, or the cue where there is none)."""

    speaker: str
    type: ActorType
    rule: str
    at: int = -1
    person: Person | None = None
    gender: str = ""
    plural: bool = False
    role: str = ""
    antecedent: Span | None = None
    candidates: tuple[Candidate, ...] = ()
    reasons: tuple[str, ...] = ()
    prominent: bool = True

    def because(self, rule: str) -> "Answer":
        """The same answer with one more rule that had a part in it."""
        return replace(self, reasons=(*self.reasons, rule))

    @property
    def known(self) -> bool:
        """Whether somebody is named."""
        return self.speaker != UNKNOWN


def unknown(rule: str, type: ActorType = "unknown", at: int = -1, candidates: tuple[Candidate, ...] = ()) -> Answer:
    """Nobody, and why."""
    return Answer(UNKNOWN, type, rule, at, candidates=candidates)
