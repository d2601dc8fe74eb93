"""Sources that name people: alone, with a title, two at once, or by a surname that two bear."""

from collections.abc import Sequence
from dataclasses import replace

from onrecord.model.span import Span
from onrecord.speakers import lexica
from onrecord.speakers.answers import Answer
from onrecord.speakers.bodies import without_brackets
from onrecord.speakers.coreference import of_person
from onrecord.speakers.inflect import ANY, NOMINATIVE
from onrecord.speakers.naming import Naming, word_readings
from onrecord.speakers.people import Person
from onrecord.speakers.phrases import head, phrase_in_nominative
from onrecord.speakers.resolver import Resolver
from onrecord.speakers.sources import Source
from onrecord.speakers.titles import role_at
from onrecord.speakers.view import CLOSING, COMMA, OPENING, View

_OF_SOMEBODY = frozenset({"spokesman", "deputyhead", "ambassador", "family", "secretary"})


def coordinated(r: Resolver, source: Source) -> Answer | None:
    """`Ставок і Верба`: two or more names, each in full, as a group."""
    view, core = r.view, source.core
    ands = lexica.naming(view.language, "and")
    if core and view.low[core[0]] in ands:
        core = core[1:]
    joints = [
        n for n, i in enumerate(core) if view.low[i] in ands and 0 < n < len(core) - 1 and not _in_marks(view, core, n)
    ]
    if len(joints) != 1:
        return None
    joint = joints[0]
    left, right = core[:joint], core[joint + 1 :]
    while left and view.tokens[left[-1]].form == COMMA:
        left = left[:-1]
    named = [_stands_alone(r, part) for part in (left, right)]
    if any(n is None for n in named):
        return None
    parts = [r.resolve(replace(source, indices=tuple(p), core=tuple(p))) for p in (left, right)]
    if not all(p.known for p in parts) or parts[0].speaker == parts[1].speaker:
        return None
    word = view.tokens[core[joint]].form
    again = next((a for a in r.history if a.speaker == f"{parts[1].speaker} {word} {parts[0].speaker}"), None)
    if again is not None:
        return replace(again, rule="speaker.coordinated", reasons=())
    return Answer(f"{parts[0].speaker} {word} {parts[1].speaker}", "group", "speaker.coordinated", plural=True)


def _in_marks(view: View, core: Sequence[int], n: int) -> bool:
    return any(view.tokens[i].form in OPENING for i in core[:n]) and any(
        view.tokens[i].form in CLOSING for i in core[n:]
    )


def _stands_alone(r: Resolver, part: Sequence[int]) -> str | None:
    """Whether one side of an `and` is a name in its own right: a person, or one capitalised word that is no title."""
    inside = r.people.within(part[0], part[-1] + 1)
    if inside and _independent(r, part, inside[0][0], inside[0][3]):
        return inside[0][2].name
    words = [i for i in part if r.view.tokens[i].kind == "word"]
    if len(words) <= 2 and words and all(r.view.capital(i) for i in words) and not r.view.opens(words[0]):
        return "name"
    return None


def own_name(r: Resolver, source: Source) -> Answer | None:
    """The source names a person, alone or with title or apposition."""
    if not source.indices:
        return None
    view = r.view
    pieces = _pieces(without_brackets(view, source.indices)) or _pieces(source.indices)
    for first, last in pieces:
        for at, end, person, naming in r.people.within(first, last):
            if _independent(r, [i for i in source.indices if i >= first], at, naming) and not _head_follows(
                view, end, last
            ):
                return _named(r, source, person, naming)
    return None


def _pieces(indices: Sequence[int]) -> list[tuple[int, int]]:
    pieces: list[tuple[int, int]] = []
    for i in indices:
        if pieces and pieces[-1][1] == i:
            pieces[-1] = (pieces[-1][0], i + 1)
        else:
            pieces.append((i, i + 1))
    return pieces


