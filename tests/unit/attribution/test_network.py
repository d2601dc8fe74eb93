"""The network in numpy: equal to the one in PyTorch, whatever the length, and its parts equal to plain arithmetic."""

import itertools
import json
import random
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from onrecord import samples
from onrecord.attribution import network as network_module
from onrecord.attribution.features import COLUMNS, Described, describe
from onrecord.attribution.network import (
    AFTER,
    BEFORE,
    CUE_LABELS,
    RELATION_SIZES,
    ROLES,
    Links,
    Network,
    _softmax,
    _viterbi,
    relations,
    windows,
)
from onrecord.model.article import Article
from onrecord.model.attribution import ACTS
from onrecord.model.text import Language, Text
from onrecord.text import take_apart
from tests.unit.attribution.networks import WIDTH, random_network, vocabulary

LINES = [json.loads(line) for line in samples.articles().read_text(encoding="utf-8").splitlines()]
SAMPLES = {line["id"]: Article(line["id"], line["text"], language=line["lang"]) for line in LINES}
ONE_A_LANGUAGE = ("st1-uk1", "st3-ru2", "st15-en1")


def apart(text: str, language: str = "en") -> Text:
    return take_apart(Article("a", text, language=language))


@pytest.fixture(scope="module")
def network() -> Network:
    return random_network(vocabulary([take_apart(SAMPLES[name]) for name in ONE_A_LANGUAGE]))


def linked(links: Links, row: int) -> list[tuple[int, int, float]]:
    """Token, role and certainty of each token of the window of one cue."""
    part = slice(links.starts[row], links.starts[row + 1])
    return list(zip(links.at[part].tolist(), links.roles[part].tolist(), links.certainty[part].tolist(), strict=True))


# --- numpy and PyTorch -----------------------------------------------------------------------------------------------


def learner(names: Sequence[str]) -> Any:
    """The network of `evaluate.fit` with random weights everywhere, in the state in which it reads."""
    torch = pytest.importorskip("torch", reason="the network in PyTorch needs the extra: pip install 'onrecord[train]'")
    from onrecord.evaluate import fit

    torch.manual_seed(3)
    made = fit.Learner(names, fit.Settings())
    with torch.no_grad():
        for part in made.parameters():
            part.add_(torch.randn_like(part) * 0.1)
    return made.eval()


def in_torch(made: Any, names: Sequence[str], text: Text, cues: Sequence[Sequence[int]]) -> dict[str, Any]:
    """What the network of `evaluate.fit` says of a text: vectors, cue chances, and the role scores of the tokens of all
    windows one after the other, with the lengths of the windows."""
    torch = pytest.importorskip("torch")
    from onrecord.evaluate import batches, fit
    from onrecord.evaluate.examples import Example

    described = describe(text)
    example = Example(
        "a", text, described, np.zeros(len(text.tokens), np.int64), tuple(map(tuple, cues)), tuple({} for _ in cues),
        (0,) * len(cues), True, True,
    )  # fmt: skip
    batcher = batches.Batcher(names, 6000, word_dropout=0.0)
    batch = fit.tensors(batcher.tokens([example], random.Random(0)), batches.cues([example]))
    seen: dict[str, Any] = {}

    def total(self: Any, scores: Any, real: Any, allowed: Any) -> Any:
        seen.setdefault("scores", scores[real > 0].detach().numpy())
        seen.setdefault("lengths", (real > 0).sum(dim=1).numpy())
        return torch.zeros(len(scores))

    with torch.no_grad():
        encoded = made.encode(batch.tokens)
        original = type(made)._total
        type(made)._total = total
        try:
            made.losses(batch)
        finally:
            type(made)._total = original
    here = slice(batches.GAP, batches.GAP + len(text.tokens))
    seen["encoded"] = encoded[here].numpy()
    with torch.no_grad():
        seen["cues"] = torch.softmax(made.cue(encoded[here]), dim=1).numpy()
    return seen


CUES = ((0,), (3, 5), (7,))


