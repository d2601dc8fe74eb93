"""From one source to one speaker: rules read from top to bottom, the first that speaks decides."""

from bisect import insort
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from onrecord.lexicon import load
from onrecord.model.actor import ActorType
from onrecord.model.attribution import Attribution
from onrecord.speakers import lexica
from onrecord.speakers.answers import Answer, unknown
from onrecord.speakers.bodies import Bodies, latin_tail, without_brackets
from onrecord.speakers.coreference import agrees, choose, of_person, weigh
from onrecord.speakers.descriptions import by_role, indefinite
from onrecord.speakers.inflect import ANY, NOMINATIVE, head, name_in_nominative, phrase_in_nominative, quantified
from onrecord.speakers.names import Naming, is_acronym, word_readings
from onrecord.speakers.people import People, Person
from onrecord.speakers.sources import Source, first_part, says_singular, source_of
from onrecord.speakers.titles import role_at
from onrecord.speakers.view import CLOSING, COMMA, OPENING, View

_SURE_ENOUGH = 0.85
_STEM = 3
_OF_SOMEBODY = frozenset({"spokesman", "deputyhead", "ambassador", "family", "secretary"})


@dataclass
class Resolver:
    """The state of one article while its sources are resolved: what is named in it, and who has spoken so far."""

    view: View
    people: People
    bodies: Bodies
    attributions: dict[str, Attribution]
    answers: dict[str, Answer] = field(default_factory=dict)
    history: list[Answer] = field(default_factory=list)
    open: set[str] = field(default_factory=set)
    index: dict[str, list[int]] | None = None

    def answer(self, attribution: Attribution) -> Answer:
        """Who speaks in an attribution; asked for once, remembered after."""
        known = self.answers.get(attribution.id)
        if known is not None:
            return known
        if attribution.id in self.open:
            return unknown("speaker.circle")
        self.open.add(attribution.id)
        source = source_of(self.view, attribution)
        found = self.resolve(source)
        found = replace(found, at=source.at, prominent=source.wanted[0] == NOMINATIVE)
        self.open.discard(attribution.id)
        self.answers[attribution.id] = found
        insort(self.history, found, key=lambda a: a.at)
        return found

    def uses(self, name: str) -> list[bool]:
        """Each other use of a capitalised name: whether it is the use of a place."""
        return [self._as_place(i) for i in self.capitals().get(name.lower(), ())]

    def proper(self, i: int) -> bool:
        """Whether the capital means a name: not only the first word of a sentence that the dictionary knows."""
        view = self.view
        if not view.capital(i) or view.low[i] in view.lower_words:
            return False
        if not view.opens(i) or view.language == "en":
            return True
        analyses = view.analyses(i)
        if not analyses or not analyses[0].known or analyses[0].name:
            return True
        return any(not view.opens(j) for j in self.capitals().get(view.low[i], ()) if j != i)

    def capitals(self) -> dict[str, list[int]]:
        """Capitalised tokens by the nominatives that they can have; made once."""
        if self.index is None:
            self.index = {}
            for i in range(len(self.view.tokens)):
                if self.view.capital(i):
                    for name in {w.nominative.lower() for w in word_readings(self.view, i)}:
                        self.index.setdefault(name, []).append(i)
        return self.index

    def likeliest(self, i: int, wanted: Sequence[str]) -> str:
        """The nominative of an unknown name in another case that most forms of the article go together with."""
        forms = self.capitals()
        best = ("", 0.0)
        for way in word_readings(self.view, i):
            if way.case not in wanted[:2] or way.case == NOMINATIVE:
                continue
            kinds = {self.view.forms[j] for j in forms.get(way.nominative.lower(), ())}
            score = way.rank * 0.5 + len(kinds) + (1.0 if way.nominative in kinds else 0.0)
            score += 0.1 if way.nominative[-1].lower() in lexica.CONSONANTS else 0.0
            if score > best[1]:
                best = (way.nominative, score)
        return best[0]

    def _as_place(self, i: int) -> bool:
        """Behind a preposition of place, or a genitive right behind a title or a body (посол Лестанії)."""
        view = self.view
        if i == 0 or view.sentence[i - 1] != view.sentence[i]:
            return False
        low = view.low[i - 1]
        if view.language == "en":
            return low in ("in", "from", "into", "inside", "near", "outside") or view.forms[i].endswith("'s")
        if any(a.pos == "adp" for a in view.analyses(i - 1)):
            return len(low) < 3 and low not in ("з", "с", "о", "к")
        return (view.role(i - 1) is not None or view.body(i - 1) is not None) and not view.capital(i - 1)

    def resolve(self, source: Source) -> Answer:
        """The first rule that speaks."""
        for rule in RULES_OF_NAMES:
            found = rule(self, source)
            if found is not None:
                return found
        source = replace(source, core=tuple(first_part(self.view, source.core)))
        for rule in RULES:
            found = rule(self, source)
            if found is not None:
                return found
        return unknown("speaker.no-rule")

    def outer(self, source: Source) -> Answer | None:
        """Who speaks in the attribution around this one."""
        outer = self.attributions.get(source.attribution.within or "")
        return self.answer(outer) if outer is not None else None

    def quoted(self, source: Source) -> bool:
        """Whether the source stands inside a quotation (somebody else's words)."""
        return self.view.quoted[source.at] if source.at < len(self.view.tokens) else False

    def pick(
        self, source: Source, number: str, gender: str, rule: str, *, people_only: bool = False, reach: int = 14,
        fits: Callable[[Answer], bool] | None = None,
    ) -> Answer:  # fmt: skip
        """The nearest that agrees, or `?` where none or more than one is left."""
        outer = self.outer(source)
        direct = outer is not None and self.quoted(source)
        barred = frozenset({outer.speaker}) if direct and outer is not None else frozenset()

        def good(answer: Answer) -> bool:
            if people_only and answer.type != "person":
                return False
            return agrees(answer, number, gender) and (fits is None or fits(answer))

        extra = _plural_nouns(self, source) if number == "plur" else []
        weighed = weigh(self.view, self.people, [*self.history, *extra], source.at, good, quoted=direct, barred=barred, reach=reach,
                        persons=gender in ("masc", "fem"))  # fmt: skip
        if outer is not None and not direct and outer.known and good(outer):
            weighed = [w for w in weighed if w.answer.speaker != outer.speaker]
            top = max((w.score for w in weighed), default=0.0)
            from onrecord.speakers.coreference import Weighed

            weighed.append(Weighed(outer, max(top, 1.0) + 1.0, None))
        chosen, candidates = choose(weighed)
        if chosen is None:
            kind: ActorType = "person" if gender in ("masc", "fem") else "group" if number == "plur" else "unknown"
            return unknown(rule + (".more-than-one" if candidates else ".nobody"), kind, candidates=candidates)
        return replace(chosen.answer, rule=rule, antecedent=chosen.span, candidates=candidates, reasons=(), role="")