def _named(r: Resolver, source: Source, person: Person, naming: Naming) -> Answer:
    title = naming.title
    if (
        len(person.words) == 1
        and naming.given
        and title is not None
        and title.family == "family"
        and title.head in source.indices
    ):
        family = phrase_in_nominative(r.view, [title.head], ("nom", "gen")).lower()
        return replace(of_person(person, "speaker.family-name", source.at), speaker=f"{family} {person.name}")
    rule = "speaker.full-name" if len(naming.words) >= len(person.words) else "speaker.surname"
    answer = of_person(person, rule, source.at)
    if len(naming.words) < len(person.words):
        whole = next((n for n in person.namings if len(n.words) == len(person.words)), None)
        if whole is not None:
            tokens = r.view.tokens
            answer = replace(answer, antecedent=Span(tokens[whole.first].start, tokens[whole.last - 1].end))
    return answer


def _head_follows(view: View, end: int, last: int) -> bool:
    """English: the name is an attribute of a noun behind it (the Marlowe campaign), or a genitive."""
    if view.language != "en":
        return False
    if view.forms[end - 1].endswith("'s"):
        return end < last
    return end < last and view.tokens[end].kind == "word" and view.low[end] not in lexica.naming("en", "preposition") and not (
        view.low[end] in lexica.naming("en", "particle") or view.pronoun(end)
    )  # fmt: skip


def _independent(r: Resolver, indices: Sequence[int], at: int, naming: Naming) -> bool:
    """Whether the name is the speaker, and no genitive of another head (адміністрація Липового, Alder's spokesman)."""
    view = r.view
    before = [i for i in indices if i < at]
    words = [i for i in before if view.tokens[i].kind == "word"]
    if not words:
        return True
    if naming.title is not None and naming.title.last <= at and naming.title.head in words:
        return True
    if view.tokens[at - 1].form in (COMMA, ")") and (naming.given or view.language == "en"):
        return True
    if view.language == "en":
        return all(
            view.low[i] not in lexica.naming("en", "preposition") and not view.forms[i].endswith("'s")
            for i in words[-1:]
        )
    found = head(view, before)
    if found is None:
        return all(not (a := view.analyses(i)) or a[0].pos != "adp" for i in words[-1:])
    shared = found.cases() & {naming.case} or naming.case == ANY
    if shared and found.token == at - 1 and not naming.given:
        role = role_at(view, found.token)
        return role is not None and (naming.case == NOMINATIVE or role[0].family not in _OF_SOMEBODY)
    human = any(a.animacy == "anim" for a in found.analyses) or role_at(view, found.token) is not None
    return bool(shared) and human and (naming.given or naming.case == NOMINATIVE)


def namesakes(r: Resolver, source: Source) -> Answer | None:
    """A surname that more than one person of the article bears: title and gender decide, else nobody."""
    view = r.view
    words = [i for i in source.core if view.tokens[i].kind == "word"]
    if not words or not view.capital(words[-1]) or len(words) > 5:
        return None
    bearers = r.people.bearing(word_readings(view, words[-1]))
    if len(bearers) < 2:
        return None
    sex = _told_gender(r, source, words)
    left = [p for p in bearers if not sex or not p.gender or p.gender == sex]
    if len(left) > 1 and len(words) > 1:
        role = next((known[0] for i in words[:-1] if (known := role_at(view, i))), None)
        if role:
            left = [p for p in left if any(t.family == role.family for t in p.titles)] or left
    if len(left) == 1:
        return of_person(left[0], "speaker.namesake-agrees", source.at)
    numbers = {p.number for p in left}
    found = r.pick(source, "sing", sex, "speaker.namesake-last", people_only=True,
                   fits=lambda a: a.person is not None and a.person.number in numbers)  # fmt: skip
    return found


def _told_gender(r: Resolver, source: Source, words: Sequence[int]) -> str:
    view = r.view
    honorific = view.honorific(words[-1]) or next((view.honorific(i) for i in words if view.honorific(i)), "")
    if honorific in ("masc", "fem"):
        return honorific
    for i in words[:-1]:
        role = view.role(i)
        if role and role.gender == "fem":
            return "fem"
    for i in source.cue:
        for a in view.analyses(i)[:2]:
            if a.pos == "verb" and a.tense == "past" and a.number != "plur" and a.gender in ("masc", "fem"):
                return a.gender
    told = {w.gender for w in word_readings(view, words[-1]) if w.rank >= 0.5 and w.case in source.wanted[:2]} - {"com"}
    return told.pop() if len(told) == 1 else ""
