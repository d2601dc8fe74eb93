"""Whether a value is as a JSON Schema says: the small part of JSON Schema that our own bodies and parameters use."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

Schema = Mapping[str, Any]
_TYPES: Mapping[str, tuple[type, ...]] = {
    "string": (str,), "integer": (int,), "number": (int, float), "boolean": (bool,), "array": (list,),
    "object": (dict,), "null": (type(None),),
}  # fmt: skip


def misfits(value: Any, schema: Schema, where: str = "body") -> list[str]:
    """What is wrong with a value, in English, each with its place; empty where nothing is."""
    if "oneOf" in schema:
        found = [misfits(value, one, where) for one in schema["oneOf"]]
        return [] if any(not one for one in found) else min(found, key=lambda one: (_unknown(one), len(one)))
    types = schema.get("type")
    if types and not any(_is(value, name) for name in ([types] if isinstance(types, str) else types)):
        return [f"{where}: has to be {types if isinstance(types, str) else ' or '.join(types)}"]
    if "const" in schema and value != schema["const"]:
        return [f"{where}: has to be {schema['const']!r}"]
    if "enum" in schema and value not in schema["enum"]:
        return [f"{where}: has to be one of {', '.join(map(str, schema['enum']))}"]
    if isinstance(value, int | float) and not isinstance(value, bool):
        least, most = schema.get("minimum", value), schema.get("maximum", value)
        return [] if least <= value <= most else [f"{where}: is from {least} to {most}"]
    if isinstance(value, str):
        return list(_string(value, schema, where))
    if isinstance(value, list):
        return list(_array(value, schema, where))
    if isinstance(value, dict) and ("properties" in schema or "required" in schema):
        return list(_object(value, schema, where))
    return []


def _is(value: Any, name: str) -> bool:
    return isinstance(value, _TYPES[name]) and (name == "boolean" or not isinstance(value, bool))


def _unknown(found: list[str]) -> bool:
    return any("has to be '" in one for one in found)


def _string(value: str, schema: Schema, where: str) -> Iterable[str]:
    if len(value) < schema.get("minLength", 0):
        yield f"{where}: may not be empty"
    if len(value) > schema.get("maxLength", len(value)):
        yield f"{where}: has at most {schema['maxLength']} characters"
    if "pattern" in schema and not re.search(schema["pattern"], value):
        yield f"{where}: does not look as it should ({schema['pattern']})"


def _array(value: list[Any], schema: Schema, where: str) -> Iterable[str]:
    least, most = schema.get("minItems", 0), schema.get("maxItems", len(value))
    if not least <= len(value) <= most:
        yield f"{where}: has {least} to {most} items"
        return
    for place, one in enumerate(value):
        yield from misfits(one, schema.get("items", {}), f"{where}[{place}]")


def _object(value: dict[str, Any], schema: Schema, where: str) -> Iterable[str]:
    known = schema.get("properties", {})
    for name in schema.get("required", ()):
        if name not in value:
            yield f"{where}.{name}: is missing"
    for name, held in value.items():
        if name in known:
            yield from misfits(held, known[name], f"{where}.{name}")
        elif schema.get("additionalProperties") is False:
            yield f"{where}.{name[:100]}: there is no such field; there are {', '.join(known)}"
