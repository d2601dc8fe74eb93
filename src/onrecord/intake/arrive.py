"""Articles and statements that a file tells, into the record: kept as they are told, by whom they are told.

The machine does not read the articles again; it only takes their texts apart, so that statements are found by their words.
A statement of the machine's stays the machine's; a person's is a decision of that person, in one batch that can be undone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from onrecord.errors import Refused, UnkeepableText
from onrecord.intake import actors, decide, imported, passages
from onrecord.intake.add import with_actors
from onrecord.intake.told import Judged, Said, Told, plain
from onrecord.model.article import Article, Skipped
from onrecord.model.attribution import ROLES
from onrecord.model.entry import Entry, ReadingEntry
from onrecord.model.issue import Codebook, Issue
from onrecord.model.kept import EDITABLE
from onrecord.model.span import Span
from onrecord.record import Session, chain, codebook, decisions, fetch, keep, missed, standing, values, voices
from onrecord.record import actors as kept_actors
from onrecord.record.chain import Deed
from onrecord.record.decisions import STATEMENT
from onrecord.record.values import FOLLOWING

SECOND = "import"
"""The pass of a further person's opinion on what another one found: what holds is the first one's."""

_DECIDED = (frozenset(EDITABLE) | frozenset(FOLLOWING)) - {"utterance"}

Outcome = Literal["added", "joined", "unchanged"]


@dataclass(frozen=True, slots=True)
class Arrived:
    """What became of one article of a file: its id in the record, the name it has, statements that are new, decisions that
    were kept, and what was left out and why. `added`: the article is new; `joined`: it was there; `unchanged`: with all
    that the file tells of it."""

    id: str
    name: str
    outcome: Outcome
    statements: int = 0
    decisions: int = 0
    skipped: tuple[Skipped, ...] = ()
    utterances: Mapping[str, tuple[int, ...]] = field(default_factory=dict)


def arrive(session: Session, told: Told, format: str, batch: str, why: str) -> Arrived:
    """Keep an article and its statements in an open transaction.

    Statements that do not fit the text are left out and listed. Raises UnkeepableText; Refused where the record has
    another text of the article; UnknownLanguage and MissingDictionary where the text cannot be taken apart.
    """
    article = told.article
    _must_be_keepable(article)
    misfits = ((one.where, imported.misfit(one, len(article.text))) for one in told.said)
    skipped = [Skipped(where, "Misfit", why_not) for where, why_not in misfits if why_not]
    left_out = {one.where for one in skipped}
    good = _with_own_names([one for one in told.said if one.where not in left_out])
    _ensure_issues(session, told, good, why)
    return _Arrival(session, told, imported.entry(told, good, format), good, (batch, why)).keep(tuple(skipped))


class _Arrival:
    """One article on its way."""

    def __init__(
        self, session: Session, told: Told, entry: ReadingEntry, said: Sequence[Said], whose: tuple[str, str]
    ) -> None:
        self.session, self.told, self.entry, self.said = session, told, entry, said
        self.batch, self.why = whose
        self.numbers: dict[str, int] = {}
        self.places: dict[tuple[tuple[Span, ...], ...], int] = {}
        self.own: set[int] = set()
        self.there: set[int] = set()
        self.statements = self.decisions = 0

    def keep(self, skipped: tuple[Skipped, ...]) -> Arrived:
        key = keep.article_key(self.told.article)
        there = keep.known(self.session, key)
        if there and there.sha256 != self.told.article.sha256:
            raise Refused("the record has another text of this article; its statements would stand in the wrong places")
        number = there.number if there else keep.new_article(self.session, replace(self.entry, entries=()))
        self.article = fetch.articles_by_number(self.session, [number])[number]
        self._machine(number)
        for one, entry in zip(self.said, self.entry.entries, strict=True):
            if one.coder is not None:
                self._person(one, entry)
        self._within()
        for one in self.said:
            for judged in one.people:
                self._decided(self.numbers[one.local], judged)
        outcome: Outcome = "joined" if self.statements or self.decisions else "unchanged"
        return Arrived(
            self.article.id,
            self.article.name,
            outcome if there else "added",
            self.statements,
            self.decisions,
            skipped,
            self._utterances(),
        )

    def _machine(self, number: int) -> None:
        """Keep the machine's statements that are not there yet."""
        held = fetch.statements_of(self.session, number)
        self.places = {tuple(getattr(one, role) for role in ROLES): one.number for one in held}
        self.there = {one.number for one in held}
        names = {one.local for one in held}
        fresh = []
        for one, entry in zip(self.said, self.entry.entries, strict=True):
            place = tuple(one.roles.values())
            if one.coder is None and place in self.places:
                self.numbers[one.local] = self.places[place]
            elif one.coder is None:
                fresh.append(entry)
        placed = with_actors(self.session, replace(self.entry, entries=tuple(fresh)))
        renamed = [_renamed(one, names) for one in placed.entries] if names else list(placed.entries)
        whole = replace(placed, reading=_reading(self.entry, placed.entries, renamed))
        made = keep.new_statements(self.session, number, self.article.version, whole, renamed)
        for entry, again in zip(placed.entries, renamed, strict=True):
            self.numbers[entry.statement.id] = made[again.statement.id]
        for one in self.said:
            if one.local in self.numbers:
                self.places[tuple(one.roles.values())] = self.numbers[one.local]
        self.statements += len(made)
        if made:
            standing.stale(self.session, next(iter(made.values())))

    def _person(self, one: Said, entry: Entry) -> None:
        """Keep a statement that a person found; where it is there already, what the person says of it."""
        there = self.places.get(tuple(one.roles.values()))
        if there is not None:
            self.numbers[one.local] = there
            held = values.holding(self.session, there)
            other = {name: value for name, value in plain(one).items() if value != held[name]}
            self._decided(there, Judged(one.coder or "", "edited", other, SECOND if there in self.own else ""))
            return
        spans = {role: [list(span) for span in one.roles[role]] for role in ROLES}
        zone = entry.statement.attribution.zone
        lemmas = (entry.lemmas, entry.named)
        number, id_ = missed.make(self.session, self.article, spans, zone, lemmas, entry.paragraph)
        self.numbers[one.local] = self.places[tuple(one.roles.values())] = number
        self.own.add(number)
        after = {**values.holding(self.session, number), **self._values(one, entry)}
        del after["utterance"]
        values.check(self.session, number, {name: after[name] for name in after if name not in ROLES})
        values.keep_machine(self.session, number, dict.fromkeys(after))
        payload = {"before": {}, "after": after, "machine": {}, **passages.told(after, self.article.version)}
        self._append(Deed(one.coder or "", "add", STATEMENT + id_, payload, "", self.why, self.batch), number)
        self.statements += 1

    def _values(self, one: Said, entry: Entry) -> dict[str, Any]:
        """All that a person's statement says, what it leaves open filled in from the text."""
        said, who = entry.statement.attribution, entry.statement.mention
        return {
            **plain(one),
            "kind": said.kind,
            "act": said.act,
            "zone": said.zone,
            "hedged": said.hedged,
            "said_on": entry.statement.said_on,
            "speaker": who.speaker,
            "speaker_type": who.speaker_type,
            "role": who.role,
            "stands_for": who.stands_for,
            **self._actor(one),
        }

    def _actor(self, one: Said) -> dict[str, Any]:
        """The actor whom the speaker's name finds or makes; what it stands for stays with the statement."""
        who = replace(imported.mention(one), stands_for="")
        day = self.told.article.published
        placed = actors.place(self.session, who, self.entry.reading.language, day)
        if placed.actor is None:
            return {"actor": None, "key": who.key}
        return {"actor": kept_actors.root(self.session, placed.actor).id, "key": who.key}

    def _decided(self, number: int, judged: Judged) -> None:
        """Keep what a person decided on a statement that is there."""
        id_ = fetch.statements_by_number(self.session, [number])[0].id
        held = values.holding(self.session, number)
        known = {name: value for name, value in judged.values.items() if name in held and name in _DECIDED}
        if "speaker" in known or "actor" in known:
            known |= self._actor(_speaking(known, held))
        told = decisions.history(self.session, STATEMENT + id_)
        own = decisions.overlay(told, pass_name=judged.pass_name, coder=judged.coder)
        if own.verdict == judged.verdict and all(own.values.get(name) == value for name, value in known.items()):
            return
        if judged.verdict == "accepted" or all(value == held[name] for name, value in known.items()):
            if number in self.there and told:
                return
            decide.accept(
                self.session, id_, coder=judged.coder, why=self.why, batch=self.batch, pass_name=judged.pass_name
            )
            self.decisions += 1
            return
        after = dict(known)
        if after.keys() & {"issue", "stance"}:
            after.setdefault("touches", held["touches"])
        values.check(self.session, number, {name: after[name] for name in after if after[name] or name not in ROLES})
        before = {name: held[name] for name in after}
        payload: dict[str, Any] = {"before": before, "after": after, "machine": before}
        if after.keys() & set(ROLES):
            payload |= passages.told({**held, **after}, self.article.version)
        field_ = next(iter(after))
        deed = Deed(judged.coder, "edit", STATEMENT + id_, payload, field_, self.why, self.batch, judged.pass_name)
        self._append(deed, number)

    def _append(self, deed: Deed, number: int) -> None:
        if not deed.coder.strip():
            raise Refused("a person's statement needs its coder: give a name with --coder")
        chain.append(self.session, deed)
        self.decisions += 1
        if not deed.pass_name:
            decide.resettle(self.session, deed.target.removeprefix(STATEMENT))
            standing.stale(self.session, number)

    def _within(self) -> None:
        for one in self.said:
            if one.within and one.within in self.numbers:
                keep.stand_within(self.session, self.numbers[one.local], self.numbers[one.within])

    def _utterances(self) -> dict[str, tuple[int, ...]]:
        found: dict[str, tuple[int, ...]] = {}
        for one in self.said:
            if one.utterance:
                found[one.utterance] = (*found.get(one.utterance, ()), self.numbers[one.local])
        return found


