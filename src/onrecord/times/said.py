"""When something was said: the time that belongs to the cue of an attribution.

The time stands in the cue's own clause, or in the sentence right before that sets its scene, or (interviews and
transcripts) in the introduction that tells when the conversation took place. It is not carried to later cues. Datelines,
`earlier` and `now` tell no day, and what stands inside the content is part of what was said.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.model.attribution import Attribution
from onrecord.model.span import Span
from onrecord.model.statement import Time
from onrecord.model.text import Range, Text
from onrecord.times.atoms import Stream, plain, streams
from onrecord.times.direction import finite, tense_of

_MARKS = ",-|."
_LEAST_TURNS = 3
_DATELINE = 8

Said = tuple[str | None, str]
NOTHING: Said = (None, "")


@dataclass(frozen=True, slots=True)
class Place:
    """A time that can be the day of saying, by its tokens `[first, last)`, its sentence, and who else holds it."""

    time: Time
    first: int
    last: int
    sentence: int
    holders: frozenset[str]


@dataclass(frozen=True, slots=True)
class Scene:
    """What `said_on` looks at, made once a text."""

    text: Text
    stream: Sequence[tuple[Stream, int, int]]
    starts: Sequence[int]
    opens: Sequence[int]
    places: Sequence[Place]
    by_sentence: dict[int, list[Place]]
    cues: Sequence[int]
    cue_owners: dict[int, str]
    verbal: dict[str, bool]

    def token(self, offset: int) -> int:
        """The index of the first token that ends after the offset."""
        return min(max(bisect_right(self.starts, offset) - 1, 0), len(self.starts) - 1)

    def sentence(self, token: int) -> int:
        """The index of the sentence that holds a token."""
        return bisect_right(self.opens, token) - 1

    def words(self, token: int) -> Stream:
        """The stream of the language that is spoken at a token."""
        return next(s for s, first, last in self.stream if first <= token < last)


def said_on(text: Text, attributions: Sequence[Attribution], times: Sequence[Time]) -> tuple[Said, ...]:
    """For each attribution the value of the time at which it was said and the rule's name, or `(None, "")`.

    `times` are those of `find_times` for the same text. Rules: `said.clause`, `said.scene`, `said.meeting`.
    """
    if not times or not attributions or not text.tokens:
        return tuple(NOTHING for _ in attributions)
    scene = _scene(text, attributions, times)
    contents = {a.id: a.content for a in attributions}
    meeting = _meeting(scene, attributions)
    found = [_of_clause(scene, a, contents) for a in attributions]
    taken = {a.id for a, said in zip(attributions, found, strict=True) if said[0]}
    for k, attribution in enumerate(attributions):
        if attribution.id not in taken:
            found[k] = _of_meeting(attribution, meeting) or _of_scene(scene, attribution, contents)
    return tuple(found)


def _scene(text: Text, attributions: Sequence[Attribution], times: Sequence[Time]) -> Scene:
    starts = [token.start for token in text.tokens]
    opens = [sentence.first for sentence in text.sentences]
    found = streams(text)
    owners: dict[int, str] = {}
    verbal: dict[str, bool] = {}
    scene = Scene(text, found, starts, opens, [], {}, [], owners, verbal)
    for attribution in attributions:
        for cue in attribution.cue:
            for i in range(scene.token(cue.start), scene.token(cue.end - 1) + 1):
                owners[i] = attribution.id
        verbal[attribution.id] = _verbal(scene, _cue_tokens(scene, attribution))
    holders = _holders(attributions, times)
    places = [place for time, held in zip(times, holders, strict=True) if (place := _place(scene, time, held))]
    by_sentence: dict[int, list[Place]] = {}
    for place in places:
        by_sentence.setdefault(place.sentence, []).append(place)
    return Scene(text, found, starts, opens, places, by_sentence, sorted(owners), owners, verbal)


def _holders(attributions: Sequence[Attribution], times: Sequence[Time]) -> list[frozenset[str]]:
    """For each time the attributions inside whose content it stands."""
    held: list[set[str]] = [set() for _ in times]
    starts = [time.span.start for time in times]
    for attribution in attributions:
        for piece in attribution.content:
            for k in range(bisect_left(starts, piece.start), bisect_left(starts, piece.end)):
                held[k].add(attribution.id)
    return [frozenset(ids) for ids in held]


def _place(scene: Scene, time: Time, held: frozenset[str]) -> Place | None:
    """The place of a time that can tell a day, and None for durations, REFs, datelines, decades and what lies ahead."""
    value, published = time.value, scene.text.article.published
    if not value[:4].isdecimal() or "/" in value or time.rule == "time.date-line":
        return None
    dated = value[5:7].isdecimal() or len(value) == _YEAR
    if published and dated and value[:_DAY] > published.isoformat()[: len(value[:_DAY])]:
        return None
    first, last = scene.token(time.span.start), scene.token(time.span.end - 1) + 1
    sentence = scene.sentence(first)
    if _dateline(scene, first, sentence) or (
        time.rule == "time.clock" and first == scene.text.sentences[sentence].first
    ):
        return None
    return Place(time, first, last, sentence, held)


_YEAR, _DAY = 4, 10


def _dateline(scene: Scene, first: int, sentence: int) -> bool:
    """ЛІНДАВА, 17 вересня: nothing but names before the date, at the head of a sentence."""
    begin = scene.text.sentences[sentence].first
    before = scene.text.tokens[begin:first]
    if not before or len(before) > _DATELINE or before[-1].form != ",":
        return False
    return all(token.kind == "mark" or token.form[0].isupper() for token in before)


def _ahead_or_since(scene: Scene, place: Place) -> bool:
    """`until Friday` and `since Monday` tell no moment."""
    s = scene.words(place.first)
    before = place.first - 1
    while before >= 0 and s.kinds[before] in "beg":
        before -= 1
    return before >= 0 and s.words.has("untimely", s.form(before))


def _usable(place: Place, attribution: Attribution, contents: dict[str, tuple[Span, ...]]) -> bool:
    """Outside its own content, and inside another's only where the cue is inside it too."""
    if attribution.id in place.holders:
        return False
    cue = attribution.cue[0]
    outer = attribution.within
    if outer in contents and outer not in place.holders and _holds(contents[outer], cue):
        return False
    return all(_holds(contents[other], cue) for other in place.holders)


