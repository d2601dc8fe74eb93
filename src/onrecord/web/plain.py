"""A page's context as JSON: the objects of `exports.kept` where the record's values stand, fields by name elsewhere."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from onrecord.exports import kept
from onrecord.model.kept import Decision, KeptActor, KeptArticle, KeptStatement
from onrecord.web.links import Link

VIEW = {"view": True}
"""Metadata of a field that is for the eye alone and no data: `field(metadata=VIEW)`."""


def plain(value: Any) -> Any:
    """The value as what JSON knows."""
    if isinstance(value, KeptStatement):
        return kept.statement(value)
    if isinstance(value, KeptArticle):
        return {**kept.article_head(value), "sha256": value.sha256, "newest": value.newest, "text": value.text}
    if isinstance(value, KeptActor):
        return kept.actor(value)
    if isinstance(value, Decision):
        return kept.decision(value)
    if isinstance(value, Link):
        return value.url
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: plain(getattr(value, one.name)) for one in fields(value) if not one.metadata.get("view")}
    if isinstance(value, Mapping):
        return {str(name): plain(held) for name, held in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(held) for held in value]
    return value
