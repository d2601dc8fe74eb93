"""The JSON-LD contexts of what we write, given without a network.

The two that belong to others (`http://www.w3.org/ns/anno.jsonld`, `https://schema.org`) ship as the part of their terms
that we use, with the meanings they have there; `OWN` is ours and stands in every file.
"""

import json
from collections.abc import Mapping
from importlib import resources
from typing import Any

ANNOTATION = "http://www.w3.org/ns/anno.jsonld"
SCHEMA_ORG = "https://schema.org"

_FILES = {ANNOTATION: "annotation.context.json", SCHEMA_ORG: "schema-org.context.json"}
_NAMES = (
    "speaker", "kind", "act", "issue", "stance", "cue", "addressee", "venue", "hedged", "offsetUnit", "schemaVersion",
    "textSha256", "plainText",
)  # fmt: skip
_PLACES = ("sourceAt", "cueAt", "addresseeAt", "venueAt")

OWN: Mapping[str, Any] = {
    "onrecord": "urn:onrecord:terms:",
    "Statement": "onrecord:Statement",
    "isVersionOf": {"@id": "http://purl.org/dc/terms/isVersionOf", "@type": "@id"},
    "saidOn": "onrecord:saidOn",
    **{name: f"onrecord:{name}" for name in _NAMES},
    **{name: {"@id": f"onrecord:{name}", "@type": "@id", "@container": "@set"} for name in _PLACES},
    "details": {"@id": "onrecord:details", "@type": "@json"},
}
"""What the standards have no word for. `details` is JSON: the statement as the lines of gold sets have it."""


def context(url: str) -> dict[str, Any]:
    """The document of a context: `{"@context": …}`. KeyError for one that we do not use."""
    name = _FILES[url.rstrip("/")]
    text = resources.files(__package__).joinpath(name).read_text(encoding="utf-8")
    value: dict[str, Any] = json.loads(text)
    return value


def loader(url: str, _options: object = None) -> dict[str, Any]:
    """A document loader for pyld that knows the contexts of our files and opens no connection."""
    return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": url, "document": context(url)}
