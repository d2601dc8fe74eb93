"""Acts: what the cue and the content tell beside the network."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from onrecord.attribution import act_votes, acts
from onrecord.attribution.act_rows import TOGETHER
from onrecord.attribution.act_signs import signs
from onrecord.attribution.draft import Draft, runs
from onrecord.attribution.features import describe
from onrecord.attribution.page import Page, page
from onrecord.lexicon import load
from onrecord.model.article import Article
from onrecord.model.attribution import ACTS
from onrecord.model.text import LANGUAGES
from onrecord.text import take_apart

CASES = yaml.safe_load((Path(__file__).parents[2] / "cases" / "acts.yaml").read_text(encoding="utf-8"))


def drafted(case: dict[str, Any], network: tuple[tuple[str, float], ...] = ()) -> tuple[Page, Draft]:
    network = network or (
        (case.get("network", "assert"), 0.7),
        ("believe" if case["act"] == "assert" else case["act"], 0.05),
    )
    text = take_apart(Article("case", case["text"], language=case["lang"]))

    def tokens(piece: str) -> list[int]:
        start = case["text"].index(piece)
        return [i for i, token in enumerate(text.tokens) if start <= token.start < start + len(piece)]

    return page(text, describe(text)), Draft(
        tuple(tokens(case["cue"])), (), runs(tokens(case["content"])), acts=network
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['label']} ({case['lang']})")
def test_cases(case: dict[str, Any]) -> None:
    view, draft = drafted(case)
    said, reasons = acts.act(view, draft)
    assert said == case["act"], sorted(signs(view, draft))
    assert reasons


def test_reasons_are_what_tells() -> None:
    for case in CASES:
        view, draft = drafted(case)
        said, reasons = acts.act(view, draft)
        if reasons != ("act.model",):
            assert acts.act(view, draft, frozenset(reasons))[0] != said


def test_the_network_alone_where_nothing_else_tells() -> None:
    view, draft = drafted(CASES[-1])
    assert acts.act(view, draft) == ("assert", ("act.model",))


def test_a_sure_network_is_heard() -> None:
    view, draft = drafted(CASES[-1], (("promise", 0.97), ("assert", 0.02), ("deny", 0.01)))
    assert acts.act(view, draft)[0] == "promise"


def test_without_the_network_nothing_is_decided() -> None:
    view, draft = drafted(CASES[0])
    assert acts.act(view, draft, frozenset({"act.model"})) == ("assert", ())


def test_without_the_votes_the_network_is_heard_alone() -> None:
    view, draft = drafted(CASES[0], (("promise", 0.6), ("deny", 0.3), ("assert", 0.1)))
    assert acts.act(view, draft, frozenset({"act.votes"})) == ("promise", ("act.model",))


def test_votes_name_acts_and_rows_have_votes() -> None:
    table = act_votes.votes()
    assert all(set(votes) <= set(ACTS) and votes for votes in table.values())
    assert [row.name for row in TOGETHER if row.tells and row.name not in table] == []
    assert len({row.name for row in TOGETHER}) == len(TOGETHER)


def test_groups_are_the_same_in_all_languages() -> None:
    groups = [set(load.frames(language, "acts")) for language in LANGUAGES]
    assert groups[0] == groups[1] == groups[2]
    assert all(pattern == pattern.lower() for language in LANGUAGES for patterns in load.frames(language, "acts").values()
               for pattern in patterns)  # fmt: skip
