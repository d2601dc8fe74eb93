"""A small record with all that makes formats stumble: an emoji before the words, a paragraph break inside a quotation, an
unknown date, control characters, quotation marks, semicolons, line ends of three kinds, a name that begins with `=`."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from onrecord.intake.add import keep_entry
from onrecord.model.actor import Mention
from onrecord.model.article import Article
from onrecord.model.attribution import Attribution
from onrecord.model.entry import Entry, ReadingEntry
from onrecord.model.issue import Codebook, Issue, Touch
from onrecord.model.span import Span
from onrecord.model.statement import Reading, Statement, Time
from onrecord.model.text import Language, Paragraph, Range, Text, Zone
from onrecord.record import Store, codebook
from onrecord.speakers import speaker_key

BOOK = Codebook(
    "harbour",
    (
        Issue("pilots", {"en": "Pilots for every ship", "uk": "Лоцман на кожному судні"}, {"en": ("pilot",)}),
        Issue("dues", {"en": "Higher harbour dues", "ru": "Повышение портовых сборов"}, {"en": ("dues",)}),
    ),
)


@dataclass(frozen=True)
class Told:
    """One statement: words of the text for each role, in their order."""

    speaker: str
    type: str
    source: tuple[str, ...]
    cue: tuple[str, ...]
    content: tuple[str, ...]
    touches: tuple[Touch, ...] = ()
    more: tuple[tuple[str, Any], ...] = ()
    said_on: str | None = None


def about(issue: str, stance: str) -> Touch:
    return Touch(issue, stance, 0.9, ("issue.term",))  # type: ignore[arg-type]


ENGLISH = (
    'Harbour news 🚢; "all quiet"\r\n\r\nOn the quay 😀 =Quill, a pilot, told the crews on Monday: '
    '“Every ship needs a pilot;\n\nno "ifs", no buts.”\r\nThe Lantern Guild said dues were too high, =Quill added.\n'
)
UKRAINIAN = "Порт 🛟 мовчить\u0007\n\nМарта Ковила заявила, що збори зростуть; «лоцман» не потрібен.\n"
RUSSIAN = "Гильдия фонарей обсудила сборы.\n\nПо словам Гильдии фонарей, о сборах ещё говорят."


def build() -> list[ReadingEntry]:
    """Three articles: English, Ukrainian without a date, Russian."""
    quill = "=Quill"
    break_in = '“Every ship needs a pilot;\n\nno "ifs", no buts.”'
    return [
        _entry(
            Article("quay-1", ENGLISH, date(2031, 5, 6), "en", "The Quay; Daily", "harbour", "https://quay.example/1?a=1&b=2", "Harbour \"news\" 🚢"),
            "en",
            [
                Told(quill, "person", ("=Quill, a pilot",), ("told",), (break_in,), (about("pilots", "support"), about("dues", "oppose")), (("addressee", ("the crews",)), ("venue", ("On the quay",)), ("kind", "direct"), ("act", "demand")), "2031-05-05"),
                Told("Lantern Guild", "organization", ("The Lantern Guild",), ("said",), ("dues were too high",), (about("dues", "oppose"),), (("within", "s3"), ("hedged", True))),
                Told(quill, "person", ("=Quill#2",), ("added",), ("The Lantern Guild said dues were too high",), (), ()),
            ],
        ),
        _entry(
            Article("-2", UKRAINIAN, None, "uk", None, None, None, None),
            "uk",
            [Told("Марта Ковила", "person", ("Марта Ковила",), ("заявила",), ("що збори зростуть; «лоцман» не потрібен",), (about("dues", "support"), about("pilots", "oppose")))],
        ),
        _entry(
            Article("r3", RUSSIAN, date(2031, 5, 7), "ru", "Причал", "harbour", None, "Гильдия"),
            "ru",
            [
                Told("Гильдия фонарей", "organization", ("Гильдии фонарей",), ("По словам",), ("о сборах ещё говорят",), (about("dues", "neutral"),)),
                Told("?", "unknown", (), ("обсудила",), ("сборы",)),
            ],
        ),
    ]  # fmt: skip


def _entry(article: Article, language: Language, told: list[Told]) -> ReadingEntry:
    text = article.text
    statements = tuple(_statement(text, place, one) for place, one in enumerate(told, 1))
    lines = tuple(_paragraphs(text, language))
    times = (Time(_find(text, "on Monday"), "2031-05-05", "time.weekday"),) if "on Monday" in text else ()
    reading = Reading(article, language, Text(article, language, (), (), (), lines, ()), statements, times)
    entries = tuple(
        Entry(statement, one.touches, tuple(statement.content.lower().split()))
        for statement, one in zip(statements, told, strict=True)
    )
    return ReadingEntry(reading, entries, "by-hand")


def _statement(text: str, place: int, told: Told) -> Statement:
    more = dict(told.more)
    attribution = Attribution(
        id=f"s{place}",
        source=_spans(text, told.source),
        cue=_spans(text, told.cue),
        content=_spans(text, told.content),
        addressee=_spans(text, more.pop("addressee", ())),
        venue=_spans(text, more.pop("venue", ())),
        zone="body",
        kind=more.pop("kind", "indirect"),
        act=more.pop("act", "assert"),
        hedged=more.pop("hedged", False),
        within=more.pop("within", None),
        confidence=0.75,
        reasons=("cue.verb", "content.clause"),
    )
    key = speaker_key(told.speaker) if told.speaker != "?" else ""
    mention = Mention(attribution.id, told.speaker, told.type, key, role="a pilot" if "Quill" in key else "")  # type: ignore[arg-type]
    return Statement(attribution, mention, text, told.said_on, "said.weekday" if told.said_on else "")


def _spans(text: str, words: tuple[str, ...]) -> tuple[Span, ...]:
    return tuple(_find(text, one) for one in words)


def _find(text: str, words: str) -> Span:
    words, _, nth = words.partition("#")
    start = -1
    for _ in range(int(nth or 1)):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


def _paragraphs(text: str, language: Language) -> Iterator[Paragraph]:
    here = 0
    zone: Zone = "headline"
    for line in text.splitlines(keepends=True):
        if line.strip():
            yield Paragraph(Span(here, here + len(line.rstrip())), Range(0, 0), zone, language)
            zone = "body"
        here += len(line)


def fill(store: Store) -> None:
    """Keep the three articles in an empty record."""
    with store.write() as session:
        codebook.load(session, BOOK)
        for entry in build():
            keep_entry(session, entry)
