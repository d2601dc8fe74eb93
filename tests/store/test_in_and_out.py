"""What goes out of a record comes into another one, on both databases."""

from pathlib import Path
from typing import Any

import pytest

from onrecord.exports import kept
from onrecord.exports.formats import FORMATS, export
from onrecord.exports.view import view
from onrecord.intake.arrive import Arrived
from onrecord.intake.imports import import_file
from onrecord.model.wanted import Wanted
from onrecord.record.store import Store
from tests.store.conftest import Made
from tests.unit import harbour


def said(store: Store) -> list[dict[str, Any]]:
    with view(store) as whole:
        return [
            {name: value for name, value in kept.statement(one).items() if name not in ("reasons", "speaker_romanised")}
            for one in whole.statements()
        ]


@pytest.mark.parametrize("name", ["jsonl", "dna"])
def test_round_trip(store: Store, made: Made, name: str, tmp_path: Path) -> None:
    harbour.fill(store)
    path = tmp_path / f"out{FORMATS[name].ending}"
    with view(store) as whole:
        export(whole, name, path)
    with made() as again:
        arrived = list(import_file(again, name, path))
        assert [one.outcome for one in arrived if isinstance(one, Arrived)] == ["added"] * 3
        assert said(again) == said(store)


def test_filters(store: Store) -> None:
    harbour.fill(store)
    with view(store, Wanted(issue=("dues",), stance=("oppose",))) as some:
        assert sorted(one.speaker for one in some.statements()) == ["=Quill", "Lantern Guild"]
        assert [sheet.article.name for sheet in some.sheets()] == ["quay-1"]
