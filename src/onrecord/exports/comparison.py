"""One utterance, every rendering beside the fullest: as an object, and as text for the terminal.

In one language the words are aligned: `[-what only the fullest has-]`, `{+what only the other has+}`. Across languages there
is nothing to align: names, numbers, doubt, negation and conditions that only one has are told, and apart from them (`perhaps`) the words that
have a known counterpart in the other language, which is not there.
"""

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from onrecord.model.kept import KeptStatement
from onrecord.queries.gaps import Gap
from onrecord.queries.renderings import Comparison, Difference, Piece

Object = dict[str, Any]

_UNSEEN = 0x20


def as_object(id: str, independent: int, statements: Sequence[KeptStatement], comparison: Comparison) -> Object:
    """All of a comparison: `id` is the utterance's, `independent` the reports once copies are folded, `statements` all that
    report it. Places in `pieces` count code points of the two `content` strings, half-open."""
    by_number = {one.number: one for one in statements}
    return {
        "utterance": id,
        "reports": len(statements),
        "independent": independent,
        "offset_unit": "codepoint",
        "renderings": [_rendering(by_number[n], n == fullest(by_number, comparison)) for n in _shown(by_number, comparison)],
        "copies": [[by_number[n].id for n in sorted(held) if n in by_number] for held in comparison.copies],
        "differences": [_difference(one, by_number) for one in comparison.differences if _is_known(one, by_number)],
    }  # fmt: skip


def as_text(id: str, independent: int, statements: Sequence[KeptStatement], comparison: Comparison, width: int) -> str:
    """The fullest rendering, then each other one and how it differs from it; lines of `width` columns at most."""
    by_number = {one.number: one for one in statements}
    shown = _shown(by_number, comparison)
    lines = [f"{id}: {_many(len(statements), 'report')}, {independent} independent"]
    if not shown:
        return "\n".join(lines) + "\n"
    first = fullest(by_number, comparison)
    copies = {n: sorted(held - {n}) for held in comparison.copies for n in held}
    for number in (first, *(n for n in shown if n != first)):
        one = by_number[number]
        lines += ["", _head(one)]
        difference = _between(first, number, comparison)
        if number == first or difference is None:
            lines += _wrapped(one.content_words, width)
        else:
            lines += _told(one, by_number[first], difference, width)
        repeated = [_outlet(by_number[n]) for n in copies.get(number, ()) if n in by_number]
        if repeated:
            lines += _wrapped(f"repeated by {', '.join(dict.fromkeys(repeated))}", width)
    return "\n".join(lines) + "\n"


def fullest(by_number: Mapping[int, KeptStatement], comparison: Comparison) -> int:
    """The rendering that all others are held against: the longest, quoted before told; 0 where there is none."""
    ranked = [
        (by_number[n].kind != "indirect", len(by_number[n].content_words), -n) for n in _shown(by_number, comparison)
    ]
    return -max(ranked)[2] if ranked else 0


def _shown(by_number: Mapping[int, KeptStatement], comparison: Comparison) -> list[int]:
    return [number for number in comparison.statements if number in by_number]


def _rendering(one: KeptStatement, is_fullest: bool) -> Object:
    return {
        "id": one.id,
        "article": one.article,
        "article_name": one.article_name,
        "local": one.local,
        "outlet": one.outlet,
        "lang": one.language,
        "day": one.day.isoformat() if one.day else None,
        "url": one.url,
        "speaker": one.actor_name or one.speaker,
        "kind": one.kind,
        "act": one.act,
        "hedged": one.hedged,
        "cue": one.cue_words,
        "content": one.content_words,
        "fullest": is_fullest,
    }


def _difference(one: Difference, by_number: Mapping[int, KeptStatement]) -> Object:
    a, b = by_number[one.a], by_number[one.b]
    return {
        "a": a.id,
        "b": b.id,
        "alike": round(one.alike, 4),
        "pieces": [
            {
                "change": piece.change,
                "a": list(piece.a),
                "b": list(piece.b),
                "a_words": piece.a.of(a.content_words),
                "b_words": piece.b.of(b.content_words),
            }
            for piece in one.pieces
        ],
        "only_a": _gap(one.only_a),
        "only_b": _gap(one.only_b),
    }


def _gap(gap: Gap) -> Object:
    return {
        "concepts": list(gap.concepts),
        "numbers": list(gap.numbers),
        "names": list(gap.names),
        "signs": {group: list(words) for group, words in gap.signs},
    }


def _is_known(one: Difference, by_number: Mapping[int, KeptStatement]) -> bool:
    return one.a in by_number and one.b in by_number


def _between(first: int, other: int, comparison: Comparison) -> Difference | None:
    return next((one for one in comparison.differences if {one.a, one.b} == {first, other}), None)


def _told(one: KeptStatement, first: KeptStatement, difference: Difference, width: int) -> Iterator[str]:
    turned = difference.a != first.number
    pieces = [_turned(piece) for piece in difference.pieces] if turned else difference.pieces
    missing, more = (difference.only_b, difference.only_a) if turned else (difference.only_a, difference.only_b)
    words = _marked(first.content_words, one.content_words, pieces) if pieces else one.content_words
    yield from _wrapped(words, width)
    yield from _wrapped(f"{difference.alike:.0%} alike", width)
    abroad = one.language != first.language
    for head, gap in (("lacks", missing), ("adds", more)):
        told = "; ".join(_words(replace(gap, concepts=()) if abroad else gap))
        if told:
            yield from _wrapped(f"{head}: {told}", width)
        if abroad and gap.concepts:
            yield from _wrapped(f"perhaps {head}: {', '.join(gap.concepts)}", width)


def _marked(a: str, b: str, pieces: Sequence[Piece]) -> str:
    """The words of both: what both have once, what only one has in marks."""
    found = []
    for piece in pieces:
        before, after = piece.a.of(a), piece.b.of(b)
        if piece.change == "same":
            found.append(after)
        else:
            found += [f"[-{before}-]"] if before else []
            found += [f"{{+{after}+}}"] if after else []
    return " ".join(found)


def _turned(piece: Piece) -> Piece:
    change = {"added": "cut", "cut": "added"}.get(piece.change, piece.change)
    return Piece(change, piece.b, piece.a)  # type: ignore[arg-type]


def _words(gap: Gap) -> Iterator[str]:
    for words in (gap.concepts, gap.numbers, gap.names):
        if words:
            yield ", ".join(words)
    for group, words in gap.signs:
        yield f"{group}: {', '.join(words)}"


def _head(one: KeptStatement) -> str:
    marks = [one.kind, one.act, *(["hedged"] if one.hedged else [])]
    day = one.day.isoformat() if one.day else "no day"
    told = f"{day}  {_outlet(one)} ({one.language})  {one.actor_name or one.speaker}  {', '.join(marks)}  {one.id}"
    return _plain(told)


def _outlet(one: KeptStatement) -> str:
    return one.outlet or "no outlet"


def _wrapped(text: str, width: int) -> list[str]:
    return textwrap.wrap(_plain(text), max(width, 20), initial_indent="  ", subsequent_indent="  ") or ["  "]


def _plain(text: str) -> str:
    """Text that a terminal shows and does not obey."""
    return "".join(
        c if c.isprintable() else " " if c.isspace() or ord(c) < _UNSEEN else f"\\x{ord(c):02x}" for c in text
    )


def _many(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"
