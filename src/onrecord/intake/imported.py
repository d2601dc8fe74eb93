"""What a file tells, as a reading: statements checked against their text, with the words by which they are found."""

from collections.abc import Mapping, Sequence
from typing import Any

from onrecord.intake.sightings import sightings
from onrecord.intake.told import Said, Told
from onrecord.model.actor import ACTOR_TYPES, UNKNOWN, ActorType, Candidate, Mention
from onrecord.model.attribution import ACTS, KINDS, ROLES, Attribution, Kind
from onrecord.model.entry import Entry, ReadingEntry
from onrecord.model.issue import STANCES, Touch
from onrecord.model.span import Span
from onrecord.model.statement import Reading, Statement
from onrecord.model.text import ZONES, Text, Zone
from onrecord.speakers import speaker_key
from onrecord.text import take_apart

REASON = "import."
"""How the reason begins that an imported statement carries: `import.brat`."""

_CHOICES: Mapping[str, Sequence[str]] = {
    "kind": KINDS, "act": ACTS, "zone": ZONES, "speaker_type": ACTOR_TYPES,
}  # fmt: skip


def entry(told: Told, said: Sequence[Said], format: str) -> ReadingEntry:
    """The statements as a reading of their article, in their order; no actors yet.

    They have passed `misfit`. Raises UnknownLanguage and MissingDictionary.
    """
    text = take_apart(told.article)
    statements = tuple(_statement(one, text, format) for one in said)
    touches = {one.local: _touches(one) for one in said}
    reading = Reading(told.article, text.language, text, statements, ())
    numbers = {one.local: place for place, one in enumerate(said)}
    seen = sightings(reading, touches, article=0, numbers=numbers)
    entries = tuple(
        Entry(statement, touches[statement.id], sight.lemmas, sight.named, sight.paragraph)
        for statement, sight in zip(statements, seen, strict=True)
    )
    return ReadingEntry(reading, entries, told.reader or f"import:{format}", told.fetched, told.raw_sha256)


def misfit(one: Said, size: int) -> str:
    """Why a statement does not fit into a text of `size` code points; empty where it fits."""
    if not one.roles["content"]:
        return "no content: which words were said is not told"
    for role in ROLES:
        end = 0
        for span in one.roles[role]:
            if not end <= span.start < span.end <= size:
                return f"{role} [{span.start}, {span.end}) does not lie in order in a text of {size} code points"
            end = span.end
    for name, choices in _CHOICES.items():
        if name in one.values and one.values[name] not in choices:
            return f"{name} {one.values[name]!r} is none of {', '.join(choices)}"
    strange = [stance for _, stance, _, _ in one.touches if stance not in STANCES]
    return f"stance {strange[0]!r} is none of {', '.join(STANCES)}" if strange else ""


def _statement(one: Said, text: Text, format: str) -> Statement:
    told = one.values
    attribution = Attribution(
        id=one.local,
        **one.roles,
        kind=told.get("kind") or _kind(text, one.roles["content"]),
        act=told.get("act", "assert"),
        zone=told.get("zone") or _zone(text, one.roles["content"][0]),
        hedged=bool(told.get("hedged", False)),
        within=one.within,
        confidence=float(told.get("confidence", 1.0)),
        reasons=_reasons(told.get("reasons", ()), told.get("said_on_rule"), f"{REASON}{format}"),
    )
    return Statement(
        attribution, mention(one), text.article.text, told.get("said_on"), str(told.get("said_on_rule") or "")
    )


def mention(one: Said) -> Mention:
    """Who is told to have said it."""
    told = one.values
    speaker = told.get("speaker") or UNKNOWN
    kind: ActorType = told.get("speaker_type") or ("unknown" if speaker == UNKNOWN else "person")
    antecedent = told.get("antecedent")
    return Mention(
        attribution=one.local,
        speaker=speaker,
        speaker_type=kind,
        key="" if speaker == UNKNOWN else speaker_key(speaker),
        romanised=str(told.get("speaker_romanised") or ""),
        role=str(told.get("role") or ""),
        stands_for=str(told.get("stands_for") or ""),
        antecedent=Span(*antecedent) if antecedent else None,
        candidates=tuple(_candidate(c) for c in told.get("candidates", ())),
    )


def _candidate(told: Mapping[str, Any]) -> Candidate:
    return Candidate(str(told.get("name", "")), float(told.get("score", 0)), str(told.get("lost", "")))


def _touches(one: Said) -> tuple[Touch, ...]:
    return tuple(Touch(i, s, c, r) for i, s, c, r in one.touches)  # type: ignore[arg-type]


def _reasons(told: Sequence[str], dated: str | None, own: str) -> tuple[str, ...]:
    """The reasons without the rule of the date, which stands apart, and with that of the import."""
    held = tuple(name for name in told if name != dated)
    return held if any(name.startswith(REASON) for name in held) else (*held, own)


def _kind(text: Text, content: Sequence[Span]) -> Kind:
    """The kind that the quotation marks tell."""
    quoted = [quotation.span for quotation in text.quotations]
    if all(any(one.holds(span) for one in quoted) for span in content):
        return "direct"
    return "mixed" if any(one.overlaps(span) for one in quoted for span in content) else "indirect"


def _zone(text: Text, span: Span) -> Zone:
    return next((p.zone for p in text.paragraphs if p.span.start <= span.start < p.span.end), "body")
