"""What the page says about itself and not about its news: menus, "read also", adverts, share buttons, credits.

The openings are data (`lexicon/<language>/boilerplate.tsv`, all languages at once: a Ukrainian page says "Read more"
too). They are looked for at the start of a line and, because extractors glue them there, right after the end of a
sentence; amid a sentence, or inside a quotation that closes further on, they are never looked for.
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from onrecord.lexicon import load
from onrecord.model.span import Span
from onrecord.model.text import LANGUAGES
from onrecord.text.normalize import word
from onrecord.text.phrases import Phrase, Phrases, phrase

LONGEST = 25
"""Words that a line of boilerplate has at most, unless its entry says otherwise."""

_LONGEST_LINE = 400
_LONGEST_GAP = 12
_LONGEST_TAIL = 40
_WORD = re.compile(r"[^\W_]+(?:['’ʼ`\-‑.][^\W_]+)*")
_SENTENCE_END = re.compile(r"(?<!\b[^\W\d_])[.!?…]+[\"»”’')\]]*(?=\s)|[»”\"](?=\s)")
_INNER_END = re.compile(r"[.!?…]+[\"»”’')\]]*\s+(?=[«„“\"(–—-]?\s?[^\W\d_a-zа-яіїєґё])")
_COLON = re.compile(r"\s*[:：]")
_REST_OF_LINE = re.compile(r"[\s\W\d]*$")
_STRAIGHT = '"'
_QUOTES = frozenset('«»„“”"')
_CLOSING = re.compile(r"[»”“\"]")
_LONGEST_QUOTATION = 2000
_LONGEST_CALL = 140
_CALL_WORDS = 14
_SPOKEN = re.compile(r",\s*[-–—]|,.*\.$|:\s")
_TICKER = re.compile(r"[▶►⏵⏩🔔📢👉👇📌🔴⬇➡]")
_MENU = re.compile(r"\s[|•·»›/→]\s|\s[|•·→]")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+$|\S+@\S+\.\S+$|#[\w#\s]+$|[©®]", re.IGNORECASE)
_CREDIT_AGENCY = re.compile(r"[/|©]|\b\w+\.(?:com|ua|ru|net|org|info|uk|eu)\b")


class Rule(NamedTuple):
    """One entry of the lists: where it may stand and how long the line may be."""

    places: tuple[str, ...]
    glue: str
    colon: bool
    words: int


def pieces(text: str, line: Span) -> list[tuple[Span, bool]]:
    """A line in pieces, each with whether it is boilerplate; most lines are one piece that is not.

    Offsets are code points of `text`; the pieces are in order, without the blanks between them.
    """
    if whole_line(text, line):
        return [(line, True)]
    front = _front(text, line)
    start = front.end if front else line.start
    found = [(front, True)] if front else []
    found.extend(_glued(text, Span(start, line.end)))
    return [(part, is_page) for span, is_page in found if (part := _strip(text, span)).start < part.end]


def whole_line(text: str, line: Span) -> bool:
    """Whether a line is boilerplate from end to end."""
    if line.end - line.start > _LONGEST_LINE:
        return False
    if _opening(text, line.start, line.end, at_line_start=True):
        return True
    return bool(_call(text, line.start, line.end)) or is_menu(text, line)


def is_menu(text: str, line: Span) -> bool:
    """Links in a row, a player's button, an address, a copyright sign."""
    words = line.of(text)
    if len(words) > 200 or words[-1] in ".!?…" and not words.startswith(("©", "http", "www.")):
        return False
    if len(_TICKER.findall(words)) > 0 or _ADDRESS.match(words) or not any(c.isalnum() for c in words):
        return not _is_mark_only(words)
    parts = _MENU.split(words)
    return len(parts) >= 3 and all(len(part.split()) <= 3 for part in parts)


def _is_mark_only(words: str) -> bool:
    return all(c in "«»„“”\"'" for c in words)


def _front(text: str, line: Span) -> Span | None:
    """Boilerplate glued before the first sentence: "Відео дня Порт знову відкрито …"."""
    for found in _phrases().at(text, line.start, line.end):
        rule = _rule(found.entry)
        rest = text[found.end : min(line.end, found.end + 200)].lstrip()
        if rule.glue == "both" and rest[:1].isupper() and len(rest.split(maxsplit=4)) == 5:
            return Span(line.start, found.end)
    return None


def _glued(text: str, line: Span) -> list[tuple[Span, bool]]:
    """What is left of a line after its front: text, and boilerplate after the ends of its sentences."""
    found: list[tuple[Span, bool]] = []
    start = at = line.start
    marks = _OpenMarks(text, start)
    if stop := _opening(text, start, line.end, at_line_start=False):
        found.append((Span(start, stop), True))
        start = at = stop
    while end := _SENTENCE_END.search(text, at, line.end):
        at = end.end()
        after = _skip_blanks(text, at, line.end)
        stop = _opening(text, after, line.end, at_line_start=False)
        if not stop or (marks.open_at(at) and _CLOSING.search(text, after, min(line.end, after + _LONGEST_QUOTATION))):
            continue
        found += [(Span(start, at), False), (Span(after, stop), True)]
        start = at = stop
        while start < line.end and (more := _opening(text, _skip_blanks(text, start, line.end), line.end, False)):
            found.append((Span(start, more), True))
            start = at = more
    found.append((Span(start, line.end), False))
    return found


