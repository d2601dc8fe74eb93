"""One text with the look-ups that all parts of the room share. Everything in it is made in one pass."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from onrecord.model.span import Span
from onrecord.model.text import Analysis, Language, Text, Token
from onrecord.speakers import lexica

OPENING = frozenset("«“„\"‘'‚”")
CLOSING = frozenset("»”“\"’'‘")
_MOST = 100_000  # forms that are remembered per process
_BODIES: dict[tuple[str, str, str], lexica.Body | None] = {}
_ROLES: dict[tuple[str, str, str], lexica.Role | None] = {}
COMMA, DASHES = ",", frozenset("–—-−")


@lru_cache(maxsize=_MOST)
def plain(form: str) -> str:
    """A form with the one apostrophe of the lexicon, without the English genitive and without stress marks."""
    if form.isascii() and form.isalpha():
        return form
    return form.replace("’", "'").replace("ʼ", "'").replace("\u0301", "").replace("‑", "-")


def _tied(form: str, particles: Container[str]) -> bool:
    """Whether a particle is tied to a name by a hyphen: аль-Верба."""
    head, _, rest = form.partition("-")
    return rest[:1].isupper() and head in particles


@dataclass(frozen=True)
class View:
    """A Text, with token look-ups by offset, sentence numbers and lower-case forms. Indices count in `text.tokens`."""

    text: Text

    @cached_property
    def language(self) -> Language:
        """The article's language."""
        return self.text.language

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """The tokens of the text."""
        return self.text.tokens

    @cached_property
    def told_titles(self) -> dict[tuple[int, int], frozenset[str]]:
        """What each title looked at so far is called, by its tokens: see `descriptions`."""
        return {}

    @cached_property
    def forms(self) -> tuple[str, ...]:
        """Each token's form, with the one apostrophe of the lexicon."""
        return tuple(plain(t.form) if t.kind == "word" else t.form for t in self.text.tokens)

    @cached_property
    def low(self) -> tuple[str, ...]:
        """Each token's form in lower case."""
        return tuple(form.lower() for form in self.forms)

    @cached_property
    def starts(self) -> list[int]:
        """The offset of each token, for bisection."""
        return [t.start for t in self.text.tokens]

    @cached_property
    def sentence(self) -> list[int]:
        """The number of the sentence that each token stands in."""
        numbers = [0] * len(self.text.tokens)
        for number, (first, last) in enumerate(self.text.sentences):
            numbers[first:last] = [number] * (last - first)
        return numbers

    @cached_property
    def paragraph(self) -> list[int]:
        """The number of the paragraph that each token stands in."""
        numbers = [0] * len(self.text.tokens)
        for number, paragraph in enumerate(self.text.paragraphs):
            first, last = paragraph.tokens
            numbers[first:last] = [number] * (last - first)
        return numbers

    @cached_property
    def quoted(self) -> list[bool]:
        """Whether a token stands inside a quotation of more than four words (shorter ones are names)."""
        marks = [False] * len(self.text.tokens)
        for quotation in self.text.quotations:
            first, last = self.within(quotation.span)
            if last - first > 6:
                marks[first:last] = [True] * (last - first)
        return marks

    @cached_property
    def lower_words(self) -> frozenset[str]:
        """The words that the article writes in lower case somewhere."""
        return frozenset(form for form in self.forms if form[:1].islower())

    @cached_property
    def places_of(self) -> dict[str, list[int]]:
        """Where each capitalised form stands."""
        found: dict[str, list[int]] = {}
        for i, form in enumerate(self.forms):
            if self.capitals[i]:
                found.setdefault(form, []).append(i)
        return found

    @cached_property
    def places_by_low(self) -> dict[str, list[int]]:
        """Where each form stands, in lower case and whatever its capitals."""
        found: dict[str, list[int]] = {}
        for i, form in enumerate(self.low):
            found.setdefault(form, []).append(i)
        return found

    @cached_property
    def form_counts(self) -> Counter[str]:
        """How often each form stands in the text."""
        return Counter(self.forms)

    def honorific(self, i: int) -> str:
        """The gender (masc, fem, com) that an honorific right before the token tells, or empty."""
        known = lexica.naming(self.language, "honorific")
        for j in (i - 1, i - 2):
            if j >= 0 and self.low[j] in known and (j == i - 1 or self.tokens[i - 1].form == "."):
                return known[self.low[j]]
        return ""

    def quoted_name(self, i: int) -> bool:
        """Whether the word stands right behind an opening quotation mark, as the name of an outlet or a party does."""
        return (
            i > 0
            and self.tokens[i - 1].form in OPENING
            and self.tokens[i - 1].end == self.tokens[i].start
            and not self.quoted[i]
        )

    @cached_property
    def in_name(self) -> list[bool]:
        """Whether a token stands inside the marks of a short quotation that begins with a capital: the name of a thing."""
        marks = [False] * len(self.text.tokens)
        for quotation in self.text.quotations:
            first, last = self.within(quotation.span)
            if 2 < last - first <= 6 and self.capital(first + 1):
                marks[first:last] = [True] * (last - first)
        return marks

    def within(self, span: Span) -> tuple[int, int]:
        """The tokens that lie in a span: first, and one past the last."""
        first = bisect_left(self.starts, span.start)
        if first and self.tokens[first - 1].end > span.start:
            first -= 1
        return first, bisect_left(self.starts, span.end)

    def indices(self, spans: Iterable[Span]) -> tuple[int, ...]:
        """The tokens of several spans, in order."""
        return tuple(i for span in spans for i in range(*self.within(span)))

    def before(self, offset: int) -> int:
        """The last token that starts before the offset, or -1."""
        return bisect_right(self.starts, offset - 1) - 1

    def opens(self, i: int) -> bool:
        """Whether the token is the first word of its sentence (after marks), or the first in a quotation."""
        if i == 0 or self.sentence[i - 1] != self.sentence[i]:
            return True
        before = self.tokens[i - 1]
        if before.kind != "mark":
            return False
        return before.form in OPENING or before.form in "!?:…" or before.form in DASHES and self._first_word(i)

    def _first_word(self, i: int) -> bool:
        first = self.text.sentences[self.sentence[i]].first
        return all(self.tokens[j].kind == "mark" for j in range(first, i))

    @cached_property
    def capitals(self) -> list[bool]:
        """Whether each token is a word that begins with a capital."""
        particles = lexica.naming(self.language, "particle")
        return [
            t.kind == "word" and (t.form[0].isupper() or "-" in t.form and _tied(t.form, particles))
            for t in self.text.tokens
        ]

    def capital(self, i: int) -> bool:
        """Whether the token is a word that begins with a capital."""
        return self.capitals[i]

    def analyses(self, i: int) -> Sequence[Analysis]:
        """The dictionary's readings of a token; a few Ukrainian nominatives stand there without a case (директор)."""
        found = self.text.analyses[i]
        if self.language == "uk" and found and found[0].pos == "noun" and not found[0].case:
            return tuple(a._replace(case="nom") if a.pos == "noun" and a.lemma == self.low[i] else a for a in found)
        return found

    def role(self, i: int) -> lexica.Role | None:
        """The title or trade that the token names, where it is one."""
        analyses = self.text.analyses[i]
        key = (self.language, self.low[i], analyses[0].lemma if analyses else "")
        if key not in _ROLES:
            if len(_ROLES) > _MOST:
                _ROLES.clear()
            _ROLES[key] = self._role(i)
        return _ROLES[key]

    def _role(self, i: int) -> lexica.Role | None:
        known = lexica.roles(self.language)
        if self.low[i] in known:
            return known[self.low[i]]
        if self.language == "en":
            return known.get(self.singular(i))
        for a in self.text.analyses[i]:
            if a.pos in ("noun", "adj") and a.lemma in known:
                return known[a.lemma]
        if "-" in self.low[i]:  # лікар-кардіолог, екс-міністр
            for a in self.text.analyses[i]:
                for part in reversed(a.lemma.split("-")):
                    if a.pos == "noun" and part in known:
                        return known[part]
        return None

    def body(self, i: int) -> lexica.Body | None:
        """The organisation, group or document whose head noun the token is, where it is one."""
        analyses = self.text.analyses[i]
        key = (self.language, self.forms[i], analyses[0].lemma if analyses else "")
        if key not in _BODIES:
            if len(_BODIES) > _MOST:
                _BODIES.clear()
            _BODIES[key] = self._body(i)
        return _BODIES[key]

    def _body(self, i: int) -> lexica.Body | None:
        known = lexica.bodies(self.language)
        found = known.get(self.forms[i]) or known.get(self.low[i])
        if found:
            return found
        if self.language == "en":
            return known.get(self.singular(i))
        for a in self.text.analyses[i]:
            if a.pos == "noun" and a.lemma in known:
                return known[a.lemma]
        return None

    def lemma(self, i: int) -> str:
        """The likeliest lemma of a noun at this place."""
        if self.language == "en":
            return self.singular(i)
        for a in self.text.analyses[i]:
            if a.pos == "noun":
                return a.lemma
        analyses = self.text.analyses[i]
        return analyses[0].lemma if analyses else self.low[i]

    def singular(self, i: int) -> str:
        """The lemma of an English token, without a genitive."""
        analyses = self.text.analyses[i]
        word = self.low[i].removesuffix("'s").removesuffix("'")
        lemma = analyses[0].lemma.removesuffix("'s") if analyses else word
        return lemma if lemma != self.low[i] else word

    def pronoun(self, i: int) -> lexica.Pronoun | None:
        """The pronoun at this place."""
        return lexica.pronouns(self.language).get(self.low[i])

    def glued(self, i: int) -> bool:
        """Whether nothing but blanks stands between the token and the one before it, in one sentence."""
        return i > 0 and self.sentence[i] == self.sentence[i - 1]