def _holds(content: tuple[Span, ...], cue: Span) -> bool:
    return any(piece.start <= cue.start < piece.end for piece in content)


def _cue_tokens(scene: Scene, attribution: Attribution) -> list[int]:
    return [i for cue in attribution.cue for i in range(scene.token(cue.start), scene.token(cue.end - 1) + 1)]


def _of_clause(scene: Scene, attribution: Attribution, contents: dict[str, tuple[Span, ...]]) -> Said:
    """The nearest time of the cue's sentence that belongs to its clause."""
    best: tuple[int, Place] | None = None
    cues = _cue_tokens(scene, attribution)
    verbal = scene.verbal[attribution.id]
    for sentence in sorted({scene.sentence(i) for i in cues}):
        for place in scene.by_sentence.get(sentence, ()):
            if not _usable(place, attribution, contents) or _ahead_or_since(scene, place):
                continue
            near = min(cues, key=lambda i, p=place: _distance(i, p))  # type: ignore[misc]
            if not (_own_clause(scene, place, near, attribution) if verbal else _beside(scene, place, near)):
                continue
            distance = _distance(near, place)
            if best is None or distance < best[0]:
                best = (distance, place)
    return (best[1].time.value, "said.clause") if best else NOTHING


def _distance(token: int, place: Place) -> int:
    return place.first - token if token < place.first else token - place.last + 1 if token >= place.last else 0


def _verbal(scene: Scene, cues: Sequence[int]) -> bool:
    """Whether the cue is a verb; "with reference to", "under the rules of" and nouns bind no time from afar."""
    s = scene.words(cues[0])
    if all(scene.text.tokens[i].kind == "mark" for i in cues):
        return True
    if s.words.language == "en":
        return not s.words.has("citing", s.form(cues[0])) and any(s.form(i).isalpha() for i in cues)
    return any(any(a.pos == "verb" for a in scene.text.analyses[i][:1]) for i in cues)


def _beside(scene: Scene, place: Place, cue: int) -> bool:
    """понедельничный ультиматум; the claim on Tuesday."""
    s = scene.words(cue)
    low, high = (cue + 1, place.first) if cue < place.first else (place.last, cue)
    return all(kind == "i" for kind in s.kinds[low:high]) and s.kinds[cue] == "x"


def _own_clause(scene: Scene, place: Place, cue: int, attribution: Attribution) -> bool:
    """No other cue between, and no other clause with a verb of its own around the time."""
    low, high = (cue + 1, place.first) if cue < place.first else (place.last, cue)
    at = bisect_left(scene.cues, low)
    between = scene.cues[at : bisect_left(scene.cues, high)]
    if any(_rival(scene, i, attribution) for i in between):
        return False
    s, sentence = scene.words(place.first), scene.text.sentences[place.sentence]
    left, right = _segment(s, place.first, place.last, sentence)
    if left <= cue < right:
        return True
    own, _ = _segment(s, cue, cue + 1, sentence)
    if own > sentence.first and s.words.has("subordinators", s.form(own)):
        return False
    if s.words.has("relatives", s.form(left)) or s.words.has("relatives", s.form(left + 1)):
        return False
    if any(i in scene.cue_owners and _rival(scene, i, attribution) for i in range(left, right)):
        return False
    if place.first < cue and _converb(scene, s, cue):
        return True
    verbs = [i for i in range(left, right) if i not in scene.cue_owners and finite(s, i)]
    return not any(i > left or s.words.language != "en" for i in verbs)


def _converb(scene: Scene, s: Stream, cue: int) -> bool:
    """Changed course on Friday, saying …; змінив думку у п'ятницю, заявивши …: the main clause tells when."""
    if s.words.language == "en":
        return s.form(cue).endswith("ing")
    return any(a.form == "conv" for a in scene.text.analyses[cue][:1])


