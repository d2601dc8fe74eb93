"""What holds for the room of attributions whatever the weights: networks of chance stand in for the fitted one.

What is not promised: that an unpaired mark changes nothing in another paragraph. The network looks sixteen tokens to
either side, over paragraphs, and links the sentences beside the cue's; only beyond that is a text untouched. With the
fitted weights `test_reading.py` holds the samples to more.
"""

import json
from collections.abc import Callable, Sequence
from functools import cache
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord import samples
from onrecord.attribution.draft import Draft
from onrecord.attribution.features import Described, describe
from onrecord.attribution.find import PASSES, RULES, find
from onrecord.attribution.network import ENCODER_DILATIONS, Network, windows
from onrecord.attribution.page import Page, page
from onrecord.model.article import Article
from onrecord.model.attribution import Attribution
from onrecord.model.span import Span
from onrecord.model.text import LANGUAGES, Range, Text
from onrecord.text import take_apart
from tests.properties.test_reading import MESSY
from tests.unit.attribution.networks import random_network, vocabulary

REACH = sum(ENCODER_DILATIONS)
ARTICLES = [
    Article(line["id"], line["text"], language=line["lang"])
    for line in map(json.loads, samples.articles().read_text(encoding="utf-8").splitlines())
]
STYLES = ("«»", "“”", "„“", '""')
RESTYLED = [
    (number, style)
    for number in range(0, len(ARTICLES), 3)
    for style in STYLES
    if "„" not in ARTICLES[number].text  # where they nest: two depths in one style can be told by no rule
]


@cache
def apart(number: int) -> Text:
    return take_apart(ARTICLES[number])


@cache
def chance(seed: int) -> Network:
    """A network of chance that finds cues about every fourth token."""
    names = vocabulary([apart(0), apart(8), apart(16)])
    made = random_network(names, seed)
    made._w["cue.b"] = made._w["cue.b"] + np.array([2, 0, 0], np.float32)
    return made


SAMPLES = st.integers(0, len(ARTICLES) - 1)
SEEDS = st.integers(1, 4)


def well_formed(found: Sequence[Attribution], size: int) -> None:
    assert [a.id for a in found] == [f"s{n}" for n in range(1, len(found) + 1)]
    assert [a.cue[0].start for a in found] == sorted(a.cue[0].start for a in found)
    known = {a.id: a for a in found}
    for a in found:
        assert a.cue and a.content
        for role in (a.source, a.cue, a.content, a.addressee, a.venue):
            assert all(isinstance(span, Span) and 0 <= span.start < span.end <= size for span in role)
            assert all(one.end <= two.start for one, two in pairwise(role)), "pieces are sorted and do not overlap"
        assert 0 <= a.confidence <= 1
        assert a.reasons
        assert len(a.reasons) == len(set(a.reasons))
        seen, here = set(), a
        while here.within is not None:
            assert here.id not in seen, "an attribution stands inside itself"
            seen.add(here.id)
            here = known[here.within]


@settings(max_examples=80, deadline=None)
@given(MESSY, st.sampled_from(LANGUAGES), SEEDS)
def test_any_text_and_any_weights(content: str, language: str, seed: int) -> None:
    text = take_apart(Article("a", content, language=language))
    well_formed(find(text, chance(seed)), len(content))


@settings(max_examples=12, deadline=None)
@given(SAMPLES, SEEDS)
def test_articles_and_any_weights(number: int, seed: int) -> None:
    text = apart(number)
    found = find(text, chance(seed), frozenset({"cue.not-a-cue"}))  # which leaves little of what chance finds
    assert found, "networks of chance are to find something, or this test says nothing"
    well_formed(found, len(text.article.text))


# --- rules -------------------------------------------------------------------------------------------------------------


@cache
def sheet(number: int) -> Page:
    text = apart(number)
    return page(text, describe(text))


