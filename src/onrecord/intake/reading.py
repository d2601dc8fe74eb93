"""Articles to readings that are ready for the record, with issues and the words by which they are found."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from importlib import resources
from importlib.metadata import version

from onrecord.intake.sightings import sightings
from onrecord.issues import touches
from onrecord.model.actor import Actor
from onrecord.model.article import Article
from onrecord.model.entry import Entry, ReadingEntry
from onrecord.model.issue import Codebook
from onrecord.model.statement import Reading
from onrecord.pipeline import read


def prepare(article: Article, known: Sequence[Actor], codebook: Codebook) -> ReadingEntry:
    """Read an article; its statements have no actors yet. Those of which every word was taken out (blocks stand in their
    place) are left out. Raises UnknownLanguage and MissingDictionary."""
    return entry_of(read(article, known=known), codebook)


def entry_of(reading: Reading, codebook: Codebook) -> ReadingEntry:
    """A reading with the issues of its statements; see `prepare`."""
    found = dict(zip((s.id for s in reading.statements), touches(reading, codebook), strict=True))
    numbers = {s.id: place for place, s in enumerate(reading.statements)}
    seen = sightings(reading, found, article=0, numbers=numbers)
    entries = tuple(
        Entry(statement, found[statement.id], sight.lemmas, sight.named, sight.paragraph)
        for statement, sight in zip(reading.statements, seen, strict=True)
        if any(map(str.isalnum, statement.content))
    )
    article = reading.article
    return ReadingEntry(_lean(reading), entries, reader_version(), article.fetched, article.raw_sha256)


def _lean(reading: Reading) -> Reading:
    """A reading without the words of its text taken apart, which nothing asks for any more: it is handed to the process
    that writes."""
    return replace(reading, text=replace(reading.text, tokens=(), analyses=(), sentences=(), quotations=()))


@cache
def reader_version() -> str:
    """The version of the package, and what its weights and lexicons hash to: `0.1.0+3f9a2c1b`."""
    digest = hashlib.sha256()
    for room, ending in (
        ("attribution", (".npz", ".tsv")),
        ("issues", (".tsv", ".json")),
        ("lexicon", (".tsv", ".yaml")),
    ):
        place = resources.files("onrecord") / room
        folders = [place, *sorted((item for item in place.iterdir() if item.is_dir()), key=lambda item: item.name)]
        for folder in folders:
            for item in sorted(folder.iterdir(), key=lambda item: item.name):
                if item.name.endswith(ending):
                    digest.update(item.read_bytes())
    return f"{version('onrecord')}+{digest.hexdigest()[:8]}"
