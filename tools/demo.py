"""The main job on the stories that ship: make a record of them, ask it, compare, and open it in the browser.

python -m tools.demo FOLDER

On a terminal the reading room stays open until Ctrl+C; elsewhere (a pipe, CI) one page of it is fetched and the demo ends.
"""

import contextlib
import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from onrecord import samples
from onrecord.articles import files
from onrecord.cli import one as view
from onrecord.cli.main import app
from onrecord.desk import Record
from onrecord.exports import kept, page
from onrecord.model.article import Article, Skipped
from onrecord.pipeline import read

ASKED = "переговори"
SHOWN = 3
_SERVE = (sys.executable, "-m", "onrecord", "serve", "--record")


def main(folder: str) -> int:
    """Make the record and the page, and show what is in them; the exit code."""
    place = Path(folder, "onrecord.db")
    place.parent.mkdir(parents=True, exist_ok=True)
    for old in place.parent.glob("onrecord.db*"):
        old.unlink()
    began = time.perf_counter()
    with Record.create(str(place)) as record:
        record.load_issues(samples.codebook())
        people = place.with_name("actors.csv")
        people.write_text(samples.actors(), encoding="utf-8")
        record.people.load(str(people), coder="demo", why="who is who in the stories")
        added = [one for one in record.add([str(samples.articles())]) if not isinstance(one, Skipped)]
        matched = list(record.match())
        seconds = time.perf_counter() - began
        statements = sum(one.statements for one in added)
        tensions = sum(one.tensions for one in matched)
        print(
            f"{len(added)} articles, {statements} statements, {tensions} tensions in {seconds:.1f} s, dictionaries included"
        )
        _heading(f"onrecord find {ASKED} --limit {SHOWN}")
        _run("find", ASKED, "--limit", str(SHOWN), "--record", str(place))
        _heading(f"onrecord utterances --limit {SHOWN}")
        _run("utterances", "--limit", str(SHOWN), "--record", str(place))
        _heading(f"onrecord tensions --limit {SHOWN}")
        found = record.tensions(limit=SHOWN)
        view.tensions([kept.tension(t) for t in found.items], found.total)
    _page(place.with_name("stories.html"))
    print(f"\nAll articles, marked in their text: {place.with_name('stories.html').resolve().as_uri()}")
    print(f"The record: {place}. Ask it: .venv/bin/onrecord positions --record {place}")
    print("Now one of your own: .venv/bin/onrecord add article.txt")
    return _served(place)


def _served(place: Path) -> int:
    """The reading room over the record: left open for people, tried out where nobody looks."""
    if sys.stdin.isatty() and sys.stdout.isatty():
        print("\nThe reading room opens; Ctrl+C ends it.", flush=True)
        os.execv(sys.executable, [*_SERVE, str(place), "--port", "0", "--quiet"])
    with subprocess.Popen([*_SERVE, str(place), "--port", "0", "--quiet"], stderr=subprocess.PIPE, text=True) as room:
        assert room.stderr is not None
        told = room.stderr.readline()
        if not (address := re.search(r"http://\S+", told)):
            print(told + room.stderr.read(), file=sys.stderr)
            return 1
        try:
            with urllib.request.urlopen(address[0], timeout=20) as page:
                size = len(page.read())
        finally:
            room.send_signal(signal.SIGINT)
    print(f"\nIn the browser: .venv/bin/onrecord serve --record {place} (its first page came: {size // 1000} kB)")
    return 0


def _run(*arguments: str) -> None:
    """One verb of the command line, in this process."""
    sys.stdout.flush()
    app(list(arguments), standalone_mode=False)


def _heading(command: str) -> None:
    print(f"\n$ {command}\n")


def _page(place: Path) -> None:
    articles = [item for item in files.articles([str(samples.articles())]) if isinstance(item, Article)]
    place.write_text(page.page([read(article) for article in articles]), encoding="utf-8")


if __name__ == "__main__":
    with contextlib.suppress(BrokenPipeError):
        sys.exit(main(sys.argv[1]))
