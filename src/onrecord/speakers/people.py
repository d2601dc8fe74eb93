"""The people of an article: namings of one person put together, and who bears a surname or a title."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import islice, takewhile

from onrecord.model.text import LANGUAGES
from onrecord.speakers import lexica
from onrecord.speakers.inflect import Reading, name_in_nominative
from onrecord.speakers.names import namings
from onrecord.speakers.naming import Naming, bare_surname, is_acronym, word_readings
from onrecord.speakers.titles import Title, title_after, title_before
from onrecord.speakers.view import View

_TITLES, _TOLD = 60, 12
_STEM, _LONGEST_ENDING = 4, 2
_PATRONYMIC = ("ович", "йович", "евич", "івна", "ївна", "овна", "евна", "ічна", "инична")


@dataclass(eq=False)
class Person:
    """One person of an article: the fullest name, and every naming in the order of the text. `heard` is the gender
    that a verb in the past tells (`Гай заявила`); it counts where names and titles tell nothing."""

    number: int
    words: tuple[str, ...]
    namings: tuple[Naming, ...]
    heard: str = ""

    @cached_property
    def name(self) -> str:
        """The fullest name, in the nominative."""
        return " ".join(self.words)

    @cached_property
    def surname(self) -> str:
        """The last word of the name, in lower case."""
        return bare_surname(self.words[-1])

    @cached_property
    def gender(self) -> str:
        """masc, fem, or empty where the article does not tell."""
        votes = {"masc": 0.0, "fem": 0.0}
        for naming in self.namings:
            if naming.gender in votes:
                votes[naming.gender] += 3.0 if naming.given else 0.5
            if naming.title and naming.title.gender in votes:
                votes[naming.title.gender] += 2.0
        if votes["masc"] == votes["fem"]:
            return self.heard
        return max(votes, key=lambda sex: votes[sex])

    @cached_property
    def titles(self) -> tuple[Title, ...]:
        """The first dozen titles that are told of this person, in the order of the text."""
        return tuple(islice((n.title for n in self.namings if n.title), _TOLD))


class People:
    """Everybody whom an article names."""

    def __init__(self, view: View, found: Sequence[Naming]) -> None:
        self.view = view
        groups = _grouped([n for n in found if len(n.words) > 1 or n.given])
        alone = [n for n in found if len(n.words) == 1 and not n.given]
        surnames: dict[str, list[int]] = {}
        for number, (words, _) in enumerate(groups):
            surnames.setdefault(bare_surname(words[-1]), []).append(number)
        self._place(alone, groups, surnames)
        self._find_surnames(groups, surnames)
        self.people = tuple(
            Person(number, _told_most(words, members), tuple(sorted(members, key=lambda n: n.first)))
            for number, (words, members) in enumerate(groups)
        )
        self.by_surname: dict[str, tuple[Person, ...]] = {
            surname: tuple(self.people[n] for n in numbers) for surname, numbers in surnames.items()
        }
        self.mentions: tuple[tuple[int, int, Person, Naming], ...] = tuple(
            sorted(((n.first, n.last, p, n) for p in self.people for n in p.namings), key=lambda m: m[:2])
        )
        self._titled = [(first, person) for first, _, person, naming in self.mentions if naming.title]
        self._starts = [m[0] for m in self.mentions]

    def titled_near(self, at: int) -> list[Person]:
        """Those of whom a title is told, the nearest tellings around a token (all, in an article of usual length)."""
        place = bisect_left(self._titled, at, key=lambda t: t[0])
        near = self._titled[max(0, place - _TITLES) : place + _TITLES]
        return list(dict.fromkeys(person for _, person in near))

    def within(self, first: int, last: int) -> list[tuple[int, int, Person, Naming]]:
        """The namings that lie in a range of tokens."""
        begin = bisect_left(self._starts, first)
        return [m for m in self.mentions[begin : bisect_left(self._starts, last)] if m[1] <= last]

    def bearing(self, readings: Iterable[Reading], cases: Sequence[str] = ()) -> tuple[Person, ...]:
        """Those whose surname a form can be."""
        found: dict[int, Person] = {}
        for reading in readings:
            if not cases or reading.case in (*cases, "any"):
                for person in self.by_surname.get(bare_surname(reading.nominative), ()):
                    if reading.gender in ("com", person.gender) or not person.gender:
                        found[person.number] = person
        return tuple(found.values())

    def _place(
        self, alone: list[Naming], groups: list[tuple[tuple[str, ...], list[Naming]]], surnames: dict[str, list[int]]
    ) -> None:
        """Surnames with a title: to the one who bears the surname, or to somebody new."""
        for naming in alone:
            ways = word_readings(self.view, naming.last - 1)
            numbers = {n for r in ways for n in surnames.get(bare_surname(r.nominative), ())}
            fitting = _fitting(naming, numbers, groups)
            if len(fitting) == 1:
                groups[fitting[0]][1].append(naming)
            elif not numbers:
                surnames.setdefault(bare_surname(naming.words[-1]), []).append(len(groups))
                groups.append((naming.words, [naming]))

    def _find_surnames(
        self, groups: list[tuple[tuple[str, ...], list[Naming]]], surnames: dict[str, list[int]]
    ) -> None:
        """Every capitalised word that is the surname of exactly one person (more than one: left to the source)."""
        view = self.view
        taken = {i for _, members in groups for n in members for i in range(n.first, n.last)}
        for i in range(len(view.tokens)):
            if i in taken or not view.capital(i) or view.in_name[i] and not view.opens(i):
                continue
            form = view.forms[i]
            if is_acronym(form) and form.lower() not in surnames:
                continue
            self._find_surname(i, groups, surnames)

    def _find_surname(
        self, i: int, groups: list[tuple[tuple[str, ...], list[Naming]]], surnames: dict[str, list[int]]
    ) -> None:
        view = self.view
        ways = word_readings(view, i)
        fits = [r for r in ways if bare_surname(r.nominative) in surnames]
        numbers = {n for r in fits for n in surnames[bare_surname(r.nominative)]}
        if numbers:
            best = max(fits, key=lambda r: r.rank)
            naming = Naming(i, i + 1, (best.nominative,), best.case, best.gender, False, True)
            fitting = _fitting(naming, numbers, groups)
            if len(fitting) == 1:
                groups[fitting[0]][1].append(naming)
            return
        named = _known_surname(view, i, ways)
        if named is not None:
            surnames.setdefault(bare_surname(named.words[-1]), []).append(len(groups))
            groups.append((named.words, [named]))


def _told_most(words: tuple[str, ...], members: Sequence[Naming]) -> tuple[str, ...]:
    """The fullest name in the spelling that the namings in the nominative tell, or most of all."""
    full = [n for n in members if len(n.words) == len(words) and not any(w.endswith(".") for w in n.words)]
    spelled = {n.words for n in full if n.words[-1] == words[-1]}
    if len(spelled) < 2 or _listed(words[0]):
        return words
    return max(spelled, key=lambda w: (_listed(w[0]), sum(n.words == w for n in full), w))


def _listed(given: str) -> bool:
    return any(given in lexica.given_names(language) for language in LANGUAGES)


def _known_surname(view: View, i: int, ways: Sequence[Reading]) -> Naming | None:
    """A surname of the dictionary that stands alone, where it is no first word of a sentence."""
    if view.language == "en" or view.quoted_name(i) or view.low[i] in lexica.places(view.language):
        return None
    if i and view.analyses(i - 1) and view.analyses(i - 1)[0].pos == "adj" and view.capital(i - 1):
        return None
    told = [a for a in view.analyses(i) if a.name == "surname" and a.known]
    if view.opens(i) and view.analyses(i)[0].name != "surname":
        return None
    if not told or any(a.name in ("place", "organization") for a in view.analyses(i)) or view.body(i) or view.role(i):
        return None
    if any(
        a.pos in ("adv", "conj", "adp", "part", "verb", "pron") or not a.name and a.known for a in view.analyses(i)
    ) or any(a.name == "given" for a in view.analyses(i)[:1]):
        return None
    chosen = name_in_nominative([list(ways)], (), frozenset())
    return Naming(i, i + 1, chosen.words, chosen.case, chosen.gender, False, True)


def _fitting(
    naming: Naming, numbers: Iterable[int], groups: Sequence[tuple[tuple[str, ...], list[Naming]]]
) -> list[int]:
    """Those among namesakes whose gender and title do not speak against the naming; a title they share decides."""
    genders = {n: _group_gender(groups[n][1][:_TITLES]) for n in numbers}
    sex = naming.title.gender if naming.title and naming.title.gender else naming.gender
    left = [n for n in genders if not genders[n] or sex not in ("masc", "fem") or genders[n] == sex]
    if naming.title and len(left) > 1:
        family = naming.title.family
        left = [n for n in left if any(m.title and m.title.family == family for m in groups[n][1][:_TITLES])] or left
    return sorted(left)


def _group_gender(members: Sequence[Naming]) -> str:
    told = [n.gender for n in members if n.given and n.gender in ("masc", "fem")]
    told = told or [n.title.gender for n in members if n.title and n.title.gender]
    return max(set(told), key=told.count) if told else ""


def _grouped(full: Sequence[Naming]) -> list[tuple[tuple[str, ...], list[Naming]]]:
    """Full namings by person: the same words, or one is the other with fewer words or an initial."""
    groups: list[tuple[tuple[str, ...], list[Naming]]] = []
    by_surname: dict[str, list[int]] = {}
    by_given: dict[str, list[int]] = {}
    for naming in sorted(
        full, key=lambda n: (-len(n.words), _patronymic(n.words[-1]), any(w.endswith(".") for w in n.words), n.first)
    ):
        if (
            len(naming.words) == 1
            or len(naming.words) == 2
            and _patronymic(naming.words[1])
            and naming.words[0].lower() in by_given
        ):
            numbers = by_given.get(naming.words[0].lower(), [])
        else:
            numbers = [
                n for n in by_surname.get(bare_surname(naming.words[-1]), []) if _same(groups[n][0], naming.words)
            ]
            if not numbers and len(naming.words) == 2:  # given name and patronymic
                numbers = [n for n in by_given.get(naming.words[0].lower(), []) if naming.words[1] in groups[n][0]]
        if len(numbers) == 1:
            groups[numbers[0]][1].append(naming)
            continue
        if numbers:
            continue
        number = len(groups)
        groups.append((naming.words, [naming]))
        by_given.setdefault(naming.words[0].lower(), []).append(number)
        if len(naming.words) > 1:
            by_surname.setdefault(bare_surname(naming.words[-1]), []).append(number)
    return groups


def _patronymic(word: str) -> bool:
    low = word.lower()
    ending = next((e for e in _PATRONYMIC if low.endswith(e)), None)
    if ending is None:
        return False
    stem = low[: -len(ending)]
    return len(stem) > 1 and any(name.startswith(stem[: max(2, len(stem) - 1)]) for name in _fathers())


@cache
def _fathers() -> tuple[str, ...]:
    return tuple(n.lower() for lang in ("uk", "ru") for n, sex in lexica.given_names(lang).items() if sex == "masc")


def _same(full: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether a shorter or abbreviated name can be the full one (the surnames are equal)."""
    if other[0].endswith("."):
        return full[0][0] == other[0][0]
    if full[-len(other) :] == other or bare_surname(full[-1]) != full[-1].lower() and full[:-1] == other[:-1]:
        return True
    if full[0].endswith(".") and full[0][0] == other[0][0]:
        return True
    return other[0].lower() == full[0].lower() or len(full) == len(other) == 2 and _one_given_name(full[0], other[0])


def _one_given_name(one: str, other: str) -> bool:
    """Whether two given names are forms of one that no list has (Алидой, Алида)."""
    pairs = zip(one.lower(), other.lower(), strict=False)
    shared = len(list(takewhile(lambda pair: pair[0] == pair[1], pairs)))
    if shared < _STEM or max(len(one), len(other)) - shared > _LONGEST_ENDING:
        return False
    return not (_listed(one) and _listed(other))


def find_people(view: View) -> People:
    """Everybody whom the article names, in linear time."""
    return People(view, namings(view))


__all__ = ["People", "Person", "find_people", "title_after", "title_before"]
