"""Where a cue ends and its content begins, by what the words of both are.

Every rule takes a `Page` and a draft and returns the draft, changed or not. All places are token indices.
"""

from functools import cache

from onrecord.attribution import words
from onrecord.attribution.draft import Draft
from onrecord.attribution.page import Page
from onrecord.attribution.reports import openers
from onrecord.lexicon import load
from onrecord.model.text import Language, Range

_REACH = 25
_GAP = 5
_QUESTIONS = frozenset({"what", "who", "how", "why", "where", "how-many"})


def complement(page: Page, draft: Draft) -> Draft:
    """Day and place between a verb of speech and its clause are no content: "повідомив у суботу, 28 лютого, | що …"."""
    cue = draft.cue[-1]
    after = [r for r in draft.content if r.first > cue]
    if len(after) != len(draft.content) or not _speaks(page, draft):
        return draft
    if not _is_time(page, draft.content[0].first) if draft.content else page.language(cue) == "en":
        return draft
    end = page.bounds(page.sentence[cue]).last
    first = next((i for i in range(cue + 1, min(cue + _REACH, end)) if _opens_clause(page, i)), None)
    if first is None or draft.content and draft.content[0].first >= first or _verb_between(page, cue, first):
        return draft
    while end > first and page.form(end - 1) in ".!?…":
        end -= 1
    return draft.because("content.complement", content=(Range(first, end),))


def _speaks(page: Page, draft: Draft) -> bool:
    language = page.language(draft.cue[0])
    for i in draft.cue:
        for a in page.text.analyses[i]:
            if (language == "en" or a.pos == "verb") and "speech" in words.classes(language, a.lemma):
                return page.quoted[i] < 0
    return False


def _opens_clause(page: Page, i: int) -> bool:
    """Whether the word for that or whether opens a clause here: behind a comma, or in English behind none."""
    language = page.language(i)
    return page.form(i).lower() in openers(language) and (page.form(i - 1) == "," or language == "en")


def _verb_between(page: Page, cue: int, first: int) -> bool:
    return any(a.form in {"fin", "inf"} for i in range(cue + 1, first) for a in page.text.analyses[i][:1])


def _is_time(page: Page, i: int) -> bool:
    """Whether a token is a weekday, or a day of a month."""
    known = _days(page.language(i))
    if any(a.lemma in known for a in page.text.analyses[i]):
        return True
    return page.text.tokens[i].kind == "number" and any(a.lemma in known for a in page.text.analyses[i + 1])


@cache
def _days(language: Language) -> frozenset[str]:
    """The lemmas of months and weekdays, in lower case."""
    frames = load.frames(language, "times")
    return frozenset(str(name).lower() for section in ("months", "weekdays") for name in frames[section])


def one_verb(page: Page, draft: Draft) -> Draft:
    """A verb of speech is a cue alone: what follows behind its clause's subject is said: "said | they were willing"."""
    gap = next((n for n, i in enumerate(draft.cue[1:], 1) if i - draft.cue[n - 1] > 1), None)
    if gap is None or not draft.content:
        return draft
    verb, first = draft.cue[gap - 1], draft.cue[gap - 1] + 1
    if page.is_mark(verb) or not _tells(page, verb) or not _holds_subject(page, first, draft.cue[gap]):
        return draft
    first += page.is_mark(first)
    own = [r for r in draft.content if r.last > first]
    if not own or page.sentence[own[-1].last - 1] != page.sentence[verb]:
        return draft
    content = (*(r for r in draft.content if r.last <= first), Range(first, max(own[-1].last, draft.cue[-1] + 1)))
    aside = tuple(r for r in draft.addressee if r.last <= first or r.first >= content[-1].last)
    another = page.form(first)[:1].isupper()  # somebody else ignores or refuses, the source only tells it
    told = [act for a in page.text.analyses[verb] for act in words.acts(page.language(verb), a.lemma, "verb")]
    acts = ((told[0], 1.0),) if another and told else draft.acts
    return draft.because("cue.one-verb", cue=draft.cue[:gap], content=content, addressee=aside, acts=acts)


def _tells(page: Page, i: int) -> bool:
    """Whether a token is a verb of speech that takes a clause."""
    language = page.language(i)
    lemmas = {a.lemma for a in page.text.analyses[i] if language == "en" or a.pos == "verb"}
    return bool(lemmas & _tellers(language))


