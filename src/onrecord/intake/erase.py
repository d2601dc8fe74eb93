"""Take words, or a person, out of the record, and keep the audit's skeleton: what was decided when and by whom, with the
hashes of what it was. See `record.erasing` for what remains elsewhere."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from onrecord.errors import Refused
from onrecord.intake import mentioned, words
from onrecord.model.kept import Decision
from onrecord.model.span import Span, join
from onrecord.record import Session, Store, actors, chain, erasing, fetch, forgetting, pack, standing
from onrecord.record.chain import Deed
from onrecord.record.decisions import ACTOR, ARTICLE, STATEMENT
from onrecord.record.erasing import Told

CONTENT = ("content",)
MANY = 12
"""From this many letters on a passage is known by its own words wherever it stands."""
AROUND = 12
"""Letters around a shorter one by which it is known in another version."""


def redact(
    store: Store, statement: str, *, roles: Sequence[str] = CONTENT, coder: str, why: str = "", batch: str = ""
) -> Decision:
    """Take the words of a statement (its content, or more of its roles) out of every version of its article: blocks stand
    in their place, one a code point. It cannot be undone.

    The statement and those that stand wholly inside its words become `redacted`, what was decided on them keeps only its
    hashes. The decision keeps the hashes of the texts as they were: who has the rest of a text can guess a single short
    word by them. Raises NotFound; Refused where it is redacted already.
    """
    strange = sorted(set(roles) - set(pack.ROLES))
    if strange or not roles:
        raise Refused(f"roles {', '.join(strange)}: words stand in {', '.join(pack.ROLES)}")
    _must_be_told(coder)
    with store.write() as session:
        one = standing.of(session, statement)
        if one.state == "redacted":
            raise Refused(f"{one.id}: its words were taken out already")
        kept = fetch.statements_by_number(session, [one.number])[0]
        spans = [span for role in roles for span in getattr(kept, role)]
        made = _take_out(session, one.article, one.version, spans, STATEMENT + one.id, (coder, why, batch), one.number)
    erasing.clean(store)
    return made


def redact_words(
    store: Store,
    article: str,
    spans: Sequence[Sequence[int]],
    *,
    version: int | None = None,
    coder: str,
    why: str = "",
    batch: str = "",
) -> Decision:
    """Take words out of an article by their places (`[start, end)` in one version, the newest where none is named), in all
    its versions. As `redact`."""
    _must_be_told(coder)
    with store.write() as session:
        kept = fetch.article(session, article, version)
        places = [Span(int(start), int(end)) for start, end in spans]
        if not places or any(not 0 <= span.start < span.end <= len(kept.text) for span in places):
            raise Refused(f"{spans}: does not lie in a text of {len(kept.text)} code points")
        made = _take_out(session, kept.number, kept.version, places, ARTICLE + kept.id, (coder, why, batch), None)
    erasing.clean(store)
    return made


def forget(store: Store, actor: str, *, coder: str, why: str = "", batch: str = "") -> Decision:
    """Take a person (or a body) out of the record: names, roles and side, and their name wherever a text or title has it,
    in any case, whoever speaks. Their statements become `redacted`; the actor's id stays, with nothing to it. It cannot be
    undone. `why` is kept, so leave the name out of it.

    What their statements said stays in the texts, without the name: `redact` them for that. No hash of a text as it was is
    kept, because a name could be guessed by it. An article that names them and is added later brings the name back.
    Raises NotFound; Refused where nothing is left to forget.
    """
    _must_be_told(coder)
    with store.write() as session:
        one = actors.root(session, actors.number_of(session, actor))
        group = list(actors.group_of(session, [one.number]))
        told = [name for name, _, _ in one.names] or [one.name]
        if set(told) == {erasing.BLOCK}:
            raise Refused(f"{one.id}: forgotten already")
        names = mentioned.names_of([*told, one.name], person=one.type in ("person", "unknown"))
        erasing.prepare(session)
        payload = _forget(session, one.id, group, [*told, one.name], names)
        deed = Deed(coder, "forget", ACTOR + one.id, payload, "", why, batch)
        made = chain.append(session, deed)
        erasing.finish(session)
    erasing.clean(store)
    return made


def _take_out(
    session: Session,
    article: int,
    version: int,
    spans: Sequence[Span],
    target: str,
    who: tuple[str, str, str],
    number: int | None,
) -> Decision:
    erasing.prepare(session)
    texts = erasing.texts(session, article)
    passages = [_passage(texts[version], span) for span in spans]
    before = {}
    redacted: list[str] = []
    for each, text in texts.items():
        there = list(spans) if each == version else _standing_there(text, passages)
        if there:
            before[str(each)] = {"sha256": _sha256(text), "spans": [list(span) for span in join(there)]}
            own = {number} if number is not None else set()
            redacted += _block(session, article, each, text, there, own)
    _retitle(session, article, passages)
    erased = erasing.erase(session, erasing.of_decisions(session, [STATEMENT + one for one in redacted]))
    payload = {"versions": before, "redacted": sorted(redacted), "erased": erased}
    coder, why, batch = who
    made = chain.append(session, Deed(coder, "redact", target, payload, "", why, batch))
    erasing.finish(session)
    return made


def _forget(
    session: Session, id_: str, group: Sequence[int], told: Sequence[str], names: mentioned.Names
) -> dict[str, Any]:
    mine = {number for _, number in forgetting.statements_of(session, group)}
    theirs = {number for _, number in forgetting.called(session, forgetting.keys_of(session, group), told)}
    sources = _sources(session, sorted(mine | theirs))
    begin = mentioned.beginnings(names)
    wanted = set(erasing.articles_with(session, begin)) | {article for article, _ in sources}
    changed, redacted = [], []
    for article in sorted(wanted):
        found = _out_of_article(session, article, names, sources, mine)
        if found is not None:
            changed.append(article)
            redacted += found
    words_ = sorted({form for name in (*names.last, *told) for form in (name, name.capitalize(), name.upper())})
    forgetting.speakers_out(session, sorted(mine | theirs), words_)
    targets = [ACTOR + member for member in actors.members(session, group[0])]
    erased = erasing.of_decisions(session, [*targets, *(STATEMENT + one for one in redacted)])
    erased += [one for one, told_ in erasing.words_of_decisions(session, begin) if mentioned.mentions(told_, names)]
    for role in forgetting.roles_with(session, begin):
        forgetting.rewrite_role(session, role, erasing.blocked(role, mentioned.mentions(role, names)))
    forgetting.actors_out(session, group)
    return {
        "articles": forgetting.article_ids(session, changed),
        "redacted": sorted(redacted),
        "erased": erasing.erase(session, sorted(set(erased))),
        "actor": id_,
    }


def _out_of_article(
    session: Session,
    article: int,
    names: mentioned.Names,
    sources: Mapping[tuple[int, int], Sequence[Span]],
    mine: set[int],
) -> list[str] | None:
    """Block the names in all versions of one article; the ids of the statements that are redacted, None where nothing was."""
    redacted: list[str] = []
    changed = False
    for version, text in erasing.texts(session, article).items():
        spans = [*mentioned.mentions(text, names), *sources.get((article, version), ())]
        own = {one.number for one in erasing.touched(session, article, version, [Span(0, len(text))])} & mine
        if spans or own:
            changed = True
            redacted += _block(session, article, version, text, join(spans), own, speaker=True)
    title = erasing.title(session, article)
    if title and (there := mentioned.mentions(title, names)):
        erasing.retitle(session, article, erasing.blocked(title, there))
        changed = True
    return redacted if changed else None


def _block(
    session: Session,
    article: int,
    version: int,
    text: str,
    spans: Sequence[Span],
    own: set[int],
    *,
    speaker: bool = False,
) -> list[str]:
    """Block spans of one version. Statements of `own`, and those whose whole content is blocked, are redacted; their ids.
    The others are found by what is left of their words."""
    here = erasing.touched(session, article, version, [Span(0, len(text))])
    hit = [one for one in here if one.number in own or _overlap(one, spans)]
    erasing.unlist(session, hit)
    blocked = erasing.blocked(text, spans)
    erasing.rewrite(session, article, version, blocked, _sha256(blocked))
    redacted = []
    for one in hit:
        gone = all(not any(c.isalnum() for c in span.of(blocked)) for span in one.content)
        if one.number in own or gone:
            erasing.redact(session, one, speaker=speaker and one.number in own)
            redacted.append(one.id)
        else:
            kept = fetch.articles_by_number(session, [article], version)[article]
            left = words.of(kept, one.content)
            erasing.relist(session, one, (left.lemmas, left.named))
    return redacted


def _overlap(one: Told, spans: Sequence[Span]) -> bool:
    return any(mine.overlaps(other) for role in one.roles for mine in role for other in spans)


def _sources(session: Session, numbers: Sequence[int]) -> dict[tuple[int, int], list[Span]]:
    """The spans that name these statements' sources, by article and version; a pronoun or a role alone names nobody."""
    found: dict[tuple[int, int], list[Span]] = {}
    where = forgetting.places(session, numbers)
    for one in fetch.statements_by_number(session, numbers):
        if one.state != "redacted":
            found.setdefault(where[one.number], []).extend(one.source)
    return found


