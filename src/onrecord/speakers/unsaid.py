"""No source: an unnamed passive, a dropped subject, a particle that goes on with the last speaker."""

from dataclasses import replace
from functools import cache

from onrecord.lexicon import load
from onrecord.model.text import Analysis
from onrecord.speakers import lexica
from onrecord.speakers.answers import Answer, unknown
from onrecord.speakers.phrases import head
from onrecord.speakers.resolver import Resolver, last_speaker
from onrecord.speakers.sources import Source
from onrecord.speakers.view import View


def no_source(r: Resolver, source: Source) -> Answer | None:
    """Nothing is named: a passive tells nobody, a verb in the first person the outer speaker, a singular the last."""
    if source.indices and source.core:
        return None
    if source.indices:
        return unknown("speaker.nothing-named")
    view = r.view
    readings = [a for i in source.cue for a in view.analyses(i)[:1] if a.pos == "verb" or a.form == "short"]
    if any(view.low[i] in lexica.naming(view.language, "hearsay") for i in source.cue):
        last = last_speaker(r, source, reach=1)
        return (
            replace(last, rule="speaker.particle-goes-on", reasons=(), role="")
            if last
            else unknown("speaker.no-source")
        )
    outer = r.outer(source)
    if any(a.person == "1" for a in readings) and outer is not None:
        return replace(outer, rule="speaker.first-person-verb", reasons=())
    if any(view.pronoun(i) and view.pronoun(i).person == "1" for i in source.cue) and outer is not None:  # type: ignore[union-attr]
        return replace(outer, rule="speaker.first-person-verb", reasons=())
    if outer is not None and any(
        a.pos == "adj" and a.number != "plur" and a.case == "nom" and a.gender != "neut" for i in source.cue[:1] for a in view.analyses(i)[:1]
    ):  # fmt: skip
        return replace(outer, rule="speaker.first-person-verb", reasons=())
    if view.language == "en" or not readings:
        return _nounlike(r, source)
    return _dropped_subject(r, source)


def no_subject(r: Resolver, source: Source) -> Answer | None:
    """A found source that the verb does not allow: a dative beside an active plural (їм пояснили), the thing or time
    beside an impersonal passive (у листопаді заплановано)."""
    view = r.view
    if view.language == "en" or not source.core or source.wanted[0] != "nom" and not source.prepositional:
        return None
    verbs = [a for i in source.cue for a in view.analyses(i)[:1] if a.pos == "verb"]
    if len(verbs) != 1:
        return None
    verb, token = verbs[0], next(i for i in source.cue if any(a.pos == "verb" for a in view.analyses(i)[:1]))
    words = [i for i in source.core if view.tokens[i].kind == "word"]
    if not words or any(view.low[i] in lexica.naming(view.language, "and") for i in words):
        return None
    if not source.prepositional and verb.form == "fin" and verb.tense == "past" and verb.number == "plur" and not view.low[token].endswith(
        ("ся", "сь")
    ):  # fmt: skip
        found = head(view, words)
        cases = found.cases() if found is not None else {a.case for a in view.analyses(words[0]) if a.case}
        if cases and cases <= {"dat", "loc"}:
            return unknown("speaker.addressee-is-no-source", "group")
    impersonal = (
        verb.form == "impersonal" or view.low[token].endswith(("но", "то")) and verb.form in ("part", "impersonal")
    )
    if any((told := view.pronoun(i)) and told.family == "place" for i in words):
        return None
    if _passive(view, token, verb) and not source.prepositional and not any(
        a.case in ("nom", "ins", "dat", "acc") and a.pos != "adv" for a in view.analyses(words[0])
    ) and not view.pronoun(words[0]) and not any((body := view.body(i)) and body.type == "document" for i in words):  # fmt: skip
        return unknown("speaker.passive-names-nobody")
    if (
        impersonal
        and not any(view.body(i) or view.role(i) for i in words)
        and not r.people.within(words[0], words[-1] + 1)
    ):
        return unknown("speaker.impersonal")
    return None


def _passive(view: View, token: int, verb: Analysis) -> bool:
    """`вважається`, `планировалось`: a reflexive passive that tells nobody."""
    if not view.low[token].endswith(("ся", "сь")) or _active(verb.lemma, lexica.verbs_of_speech(view.language)):
        return False
    return verb.gender == "neut" or verb.person == "3" and verb.number == "sing" and verb.tense == "pres"


def _nounlike(r: Resolver, source: Source) -> Answer:
    """A cue that is no verb: a particle goes on with who has just spoken, a noun or an adverb names nobody."""
    view = r.view
    if view.language != "en" and source.cue and all(
        view.analyses(i)[0].pos in ("part", "conj", "adv", "intj") for i in source.cue if view.analyses(i)
    ):  # fmt: skip
        last = last_speaker(r, source)
        if last is not None:
            return replace(last, rule="speaker.particle-goes-on", reasons=(), role="")
    return unknown("speaker.no-source")


@cache
def _hearsay(language: str) -> frozenset[str]:
    """The forms that tell a rumour (подейкують): nobody in particular says it."""
    return frozenset(e.entry for e in load.table(language, "hedges") if e.properties.get("pos") == "verb")


def _active(lemma: str, spoken: frozenset[str]) -> bool:
    """A reflexive verb of speech that is no passive of another one (ожидаться is that of ожидать)."""
    return lemma in spoken and lemma[:-2] not in spoken


def _dropped_subject(r: Resolver, source: Source) -> Answer:
    view = r.view
    verbs = [a for i in source.cue for a in view.analyses(i)[:3] if a.pos == "verb"]
    low = [view.low[i] for i in source.cue]
    finite = [a for a in verbs if a.form == "fin" and (a.tense or a.person)]
    spoken = lexica.verbs_of_speech(view.language)
    passive = any(w.endswith(("ся", "сь")) and not any(_active(a.lemma, spoken) for a in view.analyses(i)) and any(a.gender == "neut" or a.person == "3" for a in view.analyses(i))
                  for i, w in zip(source.cue, low, strict=True)) or any(
        a.form == "impersonal" or a.gender == "neut" and a.tense == "past" for a in finite)  # fmt: skip
    outer = r.outer(source)
    if not finite and outer is not None and any(
        a.pos == "adj" and a.number != "plur" and a.case in ("nom", "") for i in source.cue for a in view.analyses(i)[:1]
    ):  # fmt: skip
        return replace(outer, rule="speaker.first-person-verb", reasons=())
    if passive or not finite:
        return unknown("speaker.unnamed-passive")
    top = finite[0]
    if top.number == "plur":
        rumour = any(w in _hearsay(view.language) for w in low)
        last = None if rumour else last_speaker(r, source, reach=1)
        if last is not None and (last.plural or last.type in ("group", "organization")):
            return replace(last, rule="speaker.dropped-plural", reasons=(), role="")
        return unknown("speaker.they-say")
    found = r.pick(
        source, "sing", top.gender if top.tense == "past" else "", "speaker.dropped-subject", people_only=True, reach=5
    )
    return found
