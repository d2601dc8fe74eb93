"""Actors: who there is, who speaks of them, and what people decide on them. Every decision is a transaction of its own and
is in the record when its method returns; `Review.undo` takes it back.

What only some methods need is imported inside them: a question is answered before the reader's dictionaries were loaded.
"""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from onrecord.model.actor import ActorType
from onrecord.model.kept import Decision, KeptActor
from onrecord.model.wanted import Page
from onrecord.record import Session, Store, actors

if TYPE_CHECKING:
    from onrecord.intake.people import Judgement
    from onrecord.queries.about import About


class People:
    """`record.people`. Actors are named by their ids, `coder` is who decides. Raises NotFound for an actor that is not
    there, Refused for what cannot be, BadFilter for a question that cannot be asked."""

    def __init__(self, store: Store) -> None:
        self.store = store

    # -- asking -------------------------------------------------------------------------------------------------------

    def all(
        self,
        text: str = "",
        *,
        type: ActorType | None = None,
        side: str | None = None,
        order: str = "statements",
        limit: int = 50,
        cursor: str | None = None,
    ) -> Page[KeptActor]:
        """One page of the actors: those whose names begin with these words, in any script; of a type; of a side (`?`: of
        none). `order` is `statements` or `name`."""
        from onrecord.queries import people

        with self.store.read() as session:
            return people.actors(session, text, type=type, side=side, order=order, limit=limit, cursor=cursor)

    def one(self, actor: str) -> KeptActor:
        """The actor that this one was found to be; itself where it was merged into none."""
        with self.store.read() as session:
            return actors.root(session, actors.number_of(session, actor))

    def many(self, ids: Sequence[str]) -> dict[str, KeptActor]:
        """Actors by their ids; those that are not there are left out."""
        with self.store.read() as session:
            numbers = [number for one in ids if (number := actors.find(session, one)) is not None]
            return {one.id: one for one in actors.kept(session, numbers).values()}

    def merged(self, actor: str) -> tuple[KeptActor, ...]:
        """All actors that were merged into this one."""
        with self.store.read() as session:
            numbers = actors.merged(session, actors.number_of(session, actor))
            found = actors.kept(session, numbers)
            return tuple(found[number] for number in numbers)

    def about(self, actor: str, *, limit: int = 10) -> "About":
        """Who speaks of an actor: the statements whose words name it, the newest first."""
        from onrecord.queries import about

        with self.store.read() as session:
            return about.about(session, _root(session, actor), limit=limit)

    def judgements(self, actor: str) -> list[Decision]:
        """The judgements (same, not-same, unsure) on an actor that stand."""
        from onrecord.intake import people

        with self.store.read() as session:
            return people.judgements(session, actor)

    # -- who is who ---------------------------------------------------------------------------------------------------

    def merge(self, into: str, other: str, *, coder: str, why: str = "") -> Decision:
        """`other` is the same as `into`: its statements and names count as those of `into`."""
        from onrecord.intake import people

        with self.store.write() as session:
            return people.merge(session, into, other, coder=coder, why=why)

    def judge(self, judgement: "Judgement", one: str, other: str, *, coder: str, why: str = "") -> Decision:
        """What somebody thinks of two actors: `same` merges them, `not-same` keeps them apart, `unsure` changes nothing."""
        from onrecord.intake import people

        with self.store.write() as session:
            return people.judge(session, judgement, one, other, coder=coder, why=why)

    def split(
        self,
        actor: str,
        *,
        names: Sequence[str] = (),
        statements: Sequence[str] = (),
        name: str = "",
        coder: str,
        why: str = "",
    ) -> tuple[str, list[Decision]]:
        """Take names, with all that is said under them, or single statements out of an actor, as a new one: its id."""
        from onrecord.intake import people

        with self.store.write() as session:
            return people.split(
                session, actor, names=names, statements=statements, name=name, coder=coder, why=why
            )  # fmt: skip

    def load(self, path: str, *, coder: str, why: str = "") -> list[Decision]:
        """Take the actors of a TOML or CSV file into the record, as one batch; what is there already is left alone."""
        from onrecord.intake import loading

        with self.store.write() as session:
            return loading.load(session, path, coder=coder, why=why)

    # -- what they are ------------------------------------------------------------------------------------------------

    def rename(self, actor: str, name: str, *, language: str = "", coder: str, why: str = "") -> Decision:
        """What an actor is called from now on."""
        from onrecord.intake import people

        with self.store.write() as session:
            return people.rename(session, actor, name, language=language, coder=coder, why=why)

    def side(self, actor: str, side: str | None, *, coder: str, why: str = "") -> Decision:
        """Which side an actor is on; None for none."""
        from onrecord.intake import people

        with self.store.write() as session:
            return people.side(session, actor, side, coder=coder, why=why)

    def retype(self, actor: str, type: ActorType, *, coder: str, why: str = "") -> Decision:
        """What kind of actor it is."""
        from onrecord.intake import people

        with self.store.write() as session:
            return people.retype(session, actor, type, coder=coder, why=why)

    def stands_for(self, actor: str, whom: str | None, *, coder: str, why: str = "") -> Decision:
        """For whom a capital or building speaks; None for itself."""
        from onrecord.intake import people

        with self.store.write() as session:
            return people.stands_for(session, actor, whom, coder=coder, why=why)

    def add_name(self, actor: str, name: str, language: str = "", *, coder: str, why: str = "") -> Decision:
        """Give an actor a name in a language (`uk`, `ru`, `en`, or none)."""
        from onrecord.intake import people

        with self.store.write() as session:
            return people.add_name(session, actor, name, language, coder=coder, why=why)

    def remove_name(self, actor: str, name: str, *, coder: str, why: str = "") -> Decision:
        """Take a name from an actor, in all languages."""
        from onrecord.intake import people

        with self.store.write() as session:
            return people.remove_name(session, actor, name, coder=coder, why=why)

    def add_role(
        self, actor: str, role: str, since: date | None = None, until: date | None = None, *, coder: str, why: str = ""
    ) -> Decision:
        """Give an actor a role from one day to another (both count; None: open)."""
        from onrecord.intake import people

        with self.store.write() as session:
            return people.add_role(session, actor, role, since, until, coder=coder, why=why)

    def remove_role(
        self, actor: str, role: str, since: date | None = None, until: date | None = None, *, coder: str, why: str = ""
    ) -> Decision:
        """Take a role in just these days from an actor."""
        from onrecord.intake import people

        with self.store.write() as session:
            return people.remove_role(session, actor, role, since, until, coder=coder, why=why)


def _root(session: Session, actor: str) -> KeptActor:
    return actors.root(session, actors.number_of(session, actor))
