"""Whether a sentence looks back or ahead where a time expression stands."""

from typing import Literal

from onrecord.times.atoms import Stream

Direction = Literal["past", "present", "future", ""]

_MARKS = ",-|."
_REACH = 40


def direction(s: Stream, first: int, last: int, begin: int, end: int) -> Direction:
    """The tense of the verb that `[first, last)` belongs to, in the sentence `[begin, end)`; empty where none tells.

    The nearest verb of the own clause decides; where it has none, the nearest one of the sentence.
    """
    begin, end = max(begin, first - _REACH), min(end, last + _REACH)
    left, right = _clause(s, first, last, begin, end)
    if any(s.words.has("conditional", s.form(i)) for i in range(left, right)) and s.words.language != "en":
        return "future"
    own = _own(s, first, last, left, right)
    if own:
        return own
    if s.kinds[first - 2 : first] == "-i" and s.words.language != "en":
        return "future"  # Голосування – у четвер
    return _nearest(s, first, last, begin, last if s.words.language == "en" else end)


def _clause(s: Stream, first: int, last: int, begin: int, end: int) -> tuple[int, int]:
    left = first
    while left > begin and s.kinds[left - 1] not in _MARKS:
        left -= 1
    right = last
    while right < end and s.kinds[right] not in _MARKS:
        right += 1
    return left, right


def _own(s: Stream, first: int, last: int, left: int, right: int) -> Direction:
    """English verbs stand before their time; elsewhere the nearest one counts."""
    if s.words.language == "en":
        return _nearest(s, first, last, left, last) or _nearest(s, first, last, first, right)
    return _nearest(s, first, last, left, right)


def _nearest(s: Stream, first: int, last: int, left: int, right: int) -> Direction:
    for distance in range(1, max(first - left, right - last) + 1):
        for i in (first - distance, last + distance - 1):
            if left <= i < right and (found := tense_of(s, i)):
                return found
    return ""


def finite(s: Stream, i: int) -> bool:
    """Whether the token is a verb that makes a clause (Slavic participles do not)."""
    analyses = s.text.analyses[i]
    return bool(tense_of(s, i)) and (s.words.language == "en" or analyses[0].form in ("fin", "impersonal"))


def tense_of(s: Stream, i: int) -> Direction:
    """Which way the token looks, if it is a verb."""
    return _english(s, i) if s.words.language == "en" else _slavic(s, i)


def _slavic(s: Stream, i: int) -> Direction:
    analyses = s.text.analyses[i]
    if s.kinds[i] != "x" or not analyses or analyses[0].pos != "verb":
        return ""
    best = analyses[0]
    if best.form == "impersonal" or best.tense == "past":
        return "past"
    if best.form == "fin" and best.tense in ("pres", ""):
        return "present"  # the Ukrainian dictionary leaves the present out
    return "future" if best.tense == "fut" or best.form == "inf" else ""


def _english(s: Stream, i: int) -> Direction:
    """English tells the future by words around the verb, the past by the form of the verb."""
    form = s.form(i)
    if s.words.has("conditional", form):
        return "future"
    analyses = s.text.analyses[i]
    if s.kinds[i] in "mwvoLNT" or not analyses or not form.isalpha() or s.words.has("present_forms", form):
        return ""
    if _infinitive(s, i):
        return "future"
    lemma = analyses[0].lemma
    if s.words.has("scheduled", lemma) and form in (lemma, f"{lemma}s"):
        return "present"
    capital = s.text.tokens[i].form[0].isupper()
    if s.words.has("past_forms", form):
        return "past"
    if s.words.has("copula", s.form(i - 1)):
        return ""  # will be completed: what stands before `be` decides
    if lemma != form and not capital and not form.endswith(("s", "ing", "er", "est", "men")):
        return "past"
    return "past" if form.endswith("ed") and not capital else ""


def _infinitive(s: Stream, i: int) -> bool:
    """`to` and a word right after it that is in its base form."""
    if s.form(i - 1) not in s.words.sets["infinitive"] or i == 0:
        return False
    form, analyses = s.form(i), s.text.analyses[i]
    return bool(analyses) and analyses[0].lemma == form and s.text.tokens[i].form.islower()
