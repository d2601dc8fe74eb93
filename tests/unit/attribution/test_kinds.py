"""Every labelled case of tests/cases/kinds.yaml."""

from typing import Any

import pytest

from onrecord.attribution.kinds import kind
from onrecord.model.attribution import KINDS
from tests.unit.attribution import cases

LOADED = cases.load("kinds")


@pytest.mark.parametrize("case", LOADED)
def test_kind(case: dict[str, Any]) -> None:
    page, numbers, drafts = cases.drafts(case["text"], case["language"])
    found = {int(number): list(kind(page, draft)) for number, draft in zip(numbers, drafts, strict=True)}
    assert found == case["expected"]


@pytest.mark.parametrize("language", ["uk", "ru", "en"])
def test_every_kind_has_a_case_in_every_language(language: str) -> None:
    told = [p.values[0]["expected"].values() for p in LOADED if p.values[0]["language"] == language]
    assert {which for values in told for which, _ in values} == set(KINDS)
