"""The bodies of an article: acronyms told in brackets, phrases with a head noun (служба, ministry), quoted names."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.model.actor import ActorType
from onrecord.speakers import lexica
from onrecord.speakers.naming import is_acronym
from onrecord.speakers.people import People
from onrecord.speakers.phrases import phrase_in_nominative
from onrecord.speakers.view import CLOSING, OPENING, View

_FAR = 12
_SHORT = 2
_MANY = 40


@dataclass(frozen=True, slots=True)
class Phrase:
    """A body as the article names it at one place: tokens, the name in the nominative, and what it is."""

    first: int
    last: int
    name: str
    type: ActorType


class Bodies:
    """What the article tells of bodies. Phrases are read only where somebody asks for their head noun."""

    def __init__(self, view: View, people: People) -> None:
        self.view = view
        self.people = people
        self.heads: dict[str, list[int]] = {}
        self.acronyms: dict[str, Phrase] = {}
        self.quoted: dict[str, ActorType] = {}
        self._phrases: dict[int, Phrase] = {}
        self._spelled_out: dict[str, Phrase | None] = {}
        for i in range(len(view.tokens)):
            if view.tokens[i].kind != "word":
                if view.tokens[i].form == "(":
                    self._bracket(i)
                continue
            if view.body(i):
                self.heads.setdefault(view.lemma(i), []).append(i)
                self._class_of_quoted(i)

    def phrase(self, i: int) -> Phrase:
        """The phrase whose head noun stands at the token."""
        if i not in self._phrases:
            told = next((p for p in self.acronyms.values() if p.first <= i < p.last and self.view.body(i)), None)
            self._phrases[i] = told if told is not None and self._is_head(told, i) else self._read(i)
        return self._phrases[i]

    def fullest(self, name: str, i: int) -> str:
        """The longest name of a body with this head that begins with these words."""
        best = name
        for j in self.heads.get(self.view.lemma(i), [])[:_MANY]:
            phrase = self.phrase(j)
            if (
                len(phrase.name) > len(best)
                and phrase.name.lower().startswith(name.lower() + " ")
                and self._proper(phrase)
            ):
                best = phrase.name
        return best

    def _proper(self, phrase: Phrase) -> bool:
        """Whether a capital that is not only the first of its sentence stands in the phrase."""
        view = self.view
        return any(view.capital(k) and not view.opens(k) for k in range(phrase.first, phrase.last))

    def spelling(self, form: str) -> Phrase | None:
        """The capitalised phrase whose words have these first letters, where the article tells no brackets."""
        if form not in self._spelled_out:
            self._spelled_out[form] = self._search(form)
        return self._spelled_out[form]

    def _search(self, form: str) -> Phrase | None:
        letters = [c.lower() for c in form if c.isalpha()]
        if len(letters) < 2 or self.view.language == "en":
            return None
        for places in self.heads.values():
            for i in places[:_FAR]:
                if not self.view.capital(i) or self.view.forms[i].isupper():
                    continue
                phrase = self.phrase(i)
                words = [w for w in phrase.name.lower().replace("-", " ").split() if len(w) > 1]
                if [w[0] for w in words] == letters:
                    return phrase
        return None

    def _is_head(self, phrase: Phrase, i: int) -> bool:
        return not any(self.view.body(j) for j in range(phrase.first, i)) or self.view.language == "en"

    def fuller(self, i: int, words: int) -> Phrase | None:
        """The longer phrase that a short one (банк, служба) stands for: the last before it, else the first after it."""
        places = self.heads.get(self.view.lemma(i), [])
        at = bisect_left(places, i)
        later = places[at + 1 : at + _FAR] if words > 1 or not self.view.body(i).generic else ()  # type: ignore[union-attr]
        for j in [*reversed(places[max(0, at - _FAR) : at]), *later]:
            if self.view.capital(j) and self.view.forms[j].isupper():
                continue
            phrase = self.phrase(j)
            if not self._proper(phrase):
                continue
            if (
                phrase.last - phrase.first > words
                or phrase.name not in self.view.text.article.text[self.view.tokens[j].start : self.view.tokens[j].end]
            ) and _number(self.view, j) == _number(self.view, i):
                return phrase
        return None

    def _bracket(self, i: int) -> None:
        """`Long Name (LN)`: the acronym in brackets, and the words before it whose first letters it is made of."""
        view = self.view
        if i + 2 >= len(view.tokens) or i == 0:
            return
        form = view.forms[i + 1]
        if not is_acronym(form) or view.tokens[i + 2].form not in (")", ",", "–", "—"):
            return
        first = self._spelled(i, form)
        if first is None:
            return
        last = i
        close = next((j for j in range(i + 2, min(i + 8, len(view.tokens))) if view.tokens[j].form == ")"), i + 2)
        tail = list(range(close + 1, self._tail(close + 1))) if view.language != "en" else []
        indices = [*range(first, last), *tail]
        name = phrase_in_nominative(view, _without_article(view, indices))
        body = next((b for j in range(first, last) if (b := view.body(j))), None)
        kind: ActorType = lexica.actor_type(body.type) if body and body.type != "document" else "organization"
        self.acronyms.setdefault(form, Phrase(first, last, name, kind))

    def _spelled(self, bracket: int, form: str) -> int | None:
        """Where the words begin that the letters of the acronym stand for."""
        view = self.view
        letters = [c.lower() for c in form if c.isalpha()]
        i, left, skipped = bracket - 1, len(letters), 0
        while i >= 0 and left and bracket - i <= _FAR and view.sentence[i] == view.sentence[bracket]:
            if view.tokens[i].kind == "word":
                parts = view.low[i].split("-")
                if parts[0][:1] == letters[left - 1]:
                    left -= 1
                elif len(parts) > 1 and left > 1 and parts[0][:1] == letters[left - 2]:
                    left -= 2
                elif len(parts[0]) > 3 and not view.forms[i].islower():
                    skipped += 1
                    if skipped > 1:
                        return None
            elif view.tokens[i].form not in OPENING and view.tokens[i].form not in CLOSING:
                return None
            i -= 1
        return i + 1 if left == 0 else None

    def _tail(self, i: int) -> int:
        """The genitive (a place, mostly) that goes on behind the bracket: Служба (СБ) Лестанії."""
        view = self.view
        if i >= len(view.tokens) or not view.capital(i) or view.sentence[i] != view.sentence[i - 1]:
            return i
        if any(m[0] == i for m in self.people.within(i, i + 5)):
            return i
        genitive = any(a.case == "gen" for a in view.analyses(i)) or view.low[i].endswith(("ії", "ии"))
        return (
            i + 1
            if genitive and not any(a.name == "given" for a in view.analyses(i) if a.known and a.case != "gen")
            else i
        )

    def _class_of_quoted(self, i: int) -> None:
        """`телеканал «Лан»`: what stands in the marks behind a head noun is of its type."""
        view = self.view
        body = view.body(i)
        if body is None or i + 2 >= len(view.tokens) or view.tokens[i + 1].form not in OPENING:
            return
        end = next((j for j in range(i + 2, min(i + 9, len(view.tokens))) if view.tokens[j].form in CLOSING), None)
        if end is not None and view.capital(i + 2) and body.type != "document":
            self.quoted.setdefault(" ".join(view.low[i + 2 : end]), lexica.actor_type(body.type))

    def _read(self, i: int) -> Phrase:
        view = self.view
        first, last = (self._english(i)) if view.language == "en" else (self._left(i), self._right(i))
        body = view.body(i)
        indices = _without_article(view, _without_brackets(view, range(first, last)))
        name = self._quoted(i, indices) or phrase_in_nominative(view, indices)
        return Phrase(first, last, name, lexica.actor_type(body.type) if body else "organization")

    def _quoted(self, i: int, indices: Sequence[int]) -> str:
        """The name in marks that ends a phrase and is the body's own: агентство «Меридіан»."""
        view = self.view
        latin = latin_tail(view, indices)
        if latin:
            return view.text.article.text[view.tokens[latin[0]].start : view.tokens[latin[-1]].end]
        if view.tokens[indices[-1]].form not in CLOSING or view.tokens[indices[-1]].kind != "mark":
            return ""
        opening: int | None = None
        opening = next((j for j in reversed(indices[:-1]) if view.tokens[j].form in OPENING), None)
        if opening is None or any(view.body(j) for j in indices if i < j < opening):
            return ""
        return view.text.article.text[view.tokens[opening].end : view.tokens[indices[-1]].start].strip()

    def _left(self, i: int) -> int:
        view, first = self.view, i
        while first > 0 and view.sentence[first - 1] == view.sentence[i] and view.tokens[first - 1].kind == "word":
            cases = {(a.case, a.number) for a in view.analyses(i) if a.pos == "noun"}
            analyses = view.analyses(first - 1)
            if not any(a.pos == "adj" and (a.case, a.number) in cases for a in analyses[:4]) or analyses[0].pos in (
                "pron",
                "num",
            ):
                break
            first -= 1
        return first

    def _right(self, i: int) -> int:
        """Past the genitives, names in marks and nested bodies that depend on the head."""
        view, j = self.view, i + 1
        people = {m[0] for m in self.people.within(j, j + _FAR)}
        while j < len(view.tokens) and j - i < _FAR and view.sentence[j] == view.sentence[i] and j not in people:
            form = view.tokens[j].form
            if form in OPENING and view.tokens[j].kind == "mark":
                end = next(
                    (k for k in range(j + 1, min(j + 7, len(view.tokens))) if view.tokens[k].form in CLOSING), None
                )
                if end is None or not view.capital(j + 1):
                    break
                j = end + 1
                continue
            if form == "(" and j + 2 < len(view.tokens) and view.tokens[j + 2].form == ")":
                j += 3
                continue
            if view.tokens[j].kind != "word" or not (self._depends(j) or is_latin(view, j)):
                break
            j += 1
        return j

    def _depends(self, j: int) -> bool:
        analyses = self.view.analyses(j)
        if not analyses:
            return False
        if is_acronym(self.view.forms[j]):
            return True
        if analyses[0].pos in ("verb", "pron", "part", "conj", "adv", "adp"):
            return False
        return any(a.case == "gen" and a.pos in ("noun", "adj") for a in analyses)

    def _english(self, i: int) -> tuple[int, int]:
        view, first, last = self.view, i, i + 1
        blocks = [lexica.naming("en", name) for name in ("article", "preposition", "and")]
        while first > 0 and view.sentence[first - 1] == view.sentence[i] and view.tokens[first - 1].kind == "word":
            low = view.low[first - 1]
            if any(low in block for block in blocks[:2]) or view.pronoun(first - 1):
                break
            if not view.capital(first - 1) and not (first - 1 > 0 and view.capital(i)) and i - first >= _SHORT:
                break
            if low in blocks[2] and not (view.capital(first - 2) and view.capital(first)):
                break
            analyses = view.analyses(first - 1)
            if not view.capital(first - 1) and analyses and analyses[0].form == "part":
                break
            first -= 1
        while (
            last + 1 < len(view.tokens)
            and view.low[last] in ("of", "for")
            and view.sentence[last + 1] == view.sentence[i]
        ):
            end = last + 1
            while end < len(view.tokens) and (
                view.capital(end)
                or view.low[end] in ("the", "and")
                and view.capital(min(end + 1, len(view.tokens) - 1))
            ):
                end += 1
            if end == last + 1:
                break
            last = end
        return first, last


