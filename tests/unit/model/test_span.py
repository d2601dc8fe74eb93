"""Places in a text."""

from onrecord.model.span import Span, fragments


def test_fragments_hold_no_line_end_no_tab_and_no_blank_edge() -> None:
    text = "one\n\n two\tthree \r\nfour"
    assert [one.of(text) for one in fragments([Span(0, len(text))], text)] == ["one", "two", "three", "four"]
    assert fragments([Span(1, 3), Span(6, 9)], text) == (Span(1, 3), Span(6, 9))
    assert fragments([Span(3, 6)], text) == ()
