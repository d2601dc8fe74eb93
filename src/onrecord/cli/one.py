"""One thing of the record on the terminal: a statement in its words, an article, an actor, an utterance, a comparison."""

import os
import sys
import textwrap
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from onrecord.cli import leave, shown
from onrecord.cli.options import Form
from onrecord.exports import kept
from onrecord.exports.when import when

if TYPE_CHECKING:
    from onrecord.desk import Record
    from onrecord.model.kept import KeptArticle, KeptStatement

FOLLOWING = frozenset({"actor", "key", "touches"})
"""Fields that change with another one."""
AROUND = 240
"""Characters of context on each side of a statement's words."""


def show(opened: "Record", id: str, form: Form) -> int:
    """Show what has this id, whatever it is; the exit code. Raises NotFound."""
    kinds: Mapping[str, Callable[[Record, str, Form], int]] = {
        "s": _statement, "a": _article, "p": actor, "u": _utterance, "t": _tension, "d": _decided, "b": _decided,
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
        sys.stdout.write(_told(row) + "\n")
    sys.stdout.write(f"{len(rows)} of {total} tensions\n")
    if len(rows) < total:
        leave.say(f"{len(rows)} of {total} tensions shown; --limit 0 shows all")
    return leave.DONE


def _told(row: Mapping[str, Any]) -> str:
    """A tension: both quotations, and why they do not go together."""
    lines = [f"{row['kind']}  confidence {row['confidence']:.2f}  {row['rule']}  {row['id']}\n"]
    for end in ("a", "b"):
        told = row[end]
        head = f"{told['day'] or 'no day'}  {told['speaker']}  ({told['outlet'] or 'no outlet'}, {told['lang']})  {told['permalink']}"
        lines += [f"  {end}  {head}\n", _wrapped(f"{told['cue']}: {told['words']}", "     ")]
    return "".join((*lines, _wrapped(str(row["why"]), "  → ")))


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
    raise NotFound(
        f"{id}: nothing in the record has this id; `onrecord find`, `actors list`, `utterances` and `issues list` show ids"
    )


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
    write(f"said {when(one.said_on) if one.said_on else 'on a day not told'}; {_where(article)}\n")
    write(f"{_state(one)}\n" if _state(one) else "")
    write("\n" + _wrapped(_context(one, article), "  ") + "\n")
    for touch in one.issues:
        write(f"issue      {touch.issue}: {touch.stance}  ({', '.join(touch.reasons)})\n")
    for name, value in (
        ("within", one.within), ("utterance", one.utterance), ("addressee", one.addressee_words),
        ("venue", one.venue_words), ("confidence", f"{one.confidence:.2f}"), ("because", ", ".join(one.reasons)),
        ("machine", _machine(one)), ("became", one.became),
    ):  # fmt: skip
        write(f"{name:10} {value}\n" if value else "")
    for decision in history:
        write(f"decision   {_decision(decision)}\n")
    return leave.DONE


def _machine(one: "KeptStatement") -> str:
    """What the machine said where a person said otherwise; what follows from a field is left out."""
    told = [
        f"{name} {value}"
        for name, value in one.machine.items()
        if name not in FOLLOWING and value not in (None, "", []) and not isinstance(value, list)
    ]
    return "; ".join(told)


def _decision(told: Mapping[str, Any]) -> str:
    coder = f"{told['coder']} [{told['pass']}]" if told["pass"] else told["coder"]
    changed = f" to {became(told)}" if became(told) else ""
    why = f" ({told['why']})" if told["why"] else ""
    undoes = f" {told['undoes']}" if told["undoes"] else ""
    return (
        f"{told['id']}  {moment(told['at'])}  {coder}: {told['action']} {told['field']}".rstrip()
        + f"{undoes}{changed}{why}"
    )


def moment(told: object) -> str:
    """A moment to the second, in UTC."""
    return str(told).split(".")[0].removesuffix("Z").replace("T", " ")


def became(decision: Mapping[str, Any]) -> str:
    """What a decision made of the field that it is about, or of the whole statement in a few words."""
    after = (decision["payload"] or {}).get("after")
    if not isinstance(after, dict):
        return ""
    if decision["field"]:
        value = after.get(decision["field"])
        return "none" if value is None else str(value)
    if decision["action"] == "add":
        return ", ".join(str(after[name]) for name in ("speaker", "act", "issue", "stance") if after.get(name))
    return ""


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
    return shown.one({**told, "names": names(told["names"]), "roles": _roles(told["roles"])}, form)


def _utterance(opened: "Record", id: str, form: Form) -> int:
    found = opened.utterance(id)
    if form != "table":
        told = {"id": found.id, "independent": found.independent, "speakers": list(found.speakers)}
        return shown.one({**told, "statements": [kept.statement(one) for one in found.statements]}, form)
    sys.stdout.write(f"{found.id}  {len(found.statements)} reports, {found.independent} of them independent\n")
    for one in found.statements:
        sys.stdout.write(
            f"{one.id}  {one.day or 'no day'}  {one.outlet or 'no outlet'} ({one.language})  {one.actor_name or one.speaker}\n"
        )
        sys.stdout.write(_wrapped(f"{one.cue_words}: {one.content_words}", "    "))
    return leave.DONE


def _tension(opened: "Record", id: str, form: Form) -> int:
    told = kept.tension(opened.tension(id))
    if form != "table":
        return shown.one(told, form)
    sys.stdout.write(_told(told))
    return leave.DONE


def _decided(opened: "Record", id: str, form: Form) -> int:
    from onrecord.errors import NotFound

    made = [kept.decision(one) for one in opened.review.made(id)]
    if not made:
        raise NotFound(f"{id}: no such decision; `onrecord review history` shows those there are")
    if form != "table":
        return shown.one(made[0] if id.startswith("d") else {"batch": id, "decisions": made}, form)
    for one in made:
        sys.stdout.write(f"{one['target']}  {_decision(one)}\n")
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


def names(told: object) -> str:
    """All names of an actor, each once."""
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
