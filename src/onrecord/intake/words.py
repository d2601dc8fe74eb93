"""What a passage of a kept article is searched and compared by: its lemmas, names and paragraph."""

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.intake.sightings import sightings
from onrecord.model.actor import UNKNOWN, Mention
from onrecord.model.attribution import Attribution, Kind
from onrecord.model.kept import KeptArticle
from onrecord.model.span import Span
from onrecord.model.statement import Reading, Statement
from onrecord.model.text import Text
from onrecord.text import take_apart


@dataclass(frozen=True, slots=True)
class Words:
    """The lemmas of a content in their order, the places of names among them, a hash of its paragraph's words, and its
    kind as the quotation marks tell it."""

    lemmas: tuple[str, ...]
    named: frozenset[int]
    paragraph: str
    kind: Kind


def of(kept: KeptArticle, content: Sequence[Span]) -> Words:
    """The words of a content in the version of an article that `kept` is."""
    text = take_apart(kept.to_read())
    kind = _kind(text, content)
    said = Attribution("s1", (), tuple(content), tuple(content), kind, "assert", "body")
    statement = Statement(said, Mention("s1", UNKNOWN, "unknown"), kept.text)
    reading = Reading(text.article, text.language, text, (statement,), ())
    seen = sightings(reading, {}, article=0, numbers={"s1": 0})[0]
    return Words(seen.lemmas, seen.named, seen.paragraph, kind)


def _kind(text: Text, content: Sequence[Span]) -> Kind:
    quoted = [quotation.span for quotation in text.quotations]
    if all(any(one.holds(span) for one in quoted) for span in content):
        return "direct"
    return "mixed" if any(one.overlaps(span) for one in quoted for span in content) else "indirect"
