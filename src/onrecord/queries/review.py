"""What to look at next: the queue by doubt, and blind passes over the same sample of statements."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from onrecord.errors import BadFilter
from onrecord.model.issue import Touch
from onrecord.model.kept import Decision, KeptStatement, Verdict
from onrecord.model.span import Span
from onrecord.model.wanted import STANDING, UNTOLD, Page, Wanted
from onrecord.queries.search import find
from onrecord.queries.selection import select
from onrecord.record import decisions, fetch, pack, reviewing, values
from onrecord.record.decisions import Overlay
from onrecord.record.store import Session

LIMIT = 20
DECIDED: tuple[Verdict, ...] = ("accepted", "rejected", "edited")
BANDS = ("orphans", "unknown", "doubt")
"""Orphans that somebody decided on first, then statements of somebody unknown, then the others, each with those of least confidence first."""


def queue(
    session: Session,
    wanted: Wanted | None = None,
    *,
    coder: str = "",
    pass_name: str = "",
    limit: int = LIMIT,
    cursor: str | None = None,
) -> Page[KeptStatement]:
    """The statements to decide next, those most in doubt first: in the main pass orphans that still have decisions and what
    nobody decided on; in a named
    pass those that this coder has not, shown as the machine has them, with what the coder said alone.

    `total` counts those of the main pass exactly; in a named pass all that are wanted, decided or not. Raises BadFilter.
    """
    told = wanted or Wanted()
    verdict: tuple[Verdict, ...] = ("none",) if told.verdict == STANDING else told.verdict
    told = replace(told, verdict=() if pass_name else verdict, state=("current",))
    orphans = replace(told, verdict=DECIDED, state=("orphan",))
    left = find(session, orphans, limit=0).total
    total = find(session, told, limit=0).total + left
    band, at = _place(cursor)
    found: list[KeptStatement] = []
    while band < len(BANDS) and len(found) < limit:
        asked = orphans if band == 0 else replace(told, speaker=(UNTOLD,)) if band == 1 and not told.speaker else told
        if band == 1 and told.speaker:
            band = 2
        page = find(session, asked, order="doubt", limit=limit - len(found), cursor=at, total=total if band else left)
        found += _left(session, page.items, coder, pass_name, known=band == 2 and not told.speaker)
        at = page.next
        if at is None:
            band += 1
    after = f"{band}/{at or ''}" if band < len(BANDS) else None
    return Page(tuple(_shown(session, found, coder, pass_name)), total, after is not None, after)


def sample(
    session: Session,
    size: int,
    *,
    seed: int = 1,
    wanted: Wanted | None = None,
    coder: str = "",
    pass_name: str = "",
) -> Page[KeptStatement]:
    """The same random statements for every coder, those left out that this coder has decided on in this pass: the `size` of
    all wanted ones that come first by the hash of seed and id. Rejected ones belong to it as well, so that no decision
    changes the sample. `total` is how many are left. Raises BadFilter."""
    if size < 1:
        raise BadFilter(f"sample {size}: at least one statement", "sample", value=size)
    told = replace(wanted or Wanted(), verdict=(), state=("current",))
    ids = reviewing.ids(session, select(session, told))
    chosen = sorted(ids, key=lambda one: hashlib.sha256(f"{seed}:{one}".encode()).digest())[:size]
    done = decisions.overlays(session, chosen, pass_name=pass_name, coder=coder)
    left = [ids[one] for one in chosen if one not in done]
    found = fetch.statements_by_number(session, left)
    return Page(tuple(_shown(session, found, coder, pass_name)), len(left), False)


def one(session: Session, statement: str, *, coder: str = "", pass_name: str = "") -> KeptStatement:
    """A statement as a coder is to see it: as it stands, or in a named pass as the machine has it under the coder's own
    values. Raises NotFound."""
    return _shown(session, [fetch.statement(session, statement)], coder, pass_name)[0]


def main_pass(told: Iterable[Decision]) -> list[Decision]:
    """The decisions that make a statement what it is, in their order: each gives a new revision of it."""
    return [one for one in told if not one.pass_name]


def as_of(session: Session, statement: str, revision: int) -> KeptStatement:
    """A statement as it was after its first `revision` decisions, over what the machine says now; 0 is the machine's alone.
    Raises NotFound."""
    found = fetch.statement(session, statement)
    told = main_pass(decisions.history(session, decisions.STATEMENT + found.id))[:revision]
    return blind(session, found, decisions.overlay(told))


def blind(session: Session, one: KeptStatement, own: Overlay) -> KeptStatement:
    """A statement as the machine has it, with one coder's own values over it and nobody else's."""
    mine = {
        name: value
        for name, value in own.values.items()
        if name not in pack.ROLES or (own.by[name].payload or {}).get("version") == one.version
    }
    told = {**values.machine(session, one.number), **mine}
    if not told and one.verdict == own.verdict:
        return one
    changed: dict[str, Any] = {name: told[name] for name in PLAIN if name in told}
    changed |= _spans(session, one, told)
    if "touches" in told:
        changed["issues"] = tuple(Touch(t[0], t[1], t[2], tuple(t[3])) for t in told["touches"] or ())
    if "actor" in told:
        changed |= reviewing.actor(session, told["actor"])
    if "act" in changed and changed["act"] is None:
        return replace(one, verdict=own.verdict)
    return replace(one, verdict=own.verdict, machine={}, **changed)


PLAIN = (
    "speaker", "speaker_type", "role", "key", "stands_for", "kind", "act", "zone", "hedged", "said_on", "utterance",
)  # fmt: skip


def _spans(session: Session, one: KeptStatement, told: Mapping[str, Any]) -> dict[str, Any]:
    roles = [role for role in pack.ROLES if told.get(role) is not None]
    if not roles:
        return {}
    text = fetch.text_of(session, one.article_number, one.version)
    found: dict[str, Any] = {}
    for role in roles:
        spans = tuple(Span(*span) for span in told[role])
        found |= {role: spans, f"{role}_words": pack.words(text, spans)}
    return found


def _left(
    session: Session, found: Iterable[KeptStatement], coder: str, pass_name: str, *, known: bool
) -> list[KeptStatement]:
    held = [one for one in found if not known or one.actor is not None]
    if not pass_name:
        return held
    done = decisions.overlays(session, [one.id for one in held], pass_name=pass_name, coder=coder)
    return [one for one in held if one.id not in done and one.machine.get("act", "") is not None]


def _shown(session: Session, found: Iterable[KeptStatement], coder: str, pass_name: str) -> list[KeptStatement]:
    if not pass_name:
        return list(found)
    held = list(found)
    own = decisions.overlays(session, [one.id for one in held], pass_name=pass_name, coder=coder)
    return [blind(session, one, own.get(one.id, Overlay())) for one in held]


def _place(cursor: str | None) -> tuple[int, str | None]:
    band, _, at = (cursor or "0/").partition("/")
    if band not in ("0", "1", "2"):
        raise BadFilter(f"cursor {cursor}: not one that the queue gave", "no_cursor")
    return int(band), at or None
