"""Values as the tables hold them: spans, layouts, times and details as short text, and back."""

import json
from collections.abc import Iterable, Mapping
from typing import Any, cast

from onrecord.model.actor import Candidate, Mention
from onrecord.model.span import Span
from onrecord.model.statement import Time
from onrecord.model.text import Paragraph, Zone

ROLES = ("source", "cue", "content", "addressee", "venue")
"""The order of the roles in `wordings.spans`, of every record there is: it never changes."""


def spans(roles: Iterable[Iterable[Span]]) -> str:
    """`0-5|6-9|10-20 25-30||`: the roles in the order of ROLES."""
    return "|".join(" ".join(f"{s.start}-{s.end}" for s in role) for role in roles)


def unpack_spans(packed: str) -> tuple[tuple[Span, ...], ...]:
    """The roles in the order of ROLES."""
    return tuple(tuple(_span(piece) for piece in role.split()) for role in packed.split("|"))


def words(text: str, pieces: Iterable[Span]) -> str:
    """The words at these places of a text, joined by ` … `."""
    return " … ".join(text[s.start : s.end] for s in pieces)


def lemmas(found: Iterable[str], named: frozenset[int]) -> str:
    """Lemmas parted by blanks, names marked by `^`."""
    return " ".join(f"^{word}" if place in named else word for place, word in enumerate(found))


def unpack_lemmas(packed: str) -> tuple[tuple[str, ...], frozenset[int]]:
    """The lemmas, and the places of those that are names."""
    pieces = packed.split(" ") if packed else []
    named = frozenset(place for place, piece in enumerate(pieces) if piece.startswith("^"))
    return tuple(piece.removeprefix("^") for piece in pieces), named


def layout(paragraphs: Iterable[Paragraph]) -> str:
    """`0-80:headline 82-300:body`."""
    return " ".join(f"{p.span.start}-{p.span.end}:{p.zone}" for p in paragraphs)


def unpack_layout(packed: str) -> tuple[tuple[Span, Zone], ...]:
    """The paragraphs with their zones."""
    pieces = (piece.split(":") for piece in packed.split())
    return tuple((_span(place), cast("Zone", zone)) for place, zone in pieces)


def times(found: Iterable[Time]) -> str:
    """JSON of (start, end, value, rule)."""
    return dump([[t.span.start, t.span.end, t.value, t.rule] for t in found])


def unpack_times(packed: str) -> tuple[tuple[Span, str, str], ...]:
    """(span, value, rule) each."""
    return tuple((Span(start, end), value, rule) for start, end, value, rule in json.loads(packed))


def detail(mention: Mention) -> str | None:
    """What explains a speaker, where there is anything beside the name."""
    told: dict[str, Any] = {}
    if mention.romanised:
        told["romanised"] = mention.romanised
    if mention.antecedent:
        told["antecedent"] = list(mention.antecedent)
    if mention.candidates:
        told["candidates"] = [[c.name, round(c.score, 4), c.lost] for c in mention.candidates]
    return dump(told) if told else None


def unpack_detail(packed: str | None) -> tuple[str, Span | None, tuple[Candidate, ...]]:
    """Romanised name, antecedent and candidates."""
    told: Mapping[str, Any] = json.loads(packed) if packed else {}
    antecedent = told.get("antecedent")
    return (
        str(told.get("romanised", "")),
        Span(*antecedent) if antecedent else None,
        tuple(Candidate(name, score, lost) for name, score, lost in told.get("candidates", ())),
    )


def names_meant(packed: str | None) -> tuple[str, ...]:
    """The names of those who could have been meant, the likeliest first."""
    if not packed or '"candidates"' not in packed:
        return ()
    return tuple(name for name, *_ in json.loads(packed)["candidates"])


def dump(value: object) -> str:
    """Compact JSON; the same value gives the same text. A lone surrogate is escaped."""
    told = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return told if told.isascii() or not _lone(told) else json.dumps(value, separators=(",", ":"), sort_keys=True)


def _lone(text: str) -> bool:
    return any("\ud800" <= c <= "\udfff" for c in text)


def _span(packed: str) -> Span:
    start, end = packed.split("-")
    return Span(int(start), int(end))
