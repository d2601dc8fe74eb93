"""Who says each thing: one Mention an attribution."""

from collections.abc import Sequence
from datetime import date

from onrecord.model.actor import UNKNOWN, Actor, Mention
from onrecord.model.attribution import Attribution
from onrecord.model.text import Text
from onrecord.speakers import lexica
from onrecord.speakers.answers import Answer
from onrecord.speakers.bodies import Bodies
from onrecord.speakers.keys import speaker_key
from onrecord.speakers.people import People, find_people
from onrecord.speakers.phrases import phrase_in_nominative
from onrecord.speakers.resolver import Resolver
from onrecord.speakers.romanise import romanise
from onrecord.speakers.rules import RULES, RULES_OF_NAMES
from onrecord.speakers.view import View


def identify(
    text: Text, attributions: Sequence[Attribution], known: Sequence[Actor] = (), published: date | None = None
) -> tuple[Mention, ...]:
    """Who the source of each attribution is: one Mention an attribution, in their order.

    `known` are actors known before the article is read; they tell the type of a name that the article leaves open.
    `published` is not needed yet (roles of actors are not dated). Spans are code points of `text.article.text`.
    """
    del published
    view = View(text)
    people = find_people(view)
    resolver = Resolver(view, people, Bodies(view, people), {a.id: a for a in attributions},
                        rules_of_names=RULES_OF_NAMES, rules=RULES)  # fmt: skip
    _hear_genders(view, people, attributions)
    ordered = sorted(attributions, key=lambda a: min((s.start for s in (*a.source, *a.cue)), default=0))
    for attribution in ordered:
        resolver.answer(attribution)
    types = _types(known)
    return tuple(_mention(view, a, resolver.answers[a.id], types) for a in attributions)


def _hear_genders(view: View, people: People, attributions: Sequence[Attribution]) -> None:
    """What the past tense of a cue tells of the gender of the one person that its source names."""
    if view.language == "en":
        return
    for attribution in attributions:
        indices = view.indices(attribution.source)
        inside = people.within(indices[0], indices[-1] + 1) if indices else []
        if len(inside) != 1 or inside[0][3].case not in ("nom", "any"):
            continue
        for i in view.indices(attribution.cue):
            told = next(
                (
                    a.gender
                    for a in view.analyses(i)[:1]
                    if a.pos == "verb" and a.tense == "past" and a.number != "plur"
                ),
                "",
            )
            if told in ("masc", "fem"):
                inside[0][2].heard = told


def _types(known: Sequence[Actor]) -> dict[str, Actor]:
    return {speaker_key(name): actor for actor in known for name in actor.names}


def _mention(view: View, attribution: Attribution, answer: Answer, types: dict[str, Actor]) -> Mention:
    speaker, kind = answer.speaker, answer.type
    key = speaker_key(speaker, view.language) if speaker != UNKNOWN else ""
    reasons = (answer.rule, *answer.reasons)
    actor = types.get(key)
    if actor is not None and actor.type not in ("unknown", kind):
        kind, reasons = actor.type, (*reasons, "speaker.known-actor")
    place = lexica.places(view.language).get(speaker.lower())
    return Mention(
        attribution=attribution.id, speaker=speaker, speaker_type=kind, key=key,
        romanised=romanise(speaker, view.language) if key else "", role=_role(view, answer),
        stands_for=place.stands if place and place.type in ("capital", "building") else "",
        antecedent=answer.antecedent, candidates=answer.candidates, reasons=reasons,
    )  # fmt: skip


def _role(view: View, answer: Answer) -> str:
    """The longest title that the article tells of the person, in the nominative."""
    if answer.person is None or not answer.person.titles:
        return ""
    title = max(answer.person.titles, key=lambda t: t.last - t.first)
    indices = list(range(title.first, title.last))
    while indices and view.tokens[indices[-1]].kind == "mark" and view.tokens[indices[-1]].form not in '»”"“':
        indices.pop()
    while indices and view.language == "en" and _is_determiner(view, indices[0]):
        indices.pop(0)
    told = phrase_in_nominative(view, indices, sorted(title.cases, key=lambda c: c != "nom"))
    if view.language == "en" and indices and _has_own_capital(view, indices):
        return told
    return told[:1].lower() + told[1:] if told[:2] != told[:2].upper() else told


def _has_own_capital(view: View, title: Sequence[int]) -> bool:
    """Whether an English title has its capital from the outlet (Foreign Minister, Norvelia's envoy), not as the first word of
    a sentence."""
    first = title[0]
    owner = view.low[first].endswith(("'s", "s'"))
    return not view.opens(first) or owner or len(title) > 1 and view.capital(title[1])


def _is_determiner(view: View, i: int) -> bool:
    known = view.pronoun(i)
    return view.low[i] in lexica.naming("en", "article") or bool(known and known.family == "possessive")