def _plural_nouns(r: Resolver, source: Source) -> list[Answer]:
    """Groups named as subjects in this sentence and the two before: what вони can mean besides who has spoken."""
    view = r.view
    if view.language == "en" or not view.text.sentences:
        return []
    first = view.text.sentences[max(0, view.sentence[source.at] - 2)].first
    found: list[Answer] = []
    for i in range(first, source.at):
        top = view.analyses(i)[:1]
        if (
            top
            and top[0].pos == "noun"
            and top[0].number == "plur"
            and top[0].case == NOMINATIVE
            and top[0].animacy == "anim"
        ):
            before = (
                [i - 1]
                if i > first and any(a.pos == "adj" and a.case == NOMINATIVE for a in view.analyses(i - 1)[:1])
                else []
            )
            name = phrase_in_nominative(view, [*before, i], (NOMINATIVE,))
            found.append(
                Answer(name[:1].lower() + name[1:], "group", "speaker.plural-noun", at=i, plural=True, prominent=False)
            )
    return found


Rule = Callable[[Resolver, Source], Answer | None]


# No source -----------------------------------------------------------------------------------------------------------


def no_source(r: Resolver, source: Source) -> Answer | None:
    """Nothing is named: a passive tells nobody, a verb in the first person the outer speaker, a singular the last."""
    if source.indices and source.core:
        return None
    if source.indices:
        return unknown("speaker.nothing-named")
    view = r.view
    readings = [a for i in source.cue for a in view.analyses(i)[:1] if a.pos == "verb" or a.form == "short"]
    if any(view.low[i] in lexica.naming(view.language, "hearsay") for i in source.cue):
        last = _last_speaker(r, source, reach=1)
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
    return _dropped_subject(r, source, readings)


def _nounlike(r: Resolver, source: Source) -> Answer:
    """A cue that is no verb: a particle goes on with who has just spoken, a noun or an adverb names nobody."""
    view = r.view
    if view.language != "en" and source.cue and all(
        view.analyses(i)[0].pos in ("part", "conj", "adv", "intj") for i in source.cue if view.analyses(i)
    ):  # fmt: skip
        last = _last_speaker(r, source)
        if last is not None:
            return replace(last, rule="speaker.particle-goes-on", reasons=(), role="")
    return unknown("speaker.no-source")


def _last_speaker(r: Resolver, source: Source, reach: int = 1) -> Answer | None:
    view = r.view
    for answer in reversed(r.history):
        if answer.at < source.at and view.sentence[source.at] - view.sentence[answer.at] <= reach:
            return answer if answer.known and view.paragraph[answer.at] == view.paragraph[source.at] else None
    return None


@cache
def _verbs_of_speech(language: str) -> frozenset[str]:
    """The verbs of the lexicon of cues: зізнатися is there and is active, повідомлятися is not."""
    return frozenset(e.entry for e in load.table(language, "cues") if e.properties.get("pos") == "verb")


def _active(lemma: str, spoken: frozenset[str]) -> bool:
    """A reflexive verb of speech that is no passive of another one (ожидаться is that of ожидать)."""
    return lemma in spoken and lemma[:-2] not in spoken


