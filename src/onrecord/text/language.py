"""Which language an article, a paragraph or a quotation is written in.

Letters decide nearly always (і ї є ґ against ы э ъ ё, Cyrillic against Latin) and cost next to nothing; function words
(`lexicon/<language>/language.tsv`) tell a text that has few of them. Only a text that looks like none of ours is shown
to a trained identifier (py3langid), which names the language for the error.
"""

import re
from functools import cache

from onrecord.errors import UnknownLanguage
from onrecord.lexicon import load
from onrecord.model.article import Article
from onrecord.model.text import LANGUAGES, Language

NAMES = {"uk": "Ukrainian", "ru": "Russian", "en": "English"}

_SAMPLE = 20_000
_ENOUGH = 40
_PASSAGE = 8
UKRAINIAN, RUSSIAN = "іїєґ", "ыэъё"
"""Letters of the one Cyrillic language that the other has not."""
_STRANGE = "ўјљњћђџѓќѕәқңғүұһөҳҷӣӯ"
_COMMON_CYRILLIC = "оаеитнрсвлкмду"
_COMMON_LATIN = "etaoinsrhld"
_WORD = re.compile(r"[^\W\d_]+")
_LETTERS = re.compile(r"[^\W\d_]")
_OUR_LETTERS = re.compile(r"[A-Za-z\u00c0-\u024f\u0400-\u04ff]")
_TAGS = {"ukr": "uk", "rus": "ru", "eng": "en"}


def of_article(article: Article) -> Language:
    """The language of an article: the one it tells (`Article.language`), else the one its text shows.

    Too little text to tell by is read as what its script makes likeliest. Raises UnknownLanguage, which names the
    language where it can be told, and those that are read.
    """
    if article.language:
        return _told(article.language, article.id)
    return of_text(article.text, article.id)


def of_text(text: str, where: str = "") -> Language:
    """The language of a text by its letters and words; raises UnknownLanguage like `of_article`."""
    sample = text[:_SAMPLE].lower()
    ours, letters = len(_OUR_LETTERS.findall(sample)), len(_LETTERS.findall(sample))
    if letters >= _ENOUGH and ours < letters / 2:
        raise _unread(sample, where)
    cyrillic = _count(sample, _COMMON_CYRILLIC)
    if cyrillic >= _count(sample, _COMMON_LATIN) and cyrillic:
        return _cyrillic(sample, letters, where)
    if letters >= _ENOUGH and not _english(sample) and _identified(sample) != "en":
        raise _unread(sample, where)
    return "en"


def of_passage(text: str, start: int, end: int, article: Language) -> Language:
    """The language of a paragraph or quotation: the article's, unless its letters plainly speak for another one."""
    if end - start < _PASSAGE or (article == "en" and text[start:end].isascii()):
        return article
    sample = text[start:end].lower()
    cyrillic, latin = _count(sample, _COMMON_CYRILLIC), _count(sample, _COMMON_LATIN)
    if article != "en" and latin > 3 * cyrillic:
        return "en" if latin >= 12 and _english(sample) else article
    if cyrillic < latin or (article == "en" and cyrillic < 8):
        return article
    ukrainian, russian = _count(sample, UKRAINIAN), _count(sample, RUSSIAN)
    if article == "en":
        return _nearer(sample)
    if article == "uk":
        return "ru" if russian >= 2 and russian > 2 * ukrainian else article
    return "uk" if ukrainian >= 2 and ukrainian > 2 * russian else article


def _told(tag: str, where: str) -> Language:
    primary = re.split("[-_]", tag.strip().lower())[0]
    primary = _TAGS.get(primary, primary)
    if primary not in LANGUAGES:
        raise _unknown(primary, where)
    return primary


def _cyrillic(sample: str, letters: int, where: str) -> Language:
    """Ukrainian or Russian, or neither: ў, ј, қ and their like, or ъ without ы and і, speak for another language."""
    nearest = _nearer(sample)
    if letters < _ENOUGH:
        return nearest
    strange = _count(sample, _STRANGE) > 0.004 * letters
    bulgarian = sample.count("ъ") > max(2, 0.008 * letters) and not _count(sample, "ыэіїє")
    doubtful = strange or bulgarian or not _function_share(sample, nearest)
    if doubtful and _identified(sample) not in LANGUAGES:
        raise _unread(sample, where)
    return nearest


def _nearer(sample: str) -> Language:
    """Ukrainian or Russian by their own letters, then by their function words, then by the share of і."""
    ukrainian, russian = _count(sample, UKRAINIAN), _count(sample, RUSSIAN)
    if ukrainian != russian:
        return "uk" if ukrainian > russian else "ru"
    by_words = _function_share(sample, "uk") - _function_share(sample, "ru")
    return "uk" if by_words > 0 else "ru"


def _english(sample: str) -> bool:
    """Whether enough of the words are English function words (a quarter to a half of running text are)."""
    return _function_share(sample, "en") >= 0.12


def _function_share(sample: str, language: Language) -> float:
    words = _WORD.findall(sample[:4000])
    known = _function_words(language)
    return sum(word in known for word in words) / len(words) if words else 0.0


def _count(sample: str, letters: str) -> int:
    return sum(map(sample.count, letters))


@cache
def _function_words(language: Language) -> frozenset[str]:
    return frozenset(e.entry for e in load.table(language, "language") if e.properties.get("role") != "elided")


def _identified(sample: str) -> str:
    """The ISO 639-1 code that the trained identifier gives; it is costly, so it is asked last."""
    import py3langid  # 0.6 s and 100 MB with its model, once

    return str(py3langid.classify(" ".join(sample[:3000].split()))[0])


def _unread(sample: str, where: str) -> UnknownLanguage:
    return _unknown(_identified(sample), where)


def _unknown(code: str, where: str) -> UnknownLanguage:
    read = ", ".join(f"{NAMES[code]} ({code})" for code in LANGUAGES)
    place = f"{where}: " if where else ""
    return UnknownLanguage(
        f"{place}the text seems to be in the language {code!r}, which is not read. These are: {read}. "
        "If the guess is wrong, name the language yourself (language='uk', or --language uk)."
    )
