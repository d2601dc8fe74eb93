"""Signs by which a statement's stance to an issue is told: named, and the same for every codebook and language."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from onrecord.issues.labels import MINUS, PLUS, Label
from onrecord.issues.sheet import Sheet
from onrecord.issues.stance_words import Told, conditions, told
from onrecord.text.concepts import SKELETON

_NEAR = 4
_SHORT = 5
_COVERED = 0.6
_HALF, _FULL = 0.45, 0.75

_GROUPS = {
    "deny": "no", "reject": "no", "accept": "yes", "promise": "yes", "propose": "yes", "demand": "yes",
    "confirm": "say", "assert": "say", "believe": "say", "ask": "ask", "decline": "ask", "warn": "warn", "accuse": "accuse",
}  # fmt: skip
_SINGLE = (
    "falsehood", "only", "if", "wait", "doubt", "study", "need", "contrast", "sure", "count", "raise", "lower", "agree",
    "refuse", "give", "break", "stop", "good", "lack", "decide", "target",
)  # fmt: skip

_WITH_ACT = (
    "toward", "away", "toward~", "away~", "label-half", "away-by", "away-of", "neg", "only", "if", "third", "outlet", "need", "future", "past", "target",
    "decide",
)  # fmt: skip
_WITH_LABEL = ("falsehood", "neg~")
_WITH_NEGATION = ("only", "need", "future", "past", "named-hangs", "agree")


class Spoken(NamedTuple):
    """What a statement says, whatever the issue: the tokens of its content, the words of the list among them, the places
    in a clause on which the rest hangs, its act, and its signs."""

    tokens: tuple[int, ...]
    words: tuple[Told, ...]
    hanging: frozenset[int]
    act: str
    signs: frozenset[str]


def spoken(page: Sheet, n: int) -> Spoken:
    """What statement `n` (its place in the reading) says, whatever the issue."""
    tokens = tuple(sorted(page.places[n].content))
    lexemes = [page.lexemes[i] for i in tokens]
    hanging = conditions(page.reading.text, tokens, lexemes)
    words = told(lexemes, hanging)
    act = _act(page, n)
    found = {f"act={act}", *_of_form(page, n, tokens, words), *_of_source(page, n), *_of_concepts(page, n)}
    return Spoken(tokens, tuple(words), hanging, act, frozenset(found))


def signs(page: Sheet, said: Spoken, issue: int, label: Label) -> frozenset[str]:
    """The signs of a statement as to issue `issue` (its place in the codebook)."""
    near = _named(page, said.tokens, issue)
    group = _GROUPS[said.act]
    found = {*said.signs, f"label={label.way}", f"{group}|{label.way}", *_of_words(said.words, near, label)}
    way = _direction(said.words, near, label)
    found.update(way)
    if near:
        found.update(("named", *_of_label(page, said.tokens, issue)))
        if said.hanging:
            found.add("named-main" if set(near) - said.hanging else "named-hangs")
    if "neg" in found and not way:
        found.add(f"neg-alone|{label.way}")
    found.update(_joined(frozenset(found), group, label))
    return frozenset(found)


def _joined(found: frozenset[str], group: str, label: Label) -> Iterator[str]:
    """Signs that tell more beside the act, the label or a negation."""
    yield from (f"{group}&{each}" for each in _WITH_ACT if each in found)
    yield from (f"{each}|{label.way}" for each in _WITH_LABEL if each in found)
    if "neg" in found:
        yield from (f"neg+{each}" for each in _WITH_NEGATION if each in found)
    if group in ("accuse", "warn"):
        bad = "bad" if label.way == "claim" or label.classes & {"harm", "lack"} else "plain"
        yield from (f"{group}-{each}|{bad}" for each in ("named", "harm", "harm~") if each in found)


def _act(page: Sheet, n: int) -> str:
    """The act of a statement; of one that only passes on another's, the act of that one."""
    me = page.reading.statements[n].attribution
    if _GROUPS[me.act] == "say":
        mine = page.places[n].content
        for k in page.inner.get(me.id, ()):
            its = page.places[k]
            if len((its.content | its.roles) & mine) >= _COVERED * len(mine):
                return page.reading.statements[k].attribution.act
    return me.act


