"""What reports of one utterance tell together about issue and stance, in the record."""

import sqlalchemy as sa

from onrecord.intake import agree
from onrecord.intake.add import keep_entry
from onrecord.model.issue import Touch
from onrecord.record import Store, fetch, links, sightings, values
from onrecord.record.tables import statements
from tests.store.made import entry, said, with_issues


def told(issue: str, stance: str, support: float, oppose: float) -> Touch:
    chances = f"stance.chances={support:.2f}/{oppose:.2f}/{1 - support - oppose:.2f}"
    return Touch(issue, stance, 0.8, ("issue.content.term", chances))  # type: ignore[arg-type]


def three_reports(store: Store) -> list[int]:
    """Three articles that report one utterance, the last one misread; their statements' numbers."""
    sure, misread = told("ceasefire", "support", 0.8, 0.1), told("sanctions", "oppose", 0.4, 0.5)
    with store.write() as session:
        with_issues(session)
        for name, touch in (("a", sure), ("b", sure), ("c", misread)):
            keep_entry(session, entry(name, [said("Ana Vorn", f"we will stop firing, {name}", touch)]))
        numbers = list(session.execute(sa.select(statements.c.number).order_by(statements.c.number)).scalars())
        links.tie(session, [numbers])
    return numbers


def agreed(store: Store, numbers: list[int]) -> list[tuple[str | None, str | None]]:
    with store.write() as session:
        seen = sightings.by_number(session, numbers)
        agree.renderings(session, seen, links.groups_of(session, numbers), set(numbers))
    with store.read() as session:
        return [(one.issue, one.stance) for one in fetch.statements_by_number(session, numbers)]


def test_the_reports_of_an_utterance_agree(store: Store) -> None:
    numbers = three_reports(store)
    assert agreed(store, numbers) == [("ceasefire", "support")] * 3
    with store.read() as session:
        changed = fetch.statements_by_number(session, numbers)[2]
    assert "utterance.agreed" in changed.issues[0].reasons
    assert [touch.issue for touch in changed.issues] == ["ceasefire", "sanctions"]


def test_what_a_person_decided_stays(store: Store) -> None:
    numbers = three_reports(store)
    with store.write() as session:
        values.keep_machine(session, numbers[2], {"issue": "sanctions", "stance": "oppose"})
    assert agreed(store, numbers)[2] == ("sanctions", "oppose")


def test_a_speakers_stances_are_weighed_together(store: Store) -> None:
    sure, unsure = told("ceasefire", "oppose", 0.05, 0.9), told("ceasefire", "support", 0.5, 0.45)
    with store.write() as session:
        with_issues(session)
        for place, touch in enumerate((sure, sure, unsure)):
            keep_entry(session, entry(f"n{place}", [said("Ana Vorn", f"words number {place}", touch)]))
        numbers = list(session.execute(sa.select(statements.c.number).order_by(statements.c.number)).scalars())
        agree.speakers(session, sightings.by_number(session, numbers), set(numbers))
    with store.read() as session:
        held = fetch.statements_by_number(session, numbers)
    assert [one.stance for one in held] == ["oppose"] * 3
    assert "speaker.steady" in held[2].issues[0].reasons
