"""Latin spellings for display: Ukrainian by the Cabinet of Ministers' table of 2010 (resolution 55), Russian by the
table for passports (ICAO Doc 9303, with the endings -ий and -ый kept apart), English as it is."""

import re

_UKRAINIAN = {
    "а": "a", "б": "b", "в": "v", "г": "h", "ґ": "g", "д": "d", "е": "e", "є": "ie", "ж": "zh", "з": "z", "и": "y",
    "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s",
    "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ь": "", "ю": "iu",
    "я": "ia", "'": "", "ʼ": "", "’": "",
}  # fmt: skip
_UKRAINIAN_FIRST = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}
_RUSSIAN = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "e", "ж": "zh", "з": "z", "и": "i", "й": "i",
    "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f",
    "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "ie", "ы": "y", "ь": "", "э": "e", "ю": "iu",
    "я": "ia",
}  # fmt: skip
_WORD = re.compile(r"[\w'’ʼ]+")


def romanise(name: str, language: str) -> str:
    """The name in Latin letters by the official table of the language (`uk`, `ru`; others are given back unchanged)."""
    if language == "uk":
        return _WORD.sub(lambda m: _ukrainian(m.group()), name)
    if language == "ru":
        return _WORD.sub(
            lambda m: "".join(_cased(c, _RUSSIAN.get(c.lower(), c.lower()), m.group()) for c in m.group()), name
        )
    return name


def _ukrainian(word: str) -> str:
    out: list[str] = []
    for i, char in enumerate(word):
        low = char.lower()
        latin = _UKRAINIAN.get(low, low)
        if i == 0 and low in _UKRAINIAN_FIRST:
            latin = _UKRAINIAN_FIRST[low]
        elif low == "г" and i and word[i - 1].lower() == "з":  # зг is written zgh, to part it from ж
            latin = "gh"
        out.append(_cased(char, latin, word))
    return "".join(out)


def _cased(char: str, latin: str, word: str) -> str:
    if not char.isupper():
        return latin
    return latin.upper() if word.isupper() and len(word) > 1 else latin.capitalize()
