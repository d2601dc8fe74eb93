"""Story sets as the tools take them: articles, gold, readings (by the reader or as marked), sightings with gold labels."""

import importlib.util
import json
import pickle
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from onrecord.evaluate import gold
from onrecord.intake.sightings import sightings
from onrecord.issues import touches
from onrecord.model.actor import Mention
from onrecord.model.attribution import Attribution
from onrecord.model.issue import Codebook, Issue, Touch
from onrecord.model.sighting import Sighting
from onrecord.model.span import Span
from onrecord.model.statement import Reading, Statement
from onrecord.pipeline import read
from onrecord.speakers.keys import speaker_key
from onrecord.text import take_apart

SHARED = Path(__file__).parents[2] / "shared/gold"
KEPT = Path(__file__).parents[1] / "build/stories"
_UTTERANCE = re.compile(r"^(\d+) .*\butterance=(\S+)", re.MULTILINE)


@dataclass(frozen=True)
class Story:
    """One folder: what story.json tells, and the gold lines of its articles."""

    folder: Path
    id: str
    told: Mapping[str, Any]
    articles: tuple[gold.Gold, ...]


@dataclass(frozen=True)
class Seen:
    """A story's sightings, and for each statement's number its article, its id, the gold statement and utterance."""

    story: Story
    sightings: tuple[Sighting, ...]
    places: Mapping[int, tuple[str, str]]
    golden: Mapping[int, str]
    utterances: Mapping[int, str]
    readings: tuple[Reading, ...]
    touched: Mapping[int, Sequence[Touch]]


def stories(folders: Iterable[Path]) -> Iterator[Story]:
    """The stories below folders; the articles are woven marks or, beside them, nothing else."""
    for folder in folders:
        for told in sorted(folder.rglob("story.json")):
            files = sorted(told.parent.glob("*.marked"))
            yield Story(
                told.parent, told.parent.name, json.loads(told.read_text("utf-8")), tuple(_gold(file) for file in files)
            )


def _gold(file: Path) -> gold.Gold:
    """An article with the utterances of its statements, which `gold.read` leaves out."""
    (one,) = gold.read(file)
    told = {f"s{n}": u.strip('"') for n, u in _UTTERANCE.findall(file.read_text("utf-8").split("\n---\n")[2])}
    for statement in one.statements:
        statement["utterance"] = told.get(statement["id"])
    return one


def seen(story: Story, marked: bool = False) -> Seen:
    """The sightings of a story: of the reader's statements, or with `marked` of the gold ones."""
    book = Codebook(story.id, tuple(_issue(told) for told in story.told["issues"]))
    found: list[Sighting] = []
    places: dict[int, tuple[str, str]] = {}
    golden: dict[int, str] = {}
    utterances: dict[int, str] = {}
    readings: list[Reading] = []
    touched: dict[int, Sequence[Touch]] = {}
    for number, article in enumerate(story.articles, 1):
        reading = (_marked_reading if marked else _reading)(article)
        readings.append(reading)
        numbers = {s.id: number * 1000 + i for i, s in enumerate(reading.statements, 1)}
        issues = touches_of(reading, book)
        found.extend(sightings(reading, issues, article=number, numbers=numbers))
        for mine, theirs in _pairs(article, reading).items():
            golden[numbers[mine]] = theirs["id"]
            if theirs["utterance"]:
                utterances[numbers[mine]] = theirs["utterance"]
        for name, n in numbers.items():
            places[n] = (reading.article.id, name)
            touched[n] = issues.get(name, ())
    return Seen(story, tuple(found), places, golden, utterances, tuple(readings), touched)


def touches_of(reading: Reading, book: Codebook) -> Mapping[str, Sequence[Touch]]:
    """The issues of each statement by its id."""
    return dict(zip((s.id for s in reading.statements), touches(reading, book), strict=True))


def _issue(told: Mapping[str, Any]) -> Issue:
    terms = {language: tuple(words) for language, words in told["terms"].items()}
    return Issue(told["id"], told["label"], terms)


def _reading(article: gold.Gold) -> Reading:
    """What the reader finds, kept in build/ (delete the folder after a change of the reader)."""
    file = KEPT / f"{sha256(repr(article.article).encode()).hexdigest()[:20]}.pickle"
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(pickle.dumps(read(article.article)))
    kept: Reading = pickle.loads(file.read_bytes())
    return kept


def _marked_reading(article: gold.Gold) -> Reading:
    text = take_apart(article.article)
    statements = tuple(_statement(raw, article.article.text) for raw in article.statements)
    return Reading(article.article, text.language, text, statements, ())


def marked_sightings(article: gold.Gold) -> tuple[Sighting, ...]:
    """The sightings of the marked statements of one article by itself."""
    text = take_apart(article.article)
    statements = tuple(_statement(raw, article.article.text) for raw in article.statements)
    reading = Reading(article.article, text.language, text, statements, ())
    return sightings(reading, {}, article=1, numbers={s.id: i for i, s in enumerate(statements, 1)})


def _statement(raw: Mapping[str, Any], text: str) -> Statement:
    source, cue, content = (tuple(Span(*span) for span in raw[role]) for role in ("source", "cue", "content"))
    attribution = Attribution(
        id=raw["id"], source=source, cue=cue, content=content, kind=raw["kind"], act=raw["act"], zone=raw["zone"], hedged=bool(raw["hedged"]),
        within=raw["within"],
    )  # fmt: skip
    mention = Mention(raw["id"], raw["speaker"], raw["speaker_type"], speaker_key(raw["speaker"]))
    return Statement(attribution, mention, text, raw["said_on"])


def _pairs(article: gold.Gold, reading: Reading) -> Mapping[str, Mapping[str, Any]]:
    """Statement id -> the gold statement that it finds, by score.py of the gold sets."""
    scorer = score()
    mine = [
        {"id": s.id, "content": s.attribution.content, "cue": s.attribution.cue, "source": s.attribution.source}
        for s in reading.statements
    ]
    pairs = scorer.match(article.statements, mine, scorer.tokens(article.article.text))
    return {mine[j]["id"]: article.statements[i] for i, j, _ in pairs}


def score() -> Any:
    """The module score.py of the gold sets."""
    if "gold_score" not in sys.modules:
        spec = importlib.util.spec_from_file_location("gold_score", SHARED / "score.py")
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules["gold_score"] = module
        spec.loader.exec_module(module)
    return sys.modules["gold_score"]
