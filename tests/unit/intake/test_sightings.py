"""From a reading to sightings."""

from datetime import date

from onrecord.intake.sightings import sightings
from onrecord.model.article import Article
from onrecord.model.issue import Touch
from onrecord.model.sighting import Sighting
from onrecord.pipeline import read

TEXT = (
    "The bridge at Sorochyn will close on Friday, said Mark Odintsov.\n\n"
    "Odintsov said 40 trucks were waiting and the bridge had cracks.\n"
)


def seen(text: str = TEXT) -> list[Sighting]:
    reading = read(Article("one", text, date(2031, 3, 1), "en"))
    numbers = {s.id: 10 + n for n, s in enumerate(reading.statements)}
    touches = {reading.statements[0].id: (Touch("bridge", "oppose"),)}
    return list(sightings(reading, touches, article=3, numbers=numbers, actors={reading.statements[0].id: 5}))


def test_a_statement_keeps_what_is_compared() -> None:
    first, second = seen()
    assert (first.statement, first.article, first.actor, second.actor) == (10, 3, 5, None)
    assert (first.issue, first.stance, second.issue) == ("bridge", "oppose", None)
    assert first.key == second.key == "mark odincov" or first.key.split()[-1] == second.key.split()[-1]
    assert "40" in second.lemmas
    assert "truck" in second.lemmas
    assert "," not in first.lemmas


def test_names_are_marked_in_their_places() -> None:
    first, _ = seen()
    assert "sorochyn" in [first.lemmas[place] for place in first.named]
    assert "bridge" not in [first.lemmas[place] for place in first.named]


def test_the_same_paragraph_has_the_same_hash_whatever_the_marks() -> None:
    first, second = seen()
    other = seen(TEXT.replace("Friday, said", "Friday – said"))[0]
    assert first.paragraph == other.paragraph != second.paragraph
    assert len(first.paragraph) == 16
