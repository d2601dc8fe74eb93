"""Invented articles that ship: four stories, each told by six outlets in three languages (`STORY/ARTICLE.txt`).

`stories.jsonl` holds the same articles one a line, with date, language and outlet, as `onrecord read` takes them.
`STORY/story.json` tells who is who, what was said in the world, and which of it does not go together.
"""

from importlib import resources
from importlib.resources.abc import Traversable

STORIES = ("st1", "st2", "st3", "st15")


def articles() -> Traversable:
    """The file that holds every sample article, one a line."""
    return resources.files(__name__) / "stories.jsonl"


def story(id: str) -> Traversable:
    """What is known of one of `STORIES`: actors, issues, utterances and tensions, in JSON."""
    return resources.files(__name__) / id / "story.json"
