"""Everything that ships, tests and documents is our own writing (`tools/own_words.py` says how that is looked for)."""

import json
from pathlib import Path

import pytest

from tools import own_words

WEIGHTS = Path(__file__).parents[2] / "src" / "onrecord" / "attribution" / "reader.npz"
needs_gold = pytest.mark.skipif(
    not own_words.GOLD.exists(), reason="../shared/gold is absent: nothing to compare with; CI has it"
)


@pytest.mark.gold
@needs_gold
def test_no_run_of_five_words_and_no_name() -> None:
    found = [f"{hit.file}: {hit.what!r} ({hit.origin})" for hit in own_words.check()]
    assert not found, "\n".join(["say it in other words, invent other names:", *found])


@pytest.mark.gold
@needs_gold
@pytest.mark.skipif(not WEIGHTS.exists(), reason="there are no weights yet")
def test_the_weights_know_no_name() -> None:
    import numpy as np

    with np.load(WEIGHTS, allow_pickle=False) as archive:
        vocabulary = json.loads(archive["head"].tobytes())["vocabulary"]
    everybody = own_words.protect(own_words.REAL + own_words.STORIES)
    found = [hit.what for hit in own_words.look_at_features(vocabulary, WEIGHTS.name, everybody)]
    assert not found


@pytest.mark.gold
@needs_gold
def test_the_check_finds_what_it_looks_for() -> None:
    protected = own_words.protect(("uk-dev",))
    article = own_words.articles(("uk-dev",))[0]
    sentence = next(line for line in article["text"].split("\n") if len(own_words.words(line)) > own_words.RUN)
    assert list(own_words.look(f"# {sentence.upper()}", "file", protected))
    assert protected.names
    name = min(protected.names)
    assert [hit.what for hit in own_words.look(f"Here stands {name}.", "file", protected)] == [name]
    assert [hit.what for hit in own_words.look_at_features([f"word=uk:{name.lower()}"], "file", protected)]


def test_runs_go_over_marks_and_line_breaks() -> None:
    assert list(own_words.runs("[[c1:The Crow’s\nnest]] was, oddly, empty")) == [
        "the crow's nest was oddly",
        "crow's nest was oddly empty",
    ]
    assert list(own_words.runs("1 2 3 4 5 6 7")) == []
