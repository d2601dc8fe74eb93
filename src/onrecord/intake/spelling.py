"""How a person's name is spelled: what two spellings of one name share, and when one is a shorter form of another."""

import re
from functools import lru_cache
from typing import NamedTuple

from onrecord.speakers import speaker_key
from onrecord.text.concepts import sounds

_WORDS = re.compile(r"[^\s-]+")
_INITIAL = re.compile(r"(?:[^\W\d_]|[^\W\d_]{2}\.)\.?")
_JOINED_INITIALS = re.compile(r"(?<=[^\W\d_]\.)(?=[^\W\d_])")
# Order counts: each pattern works on what the ones before it have left. `sounds` has made `j` and `g` into `h` before.
_POLISH = re.compile(r"(?<=[a-zà-ž])ck(?=[aiy]$)", re.IGNORECASE)
_GLIDE = re.compile(r"^[jyi](?=[aeou])", re.IGNORECASE)
_DISTANT = tuple(
    (re.compile(pattern), to)
    for pattern, to in (
        (r"sh|ch|zh|ts|tz|[cz]", "s"),
        (r"[gqx]", "k"),
        (r"w", "v"),
        (r"h", ""),
        (r"[iy]+(?=[aou])", ""),
        (r"[eiy]+", "e"),
        (r"[ou]+", "o"),
        (r"(.)\1+", r"\1"),
        (r"e$", ""),
    )
)


class Piece(NamedTuple):
    """A word of a name: the key by which its spellings meet, how it sounds as it is spelled, and whether it is an
    initial."""

    key: str
    sound: str
    initial: bool


@lru_cache(maxsize=50_000)
def pieces(name: str) -> tuple[Piece, ...]:
    """The words of a person's name in their order (`О.П. Коваль` has three); words without a letter are left out."""
    words = _WORDS.findall(_JOINED_INITIALS.sub(" ", name))
    found = (Piece(speaker_key(word), sounds(word), bool(_INITIAL.fullmatch(word))) for word in words)
    return tuple(piece for piece in found if piece.key)


@lru_cache(maxsize=50_000)
def is_full(name: str) -> bool:
    """Whether a name has two words or more that are written out, a given name and a surname; a hyphen parts no words."""
    words = _JOINED_INITIALS.sub(" ", name).split()
    return sum(bool(speaker_key(word)) and not _INITIAL.fullmatch(word) for word in words) > 1


def may_be(a: str, b: str) -> bool:
    """Whether one of two names is a shorter form of the other: they end in the same surname, and each word before it in
    the shorter one stands in the longer one too, whole or as its initial. Symmetric."""
    short, long = sorted((pieces(a), pieces(b)), key=len)
    if not short or short[-1].key != long[-1].key:
        return False
    left = list(long[:-1])
    for piece in short[:-1]:
        found = next((other for other in left if _same_word(piece, other)), None)
        if found is None:
            return False
        left.remove(found)
    return True


@lru_cache(maxsize=50_000)
def distant(name: str) -> str:
    """How a person's name sounds at a distance, behind `~`: consonants and vowels in few classes, so that spellings meet
    which differ by the habits of a script (Tibor Lanz, Тибор Ланц), while Mira and Mara, Viktor and Viktoria stay apart.
    Empty where a word is missing or an initial, which says too little."""
    if not is_full(name) or any(piece.initial for piece in pieces(name)):
        return ""
    told = [_distant(word) for word in _WORDS.findall(name)]
    return "~" + " ".join(told) if all(told) else ""


def _distant(word: str) -> str:
    heard = sounds(_GLIDE.sub("", _POLISH.sub("tsk", word)))
    for pattern, to in _DISTANT:
        heard = pattern.sub(to, heard)
    return heard


def _same_word(a: Piece, b: Piece) -> bool:
    if not (a.initial or b.initial):
        return a.key == b.key
    first, second = (a, b) if a.initial else (b, a)
    return second.key.startswith(first.key) or second.sound.startswith(first.sound)
