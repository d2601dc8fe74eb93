"""Articles and statements in any number, as values, without the reader: for the benchmark of the record and its test.

Words are those of the training articles and samples (invented, ours), each language's in the order of its own frequency,
drawn as they are distributed there: a few words everywhere, most of them rarely. Names are made of syllables. The same
seed gives the same record.
"""

import json
import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import accumulate, chain, repeat
from pathlib import Path

from onrecord import samples
from onrecord.model.actor import Candidate, Mention
from onrecord.model.article import Article
from onrecord.model.attribution import ACTS, KINDS, Act, Attribution, Kind
from onrecord.model.entry import Entry, ReadingEntry
from onrecord.model.issue import STANCES, Codebook, Issue, Touch
from onrecord.model.span import Span
from onrecord.model.statement import Reading, Statement, Time
from onrecord.model.text import LANGUAGES, Language, Paragraph, Range, Text, Zone
from onrecord.speakers import speaker_key
from onrecord.text.morphology import analyser

ROOT = Path(__file__).parents[1]
MARK = re.compile(r"\[\[[a-z]\d+:|\]\]")
WORD = re.compile(r"[^\W\d_]+(?:['’ʼ-][^\W\d_]+)*")

STATEMENTS = 10
"""Of an article."""
WORDS = 320
"""Of an article."""
ACTORS, OUTLETS, ISSUES, YEARS = 3000, 40, 25, 10
FIRST_DAY = date(2022, 1, 1)
CONTENT = (4, 26)
"""Words of a content: any number between, the same chance for each."""
NAMED = 0.15
"""The share of contents in which somebody's surname stands: most of them are rare words."""
SIDES = ("North", "South", "East", "West", None)
CUES = {
    "uk": ["заявив", "повідомила", "наголосив", "пообіцяла", "заперечив", "закликала", "вважає"],
    "ru": ["заявил", "сообщила", "подчеркнул", "пообещала", "опроверг", "призвала", "считает"],
    "en": ["said", "announced", "stressed", "promised", "denied", "urged", "believes"],
}
RULES = tuple(f"rule.{name}{i}" for name in ("cue", "link", "kind", "act", "speaker") for i in range(30))
_LATIN = [
    "ba",
    "da",
    "fa",
    "ka",
    "la",
    "ma",
    "na",
    "pa",
    "ra",
    "sa",
    "ta",
    "va",
    "bo",
    "do",
    "ko",
    "lo",
    "mo",
    "no",
    "po",
    "ro",
    "so",
    "to",
    "vo",
    "bu",
    "du",
    "ku",
    "lu",
    "mu",
    "nu",
    "pu",
    "ru",
    "su",
    "tu",
    "vu",
]
_CYRILLIC = dict(zip("abdfklmnoprstuv", "абдфклмнопрстув", strict=True))


@dataclass(frozen=True, slots=True)
class Person:
    """A made name in both scripts, and the side."""

    latin: str
    cyrillic: str
    side: str | None

    def name(self, language: Language) -> str:
        return self.latin if language == "en" else self.cyrillic


@dataclass(frozen=True, slots=True)
class Draw:
    """Things with the chance of each."""

    things: Sequence[str]
    sums: Sequence[float]

    def some(self, chance: random.Random, many: int) -> list[str]:
        return chance.choices(self.things, cum_weights=self.sums, k=many)


def zipf(many: int, power: float = 1.0) -> list[float]:
    """Summed weights of ranks 1, 2, …"""
    return list(accumulate(1 / (rank**power) for rank in range(1, many + 1)))