@pytest.mark.parametrize("name", ONE_A_LANGUAGE)
def test_the_same_in_pytorch(name: str) -> None:
    text = take_apart(SAMPLES[name])
    cues = [*CUES, (len(text.tokens) - 1,), tuple(range(40, 43))]
    cues.sort()
    names = vocabulary([text])
    made = learner(names)
    wanted = in_torch(made, names, text, cues)
    here = Network(names, made.arrays())
    described = describe(text)
    encoded = here.encode(described, text.analyses)
    assert np.abs(encoded - wanted["encoded"]).max() < 1e-4
    assert np.abs(here.cue_scores(encoded) - wanted["cues"]).max() < 1e-5
    links = here.link(encoded, described, cues)
    assert np.diff(links.starts).tolist() == wanted["lengths"].tolist()
    best = _viterbi(wanted["scores"], wanted["lengths"], here._w["link.transitions"])
    assert (links.roles == best).all()
    assert np.abs(links.certainty - _softmax(wanted["scores"])[np.arange(len(best)), best]).max() < 1e-4


@pytest.mark.parametrize("name", ONE_A_LANGUAGE)
def test_the_same_acts_in_pytorch(name: str) -> None:
    """The last head, given the same vectors and contents."""
    torch = pytest.importorskip("torch", reason="the network in PyTorch needs the extra: pip install 'onrecord[train]'")
    text = take_apart(SAMPLES[name])
    names = vocabulary([text])
    made = learner(names)
    here = Network(names, made.arrays())
    described = describe(text)
    encoded = here.encode(described, text.analyses)
    cues = sorted((*CUES, (len(text.tokens) - 1,)))
    links = here.link(encoded, described, cues)
    about = torch.tensor(np.stack([encoded[list(cue)].mean(axis=0) for cue in cues]))
    mean = []
    for row in range(len(cues)):
        held = [i for i, role, _ in linked(links, row) if ROLES[role] == "content"]
        mean.append(encoded[held].mean(axis=0) if held else np.zeros(encoded.shape[1], np.float32))
    with torch.no_grad():
        hidden = torch.relu(made.act_hidden(torch.cat([about, torch.tensor(np.stack(mean))], dim=1)))
        wanted = torch.softmax(made.act_out(hidden), dim=1).numpy()
    assert links.acts.shape == (len(cues), len(ACTS))
    assert np.abs(links.acts - wanted).max() < 1e-4


# --- lengths and edges -----------------------------------------------------------------------------------------------


def test_a_long_text_in_chunks_is_the_text_as_a_whole(network: Network, monkeypatch: pytest.MonkeyPatch) -> None:
    text = apart("\n\n".join(SAMPLES[name].text for name in ("st15-en1", "st1-en1", "st2-en1", "st3-en1")))
    described = describe(text)
    whole = network.encode(described, text.analyses)
    assert len(whole) == len(text.tokens) > 1000
    for size in (64, 100, len(whole) - 1):
        monkeypatch.setattr(network_module, "_CHUNK", size)
        assert np.abs(network.encode(described, text.analyses) - whole).max() < 1e-4


def test_a_text_over_the_real_chunk_size(network: Network, monkeypatch: pytest.MonkeyPatch) -> None:
    text = apart("\n\n".join([SAMPLES["st15-en1"].text] * 12))
    described = describe(text)
    assert len(text.tokens) > network_module._CHUNK
    parted = network.encode(described, text.analyses)
    monkeypatch.setattr(network_module, "_CHUNK", len(text.tokens))
    assert np.abs(network.encode(described, text.analyses) - parted).max() < 1e-4


@pytest.mark.parametrize("content", ["", "\n\n \n", "Warned", ".", "He said", "🚢"])
def test_short_texts(network: Network, content: str) -> None:
    text = apart(content)
    described = describe(text)
    encoded = network.encode(described, text.analyses)
    chances = network.cue_scores(encoded)
    assert encoded.shape == (len(text.tokens), WIDTH)
    assert chances.shape == (len(text.tokens), len(CUE_LABELS))
    assert np.allclose(chances.sum(axis=1), 1, atol=1e-5)
    if text.tokens:
        links = network.link(encoded, described, [(0,)])
        assert [i for i, *_ in linked(links, 0)] == list(range(len(text.tokens)))
        assert links.acts.shape == (1, len(ACTS))


def test_cues_at_both_ends_and_of_all_tokens(network: Network) -> None:
    text = apart("Warned of fog, the captain stayed in port, he said")
    described = describe(text)
    encoded = network.encode(described, text.analyses)
    last = len(text.tokens) - 1
    links = network.link(encoded, described, [(0,), tuple(range(last + 1)), (0, last), (last,)])
    for row in range(4):
        assert [i for i, *_ in linked(links, row)] == list(range(last + 1))
    assert np.isfinite(links.acts).all()
    assert ((links.certainty >= 0) & (links.certainty <= 1)).all()


