"""The nominative of names and noun phrases: by the dictionary, by the ending, and by what else the article has."""

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from onrecord.model.text import Analysis
from onrecord.speakers import lexica
from onrecord.speakers.view import View
from onrecord.text.morphology import analyser

NOMINATIVE, ANY = "nom", "any"
CASES = ("nom", "gen", "dat", "acc", "ins", "loc")
_NAMES = frozenset({"given", "surname", "patronymic"})
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
    rank = 2.0 if analysis.name in _NAMES and analysis.known else 0.9 if analysis.known else 0.4
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


class Head(NamedTuple):
    """The head noun of a phrase: its token, and its readings as a noun."""

    token: int
    analyses: tuple[Analysis, ...]

    def cases(self) -> frozenset[str]:
        """The cases it can stand in."""
        return frozenset(a.case for a in self.analyses)


def head(view: View, indices: Sequence[int]) -> Head | None:
    """The head noun of a phrase in Ukrainian or Russian: the first that no preposition before it governs and that
    agrees with the adjective or participle at the start (найбільший у світі ліс, подані міністром документи)."""
    first: Head | None = None
    start = _leading(view, indices)
    for found in _nouns(view, indices):
        if first is None:
            first = found
            if start is None and not _governed(view, indices, found.token):
                return first
        if start is not None and not _agree(view.analyses(start), found.analyses):
            continue
        if not _governed(view, indices, found.token):
            return found
    return first


def _leading(view: View, indices: Sequence[int]) -> int | None:
    """The adjective or participle in lower case (or at the head of a sentence) that the phrase begins with."""
    for i in indices[:1]:
        top = view.analyses(i)[:1]
        if top and (top[0].pos == "adj" or top[0].form == "part") and not top[0].name and top[0].case:
            return i
    return None


def _agree(adjective: Sequence[Analysis], nouns: Sequence[Analysis]) -> bool:
    return any(
        a.case == n.case and (a.number == n.number == "plur" or a.number == n.number and a.gender in ("", n.gender) or not n.gender)
        for a in adjective
        if a.pos in ("adj", "verb")
        for n in nouns
    )  # fmt: skip


def _governed(view: View, indices: Sequence[int], token: int) -> bool:
    """Whether a preposition inside the phrase stands before the noun, with nothing but adjectives between."""
    i = token - 1
    while i > indices[0] and any(a.pos == "adj" for a in view.analyses(i)[:1]):
        i -= 1
    if i < indices[0] or i not in indices:
        return False
    top = view.analyses(i)[:1]
    return bool(top) and top[0].pos == "adp" and i > indices[0]


def _nouns(view: View, indices: Sequence[int]) -> Iterator[Head]:
    """The nouns of a phrase, each with its readings as one."""
    for i in indices:
        if view.tokens[i].kind != "word" or view.pronoun(i):
            continue
        analyses = view.analyses(i)
        nouns = tuple(a for a in analyses if a.pos == "noun" and a.case)
        if nouns and (analyses[0].pos != "noun" or analyses[0].name in _NAMES) and _modifies(view, i, analyses):
            continue  # українська сторона: an adjective that is also a surname
        if not nouns:
            continue
        if analyses[0].pos in ("adj", "num", "adp", "pron", "verb", "conj", "part") and not _is_noun_here(
            view, i, analyses
        ):
            continue
        yield Head(i, nouns)


def _modifies(view: View, i: int, analyses: Sequence[Analysis]) -> bool:
    """Whether the form is an adjective that agrees with the common noun right behind it."""
    mine = {(a.case, a.number) for a in analyses if a.pos == "adj"}
    if not mine or i + 1 >= len(view.tokens) or view.capital(i + 1):
        return False
    return any(a.pos in ("noun", "adj") and (a.case, a.number) in mine for a in view.analyses(i + 1))


def _is_noun_here(view: View, i: int, analyses: Sequence[Analysis]) -> bool:
    """A form that can be adjective and noun (учений, військовий) is a noun where no noun follows that it agrees with."""
    if view.role(i) is not None and analyses[0].pos != "adj":
        return True
    if analyses[0].pos not in ("adj", "verb"):
        return False
    if i + 1 >= len(view.tokens) or view.tokens[i + 1].kind != "word":
        return True
    mine = {(a.case, a.number) for a in analyses}
    return not any(a.pos in ("noun", "adj") and (a.case, a.number) in mine for a in view.analyses(i + 1))


def phrase_in_nominative(view: View, indices: Sequence[int], wanted: Collection[str] = ()) -> str:
    """A noun phrase with its head and the adjectives that agree with it in the nominative, the rest as it stands."""
    if view.language == "en":
        return _joined(view, [(i, view.tokens[i].form) for i in indices])
    found = head(view, indices)
    words: list[tuple[int, str]] = []
    if found is None and view.tokens[indices[0]].kind == "number" if indices else False:
        return _joined(view, [(i, view.tokens[i].form) for i in indices])
    if found is None:
        return _joined(view, [(i, _adjective_alone(view, i, wanted)) for i in indices])
    found = _agreed(view, found, indices)
    if quantified(view, indices, found):
        return _joined(view, [(i, view.tokens[i].form) for i in indices])
    reading = _reading_of(found, wanted, view.language)
    for i in indices:
        form = view.forms[i]
        if i < found.token:
            form = _agreeing(view, i, reading)
        elif i == found.token:
            form = _noun(view, i, reading)
        elif view.tokens[i].form.startswith(("-", "–")):
            form = view.tokens[i].form
        else:
            form = view.tokens[i].form
        words.append((i, form))
    return _joined(view, words)


