"""What the speaker does with the words, and whether the outlet doubts them."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from onrecord.attribution import act_votes
from onrecord.attribution.act_signs import signs
from onrecord.attribution.draft import Draft
from onrecord.attribution.page import Page
from onrecord.lexicon import load
from onrecord.model.attribution import ACTS, Act
from onrecord.model.text import Language

_NEAR = 4
_UNHEDGED: frozenset[Act] = frozenset({"deny"})


def act(view: Page, draft: Draft, without: frozenset[str] = frozenset()) -> tuple[Act, tuple[str, ...]]:
    """The act and the names of what tells it: `act.model` where the network's own choice stands, else `act.votes` and
    each sign (`act.falsehood`, `act.cue=warn.speech`, …) without which the act would be another. `without` names what is
    not to count.
    """
    if "act.model" in without:
        return "assert", ()
    opinion = act_votes.opinion(dict(draft.acts))
    first = _best(opinion, ())
    if "act.votes" in without:
        return first, ("act.model",)
    table = act_votes.votes()
    told = {sign: table[sign] for sign in sorted(signs(view, draft)) if sign in table and f"act.{sign}" not in without}
    said = _best(opinion, told.values())
    if said == first:
        return said, ("act.model",)
    needed = (sign for sign in told if _best(opinion, (v for s, v in told.items() if s != sign)) != said)
    return said, ("act.votes", *(f"act.{sign}" for sign in needed))


def _best(opinion: Mapping[Act, float], votes: Iterable[Mapping[Act, float]]) -> Act:
    """The act of the highest score with all votes; the earlier one of ACTS where two are equal."""
    scores = dict(opinion)
    for one in votes:
        for name, vote in one.items():
            scores[name] += vote
    return max(ACTS, key=lambda name: scores[name])


def hedged(page: Page, draft: Draft, said: Act) -> tuple[bool, str]:
    """Whether the outlet marks doubt: by a hedge as cue, beside the cue, or in the content. A denial around a doubted
    claim is not doubted itself."""
    if any(_is_hedge(page, i) for i in draft.cue):
        return True, "hedge.as-cue"
    if any(_is_hedge(page, i) for i in _around(page, draft)):
        return True, "hedge.beside-cue"
    if said in _UNHEDGED:
        return False, ""
    inside = any(_is_hedge(page, i) and page.quoted[i] < 0 for r in draft.content for i in range(r.first, r.last))
    return (True, "hedge.in-content") if inside else (False, "")


def _around(page: Page, draft: Draft) -> Sequence[int]:
    """The tokens of the cue and those near it in its clause that belong to no content."""
    held = {i for r in draft.content for i in range(r.first, r.last)}
    first, last = draft.cue[0], draft.cue[-1]
    low = first
    while first - low < _NEAR and _goes_on(page, low, low - 1):
        low -= 1
    high = last
    while high - last < _NEAR and _goes_on(page, high, high + 1):
        high += 1
    return [i for i in range(low, high + 1) if i not in held]


def _goes_on(page: Page, i: int, beyond: int) -> bool:
    """Whether the token beyond i is in the same clause, as far as marks tell."""
    if not 0 <= beyond < len(page.sentence):
        return False
    return page.sentence[beyond] == page.sentence[i] and page.form(beyond) not in {",", ";", ":"}


def _is_hedge(page: Page, i: int) -> bool:
    token = page.text.tokens[i]
    if token.kind != "word":
        return False
    language = page.blocks[page.paragraph[i]].language
    form = token.form.lower()
    first = _hedges(language).get(form)
    if first is None:
        return False
    return any(tuple(page.form(i + k + 1).lower() for k in range(len(rest))) == rest for rest in first)


@cache
def _hedges(language: Language) -> dict[str, tuple[tuple[str, ...], ...]]:
    """First word of each hedge -> the words that must follow."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for entry in load.table(language, "hedges"):
        if entry.properties["alone"] == "yes" and entry.properties["pos"] in {"particle", "adv", "adj"}:
            first, *rest = entry.entry.lower().split()
            found.setdefault(first, []).append(tuple(rest))
    return {word: tuple(rests) for word, rests in found.items()}
