"""The reader of data files: what it gives, and what it refuses, by file and line."""

import subprocess
import sys

import pytest

from onrecord.errors import LexiconError, UnknownLanguage
from onrecord.lexicon import load

LINE = "казати\tpos=verb class=speech act=assert frame=that,direct weight=3\tСусідка каже, що йде дощ.\tgeneral"


def test_a_line_becomes_an_entry() -> None:
    (entry,) = load.parse_table(f"# header\n{LINE}\n", "here", load.schema("cues"))
    assert (entry.entry, entry.example, entry.origin, entry.line) == (
        "казати",
        "Сусідка каже, що йде дощ.",
        "general",
        2,
    )
    assert entry.properties["act"] == "assert"
    assert entry.values("frame") == ("that", "direct")
    assert entry.values("nothing") == ()


def test_entries_cannot_be_changed() -> None:
    (entry,) = load.parse_table(LINE, "here", None)
    with pytest.raises(TypeError):
        entry.properties["act"] = "deny"  # type: ignore[index]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("# h\nказати\tpos=verb", "here, line 2: 2 columns instead of 4"),
        (f"# h\n{LINE}\n{LINE}", "here, line 3: 'казати' stands already in line 2"),
        ("и\u0306ти\tpos=verb\tx\ty", "here, line 1: not in Unicode normal form NFC"),
        ("# h\nпам\u2019ятати\tpos=verb\tx\ty", "here, line 2: apostrophe"),
        ("# h\nпам\u02bcятати\tpos=verb\tx\ty", "here, line 2: apostrophe"),
        ("# h\n" + LINE.replace("йде", "йd\u0435"), "here, line 2: a word mixes Latin and Cyrillic"),
        ("# h\nказати\tpos\tx\ty", "here, line 2: the property 'pos' is not written key=value"),
        ("# h\nказати\tpos=verb pos=noun\tx\ty", "here, line 2: the property 'pos' stands twice"),
        (f"# h\n{LINE.replace('weight', 'height')}", "here, line 2: unknown property 'height'"),
        (f"# h\n{LINE.replace('=assert', '=shout')}", "here, line 2: act='shout' is none of the values"),
        (f"# h\n{LINE.replace('that,direct', 'that,loud')}", "here, line 2: frame='loud' is none of the values"),
        (f"# h\n{LINE.replace(' weight=3', '')}", "here, line 2: the property 'weight' is missing"),
        (f"# h\n {LINE}", "here, line 2: the entry ' казати' is empty or has stray blanks"),
        (f"# h\r\n{LINE}", "carriage return"),
    ],
)
def test_a_broken_line_is_named(text: str, message: str) -> None:
    with pytest.raises(LexiconError, match=message):
        load.parse_table(text, "here", load.schema("cues"))


def test_a_frame_is_a_mapping() -> None:
    assert load.parse_frames("months: [one, two]\n", "here") == {"months": ["one", "two"]}
    with pytest.raises(LexiconError, match="here, line 1: the file must hold a mapping"):
        load.parse_frames("- one\n", "here")
    with pytest.raises(LexiconError, match="here, line 2: no YAML"):
        load.parse_frames("a: 1\nb: ]\n", "here")


def test_a_missing_file_and_an_unknown_language_are_named() -> None:
    with pytest.raises(LexiconError, match=r"lexicon/uk/nothing\.tsv is missing: no language has it"):
        load.table("uk", "nothing")
    with pytest.raises(LexiconError, match=r"lexicon/en/nothing\.yaml is missing"):
        load.frames("en", "nothing")
    with pytest.raises(UnknownLanguage, match="'xx'; there are uk, ru, en"):
        load.names("xx")


def test_a_file_is_read_once() -> None:
    assert load.table("uk", "cues") is load.table("uk", "cues")


def test_one_language_is_read_fast() -> None:
    """All lists of a language: 30 ms is the aim on an idle machine; five times that is a fault anywhere."""
    script = (
        "import time\n"
        "from onrecord.lexicon import load\n"
        "start = time.process_time()\n"
        "for name in load.names('uk'):\n"
        "    if name.endswith('.tsv'): load.table('uk', name[:-4])\n"
        "print(time.process_time() - start)\n"
    )
    seconds = float(subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout)
    assert seconds < 0.15
