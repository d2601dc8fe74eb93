"""English names: by capitals, titles, honorifics and given names."""

from collections.abc import Sequence

from onrecord.speakers import lexica
from onrecord.speakers.inflect import NOMINATIVE
from onrecord.speakers.naming import Naming, is_given, is_initial
from onrecord.speakers.titles import role_at, title_after, title_before
from onrecord.speakers.view import View
from onrecord.speakers.wording import apposed_body

_WIDEST = 4


def fits_english(view: View, i: int) -> bool:
    """Whether a capitalised word can be part of a person's name."""
    form, low = view.forms[i].removesuffix("'s"), view.low[i].removesuffix("'s")
    if form in lexica.given_names("en"):
        return True
    if low in lexica.places("en") or low in lexica.naming("en", "article") or low in lexica.naming("en", "preposition"):
        return False
    if view.role(i) or view.body(i):
        return False
    if view.opens(i):
        return (
            low not in view.lower_words
            and i + 1 < len(view.tokens)
            and view.capital(i + 1)
            and not low.endswith(("ly", "ing", "ed"))
        )
    return True


def _rather_a_thing(view: View, words: Sequence[int]) -> bool:
    """Two capitals that the article tells to be an outlet or body, or a place behind the first word of a sentence."""
    if apposed_body(view, words[-1] + 1) is not None:
        return True
    form = view.forms[words[1]]
    uses = view.places_of.get(form, ())
    return view.opens(words[0]) and any(
        view.low[i - 1] in lexica.naming("en", "preposition")
        for i in uses
        if i and view.sentence[i - 1] == view.sentence[i]
    )


def _unsupported(view: View, words: Sequence[int], last: int, given: bool) -> bool:
    """Capitals without title, honorific or apposition that are no person: only a given name, or two words, may be one."""
    if role_at(view, last) or len(words) > 2 or not given and len(words) != 2:
        return True
    if view.forms[words[-1]].endswith("'s") or view.quoted_name(words[0]):
        return True
    return not given and (_behind_article(view, words[0]) or _rather_a_thing(view, words))


def _behind_article(view: View, i: int) -> bool:
    """Whether an article stands right before the word (the Alder Evening): people have none."""
    return i > 0 and view.low[i - 1] in lexica.naming("en", "article")


def english_name(view: View, first: int, last: int) -> Naming | None:
    """The name in a run of capitalised words, where it is the name of a person."""
    words = list(range(first, last))
    start = next(
        (n for n, i in enumerate(words) if view.forms[i] in lexica.given_names("en") or is_initial(view, i)), None
    )
    title = title_before(view, first)
    honorific = view.honorific(first)
    after = title_after(view, last)
    if start is not None and start + 1 < len(words):
        words = words[start:]
    elif title or honorific or after:
        words = words[-2:] if start is None else words
        if len(words) == 1 and not title and not honorific:
            return None
    elif _unsupported(view, words, last, start is not None):
        return None
    if len(words) > _WIDEST:
        words = words[:_WIDEST]
    names = [view.forms[i].removesuffix("'s").removesuffix("'") for i in words if view.tokens[i].kind == "word"]
    tied = [n + "." if is_initial(view, i) and not n.endswith(".") else n for n, i in zip(names, words, strict=False)]
    gender = next((g for i in words if (g := is_given(view, i)) in ("masc", "fem")), honorific or "")
    sure = start is not None and len(words) > 1 or bool(title or honorific or after)
    return Naming(words[0], words[-1] + 1, tuple(tied), NOMINATIVE, gender, len(names) > 1 or start is not None, sure,
                  title or after)  # fmt: skip
