"""One thing of the record on the terminal: a statement in its words, an article, an actor, an utterance, a comparison."""

import os
import sys
import textwrap
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from onrecord.cli import leave, shown
from onrecord.cli.options import Form
from onrecord.exports import kept

if TYPE_CHECKING:
    from onrecord.desk import Record
    from onrecord.model.kept import KeptArticle, KeptStatement

AROUND = 240
"""Characters of context on each side of a statement's words."""


def show(opened: "Record", id: str, form: Form) -> int:
    """Show what has this id, whatever it is; the exit code. Raises NotFound."""
    kinds: Mapping[str, Callable[[Record, str, Form], int]] = {
        "s": _statement, "a": _article, "p": actor, "u": _utterance,
    }  # fmt: skip
    if "/" in id and not id.startswith(("http:", "https:")):
        return _statement(opened, id, form)
    return _first(opened, id, form, [kinds[id[0]]] if id[:1] in kinds else [], [_article, actor])


def compare(opened: "Record", id: str, form: Form) -> int:
    """Every rendering of an utterance, and how each differs from the fullest; the exit code."""
    from onrecord.exports import comparison

    utterance, found = opened.compare(id)
    if form != "table":
        return shown.one(comparison.as_object(utterance.id, utterance.independent, utterance.statements, found), form)
    sys.stdout.write(comparison.as_text(utterance.id, utterance.independent, utterance.statements, found, _width()))
    return leave.DONE


def tensions(rows: Sequence[Mapping[str, Any]], total: int) -> int:
    """Tensions with both quotations, one under the other; the exit code."""
    for row in rows:
        sys.stdout.write(f"{row['kind']}  {row['id']}  {row['rule']}  {row['confidence']}\n")
        for end in ("a", "b"):
            told = row[end]
            head = f"{told['day'] or 'no day'}  {told['speaker']}  ({told['outlet'] or 'no outlet'}, {told['lang']})  {told['permalink']}"
            sys.stdout.write(f"  {end}  {head}\n" + _wrapped(f"{told['cue']}: {told['words']}", "     "))
        sys.stdout.write(_wrapped(str(row["why"]), "  → ") + "\n")
    sys.stdout.write(f"{len(rows)} of {total} tensions\n")
    return leave.DONE


def _first(
    opened: "Record",
    id: str,
    form: Form,
    likely: "Sequence[Callable[[Record, str, Form], int]]",
    others: "Sequence[Callable[[Record, str, Form], int]]",
) -> int:
    from onrecord.errors import NotFound

    for verb in dict.fromkeys((*likely, *others)):
        try:
            return verb(opened, id, form)
        except NotFound:
            continue
    raise NotFound(f"{id}: no statement, article, actor or utterance has this id")


def _statement(opened: "Record", id: str, form: Form) -> int:
    one = opened.statement(id)
    history = [kept.decision(d) for d in opened.review.history(one.id)]
    if form != "table":
        return shown.one({**kept.statement(one), "history": history}, form)
    article, _ = opened.article(one.article, one.version)
    write = sys.stdout.write
    write(
        f"{one.id}  {one.actor_name or one.speaker}{_role(one)}  {one.act}, {one.kind}{', hedged' if one.hedged else ''}\n"
    )
    write(f"said {one.said_on or 'on a day not told'}; {_where(article)}\n")
    write(f"{_state(one)}\n" if _state(one) else "")
    write("\n" + _wrapped(_context(one, article), "  ") + "\n")
    for touch in one.issues:
        write(f"issue      {touch.issue}: {touch.stance}  ({', '.join(touch.reasons)})\n")
    for name, value in (
        ("within", one.within), ("utterance", one.utterance), ("addressee", one.addressee_words),
        ("venue", one.venue_words), ("confidence", f"{one.confidence:.2f}"), ("because", ", ".join(one.reasons)),
        ("machine", one.machine or None), ("became", one.became),
    ):  # fmt: skip
        write(f"{name:10} {value}\n" if value else "")
    for decision in history:
        write(
            f"decision   {decision['at']} {decision['coder']}: {decision['action']} {decision['field']} {decision['why'] or ''}\n"
        )
    return leave.DONE