def _opening(text: str, start: int, end: int, at_line_start: bool) -> int:
    """Where the boilerplate that begins at `start` ends; 0 where none begins there."""
    if text[start : start + 1] == "©" and end - start < _LONGEST_CALL:
        return end
    bracket = text[start : start + 1] in ("(", "[")
    for found in _phrases().at(text, start + bracket, end):
        rule = _rule(found.entry)
        if not at_line_start and rule.glue == "no":
            continue
        if "line" in rule.places and end - found.end <= _LONGEST_TAIL and _REST_OF_LINE.match(text, found.end, end):
            return end
        if "start" in rule.places and (not rule.colon or _COLON.match(text, found.end, end)):
            stop = end if at_line_start else _stop(text, found.end, end)
            if _fits(text, found.end, stop, rule):
                return stop
        announced = not rule.colon or _COLON.match(text, found.end, end)
        if "credit" in rule.places and announced and end - found.end < 100 and _is_credit(text[found.end : end], rule):
            return end
    return 0 if at_line_start else _call(text, start, end)


def _fits(text: str, start: int, stop: int, rule: Rule) -> bool:
    if stop - start > _LONGEST_LINE:
        return False
    return len(_WORD.findall(text, start, stop)) <= rule.words


def _stop(text: str, start: int, end: int) -> int:
    """Glued boilerplate ends with its own sentence where a whole sentence follows, else with the line."""
    inner = _INNER_END.search(text, start, min(end, start + _LONGEST_LINE))
    if inner and len(text[inner.end() : min(end, inner.end() + 100)].split(maxsplit=4)) >= 4:
        return inner.end()
    return end


def _is_credit(maker: str, rule: Rule) -> bool:
    """A maker's name after "Photo:" (capitals or an address), not a description of what is seen."""
    words = _WORD.findall(maker)
    if not 0 < len(words) <= rule.words:
        return False
    if _CREDIT_AGENCY.search(maker):
        return True
    capitals = sum(each[0].isupper() or len(each) <= 3 for each in words)
    stops = maker.strip(" .").count(".")
    return stops == 0 and (capitals == len(words) or _is_office(words))


def _is_office(words: list[str]) -> bool:
    """A press office as maker: it opens in lower case and is short (пресслужба міськради)."""
    return len(words) <= 4 and words[0].lower().startswith(("прес", "press"))


class _OpenMarks:
    """Whether a quotation is still open at a place; asked from left to right, so a line is counted once."""

    def __init__(self, text: str, start: int) -> None:
        self._text, self._at = text, start
        self._counts = dict.fromkeys("«»„“”" + _STRAIGHT, 0)

    def open_at(self, at: int) -> bool:
        """Whether more marks open than close before `at`."""
        counts = self._counts
        for mark in counts:
            counts[mark] += self._text.count(mark, self._at, at)
        self._at = at
        low = counts["„"]
        curly = low - counts["“"] - counts["”"] if low else counts["“"] - counts["”"]
        return counts["«"] > counts["»"] or curly > 0 or counts[_STRAIGHT] % 2 == 1


def _skip_blanks(text: str, at: int, end: int) -> int:
    end = min(end, at + _LONGEST_GAP)
    while at < end and not text[at].isalnum():
        if text[at] in '«„“"–—([©':
            break
        at += 1
    return at


def _call(text: str, start: int, end: int) -> int:
    """Where a call to the reader ends ("Залиште коментар на сайті"); 0 where there is none.

    A call is a short line or sentence without quotation marks that opens with an action asked of the reader and then
    names a thing of the page or a network; a row of networks alone is a row of buttons. English imperatives look like
    nouns and infinitives, so they also need a word that speaks for the page (our, your), or to end in "on" a network.
    """
    said = text[start:end] if end - start <= _LONGEST_CALL else ""
    words = [word(found.lower()) for found in _WORD.findall(said)]
    if not 1 < len(words) <= _CALL_WORDS or any(mark in _QUOTES for mark in said) or _SPOKEN.search(said):
        return 0
    parts = [_page_words().get(each, "") for each in words]
    if all(part == "network" for part in parts[parts[0] == "action" :]):
        return end
    if parts[0] != "action" or not {"thing", "network"}.intersection(parts[1:]):
        return 0
    if words[0].isascii() and "own" not in parts and not (parts[-1] == "network" and words[-2] == "on"):
        return 0
    return end


def _strip(text: str, span: Span) -> Span:
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


@cache
def _phrases() -> Phrases:
    entries = (entry for language in LANGUAGES for entry in load.table(language, "boilerplate"))
    joined: dict[tuple[str, ...], Phrase] = {}
    for entry in entries:
        made = phrase(entry)
        joined[made.words] = _join(joined.get(made.words), made)
    return Phrases(joined.values())


def _join(old: Phrase | None, new: Phrase) -> Phrase:
    """Two languages may share an entry ("реклама"); it may then stand wherever either of them allows."""
    if old is None:
        return new
    places = sorted({*old.values("place"), *new.values("place")})
    return new._replace(properties={**new.properties, "place": ",".join(places)})


@cache
def _page_words() -> Mapping[str, str]:
    """What a word is on a page: an action asked of the reader, a thing of the page or a network."""
    entries = (entry for language in LANGUAGES for entry in load.table(language, "pagewords"))
    return {entry.entry: entry.properties["part"] for entry in entries}


@cache
def _rule_of(places: tuple[str, ...], glue: str, colon: str, words: str) -> Rule:
    return Rule(places, glue, colon == "yes", int(words or LONGEST))


def _rule(entry: Phrase) -> Rule:
    known: Mapping[str, str] = entry.properties
    return _rule_of(entry.values("place"), known.get("glue", "tail"), known.get("colon", ""), known.get("words", ""))
