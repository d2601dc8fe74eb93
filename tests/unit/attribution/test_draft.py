from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from onrecord.attribution.draft import Draft, apart, runs
from onrecord.model.text import Range


@given(st.sets(st.integers(0, 60)))
def test_runs(indices: set[int]) -> None:
    found = runs(sorted(indices))
    assert [i for r in found for i in range(r.first, r.last)] == sorted(indices)
    assert all(a.last < b.first for a, b in pairwise(found))


def test_because() -> None:
    draft = Draft(cue=(3,), source=(), content=(Range(0, 2),), reasons=("cue.model",))
    changed = draft.because("content.a", content=(Range(0, 3),)).because("content.b").because("content.a")
    assert changed.content == (Range(0, 3),)
    assert changed.reasons == ("cue.model", "content.a", "content.b")
    assert draft.content == (Range(0, 2),)


def test_apart() -> None:
    """The cue goes before the source, the source before the content; what lies wholly inside another stays."""
    crossed = Draft(
        cue=(5,),
        source=(Range(3, 6),),
        content=(Range(0, 4), Range(6, 12)),
        addressee=(Range(11, 14),),
        venue=(Range(7, 9),),
    )
    made = apart(crossed)
    assert made.source == (Range(3, 5),)
    assert made.content == (Range(0, 3), Range(6, 12))
    assert made.addressee == (Range(12, 14),)
    assert made.venue == (Range(7, 9),)
    assert apart(made) == made
