"""Utterances with all that report them, and the reports side by side."""

from collections import Counter
from collections.abc import Sequence

from onrecord.errors import NotFound
from onrecord.model.actor import UNKNOWN
from onrecord.model.kept import KeptStatement, Utterance
from onrecord.model.sighting import Sighting
from onrecord.model.wanted import Page, Wanted
from onrecord.queries import renderings, tied
from onrecord.queries.renderings import Comparison
from onrecord.record import fetch, links, sightings
from onrecord.record.store import Session


def utterance(session: Session, id: str) -> Utterance:
    """One utterance with all its reports. Raises NotFound."""
    found = fetch.statements_by_number(session, links.renderings(session, id))
    if not found:
        raise NotFound(f"{id}: no such utterance; `onrecord utterances` shows those there are", "no_utterance", id=id)
    return Utterance(id, tuple(found), renderings.independent(_seen(session, found)), _speakers(found))


def utterances(session: Session, wanted: Wanted, *, limit: int, offset: int) -> Page[Utterance]:
    """Utterances that two or more articles report and of which a report is wanted, those with most reports first, from
    the `offset`th on. Raises BadFilter."""
    found, total = tied.utterances(session, wanted, limit=limit, offset=offset)
    items = tuple(utterance(session, one) for one in found)
    return Page(items, total, offset + len(items) < total)


def compare(session: Session, id: str) -> tuple[Utterance, Comparison]:
    """An utterance's renderings side by side: by its id, or by that of a statement that reports it. Raises NotFound."""
    named = id if id.startswith("u") else fetch.statement(session, id).utterance
    if named is None:
        raise NotFound(
            f"{id}: no other article is known to report this; run `onrecord match` if any was added since", "alone"
        )
    found = utterance(session, named)
    return found, renderings.compare(_seen(session, found.statements))


def beside(session: Session, id: str, base: str = "") -> tuple[Utterance, Comparison]:
    """An utterance's renderings, each beside the first of its own language, and these beside `base` (a statement's id;
    else the first of all). Raises NotFound."""
    found = utterance(session, id)
    first = next((one.number for one in found.statements if one.id == base), None)
    return found, renderings.beside(_seen(session, found.statements), first)


def _seen(session: Session, found: Sequence[KeptStatement]) -> list[Sighting]:
    return sightings.by_number(session, [one.number for one in found])


def _speakers(found: Sequence[KeptStatement]) -> tuple[str, ...]:
    """Whoever is named as the speaker, most often named first."""
    names = Counter(name for one in found if (name := one.actor_name or one.speaker) != UNKNOWN)
    return tuple(name for name, _ in names.most_common())
