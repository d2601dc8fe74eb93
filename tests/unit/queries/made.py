"""Sightings made of a line each, with lemmas as the reader would give them."""

from datetime import date
from pathlib import Path
from typing import Any

import yaml

from onrecord.model.article import Article
from onrecord.model.sighting import Sighting
from onrecord.speakers.keys import speaker_key
from onrecord.text import take_apart

CASES = Path(__file__).parents[2] / "cases"


def cases(name: str) -> list[dict[str, Any]]:
    loaded: list[dict[str, Any]] = yaml.safe_load((CASES / f"{name}.yaml").read_text(encoding="utf-8"))
    return loaded


def made(number: int, article: int, told: dict[str, Any]) -> Sighting:
    text = take_apart(Article(str(number), told["text"], language=told["lang"]))
    words = [(t, a) for t, a in zip(text.tokens, text.analyses, strict=True) if t.kind != "mark"]
    lemmas = tuple((a[0].lemma if t.kind == "word" and a else t.form).lower() for t, a in words)
    day = told.get("day", date(2031, 3, 1))
    return Sighting(
        statement=number, article=article, language=told["lang"], published=day, said_on=None, outlet=f"outlet {article}",
        speaker=told["speaker"], speaker_type=told.get("type", "person"), key=speaker_key(told["speaker"]), actor=None,
        stands_for="", act=told["act"], kind="indirect", zone=told.get("zone", "body"), hedged=told.get("hedged", False),
        within=None, content=told["text"], lemmas=lemmas, issue=told.get("issue"), stance=told.get("stance"),
        paragraph=told.get("paragraph", str(number)),
    )  # fmt: skip
