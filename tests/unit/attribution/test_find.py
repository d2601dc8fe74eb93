"""The steps of the room in order, with stand-ins for the network and for the weights that ship."""

from typing import Any

import numpy as np
import pytest

from onrecord.attribution import find, shipped
from onrecord.attribution.features import Described
from onrecord.attribution.find import PASSES, RULES, drafts
from onrecord.attribution.link import link
from onrecord.attribution.network import CUE_LABELS, ROLES, Links
from onrecord.model.article import Article
from onrecord.model.attribution import ACTS
from onrecord.model.text import Text
from onrecord.text import take_apart

SENTENCE = "The captain said that the port was shut."


def apart(content: str, language: str = "en") -> Text:
    return take_apart(Article("a", content, language=language))


class Told:
    """A network that says what it was told: the label of each token, and the role of each token for its cue."""

    calibration = (1.0, 0.0)

    def __init__(self, cues: dict[int, str], roles: list[dict[int, str]]) -> None:
        self.cues, self.roles = cues, roles

    def encode(self, described: Described, analyses: Any) -> Any:
        return np.zeros((len(described.forms), 1), np.float32)

    def cue_scores(self, encoded: Any) -> Any:
        chances = np.zeros((len(encoded), len(CUE_LABELS)), np.float32)
        for i in range(len(encoded)):
            chances[i, CUE_LABELS.index(self.cues.get(i, "none"))] = 1.0
        return chances

    def link(self, encoded: Any, described: Described, cues: Any) -> Links:
        count = len(encoded)
        roles = [ROLES.index(held.get(i, "none")) for held in self.roles for i in range(count)]
        acts = np.zeros((len(cues), len(ACTS)), np.float32)
        acts[:, ACTS.index("warn")] = 1
        return Links(
            np.tile(np.arange(count), len(cues)),
            np.arange(len(cues) + 1) * count,
            np.array(roles, np.int64),
            np.full(count * len(cues), 0.5, np.float32),
            acts,
        )


def spread(first: int, last: int, role: str) -> dict[int, str]:
    return dict.fromkeys(range(first, last), role)


def told(content: str, *roles: dict[int, str], cues: dict[int, str]) -> list[Any]:
    network: Any = Told(cues, list(roles))
    return list(find(apart(content), network))


def test_from_labels_to_spans() -> None:
    (found,) = told(SENTENCE, spread(0, 2, "source") | spread(3, 8, "content"), cues={2: "begin"})
    words = [[span.of(SENTENCE) for span in role] for role in (found.source, found.cue, found.content)]
    assert words == [["The captain"], ["said"], ["that the port was shut"]]
    assert (found.id, found.kind, found.zone, found.within) == ("s1", "indirect", "body", None)
    assert found.reasons[:2] == ("cue.model", "link.model")
    assert found.confidence == 0.75  # the chance of the cue, half of it weighed by the certainty of what was linked


def test_the_cue_is_none_of_its_own_roles() -> None:
    text = apart(SENTENCE)
    network: Any = Told({2: "begin"}, [spread(0, 8, "content")])
    encoded = network.encode(_described(text), text.analyses)
    (draft,) = link(network, encoded, _described(text), [((2,), 0.9)])
    assert [tuple(r) for r in draft.content] == [(0, 2), (3, 8)]
    assert draft.acts[0] == ("warn", 1.0)
    assert (draft.chance, draft.certainty) == (0.9, 0.5)


def _described(text: Text) -> Described:
    from onrecord.attribution.features import describe

    return describe(text)


def test_a_cue_without_content_is_none() -> None:
    assert told(SENTENCE, spread(0, 2, "source"), cues={2: "begin"}) == []


def test_a_content_of_marks_is_none() -> None:
    assert told(SENTENCE, spread(8, 9, "content"), cues={2: "begin"}) == []


def test_one_in_the_other() -> None:
    content = "She said that he fears that it sank."
    outer = spread(0, 1, "source") | spread(2, 8, "content")
    inner = spread(3, 4, "source") | spread(5, 8, "content")
    first, second = told(content, outer, inner, cues={1: "begin", 4: "begin"})
    assert (first.id, first.within, second.id, second.within) == ("s1", None, "s2", "s1")
    assert "within.content" in second.reasons and "within.content" not in first.reasons


@pytest.mark.parametrize("content", ["", "\n\n", " ", "."])
def test_nothing_to_find(content: str) -> None:
    assert find(apart(content), shipped()) == ()


@pytest.mark.parametrize("rule", ["cue.model", "link.model"])
def test_without_the_model_nothing_is_found(rule: str) -> None:
    text = apart(SENTENCE)
    assert find(text, shipped()) != ()
    assert find(text, shipped(), frozenset({rule})) == ()


@pytest.mark.parametrize("rule", [name for name, _ in (*RULES, *PASSES)])
def test_a_rule_that_is_off_is_not_named(rule: str) -> None:
    content = (
        "“We will sail in May,” the captain told reporters on the pier. “Not before,” he added.\n\n"
        "“The port is shut until then and nobody leaves.”\n\n"
        "He said that the council, which met on Monday, believes that the bridge holds, and urged the town to wait."
    )
    _, left = drafts(apart(content), shipped(), frozenset({rule}))
    assert all(rule not in draft.reasons for draft in left)


def test_every_rule_has_a_name_of_its_own() -> None:
    names = [name for name, _ in (*RULES, *PASSES)]
    assert len(names) == len(set(names))
    assert {name.split(".")[0] for name in names} <= {"content", "source", "cue", "turn"}


@pytest.mark.parametrize("rule", ["kind.quoted", "within.content"])
def test_what_is_told_last_can_be_switched_off(rule: str) -> None:
    content = "“I hope to sail,” the captain said."
    outer = spread(0, 7, "content") | spread(8, 10, "source")
    inner = spread(1, 2, "source") | spread(3, 5, "content")
    network: Any = Told({2: "begin", 10: "begin"}, [inner, outer])
    on, off = (find(apart(content), network, without) for without in (frozenset[str](), frozenset({rule})))
    assert any(rule in a.reasons for a in on)
    assert not any(rule in a.reasons for a in off)
    if rule == "kind.quoted":
        assert (on[1].kind, off[1].kind) == ("direct", "indirect")
    else:
        assert (on[0].within, off[0].within) == ("s2", None)


def test_a_cue_that_a_rule_moves_keeps_the_order() -> None:
    """The question behind "answered" is asked by the noun, which stands behind the next cue."""
    content = "She answered and said the question whether it sank."
    first = spread(6, 9, "content") | spread(0, 1, "source")
    second = spread(6, 9, "content")
    found = told(content, first, second, cues={1: "begin", 3: "begin"})
    assert [a.cue[0].start for a in found] == sorted(a.cue[0].start for a in found)
    assert [a.id for a in found] == ["s1", "s2"]
    assert "cue.question" in found[1].reasons


def test_a_cue_that_a_rule_moves_onto_another_is_that_one() -> None:
    content = "She answered the question whether it sank."
    asked = spread(4, 7, "content") | spread(0, 1, "source")
    (found,) = told(content, asked, spread(4, 7, "content"), cues={1: "begin", 3: "begin"})
    assert [span.of(content) for span in found.cue] == ["question"]
    assert "cue.question" not in found.reasons