class World:
    """What articles are made of: words with lemmas, persons, outlets, issues."""

    def __init__(self, seed: int = 7) -> None:
        self._chance = random.Random(seed)
        self.words = {language: vocabulary(language) for language in LANGUAGES}
        self.lemma = {
            language: {form: analyser(language).analyse(form)[0].lemma.lower() for form in draw.things}
            for language, draw in self.words.items()
        }
        self.persons = list(self._persons())
        self._person_sums = zipf(ACTORS, 0.8)
        self.outlets: list[tuple[str, Language]] = [(f"Outlet {i + 1}", LANGUAGES[i % 3]) for i in range(OUTLETS)]
        self._outlet_sums = zipf(OUTLETS, 0.6)
        self.codebook = Codebook(
            "generated", tuple(Issue(f"issue{i + 1}", {"en": f"Issue {i + 1}"}, {}) for i in range(ISSUES))
        )
        self._issue_sums = zipf(ISSUES, 0.7)
        self.topics = {
            language: [list(draw.things[100 + i :: 400][:12]) for i in range(ISSUES)]
            for language, draw in self.words.items()
        }

    def _persons(self) -> Iterator[Person]:
        seen: set[str] = set()
        while len(seen) < ACTORS:
            given, surname = ("".join(self._chance.choices(_LATIN, k=k)).title() for k in (2, 3))
            if f"{given} {surname}" not in seen:
                seen.add(f"{given} {surname}")
                name = f"{given} {surname}"
                cyrillic = "".join(_CYRILLIC.get(c.lower(), c) for c in name).title()
                yield Person(name, cyrillic, SIDES[len(seen) % len(SIDES)])

    def articles(self, many: int, actors: Sequence[int]) -> Iterator[ReadingEntry]:
        """Articles in no order of days; `actors` are the numbers of `persons` in the record."""
        for number in range(many):
            yield self.article(number, actors)

    def article(self, number: int, actors: Sequence[int], statements: int = STATEMENTS) -> ReadingEntry:
        return _Writer(self, random.Random(number), number, actors, statements).entry()

    def draw_person(self, chance: random.Random) -> int:
        return chance.choices(range(ACTORS), cum_weights=self._person_sums)[0]

    def draw_outlet(self, chance: random.Random) -> tuple[str, Language]:
        return chance.choices(self.outlets, cum_weights=self._outlet_sums)[0]

    def draw_issues(self, chance: random.Random) -> list[int]:
        many = chance.choices((0, 1, 2), (3, 5, 2))[0]
        return list(dict.fromkeys(chance.choices(range(ISSUES), cum_weights=self._issue_sums, k=many)))

    @cached_property
    def lines(self) -> dict[Language, list[str]]:
        """For each language its words from the commonest to the rarest."""
        return {language: list(draw.things) for language, draw in self.words.items()}