def _dropped_subject(r: Resolver, source: Source, readings: Sequence[object]) -> Answer:
    view = r.view
    verbs = [a for i in source.cue for a in view.analyses(i)[:3] if a.pos == "verb"]
    low = [view.low[i] for i in source.cue]
    finite = [a for a in verbs if a.form == "fin" and (a.tense or a.person)]
    spoken = _verbs_of_speech(view.language)
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
        last = _last_speaker(r, source, reach=0)
        if last is not None and (last.plural or last.type in ("group", "organization")):
            return replace(last, rule="speaker.dropped-plural", reasons=(), role="")
        return unknown("speaker.they-say")
    found = r.pick(
        source, "sing", top.gender if top.tense == "past" else "", "speaker.dropped-subject", people_only=True, reach=5
    )
    return found


# Pronouns ------------------------------------------------------------------------------------------------------------


def pronoun(r: Resolver, source: Source) -> Answer | None:
    """він, вона, вони, he, she, they; я, ми, I, we inside a quotation; its, their."""
    view = r.view
    words = [i for i in source.core if view.tokens[i].kind == "word"]
    words = [i for i in words if view.pronoun(i) or not (a := view.analyses(i)) or a[0].pos not in ("part", "conj")]
    if not words or len(words) > 2:
        return None
    known = view.pronoun(words[-1])
    if known is None:
        return None
    if known.person == "1":
        return _first_person(r, source, known)
    if known.family == "relative":
        return _relative(r, source)
    if known.family == "place":
        return _there(r, source)
    if known.family == "indefinite":
        return unknown(
            "speaker.indefinite", "group" if known.number == "plur" else "person" if _one(view, words[-1]) else "group"
        )
    if known.family in ("demonstrative", "self") and len(words) == 1 or known.family in ("personal", "possessive"):
        number = known.number if known.number != "any" else ""
        if known.number == "sing" and known.gender == "neut":
            return r.pick(source, "sing", "", "speaker.it", fits=lambda a: a.person is None)
        if known.family == "demonstrative" and view.language != "en":
            return _the_latter(r, source, words[-1])
        if not number:
            return r.pick(source, "sing", "", "speaker.pronoun-self")
        return r.pick(source, number, known.gender, "speaker.pronoun-last-subject")
    return None


def _the_latter(r: Resolver, source: Source, i: int) -> Answer | None:
    """`Той відмовився`: the last person named before it that agrees, subject or not."""
    view = r.view
    told = [a for a in view.analyses(i) if a.number != "plur" and a.gender in ("masc", "fem") and a.case in source.wanted[:1]]
    if not told:
        return r.pick(source, "plur", "", "speaker.pronoun-latter")
    near = [m for m in r.people.within(max(0, source.at - 60), source.at)
            if m[2].gender in ("", told[0].gender) and m[3].sure]
    if not near:
        return unknown("speaker.pronoun-latter.nobody", "person")
    return of_person(near[-1][2], "speaker.pronoun-latter", source.at)


def _one(view: View, i: int) -> bool:
    """Whether the indefinite pronoun is a singular (хтось, someone)."""
    return not any(a.number == "plur" for a in view.analyses(i)) and view.language != "en"


def _first_person(r: Resolver, source: Source, known: lexica.Pronoun) -> Answer:
    outer = r.outer(source)
    if outer is not None:
        return replace(outer, rule="speaker.first-person", reasons=(), role="")
    last = _last_speaker(r, source)
    if last is not None:
        return replace(last, rule="speaker.first-person-goes-on", reasons=(), role="")
    return unknown("speaker.first-person-of-nobody", "group" if known.number == "plur" else "person")


def _relative(r: Resolver, source: Source) -> Answer | None:
    """`… Морано, яка сказала`: the last one named before the pronoun."""
    at = source.at
    near = [m for m in r.people.within(max(0, at - 12), at)]
    if near:
        return of_person(near[-1][2], "speaker.relative", at)
    return r.pick(source, "", "", "speaker.relative")


def _there(r: Resolver, source: Source) -> Answer:
    """`Там кажуть`: the last body, state or document's author."""
    return r.pick(
        source, "sing", "", "speaker.there", fits=lambda a: a.type in ("organization", "state", "outlet"), reach=6
    )


# Names ---------------------------------------------------------------------------------------------------------------


def coordinated(r: Resolver, source: Source) -> Answer | None:
    """`Міксер і Восман`: two or more names, each in full, as a group."""
    view, core = r.view, source.core
    ands = lexica.naming(view.language, "and")
    if core and view.low[core[0]] in ands:
        core = core[1:]
    joints = [
        n for n, i in enumerate(core) if view.low[i] in ands and 0 < n < len(core) - 1 and not _in_marks(view, core, n)
    ]
    if len(joints) != 1:
        return None
    joint = joints[0]
    left, right = core[:joint], core[joint + 1 :]
    while left and view.tokens[left[-1]].form == COMMA:
        left = left[:-1]
    named = [_stands_alone(r, part) for part in (left, right)]
    if any(n is None for n in named):
        return None
    parts = [r.resolve(replace(source, indices=tuple(p), core=tuple(p))) for p in (left, right)]
    if not all(p.known for p in parts) or parts[0].speaker == parts[1].speaker:
        return None
    word = view.tokens[core[joint]].form
    return Answer(f"{parts[0].speaker} {word} {parts[1].speaker}", "group", "speaker.coordinated", plural=True)


