"""The quality gate: floors under the figures of each gold set, which rise with what is reached and never fall silently.

    python -m tools.gate                                        the figures beside their floors
    python -m tools.gate --pin                                  raise the floors that were passed
    python -m tools.gate --lower SET/FIGURE --because REASON    put one floor down to what is reached, and keep the reason

`tests/gate/floors.json` holds the floors by set and figure, with the digest of the set that they were measured on.
"""

import argparse
import hashlib
import json
import math
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from onrecord import samples
from onrecord.evaluate.measure import Figures, evaluate
from tools import measure_record

ROOT = Path(__file__).parents[1]
FLOORS = ROOT / "tests" / "gate" / "floors.json"
GOLD = ROOT.parent / "shared" / "gold"

SETS = {
    "stories": ROOT / "tests" / "gate" / "stories.jsonl",
    "record": ROOT / "tests" / "gate" / "stories.jsonl",
    "seed": GOLD / "seed.jsonl",
    "uk-dev": GOLD / "uk-dev.jsonl",
    "ru-dev": GOLD / "ru-dev.jsonl",
    "polnear-dev": GOLD / "polnear-dev.jsonl",
}
"""The stories ship and are always measured; the others where they are."""

RECORD = "record"
"""What the record makes of the stories that ship; their answers are those of the set `stories`."""

OF_THE_RECORD = frozenset({"issue", "stance", "oppose", "utterance", "tension", "drift"})
UNGATED = frozenset({"abstained"}) | OF_THE_RECORD
"""Figures without a floor: silence is neither good nor bad, and the others are no work of the reader."""

SLACK = 0.005
"""How far a floor lies below what was reached: sums of floating-point numbers differ between machines."""


@cache
def measured(name: str) -> Figures:
    """The figures of a set as the reader is now."""
    return evaluate(SETS[name])


@cache
def reached(name: str) -> dict[str, float]:
    """What is gated of a set, as the reader and the record are now."""
    if name == RECORD:
        found = measure_record.measure(Path(str(samples.articles())).parent, SETS[name])
        return {figure: f.value for figure, f in found.items() if figure in OF_THE_RECORD}
    return values(measured(name))


def values(figures: Figures) -> dict[str, float]:
    """What is gated of a reading: F1 or share of each figure, and how far confidence holds (1 less the calibration error)."""
    gated = {name: f.value for name, f in figures.overall.items() if name not in UNGATED}
    return {**gated, "calibration": 1 - figures.reliability.error}


def digest(name: str) -> str:
    """The SHA-256 of a set, in hexadecimal."""
    return hashlib.sha256(SETS[name].read_bytes()).hexdigest()


def load() -> dict[str, Any]:
    """The file of floors: `sets` (name -> digest and floors) and `lowered` (what went down, and why)."""
    if not FLOORS.exists():
        return {"sets": {}, "lowered": []}
    known: dict[str, Any] = json.loads(FLOORS.read_text(encoding="utf-8"))
    return known


def floor(value: float) -> float:
    """The floor under a value."""
    return max(0.0, math.floor((value - SLACK) * 1000) / 1000)


def raised(old: Mapping[str, float], new: Mapping[str, float]) -> dict[str, float]:
    """The floors after a measurement: none lower than before, none lost."""
    return {
        name: max(old.get(name, 0.0), floor(new.get(name, 0.0))) for name in [*new, *(n for n in old if n not in new)]
    }


def pin() -> None:
    """Raise the floors of every set that is there. A set that has changed starts again."""
    known = load()
    for name, path in SETS.items():
        if not path.exists():
            continue
        held = known["sets"].get(name, {})
        old = held.get("floors", {}) if held.get("digest") == digest(name) else {}
        known["sets"][name] = {"digest": digest(name), "floors": raised(old, reached(name))}
    _save(known)


def lower(which: str, reason: str) -> None:
    """Put one floor down to what is reached, and keep the reason beside it."""
    name, _, figure = which.partition("/")
    known = load()
    if figure not in known["sets"].get(name, {}).get("floors", {}):
        raise SystemExit(f"no floor {which!r}; write SET/FIGURE, as in stories/attribution")
    floors = known["sets"][name]["floors"]
    now = floor(reached(name)[figure])
    if now >= floors[figure]:
        raise SystemExit(f"{which} is at {now}, not below its floor of {floors[figure]}; nothing to lower")
    known["lowered"].append({"what": which, "from": floors[figure], "to": now, "because": reason})
    floors[figure] = now
    _save(known)


def show() -> int:
    """Print the figures beside their floors; 1 where one is below."""
    below = 0
    for name, held in load()["sets"].items():
        if not SETS[name].exists():
            print(f"{name}: absent")
            continue
        now = reached(name)
        print(name)
        for figure, least in held["floors"].items():
            value = now.get(figure, 0.0)
            below += value < least
            print(f"  {figure:12} {value:.3f}  floor {least:.3f}{'  BELOW' if value < least else ''}")
    return int(bool(below))


def _save(known: Mapping[str, Any]) -> None:
    FLOORS.write_text(json.dumps(known, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def main() -> int:
    """The command line; its exit code."""
    parser = argparse.ArgumentParser(description="The quality gate.")
    parser.add_argument("--pin", action="store_true", help="raise the floors that were passed")
    parser.add_argument("--lower", metavar="SET/FIGURE", help="put one floor down")
    parser.add_argument("--because", metavar="REASON", help="why it goes down")
    options = parser.parse_args()
    if bool(options.lower) != bool(options.because):
        parser.error("--lower and --because go together")
    if options.lower:
        lower(options.lower, options.because)
    if options.pin:
        pin()
    return show()


if __name__ == "__main__":
    sys.exit(main())
