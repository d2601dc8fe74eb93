"""Whether the named speaker is the right one."""

import re
import unicodedata
from collections.abc import Iterable

from onrecord.evaluate.pairs import Statement
from onrecord.model.actor import UNKNOWN

_MARKS = re.compile(r"[\"'«»“”„‘’ʼ`´]")


def fold(name: str) -> str:
    """A name without case, accents, quotation marks, apostrophes and doubled blanks."""
    plain = unicodedata.normalize("NFKD", _MARKS.sub("", name.casefold()))
    return " ".join("".join(char for char in plain if not unicodedata.combining(char)).split())


def names(statements: Iterable[Statement]) -> frozenset[str]:
    """The folded speakers of an article's gold statements."""
    return frozenset(fold(s["speaker"]) for s in statements if "speaker" in s)


def is_silent(said: str | None) -> bool:
    """Whether a prediction names nobody."""
    return said in (None, "", UNKNOWN)


def is_right(gold: Statement, said: str | None, known: frozenset[str]) -> bool:
    """Whether `said` names the speaker of a gold statement; `known` are all folded speakers of its article.

    Equal when folded; for a person also a part of the name that ends in the surname, or a longer form of it, unless
    another speaker of the article bears that surname. Gold `?` wants `?`.
    """
    wanted: str = gold["speaker"]
    if not said:
        return False
    if UNKNOWN in (wanted, said):
        return wanted == said
    a, b = fold(wanted).split(), fold(said).split()
    if a == b:
        return True
    is_name = gold.get("speaker_type") == "person" and all(word[:1].isupper() for word in wanted.split())
    return is_name and _alone(a, known) and _is_part(*sorted((a, b), key=len))


def _alone(name: list[str], known: frozenset[str]) -> bool:
    return sum(other.split()[-1:] == name[-1:] for other in known) == 1


def _is_part(short: list[str], long: list[str]) -> bool:
    return bool(short) and short[-1] == long[-1] and all(word in long for word in short)