@st.composite
def drafts(draw: st.DrawFn, count: int, most: int = 1) -> list[Draft]:
    """Drafts of chance near some place of a text, in the order of their cues."""
    middle = draw(st.integers(0, count - 1))
    near = st.integers(max(0, middle - 30), min(count - 1, middle + 30))
    made = []
    for _ in range(draw(st.integers(1, most))):
        cue = draw(near)
        labels: dict[str, list[Range]] = {"source": [], "content": []}
        last = 0
        for first, length, role in sorted(
            draw(
                st.lists(
                    st.tuples(near, st.integers(1, 12), st.sampled_from(["source", "content"])), min_size=1, max_size=4
                )
            )
        ):
            end = min(first + length, count)
            if first >= last and not first <= cue < end:
                labels[role].append(Range(first, end))
                last = end
        made.append(Draft((cue,), tuple(labels["source"]), tuple(labels["content"])))
    return sorted(made, key=lambda draft: draft.cue)


def pieces(draft: Draft, count: int) -> None:
    for role in (draft.source, draft.content):
        assert all(0 <= r.first < r.last <= count for r in role)
        assert all(a.last <= b.first for a, b in pairwise(role))


Rule = Callable[[Page, Draft], Draft]


@pytest.mark.parametrize(("name", "rule"), RULES, ids=[name for name, _ in RULES])
@settings(max_examples=60, deadline=None)
@given(number=SAMPLES, data=st.data())
def test_rules_of_one_draft(name: str, rule: Rule, number: int, data: st.DataObject) -> None:
    """Places stay places, the cue stays or grows, a change is named, and a second time changes nothing."""
    held = sheet(number)
    count = len(held.text.tokens)
    (draft,) = data.draw(drafts(count))
    if not draft.content:
        return
    changed = rule(held, draft)
    pieces(changed, count)
    assert (changed.addressee, changed.venue) == (draft.addressee, draft.venue)
    assert changed.cue == draft.cue or (name == "cue.whole-verb" and changed.cue[: len(draft.cue)] == draft.cue)
    same = (changed.cue, changed.source, changed.content) == (draft.cue, draft.source, draft.content)
    assert changed.reasons == (() if same else (name,))
    if changed.content:
        again = rule(held, changed)
        assert (again.source, again.content) == (changed.source, changed.content)


@pytest.mark.parametrize(("name", "rule"), PASSES, ids=[name for name, _ in PASSES])
@settings(max_examples=60, deadline=None)
@given(number=SAMPLES, data=st.data())
def test_rules_of_all_drafts(name: str, rule: Any, number: int, data: st.DataObject) -> None:
    held = sheet(number)
    count = len(held.text.tokens)
    before = [draft for draft in data.draw(drafts(count, most=6)) if draft.content]
    before = list({draft.cue: draft for draft in before}.values())
    after = rule(held, before)
    known = {draft.cue: draft for draft in before}
    assert [new.cue for new in after if new.cue in known] == [old.cue for old in before]
    assert [new.cue for new in after] == sorted(new.cue for new in after)
    for new in after:
        pieces(new, count)
        assert new.content
        old = known.get(new.cue)
        if old is None:
            assert name.startswith("turn."), "only what the layout sets off is found without the network"
        same = old is not None and (new.source, new.content) == (old.source, old.content)
        assert new.reasons == (() if same else (name,))


# --- marks and blank lines ---------------------------------------------------------------------------------------------


def restyled(text: str, style: str) -> str:
    """The text with all of its curly and angled double marks in another style; straight ones stay."""
    opening, closing = style
    return text.translate({ord("«"): opening, ord("“"): opening, ord("»"): closing, ord("”"): closing})


@pytest.mark.parametrize(("number", "style"), RESTYLED)
def test_rules_see_the_same_page_in_every_style_of_marks(number: int, style: str) -> None:
    """Sentences, paragraphs and quotations; what the network makes of another mark is a matter of its weights."""
    before = sheet(number)
    text = take_apart(Article("a", restyled(ARTICLES[number].text, style), language=ARTICLES[number].language))
    after = page(text, describe(text))
    assert after.sentence == before.sentence
    assert after.paragraph == before.paragraph
    assert after.quotations == before.quotations
    assert after.inner == before.inner


