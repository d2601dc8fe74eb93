"""JSON-LD as a JSON-LD processor sees it, without a network: pyld, with the contexts that ship."""

import io
import json
from typing import Any

import pytest
from pyld import jsonld

from onrecord.exports import contexts
from onrecord.exports.formats import export
from onrecord.exports.view import View

OA = "http://www.w3.org/ns/oa#"
SCHEMA = "http://schema.org/"


def out(whole: View, name: str, **options: object) -> Any:
    held = io.BytesIO()
    export(whole, name, held, options)
    return json.loads(held.getvalue())


def expanded(value: Any) -> Any:
    return jsonld.expand(value, {"documentLoader": contexts.loader})


def test_annotations_expand_to_the_standards_terms(whole: View) -> None:
    (page,) = expanded(out(whole, "webannotation"))
    (items,) = page["https://www.w3.org/ns/activitystreams#items"]
    found = items["@list"]
    assert len(found) == 6 and all(one["@type"] == [f"{OA}Annotation"] for one in found)
    target = found[0][f"{OA}hasTarget"][0]
    position, quote = target[f"{OA}hasSelector"]
    (sheet, *_) = whole.sheets()
    start, end = position[f"{OA}start"][0]["@value"], position[f"{OA}end"][0]["@value"]
    exact = quote[f"{OA}exact"][0]["@value"]
    assert sheet.article.text[start:end] == exact and exact.startswith("“Every ship")
    assert sheet.article.text[start - 32 : start] == quote[f"{OA}prefix"][0]["@value"]
    source = target[f"{OA}hasSource"][0]
    assert source["@id"] == f"urn:onrecord:{sheet.article.id}:v1"
    assert source["urn:onrecord:terms:textSha256"] == [{"@value": sheet.article.sha256}]
    assert page["urn:onrecord:terms:offsetUnit"] == [{"@value": "codepoint"}]


def test_no_term_is_lost_in_expansion(whole: View) -> None:
    """What no context knows is dropped by a processor: every key of ours has to come out."""
    for name in ("webannotation", "quotations"):
        value = out(whole, name, **({"texts": True} if name == "webannotation" else {}))
        keys = _keys(value)
        known = set(contexts.OWN) | set(contexts.context(value["@context"][0])["@context"])
        assert keys - known - {"@context", "@graph", "@id", "@type"} == set()


def test_our_terms_do_not_bend_the_standards() -> None:
    for url in (contexts.ANNOTATION, contexts.SCHEMA_ORG):
        assert set(contexts.OWN) & set(contexts.context(url)["@context"]) == set()


def test_quotations(whole: View) -> None:
    found = expanded(out(whole, "quotations"))
    assert len(found) == 6 and {one["@type"][0] for one in found} == {f"{SCHEMA}Quotation"}
    first = found[0]
    assert first[f"{SCHEMA}text"][0]["@value"] == '“Every ship needs a pilot;\n\nno "ifs", no buts.”'
    speaker = first[f"{SCHEMA}spokenByCharacter"][0]
    assert speaker["@type"] == [f"{SCHEMA}Person"] and speaker[f"{SCHEMA}name"] == [{"@value": "=Quill"}]
    assert first[f"{SCHEMA}dateCreated"][0] == {"@type": f"{SCHEMA}Date", "@value": "2031-05-05"}
    part = first[f"{SCHEMA}isPartOf"][0]
    assert part[f"{SCHEMA}url"] == [{"@id": "https://quay.example/1?a=1&b=2"}]
    assert f"{SCHEMA}dateCreated" not in found[3] and f"{SCHEMA}datePublished" not in found[3][f"{SCHEMA}isPartOf"][0]
    assert f"{SCHEMA}creator" not in found[5]
    assert first["urn:onrecord:terms:addressee"] == [{"@value": "the crews"}]


@pytest.mark.parametrize("url", ["https://example.org/context", "http://www.w3.org/ns/other.jsonld"])
def test_nothing_else_is_loaded(url: str) -> None:
    with pytest.raises(KeyError):
        contexts.loader(url)


def _keys(value: Any) -> set[str]:
    if isinstance(value, list):
        return {key for one in value for key in _keys(one)}
    if not isinstance(value, dict):
        return set()
    return set(value) | {k for key, one in value.items() if key not in ("details", "@context") for k in _keys(one)}
