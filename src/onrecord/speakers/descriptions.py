"""Titles, trades and epithets that stand for somebody: міністр, the envoy, глава МЗС, жінка."""

from collections.abc import Sequence
from dataclasses import replace

from onrecord.speakers import lexica
from onrecord.speakers.answers import Answer, unknown
from onrecord.speakers.coreference import of_person
from onrecord.speakers.people import Person
from onrecord.speakers.phrases import head, phrase_in_nominative
from onrecord.speakers.resolver import Resolver
from onrecord.speakers.sources import Source
from onrecord.speakers.titles import Title, role_at
from onrecord.speakers.view import View

_HEADS = frozenset({"head", "minister", "pm", "president"})
_SYNONYMS = frozenset({"pm", "spokesman"})
_OFTEN_MANY = frozenset({"citizen", "journalist", "spokesman", "secretary", "ambassador", "deputyhead"})
_NEAR = 3
_WIDE = 10
_AGAIN = 3
_BESIDE = 3


def indefinite(r: Resolver, source: Source) -> Answer | None:
    """Somebody unnamed on purpose: one of them, a diplomat, джерело в уряді, неназваний чиновник."""
    view = r.view
    words = [i for i in source.indices if view.tokens[i].kind == "word"]
    if not words:
        return None
    if (first := view.pronoun(words[0])) and first.family == "indefinite" and len(words) > 2 and _of_them(view, words) and not any(
        a.number == "plur" for a in view.analyses(words[0])[:1]
    ):  # fmt: skip
        return unknown("speaker.unnamed", "person")
    known = next((k for i in words[:2] if (k := view.pronoun(i)) and k.family == "indefinite"), None)
    at = _head(view, source)
    role = view.role(at) if at is not None else None
    plural = at is not None and _plural(view, at, source)
    if role is not None and role.kind == "indef" and not plural:
        return unknown("speaker.unnamed-source", "person")
    if known is None or plural:
        return None
    if view.language == "en" and view.low[words[0]] in ("a", "an", "some") and role is None:
        return None
    if (
        role is not None
        or view.pronoun(words[0])
        and len(words) > 1
        and view.low[words[0]] != view.low[words[-1]]
        and _of_them(view, words)
    ):
        return unknown("speaker.unnamed", "person")
    return None


def _of_them(view: View, words: Sequence[int]) -> bool:
    """`один із них`, `one of them`: a preposition right behind the pronoun."""
    i = words[1]
    if view.language == "en":
        return view.low[i] in lexica.naming("en", "preposition")
    analyses = view.analyses(i)
    return bool(analyses) and analyses[0].pos == "adp"


def by_role(r: Resolver, source: Source) -> Answer | None:
    """A title, trade or epithet without a name: who bears it in the article, else the title itself."""
    view = r.view
    at = _head(view, source)
    known = role_at(view, at) if at is not None else None
    if at is None or known is None:
        return None
    if _plural(view, at, source):
        return None
    role = known[0]
    words = [i for i in source.core if view.tokens[i].kind == "word"]
    extra = [i for i in words if not at <= i < at + known[1] and not view.pronoun(i)]
    gender = _gender(view, source, role)
    bearer = _bearer(r, source, at, role, extra, gender)
    if bearer is not None:
        return bearer
    if not extra and (again := _again(r, source, view.lemma(at))) is not None:
        return again
    if role.family == "family" and len(words) > 1:
        return _title_itself(view, source, role, gender)
    near = _near(r, source, role, bool(extra), gender)
    if near is not None:
        return near
    if extra and role.kind == "trade" and role.family not in _OFTEN_MANY and _adjectives(view, extra):
        near = r.pick(source, "sing", gender, "speaker.epithet", people_only=True, reach=_NEAR,
                      fits=lambda a: a.person is not None and all(t.family == role.family for t in a.person.titles))  # fmt: skip
        if near.known:
            return near
    if extra and role.kind == "office" and role.family not in _OFTEN_MANY:
        untold = r.pick(source, "sing", gender, "speaker.untitled", people_only=True, reach=_NEAR,
                        fits=lambda a: a.person is not None and not a.person.titles)  # fmt: skip
        if untold.known:
            return untold
    if role.kind == "office" or role.family == "journalist" or _definite(view, source, extra):
        main = _main_untitled(r, source, gender) if role.family in _HEADS and not extra else None
        return main or _title_itself(view, source, role, gender)
    return unknown("speaker.unnamed", "person")


