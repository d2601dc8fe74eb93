"""The source of one attribution: its tokens without what does not name anybody, and the cases it can stand in."""

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.model.attribution import Attribution
from onrecord.speakers import lexica
from onrecord.speakers.bodies import without_brackets
from onrecord.speakers.inflect import CASES
from onrecord.speakers.view import CLOSING, COMMA, OPENING, View

VERBAL = ("nom", "ins", "dat", "gen", "acc", "loc")
NOMINAL = ("gen", "acc", "ins", "dat", "loc", "nom")
PREPOSITIONAL = ("loc", "gen", "acc", "ins", "dat", "nom")


@dataclass(frozen=True, slots=True)
class Source:
    """`indices` are the tokens of the source; `core` those without preposition, article, self and brackets; `wanted`
    the cases that its place allows, the likeliest first; `before` the first token of source or cue."""

    attribution: Attribution
    indices: tuple[int, ...]
    core: tuple[int, ...]
    cue: tuple[int, ...]
    wanted: tuple[str, ...]
    prepositional: bool

    @property
    def at(self) -> int:
        """The token where the speaker is pointed to: the source's first, or the cue's where there is no source."""
        if self.indices:
            return self.indices[0]
        return self.cue[0] if self.cue else 0


def source_of(view: View, attribution: Attribution) -> Source:
    """The source of an attribution, ready for the rules."""
    indices = view.indices(attribution.source)
    cue = view.indices(attribution.cue)
    core = list(indices)
    while core and _skipped(view, core[0]):
        core.pop(0)
    prepositional = False
    while core and _preposition(view, core[0]) and len(core) > 1:
        prepositional = True
        core.pop(0)
    while core and len(core) > 1 and _skipped(view, core[0]):
        core.pop(0)
    while len(core) > 1 and (told := view.pronoun(core[0])) and told.family == "demonstrative":
        core.pop(0)
    while len(core) > 1 and (told := view.pronoun(core[-1])) and told.family == "place":
        core.pop()
    core = without_brackets(view, core)
    while core and view.tokens[core[-1]].kind == "mark" and view.tokens[core[-1]].form not in CLOSING:
        core.pop()
    wanted = _wanted(view, indices, cue, prepositional)
    return Source(attribution, indices, tuple(core), cue, wanted, prepositional)


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
