"""How a command ends: quietly on a broken pipe and on Ctrl-C, with one line on what is raised on purpose."""

import os
import sys
from collections.abc import Callable

from onrecord.errors import OnRecordError

DONE, FAILED, USAGE, SKIPPED, STOPPED = 0, 1, 2, 3, 130
"""Exit codes. STOPPED is what shells give a command that Ctrl-C ended."""


def ending(command: Callable[[], int]) -> int:
    """Run a command; its exit code. Bugs are not caught."""
    try:
        code = command()
        sys.stdout.flush()
        return code
    except BrokenPipeError:  # whoever read our output has had enough, as `| head` does
        _drop_output()
        return DONE
    except KeyboardInterrupt:
        _drop_output()
        say("stopped")
        return STOPPED
    except OnRecordError as error:
        say(str(error))
        return FAILED


def say(message: str) -> None:
    """One line on stderr."""
    shown = (
        " ".join(message.split())
        .encode(sys.stderr.encoding or "utf-8", "replace")
        .decode(sys.stderr.encoding or "utf-8")
    )
    print(f"onrecord: {shown}", file=sys.stderr, flush=True)


def _drop_output() -> None:
    """What is still held back goes nowhere: writing it at the very end could wait for a reader that never comes."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), _stdout())


def _stdout() -> int:
    try:
        return sys.stdout.fileno()
    except (OSError, ValueError):  # a stand-in without a file, in tests
        return os.open(os.devnull, os.O_WRONLY)