def _main_untitled(r: Resolver, source: Source, gender: str) -> Answer | None:
    """The one person whom an article names again and again without a title: who needs none bears the office."""
    named = sorted(
        ((len(p.namings), -p.number, p) for p in r.people.people if not p.titles and len(p.words) > 1), reverse=True
    )[:2]
    if not named or named[0][0] < _AGAIN or len(named) > 1 and named[1][0] * 2 > named[0][0]:
        return None
    main = named[0][2]
    if gender and main.gender and main.gender != gender:
        return None
    return of_person(main, "speaker.title-of-main", source.at)


def _adjectives(view: View, extra: Sequence[int]) -> bool:
    """Whether nothing but adjectives in lower case stands with the title (молодий учений)."""
    return view.language != "en" and all(
        not view.capital(i) and any(a.pos == "adj" for a in view.analyses(i)[:1]) or view.opens(i) for i in extra
    )


def _title_itself(view: View, source: Source, role: lexica.Role, gender: str) -> Answer:
    """The title as speaker, in the nominative, without `my` and `our`."""
    core = [i for i in source.core if not ((p := view.pronoun(i)) and p.family == "possessive" and p.person == "1")]
    name = _low(view, phrase_in_nominative(view, core, source.wanted), source)
    return Answer(name, "person", "speaker.role-only", gender=gender if role.gender == "fem" else "")


def _near(r: Resolver, source: Source, role: lexica.Role, told: bool, gender: str) -> Answer | None:
    """The last speaker whom a title without anything beside it can mean: one of the same trade, else anyone who agrees."""
    if not told and role.kind in ("office", "trade") and role.family not in ("citizen", "journalist"):
        near = r.pick(source, "sing", gender, "speaker.same-family", people_only=True, reach=_WIDE,
                      fits=lambda a: a.person is not None and any(t.family == role.family for t in a.person.titles))  # fmt: skip
        if near.known:
            return near
    if role.family == "journalist":
        return None
    placed = told and any(a.pos == "adp" for i in source.core[1:] for a in r.view.analyses(i)[:1])
    if role.kind == "descr" and not placed or not told and (role.kind == "trade" or role.gender == "fem"):
        near = r.pick(source, "sing", gender, "speaker.epithet", people_only=True, reach=_WIDE)
        if near.known or near.candidates:
            return near
    if role.kind == "office" and not told:
        near = r.pick(source, "sing", gender, "speaker.epithet", people_only=True, reach=_NEAR,
                      fits=lambda a: a.person is None or not a.person.titles or role.family == "military")  # fmt: skip
        if near.known:
            return near
    return None


def _again(r: Resolver, source: Source, lemma: str) -> Answer | None:
    """A title that spoke before without a name (посол Лестанії … посол)."""
    for answer in reversed(r.recent(source.at)):
        if answer.person is None and answer.type == "person" and lemma in answer.speaker.lower().split():
            return replace(answer, rule="speaker.title-again", reasons=())
    return None


def _definite(view: View, source: Source, extra: Sequence[int]) -> bool:
    """Whether the trade is told with what it belongs to, and without a preposition of place."""
    if not extra:
        return False
    for i in source.core:
        if view.language == "en" and view.low[i] in ("in", "from", "at"):
            return False
        analyses = view.analyses(i)
        if view.language != "en" and analyses and analyses[0].pos == "adp":
            return False
    return any(view.capital(i) and not view.opens(i) for i in extra)


def _low(view: View, name: str, source: Source) -> str:
    first = source.core[0]
    if view.opens(first) and not name[:2].isupper() and view.language != "en":
        return name[:1].lower() + name[1:]
    if view.language == "en" and view.low[first] in lexica.roles("en"):
        return name[:1].lower() + name[1:]
    return name


