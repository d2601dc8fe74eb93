"""What the record gives back: articles, statements and decisions as they are kept, with the human value where there is one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal

from onrecord.model.actor import ActorType, Candidate
from onrecord.model.article import Article
from onrecord.model.attribution import Act, Kind
from onrecord.model.issue import Stance, Touch
from onrecord.model.sighting import TensionKind
from onrecord.model.span import Span
from onrecord.model.text import Language, Zone

State = Literal["current", "orphan", "retired", "redacted"]
"""`current`: stands in the article's newest version. `orphan`: a person's decision holds on to it, but its words are no
longer found once in the newest version. `retired`: a newer reading or version no longer has it (`became` may name the
statement in its place). `redacted`: its words were taken out."""
STATES: tuple[State, ...] = ("current", "orphan", "retired", "redacted")

Verdict = Literal["none", "accepted", "rejected", "edited"]
"""What people decided on a statement, all in all; `none` where nobody has."""
VERDICTS: tuple[Verdict, ...] = ("none", "accepted", "rejected", "edited")

Action = Literal[
    "accept", "reject", "edit", "add", "settle", "undo", "same", "not-same", "unsure", "merge", "split", "rename", "side",
    "name", "role", "stands-for", "load", "redact", "forget", "import",
]  # fmt: skip
ACTIONS: tuple[Action, ...] = (
    "accept", "reject", "edit", "add", "settle", "undo", "same", "not-same", "unsure", "merge", "split", "rename", "side",
    "name", "role", "stands-for", "load", "redact", "forget", "import",
)  # fmt: skip

EDITABLE = (
    "source", "cue", "content", "addressee", "venue", "kind", "act", "zone", "hedged", "said_on", "actor", "speaker",
    "speaker_type", "role", "issue", "stance", "utterance",
)  # fmt: skip
"""The fields of a statement that a person can edit. Spans are given as lists of `[start, end)` pairs."""


@dataclass(frozen=True, slots=True)
class KeptArticle:
    """One article in its newest version, or in the one asked for.

    `id` is the record's own, made from `key` (`url:…`, else `outlet:…` + the given id, else `sha256:…`); `name` is the
    id that the input gave. `version` counts from 1; `newest` is the article's newest. Offsets of its statements count
    code points of `text`. `layout` are its paragraphs with their zones.
    """

    number: int
    id: str
    key: str
    name: str
    text: str
    language: Language
    published: date | None
    outlet: str | None
    story: str | None
    url: str | None
    title: str | None
    fetched: datetime | None
    added: datetime
    version: int
    newest: int
    sha256: str
    raw_sha256: str | None
    reader: str
    layout: tuple[tuple[Span, Zone], ...] = ()
    times: tuple[tuple[Span, str, str], ...] = ()

    def to_read(self) -> Article:
        """The article as a reader takes it: under the id that the input gave."""
        return Article(
            id=self.name,
            text=self.text,
            published=self.published,
            language=self.language,
            outlet=self.outlet,
            story=self.story,
            url=self.url,
            title=self.title,
        )


@dataclass(frozen=True, slots=True)
class KeptStatement:
    """One statement with the values that hold: a person's where there is one, else the machine's.

    `number` is the store's, `id` the permalink, `local` its id in the article's reading (`s3`). Spans count in `text_of`
    the article's version `version`; `source_words` … are the words there, pieces joined by ` … `. `day` is the day by
    which it is sorted: `said_on` where that is a day, else the day of publication. `machine` holds the machine's values
    of the fields that a person edited. `became` is the id of the statement that stands in a retired one's place.
    """

    number: int
    id: str
    article: str
    article_name: str
    article_number: int
    version: int
    local: str
    language: Language
    outlet: str | None
    url: str | None
    story: str | None
    title: str | None
    published: date | None
    text_sha256: str
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    addressee: tuple[Span, ...]
    venue: tuple[Span, ...]
    source_words: str
    cue_words: str
    content_words: str
    addressee_words: str
    venue_words: str
    speaker: str
    speaker_type: ActorType
    key: str
    romanised: str
    role: str
    stands_for: str
    actor: str | None
    actor_name: str | None
    side: str | None
    kind: Kind
    act: Act
    zone: Zone
    hedged: bool
    within: str | None
    said_on: str | None
    said_on_rule: str
    day: date | None
    issues: tuple[Touch, ...]
    utterance: str | None
    confidence: float
    reasons: tuple[str, ...]
    antecedent: Span | None = None
    candidates: tuple[Candidate, ...] = ()
    state: State = "current"
    verdict: Verdict = "none"
    machine: Mapping[str, Any] = field(default_factory=dict)
    became: str | None = None

    @property
    def issue(self) -> str | None:
        """The leading issue's id."""
        return self.issues[0].issue if self.issues else None

    @property
    def stance(self) -> Stance | None:
        """The stance to the leading issue."""
        return self.issues[0].stance if self.issues else None


@dataclass(frozen=True, slots=True)
class KeptActor:
    """Somebody across articles. `merged_into` is the id of the actor that this one was found to be; `names` are
    (name, language, origin), `roles` (role, since, until, origin); dates may be open."""

    number: int
    id: str
    name: str
    type: ActorType
    side: str | None
    stands_for: str | None
    merged_into: str | None
    names: tuple[tuple[str, str, str], ...] = ()
    roles: tuple[tuple[str, date | None, date | None, str], ...] = ()
    statements: int = 0


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided: append-only and chained. `target` is `statement:ID`, `actor:ID`, … ; `payload` holds the
    machine's and the person's value, None where it was erased; `undoes` is the id of the decision taken back. `hash`
    covers all fields and `previous`, payload and reason by their own hashes."""

    number: int
    id: str
    at: datetime
    coder: str
    action: Action
    target: str
    field: str
    payload: Mapping[str, Any] | None
    why: str | None
    batch: str
    pass_name: str
    undoes: str | None
    previous: str
    hash: str


@dataclass(frozen=True, slots=True)
class Tense:
    """A tension with both statements."""

    id: str
    kind: TensionKind
    a: KeptStatement
    b: KeptStatement
    rule: str
    why: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Utterance:
    """What was said in the world, as every statement that reports it has it. `independent` counts the reports once wire
    copies are folded; `speakers` are those that the reports name, the most frequent first."""

    id: str
    statements: tuple[KeptStatement, ...]
    independent: int
    speakers: tuple[str, ...]