def _in_marks(view: View, core: Sequence[int], n: int) -> bool:
    return any(view.tokens[i].form in OPENING for i in core[:n]) and any(
        view.tokens[i].form in CLOSING for i in core[n:]
    )


def _stands_alone(r: Resolver, part: Sequence[int]) -> str | None:
    """Whether one side of an `and` is a name in its own right: a person, or one capitalised word that is no title."""
    inside = r.people.within(part[0], part[-1] + 1)
    if inside and _independent(r, part, inside[0][0], inside[0][3]):
        return inside[0][2].name
    words = [i for i in part if r.view.tokens[i].kind == "word"]
    if len(words) <= 2 and words and all(r.view.capital(i) for i in words) and not r.view.opens(words[0]):
        return "name"
    return None


def own_name(r: Resolver, source: Source) -> Answer | None:
    """The source names a person, alone or with title or apposition."""
    if not source.indices:
        return None
    view = r.view
    pieces = _pieces(without_brackets(view, source.indices)) or _pieces(source.indices)
    for first, last in pieces:
        for at, end, person, naming in r.people.within(first, last):
            if _independent(r, [i for i in source.indices if i >= first], at, naming) and not _head_follows(
                view, end, last
            ):
                return _named(r, source, person, naming)
    return None


def _pieces(indices: Sequence[int]) -> list[tuple[int, int]]:
    pieces: list[tuple[int, int]] = []
    for i in indices:
        if pieces and pieces[-1][1] == i:
            pieces[-1] = (pieces[-1][0], i + 1)
        else:
            pieces.append((i, i + 1))
    return pieces


def _named(r: Resolver, source: Source, person: Person, naming: Naming) -> Answer:
    title = naming.title
    if (
        len(person.words) == 1
        and naming.given
        and title is not None
        and title.family == "family"
        and title.head in source.indices
    ):
        family = phrase_in_nominative(r.view, [title.head], ("nom", "gen")).lower()
        return replace(of_person(person, "speaker.family-name", source.at), speaker=f"{family} {person.name}")
    rule = "speaker.full-name" if len(naming.words) >= len(person.words) else "speaker.surname"
    answer = of_person(person, rule, source.at)
    if len(naming.words) < len(person.words):
        whole = next((n for n in person.namings if len(n.words) == len(person.words)), None)
        if whole is not None:
            tokens = r.view.tokens
            from onrecord.model.span import Span

            answer = replace(answer, antecedent=Span(tokens[whole.first].start, tokens[whole.last - 1].end))
    return answer


def _head_follows(view: View, end: int, last: int) -> bool:
    """English: the name is an attribute of a noun behind it (the Marlowe campaign), or a genitive."""
    if view.language != "en":
        return False
    if view.forms[end - 1].endswith("'s"):
        return end < last
    return end < last and view.tokens[end].kind == "word" and view.low[end] not in lexica.naming("en", "preposition") and not (
        view.low[end] in lexica.naming("en", "particle") or view.pronoun(end)
    )  # fmt: skip


def _independent(r: Resolver, indices: Sequence[int], at: int, naming: Naming) -> bool:
    """Whether the name is the speaker, and no genitive of another head (адміністрація Обами, Putin's spokesman)."""
    view = r.view
    before = [i for i in indices if i < at]
    words = [i for i in before if view.tokens[i].kind == "word"]
    if not words:
        return True
    if naming.title is not None and naming.title.last <= at and naming.title.head in words:
        return True
    if view.tokens[at - 1].form in (COMMA, ")") and (naming.given or view.language == "en"):
        return True
    if view.language == "en":
        return all(
            view.low[i] not in lexica.naming("en", "preposition") and not view.forms[i].endswith("'s")
            for i in words[-1:]
        )
    found = head(view, before)
    if found is None:
        return all(not (a := view.analyses(i)) or a[0].pos != "adp" for i in words[-1:])
    shared = found.cases() & {naming.case} or naming.case == ANY
    if shared and found.token == at - 1 and not naming.given:
        role = role_at(view, found.token)
        return role is not None and (naming.case == NOMINATIVE or role[0].family not in _OF_SOMEBODY)
    human = any(a.animacy == "anim" for a in found.analyses) or role_at(view, found.token) is not None
    return bool(shared) and human and (naming.given or naming.case == NOMINATIVE)


