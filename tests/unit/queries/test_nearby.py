"""Of thousands of statements those are fetched that share rare words, a speaker or an utterance with the new ones."""

from onrecord.model.sighting import Sighting
from onrecord.queries.nearby import FEW, NEAREST, nearby
from onrecord.record.sightings import Glance
from tests.unit.queries.made import made

COMMON = "water town"


def new(text: str) -> Sighting:
    return made(10_000, 10_000, {"text": text, "lang": "en", "speaker": "Ida Kalvis", "act": "assert"})


def glances(many: int) -> list[Glance]:
    """Statements of nobody in particular, each with common words and one of its own."""
    return [Glance(n, n, "en", None, None, "", f"{COMMON} filler{n}") for n in range(1, many + 1)]


def test_of_few_all_are_worth_it() -> None:
    there = glances(FEW)
    assert nearby([new("Nothing alike.")], there, ()) == [far.statement for far in there]


def test_rare_words_point_to_a_statement_and_common_ones_do_not() -> None:
    there = glances(FEW + 100)
    there[7] = there[7]._replace(lemmas=f"{COMMON} ^harbour")
    one = new("Water, town, harbour.")
    assert nearby([one], there, ()) == [there[7].statement]


def test_no_more_than_the_nearest_of_each() -> None:
    there = [far._replace(lemmas="harbour water") if n % 20 == 0 else far for n, far in enumerate(glances(2000))]
    there[3] = there[3]._replace(lemmas="harbour ferry")
    one = new("Harbour, ferry.")
    found = nearby([one], there, ())
    assert len(found) == NEAREST
    assert there[3].statement in found


def test_speakers_and_utterances_are_whole() -> None:
    one = new("Nothing alike.")
    there = glances(FEW + 100)
    there[5] = there[5]._replace(actor=3)
    there[6] = there[6]._replace(key=one.key)
    there[8] = there[8]._replace(actor=3, utterance=9)
    there[9] = there[9]._replace(utterance=9)
    there[11] = there[11]._replace(utterance=10)
    assert nearby([one], there, {3}) == [there[n].statement for n in (5, 6, 8, 9)]
