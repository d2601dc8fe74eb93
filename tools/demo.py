"""Read the sample stories: one article a language on the terminal, all of them as one page.

python -m tools.demo FOLDER
"""

import contextlib
import os
import shutil
import sys
import time
from pathlib import Path

from onrecord import samples
from onrecord.articles import files
from onrecord.exports import page, terminal
from onrecord.model.article import Article
from onrecord.model.statement import Reading
from onrecord.pipeline import read

SHOWN = ("st1-uk1", "st2-ru1", "st3-en1")
"""One article a language; the page holds all."""


def main(folder: str) -> int:
    """Show the articles and write the page; its exit code."""
    articles = [item for item in files.articles([str(samples.articles())]) if isinstance(item, Article)]
    began = time.perf_counter()
    readings = {article.id: read(article) for article in articles}
    seconds = time.perf_counter() - began
    _show([readings[name] for name in SHOWN])
    place = Path(folder, "stories.html")
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(page.page(readings.values()), encoding="utf-8")
    found = sum(len(reading.statements) for reading in readings.values())
    words = sum(len(article.text.split()) for article in articles)
    print(
        f"\n{found} statements in {len(articles)} articles ({words} words) in {seconds:.1f} s, dictionaries included."
    )
    print(f"All of them, marked in their text: {place.resolve().as_uri()}")
    print("Now one of your own: .venv/bin/onrecord read article.txt")
    return 0


def _show(readings: list[Reading]) -> None:
    width = max(40, min(shutil.get_terminal_size().columns, 120))
    color = sys.stdout.isatty() and "NO_COLOR" not in os.environ
    for reading in readings:
        print(terminal.view(reading, width=width, color=color))


if __name__ == "__main__":
    with contextlib.suppress(BrokenPipeError):
        sys.exit(main(sys.argv[1]))
