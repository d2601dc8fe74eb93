"""A Reading as a page that stands alone: the article with its attributions marked, who says them at the side.

No script, nothing from outside (a content policy forbids both), all text escaped. Source, cue and content differ in their
shape (double and wavy lines, brackets, a line that is solid for direct, dotted for indirect, dashed for mixed speech), so
the page reads without colour. Each card and each place in the text bear the statement's number.
"""

import base64
import functools
import hashlib
import html
import importlib.resources
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from onrecord.exports import lines
from onrecord.exports.marks import Mark, Piece, marks, nest
from onrecord.exports.when import when
from onrecord.model.actor import UNKNOWN
from onrecord.model.article import Article
from onrecord.model.span import Span
from onrecord.model.statement import Reading, Statement
from onrecord.text.language import NAMES

_UNSHOWN = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_HUES = 8
_TAGS = {"headline": "h1", "subhead": "h2"}
_LABELLED = frozenset({"teaser", "caption", "background", "boilerplate"})


def page(readings: Iterable[Reading]) -> str:
    """One page for the readings, an article under the other."""
    held = list(readings)
    return (
        begin(title(held[0].article) if len(held) == 1 else f"{len(held)} articles")
        + "".join(sheet(r, n) for n, r in enumerate(held, 1))
        + end()
    )


def begin(name: str) -> str:
    """Everything before the first article; `name` is the page's."""
    style = _style()
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n<meta name="referrer" content="no-referrer">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{_esc(name)} – who said what</title>\n<style>{style}</style>\n</head>\n<body>\n"
    )


def end() -> str:
    """Everything behind the last article."""
    return "</body>\n</html>\n"


def sheet(reading: Reading, number: int = 1) -> str:
    """One article; `number` keeps the addresses inside a page of several apart."""
    return _Sheet(reading, number).html()


@functools.cache
def _style() -> str:
    return importlib.resources.files(__package__).joinpath("page.css").read_text(encoding="utf-8")


def _esc(text: str) -> str:
    return html.escape(_UNSHOWN.sub("\ufffd", text), quote=True)


def title(article: Article) -> str:
    """The article's title, else its first line."""
    return article.title or next((line.strip() for line in article.text.splitlines() if line.strip()), article.id)


