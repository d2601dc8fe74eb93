"""Read the words of a language from its data files.

A language is a folder (`uk/`, `ru/`, `en/`), and every folder holds the same file names. A list is `NAME.tsv`: a header
line that starts with `#`, then one entry a line, sorted, with four columns parted by tabs: entry, properties
(`key=value` parted by blanks; a value of several parts is joined by commas), example, origin. A frame is `NAME.yaml`: a
mapping. `properties.yaml`, beside this file, declares for each list which keys and values are allowed.

Everything is read once per process, on first use, and checked while it is read: LexiconError names file and line.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from onrecord.errors import LexiconError, UnknownLanguage
from onrecord.model.text import LANGUAGES

COLUMNS = ("entry", "properties", "example", "origin")
CONCEPT_COLUMNS = ("concept", *LANGUAGES)

_ROOT = Path(__file__).parent
_WRONG = "\u2019\u2018\u02bc\u02b9\u00b4`\u201b\u2032"
_APOSTROPHE = re.compile(rf"(?<=\w)[{_WRONG}]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]+")


class Entry(NamedTuple):
    """One line of a list. `entry` is a lemma, or the words of a phrase parted by blanks; `line` counts from 1."""

    entry: str
    properties: Mapping[str, str]
    example: str
    origin: str
    line: int

    def values(self, key: str) -> tuple[str, ...]:
        """The parts of a property that is a comma list; empty where the entry does not have it."""
        value = self.properties.get(key, "")
        return tuple(value.split(",")) if value else ()


class Concept(NamedTuple):
    """One line of a table of concepts: its name, and by language the lemmas that stand for it (a phrase has blanks)."""

    name: str
    words: Mapping[str, tuple[str, ...]]


class Key(NamedTuple):
    """What a property may hold: its closed set of values (empty: any value), a list of them or one, needed or not."""

    values: frozenset[str]
    many: bool
    required: bool


@cache
def table(language: str, name: str) -> tuple[Entry, ...]:
    """All entries of `lexicon/<language>/<name>.tsv` in the order of the file (which is sorted by entry).

    Raises UnknownLanguage, and LexiconError for a missing or broken file.
    """
    where, text = _read(language, f"{name}.tsv")
    return parse_table(text, where, schema(name))


@cache
def frames(language: str, name: str) -> Mapping[str, Any]:
    """The mapping in `lexicon/<language>/<name>.yaml`; it is shared, so read it and leave it as it is.

    Raises UnknownLanguage, and LexiconError for a missing or broken file.
    """
    where, text = _read(language, f"{name}.yaml")
    return parse_frames(text, where)


@cache
def names(language: str) -> tuple[str, ...]:
    """The data files of a language, sorted, with their endings: `("cues.tsv", …)`. Raises UnknownLanguage."""
    return tuple(sorted(item.name for item in _folder(language).iterdir() if item.name.endswith((".tsv", ".yaml"))))


@cache
def concepts() -> tuple[Concept, ...]:
    """All lines of `lexicon/concepts/*.tsv`: words of the three languages that mean one thing, file by file.

    Columns parted by tabs: concept, then the lemmas in uk, ru and en, parted by commas; a cell may be empty. A name may
    stand in more than one line. Raises LexiconError for a broken line.
    """
    files = sorted((_ROOT / "concepts").glob("*.tsv"))
    return tuple(
        concept
        for path in files
        for concept in parse_concepts(path.read_text(encoding="utf-8"), f"lexicon/concepts/{path.name}")
    )


@cache
def issues() -> Mapping[str, Any]:
    """The mapping in `lexicon/issues.yaml`, the default codebook; it is shared, so read it and leave it as it is."""
    return parse_frames((_ROOT / "issues.yaml").read_text(encoding="utf-8"), "lexicon/issues.yaml")


@cache
def schema(name: str) -> Mapping[str, Key] | None:
    """The keys that `properties.yaml` declares for a list, the same in all languages; None where it declares none."""
    declared = _declared().get(name)
    if declared is None:
        return None
    return MappingProxyType({str(key): _key(name, str(key), value) for key, value in declared.items()})


def parse_table(text: str, where: str, keys: Mapping[str, Key] | None) -> tuple[Entry, ...]:
    """The entries in the text of a list; `where` names the file in errors. Raises LexiconError."""
    _check_characters(text, where)
    entries: list[Entry] = []
    words: list[str] = []
    seen: dict[tuple[str, str], int] = {}
    known: dict[str, Mapping[str, str]] = {}
    for number, line in enumerate(text.split("\n"), start=1):
        if not line or line[0] == "#":
            words.append("")
            continue
        word, packed, example, origin = _cells(line, where, number)
        properties = known.get(packed)
        if properties is None:
            properties = known[packed] = _properties(packed, where, number, keys)
        mark = (word, properties.get("pos", ""))
        if mark in seen:
            raise _broken(where, number, f"{word!r} stands already in line {seen[mark]}, with the same pos: join them")
        seen[mark] = number
        words.append(f"{word}\t{example}")
        entries.append(Entry(word, properties, example, origin, number))
    _check_scripts("\n".join(words), where)
    return tuple(entries)


def parse_concepts(text: str, where: str) -> tuple[Concept, ...]:
    """The lines in the text of a table of concepts; `where` names the file in errors. Raises LexiconError."""
    _check_characters(text, where)
    _check_scripts(text, where)
    found: list[Concept] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line or line[0] == "#":
            continue
        name, *cells = line.split("\t")
        if len(cells) != len(LANGUAGES) or not name.strip():
            raise _broken(where, number, f"{len(cells) + 1} columns instead of {', '.join(CONCEPT_COLUMNS)}")
        words: dict[str, tuple[str, ...]] = {
            language: tuple(word.strip() for word in cell.split(",") if word.strip())
            for language, cell in zip(LANGUAGES, cells, strict=True)
        }
        found.append(Concept(name.strip(), MappingProxyType(words)))
    return tuple(found)


def parse_frames(text: str, where: str) -> Mapping[str, Any]:
    """The mapping in the text of a frame file; `where` names the file in errors. Raises LexiconError."""
    import yaml  # about 15 ms: only for those who read a frame

    _check_characters(text, where)
    _check_scripts(text, where)
    try:
        loaded = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise _broken(where, line, f"no YAML: {error.problem}") from error
    if not isinstance(loaded, dict):
        raise _broken(where, 1, "the file must hold a mapping (key: value)")
    return loaded


def _cells(line: str, where: str, number: int) -> list[str]:
    cells = line.split("\t")
    if len(cells) != len(COLUMNS):
        raise _broken(where, number, f"{len(cells)} columns instead of {len(COLUMNS)} ({', '.join(COLUMNS)})")
    word = cells[0]
    if not word or word != word.strip() or "  " in word:
        raise _broken(where, number, f"the entry {word!r} is empty or has stray blanks")
    return cells


def _properties(packed: str, where: str, number: int, keys: Mapping[str, Key] | None) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for pair in packed.split():
        key, equals, value = pair.partition("=")
        if not (key and equals and value):
            raise _broken(where, number, f"the property {pair!r} is not written key=value")
        if key in found:
            raise _broken(where, number, f"the property {key!r} stands twice; join its values with a comma")
        found[key] = value
    if keys is not None:
        _check_properties(found, where, number, keys)
    return MappingProxyType(found)


def _check_properties(found: Mapping[str, str], where: str, number: int, keys: Mapping[str, Key]) -> None:
    for key, value in found.items():
        if key not in keys:
            choice = ", ".join(sorted(keys))
            raise _broken(where, number, f"unknown property {key!r}; properties.yaml declares {choice}")
        allowed = keys[key]
        for part in value.split(",") if allowed.many else (value,):
            if allowed.values and part not in allowed.values:
                choice = ", ".join(sorted(allowed.values))
                raise _broken(where, number, f"{key}={part!r} is none of the values in properties.yaml: {choice}")
    missing = [key for key, allowed in keys.items() if allowed.required and key not in found]
    if missing:
        raise _broken(where, number, f"the property {missing[0]!r} is missing")


def _check_characters(text: str, where: str) -> None:
    if "\r" in text or "\ufeff" in text:
        raise _broken(where, 1, "carriage return or byte-order mark; save the file as plain UTF-8 with line feeds")
    if not unicodedata.is_normalized("NFC", text):
        lines = enumerate(text.split("\n"), start=1)
        number = next((n for n, line in lines if not unicodedata.is_normalized("NFC", line)), 1)
        raise _broken(where, number, "not in Unicode normal form NFC")
    if any(sign in text for sign in _WRONG) and (wrong := _APOSTROPHE.search(text)):
        raise _broken(where, _line_of(text, wrong.start()), f"apostrophe {wrong[0]!r}; write ' (U+0027)")


def _check_scripts(words: str, where: str) -> None:
    """No Latin letter stands beside a Cyrillic one; `words` holds a line feed for each line of the file."""
    if words.isascii():
        return
    for latin in _LATIN.finditer(words):
        around = words[latin.start() - 1 : latin.start()] + words[latin.end() : latin.end() + 1]
        if any("\u0400" <= letter <= "\u052f" for letter in around):
            number = _line_of(words, latin.start())
            raise _broken(where, number, f"a word mixes Latin and Cyrillic letters at {latin[0]!r}")


def _line_of(text: str, offset: int) -> int:
    return text.count("\n", 0, offset) + 1


def _broken(where: str, line: int, problem: str) -> LexiconError:
    return LexiconError(f"{where}, line {line}: {problem}")


def _folder(language: str) -> Path:
    if language not in LANGUAGES:
        raise UnknownLanguage(f"no lexicon for the language {language!r}; there are {', '.join(LANGUAGES)}")
    return _ROOT / language


def _read(language: str, file: str) -> tuple[str, str]:
    where = f"lexicon/{language}/{file}"
    path = _folder(language) / file
    if not path.is_file():
        others = [other for other in LANGUAGES if other != language and (_folder(other) / file).is_file()]
        hint = f"{' and '.join(others)} have it, so write it for {language} too" if others else "no language has it"
        raise LexiconError(f"{where} is missing: {hint}")
    return where, path.read_text(encoding="utf-8")


@cache
def _declared() -> Mapping[str, Mapping[str, Any]]:
    return parse_frames((_ROOT / "properties.yaml").read_text(encoding="utf-8"), "lexicon/properties.yaml")


def _key(name: str, key: str, declared: Any) -> Key:
    """`key: [a, b]` is one value of a closed set; `key: {values: [...], many: true, required: true}` says more."""
    more = declared if isinstance(declared, dict) else {"values": declared}
    if set(more) - {"values", "many", "required"} or not isinstance(more.get("values") or [], list):
        raise LexiconError(f"lexicon/properties.yaml, {name}.{key}: write a list, or values, many and required")
    values = frozenset(str(value) for value in more.get("values") or [])
    return Key(values, bool(more.get("many")), bool(more.get("required")))
