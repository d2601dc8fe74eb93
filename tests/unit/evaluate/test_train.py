"""A tiny run of `onrecord train`."""

import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from onrecord.attribution import weights
from onrecord.attribution.network import ROLES
from onrecord.errors import BadLine, MissingExtra, OnRecordError
from onrecord.evaluate import train
from onrecord.evaluate.examples import UNTOLD, example
from onrecord.model.article import Article
from onrecord.pipeline import read
from tests.unit.evaluate.marked_articles import ARTICLES, gold

TORCH = "the network in PyTorch needs the extra: pip install 'onrecord[train]'"


def articles(folder: Path, copies: int = 1) -> Path:
    for copy in range(copies):
        for language, source in ARTICLES.items():
            (folder / f"{language}{copy}.marked").write_text(f"id: {language}{copy}\n{source}", encoding="utf-8")
    return folder


def tiny(seed: int = 7) -> Any:
    pytest.importorskip("torch", reason=TORCH)
    from onrecord.evaluate import fit

    return fit.Settings(epochs=2, tokens=60, seed=seed)


def trained(folder: Path, target: Path, seed: int = 7) -> list[str]:
    told: list[str] = []
    train.train([folder], target, told.append, tiny(seed))
    return told


def held(path: Path) -> dict[str, Any]:
    with np.load(path) as archive:
        return {name: archive[name] for name in archive.files}


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, list[str]]:
    """The folder, the weights and what was told: eighteen articles, one of them kept for the confidence."""
    folder = articles(tmp_path_factory.mktemp("gold"), copies=6)
    target = folder / "reader"
    return folder, target, trained(folder, target)


def test_the_weights_load_and_read(run: tuple[Path, Path, list[str]]) -> None:
    network = weights.load(run[1])
    reading = read(Article("a", "The captain said that the port was shut.", language="en"), network=network)
    assert reading.language == "en"
    assert {name for name in network._w if name.startswith("encoder.0")} == {
        "encoder.0.w", "encoder.0.b", "encoder.0.scale", "encoder.0.shift",
    }  # fmt: skip
    assert "calibration" in network._w


def test_what_is_told(run: tuple[Path, Path, list[str]]) -> None:
    first, *epochs, last = run[2]
    assert first.startswith("17 articles, 68 attributions, ")
    assert [line.split(":")[0] for line in epochs] == ["epoch 1/2", "epoch 2/2"]
    assert last.startswith(f"wrote {run[1]} (")


def test_the_notes_say_where_they_come_from(run: tuple[Path, Path, list[str]]) -> None:
    import json

    notes = json.loads(held(run[1])["head"].tobytes())["notes"]
    (told,) = notes["sets"]
    assert (told["name"], told["articles"], told["attributions"]) == (run[0].name, 18, 72)
    assert len(told["sha256 of the texts"]) == 64
    assert notes["settings"]["epochs"] == 2


def test_no_name_gets_into_the_weights(run: tuple[Path, Path, list[str]]) -> None:
    names = weights.load(run[1])._index
    assert "word=uk:міст" in names
    assert not [name for name in names for part in ("верб", "verb", "дара", "dara") if f":{part}" in name.lower() and "word=" in name]  # fmt: skip


def test_one_seed_makes_the_same_weights_twice(tmp_path: Path) -> None:
    folder = articles(tmp_path)
    first, second, other = (tmp_path / name for name in ("first", "second", "other"))
    trained(folder, first)
    trained(folder, second)
    trained(folder, other, seed=8)
    a, b, c = held(first), held(second), held(other)
    assert all((a[name] == b[name]).all() for name in a)
    assert not (a["cue.w"] == c["cue.w"]).all()


def test_without_torch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import onrecord.evaluate

    monkeypatch.setitem(sys.modules, "onrecord.evaluate.fit", None)
    monkeypatch.delattr(onrecord.evaluate, "fit", raising=False)
    with pytest.raises(MissingExtra, match=r"pip install 'onrecord\[train\]'"):
        train.train([articles(tmp_path)], tmp_path / "reader")


def test_nothing_to_learn_from(tmp_path: Path) -> None:
    with pytest.raises(OnRecordError, match="hold no article to learn from"):
        train.train([tmp_path], tmp_path / "reader", settings=tiny())


def test_a_broken_set(tmp_path: Path) -> None:
    tiny()
    (tmp_path / "broken.jsonl").write_text("{\n", encoding="utf-8")
    with pytest.raises(BadLine, match=r"broken\.jsonl:1"):
        train.train([tmp_path / "broken.jsonl"], tmp_path / "reader")
    assert not (tmp_path / "reader").exists()


# --- batches -----------------------------------------------------------------------------------------------------------


def allowed(flat: bool) -> tuple[Any, Any, Any]:
    from onrecord.attribution.network import windows
    from onrecord.evaluate import batches

    one = example(gold("en", flat))
    window = windows([cue[0] for cue in one.cues], one.described.sentence, one.described.quotation)
    return one, window, batches._allowed(one, window)


@pytest.mark.parametrize("flat", [False, True])
def test_a_set_that_marks_no_places_leaves_them_open(flat: bool) -> None:
    one, window, grid = allowed(flat)
    for row, marked in enumerate(one.roles):
        for column, token in enumerate(window.at[row].tolist()):
            if not window.real[row, column]:
                continue
            free = {ROLES[role] for role in np.flatnonzero(grid[row, column])}
            if token in marked:
                assert free == {ROLES[marked[token]]}
            else:
                assert free == ({"none", "addressee", "venue"} if flat else {"none"})


def test_a_batch_of_several_articles_holds_each_apart() -> None:
    """Gaps as wide as the network sees, and labels in their places."""
    import random

    from onrecord.evaluate import batches
    from onrecord.evaluate.examples import vocabulary

    group = [example(gold(language)) for language in ("uk", "ru", "en")]
    batch = batches.Batcher(vocabulary(group, 1), 6000, word_dropout=0.25).tokens(group, random.Random(1))
    cues = batches.cues(group)
    assert cues is not None
    start = batches.GAP
    for one in group:
        count = len(one.text.tokens)
        assert batch.real[start : start + count].tolist() == [1.0] * count
        assert batch.cue_labels[start : start + count].tolist() == one.cue_labels.tolist()
        assert batch.real[start + count : start + count + batches.GAP].tolist() == [0.0] * batches.GAP
        assert set(batch.cue_labels[start + count : start + count + batches.GAP].tolist()) == {UNTOLD}
        start += count + batches.GAP
    assert len(batch.real) == start
    assert len(cues.about) == sum(len(one.cues) for one in group) == len(cues.acts)


def test_every_article_is_in_one_batch() -> None:
    import random

    from onrecord.evaluate import batches
    from onrecord.evaluate.examples import vocabulary

    group = [example(gold(language, flat)) for language in ("uk", "ru", "en") for flat in (False, True)]
    groups = batches.Batcher(vocabulary(group, 1), 50, word_dropout=0.25).groups(group, random.Random(1))
    assert len(groups) > 1
    assert sorted(id(one) for part in groups for one in part) == sorted(map(id, group))
