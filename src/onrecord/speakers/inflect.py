"""The nominative of names: by the dictionary, by the ending, and by what else the article has."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from onrecord.model.text import Analysis
from onrecord.speakers import lexica
from onrecord.text.morphology import analyser

NOMINATIVE, ANY = "nom", "any"
CASES = ("nom", "gen", "dat", "acc", "ins", "loc")
NAMES = frozenset({"given", "surname", "patronymic"})
_FEMALE = (
    "ська",
    "цька",
    "зька",
    "ская",
    "цкая",
    "ова",
    "ева",
    "єва",
    "ёва",
    "іна",
    "їна",
    "ина",
    "івна",
    "ївна",
    "овна",
    "евна",
)
_MALE = ("ий", "ій", "ый", "ов", "єв", "ев", "ёв", "ін", "їн", "ин")
_ADJECTIVE_FEM = ("ська", "цька", "зька", "ская", "цкая")
_SHORT_MALE = 4
_SURE = 2.3
_ATTESTED, _RARE = 1.2, 0.4
_FIXED = frozenset("еоуюіиэыєёї")


class Reading(NamedTuple):
    """One way to read a form of a name. `case` may be `any` (does not inflect), `gender` `com` (either)."""

    nominative: str
    case: str
    gender: str
    rank: float


def titled(word: str) -> str:
    """A name with capitals where it has its parts: ВЕРБА -> Верба, анна-марія -> Анна-Марія."""
    return "-".join(part[:1].upper() + part[1:].lower() for part in word.split("-"))


def shaped(word: str, like: str) -> str:
    """A word in the capitals of another: all, first or none."""
    if like.isupper() and len(like) > 1:
        return word.upper()
    if like[:1].isupper():
        return word[:1].upper() + word[1:]
    return word


def gender_of(nominative: str) -> str:
    """What the ending of a surname in the nominative tells of gender."""
    low = nominative.lower()
    if low.endswith(_FEMALE):
        return "fem"
    if low.endswith(_MALE) and len(low) > _SHORT_MALE:
        return "masc"
    return "com"


def readings(form: str, analyses: Sequence[Analysis], language: str) -> list[Reading]:
    """All ways to read the form of a name, the form itself as nominative among them."""
    name = titled(form) if form.isupper() and len(form) > 1 else form
    if "-" in name and language != "en" and all(part[:1].isupper() for part in name.split("-")):
        return _of_parts(name, language)
    if language == "en":
        return [Reading(name.removesuffix("'s").removesuffix("'"), ANY, "com", 1.0)]
    told = [r for a in analyses if (r := _from_dictionary(a))] + _from_given(name, language)
    oblique = any(r.rank >= _SURE for r in told) and not any(r.rank >= _SURE and r.nominative == name for r in told)
    found = [Reading(name, NOMINATIVE, gender_of(name), 0.3 if oblique else 1.0), *told]
    found += _from_ending(name, language)
    if name.lower().endswith(_ADJECTIVE_FEM):
        found = [r for r in found if r.gender == "fem"]
    sure = {r.nominative: r.gender for r in found if r.rank >= _SURE}
    found = [r._replace(gender=sure[r.nominative]) if r.nominative in sure else r for r in found]
    last = name[-1].lower()
    if last in _FIXED or name.lower().endswith(("их", "ых")):
        found.append(Reading(name, ANY, "com", 0.7 if last in "еуюэё" else 0.5))
    elif last in lexica.CONSONANTS and gender_of(name) == "com":
        found.append(Reading(name, ANY, "fem", 0.6))
    return found


def _of_parts(name: str, language: str) -> list[Reading]:
    """A double name: both parts in one case (Вербової-Гай -> Вербова-Гай)."""
    parts = [
        readings(part, analyser("uk" if language == "uk" else "ru").analyse(part), language) for part in name.split("-")
    ]
    found = [Reading(name, NOMINATIVE, gender_of(name), 1.0)]
    for case in CASES[1:]:
        for sex in ("masc", "fem"):
            picked = [_pick(ways, case, sex, ()) for ways in parts]
            if all(picked):
                words = "-".join(p[1].nominative for p in picked if p)
                if words != name:
                    found.append(Reading(words, case, sex, min(p[0] for p in picked if p)))
    found.append(Reading(name, ANY, "com", 0.4))
    return found


def _from_dictionary(analysis: Analysis) -> Reading | None:
    if analysis.pos != "noun" or not analysis.case or analysis.number == "plur":
        return None
    if analysis.name == "surname" and analysis.gender == "fem" and gender_of(analysis.lemma) == "masc":
        return None
    rank = 2.0 if analysis.name in NAMES and analysis.known else 0.9 if analysis.known else 0.4
    if analysis.name == "given" and analysis.known:
        rank = 1.0
    if analysis.name == "surname" and not analysis.known:
        rank = 0.85  # a guess by the ending that tells a surname goes before our own endings
    if not analysis.name and analysis.animacy == "inan":
        rank -= 0.4
    lemma = shaped(analysis.lemma, "Аа") if "-" not in analysis.lemma else titled(analysis.lemma)
    return Reading(lemma, analysis.case, analysis.gender or "com", rank)


def _from_given(name: str, language: str) -> list[Reading]:
    known = lexica.given_names(language)
    if name in known:
        return [Reading(name, ANY if name[-1].lower() in _FIXED or known[name] == "fem" and name[-1] not in "ая" else NOMINATIVE,
                        known[name], 2.5)]  # fmt: skip
    return [
        Reading(r.nominative, r.case, known[r.nominative], 2.3)
        for r in _from_ending(name, language)
        if r.nominative in known
    ]


def _from_ending(name: str, language: str) -> list[Reading]:
    table = lexica.endings(language)
    for length in (5, 4, 3, 2, 1):
        ways = table.get(name[-length:].lower()) if len(name) > length + 1 else None
        if ways:
            stem = name[:-length]
            return [Reading(stem + w.nominative, w.case, w.gender, 0.8) for w in ways]
    return []


class Named(NamedTuple):
    """A name in the nominative, word by word, with the case it stood in and the gender it tells."""

    words: tuple[str, ...]
    case: str
    gender: str
    score: float


def name_in_nominative(
    words: Sequence[Sequence[Reading]], wanted: Collection[str] = (), attested: Collection[str] = (), gender: str = ""
) -> Named:
    """The name whose words agree best in case and gender. `wanted` are the cases its place allows (all where empty);
    `attested` are forms that the article has: a nominative among them is likelier."""
    best: Named | None = None
    for order, case in enumerate(wanted or CASES):
        for sex in ("masc", "fem"):
            if gender in ("masc", "fem") and sex != gender:
                continue
            picked = [_pick(ways, case, sex, attested) for ways in words]
            if any(p is None for p in picked):
                continue
            score = sum(p[0] for p in picked if p) - 0.01 * order
            chosen = tuple(p[1].nominative for p in picked if p)
            told = {p[1].gender for p in picked if p} - {"com"}
            found = Named(chosen, case, sex if told else "", score)
            if best is None or score > best.score + 1e-9:
                best = found
            elif abs(score - best.score) < 1e-9 and found.words == best.words and found.gender != best.gender:
                best = best._replace(gender="")
    if best is None and wanted:
        return name_in_nominative(words, (), attested, gender)
    if best is None:
        return Named(tuple(ways[0].nominative for ways in words), NOMINATIVE, "", 0.0)
    return best


def _pick(ways: Sequence[Reading], case: str, sex: str, attested: Collection[str]) -> tuple[float, Reading] | None:
    best: tuple[float, Reading] | None = None
    itself = ways[0].nominative
    for way in ways:
        if way.case not in (case, ANY) or way.gender not in (sex, "com"):
            continue
        score = way.rank
        if way.case not in (NOMINATIVE, ANY):
            if way.nominative in attested and way.nominative != itself:
                score += _ATTESTED
            elif sex == "masc" and way.gender == "com" and way.nominative[-1] in "ая" and way.rank < 1:
                score -= _RARE  # few surnames of men end so: those that look so in the genitive mostly do not inflect
        if best is None or score > best[0]:
            best = (score, way)
    return best
