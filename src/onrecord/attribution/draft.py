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


def runs(indices: list[int]) -> tuple[Range, ...]:
    """Sorted indices as half-open runs."""
    found: list[Range] = []
    for i in indices:
        if found and found[-1].last == i:
            found[-1] = Range(found[-1].first, i + 1)
        else:
            found.append(Range(i, i + 1))
    return tuple(found)
