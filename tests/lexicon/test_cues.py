"""What must hold of the cues, hedges and function words beyond their format, and every example run through the reader."""

import importlib
import importlib.util
import re
from bisect import bisect_right
from itertools import accumulate

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


SHARE = {"3": 0.09, "2": 0.33, "1": 0.65}
"""The most that may be missed of the cues of a weight: weight 1 is a cue in a telling frame only."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_examples_are_found_by_the_reader(language: str) -> None:
    """Examples are paragraphs, a hundred an article; where an attribution is found in one, its cue is read."""
    if importlib.util.find_spec("onrecord.pipeline") is None:
        pytest.skip("onrecord.pipeline does not exist yet: the examples cannot be read")
    cues = examples(language)
    missed = [cue for i in range(0, len(cues), 100) for cue in _missed(cues[i : i + 100], language)]
    for weight, share in SHARE.items():
        of_weight = sum(cue.properties["weight"] == weight for cue in cues)
        lost = [cue.entry for cue in missed if cue.properties["weight"] == weight]
        assert len(lost) <= share * of_weight, f"weight {weight}: {len(lost)} of {of_weight} not found: {lost[:60]}"


def _missed(cues: list[load.Entry], language: str) -> list[load.Entry]:
    read = importlib.import_module("onrecord.pipeline").read
    starts = list(accumulate((len(cue.example) + 2 for cue in cues), initial=0))
    text = "\n\n".join(cue.example for cue in cues)
    reading = read(Article(id="examples", text=text, language=language))
    places = {span.start for statement in reading.statements for span in statement.attribution.cue}
    found = {bisect_right(starts, place) - 1 for place in places}
    return [cue for i, cue in enumerate(cues) if i not in found]
