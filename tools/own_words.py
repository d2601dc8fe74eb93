"""Whether everything here is our own writing: no run of five words and no person's name from the gold sets.

    python -m tools.own_words          lists what was found, by file; exit code 1 where there is something

The sets in `../shared/gold` are other people's articles (and PolNeAR's); what is shipped, tested with and documented must
be of our own making. The stories are ours: they may stand in `samples/` and `tests/`, but no code, list or weight may know them.
"""

import itertools
import json
import re
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from onrecord import samples
from onrecord.lexicon import load
from onrecord.model.text import LANGUAGES, Language
from onrecord.text.morphology import analyser

ROOT = Path(__file__).parents[1]
GOLD = ROOT.parent / "shared" / "gold"
REAL = ("seed", "uk-dev", "uk-train", "ru-dev", "ru-train", "polnear-dev", "polnear-train")
STORIES = ("stories-dev", "stories-train")
RUN = 5
SHORTEST = 4
"""Letters of a surname that is looked for; shorter ones are too often words."""
PEOPLES = frozenset({"English", "French"})
"""Surnames in PolNeAR that are names of languages everywhere else."""
RARELY = 0.01
"""A capitalised word that names a speaker less often than this share of its places is no name but a word of the language
("English", "House")."""

KNOWING = ("src/", "tools/", "benchmarks/", "schema/")
"""Where the stories must not stand either."""
TELLING = ("src/onrecord/samples/", "tests/")
"""Where they may: a run of words that they share with a real article is ours there."""
GIVEN = frozenset({"LICENSE", *(f"src/onrecord/samples/{story}/story.json" for story in samples.STORIES)})
"""Texts that came as they are: the licence, and what the stories' authors tell of them."""
SPELLINGS = frozenset({"tests/cases/speaker_keys.tsv"})
"""Tables of how surnames are spelled in three languages; there a name is a word like others, and nobody's."""
TEXTS = frozenset(
    {".py", ".md", ".tsv", ".yaml", ".yml", ".json", ".jsonl", ".toml", ".txt", ".html", ".css", ".marked", ".sh", ""}
)

_WORD = re.compile(r"[^\W_]+(?:['’ʼ-][^\W_]+)*")
_MARK = re.compile(r"\[\[[a-z]\d+:|\]\]")
_CAPITALISED = re.compile(r"\b[A-Z][a-z]+(?:[-'’][A-Z]?[a-z]+)*(?: [A-Z]\.)?(?: [A-Z][a-z]+(?:[-'’][A-Z]?[a-z]+)*)+")
_ENDING = re.compile("[аеиоуыэюяіїєйь]+$")
_APOSTROPHES = str.maketrans("’ʼ", "''")


@dataclass(frozen=True, slots=True)
class Protected:
    """What must not be found: runs of five words (with the set each is from), and names (surnames and full names) in
    the forms in which the sets have them."""

    runs: dict[str, str]
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that is not our own: in which file, what, and where it is from."""

    file: str
    what: str
    origin: str


def words(text: str) -> list[str]:
    """The words of a text in order, in lower case, with one apostrophe."""
    return [word.lower().translate(_APOSTROPHES) for word in _WORD.findall(_MARK.sub("", text))]


def runs(text: str) -> Iterator[str]:
    """Every run of five words that are not mostly numbers."""
    found = words(text)
    for run in zip(*(found[n:] for n in range(RUN)), strict=False):
        if sum(word[0].isalpha() for word in run) >= RUN - 1:
            yield " ".join(run)


@cache
def articles(sets: tuple[str, ...]) -> list[dict[str, Any]]:
    """The articles of the named gold sets."""
    return [
        json.loads(line) for name in sets for line in (GOLD / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    ]


def protect(sets: tuple[str, ...], *, named: bool = True) -> Protected:
    """What the named gold sets hold."""
    held: dict[str, str] = {}
    for article in articles(sets):
        for paragraph in article["text"].split("\n"):
            held.update((run, article["id"]) for run in runs(paragraph))
    return Protected(held, frozenset(_names(articles(sets))) if named else frozenset())


def without(protected: Protected, ours: Protected, texts: Iterable[str]) -> Protected:
    """What is protected, but for runs and names that our own stories have too."""
    names = frozenset(word for text in texts for word in _plain(text))
    return Protected(
        {run: where for run, where in protected.runs.items() if run not in ours.runs}, protected.names - names
    )


def look(text: str, file: str, protected: Protected) -> Iterator[Hit]:
    """What a text holds that is protected."""
    for run in dict.fromkeys(runs(text)):
        if run in protected.runs:
            yield Hit(file, run, protected.runs[run])
    for name in sorted(protected.names.intersection(_plain(text))):
        yield Hit(file, name, "a person's name")


def look_at_features(names: Iterable[str], file: str, protected: Protected) -> Iterator[Hit]:
    """Features of weights: their values are lemmas and endings in lower case, so names are compared without case. What our
    own articles write in lower case is a word (a brewer is somebody who brews)."""
    known = {name.lower() for name in protected.names} - _own_lower_case()
    for feature in names:
        for word in words(re.split("[=:]", feature)[-1]):
            if word in known:
                yield Hit(file, feature, "a person's name")


@cache
def _own_lower_case() -> frozenset[str]:
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "training").rglob("*.marked"))]
    return frozenset(word for text in texts for word in _plain(text) if word.islower())


def files() -> list[str]:
    """The text files of the project, by their paths from its root."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [
        name
        for name in listed.stdout.splitlines()
        if Path(name).suffix in TEXTS and name not in GIVEN and (ROOT / name).is_file()
    ]


