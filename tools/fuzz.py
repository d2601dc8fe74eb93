"""Fuzz the whole reader with atheris: any bytes as a file, any text as an article. `make fuzz` runs it for an hour.

    python -m tools.fuzz [libFuzzer options] CORPUS

A finding is a crash, a loop (libFuzzer's -timeout) or a span outside of the text; atheris keeps the input that made it.
"""

import sys

import atheris

with atheris.instrument_imports(include=["onrecord"]):
    from onrecord.articles import files
    from onrecord.errors import OnRecordError
    from onrecord.exports import lines, page, terminal
    from onrecord.model.article import Article
    from onrecord.model.statement import Reading
    from onrecord.pipeline import read

LANGUAGES = (None, "uk", "ru", "en")


def check(reading: Reading) -> None:
    """Whatever was found lies inside the text."""
    size = len(reading.article.text)
    for s in reading.statements:
        a = s.attribution
        for role in (a.source, a.cue, a.content, a.addressee, a.venue):
            for start, end in role:
                if not 0 <= start < end <= size:
                    raise AssertionError(f"{s.id}: {start}, {end} is no span of a text of {size}")
    for made in (lines.jsonl(reading), page.page([reading]), terminal.view(reading), terminal.explain(reading)):
        made.encode("utf-8", "surrogatepass")


def one_input(data: bytes) -> None:
    """Read one input in every way that it can come in."""
    provider = atheris.FuzzedDataProvider(data)
    language, as_file = provider.PickValueInList(list(LANGUAGES)), provider.ConsumeBool()
    try:
        if as_file:
            article = files.from_bytes(provider.ConsumeBytes(len(data)), "fuzz")
        else:
            article = Article("fuzz", provider.ConsumeUnicode(len(data)), language=language)
        check(read(article))
    except OnRecordError:
        return


def main() -> None:
    """Hand over to libFuzzer."""
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
