"""Sources to speakers: who is meant, under one name in the nominative, and the key under which spellings meet."""

from onrecord.speakers.actors import identify
from onrecord.speakers.keys import speaker_key

__all__ = ["identify", "speaker_key"]