def is_latin(view: View, i: int) -> bool:
    """Whether the token is a capitalised word in Latin letters in a Cyrillic text: a name that does not inflect."""
    form = view.tokens[i].form
    return view.language != "en" and form[:1].isupper() and form.isascii()


def latin_tail(view: View, indices: Sequence[int]) -> list[int]:
    """The Latin words that end a phrase begun in Cyrillic: журналу Foreign Policy."""
    tail: list[int] = []
    for i in reversed(indices):
        if not (is_latin(view, i) or tail and view.tokens[i].form.isascii()):
            break
        tail.insert(0, i)
    while tail and not is_latin(view, tail[0]):
        tail.pop(0)
    return tail if tail and len(tail) < len(indices) else []


def _number(view: View, i: int) -> bool:
    """Whether the noun is a plural for certain."""
    nouns = [a for a in view.analyses(i) if a.pos == "noun"]
    return bool(nouns) and all(a.number == "plur" for a in nouns)


def _without_article(view: View, indices: Sequence[int]) -> list[int]:
    kept = list(indices)
    while kept and view.language == "en" and view.low[kept[0]] in lexica.naming("en", "article"):
        kept.pop(0)
    return kept


def _without_brackets(view: View, indices: Sequence[int]) -> list[int]:
    """The tokens outside round brackets."""
    kept, depth = [], 0
    for i in indices:
        form = view.tokens[i].form
        if form == "(":
            depth += 1
        elif form == ")":
            depth = max(0, depth - 1)
        elif not depth:
            kept.append(i)
    return kept


def without_brackets(view: View, indices: Sequence[int]) -> list[int]:
    """The tokens of a phrase that stand outside round brackets, without an English article at its start."""
    return _without_article(view, _without_brackets(view, indices))
