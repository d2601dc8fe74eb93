"""Text that every database keeps: without NUL and without halves of characters."""

import re
from typing import Any

DEEPEST = 20
_UNKEPT = re.compile("[\0\ud800-\udfff]")


def unkept(value: Any, deep: int = 0) -> bool:
    """Whether a value holds what no database keeps: NUL, half a character, or values inside values without end."""
    if deep > DEEPEST:
        return True
    if isinstance(value, str):
        return not value.isascii() and _UNKEPT.search(value) is not None or "\0" in value
    if isinstance(value, dict):
        return any(unkept(name) or unkept(held, deep + 1) for name, held in value.items())
    return isinstance(value, list) and any(unkept(held, deep + 1) for held in value)
