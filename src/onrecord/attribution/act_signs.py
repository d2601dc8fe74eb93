"""The signs of one attribution that its act is read from: names for what its cue and its content hold."""

from collections.abc import Iterator, Sequence

from onrecord.attribution.act_words import CueEntry, cue_entries, groups, words
from onrecord.attribution.draft import Draft
from onrecord.attribution.page import Page
from onrecord.model.text import Analysis, Language

_MOST = 40
_HEAD = 4
_BEFORE = 2
_NEGATIONS = frozenset({"не", "ні", "ни", "not", "never", "no"})
_SMALL = frozenset({"adv", "particle"})
_THAT = frozenset({"що", "что", "that", "як", "как"})
_PURPOSE = frozenset({"щоб", "аби", "чтобы", "чтоб", "щоби"})
_WHETHER = frozenset({"чи", "ли", "whether", "if"})
_QUESTION = frozenset({
    "чи", "хто", "що", "який", "коли", "де", "чому", "як", "скільки", "куди", "кто", "что", "какой", "когда", "где",
    "почему", "как", "сколько", "зачем", "who", "what", "which", "when", "where", "why", "how", "whether",
})  # fmt: skip


def signs(view: Page, draft: Draft) -> frozenset[str]:
    """The names of what tells the act: groups of `acts.yaml`, `cue=ACT` and `cue.class=CLASS` for the entry of the cue,
    `noun=ACT` for a noun of `cues.tsv` that opens the content, and what the forms tell (`own-future`, `question` …)."""
    language = view.text.paragraphs[view.paragraph[draft.cue[0]]].language
    cue = set(_of_cue(view, draft, language))
    content = set(_of_content(view, draft, language))
    found = _joined(cue, content)
    found.update(name for name, parts, without in TOGETHER if parts <= (have := cue | content) and without.isdisjoint(have))
    return frozenset(found)


def _joined(cue: set[str], content: set[str]) -> set[str]:
    """The single signs and the pairs of how the cue stands to the opening of the content. What the content holds counts
    by itself only where the cue is a plain one."""
    said = next(sign for sign in cue if sign.startswith("cue="))
    kind = next((sign for sign in cue if sign.startswith("cue.class=")), "cue.class=none")[10:]
    telling = {sign for sign in cue if not sign.startswith("cue.")}
    opens = {sign for sign in content if sign.startswith("opens-")}
    found = telling | {f"{said}.{kind}"}
    found |= {f"{said}+{sign}" for sign in opens}
    found |= {f"{sign}+{other}" for sign in telling if sign.startswith("cue_") for other in opens}
    if "negated" in cue:
        found |= {f"{said}+negated"} | {f"{sign}+negated" for sign in telling if sign.startswith("cue_")}
    if said == "cue=assert":
        found |= content
    return found


Row = tuple[str, frozenset[str], frozenset[str]]


def _row(name: str, parts: str, without: str = "") -> Row:
    return name, frozenset(parts.split()), frozenset(without.split())