COLUMNS_OF_A_TEXT = ("context", "sentence", "paragraph", "quotation", "commas", "breaks", "subject", "predicate")


@settings(max_examples=24, deadline=None)
@given(SAMPLES)
def test_blank_lines_are_not_seen(number: int) -> None:
    """Doubled, an article is described as before, so whatever the weights the same is found."""
    article = ARTICLES[number]
    before = describe(apart(number))
    text = take_apart(Article("a", article.text.replace("\n\n", "\n\n\n\n"), language=article.language))
    after = describe(text)
    assert after.forms == before.forms
    assert after.extras == before.extras
    for name in COLUMNS_OF_A_TEXT:
        assert (getattr(after, name) == getattr(before, name)).all(), name


def unpaired(number: int, data: st.DataObject) -> tuple[Text, range, range]:
    """A sample with an unpaired mark in one paragraph of its body: the text, the tokens of that paragraph before, and
    those after."""
    text = apart(number)
    body = [n for n, p in enumerate(text.paragraphs) if p.zone == "body" and p.tokens.last - p.tokens.first > 12]
    which = data.draw(st.sampled_from(body), label="paragraph")
    chosen = text.paragraphs[which]
    inner = [t.start for t in text.tokens[chosen.tokens.first + 1 : chosen.tokens.last - 2] if t.kind == "word"]
    at = data.draw(st.sampled_from(inner), label="place")
    mark = data.draw(st.sampled_from(["«", "»", "“", "”", '"', "„"]), label="mark")
    content = text.article.text
    made = take_apart(Article("a", f"{content[:at]}{mark}{content[at:]}", language=text.article.language))
    grown = len(made.tokens) - len(text.tokens)
    first, last = chosen.tokens
    return made, range(first, last), range(first, last + grown)


def outside(described: Described, part: range, margin: int = 0) -> list[int]:
    """The tokens before and behind a part of a text, but for some beside it."""
    count = len(described.forms)
    return [*range(max(0, part.start - margin)), *range(min(count, part.stop + margin), count)]


@settings(max_examples=40, deadline=None)
@given(SAMPLES, st.data())
def test_an_unpaired_mark_is_seen_in_no_other_paragraph(number: int, data: st.DataObject) -> None:
    made, was, now = unpaired(number, data)
    before, after = describe(apart(number)), describe(made)
    here, there = outside(before, was), outside(after, now)
    assert len(here) == len(there)
    assert (before.context[here] == after.context[there]).all()
    assert [before.forms[i] for i in here] == [after.forms[i] for i in there]
    assert ((before.quotation[here] < 0) == (after.quotation[there] < 0)).all()


@settings(max_examples=40, deadline=None)
@given(SAMPLES, SEEDS, st.data())
def test_an_unpaired_mark_is_felt_no_farther_than_the_network_looks(
    number: int, seed: int, data: st.DataObject
) -> None:
    made, was, now = unpaired(number, data)
    text = apart(number)
    before, after = describe(text), describe(made)
    network = chance(seed)
    x, y = network.encode(before, text.analyses), network.encode(after, made.analyses)
    here, there = outside(before, was, REACH), outside(after, now, REACH)
    assert np.abs(x[here] - y[there]).max(initial=0) < 1e-3
    cues = [i for i in here if _clear(before, i, was)][::9]
    if cues:
        shift = len(made.tokens) - len(text.tokens)
        moved = [i if i < was.start else i + shift for i in cues]
        one = network.link(x, before, [(i,) for i in cues])
        two = network.link(y, after, [(i,) for i in moved])
        assert one.starts.tolist() == two.starts.tolist()
        assert (one.roles == two.roles).mean() > 0.995, "but for a tie that rounding breaks"


def _clear(described: Described, cue: int, part: range) -> bool:
    """Whether the window of a cue stays farther from a part of the text than the network looks."""
    window = windows([cue], described.sentence, described.quotation)
    places = window.at[0][window.real[0]]
    return bool(places[-1] + REACH < part.start or places[0] - REACH >= part.stop)
