"""Modules of about 150 lines (400 at most), functions of about 15 (60 at most), and no room for whatever fits nowhere."""

import ast
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).parents[2] / "src" / "onrecord"
MODULES = sorted(PACKAGE.rglob("*.py"))
MODULE, MODULE_MOST = 150, 400
FUNCTION, FUNCTION_MOST = 15, 60
NAMELESS = {"utils", "util", "helpers", "helper", "common", "core", "misc"}


def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def functions(path: Path) -> Iterator[tuple[str, int]]:
    """Every function with its length in lines: signature and body, without decorators and docstring."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            told = node.body[0]
            if ast.get_docstring(node, clean=False) is not None:
                length -= (told.end_lineno or told.lineno) - told.lineno + 1
            yield f"{path.relative_to(PACKAGE)}:{node.lineno} {node.name}", length


def test_modules() -> None:
    sizes = {str(path.relative_to(PACKAGE)): lines(path) for path in MODULES}
    over = {name: size for name, size in sizes.items() if size > MODULE}
    print(f"{len(sizes)} modules; over {MODULE} lines: {dict(sorted(over.items(), key=lambda item: -item[1]))}")
    assert {name: size for name, size in sizes.items() if size > MODULE_MOST} == {}


def test_functions() -> None:
    sizes = dict(found for path in MODULES for found in functions(path))
    over = {name: size for name, size in sizes.items() if size > FUNCTION}
    print(f"{len(sizes)} functions; over {FUNCTION} lines: {dict(sorted(over.items(), key=lambda item: -item[1]))}")
    assert {name: size for name, size in sizes.items() if size > FUNCTION_MOST} == {}


def test_usual_sizes() -> None:
    """Half of the modules and nine in ten functions keep to what is usual, so that the ceiling stays an exception."""
    modules = sorted(lines(path) for path in MODULES)
    lengths = sorted(size for path in MODULES for _, size in functions(path))
    assert modules[len(modules) // 2] <= MODULE
    assert lengths[len(lengths) * 9 // 10] <= 1.5 * FUNCTION


def test_every_room_has_a_name() -> None:
    named = {part for path in MODULES for part in (*path.relative_to(PACKAGE).parts[:-1], path.stem)}
    assert named & NAMELESS == set()
