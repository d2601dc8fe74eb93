"""Whom a speaker's name means across articles: one candidate left, or nobody.

A name joins an actor that is in the record, makes a new one, or stays unresolved where more than one candidate is left.
Each way has a name, which the statement carries among its reasons.
"""

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from onrecord.lexicon import load
from onrecord.model.actor import UNKNOWN, ActorType, Mention
from onrecord.model.text import Language
from onrecord.record import actors
from onrecord.record.actors import Name, Named
from onrecord.record.store import Session
from onrecord.speakers import speaker_key
from onrecord.text.concepts import SKELETON, concepts_of, sounds
from onrecord.text.morphology import analyser

PERSON: ActorType = "person"
_PIECES = re.compile(r"[\s-]+")
# Order counts: each pattern works on what the ones before it have left.
_POLISH = re.compile(r"(?<=[a-zà-ž])ck(?=[aiy]$)", re.IGNORECASE)
_DISTANT = tuple(
    (re.compile(pattern), to)
    for pattern, to in (
        (r"c(?=[eiy])|sh|ch|zh|ts|tz|[cz]", "s"),
        (r"[gqx]", "k"),
        (r"w", "v"),
        (r"[aeiouyjh]", ""),
        (r"(.)\1+", r"\1"),
    )
)
_BODIES = frozenset({"organization", "state", "group", "outlet"})


class Placing(NamedTuple):
    """The actor's number, None where nobody or more than one was left, and the rule that says why."""

    actor: int | None
    rule: str


def place(session: Session, mention: Mention, language: Language, day: date | None) -> Placing:
    """The actor of a mention; made where the record has nobody of that name. Must stand in a writing session."""
    if mention.speaker == UNKNOWN or not mention.key:
        return Placing(None, "actor.unknown")
    name = _name(mention, language)
    placing = _person(session, mention, name) if _is_person(mention) else _body(session, mention, name)
    if placing.actor is None:
        return placing
    actors.add_name(session, placing.actor, name, "machine")
    if mention.role:
        actors.seen_as(session, placing.actor, mention.role, day)
    if mention.stands_for:
        _speak_for(session, placing.actor, mention, language)
    return placing


def name_of(told: str, language: str, *, person: bool) -> Name:
    """A name with all by which it is found again."""
    return Name(told, language, speaker_key(told), distant(told) if person else meaning(told, language))


def distant(name: str) -> str:
    """How a person's name sounds at a distance: its consonants in few classes, behind `~`. What spellings in several
    languages share where their keys differ (Tibor Lanz, Тибор Ланц); empty for a single word, which says too little."""
    told = [_distant(word) for word in _PIECES.split(name)]
    return "~" + " ".join(filter(None, told)) if len(told) > 1 and all(told) else ""


def _distant(word: str) -> str:
    heard = sounds(_POLISH.sub("tsk", word))
    for pattern, to in _DISTANT:
        heard = pattern.sub(to, heard)
    return heard


@lru_cache(maxsize=50_000)
def meaning(name: str, language: str) -> str:
    """The concepts of the words of a name, sorted: equal for translations ("Ministry of Defence", "Міністерство
    оборони", "Russia", "Росія"). Empty for a single word that no table of concepts knows."""
    small = {entry.entry for entry in load.table(language, "function")}
    words = [word for word in name.replace("-", " ").split() if any(c.isalpha() for c in word)]
    told = set()
    for word in words:
        bare = word.strip("«»“”\"'()[].,").lower()
        lemma = analyser(_language(language)).analyse(bare)[0].lemma
        if bare not in small and lemma not in small:
            told.update(sorted(concepts_of(lemma, language))[:1])
    return " ".join(sorted(told)) if len(told) > 1 or not any(one.startswith(SKELETON) for one in told) else ""


