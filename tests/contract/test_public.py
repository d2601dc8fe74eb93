"""What `import onrecord` promises, and what it costs."""

import json
import subprocess
import sys

import onrecord
from onrecord import errors

PUBLIC = {
    "Actor", "Article", "Attribution", "Mention", "OnRecordError", "Reading", "Record", "Span", "Statement", "Time", "read",
}  # fmt: skip
"""The names that others may build on. One more or less is a change of the public surface: tell it in CHANGELOG.md."""

HEAVY = {
    "numpy",
    "typer",
    "pymorphy3",
    "simplemma",
    "lxml",
    "trafilatura",
    "rich",
    "yaml",
    "torch",
    "py3langid",
    "sqlalchemy",
    "alembic",
}
MOST_SECONDS = 0.15


def test_public_names() -> None:
    assert set(onrecord.__all__) == PUBLIC
    assert [name for name in onrecord.__all__ if not hasattr(onrecord, name)] == []
    assert list(onrecord.__all__) == sorted(onrecord.__all__)


def test_public_names_are_documented() -> None:
    assert [name for name in onrecord.__all__ if not (getattr(onrecord, name).__doc__ or "").strip()] == []


def test_every_error_has_the_one_root() -> None:
    raised = [thing for thing in vars(errors).values() if isinstance(thing, type) and issubclass(thing, Exception)]
    assert [error.__name__ for error in raised if not issubclass(error, errors.OnRecordError)] == []
    assert [error.__name__ for error in raised if error.__name__ not in (errors.__doc__ or "")] == []


def fresh(code: str) -> str:
    """What a new interpreter prints."""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout


def test_import_is_light() -> None:
    loaded = json.loads(fresh("import onrecord, json, sys; print(json.dumps(sorted(sys.modules)))"))
    assert HEAVY & {name.split(".")[0] for name in loaded} == set()


def test_import_is_quick() -> None:
    clock = "import time; t = time.perf_counter(); import onrecord; print(time.perf_counter() - t)"
    assert min(float(fresh(clock)) for _ in range(5)) < MOST_SECONDS
