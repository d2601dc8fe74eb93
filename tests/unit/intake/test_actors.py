"""Every labelled case of tests/cases/actors.yaml, on a record of its own."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import permutations
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from onrecord.intake import actors
from onrecord.intake.actors import Placing, Setting
from onrecord.model.actor import Mention
from onrecord.record import Session, Store, create_store, numbers
from onrecord.record import actors as kept
from onrecord.speakers import speaker_key

CASES = yaml.safe_load((Path(__file__).parents[2] / "cases" / "actors.yaml").read_text(encoding="utf-8"))
ORDERS = 24


class Heard(NamedTuple):
    """A speaker, and which actor it is expected to be."""

    language: Any
    name: str
    actor: str
    told: dict[str, Any]


@pytest.fixture
def session(store: Store) -> Iterator[Session]:
    """A change that is taken back in the end."""
    with taken_back(store) as session:
        yield session


@contextmanager
def taken_back(store: Store) -> Iterator[Session]:
    """A change that is not kept."""
    with store.engine.connect() as connection:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        yield Session(connection, sqlite=True)
        connection.rollback()


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = create_store(str(tmp_path_factory.mktemp("actors") / "a.db"))
    yield store
    store.close()


def parameters() -> list[Any]:
    return [
        pytest.param(
            case,
            id=case["label"],
            marks=pytest.mark.xfail(strict=True, reason=case.get("comment")) if case.get("known_failure") else (),
        )
        for case in CASES
    ]


def articles(case: dict[str, Any]) -> list[list[Heard]]:
    found: dict[Any, list[Heard]] = {}
    for place, row in enumerate(case["heard"]):
        language, name, actor, *more = row
        told = more[0] if more else {}
        found.setdefault(told.get("in", ("alone", place)), []).append(Heard(language, name, actor, told))
    return list(found.values())


def placed(session: Session, order: Sequence[Sequence[Heard]]) -> list[tuple[Heard, Placing]]:
    found = []
    for article in order:
        told = article[0].told
        numbers.outlet(session, told.get("outlet"))
        setting = Setting(article[0].language, None, told.get("story"), told.get("outlet"))
        placings = actors.place_all(session, [mention(one) for one in article], setting)
        found += list(zip(article, placings, strict=True))
    return found


def mention(one: Heard) -> Mention:
    kind = one.told.get("type", "person")
    key = "" if one.name == "?" else speaker_key(one.name)
    return Mention("s1", one.name, kind, key, role=one.told.get("role", ""), stands_for=one.told.get("stands_for", ""))


def check(case: dict[str, Any], found: list[tuple[Heard, Placing]]) -> None:
    by_actor: dict[str, set[int | None]] = {}
    for one, placing in found:
        by_actor.setdefault(one.actor, set()).add(placing.actor)
    assert by_actor.pop("-", {None}) == {None}, found
    numbers_ = [next(iter(held)) for held in by_actor.values() if len(held) == 1]
    assert len(numbers_) == len(by_actor), found
    assert len(set(numbers_)) == len(numbers_) and None not in numbers_, found


@pytest.mark.parametrize("case", parameters())
def test_actor(case: dict[str, Any], session: Session) -> None:
    found = placed(session, articles(case))
    check(case, found)
    if "rules" in case:
        assert [placing.rule for _, placing in found] == case["rules"]
    held = {one.actor: placing.actor for one, placing in found if placing.actor}
    shown = kept.kept(session, held.values())
    for letter, name in case.get("shown", {}).items():
        assert shown[held[letter]].name == name
    for letter, kind in case.get("types", {}).items():
        assert shown[held[letter]].type == kind
    for letter, other in case.get("speaks", {}).items():
        assert shown[held[letter]].stands_for == shown[held[other]].id


@pytest.mark.parametrize("case", [c for c in parameters() if c.values[0].get("order") == "any"])
def test_in_any_order(case: dict[str, Any], store: Store) -> None:
    for order in list(permutations(articles(case)))[1:ORDERS]:
        with taken_back(store) as session:
            check(case, placed(session, order))


def test_every_rule_is_told_by_name() -> None:
    told = set(actors.__doc__.replace("`", " ").split()) if actors.__doc__ else set()
    met = {rule for case in CASES for rule in case.get("rules", ())}
    assert met <= {word.rstrip(":;,") for word in told}


def test_asked_in_a_handful_of_questions(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    names = [f"{given} Дубко" for given in ("Арден", "Мара", "Ніна", "Олег", "Рита")] + ["Гнат Липовий"]
    mentions = [Mention("s1", name, "person", speaker_key(name)) for name in names]
    actors.place_all(session, mentions, Setting("uk"))
    asked = []
    execute = Session.execute
    monkeypatch.setattr(Session, "execute", lambda *given: (asked.append(given[1]), execute(*given))[1])
    again = actors.place_all(session, mentions, Setting("uk"))
    assert len({placing.actor for placing in again}) == len(names)
    assert len(asked) <= 10


def test_a_name_that_a_person_gave_is_no_general_one(session: Session) -> None:
    number = kept.new(session, actors.name_of("МЗС Тарвії", "uk", person=False), "organization", "file")
    kept.add_name(session, number, actors.name_of("МЗС", "uk", person=False), "file")
    found = actors.place(session, Mention("s1", "МЗС", "organization", speaker_key("МЗС")), "uk", None)
    assert found == (number, "actor.name")


def test_a_barred_name_is_not_joined(session: Session) -> None:
    import sqlalchemy as sa

    from onrecord.record.tables import actor_bars

    said = Mention("s1", "Арден Дубко", "person", speaker_key("Арден Дубко"))
    first = actors.place(session, said, "uk", None).actor
    session.execute(sa.insert(actor_bars), {"actor": first, "key": said.key})
    second = actors.place(session, said, "uk", None)
    assert second.rule == "actor.new" and second.actor != first
    assert actors.place(session, said, "uk", None) == (second.actor, "actor.name")