def quoted_name(r: Resolver, source: Source) -> Answer | None:
    """An outlet, party or firm in quotation marks, with or without its class before it."""
    view, core = r.view, source.core
    opening = next(
        (n for n, i in enumerate(core) if view.tokens[i].kind == "mark" and view.tokens[i].form in OPENING), None
    )
    if opening is None:
        return _latin_name(r, source)
    closing = next((n for n in range(len(core) - 1, opening, -1) if view.tokens[core[n]].form in CLOSING), len(core))
    inner = core[opening + 1 : closing]
    words = [i for i in core[:opening] if view.tokens[i].kind == "word"]
    if not inner or not any(view.capital(i) for i in inner) or closing < len(core) - 1:
        return None
    top = head(view, words) if view.language != "en" else None
    body = view.body(top.token) if top else next((b for i in reversed(words) if (b := view.body(i))), None)
    if body is None and words and view.body(words[-1]) and (top is None or not top.analyses[0].known):
        top, body = None, view.body(words[-1])
    if body is None and words and view.language != "en" and all(
        any(a.pos == "adj" for a in view.analyses(i)) and not view.role(i) for i in words
    ):  # fmt: skip
        top, words = None, []
    if words and (body is None or body.type == "document" or top and _far(view, words, top.token)):
        return None
    if top and any(a.number == "plur" for a in top.analyses) and all(a.number == "plur" for a in top.analyses):
        return None
    named_so = " ".join(view.low[i] for i in inner)
    told = r.bodies.quoted.get(named_so)
    known = all(any(a.known for a in view.analyses(i)) and "-" not in view.forms[i] for i in inner if view.tokens[i].kind == "word")
    name = phrase_in_nominative(view, inner, source.wanted) if not words and known else _as_written(view, inner)
    if not words and source.wanted[0] != NOMINATIVE:
        told = told or next((t for quoted, t in r.bodies.quoted.items() if quoted == name.lower()), None)
    kind: ActorType = lexica.actor_type(body.type) if body else told or _kind_inside(view, inner)
    if kind in ("group", "state"):
        kind = "organization"
    return Answer(name, kind, "speaker.quoted-name")


def _latin_name(r: Resolver, source: Source) -> Answer | None:
    """`журнал Foreign Policy`: a name in Latin letters behind its class."""
    view, core = r.view, source.core
    tail = latin_tail(view, core)
    if not tail:
        return None
    found = head(view, [i for i in core if i < tail[0]])
    known = view.body(found.token) if found else None
    if known is None or known.type not in ("outlet", "organization"):
        return None
    return Answer(_as_written(view, tail), lexica.actor_type(known.type), "speaker.latin-name")


def _far(view: View, words: Sequence[int], top: int) -> bool:
    """Whether another noun stands between head and name: then the name depends on that one (лідер партії «Х»)."""
    rest = [i for i in words if i > top]
    return any(a.pos == "noun" for i in rest for a in view.analyses(i)[:1]) and any(view.body(i) for i in rest)


def _as_written(view: View, indices: Sequence[int]) -> str:
    text = view.text.article.text
    return text[view.tokens[indices[0]].start : view.tokens[indices[-1]].end]


def _kind_inside(view: View, inner: Sequence[int]) -> ActorType:
    for i in inner:
        body = view.body(i)
        if body and body.type in ("organization", "outlet"):
            return lexica.actor_type(body.type)
    return "outlet"


def namesakes(r: Resolver, source: Source) -> Answer | None:
    """A surname that more than one person of the article bears: title and gender decide, else nobody."""
    view = r.view
    words = [i for i in source.core if view.tokens[i].kind == "word"]
    if not words or not view.capital(words[-1]) or len(words) > 5:
        return None
    bearers = r.people.bearing(word_readings(view, words[-1]))
    if len(bearers) < 2:
        return None
    sex = _told_gender(r, source, words)
    left = [p for p in bearers if not sex or not p.gender or p.gender == sex]
    if len(left) > 1 and len(words) > 1:
        role = next((known[0] for i in words[:-1] if (known := role_at(view, i))), None)
        if role:
            left = [p for p in left if any(t.family == role.family for t in p.titles)] or left
    if len(left) == 1:
        return of_person(left[0], "speaker.namesake-agrees", source.at)
    numbers = {p.number for p in left}
    found = r.pick(source, "sing", sex, "speaker.namesake-last", people_only=True,
                   fits=lambda a: a.person is not None and a.person.number in numbers)  # fmt: skip
    return found


def _told_gender(r: Resolver, source: Source, words: Sequence[int]) -> str:
    view = r.view
    honorific = view.honorific(words[-1]) or next((view.honorific(i) for i in words if view.honorific(i)), "")
    if honorific in ("masc", "fem"):
        return honorific
    for i in words[:-1]:
        role = view.role(i)
        if role and role.gender == "fem":
            return "fem"
    for i in source.cue:
        for a in view.analyses(i)[:2]:
            if a.pos == "verb" and a.tense == "past" and a.number != "plur" and a.gender in ("masc", "fem"):
                return a.gender
    told = {w.gender for w in word_readings(view, words[-1]) if w.rank >= 0.5 and w.case in source.wanted[:2]} - {"com"}
    return told.pop() if len(told) == 1 else ""


# Bodies, places, groups ----------------------------------------------------------------------------------------------


def place(r: Resolver, source: Source) -> Answer | None:
    """A state, capital or building under its own name."""
    view = r.view
    words = [i for i in source.core if view.tokens[i].kind == "word"]
    if not words or len(words) > 3:
        return None
    names = lexica.place_names(view.language)
    spoken = {_as_written(view, words).replace("’", "'"), phrase_in_nominative(view, words, source.wanted)}
    spoken |= {_as_written(view, words).replace("’", "'").removesuffix("'s")}
    if len(words) == 1:
        spoken |= {w.nominative for w in word_readings(view, words[0]) if w.case in source.wanted[:3] or w.case == ANY}
    for name in spoken:
        known = lexica.places(view.language).get(name.lower())
        if known is not None and view.capital(words[0]):
            kind: ActorType = {"building": "organization", "region": "group"}.get(known.type, "state")  # type: ignore[assignment]
            return Answer(names[name.lower()], kind, f"speaker.{known.type}", gender=_sex(name))
    return None


