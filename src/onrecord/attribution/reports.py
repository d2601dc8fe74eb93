"""What news sites write around a report: "Про це заявив …", outlets in a closing clause, labels before a colon.

Every rule takes a `Page` and a draft and returns the draft, changed or not. All places are token indices.
"""

from collections.abc import Sequence
from functools import cache

from onrecord.attribution import words
from onrecord.attribution.draft import Draft
from onrecord.attribution.page import Page
from onrecord.lexicon import load
from onrecord.model.text import Language, Range

_REACH = 24
"""How far behind "про це" its verb may stand."""

_NAME = 8
"""The most tokens of an outlet's or a label's name."""

_APART = frozenset({"subhead", "caption"})
_STOPS = frozenset({".", "!", "?", "…", ",", ";", ":", "(", ")"})


def about_this(page: Page, draft: Draft) -> Draft:
    """What "Про це … заявив" tells stands in the sentence before; the outlet that closes such a sentence reports it whole."""
    back = _back(page, draft.cue[0])
    if back is None or not draft.content or _keeps_own_content(page, draft, back):
        return draft
    before = _sentence_before(page, back.first)
    if before is None:
        return draft
    own = draft.cue
    if draft.cue[0] >= back.last and draft.content[0].first > back.first:
        own = (*range(back.first, back.last), *draft.cue)
    if own == draft.cue and draft.content == (before,):
        return draft
    return draft.because("content.about-this", cue=own, content=(before,))


def _back(page: Page, cue: int) -> Range | None:
    """The words with which the sentence of a cue opens, where they point back to the one before; None where there are none."""
    if page.quoted[cue] >= 0:
        return None
    first, last = page.bounds(page.sentence[cue])
    for phrase in _phrases(page.language(cue), "back"):
        end = first + len(phrase)
        if end <= last and cue - first <= _REACH and all(
            page.form(first + n).lower() == word for n, word in enumerate(phrase)
        ):  # fmt: skip
            return Range(first, end)
    return None


def _keeps_own_content(page: Page, draft: Draft, back: Range) -> bool:
    """Whether a draft of that sentence tells something else: it quotes, has a clause of its own, denies or only thinks."""
    end = page.bounds(page.sentence[back.first]).last
    if any(page.quoted[i] >= 0 for r in draft.content for i in range(r.first, r.last)):
        return True
    if any(not back.first <= r.first < end for r in draft.content) or not _says(page, draft):
        return True
    if draft.content[0].first <= back.first:
        return True
    if any(_finite(page, i) for i in range(back.last, draft.cue[-1]) if i not in draft.cue):
        return True
    return any(
        page.form(r.first).lower() in openers(page.language(r.first)) or page.form(r.first - 1) == ":"
        for r in draft.content
    )


def _says(page: Page, draft: Draft) -> bool:
    """Whether the cue is a verb of speech that is not negated."""
    language = page.language(draft.cue[0])
    negated = any(page.form(i).lower() in negations(language) for i in draft.cue)
    if language != "en" and not any(_finite(page, i) for i in draft.cue):
        return False
    lemmas = {a.lemma for i in draft.cue for a in page.text.analyses[i] if a.pos == "verb"}
    return not negated and any({"speech", "document"} & set(words.classes(language, lemma)) for lemma in lemmas)


def _sentence_before(page: Page, first: int) -> Range | None:
    """The sentence before a token's, without its full stop; none where a subhead or no sentence stands there."""
    number = page.sentence[first] - 1
    if number < 0:
        return None
    start, last = page.bounds(number)
    if page.blocks[page.paragraph[start]].zone in _APART:
        return None
    while last > start and page.form(last - 1) in {".", "…"} and page.quoted[last - 1] < 0:
        last -= 1
    return Range(start, last) if page.words((Range(start, last),)) else None


def closing_outlet(page: Page, draft: Draft) -> Draft:
    """A name in Latin letters or quotation marks behind a verb that closes the sentence is the outlet that reports, not
    what it reports: ", інформують Новини.LIVE"."""
    verb = draft.cue[-1]
    comma = draft.cue[0] - 1
    if page.form(comma) != "," or page.quoted[verb] >= 0 or not (_finite(page, verb) and _says(page, draft)):
        return draft
    name = _name_to_the_end(page, verb + 1)
    start = page.bounds(page.sentence[verb]).first
    if name is None or start >= comma or any(not name.first <= r.first < name.last for r in draft.source):
        return draft
    if draft.source == (name,) and not any(r.last > verb for r in draft.content):
        return draft
    kept = tuple(Range(r.first, min(r.last, comma)) for r in draft.content if r.first < comma)
    return draft.because("source.closing-outlet", source=(name,), content=kept or (Range(start, comma),))


