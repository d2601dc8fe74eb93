"""Turns of an interview that only a dash opens: two speak by turns, and each side's name stands at some turn of it."""

from collections.abc import Iterator, Sequence

from onrecord.model.attribution import Attribution
from onrecord.speakers.answers import Answer
from onrecord.speakers.coreference import of_person
from onrecord.speakers.resolver import Resolver
from onrecord.speakers.sources import Source
from onrecord.speakers.view import DASHES, View

_NAME = 8
_LEAST = 3


def turn(r: Resolver, source: Source) -> Answer | None:
    """`– То назвіть день.`: who spoke two turns before or after, and who is named before the first turn for the answers."""
    view = r.view
    if source.indices or len(source.cue) != 1 or not _opens(view, source.cue[0]):
        return None
    if r.runs is None:
        r.runs = list(_runs(r))
    run = next((run for run in r.runs if source.cue[0] in [mark for mark, _ in run]), None)
    if run is None or len(run) < _LEAST:
        return None
    place = [mark for mark, _ in run].index(source.cue[0])
    mine, others = (_named(r, run[side::2]) for side in (place % 2, 1 - place % 2))
    if len(mine) > 1 or {a.speaker for a in mine} & {a.speaker for a in others}:
        return None
    if mine:
        return _as(mine[0], "speaker.turn")
    return _asked(r, run, place, others)


def _as(answer: Answer, rule: str) -> Answer:
    return Answer(answer.speaker, answer.type, rule, person=answer.person, gender=answer.gender)


def _opens(view: View, i: int) -> bool:
    """Whether the token is a dash that opens its paragraph."""
    return view.tokens[i].form in DASHES and (i == 0 or view.paragraph[i - 1] != view.paragraph[i])


def _runs(r: Resolver) -> Iterator[list[tuple[int, Attribution | None]]]:
    """The turns of the text, by their marks: a line with a cue of its own is no turn and ends a run."""
    view = r.view
    marks = {cue[0]: a for a in r.attributions.values() if len(cue := view.indices(a.cue)) == 1}
    spoken = {view.paragraph[i] for a in r.attributions.values() if a.within is None and a.kind != "indirect"
              for i in view.indices(a.cue)[:1] if i not in marks}  # fmt: skip
    run: list[tuple[int, Attribution | None]] = []
    for number, block in enumerate(view.text.paragraphs):
        first, last = block.tokens
        mark = next(
            (i for i in range(first, min(first + _NAME, last)) if i in marks and _marks(view, marks[i], first, i)), None
        )
        if mark is not None:
            run.append((mark, marks[mark]))
        elif first < last and view.tokens[first].form in DASHES and number in spoken:
            yield run
            run = []
        elif first < last and view.tokens[first].form in DASHES:
            run.append((first, None))
    yield run


def _marks(view: View, attribution: Attribution, first: int, i: int) -> bool:
    """Whether the mark is a dash at the head of a paragraph, or a colon behind the name that stands there."""
    if i == first:
        return view.tokens[i].form in DASHES
    source = view.indices(attribution.source)
    return (
        view.tokens[i].form == ":"
        and bool(source)
        and source[0] == first
        and view.text.paragraphs[view.paragraph[i]].zone != "headline"
    )


def _named(r: Resolver, side: Sequence[tuple[int, Attribution | None]]) -> list[Answer]:
    """Those whom the turns of one side name."""
    found: dict[str, Answer] = {}
    for _, attribution in side:
        if attribution is not None and attribution.source:
            answer = r.answer(attribution)
            if answer.known:
                found.setdefault(answer.speaker, answer)
    return list(found.values())


def _asked(
    r: Resolver, run: Sequence[tuple[int, Attribution | None]], place: int, others: Sequence[Answer]
) -> Answer | None:
    """Who answers where the other side asks: the one person who is named before the first turn."""
    view = r.view
    ends = [view.tokens[view.text.paragraphs[view.paragraph[mark]].tokens[1] - 1].form == "?" for mark, _ in run]
    mine, theirs = ends[place % 2 :: 2], ends[1 - place % 2 :: 2]
    if sum(theirs) * 2 <= len(theirs) or sum(mine) * 2 >= len(mine):
        return None
    named = {m[2].number: m[2] for m in r.people.within(0, run[0][0]) if m[3].sure}
    barred = {a.person.number for a in others if a.person is not None}
    left = [p for number, p in named.items() if number not in barred]
    return of_person(left[0], "speaker.turn-asked", run[place][0]) if len(left) == 1 else None


__all__ = ["turn"]
