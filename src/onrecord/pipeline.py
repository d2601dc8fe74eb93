"""The one place that names the steps in order: article in, reading out."""

from collections.abc import Sequence

from onrecord.attribution import find, shipped
from onrecord.attribution.network import Network
from onrecord.model.actor import UNKNOWN, Actor, Mention
from onrecord.model.article import Article
from onrecord.model.statement import Reading, Statement
from onrecord.speakers import identify
from onrecord.text import take_apart
from onrecord.times import find_times, said_on


def read(
    article: Article,
    *,
    known: Sequence[Actor] = (),
    network: Network | None = None,
    without: frozenset[str] = frozenset(),
) -> Reading:
    """Everything that one article says that somebody said. Pure: nothing is read from or written to a store.

    `known` are actors known beforehand; `network` stands in for the shipped weights; `without` switches rules off by
    name (as they stand in a statement's `reasons`), to see what they did. Raises UnknownLanguage and MissingDictionary.
    """
    text = take_apart(article)
    attributions = find(text, network or shipped(), without)
    mentions = [_kept(mention, without) for mention in identify(text, attributions, known, article.published)]
    times = tuple(time for time in find_times(text, article.published) if time.rule not in without)
    dated = said_on(text, attributions, times)
    statements = tuple(
        Statement(attribution, mention, article.text, *((None, "") if rule in without else (value, rule)))
        for attribution, mention, (value, rule) in zip(attributions, mentions, dated, strict=True)
    )
    return Reading(article, text.language, text, statements, times)


def _kept(mention: Mention, without: frozenset[str]) -> Mention:
    """The mention, or nobody where a rule that found it is switched off."""
    if not without.intersection(mention.reasons):
        return mention
    return Mention(mention.attribution, UNKNOWN, "unknown", candidates=mention.candidates)