def check() -> list[Hit]:
    """Everything in the project's files that is somebody else's."""
    real, stories = protect(REAL), protect(STORIES, named=False)
    telling = without(real, stories, (article["text"] for article in articles(STORIES)))
    found: list[Hit] = []
    for name in files():
        text = (ROOT / name).read_text(encoding="utf-8", errors="replace")
        if name in SPELLINGS:
            found.extend(look(text, name, replace(telling, names=frozenset())))
        elif name.startswith(TELLING):
            found.extend(look(text, name, telling))
        else:
            found.extend(look(text, name, real))
            found.extend(look(text, name, stories) if name.startswith(KNOWING) else ())
    return found


def _names(articles: list[dict[str, Any]]) -> set[str]:
    """Surnames of the persons who speak in the sets, in all forms that their texts have."""
    counts: dict[str, Counter[str]] = {code: Counter() for code in LANGUAGES}
    spoken: dict[str, Counter[str]] = {code: Counter() for code in LANGUAGES}
    for article in articles:
        counts[article["lang"]].update(_plain(article["text"]))
        for s in article["statements"]:
            if s.get("speaker_type") == "person":
                spoken[article["lang"]][_surname(s["speaker"])] += 1
            elif article["lang"] == "en" and "speaker_type" not in s:
                spoken["en"].update(map(_surname, _english(article["text"], s["source"])))
    return {form for code in LANGUAGES for form in _all_forms(code, spoken[code], counts[code])}


def _plain(text: str) -> list[str]:
    return [word.translate(_APOSTROPHES).removesuffix("'s") for word in _WORD.findall(_MARK.sub("", text))]


def _surname(name: str) -> str:
    """The last word of a name of several capitalised words, or a lone capitalised word; else nothing."""
    parts = _plain(name)
    return parts[-1] if parts and all(part[0].isupper() for part in parts) else ""


def _english(text: str, spans: list[list[int]]) -> Iterator[str]:
    """PolNeAR names no speakers: a given name and what is capitalised after it, in a source."""
    given = {entry.entry for entry in load.table("en", "given_names")}
    for start, end in spans:
        for found in _CAPITALISED.findall(text[start:end]):
            name = list(
                itertools.dropwhile(lambda word: word.lower() not in given and word not in given, found.split())
            )
            if len(name) > 1:
                yield " ".join(name)


def _all_forms(language: Language, spoken: Counter[str], counts: Counter[str]) -> Iterator[str]:
    """The forms of the surnames among the words of the texts; a form that is often in lower case is a word."""
    capitalised: defaultdict[str, set[str]] = defaultdict(set)
    for word in counts:
        if (
            word[0].isupper()
            and not (len(word) > 1 and word.isupper())
            and counts[word.lower()] <= RARELY * counts[word]
        ):
            capitalised[word[:3]].add(word)
    for surname, times in spoken.items():
        if len(surname) < SHORTEST or times < RARELY * counts[surname] or _is_ordinary(language, surname):
            continue
        stem = surname if language == "en" else _ENDING.sub("", surname)
        longest = len(surname) + (0 if language == "en" else 3)
        yield from (
            form
            for form in capitalised[surname[:3]]
            if form.startswith(stem) and len(form) <= longest and not _is_ordinary(language, form)
        )


def _is_ordinary(language: Language, surname: str) -> bool:
    """Whether it is a word, a given name or a place as well, so that it gives nobody away."""
    if {surname, surname.lower()} & _listed(language) or surname in PEOPLES:
        return True
    if language == "en":
        return False
    readings = analyser(language).analyse(surname.lower())
    if {reading.lemma for reading in readings if reading.known} & {word.lower() for word in _listed(language)}:
        return True
    nouns = {r.lemma for r in readings if r.known and r.pos == "noun" and r.name not in ("surname", "patronymic")}
    return surname.lower() in nouns


@cache
def _listed(language: Language) -> frozenset[str]:
    return frozenset(entry.entry for name in ("given_names", "places", "roles") for entry in load.table(language, name))


def main() -> int:
    """Print what was found; the exit code."""
    found = check()
    for hit in found:
        print(f"{hit.file}: {hit.what!r} ({hit.origin})")
    print(f"{len(found)} found")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
