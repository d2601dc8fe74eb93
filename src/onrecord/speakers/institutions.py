"""States, capitals, buildings, acronyms and bodies."""

from collections.abc import Sequence
from dataclasses import replace

from onrecord.model.actor import ActorType
from onrecord.model.span import Span
from onrecord.speakers import lexica
from onrecord.speakers.answers import Answer, unknown
from onrecord.speakers.inflect import ANY
from onrecord.speakers.naming import is_acronym, word_readings
from onrecord.speakers.phrases import head, phrase_in_nominative
from onrecord.speakers.resolver import Resolver
from onrecord.speakers.sources import Source
from onrecord.speakers.view import View
from onrecord.speakers.wording import as_written, head_token, sex_of, state_of, uncapped

_STEM = 3
_MANY = 12


def place(r: Resolver, source: Source) -> Answer | None:
    """A state, capital or building under its own name."""
    view = r.view
    words = [i for i in source.core if view.tokens[i].kind == "word"]
    if not words or len(words) > 3:
        return None
    names = lexica.place_names(view.language)
    spoken = {as_written(view, words).replace("’", "'"), phrase_in_nominative(view, words, source.wanted)}
    spoken |= {as_written(view, words).replace("’", "'").removesuffix("'s")}
    if len(words) == 1:
        spoken |= {w.nominative for w in word_readings(view, words[0]) if w.case in source.wanted[:3] or w.case == ANY}
    for name in spoken:
        known = lexica.places(view.language).get(name.lower())
        if known is not None and view.capital(words[0]):
            kind: ActorType = {"building": "organization", "region": "group"}.get(known.type, "state")  # type: ignore[assignment]
            return Answer(names[name.lower()], kind, f"speaker.{known.type}", gender=sex_of(name))
    return None


def acronym(r: Resolver, source: Source) -> Answer | None:
    """Letters in capitals: the name that the article tells for them, else the letters."""
    view = r.view
    words = [i for i in source.core if view.tokens[i].kind == "word"]
    if not words or not is_acronym(view.forms[words[0]].removesuffix("'s")):
        return None
    if len(words) > 1:
        return _acronym_and_more(r, source, words)
    form = view.forms[words[0]].removesuffix("'s")
    told = r.bodies.acronyms.get(form) or r.bodies.spelling(form)
    if told is not None:
        span = Span(view.tokens[told.first].start, view.tokens[told.last - 1].end)
        return Answer(told.name, told.type, "speaker.acronym", antecedent=span)
    known = lexica.bodies(view.language).get(form)
    kind: ActorType = lexica.actor_type(known.type) if known else "organization"
    return Answer(form, kind, "speaker.acronym-alone", plural=kind == "group")


def _acronym_and_more(r: Resolver, source: Source, words: Sequence[int]) -> Answer | None:
    """`МЗС Лестанії`, `NBL officials`: in full where the article's full name has the rest too, else as written."""
    view = r.view
    told = r.bodies.acronyms.get(view.forms[words[0]])
    last = view.forms[words[-1]]
    if told is not None and all(view.forms[i] in told.name for i in words[1:]):
        return Answer(told.name, told.type, "speaker.acronym")
    if view.language == "en" or not last[:1].isupper() and not any(a.case == "gen" for a in view.analyses(words[-1])):
        return None
    known = lexica.bodies(view.language).get(view.forms[words[0]])
    return Answer(
        as_written(view, source.core),
        lexica.actor_type(known.type) if known else "organization",
        "speaker.acronym-alone",
    )


def body(r: Resolver, source: Source) -> Answer | None:
    """A body by its head noun; a short form (банк, служба) takes the name that the article has for it."""
    view, core = r.view, source.core
    at = head_token(view, core)
    known = view.body(at) if at is not None else None
    if at is None or known is None or known.type == "document":
        return None
    words = [i for i in core if view.tokens[i].kind == "word"]
    kind = lexica.actor_type(known.type)
    found = head(view, core) if view.language != "en" else None
    if known.type != "group" and found and all(a.number == "plur" for a in found.analyses) or _several(view, at):
        return None
    if known.side and (state := _side_of(r, words)):
        return Answer(state, "state", "speaker.side", gender=sex_of(state))
    own = phrase_in_nominative(view, core, source.wanted)
    if known.type != "group" or len(words) > 1:
        own = r.bodies.fullest(own, at)
    if known.generic and len(words) == 1:
        last = r.pick(source, "sing", "", "speaker.body-meant", reach=12, fits=lambda a: a.type == kind)
        if last.known:
            return last
    if (clipped := _clipped(r, words, at)) is not None:
        return replace(clipped, type=kind)
    if len(words) <= 2 and not view.forms[at].isupper() and known.type != "group":
        meant = _in_full(r, source, at, words, kind)
        if meant is not None:
            return meant
    if known.generic and all(i == at or (told := view.pronoun(i)) and told.family == "self" for i in words):
        return unknown("speaker.body-of-no-name", kind)
    return Answer(uncapped(view, own, core), kind, "speaker.body", gender=sex_of(view.lemma(at)) if found else "")


