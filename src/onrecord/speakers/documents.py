"""Documents: who wrote one speaks in it."""

from collections.abc import Sequence
from dataclasses import replace

from onrecord.speakers.answers import Answer, unknown
from onrecord.speakers.phrases import phrase_in_nominative
from onrecord.speakers.resolver import Resolver
from onrecord.speakers.sources import Source
from onrecord.speakers.view import COMMA, View
from onrecord.speakers.wording import head_token, uncapped


def law(r: Resolver, source: Source) -> Answer | None:
    """`стаття 5 Митного кодексу`: a code speaks under its own name, whichever of its articles is cited."""
    view, core = r.view, source.core
    if view.language == "en":
        return None
    at = next((n for n, i in enumerate(core) if (body := view.body(i)) and body.law), None)
    if at is None:
        return None
    begin = at
    while begin and any(a.pos == "adj" for a in view.analyses(core[begin - 1])[:1]):
        begin -= 1
    cases = ("gen", *source.wanted) if begin else source.wanted
    name = phrase_in_nominative(view, core[begin:], cases)
    return Answer(uncapped(view, name, core[begin:]) if not begin else name, "unknown", "speaker.law")


def document(r: Resolver, source: Source) -> Answer | None:
    """`У звіті агентства йдеться`: who wrote the document speaks, where the text tells it."""
    view, core = r.view, source.core
    at = head_token(view, core)
    if at is None:
        return None
    body = view.body(at)
    if body is None or body.type != "document" and not body.page:
        return None
    rest = [i for i in core if i > at]
    if body.page and (
        not rest
        and not source.prepositional
        or any(view.tokens[i].kind == "mark" or view.tokens[i].form.isascii() for i in rest)
    ):
        return None
    rest = _owner(view, rest) if view.language != "en" else _owner_english(view, core, at)
    if rest:
        owner = r.resolve(
            replace(source, indices=tuple(rest), core=tuple(rest), wanted=("gen", "ins", "acc", "dat", "loc", "nom"))
        )
        if owner.known:
            return owner.because("speaker.author-of-document")
    possessor = next(
        (
            i
            for i in source.indices
            if (p := view.pronoun(i)) and p.family in ("personal", "possessive") and p.person == "3"
        ),
        None,
    )
    maker = [i for i in core if i < at and any(a.case == "ins" and a.pos == "noun" for a in view.analyses(i)[:2])]
    if maker:
        owner = r.resolve(replace(source, indices=tuple(maker), core=tuple(maker), wanted=("ins", "nom")))
        if owner.known:
            return owner.because("speaker.author-of-document")
    if possessor is not None:
        known = view.pronoun(possessor)
        found = r.pick(
            source, "" if known is None or known.number == "any" else known.number, "", "speaker.author-of-document"
        )
        if found.known:
            return found
    last = r.pick(
        source,
        "",
        "",
        "speaker.author-of-document",
        reach=4,
        fits=lambda a: a.type in ("organization", "group", "outlet"),
    )
    if last.known:
        return last
    return unknown("speaker.document-of-nobody")


def _owner(view: View, rest: list[int]) -> list[int]:
    """The genitive behind a document's noun; a preposition or verb ends it."""
    kept: list[int] = []
    for i in rest:
        analyses = view.analyses(i)
        if analyses and analyses[0].pos in ("adp", "verb", "conj") or view.tokens[i].form in (COMMA, ":"):
            break
        kept.append(i)
    return kept


def _owner_english(view: View, core: Sequence[int], at: int) -> list[int]:
    before = [i for i in core if i < at and view.forms[i].endswith(("'s", "s'"))]
    if before:
        return [i for i in core if i <= before[-1]]
    after = [i for i in core if i > at]
    if len(after) > 1 and view.low[after[0]] in ("of", "by", "from"):
        return after[1:]
    return []
