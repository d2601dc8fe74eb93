"""Who speaks of an actor: the statements whose words name it."""

from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.model.kept import KeptActor, KeptStatement
from onrecord.model.wanted import Facet, Match, Page, Term, Wanted
from onrecord.queries import words
from onrecord.record import company as known
from onrecord.record import fetch, find, voices
from onrecord.record.cells import speakers
from onrecord.record.namesakes import namesakes
from onrecord.record.select import Selection
from onrecord.record.store import Session

SPEAKERS = 8
NAMESAKES = 12
LEAST_LETTERS = 3
"""A surname of fewer letters is a word of some language."""
MOST_FORMS = 60
"""Forms that are looked for at once: an actor with hundreds of names is asked for by the first of them."""


@dataclass(frozen=True, slots=True)
class About:
    """Statements that name an actor, the newest first; who made most of them (the actor itself left out); and the word that
    a text query would ask for. `text` is empty where no name is long enough to be looked for. `namesakes` are other persons
    of the same surname, of whom some of the statements may speak; those with most statements first."""

    found: Page[KeptStatement]
    speakers: tuple[Facet, ...] = ()
    text: str = ""
    namesakes: tuple[KeptActor, ...] = ()


def about(session: Session, actor: KeptActor, *, limit: int = 10) -> About:
    """The statements whose words name an actor: persons by their surnames in any form, all others by their whole names.
    Whoever bears the same surname is found too."""
    sought = _sought(actor)
    if not sought:
        return About(Page((), 0, False))
    match = Match((_any(sought),))
    selection = Selection(Wanted(text=sought[0]), match)
    total = find.total(session, selection)
    page = find.page(session, selection, "newest", limit, None, total)
    found = Page(tuple(fetch.statements_by_number(session, page.numbers)), total, page.next is not None, page.next)
    making = _speakers(session, selection, actor.number) if total else ()
    return About(found, making, sought[0], _namesakes(session, actor))


def _sought(actor: KeptActor) -> list[str]:
    """What is looked for, the actor's own name first."""
    told = (actor.name, *(name for name, _, _ in actor.names))
    if actor.type == "person":
        told = tuple(name.split()[-1] for name in told if name.split())
    return list(dict.fromkeys(name for name in told if sum(map(str.isalpha, name)) >= LEAST_LETTERS))


def _namesakes(session: Session, actor: KeptActor) -> tuple[KeptActor, ...]:
    if actor.type != "person":
        return ()
    return tuple(namesakes(session, voices.groups(session, [actor.number]), NAMESAKES))


def _any(sought: Iterable[str]) -> Term:
    """One term for all names: in all forms where it is one word, as it stands where it is more."""
    forms: dict[str, None] = {}
    for name in sought:
        quoted = name if " " not in name else f'"{name}"'
        asked = words.match(quoted)
        for term in asked.all if asked else ():
            forms |= dict.fromkeys((term.surface, *term.lemmas))
    first, *others = list(forms)[:MOST_FORMS]
    return Term(first, tuple(others) or (first,))


def _speakers(session: Session, selection: Selection, actor: int) -> tuple[Facet, ...]:
    company = known.company(session)
    mine = set(voices.groups(session, [actor]))
    roots = {who: count for who, count in speakers(session, selection, company).items() if who not in mine}
    first = sorted(roots.items(), key=lambda item: (-item[1], item[0]))[:SPEAKERS]
    names = known.called(session, (number for number, _ in first))
    return tuple(Facet(*names[number], count) for number, count in first)
