"""Why a field has its value, in words."""

import pytest

from onrecord.web.pages.reasons import FIELDS, told
from onrecord.web.words.load import LANGUAGES, words


def test_a_rule_is_told_by_its_own_sentence_or_by_that_of_its_family() -> None:
    assert told(words("en"), ["speaker.full-name", "actor.name"]) == (
        "Named in full there.",
        "A known actor has exactly this name.",
    )
    assert told(words("en"), ["act.cue=assert.speech"]) == ("Signs in and beside the words speak for this act.",)
    assert told(words("en"), ["speaker.title-last.more-than-one"]) == (words("en")("rule.speaker"),)


def test_a_sentence_stands_once() -> None:
    assert len(told(words("uk"), ["stance.neg~", "stance.none", "stance.chances=0.1/0.2/0.7"])) == 1


def test_what_nobody_named_is_left_to_its_code() -> None:
    assert told(words("en"), ["strange.rule", ""]) == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_family_of_rules_has_a_sentence(language: str) -> None:
    for start in (*(one for starts in FIELDS.values() for one in starts), "issue", "stance", "utterance"):
        assert told(words(language), [f"{start}.whatever"]), start
