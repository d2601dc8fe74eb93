"""What is left: a lone capitalised word, a group, any other phrase."""

from collections.abc import Sequence
from dataclasses import replace

from onrecord.model.actor import ActorType
from onrecord.speakers import lexica
from onrecord.speakers.answers import Answer, unknown
from onrecord.speakers.compounds import compound, masculine_stem
from onrecord.speakers.inflect import NOMINATIVE, name_in_nominative
from onrecord.speakers.naming import is_acronym, word_readings
from onrecord.speakers.phrases import head, phrase_in_nominative, quantified
from onrecord.speakers.resolver import Resolver
from onrecord.speakers.sources import Source, says_singular
from onrecord.speakers.view import View
from onrecord.speakers.wording import apposed_body, as_written, head_token, sex_of, state_of, uncapped
from onrecord.text.morphology import analyser

_SURE_ENOUGH, _TWO = 0.85, 2


def lone_capital(r: Resolver, source: Source) -> Answer | None:
    """One capitalised word that nothing is known of: a surname or a place, by how the article uses it."""
    view = r.view
    words = [i for i in source.core if view.tokens[i].kind == "word"]
    if not words or len(words) > 3 or not all(view.capital(i) and r.proper(i) for i in words):
        return None
    if any(is_acronym(view.forms[i]) for i in words):
        return Answer(as_written(view, source.core), "organization", "speaker.capitals")
    if len(words) > 1 and view.language != "en" and view.opens(words[0]) and not view.capital(words[-1]):
        return None
    if len(words) > 1 and view.language != "en" and _common(view, words[0]):
        return Answer(phrase_in_nominative(view, words, source.wanted), "organization", "speaker.capitals-phrase")
    if len(words) == 1 and view.language == "en" and (state := state_of(r.view, words[0])):
        return Answer(state, "state", "speaker.state-by-adjective")
    named = name_in_nominative([word_readings(view, i) for i in words], _strict(view, source, words), view.form_counts)
    name = " ".join(named.words)
    if len(words) == 1 and view.language != "en" and named.case != NOMINATIVE:
        name = r.likeliest(words[0], source.wanted) or name
    if len(words) == 1 and (found := _unlisted(r, source, words[0], name)) is not None:
        return found
    told = apposed_body(view, words[-1] + 1)
    if told is not None and told.type in ("outlet", "organization"):
        return Answer(name, lexica.actor_type(told.type), "speaker.capitals-told")
    if len(words) > 1 and view.language == "en" and view.opens(words[0]) and is_place(r, named.words[-1], words[-1]):
        return Answer(named.words[-1], "state", "speaker.place-by-use")
    if len(words) > 1:
        thing = view.language == "en" and (len(words) > _TWO or _behind_article(view, words[0]))
        kind: ActorType = "organization" if thing else "person"
        return Answer(name, kind, "speaker.capitals")
    if source.prepositional or is_place(r, named.words[-1], words[-1]):
        return Answer(name, "state", "speaker.place-by-use", gender=sex_of(name))
    return Answer(name, "person", "speaker.surname-alone", gender=named.gender)


def _behind_article(view: View, i: int) -> bool:
    return i > 0 and view.low[i - 1] in lexica.naming("en", "article")


def _unlisted(r: Resolver, source: Source, i: int, name: str) -> Answer | None:
    """A body whose name is a compound of clipped words, or an unknown word in a case that only things have."""
    view = r.view
    own, stem = compound(view, i), masculine_stem(view, i, source.wanted)
    if own:
        fits = source.wanted[0] == NOMINATIVE or own != view.forms[i]
        return Answer(
            own if fits else stem or name, "organization", "speaker.compound", gender=sex_of(own) if fits else ""
        )
    if stem and (name not in view.form_counts or name == view.forms[i]):
        kind: ActorType = "organization" if source.wanted[0] == "gen" else "state"
        return Answer(stem, kind, "speaker.stem", gender="masc")
    return None


