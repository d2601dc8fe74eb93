"""Datasette over the file of a record: it shows any SQLite file in the browser, with facets and full text."""

import subprocess
import sys
from pathlib import Path
from urllib.parse import urlencode

from benchmarks.load_questions import Question

VERSION = "0.65.5"
PLACE = Path(__file__).parents[1] / "build" / "datasette-venv"
FACETS = ("actor", "outlet", "issue", "stance", "act", "kind", "zone", "language", "verdict", "hedged")
"""Those that our search shows too, where they are columns; sides and months are none."""
SHOWN = 20


class NoDatasetteError(Exception):
    """It is not there, and could not be fetched."""


class Datasette:
    """How it is run, and how it is asked."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.version = VERSION
        self.program = PLACE / "bin" / "datasette"
        if not self.program.exists():
            try:
                subprocess.run([sys.executable, "-m", "venv", str(PLACE)], check=True)
                pip = [str(PLACE / "bin" / "python"), "-m", "pip", "install", "--quiet", f"datasette=={VERSION}"]
                subprocess.run(pip, check=True)
            except subprocess.CalledProcessError as error:
                raise NoDatasetteError(f"not measured, for it could not be installed ({error})") from error

    def command(self, port: int) -> list[str]:
        """It may take as long as it needs: no facet and no count is left out for time."""
        told = [str(self.program), "serve", str(self.path), "--host", "127.0.0.1", "--port", str(port)]
        for name in ("sql_time_limit_ms", "facet_time_limit_ms"):
            told += ["--setting", name, "60000"]
        return [*told, "--setting", "facet_suggest_time_limit_ms", "1", "--setting", "suggest_facets", "off"]

    def address(self, one: Question) -> str:
        """One row, or the newest statements of those that are asked for, with counts of all."""
        if one.path:
            return f"/onrecord/{one.path}"
        asked = [(f"{name}__exact", str(value)) for name, value in one.equal]
        if one.words:
            words = one.words.replace("'", "")
            asked.append(("_where", f"number in (select rowid from search where search match '{words}')"))
        shown = [("_sort_desc", "day"), ("_size", str(SHOWN)), *(("_facet", name) for name in FACETS)]
        return "/onrecord/statements?" + urlencode(asked + shown)
