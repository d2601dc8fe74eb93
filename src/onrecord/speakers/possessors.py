"""Somebody told by whom he or she belongs to: її прес-секретар, мати дівчини, her spokesman."""

from collections.abc import Sequence
from dataclasses import replace

from onrecord.speakers import lexica
from onrecord.speakers.answers import Answer
from onrecord.speakers.inflect import NOMINATIVE
from onrecord.speakers.people import Person
from onrecord.speakers.phrases import head, phrase_in_nominative
from onrecord.speakers.resolver import Resolver
from onrecord.speakers.sources import Source
from onrecord.speakers.titles import role_at
from onrecord.speakers.view import View
from onrecord.text.morphology import analyser

_GENITIVE = "gen"
_MORE = 4


def belonging(r: Resolver, source: Source) -> Answer | None:
    """A role with a possessive pronoun, or one of a family with a common noun in the genitive: the possessor is told by
    name (прес-секретар Лідії Вербової)."""
    view, core = r.view, source.core
    told = next(
        (n for n, i in enumerate(core[:2]) if (p := view.pronoun(i)) and p.family in ("personal", "possessive")), None
    )
    if told is not None and len(core) > told + 1:
        return _of_pronoun(r, source, core[told], core[told + 1 :])
    return _of_noun(r, source) if view.language != "en" else None


def _of_pronoun(r: Resolver, source: Source, pronoun: int, rest: Sequence[int]) -> Answer | None:
    view = r.view
    known = view.pronoun(pronoun)
    at = _head(view, rest)
    role = role_at(view, at) if at is not None else None
    mine = known is not None and known.person == "1" and known.number != "plur"
    outer = r.outer(source) if mine else None
    if (
        known is None
        or known.person != "3"
        and (outer is None or outer.person is None)
        or role is None
        or at is None
        or _plural(view, at)
        or role[0].kind == "indef"
    ):
        return None
    if len(rest) > _MORE or any(view.tokens[i].kind != "word" or view.capital(i) for i in rest):
        return None
    if any(t.family == role[0].family for p in r.people.titled_near(source.at) for t in p.titles):
        return None  # somebody named bears the title: left to the rule of titles
    owner = outer or r.resolve(
        replace(source, indices=(pronoun,), core=(pronoun,), wanted=(_GENITIVE,), begin=source.begin)
    )
    return _told(view, rest, owner, source, role[0])


def _of_noun(r: Resolver, source: Source) -> Answer | None:
    view, core = r.view, source.core
    found = head(view, core)
    role = role_at(view, found.token) if found is not None else None
    if found is None or role is None or role[0].family != "family":
        return None
    rest = tuple(i for i in core if i > found.token)
    if not rest or any(view.tokens[i].kind != "word" or view.capital(i) for i in rest) or len(rest) > _MORE:
        return None
    inner = head(view, rest)
    if inner is None or view.role(inner.token) is None and not any(a.animacy == "anim" for a in inner.analyses):
        return None
    sex = next((a.gender for a in inner.analyses if a.case == _GENITIVE and a.gender in ("masc", "fem")), "")
    owner = r.pick(source, "sing", sex, "speaker.possessor", people_only=True)
    return _told(view, [i for i in core if i <= found.token], owner, source, role[0])


def _told(view: View, rest: Sequence[int], owner: Answer, source: Source, role: lexica.Role) -> Answer | None:
    if not owner.known:
        return None
    name = phrase_in_nominative(view, rest, source.wanted)
    sex = role.gender if role.gender in ("masc", "fem") and role.kind == "descr" else ""
    if view.language == "en":
        whose = owner.speaker if owner.person is not None else _with_article(owner.speaker)
        return Answer(f"{name} of {whose}", "person", "speaker.of-possessor", gender=sex)
    if owner.person is None:
        return None
    at = _head(view, rest)
    many = at is not None and _plural(view, at)
    return Answer(f"{name} {genitive(view, owner.person)}", "group" if many else "person", "speaker.of-possessor",
                  gender="" if many else sex, plural=many)  # fmt: skip


def _with_article(name: str) -> str:
    return name if name[:1].isupper() else f"the {name}"


def genitive(view: View, person: Person) -> str:
    """The full name in the genitive: as the article has it, else as the dictionary inflects it."""
    for naming in person.namings:
        if (
            naming.case == _GENITIVE
            and len(naming.words) == len(person.words)
            and naming.last - naming.first == len(person.words)
        ):
            return " ".join(view.tokens[i].form for i in range(naming.first, naming.last))
    forms = []
    for word in person.words:
        if person.gender == "fem" and word[-1:].lower() in lexica.CONSONANTS:
            forms.append(word)
            continue
        readings = analyser(view.language).analyse(word)
        like = next((a for a in readings if a.case in (NOMINATIVE, "") and a.gender in ("", person.gender)), None)
        found = analyser(view.language).inflect(word, frozenset({_GENITIVE}), like)
        if person.gender == "masc" and word.endswith("ой"):
            found = word[:-2] + "ого"
        forms.append(found[:1].upper() + found[1:] if found else word)
    return " ".join(forms)


def _head(view: View, rest: Sequence[int]) -> int | None:
    if view.language == "en":
        return next((i for i in rest if role_at(view, i)), None)
    found = head(view, rest)
    return found.token if found else None


def _plural(view: View, at: int) -> bool:
    if view.language == "en":
        return view.low[at].endswith("s") and view.singular(at) != view.low[at]
    nouns = [a for a in view.analyses(at) if a.pos == "noun"]
    return bool(nouns) and nouns[0].number == "plur"
