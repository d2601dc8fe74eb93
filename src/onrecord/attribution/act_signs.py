"""The signs of one attribution that its act is read from: names for what its cue and its content hold."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from onrecord.attribution.act_rows import TOGETHER
from onrecord.attribution.act_words import CueEntry, cue_entries, groups, words
from onrecord.attribution.draft import Draft
from onrecord.attribution.page import Page
from onrecord.lexicon import load
from onrecord.model.text import Analysis, Language

_MOST = 40
"""Words of the content that are looked at: the act stands at its beginning."""

_NEAR = 4
_SHORT = 8
_NAME_LETTERS = (2, 5)
_SMALL = frozenset({"adv", "particle"})

Places = Mapping[str, Sequence[int]]


def signs(view: Page, draft: Draft) -> frozenset[str]:
    """The names of what tells the act: groups of `acts.yaml`, `cue=ACT.CLASS` for the entry of the cue in `cues.tsv`,
    `noun=ACT` for a noun of that list which opens the content, what the forms tell (`own_future`, `question`, …), pairs
    of how the cue stands to the opening of the content (`cue=demand+opens-infinitive`) and the rows of `act_rows`."""
    block = view.blocks[view.paragraph[draft.cue[0]]]
    cue = frozenset(_of_cue(view, draft, block.language))
    content = frozenset((*_of_content(view, draft, block.language), *_of_source(view, draft, block.language)))
    if block.zone == "headline":
        content |= {"headline"}
    have = cue | content
    found = _joined(cue, content)
    found.update(row.name for row in TOGETHER if row.all_of <= have and row.none_of.isdisjoint(have))
    return frozenset(found)


def _joined(cue: frozenset[str], content: frozenset[str]) -> set[str]:
    """The single signs and the pairs. What the content holds counts by itself only where the cue is a plain one."""
    said = next(sign for sign in cue if sign.startswith("cue="))
    kind = next((sign[10:] for sign in cue if sign.startswith("cue.class=")), "none")
    ways = [sign for sign in content if sign.startswith("opens-")]
    if "negated" in cue:
        ways.append("negated")
    tellers = [said, *(sign for sign in cue if sign.startswith("cue_"))]
    found = {sign for sign in cue if not sign.startswith("cue.")} | {f"{said}.{kind}"}
    found.update(f"{teller}+{way}" for teller in tellers for way in ways)
    if said == "cue=assert":
        found |= content
    return found


def _of_source(view: Page, draft: Draft, language: Language) -> Iterator[str]:
    """Whether the source speaks for a side, or as one who knows the subject; and whether the content begins with a state."""
    source = frozenset().union(*(words(view.text, i) for r in draft.source for i in range(r.first, r.last)))
    classes = _roles(language)
    met = {classes[word] for word in source if word in classes}
    if "official" in met:
        yield "official"
    elif "expert" in met:
        yield "expert"
    opening = [i for r in draft.content[:1] for i in range(r.first, min(r.first + _NEAR, r.last))]
    if any(_names_state(view, i, language) and source.isdisjoint(words(view.text, i)) for i in opening):
        yield "names-state"


def _names_state(view: Page, i: int, language: Language) -> bool:
    """A state of the list, or a name in capitals."""
    form = view.form(i)
    capitals = form.isupper() and _NAME_LETTERS[0] <= len(form) <= _NAME_LETTERS[1]
    return capitals or (form[:1].isupper() and not _states(language).isdisjoint(words(view.text, i)))


@cache
def _roles(language: Language) -> dict[str, str]:
    """Words of roles and bodies -> `official` or `expert`."""
    found = {}
    for entry in load.table(language, "roles"):
        office = entry.properties.get("kind") == "office"
        if office or entry.properties.get("class") == "expert":
            found[entry.entry] = "official" if office else "expert"
    found |= {entry.entry.lower(): "official" for entry in load.table(language, "bodies") if _speaks_for_a_side(entry)}
    found |= dict.fromkeys(_states(language), "official")
    return found


def _speaks_for_a_side(entry: load.Entry) -> bool:
    return entry.properties.get("type") in {"organization", "state"}


@cache
def _states(language: Language) -> frozenset[str]:
    return frozenset(e.entry.lower() for e in load.table(language, "places") if e.properties.get("type") == "state")


def _of_cue(view: Page, draft: Draft, language: Language) -> Iterator[str]:
    tokens = [i for i in draft.cue if not view.is_mark(i)]
    if not tokens:
        yield "cue-mark"
    known = [words(view.text, i) for i in tokens]
    before = draft.cue[0] - 1
    if before >= 0 and view.sentence[before] == view.sentence[before + 1] and not view.is_mark(before):
        outside = words(view.text, before)
        if any(name == "negation" for name, _ in groups([outside], language)):
            tokens, known = [before, *tokens], [outside, *known]
    met = _placed(groups(known, language))
    yield from (name for name in met if name.startswith("cue_"))
    best = _telling(cue_entries(known, view.text, tokens, language))
    yield f"cue={best.act if best else 'assert'}"
    if best:
        yield f"cue.class={best.kind}"
    if met.get("negation") and not (best and best.pos == "phrase"):
        yield "negated"


def _telling(found: Iterable[tuple[int, CueEntry]]) -> CueEntry | None:
    """The entry of most words; among those of one length verbs before the rest, and the first whose act is not plain."""
    best: tuple[int, bool, bool, bool] = (0, False, False, False)
    chosen: CueEntry | None = None
    for length, entry in found:
        rank = (length, entry.pos not in _SMALL, entry.act != "assert", entry.pos == "verb")
        if rank > best:
            best, chosen = rank, entry
    return chosen


def _of_content(view: Page, draft: Draft, language: Language) -> Iterator[str]:
    tokens = [i for r in draft.content for i in range(r.first, r.last)]
    if any(view.form(i) == "?" for i in tokens[-2:]):
        yield "question"
    if any(view.form(i) == "!" for i in tokens[-2:]):
        yield "exclaim"
    plain = [i for i in tokens[:_MOST] if not view.is_mark(i)]
    if not plain:
        return
    quoted = view.is_mark(tokens[0])
    if quoted:
        yield "quoted"
    if len(plain) <= _SHORT:
        yield "short"
    if any(view.form(i)[:1].isdigit() for i in plain):
        yield "figure"
    known = [words(view.text, i) for i in plain]
    met = _placed(groups(known, language))
    yield from (name for name, places in met.items() if _counts(name, places))
    yield from _opening(view, plain, known, met, language)
    if language != "en":
        yield from _verbs(view, plain, met)


def _counts(name: str, places: Sequence[int]) -> bool:
    if name.startswith("open_"):
        return 0 in places
    if name.startswith("near_"):
        return min(places) < _NEAR
    return not name.startswith("cue_") and name != "finite"


def _placed(found: Iterable[tuple[str, int]]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for name, place in found:
        places.setdefault(name, []).append(place)
    return places


def _opening(
    view: Page, plain: Sequence[int], known: Sequence[frozenset[str]], met: Places, language: Language
) -> Iterator[str]:
    """How the content begins, and the noun of the list of cues among its first words."""

    def at_first(name: str) -> bool:
        return 0 in met.get(name, ())

    if at_first("open_purpose"):
        yield "opens-purpose"
    elif at_first("open_whether") or any(place < _NEAR for place in met.get("near_whether", ())):
        yield "opens-whether"
    elif at_first("open_that"):
        yield "opens-that"
    elif at_first("open_question"):
        yield "opens-question"
    elif at_first("open_to") or _infinitive(view, plain[0]):
        yield "opens-infinitive"
    elif not (met.get("finite") or any(_finite(reading) for i in plain[:12] for reading in view.text.analyses[i][:1])):
        yield "opens-noun"
        noun = next((found for n, i in enumerate(plain[:3]) if (found := _noun(view, i, known[n], language))), "")
        if noun:
            yield f"noun={noun}"


def _noun(view: Page, i: int, known: frozenset[str], language: Language) -> str:
    """The act of a noun of the list of cues, where it is a telling one."""
    if language != "en" and all(reading.pos != "noun" for reading in view.text.analyses[i]):
        return ""
    entries = cue_entries([known], view.text, [i], language)
    return next((entry.act for _, entry in entries if entry.pos == "noun" and entry.act != "assert"), "")


def _finite(reading: Analysis) -> bool:
    return reading.pos == "verb" and bool(reading.person or reading.tense)


def _infinitive(view: Page, i: int) -> bool:
    form = view.form(i).lower()
    return any(
        reading.form == "inf" or (reading.pos == "verb" and reading.lemma == form and not _finite(reading))
        for reading in view.text.analyses[i][:1]
    )


def _verbs(view: Page, plain: Sequence[int], met: Places) -> Iterator[str]:
    """What the forms of the verbs tell, in the languages that mark person and tense."""
    own = bool(met.get("we"))
    negations = set(met.get("negation", ()))
    for place, i in enumerate(plain):
        readings = view.text.analyses[i]
        verb = next((reading for reading in readings if reading.pos == "verb"), None)
        if verb is None:
            continue
        negated = place - 1 in negations
        if readings[0].form == "imp":
            yield "open_imperative" if place < _NEAR or negated else "imperative_later"
        else:
            yield from _form(verb, negated, own, place)


def _form(verb: Analysis, negated: bool, own: bool, place: int) -> Iterator[str]:
    no = "not_" if negated else ""
    if verb.tense == "fut":
        yield f"{no}own_future" if verb.person == "1" else f"{no}future"
        if place <= 2 and verb.person == "3" and not negated:
            yield "self_future"
    elif verb.tense == "past" and negated:
        yield "own_not_past" if own else "not_past"
        if place <= 2:
            yield "opens-not-past"
    elif verb.tense == "pres" and negated:
        yield "not_own_present" if verb.person == "1" else "not_present"
    elif verb.tense == "pres" and verb.person == "1":
        yield "own_present"