def _common(view: View, i: int) -> bool:
    """Whether the dictionary knows the word as a noun or adjective that is no name."""
    return any(a.known and not a.name and a.pos in ("noun", "adj") for a in view.analyses(i)[:1])


def _strict(view: View, source: Source, words: Sequence[int]) -> tuple[str, ...]:
    if source.wanted[0] == NOMINATIVE:
        free = name_in_nominative([word_readings(view, i) for i in words], (), view.form_counts)
        fixed = name_in_nominative([word_readings(view, i) for i in words], (NOMINATIVE,), view.form_counts)
        return () if free.score - fixed.score > _SURE_ENOUGH + 0.5 else (NOMINATIVE,)
    return tuple(c for c in source.wanted if c != NOMINATIVE)[:3]


def is_place(r: Resolver, name: str, at: int) -> bool:
    """Whether the article uses the word as a place: behind a preposition of place, or as genitive of a title or body."""
    view = r.view
    if r.people.by_surname.get(name.lower()):
        return False
    uses = r.uses(name)
    if not uses:
        return view.language != "en" and not any(a.name == "surname" and a.known for a in view.analyses(at))
    return any(uses) or not any(a.name == "surname" and a.known for a in view.analyses(at))


def group(r: Resolver, source: Source) -> Answer | None:
    """Several who are not named: the noun phrase in the nominative plural, in lower case."""
    view, core = r.view, source.core
    at = head_token(view, core)
    if at is None:
        return None
    if view.language == "en":
        plural = (
            view.low[at].endswith("s")
            and view.singular(at) != view.low[at]
            or view.low[at] in ("people", "police", "families")
        )
        if not plural:
            return None
        return Answer(uncapped(view, phrase_in_nominative(view, core), core), "group", "speaker.group", plural=True)
    found = head(view, core)
    if found and quantified(view, core, found):
        return Answer(uncapped(view, as_written(view, core), core), "group", "speaker.group-counted", plural=True)
    nouns = [a for a in found.analyses if a.case in source.wanted[:2]] if found else []
    nouns = nouns or (list(found.analyses) if found else [])
    if (
        not nouns
        or not any(a.number == "plur" for a in nouns)
        or nouns[0].number != "plur"
        and any(a.number != "plur" for a in nouns)
    ):
        return None
    wanted = tuple(
        dict.fromkeys([*(a.case for a in nouns if a.number == "plur" and a.case in source.wanted[:1]), *source.wanted])
    )
    if says_singular(view, source) and any(a.number != "plur" for a in (found.analyses if found else ())):
        return None
    name = uncapped(view, phrase_in_nominative(view, core, wanted), core)
    return Answer(name, "group", "speaker.group", plural=True)


def group_of_common(r: Resolver, source: Source) -> Answer | None:
    """A plural that the dictionary knows, before capitals are taken for a name (Лікарі at the head of a sentence)."""
    words = [i for i in source.core if r.view.tokens[i].kind == "word"]
    if r.view.language == "en" or not words or r.proper(words[0]):
        return None
    return group(r, source)


def share(r: Resolver, source: Source) -> Answer | None:
    """`31%`: the same people as in the last share that was told with its noun (54% мешканців)."""
    view = r.view
    if any(view.tokens[i].kind == "word" and _noun(view, i) for i in source.core):
        return None
    if not source.core or not any(view.tokens[i].kind == "number" for i in source.indices):
        return None
    number = next(i for i in source.indices if view.tokens[i].kind == "number")
    if number + 1 >= len(view.tokens) or view.tokens[number + 1].form != "%":
        return None
    for answer in reversed(r.recent(source.at)):
        if answer.type == "group" and "%" in answer.speaker:
            noun = answer.speaker.partition("%")[2].strip()
            name = f"{view.tokens[number].form}% {noun}"
            return Answer(name, "group", "speaker.share", plural=True) if noun else None
    asked = _asked(view)
    return (
        Answer(asked, "group", "speaker.share", plural=True) if asked else unknown("speaker.share-of-nobody", "group")
    )


