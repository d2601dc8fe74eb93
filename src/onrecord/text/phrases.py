"""Phrases of a list found at a place in a text: the first word is looked up, so a miss costs one look in a dictionary."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from onrecord.lexicon.load import Entry
from onrecord.text.normalize import word

_WORD = re.compile(r"[^\W_]+(?:['’ʼ`\-‑][^\W_]+)*['’]?")
_NEXT = re.compile(r"[\s\"«»„“”:,.!?–—-]*")


class Phrase(NamedTuple):
    """The words of an entry in lower case, and its properties."""

    words: tuple[str, ...]
    properties: Mapping[str, str]

    def values(self, key: str) -> tuple[str, ...]:
        """The parts of a property that is a comma list; empty where there is none."""
        value = self.properties.get(key, "")
        return tuple(value.split(",")) if value else ()


class Found(NamedTuple):
    """A phrase and where its last word ends, in code points of the text."""

    entry: Phrase
    end: int


def phrase(entry: Entry) -> Phrase:
    """The words of an entry of a list."""
    return Phrase(_split(entry.entry), entry.properties)


class Phrases:
    """An index of phrases by their first word, the longer ones first."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self._by_first: dict[str, list[Phrase]] = {}
        for each in sorted(phrases, key=lambda p: -len(p.words)):
            self._by_first.setdefault(each.words[0], []).append(each)

    def at(self, text: str, start: int, end: int) -> Iterator[Found]:
        """The phrases that begin at `start`, the longest first."""
        first = _WORD.match(text, start, end)
        if first is None:
            return
        for each in self._by_first.get(word(first.group().lower()), ()):
            stop = _rest(text, first.end(), end, each.words)
            if stop:
                yield Found(each, stop)


def _rest(text: str, at: int, end: int, words: tuple[str, ...]) -> int:
    for expected in words[1:]:
        gap = _NEXT.match(text, at, end)
        following = _WORD.match(text, gap.end() if gap else at, end)
        if following is None or word(following.group().lower()) != expected:
            return 0
        at = following.end()
    return at


def _split(words: str) -> tuple[str, ...]:
    return tuple(word(found.lower()) for found in _WORD.findall(words))