def _rival(scene: Scene, token: int, attribution: Attribution) -> bool:
    """Whether a cue's token is a verb of another attribution, outside the content of this one."""
    owner = scene.cue_owners[token]
    return owner != attribution.id and not _inside(scene, token, attribution) and scene.verbal[owner]


def _inside(scene: Scene, token: int, attribution: Attribution) -> bool:
    start = scene.text.tokens[token].start
    return any(piece.start <= start < piece.end for piece in attribution.content)


def _segment(s: Stream, left: int, right: int, sentence: Range) -> tuple[int, int]:
    """The words around some tokens up to the next marks."""
    while left > sentence.first and s.kinds[left - 1] not in _MARKS:
        left -= 1
    while right < sentence.last and s.kinds[right] not in _MARKS:
        right += 1
    return left, right


def _of_scene(scene: Scene, attribution: Attribution, contents: dict[str, tuple[Span, ...]]) -> Said:
    """A sentence without a cue right before the attribution, in the same paragraph, sets its scene."""
    spans = (*attribution.content, *attribution.cue, *attribution.source)
    first = scene.token(min(span.start for span in spans))
    sentence = scene.sentence(first)
    begin = scene.text.sentences[sentence].first
    if attribution.within or not sentence or any(s.kind == "word" for s in scene.text.tokens[begin:first]):
        return NOTHING
    before = scene.text.sentences[sentence - 1]
    gap = scene.text.article.text[scene.text.tokens[before.last - 1].end : scene.text.tokens[begin].start]
    at = bisect_left(scene.cues, before.first)
    if "\n" in gap or (at < len(scene.cues) and scene.cues[at] < before.last):
        return NOTHING
    usable = [p for p in scene.by_sentence.get(sentence - 1, ()) if _usable(p, attribution, contents)]
    usable = [p for p in usable if _looks_back(scene, p) and (_told(scene, p) or _pronoun(scene, attribution))]
    return (usable[-1].time.value, "said.scene") if len(usable) == 1 else NOTHING


def _told(scene: Scene, place: Place) -> bool:
    """Головне пролунало в четвер: the sentence has a word for coming together or for being heard."""
    known = scene.words(place.first).words.sets["scene"]
    first, last = scene.text.sentences[place.sentence]
    return any(a.lemma in known for i in range(first, last) for a in scene.text.analyses[i][:1])


def _pronoun(scene: Scene, attribution: Attribution) -> bool:
    """The speaker is a pronoun, so the sentence before tells of him."""
    for source in attribution.source:
        i = scene.token(source.start)
        s = scene.words(i)
        if s.words.has("persons", s.form(i)):
            return scene.text.tokens[i].end >= source.end
    return False


def _looks_back(scene: Scene, place: Place) -> bool:
    s = scene.words(place.first)
    sentence = scene.text.sentences[place.sentence]
    return (
        any(tense_of(s, i) == "past" for i in range(*sentence))
        and len(place.time.value) >= _DAY
        and place.time.rule != "time.clock"
    )


def _turns(scene: Scene, attributions: Sequence[Attribution]) -> Iterator[Attribution]:
    """Attributions whose cue is a mark at the head of a paragraph or line: questions, answers, speakers of a transcript."""
    heads = {p.tokens.first for p in scene.text.paragraphs}
    for attribution in attributions:
        if attribution.within or not attribution.cue or attribution.zone == "headline":
            continue
        words = attribution.cue[0].of(scene.text.article.text)
        first = min(scene.token(span.start) for span in (*attribution.source, *attribution.cue))
        if not any(char.isalnum() for char in words) and first in heads:
            yield attribution


def _meeting(scene: Scene, attributions: Sequence[Attribution]) -> tuple[str, frozenset[str]] | None:
    """When the conversation took place that the turns are of, told before the first of them; with the turns."""
    turns = list(_turns(scene, attributions))
    if len(turns) < _LEAST_TURNS:
        return None
    first = min(scene.token(span.start) for turn in turns for span in (*turn.source, *turn.cue))
    for place in scene.places:
        if place.first >= first or place.holders or len(place.time.value) < _DAY:
            continue
        sentence = scene.text.sentences[place.sentence]
        s = scene.words(place.first)
        near = range(max(0, sentence.first), sentence.last)
        if any(_names(scene, s, i) for i in near):
            return place.time.value, frozenset(turn.id for turn in turns)
    return None


def _names(scene: Scene, s: Stream, token: int) -> bool:
    """Whether the token is a word of meeting: interview, зустрілися, допрос."""
    names = {plain(scene.text.tokens[token].form), *(a.lemma for a in scene.text.analyses[token])}
    return bool(names & s.words.sets["meeting"])


def _of_meeting(attribution: Attribution, meeting: tuple[str, frozenset[str]] | None) -> Said | None:
    if meeting is None or attribution.id not in meeting[1]:
        return None
    return meeting[0], "said.meeting"
