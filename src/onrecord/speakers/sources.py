"""The source of one attribution: its tokens without what does not name anybody, and the cases it can stand in."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from onrecord.lexicon import load
from onrecord.model.attribution import Attribution
from onrecord.model.text import Language
from onrecord.speakers import lexica
from onrecord.speakers.bodies import without_brackets
from onrecord.speakers.inflect import CASES
from onrecord.speakers.view import CLOSING, COMMA, OPENING, View

VERBAL = ("nom", "ins", "dat", "gen", "acc", "loc")
NOMINAL = ("gen", "acc", "ins", "dat", "loc", "nom")
_TWO = 2
PREPOSITIONAL = ("loc", "gen", "acc", "ins", "dat", "nom")


@dataclass(frozen=True, slots=True)
class Source:
    """`indices` are the tokens of the source; `core` those without preposition, article, self and brackets; `wanted`
    the cases that its place allows, the likeliest first; `begin` the first token of the direct speech before the source."""

    attribution: Attribution
    indices: tuple[int, ...]
    core: tuple[int, ...]
    cue: tuple[int, ...]
    wanted: tuple[str, ...]
    prepositional: bool
    begin: int | None = None

    @property
    def at(self) -> int:
        """The token where the speaker is pointed to: the source's first, or the cue's where there is no source."""
        if self.indices:
            return self.indices[0]
        return self.cue[0] if self.cue else 0


def source_of(view: View, attribution: Attribution) -> Source:
    """The source of an attribution, ready for the rules."""
    cue = view.indices(attribution.cue)
    indices = tuple(trimmed(view, view.indices(attribution.source)))
    core = list(indices)
    while core and _skipped(view, core[0]):
        core.pop(0)
    prepositional = False
    while core and _preposition(view, core[0]) and len(core) > 1 and view.tokens[core[1]].kind != "number":
        prepositional = True
        core.pop(0)
    while core and len(core) > 1 and _skipped(view, core[0]):
        core.pop(0)
    while len(core) > 1 and (_pointing(view, core) or _skipped(view, core[0])):
        core.pop(0)
    while len(core) > 1 and (told := view.pronoun(core[-1])) and told.family == "place":
        core.pop()
    core = _one_subject(view, without_time(view, without_brackets(view, core)))
    while core and view.tokens[core[-1]].kind == "mark" and view.tokens[core[-1]].form not in CLOSING:
        core.pop()
    wanted = _wanted(view, indices, cue, prepositional)
    return Source(
        attribution, indices, tuple(core), cue, wanted, prepositional, _begin(view, attribution, indices or cue)
    )


def _begin(view: View, attribution: Attribution, place: Sequence[int]) -> int | None:
    """Where the direct speech begins that stands right before the source."""
    if not attribution.content or not place:
        return None
    at = view.within(attribution.content[0])[0]
    direct = attribution.kind == "direct" or at < len(view.tokens) and view.quoted[at]
    return at if at < place[0] and direct else None


def trimmed(view: View, indices: Sequence[int]) -> Sequence[int]:
    """A found source without what cannot be its edge: a conjunction or adverb before it, a preposition behind it; nothing
    is left of one that holds no noun, pronoun or name at all."""
    if view.language == "en":
        return _trimmed_english(view, indices)
    first, last = 0, len(indices)
    while first < last and not _begins(view, indices, first):
        first += 1
    while last > first and not _ends(view, indices, last - 1):
        last -= 1
    kept = indices[first:last]
    verb = next((n for n, i in enumerate(kept) if n and _finite(view, i)), None)
    if verb is not None and not any(view.tokens[i].form in (COMMA, "(") or _relative(view, i) for i in kept[:verb]):
        kept = kept[:verb]  # лісники чекали на
    return kept if any(_nominal(view, i) for i in kept) else ()


def _trimmed_english(view: View, indices: Sequence[int]) -> Sequence[int]:
    last = len(indices)
    first = 0
    while first < last and _connects(view, indices, first):
        first += 1
    while last and (
        view.low[indices[last - 1]] in lexica.naming("en", "preposition")
        or view.tokens[indices[last - 1]].form == COMMA
    ):
        last -= 1
    return indices[first:last] if any(view.tokens[i].kind == "word" for i in indices[first:last]) else ()


def _top(view: View, i: int) -> str:
    """The likeliest part of speech of a word that cannot be a name here (empty for all others)."""
    if (
        view.tokens[i].kind != "word"
        or view.capital(i)
        and not view.opens(i)
        or view.pronoun(i)
        or view.role(i)
        or view.body(i)
    ):
        return ""
    analyses = view.analyses(i)
    if not analyses or any(a.name for a in analyses):
        return ""
    return analyses[0].pos


def _begins(view: View, indices: Sequence[int], n: int) -> bool:
    """Whether a source can begin with the token."""
    i = indices[n]
    if _connects(view, indices, n):
        return False
    if view.tokens[i].kind != "word":
        return view.tokens[i].kind == "number" or view.tokens[i].form in OPENING
    top = _top(view, i)
    if top == "adv":
        following = view.analyses(indices[n + 1])[:1] if n + 1 < len(indices) else ()
        return view.low[i] in lexica.naming(view.language, "quantity") or any(a.pos == "adj" for a in following)
    if top == "conj":
        return view.low[i] in lexica.naming(view.language, "and")
    return top not in ("part", "intj") and not _finite(view, i)


def _connects(view: View, indices: Sequence[int], n: int) -> bool:
    """Whether a word that only ties sentences together (тому, однак, however) stands before the rest."""
    i = indices[n]
    if n + 1 >= len(indices) or view.low[i] not in lexica.connectives(view.language):
        return False
    return not view.capital(i) or view.opens(i)


def _ends(view: View, indices: Sequence[int], n: int) -> bool:
    """Whether a source can end with the token."""
    i = indices[n]
    if view.tokens[i].kind == "mark":
        return view.tokens[i].form in CLOSING and n > 0 or view.tokens[i].form in ")%."
    known = view.pronoun(i)
    if n and known and known.family == "personal" and _names(view, indices[n - 1]):
        return False  # комісія нам
    if n > 1 and known and known.family == "personal" and known.person == "1" and any(
        a.pos == "noun" for a in view.analyses(indices[n - 2])[:1]
    ):  # fmt: skip
        return False  # сусіди у нас
    if n and len(view.forms[i]) == 1 and view.forms[i].islower() and any(a.pos == "adp" for a in view.analyses(i)):
        return False
    return _top(view, i) not in ("adp", "conj", "part") and not _finite(view, i)


def _finite(view: View, i: int) -> bool:
    """Whether the word can only be a finite verb or an infinitive."""
    if _top(view, i) != "verb":
        return False
    return all(a.pos == "verb" and a.form in ("fin", "inf", "impersonal") for a in view.analyses(i))


def _relative(view: View, i: int) -> bool:
    known = view.pronoun(i)
    return known is not None and known.family == "relative"


def _nominal(view: View, i: int) -> bool:
    """Whether the token can name somebody: a noun, a pronoun, a number, a capital, an adjective that stands for a noun."""
    if view.tokens[i].kind == "number" or view.pronoun(i):
        return True
    return view.tokens[i].kind == "word" and _names(view, i)


def _names(view: View, i: int) -> bool:
    """Whether a word can be a noun, an adjective or a name."""
    if view.pronoun(i):
        return False
    top = _top(view, i)
    return top in ("", "noun", "adj", "num", "x") or top == "verb" and not _finite(view, i)


def _pointing(view: View, core: Sequence[int]) -> bool:
    """`цей`, `такий`, `кожен`, `так званий` at the head of a phrase: they are no part of a name."""
    known = lexica.pronouns(view.language)
    analyses = view.analyses(core[0])
    told = known.get(view.low[core[0]]) or (known.get(analyses[0].lemma) if analyses else None)
    if told is not None and told.family == "demonstrative":
        return True
    if view.low[core[0]] not in lexica.naming(view.language, "determiner"):
        return False
    return view.tokens[core[1]].kind == "word"


def first_part(view: View, core: Sequence[int]) -> Sequence[int]:
    """Without the apposition behind a comma; a list (a, b і c) is kept whole."""
    comma = next((n for n, i in enumerate(core) if view.tokens[i].form == COMMA and n), None)
    if comma is None or any(view.tokens[i].form in OPENING for i in core[:comma]):
        return core
    if any(view.low[i] in lexica.naming(view.language, "and") for i in core[comma:]) or not any(
        view.tokens[i].kind == "word" for i in core[:comma]
    ):  # fmt: skip
        return core
    return core[:comma]


def without_time(view: View, core: Sequence[int]) -> list[int]:
    """Without a day or an hour at the edge: "17:45 профспілка", "Monday Norvelia's ministry", "Velchev yesterday"."""
    kept = list(core)
    while len(kept) > 1 and _of_time(view, kept[0]):
        kept.pop(0)
    timed = len(kept)
    while len(kept) > 1 and _of_time(view, kept[-1]):
        kept.pop()
    if view.language == "en":
        while len(kept) > 1 and view.low[kept[0]] in lexica.naming("en", "article") and len(kept) < len(core):
            kept.pop(0)
        while timed > len(kept) > 1 and view.low[kept[-1]] in lexica.naming("en", "preposition"):
            kept.pop()
    return kept


def _one_subject(view: View, core: list[int]) -> list[int]:
    """Without what the verb has beside its subject: `она журналистам`, `издание слова дипломата`."""
    if view.language == "en" or len(core) < _TWO:
        return core
    known = view.pronoun(core[0])
    if known is not None and known.family == "personal" and known.person == "3" and _plain_subject(view, core):
        return core[:1]
    said = next((n for n, i in enumerate(core) if view.low[i] in lexica.naming(view.language, "words-said")), 0)
    return core[:said] if said and not any(view.tokens[i].form in OPENING for i in core[:said]) else core


def _plain_subject(view: View, core: Sequence[int]) -> bool:
    """Whether the pronoun is a nominative, and what stands behind it neither a mark nor a further subject."""
    if not any(a.case == "nom" for a in view.analyses(core[0])[:1]) or view.tokens[core[1]].kind == "mark":
        return False
    return not any(view.low[i] in lexica.naming(view.language, "and") for i in core)


def _of_time(view: View, i: int) -> bool:
    if view.tokens[i].kind == "number":
        return ":" in view.tokens[i].form
    return view.low[i] in _days(view.language) or view.language != "en" and view.lemma(i) in _days(view.language)


@cache
def _days(language: Language) -> frozenset[str]:
    """The weekdays, and in English the words for the days around today, which no case sets off."""
    frames = load.frames(language, "times")
    near = lexica.naming(language, "day")
    return frozenset(str(name).lower() for name in frames["weekdays"]) | frozenset(near)


def _skipped(view: View, i: int) -> bool:
    """Quantifiers and `сам`, which name nobody; marks other than opening quotation marks."""
    if view.tokens[i].kind == "mark":
        return view.tokens[i].form not in OPENING
    known = view.pronoun(i)
    if known is not None and known.family == "self":
        return True
    return view.language == "en" and view.low[i] == "the"


def _preposition(view: View, i: int) -> bool:
    if view.language == "en":
        return view.low[i] in lexica.naming("en", "preposition")
    analyses = view.analyses(i)
    return (
        bool(analyses)
        and any(a.pos == "adp" for a in analyses)
        and (len(view.forms[i]) == 1 or not view.forms[i].isupper())
        and len(view.low[i]) < 6
    )


def _wanted(view: View, indices: Sequence[int], cue: Sequence[int], prepositional: bool) -> tuple[str, ...]:
    if view.language == "en" or not indices:
        return CASES
    if prepositional:
        return PREPOSITIONAL
    before = indices[0] - 1
    if before >= 0 and view.sentence[before] == view.sentence[indices[0]] and view.analyses(before):
        top = view.analyses(before)[0]
        if top.pos == "adp":
            return NOMINAL
        if before in cue and (top.pos in ("noun", "adj") or top.form == "part") and (
            _preposition(view, cue[0]) or not any(a.pos == "verb" for a in view.analyses(before))
        ):  # fmt: skip
            return NOMINAL
    if cue and not any(a.pos == "verb" or a.form == "short" for i in cue for a in view.analyses(i)) and any(
        a.pos == "noun" for i in cue for a in view.analyses(i)
    ) and cue[-1] < indices[0]:  # fmt: skip
        return NOMINAL
    return VERBAL


def says_singular(view: View, source: Source) -> bool:
    """Whether the verb of the cue is a singular."""
    for i in source.cue:
        for a in view.analyses(i)[:2]:
            if (
                a.pos == "verb"
                and a.form == "fin"
                and a.person in ("", "3")
                and (a.number == "sing" or a.gender)
                and a.number != "plur"
            ):
                return bool(a.tense)
    return False
