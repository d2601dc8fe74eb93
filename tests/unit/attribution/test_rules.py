"""Every labelled case of the rules: tests/cases/contents.yaml, sources.yaml, between.yaml, floating.yaml,
turns.yaml, cues.yaml, clauses.yaml, reports.yaml, splits.yaml, subjects.yaml."""

from dataclasses import replace
from typing import Any

import pytest

from onrecord.attribution.draft import Draft
from onrecord.attribution.find import PASSES, RULES
from onrecord.attribution.page import Page
from tests.unit.attribution import cases

FILES = (
    "contents",
    "sources",
    "between",
    "floating",
    "turns",
    "cues",
    "clauses",
    "reports",
    "splits",
    "subjects",
)
LOADED = [case for name in FILES for case in cases.load(name)]


def act(rule: str, page: Page, drafts: list[Draft]) -> list[Draft]:
    """The drafts after one rule, which looks at one draft or at all."""
    single, whole = dict(RULES), dict(PASSES)
    if rule in single:
        return [single[rule](page, draft) for draft in drafts]
    return whole[rule](page, drafts)


@pytest.mark.parametrize("case", LOADED)
def test_rule(case: dict[str, Any]) -> None:
    rule, text = case["rule"], case["text"]
    expected = case.get("expected", text)
    assert cases.plain(expected) == cases.plain(text), "the case is written wrong: two texts"
    page, _, before = cases.drafts(text, case["language"])
    before = [replace(draft, chance=case.get("chance", 1.0)) for draft in before]
    _, numbers, wanted = cases.drafts(expected, case["language"])
    after = act(rule, page, before)
    assert [draft.cue for draft in after] == [draft.cue for draft in wanted]
    assert cases.told(page, numbers, after) == cases.marks(expected)
    known = {draft.cue: draft for draft in before}
    olds = before if rule in dict(RULES) else [known.get(draft.cue) for draft in after]
    for old, new, other in zip(olds, after, wanted, strict=True):
        changed = old is None or (old.cue, old.source, old.content) != (other.cue, other.source, other.content)
        assert new.reasons == ((rule,) if changed else ())
        assert changed or new == old


UNTRIED: frozenset[str] = frozenset()
"""Rules whose cases are still to be written; a rule that has some does not belong here."""


def test_what_is_untried_has_no_cases() -> None:
    assert {p.values[0]["rule"] for p in LOADED} & UNTRIED == set()
    assert {name for name, _ in (*RULES, *PASSES)} >= UNTRIED


@pytest.mark.parametrize("rule", sorted({name for name, _ in (*RULES, *PASSES)} - UNTRIED))
def test_every_rule_has_cases_in_all_languages(rule: str) -> None:
    mine = [p.values[0] for p in LOADED if p.values[0]["rule"] == rule]
    assert {case["language"] for case in mine} == {"uk", "ru", "en"}
    assert any("expected" in case for case in mine), "no case in which the rule acts"
    assert any("expected" not in case for case in mine), "no case in which the rule holds still"


def test_labels_are_unique() -> None:
    labels = [(p.values[0]["rule"], p.values[0]["language"], p.values[0]["label"]) for p in LOADED]
    assert len(labels) == len(set(labels))