_FUTURE = "future not-future own-future not-own-future not_future self-future self_future"
TOGETHER: tuple[Row, ...] = (
    _row("denial.none", "cue=assert none", _FUTURE),
    _row("denial.nobody", "cue=assert nobody", _FUTURE + " condition"),
    _row("denial.false", "cue=assert falsehood", "condition"),
    _row("denial.own-past", "cue=assert own-not-past"),
    _row("denial.quoted-past", "cue=assert quoted not-past"),
    _row("refusal.nobody", "cue=assert nobody not-future"),
    _row("refusal.none", "cue=assert none not-future"),
    _row("refusal.none-en", "cue=assert none not_future"),
    _row("refusal.nobody-else", "cue=assert nobody_else"),
    _row("refusal.until", "cue=assert not_until future"),
    _row("refusal.until-not", "cue=assert not_until not-future"),
    _row("refusal.own", "cue=assert not-own-future quoted"),
    _row("refusal.own-present", "cue=assert not-own-present quoted no_longer"),
    _row("warning.if", "cue=assert condition threat future"),
    _row("warning.threat-future", "cue=assert threat future", "condition"),
    _row("warning.threat-own-future", "cue=assert threat own-future"),
    _row("warning.threat-ready", "cue=assert threat cue-mark"),
    _row("promise.if", "cue=assert condition future", "threat"),
    _row("promise.own", "cue=assert own-future quoted", "not-own-future threat"),
    _row("promise.own-said", "cue=assert own_future"),
    _row("promise.self", "cue=assert self-future opens-that"),
    _row("demand.imperative", "cue=assert imperative quoted"),
    _row("demand.first", "cue=assert first_then quoted"),
    _row("demand.first-said", "cue=assert first_then", "figure quoted"),
    _row("demand.must-quoted", "cue=assert must quoted"),
    _row("demand.must-that", "cue=assert must opens-that"),
    _row("demand.stop-quoted", "cue=assert stop quoted"),
    _row("demand.want-noun", "cue_want opens-noun", "opens-infinitive opens-purpose"),
    _row("demand.want-purpose", "cue_want opens-purpose"),
    _row("demand.purpose", "cue=assert opens-purpose"),
    _row("propose.lets", "cue=assert lets quoted"),
    _row("propose.imperative", "cue=assert lets imperative"),
    _row("accuse.blame-quoted", "cue=assert blame quoted", "falsehood"),
    _row("accuse.blame-that", "cue=assert blame opens-that", "falsehood"),
    _row("accuse.blame-named", "cue_name blame", "falsehood"),
    _row("deny.named", "cue_name falsehood"),
    _row("deny.claim", "cue_dismiss claim_object", "proposal_object"),
    _row("reject.proposal", "cue_dismiss proposal_object", "claim_object"),
    _row("reject.refuse-act", "cue_refuse opens-infinitive", "cue_tell"),
    _row("decline.refuse-tell", "cue_refuse cue_tell"),
    _row("decline.not-tell", "negated cue_tell"),
    _row("ask.question", "cue_ask question"),
    _row("ask.question-mark", "cue=assert question cue-mark"),
    _row("ask.plain-question", "cue=assert question", "cue-mark"),
    _row("accept.ready-consent", "cue_ready consent", "negated"),
    _row("accept.ready-said", "cue=assert ready consent", "not-own-future no_longer"),
    _row("promise.ready-said", "cue=assert ready", "consent no_longer"),
    _row("accept.permit-consent", "cue=assert permit consent", "not-future none"),
    _row("assert.estimate-figure", "cue_estimate figure"),
    _row("quoted.own-present", "cue=assert quoted own-present"),
    _row("mark.future", "cue-mark future"),
    _row("mark.not-future", "cue-mark not-future"),
    _row("mark.condition", "cue-mark condition"),
)


def _of_cue(view: Page, draft: Draft, language: Language) -> Iterator[str]:
    tokens = [i for i in _with_negation(view, draft.cue) if not view.is_mark(i)]
    known = [words(view.text, i) for i in tokens]
    if not tokens:
        yield "cue-mark"
    for group, _ in groups(known, language):
        if group.startswith("cue_"):
            yield group
    best = _telling(cue_entries(known, view.text, tokens, language))
    yield f"cue={best.act if best else 'assert'}"
    if best:
        yield f"cue.class={best.kind}"
        yield f"cue.pos={best.pos}"
    if any(not _NEGATIONS.isdisjoint(here) or any(w.endswith("n't") for w in here) for here in known) and not (
        best and best.pos == "phrase"
    ):
        yield "negated"


def _with_negation(view: Page, cue: Sequence[int]) -> list[int]:
    """The cue with a negation just before it that was left out of it."""
    before = [i for i in range(max(0, cue[0] - _BEFORE), cue[0]) if view.sentence[i] == view.sentence[cue[0]]]
    kept = before[-1:] if before and view.form(before[-1]).lower() in _NEGATIONS else []
    return [*kept, *cue]


def _telling(found: Iterator[tuple[int, CueEntry]]) -> CueEntry | None:
    """The entry of most words; among those of one length verbs before the rest, and the first whose act is not plain."""
    best: tuple[int, bool, bool, bool] = (0, False, False, False)
    chosen: CueEntry | None = None
    for length, entry in found:
        rank = (length, entry.pos not in _SMALL, entry.act != "assert", entry.pos == "verb")
        if rank > best:
            best, chosen = rank, entry
    return chosen


