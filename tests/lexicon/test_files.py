"""Every line of every data file in `onrecord/lexicon`, whoever wrote it."""

from importlib import resources
from pathlib import Path

import pytest

from onrecord.lexicon import load
from onrecord.model.text import LANGUAGES

ROOT = Path(str(resources.files("onrecord.lexicon")))
TABLES = sorted(path.relative_to(ROOT).as_posix() for lang in LANGUAGES for path in ROOT.glob(f"{lang}/*.tsv"))
FRAMES = sorted(path.relative_to(ROOT).as_posix() for path in ROOT.glob("*/*.yaml"))
ALL = sorted({Path(path).name for path in TABLES + FRAMES})

LETTERS = {"uk": "ыэъё", "ru": "іїєґ"}
"""Letters that the language does not have: one of them in an entry or example is a slip of the keyboard."""


WORDS_ALONE = {"language"}
"""Lists of bare forms that only count words; an example would say nothing more than the form does."""


def entries(path: str) -> tuple[load.Entry, ...]:
    return load.table(Path(path).parent.name, Path(path).stem)


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_file(language: str, name: str) -> None:
    assert name in load.names(language), f"to add the language: write lexicon/{language}/{name}"


@pytest.mark.parametrize("path", TABLES)
def test_list_is_read_with_every_line(path: str) -> None:
    lines = (ROOT / path).read_text(encoding="utf-8").split("\n")
    assert lines[0].startswith("#"), f"{path}: the first line names the columns and starts with #"
    assert lines[-1] == "", f"{path}: the last line must end with a line feed"
    filled = sum(1 for line in lines if line and not line.startswith("#"))
    assert len(entries(path)) == filled > 0


@pytest.mark.parametrize("path", TABLES)
def test_list_is_sorted(path: str) -> None:
    words = [entry.entry for entry in entries(path)]
    assert words == sorted(words), f"{path}: sort the entries by code point (Python's sorted)"


@pytest.mark.parametrize("path", TABLES)
def test_every_entry_has_an_example_and_an_origin(path: str) -> None:
    alone = Path(path).stem in WORDS_ALONE
    bare = [e.entry for e in entries(path) if not e.origin.strip() or not (alone or e.example.strip())]
    assert not bare, f"{path}: no example or origin: {bare[:10]}"


@pytest.mark.parametrize("path", TABLES)
def test_no_letter_of_another_language(path: str) -> None:
    foreign = LETTERS.get(Path(path).parent.name, "")
    wrong = [e.entry for e in entries(path) if set((e.entry + e.example).lower()) & set(foreign)]
    assert not wrong, f"{path}: letters of another language in {wrong[:10]}"


@pytest.mark.parametrize("path", FRAMES)
def test_frame_is_read(path: str) -> None:
    assert load.frames(Path(path).parent.name, Path(path).stem)


@pytest.mark.parametrize("name", sorted({Path(path).stem for path in TABLES}))
def test_the_languages_use_the_same_properties(name: str) -> None:
    """A list without a declaration in properties.yaml still has the same keys in all languages."""
    keys = {
        language: {key for entry in load.table(language, name) for key in entry.properties}
        for language in LANGUAGES
        if f"{name}.tsv" in load.names(language)
    }
    declared = set(load.schema(name) or ())
    for language, found in keys.items():
        assert not declared or found <= declared, f"{language}/{name}.tsv"


def test_properties_declare_only_lists_that_exist() -> None:
    declared = load.parse_frames((ROOT / "properties.yaml").read_text(encoding="utf-8"), "properties.yaml")
    assert set(declared) <= {Path(path).stem for path in TABLES}
    for name in declared:
        assert load.schema(name)
