"""`read` and `explain`: articles in, views out, and a word on stderr about each that was skipped."""

import shutil
import sys
from collections.abc import Iterator
from datetime import date

from onrecord.articles import files, plain
from onrecord.cli import leave, work, write
from onrecord.cli.progress import Progress
from onrecord.cli.work import Wish
from onrecord.model.article import Skipped

__all__ = ["Wish", "given", "read"]


def given(published: date | None, language: str | None, outlet: str | None) -> plain.Given:
    """What the user tells of all articles."""
    return plain.Given(published, language, outlet)


def read(
    paths: list[str], wish: Wish, output: str | None, jobs: int | None, told: plain.Given, input: files.Input
) -> int:
    """Run the command; its exit code: 1 where nothing could be read, 3 where something was skipped."""
    return leave.ending(lambda: _read(paths, _for_screen(wish, output), output, jobs, told, input))


def _read(
    paths: list[str], wish: Wish, output: str | None, jobs: int | None, told: plain.Given, input: files.Input
) -> int:
    progress = Progress(paths, shown=_shows_progress(output))
    views = work.views(files.articles(paths, input=input, given=told), wish, jobs)
    if write.is_folder(wish, output):
        return _write(views, write.writer(wish, None, output), progress)
    if wish.format == "brat" and output in (None, "-") and sys.stdout.isatty():
        raise write.OutputError("brat makes several files; give -o FOLDER or -o NAME.zip")
    place = write.Output(output)
    with place as stream:
        code = _write(views, write.writer(wish, stream, output), progress)
        place.wanted = code != leave.FAILED
    if wish.spreadsheet:
        leave.say("cells that begin like formulas have a ' in front; the last column names them")
    return code


def _write(views: Iterator[work.View | Skipped], writer: write.Writer, progress: Progress) -> int:
    done = skipped = 0
    with progress:
        for view in views:
            if isinstance(view, Skipped):
                skipped += 1
                progress.pause()
                leave.say(f"skipped {view.where}: {_message(view)} ({view.reason})")
            else:
                done += 1
                writer.add(view)
            progress.step()
    writer.end(done + skipped)
    if skipped and done + skipped > 1:
        leave.say(f"{skipped} of {done + skipped} skipped")
    return leave.DONE if not skipped else leave.SKIPPED if done else leave.FAILED


def _message(skipped: Skipped) -> str:
    return skipped.message.removeprefix(f"{skipped.where}: ")


def _for_screen(wish: Wish, output: str | None) -> Wish:
    """As wide as the terminal, and in colour on one that wants it."""
    import os
    from dataclasses import replace

    if output not in (None, "-") or not sys.stdout.isatty():
        return wish
    width = max(40, min(shutil.get_terminal_size().columns, 120))
    return replace(wish, width=width, color="NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb")


def _shows_progress(output: str | None) -> bool:
    """On a terminal only, and not where the views themselves go to it."""
    return sys.stderr.isatty() and not (output in (None, "-") and sys.stdout.isatty())