def _of_content(view: Page, draft: Draft, language: Language) -> Iterator[str]:
    tokens = [i for r in draft.content for i in range(r.first, r.last)]
    if not tokens:
        return
    if view.form(tokens[-1]) in {"?", "?!"} or any(view.form(i) == "?" for i in tokens[-2:]):
        yield "question"
    tokens = tokens[:_MOST]
    quoted = view.is_mark(tokens[0])
    if quoted:
        yield "quoted"
    plain = [i for i in tokens if not view.is_mark(i)]
    known = [words(view.text, i) for i in plain]
    if not plain:
        return
    yield from _opening(view, plain, known, language, quoted)
    for group, _ in groups(known, language):
        if not group.startswith("cue_"):
            yield group
    if any(view.form(i)[:1].isdigit() for i in plain):
        yield "figure"
    if language != "en":
        yield from _verbs(view, plain, known)


def _opening(
    view: Page, plain: Sequence[int], known: Sequence[set[str]], language: Language, quoted: bool
) -> Iterator[str]:
    first = known[0]
    if not first.isdisjoint(_PURPOSE):
        yield "opens-purpose"
    elif not first.isdisjoint(_WHETHER) or any("ли" in here for here in known[:_HEAD]):
        yield "opens-whether"
    elif not first.isdisjoint(_THAT):
        yield "opens-that"
    elif "to" in first or _infinitive(view, plain[0]):
        yield "opens-infinitive"
    elif not quoted:
        for n, i in enumerate(plain[:3]):
            noun = _noun(view, i, known[n], language)
            if noun:
                yield noun
                break
        if not any(_finite(view, i, language) for i in plain[:12]):
            yield "opens-noun"
    if not first.isdisjoint(_QUESTION):
        yield "opens-question-word"


def _noun(view: Page, i: int, known: set[str], language: Language) -> str:
    """`noun=ACT` for a noun of the list of cues."""
    if language == "en" or any(reading.pos == "noun" for reading in view.text.analyses[i]):
        for _, entry in cue_entries([known], view.text, [i], language):
            if entry.pos == "noun" and entry.act != "assert":
                return f"noun={entry.act}"
    return ""


_ENGLISH_FINITE = frozenset({"is", "are", "was", "were", "has", "have", "had", "will", "would", "can", "could", "may", "must", "should"})


def _finite(view: Page, i: int, language: Language) -> bool:
    if language == "en":
        return view.form(i).lower() in _ENGLISH_FINITE
    return any(a.pos == "verb" and (a.person or a.tense) for a in view.text.analyses[i][:1])


def _infinitive(view: Page, i: int) -> bool:
    form = view.form(i).lower()
    return any(
        a.form == "inf" or (a.pos == "verb" and a.lemma == form and not a.tense and not a.person)
        for a in view.text.analyses[i][:1]
    )


def _verbs(view: Page, plain: Sequence[int], known: Sequence[set[str]]) -> Iterator[str]:
    """What the forms of the verbs tell, in the languages that mark person and tense."""
    own = any(not _OWN.isdisjoint(here) for here in known)
    for place, i in enumerate(plain):
        readings = view.text.analyses[i]
        verb = next((a for a in readings if a.pos == "verb"), None)
        if verb is None:
            continue
        negated = place > 0 and not _NEGATIONS.isdisjoint(known[place - 1])
        if readings[0].form == "imp" and not negated and place < _HEAD * 3:
            yield "imperative" if place < _HEAD else "imperative-later"
        elif readings[0].form == "imp" and negated:
            yield "imperative"
        else:
            yield from _form(verb, negated, own, place)


_OWN = frozenset({"ми", "мы", "я", "наш"})


def _form(verb: Analysis, negated: bool, own: bool, place: int) -> Iterator[str]:
    no = "not-" if negated else ""
    if verb.tense == "fut":
        yield f"{no}own-future" if verb.person == "1" else f"{no}future"
        if place <= 2 and verb.person == "3":
            yield f"{no}self-future"
    elif verb.tense == "past" and negated:
        yield "own-not-past" if own else "not-past"
        if place <= 2:
            yield "opens-not-past"
    elif verb.tense == "pres" and negated:
        yield "not-own-present" if verb.person == "1" else "not-present"
    elif verb.tense == "pres" and verb.person == "1":
        yield "own-present"
