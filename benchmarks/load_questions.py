"""What is asked of the reading room: addresses drawn from a record, each kind as often as readers ask for it."""

import itertools
import random
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, fields
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

from benchmarks.generated import World
from benchmarks.load_record import LONG_NAME
from benchmarks.record import Asker
from onrecord.model.text import LANGUAGES
from onrecord.model.wanted import Wanted
from onrecord.record.fulltext import fold

MIX = (
    ("start", 8),
    ("search: nothing asked", 4),
    ("search: words", 20),
    ("search: a filter", 16),
    ("search: words and filters", 14),
    ("search: next page", 6),
    ("article", 16),
    ("actor", 10),
    ("statement", 6),
)
"""Kinds of pages, and how many of a hundred requests ask for each."""
WORDS = ("word 2000", "word 300", "word 300", "word 40", "word 150 + word 250", "prefix 500", "word 5")
FILTERS = ("speaker", "issue", "outlet", "act", "language", "side", "months", "stance")
"""A single filter, in turns; the widest leave a third of all statements."""
PARAMETERS = {"language": "lang"}
DRAWN = 4000


class Ask(NamedTuple):
    """One request; `url` is an address on the server, in ASCII."""

    kind: str
    url: str


class Question(NamedTuple):
    """The same for a peer that knows the tables: `path` for one row, else words and conditions on `statements`."""

    path: str = ""
    words: str = ""
    equal: tuple[tuple[str, int | str], ...] = ()


@dataclass(frozen=True)
class Sample:
    """Ids of a record; a list may be empty where there is nothing of the kind."""

    actors: Sequence[str]
    articles: Sequence[str]
    statements: Sequence[str]
    issues: Sequence[str]
    utterances: Sequence[str]
    tensions: Sequence[str]
    sides: Sequence[str]
    long: str | None


class Asking:
    """Draws questions. Actors are drawn as often as they speak; articles and statements by chance."""

    def __init__(self, world: World | None, path: Path, seed: int = 5) -> None:
        self.chance = random.Random(seed)
        self.asker = Asker(world, seed) if world else None
        self.words, self.filters = itertools.cycle(WORDS), itertools.cycle(FILTERS)
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as self.base:
            self.highest = {
                table: self.base.execute(f"SELECT max(number) FROM {table}").fetchone()[0] for table in ("articles", "statements")
            }  # fmt: skip
            self.held = self._sample()
            self.spoken = self._drawn("statements.actor", "statements", "actors")
            self.articles = self._drawn("articles.number", "articles", "articles")
            self.statements = self._drawn("statements.number", "statements", "statements")

    def mixed(self, many: int) -> list[Ask]:
        """Requests as MIX has them, in any order."""
        kinds = [kind for kind, share in MIX for _ in range(share)]
        return [self.one(self.chance.choice(kinds)) for _ in range(many)]

    def one(self, kind: str) -> Ask:
        """A request of a kind."""
        return Ask(kind, self._made(kind)[0])

    def pairs(self, many: int) -> Mapping[str, Sequence[tuple[Ask, Question]]]:
        """Requests that Datasette can answer too, each with the question for it."""
        kinds = ("search: words", "search: a filter", "article", "actor", "statement")
        found: dict[str, list[tuple[Ask, Question]]] = {}
        for kind in kinds:
            while len(found.setdefault(kind, [])) < many:
                url, question = self._made(kind)
                if question is not None:
                    found[kind].append((Ask(kind, url), question))
        return found

    def ids(self) -> Iterator[str]:
        """Statements for decisions, without end."""
        return (one for _, one in iter(lambda: self.chance.choice(self.statements), None))

    def sample(self) -> Sample:
        """Some of everything."""
        return self.held

    def _made(self, kind: str) -> tuple[str, Question | None]:
        if kind == "start":
            return "/", None
        if kind.startswith("search"):
            return self._search(kind)
        kind = kind.partition(":")[0]
        held = {"article": self.articles, "actor": self.spoken, "statement": self.statements}[kind]
        number, one = self.chance.choice(held)
        path = {"article": f"/a/{one}", "actor": f"/actors/{one}", "statement": f"/s/{one}"}[kind]
        if kind == "actor":
            return path, Question(equal=(("actor", number),))
        return path, Question(f"versions/{number},1" if kind == "article" else f"statements/{number}")

    def _search(self, kind: str) -> tuple[str, Question | None]:
        if kind == "search: nothing asked":
            return f"/search?sort={self.chance.choice(('newest', 'oldest', 'doubt'))}", None
        language = self.chance.choice(LANGUAGES)
        text = self._text(language) if "words" in kind else ""
        wanted: dict[str, object] = {}
        names = ["language"] if kind == "search: next page" else [next(self.filters)] if "filter" in kind else []
        names += [next(self.filters)] if kind == "search: words and filters" else []
        for name in names:
            assert self.asker
            wanted |= self.asker.filter(name, language)
        url = "/search?" + urlencode([*(("q", text) for _ in text[:1]), *_parameters(wanted)], encoding="utf-8")
        if kind == "search: next page":
            day = self.chance.randrange(738500, 741000)
            return (
                f"{url}&sort=newest&after=newest:{_date(day)}:{self.chance.randrange(self.highest['statements'])}",
                None,
            )
        return url, _question(text, wanted)

    def _text(self, language: str) -> str:
        assert self.asker
        return self.asker.text(language, next(self.words))  # type: ignore[arg-type]

    def _drawn(self, number: str, table: str, named: str) -> list[tuple[int, str]]:
        """Rows at random places of a table -> the number and id of what is asked for."""
        found = []
        join = "" if table == named else f"JOIN {named} ON {named}.number = {number}"
        for _ in range(min(DRAWN, self.highest[table])):
            at = self.chance.randint(1, self.highest[table])
            query = f"SELECT {number}, {named}.id FROM {table} {join} WHERE {table}.number = ?"
            found += self.base.execute(query, (at,)).fetchall()
        return found

    def _sample(self) -> Sample:
        def some(query: str) -> list[str]:
            return [row[0] for row in self.base.execute(query)]

        long = some(f"SELECT id FROM articles WHERE name = '{LONG_NAME}'")
        often = "SELECT actors.id FROM tallies JOIN actors ON number = value WHERE kind = 1 ORDER BY count"
        return Sample(
            actors=some(f"{often} DESC LIMIT 1") + some(f"{often} LIMIT 1"),
            articles=some("SELECT id FROM articles ORDER BY number LIMIT 1"),
            statements=some("SELECT id FROM statements WHERE utterance IS NOT NULL LIMIT 1"),
            issues=some("SELECT id FROM issues ORDER BY number LIMIT 1"),
            utterances=some("SELECT id FROM utterances LIMIT 1"),
            tensions=some("SELECT id FROM tensions LIMIT 1"),
            sides=some("SELECT side FROM actors WHERE side IS NOT NULL LIMIT 1"),
            long=long[0] if long else None,
        )


