"""Whom a speaker's name means across articles: one candidate left, or nobody.

A name joins an actor that is in the record, makes a new one, or stays unresolved. Each way has a name, which the statement
carries among its reasons:

- `actor.name`: exactly this name, in any of the spellings that share its key
- `actor.part-of-name`: a shorter or longer form (surname alone, initials, with or without a patronymic)
- `actor.sounds-alike`: the whole name sounds alike in another language
- `actor.translated-name`: a body's or state's name, translated
- `actor.role`: the one who has the role that the article tells
- `actor.of-article`, `actor.of-story`: a general name ("the Foreign Ministry"), see below
- `actor.new`: nobody of that name is there
- `actor.unresolved`: more than one is left; `actor.general`: a general name, and nothing tells whose; `actor.unknown`: `?`

A general name says of many bodies what they are ("the police", "journalists", "the president"), and is never one actor in
all articles. It means the one body of its kind that the same article names in full; else an actor of the article's story,
which is told apart from that of any other story; else it stays unresolved: the statement keeps its words, and an actor
that a file or a person gave this very name takes it.

The order in which articles arrive changes what can be known: a bare surname that comes before two of its bearers stays
with the first of them, a general name stays with its story where the full name comes in a later article, and a name that
stood alone when it came is an actor of its own until people say otherwise.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from onrecord.intake import bodies, spelling
from onrecord.model.actor import BODIES, UNKNOWN, ActorType, Mention
from onrecord.model.text import Language
from onrecord.record.actors import Name
from onrecord.record.directory import Directory, Known
from onrecord.record.store import Session
from onrecord.speakers import speaker_key

PERSON: ActorType = "person"
_LOOSE = frozenset({"organization", "group", "unknown"})
"""Types of bodies that one article and another may tell differently of one body."""
_OF = "@"


class Placing(NamedTuple):
    """The actor's number, None where nobody or more than one was left, and the rule that says why."""

    actor: int | None
    rule: str


@dataclass(frozen=True, slots=True)
class Setting:
    """The article in which names stand: its language and day, its outlet, and the story that it was given with."""

    language: Language
    day: date | None = None
    story: str | None = None
    outlet: str | None = None


class Voice(NamedTuple):
    """A speaker with all by which an actor is found. `general`: the name may be said of many; `own`: a body's name that
    tells which one it is, of the `institution` that every state has."""

    mention: Mention
    name: Name
    general: bool
    institution: str

    @property
    def person(self) -> bool:
        """Whether it is a person."""
        return self.mention.speaker_type == PERSON


def place_all(session: Session, mentions: Iterable[Mention], setting: Setting) -> list[Placing]:
    """The actor of each mention of an article, in their order; made where the record has nobody of that name. Must stand
    in a writing session."""
    told = list(mentions)
    voices = {_who(one): _voice(one, setting) for one in told if one.speaker != UNKNOWN and one.key}
    states = {one.stands_for for one in told if one.stands_for}
    persons = [voice.name for voice in voices.values() if voice.person]
    others = [voice.name for voice in voices.values() if not voice.person]
    others += [name_of(one, setting.language, person=False) for one in sorted(states)]
    placer = _Placer(Directory(session, persons, others), setting)
    placed = {who: placer.place(voice) for who, voice in sorted(voices.items(), key=lambda item: item[1].general)}
    return [placed.get(_who(one), Placing(None, "actor.unknown")) for one in told]


def place(
    session: Session, mention: Mention, language: Language, day: date | None, story: str | None = None
) -> Placing:
    """The actor of a single mention; see `place_all`."""
    return place_all(session, [mention], Setting(language, day, story))[0]


def name_of(told: str, language: str, *, person: bool) -> Name:
    """A name with all by which it is found again."""
    meaning = spelling.distant(told) if person else bodies.meaning(told, language).sense
    return Name(told, language, speaker_key(told), meaning)


