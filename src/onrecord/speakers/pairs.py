"""Two who are named side by side (Липовий і Вербова), and what points back to both: обидва, вони, both men."""

from collections.abc import Iterator
from dataclasses import replace

from onrecord.speakers import lexica
from onrecord.speakers.answers import Answer, unknown
from onrecord.speakers.naming import Naming, word_readings
from onrecord.speakers.people import Person
from onrecord.speakers.resolver import Resolver
from onrecord.speakers.sources import Source
from onrecord.speakers.view import View

_REACH = 3  # sentences
_NEXT = 2
_LONGEST = 8


def both(r: Resolver, source: Source) -> Answer | None:
    """`обидва`, `both men`, `обе страны`: the last two who were named side by side or spoke together."""
    view = r.view
    words = [i for i in source.core if view.tokens[i].kind == "word"]
    if not words or len(words) > _NEXT or view.low[words[0]] not in lexica.naming(view.language, "both"):
        return None
    noun = words[-1] if len(words) > 1 else None
    if noun is not None and view.capital(noun):
        return None
    states = noun is not None and not _human(view, noun)
    first = _first_token(view, source.at, _REACH)
    spoken = [a for a in r.recent(source.at) if a.at >= first and a.plural and _two(view, a.speaker)]
    named = list(_pairs(r, first, source.at, states=states))
    found = max([*named, *([] if states else spoken)], key=lambda a: a.at, default=None)
    if found is None:
        return None if noun is not None else unknown("speaker.both.nobody", "group")
    return replace(found, rule="speaker.both", reasons=(), role="")


def _two(view: View, name: str) -> bool:
    return any(word in lexica.naming(view.language, "and") for word in name.split()[1:-1])


def named_pairs(r: Resolver, source: Source) -> list[Answer]:
    """The people named side by side in this sentence and the one before: what `вони` can mean besides who has spoken."""
    return list(_pairs(r, _first_token(r.view, source.at, 1), source.at, states=False))


def _first_token(view: View, at: int, back: int) -> int:
    if not view.text.sentences or at >= len(view.tokens):
        return 0
    return view.text.sentences[max(0, view.sentence[at] - back)].first


def _human(view: View, noun: int) -> bool:
    if view.role(noun) is not None or view.language == "en" and view.low[noun] in lexica.naming("en", "people"):
        return True
    return any(a.animacy == "anim" for a in view.analyses(noun))


def _pairs(r: Resolver, first: int, at: int, *, states: bool) -> Iterator[Answer]:
    """Each `A and B` between two tokens where both are people with their titles (or both are states)."""
    view = r.view
    ands = lexica.naming(view.language, "and")
    for i in range(first + 1, at - 1):
        if view.low[i] not in ands or view.quoted[i] != view.quoted[at]:
            continue
        if states:
            left, right = _state(view, i - 1), _state(view, i + 1)
            if left and right and left != right:
                yield Answer(f"{left} {view.tokens[i].form} {right}", "state", "speaker.pair", at=i, plural=True)
            continue
        people = _beside(r, i, at)
        if people is not None:
            one, other, case = people
            name = f"{one.name} {view.tokens[i].form} {other.name}"
            yield Answer(name, "group", "speaker.pair", at=i, plural=True, prominent=case in ("nom", "any"))


def _beside(r: Resolver, i: int, at: int) -> tuple[Person, Person, str] | None:
    """The people right before and right behind an `and` (a title may stand between it and the second)."""
    view = r.view
    before = [m for m in r.people.within(max(0, i - _LONGEST), i) if m[1] == i and _sure(m[3])]
    behind = [m for m in r.people.within(i + 1, min(at, i + _LONGEST)) if _sure(m[3])][:1]
    if not before or not behind or view.sentence[behind[0][0]] != view.sentence[i]:
        return None
    one, other = before[-1], behind[0]
    title = other[3].title
    start = min(other[0], title.first) if title is not None and i < title.first and title.last <= other[0] else other[0]
    if start not in (i + 1, i + 2) or start == i + 2 and view.pronoun(i + 1) is None or one[2] is other[2]:
        return None
    if view.language != "en" and other[3].case not in (one[3].case, "any") and one[3].case != "any":
        return None
    return one[2], other[2], one[3].case


def _sure(naming: Naming) -> bool:
    return naming.sure or naming.given


def _state(view: View, i: int) -> str:
    if not view.capital(i):
        return ""
    known, names = lexica.places(view.language), lexica.place_names(view.language)
    forms = [view.low[i], *(w.nominative.lower() for w in word_readings(view, i))]
    return next((names[f] for f in forms if f in known and known[f].type in ("state", "capital")), "")
