"""Proper names of bodies that no list has: compounds of clipped words (Гідромет, Лісоекспорт), and masculine stems."""

from collections.abc import Sequence

from onrecord.speakers import lexica
from onrecord.speakers.inflect import NOMINATIVE
from onrecord.speakers.view import View

_BEFORE, _ENDING = 3, 2
_SOFT = "йьаяоеиы"


def compound(view: View, i: int) -> str:
    """The nominative of a compound by its last part (Гідроцентру -> Гідроцентр); the form itself where only the first part
    tells; empty for all other words."""
    form = view.forms[i]
    if (
        view.language == "en"
        or not view.capital(i)
        or form.isascii()
        or any(a.name and a.known for a in view.analyses(i))
    ):
        return ""
    for last in lexica.naming(view.language, "last-part"):
        stem = last[:-1] if last[-1] in _SOFT else last
        at = view.low[i].rfind(stem)
        ending = view.low[i][at + len(stem) :]
        if at >= _BEFORE and len(ending) <= _ENDING and (not ending or ending[0] in "аеєиіїйоуюяьы"):
            return form[:at] + last
    clipped = lexica.naming(view.language, "first-part")
    begins = any(view.low[i].startswith(part) and len(form) >= len(part) + _BEFORE for part in clipped)
    return form if begins and not any(a.known for a in view.analyses(i)) else ""


def masculine_stem(view: View, i: int, wanted: Sequence[str]) -> str:
    """The nominative of an unknown word that stands in the genitive in -у or -ю, which only things have in Ukrainian, or,
    behind a preposition, in the locative; else empty."""
    low, form = view.low[i], view.forms[i]
    if view.language == "en" or wanted[0] == NOMINATIVE or len(low) <= _BEFORE + 1 or form.isascii():
        return ""
    if any(a.known for a in view.analyses(i)):
        return ""
    if view.language == "uk" and wanted[0] == "gen" or wanted[0] == "loc":
        if low[-1] == "у" and low[-2] in lexica.CONSONANTS:
            return form[:-1]
        if low[-1] == "ю":
            return form[:-1] + ("ь" if low[-2] in lexica.CONSONANTS else "й")
    if wanted[0] == "loc" and low[-1] == ("і" if view.language == "uk" else "е") and low[-2] in lexica.CONSONANTS:
        return form[:-1]
    return ""