def overviews(held: Sample) -> Iterator[tuple[str, str]]:
    """Every kind of page: its name and address."""
    yield from (("start", "/"), ("search", "/search"), ("search, 50", "/search?limit=50"))
    yield from (("article", f"/a/{one}") for one in held.articles)
    if held.long:
        yield "article of 2,000 statements", f"/a/{held.long}"
    yield from (("statement", f"/s/{one}") for one in held.statements)
    yield from zip(("actor heard most", "actor heard least"), (f"/actors/{one}" for one in held.actors), strict=False)
    yield from (("actors", "/actors"), ("issues", "/issues"))
    yield from (("issue", f"/issues/{one}") for one in held.issues)
    yield from (("positions", "/positions"), ("timeline", "/timeline"), ("timeline, by side", "/timeline?by=side"))
    for side in held.sides:
        yield "positions of a side", "/positions?" + urlencode({"side": side})
        yield "timeline of a side", "/timeline?" + urlencode({"side": side})
        yield "plots of a side", "/plots?" + urlencode({"side": side})
    yield from (("plots", "/plots"), ("utterances", "/utterances"), ("tensions", "/tensions"))
    yield from (("utterance", f"/u/{one}") for one in held.utterances)
    yield from (("tension", f"/tensions/{one}") for one in held.tensions)
    yield from (("review", "/review"), ("history", "/review/history"), ("add", "/add"))


def _parameters(wanted: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """The fields of Wanted as parameters of an address."""
    known = {field.name for field in fields(Wanted)}
    for name, value in wanted.items():
        assert name in known
        for one in value if isinstance(value, tuple) else (value,):
            yield PARAMETERS.get(name, name), str(one)


def _question(text: str, wanted: Mapping[str, object]) -> Question | None:
    """For the peer: columns that hold what is filtered by as it is; None for what it would have to look up."""
    if wanted.keys() - {"act", "language", "stance", "kind"}:
        return None
    equal = tuple((name, str(value[0])) for name, value in wanted.items() if isinstance(value, tuple))
    return Question("", " ".join(fold(word) + "*" * word.endswith("*") for word in text.split()), equal)


def _date(ordinal: int) -> str:
    from datetime import date

    return date.fromordinal(ordinal).isoformat()