def _of_form(page: Sheet, n: int, tokens: Sequence[int], words: Sequence[Told]) -> Iterator[str]:
    text = page.reading.text
    if tokens and text.tokens[tokens[-1]].form == "?":
        yield "question"
    if any(text.tokens[i].kind == "number" or text.tokens[i].form[0].isdigit() for i in tokens):
        yield "figure"
    if len(tokens) <= _SHORT:
        yield "short"
    tenses = {reading.tense for i in tokens for reading in text.analyses[i][:1] if reading.form in ("fin", "")}
    if "fut" in tenses or any("future" in each.classes for each in words):
        yield "future"
    elif "past" in tenses or any("past" in each.classes for each in words):
        yield "past"
    if page.reading.statements[n].attribution.hedged:
        yield "hedged"


def _of_source(page: Sheet, n: int) -> Iterator[str]:
    """Who belongs to no side."""
    if page.reading.statements[n].mention.speaker_type == "outlet":
        yield "outlet"
    if any("third" in page.lexemes[i].classes for i in page.places[n].source):
        yield "third"


def _of_concepts(page: Sheet, n: int) -> Iterator[str]:
    """What the words mean that speak of no issue: of content, cue and source (`says=`, `cue=`, `by=`). Only concepts of
    the tables: a word known by its sound alone may be a name."""
    place = page.places[n]
    for name, tokens in (("says", place.content), ("cue", place.cue), ("by", place.source)):
        for i in tokens:
            if page.words[i] and not page.hits[i]:
                yield from (f"{name}={key}" for key in page.words[i][0].keys if not key.startswith(SKELETON))


def _named(page: Sheet, tokens: Sequence[int], issue: int) -> list[int]:
    """The places among the tokens of words of the issue."""
    return [k for k, i in enumerate(tokens) if any(hit.issue == issue for hit in page.hits[i])]


def _of_label(page: Sheet, tokens: Sequence[int], issue: int) -> Iterator[str]:
    """How much of one of the labels stands in the content."""
    shares: dict[int, dict[int, float]] = {}
    for i in tokens:
        for hit in page.hits[i]:
            if hit.issue == issue and hit.label:
                mine = shares.setdefault(hit.term, {})
                mine[hit.place] = max(mine.get(hit.place, 0.0), hit.like)
    best = max((sum(mine.values()) / len(page.index.terms[term].words) for term, mine in shares.items()), default=0.0)
    if best >= _HALF:
        yield "label-half"
    if best >= _FULL:
        yield "label-full"


def _close(place: int, near: Sequence[int]) -> bool:
    return any(abs(place - k) <= _NEAR for k in near)


def _of_words(words: Sequence[Told], near: Sequence[int], label: Label) -> Iterator[str]:
    for place, classes, negated, hangs in words:
        close = _close(place, near)
        if "turned" in classes:
            yield "turned"
        elif hangs and classes & {"not", "none"}:
            yield "neg-hangs"
        elif classes & {"not", "none"}:
            yield "neg"
            if "none" in classes:
                yield "none"
            if close:
                yield "neg~"
            continue
        yield from (f"not-{name}" if negated else name for name in _SINGLE if name in classes)
        if "harm" in classes and not negated:
            yield "harm"
            if close:
                yield "harm~"
        if classes & label.classes & (PLUS | MINUS | {"lack", "harm"}):
            yield "undoes-label" if negated else "does-label"


def _direction(words: Sequence[Told], near: Sequence[int], label: Label) -> set[str]:
    """Whether what is told to be done brings about what the label names (`toward`) or works against it (`away`); with `~`
    where it stands by a word of the issue, `-by` where the issue comes before it (does it) and `-of` where after."""
    sign = -1 if label.way == "minus" else 1
    balance = close = 0
    found: set[str] = set()
    for place, classes, negated, hangs in words:
        way = (1 if classes & PLUS else -1 if classes & MINUS else 0) * (-1 if negated else 1) * sign
        if not way:
            continue
        if hangs:
            found.add("hangs-toward" if way > 0 else "hangs-away")
            continue
        balance += way
        if _close(place, near):
            close += way
            if way < 0:
                found.add("away-by" if min(near, key=lambda k: abs(k - place)) < place else "away-of")
    for value, end in ((close or balance, ""), (close, "~")):
        if value:
            found.add(("toward" if value > 0 else "away") + end)
    return found
