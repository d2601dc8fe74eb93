"""Score predicted attributions against a gold set: the figures of `../shared/gold/score.py`, in the same words.

An attribution is *found* where its content overlaps the gold one's and its cue or its source does too (`pairs`).

- `source`, `cue`, `content`: word tokens; a token counts once for a role, however many attributions hold it.
- `attribution`: found or not. `close`: found, with at least 80 % of the joint content words shared.
- `nested`: the share of the gold attributions inside another that are found. `within`: of the found ones where either
  side names an outer attribution, the share that name the same.
- `speaker`: right of the found ones; `named`: right of those that name somebody; `abstained`: share that name nobody;
  `attributed`: found with the right speaker.
- `kind`, `act`, `zone`, `issue`, `stance`: right of the found ones. `hedged`, `said_on`, `addressee`, `venue`, `oppose`:
  precision and recall over the found ones. `time`: span overlaps and value is equal.
- `utterance`: pairs of statements of one story in different articles that report the same words.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations

from onrecord.evaluate import speaker
from onrecord.evaluate.compare import Compared, Line, compare
from onrecord.evaluate.figures import Figure, Tally
from onrecord.evaluate.pairs import Pair, Statement, Words, touch

ROLES = ("source", "cue", "content")
CLOSE = 0.8
NAMES = (
    *ROLES, "attribution", "close", "nested", "within", "speaker", "named", "abstained", "attributed", "kind", "act",
    "hedged", "zone", "said_on", "addressee", "venue", "time", "issue", "stance", "oppose", "utterance",
)  # fmt: skip


def score(gold: Sequence[Line], predicted: Iterable[Line]) -> dict[str, Figure]:
    """The figures of a set by name; those that the set says nothing about are left out."""
    return score_compared(compare(gold, predicted))


def score_compared(articles: Iterable[Compared]) -> dict[str, Figure]:
    """The figures over articles that were compared before."""
    tally = Tally()
    stories: defaultdict[str, list[tuple[str, str | None, str | None, bool]]] = defaultdict(list)
    for one in articles:
        _count_roles(tally, one)
        _count_found(tally, one)
        for pair in one.pairs:
            _count_pair(tally, one, pair)
        _count_times(tally, one)
        if story := one.gold.get("story"):
            stories[story].extend(_utterances(one))
    _count_utterances(tally, stories.values())
    figures = {name: tally.figure(name) for name in NAMES}
    no_speakers = not figures["speaker"].count
    return {name: f for name, f in figures.items() if f.count and not (name == "attributed" and no_speakers)}


def _count_roles(tally: Tally, one: Compared) -> None:
    for role in ROLES:
        wanted = _joint(one.gold["statements"], role, one.words)
        found = _joint(one.statements, role, one.words)
        tally.add(role, len(wanted & found), len(found), len(wanted))


def _joint(statements: Iterable[Statement], role: str, text: Words) -> set[int]:
    return set().union(*(text.inside(s.get(role)) for s in statements))


def _count_found(tally: Tally, one: Compared) -> None:
    sizes = len(one.statements), len(one.gold["statements"])
    tally.add("attribution", len(one.pairs), *sizes)
    tally.add("close", sum(pair.share >= CLOSE for pair in one.pairs), *sizes)
    tally.add("attributed", 0, *sizes)
    found = {pair.gold for pair in one.pairs}
    for i, s in enumerate(one.gold["statements"]):
        if s.get("within"):
            tally.share("nested", i in found)


def _count_pair(tally: Tally, one: Compared, pair: Pair) -> None:
    """Everything that is asked of an attribution once it is found."""
    a, b = one.gold["statements"][pair.gold], one.statements[pair.predicted]
    for key in ("kind", "act", "zone"):
        if a.get(key):
            tally.share(key, a[key] == b.get(key))
    if a.get("issue"):
        _count_issue(tally, a, b)
    if "speaker" in a:
        _count_speaker(tally, a, b.get("speaker"), speaker.names(one.gold["statements"]))
    if "within" in a and (a["within"] or b.get("within")):
        tally.share("within", a["within"] is not None and a["within"] == _outer(one, b))
    if "hedged" in a:
        tally.pair("hedged", a["hedged"], b.get("hedged"), True)
    if "said_on" in a:
        tally.pair("said_on", a["said_on"], b.get("said_on"), a["said_on"] == b.get("said_on"))
    if "zone" in a:
        for key in ("addressee", "venue"):
            tally.pair(key, a.get(key), b.get(key), touch(a.get(key), b.get(key)))


def _count_issue(tally: Tally, a: Statement, b: Statement) -> None:
    tally.share("issue", a["issue"] == b.get("issue"))
    tally.share("stance", a["stance"] == b.get("stance"))
    tally.pair("oppose", a["stance"] == "oppose", b.get("stance") == "oppose", True)


def _count_speaker(tally: Tally, gold: Statement, said: str | None, known: frozenset[str]) -> None:
    right = speaker.is_right(gold, said, known)
    tally.share("speaker", right)
    tally.add("attributed", right, 0, 0)
    silent = speaker.is_silent(said)
    tally.share("abstained", silent)
    if not silent:
        tally.share("named", right)


def _outer(one: Compared, predicted: Statement) -> str | None:
    """The id of the gold statement that the outer statement of a prediction was paired with."""
    for pair in one.pairs:
        outer = one.statements[pair.predicted].get("id")
        if outer and outer == predicted.get("within"):
            found: str | None = one.gold["statements"][pair.gold].get("id")
            return found
    return None


def _count_times(tally: Tally, one: Compared) -> None:
    if "times" not in one.gold:
        return
    gold, guesses = one.gold["times"], one.predicted.get("times", [])
    taken: set[int] = set()
    for time in gold:
        fits = (n for n, guess in enumerate(guesses) if n not in taken and _same_time(time, guess))
        taken.update(n for n in (next(fits, None),) if n is not None)
    tally.add("time", len(taken), len(guesses), len(gold))


def _same_time(a: Line, b: Line) -> bool:
    return touch([a["span"]], [b["span"]]) and bool(a["value"] == b["value"])


def _utterances(one: Compared) -> Iterable[tuple[str, str | None, str | None, bool]]:
    """Article, gold and predicted utterance, and whether it was found, of each gold statement."""
    found = {pair.gold: one.statements[pair.predicted] for pair in one.pairs}
    for i, s in enumerate(one.gold["statements"]):
        yield one.gold["id"], s.get("utterance"), found.get(i, {}).get("utterance"), i in found


def _count_utterances(tally: Tally, stories: Iterable[list[tuple[str, str | None, str | None, bool]]]) -> None:
    for rows in stories:
        for (article, gold, said, found), (other, gold2, said2, found2) in combinations(rows, 2):
            if article != other:
                is_one = found and found2 and said is not None and said == said2
                tally.pair("utterance", bool(gold) and gold == gold2, is_one, True)
