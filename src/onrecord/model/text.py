"""An article taken apart: paragraphs with their zones, sentences, tokens with their word forms, quotations."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

from onrecord.model.article import Article
from onrecord.model.span import Span

Language = Literal["uk", "ru", "en"]
Zone = Literal["headline", "teaser", "body", "subhead", "caption", "background", "boilerplate"]

LANGUAGES: tuple[Language, ...] = ("uk", "ru", "en")
ZONES: tuple[Zone, ...] = ("headline", "teaser", "body", "subhead", "caption", "background", "boilerplate")


class Token(NamedTuple):
    """A word, number or mark. `kind`: `word`, `number` or `mark`. Offsets into `Article.text`."""

    start: int
    end: int
    form: str
    kind: str

    @property
    def span(self) -> Span:
        """Its place."""
        return Span(self.start, self.end)


class Analysis(NamedTuple):
    """One reading of a word form by the dictionary. Values are Universal Dependencies' names in lower case; empty
    where they do not apply. `name`: `given`, `surname`, `patronymic`, `place`, `organization` or empty.
    `known` is false where the form was guessed by its ending."""

    lemma: str
    pos: str = "x"
    case: str = ""
    number: str = ""
    gender: str = ""
    person: str = ""
    tense: str = ""
    form: str = ""
    animacy: str = ""
    name: str = ""
    known: bool = True


class Range(NamedTuple):
    """Half-open `[first, last)` in token indices of one `Text`."""

    first: int
    last: int


class Paragraph(NamedTuple):
    """A run of text between line breaks (or a part of one, where boilerplate is glued to a sentence)."""

    span: Span
    tokens: Range
    zone: Zone
    language: Language


class Quotation(NamedTuple):
    """Text in a pair of marks, with the marks. `depth` 0 is outermost. `closed` is false where the closing mark
    is missing and the quotation was ended at the end of its paragraph (which never reaches another paragraph)."""

    span: Span
    depth: int
    closed: bool


@dataclass(frozen=True, slots=True)
class Text:
    """All that is known of an article before attributions are looked for.

    `tokens` are in order and do not overlap; tokens of boilerplate are left out, so nothing is found there.
    `analyses[i]` are the dictionary's readings of `tokens[i]`, the likeliest first; marks have none.
    `sentences` partition `tokens`; no sentence crosses a paragraph.
    """

    article: Article
    language: Language
    tokens: tuple[Token, ...]
    analyses: tuple[tuple[Analysis, ...], ...]
    sentences: tuple[Range, ...]
    paragraphs: tuple[Paragraph, ...]
    quotations: tuple[Quotation, ...]

    def words(self, span: Span) -> str:
        """The characters at a place, as the article has them."""
        return self.article.text[span.start : span.end]
