"""What must hold of the cues, hedges and function words beyond their format, and every example run through the reader."""

import importlib
import importlib.util
import re

import pytest

from onrecord.lexicon import load
from onrecord.model.article import Article
from onrecord.model.text import LANGUAGES


def examples(language: str) -> list[load.Entry]:
    """The cues of a language, each with a sentence in which it carries an attribution."""
    return list(load.table(language, "cues"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_cues_are_many_and_of_every_act(language: str) -> None:
    cues = load.table(language, "cues")
    assert len(cues) >= 600
    acts = {cue.properties["act"] for cue in cues}
    assert len(acts) == 13, acts


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_cue_takes_a_content(language: str) -> None:
    assert [cue.entry for cue in load.table(language, "cues") if not cue.values("frame")] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_examples_are_short_sentences_of_their_own(language: str) -> None:
    cues = load.table(language, "cues")
    long = [cue.entry for cue in cues if not 3 <= len(re.findall(r"\w+", cue.example)) <= 16]
    assert long == []
    unended = [cue.entry for cue in cues if cue.example[-1] not in '.!?»"']
    assert unended == []
    seen: dict[str, str] = {}
    for cue in cues:
        assert cue.example not in seen, f"{cue.entry} and {seen.get(cue.example)} share an example"
        seen[cue.example] = cue.entry


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_example_holds_its_cue(language: str) -> None:
    """A word that begins as each longer word of the entry does stands in the example (stems change: "tell", "told")."""
    lost = [cue.entry for cue in load.table(language, "cues") if not _holds(cue.example, cue.entry)]
    assert lost == []


def _holds(example: str, entry: str) -> bool:
    words = re.findall(r"[\w'-]+", example.lower().replace("ё", "е"))
    parts = entry.lower().replace("ё", "е").replace("_", " ").split()
    return all(len(part) <= 3 or any(word[0] == part[0] for word in words) for part in parts)


def test_languages_share_their_concepts() -> None:
    """A function word is mapped to concepts; each concept is known in at least two of the languages."""
    concepts = {
        language: {part for entry in load.table(language, "function") for part in entry.values("concept")}
        for language in LANGUAGES
    }
    for language, found in concepts.items():
        others = set().union(*(concepts[other] for other in LANGUAGES if other != language))
        assert found <= others, f"{language} alone: {sorted(found - others)}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_examples_are_found_by_the_reader(language: str) -> None:
    """Each example is a paragraph of one article; in nearly all of them the reader finds an attribution."""
    if importlib.util.find_spec("onrecord.pipeline") is None:
        pytest.skip("onrecord.pipeline does not exist yet: the examples cannot be read")
    read = importlib.import_module("onrecord.pipeline").read
    cues = examples(language)
    starts: list[int] = []
    text = ""
    for cue in cues:
        starts.append(len(text))
        text += cue.example + "\n\n"
    reading = read(Article(id="examples", text=text, language=language))
    places = [span.start for statement in reading.statements for span in statement.attribution.cue]
    missed = [
        cue.entry
        for cue, start in zip(cues, starts, strict=True)
        if not any(start <= place < start + len(cue.example) for place in places)
    ]
    assert len(missed) <= 0.1 * len(cues), f"{len(missed)} of {len(cues)} not found: {missed[:40]}"