def _head(view: View, source: Source) -> int | None:
    if view.language != "en":
        found = head(view, source.core)
        return found.token if found else None
    last: int | None = None
    for i in source.core:
        if view.tokens[i].kind == "mark" or view.low[i] in lexica.naming("en", "preposition"):
            break
        last = i
    if last is not None and role_at(view, last) is None:
        named = next((i for i in source.core if i < last and role_at(view, i)), None)
        if named is not None and not view.forms[named].endswith("'s") and not view.body(last):
            return named
    if last is not None and last - 1 in source.core and role_at(view, last - 1) and role_at(view, last - 1)[1] == 2:  # type: ignore[index]
        return last - 1
    return last


def _plural(view: View, at: int, source: Source) -> bool:
    if view.language == "en":
        return view.low[at].endswith("s") and view.singular(at) != view.low[at] and not view.low[at].endswith("'s")
    nouns = [a for a in view.analyses(at) if a.pos == "noun" and a.case] or [a for a in view.analyses(at) if a.case]
    fitting = [a for a in nouns if a.case == source.wanted[0]] or nouns
    return bool(fitting) and fitting[0].number == "plur" and not any(a.number != "plur" for a in fitting)


def _gender(view: View, source: Source, role: lexica.Role) -> str:
    """What title and verb tell: a feminine title, a man or woman by meaning, the past tense."""
    if role.gender == "fem" or role.kind == "descr" and role.gender == "masc" and role.family != "person":
        return role.gender
    told = _verb_gender(view, source)
    if told:
        return told if told == "fem" or role.kind != "office" else ""
    return role.gender if role.kind == "descr" and role.gender in ("masc", "fem") else ""


def _verb_gender(view: View, source: Source) -> str:
    for i in source.cue:
        for a in view.analyses(i)[:2]:
            if a.pos == "verb" and a.tense == "past" and a.number != "plur" and a.gender in ("masc", "fem"):
                return a.gender
    return ""


def _bearer(
    r: Resolver, source: Source, at: int, role: lexica.Role, extra: Sequence[int], gender: str
) -> Answer | None:  # fmt: skip
    """The person of whom the article tells this title; the last to speak where there are several."""
    view = r.view
    lemma = view.lemma(at)
    scored: list[tuple[float, Person]] = []
    for person in r.people.titled_near(source.at):
        if gender and person.gender and person.gender != gender:
            continue
        if role.gender == "masc" and person.gender == "fem" and _verb_gender(view, source) == "masc":
            continue
        best = max((_alike(view, title, role, lemma, extra, at) for title in person.titles), default=0.0)
        if best > 0:
            told = _verb_gender(view, source)
            scored.append((best + (0.25 if told and told == person.gender else 0.0), person))
    if not scored:
        return None
    top = max(score for score, _ in scored)
    fitting = [person for score, person in scored if score == top]
    rule = "speaker.title"
    if len(fitting) == 1:
        return of_person(fitting[0], rule, source.at)
    numbers = {p.number for p in fitting}
    found = r.pick(source, "sing", gender, "speaker.title-last", people_only=True, reach=30,
                   fits=lambda a: a.person is not None and a.person.number in numbers)  # fmt: skip
    return found if found.known or not extra else replace(found, rule="speaker.title-last.more-than-one")