class _Sheet:
    """What the parts of one article's page share."""

    def __init__(self, reading: Reading, number: int) -> None:
        self.reading = reading
        self.text = reading.article.text
        self.prefix = f"a{number}-"
        self.by_id = {s.id: s for s in reading.statements}
        self.speakers: dict[str, list[Statement]] = {}
        for s in reading.statements:
            self.speakers.setdefault(s.speaker, []).append(s)
        named = [name for name in self.speakers if name != UNKNOWN]
        self.hues = {name: f"k{n % _HUES}" for n, name in enumerate(named)} | {UNKNOWN: "kx"}
        self.linked: set[str] = set()

    def html(self) -> str:
        return (
            f'<main class="sheet">\n{self._about()}{self._speakers()}{self._legend()}'
            f'<article lang="{self.reading.language}">\n{"".join(self._rows())}</article>\n</main>\n{self._foot()}'
        )

    # --- above the article ---

    def _about(self) -> str:
        article = self.reading.article
        facts = [
            f"<b>{_esc(article.outlet)}</b>" if article.outlet else "",
            f"<span>{article.published.isoformat()}</span>" if article.published else "<span>no date</span>",
            f"<span>{NAMES[self.reading.language]}</span>",
            f"<span>{_count(len(self.reading.statements), 'statement')}</span>",
            f"<span>{_count(len(self.speakers.keys() - {UNKNOWN}), 'speaker')}</span>",
            self._link(),
        ]
        return f'<div class="about"><span class="mark">onrecord</span> {" ".join(f for f in facts if f)}</div>\n'

    def _link(self) -> str:
        url = self.reading.article.url or ""
        if not url.lower().startswith(("http://", "https://")):
            return ""
        return f'<a href="{_esc(url)}" rel="noopener noreferrer nofollow">source</a>'

    def _speakers(self) -> str:
        items = []
        for name, said in sorted(self.speakers.items(), key=lambda item: item[0] == UNKNOWN):
            role = next((s.mention.role for s in said if s.mention.role), "")
            shown = "not named" if name == UNKNOWN else name
            under = " · ".join(_esc(part) for part in (role, _stands(said[0])) if part)
            numbers = "".join(self._chip(s, to="note") for s in said)
            items.append(
                f'<li class="{self.hues[name]}"><span class="who"><bdi>{_esc(shown)}</bdi>'
                + (f'<span class="role">{under}</span>' if under else "")
                + f'</span><span class="at">{numbers}</span></li>\n'
            )
        return f'<ol class="speakers" aria-label="Speakers">\n{"".join(items)}</ol>\n' if items else ""

    def _legend(self) -> str:
        if not self.reading.statements:
            return '<p class="none">Nobody is reported to have said anything in this article.</p>\n'
        return (
            '<ul class="legend" aria-label="Legend"><li><span class="source">source</span> who says it</li>'
            '<li><span class="cue">cue</span> the words that tell so</li>'
            '<li><span class="content direct k0 open close">direct</span> <span class="content indirect k0 open close">'
            'indirect</span> <span class="content mixed k0 open close">mixed</span> what is said</li>'
            '<li><span class="time">time</span></li><li>numbers lead to the speaker and back</li></ul>\n'
        )

    # --- the article ---

    def _rows(self) -> Iterator[str]:
        """Paragraphs with cards beside them; those without any go on beside the cards of the one before."""
        found, noted = self._by_paragraph(), self._noted()
        here, first, cards, rest = 0, "", "", ""
        for number, paragraph in enumerate(self.reading.text.paragraphs):
            said = "".join(self._note(s) for s in noted.get(number, []))
            words = self._gap(Span(here, paragraph.span.start))
            words += self._paragraph(nest(found[number], paragraph.span), paragraph.zone)
            if said:
                yield _row(first, cards, rest)
                first, cards, rest = words, said, ""
            else:
                rest += words
            here = paragraph.span.end
        yield _row(first, cards, rest + self._gap(Span(here, len(self.text))))

    def _by_paragraph(self) -> list[list[Mark]]:
        paragraphs = self.reading.text.paragraphs
        starts = [p.span.start for p in paragraphs]
        found: list[list[Mark]] = [[] for _ in paragraphs]
        for mark in marks(self.reading):
            number = max(bisect_right(starts, mark.span.start) - 1, 0)
            while number < len(paragraphs) and starts[number] < mark.span.end:
                found[number].append(mark)
                number += 1
        return found

    def _noted(self) -> dict[int, list[Statement]]:
        """The statements by the paragraph in which their card stands: that of their cue."""
        starts = [p.span.start for p in self.reading.text.paragraphs]
        found: dict[int, list[Statement]] = {}
        for s in self.reading.statements:
            spans = s.attribution.cue or s.attribution.content or s.attribution.source
            place = bisect_right(starts, spans[0].start) - 1 if spans else 0
            found.setdefault(max(place, 0), []).append(s)
        return found

    def _gap(self, span: Span) -> str:
        words = span.of(self.text).strip() if span.start < span.end else ""
        return f'<p class="text gap">{_esc(words)}</p>\n' if words else ""

    def _paragraph(self, pieces: tuple[Piece | Span, ...], zone: str) -> str:
        tag = _TAGS.get(zone, "p")
        label = f'<span class="zone">{zone}</span>' if zone in _LABELLED else ""
        words = "".join(self._piece(p) for p in pieces)
        return f'<{tag} class="text {zone}">{label}{words}</{tag}>\n'

    def _piece(self, piece: Piece | Span) -> str:
        if isinstance(piece, Span):
            return _esc(piece.of(self.text))
        inner = "".join(self._piece(p) for p in piece.inner)
        mark = piece.mark
        if mark.statement is None:
            return f'<span class="time" title="{_esc(mark.value)}">{inner}</span>'
        hue = self.hues[mark.statement.speaker]
        if mark.role == "content":
            return self._content(piece, mark.statement, hue, inner)
        number = self._number(mark, hue) if piece.closes and mark.last else ""
        return f'<span class="{mark.role}">{inner}</span>{number}'

    def _content(self, piece: Piece, s: Statement, hue: str, inner: str) -> str:
        names = ["content", s.attribution.kind, hue]
        names += [f"h{min(piece.height, 3)}"] if piece.height else []
        names += ["open"] if piece.opens else []
        names += ["close"] if piece.closes else []
        chip = self._chip(s, to="note", own=True) if piece.opens else ""
        return f'{chip}<span class="{" ".join(names)}">{inner}</span>'

    def _number(self, mark: Mark, hue: str) -> str:
        if mark.statement is None or mark.role not in ("source", "cue"):
            return ""
        return f'<sup class="t {hue}" aria-hidden="true">{_esc(mark.statement.id.lstrip("s"))}</sup>'

    def _chip(self, s: Statement, *, to: str, own: bool = False) -> str:
        """The number of a statement: in the text it leads to the card, on the card to its first place in the text."""
        address = f"{self.prefix}{s.id}" if to == "note" else f"{self.prefix}{s.id}-text"
        name = ""
        if own and s.id not in self.linked:
            self.linked.add(s.id)
            name = f' id="{self.prefix}{s.id}-text"'
        shown = s.id.lstrip("s")
        return f'<a class="n {self.hues[s.speaker]}" href="#{_esc(address)}"{name}>{_esc(shown)}</a>'

    # --- the cards ---

    def _note(self, s: Statement) -> str:
        """Who, in what role (on the first card only), which act, and the facts; why? opens the reasons."""
        depth = min(len(self._chain(s)), 3)
        name = "not named" if s.speaker == UNKNOWN else s.speaker
        return (
            f'<li class="note {self.hues[s.speaker]}{f" d{depth}" if depth else ""}" id="{self.prefix}{_esc(s.id)}">'
            f'<span class="act">{s.attribution.act}</span>{self._chip(s, to="text")} <bdi class="who">{_esc(name)}</bdi>'
            f"{self._role(s)}{self._told_by(s)}{self._why(s)}</li>\n"
        )

    def _role(self, s: Statement) -> str:
        if s is not self.speakers[s.speaker][0]:
            return ""
        parts = (s.mention.role, _stands(s), _other(s.mention.romanised, s.speaker))
        under = " · ".join(_esc(part) for part in parts if part)
        return f'<span class="role">{under}</span>' if under else ""

    def _facts(self, s: Statement) -> str:
        a = s.attribution
        facts: list[str] = [a.kind]
        facts += ['<b class="hedged">doubted by the outlet</b>'] if a.hedged else []
        facts += [f"on <b>{_esc(when(s.said_on))}</b>"] if s.said_on else []
        facts += [f"to <b>{_esc(_words(a.addressee, self.text))}</b>"] if a.addressee else []
        facts += [f"<b>{_esc(_words(a.venue, self.text))}</b>"] if a.venue else []
        facts += ["<b>unsure</b>"] if a.confidence < 0.5 else []
        return " · ".join(facts)

    def _chain(self, s: Statement) -> list[Statement]:
        """On whose word: the statements around this one, the nearest first."""
        found: list[Statement] = []
        outer = self.by_id.get(s.attribution.within or "")
        while outer is not None and outer not in found and outer is not s:
            found.append(outer)
            outer = self.by_id.get(outer.attribution.within or "")
        return found

    def _told_by(self, s: Statement) -> str:
        chain = self._chain(s)
        if not chain:
            return ""
        told = ", ".join(
            f"{self._chip(o, to='note')} <b>{_esc('?' if o.speaker == UNKNOWN else o.speaker)}</b>" for o in chain
        )
        return f'<span class="chain">as told by {told}</span>'

    def _why(self, s: Statement) -> str:
        rules = " → ".join(f"<code>{_esc(reason)}</code>" for reason in s.reasons)
        others = "".join(f"<li>{_esc(c.name)}: {_esc(c.lost)}</li>" for c in s.mention.candidates if c.lost)
        return (
            f'<details><summary><span class="facts">{self._facts(s)}</span> <span class="why">why?</span></summary>'
            f"<p>{rules} · confidence {s.attribution.confidence:.0%}</p>"
            + (f"<p>Not meant:</p><ul>{others}</ul>" if others else "")
            + "</details>"
        )

    def _foot(self) -> str:
        return (
            f"<footer>Text SHA-256 {self.reading.article.sha256} · offsets in {lines.OFFSET_UNIT}s · "
            f"schema {lines.SCHEMA_VERSION} · id {_esc(self.reading.article.id)}</footer>\n"
        )


def _row(first: str, cards: str, rest: str) -> str:
    """A paragraph, its cards, and the paragraphs that may stand beside the cards too."""
    held = f'<div>{first}</div><ol class="notes" lang="en">\n{cards}</ol>' if cards else ""
    held += f'<div class="rest">{rest}</div>' if rest else ""
    return f'<div class="row">{held}</div>\n' if held else ""


def _stands(s: Statement) -> str:
    return f"stands for {s.mention.stands_for}" if s.mention.stands_for else ""


def _other(romanised: str, name: str) -> str:
    return romanised if romanised != name else ""


def _words(spans: tuple[Span, ...], text: str) -> str:
    return " … ".join(s.of(text) for s in spans)


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