class _Writer:
    """One article: a sentence a statement with plain sentences between, in paragraphs of four."""

    def __init__(
        self, world: World, chance: random.Random, number: int, actors: Sequence[int], statements: int
    ) -> None:
        self.world, self.chance, self.number, self.actors = world, chance, number, actors
        self.statements = statements
        self.outlet, self.language = world.draw_outlet(chance)
        self.day = FIRST_DAY + timedelta(chance.randrange(365 * YEARS))
        self.pieces: list[str] = []
        self.at = 0
        self.spoken: list[int] = [world.draw_person(chance) for _ in range(4)]

    def entry(self) -> ReadingEntry:
        made = []
        breaks = [0]
        left = WORDS * self.statements // STATEMENTS
        for place in range(1, self.statements + 1):
            content = self._words(self.chance.randint(*CONTENT))
            issues = self.world.draw_issues(self.chance)
            for issue in issues:
                content.insert(
                    self.chance.randrange(len(content)), self.chance.choice(self.world.topics[self.language][issue])
                )
            if self.chance.random() < NAMED:
                content.append(self.world.persons[self.world.draw_person(self.chance)].name(self.language).split()[1])
            made.append((self._statement(place, content), content, issues))
            left -= len(content) + 3
            filler = (
                max(0, left - (self.statements - place) * (sum(CONTENT) // 2 + 3))
                if place < self.statements
                else max(0, left)
            )
            filler = min(filler, WORDS // STATEMENTS)
            left -= filler
            if filler:
                self._put(" ".join(self._words(filler)).capitalize() + ". ")
            if place % 4 == 0 or place == self.statements:
                self._put("\n\n")
                breaks.append(self.at)
        return self._entry("".join(self.pieces), breaks, made)

    def _entry(
        self, text: str, breaks: list[int], made: list[tuple[tuple[Attribution, Mention, int], list[str], list[int]]]
    ) -> ReadingEntry:
        name = f"g{self.number}"
        article = Article(
            name, text, self.day, self.language, self.outlet, f"story{self.number // 50}",
            f"https://{self.outlet.replace(' ', '').lower()}.example/{self.day:%Y/%m/%d}/{name}", text[:60].split("\n", maxsplit=1)[0],
        )  # fmt: skip
        zones: Iterator[Zone] = chain(("headline",), repeat("body"))
        paragraphs = tuple(
            Paragraph(Span(a, b - 2), Range(0, 0), zone, self.language)
            for a, b, zone in zip(breaks, breaks[1:], zones, strict=False)
        )
        times = tuple(Time(Span(i * 40, i * 40 + 8), str(self.day + timedelta(i)), "time.day") for i in range(3))
        entries = []
        for (a, mention, who), content, issues in made:
            touches = tuple(self._touch(issue) for issue in issues)
            statement = Statement(a, mention, text, str(self.day) if self.chance.random() < 0.05 else None)
            lemma = self.world.lemma[self.language]
            paragraph = f"{hash((self.number, a.content[0].start)) & 0xFFFFFFFFFFFFFFFF:016x}"
            entries.append(
                Entry(
                    statement,
                    touches,
                    tuple(lemma.get(word, word.lower()) for word in content),
                    frozenset({0}),
                    paragraph,
                    self.actors[who] if who >= 0 else None,
                )
            )
        whole = Text(article, self.language, (), (), (), paragraphs, ())
        reading = Reading(article, self.language, whole, tuple(e.statement for e in entries), times)
        return ReadingEntry(reading, tuple(entries), "generated")

    def _statement(self, place: int, content: list[str]) -> tuple[Attribution, Mention, int]:
        chance = self.chance
        who = chance.choice(self.spoken) if chance.random() < 0.9 else -1
        name = self.world.persons[who].name(self.language) if who >= 0 else ""
        said = self._put(" ".join(content))
        self._put(", ")
        cue = self._put(chance.choice(CUES[self.language]))
        source: tuple[Span, ...] = ()
        if who >= 0:
            self._put(" ")
            source = (self._put(name),)
        self._put(". ")
        kind: Kind = chance.choices(KINDS, (25, 60, 15))[0]
        act: Act = chance.choices(ACTS, (45, 5, 5, 8, 8, 5, 4, 5, 6, 4, 1, 1, 3))[0]
        zone: Zone = "headline" if place == 1 else "body"
        a = Attribution(
            f"s{place}", source, (cue,), (said,), kind, act, zone, (), (), chance.random() < 0.06,
            f"s{place - 1}" if place > 1 and chance.random() < 0.15 else None, round(0.3 + 0.7 * chance.random(), 4),
            tuple(chance.choices(RULES, k=6)),
        )  # fmt: skip
        if who < 0:
            return a, Mention(a.id, "?", "unknown"), who
        candidates = (
            Candidate(name, 1.25),
            Candidate(self.world.persons[chance.choice(self.spoken)].name(self.language), -0.5, "farther"),
        )
        mention = Mention(
            a.id, name, "person", speaker_key(name), self.world.persons[who].latin,
            role="minister" if chance.random() < 0.3 else "", candidates=candidates if chance.random() < 0.3 else (),
        )  # fmt: skip
        return a, mention, who

    def _touch(self, issue: int) -> Touch:
        stance = self.chance.choices(STANCES, (40, 25, 35))[0]
        return Touch(f"issue{issue + 1}", stance, 0.8, ("term:word", f"sign.{stance}"))

    def _words(self, many: int) -> list[str]:
        return self.world.words[self.language].some(self.chance, many)

    def _put(self, words: str) -> Span:
        span = Span(self.at, self.at + len(words))
        self.pieces.append(words)
        self.at = span.end
        return span


def vocabulary(language: Language) -> Draw:
    """The forms of a language from the commonest to the rarest, with the chance of each as Zipf has it."""
    found = Counter(word.lower() for text in own(language) for word in WORD.findall(text))
    forms = [form for form, _ in sorted(found.items(), key=lambda item: (-item[1], item[0]))]
    return Draw(forms, zipf(len(forms)))


def own(language: Language) -> list[str]:
    """The training articles and samples of a language."""
    texts = []
    for path in sorted((ROOT / "training").rglob("*.marked")):
        head, body, _ = path.read_text(encoding="utf-8").split("\n---\n")
        if f"lang: {language}" in head:
            texts.append(MARK.sub("", body))
    lines = map(json.loads, samples.articles().read_text(encoding="utf-8").splitlines())
    return texts + [line["text"] for line in lines if line["lang"] == language]