def _sex(name: str) -> str:
    return "fem" if name[-1:] in "аяь" else "neut" if name[-1:] in "оеє" else "masc"


def acronym(r: Resolver, source: Source) -> Answer | None:
    """Letters in capitals: the name that the article tells for them, else the letters."""
    view = r.view
    words = [i for i in source.core if view.tokens[i].kind == "word"]
    if not words or not is_acronym(view.forms[words[0]].removesuffix("'s")):
        return None
    if len(words) > 1:
        return _acronym_and_more(r, source, words)
    form = view.forms[words[0]].removesuffix("'s")
    told = r.bodies.acronyms.get(form) or r.bodies.spelling(form)
    if told is not None:
        from onrecord.model.span import Span

        span = Span(view.tokens[told.first].start, view.tokens[told.last - 1].end)
        return Answer(told.name, told.type, "speaker.acronym", antecedent=span)
    known = lexica.bodies(view.language).get(form)
    kind: ActorType = lexica.actor_type(known.type) if known else "organization"
    return Answer(form, kind, "speaker.acronym-alone", plural=kind == "group")


def _acronym_and_more(r: Resolver, source: Source, words: Sequence[int]) -> Answer | None:
    """`МЗС Лестанії`, `NBL officials`: in full where the article's full name has the rest too, else as written."""
    view = r.view
    told = r.bodies.acronyms.get(view.forms[words[0]])
    last = view.forms[words[-1]]
    if told is not None and all(view.forms[i] in told.name for i in words[1:]):
        return Answer(told.name, told.type, "speaker.acronym")
    if view.language == "en" or not last[:1].isupper() and not any(a.case == "gen" for a in view.analyses(words[-1])):
        return None
    known = lexica.bodies(view.language).get(view.forms[words[0]])
    return Answer(
        _as_written(view, source.core),
        lexica.actor_type(known.type) if known else "organization",
        "speaker.acronym-alone",
    )


def document(r: Resolver, source: Source) -> Answer | None:
    """`У звіті агентства йдеться`: who wrote the document speaks, where the text tells it."""
    view, core = r.view, source.core
    at = _head_token(view, core)
    if at is None:
        return None
    body = view.body(at)
    if body is None or body.type != "document":
        return None
    rest = [i for i in core if i > at]
    rest = _owner(view, rest) if view.language != "en" else _owner_english(view, core, at)
    if rest:
        owner = r.resolve(
            replace(source, indices=tuple(rest), core=tuple(rest), wanted=("gen", "ins", "acc", "dat", "loc", "nom"))
        )
        if owner.known:
            return owner.because("speaker.author-of-document")
    possessor = next(
        (
            i
            for i in source.indices
            if (p := view.pronoun(i)) and p.family in ("personal", "possessive") and p.person == "3"
        ),
        None,
    )
    maker = [i for i in core if i < at and any(a.case == "ins" and a.pos == "noun" for a in view.analyses(i)[:2])]
    if maker:
        owner = r.resolve(replace(source, indices=tuple(maker), core=tuple(maker), wanted=("ins", "nom")))
        if owner.known:
            return owner.because("speaker.author-of-document")
    if possessor is not None:
        known = view.pronoun(possessor)
        found = r.pick(
            source, "" if known is None or known.number == "any" else known.number, "", "speaker.author-of-document"
        )
        if found.known:
            return found
    last = r.pick(
        source,
        "",
        "",
        "speaker.author-of-document",
        reach=4,
        fits=lambda a: a.type in ("organization", "group", "outlet"),
    )
    if last.known:
        return last
    return unknown("speaker.document-of-nobody")


def _owner(view: View, rest: list[int]) -> list[int]:
    """The genitive behind a document's noun; a preposition or verb ends it."""
    kept: list[int] = []
    for i in rest:
        analyses = view.analyses(i)
        if analyses and analyses[0].pos in ("adp", "verb", "conj") or view.tokens[i].form in (COMMA, ":"):
            break
        kept.append(i)
    return kept


def _owner_english(view: View, core: Sequence[int], at: int) -> list[int]:
    before = [i for i in core if i < at and view.forms[i].endswith(("'s", "s'"))]
    if before:
        return [i for i in core if i <= before[-1]]
    after = [i for i in core if i > at]
    if len(after) > 1 and view.low[after[0]] in ("of", "by", "from"):
        return after[1:]
    return []


def _head_token(view: View, core: Sequence[int]) -> int | None:
    """The head noun of the source: the first noun, in English the last word before a preposition or mark."""
    if view.language != "en":
        found = head(view, core)
        return found.token if found else None
    last: int | None = None
    for i in core:
        if view.tokens[i].kind == "mark" or view.low[i] in lexica.naming("en", "preposition"):
            break
        last = i
    return last