def _finite(page: Page, i: int) -> bool:
    readings = page.text.analyses[i]
    return bool(readings) and readings[0].pos == "verb" and readings[0].form == "fin"


def _name_to_the_end(page: Page, first: int) -> Range | None:
    """The capitalised words from a token to the end of its sentence, and past a point inside a name (Новини.LIVE)."""
    i, end = first, page.bounds(page.sentence[first]).last if first < len(page.sentence) else first
    while i < end and i - first < _NAME and page.form(i)[:1].isupper():
        i += 1
        if _inner_point(page, i):
            i, end = i + 2, page.bounds(page.sentence[i + 1]).last
    rest = [page.form(k) for k in range(i, end)]
    return Range(first, i) if i > first and all(form in _STOPS - {","} for form in rest) else None


def _inner_point(page: Page, i: int) -> bool:
    """Whether a point stands between two tokens without blanks."""
    tokens = page.text.tokens
    return (
        0 < i < len(tokens) - 1
        and tokens[i].form == "."
        and tokens[i - 1].end == tokens[i].start
        and tokens[i].end == tokens[i + 1].start
        and tokens[i + 1].kind == "word"
    )


def cited(page: Page, draft: Draft) -> Draft:
    """Whom "со ссылкой на" names is the source of what is reported."""
    if draft.source:
        return draft
    cue = [page.form(i).lower() for i in draft.cue]
    for phrase in _citations(page.language(draft.cue[0])):
        more = len(phrase) - len(cue)
        last = draft.cue[-1] + 1
        if more < 0 or list(phrase[: len(cue)]) != cue or any(
            page.form(last + n).lower() != word for n, word in enumerate(phrase[len(cue) :])
        ):  # fmt: skip
            continue
        first = last + more
        end = next((i for i in range(first, min(first + _NAME, len(page.sentence))) if page.form(i) in _STOPS), first)
        if end > first and page.sentence[end - 1] == page.sentence[draft.cue[0]]:
            return draft.because("source.cited", cue=(*draft.cue, *range(last, first)), source=(Range(first, end),))
    return draft


def label(page: Page, draft: Draft) -> Draft:
    """ "Quote from Lind: “…”" names the speaker behind its label; "Details:", "Source: …" are the page's own words."""
    colon = _colon(page, draft)
    if colon is None:
        return draft
    first = page.blocks[page.paragraph[colon]].tokens.first
    language = page.language(colon)
    if any(_stands(page, first, phrase) == colon for phrase in _phrases(language, "label")):
        own = draft.cue[0] <= colon or bool(draft.content) and draft.content[0].first == first
        return draft.because("source.label", content=()) if own else draft
    if draft.cue[0] > colon:
        return draft
    for phrase in _phrases(language, "quote"):
        end = _stands(page, first, phrase)
        if end is not None and (colon in draft.cue or any(first <= r.first < colon for r in draft.source)):
            source = (Range(end, colon),) if colon > end else ()
            cue = tuple(range(first, end))
            return (
                draft
                if (draft.cue, draft.source) == (cue, source)
                else draft.because("source.label", cue=cue, source=source)
            )
    return draft


def _colon(page: Page, draft: Draft) -> int | None:
    """The colon among the first tokens of the paragraph of a cue."""
    cue = draft.cue[0]
    block = page.blocks[page.paragraph[cue]].tokens
    return next((i for i in range(block.first + 1, min(block.first + _NAME, block.last)) if page.form(i) == ":"), None)


def _stands(page: Page, first: int, phrase: Sequence[str]) -> int | None:
    """The token behind a phrase that stands at a token."""
    if all(page.form(first + n).lower() == word for n, word in enumerate(phrase)):
        return first + len(phrase)
    return None


@cache
def _phrases(language: Language, kind: str) -> tuple[tuple[str, ...], ...]:
    """The phrases of one class of the list of reporting words, the longest first."""
    found = (tuple(e.entry.split()) for e in load.table(language, "reporting") if e.properties["class"] == kind)
    return tuple(sorted(found, key=len, reverse=True))


@cache
def _citations(language: Language) -> tuple[tuple[str, ...], ...]:
    cites = (tuple(e.entry.split()) for e in load.table(language, "cues") if e.properties.get("cites") == "yes")
    return tuple(phrase for phrase in cites if len(phrase) > 1)


@cache
def negations(language: Language) -> frozenset[str]:
    """The words that negate a verb."""
    return frozenset(e.entry for e in load.table(language, "function") if "not" in e.values("concept"))


@cache
def openers(language: Language) -> frozenset[str]:
    """The words that open a clause of what is said."""
    concepts = {"that", "whether", "if", "in-order-to"}
    return frozenset(e.entry for e in load.table(language, "function") if concepts & set(e.values("concept")))
