"""Places in a text as a person gives them: by offsets (`12-59, 80-90`, code points, half-open), or by the words that stand
there."""

import re
from collections.abc import Sequence

from onrecord.model.span import Span
from onrecord.web.guard.refusal import Refusal

PIECES = re.compile(r"\s+(?:…|\.\.\.)\s+")
"""Between the pieces of a broken quotation, as pages show them."""
_PLACE = re.compile(r"(\d{1,9})\s*[-–]\s*(\d{1,9})")


def spots(text: str, role: str, places: str, quoted: str, near: Sequence[Span] = ()) -> list[list[int]]:
    """The places of a role: by `places` where they are told, else by `quoted`. `near` are the stretches of the text in which
    a quotation that stands more than once is looked for first. Empty where neither is told. Raises Refusal."""
    if places.strip():
        return _by_offsets(role, places)
    found: list[list[int]] = []
    for piece in PIECES.split(quoted.strip()) if quoted.strip() else ():
        found.append(_by_words(text, role, piece, near, found[-1][1] if found else 0))
    return found


def told(places: Sequence[Span]) -> str:
    """Places as they are written in a field."""
    return ", ".join(f"{one.start}-{one.end}" for one in places)


def _by_offsets(role: str, places: str) -> list[list[int]]:
    found = []
    for part in filter(None, (one.strip() for one in re.split(r"[,;]", places))):
        match = _PLACE.fullmatch(part)
        if match is None:
            raise Refusal(400, "places", {"name": role, "value": places[:100]})
        found.append([int(match[1]), int(match[2])])
    return sorted(found)


def _by_words(text: str, role: str, piece: str, near: Sequence[Span], begin: int) -> list[int]:
    """Where a piece stands; blanks and line ends are the same. Later pieces are looked for behind the earlier ones."""
    looked = re.compile(r"\s+".join(map(re.escape, piece.split())))
    found = [match.span() for match in looked.finditer(text, begin)]
    close = [place for place in found if any(one.start <= place[0] and place[1] <= one.end for one in near)]
    if len(found) != 1 and len(close) == 1:
        found = close
    if len(found) != 1:
        code = "quoted_none" if not found else "quoted_many"
        raise Refusal(400, code, {"name": role, "value": piece[:100], "n": len(found)})
    return list(found[0])
