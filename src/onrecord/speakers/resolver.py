"""From one source to one speaker: rules read from top to bottom, the first that speaks decides."""

from bisect import bisect_left, insort
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from onrecord.model.actor import ActorType
from onrecord.model.attribution import Attribution
from onrecord.speakers import lexica
from onrecord.speakers.answers import Answer, unknown
from onrecord.speakers.bodies import Bodies
from onrecord.speakers.coreference import Weighed, agrees, choose, weigh
from onrecord.speakers.inflect import NOMINATIVE
from onrecord.speakers.naming import word_readings
from onrecord.speakers.people import People
from onrecord.speakers.phrases import phrase_in_nominative
from onrecord.speakers.sources import Source, first_part, source_of
from onrecord.speakers.view import View

_RECENT = 60
_SOME = 20
_FAR = -3.0
Rule = Callable[["Resolver", Source], Answer | None]


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
    runs: list[list[tuple[int, Attribution | None]]] | None = None
    rules_of_names: tuple[Rule, ...] = ()
    rules: tuple[Rule, ...] = ()

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

    def recent(self, at: int) -> list[Answer]:
        """The last answers before a token (as many as can matter)."""
        end = bisect_left(self.history, at, key=lambda a: a.at)
        return self.history[max(0, end - _RECENT) : end]

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
        """Capitalised tokens (some of each form) by the nominatives that they can have; made once."""
        if self.index is None:
            self.index = {}
            for places in self.view.places_of.values():
                for name in {w.nominative.lower() for w in word_readings(self.view, places[0])}:
                    self.index.setdefault(name, []).extend(places[:_SOME])
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
            if way.nominative in kinds and all(self._dependent(j) for j in self.view.places_of[way.nominative]):
                score -= 1.0
            score += 0.1 if way.nominative[-1].lower() in lexica.CONSONANTS else 0.0
            if score > best[1]:
                best = (way.nominative, score)
        return best[0]

    def _dependent(self, i: int) -> bool:
        """Whether the word stands right behind a noun or a preposition: hardly a nominative."""
        view = self.view
        if i == 0 or view.sentence[i - 1] != view.sentence[i]:
            return False
        return any(a.pos in ("noun", "adp") for a in view.analyses(i - 1)[:1]) and view.tokens[i - 1].kind == "word"

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
        for rule in self.rules_of_names:
            found = rule(self, source)
            if found is not None:
                return found
        source = replace(source, core=tuple(first_part(self.view, source.core)))
        for rule in self.rules:
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

    def _in_turn(self, source: Source) -> bool:
        """Whether the source stands in direct speech that a dash or colon sets off: `Вона` is not whoever speaks there."""
        outer = self.attributions.get(source.attribution.within or "")
        return outer is not None and outer.kind == "direct"

    def pick(
        self, source: Source, number: str, gender: str, rule: str, *, people_only: bool = False, reach: int = 14,
        fits: Callable[[Answer], bool] | None = None, more: Sequence[Answer] = (),
    ) -> Answer:  # fmt: skip
        """The nearest that agrees, or `?` where none or more than one is left. `more` are candidates who did not speak."""
        outer = self.outer(source)
        direct = outer is not None and (self.quoted(source) or self._in_turn(source))
        barred = frozenset({outer.speaker}) if direct and outer is not None else frozenset()

        def good(answer: Answer) -> bool:
            if people_only and answer.type != "person":
                return False
            return agrees(answer, number, gender) and (fits is None or fits(answer))

        extra = plural_nouns(self, source) if number == "plur" else []
        extra += more
        weighed = weigh(self.view, self.people, sorted([*self.recent(source.at), *extra], key=lambda a: a.at), source.at, good, quoted=direct, barred=barred, reach=reach,
                        persons=gender in ("masc", "fem"), begin=source.begin)  # fmt: skip
        if number == "plur":  # a body that was named long ago is not what they means
            weighed = [w for w in weighed if w.score > _FAR or w.answer.type != "organization"]
        named = gender in ("masc", "fem") and any(w.answer.person is not None for w in weighed)
        if (
            outer is not None
            and not direct
            and outer.known
            and good(outer)
            and (outer.type in ("person", "state") or not named)
        ):
            weighed = [w for w in weighed if w.answer.speaker != outer.speaker]
            top = max((w.score for w in weighed), default=0.0)
            weighed.append(Weighed(outer, max(top, 1.0) + 1.0, None))
        chosen, candidates = choose(weighed)
        if chosen is None:
            kind: ActorType = "person" if gender in ("masc", "fem") else "group" if number == "plur" else "unknown"
            return unknown(rule + (".more-than-one" if candidates else ".nobody"), kind, candidates=candidates)
        return replace(chosen.answer, rule=rule, antecedent=chosen.span, candidates=candidates, reasons=(), role="")


def plural_nouns(r: Resolver, source: Source) -> list[Answer]:
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


def last_speaker(r: Resolver, source: Source, reach: int = 1) -> Answer | None:
    """Who has just spoken: in the same paragraph, and no more than so many sentences before."""
    view = r.view
    for answer in reversed(r.history):
        if answer.at < source.at and view.sentence[source.at] - view.sentence[answer.at] <= reach:
            return answer if answer.known and view.paragraph[answer.at] == view.paragraph[source.at] else None
    return None
