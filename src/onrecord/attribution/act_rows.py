"""Signs that tell an act only together: data rows, each with the name under which it votes."""

from typing import NamedTuple

from onrecord.model.attribution import Act


class Row(NamedTuple):
    """A name, the signs that must all be met and those of which none may be; and where we know what it tells, the act and
    the least that its vote for it counts, whatever the training sets say."""

    name: str
    all_of: frozenset[str]
    none_of: frozenset[str]
    tells: Act | None
    least: float


def _row(name: str, all_of: str, none_of: str = "", tells: Act | None = None, least: float = 0.0) -> Row:
    return Row(name, frozenset(all_of.split()), frozenset(none_of.split()), tells, least)


_FUTURE = "future not_future own_future not_own_future self_future"
TOGETHER: tuple[Row, ...] = (
    _row("denial.none", "cue=assert none", _FUTURE, "deny", 2.4),
    _row("denial.nobody", "cue=assert nobody", _FUTURE + " condition", "deny", 1.3),
    _row("denial.false", "cue=assert falsehood", "condition", "deny", 2.9),
    _row("denial.own-past", "cue=assert own_not_past", "", "deny", 0.8),
    _row("denial.quoted-past", "cue=assert quoted not_past", "", "deny", 0.8),
    _row("refusal.nobody", "cue=assert nobody not_future", "", "reject", 2.1),
    _row("refusal.none", "cue=assert none not_future", "", "reject", 1.6),
    _row("refusal.nobody-else", "cue=assert nobody_else", "", "reject", 3.9),
    _row("refusal.until", "cue=assert not_until future"),
    _row("refusal.until-not", "cue=assert not_until not_future", "", "reject", 2.6),
    _row("refusal.own", "cue=assert not_own_future quoted", "", "reject", 2.6),
    _row("refusal.own-present", "cue=assert not_own_present quoted no_longer"),
    _row("warning.if", "cue=assert condition threat future", "", "warn", 1.6),
    _row("warning.threat-future", "cue=assert threat future", "condition"),
    _row("warning.threat-own-future", "cue=assert threat own_future", "", "warn", 1.3),
    _row("warning.threat-ready", "cue=assert threat cue-mark"),
    _row("promise.if", "cue=assert condition future", "threat", "promise", 2.0),
    _row("promise.own", "cue=assert own_future quoted", "not_own_future threat", "promise", 1.3),
    _row("promise.own-said", "cue=assert own_future"),
    _row("promise.self", "cue=assert self_future opens-that", "", "promise", 1.0),
    _row("demand.imperative", "cue=assert open_imperative quoted", "", "demand", 2.0),
    _row("demand.first", "cue=assert first_then quoted", "", "demand", 3.2),
    _row("demand.first-said", "cue=assert first_then", "figure quoted", "demand", 2.0),
    _row("demand.must-quoted", "cue=assert must quoted"),
    _row("demand.must-that", "cue=assert must opens-that"),
    _row("demand.stop-quoted", "cue=assert stop quoted"),
    _row("demand.want-noun", "cue_want opens-noun", "opens-infinitive opens-purpose"),
    _row("demand.want-purpose", "cue_want opens-purpose", "", "demand", 1.5),
    _row("demand.purpose", "cue=assert opens-purpose"),
    _row("propose.lets", "cue=assert lets quoted"),
    _row("propose.imperative", "cue=assert lets open_imperative"),
    _row("accuse.blame-quoted", "cue=assert blame quoted", "falsehood", "accuse", 1.0),
    _row("accuse.blame-that", "cue=assert blame opens-that", "falsehood", "accuse", 1.0),
    _row("accuse.blame-named", "cue_name blame", "falsehood", "accuse", 2.0),
    _row("deny.named", "cue_name falsehood", "", "deny", 2.6),
    _row("deny.claim", "cue_dismiss claim_object", "proposal_object", "deny", 2.0),
    _row("reject.proposal", "cue_dismiss proposal_object", "claim_object", "reject", 2.6),
    _row("reject.refuse-act", "cue_refuse opens-infinitive", "cue_tell"),
    _row("decline.refuse-tell", "cue_refuse cue_tell", "", "decline", 2.5),
    _row("decline.not-tell", "negated cue_tell", "", "decline", 1.2),
    _row("ask.question", "cue_ask question", "", "ask", 2.6),
    _row("ask.question-mark", "cue=assert question cue-mark"),
    _row("ask.plain-question", "cue=assert question", "cue-mark"),
    _row("accept.ready-consent", "cue_ready consent", "negated", "accept", 2.1),
    _row("accept.ready-said", "cue=assert ready consent", "not_own_future no_longer", "accept", 2.6),
    _row("promise.ready-said", "cue=assert ready", "consent no_longer"),
    _row("accept.permit-consent", "cue=assert permit consent", "not_future none"),
    _row("assert.estimate-figure", "cue_estimate figure", "", "assert", 1.3),
    _row("quoted.own-present", "cue=assert quoted own_present"),
    _row("mark.future", "cue-mark future"),
    _row("mark.not-future", "cue-mark not_future"),
    _row("mark.condition", "cue-mark condition"),
    _row("deny.plain", "cue_deny"),
    _row("deny.retort", "cue_retort", "question"),
    _row("deny.retort-not", "cue_retort negation"),
    _row("deny.own-past-quoted", "cue=assert own_not_past quoted"),
    _row("deny.opens-not", "cue=assert opens-not-past"),
    _row("accuse.gibe", "cue_gibe"),
    _row("accuse.they", "cue=assert they we quoted"),
    _row("accuse.contrast", "cue=assert contrast quoted"),
    _row("demand.you", "cue=assert you must"),
    _row("demand.ready-after", "cue=assert ready first_then"),
    _row("warn.believed", "cue=believe threat condition"),
    _row("warn.believed-future", "cue=believe threat future"),
    _row("warn.threat-noun", "cue=assert threat opens-noun", "quoted"),
    _row("warn.intends", "cue=promise threat condition"),
    _row("headline.quoted", "headline cue-mark quoted"),
    _row("headline.unquoted", "headline cue-mark", "quoted"),
    _row("short.quoted", "cue=assert short quoted"),
    _row("exclaim.quoted", "cue=assert exclaim quoted"),
    _row("we.quoted", "cue=assert we quoted"),
    _row("you.quoted", "cue=assert you quoted"),
    _row("warn.cue", "cue=warn", "negated", "warn", 1.5),
    _row("refusal.no-longer", "cue=assert no_longer short", "opens-that", "reject", 2.6),
    _row("refusal.own-now", "cue=assert not_own_present quoted short", "", "reject", 1.0),
    _row("refusal.mark", "cue-mark not_own_future", "", "reject", 1.3),
    _row("denial.absent", "cue=assert absent short", _FUTURE + " none", "deny", 1.6),
    _row("denial.none-short", "cue=assert none short", _FUTURE, "deny", 1.0),
    _row("denial.false-claim", "cue=assert falsehood claim_object", "condition", "deny", 1.3),
    _row("demand.necessity", "cue=assert cue_express must opens-noun short", "", "demand", 2.0),
    _row("demand.repeated", "cue=assert cue_repeat must", "", "demand", 2.6),
    _row("demand.official", "cue=assert official must", "own_present", "demand", 1.3),
    _row("demand.not", "cue=assert stop quoted negation short", "", "demand", 1.3),
    _row("promise.official", "cue=assert official own_future", "threat not_own_future", "promise", 0.7),
    _row("promise.official-if", "cue=assert official future condition", "threat", "promise", 0.4),
    _row("accuse.official", "cue=assert official blame", "falsehood", "accuse", 0.7),
    _row("accuse.other-side", "cue=assert names-state no_longer opens-that", "", "accuse", 2.6),
    _row("accuse.other-side-blame", "cue=assert names-state blame", "falsehood", "accuse", 1.0),
    _row("accuse.short", "cue=assert blame short", "falsehood", "accuse", 1.0),
    _row("accuse.expressed", "cue=assert cue_express noun=accuse", "", "accuse", 3.0),
    _row("accept.conceded", "cue=confirm permit consent", "", "accept", 1.6),
    _row("ask.comment", "cue=demand near_comment", "", "ask", 3.2),
    _row("official.quoted", "cue=assert official quoted"),
    _row("expert.said", "cue=assert expert"),
)
