"""Pronouns, dropped subjects and epithets: the most recent person that agrees, where only one is left."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from onrecord.model.actor import Candidate
from onrecord.model.span import Span
from onrecord.speakers import lexica
from onrecord.speakers.answers import Answer
from onrecord.speakers.people import People, Person
from onrecord.speakers.view import View

REACH = 14  # sentences
MARGIN = 0.5
_SUBJECT, _SPEAKER, _OBLIQUE, _QUOTED, _HERE = 1.4, 1.6, -0.8, -1.5, 0.3
_DISTANCE = 1.0
_UNSURE = -1.0  # two capitals that nothing but their case shows to be a person
_NO_PERSON, _NAMELESS = -3.0, -0.4


@dataclass(frozen=True, slots=True)
class Weighed:
    """A candidate with its score and the place that gave it."""

    answer: Answer
    score: float
    span: Span | None


def choose(weighed: Sequence[Weighed], margin: float = MARGIN) -> tuple[Weighed | None, tuple[Candidate, ...]]:
    """The best candidate where it leaves the second behind, and all of them with the reason why they lost."""
    ranked = sorted(weighed, key=lambda w: -w.score)[:6]
    if not ranked:
        return None, ()
    tied = len(ranked) > 1 and ranked[0].score - ranked[1].score < margin
    told = tuple(
        Candidate(
            w.answer.speaker, round(w.score, 2), "" if n == 0 and not tied else "tied" if tied and n < 2 else "farther"
        )
        for n, w in enumerate(ranked)
    )
    return (None if tied else ranked[0]), told


def weigh(
    view: View, people: People, history: Sequence[Answer], at: int, fits: Callable[[Answer], bool], *, quoted: bool,
    barred: frozenset[str] = frozenset(), reach: int = REACH, persons: bool = False, begin: int | None = None,
) -> list[Weighed]:  # fmt: skip
    """Everybody named or having spoken before the token, scored by how near and how prominent.

    `begin` is where the speaker's own quotation begins: distance counts from there, and who is named in it is another.
    """
    best: dict[str, Weighed] = {}
    begin = at if begin is None else begin
    here = view.sentence[begin] if begin < len(view.tokens) else 0
    low = view.text.sentences[max(0, here - reach)].first if view.text.sentences else 0
    for answer, place, bonus in _places(view, people, history, low, at):
        if not fits(answer) or answer.speaker in barred:
            continue
        if begin <= place < at and view.quoted[place] and not quoted:
            continue
        distance = max(0, here - view.sentence[place])
        score = bonus - _DISTANCE * distance - 0.002 * min(at - place, 100)
        if view.quoted[place] and not quoted:
            score += _QUOTED
        if answer.type != "person" and persons:
            score += _NO_PERSON
        if answer.type == "person" and answer.person is None:
            score += _NAMELESS
        known = best.get(answer.speaker)
        if known is None or score > known.score:
            best[answer.speaker] = Weighed(answer, score, view.tokens[place].span)
    return list(best.values())


def _places(
    view: View, people: People, history: Sequence[Answer], low: int, at: int
) -> Iterable[tuple[Answer, int, float]]:
    for first, last, person, naming in people.within(low, at):
        sure = any(n.sure for n in person.namings)
        if not sure and len(person.words) < 2:
            continue
        bonus = (
            _SUBJECT if _subject(view, first, naming.case, naming.title.first if naming.title else first) else _OBLIQUE
        )
        yield of_person(person, "speaker.named", first), last - 1, bonus if sure else bonus + _UNSURE
    for answer in history[bisect_left(history, low, key=_at) :]:
        if answer.at < at and answer.known:
            yield answer, answer.at, _SPEAKER + _HERE if answer.prominent else _HERE


def _subject(view: View, first: int, case: str, start: int) -> bool:
    """Whether a name can be the subject of its sentence."""
    if view.language == "en":
        if start == 0 or view.sentence[start - 1] != view.sentence[start]:
            return True
        low = view.low[start - 1]
        return low not in lexica.naming("en", "preposition") and low not in lexica.naming("en", "and")
    if case not in ("nom", "any"):
        return False
    before = start - 1
    if before >= 0 and view.sentence[before] == view.sentence[first]:
        analyses = view.analyses(before)
        return not (analyses and analyses[0].pos == "adp")
    return True


def of_person(person: Person, rule: str, at: int) -> Answer:
    """A person of the article as an answer."""
    return Answer(person.name, "person", rule, at, person, person.gender)


def _at(answer: Answer) -> int:
    return answer.at


def agrees(answer: Answer, number: str, gender: str) -> bool:
    """Whether an answer agrees with a pronoun or a verb in number and gender."""
    if number == "plur":
        return answer.plural or answer.type in ("group", "organization") and answer.person is None
    if answer.plural or answer.type == "group":
        return False
    if gender in ("masc", "fem"):
        if answer.gender:
            return answer.gender == gender
        return answer.type == "person"
    return True
