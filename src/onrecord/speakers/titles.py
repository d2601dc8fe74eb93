"""Titles beside names: the phrase before the name, and the apposition after it."""

from dataclasses import dataclass

from onrecord.speakers import lexica
from onrecord.speakers.view import COMMA, DASHES, OPENING, View

_FAR = 24
NOMINATIVE = "nom"
_STOPS = frozenset("–—,:;.!?…(")


@dataclass(frozen=True, slots=True)
class Title:
    """A title as the article tells it: tokens `[first, last)`, the token of its head noun, its family and gender, and
    the cases that the head can stand in."""

    first: int
    last: int
    head: int
    family: str
    kind: str
    gender: str
    cases: frozenset[str]


def title_of(view: View, first: int, last: int) -> Title | None:
    """The title whose head noun stands first between two tokens."""
    for i in range(first, last):
        known = role_at(view, i)
        if known:
            return _title(view, first, last, i, known[0])
    return None


def role_at(view: View, i: int) -> tuple[lexica.Role, int] | None:
    """The role that begins at a token, with its length in tokens (English roles have up to two words)."""
    if i >= len(view.tokens) or view.tokens[i].kind != "word":
        return None
    if view.language == "en" and i + 1 < len(view.tokens):
        pair = lexica.roles("en").get(f"{view.low[i]} {view.low[i + 1].removesuffix(chr(39) + 's')}")
        if pair:
            return pair, 2
    found = view.role(i)
    return (found, 1) if found else None


def title_before(view: View, first: int) -> Title | None:
    """The title phrase that ends right before a name."""
    if view.language == "en":
        return _english_before(view, first)
    if first > 1 and view.tokens[first - 1].form in DASHES and view.sentence[first - 1] == view.sentence[first]:
        return _before_dash(view, first)
    best: Title | None = None
    i = first - 1
    while i >= 0 and first - i <= _FAR and view.sentence[i] == view.sentence[first]:
        token = view.tokens[i]
        if token.form == ")":
            i = _behind_bracket(view, i)
            continue
        if token.form == COMMA and best is not None and (wider := _before_comma(view, i, best)) is not None:
            best, i = wider, wider.first - 1
            continue
        if token.kind == "mark":
            if token.form in _STOPS or token.form in OPENING and best is not None:
                break
        elif _ends_phrase(view, i):
            break
        elif (role := role_at(view, i)) and singular(view, i):
            if best is None or "gen" in best.cases:
                found = _title(view, i, first, i, role[0])
                if found.cases == {"loc"}:
                    break
                best = found
            else:
                break
        i -= 1
    return _widened(view, best) if best else None


def _before_dash(view: View, first: int) -> Title | None:
    """A title that a sentence begins with, before a dash and a name: Мер Лугова – Гнат Липовий – прийшов."""
    begin = view.text.sentences[view.sentence[first]].first
    if first - begin > _FAR // 2 or any(
        view.tokens[i].kind == "mark" or _ends_phrase(view, i) for i in range(begin, first - 1)
    ):
        return None
    head = next((i for i in range(begin, first - 1) if role_at(view, i)), None)
    found = title_of(view, begin, first - 1) if head is not None and singular(view, head) else None
    return found if found is not None and NOMINATIVE in found.cases else None


