"""Who speaks of an actor, and to it: the statements whose words name it, and those that are addressed to it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import islice

from onrecord.model.kept import KeptActor, KeptStatement
from onrecord.model.wanted import Facet, Match, Page, Term, Wanted
from onrecord.queries import words
from onrecord.record import addressed, fetch, find, voices
from onrecord.record import company as known
from onrecord.record.cells import speakers
from onrecord.record.fulltext import fold
from onrecord.record.namesakes import namesakes
from onrecord.record.select import Selection
from onrecord.record.store import Session

SPEAKERS = 8
NAMESAKES = 12
ARTICLES = 40
"""Articles of an actor in which it is looked for whoever is addressed."""
LEAST_LETTERS = 3
"""A surname of fewer letters is a word of some language."""
MOST_FORMS = 60
"""Forms that are looked for at once: an actor with hundreds of names is asked for by the first of them."""


@dataclass(frozen=True, slots=True)
class About:
    """Statements that name an actor, the newest first; who made most of them (the actor itself left out); and the word that
    a text query would ask for. `text` is empty where no name is long enough to be looked for. `namesakes` are other persons
    of the same surname, of whom some of the statements may speak; those with most statements first. `addressed` are
    statements whose addressee is named so, in the newest articles where the actor speaks or is spoken of."""

    found: Page[KeptStatement]
    speakers: tuple[Facet, ...] = ()
    text: str = ""
    namesakes: tuple[KeptActor, ...] = ()
    addressed: tuple[KeptStatement, ...] = ()


def about(session: Session, actor: KeptActor, *, limit: int = 10) -> About:
    """The statements whose words name an actor: persons by their surnames in any form, all others by their whole names.
    Whoever bears the same surname is found too."""
    sought = _sought(actor)
    if not sought:
        return About(Page((), 0, False))
    names = _any(sought)
    match = Match((names,))
    selection = Selection(Wanted(text=sought[0]), match)
    total = find.total(session, selection)
    page = find.page(session, selection, "newest", limit, None, total)
    found = Page(tuple(fetch.statements_by_number(session, page.numbers)), total, page.next is not None, page.next)
    making = _speakers(session, selection, actor.number) if total else ()
    others = _namesakes(session, actor)
    told = tuple(islice(_addressed(session, actor, others, names, page.numbers), limit))
    return About(found, making, sought[0], others, told)


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


def _addressed(
    session: Session, actor: KeptActor, others: Iterable[KeptActor], names: Term, about: Collection[int]
) -> Iterable[KeptStatement]:
    """Statements whose addressee is named as the actor, and not better as one of its namesakes."""
    looked = addressed.articles_with(session, voices.groups(session, [actor.number]), ARTICLES)
    looked += addressed.articles_of(session, about)
    forms = {fold(form) for form in (names.surface, *names.lemmas)}
    for one in fetch.statements_by_number(session, addressed.with_addressee(session, set(looked))):
        whole, told = fold(one.addressee_words), _forms(one.addressee_words)
        named = told & forms or [form for form in forms if " " in form and form in whole]
        if named and all(_fits(actor, told) >= _fits(other, told) for other in others):
            yield one


def _forms(text: str) -> set[str]:
    asked = words.match(text)
    return {form for term in asked.all for form in (term.surface, *term.lemmas)} if asked else set()


def _fits(actor: KeptActor, told: set[str]) -> int:
    """How many words of one of its names stand there, at most."""
    return max((sum(fold(word) in told for word in name.split()) for name, _, _ in actor.names), default=0)


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
