"""The places where an article names people, each with the name in the nominative and the title told beside it."""

from collections.abc import Iterator, Sequence

from onrecord.speakers import lexica
from onrecord.speakers.compounds import compound
from onrecord.speakers.english import english_name, fits_english
from onrecord.speakers.inflect import NOMINATIVE, Reading, gender_of, name_in_nominative
from onrecord.speakers.naming import GIVEN_RANK, Naming, is_acronym, is_given, is_initial, word_readings
from onrecord.speakers.spelled import as_spelled, latin_keys
from onrecord.speakers.titles import Title, title_after, title_before
from onrecord.speakers.view import View

_ENDINGS_OF_CASES = ("і", "ї", "и", "ы", "у", "ю", "ом", "ем", "ою", "ей", "ой")
_WIDEST = 4
_DEPENDS = 1.4
_OFTEN = 2
_GUESSED = 0.8


class Attested(set[str]):
    """The capitalised forms of an article, and the keys of the names that it spells in Latin letters too."""

    latin: frozenset[str] = frozenset()


def namings(view: View) -> list[Naming]:
    """All names of people with more than one word, or with a title or honorific before them, in the order of the text."""
    attested = Attested(view.places_of)
    attested.latin = latin_keys(view)
    found: list[Naming] = []
    for first, last in _segments(view):
        naming = _slavic(view, first, last, attested) if view.language != "en" else english_name(view, first, last)
        if naming is not None:
            found.append(naming)
    return found


def _segments(view: View) -> Iterator[tuple[int, int]]:
    """Runs of capitalised words that may be names: no titles, bodies, acronyms or known places among them."""
    first, i, size = -1, 0, len(view.tokens)
    capitals = view.capitals
    while i < size:
        if first < 0 and not capitals[i]:
            i += 1
            continue
        fits = capitals[i] and _fits(view, i)
        if fits and first >= 0 and view.sentence[i] == view.sentence[i - 1] and not view.forms[i - 1].endswith("'s"):
            i += 1
            continue
        if first >= 0 and (_stop_of_initial(view, i) or _particle(view, i)):
            i += 1
            continue
        if first >= 0:
            yield from _trimmed(view, first, i)
        first = i if fits else -1
        i += 1
    if first >= 0:
        yield from _trimmed(view, first, size)


def _trimmed(view: View, first: int, last: int) -> Iterator[tuple[int, int]]:
    while last > first and not view.capital(last - 1):
        last -= 1
    if last > first:
        yield first, last


def _stop_of_initial(view: View, i: int) -> bool:
    return view.tokens[i].form == "." and is_initial(view, i - 1) and view.tokens[i].start == view.tokens[i - 1].end


def _particle(view: View, i: int) -> bool:
    if view.low[i] not in lexica.naming(view.language, "particle") or view.capital(i):
        return False
    return i + 1 < len(view.tokens) and view.capital(i + 1)


def _fits(view: View, i: int) -> bool:
    if not view.capital(i) or view.in_name[i]:
        return False
    form, low = view.forms[i], view.low[i]
    if is_initial(view, i):
        return True
    if not form.isupper() and "-" not in form and sum(c.isupper() for c in form) > 1 and view.language != "en":
        return False
    if is_acronym(form) and not _shouted(view, i):
        return False
    if low in lexica.naming(view.language, "honorific") or low in lexica.pronouns(view.language):
        return False
    if view.language == "en":
        return fits_english(view, i)
    if form.isascii():
        return False
    if (low in lexica.places(view.language) or view.role(i)) and not is_given(view, i):
        return low in lexica.places(view.language) and _named_like_place(view, i)
    analyses = view.analyses(i)
    if analyses and analyses[0].pos in ("adp", "conj", "pron", "part", "adv") and len(form) < _WIDEST:
        return False
    if not is_given(view, i) and any(
        r.nominative.lower() in lexica.places(view.language) for r in word_readings(view, i)
    ):
        return False
    if view.opens(i):
        named = analyses and (analyses[0].name in ("given", "surname", "patronymic") or not analyses[0].known)
        return bool(named) and view.low[i] not in view.lower_words or bool(is_given(view, i))
    return view.body(i) is None or form.isupper() or bool(is_given(view, i))


