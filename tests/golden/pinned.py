"""Golden readings: one invented article a language, and all that is said of it, field by field.

    make golden                          read the articles again and pin what comes out (then look at `git diff`)
    python -m tests.golden.pinned        the same

`tests/golden/ID.json` is the whole of `exports.lines.record` for a sample article. A change of the reader that changes a
golden file is told in its commit: the diff is read before it is kept. Confidence and the scores of candidates are held
within SLACK, so that weights that say the same a little surer or less sure need no new pin.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from onrecord import samples
from onrecord.exports import lines
from onrecord.model.article import Article
from onrecord.pipeline import read

FOLDER = Path(__file__).parent
PINNED = ("st1-uk1", "st3-ru2", "st15-en1")
"""One article a language; together they have quotations of every kind, nesting, times, dialogue and a live line."""

SLACK = 0.25
ROLES = ("source", "cue", "content", "addressee", "venue")


def article(name: str) -> Article:
    """A sample as it is read for its golden file."""
    found = map(json.loads, samples.articles().read_text(encoding="utf-8").splitlines())
    line = next(line for line in found if line["id"] == name)
    return Article(name, line["text"], date.fromisoformat(line["date"]), line["lang"], line.get("outlet"))


def found(name: str) -> dict[str, Any]:
    """What the reader says of it now, as it comes back from JSON."""
    told: dict[str, Any] = json.loads(lines.jsonl(read(article(name))))
    return told


def path(name: str) -> Path:
    """Where it is pinned."""
    return FOLDER / f"{name}.json"


def differences(wanted: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    """What is not as it was pinned: one line a field, with the words of spans. Statements are matched by their cue."""
    return [*_fields("", wanted, now, ("statements",)), *_statements(wanted, now)]


def _statements(wanted: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[str]:
    text = wanted["text"]
    old = {_place(s): s for s in wanted["statements"]}
    new = {_place(s): s for s in now["statements"]}
    for place in sorted(old | new):
        which = (old.get(place) or new[place])["id"]
        words = _words((old.get(place) or new[place])["cue"], text)
        if place not in new:
            yield f"{which} ({words}) is gone"
        elif place not in old:
            yield f"{which} ({words}) is new"
        else:
            yield from _fields(f"{which} ({words}) ", old[place], new[place], ("id", "within"), text)
            around = [_within(s, told) for s, told in ((old[place], wanted), (new[place], now))]
            if around[0] != around[1]:
                yield f"{which} ({words}) within: the cue at {around[0]} was pinned, now the cue at {around[1]}"


def _place(s: Mapping[str, Any]) -> tuple[tuple[int, int], ...]:
    return tuple((start, end) for start, end in s["cue"])


def _within(s: Mapping[str, Any], told: Mapping[str, Any]) -> Any:
    """Where the cue of the statement around it stands: ids move when a statement comes or goes."""
    return next((_place(other) for other in told["statements"] if other["id"] == s["within"]), None)


def _fields(
    prefix: str, old: Mapping[str, Any], new: Mapping[str, Any], left_out: Sequence[str], text: str = ""
) -> Iterator[str]:
    for name in [*old, *(name for name in new if name not in old)]:
        a, b = old.get(name), new.get(name)
        if name in left_out or (_near(a, b) and (name in old) == (name in new)):
            continue
        if name in ROLES and text:
            a, b = _words(a, text), _words(b, text)
        yield f"{prefix}{name}: {a!r} was pinned, now {b!r}"


def _near(a: Any, b: Any) -> bool:
    """Whether two values of JSON are the same, but for small steps of fractions."""
    if isinstance(a, float) and isinstance(b, int | float) and not isinstance(b, bool):
        return abs(a - b) <= SLACK
    if isinstance(a, dict) and isinstance(b, dict):
        return a.keys() == b.keys() and all(_near(a[key], b[key]) for key in a)
    if isinstance(a, list) and isinstance(b, list):
        return len(a) == len(b) and all(map(_near, a, b))
    return type(a) is type(b) and bool(a == b)


def _words(spans: Any, text: str) -> str:
    return " … ".join(text[start:end] for start, end in spans or [])


def pin() -> None:
    """Write what the reader says now."""
    for name in PINNED:
        told = lines.json_object(read(article(name)))
        before = path(name).read_text(encoding="utf-8") if path(name).exists() else "{}"
        path(name).write_text(told + "\n", encoding="utf-8")
        changes = differences(json.loads(before), json.loads(told)) if before != "{}" else ["new"]
        print(f"{path(name).relative_to(Path.cwd())}: {len(changes)} differences")
        print(*(f"  {line}" for line in changes), sep="\n", end="\n" if changes else "")


if __name__ == "__main__":
    pin()
