"""From a reading to sightings: each statement as it is compared with those of other articles."""

import hashlib
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from onrecord.model.issue import Touch
from onrecord.model.sighting import Sighting
from onrecord.model.span import Span
from onrecord.model.statement import Reading, Statement
from onrecord.model.text import Text
from onrecord.text.concepts import fold

_OPENING = frozenset("«“„\"'‘([—–-:.!?…")


def sightings(
    reading: Reading,
    touches: Mapping[str, Sequence[Touch]],
    *,
    article: int,
    numbers: Mapping[str, int],
    actors: Mapping[str, int | None] | None = None,
) -> tuple[Sighting, ...]:
    """The statements of a reading as values that are compared, in the reading's order.

    `touches` are the issues of each statement by its id (`s1`, …), the leading one first; a statement without any may
    be missing. `article` is the article's number, `numbers` and `actors` the numbers of statements and of their speakers
    by statement id; the number of a statement must be higher than those before it in the text. KeyError where a
    statement has no number.
    """
    look = _Look(reading.text)
    return tuple(
        _sighting(reading, statement, look, touches.get(statement.id, ()), article, numbers, actors or {})
        for statement in reading.statements
    )


def _sighting(
    reading: Reading,
    statement: Statement,
    look: "_Look",
    touches: Sequence[Touch],
    article: int,
    numbers: Mapping[str, int],
    actors: Mapping[str, int | None],
) -> Sighting:
    said, who = statement.attribution, statement.mention
    tokens = look.tokens(said.content)
    return Sighting(
        statement=numbers[said.id],
        article=article,
        language=reading.language,
        published=reading.article.published,
        said_on=statement.said_on,
        outlet=reading.article.outlet,
        speaker=who.speaker,
        speaker_type=who.speaker_type,
        key=who.key,
        actor=actors.get(said.id),
        stands_for=who.stands_for,
        act=said.act,
        kind=said.kind,
        zone=said.zone,
        hedged=said.hedged,
        within=numbers.get(said.within) if said.within else None,
        content=statement.content,
        lemmas=tuple(look.lemma(i) for i in tokens),
        named=frozenset(place for place, i in enumerate(tokens) if i in look.names),
        cue=statement.cue,
        issue=touches[0].issue if touches else None,
        stance=touches[0].stance if touches else None,
        paragraph=look.paragraph(said.content[0]) if said.content else "",
        role=who.role,
        meant=tuple(one.name for one in who.candidates),
    )


class _Look:
    """A text with what is asked of it once for every statement."""

    def __init__(self, text: Text) -> None:
        self._text = text
        self._starts = [token.start for token in text.tokens]
        self.names = _names(text)
        self._hashes: dict[int, str] = {}

    def tokens(self, spans: Iterable[Span]) -> list[int]:
        """The words and numbers inside spans, as indices of the text's tokens."""
        found: list[int] = []
        for span in spans:
            first, last = bisect_left(self._starts, span.start), bisect_left(self._starts, span.end)
            found.extend(i for i in range(first, last) if self._text.tokens[i].kind != "mark")
        return found

    def lemma(self, i: int) -> str:
        """The likeliest lemma of a word in lower case; a number as it stands."""
        token, analyses = self._text.tokens[i], self._text.analyses[i]
        return fold(analyses[0].lemma if analyses and token.kind == "word" else token.form)

    def paragraph(self, span: Span) -> str:
        """A hash of the words of the paragraph that a span begins in; empty where it begins in none."""
        for number, paragraph in enumerate(self._text.paragraphs):
            if paragraph.span.start <= span.start < paragraph.span.end:
                if number not in self._hashes:
                    held = self._text.tokens[paragraph.tokens.first : paragraph.tokens.last]
                    words = " ".join(fold(token.form) for token in held if token.kind != "mark")
                    self._hashes[number] = hashlib.blake2b(words.encode("utf-8", "replace"), digest_size=8).hexdigest()
                return self._hashes[number]
        return ""


def _names(text: Text) -> frozenset[int]:
    """The words that are names: capitals inside a sentence, where the same word never stands without, and those words
    wherever else they stand."""
    capitals: list[int] = []
    small: set[str] = set()
    for i, token in enumerate(text.tokens):
        if token.kind == "word" and text.analyses[i]:
            if token.form[0].isupper() and token.form != "I":
                capitals.append(i)
            else:
                small.add(text.analyses[i][0].lemma.lower())
    opens = {sentence.first for sentence in text.sentences}
    opens |= {i + 1 for i, (a, _) in enumerate(pairwise(text.tokens)) if a.form in _OPENING}
    sure = {lemma for i in capitals if i not in opens and (lemma := text.analyses[i][0].lemma.lower()) not in small}
    return frozenset(i for i in capitals if text.analyses[i][0].lemma.lower() in sure)