def _named_like_place(view: View, i: int) -> bool:
    """A given name that is a place elsewhere, behind a title and before a surname: міністр освіти Лівія Вербова."""
    if view.opens(i) or i + 1 >= len(view.tokens) or not view.capital(i + 1) or not view.low[i].endswith(("ія", "ия")):
        return False
    following = view.low[i + 1] not in lexica.places(view.language) and view.body(i + 1) is None
    title = title_before(view, i)
    return following and title is not None and NOMINATIVE in title.cases and not is_acronym(view.forms[i + 1])


def _also_given(view: View, i: int, cases: frozenset[str]) -> bool:
    """Whether the name of a small place can be a given name in the title's case: директора Северина Вербового."""
    if not view.capital(min(i + 1, len(view.tokens) - 1)) or view.low[i] in lexica.places(view.language):
        return False
    return any(r.gender == "masc" and r.case in cases and r.rank > _GUESSED for r in word_readings(view, i))


def _shouted(view: View, i: int) -> bool:
    """A surname in capitals behind a given name: Роман БОГАЧ."""
    return i > 0 and view.capital(i - 1) and bool(is_given(view, i - 1)) and len(view.forms[i]) > 2


def _slavic(view: View, first: int, last: int, attested: Attested) -> Naming | None:
    words = [i for i in range(first, last) if view.tokens[i].kind == "word"]
    title = title_before(view, first)
    if title and first and view.analyses(first - 1) and view.analyses(first - 1)[0].pos == "adp":
        words = words[1:]  # the place that the preposition governs: посол у Відні Лада Вербова
        if not words:
            return None
    elif title and not is_given(view, words[0]) and _behind_preposition(view, title, first):
        return None  # радник при Лісовому Дворі
    start = _first_given(view, words, title)
    if start is not None and start + 1 < len(words):
        return _with_given(view, words, start, title, attested)
    if start is not None and len(words) > 1:
        return _reversed(view, words, title, attested)
    if start is not None:
        return _made(view, words, title, attested, given=True) if title or not view.quoted_name(words[0]) else None
    if title is None:
        honoured = first > 0 and view.low[first - 1] in lexica.naming(view.language, "honorific")
        return _without_title(view, words, attested, honoured)
    return _with_title(view, words, title, attested)


def _behind_preposition(view: View, title: Title, first: int) -> bool:
    """Whether a preposition stands between title and word, with adjectives alone behind it."""
    i = first - 1
    while i > title.head and any(a.pos == "adj" for a in view.analyses(i)):
        i -= 1
    return title.head < i < first - 1 and any(a.pos == "adp" for a in view.analyses(i)[:1])


def _first_given(view: View, words: list[int], title: Title | None) -> int | None:
    """Where the name begins: at the last given name that has a surname behind it, or at one before it that agrees."""
    given = [n for n, i in enumerate(words) if is_initial(view, i) or is_given(view, i)]
    if not given and len(words) > 1:
        given = [n for n, i in enumerate(words[:-1]) if _given_by_dictionary(view, i, title)][-1:]
    followed = [n for n in given if n + 1 < len(words)]
    if not followed:
        return given[0] if given else None
    start = followed[-1]
    while start - 1 in followed and _share_case(view, words[start - 1], words[start]):
        start -= 1
    return start


def _given_by_dictionary(view: View, i: int, title: Title | None) -> bool:
    """Whether the dictionary has the word as a given name (behind a title: in the title's case)."""
    cases = title.cases if title else ()
    return any(a.name == "given" and a.known and (not cases or a.case in cases) for a in view.analyses(i))


def _share_case(view: View, i: int, j: int) -> bool:
    if is_initial(view, i) or is_initial(view, j):
        return True
    mine, other = ({r.case for r in word_readings(view, k) if r.rank >= GIVEN_RANK} for k in (i, j))
    return bool(mine & other) or "any" in mine | other


