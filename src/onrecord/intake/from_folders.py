"""Folders and archives of files -> what they tell: brat stand-off, Citron's annotation JSON."""

import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from onrecord.errors import BadLine, InputError, TooLarge, UnreadableFile
from onrecord.intake import told
from onrecord.intake.from_lines import parsed
from onrecord.intake.told import Said, Told
from onrecord.model.article import Skipped
from onrecord.model.attribution import ROLES
from onrecord.model.span import Span, fragments

MOST = 500 * 1024 * 1024
"""Bytes that an archive may unpack to, or a folder hold."""
HEAD, DETAILS, OURS = "onrecord.jsonl", "OnRecord", "onrecord"
"""What our own exports put beside the formats: see `exports.folders`."""

_SPEAKER = re.compile(r"s\d+: ([^;]+)")


def brat(path: Path, coder: str | None) -> Iterator[Told | Skipped]:
    """`NAME.txt` with `NAME.ann`. The types are those of our `annotation.conf`; others are told as what was not kept."""
    files = _files(path)
    heads = {}
    for line in files.get(HEAD, b"").splitlines():
        value = parsed(line, HEAD)
        heads[str(value.get("file"))] = value
    for name in sorted(files, key=lambda name: list(heads).index(name[:-4]) if name[:-4] in heads else len(heads)):
        stem = name.removesuffix(".ann")
        if stem == name:
            continue
        try:
            text = files[f"{stem}.txt"].decode("utf-8")
            yield _Brat(name, text, coder).of(files[name].decode("utf-8"), heads.get(stem, {"id": Path(stem).name}))
        except KeyError:
            yield Skipped(name, "UnreadableFile", f"{stem}.txt, the text it annotates, is missing")
        except UnicodeDecodeError as error:
            yield Skipped(name, "UnknownEncoding", f"no UTF-8 ({error.reason})")
        except InputError as error:
            yield Skipped(error.where or name, type(error).__name__, error.reason)


def citron(path: Path, coder: str | None) -> Iterator[Told | Skipped]:
    """A `.json` file, or a folder or archive of them: `text` and `quotes` with cue, sources and contents."""
    for name, data in _files(path).items():
        if not name.endswith(".json"):
            continue
        try:
            yield _citron(parsed(data, name), name, coder)
        except InputError as error:
            yield Skipped(error.where or name, type(error).__name__, error.reason)


@dataclass
class _Brat:
    """One file of annotations."""

    name: str
    text: str
    coder: str | None
    spans: dict[str, tuple[str, tuple[Span, ...]]] = field(default_factory=dict)
    relations: list[tuple[str, str, str]] = field(default_factory=list)
    attributes: dict[str, dict[str, str]] = field(default_factory=dict)
    notes: dict[str, dict[str, str]] = field(default_factory=dict)
    strange: dict[str, int] = field(default_factory=dict)

    def of(self, lines: str, head: Mapping[str, Any]) -> Told:
        for number, line in enumerate(lines.split("\n"), 1):
            if line.strip():
                self._line(line, f"{self.name}:{number}")
        contents = [name for name, (type_, _) in self.spans.items() if type_ == "Content"]
        said = [self._statement(name, place) for place, name in enumerate(contents, 1)]
        named = {name: one.local for name, one in zip(contents, said, strict=True)}
        inner = {a: named[b] for kind, a, b in self.relations if kind == "within" and b in named}
        said = [replace(one, within=inner.get(name)) for name, one in zip(contents, said, strict=True)]
        found = told.whole(head, self.text, said, self.name)
        return replace(
            found, notes=tuple(f"{count} annotations {what}" for what, count in sorted(self.strange.items()))
        )

    def _line(self, line: str, where: str) -> None:
        name, _, rest = line.partition("\t")
        try:
            if name.startswith("T"):
                head = rest.split("\t")[0].split(" ", 1)
                places = (place.split() for place in head[1].split(";"))
                self.spans[name] = (head[0], tuple(Span(int(a), int(b)) for a, b in places))
            elif name.startswith("R"):
                kind, a, b = rest.split("\t")[0].split()
                self.relations.append((kind, a.partition(":")[2], b.partition(":")[2]))
            elif name.startswith(("A", "M")):
                kind, target, *value = rest.split("\t")[0].split()
                self.attributes.setdefault(target, {})[kind] = value[0] if value else "true"
            elif name.startswith("#"):
                head_, _, words = rest.partition("\t")
                kind, target = head_.split()
                self.notes.setdefault(target, {})[kind] = words
            else:
                self._not_kept(f"of the kind {name[:1]}")
        except (ValueError, IndexError) as error:
            raise BadLine(f"no annotation of brat's: {line!r:.60}", where=where) from error

    def _statement(self, content: str, place: int) -> Said:
        roles = {role: self._role(content, role) for role in ROLES}
        notes, where = self.notes.get(content, {}), f"{self.name} {content}"
        if DETAILS in notes:
            details = parsed(notes[DETAILS].encode("utf-8", "surrogatepass"), where)
            one = told.statement(details, where, self.coder)
            same = all(fragments(spans, self.text) == roles[role] for role, spans in told.roles(details, where).items())
            changed = {name: value for name, value in self._values(content).items() if details.get(name) != value}
            return replace(one, roles=one.roles if same else roles, values={**one.values, **changed})
        speaker = _SPEAKER.match(notes.get("AnnotatorNotes", ""))
        values = {**self._values(content), "speaker": speaker[1].strip() if speaker else "?"}
        return Said(where, f"s{place}", roles, values, coder=self.coder)

    def _role(self, content: str, role: str) -> tuple[Span, ...]:
        if role == "content":
            return self.spans[content][1]
        ends = [b for kind, a, b in self.relations if kind == f"has-{role}" and a == content and b in self.spans]
        return tuple(sorted(span for end in ends for span in self.spans[end][1]))

    def _values(self, content: str) -> dict[str, Any]:
        held = self.attributes.get(content, {})
        names = {"Kind": "kind", "Act": "act", "Zone": "zone", "SpeakerType": "speaker_type"}
        return {**{to: held[name] for name, to in names.items() if name in held}, "hedged": "Hedged" in held}

    def _not_kept(self, what: str) -> None:
        self.strange[what] = self.strange.get(what, 0) + 1


