"""`evaluate` and `train`: thin verbs over the room that measures."""

from pathlib import Path

from onrecord.cli import leave


def evaluate(paths: list[str]) -> int:
    """Score each gold set; its exit code."""
    return leave.ending(lambda: _evaluate(paths))


def _evaluate(paths: list[str]) -> int:
    from onrecord.evaluate import measure, report

    for path in [_existing(path) for path in paths]:
        print(report.text(measure.evaluate(path)))
    return leave.DONE


def train(paths: list[str], output: str) -> int:
    """Make weights; its exit code."""
    return leave.ending(lambda: _train(paths, output))


def _train(paths: list[str], output: str) -> int:
    from onrecord.evaluate import train as trainer

    trainer.train([_existing(path) for path in paths], Path(output))
    return leave.DONE


def _existing(path: str) -> Path:
    from onrecord.errors import UnreadableFile

    if not Path(path).exists():
        raise UnreadableFile("no such file or folder; check the path", where=path)
    return Path(path)
