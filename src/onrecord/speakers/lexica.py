"""The words that tell who speaks, as tables by lemma. Read once a process, on first use."""

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from onrecord.lexicon import load
from onrecord.model.actor import ActorType

CONSONANTS = frozenset("бвгґджзйклмнпрстфхцчшщьbcdfghjklmnpqrstvwxz")


_OF_DEGREE = frozenset({"less", "little", "more", "most", "much", "very", "how-many", "well"})


class Role(NamedTuple):
    """A title or trade of a `family` (minister, envoy, …). `kind`: `office` (one holder), `trade` (many), `descr` (an
    epithet or a family tie), `indef` (somebody unnamed). `wide`: may
    stand for any head of a body (глава, head)."""

    family: str
    kind: str
    gender: str
    pair: str
    wide: bool


class Pronoun(NamedTuple):
    """A pronoun's form. `family`: personal, possessive, demonstrative, place, relative, indefinite, self."""

    family: str
    person: str
    number: str
    gender: str


class Body(NamedTuple):
    """A head noun of an organisation, outlet, group, state or document, or an acronym that needs no telling. `generic`: names
    no kind of its own (відомство, видання), so it points back to the last body or outlet. `side`:
    speaks for the state whose adjective stands before it (українська сторона). `led`: the family of titles of its head
    (держава: president). `law`: a document that speaks under its own name. `page`: an outlet that speaks for
    the body it belongs to (сайт міністерства)."""

    type: str
    acronym: bool
    generic: bool
    side: bool
    led: str = ""
    law: bool = False
    page: bool = False


class Place(NamedTuple):
    """A state, capital, building or region; `stands` is the state it speaks for."""

    type: str
    stands: str


class Ending(NamedTuple):
    """One way to read the ending of a name: in this gender and case, the nominative has `nominative` instead."""

    gender: str
    case: str
    nominative: str


@cache
def roles(language: str) -> Mapping[str, Role]:
    """Titles and trades by lemma (phrases with blanks in English)."""
    return {
        e.entry: Role(e.properties["class"], e.properties["kind"], e.properties.get("gender", "com"),
                      e.properties.get("pair", "").replace("_", " "), e.properties.get("wide") == "yes")
        for e in load.table(language, "roles")
    }  # fmt: skip


@cache
def bodies(language: str) -> Mapping[str, Body]:
    """Head nouns by lemma, acronyms by their form in capitals."""
    return {
        e.entry: Body(
            e.properties["type"],
            acronym=e.properties.get("acronym") == "yes",
            generic=e.properties.get("generic") == "yes",
            side=e.properties.get("side") == "yes",
            led=e.properties.get("led", ""),
            law=e.properties.get("law") == "yes",
            page=e.properties.get("page") == "yes",
        )
        for e in load.table(language, "bodies")
    }


@cache
def places(language: str) -> Mapping[str, Place]:
    """Places by name in lower case."""
    return {
        e.entry.lower(): Place(e.properties["type"], e.properties.get("stands", "").replace("_", " "))
        for e in load.table(language, "places")
    }


@cache
def place_names(language: str) -> Mapping[str, str]:
    """Places in lower case -> the way they are written."""
    return {e.entry.lower(): e.entry for e in load.table(language, "places")}


@cache
def given_names(language: str) -> Mapping[str, str]:
    """Given names as written -> gender (masc, fem, com)."""
    return {e.entry: e.properties["gender"] for e in load.table(language, "given_names")}


@cache
def pronouns(language: str) -> Mapping[str, Pronoun]:
    """Pronouns by form in lower case."""
    return {
        e.entry: Pronoun(e.properties["class"], e.properties["person"], e.properties["number"], e.properties["gender"])
        for e in load.table(language, "pronouns")
    }


@cache
def naming(language: str, family: str) -> Mapping[str, str]:
    """The words of one class around names (particle, honorific, and, preposition, article) in lower case -> gender."""
    return {
        e.entry.lower(): e.properties.get("gender", "")
        for e in load.table(language, "naming")
        if e.properties["class"] == family
    }


@cache
def connectives(language: str) -> frozenset[str]:
    """Conjunctions, adverbs and particles of one word that may open a sentence and name nobody."""
    kept = (*naming(language, "and"), *pronouns(language))
    words = (
        e.entry.lower()
        for e in load.table(language, "function")
        if e.properties.get("pos") in ("conj", "particle")
        or e.properties.get("pos") == "adv"
        and not _OF_DEGREE & set(e.values("concept"))
    )
    return frozenset(w for w in words if " " not in w and w not in kept)


@cache
def endings(language: str) -> Mapping[str, tuple[Ending, ...]]:
    """Endings of names -> the ways to read them; the longest ending that fits decides."""
    return {e.entry: tuple(_ending(value) for value in e.values("reads")) for e in load.table(language, "endings")}


def _ending(value: str) -> Ending:
    gender, case, nominative = value.split(".")
    return Ending(gender, case, "" if nominative == "0" else nominative)


def actor_type(body: str) -> ActorType:
    """The type of speaker that a head noun of this class makes."""
    known: dict[str, ActorType] = {
        "organization": "organization",
        "outlet": "outlet",
        "group": "group",
        "state": "state",
    }
    return known.get(body, "organization")


@cache
def verbs_of_speech(language: str) -> frozenset[str]:
    """The verbs of the lexicon of cues: зізнатися is there and is active, повідомлятися is not."""
    return frozenset(e.entry for e in load.table(language, "cues") if e.properties.get("pos") == "verb")