class _Placer:
    """The actors of one article's speakers, one after the other."""

    def __init__(self, directory: Directory, setting: Setting) -> None:
        self._directory = directory
        self._setting = setting
        self._here: dict[str, set[int]] = {}

    def place(self, voice: Voice) -> Placing:
        """The actor of a speaker, with its name, role and what it stands for kept."""
        found, rule = self._find(voice)
        if found is None and rule == "actor.new":
            found = self._directory.new(voice.name, self._type(voice))
        if found is None:
            return Placing(None, rule)
        self._keep(found, voice, here=rule == "actor.of-article")
        if voice.institution and not voice.general:
            self._here.setdefault(voice.institution, set()).add(found.root)
        return Placing(found.number, rule)

    def _find(self, voice: Voice) -> tuple[Known | None, str]:
        if voice.general:
            return self._general(voice)
        ways = _PERSON if voice.person else _BODY
        for way in ways:
            candidates, rule = way(self._directory, voice)
            left = _allowed(candidates, self._directory.barred(voice.name.key))
            if len(left) > 1:
                return _by_role(left, voice.mention.role)
            if left:
                return left[0], rule
        return None, "actor.new"

    def _general(self, voice: Voice) -> tuple[Known | None, str]:
        told = [one for one in self._directory.by_key(voice.name.key) if _is_told(one, voice.name.key)]
        left = _allowed(told, self._directory.barred(voice.name.key))
        if len(left) == 1:
            return left[0], "actor.name"
        here = self._here.get(voice.institution, set())
        if len(here) == 1:
            found = [one for one in self._directory.by_root(here) if one.number == one.root]
            return found[0], "actor.of-article"
        if left or here or not self._setting.story:
            return None, "actor.unresolved" if left or here else "actor.general"
        if voice.person:
            having = self._directory.by_role(voice.mention.speaker, self._setting.story)
            if having:
                return _one_of(_allowed(having, self._directory.barred(voice.name.key)), "actor.role")
        same = [one for one in self._directory.by_meaning(voice.name.meaning) if _is_person(one) == voice.person]
        left = _allowed(same, self._directory.barred(voice.name.key))
        return (left[0], "actor.of-story") if left else (None, "actor.new")

    def _type(self, voice: Voice) -> ActorType:
        return "outlet" if self._is_outlet(voice) else voice.mention.speaker_type

    def _is_outlet(self, voice: Voice) -> bool:
        told = voice.name.name
        return not voice.person and (
            self._directory.is_outlet(told)
            or self._setting.outlet is not None
            and speaker_key(self._setting.outlet) == voice.name.key
        )

    def _keep(self, found: Known, voice: Voice, *, here: bool) -> None:
        """What an article calls a body by a general name is no name by which others find it (`here`)."""
        self._directory.call(found, replace(voice.name, meaning="") if here else voice.name)
        if voice.person and spelling.is_full(voice.name.name) and not spelling.is_full(found.name):
            self._directory.rename(found, voice.name.name)
        if found.type in _LOOSE and self._is_outlet(voice):
            self._directory.retype(found, "outlet")
        if voice.mention.role:
            self._directory.seen_as(found, voice.mention.role, self._setting.day)
        if voice.mention.stands_for:
            self._speak_for(found, voice.mention.stands_for)

    def _speak_for(self, found: Known, state: str) -> None:
        whom = name_of(state, self._setting.language, person=False)
        there = self._directory.by_key(whom.key) or self._directory.by_meaning(whom.meaning)
        left = [one for one in there if not _is_person(one) and one.root != found.root]
        if len(left) <= 1:
            self._directory.stand_for(found, left[0] if left else self._directory.new(whom, "state"))


Way = Callable[[Directory, Voice], tuple[list[Known], str]]
"""Candidates that one way leaves, and the rule's name."""


def _by_name(directory: Directory, voice: Voice) -> tuple[list[Known], str]:
    """The bearers of exactly this name; a bare surname or initials are no whole name, their other bearers count too."""
    if not spelling.is_full(voice.name.name) and not voice.mention.speaker[:1].islower():
        return [], ""
    return [one for one in directory.by_key(voice.name.key) if _may_be_person(one)], "actor.name"


def _by_part(directory: Directory, voice: Voice) -> tuple[list[Known], str]:
    """Those of the same surname of whose every full name this one is a part, or the other way round."""
    if voice.mention.speaker[:1].islower():
        return [], ""
    alike = [one for one in directory.by_last(voice.name.last) if _may_be_person(one)]
    kin = [one for one in alike if _is_kin(voice.name.name, one)]
    exact = any(name.key == voice.name.key for one in kin for name in one.names)
    return kin, "actor.name" if exact and len(kin) == 1 else "actor.part-of-name"


