"""What tells an act, word by word: the groups of `acts.yaml` and the cue's own entry in `cues.tsv`."""

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from onrecord.attribution.words import PART_OF_SPEECH
from onrecord.lexicon import load
from onrecord.model.text import Language, Text

GAP = "_"
_GAP_WORDS = 3


class Pattern(NamedTuple):
    """The group that a pattern tells and its words after the first; each is a set of lemmas or forms, empty for a gap."""

    group: str
    rest: tuple[frozenset[str], ...]


class CueEntry(NamedTuple):
    """An entry of `cues.tsv`: its words after the first, part of speech, act and class."""

    rest: tuple[frozenset[str], ...]
    pos: str
    act: str
    kind: str


def words(text: Text, i: int) -> frozenset[str]:
    """The lower-case form and the lemmas of a token, with a plain apostrophe."""
    return _words(text.tokens[i].form, tuple([analysis.lemma for analysis in text.analyses[i]]))


@lru_cache(maxsize=50_000)
def _words(form: str, lemmas: tuple[str, ...]) -> frozenset[str]:
    return frozenset((form.lower().replace("’", "'"), *lemmas))


@lru_cache(maxsize=50_000)
def _starting(here: frozenset[str], language: Language) -> tuple[Pattern, ...]:
    """The patterns that a token may begin."""
    index = _patterns(language)
    return tuple(pattern for word in sorted(here) for pattern in index.get(word, ()))


def groups(known: Sequence[frozenset[str]], language: Language) -> Iterator[tuple[str, int]]:
    """(group, place) for each pattern that is met in a run of words; the place is an index into the run."""
    for place, here in enumerate(known):
        for pattern in _starting(here, language):
            if not pattern.rest or _follows(known, place + 1, pattern.rest):
                yield pattern.group, place


def cue_entries(
    known: Sequence[frozenset[str]], text: Text, indices: Sequence[int], language: Language
) -> Iterator[tuple[int, CueEntry]]:
    """(number of words, entry) for each entry of `cues.tsv` that is met in a run of words, which are those of the tokens
    `indices`. An entry of one word must agree in part of speech with a reading of the token."""
    index = _cues(language)
    for place, here in enumerate(known):
        for word in here:
            for entry in index.get(word, ()):
                if entry.rest:
                    if _follows(known, place + 1, entry.rest):
                        yield len(entry.rest) + 1, entry
                elif language == "en" or _is(text, indices[place], word, entry.pos):
                    yield 1, entry


def _is(text: Text, i: int, lemma: str, pos: str) -> bool:
    allowed = PART_OF_SPEECH.get(pos, {pos})
    return any(reading.lemma == lemma and reading.pos in allowed for reading in text.analyses[i])


def _follows(known: Sequence[frozenset[str]], place: int, rest: Sequence[frozenset[str]]) -> bool:
    gap = False
    for part in rest:
        if not part:
            gap = True
            continue
        reach = range(place, min(place + (_GAP_WORDS + 1 if gap else 1), len(known)))
        found = next((j for j in reach if not part.isdisjoint(known[j])), -1)
        if found < 0:
            return False
        place, gap = found + 1, False
    return True


def _parts(words: Sequence[str]) -> tuple[frozenset[str], ...]:
    return tuple(frozenset() if word == GAP else frozenset(word.split("|")) for word in words)


@cache
def _patterns(language: Language) -> dict[str, tuple[Pattern, ...]]:
    """The patterns by each word that may begin them."""
    found: dict[str, list[Pattern]] = {}
    for group, patterns in load.frames(language, "acts").items():
        for pattern in patterns:
            first, *rest = _parts(pattern.split())
            for word in first:
                found.setdefault(word, []).append(Pattern(group, tuple(rest)))
    return {word: tuple(patterns) for word, patterns in found.items()}


@cache
def _cues(language: Language) -> dict[str, tuple[CueEntry, ...]]:
    """The entries of the list of cues by their first word."""
    found: dict[str, list[CueEntry]] = {}
    for entry in load.table(language, "cues"):
        first, *rest = entry.entry.split()
        row = CueEntry(_parts(rest), entry.properties["pos"], entry.properties["act"], entry.properties["class"])
        for word in (first, *(entry.values("forms") if not rest else ())):
            found.setdefault(word, []).append(row)
    return {word: tuple(entries) for word, entries in found.items()}
