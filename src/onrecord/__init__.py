"""Who said what: reads Ukrainian, Russian and English news and builds the public record of it.

    import onrecord
    reading = onrecord.read(text, published="2026-02-09")
    for s in reading.statements:
        print(s.speaker, s.cue, s.content)

    with onrecord.Record.create("onrecord.db") as record:
        for one in record.add(["articles/"]):
            print(one)
        print(record.find("ceasefire").total)

Everything named here is promised; everything else can be imported but may change.
"""

from datetime import date
from typing import TYPE_CHECKING

from onrecord.errors import OnRecordError
from onrecord.model.actor import Actor, Mention
from onrecord.model.article import Article
from onrecord.model.attribution import Attribution
from onrecord.model.span import Span
from onrecord.model.statement import Reading, Statement, Time

if TYPE_CHECKING:
    from onrecord.desk import Record

__all__ = [
    "Actor",
    "Article",
    "Attribution",
    "Mention",
    "OnRecordError",
    "Reading",
    "Record",
    "Span",
    "Statement",
    "Time",
    "read",
]
__version__ = "0.1.0"


def read(
    text: str,
    *,
    published: str | date | None = None,
    outlet: str | None = None,
    language: str | None = None,
    id: str = "article",
) -> Reading:
    """Every attribution in an article: who said what, by which words, to whom, when and on whose word.

    `text` is the article as plain text; every offset of the reading counts code points of it. `published` (a date or
    `YYYY-MM-DD`) resolves "yesterday" and "on Tuesday"; without it no such time is guessed. `language` is `uk`, `ru` or
    `en`, and found out where it is not given. Raises UnknownLanguage, MissingDictionary, and ValueError for a
    date that is none.
    """
    from onrecord.pipeline import read as read_article

    day = date.fromisoformat(published) if isinstance(published, str) else published
    return read_article(Article(id=id, text=text, published=day, language=language, outlet=outlet))


def __getattr__(name: str) -> object:
    """`Record`, which is imported when it is first asked for: `import onrecord` loads no database."""
    if name == "Record":
        from onrecord.desk import Record

        return Record
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