def _with_given(view: View, words: list[int], start: int, title: Title | None, attested: Attested) -> Naming:
    """From the given name to the last word that agrees with it (patronymic, second given name, surname)."""
    kept = words[start : start + 2]
    while is_initial(view, kept[-1]) and start + len(kept) < len(words):
        kept.append(words[start + len(kept)])
    for i in words[start + len(kept) : start + _WIDEST]:
        third = len(kept) == 2 and i == words[-1] and len(words) - start == 3 and _agrees(view, kept[0], i)
        if third:
            kept.append(i)
            break
        patronymic = any(a.name == "patronymic" for a in view.analyses(kept[-1]))
        if (
            not patronymic
            and not is_given(view, kept[-1])
            and view.low[i - 1] not in lexica.naming(view.language, "particle")
        ):
            break
        kept.append(i)
    if title is None and start == 1 and len(kept) == 2 and any(a.name == "patronymic" for a in view.analyses(kept[-1])):
        return _made(
            view, [*kept, words[start - 1]], title, attested, given=True, whole=(words[start - 1], kept[-1] + 1)
        )
    return _made(view, kept, title, attested, given=True)


def _agrees(view: View, i: int, j: int) -> bool:
    """Whether a third word can have the case that the given name has, and is no place."""
    mine = {r.case for r in word_readings(view, i) if r.rank >= GIVEN_RANK}
    ways = word_readings(view, j)
    if any(a.name == "place" or a.pos == "adj" for a in view.analyses(j)[:1]):
        return False
    return any(r.case in mine and (r.case == NOMINATIVE or r.rank >= 0.8) for r in ways) and not view.low[j].endswith(
        ("ії", "ии")
    )


def _reversed(view: View, words: list[int], title: Title | None, attested: Attested) -> Naming | None:
    """Surname before given name: Вовк Ірина."""
    surname, given = words[-2], words[-1]
    if not any(r.rank >= 1 and r.case != NOMINATIVE or r.rank >= 2 for r in word_readings(view, surname)):
        return None
    return _made(view, [given, surname], title, attested, given=True, whole=(surname, given + 1))


def _with_title(view: View, words: list[int], title: Title, attested: Attested) -> Naming | None:
    """No given name that is known, but a title: the last two words, where both can stand in the title's case."""
    cases = title.cases
    if len(words) > 1:
        pair = words[-2:]
        if all(_likely(view, i, cases, attested) for i in pair):
            naming = _made(view, pair, title, attested, given=True)
            if naming.case in cases:
                return naming
    alone = words[-1:]
    if view.quoted_name(words[0]) or not _alone_fits(view, alone[0], title):
        return None
    if len(words) > 1 and not _likely(view, words[-1], cases, attested):
        return None
    if NOMINATIVE in cases and _likely(view, alone[0], frozenset({NOMINATIVE}), attested):
        return _made(view, alone, title, attested, given=False)
    if any(r.rank >= 2 and r.case in cases for r in word_readings(view, alone[0])) and NOMINATIVE not in cases:
        return _made(view, alone, title, attested, given=False)
    return None


def _alone_fits(view: View, i: int, title: Title) -> bool:
    """Whether one capitalised word behind a title can be a surname, and no genitive or adjective that belongs to it."""
    analyses = view.analyses(i)
    top = analyses[:1]
    if top and top[0].pos in ("adj", "num") and not top[0].name and _modified_follows(view, i + 1):
        return False
    if i + 1 < len(view.tokens) and is_acronym(view.forms[i + 1]) and any(a.pos == "adj" for a in analyses):
        return False  # директор Вільмирської АЕС
    if top and top[0].pos in ("num", "adv", "conj", "verb"):
        return False
    if top and top[0].known and top[0].pos == "noun" and not any(a.name or a.case in title.cases for a in analyses):
        return False  # радник при Лісовому Дворі
    low = view.low[i]
    surname = any(a.name == "surname" and a.known for a in analyses)
    if low[-1] in "ая" and NOMINATIVE in title.cases and gender_of(view.forms[i]) != "fem" and title.gender != "fem" and (
        view.forms[i][:-1] in view.form_counts or view.form_counts[view.forms[i]] < _OFTEN
    ):  # fmt: skip
        return False
    if title.head != i - 1:
        if view.body(i - 1) is not None and not (surname and low[-1] not in "ая"):
            return False
        if any(a.pos == "adj" and a.case == "gen" for a in analyses) and not any(a.case == "nom" for a in analyses):
            return False
    return True


def _modified_follows(view: View, i: int) -> bool:
    """Whether a noun or adjective in lower case stands at the place: an adjective before it is part of a title."""
    if i >= len(view.tokens) or not view.forms[i][:1].islower() or len(view.forms[i]) == 1:
        return False
    return any(a.pos in ("noun", "adj") for a in view.analyses(i))


