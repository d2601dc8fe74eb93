"""Codebooks: the default one, and those that researchers bring as story.json, TOML or CSV."""

import csv
import io
import json
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from onrecord.errors import InputError, UnreadableFile
from onrecord.lexicon import load
from onrecord.model.issue import Codebook, Issue
from onrecord.model.text import LANGUAGES

KINDS = (".json", ".toml", ".csv")
_BAR = "|"
_COLUMNS = ("id", *(f"{part}_{language}" for part in ("label", "terms") for language in LANGUAGES))


@cache
def default_codebook() -> Codebook:
    """The issues of peace and security talks that ship (`lexicon/issues.yaml`), named `default`."""
    return _codebook("default", load.issues()["issues"], "lexicon/issues.yaml")


def load_codebook(path: Path | str) -> Codebook:
    """The codebook in a file, named like the file without its ending.

    `.json`: a mapping with `issues` (everything else in it is left alone) or a bare list; each issue has `id`, `label`
    and `terms` by language. `.toml`: the same as `[[issue]]` tables. `.csv`: a header with `id`, `label_uk`, `terms_uk`
    and so on, terms parted by `|`. Raises UnreadableFile, and InputError that names the issue that is wrong.
    """
    path = Path(path)
    kind = path.suffix.lower()
    if kind not in KINDS:
        raise InputError(f"a codebook is a file that ends in {', '.join(KINDS)}", where=str(path))
    return parse_codebook(_text(path), kind, path.stem, str(path))


def parse_codebook(text: str, kind: str, name: str, where: str) -> Codebook:
    """The codebook in a text of the kind `.json`, `.toml` or `.csv`; `where` names it in errors. Raises InputError."""
    try:
        if kind == ".csv":
            return _codebook(name, _of_csv(text, where), where)
        if kind == ".toml":
            return _codebook(name, tomllib.loads(text).get("issue", []), where)
        loaded = json.loads(text)
    except (json.JSONDecodeError, tomllib.TOMLDecodeError) as error:
        raise InputError(f"not valid {kind[1:].upper()}: {error}", where=where) from error
    return _codebook(name, loaded.get("issues") if isinstance(loaded, dict) else loaded, where)


def dump_json(codebook: Codebook) -> str:
    """The codebook as `load_codebook` reads it from `.json`, with a line end."""
    issues = [
        {"id": i.id, "label": dict(i.labels), "terms": {lang: list(own) for lang, own in i.terms.items()}}
        for i in codebook.issues
    ]
    return json.dumps({"issues": issues}, ensure_ascii=False, indent=1) + "\n"


def dump_toml(codebook: Codebook) -> str:
    """The codebook as `load_codebook` reads it from `.toml`. A JSON string is a TOML string too."""
    blocks = []
    for issue in codebook.issues:
        lines = ["[[issue]]", f"id = {_quoted(issue.id)}"]
        lines += [f"label.{lang} = {_quoted(label)}" for lang, label in issue.labels.items()]
        lines += [f"terms.{lang} = [{', '.join(map(_quoted, own))}]" for lang, own in issue.terms.items()]
        blocks.append("\n".join(lines) + "\n")
    return "\n".join(blocks)


def dump_csv(codebook: Codebook) -> str:
    """The codebook as `load_codebook` reads it from `.csv`. Raises InputError for a term that holds the bar."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for issue in codebook.issues:
        if any(_BAR in term for own in issue.terms.values() for term in own):
            raise InputError(f"a term of the issue {issue.id!r} holds {_BAR!r}, which parts terms in CSV; use TOML")
        terms = [_BAR.join(issue.terms.get(language, ())) for language in LANGUAGES]
        writer.writerow([issue.id, *(issue.labels.get(language, "") for language in LANGUAGES), *terms])
    return out.getvalue()


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise UnreadableFile(f"cannot be read: {error.strerror or error}", where=str(path)) from error
    except UnicodeDecodeError as error:
        raise UnreadableFile("not UTF-8; save the codebook as UTF-8", where=str(path)) from error


def _of_csv(text: str, where: str) -> list[dict[str, Any]]:
    reader = csv.DictReader(io.StringIO(text, newline=""))
    header = [name.strip() for name in reader.fieldnames or ()]
    if "id" not in header:
        raise InputError(f"the header has no column `id`; the columns are {', '.join(_COLUMNS)}", where=where)
    unknown = sorted(set(header) - set(_COLUMNS))
    if unknown:
        raise InputError(f"unknown column {unknown[0]!r}; the columns are {', '.join(_COLUMNS)}", where=where)
    reader.fieldnames = header
    found = []
    for row in reader:
        if None in row:
            raise InputError(
                f"line {reader.line_num} has more cells than the header; quote cells with commas", where=where
            )
        cells = {key: (value or "").strip() for key, value in row.items()}
        labels = {lang: cells.get(f"label_{lang}", "") for lang in LANGUAGES}
        terms = {lang: cells.get(f"terms_{lang}", "").split(_BAR) for lang in LANGUAGES}
        found.append({"id": cells["id"], "label": labels, "terms": terms})
    return found


def _codebook(name: str, raw: Any, where: str) -> Codebook:
    if not isinstance(raw, list):
        raise InputError("no list of issues: JSON wants a list or `issues`, TOML `[[issue]]` tables", where=where)
    if not raw:
        raise InputError("no issue in it", where=where)
    issues = tuple(_issue(each, f"{where}, issue {n}") for n, each in enumerate(raw, start=1))
    seen: set[str] = set()
    for issue in issues:
        if issue.id in seen:
            raise InputError(f"the id {issue.id!r} stands twice", where=where)
        seen.add(issue.id)
    return Codebook(name, issues)


def _issue(raw: Any, where: str) -> Issue:
    if not isinstance(raw, dict):
        raise InputError("an issue is a mapping with id, label and terms", where=where)
    name = raw.get("id")
    if not isinstance(name, str) or not name.strip():
        raise InputError("no `id`, or one that is no text", where=where)
    labels = {lang: _string(text, f"{where} ({name}), label") for lang, text in _by_language(raw, "label", where)}
    terms = {lang: _strings(own, f"{where} ({name}), terms") for lang, own in _by_language(raw, "terms", where)}
    kept_labels = {lang: label for lang, label in labels.items() if label}
    kept_terms = {lang: own for lang, own in terms.items() if own}
    if not kept_labels and not kept_terms:
        raise InputError(f"the issue {name!r} has neither label nor terms, so nothing could touch it", where=where)
    return Issue(name.strip(), kept_labels, kept_terms)


def _by_language(raw: Mapping[str, Any], key: str, where: str) -> Iterable[tuple[str, Any]]:
    value = raw.get(key, raw.get("labels", {}) if key == "label" else {})
    if not isinstance(value, dict):
        raise InputError(f"`{key}` must be told by language: {key}.uk, {key}.ru, {key}.en", where=where)
    unknown = sorted(set(map(str, value)) - set(LANGUAGES))
    if unknown:
        raise InputError(
            f"`{key}` in an unknown language {unknown[0]!r}; known are {', '.join(LANGUAGES)}", where=where
        )
    return value.items()


def _string(value: Any, where: str) -> str:
    if not isinstance(value, str):
        raise InputError(f"{value!r} is no text", where=where)
    return " ".join(value.split())


def _strings(value: Any, where: str) -> tuple[str, ...]:
    if isinstance(value, str) or not isinstance(value, Sequence):
        raise InputError(f"{value!r} is no list of texts", where=where)
    return tuple(dict.fromkeys(text for each in value if (text := _string(each, where))))
