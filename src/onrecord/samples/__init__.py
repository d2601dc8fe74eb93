"""Invented articles that ship: four stories, each told by six outlets in three languages (`STORY/ARTICLE.txt`).

`stories.jsonl` holds the same articles one a line, with date, language and outlet, as `onrecord read` takes them.
`STORY/story.json` tells who is who, what was said in the world, and which of it does not go together.
"""

import csv
import io
import json
from importlib import resources
from importlib.resources.abc import Traversable

from onrecord.model.issue import Codebook, Issue

LANGUAGES = ("uk", "ru", "en")
STORIES = ("st1", "st2", "st3", "st15")


def articles() -> Traversable:
    """The file that holds every sample article, one a line."""
    return resources.files(__name__) / "stories.jsonl"


def story(id: str) -> Traversable:
    """What is known of one of `STORIES`: actors, issues, utterances and tensions, in JSON."""
    return resources.files(__name__) / id / "story.json"


def codebook() -> Codebook:
    """The issues of all stories as one codebook; where two stories have an issue of one id, it has the terms of both."""
    found: dict[str, Issue] = {}
    for name in STORIES:
        for told in json.loads(story(name).read_text(encoding="utf-8"))["issues"]:
            before = found.get(told["id"], Issue(told["id"]))
            terms = {
                language: tuple(dict.fromkeys((*before.terms.get(language, ()), *held)))
                for language, held in told["terms"].items()
            }
            found[told["id"]] = Issue(told["id"], before.labels or told["label"], terms)
    return Codebook("samples", tuple(found.values()))


def actors() -> str:
    """People, states and bodies of all stories with their sides, as a CSV file of actors (docs/actors.md)."""
    file = io.StringIO()
    rows = csv.writer(file, lineterminator="\n")
    rows.writerow(["name", "type", "side", *(f"names_{language}" for language in LANGUAGES)])
    for name in STORIES:
        known = json.loads(story(name).read_text(encoding="utf-8"))["actors"]
        called = {told["id"]: told["names"].get("en", [""])[0] for told in known}
        for told in known:
            side = told.get("side") or "none"
            if side != "none" and told["type"] != "outlet" and called[told["id"]][:1].isupper():
                first = [told["names"].get(language, [""])[0] for language in LANGUAGES]
                rows.writerow([called[told["id"]], told["type"], called.get(side) or side.capitalize(), *first])
    return file.getvalue()
