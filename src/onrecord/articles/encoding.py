"""Bytes -> text: a byte-order mark first, then UTF-8, then the one-byte encodings that fit the letters best.

The one-byte encodings cannot be told apart by what they forbid (nearly every byte is allowed in each), so each decodes
a sample and the letters vote: common small Cyrillic letters speak for it, a capital after a small letter, letters of no
language that is read, mixed scripts inside a word, box-drawing and control characters speak against it.
"""

import codecs
import re
import unicodedata
from typing import NamedTuple

from onrecord.errors import UnknownEncoding, UnreadableFile

SAMPLE = 1 << 16
"""So many bytes are looked at to tell an encoding; the whole file is decoded by the one that is chosen."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with that of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ONE_BYTE = ("cp1252", "cp1251", "koi8-u", "cp866", "cp1125", "iso8859-5", "mac-cyrillic", "latin-1")

_BINARY = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive (or an office document)"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"\x7fELF", "a program"),
    (b"{\\rtf", "a rich-text document"),
    (b"SQLite format 3", "an SQLite database"),
)

_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_MULTIBYTE = re.compile(rb"[\xc3-\xd1\xe2][\x80-\xbf]+")
_LEAST = 0.2
"""Below this mean vote nothing that is read looks like the bytes."""

# Small letters of Ukrainian and Russian, by how often they stand in running text.
_OFTEN = frozenset("оаеинтрсвлкмдпуіяь")
_SELDOM = frozenset("йзбгчхжшюцщфыэъїєґё")
_LATIN = frozenset("àáâäãåæçèéêëìíîïñòóôöõøœùúûüýÿßčšžćđłńśźż")
_TYPOGRAPHY = frozenset("«»“”„‘’‚–—…•№§©®™°·€£\u00a0\u00ad")


_NAMED = re.compile(
    r"ascii|utf-(?:8|16|32)(?:-[bl]e)?|cp(?:125[0-8]|866|1125|855)|koi8-[rtu]|iso8859-\d+|mac-(?:cyrillic|roman)"
)
"""Encodings that a page may name. Python knows more that are none of a page's, and takes minutes over a megabyte of some
(`punycode`)."""


class Decoded(NamedTuple):
    """Text without its byte-order mark, and the name of the encoding it was in."""

    text: str
    encoding: str


def decode_as(data: bytes, name: str) -> str:
    """The text in the encoding that a page or server names. Raises LookupError where it names none that pages are in,
    UnicodeError where it is in another."""
    known = codecs.lookup(name).name
    if not _NAMED.fullmatch(known):
        raise LookupError(f"{known} is no encoding of a page")
    return data.decode(known)


def decode(data: bytes, *, where: str = "") -> Decoded:
    """The text that the bytes hold; line ends and all else are kept, a byte-order mark is not.

    Raises UnreadableFile for binary data and UnknownEncoding where no common encoding gives readable text.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return Decoded(_strict(data[len(mark) :], name, where), name)
    _refuse_binary(data, where)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        _refuse_broken(data, error.start, where)
    else:
        if "\0" not in text:
            _refuse_controls(data, where)
            return Decoded(text, "utf-8")
    wide = _wide(data)
    if wide is not None:
        return Decoded(_strict(data, wide, where), wide)
    _refuse_controls(data, where)
    name = _one_byte(data[:SAMPLE], where)
    return Decoded(data.decode(name, "replace"), name)


def _strict(data: bytes, name: str, where: str) -> str:
    try:
        return data.decode(name).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise UnknownEncoding(
            f"begins like {name} but breaks it at byte {error.start}; save it as UTF-8", where=where
        ) from error


def _refuse_binary(data: bytes, where: str) -> None:
    for magic, name in _BINARY:
        if data.startswith(magic):
            raise UnreadableFile(f"{name}, not text; save it as plain text or HTML first", where=where)


def _refuse_controls(data: bytes, where: str) -> None:
    sample = data[:SAMPLE]
    if len(_CONTROL.findall(sample)) > max(2.0, len(sample) * 0.005):
        raise UnreadableFile("binary data, not text; give plain text, HTML or JSON Lines", where=where)


def _refuse_broken(data: bytes, start: int, where: str) -> None:
    """UTF-8 with a few broken places: to guess a one-byte encoding would give rubbish, to replace them would lie."""
    sample = data[:SAMPLE]
    good = len(_MULTIBYTE.findall(sample))
    bad = sample.decode("utf-8", "replace").count("\ufffd") - sample.count(b"\xef\xbf\xbd")
    if b"\0" not in sample and good > 10 * max(bad, 1):
        raise UnknownEncoding(f"UTF-8, but broken at byte {start}; save it as UTF-8 again", where=where)


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: spaces, digits and line ends leave a zero in every second byte, always on one side."""
    sample = data[: SAMPLE & ~1]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = max(len(sample) // 2, 1)
    if len(data) % 2 or max(even, odd) < half * 0.05 or min(even, odd) > half * 0.01:
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _one_byte(sample: bytes, where: str) -> str:
    best, _, name = max((_vote(sample.decode(name, "replace")), -n, name) for n, name in enumerate(_ONE_BYTE))
    if best < _LEAST:
        raise UnknownEncoding(
            "text in none of UTF-8, UTF-16, " + ", ".join(_ONE_BYTE) + "; save it as UTF-8", where=where
        )
    return name


def _vote(text: str) -> float:
    """The mean vote of the characters over ASCII, from -3 (no text) to 1 (running text)."""
    total, count = 0.0, 0
    before = " "
    for char in text:
        if char >= "\x80":
            total += _letter_vote(char, before)
            count += 1
        elif before >= "\x80" and char.isalpha() and _script(before) == "cyrillic":
            total -= 2.0
        before = char
    return total / count if count else 1.0


def _letter_vote(char: str, before: str) -> float:
    if char in _TYPOGRAPHY:
        return 0.6
    if "а" <= char <= "я" or char in "ёіїєґ":
        if before.isascii() and before.isalpha():
            return -2.0
        return 1.0 if char in _OFTEN else 0.4 if char in _SELDOM else -0.5
    if "А" <= char <= "Я" or char in "ЁІЇЄҐ":
        return -1.5 if before.islower() else 0.6
    if char.lower() in _LATIN:
        alone = before.isascii() and (before.isalpha() or not char.isupper())
        return 0.8 if alone else -1.0
    return -3.0 if unicodedata.category(char) in ("So", "Cc", "Sm", "Cn") else -1.5


def _script(char: str) -> str:
    return "cyrillic" if "\u0400" <= char <= "\u04ff" else "latin" if char.isalpha() else ""