def _person(session: Session, mention: Mention, name: Name) -> Placing:
    barred = actors.barred(session, name.key)
    exact = _allowed(_persons(actors.by_key(session, name.key)), barred)
    if len(exact) == 1:
        return Placing(exact[0].number, "actor.name")
    if len(exact) > 1:
        return _by_role(session, mention, exact)
    if mention.speaker[:1].islower():
        return _titled(session, mention, name)
    alike = _allowed(_persons(actors.by_last(session, name.last)), barred)
    kin = [one for one in alike if _may_be(name.key, one.keys)]
    if len(kin) == 1:
        if all(len(key) < len(name.key) for key in kin[0].keys):
            actors.rename(session, kin[0].number, name.name)
        return Placing(kin[0].number, "actor.part-of-name")
    if len(kin) > 1:
        return _by_role(session, mention, kin)
    afar = _allowed(_persons(actors.by_meaning(session, name.meaning)), barred)
    afar = [one for one in afar if name.language not in one.languages]
    if len(afar) == 1:
        return Placing(afar[0].number, "actor.sounds-alike")
    return Placing(None, "actor.unresolved") if afar else _new(session, mention, name)


def _titled(session: Session, mention: Mention, name: Name) -> Placing:
    """Somebody who is told by a role alone: the one person who has it, else an actor of the role's own."""
    having = _persons(actors.by_role(session, mention.speaker))
    if len(having) == 1:
        return Placing(having[0].number, "actor.role")
    return Placing(None, "actor.unresolved") if having else _new(session, mention, name)


def _body(session: Session, mention: Mention, name: Name) -> Placing:
    barred = actors.barred(session, name.key)
    exact = _allowed([one for one in actors.by_key(session, name.key) if one.type != PERSON], barred)
    if len(exact) == 1:
        return Placing(exact[0].number, "actor.name")
    if len(exact) > 1:
        return Placing(None, "actor.unresolved")
    alike = _allowed(
        [one for one in actors.by_meaning(session, name.meaning) if one.type == mention.speaker_type], barred
    )
    if len(alike) == 1:
        return Placing(alike[0].number, "actor.translated-name")
    return Placing(None, "actor.unresolved") if alike else _new(session, mention, name)


def _by_role(session: Session, mention: Mention, candidates: Sequence[Named]) -> Placing:
    """One of several namesakes by the role that the article tells."""
    having = {one.root for one in actors.by_role(session, mention.role)} if mention.role else set()
    left = [one for one in candidates if one.root in having]
    return Placing(left[0].number, "actor.role") if len(left) == 1 else Placing(None, "actor.unresolved")


def _new(session: Session, mention: Mention, name: Name) -> Placing:
    return Placing(actors.new(session, name, mention.speaker_type, "machine"), "actor.new")


def _speak_for(session: Session, actor: int, mention: Mention, language: Language) -> None:
    whom = name_of(mention.stands_for, language, person=False)
    found = [
        one for one in actors.by_key(session, whom.key) if one.type != PERSON and actor not in (one.number, one.root)
    ]
    if len(found) <= 1:
        number = found[0].root if found else actors.new(session, whom, "state", "machine")
        actors.stand_for(session, actor, number)


def _is_person(mention: Mention) -> bool:
    return mention.speaker_type == PERSON


def _name(mention: Mention, language: Language) -> Name:
    return name_of(mention.speaker, language, person=_is_person(mention))


def _persons(found: Sequence[Named]) -> list[Named]:
    return [one for one in found if one.type not in _BODIES]


def _allowed(found: Sequence[Named], barred: frozenset[int]) -> list[Named]:
    """Those of whom nobody said that this name is not theirs."""
    return [one for one in found if one.number not in barred and one.root not in barred]


def _may_be(key: str, keys: Sequence[str]) -> bool:
    """Whether a name is a shorter or longer form of all that an actor is called: its words or initials are among them."""
    words = key.split()
    longest = max(keys, key=len).split()
    short, long = sorted((words, longest), key=len)
    return short[-1] == long[-1] and all(any(_stands_for(a, b) for b in long) for a in short[:-1])


def _stands_for(short: str, long: str) -> bool:
    return short == long or (len(short) == 1 and long.startswith(short))


def _language(language: str) -> Language:
    return language if language in ("uk", "ru", "en") else "en"  # type: ignore[return-value]
