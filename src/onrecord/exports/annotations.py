"""A Reading as brat stand-off: `NAME.txt`, `NAME.ann` and the `annotation.conf` that names the types.

Spans are Source, Cue, Content, Addressee, Venue and Time; relations lead from a Content to its Cue, Source, Addressee and
Venue and, where it stands inside another, to the outer Content; kind, act and zone are attributes of the Content; who
spoke is its note. Offsets are code points of the text file. brat's lines cannot hold a line end, so a span that runs
over one is split there into fragments.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from onrecord.model.actor import ACTOR_TYPES
from onrecord.model.attribution import ACTS, KINDS, Attribution
from onrecord.model.span import Span, fragments
from onrecord.model.statement import Reading, Statement
from onrecord.model.text import ZONES

_NO_NAME = re.compile(r"[^\w.-]+")
_ROLES = ("Source", "Cue", "Addressee", "Venue")

DETAILS = "OnRecord"
"""The type of the notes that hold a statement of a record as JSON."""

CONF = "\n".join(
    [
        "[entities]", "Source", "Cue", "Content", "Addressee", "Venue", "Time", "",
        "[relations]", *(f"has-{role.lower()}\tArg1:Content, Arg2:{role}" for role in _ROLES),
        "within\tArg1:Content, Arg2:Content",
        "<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>", "",
        "[events]", "",
        "[attributes]", f"Kind\tArg:Content, Value:{'|'.join(KINDS)}", f"Act\tArg:Content, Value:{'|'.join(ACTS)}",
        f"Zone\tArg:Content, Value:{'|'.join(ZONES)}", f"SpeakerType\tArg:Content, Value:{'|'.join(ACTOR_TYPES)}",
        "Hedged\tArg:Content", "",
    ]
)  # fmt: skip


def ann(reading: Reading, details: Mapping[str, str] = MappingProxyType({})) -> str:
    """The annotations of one article. `details` are notes of the type DETAILS to the contents, by the ids of statements:
    one line each, for what brat has no place for."""
    return _Ann(reading.article.text, details).of(reading)


def names(ids: Iterable[str]) -> list[str]:
    """A file name (without ending) for each article id, all of them different, none leading out of its folder."""
    used: set[str] = set()
    made: list[str] = []
    for each in ids:
        base = _NO_NAME.sub("_", each).strip("._")[:100] or "article"
        name, number = base, 2
        while name.casefold() in used:
            name, number = f"{base}-{number}", number + 1
        used.add(name.casefold())
        made.append(name)
    return made


def files(readings: Iterable[Reading]) -> dict[str, bytes]:
    """The files of a brat folder, by their names."""
    held = list(readings)
    found = {"annotation.conf": CONF.encode()}
    for name, reading in zip(names(r.article.id for r in held), held, strict=True):
        found[f"{name}.txt"] = reading.article.text.encode("utf-8", "replace")
        found[f"{name}.ann"] = ann(reading).encode("utf-8", "replace")
    return found


def archive(files: Mapping[str, bytes]) -> bytes:
    """The files as a ZIP archive; the same files give the same bytes."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as made:
        for name in sorted(files):
            made.writestr(zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0)), files[name], zipfile.ZIP_DEFLATED)
    return held.getvalue()


class _Ann:
    """The lines of one file; brat numbers each kind of line from 1."""

    def __init__(self, text: str, details: Mapping[str, str]) -> None:
        self.text, self.details = text, details
        self.lines: list[str] = []
        self.count = dict.fromkeys("TRA#", 0)

    def of(self, reading: Reading) -> str:
        contents: dict[str, str] = {}
        for s in reading.statements:
            anchor = self._statement(s)
            if anchor:
                contents[s.id] = anchor
        for s in reading.statements:
            outer = contents.get(s.attribution.within or "")
            if outer and s.id in contents:
                self._add("R", f"within Arg1:{contents[s.id]} Arg2:{outer}")
        for time in reading.times:
            name = self._span("Time", (time.span,))
            self._note(name, time.value)
        return "".join(line + "\n" for line in self.lines)

    def _statement(self, s: Statement) -> str:
        a = s.attribution
        content = self._span("Content", a.content)
        if not content:
            return ""
        for role, spans in zip(_ROLES, (a.source, a.cue, a.addressee, a.venue), strict=True):
            held = self._span(role, spans)
            if held:
                self._add("R", f"has-{role.lower()} Arg1:{content} Arg2:{held}")
        self._attributes(content, a, s)
        self._note(content, _told(s))
        if s.id in self.details:
            self._add("#", f"{DETAILS} {content}", self.details[s.id])
        return content

    def _attributes(self, content: str, a: Attribution, s: Statement) -> None:
        for name, value in (
            ("Kind", a.kind),
            ("Act", a.act),
            ("Zone", a.zone),
            ("SpeakerType", s.mention.speaker_type),
        ):
            self._add("A", f"{name} {content} {value}")
        if a.hedged:
            self._add("A", f"Hedged {content}")

    def _span(self, type: str, spans: tuple[Span, ...]) -> str:
        pieces = fragments(spans, self.text)
        if not pieces:
            return ""
        places = ";".join(f"{p.start} {p.end}" for p in pieces)
        return self._add("T", f"{type} {places}", " ".join(p.of(self.text) for p in pieces))

    def _note(self, name: str, words: str) -> None:
        if name:
            self._add("#", f"AnnotatorNotes {name}", " ".join(words.split()))

    def _add(self, kind: str, *columns: str) -> str:
        self.count[kind] += 1
        name = f"{kind}{self.count[kind]}"
        self.lines.append("\t".join((name, *columns)))
        return name


def _told(s: Statement) -> str:
    parts = [f"{s.id}: {s.speaker}"]
    parts += [f"role: {s.mention.role}"] if s.mention.role else []
    parts += [f"said on {s.said_on}"] if s.said_on else []
    parts += [f"confidence {s.attribution.confidence:.2f}", " ".join(s.reasons)]
    return "; ".join(part for part in parts if part)
