"""Signs by which a statement's stance to an issue is told: named, and the same for every codebook and language."""

from collections.abc import Iterator, Sequence

from onrecord.issues.labels import MINUS, PLUS, Label
from onrecord.issues.sheet import Sheet
from onrecord.issues.stance_words import Told, conditions, told
from onrecord.model.statement import Statement

_NEAR = 4
_SHORT = 5
_COVERED = 0.6

_GROUPS = {
    "deny": "no", "reject": "no", "accept": "yes", "promise": "yes", "propose": "yes", "demand": "yes",
    "confirm": "say", "assert": "say", "believe": "say", "ask": "ask", "decline": "ask", "warn": "warn", "accuse": "accuse",
}  # fmt: skip
_SINGLE = (
    "falsehood", "only", "if", "wait", "doubt", "study", "need", "contrast", "sure", "count", "raise", "lower", "agree",
    "refuse", "give", "break", "stop", "good", "lack", "decide", "target",
)  # fmt: skip


def signs(page: Sheet, n: int, issue: int, label: Label) -> frozenset[str]:
    """The signs of statement `n` (its place in the reading) as to issue `issue` (its place in the codebook)."""
    s = page.reading.statements[n]
    tokens = sorted(page.places[n].content)
    near = _named(page, tokens, issue)
    words = told(page.reading.text, tokens, page.reading.text.language)
    group = _GROUPS[_act(page, n)]
    bad = "bad" if label.way == "claim" or label.classes & {"harm", "lack"} else "plain"
    found = {f"act={_act(page, n)}", f"label={label.way}", f"{group}|{label.way}"}
    found.update(_of_form(page, s, tokens))
    found.update(_of_words(words, near, label))
    found.update(_of_source(page, n))
    found.update(_of_concepts(page, n))
    way = _direction(words, near, label)
    found.update(way)
    if near:
        found.add("named")
        found.update(_of_label(page, tokens, issue))
        hanging = conditions(page.reading.text, tokens, page.reading.text.language)
        if hanging:
            found.add("named-main" if set(near) - hanging else "named-hangs")
    found.update(f"{group}&{each}" for each in way if each in ("toward", "away", "away-by", "away-of"))
    found.update(
        f"{group}&{each}"
        for each in ("neg", "only", "if", "third", "outlet", "need", "future", "past", "target", "decide")
        if each in found
    )
    found.update(f"{each}|{label.way}" for each in ("falsehood", "neg~") if each in found)
    if "neg" in found and not way:
        found.add(f"neg-alone|{label.way}")
    found.update(
        f"neg+{each}" for each in ("only", "need", "future", "past", "named-hangs", "agree") if {"neg", each} <= found
    )
    if group in ("accuse", "warn"):
        found.update(f"{group}-{each}|{bad}" for each in ("named", "harm", "harm~") if each in found)
    return frozenset(found)


def _act(page: Sheet, n: int) -> str:
    """The act of a statement; of one that only passes on another's, the act of that one."""
    me = page.reading.statements[n].attribution
    if _GROUPS[me.act] == "say":
        mine = page.places[n].content
        for k, s in enumerate(page.reading.statements):
            if s.attribution.within == me.id:
                its = page.places[k]
                if len((its.content | its.roles) & mine) >= _COVERED * len(mine):
                    return s.attribution.act
    return me.act


def _of_form(page: Sheet, s: Statement, tokens: Sequence[int]) -> Iterator[str]:
    text = page.reading.text
    if tokens and text.tokens[tokens[-1]].form == "?":
        yield "question"
    if any(text.tokens[i].form[:1].isdigit() for i in tokens):
        yield "figure"
    if len(tokens) <= _SHORT:
        yield "short"
    tenses = {reading.tense for i in tokens for reading in text.analyses[i][:1] if reading.form in ("fin", "")}
    forms = {text.tokens[i].form.lower() for i in tokens}
    if "fut" in tenses or forms & {"will", "won't", "would", "shall"}:
        yield "future"
    elif "past" in tenses or forms & {"was", "were", "had", "did", "didn't"}:
        yield "past"
    if s.attribution.hedged:
        yield "hedged"


def _of_source(page: Sheet, n: int) -> Iterator[str]:
    """Who belongs to no side."""
    if page.reading.statements[n].mention.speaker_type == "outlet":
        yield "outlet"
    text = page.reading.text
    source = sorted(page.places[n].source)
    if any("third" in each.classes for each in told(text, source, text.language)):
        yield "third"


def _of_concepts(page: Sheet, n: int) -> Iterator[str]:
    """What the words mean that speak of no issue: of content, cue and source (`says=`, `cue=`, `by=`)."""
    place = page.places[n]
    for name, tokens in (("says", place.content), ("cue", place.cue), ("by", place.source)):
        for i in tokens:
            if page.words[i] and not page.hits[i]:
                yield from (f"{name}={key}" for key in page.words[i][0].keys)


def _named(page: Sheet, tokens: Sequence[int], issue: int) -> list[int]:
    """The places among the tokens of words of the issue."""
    terms = page.index.terms
    return [k for k, i in enumerate(tokens) if any(terms[h.term].issue == issue for h in page.hits[i])]


def _of_label(page: Sheet, tokens: Sequence[int], issue: int) -> Iterator[str]:
    """How much of one of the labels stands in the content."""
    shares: dict[int, dict[int, float]] = {}
    for i in tokens:
        for term, place, like in page.hits[i]:
            told = page.index.terms[term]
            if told.issue == issue and told.label:
                mine = shares.setdefault(term, {})
                mine[place] = max(mine.get(place, 0.0), like)
    best = max((sum(mine.values()) / len(page.index.terms[term].words) for term, mine in shares.items()), default=0.0)
    if best >= 0.45:
        yield "label-half"
    if best >= 0.75:
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
