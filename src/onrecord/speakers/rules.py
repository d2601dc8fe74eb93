"""The rules of this room in their order: those that need the whole source, then those that leave an apposition out."""

from onrecord.speakers.descriptions import by_role, indefinite
from onrecord.speakers.dialogues import turn
from onrecord.speakers.documents import document, law
from onrecord.speakers.institutions import acronym, body, place
from onrecord.speakers.latin import domain, latin_name
from onrecord.speakers.pairs import both
from onrecord.speakers.persons import coordinated, namesakes, own_name
from onrecord.speakers.possessors import belonging
from onrecord.speakers.pronouns import pronoun
from onrecord.speakers.quoted import quoted_name
from onrecord.speakers.resolver import Rule
from onrecord.speakers.unnamed import group, group_of_common, lone_capital, phrase, share
from onrecord.speakers.unsaid import no_source, no_subject

RULES_OF_NAMES: tuple[Rule, ...] = (turn, no_source, no_subject, both, pronoun, coordinated, own_name, namesakes)
RULES: tuple[Rule, ...] = (
    share,
    indefinite,
    domain,
    latin_name,
    acronym,
    place,
    quoted_name,
    law,
    document,
    belonging,
    by_role,
    body,
    group_of_common,
    lone_capital,
    group,
    phrase,
)
