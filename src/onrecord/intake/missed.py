"""A statement that the machine missed, added by a person. Newer readers leave it where it is; one that finds it too keeps
the person's values, with its own beside them."""

from collections.abc import Mapping, Sequence
from typing import Any

from onrecord.errors import Refused
from onrecord.intake import decide, naming, passages, words
from onrecord.model.actor import UNKNOWN
from onrecord.model.kept import Decision, KeptArticle
from onrecord.model.span import Span
from onrecord.model.text import Zone
from onrecord.record import Session, chain, fetch, missed, pack, standing, values
from onrecord.record.chain import Deed
from onrecord.record.decisions import STATEMENT

Places = Sequence[Sequence[int]]
DECIDED = ("kind", "act", "hedged", "said_on", "speaker_type", "speaker", "issue", "stance")
"""What can be told of it beside its spans, in the order in which it is taken: a speaker's type says whom the name can mean.
The rest follows."""


def add_statement(
    session: Session,
    article: str,
    *,
    cue: Places,
    content: Places,
    source: Places = (),
    addressee: Places = (),
    venue: Places = (),
    told: Mapping[str, Any] | None = None,
    coder: str,
    why: str = "",
    batch: str = "",
) -> Decision:
    """Add a statement to the newest version of an article; the decision's target names it.

    Spans are `[start, end)` pairs in that version's text. `told` are values of DECIDED: the speaker is `?`, the act
    `assert` and the kind what the quotation marks tell where it says nothing else. Raises NotFound; Refused for what
    cannot be, or where the very statement stands already.
    """
    kept = fetch.article(session, article)
    roles = dict(zip(pack.ROLES, (source, cue, content, addressee, venue), strict=True))
    spans = {role: [list(map(int, place)) for place in places] for role, places in roles.items()}
    found = words.of(kept, _spans(kept, spans["content"]))
    wanted = {"act": "assert", "kind": found.kind, "speaker": UNKNOWN, **(told or {})}
    strange = sorted(wanted.keys() - set(DECIDED))
    if strange:
        raise Refused(
            f"{', '.join(strange)}: cannot be told of a new statement; these can: {', '.join(DECIDED)}",
            "no_field",
            field=", ".join(strange),
            known=", ".join(DECIDED),
        )
    number, id_ = missed.make(
        session, kept, spans, _zone(kept, spans["cue"]), (found.lemmas, found.named), found.paragraph
    )
    after = _after(session, id_, spans, wanted)
    values.keep_machine(session, number, dict.fromkeys(after))
    payload = {"before": {}, "after": after, "machine": {}, **passages.told(after, kept.version)}
    deed = Deed(coder, "add", STATEMENT + id_, payload, "", why, batch)
    made = chain.append(session, deed)
    decide.resettle(session, id_)
    standing.stale(session, number)
    return made


def _after(session: Session, id_: str, spans: Mapping[str, Any], wanted: Mapping[str, Any]) -> dict[str, Any]:
    """All values of the new statement: those that were told, and what follows from them."""
    one = standing.of(session, id_)
    held = {**values.holding(session, one.number), **spans}
    values.check(session, one.number, {**spans, **wanted}, alone=False)
    for name in DECIDED:
        if name in wanted and wanted[name] != held[name]:
            held |= naming.with_followers(session, one, name, wanted[name], held)
    del held["utterance"]
    return held


def _spans(kept: KeptArticle, places: Places) -> list[Span]:
    if not places or any(not 0 <= start < end <= len(kept.text) for start, end in places):
        raise Refused(
            f"content: {places} does not lie in a text of {len(kept.text)} code points",
            "out_of_text",
            field="content",
            value=places,
            length=len(kept.text),
        )
    return [Span(start, end) for start, end in places]


def _zone(kept: KeptArticle, cue: Places) -> Zone:
    at = cue[0][0] if cue else 0
    return next((zone for span, zone in kept.layout if span.start <= at < span.end), "body")
