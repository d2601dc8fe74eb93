"""An attribution while it is being put together: token indices, not yet spans."""

from dataclasses import dataclass, replace

from onrecord.model.text import Range


@dataclass(frozen=True, slots=True)
class Draft:
    """One cue with what was linked to it, in token indices of one `Text`.

    `cue` are sorted indices; the other roles are runs. `chance` is the network's for the cue, `certainty` its mean
    for the linked tokens. `acts` are (act, chance) pairs by falling chance.
    """

    cue: tuple[int, ...]
    source: tuple[Range, ...]
    content: tuple[Range, ...]
    addressee: tuple[Range, ...] = ()
    venue: tuple[Range, ...] = ()
    chance: float = 1.0
    certainty: float = 1.0
    acts: tuple[tuple[str, float], ...] = ()
    reasons: tuple[str, ...] = ()

    def because(self, *reasons: str, **changes: object) -> "Draft":
        """The draft with changes, and the names of the rules that made them."""
        return replace(self, reasons=tuple(dict.fromkeys(self.reasons + reasons)), **changes)  # type: ignore[arg-type]

    def anew(self, reason: str, content: tuple[Range, ...]) -> "Draft":
        """The draft with a content that takes the place of the one before, and of the rules that made that."""
        kept = tuple(name for name in self.reasons if not name.startswith("content."))
        return replace(self, reasons=(*kept, reason), content=content)


def apart(draft: Draft) -> Draft:
    """The draft with roles that do not overlap partly: the cue's tokens are nobody else's, the source's not the content's,
    and what reaches over the edge of these is cut there."""
    cue = set(draft.cue)
    source = _tokens(draft.source) - cue
    content = _tokens(draft.content) - cue - source
    held = [cue, source, content]
    return replace(
        draft,
        source=_cut(draft.source, source),
        content=_cut(draft.content, content),
        addressee=_beside(draft.addressee, held),
        venue=_beside(draft.venue, held),
    )


def _tokens(ranges: tuple[Range, ...]) -> set[int]:
    return {i for r in ranges for i in range(r.first, r.last)}


def _cut(ranges: tuple[Range, ...], left: set[int]) -> tuple[Range, ...]:
    """The ranges as they are where all their tokens are left, else what is left of them."""
    return ranges if _tokens(ranges) == left else runs(sorted(left))


def _beside(ranges: tuple[Range, ...], held: list[set[int]]) -> tuple[Range, ...]:
    """The ranges, without the tokens that others hold where they overlap these partly."""
    found: list[Range] = []
    for r in ranges:
        own = set(range(r.first, r.last))
        crossed = {i for other in held if own & other and not own <= other for i in other}
        found.extend(runs(sorted(own - crossed)))
    return tuple(found)


def without(piece: Range, first: int, last: int) -> tuple[Range, ...]:
    """What is left of a run without the tokens `[first, last)`."""
    parts = Range(piece.first, min(first, piece.last)), Range(max(last, piece.first), piece.last)
    return (piece,) if last <= piece.first or piece.last <= first else tuple(r for r in parts if r.last > r.first)


def runs(indices: list[int]) -> tuple[Range, ...]:
    """Sorted indices as half-open runs."""
    found: list[Range] = []
    for i in indices:
        if found and found[-1].last == i:
            found[-1] = Range(found[-1].first, i + 1)
        else:
            found.append(Range(i, i + 1))
    return tuple(found)
