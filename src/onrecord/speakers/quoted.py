"""Outlets, parties and firms by a name in quotation marks or in Latin letters."""

from collections.abc import Sequence

from onrecord.model.actor import ActorType
from onrecord.speakers import lexica
from onrecord.speakers.answers import Answer
from onrecord.speakers.bodies import latin_tail
from onrecord.speakers.compounds import compound, masculine_stem
from onrecord.speakers.inflect import NOMINATIVE
from onrecord.speakers.naming import is_acronym
from onrecord.speakers.phrases import head, phrase_in_nominative
from onrecord.speakers.resolver import Resolver
from onrecord.speakers.sources import Source
from onrecord.speakers.view import CLOSING, OPENING, View
from onrecord.speakers.wording import as_written

_WORDS = 4


def quoted_name(r: Resolver, source: Source) -> Answer | None:
    """An outlet, party or firm in quotation marks, with or without its class before it."""
    view, core = r.view, source.core
    opening = next(
        (n for n, i in enumerate(core) if view.tokens[i].kind == "mark" and view.tokens[i].form in OPENING), None
    )
    if opening is None:
        return _latin_name(r, source)
    closing = next((n for n in range(len(core) - 1, opening, -1) if view.tokens[core[n]].form in CLOSING), len(core))
    inner = core[opening + 1 : closing]
    words = [i for i in core[:opening] if view.tokens[i].kind == "word"]
    if not inner or not any(view.capital(i) for i in inner) or closing < len(core) - 1:
        return None
    top = head(view, words) if view.language != "en" else None
    body = view.body(top.token) if top else next((b for i in reversed(words) if (b := view.body(i))), None)
    if body is None and words and view.body(words[-1]) and (top is None or not top.analyses[0].known):
        top, body = None, view.body(words[-1])
    if body is None and words and view.language != "en" and all(
        any(a.pos == "adj" for a in view.analyses(i)) and not view.role(i) for i in words
    ):  # fmt: skip
        top, words = None, []
    if words and (body is None or body.type == "document" or top and _far(view, words, top.token)):
        return None
    if top and any(a.number == "plur" for a in top.analyses) and all(a.number == "plur" for a in top.analyses):
        return None
    named_so = " ".join(view.low[i] for i in inner)
    told = r.bodies.quoted.get(named_so)
    known = all(
        any(a.known for a in view.analyses(i)) and "-" not in view.forms[i]
        for i in [j for j in inner if view.tokens[j].kind == "word"][:1]
    )
    led = len(inner) > 1 and any(a.pos == "adj" for a in view.analyses(inner[0])[:1])
    inflects = not words and (known or led and source.wanted[0] != NOMINATIVE)
    name = phrase_in_nominative(view, inner, source.wanted) if inflects else as_written(view, inner)
    if not words and source.wanted[0] != NOMINATIVE:
        if len(inner) == 1 and not known:
            name = compound(view, inner[0]) or masculine_stem(view, inner[0], source.wanted) or name
        told = told or next((t for quoted, t in r.bodies.quoted.items() if quoted == name.lower()), None)
    if len(inner) == 1:
        name = _in_full(view, name)
    kind: ActorType = lexica.actor_type(body.type) if body else told or _kind_inside(view, inner)
    if kind in ("group", "state"):
        kind = "organization"
    return Answer(name, kind, "speaker.quoted-name")


def _in_full(view: View, name: str) -> str:
    """The one longer name in marks that ends with the word: «Оглядач» for «Лісовий оглядач»."""
    longer: dict[str, str] = {}
    for i in view.places_by_low.get(name.lower(), ()):
        first = next((j for j in range(i - 1, max(i - _WORDS, -1), -1) if view.tokens[j].form in OPENING), None)
        if first is None or first == i - 1 or view.tokens[min(i + 1, len(view.tokens) - 1)].form not in CLOSING:
            continue
        words = range(first + 1, i + 1)
        if view.capital(first + 1) and all(view.tokens[j].kind == "word" for j in words):
            told = phrase_in_nominative(view, words, (NOMINATIVE,))
            longer[told.lower()] = told
    return next(iter(longer.values())) if len(longer) == 1 else name


def _latin_name(r: Resolver, source: Source) -> Answer | None:
    """`журнал Northern Line`, `агентство ЛТА`: a name in Latin letters or capitals right behind its class."""
    view, core = r.view, source.core
    tail = latin_tail(view, core) or ([core[-1]] if len(core) > 1 and is_acronym(view.forms[core[-1]]) else [])
    if not tail:
        return None
    found = head(view, [i for i in core if i < tail[0]])
    known = view.body(found.token) if found else None
    if known is None or known.type not in ("outlet", "organization"):
        return None
    if not view.forms[tail[-1]].isascii() and (
        found is None or found.token != tail[0] - 1 or not (known.type == "outlet" or known.generic)
    ):
        return None
    return Answer(as_written(view, tail), lexica.actor_type(known.type), "speaker.latin-name")


def _far(view: View, words: Sequence[int], top: int) -> bool:
    """Whether another noun stands between head and name: then the name depends on that one (лідер партії «Х»)."""
    rest = [i for i in words if i > top]
    return any(a.pos == "noun" for i in rest for a in view.analyses(i)[:1]) and any(view.body(i) for i in rest)


def _kind_inside(view: View, inner: Sequence[int]) -> ActorType:
    for i in inner:
        body = view.body(i)
        if body and body.type in ("organization", "outlet"):
            return lexica.actor_type(body.type)
    return "outlet"
