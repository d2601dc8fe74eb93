"""`onrecord evaluate` and `train`: thin over the room that measures."""

import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest
from typer.testing import CliRunner

import onrecord.evaluate
from onrecord.cli.main import app


@pytest.fixture
def room(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Stand-ins that tell what they were asked."""
    asked: list[object] = []
    parts = {
        "measure": SimpleNamespace(evaluate=lambda path: f"figures of {path.name}"),
        "report": SimpleNamespace(text=lambda figures: f"table: {figures}"),
        "train": SimpleNamespace(train=lambda paths, out: asked.append(([p.name for p in paths], out))),
    }
    for name, held in parts.items():
        module = ModuleType(f"onrecord.evaluate.{name}")
        vars(module).update(vars(held))
        monkeypatch.setitem(sys.modules, module.__name__, module)
        monkeypatch.setattr(onrecord.evaluate, name, module, raising=False)
    return asked


def test_evaluate_prints_each_set(room: list[object], tmp_path: Path) -> None:
    for name in ("a.jsonl", "b.jsonl"):
        (tmp_path / name).write_text("{}\n")
    result = CliRunner().invoke(app, ["evaluate", str(tmp_path / "a.jsonl"), str(tmp_path / "b.jsonl")])
    assert (result.exit_code, result.stdout) == (0, "table: figures of a.jsonl\ntable: figures of b.jsonl\n")


def test_train(room: list[object], tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("{}\n")
    result = CliRunner().invoke(app, ["train", str(tmp_path / "a.jsonl"), "-o", str(tmp_path / "weights")])
    assert result.exit_code == 0
    assert room == [(["a.jsonl"], tmp_path / "weights")]


@pytest.mark.parametrize("verb", [["evaluate"], ["train", "-o", "weights"]])
def test_a_missing_set(room: list[object], verb: list[str], tmp_path: Path) -> None:
    path = tmp_path / "none.jsonl"
    result = CliRunner().invoke(app, [*verb, str(path)])
    assert result.exit_code == 1
    assert result.stderr == f"onrecord: {path}: no such file or folder; check the path\n"
    assert room == []
