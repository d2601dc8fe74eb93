"""Sources with a name that does not inflect: Latin words in a Cyrillic text, and domains (novy.test)."""

from collections.abc import Sequence

from onrecord.model.actor import ActorType
from onrecord.speakers import lexica
from onrecord.speakers.answers import Answer
from onrecord.speakers.naming import is_acronym
from onrecord.speakers.resolver import Resolver
from onrecord.speakers.sources import Source
from onrecord.speakers.view import View
from onrecord.speakers.wording import as_written

_JOINTS = frozenset("&+-–/'’.:!")
_MOST_BEFORE, _SOME = 3, 20
_SHORT = 2


def domain(r: Resolver, source: Source) -> Answer | None:
    """`novy.test`, `сайт novy.test`: the whole domain, without its head noun."""
    view, core = r.view, source.core
    first = len(core) - 1
    while first >= 2 and _dotted(view, core[first - 2 : first + 1]):
        first -= 2
    if first >= len(core) - 1 or not _top_level(view.forms[core[-1]].removesuffix("'s")):
        return None
    before = [i for i in core[:first] if view.tokens[i].kind == "word"]
    if not _allowed(view, before):
        return None
    told = [b.type for i in before if (b := view.body(i))]
    kind: ActorType = "organization" if told and told[-1] == "organization" else "outlet"
    return Answer(as_written(view, core[first:]).removesuffix("'s"), kind, "speaker.domain")


def _dotted(view: View, three: Sequence[int]) -> bool:
    """Whether two words stand around a full stop without blanks (initials are shorter)."""
    left, dot, right = (view.tokens[i] for i in three)
    return (
        dot.form == "."
        and left.end == dot.start
        and dot.end == right.start
        and left.kind == right.kind == "word"
        and len(left.form) >= _SHORT
    )


def _top_level(form: str) -> bool:
    return len(form) >= _SHORT and (form.isascii() or form.islower())


def latin_name(r: Resolver, source: Source) -> Answer | None:
    """`влиятельная Die Zeitpost (17.04)`: the run of Latin words that ends the source, without what stands before it."""
    view, core = r.view, source.core
    if view.language == "en":
        return None
    run = _run(view, core)
    before = [i for i in core[: len(core) - len(run)] if view.tokens[i].kind == "word"]
    if not run or not _allowed(view, before):
        return None
    if not before and len(run) == 1 and is_acronym(view.forms[run[0]]):
        return None
    head = next((b for i in reversed(before) if (b := view.body(i))), None)
    if not view.capital(run[0]) and head is None:
        return None
    kind: ActorType = lexica.actor_type(head.type) if head and head.type in ("outlet", "organization") else (
        "outlet" if _told_outlet(r, source, run) else "organization"
    )  # fmt: skip
    return Answer(as_written(view, run), kind, "speaker.latin-run")


def _run(view: View, core: Sequence[int]) -> list[int]:
    """The Latin words (with digits and what joins them) that end a source."""
    first = len(core)
    while first and (_latin(view, core[first - 1]) or view.tokens[core[first - 1]].form in _JOINTS):
        first -= 1
    while first < len(core) and (view.tokens[core[first]].kind != "word"):
        first += 1
    run = list(core[first:])
    return run if run and run == list(range(run[0], run[-1] + 1)) else []


def _latin(view: View, i: int) -> bool:
    token = view.tokens[i]
    return token.kind == "number" or token.kind == "word" and all(c < "\u0370" for c in view.forms[i])


def _allowed(view: View, before: Sequence[int]) -> bool:
    """Whether what stands before a name only tells of what kind it is: no title, person, document or preposition."""
    if len(before) > _MOST_BEFORE:
        return False
    for i in before:
        body = view.body(i)
        if view.role(i) is not None or body is not None and body.type not in ("outlet", "organization"):
            return False
        if body is not None or view.pronoun(i):
            continue
        top = view.analyses(i)[:1]
        if view.language != "en" and not (
            any(a.pos == "adj" or a.form == "part" for a in view.analyses(i)) or top and _thing(view, i)
        ):
            return False
    return True


def _thing(view: View, i: int) -> bool:
    """Whether the word is a common noun of one thing that the dictionary knows (ресурс, бренд)."""
    top = view.analyses(i)[0]
    if any(a.number == "plur" and a.case == "nom" for a in view.analyses(i)):
        return False  # ринки Northern Line: they speak, not the name
    return (
        top.pos == "noun"
        and top.known
        and not top.name
        and top.animacy != "anim"
        and (not view.capital(i) or view.opens(i))
    )


def _told_outlet(r: Resolver, source: Source, run: Sequence[int]) -> bool:
    """Whether its words, the verb, a date in brackets or another place of the article tell that it is an outlet."""
    view = r.view
    if len(run) > 1 and any(
        view.low[run[0]] in lexica.naming("en", name) for name in ("article", "foreign-article", "particle")
    ):
        return True
    outlets = lexica.bodies("en")
    for i in run:
        known = outlets.get(view.low[i]) or outlets.get(view.forms[i])
        if known is not None and known.type == "outlet":
            return True
    if any(a.lemma in lexica.naming(view.language, "writes") for i in source.cue for a in view.analyses(i)[:1]):
        return True
    if any(view.tokens[i].kind == "number" for i in source.indices if i > run[-1]):
        return True
    places = view.places_of.get(view.forms[run[0]], ())[:_SOME]
    return any((b := view.body(i - 1)) is not None and b.type == "outlet" for i in places if i)
