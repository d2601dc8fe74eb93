"""Text -> Attributions: the steps of this room in order.

A rule is a function of the page and one draft; RULES names each, in the order in which they act. What a rule changed
carries its name, and a rule can be switched off by it.
"""

from collections.abc import Callable, Sequence

from onrecord.attribution import acts, contents, cues, floating, kinds, sources
from onrecord.attribution.confidence import confidence
from onrecord.attribution.draft import Draft, runs
from onrecord.attribution.features import describe
from onrecord.attribution.link import link
from onrecord.attribution.network import Network
from onrecord.attribution.page import Page, page
from onrecord.model.attribution import Attribution
from onrecord.model.text import Text

Rule = Callable[[Page, Draft], Draft]

RULES: tuple[tuple[str, Rule], ...] = (
    ("content.whole-quotation", contents.whole_quotation),
    ("content.same-sentence", contents.same_place),
    ("content.joined", contents.joined_pieces),
    ("content.edges", contents.edge_marks),
    ("source.joined", sources.joined_pieces),
    ("source.edges", sources.edge_marks),
    ("source.one-mention", sources.one_mention),
)


def find(text: Text, network: Network, without: frozenset[str] = frozenset()) -> tuple[Attribution, ...]:
    """The attributions of a text, in the order of their cues; spans are code points of `text.article.text`.

    `without` names rules that are not to act.
    """
    view, found = drafts(text, network, without)
    outer = _outer(found)
    return tuple(_attribution(view, found, i, outer[i], without) for i in range(len(found)))


def drafts(text: Text, network: Network, without: frozenset[str] = frozenset()) -> tuple[Page, list[Draft]]:
    """The drafts of a text after all rules that are not switched off, in the order of their cues."""
    described = describe(text)
    view = page(text, described)
    if not text.tokens or {"cue.model", "link.model"} & without:
        return view, []
    encoded = network.encode(described, text.analyses)
    found = link(network, encoded, described, cues.group(network.cue_scores(encoded)))
    for name, rule in RULES:
        if name not in without:
            found = [rule(view, draft) for draft in found]
    found = [draft for draft in found if draft.content]
    if "content.carried-on" not in without:
        found = floating.carry_on(view, found)
    return view, found


def _outer(found: Sequence[Draft]) -> list[int | None]:
    """For each draft the one in whose content it stands: the smallest that holds its cue and is not its mirror."""
    outer: list[int | None] = []
    for i, inner in enumerate(found):
        best: tuple[int, int] | None = None
        for j, draft in enumerate(found):
            if i == j:
                continue
            size = next((r.last - r.first for r in draft.content if r.first <= inner.cue[0] < r.last), 0)
            mirrored = any(r.first <= draft.cue[0] < r.last for r in inner.content)
            if size and not mirrored and (best is None or size < best[0]):
                best = (size, j)
        outer.append(best[1] if best else None)
    return outer


def _attribution(
    view: Page, found: Sequence[Draft], i: int, outer: int | None, without: frozenset[str]
) -> Attribution:
    draft = found[i]
    kind, kind_rule = kinds.kind(view, draft)
    act, act_rule = acts.act(draft)
    hedged, hedge_rule = acts.hedged(view, draft, act)
    if hedge_rule in without:
        hedged, hedge_rule = False, ""
    tail = (kind_rule, act_rule, hedge_rule, "within.content" if outer is not None else "")
    return Attribution(
        id=f"s{i + 1}",
        source=view.spans(draft.source),
        cue=view.spans(runs(list(draft.cue))),
        content=view.spans(draft.content),
        kind="indirect" if kind_rule in without else kind,
        act="assert" if act_rule in without else act,
        zone=view.text.paragraphs[view.paragraph[draft.cue[0]]].zone,
        addressee=view.spans(draft.addressee),
        venue=view.spans(draft.venue),
        hedged=hedged,
        within=f"s{outer + 1}" if outer is not None and "within.content" not in without else None,
        confidence=confidence(draft),
        reasons=draft.reasons + tuple(rule for rule in tail if rule and rule not in without),
    )