def _article(opened: "Record", id: str, form: Form) -> int:
    article, statements = opened.article(id)
    if form != "table":
        return shown.one(kept.line(article, statements), form)
    write = sys.stdout.write
    write(
        f"{article.id}  {article.title or article.name}\n{_where(article)}; version {article.version} of {article.newest}\n\n"
    )
    write("".join(_wrapped(line, "  ") if line.strip() else "\n" for line in article.text.splitlines()) + "\n")
    for one in statements:
        write(f"{one.local:>4}  {one.id}  {one.actor_name or one.speaker}  {one.act}: {shorten(one.content_words)}\n")
    return leave.DONE


def actor(opened: "Record", id: str, form: Form) -> int:
    """One actor; the exit code. Raises NotFound."""
    told = kept.actor(opened.actor(id))
    if form != "table":
        return shown.one(told, form)
    return shown.one({**told, "names": _names(told["names"]), "roles": _roles(told["roles"])}, form)


def _utterance(opened: "Record", id: str, form: Form) -> int:
    found = opened.utterance(id)
    if form != "table":
        told = {"id": found.id, "independent": found.independent, "speakers": list(found.speakers)}
        return shown.one({**told, "statements": [kept.statement(one) for one in found.statements]}, form)
    sys.stdout.write(f"{found.id}  {len(found.statements)} reports, {found.independent} of them independent\n")
    for one in found.statements:
        sys.stdout.write(
            f"{one.id}  {one.day or ''}  {one.outlet or ''} ({one.language})  {one.actor_name or one.speaker}\n"
        )
        sys.stdout.write(_wrapped(f"{one.cue_words}: {one.content_words}", "    "))
    return leave.DONE


def _context(one: "KeptStatement", article: "KeptArticle") -> str:
    """The words of a statement in their place, marked: [source], {cue}, «content» by brackets, so that pipes show it too."""
    spans = [*one.source, *one.cue, *one.content]
    start = max(0, min(s.start for s in spans) - AROUND)
    end = min(len(article.text), max(s.end for s in spans) + AROUND)
    return ("… " if start else "") + _marked(one, article.text, start, end) + (" …" if end < len(article.text) else "")


def _marked(one: "KeptStatement", text: str, start: int, end: int) -> str:
    places = sorted(_brackets(one), key=lambda place: (place[0], place[1]))
    told, at = [], start
    for offset, _, bracket in places:
        told.append(text[at:offset] + bracket)
        at = offset
    return "".join((*told, text[at:end]))


def _brackets(one: "KeptStatement") -> Iterator[tuple[int, int, str]]:
    for spans, (left, right) in ((one.source, "⟨⟩"), (one.cue, "{}"), (one.content, "[]")):
        for span in spans:
            yield span.start, 1, left
            yield span.end, 0, right


def _where(article: "KeptArticle") -> str:
    told = (
        article.outlet,
        article.published.isoformat() if article.published else "no date",
        article.url,
        article.name,
    )
    return ", ".join(str(one) for one in told if one)


def _state(one: "KeptStatement") -> str:
    states = {
        "orphan": "orphan: its words are no longer found in the newest text",
        "retired": f"retired: a newer reading does not have it{f', see {one.became}' if one.became else ''}",
        "redacted": "redacted: its words were taken out",
    }
    return "; ".join(filter(None, (states.get(one.state), one.verdict if one.verdict != "none" else "")))


def _role(one: "KeptStatement") -> str:
    return f" ({one.role})" if one.role else ""


def _names(told: object) -> str:
    return "; ".join(dict.fromkeys(str(one["name"]) for one in told)) if isinstance(told, list) else ""


def _roles(told: object) -> str:
    roles = told if isinstance(told, list) else []
    return "; ".join(f"{one['role']} ({one['since'] or '…'} – {one['until'] or '…'})" for one in roles)


def shorten(words: str, most: int = 90) -> str:
    """One line of a longer text."""
    flat = " ".join(words.split())
    return flat if len(flat) <= most else flat[: most - 1] + "…"


def _wrapped(words: str, indent: str) -> str:
    plain = "".join(c if c.isprintable() else " " for c in words)
    return textwrap.fill(plain, _width(), initial_indent=indent, subsequent_indent=" " * len(indent)) + "\n"


def _width() -> int:
    return min(shown.width(), 110) if "COLUMNS" not in os.environ else shown.width()