def _must_be_keepable(article: Article) -> None:
    if "\x00" in article.text or any("\ud800" <= c <= "\udfff" for c in article.text):
        raise UnkeepableText("the text holds a NUL or half a character, which no database keeps; mend the file")


def _with_own_names(said: Sequence[Said]) -> list[Said]:
    """Statements that have the same name get another one behind it, so that each can be told apart."""
    seen: set[str] = set()
    found = []
    for one in said:
        name, count = one.local, 2
        while name in seen:
            name, count = f"{one.local}-{count}", count + 1
        seen.add(name)
        found.append(one if name == one.local else replace(one, local=name))
    return found


def _ensure_issues(session: Session, told: Told, said: Sequence[Said], why: str) -> None:
    """Take the issues into the codebook that the file describes or uses and the record does not have."""
    described = {issue.id: issue for issue in told.issues}
    used = [issue for one in said for issue, *_ in one.touches]
    used += [touch[0] for one in said for judged in one.people for touch in judged.values.get("touches") or ()]
    wanted = dict.fromkeys((*described, *used))
    known = set(voices.issue_ids(session))
    new = tuple(described.get(id_, Issue(id_, {"en": id_})) for id_ in wanted if id_ not in known)
    if new:
        codebook.load(session, Codebook(why, new), add=True)


def _renamed(entry: Entry, names: set[str]) -> Entry:
    """An entry whose name no statement of the article has."""
    plain_, count = entry.statement.id, 2
    name = plain_
    while name in names:
        name, count = f"{plain_}-{count}", count + 1
    names.add(name)
    said = replace(entry.statement.attribution, id=name)
    return replace(entry, statement=replace(entry.statement, attribution=said))


def _reading(entry: ReadingEntry, before: Sequence[Entry], after: Sequence[Entry]) -> Any:
    """The reading with the names that its new statements have now; places count in it."""
    names = {one.statement.id: again.statement for one, again in zip(before, after, strict=True)}
    statements = tuple(names[one.id] for one in entry.reading.statements if one.id in names)
    return replace(entry.reading, statements=statements)


def _speaking(told: Mapping[str, Any], held: Mapping[str, Any]) -> Said:
    """A statement of which only the speaker is told."""
    named = {name: told.get(name, held[name]) for name in ("speaker", "speaker_type", "role")}
    return Said("", "s1", dict.fromkeys(ROLES, ()), named)