def _by_sound(directory: Directory, voice: Voice) -> tuple[list[Known], str]:
    """Those of a name in another language that sounds alike as a whole."""
    afar = [one for one in directory.by_meaning(voice.name.meaning) if _may_be_person(one)]
    rule = "actor.translated-name" if voice.mention.speaker[:1].islower() else "actor.sounds-alike"
    return [one for one in afar if voice.name.language not in one.languages], rule


def _by_title(directory: Directory, voice: Voice) -> tuple[list[Known], str]:
    """Those who were told to have the role that is all that is told here."""
    if not voice.mention.speaker[:1].islower():
        return [], ""
    return [one for one in directory.by_role(voice.mention.speaker) if _may_be_person(one)], "actor.role"


def _by_body(directory: Directory, voice: Voice) -> tuple[list[Known], str]:
    """The bodies of exactly this name, but for those of one story."""
    found = [one for one in directory.by_key(voice.name.key) if not _is_person(one) and not _is_of_story(one)]
    return found, "actor.name"


def _by_translation(directory: Directory, voice: Voice) -> tuple[list[Known], str]:
    """The bodies of the same kind whose name means the same."""
    found = [one for one in directory.by_meaning(voice.name.meaning) if not _is_person(one)]
    return [one for one in found if _same_kind(one.type, voice.mention.speaker_type)], "actor.translated-name"


_PERSON: tuple[Way, ...] = (_by_title, _by_name, _by_part, _by_sound)
_BODY: tuple[Way, ...] = (_by_body, _by_translation)


def _by_role(candidates: Sequence[Known], role: str) -> tuple[Known | None, str]:
    """One of several namesakes by the role that the article tells."""
    return _one_of([one for one in candidates if role and role in one.roles], "actor.role")


def _one_of(candidates: Sequence[Known], rule: str) -> tuple[Known | None, str]:
    return (candidates[0], rule) if len(candidates) == 1 else (None, "actor.unresolved")


def _who(mention: Mention) -> tuple[str, str, str, str]:
    return mention.speaker, mention.speaker_type, mention.role, mention.stands_for


def _voice(mention: Mention, setting: Setting) -> Voice:
    """A general name means what it means in its story alone."""
    name = name_of(mention.speaker, setting.language, person=mention.speaker_type == PERSON)
    titled = mention.speaker[:1].islower()
    if mention.speaker_type == PERSON and not titled:
        return Voice(mention, name, False, "")
    told = bodies.meaning(mention.speaker, setting.language, mention.speaker_type)
    sense = f"{told.sense or name.key} {_OF}{setting.story or ''}" if told.general else told.sense
    return Voice(mention, Name(name.name, name.language, name.key, sense), told.general, told.institution)


def _is_person(one: Known) -> bool:
    return one.type == PERSON


def _may_be_person(one: Known) -> bool:
    return one.type not in BODIES


def _is_of_story(one: Known) -> bool:
    return any(_OF in name.meaning for name in one.names) and not any(name.told for name in one.names)


def _is_told(one: Known, key: str) -> bool:
    """Whether a file or a person gave an actor this name."""
    return any(name.told and name.key == key for name in one.names)


def _same_kind(a: ActorType, b: ActorType) -> bool:
    return a == b or {a, b} <= _LOOSE


def _is_kin(name: str, one: Known) -> bool:
    """Whether a name may be a form of all full names of an actor that are spelled with this surname, or of any where it has
    no full name."""
    last = speaker_key(name).rsplit(" ", 1)[-1]
    alike = [other for other in one.names if other.key.rsplit(" ", 1)[-1] == last]
    full = [other for other in alike if spelling.is_full(other.name)]
    return bool(alike) and all(spelling.may_be(name, other.name) for other in full or alike)


def _allowed(found: Sequence[Known], barred: frozenset[int]) -> list[Known]:
    """Those of whom nobody said that this name is not theirs."""
    return [one for one in found if one.number not in barred and one.root not in barred]