def quantified(view: View, indices: Sequence[int], found: Head) -> bool:
    """Whether a number or a word of quantity governs the head: 54% громадян, багато людей, 112 депутатів."""
    before = [i for i in indices if i < found.token]
    if not before or not any(a.case == "gen" and a.number == "plur" for a in found.analyses):
        return False
    for i in before:
        if view.tokens[i].kind == "number" or view.tokens[i].form == "%":
            return True
        top = view.analyses(i)[:1]
        if (
            top
            and (top[0].pos == "num" or top[0].pos == "adv" and i == before[-1])
            and not any(a.case == "gen" for a in view.analyses(i))
        ):
            return True
    return False


def _agreed(view: View, found: Head, indices: Sequence[int]) -> Head:
    """The head with those readings alone that agree with the adjective before it (національного банку: банк, not банка)."""
    kept = found.analyses
    for i in indices:
        if i >= found.token:
            break
        mine = [a for a in view.analyses(i) if a.pos == "adj" and a.case]
        agreeing = tuple(
            n for n in kept
            if any(a.case == n.case and a.number == n.number and a.gender in ("", n.gender) or n.case == a.case and a.number == "plur" == n.number
                   or n.case == a.case and a.gender == n.gender for a in mine)
        )  # fmt: skip
        kept = agreeing or kept
    return Head(found.token, kept)


def _reading_of(found: Head, wanted: Collection[str], language: str) -> Analysis:
    for case in wanted:
        fitting = [a for a in found.analyses if a.case == case]
        if fitting:
            known = (lexica.bodies(language), lexica.roles(language))
            return next((a for a in fitting if any(a.lemma in table for table in known)), fitting[0])
    return found.analyses[0]


def _noun(view: View, i: int, reading: Analysis) -> str:
    form = view.forms[i]
    if reading.case == NOMINATIVE:
        return form
    if form.isupper() and len(form) > 1:
        return form
    if not reading.known and form[:1].isupper():
        return _unknown(view, i, reading)
    number = reading.number or "sing"
    if number == "sing" and reading.name != "surname":
        return shaped(reading.lemma, form)
    features = frozenset({NOMINATIVE, "plur"}) if number == "plur" else frozenset({NOMINATIVE})
    inflected = analyser(view.language).inflect(form.lower(), features, reading)
    return shaped(inflected or reading.lemma, form)


def _unknown(view: View, i: int, reading: Analysis) -> str:
    """A proper name the dictionary guesses: a nominative that the article has elsewhere is likelier."""
    form = view.forms[i]
    ways = [r for r in readings(form, view.analyses(i), view.language) if r.case in (reading.case, ANY)]
    seen = view.form_counts
    for way in sorted(ways, key=lambda r: -r.rank):
        if way.nominative != form and way.nominative in seen:
            return way.nominative
    return shaped(reading.lemma, form)


def _agreeing(view: View, i: int, noun: Analysis) -> str:
    form = view.forms[i]
    if noun.case == NOMINATIVE:
        return form
    number = noun.number or "sing"
    for a in view.analyses(i):
        if a.pos in ("adj", "verb", "pron", "num") and (a.case == noun.case or not a.case):
            features = {NOMINATIVE, "plur"} if number == "plur" else {NOMINATIVE}
            if number == "sing" and noun.gender in ("masc", "fem", "neut"):
                features.add(noun.gender)
            inflected = analyser(view.language).inflect(form.lower(), frozenset(features), a)
            if inflected:
                return shaped(inflected, form)
    return form


def _adjective_alone(view: View, i: int, wanted: Collection[str]) -> str:
    form = view.forms[i]
    for a in view.analyses(i):
        if a.pos in ("adj", "noun") and a.case and a.case != NOMINATIVE and (not wanted or a.case in wanted):
            if a.pos == "adj":
                features = frozenset({NOMINATIVE, a.number if a.number == "plur" else "", a.gender} - {""})
                return shaped(analyser(view.language).inflect(form.lower(), features, a) or form, form)
            return shaped(a.lemma, form)
    return form


def _joined(view: View, words: Sequence[tuple[int, str]]) -> str:
    """The words with the blanks that the article has between them."""
    out: list[str] = []
    for place, (i, form) in enumerate(words):
        if place:
            j = words[place - 1][0]
            gap = view.text.article.text[view.tokens[j].end : view.tokens[i].start] if i == j + 1 else " "
            out.append(" " if gap.strip() == "" and gap else gap if i == j + 1 else " ")
        out.append(form)
    return "".join(out).strip()