def _before_comma(view: View, comma: int, title: Title) -> Title | None:
    """A second title before a comma: заступник міністра, начальник управління Лука Вербовий."""
    for j in range(comma - 1, max(comma - _FAR // 2, -1), -1):
        if view.sentence[j] != view.sentence[comma] or view.tokens[j].form in _STOPS or _ends_phrase(view, j):
            return None
        role = role_at(view, j)
        if role and singular(view, j):
            found = _title(view, j, title.last, j, role[0])
            if found.cases & title.cases and (NOMINATIVE in found.cases) == (NOMINATIVE in title.cases):
                return found
    return None


def singular(view: View, i: int) -> bool:
    """Whether the form can be a singular."""
    analyses = [a for a in view.analyses(i) if a.pos in ("noun", "adj")]
    return not analyses or any(a.number != "plur" for a in analyses)


def _behind_bracket(view: View, i: int) -> int:
    """The token before the bracket that closes at `i` (before `i` where it was not opened near by)."""
    for j in range(i - 1, max(i - _FAR, -1), -1):
        if view.tokens[j].form == "(":
            return j - 1
    return i - 1


def _ends_phrase(view: View, i: int) -> bool:
    analyses = view.analyses(i)
    if not analyses or view.forms[i].isupper() and len(view.forms[i]) > 1:
        return False
    top = analyses[0]
    if top.pos == "verb" and top.form in ("fin", "conv", "imp", "inf", "impersonal"):
        return not any(a.pos in ("noun", "adj") for a in analyses)
    return top.pos in ("conj", "pron") and view.low[i] not in lexica.naming(view.language, "and")


def _widened(view: View, title: Title) -> Title:
    """With the adjectives before the head that agree with it."""
    first = title.first
    while first > 0 and view.sentence[first - 1] == view.sentence[first] and view.tokens[first - 1].kind == "word":
        agreeing = any(a.pos == "adj" and a.case in title.cases for a in view.analyses(first - 1))
        if not agreeing or view.analyses(first - 1)[0].pos not in ("adj", "noun") or view.role(first - 1):
            break
        first -= 1
    return Title(first, title.last, title.head, title.family, title.kind, title.gender, title.cases)


def _english_before(view: View, first: int) -> Title | None:
    """`Foreign Minister X`, `mediator X`, `its trade envoy, X`."""
    end = first
    if end > 1 and view.tokens[end - 1].form == COMMA:
        end -= 1
    if end < 1 or view.sentence[end - 1] != view.sentence[first]:
        return None
    for back in (2, 1):
        head = end - back
        if head >= 0 and view.sentence[head] == view.sentence[first]:
            known = role_at(view, head)
            if known and known[1] == back:
                return _title(view, _english_start(view, head), end, head, known[0])
    return None


def _english_start(view: View, head: int) -> int:
    i = head - 1
    blocks = ("preposition", "and", "nor")
    while i >= 0 and head - i < 6 and view.sentence[i] == view.sentence[head] and view.tokens[i].kind == "word":
        low = view.low[i]
        if any(low in lexica.naming("en", block) for block in blocks):
            break
        if not view.capital(i) and view.singular(i) in lexica.verbs_of_speech("en"):
            break  # said Water Minister X
        known = view.pronoun(i)
        if low in lexica.naming("en", "article") or known and known.family in ("possessive", "indefinite"):
            return i + 1 if known is None or known.family != "possessive" else i
        form = view.analyses(i)[0].form if view.analyses(i) else ""
        if form == "part" and not view.capital(i):
            break
        i -= 1
    return i + 1


def title_after(view: View, last: int) -> Title | None:
    """The apposition behind a name: `, голова служби,`, `, the foreign minister,`."""
    if last + 1 >= len(view.tokens) or view.tokens[last].form not in (COMMA, "("):
        return None
    i = last + 1
    end = i
    while end < len(view.tokens) and end - i < _FAR and view.sentence[end] == view.sentence[i]:
        if view.tokens[end].kind == "mark" and view.tokens[end].form in _STOPS | {")"}:
            break
        end += 1
    for start in range(i, min(end, i + 4)):
        j = start
        known = role_at(view, j)
        if known:
            if view.language != "en" and any(_ends_phrase(view, k) for k in range(i, j)):
                return None
            if view.language == "en":
                j, known = _last_of_run(view, j, end, known)
            head = j + known[1] - 1
            stop = next((k for k in range(j, end) if _ends_phrase(view, k)), end) if view.language != "en" else end
            return _title(view, i, stop, head, known[0])
        if view.language == "en" and view.low[j] in lexica.naming("en", "preposition"):
            return None
    return None


def _last_of_run(view: View, j: int, end: int, known: tuple[lexica.Role, int]) -> tuple[int, tuple[lexica.Role, int]]:
    """The last title before a preposition or a mark: the president's press secretary, an opposition member of …"""
    i = j + known[1]
    while (
        i < end
        and i - j < 6
        and view.tokens[i].kind == "word"
        and view.low[i] not in lexica.naming("en", "preposition")
    ):
        later = role_at(view, i)
        if later:
            j, known = i, later
            i += later[1]
        else:
            i += 1
    return j, known


def _title(view: View, first: int, last: int, head: int, role: lexica.Role) -> Title:
    if view.language == "en":
        return Title(first, last, head, role.family, role.kind, role.gender, frozenset({"nom"}))
    known = lexica.roles(view.language)
    cases = frozenset(
        a.case for a in view.analyses(head)
        if a.pos in ("noun", "adj") and a.case and a.case != "voc" and a.number != "plur" and (a.lemma in known or view.low[head] in known)
    )  # fmt: skip
    gender = role.gender if role.gender == "fem" or role.kind == "descr" else ""
    if gender == "fem" and not any(a.gender == "fem" for a in view.analyses(head)):
        gender = ""
    return Title(first, last, head, role.family, role.kind, gender, cases or frozenset({"nom"}))
