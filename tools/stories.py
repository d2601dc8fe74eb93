"""Story sets as the tools take them: articles, gold, readings (by the reader or as marked), sightings with gold labels."""

import importlib.util
import json
import pickle
import re
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from onrecord.evaluate import gold
from onrecord.intake.add import keep_entry
from onrecord.intake.reading import entry_of
from onrecord.intake.sightings import sightings
from onrecord.issues import touches
from onrecord.model.actor import Mention
from onrecord.model.attribution import Attribution
from onrecord.model.issue import Codebook, Issue, Touch
from onrecord.model.sighting import Sighting
from onrecord.model.span import Span
from onrecord.model.statement import Reading, Statement
from onrecord.pipeline import read
from onrecord.record import codebook, create_store, links
from onrecord.record.sightings import of_articles
from onrecord.speakers.keys import speaker_key
from onrecord.text import take_apart

SHARED = Path(__file__).parents[2] / "shared/gold"
KEPT = Path(__file__).parents[1] / "build/stories"
PACKAGE = Path(__file__).parents[1] / "src/onrecord"
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
    """The sightings of a story as a record of its own gives them: of the reader's statements, or with `marked` of the gold
    ones. Kept in build/ until the reader or the story changes."""
    kept = KEPT / f"{_digest(story)}-{'marked' if marked else 'read'}.pickle"
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(pickle.dumps(_seen(story, marked)))
    found: Seen = pickle.loads(kept.read_bytes())
    return found


def _seen(story: Story, marked: bool) -> Seen:
    book = Codebook(story.id, tuple(_issue(told) for told in story.told["issues"]))
    readings = tuple((_marked_reading if marked else _read)(article) for article in story.articles)
    with tempfile.TemporaryDirectory() as place:
        store = create_store(str(Path(place, "story.db")))
        with store.write() as session:
            codebook.load(session, book)
            for reading in readings:
                keep_entry(session, entry_of(reading, book))
        with store.read() as session:
            found = tuple(of_articles(session, links.unmatched(session)))
        store.close()
    return _labelled(story, readings, found, book)


def _labelled(story: Story, readings: Sequence[Reading], found: Sequence[Sighting], book: Codebook) -> Seen:
    """Sightings with what gold says of them: those of an article are in the order of its reading."""
    places: dict[int, tuple[str, str]] = {}
    golden: dict[int, str] = {}
    utterances: dict[int, str] = {}
    touched: dict[int, Sequence[Touch]] = {}
    for number, article, reading in zip(sorted({one.article for one in found}), story.articles, readings, strict=True):
        kept = [statement for statement in reading.statements if any(map(str.isalnum, statement.content))]
        mine = [one.statement for one in found if one.article == number]
        numbers = {statement.id: n for statement, n in zip(kept, mine, strict=True)}
        issues = touches_of(reading, book)
        for name, theirs in _pairs(article, reading).items():
            golden[numbers[name]] = theirs["id"]
            if theirs["utterance"]:
                utterances[numbers[name]] = theirs["utterance"]
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


def _read(article: gold.Gold) -> Reading:
    """What the reader finds."""
    return read(article.article)


@cache
def _reader() -> bytes:
    """What the reader and all that comes before comparing hash to."""
    digest = sha256()
    rooms = ("attribution", "speakers", "text", "times", "issues", "lexicon", "intake", "record", "model")
    for file in sorted(file for room in rooms for file in (PACKAGE / room).rglob("*") if file.is_file()):
        if file.suffix != ".pyc" and file.name != "signs.yaml":
            digest.update(file.read_bytes())
    return digest.digest()


def _digest(story: Story) -> str:
    told = [repr(story.told), *(repr((one.article, one.statements)) for one in story.articles)]
    return sha256(_reader() + repr(told).encode()).hexdigest()[:20]


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
