"""docs/security.md names a test for each clause; each of them is there, and is none that is always skipped."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", PAGE)))
ROWS = [line for line in PAGE.splitlines() if line.startswith("| ") and not line.startswith(("| clause", "| ---"))]


@pytest.mark.parametrize(("path", "name"), NAMED)
def test_each_test_is_there(path: str, name: str) -> None:
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    (found,) = [one for one in tree.body if isinstance(one, ast.FunctionDef) and one.name == name]
    assert not any("skip" in ast.unparse(one) or "xfail" in ast.unparse(one) for one in found.decorator_list)


def test_each_clause_names_one() -> None:
    assert len(ROWS) > 20 and all("::test_" in row for row in ROWS)
