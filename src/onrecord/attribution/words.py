"""What the network is told of a word form: language-neutral names, the same for all languages where they can be.

A form is described by the union of its dictionary readings, by the classes that the lexicon gives its lemmas, and by its
shape. Words themselves enter in lower case only, and only those of the vocabulary count.
"""

from collections.abc import Iterator, Sequence
from functools import cache

from onrecord.lexicon import load
from onrecord.model.text import Analysis, Language

Lexicon = dict[str, tuple[tuple[str, tuple[str, ...]], ...]]

PART_OF_SPEECH = {"verb": {"verb"}, "noun": {"noun"}, "adj": {"adj", "verb"}, "adv": {"adv", "adj", "adp", "x"}}
_ANY = "any"
_MARK_CLASSES = {
    "quote": "«»“”„‟\"‹›‚‘’'",
    "dash": "-–—―−",
    "bracket": "()[]{}",
    "end": ".!?…",
}

_STYLES = frozenset({"quote", "dash"})
"""Marks whose form is a matter of style: the network does not see which of them it is."""


def names(language: Language, form: str, analyses: Sequence[Analysis]) -> tuple[str, ...]:
    """The feature names of a form, without repeats, in a fixed order."""
    return tuple(dict.fromkeys(_names(language, form, analyses)))


def _names(language: Language, form: str, analyses: Sequence[Analysis]) -> Iterator[str]:
    lower = form.lower().replace("’", "'").replace("ʼ", "'")
    yield f"lang={language}"
    yield from _shape(form)
    if not any(c.isalnum() for c in form):
        return
    for analysis in analyses:
        yield from _morphology(analysis[1:])
    if analyses:
        yield f"first={analyses[0].pos}:{analyses[0].case or analyses[0].form}"
        if len(analyses) == 1:
            yield "unambiguous"
    lemmas = {analysis.lemma for analysis in analyses} | {lower}
    for word in sorted(lemmas):
        for properties in _closed(language).get(word, ()):
            yield from properties
        for pos, features in _cues(language).get(word, ()):
            if (
                language == "en"
                or pos == _ANY
                or any(a.lemma == word and a.pos in PART_OF_SPEECH.get(pos, {a.pos}) for a in analyses)
            ):
                yield from features
    if form[:1].islower():
        yield f"word={language}:{lower if language == 'en' or not analyses else analyses[0].lemma}"
        yield f"suffix={language}:{lower[-3:]}"
    if lower.endswith(("'s", "s'")):
        yield "possessive"


def _shape(form: str) -> Iterator[str]:
    if form[:1].isdigit():
        yield "shape=number"
    elif form.isupper() and len(form) > 1:
        yield "shape=upper"
    elif form[:1].isupper():
        yield "shape=capital"
    elif form[:1].islower():
        yield "shape=lower"
    else:
        name = next((name for name, marks in _MARK_CLASSES.items() if form[0] in marks), "")
        if name:
            yield f"marks={name}"
        if name not in _STYLES:
            yield f"mark={form[:1]}"


@cache
def _morphology(reading: tuple[object, ...]) -> tuple[str, ...]:
    """What a reading tells, but for its lemma (the first field of an `Analysis`, left out here)."""
    a = Analysis("", *reading)  # type: ignore[arg-type]
    told = [f"pos={a.pos}"]
    if a.case:
        told += [f"case={a.case}", f"pos={a.pos}:{a.case}"]
    fields = (("number", a.number), ("gender", a.gender), ("person", a.person), ("tense", a.tense), ("form", a.form))
    told += [f"{name}={value}" for name, value in fields if value]
    if a.animacy == "anim":
        told.append("animate")
    if a.name:
        told.append(f"name={a.name}")
    if not a.known:
        told.append("guessed")
    return tuple(told)


@cache
def _cues(language: Language) -> Lexicon:
    """Lemma -> (part of speech, features) of each entry of one word."""
    found: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for entry in load.table(language, "cues"):
        if " " not in entry.entry:
            pos = entry.properties["pos"]
            features = tuple(cue_features(entry, "cue"))
            found.setdefault(entry.entry, []).append((pos, features))
            for form in entry.values("forms"):
                found.setdefault(form, []).append((_ANY, features))
    return {word: tuple(features) for word, features in found.items()}


def cue_features(entry: load.Entry, prefix: str) -> Iterator[str]:
    """What an entry of cues.tsv tells, in feature names."""
    pos, kind, act = (entry.properties[key] for key in ("pos", "class", "act"))
    yield prefix
    yield f"{prefix}.pos={pos}"
    yield f"{prefix}.class={kind}"
    yield f"{prefix}.class={kind}:{pos}"
    yield f"{prefix}.act={act}"
    yield f"{prefix}.weight={pos}:{entry.properties['weight']}"
    for frame in entry.values("frame"):
        yield f"{prefix}.frame={frame}"


def classes(language: Language, lemma: str) -> tuple[str, ...]:
    """The classes that the lexicon gives a lemma as a cue."""
    marker = "cue.class="
    return tuple(
        name.removeprefix(marker)
        for _, features in _cues(language).get(lemma, ())
        for name in features
        if name.startswith(marker) and ":" not in name
    )


def acts(language: Language, lemma: str, pos: str) -> tuple[str, ...]:
    """The acts that the lexicon gives a lemma as a cue of one part of speech."""
    marker = "cue.act="
    return tuple(
        name.removeprefix(marker)
        for known, features in _cues(language).get(lemma, ())
        for name in features
        if known == pos and name.startswith(marker)
    )


@cache
def _closed(language: Language) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Word -> features of the closed classes and of the lists of hedges, roles, bodies and places."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for entry in load.table(language, "function"):
        found.setdefault(entry.entry, []).append(tuple(f"concept={c}" for c in entry.values("concept")))
    for entry in load.table(language, "hedges"):
        found.setdefault(entry.entry, []).append(("hedge", f"hedge.scope={entry.properties['scope']}"))
    for list_name in ("roles", "bodies", "places"):
        for entry in load.table(language, list_name):
            features = [f"list={list_name}"]
            if "type" in entry.properties:
                features.append(f"list={list_name}:{entry.properties['type']}")
            found.setdefault(entry.entry.lower(), []).append(tuple(features))
    return {word: tuple(features) for word, features in found.items()}
