"""A Reading for the eyes, in a terminal: who, by which word, what; and `explain`: why."""

import io
import re
import textwrap
from collections.abc import Iterable, Iterator

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from onrecord.exports.when import when
from onrecord.model.actor import UNKNOWN
from onrecord.model.span import Span
from onrecord.model.statement import Reading, Statement

_HUES = (
    "steel_blue",
    "dark_orange3",
    "dark_sea_green4",
    "medium_orchid3",
    "indian_red",
    "dark_goldenrod",
    "dark_cyan",
    "medium_purple3",
)
_CONTROL = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")
_BLANKS = re.compile(r"\s+")
_NUMBER = 5
"""The width of the column in which numbers stand."""


def view(reading: Reading, *, width: int = 100, color: bool = False) -> str:
    """Statements in the order of the text; one inside another is indented below it, so a chain of hearsay shows."""
    palette = _palette(reading)
    depths = _depths(reading)
    parts: list[RenderableType] = [_head(reading), ""]
    for s in _in_order(reading):
        parts += [Padding(_card(s, palette), (0, 0, 1, 3 * min(depths[s.id], 6)))]
    parts.append(_sum(reading))
    return _print(parts, width=width, color=color)


def explain(reading: Reading, *, at: int | None = None, width: int = 100, color: bool = False) -> str:
    """Why each statement was found and its speaker named so; with `at` only those that hold that offset."""
    palette = _palette(reading)
    chosen = [s for s in _in_order(reading) if at is None or _holds(s, at)]
    parts: list[RenderableType] = [_head(reading), ""]
    if at is not None:
        parts += [_place(reading, at), ""]
    if not chosen:
        parts.append(Text("No statement holds this place." if at is not None else "No statement was found."))
    for s in chosen:
        parts += [_card(s, palette), Padding(_why(s, reading), (0, 0, 1, _NUMBER))]
    return _print(parts, width=width, color=color)


def _print(parts: Iterable[RenderableType], *, width: int, color: bool) -> str:
    held = io.StringIO()
    console = Console(
        file=held, width=width, force_terminal=color, color_system="256" if color else None, highlight=False, emoji=False,
        markup=False, legacy_windows=False,
    )  # fmt: skip
    console.print(Group(*parts))
    return "\n".join(line.rstrip() for line in held.getvalue().split("\n"))


def _clean(text: str) -> str:
    """One line, without the characters that steer a terminal."""
    return _BLANKS.sub(" ", _CONTROL.sub("\ufffd", text)).strip()


def _palette(reading: Reading) -> dict[str, str]:
    names = dict.fromkeys(s.speaker for s in reading.statements if s.speaker != UNKNOWN)
    return {name: _HUES[n % len(_HUES)] for n, name in enumerate(names)}


def _in_order(reading: Reading) -> list[Statement]:
    """By the place of the outermost statement, then of the cue; an inner one always follows its outer one."""
    inner: dict[str | None, list[Statement]] = {}
    known = {s.id for s in reading.statements}
    for s in sorted(reading.statements, key=_start):
        within = s.attribution.within
        inner.setdefault(within if within in known and within != s.id else None, []).append(s)
    ordered: list[Statement] = []
    waiting = list(reversed(inner.get(None, [])))
    while waiting:
        s = waiting.pop()
        ordered.append(s)
        waiting += reversed(inner.pop(s.id, []))
    return ordered


def _start(s: Statement) -> int:
    a = s.attribution
    return min(span.start for span in (a.cue or a.content or a.source or (Span(0, 0),)))


def _depths(reading: Reading) -> dict[str, int]:
    depths: dict[str, int] = {}
    for s in _in_order(reading):
        depths[s.id] = depths.get(s.attribution.within or "", -1) + 1
    return depths | {s.id: 0 for s in reading.statements if s.id not in depths}


def _holds(s: Statement, at: int) -> bool:
    a = s.attribution
    return any(span.start <= at < span.end for span in (*a.source, *a.cue, *a.content, *a.addressee, *a.venue))


# --- the parts of a view --------------------------------------------------------------------------------------------


def _head(reading: Reading) -> RenderableType:
    article = reading.article
    told = (article.outlet, article.published.isoformat() if article.published else "no date", reading.language)
    title = article.title or next((line for line in article.text.splitlines() if line.strip()), article.id)
    return Group(
        Text(textwrap.shorten(_clean(title), 200, placeholder="…"), style="bold"),
        Text(" · ".join(_clean(part) for part in (article.id, *told) if part), style="dim"),
        Rule(style="dim", characters="─"),
    )


