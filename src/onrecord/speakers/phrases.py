"""Noun phrases: their head, and the nominative of the whole."""

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from onrecord.model.text import Analysis
from onrecord.speakers import lexica
from onrecord.speakers.inflect import ANY, NAMES, NOMINATIVE, readings, shaped
from onrecord.speakers.view import View
from onrecord.text.morphology import analyser


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
        if (
            nouns
            and (analyses[0].pos != "noun" or analyses[0].name in NAMES or _stands_for_noun(analyses))
            and _modifies(view, i, analyses)
        ):
            continue  # українська сторона: an adjective that is also a surname
        if not nouns:
            continue
        if analyses[0].pos in ("adj", "num", "adp", "pron", "verb", "conj", "part") and not _is_noun_here(
            view, i, analyses
        ):
            continue
        yield Head(i, nouns)


def _stands_for_noun(analyses: Sequence[Analysis]) -> bool:
    """Whether the noun is an adjective that can stand alone (молодий, хворий)."""
    return any(a.pos == "adj" and a.lemma == analyses[0].lemma for a in analyses)


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
