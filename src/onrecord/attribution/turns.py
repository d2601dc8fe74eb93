"""Speech that the layout sets off: lines of dialogue, turns of an interview, transcripts.

Every rule takes a `Page` and all drafts of the text and returns them in the order of their cues. All places are token
indices; a turn is a paragraph that begins with a dash, or with a name and a colon.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from onrecord.attribution.contents import DASHES, whole_turn
from onrecord.attribution.draft import Draft
from onrecord.attribution.page import Page
from onrecord.model.text import Range

_NAME = 6
"""The most tokens of a name before the colon of a turn."""

_LEAST_TURNS = 3
"""How many turns make an interview."""

_LEAST_SEEN = 2
"""How many of them the network must have found before the others are believed."""

_ENDS = frozenset('.!?…»”"')
_TIES = frozenset({",", "!", "?", "…", ".", "...", "»", "”", '"', ";"})


class Turn(NamedTuple):
    """A paragraph set off as speech: the mark that opens it, and the tokens that are said (without the mark)."""

    mark: int
    said: Range


def dialogue(page: Page, drafts: Sequence[Draft]) -> list[Draft]:
    """In a line of dialogue with a cue of its own ("– A, – сказав він. – B"), all is said but the clause of the cue."""
    heads = {page.paragraph[turn.mark]: turn for turn in _turns(page) if page.form(turn.mark) in DASHES}
    return [_spoken(page, draft, heads.get(page.paragraph[draft.cue[0]])) for draft in drafts]


def _spoken(page: Page, draft: Draft, turn: Turn | None) -> Draft:
    said = _said_around(page, draft, turn) if turn else None
    return draft.anew("turn.dialogue", said) if said and said != draft.content else draft


def _said_around(page: Page, draft: Draft, turn: Turn) -> tuple[Range, ...] | None:
    """The speech of a line on either side of its cue's clause; None where no dash ties the cue to it."""
    cue = draft.cue[0]
    own = [
        *draft.cue,
        *(i for r in draft.source for i in range(r.first, r.last) if turn.said.first <= i < turn.said.last),
    ]
    low, high = min(own), max(own)
    tie = next((i for i in range(low - 1, max(turn.said.first, low - _NAME), -1) if page.form(i) in DASHES), None)
    if cue == turn.mark or tie is None or page.form(tie - 1) not in _TIES or page.quoted[cue] >= 0:
        return None
    if not any(turn.said.first <= r.first < tie for r in draft.content):
        return None
    pieces = [Range(turn.said.first, tie)]
    again = next(
        (i for i in range(high + 1, turn.said.last) if page.form(i) in DASHES and page.form(i - 1) in _TIES), None
    )
    if again is not None and again + 1 < turn.said.last:
        pieces.append(Range(again + 1, turn.said.last))
    return tuple(pieces)


def single(page: Page, drafts: Sequence[Draft]) -> list[Draft]:
    """A turn outside an interview, or a headline: all after its dash or colon is said."""
    turns = {page.paragraph[turn.mark] for turn in _turns(page)}
    kept = turns if len(turns) >= _LEAST_TURNS else set()
    return [d if page.paragraph[d.cue[0]] in kept else whole_turn(page, d) for d in drafts]


def interview(page: Page, drafts: Sequence[Draft]) -> list[Draft]:
    """The turns of an interview or a transcript are attributions of their own: the dash or colon is the cue, and the
    speech goes on to the next turn. Only where there are several turns, of which the network found some; lines with a
    cue of their own are left alone."""
    turns = list(_turns(page))
    if len(turns) < _LEAST_TURNS:
        return list(drafts)
    by_mark = {draft.cue[0]: draft for draft in drafts if len(draft.cue) == 1}
    tagged = {page.paragraph[draft.cue[0]] for draft in drafts if "turn.dialogue" in draft.reasons}
    seen = sum(turn.mark in by_mark for turn in turns)
    found = {draft.cue: draft for draft in drafts}
    for turn, following in zip(turns, [*turns[1:], None], strict=True):
        missed = seen >= _LEAST_SEEN and _ends(page, turn)
        if page.paragraph[turn.mark] in tagged or not (turn.mark in by_mark or missed):
            continue
        said = (turn.said, *_carried(page, turn, following))
        known = by_mark.get(turn.mark)
        if known is None or known.content != said:
            draft = known or _new(page, turn)
            found[draft.cue] = draft.anew("turn.interview", said)
    return sorted(found.values(), key=lambda draft: draft.cue[0])


def _turns(page: Page) -> Iterator[Turn]:
    """The paragraphs of the body that look like speech set off."""
    for block in page.blocks:
        first, last = block.tokens
        if block.zone not in ("body", "background") or last - first < 2:
            continue
        if page.form(first) in DASHES:
            if page.form(first + 1)[:1].isupper() or page.form(first + 1) in '«“„"…[':
                yield Turn(first, Range(first + 1, last))
            continue
        colon = next((i for i in range(first, min(first + _NAME, last - 1)) if page.form(i) == ":"), None)
        if colon is not None and colon > first and _names(page, first, colon):
            yield Turn(colon, Range(colon + 1, last))


def _names(page: Page, first: int, colon: int) -> bool:
    """Whether the tokens before a colon could be the name of whoever speaks: capitals, initials and marks only."""
    words = [page.form(i) for i in range(first, colon) if not page.is_mark(i)]
    after = page.form(colon + 1)
    return bool(words) and all(w[:1].isupper() for w in words) and (after[:1].isupper() or after in '«“„"–—')


def _ends(page: Page, turn: Turn) -> bool:
    """Whether a turn ends like a sentence; the items of a list don't."""
    return page.form(turn.said.last - 1)[-1:] in _ENDS


def _carried(page: Page, turn: Turn, following: Turn | None) -> tuple[Range, ...]:
    """The paragraphs between a turn and the next one, which belong to it; none after the last turn."""
    if following is None:
        return ()
    own, other = page.paragraph[turn.mark], page.paragraph[following.mark]
    blocks = page.blocks[own + 1 : other]
    if any(block.zone != page.blocks[own].zone for block in blocks):
        return ()
    return tuple(block.tokens for block in blocks)


def _new(page: Page, turn: Turn) -> Draft:
    """A draft for a turn that the network did not find."""
    first = page.blocks[page.paragraph[turn.mark]].tokens.first
    source = (Range(first, turn.mark),) if turn.mark > first else ()
    act = "ask" if page.form(turn.said.last - 1) == "?" else "assert"
    return Draft((turn.mark,), source, (turn.said,), chance=0.7, certainty=0.7, acts=((act, 0.7),))
