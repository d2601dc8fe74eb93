"""Values that a filter asks for and nothing in the record has, with what may have been meant."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from onrecord.model.wanted import UNTOLD, Wanted
from onrecord.queries.selection import meant
from onrecord.record import voices
from onrecord.record.store import Session
from onrecord.speakers import speaker_key

NEAR = 3
"""So many values are named, the nearest first."""
_ALIKE = 0.6


@dataclass(frozen=True, slots=True)
class Unmet:
    """A value of the filter `field` (as `Wanted` calls it) that nothing has. `near` are values that look or sound like it,
    the nearest first; `known` is how many values of this field there are (None: not counted)."""

    field: str
    value: str
    near: tuple[str, ...]
    known: int | None = None


def unmet(session: Session, wanted: Wanted) -> tuple[Unmet, ...]:
    """The values of open filters (speaker, side, outlet, story) that nothing in the record has. Those of closed ones are
    refused by `select`."""
    listed: Mapping[str, Callable[[Session], tuple[str, ...]]] = {
        "side": voices.sides, "outlet": voices.outlet_names, "story": voices.stories,
    }  # fmt: skip
    found = [one for value in wanted.speaker if value != UNTOLD and (one := _speaker(session, value))]
    for field, names in listed.items():
        asked = [value for value in getattr(wanted, field) if value != UNTOLD]
        if asked:
            known = names(session)
            found += [Unmet(field, value, _near(value, known), len(known)) for value in asked if value not in known]
    return tuple(found)


def _speaker(session: Session, value: str) -> Unmet | None:
    """None where somebody is meant."""
    if meant(session, value):
        return None
    key = speaker_key(value)
    sounding: dict[str, str] = {}
    for word in key.split():
        sounding |= voices.beginning(session, word[0])
    words = {word: name for whole, name in sounding.items() for word in (whole, *whole.split())}
    near = (words[one] for one in get_close_matches(key, words, n=2 * NEAR, cutoff=_ALIKE))
    return Unmet("speaker", value, tuple(dict.fromkeys(near))[:NEAR])


def _near(value: str, known: tuple[str, ...]) -> tuple[str, ...]:
    """Those that look alike, whatever their case, or of which it is a part."""
    folded = {one.casefold(): one for one in known}
    asked = value.casefold()
    alike = get_close_matches(asked, folded, n=NEAR, cutoff=_ALIKE)
    holding = [one for one in folded if asked in one]
    return tuple(folded[one] for one in dict.fromkeys((*alike, *holding)))[:NEAR]