def _asked(view: View) -> str:
    """The word by which the article speaks of those whom a poll asked, in the nominative plural."""
    known = lexica.naming(view.language, "asked")
    for i, analyses in enumerate(view.text.analyses):
        if analyses and (analyses[0].lemma in known or any(a.lemma in known for a in analyses[1:3])):
            noun = next(a for a in analyses if a.lemma in known)
            plural = analyser(view.language).inflect(view.low[i], frozenset({NOMINATIVE, "plur"}), noun)
            return plural or view.low[i]
    return ""


def _noun(view: View, i: int) -> bool:
    return view.role(i) is not None or any(a.pos == "noun" for a in view.analyses(i))


def phrase(r: Resolver, source: Source) -> Answer | None:
    """Whatever else: people and names in the nominative; a thing speaks for the one whom it belongs to, or for nobody."""
    view, core = r.view, source.core
    at = head_token(view, core)
    human = at is not None and any(a.animacy == "anim" for a in view.analyses(at))
    words = [i for i in core if view.tokens[i].kind == "word"]
    if human and at is not None and not r.proper(at) and len(words) == 1:
        gender = next((a.gender for a in view.analyses(at) if a.pos == "noun" and a.gender == "fem"), "")
        near = r.pick(source, "sing", gender, "speaker.epithet", people_only=True, reach=8)
        if near.known:
            return near
    if view.language == "en" and _one_unnamed(view, source, words):
        return unknown("speaker.unnamed", "person")
    if not human and not _own_name(r, words) and not (view.language != "en" and _people_by_adjective(view, words)):
        return _belonging(r, source, at)
    name = uncapped(view, phrase_in_nominative(view, core, source.wanted), core)
    capital = at is not None and view.capital(at) and not view.opens(at)
    kind: ActorType = "person" if human else "organization" if capital else "unknown"
    sex = next((a.gender for a in view.analyses(at) if a.pos == "noun"), "") if human and at is not None else ""
    return Answer(name, kind, "speaker.phrase", gender=sex) if name else None


def _one_unnamed(view: View, source: Source, words: Sequence[int]) -> bool:
    """`A Dorian delegate`, `a weaver in Lindmark`: one of many, with or without a place."""
    first = source.indices[0]
    at = head_token(view, source.core)
    indefinite = (told := view.pronoun(first)) is not None and told.family == "indefinite"
    article = indefinite or view.low[first] in lexica.naming("en", "article") and view.low[first] != "the"
    return article and at is not None and not view.capital(at) and view.body(at) is None and len(words) > 1


def _own_name(r: Resolver, words: Sequence[int]) -> bool:
    """Whether a capital or a Latin word shows that the phrase is the name of something."""
    view = r.view
    return any(r.proper(i) or view.language != "en" and view.tokens[i].form.isascii() for i in words)


def _people_by_adjective(view: View, words: Sequence[int]) -> bool:
    """`многие русские`, `мужні`: adjectives in the plural without a noun."""
    if not words:
        return False
    top = view.analyses(words[-1])[:1]
    return bool(top) and top[0].pos == "adj" and top[0].number == "plur"


def _belonging(r: Resolver, source: Source, at: int | None) -> Answer:
    """A thing (мрія лісника, її вибір): whose it is, or nobody."""
    view = r.view
    for i in source.core:
        told = view.pronoun(i)
        if (
            told is not None
            and told.family in ("personal", "possessive")
            and told.person == "3"
            and len(source.core) > 1
        ):
            one = replace(source, indices=(i,), core=(i,))
            found = r.resolve(one)
            if found.known:
                return found.because("speaker.owner-of-thing")
    if at is not None and view.language != "en":
        rest = tuple(i for i in source.core if i > at)
        if rest and view.role(rest[-1]) is not None:
            found = r.resolve(replace(source, indices=rest, core=rest, wanted=("gen", "nom")))
            if found.known and found.person is not None:
                return found.because("speaker.owner-of-thing")
    return unknown("speaker.thing-of-nobody")