def _likely(view: View, i: int, cases: frozenset[str], attested: Attested) -> bool:
    """Whether the form can well stand in one of the cases (a form in -ії or -у is hardly a nominative)."""
    if any(a.name == "place" and a.known for a in view.analyses(i)[:1]) and not _also_given(view, i, cases):
        return False
    ways = word_readings(view, i)
    if any(
        r.rank >= 2 and r.nominative in attested and r.nominative != view.forms[i] and r.case not in cases for r in ways
    ):
        return False
    if any(r.rank >= 2 and r.case in cases for r in ways):
        return True
    if any(r.nominative in attested and r.nominative != view.forms[i] and r.case not in (*cases, "any") for r in ways):
        return False
    if NOMINATIVE in cases:
        low = view.low[i]
        return (
            not low.endswith(_ENDINGS_OF_CASES)
            or low.endswith(("ий", "ой", "ші", "лі", "ді", "дзе"))
            and not low.endswith("ії")
        )
    return any(r.case in cases or r.case == "any" for r in ways)


def _without_title(view: View, words: list[int], attested: Attested, honoured: bool) -> Naming | None:
    if honoured:
        return _made(view, words[:2], None, attested, given=len(words) > 1)
    if len(words) == 2 and not view.quoted_name(words[0]):
        if compound(view, words[0]):
            return None
        first = view.analyses(words[0])
        if first and first[0].known and first[0].animacy == "inan" and not first[0].name:
            return None
        if first and first[0].known and first[0].pos == "adj" or any(a.name == "place" for a in first):
            return None
        if any(view.body(i) for i in words):
            return None
        made = _made(view, words, None, attested, given=True)
        after = title_after(view, words[-1] + 1)
        sure = after is not None or any(r.rank >= 2 for r in word_readings(view, words[1]))
        return Naming(made.first, made.last, made.words, made.case, made.gender, True, sure, after)
    return None


_OBLIQUE = ("ой", "ою", "ом", "ем", "ей", "ею", "ы")


def _not_oblique(view: View, i: int, ways: list[Reading]) -> list[Reading]:
    """The readings of a given name that is not known, without the nominative where the ending is that of a case."""
    if is_given(view, i) or not view.low[i].endswith(_OBLIQUE):
        return ways
    return [w for w in ways if w.nominative != view.forms[i]] or ways


def _cases_here(view: View, first: int) -> tuple[str, ...]:
    """The cases that a preposition right before a name allows (all where none stands there)."""
    before = view.analyses(first - 1)[:1] if first and view.sentence[first - 1] == view.sentence[first] else ()
    return ("gen", "ins", "dat", "acc", "loc") if before and before[0].pos == "adp" else ()


def _made(
    view: View, words: Sequence[int], title: Title | None, attested: Attested, *, given: bool,
    whole: tuple[int, int] | None = None,
) -> Naming:  # fmt: skip
    ways = [
        [Reading(view.tokens[i].form.rstrip(".") + ".", "any", "com", 1.0)]
        if is_initial(view, i)
        else as_spelled(word_readings(view, i), attested.latin)
        for i in words
    ]
    if given and len(words) > 1 and not is_initial(view, words[0]):
        ways[0] = _not_oblique(view, words[0], ways[0])
    wanted = title.cases if title else _cases_here(view, words[0])
    known = name_in_nominative(ways, sorted(wanted, key=lambda c: c != NOMINATIVE), attested)
    free = name_in_nominative(ways, (), attested) if wanted else known
    if free.score - known.score > _DEPENDS and title is not None:
        known, title = free, None  # прес-секретар Ренати Вербової: the name does not stand in the title's case
    if (
        title is not None
        and words[0] - 1 > title.head
        and view.low[words[0] - 1] in lexica.naming(view.language, "and")
    ):
        title = None  # мер Гнат Липовий і Дара Вербова: the title is the other's
    first, last = whole or (words[0], words[-1] + 1)
    sex = known.gender
    if given and not sex and known.words[0][-1] in "ая":
        sex = "fem"
    return Naming(first, last, known.words, known.case, sex, given, True, title or title_after(view, last))
