"""Pronouns: of the third person, of the first inside a quotation, relative ones, and `there`."""

from dataclasses import replace

from onrecord.speakers import lexica
from onrecord.speakers.answers import Answer, unknown
from onrecord.speakers.coreference import of_person
from onrecord.speakers.naming import word_readings
from onrecord.speakers.pairs import named_pairs
from onrecord.speakers.resolver import Resolver, last_speaker
from onrecord.speakers.sources import Source
from onrecord.speakers.view import View
from onrecord.speakers.wording import sex_of

_BACK = 80  # tokens


def pronoun(r: Resolver, source: Source) -> Answer | None:
    """він, вона, вони, he, she, they; я, ми, I, we inside a quotation; its, their."""
    view = r.view
    words = [i for i in source.core if view.tokens[i].kind == "word"]
    words = [i for i in words if view.pronoun(i) or not (a := view.analyses(i)) or a[0].pos not in ("part", "conj")]
    if not words or len(words) > 2:
        return None
    known = view.pronoun(words[-1])
    if known is None:
        return None
    if known.person == "1":
        return _first_person(r, source, known)
    if known.family == "relative":
        return _relative(r, source)
    if known.family == "place":
        return _there(r, source)
    if known.family == "indefinite":
        return unknown(
            "speaker.indefinite", "group" if known.number == "plur" else "person" if _one(view, words[-1]) else "group"
        )
    if known.family in ("demonstrative", "self") and len(words) == 1 or known.family in ("personal", "possessive"):
        number = known.number if known.number != "any" else ""
        if known.number == "sing" and known.gender == "neut":
            return r.pick(source, "sing", "", "speaker.it", fits=lambda a: a.person is None)
        if known.family == "demonstrative" and view.language != "en":
            return _the_latter(r, source, words[-1])
        if not number:
            return r.pick(source, "sing", "", "speaker.pronoun-self")
        more = named_pairs(r, source) if number == "plur" else ()
        found = r.pick(source, number, known.gender, "speaker.pronoun-last-subject", more=more)
        if found.known or found.candidates or number != "sing":
            return found
        return _last_place(r, source, known.gender) or found
    return None


def _last_place(r: Resolver, source: Source, gender: str) -> Answer | None:
    """No person agrees: the last state or capital that does (Росія … вона)."""
    view = r.view
    if view.language == "en":
        return None
    names = lexica.place_names(view.language)
    for i in range(source.at - 1, max(-1, source.at - _BACK), -1):
        if not view.capital(i):
            continue
        for way in word_readings(view, i):
            known = lexica.places(view.language).get(way.nominative.lower())
            if known and known.type in ("state", "capital") and sex_of(way.nominative) == gender:
                return Answer(names[way.nominative.lower()], "state", "speaker.pronoun-last-place", gender=gender,
                              antecedent=view.tokens[i].span)  # fmt: skip
    return None


def _the_latter(r: Resolver, source: Source, i: int) -> Answer | None:
    """`Той відмовився`: the last person named before it that agrees, subject or not."""
    view = r.view
    told = [
        a
        for a in view.analyses(i)
        if a.number != "plur" and a.gender in ("masc", "fem") and a.case in source.wanted[:1]
    ]
    if not told:
        return r.pick(source, "plur", "", "speaker.pronoun-latter")
    near = [
        m
        for m in r.people.within(max(0, source.at - 60), source.at)
        if m[2].gender in ("", told[0].gender) and m[3].sure
    ]
    if not near:
        return unknown("speaker.pronoun-latter.nobody", "person")
    return of_person(near[-1][2], "speaker.pronoun-latter", source.at)


def _one(view: View, i: int) -> bool:
    """Whether the indefinite pronoun is a singular (хтось, someone)."""
    return not any(a.number == "plur" for a in view.analyses(i)) and view.language != "en"


def _first_person(r: Resolver, source: Source, known: lexica.Pronoun) -> Answer:
    outer = r.outer(source)
    if outer is not None:
        return replace(outer, rule="speaker.first-person", reasons=(), role="")
    last = last_speaker(r, source)
    if (
        last is not None
        and last.type in ("person", "organization", "state")
        and (last.person or known.number == "plur")
    ):
        return replace(last, rule="speaker.first-person-goes-on", reasons=(), role="")
    return unknown("speaker.first-person-of-nobody", "group" if known.number == "plur" else "person")


def _relative(r: Resolver, source: Source) -> Answer | None:
    """`… Дара Вербова, яка сказала`: the last one named before the pronoun."""
    at = source.at
    if r.view.low[at] in lexica.naming(r.view.language, "whoever"):
        return unknown("speaker.whoever", "group")
    near = r.people.within(max(0, at - 12), at)
    if near:
        return of_person(near[-1][2], "speaker.relative", at)
    return r.pick(source, "", "", "speaker.relative")


def _there(r: Resolver, source: Source) -> Answer:
    """`Там кажуть`: the last body, state or document's author."""
    return r.pick(
        source, "sing", "", "speaker.there", fits=lambda a: a.type in ("organization", "state", "outlet"), reach=6
    )
