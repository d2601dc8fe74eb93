"""Make what is generated in the documents again: the README's example, its picture, and `docs/evaluation.md`.

python -m tools.make_docs
"""

import re
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from onrecord.articles import plain
from onrecord.evaluate import report
from onrecord.evaluate.figures import Figure
from onrecord.evaluate.measure import Figures
from onrecord.exports import page, terminal
from onrecord.model.article import Article
from onrecord.pipeline import read
from tools import gate

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "docs" / "ferries.txt"
PICTURE = ROOT / "docs" / "images" / "reading.png"
PLACE = re.compile(r"(<!-- example: begin.*?-->\n).*?(<!-- example: end -->)", re.DOTALL)
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def example() -> Article:
    """The article of the README and of docs/first-article.md."""
    return plain.article(EXAMPLE.read_text(encoding="utf-8"), EXAMPLE.stem)


def write_readme() -> None:
    """Put the example's statements into the README."""
    path = ROOT / "README.md"
    shown = terminal.view(read(example()), width=100).strip("\n")
    path.write_text(
        PLACE.sub(lambda found: f"{found[1]}\n```\n{shown}\n```\n\n{found[2]}", path.read_text(encoding="utf-8")),
        encoding="utf-8",
    )


def write_picture() -> None:
    """Take the picture of the example's page, where a browser is installed."""
    browser = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if not browser:
        print(f"no browser ({', '.join(BROWSERS)}): {PICTURE.relative_to(ROOT)} stays as it is")
        return
    PICTURE.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder, "reading.html")
        place.write_text(page.page([read(example())]), encoding="utf-8")
        flags = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--force-device-scale-factor=1.5"]
        size = ["--window-size=1180,740", f"--screenshot={PICTURE}", f"--user-data-dir={folder}/profile"]
        subprocess.run([browser, *flags, *size, place.as_uri()], check=True, capture_output=True, timeout=120)


def write_evaluation() -> None:
    """Measure every set that is here and write the figures down."""
    sets = [
        _of_the_reader(gate.measured(name)) for name, path in gate.SETS.items() if path.exists() and name != gate.RECORD
    ]
    told = (
        "<!-- Made by `make docs`; do not edit. -->\n# Evaluation\n\n"
        f"Measured {datetime.now(UTC):%Y-%m-%d} with the weights that ship. An attribution is *found* where its content overlaps "
        "the gold one's and its cue or its source does too; *close*, where at least 80 % of the joint content words are "
        "shared. `source`, `cue` and `content` count words. `speaker`, `kind`, `act` and `zone` are shares of the found ones; "
        "`named` is the share of named speakers that are right, `abstained` the share of found ones left without a name; "
        "`attributed` is found with the right speaker. Definitions: the head of `src/onrecord/evaluate/score.py`.\n\n"
        "*stories* are the invented articles that ship. The other sets are real articles that are not ours to ship: *seed* (one "
        "Ukrainian article), *uk-dev* (Ukrainian press), *ru-dev* (Russian-language analysis), *polnear-dev* (US political "
        "news, marked by people; it marks each word once, so nothing inside another is judged).\n\n"
        "## All sets\n\nF1, or the share that is right.\n\n"
    )
    parts = [told, report.side_by_side(sets), *(f"\n{report.markdown(one)}" for one in sets)]
    (ROOT / "docs" / "evaluation.md").write_text("".join(parts), encoding="utf-8")


def _of_the_reader(figures: Figures) -> Figures:
    """Without the figures that are no work of the reader (issues, stances, what one utterance is in several articles)."""

    def kept(held: Mapping[str, Figure]) -> dict[str, Figure]:
        return {name: f for name, f in held.items() if name not in gate.UNGATED or name == "abstained"}

    languages = {language: kept(held) for language, held in figures.languages.items()}
    return replace(figures, overall=kept(figures.overall), languages=languages)


def main() -> None:
    """Make all of it."""
    write_readme()
    write_picture()
    write_evaluation()


if __name__ == "__main__":
    main()
