"""Tokens and sentences.

A token is a word (with its inner apostrophes and hyphens), a number or one mark. Sentences end at a full stop, a
question or exclamation mark or an ellipsis unless a rule joins what follows; the rules are small functions read from
top to bottom, in the manner of razdel: the first that speaks decides.
"""

import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import NamedTuple

from onrecord.lexicon import load
from onrecord.model.text import Language, Range, Token

TOKEN = re.compile(
    r"""
      (?P<number> \d+ (?: [.,:\u00a0\u202f]\d+ )* (?: [-‑]\w+ )? )
    | (?P<word>   (?: [^\W\d_]\. ){2,}                                       # U.S., т.е.
                | [^\W_]+ (?: [\u0300-\u036f\u200b\u00ad]+ [^\W_]* )*        # combining accents, soft hyphens
                  (?: ['’ʼ`‘\-‑] [^\W_]+ [\u0300-\u036f]* )*
                  (?: (?<=[sS]) ['’] (?!\w) (?=\s[^\W\d_]) )? )              # the Owners’ union
    | (?P<mark>   \.{2,} | -{2,} | [^\w\s] | _ )
    """,
    re.VERBOSE,
)

ENDINGS = frozenset({".", "!", "?", "…", "..", "..."})
CLOSERS = frozenset("»”\"'’“)]›")
DASHES = frozenset("-–—―−")
_WORD, _NUMBER, _MARK = "word", "number", "mark"


def tokens(text: str, start: int, end: int) -> list[Token]:
    """The tokens of `text[start:end]` with offsets into `text`."""
    return [Token(m.start(), m.end(), m.group(), m.lastgroup or _MARK) for m in TOKEN.finditer(text, start, end)]


class Split(NamedTuple):
    """A place where a sentence may end: after `left` (the ending mark and its closers), before `right`."""

    before: Token | None
    ending: Token
    closed: bool
    right: Token
    spaced: bool
    abbreviations: frozenset[str]


def joins_lower_case(split: Split) -> bool:
    """What goes on in lower case is the same sentence: «…?» спитав він."""
    return split.right.form[:1].islower()


def joins_dash(split: Split) -> bool:
    """A dash after the ending ties a cue to the words before it: «Ні!» – сказав він."""
    return split.right.form in DASHES


def joins_mark(split: Split) -> bool:
    """Commas, colons and closing brackets never open a sentence."""
    return split.right.form in {",", ":", ";", ")", "]", "»", "”"}


def _stopped(split: Split) -> str:
    """The word right before a full stop that no mark closes; empty for any other ending."""
    before = split.before
    glued = before is not None and before.end == split.ending.start
    return before.form if before and glued and split.ending.form == "." and not split.closed else ""


def joins_initial(split: Split) -> bool:
    """A single capital before a full stop is an initial: Л. Гай."""
    word = _stopped(split)
    return len(word) == 1 and word.isupper()


def joins_abbreviation(split: Split) -> bool:
    """An abbreviation that is followed by what it belongs to: ст. Одеська, Gen. Rask."""
    return _stopped(split).lower() in split.abbreviations


def joins_glued(split: Split) -> bool:
    """No blank after the full stop: a domain name, a file or a number, unless a word and a capital meet."""
    if split.spaced:
        return False
    return not (split.right.form[:1].isupper() or split.right.form in '«“„"') or split.ending.form != "."


JOINS: tuple[Callable[[Split], bool], ...] = (
    joins_lower_case,
    joins_mark,
    joins_dash,
    joins_initial,
    joins_abbreviation,
    joins_glued,
)


@cache
def abbreviations(language: Language) -> frozenset[str]:
    """The abbreviations of a language that stand before what they belong to, without their full stop."""
    return frozenset(entry.entry.rstrip(".") for entry in load.table(language, "abbreviations"))


def sentences(tokens: Sequence[Token], first: int, last: int, language: Language) -> list[Range]:
    """A partition of `tokens[first:last]` (one paragraph) into sentences."""
    known, found, begin, i = abbreviations(language), [], first, first
    while i < last:
        if tokens[i].form not in ENDINGS:
            i += 1
            continue
        after = i + 1
        while after < last and tokens[after].form in CLOSERS and tokens[after].start == tokens[after - 1].end:
            after += 1
        while after < last and tokens[after].form in ENDINGS:
            after += 1
        if after >= last:
            break
        split = Split(
            before=tokens[i - 1] if i > begin else None,
            ending=tokens[i],
            closed=after > i + 1,
            right=tokens[after],
            spaced=tokens[after].start > tokens[after - 1].end,
            abbreviations=known,
        )
        if not any(rule(split) for rule in JOINS):
            found.append(Range(begin, after))
            begin = after
        i = after
    if begin < last:
        found.append(Range(begin, last))
    return found
