"""How a source is worded: its head, and the way it is written in a reading."""

from collections.abc import Sequence

from onrecord.speakers import lexica
from onrecord.speakers.phrases import head
from onrecord.speakers.view import View


def as_written(view: View, indices: Sequence[int]) -> str:
    """The characters from the first token to the last."""
    text = view.text.article.text
    return text[view.tokens[indices[0]].start : view.tokens[indices[-1]].end]


def head_token(view: View, core: Sequence[int]) -> int | None:
    """The head noun of the source: the first noun, in English the last word before a preposition or mark."""
    if view.language != "en":
        found = head(view, core)
        return found.token if found else None
    last: int | None = None
    for i in core:
        if view.tokens[i].kind == "mark" or view.low[i] in lexica.naming("en", "preposition"):
            break
        last = i
    return last


def uncapped(view: View, name: str, core: Sequence[int]) -> str:
    """Without the capital that the word has only because it opens the sentence."""
    first = next((i for i in core if view.tokens[i].kind == "word"), None)
    if first is None or not view.opens(first) or name[:2].isupper() or not name:
        return name
    low = view.low[first]
    if view.language != "en" and not any(a.known for a in view.analyses(first)):
        return name
    if view.language == "en" and low.endswith("'s") and not (view.role(first) or view.body(first)):
        return name  # Norvelia's defence ministry
    stands_for_itself = low in view.lower_words or view.role(first) is not None or view.body(first) is not None
    if view.language == "en" and not stands_for_itself and any(view.capital(i) for i in core[1:]):
        return name
    return name[:1].lower() + name[1:]


def sex_of(name: str) -> str:
    """The grammatical gender of a noun in the nominative, by its ending."""
    return "fem" if name[-1:] in "аяь" else "neut" if name[-1:] in "оеє" else "masc"


def state_of(view: View, i: int) -> str:
    """`Dorian proposal` beside `Doria` in the article: the state whose adjective the word is."""
    form = view.forms[i]
    for length in range(len(form) - 1, max(3, len(form) - 4), -1):
        for base in (form[:length], form[:length] + "a", form[:length] + "ia"):
            if base != form and (view.form_counts[base] or view.form_counts[base + "'s"]):
                return base
    return ""


def apposed_body(view: View, last: int) -> lexica.Body | None:
    """English: what a body is told to be behind a comma (Northern Wave, a tabloid)."""
    if view.language != "en" or last + 2 >= len(view.tokens) or view.tokens[last].form != ",":
        return None
    if view.low[last + 1] not in lexica.naming("en", "article"):
        return None
    return next((b for i in range(last + 2, min(last + 5, len(view.tokens))) if (b := view.body(i))), None)
