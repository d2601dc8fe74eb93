"""What people decide on statements, as methods: every one is a transaction of its own and is in the record when it returns.

What only some methods need is imported inside them: a question is answered before the reader's dictionaries were loaded.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from onrecord.errors import NotFound
from onrecord.model.kept import Decision, KeptStatement, Verdict
from onrecord.model.wanted import Page, Wanted
from onrecord.record import Session, Store, actors, decisions, standing
from onrecord.record.decisions import ACTOR, ARTICLE, STATEMENT

if TYPE_CHECKING:
    from onrecord.queries.accuracy import Line
    from onrecord.queries.agreement import Agreement
    from onrecord.queries.curation import Curation, CurationState


class Review:
    """`record.review`. `coder` is who decides; with `pass_name` the decision is a coder's second opinion, which changes
    nothing and is compared. Raises NotFound for what is not there, Refused for what cannot be."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def accept(
        self,
        statements: Sequence[str],
        *,
        coder: str,
        why: str = "",
        pass_name: str = "",
        expects: Verdict | None = None,
    ) -> list[Decision]:
        """Say that statements are right as they stand, whole or not at all. With the
        verdict that the coder saw as `expects`, a single one is refused where another coder came first."""
        return self._judge("accept", statements, coder, why, pass_name, expects)

    def reject(
        self,
        statements: Sequence[str],
        *,
        coder: str,
        why: str = "",
        pass_name: str = "",
        expects: Verdict | None = None,
    ) -> list[Decision]:
        """Say that statements are none, or not worth keeping: they are no longer found or counted. With the
        verdict that the coder saw as `expects`, a single one is refused where another coder came first."""
        return self._judge("reject", statements, coder, why, pass_name, expects)

    def edit(
        self,
        statement: str,
        field: str,
        value: object,
        *,
        coder: str,
        why: str = "",
        pass_name: str = "",
        **expects: Any,
    ) -> Decision:
        """Change one field of a statement (`model.kept.EDITABLE`). With `expects=` the value that the coder saw, it is
        refused where another coder came first."""
        from onrecord.intake import decide

        with self.store.write() as session:
            return decide.edit(session, statement, field, value, coder=coder, why=why, pass_name=pass_name, **expects)

    def edit_many(
        self,
        statement: str,
        values: Mapping[str, object],
        *,
        coder: str,
        why: str = "",
        pass_name: str = "",
        expects: Mapping[str, object] | None = None,
    ) -> list[Decision]:
        """Change several fields of a statement as one batch, whole or not at all; those that hold the value already are left
        alone. `expects` are the values that the coder saw: refused where one of them is another by now."""
        from onrecord.intake import decide

        with self.store.write() as session:
            return decide.edit_many(
                session, statement, values, coder=coder, why=why, pass_name=pass_name, expects=expects or {}
            )

    def values(self, statement: str, *, coder: str = "", pass_name: str = "") -> dict[str, Any]:
        """The values of a statement's fields as `edit` takes and expects them, as this coder sees them."""
        from onrecord.intake import decide

        with self.store.read() as session:
            return decide.view(session, standing.of(session, statement), coder=coder, pass_name=pass_name)

    def seen(self, statement: str, *, coder: str = "", pass_name: str = "") -> KeptStatement:
        """A statement as this coder sees it: in a named pass without what others decided."""
        from onrecord.queries import review

        with self.store.read() as session:
            return review.one(session, statement, coder=coder, pass_name=pass_name)

    def as_of(self, statement: str, revision: int) -> KeptStatement:
        """A statement as it was after its first `revision` decisions; 0: as the machine has it."""
        from onrecord.queries import review

        with self.store.read() as session:
            return review.as_of(session, statement, revision)

    def add(
        self, article: str, spans: Mapping[str, Any], told: Mapping[str, Any], *, coder: str, why: str = ""
    ) -> Decision:
        """Add a statement that the machine missed, by its spans in the article's newest version."""
        from onrecord.intake import missed

        with self.store.write() as session:
            return missed.add_statement(session, article, told=told, coder=coder, why=why, **spans)

    def settle(self, orphan: str, onto: str | None, *, coder: str, why: str = "") -> list[Decision]:
        """Move an orphan's decisions to a statement that stands, or drop it."""
        from onrecord.intake import decide

        with self.store.write() as session:
            return decide.settle(session, orphan, onto, coder=coder, why=why)

    def undo(self, decision: str, *, coder: str, why: str = "") -> list[Decision]:
        """Take back one decision, or a whole batch by its id."""
        from onrecord.intake import undo

        with self.store.write() as session:
            if decision.startswith("b"):
                return undo.undo_batch(session, decision, coder=coder, why=why)
            return [undo.undo(session, decision, coder=coder, why=why)]

    def history(self, target: str = "", *, limit: int = 50, before: int | None = None) -> list[Decision]:
        """All decisions on one thing (the id of an actor or a statement, `ARTICLE/sN`, or a decision's own target, as
        `actor:ID`), or the latest of all: with `before` those whose number is lower. Raises NotFound."""
        with self.store.read() as session:
            if not target:
                return decisions.latest(session, limit, before=before)
            return decisions.history(session, _target(session, target))

    def open_to(self, told: Iterable[Decision], coder: str) -> list[Decision]:
        """Those decisions that a coder may see who is to decide without having seen what others did (`queries.sealed`)."""
        from onrecord.queries import sealed

        with self.store.read() as session:
            return sealed.open_to(session, told, coder)

    def made(self, id: str) -> list[Decision]:
        """One decision by its id, or all of a batch; none where there is no such one."""
        with self.store.read() as session:
            try:
                return decisions.of_batch(session, id) if id.startswith("b") else [decisions.get(session, id)]
            except NotFound:
                return []

    def undone(self, ids: Iterable[str]) -> frozenset[str]:
        """Those of these decisions that were taken back."""
        with self.store.read() as session:
            return decisions.undone(session, ids)

    def decided_by(self) -> dict[tuple[str, str], int]:
        """How many statements each coder decided on in each pass: {(coder, pass): count}."""
        with self.store.read() as session:
            return decisions.decided_by(session)

    def queue(
        self,
        wanted: Wanted | None = None,
        *,
        coder: str = "",
        pass_name: str = "",
        limit: int = 20,
        cursor: str | None = None,
    ) -> Page[KeptStatement]:
        """What to decide next, the most doubtful first; in a named pass without what others decided."""
        from onrecord.queries import review

        with self.store.read() as session:
            return review.queue(session, wanted, coder=coder, pass_name=pass_name, limit=limit, cursor=cursor)

    def sample(
        self, size: int, wanted: Wanted | None = None, *, seed: int = 1, coder: str = "", pass_name: str = ""
    ) -> Page[KeptStatement]:
        """The same random statements for every coder; those that this coder has decided on are left out."""
        from onrecord.queries import review

        with self.store.read() as session:
            return review.sample(session, size, seed=seed, wanted=wanted, coder=coder, pass_name=pass_name)

    def agreement(self, *, passes: Sequence[str] | None = None, coders: Sequence[str] = ()) -> "Agreement":
        """How far coders agree (Krippendorff's alpha on statements), and every disagreement."""
        from onrecord.queries.agreement import agreement

        with self.store.read() as session:
            return agreement(session, passes=passes, coders=coders)

    def curation(
        self,
        *,
        passes: Sequence[str] | None = None,
        coders: Sequence[str] = (),
        state: "CurationState | None" = None,
        limit: int = 20,
        offset: int = 0,
        seen_by: str | None = None,
    ) -> "Curation":
        """The statements that coders coded, with what each of them says: where they agree, differ, or one is missing. With
        `seen_by` those alone that this coder has coded (`queries.sealed`); `sealed` counts the others."""
        from onrecord.queries.curation import curation

        with self.store.read() as session:
            return curation(
                session, passes=passes, coders=coders, state=state, limit=limit, offset=offset, seen_by=seen_by
            )

    def accuracy(self) -> "tuple[Line, ...]":
        """From the decisions: how often the machine was right, wrong and silent, by outlet and language."""
        from onrecord.queries.accuracy import accuracy

        with self.store.read() as session:
            return accuracy(session)

    def _judge(
        self,
        action: str,
        statements: Sequence[str],
        coder: str,
        why: str,
        pass_name: str,
        expects: Verdict | None,
    ) -> list[Decision]:
        from onrecord.intake import decide

        with self.store.write() as session:
            if len(statements) == 1:
                verb = decide.accept if action == "accept" else decide.reject
                return [verb(session, statements[0], coder=coder, why=why, expects=expects, pass_name=pass_name)]
            return decide.judge_many(
                session,
                "accept" if action == "accept" else "reject",
                statements,
                coder=coder,
                why=why,
                pass_name=pass_name,
            )


def _target(session: Session, told: str) -> str:
    """What is told, as decisions name it. Raises NotFound."""
    if told.startswith((STATEMENT, ACTOR, ARTICLE)):
        return told
    if actors.find(session, told) is not None:
        return ACTOR + told
    return STATEMENT + standing.of(session, told).id
