"""Measure the record on story sets, the way a user makes one: one story, one record, then the scorer.

    python -m tools.measure_record FOLDER GOLD.jsonl [--keep PLACE]

FOLDER holds the stories (`NAME/story.json`), GOLD.jsonl their articles with the answers, of which only the input's fields
are handed on. Each story: load its codebook, add its articles, match, export. `--keep` leaves what was scored there.
"""

import argparse
import json
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from onrecord.articles import files
from onrecord.desk import Record
from onrecord.evaluate.compare import compare
from onrecord.evaluate.figures import Figure, Score, Share
from onrecord.evaluate.score import score_compared
from onrecord.evaluate.tensions import score_tensions
from onrecord.exports import kept

INPUT = ("id", "text", "date", "lang", "outlet", "story", "url")
SHOWN = ("attribution", "speaker", "issue", "stance", "oppose", "utterance", "tension", "drift")

Lines = list[dict[str, Any]]


def measure(folder: Path, gold: Path, keep: Path | None = None) -> dict[str, Figure]:
    """The figures over the stories of a gold set, those of tensions among them."""
    answers = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines() if line]
    predicted: Lines = []
    tensions: Lines = []
    names = sorted({article["story"] for article in answers})
    for story in names:
        told = [article for article in answers if article["story"] == story]
        lines, found = predict(folder / story / "story.json", told)
        predicted += lines
        tensions += found
    if keep:
        keep.mkdir(parents=True, exist_ok=True)
        for name, rows in (("predicted", predicted), ("tensions", tensions)):
            text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
            (keep / f"{name}.jsonl").write_text(text, encoding="utf-8")
    compared = compare(answers, predicted)
    stories = [json.loads((folder / name / "story.json").read_text(encoding="utf-8")) for name in names]
    return {**score_compared(compared), **score_tensions(compared, tensions, stories)}


def predict(codebook: Path, articles: Sequence[Mapping[str, Any]]) -> tuple[Lines, Lines]:
    """The gold lines and the tensions of one story, by a record of its own."""
    with tempfile.TemporaryDirectory() as place:
        source = Path(place, "articles.jsonl")
        rows = [{name: article[name] for name in INPUT if name in article} for article in articles]
        source.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        with Record.create(str(Path(place, "story.db"))) as record:
            record.load_issues(str(codebook))
            list(record.add(files.articles([str(source)])))
            list(record.match())
            lines = [kept.line(article, statements) for article, statements in record.articles()]
            found = [kept.tension(one) for one in record.tensions(limit=0).items]
    return lines, found


def told(figures: Mapping[str, Figure]) -> str:
    """Figures, one a line."""
    lines = []
    for name in SHOWN:
        match figures.get(name):
            case Share(share=share, count=count):
                lines.append(f"{name:12} right {share:.3f}  of {count}")
            case Score() as f:
                lines.append(f"{name:12} P {f.precision:.3f}  R {f.recall:.3f}  F1 {f.f1:.3f}  of {f.count}")
    return "\n".join(lines)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args()
    print(told(measure(options.folder, options.gold, options.keep)))


if __name__ == "__main__":
    main()