def _alike(view: View, title: Title, role: lexica.Role, lemma: str, extra: Sequence[int], at: int) -> float:
    """How well a told title fits the one in the source: same family, same word, and what it belongs to."""
    if title.first <= at < title.last:
        return 0.0
    family = title.family == role.family
    told = _told(view, title)
    parts = tuple(t for t in told if t)
    if role.family in _led(view, title):
        return 3.0
    if role.wide and (led := {b.led for i in extra if (b := view.body(i)) and b.led}):
        return 3.0 if title.family in led or led & _led(view, title) else 0.0
    same = (
        lemma in told
        or any(t.endswith((lemma, "-" + lemma)) or t.startswith(lemma + "-") for t in parts)
        or family
        and role.family in _SYNONYMS
    )
    if role.gender == "masc" and title.gender == "fem" and role.pair and not (family and role.family in _SYNONYMS):
        return 0.0  # who is called прем'єрка is not called прем'єр
    if family and role.family in _SYNONYMS and _speaks_for_house(view, title, extra):
        return 3.0
    heads = role.wide and title.family in _HEADS
    if role.kind in ("descr", "indef"):
        return 0.0
    if not family and not heads:
        return 0.0
    extra = [i for i in extra if _tells(view, i)]
    mine = {view.lemma(i) for i in extra} | {view.low[i].removesuffix("'s") for i in extra}
    theirs = {view.lemma(i) for i in range(title.first, title.last) if view.tokens[i].kind == "word"}
    theirs |= {view.low[i].removesuffix("'s") for i in range(title.first, title.last)}
    if role.family == "head" and not same and extra and view.language == "en":
        mine -= {view.low[i].removesuffix("'s") for i in extra if view.capital(i)}
    shared = bool(mine & theirs)
    if (
        not same
        and not shared
        and (not family or role.family in ("expert", "citizen", "secretary", "military", "journalist", "ambassador"))
    ):
        return 0.0
    if extra and not same and not shared:
        return 0.5 if heads and all((b := view.body(i)) is not None and b.generic for i in extra) else 0.0
    if extra and not shared and len(theirs) > 2:
        return 0.5 if same and (_loose(view, extra) or _unplaced(view, title, role)) else 0.0
    return 1.0 + (1.0 if same else 0.0) + (2.0 if shared else 0.0)


def _led(view: View, title: Title) -> frozenset[str]:
    """The offices that a told `head of the government` is another name of: who leads the body named beside it."""
    role = view.role(title.head)
    if role is None or not role.wide:
        return frozenset()
    beside = range(title.head + 1, min(title.head + _BESIDE, title.last))
    return frozenset(b.led for i in beside if (b := view.body(i)) and b.led)


def _speaks_for_house(view: View, title: Title, extra: Sequence[int]) -> bool:
    """Whether the source names a building, and the title the president or state that sits in it: the spokesman of the
    president is the one of the Kremlin."""
    known = lexica.places(view.language)
    houses = [p for i in extra if (p := known.get(view.lemma(i))) and p.type == "building"]
    if not houses:
        return False
    told = range(title.first, title.last)
    president = any((role := view.role(i)) and role.family == "president" for i in told)
    states = {view.lemma(i) for i in told}
    return president or any(house.stands and house.stands.lower() in states for house in houses)


def _tells(view: View, i: int) -> bool:
    """Whether a word beside a title tells something: no article, preposition or pronoun."""
    if view.language == "en":
        return not any(
            view.low[i] in lexica.naming("en", name) for name in ("article", "preposition", "and")
        ) and not view.pronoun(i)
    top = view.analyses(i)[:1]
    return not (top and top[0].pos in ("adp", "conj", "part", "pron"))


def _loose(view: View, extra: Sequence[int]) -> bool:
    """Whether what stands with the title is only an adjective or a common noun (голова відомства)."""
    return all(not view.capital(i) or view.opens(i) for i in extra)


def _told(view: View, title: Title) -> frozenset[str]:
    """The words of office in a title, with their feminine or masculine counterparts; looked up once a title."""
    key = (title.first, title.last)
    if key not in view.told_titles:
        places = range(*key)
        names = {view.lemma(i) for i in places if view.role(i)} | {_pair(view, i) for i in places}
        view.told_titles[key] = frozenset(names)
    return view.told_titles[key]


def _unplaced(view: View, title: Title, role: lexica.Role) -> bool:
    """Whether an office is told without the place or body it belongs to (губернатор краю): any place may be meant."""
    return role.kind == "office" and not any(
        view.capital(i) and not view.opens(i) for i in range(title.first, title.last)
    )


def _pair(view: View, i: int) -> str:
    role = view.role(i)
    return role.pair if role else ""