def _clipped(r: Resolver, words: Sequence[int], at: int) -> Answer | None:
    """A name of clipped words (Мінлісгосп Лестанії) as the article has it in full: міністерство лісового господарства."""
    view, low = r.view, r.view.low[at]
    if view.language == "en" or len(low) < 2 * _STEM or at != words[0]:
        return None
    for lemma, places in r.bodies.heads.items():
        if lemma[:_STEM] != low[:_STEM] or len(lemma) < len(low) - _STEM or lemma == view.lemma(at):
            continue
        for i in places[:_MANY]:
            phrase = r.bodies.phrase(i)
            rest = phrase.name.lower().split()[1:]
            if any(w.startswith(low[_STEM : 2 * _STEM]) for w in rest) and all(
                view.low[j] in rest for j in words if j != at
            ):  # fmt: skip
                span = Span(view.tokens[phrase.first].start, view.tokens[phrase.last - 1].end)
                return Answer(phrase.name, "organization", "speaker.clipped-in-full", antecedent=span)
    return None


def _several(view: View, at: int) -> bool:
    """English: a plural in lower case (banks, ministries)."""
    if view.language != "en" or view.capital(at) or not view.low[at].endswith("s"):
        return False
    return view.singular(at) != view.low[at].removesuffix("'s")


def _in_full(r: Resolver, source: Source, at: int, words: Sequence[int], kind: ActorType) -> Answer | None:
    """What a short form stands for: a longer phrase of the article, or who spoke before under this head."""
    view = r.view
    fuller = r.bodies.fuller(at, len(words))
    if fuller is not None and _compatible(view, words, at, fuller.first, fuller.last):
        span = Span(view.tokens[fuller.first].start, view.tokens[fuller.last - 1].end)
        return Answer(r.bodies.fullest(fuller.name, at), kind, "speaker.body-in-full", antecedent=span, gender="")
    if len(words) > 1:
        return None
    said = (a for a in reversed(r.recent(source.at)) if a.type == kind and a.known and _same_head(view, a, at))
    spoken = next(said, None)
    return replace(spoken, rule="speaker.body-again", reasons=()) if spoken else None


def _side_of(r: Resolver, words: Sequence[int]) -> str:
    """The state whose adjective stands before `сторона`, `side`: українська сторона -> Україна."""
    view = r.view
    if len(words) != 2:
        return ""
    if view.language == "en":
        return state_of(r.view, words[0])
    stem = view.low[words[0]]
    named = [
        *lexica.place_names(view.language).values(),
        *(w for w in view.form_counts if w[:1].isupper() and w[-1:] in "яа"),
    ]
    told = [w[:1].upper() + w[1:] for w in r.capitals() if w[-2:] in ("ія", "ия") and stem.startswith(w[:-1])]
    if told:
        return told[0]
    for name in named:
        low = name.lower()
        if (
            len(low) > _STEM
            and low != stem
            and not low.endswith(("ая", "яя", "ка"))
            and stem.startswith(low[:-1])
            and view.form_counts[name]
        ):
            return name
    return next(
        (n for n in lexica.place_names(view.language).values() if len(n) > _STEM and stem.startswith(n.lower()[:-1])),
        "",
    )


def _compatible(view: View, words: Sequence[int], at: int, first: int, last: int) -> bool:
    """Whether what the short form adds to the head (прес-служба банку) stands in the full form too."""
    lemmas = {view.lemma(i) for i in range(first, last)} | {view.low[i] for i in range(first, last)}
    return all(view.lemma(i) in lemmas for i in words if i != at)


def _same_head(view: View, answer: Answer, at: int) -> bool:
    return view.lemma(at) in answer.speaker.lower().split()