def _citron(value: Mapping[str, Any], name: str, coder: str | None) -> Told:
    text, quotes = value.get("text"), value.get("quotes")
    if not isinstance(text, str) or not isinstance(quotes, list):
        raise BadLine("no `text` and `quotes`: not Citron's annotation JSON", where=name)
    head = value.get(OURS) if isinstance(value.get(OURS), dict) else {"id": Path(name).stem}
    said = [_quote(one, text, f"{name} quote {place}", place, coder) for place, one in enumerate(quotes, 1)]
    groups = value.get("coreference_groups")
    found = told.whole(head or {}, text, said, name)
    return replace(found, notes=(f"{len(groups)} coreference groups",)) if groups else found


def _quote(one: Mapping[str, Any], text: str, where: str, place: int, coder: str | None) -> Said:
    try:
        many = {"source": one.get("sources") or [], "content": one.get("contents") or []}
        roles = {role: _citron_spans(many.get(role, []), text, where) for role in ROLES}
        roles["cue"] = _citron_spans([one["cue"]] if one.get("cue") else [], text, where)
    except (AttributeError, TypeError, KeyError) as error:
        raise BadLine("a quote has cue, sources and contents", where=where) from error
    details = one.get(OURS)
    if isinstance(details, dict):
        found, held = told.statement(details, where, coder), told.roles(details, where)
        now = {role: roles[role] for role in ("source", "content")}
        if all(held[role] == spans for role, spans in now.items()) and held["cue"][:1] == roles["cue"]:
            return found
        return replace(found, roles={**found.roles, **now, "cue": roles["cue"]})
    values = {"confidence": one["confidence"]} if one.get("confidence") is not None else {}
    speaker = " ".join(span.of(text) for span in roles["source"]) or "?"
    return Said(where, f"s{place}", roles, {**values, "speaker": speaker}, coder=coder)


def _citron_spans(many: list[Mapping[str, Any]], text: str, where: str) -> tuple[Span, ...]:
    found = []
    for one in many:
        span = Span(int(one["start"]), int(one["end"]))
        if "text" in one and span.of(text) != one["text"]:
            raise BadLine(f"[{span.start}, {span.end}) is not {one['text']!r:.40} in the text", where=where)
        found.append(span)
    return tuple(sorted(found))


def _files(path: Path) -> dict[str, bytes]:
    """The files of a folder, an archive, or the one file; names are paths inside it. Raises UnreadableFile, TooLarge."""
    try:
        if path.is_dir():
            inside = [one for one in sorted(path.rglob("*")) if one.is_file()]
            _must_be_small(sum(one.stat().st_size for one in inside), path)
            return {one.relative_to(path).as_posix(): one.read_bytes() for one in inside}
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                _must_be_small(sum(one.file_size for one in archive.infolist()), path)
                return {one.filename: archive.read(one) for one in archive.infolist() if not one.is_dir()}
        found = {path.name: path.read_bytes()}
        text = path.with_suffix(".txt")
        if path.suffix == ".ann" and text.exists():
            found[text.name] = text.read_bytes()
        return found
    except (OSError, zipfile.BadZipFile) as error:
        raise UnreadableFile(f"cannot be read: {error}", where=str(path)) from error


def _must_be_small(size: int, path: Path) -> None:
    if size > MOST:
        raise TooLarge(f"over {MOST // 1024 // 1024} MB; import it in parts", where=str(path))