@cache
def _tellers(language: Language) -> frozenset[str]:
    return frozenset(
        e.entry
        for e in load.table(language, "cues")
        if e.properties["pos"] == "verb"
        and e.properties["class"] in ("speech", "thought")
        and e.properties["act"] in ("assert", "confirm", "believe")
        and e.properties["weight"] == "3"
        and "that" in e.values("frame")
    )


def _holds_subject(page: Page, first: int, last: int) -> bool:
    """Whether a clause opens in a gap, or a name or pronoun stands there that a verb right behind it has as subject."""
    if any(page.form(i).lower() in openers(page.language(i)) for i in range(first, min(last, first + 2))):
        return True
    if page.language(first) != "en" or last - first > _GAP or any(page.is_mark(i) for i in range(first, last)):
        return False
    opens = page.form(first)
    return opens[:1].isupper() or opens.lower() in _pronouns(page.language(first))


@cache
def _pronouns(language: Language) -> frozenset[str]:
    return frozenset(e.entry for e in load.table(language, "pronouns") if e.properties["class"] == "personal")


def particle(page: Page, draft: Draft) -> Draft:
    """The particle of the conditional right behind a verb belongs to it: "не хотели бы | сейчас говорить"."""
    after = draft.cue[-1] + 1
    if after >= len(page.sentence) or page.form(after).lower() not in _conditional(page.language(draft.cue[0])):
        return draft
    if not draft.content or draft.content[0].first != after or page.words(draft.content) < 2:
        return draft
    content = (Range(after + 1, draft.content[0].last), *draft.content[1:])
    content = tuple(r for r in content if r.last > r.first)
    return draft.because("cue.particle", cue=(*draft.cue, after), content=content)


@cache
def _conditional(language: Language) -> frozenset[str]:
    if language == "en":
        return frozenset()
    return frozenset(e.entry for e in load.table(language, "function") if "would" in e.values("concept"))


def denied_noun(page: Page, draft: Draft) -> Draft:
    """What is denied is the noun, also where an infinitive follows it: "denied | any intention to strike"."""
    verb, *rest = draft.cue
    whole = bool(rest) and rest == list(range(verb + 1, verb + 1 + len(rest)))
    if not whole or draft.content[0].first != rest[-1] + 1 or not _denies(page, verb) or _is_more(page, rest):
        return draft
    content = (Range(rest[0], draft.content[0].last), *draft.content[1:])
    return draft.because("cue.denied-noun", cue=(verb,), content=content, acts=(("deny", 1.0),))


def _denies(page: Page, i: int) -> bool:
    language = page.language(i)
    return any("deny" in words.acts(language, a.lemma, "verb") for a in page.text.analyses[i])


def _is_more(page: Page, rest: list[int]) -> bool:
    """Whether the words behind a verb are anything but a noun and what stands before it: a verb, a preposition."""
    return any(
        page.is_mark(i)
        or page.form(i).lower() in openers(page.language(i))
        or any(a.pos in {"verb", "adp", "conj"} for a in page.text.analyses[i][:1])
        or any(page.language(i) == "en" and "speech" in words.classes("en", a.lemma) for a in page.text.analyses[i][:1])
        for i in rest
    )


def asked_about(page: Page, draft: Draft) -> Draft:
    """The outlet's own question what somebody said gives no content: "Что сказал министр о переговорах?"."""
    cue = draft.cue[0]
    first, last = page.bounds(page.sentence[cue])
    if page.form(last - 1) != "?" or page.quoted[cue] >= 0 or page.form(first).lower() not in _asks(page.language(cue)):
        return draft
    parted = any(page.form(i) in {",", ":", "–", "—"} for i in range(first, last))
    return draft if parted or page.is_mark(cue) else draft.because("cue.asked-about", content=())


@cache
def _asks(language: Language) -> frozenset[str]:
    listed = (e.entry for e in load.table(language, "function") if _QUESTIONS & set(e.values("concept")))
    return frozenset(
        {*listed, *(e.entry for e in load.table(language, "reporting") if e.properties["class"] == "asks")}
    )


def preposition(page: Page, draft: Draft) -> Draft:
    """A preposition that looks like a verb is no cue: "Regarding the talks, …"."""
    if len(draft.cue) > 1 or page.form(draft.cue[0]).lower() not in _about(page.language(draft.cue[0])):
        return draft
    return draft.because("cue.preposition", content=())


@cache
def _about(language: Language) -> frozenset[str]:
    listed = (e for e in load.table(language, "function") if e.properties.get("pos") == "prep")
    return frozenset(e.entry for e in listed if "about" in e.values("concept"))