def body(r: Resolver, source: Source) -> Answer | None:
    """A body by its head noun; a short form (банк, служба) takes the name that the article has for it."""
    view, core = r.view, source.core
    at = _head_token(view, core)
    known = view.body(at) if at is not None else None
    if at is None or known is None or known.type == "document":
        return None
    words = [i for i in core if view.tokens[i].kind == "word"]
    kind = lexica.actor_type(known.type)
    found = head(view, core) if view.language != "en" else None
    if found and all(a.number == "plur" for a in found.analyses) and known.type != "group":
        return None
    if (
        view.language == "en"
        and view.low[at].endswith("s")
        and view.singular(at) != view.low[at].removesuffix("'s")
        and not view.capital(at)
    ):
        return None
    if known.side and (state := _side_of(r, words)):
        return Answer(state, "state", "speaker.side", gender=_sex(state))
    own = r.bodies.fullest(phrase_in_nominative(view, core, source.wanted), at)
    if known.generic and len(words) == 1:
        last = r.pick(source, "sing", "", "speaker.body-meant", reach=12, fits=lambda a: a.type == kind)
        if last.known:
            return last
    if len(words) <= 2 and not view.forms[at].isupper() and known.type != "group":
        fuller = r.bodies.fuller(at, len(words))
        if fuller is not None and _compatible(view, words, at, fuller.first, fuller.last):
            from onrecord.model.span import Span

            span = Span(view.tokens[fuller.first].start, view.tokens[fuller.last - 1].end)
            return Answer(r.bodies.fullest(fuller.name, at), kind, "speaker.body-in-full", antecedent=span, gender="")
        if len(words) == 1:
            spoken = next(
                (
                    a
                    for a in reversed(r.history)
                    if a.at < source.at and a.type == kind and a.known and _same_head(view, a, at)
                ),
                None,
            )
            if spoken:
                return replace(spoken, rule="speaker.body-again", reasons=())
    return Answer(_uncapped(view, own, core), kind, "speaker.body", gender=_sex(view.lemma(at)) if found else "")


def _side_of(r: Resolver, words: Sequence[int]) -> str:
    """The state whose adjective stands before `сторона`, `side`: українська сторона -> Україна."""
    view = r.view
    if len(words) != 2:
        return ""
    if view.language == "en":
        return _state_of(r, words[0])
    stem = view.low[words[0]]
    named = [*lexica.place_names(view.language).values(), *(w for w in view.form_counts if w[:1].isupper() and w[-1:] in "яа")]
    for name in named:
        low = name.lower()
        if len(low) > _STEM and low != stem and not low.endswith(("ая", "яя", "ка")) and stem.startswith(low[:-1]) and view.form_counts[name]:
            return name
    return next((n for n in lexica.place_names(view.language).values() if len(n) > _STEM and stem.startswith(n.lower()[:-1])), "")


def _compatible(view: View, words: Sequence[int], at: int, first: int, last: int) -> bool:
    """Whether what the short form adds to the head (прес-служба банку) stands in the full form too."""
    lemmas = {view.lemma(i) for i in range(first, last)} | {view.low[i] for i in range(first, last)}
    return all(view.lemma(i) in lemmas for i in words if i != at)


def _same_head(view: View, answer: Answer, at: int) -> bool:
    return view.lemma(at) in answer.speaker.lower().split()


def _uncapped(view: View, name: str, core: Sequence[int]) -> str:
    """Without the capital that the word has only because it opens the sentence."""
    first = next((i for i in core if view.tokens[i].kind == "word"), None)
    if first is None or not view.opens(first) or name[:2].isupper() or not name:
        return name
    low = view.low[first]
    if view.language != "en" and not any(a.known for a in view.analyses(first)):
        return name
    stands_for_itself = low in view.lower_words or view.role(first) is not None or view.body(first) is not None
    if view.language == "en" and not stands_for_itself and any(view.capital(i) for i in core[1:]):
        return name
    return name[:1].lower() + name[1:]


def lone_capital(r: Resolver, source: Source) -> Answer | None:
    """One capitalised word that nothing is known of: a surname or a place, by how the article uses it."""
    view = r.view
    words = [i for i in source.core if view.tokens[i].kind == "word"]
    if not words or not all(view.capital(i) for i in words) or len(words) > 3:
        return None
    if not all(r.proper(i) for i in words):
        return None
    if any(is_acronym(view.forms[i]) for i in words):
        return Answer(_as_written(view, source.core), "organization", "speaker.capitals")
    if len(words) > 1 and view.language != "en" and view.opens(words[0]) and not view.capital(words[-1]):
        return None
    if len(words) > 1 and view.language != "en" and _common(view, words[0]):
        return Answer(phrase_in_nominative(view, words, source.wanted), "organization", "speaker.capitals-phrase")
    if len(words) == 1 and view.language == "en" and (state := _state_of(r, words[0])):
        return Answer(state, "state", "speaker.state-by-adjective")
    named = name_in_nominative(
        [word_readings(view, i) for i in words], _strict(view, source, words), frozenset(view.forms)
    )
    name = " ".join(named.words)
    if len(words) == 1 and view.language != "en" and named.case != NOMINATIVE:
        name = r.likeliest(words[0], source.wanted) or name
    if len(words) > 1:
        kind: ActorType = "person" if view.language != "en" or len(words) == 2 else "organization"
        return Answer(name, kind, "speaker.capitals")
    if source.prepositional or is_place(r, named.words[-1], words[-1]):
        return Answer(name, "state", "speaker.place-by-use", gender=_sex(name))
    return Answer(name, "person", "speaker.surname-alone", gender=named.gender)


