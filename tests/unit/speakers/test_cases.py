"""Every labelled case of tests/cases/speakers.yaml."""

from pathlib import Path
from typing import Any

import pytest
import yaml

CASES = yaml.safe_load((Path(__file__).parents[2] / "cases" / "speakers.yaml").read_text(encoding="utf-8"))


def parameters() -> list[Any]:
    return [
        pytest.param(
            case,
            id=f"{case['language']}: {case['label']}",
            marks=pytest.mark.xfail(strict=True, reason=case["comment"]) if case.get("known_failure") else (),
        )
        for case in CASES
    ]


@pytest.mark.parametrize("case", parameters())
def test_speaker(case: dict[str, Any], mentions: Any) -> None:
    found = mentions(case["text"], case["language"], case.get("within"))
    for name, wanted in case["expected"].items():
        speaker, kind = wanted if isinstance(wanted, list) else (wanted, None)
        assert found[name].speaker == speaker, found[name]
        assert kind in (None, found[name].speaker_type), found[name]
        assert all(reason.startswith("speaker.") for reason in found[name].reasons)