def test_a_cue_is_linked_alike_alone_and_among_others(network: Network) -> None:
    """The windows of several cues are run as one; the gaps between them keep them apart."""
    text = take_apart(SAMPLES["st15-en1"])
    described = describe(text)
    encoded = network.encode(described, text.analyses)
    cues = [(4,), (5, 7), (60,), (len(text.tokens) - 1,)]
    together = network.link(encoded, described, cues)
    for row, cue in enumerate(cues):
        alone = network.link(encoded, described, [cue])
        for (i, role, sure), (k, other, surer) in zip(linked(together, row), linked(alone, 0), strict=True):
            assert (i, role) == (k, other)
            assert abs(sure - surer) < 1e-4
        assert np.abs(together.acts[row] - alone.acts[0]).max() < 1e-4


def test_what_was_read_before_changes_nothing() -> None:
    """The cache of form vectors: a word of a Russian quotation is another one in the next Ukrainian article."""
    ukrainian = apart("Міська рада заявила, що рада чекає.", "uk")
    russian = apart("Мер відповів журналістам: «Я очень рада, что мы сегодня все вместе встретились».", "uk")
    names = vocabulary([ukrainian, russian])
    fresh = random_network(names)
    alone = fresh._inputs(describe(ukrainian), ukrainian.analyses)
    used = random_network(names)
    used._inputs(describe(russian), russian.analyses)
    assert (used._inputs(describe(ukrainian), ukrainian.analyses) == alone).all()


def test_unknown_features_are_passed_over(network: Network) -> None:
    bare = Network(["<none>"], {**network._w, "features": np.ones((1, WIDTH), np.float32)})
    text = apart("The captain said that fog was near.")
    x = bare._inputs(describe(text), text.analyses)
    assert (x == len(COLUMNS)).all()


def test_calibration_is_neutral_without_one(network: Network) -> None:
    assert network.calibration == (1.0, 0.0)
    fitted = Network(["<none>"], {**network._w, "calibration": np.array([0.8, -0.25], np.float32)})
    assert fitted.calibration == pytest.approx((0.8, -0.25))


# --- the parts -------------------------------------------------------------------------------------------------------

SMALL = st.floats(-4, 4, width=32)


@settings(deadline=None)
@given(st.lists(st.integers(1, 4), max_size=4), arrays.arrays(np.float32, (3, 3), elements=SMALL), st.data())
def test_viterbi_is_brute_force(lengths: list[int], transitions: Any, data: st.DataObject) -> None:
    scores = data.draw(arrays.arrays(np.float32, (sum(lengths), 3), elements=SMALL))
    found = _viterbi(scores, np.array(lengths, np.int64), transitions)
    assert len(found) == len(scores)
    start = 0
    for length in lengths:
        own = scores[start : start + length]

        def worth(path: Sequence[int], own: Any = own) -> float:
            opening = float(transitions[:, path[0]].max())  # whatever stood before costs nothing else
            steps = sum(float(transitions[a, b]) for a, b in itertools.pairwise(path))
            return opening + steps + sum(float(own[k, label]) for k, label in enumerate(path))

        best = max(worth(path) for path in itertools.product(range(3), repeat=length))
        assert worth(found[start : start + length].tolist()) == pytest.approx(best, abs=1e-3)
        start += length


@given(arrays.arrays(np.float32, (4, 3), elements=st.floats(-80, 80, width=32)))
def test_softmax(scores: Any) -> None:
    chances = _softmax(scores)
    assert np.allclose(chances.sum(axis=1), 1, atol=1e-5)
    assert (chances >= 0).all()
    assert (np.take_along_axis(chances, scores.argmax(axis=1)[:, None], 1)[:, 0] == chances.max(axis=1)).all()


TEXT = (
    "The port is shut. “We wait,” she said. “We will wait till the fog lifts. Nobody leaves.” "
    "The captain left. He did not say why. Nobody asked.\n\nThe hall is cold. The lamp went out."
)


def described() -> tuple[Text, Described]:
    text = apart(TEXT)
    return text, describe(text)


def place(text: Text, form: str) -> int:
    return next(i for i, token in enumerate(text.tokens) if token.form == form)


