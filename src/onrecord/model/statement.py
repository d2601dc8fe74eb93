"""What a reading gives: statements, times, and the article they stand in."""

from dataclasses import dataclass

from onrecord.model.actor import Mention
from onrecord.model.article import Article
from onrecord.model.attribution import Attribution
from onrecord.model.span import Span
from onrecord.model.text import Language, Text


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression, its TIMEX3 value resolved by the article's date, and the rule that resolved it."""

    span: Span
    value: str
    rule: str


@dataclass(frozen=True, slots=True)
class Statement:
    """An attribution with its speaker and, where the text tells it, the day on which it was said (`said_on`, TIMEX3;
    `said_on_rule` names the rule, empty where nothing was told)."""

    attribution: Attribution
    mention: Mention
    text: str
    said_on: str | None = None
    said_on_rule: str = ""

    @property
    def id(self) -> str:
        """`s1`, `s2`, … in the order of the cues."""
        return self.attribution.id

    @property
    def speaker(self) -> str:
        """The canonical name, or `?`."""
        return self.mention.speaker

    @property
    def source(self) -> str:
        """The words that name the source; pieces are joined by ` … `."""
        return self._words(self.attribution.source)

    @property
    def cue(self) -> str:
        """The words of the cue; pieces are joined by ` … `."""
        return self._words(self.attribution.cue)

    @property
    def content(self) -> str:
        """The words of the content; pieces are joined by ` … `."""
        return self._words(self.attribution.content)

    @property
    def reasons(self) -> tuple[str, ...]:
        """Every rule and model that had a part in the statement."""
        dated = (self.said_on_rule,) if self.said_on_rule else ()
        return self.attribution.reasons + self.mention.reasons + dated

    def _words(self, spans: tuple[Span, ...]) -> str:
        return " … ".join(self.text[s.start : s.end] for s in spans)


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was found in one article."""

    article: Article
    language: Language
    text: Text
    statements: tuple[Statement, ...]
    times: tuple[Time, ...]