def _state_of(r: Resolver, i: int) -> str:
    """`Dorian proposal` beside `Doria` in the article: the state whose adjective the word is."""
    view = r.view
    form = view.forms[i]
    for length in range(len(form) - 1, max(3, len(form) - 4), -1):
        for base in (form[:length], form[:length] + "a", form[:length] + "ia"):
            if base != form and view.form_counts[base]:
                return base
    return ""


def _common(view: View, i: int) -> bool:
    """Whether the dictionary knows the word as a noun or adjective that is no name."""
    return any(a.known and not a.name and a.pos in ("noun", "adj") for a in view.analyses(i)[:1])


def _strict(view: View, source: Source, words: Sequence[int]) -> tuple[str, ...]:
    if source.wanted[0] == NOMINATIVE:
        free = name_in_nominative([word_readings(view, i) for i in words], (), frozenset(view.forms))
        fixed = name_in_nominative([word_readings(view, i) for i in words], (NOMINATIVE,), frozenset(view.forms))
        return () if free.score - fixed.score > _SURE_ENOUGH + 0.5 else (NOMINATIVE,)
    return tuple(c for c in source.wanted if c != NOMINATIVE)[:3]


def is_place(r: Resolver, name: str, at: int) -> bool:
    """Whether the article uses the word as a place: behind a preposition of place, or as genitive of a title or body."""
    view = r.view
    if r.people.by_surname.get(name.lower()):
        return False
    uses = r.uses(name)
    if not uses:
        return view.language != "en" and not any(a.name == "surname" and a.known for a in view.analyses(at))
    return any(uses) or not any(a.name == "surname" and a.known for a in view.analyses(at))


def group(r: Resolver, source: Source) -> Answer | None:
    """Several who are not named: the noun phrase in the nominative plural, in lower case."""
    view, core = r.view, source.core
    at = _head_token(view, core)
    if at is None:
        return None
    if view.language == "en":
        plural = (
            view.low[at].endswith("s")
            and view.singular(at) != view.low[at]
            or view.low[at] in ("people", "police", "families")
        )
        if not plural:
            return None
        return Answer(_uncapped(view, phrase_in_nominative(view, core), core), "group", "speaker.group", plural=True)
    found = head(view, core)
    if found and quantified(view, core, found):
        return Answer(_uncapped(view, _as_written(view, core), core), "group", "speaker.group-counted", plural=True)
    nouns = [a for a in found.analyses if a.case in source.wanted[:2]] if found else []
    nouns = nouns or (list(found.analyses) if found else [])
    if (
        not nouns
        or not any(a.number == "plur" for a in nouns)
        or nouns[0].number != "plur"
        and any(a.number != "plur" for a in nouns)
    ):
        return None
    wanted = tuple(
        dict.fromkeys([*(a.case for a in nouns if a.number == "plur" and a.case in source.wanted[:1]), *source.wanted])
    )
    if says_singular(view, source) and any(a.number != "plur" for a in (found.analyses if found else ())):
        return None
    name = _uncapped(view, phrase_in_nominative(view, core, wanted), core)
    return Answer(name, "group", "speaker.group", plural=True)


def group_of_common(r: Resolver, source: Source) -> Answer | None:
    """A plural that the dictionary knows, before capitals are taken for a name (Лікарі at the head of a sentence)."""
    words = [i for i in source.core if r.view.tokens[i].kind == "word"]
    if r.view.language == "en" or not words or r.proper(words[0]):
        return None
    return group(r, source)


def phrase(r: Resolver, source: Source) -> Answer | None:
    """Whatever else: the phrase in the nominative."""
    view, core = r.view, source.core
    name = _uncapped(view, phrase_in_nominative(view, core, source.wanted), core)
    at = _head_token(view, core)
    human = at is not None and any(a.animacy == "anim" for a in view.analyses(at))
    words = [i for i in core if view.tokens[i].kind == "word"]
    if human and len(words) == 1 and at is not None and not r.proper(at):
        gender = next((a.gender for a in view.analyses(at) if a.pos == "noun" and a.gender == "fem"), "")
        near = r.pick(source, "sing", gender, "speaker.epithet", people_only=True, reach=8)
        if near.known:
            return near
    capital = at is not None and view.capital(at) and not view.opens(at)
    kind: ActorType = "person" if human else "organization" if capital else "unknown"
    return Answer(name, kind, "speaker.phrase") if name else None


RULES_OF_NAMES: tuple[Rule, ...] = (no_source, pronoun, coordinated, own_name, namesakes)
RULES: tuple[Rule, ...] = (
    indefinite,
    acronym,
    place,
    quoted_name,
    document,
    by_role,
    body,
    group_of_common,
    lone_capital,
    group,
    phrase,
)
