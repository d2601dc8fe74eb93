"""Dictionary readings of word forms: the one room that knows pymorphy3 and simplemma.

Ukrainian and Russian forms are read by pymorphy3 (its tags are turned into Universal Dependencies' names); English
forms by simplemma's lemma and the shape of the ending. Analyses are cached by form, so a text costs one look-up a
word once the process is warm.
"""

from functools import cache
from typing import Any, Protocol

from onrecord.errors import MissingDictionary
from onrecord.model.text import Analysis, Language

_POS = {
    "NOUN": "noun", "ADJF": "adj", "ADJS": "adj", "COMP": "adj", "VERB": "verb", "INFN": "verb", "PRTF": "verb",
    "PRTS": "verb", "GRND": "verb", "NUMR": "num", "ADVB": "adv", "NPRO": "pron", "PRED": "adv", "PREP": "adp",
    "CONJ": "conj", "PRCL": "part", "INTJ": "intj",
}  # fmt: skip
_FORM = {"VERB": "fin", "INFN": "inf", "PRTF": "part", "PRTS": "part", "GRND": "conv", "ADJS": "short", "COMP": "comp"}
_CASE = {
    "nomn": "nom", "gent": "gen", "datv": "dat", "accs": "acc", "ablt": "ins", "loct": "loc", "voct": "voc",
    "gen2": "gen", "acc2": "acc", "loc2": "loc", "gen1": "gen",
}  # fmt: skip
_NUMBER = {"sing": "sing", "plur": "plur"}
_GENDER = {"masc": "masc", "femn": "fem", "neut": "neut", "ms-f": "com"}
_PERSON = {"1per": "1", "2per": "2", "3per": "3"}
_TENSE = {"past": "past", "pres": "pres", "futr": "fut"}
_ANIMACY = {"anim": "anim", "inan": "inan"}
_NAMES = (("Name", "given"), ("Surn", "surname"), ("Patr", "patronymic"), ("Geox", "place"), ("Orgn", "organization"))
_UNKNOWN_METHODS = ("FakeDictionary", "KnownSuffixAnalyzer", "UnknownPrefixAnalyzer", "UnknAnalyzer")
_MOST = 8

MISSING = (
    "the Ukrainian dictionary is not installed, so Ukrainian cannot be read (Russian and English can). It is marked "
    "GPLv3 and therefore an extra: pip install 'onrecord[uk]'"
)


class Analyser(Protocol):
    """Reads word forms of one language. Picklable by language: ask `analyser()` again in another process."""

    language: Language

    def analyse(self, form: str) -> tuple[Analysis, ...]:
        """The dictionary's readings of a form, the likeliest first; at least one."""

    def inflect(self, form: str, features: frozenset[str], like: Analysis | None = None) -> str | None:
        """The form in other features (UD names: `nom`, `plur`, `fem` …), or None where the dictionary cannot say.

        `like` picks the reading that is inflected (same lemma and part of speech); else the likeliest is.
        """


class SlavicAnalyser:
    """pymorphy3's dictionary of Ukrainian or Russian."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self._morph = _pymorphy(language)
        self._cache: dict[str, tuple[Analysis, ...]] = {}

    def analyse(self, form: str) -> tuple[Analysis, ...]:
        """See `Analyser.analyse`."""
        known = self._cache.get(form)
        if known is None:
            parses = self._parse(form.replace("’", "'").replace("ʼ", "'"))[:_MOST]
            known = tuple(dict.fromkeys(_analysis(parse) for parse in parses)) or (Analysis(form.lower()),)
            self._cache[form] = known
        return known

    def inflect(self, form: str, features: frozenset[str], like: Analysis | None = None) -> str | None:
        """See `Analyser.inflect`."""
        wanted = {_BACK[f] for f in features if f in _BACK}
        for parse in self._parse(form):
            if like is None or (parse.normal_form, _POS.get(parse.tag.POS)) == (like.lemma, like.pos):
                found = parse.inflect(wanted)
                if found:
                    return str(found.word)
        return None

    def _parse(self, form: str) -> list[Any]:
        """What the dictionary says of a form; nothing where it stumbles over letters that have no name in Unicode."""
        try:
            found: list[Any] = self._morph.parse(form)
        except ValueError:
            return []
        return found


_BACK = {v: k for table in (_CASE, _NUMBER, _GENDER, _PERSON, _TENSE) for k, v in reversed(table.items())}


def _pymorphy(language: Language) -> Any:
    import pymorphy3

    if language == "uk":
        try:
            import pymorphy3_dicts_uk  # noqa: F401
        except ImportError as error:
            raise MissingDictionary(MISSING) from error
    return pymorphy3.MorphAnalyzer(lang=language)


@cache
def _tag(tag: Any) -> tuple[str, str, str, str, str, str, str, str, str]:
    """The fields of an `Analysis` between lemma and known, for one OpenCorpora tag."""
    grammemes = tag.grammemes
    pos = _POS.get(tag.POS or "", "x")
    if "Apro" in grammemes:
        pos = "pron"
    name = next((value for key, value in _NAMES if key in grammemes), "")

    def first(table: dict[str, str]) -> str:
        return next((table[g] for g in grammemes if g in table), "")

    form = _FORM.get(tag.POS or "", "")
    if "infn" in grammemes:
        form = "inf"  # the Ukrainian dictionary has it as a kind of verb
    elif "impr" in grammemes:
        form = "imp"
    elif "Impe" in grammemes and form == "fin":
        form = "impersonal"
    gender = first(_GENDER)
    number = first(_NUMBER) or ("sing" if gender else "")  # the Ukrainian dictionary leaves the singular out
    return pos, first(_CASE), number, gender, first(_PERSON), first(_TENSE), form, first(_ANIMACY), name


def _analysis(parse: Any) -> Analysis:
    known = not any(type(unit[0]).__name__ in _UNKNOWN_METHODS for unit in parse.methods_stack)
    return Analysis(parse.normal_form, *_tag(parse.tag), known)


class EnglishAnalyser:
    """simplemma's lemma, and what the ending tells; English has no other morphology worth a dictionary."""

    language: Language = "en"

    def __init__(self) -> None:
        from simplemma import lemmatize

        self._lemmatize = lemmatize
        self._cache: dict[str, tuple[Analysis, ...]] = {}

    def analyse(self, form: str) -> tuple[Analysis, ...]:
        """See `Analyser.analyse`."""
        known = self._cache.get(form)
        if known is None:
            plain = form.replace("’", "'").removesuffix("'s").removesuffix("'")
            lemma = self._lemmatize(plain, lang="en") if plain else form
            known = (_english_ending(plain.lower(), lemma.lower()),)
            self._cache[form] = known
        return known

    def inflect(self, form: str, features: frozenset[str], like: Analysis | None = None) -> str | None:  # noqa: ARG002 - as all analysers
        """English forms are not inflected: always None."""
        return None


def _english_ending(form: str, lemma: str) -> Analysis:
    if form.endswith("ing"):
        return Analysis(lemma, form="part", tense="pres")
    if form.endswith("ed"):
        return Analysis(lemma, form="part", tense="past")
    if form.endswith("s") and form != lemma:
        return Analysis(lemma, number="plur")
    return Analysis(lemma)


@cache
def analyser(language: Language) -> Analyser:
    """The analyser of a language, loaded once a process; MissingDictionary where its dictionary is not installed."""
    return EnglishAnalyser() if language == "en" else SlavicAnalyser(language)