def _card(s: Statement, palette: dict[str, str]) -> RenderableType:
    """Speaker and what kind of speech; the cue; the words."""
    a, who = s.attribution, s.mention
    hue = palette.get(s.speaker, "")
    name = Text("not named" if s.speaker == UNKNOWN else _clean(s.speaker), style=f"bold {hue}".strip())
    role = ", ".join(_clean(part) for part in (who.role, who.stands_for and f"for {who.stands_for}") if part)
    name.append(f"  {role}" if role else "", style="not bold dim")
    words = Text()
    words.append(_clean(s.source) or "–", style="underline")
    words.append("  ")
    words.append(_clean(s.cue) or "–", style="italic")
    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_column(width=_NUMBER - 1, justify="right")
    grid.add_column()
    grid.add_row(Text(a.id.lstrip("s"), style=f"bold {hue}".strip()), name)
    grid.add_row("", words)
    grid.add_row("", Text(_clean(s.content), style=hue))
    grid.add_row("", Text(_facts(s), style="dim"))
    return grid


def _facts(s: Statement) -> str:
    a = s.attribution
    facts: list[str] = [a.act, a.kind, *([] if a.zone == "body" else [a.zone])]
    facts += ["doubted by the outlet"] if a.hedged else []
    facts += [f"on {when(s.said_on)}"] if s.said_on else []
    facts += [f"to {_pieces(a.addressee, s.text)}"] if a.addressee else []
    facts += [_pieces(a.venue, s.text)] if a.venue else []
    facts += [f"inside {a.within.lstrip('s')}"] if a.within else []
    facts += ["unsure"] if a.confidence < 0.5 else []
    return " · ".join(facts)


def _pieces(spans: tuple[Span, ...], text: str) -> str:
    return " … ".join(_clean(s.of(text)) for s in spans)


def _sum(reading: Reading) -> Text:
    said = reading.statements
    names = {s.speaker for s in said} - {UNKNOWN}
    unnamed = sum(s.speaker == UNKNOWN for s in said)
    words = f"{_count(len(said), 'statement')}, {_count(len(names), 'speaker')}"
    return Text(words + (f"; {unnamed} without a name" if unnamed else ""), style="dim")


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


# --- why ------------------------------------------------------------------------------------------------------------


def _place(reading: Reading, at: int) -> Text:
    """The words around an offset, the character itself marked."""
    text = reading.article.text
    if not 0 <= at < len(text):
        return Text(f"Offset {at} lies outside the text, which has {len(text)} code points.")
    zone = next((p.zone for p in reading.text.paragraphs if p.span.start <= at < p.span.end), "between paragraphs")
    before, here, after = text[max(0, at - 30) : at], text[at], text[at + 1 : at + 30]
    shown = Text(f"Offset {at} ({zone}): …{_flat(before)}")
    shown.append(_flat(here), style="reverse")
    return shown.append(_flat(after) + "…")


def _flat(text: str) -> str:
    return _BLANKS.sub(" ", _CONTROL.sub("\ufffd", text))


def _why(s: Statement, reading: Reading) -> RenderableType:
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column()
    for name, words in _reasons(s, reading):
        grid.add_row(name, Text(words))
    return grid


def _reasons(s: Statement, reading: Reading) -> Iterator[tuple[str, str]]:
    a, who = s.attribution, s.mention
    yield "found by", ", then ".join(a.reasons) or "–"
    yield "confidence", f"{a.confidence:.2f}"
    yield "speaker by", ", then ".join(who.reasons) or "–"
    if who.antecedent:
        yield "taken from", f"“{_clean(who.antecedent.of(reading.article.text))}” at {who.antecedent.start}"
    for c in who.candidates:
        yield (
            ("chosen" if not c.lost else "not meant"),
            f"{_clean(c.name)} ({c.score:.2f}){f': {c.lost}' if c.lost else ''}",
        )
    if s.said_on_rule:
        yield "said on", f"{when(s.said_on or '')} by {s.said_on_rule}"
    spans = (
        ("source", a.source),
        ("cue", a.cue),
        ("content", a.content),
        ("addressee", a.addressee),
        ("venue", a.venue),
    )
    yield (
        "places",
        "  ".join(f"{name} {' '.join(f'{p.start}-{p.end}' for p in where)}" for name, where in spans if where),
    )
