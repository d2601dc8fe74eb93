"""Statements that do not go together: shifts, contradictions, denials, drifts."""

from collections.abc import Mapping, Sequence

from onrecord.model.sighting import Sighting, Tension


def find_tensions(sightings: Sequence[Sighting], groups: Mapping[int, int]) -> tuple[Tension, ...]:
    """The tensions among statements; `groups` gives the utterance (its number) of each statement that has one."""
    del sightings, groups
    return ()