def seen(text: Text, first: int) -> list[str]:
    told = describe(text)
    window = windows([first], told.sentence, told.quotation)
    return [text.tokens[i].form for i in window.at[0][window.real[0]]]


def test_a_window_is_the_sentences_around_the_cue_and_all_of_a_quotation() -> None:
    text, _ = described()
    words = seen(text, place(text, "said"))
    assert words[0] == "The"
    assert words[-1] == "”", "the quotation that the next sentence opens is held to its end"
    words = seen(text, place(text, "asked"))
    assert words[0] == "He"
    assert words[-1] == ".", "and no farther than the next sentence"
    assert words.count("lamp") == 0
    assert "hall" in words


@given(st.data())
def test_windows_hold_the_cue_in_one_run(data: st.DataObject) -> None:
    count = data.draw(st.integers(1, 300))
    cuts = data.draw(st.sets(st.integers(1, count), max_size=20))
    sentence = np.cumsum([i in cuts for i in range(count)])
    quotation = np.full(count, -1)
    a, b = sorted((data.draw(st.integers(0, count)), data.draw(st.integers(0, count))))
    quotation[a:b] = 0
    firsts = sorted(data.draw(st.lists(st.integers(0, count - 1), min_size=1, max_size=4)))
    window = windows(firsts, sentence, quotation)
    for row, first in enumerate(firsts):
        places = window.at[row][window.real[row]]
        assert first in places
        assert (np.diff(places) == 1).all()
        assert first - BEFORE <= places[0] and places[-1] < first + AFTER
        own = sentence[first]
        reach = [i for i in range(max(0, first - BEFORE), min(count, first + AFTER)) if abs(sentence[i] - own) <= 1]
        assert set(reach) <= set(places.tolist())
        extra = set(places.tolist()) - set(reach)
        assert all(quotation[i] == 0 for i in extra)


def related(told: Described, cues: Sequence[Sequence[int]]) -> tuple[Any, Any, dict[str, Any]]:
    """Owner, token and relations of the windows of some cues."""
    window = windows([cue[0] for cue in cues], told.sentence, told.quotation)
    owner, _ = np.nonzero(window.real)
    at = window.at[window.real]
    return owner, at, relations(told, cues, owner, at)


def base(name: str) -> int:
    """The first row of a relation."""
    return sum(RELATION_SIZES[other] for other in itertools.takewhile(lambda other: other != name, RELATION_SIZES))


def test_relations_are_rows_of_their_own_part() -> None:
    text, told = described()
    cues = [(place(text, "said"),), (place(text, "asked") - 1, place(text, "asked"))]
    owner, at, found = related(told, cues)
    assert list(found) == list(RELATION_SIZES)
    for name, size in RELATION_SIZES.items():
        assert found[name].shape == at.shape
        assert ((found[name] >= base(name)) & (found[name] < base(name) + size)).all(), name
    for row, cue in enumerate(cues):
        mine = (owner == row) & (found["cue"] == base("cue") + 1)
        assert at[mine].tolist() == list(cue)


def agreement(sentence: str, language: Language, subject: str, cue: str) -> int:
    """The relation of agreement between two words, counted from 0."""
    text = apart(sentence, language)
    _, at, found = related(describe(text), [(place(text, cue),)])
    return int(found["agreement"][at.tolist().index(place(text, subject))]) - base("agreement")


@pytest.mark.parametrize(
    ("sentence", "language", "subject", "cue", "wanted"),
    [
        ("Вчора міністерка заявила, що міст готовий.", "uk", "міністерка", "заявила", 1),
        ("Вчора міністр заявила, що міст готовий.", "uk", "міст", "заявила", 2),
        ("Вчора міністерка заявила це в залі.", "uk", "залі", "заявила", 0),
        ("Вчера капитан заявил, что лодка готова.", "ru", "капитан", "заявил", 1),
        ("Вчера капитан заявил, что лодка готова.", "ru", "лодка", "заявил", 2),
        ("Вчера капитаны заявили о лодке.", "ru", "капитаны", "заявили", 1),
        ("Вчера капитаны заявили о лодке.", "ru", "лодке", "заявили", 0),
    ],
)
def test_agreement(sentence: str, language: Language, subject: str, cue: str, wanted: int) -> None:
    assert agreement(sentence, language, subject, cue) == wanted
