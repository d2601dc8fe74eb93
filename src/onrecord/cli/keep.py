"""`add`, `match`, `reread`: what changes the record by machine."""

import json
import sys
from collections.abc import Callable, Iterable
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli import leave
from onrecord.cli.options import DEFAULT, Where

if TYPE_CHECKING:
    from onrecord.articles.plain import Given
    from onrecord.cli.progress import Progress
    from onrecord.desk import Record
    from onrecord.intake.add import Added
    from onrecord.model.article import Article, Skipped

app = typer.Typer()
SKIPPED = "skipped.jsonl"
TOLD = 20
"""Skipped items that are said one by one."""


@app.command("add", short_help="Read articles and keep them in the record.")
def add(
    files: Annotated[
        list[str],
        typer.Argument(
            help="Text, HTML and JSONL files, folders, globs, addresses of pages, or - for standard input.",
            metavar="FILE",
            show_default=False,
        ),
    ],
    record: Where = DEFAULT,
    match: Annotated[
        bool, typer.Option("--match/--no-match", help="Find utterances and tensions at once, or later by `match`.")
    ] = True,
    published: Annotated[
        str | None,
        typer.Option(
            "--published", metavar="DATE", help="When they were published (YYYY-MM-DD); wins over what they tell."
        ),
    ] = None,
    language: Annotated[
        str | None, typer.Option("--language", metavar="uk|ru|en", help="Their language; wins over what they tell.")
    ] = None,
    outlet: Annotated[str | None, typer.Option("--outlet", metavar="NAME", help="Where they appeared.")] = None,
    skipped: Annotated[
        str, typer.Option("--skipped", metavar="FILE", help="Where skipped items are listed.")
    ] = SKIPPED,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Ask addresses and ports of one's own network too.")
    ] = False,
    jobs: Annotated[
        int | None,
        typer.Option(
            "--jobs",
            "-j",
            min=1,
            metavar="N",
            help="Processes that read; by default one, or all cores for many articles.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Read articles and keep them, each whole or not at all; the same article twice changes nothing."""
    given = (published, language, outlet)
    raise typer.Exit(
        leave.ending(lambda: _add(files, record, given, jobs, match=match, to=Path(skipped), private=allow_private))
    )


@app.command("match", short_help="Find utterances and tensions of what was added with --no-match.")
def match(record: Where = DEFAULT) -> None:
    """Compare what was added or read again with everything else in the record."""
    raise typer.Exit(leave.ending(lambda: _with(record, _match)))


@app.command("reread", short_help="Read what is in the record again with a newer reader.")
def reread(
    record: Where = DEFAULT,
    everything: Annotated[bool, typer.Option("--all", help="All articles, also those that this reader read.")] = False,
) -> None:
    """Read again what an older reader read. What people decided stays; permanent links live."""
    raise typer.Exit(leave.ending(lambda: _with(record, lambda opened: read_again(opened, everything=everything))))


def _add(
    files: list[str],
    where: str,
    given: tuple[str | None, str | None, str | None],
    jobs: int | None,
    *,
    match: bool,
    to: Path,
    private: bool,
) -> int:
    from onrecord.articles import files as articles
    from onrecord.cli.progress import Progress
    from onrecord.desk import Record

    found = articles.articles(files, given=_given(*given), allow_private=private, but=(str(to),))
    kept = Kept()
    with Progress(files, shown=sys.stderr.isatty()) as progress:
        first = _first_article(found, kept, progress)
        if first is None:  # nothing to keep makes no record
            print(kept, flush=True)
            return listed(kept.left, to, done=kept.done)
        with Record.create(where) as opened:
            try:
                for one in opened.add(chain([first], found), jobs=jobs):
                    kept.take(one, progress)
            except KeyboardInterrupt:
                progress.pause()
                leave.say(f"stopped; kept so far: {kept}")
                listed(kept.left, to, done=kept.done)
                raise
            progress.pause()
            print(kept, flush=True)
            if match and kept.changes:
                _match(opened)
    return listed(kept.left, to, done=kept.done)


def _first_article(found: "Iterable[Article | Skipped]", kept: "Kept", progress: "Progress") -> "Article | None":
    """The first article of all; what is skipped before it is counted. None where there is none."""
    from onrecord.model.article import Skipped

    for one in found:
        if not isinstance(one, Skipped):
            return one
        kept.take(one, progress)
    return None


class Kept:
    """What became of the articles so far."""

    def __init__(self) -> None:
        self.counts = {"added": 0, "changed": 0, "unchanged": 0}
        self.statements = 0
        self.left: list[Skipped] = []

    @property
    def done(self) -> int:
        """The articles that are in the record now."""
        return sum(self.counts.values())

    @property
    def changes(self) -> bool:
        """Whether anything is there to be compared."""
        return bool(self.counts["added"] or self.counts["changed"])

    def take(self, one: "Added | Skipped", progress: "Progress") -> None:
        """Count one; say it where it was skipped."""
        from onrecord.model.article import Skipped

        if isinstance(one, Skipped):
            self.left.append(one)
            progress.pause()
            say_skipped(one, len(self.left))
        else:
            self.counts[one.outcome] += 1
            self.statements += one.statements
        progress.step()

    def __str__(self) -> str:
        counts = ", ".join(f"{count} {name}" for name, count in self.counts.items())
        return f"{counts}, {len(self.left)} skipped; {self.statements} statements"


def _given(published: str | None, language: str | None, outlet: str | None) -> "Given":
    from datetime import date

    from onrecord.articles.plain import Given
    from onrecord.errors import BadFilter

    try:
        day = date.fromisoformat(published) if published else None
    except ValueError as error:
        raise BadFilter(f"--published {published}: not a day; write it as YYYY-MM-DD") from error
    return Given(day, language, outlet)


def _match(opened: "Record") -> int:
    utterances = tensions = articles = 0
    for one in opened.match():
        articles += one.articles
        utterances += one.utterances
        tensions += one.tensions
    print(f"{articles} articles compared: {utterances} statements in utterances, {tensions} tensions")
    return leave.DONE


def read_again(opened: "Record", *, everything: bool) -> int:
    """Read articles of the record again, and compare them; the exit code."""
    from onrecord.model.article import Skipped

    done = 0
    left = []
    for one in opened.reread(everything=everything):
        if isinstance(one, Skipped):
            left.append(one)
            say_skipped(one, len(left))
        else:
            done += 1
    print(f"{done} articles read again, {len(left)} skipped")
    if done:
        _match(opened)
    return leave.SKIPPED if left else leave.DONE


def _with(where: str, verb: "Callable[[Record], int]") -> int:
    from onrecord.desk import Record

    with Record.open(where) as opened:
        return verb(opened)


def say_skipped(one: "Skipped", count: int) -> None:
    """Say what was skipped, up to a screenful; the list has all."""
    if count <= TOLD:
        leave.say(f"skipped {one.where}: {one.message.removeprefix(f'{one.where}: ')} ({one.reason})")
    elif count == TOLD + 1:
        leave.say("skipped: more than fit here; the list will have all")


def listed(left: "list[Skipped]", path: Path, *, done: int) -> int:
    """List what was skipped in a file; the exit code, where `done` items were not."""
    if not left:
        return leave.DONE
    from onrecord.cli.write import OutputError

    lines = [json.dumps({"where": s.where, "reason": s.reason, "message": s.message}, ensure_ascii=False) for s in left]
    try:
        path.write_text("\n".join(lines) + "\n", encoding="utf-8", errors="backslashreplace")
    except OSError as error:
        raise OutputError(f"{path}: {error.strerror}; the list of skipped items was not written") from error
    leave.say(f"{len(left)} skipped, listed in {path}")
    return leave.SKIPPED if done else leave.FAILED
