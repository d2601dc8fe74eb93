"""Inline marks -> a Text and its Attributions: [[s1.source:words]], nested to any depth."""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping

import pytest

from onrecord.model.actor import Mention
from onrecord.model.article import Article
from onrecord.model.attribution import Attribution
from onrecord.model.span import Span
from onrecord.speakers import identify
from onrecord.text import take_apart

MARK = re.compile(r"\[\[(\w+)\.(source|cue|content):|\]\]")


def unmark(marked: str) -> tuple[str, dict[str, dict[str, list[Span]]]]:
    """The plain text, and the spans of each attribution by role."""
    text, end, opened = "", 0, []
    spans: dict[str, dict[str, list[Span]]] = defaultdict(lambda: defaultdict(list))
    for mark in MARK.finditer(marked):
        text += marked[end : mark.start()]
        end = mark.end()
        if mark.group(1):
            opened.append((mark.group(1), mark.group(2), len(text)))
        else:
            name, role, start = opened.pop()
            spans[name][role].append(Span(start, len(text)))
    return text + marked[end:], spans


def mentions(marked: str, language: str, within: Mapping[str, str] | None = None, **more: object) -> dict[str, Mention]:
    """The mentions of a marked article by the ids of its attributions."""
    text, spans = unmark(marked)
    attributions = [
        Attribution(name, *(tuple(roles[r]) for r in ("source", "cue", "content")), "indirect", "assert", "body",
                    within=(within or {}).get(name))
        for name, roles in spans.items()
    ]  # fmt: skip
    found = identify(take_apart(Article("case", text, language=language)), attributions, **more)  # type: ignore[arg-type]
    return {m.attribution: m for m in found}


@pytest.fixture(scope="session", name="mentions")
def of_marked() -> Callable[..., dict[str, Mention]]:
    """A function from a marked article to its mentions."""
    return mentions
