"""Text -> Attributions: the steps of this room in order.

A rule is a function of the page and one draft; RULES names each, in the order in which they act. What a rule changed
carries its name, and a rule can be switched off by it.
"""

from collections.abc import Callable, Sequence

from onrecord.attribution import (
    acts,
    between,
    clauses,
    contents,
    cues,
    english,
    floating,
    kinds,
    nesting,
    reports,
    sources,
    splits,
    subjects,
    turns,
)
from onrecord.attribution.confidence import confidence
from onrecord.attribution.draft import Draft, apart, runs
from onrecord.attribution.features import describe
from onrecord.attribution.link import link
from onrecord.attribution.network import Network
from onrecord.attribution.page import Page, page
from onrecord.model.attribution import Attribution
from onrecord.model.text import Text

Rule = Callable[[Page, Draft], Draft]

RULES: tuple[tuple[str, Rule], ...] = (
    ("content.complement", splits.complement),
    ("cue.one-verb", splits.one_verb),
    ("cue.particle", splits.particle),
    ("cue.denied-noun", splits.denied_noun),
    ("cue.asked-about", splits.asked_about),
    ("cue.preposition", splits.preposition),
    ("source.label", reports.label),
    ("source.closing-outlet", reports.closing_outlet),
    ("source.cited", reports.cited),
    ("cue.whole-verb", cues.whole_verb),
    ("cue.not-a-cue", cues.not_a_cue),
    ("cue.unsure-noun", cues.unsure_noun),
    ("cue.question", cues.question),
    ("cue.voiced-noun", cues.voiced_noun),
    ("content.quoted-end", contents.quoted_end),
    ("content.whole-quotation", contents.whole_quotation),
    ("content.same-sentence", contents.same_place),
    ("content.joined", contents.joined_pieces),
    ("content.relative-clause", clauses.with_relative_clause),
    ("content.about-this", reports.about_this),
    ("content.edges", contents.edge_marks),
    ("source.joined", sources.joined_pieces),
    ("source.edges", sources.edge_marks),
    ("source.one-mention", sources.one_mention),
    ("source.loose-words", sources.no_loose_words),
    ("source.subject", subjects.begins_with_subject),
    ("source.without-verb", subjects.without_verb),
    ("source.without-adjunct", subjects.without_adjunct),
    ("source.nominative", subjects.nominative),
    ("source.own-subject", english.own_subject),
    ("source.place", sources.place),
)

PASSES: tuple[tuple[str, Callable[[Page, Sequence[Draft]], list[Draft]]], ...] = (
    ("content.whole-turn", turns.single),
    ("turn.dialogue", turns.dialogue),
    ("turn.interview", turns.interview),
    ("content.postposed", clauses.postposed),
    ("content.before-closing-clause", clauses.stop_before_closing_clause),
    ("content.claimed-by-nearer", clauses.claimed_by_nearer),
    ("content.stops-at-next-cue", between.stop_at_next_cue),
    ("content.grows-over-nested", between.grow_over_nested),
    ("content.spread-quotation", floating.spread),
    ("content.carried-on", floating.carry_on),
)
"""The rules that look at all drafts at once, after those that look at one."""


def find(text: Text, network: Network, without: frozenset[str] = frozenset()) -> tuple[Attribution, ...]:
    """The attributions of a text, in the order of their cues; spans are code points of `text.article.text`.

    `without` names rules that are not to act.
    """
    view, found = drafts(text, network, without)
    outer = nesting.outer(view, found)
    return tuple(_attribution(view, found, i, outer[i], network, without) for i in range(len(found)))


def drafts(text: Text, network: Network, without: frozenset[str] = frozenset()) -> tuple[Page, list[Draft]]:
    """The drafts of a text after all rules that are not switched off, in the order of their cues."""
    described = describe(text)
    view = page(text, described)
    if not text.tokens or {"cue.model", "link.model"} & without:
        return view, []
    encoded = network.encode(described, text.analyses)
    found = link(network, encoded, described, cues.group(network.cue_scores(encoded)))
    for name, rule in RULES:  # a cue without words is no attribution, but the first rule may still find them
        found = [
            draft for draft in (rule(view, draft) if name not in without else draft for draft in found) if draft.content
        ]
    found = _in_order(found)
    for name, pass_over in PASSES:
        if name not in without:
            found = pass_over(view, found)
    return view, [draft for draft in map(apart, found) if draft.content]


def _in_order(drafts: Sequence[Draft]) -> list[Draft]:
    """By their cues, for a rule may have moved one; of two with one cue, the one that the network found there."""
    moved_first = sorted(drafts, key=lambda draft: "cue.question" not in draft.reasons)
    return sorted({draft.cue: draft for draft in moved_first}.values(), key=lambda draft: draft.cue)


def _attribution(
    view: Page, found: Sequence[Draft], i: int, outer: int | None, network: Network, without: frozenset[str]
) -> Attribution:
    draft = found[i]
    kind, kind_rule = kinds.kind(view, draft)
    act, act_rules = acts.act(view, draft, without)
    hedged, hedge_rule = acts.hedged(view, draft, act)
    if hedge_rule in without:
        hedged, hedge_rule = False, ""
    tail = (kind_rule, *act_rules, hedge_rule, "within.content" if outer is not None else "")
    return Attribution(
        id=f"s{i + 1}",
        source=view.spans(draft.source),
        cue=view.spans(runs(list(draft.cue))),
        content=view.spans(draft.content),
        kind="indirect" if kind_rule in without else kind,
        act=act,
        zone=view.blocks[view.paragraph[draft.cue[0]]].zone,
        addressee=view.spans(draft.addressee),
        venue=view.spans(draft.venue),
        hedged=hedged,
        within=f"s{outer + 1}" if outer is not None and "within.content" not in without else None,
        confidence=confidence(draft, *network.calibration),
        reasons=draft.reasons + tuple(rule for rule in tail if rule and rule not in without),
    )
