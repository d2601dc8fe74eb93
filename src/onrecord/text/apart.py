"""The one way into this room: an article taken apart."""

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence

from onrecord.model.article import Article
from onrecord.model.span import Span
from onrecord.model.text import Analysis, Language, Paragraph, Quotation, Range, Text, Token
from onrecord.text import language, layout, morphology, normalize, quotation, segment

_QUOTED_WORDS = 4
_KNOWN_LETTERS = re.compile(r"[0-9A-Za-z\u00b2-\u024f\u0370-\u052f'.,:\-‑]+")


def take_apart(article: Article) -> Text:
    """Paragraphs with zones and languages, sentences, tokens with the dictionary's readings, quotations.

    All offsets are code points of `article.text`. Boilerplate has paragraphs but no tokens. Raises UnknownLanguage, and
    MissingDictionary where the dictionary of a language in the text is not installed.
    """
    text = article.text
    main = language.of_article(article)
    blocks = layout.blocks(text)
    tokens: list[Token] = []
    sentences: list[Range] = []
    paragraphs: list[Paragraph] = []
    for block in blocks:
        own = language.of_passage(text, *block.span, main)
        first = len(tokens)
        if block.zone != "boilerplate":
            tokens.extend(segment.tokens(text, *block.span))
            sentences.extend(segment.sentences(tokens, first, len(tokens), own))
        paragraphs.append(Paragraph(block.span, Range(first, len(tokens)), block.zone, own))
    quotations = quotation.quotations(text, _lines(blocks))
    analyses = _analyses(text, tokens, paragraphs, quotations)
    return Text(article, main, tuple(tokens), analyses, tuple(sentences), tuple(paragraphs), quotations)


def _lines(blocks: Sequence[layout.Block]) -> list[list[Span]]:
    """The pieces of each line that are left where boilerplate is taken out."""
    lines: dict[int, list[Span]] = {}
    for block in blocks:
        if block.zone != "boilerplate":
            lines.setdefault(block.line, []).append(block.span)
    return list(lines.values())


def _analyses(
    text: str, tokens: Sequence[Token], paragraphs: Sequence[Paragraph], quotations: Sequence[Quotation]
) -> tuple[tuple[Analysis, ...], ...]:
    """The readings of every token in the language of its paragraph, or of the quotation that it stands in."""
    foreign = _foreign(text, paragraphs, quotations)
    found: list[tuple[Analysis, ...]] = []
    for paragraph in paragraphs:
        analyse = morphology.analyser(paragraph.language).analyse
        held = tokens[paragraph.tokens.first : paragraph.tokens.last]
        found.extend(() if token.kind == "mark" else _read(token.form, analyse) for token in held)
    for span, own in foreign:
        analyse = morphology.analyser(own).analyse
        first = bisect_left(tokens, span.start, key=_start)
        for i in range(first, bisect_left(tokens, span.end, lo=first, key=_start)):
            if tokens[i].kind != "mark":
                found[i] = _read(tokens[i].form, analyse)
    return tuple(found)


def _read(form: str, analyse: Callable[[str], tuple[Analysis, ...]]) -> tuple[Analysis, ...]:
    """The readings of a form; a word of letters that no dictionary has (other scripts) is not looked up."""
    plain = normalize.word(form)
    if _KNOWN_LETTERS.fullmatch(plain):
        return analyse(plain)
    return (Analysis(plain.lower() or form, known=False),)


def _start(token: Token) -> int:
    return token.start


def _foreign(
    text: str, paragraphs: Sequence[Paragraph], quotations: Sequence[Quotation]
) -> list[tuple[Span, Language]]:
    """Outermost quotations of a few words in another language than their paragraph."""
    found: list[tuple[Span, Language]] = []
    at = 0
    for quoted in quotations:
        while paragraphs[at].span.end <= quoted.span.start:
            at += 1
        around = paragraphs[at].language
        if quoted.depth == 0 and quoted.span.of(text).count(" ") + 1 >= _QUOTED_WORDS:
            own = language.of_passage(text, *quoted.span, around)
            if own != around:
                found.append((quoted.span, own))
    return found
