"""The figures by part: by language, by kind of speech, by zone, by construction."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from onrecord.evaluate import constructions, speaker
from onrecord.evaluate.compare import Compared
from onrecord.evaluate.figures import Figure, Score, Share, Tally
from onrecord.evaluate.pairs import Statement
from onrecord.evaluate.score import CLOSE, score_compared
from onrecord.model.text import Text

Namer = Callable[[Statement, Text], Iterable[str]]


@dataclass(frozen=True, slots=True)
class Row:
    """How one sort of attribution fares: found or not (recall over the gold ones of this sort, precision over the
    predicted ones of it), and of the found ones the share that is close, with the right speaker, with the right act.
    None where the set does not tell."""

    name: str
    attribution: Score
    close: Share | None
    speaker: Share | None
    act: Share | None


def by_language(articles: Iterable[Compared], languages: Mapping[str, str]) -> dict[str, dict[str, Figure]]:
    """All figures for each language of the set; `languages` is by the id of the article."""
    parts: defaultdict[str, list[Compared]] = defaultdict(list)
    for one in articles:
        parts[languages[one.gold["id"]]].append(one)
    return {language: score_compared(parts[language]) for language in sorted(parts)}


def by_kind(articles: Sequence[Compared], texts: Mapping[str, Text]) -> tuple[Row, ...]:
    """A row for direct, indirect and mixed speech each, where the set tells them apart."""
    return rows(articles, texts, lambda s, _: [s["kind"]] if s.get("kind") else [])


def by_zone(articles: Sequence[Compared], texts: Mapping[str, Text]) -> tuple[Row, ...]:
    """A row for each zone, where the set tells them apart."""
    if not any(s.get("zone") for one in articles for s in one.gold["statements"]):
        return ()
    return rows(articles, texts, lambda s, _: [s["zone"]] if s.get("zone") else [])


def by_construction(articles: Sequence[Compared], texts: Mapping[str, Text]) -> tuple[Row, ...]:
    """A row for each answer to the questions of `constructions`."""
    return rows(articles, texts, constructions.of)


def rows(articles: Sequence[Compared], texts: Mapping[str, Text], namer: Namer) -> tuple[Row, ...]:
    """A row for each name that `namer` gives to a gold statement; `texts` are by the id of the article."""
    tallies: defaultdict[str, Tally] = defaultdict(Tally)
    for one in articles:
        text = texts[one.gold["id"]]
        _count_gold(tallies, one, text, namer)
        found = {pair.predicted for pair in one.pairs}
        for j, s in enumerate(one.statements):
            for name in namer(s, text):
                tallies[name].add("precision", j in found, 1, 0)
    return tuple(row for name in sorted(tallies) if (row := _row(name, tallies[name])).attribution.count)


def _count_gold(tallies: Mapping[str, Tally], one: Compared, text: Text, namer: Namer) -> None:
    pairs = {pair.gold: pair for pair in one.pairs}
    known = speaker.names(one.gold["statements"])
    for i, a in enumerate(one.gold["statements"]):
        for name in namer(a, text):
            tally = tallies[name]
            tally.add("recall", i in pairs, 0, 1)
            if i in pairs:
                b = one.statements[pairs[i].predicted]
                tally.share("close", pairs[i].share >= CLOSE)
                if "speaker" in a:
                    tally.share("speaker", speaker.is_right(a, b.get("speaker"), known))
                if a.get("act"):
                    tally.share("act", a["act"] == b.get("act"))


def _row(name: str, tally: Tally) -> Row:
    precision, recall = tally.figure("precision"), tally.figure("recall")
    found = Score(
        precision.precision if isinstance(precision, Score) else 0.0,
        recall.recall if isinstance(recall, Score) else 0.0,
        recall.count,
    )
    return Row(name, found, *(_share(tally.figure(key)) for key in ("close", "speaker", "act")))


def _share(figure: Figure) -> Share | None:
    return figure if isinstance(figure, Share) else None