def _passage(text: str, span: Span) -> list[tuple[str, str, str]]:
    """The words of a span with what has to stand before or behind them, so that they are the same: nothing where they are
    many."""
    words_ = span.of(text)
    if len(words_) >= MANY:
        return [("", words_, "")]
    before, behind = text[max(0, span.start - AROUND) : span.start], text[span.end : span.end + AROUND]
    return [(before, words_, ""), ("", words_, behind)]


def _standing_there(text: str, passages: Sequence[Sequence[tuple[str, str, str]]]) -> list[Span]:
    """Every place in another text where one of these passages stands, letter by letter."""
    found = []
    for before, words_, behind in (way for passage in passages for way in passage):
        at = text.find(before + words_ + behind)
        while at >= 0:
            found.append(Span(at + len(before), at + len(before) + len(words_)))
            at = text.find(before + words_ + behind, at + 1)
    return found


def _retitle(session: Session, article: int, passages: Sequence[Sequence[tuple[str, str, str]]]) -> None:
    title = erasing.title(session, article)
    if title and (there := _standing_there(title, passages)):
        erasing.retitle(session, article, erasing.blocked(title, there))


def _must_be_told(coder: str) -> None:
    if not coder.strip():
        raise Refused("a decision needs its coder: give a name with --coder or $ONRECORD_CODER")


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
