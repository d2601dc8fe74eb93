"""A phonetic key under which the spellings of one name in three languages meet."""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache

from onrecord.lexicon import load
from onrecord.model.text import LANGUAGES

_CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "h", "ґ": "h", "д": "d", "е": "e", "є": "e", "ё": "e", "ж": "zh", "з": "z",
    "и": "i", "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r",
    "с": "s", "т": "t", "у": "u", "ў": "u", "ф": "f", "х": "h", "ц": "c", "ч": "ch", "ш": "sh", "щ": "sh", "ъ": "",
    "ы": "i", "ь": "", "э": "e", "ю": "iu", "я": "ia", "'": "",
}  # fmt: skip
# Order counts: each pattern works on what the ones before it have left.
_LATIN: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), to)
    for pattern, to in (
        (r"(?<=[a-z]{4})ck(?=[ai]$)|(?<=[a-z]{3}[ei])ck(?=y$)", "tsk"),
        (r"shch|sch(?=[aeiouy])|sch$", "sh"),
        (r"tsch", "ch"),
        (r"sch", "sh"),
        (r"kh|gh", "h"),
        (r"ph", "f"),
        (r"th", "t"),
        (r"ck|q(?=u)", "k"),
        (r"c(?![hei])(?=[aouklrt])|c$", "k"),
        (r"tz|ts", "c"),
        (r"dzh|dj", "j"),
        (r"w", "v"),
        (r"g", "h"),
        (r"x", "ks"),
        (r"off$", "ov"),
        (r"eff$", "ev"),
        (r"y", "i"),
    )
)
_SAME: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), to)
    for pattern, to in (
        (r"ts", "c"),
        (r"dzh", "j"),
        (r"([a-z])\1+", r"\1"),
        (r"i+(?=[aeou])", ""),
        (r"(?<=[aeou])i+(?=[aeou])", ""),
        (r"ev$", "ov"),
        (r"i+$", "i"),
        (r"ei$", "i"),
        (r"([a-z])\1+", r"\1"),
    )
)
_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ`]?[^\W\d_]+)*")


@cache
def _equals() -> Mapping[str, str]:
    """Given names whose forms differ by more than spelling (Володимир, Владимир, Volodymyr) -> one of them."""
    return {
        entry.entry.lower(): entry.properties["same"]
        for language in LANGUAGES
        for entry in load.table(language, "name_equals")
    }


@cache
def _key(word: str) -> str:
    word = word.lower().replace("’", "'").replace("ʼ", "'").replace("`", "'")
    word = _equals().get(word, word)
    cyrillic = any("\u0400" <= c <= "\u052f" for c in word)
    if cyrillic:
        word = re.sub(r"(?<=[бвпмфрдтзсклн])ьо", "е", re.sub(r"ьо(?=в)", "е", word))
        word = "".join(_CYRILLIC.get(c, c) for c in word)
    else:
        bare = unicodedata.normalize("NFKD", word.replace("'", "").replace("ł", "l").replace("ø", "o"))
        word = "".join(c for c in bare if not unicodedata.combining(c)).replace("ß", "ss")
        for pattern, to in _LATIN:
            word = pattern.sub(to, word)
    for pattern, to in _SAME:
        word = pattern.sub(to, word)
    return word


def speaker_key(name: str, language: str | None = None) -> str:
    """The phonetic key of a name: words in lower-case Latin letters, parted by blanks; empty for `?` and nothing.

    Spellings of one name in Ukrainian, Russian and English have equal keys.
    `language` is that of the text the name stands in; it is not needed, because the script tells enough.
    """
    del language
    return " ".join(key for word in _WORD.findall(name.replace("-", " ")) if (key := _key(word)))
