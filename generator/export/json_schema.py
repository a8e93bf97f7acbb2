"""The schema of the JSON files (JSON Schema, draft 2020-12), made from the model and from what is added to it. Pure."""

from __future__ import annotations

import json
from typing import Any

from generator import addresses, kinds, web_kinds
from generator.export import json_data
from generator.export.json_data import ADDED, FORMAT, TEXT, URI, VOCABULARY
from generator.kinds import Kind
from generator.model import BiasTool, Country, Design, Direction, Domain, Review, Scale, Site, Study
from generator.records import FieldShape, Record, Shape

OF_VOCABULARY: dict[str, type[Record]] = dict(
    zip(VOCABULARY, (Scale, Domain, Design, Direction, Country, BiasTool), strict=True)
)
# Files named after their id do not hold it; JSON does.
NAMED_BY_FILE = (Scale, BiasTool)
DATE = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
DATE_OR_MONTH = r"^[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?$"


def schema(site: str = "") -> dict[str, Any]:
    """What review.json and site.json hold; `site` is the address below which the schema stands."""
    definitions: dict[str, Any] = {}
    study = _record(Study, definitions)
    review = _record(Review, definitions)
    definitions["Review"]["properties"]["studies"] = {
        "description": "Its study records, in reading order.",
        "type": "array",
        "items": study,
    }
    definitions["Review"]["required"].append("studies")
    vocabulary = {name: {"type": "array", "items": _record(cls, definitions)} for name, cls in OF_VOCABULARY.items()}
    head = {
        "format": {"description": "Raised when a name goes or means something else.", "const": FORMAT},
        "schema": {"description": "The address of this schema.", **URI},
        "site": _record(Site, definitions),
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **({"$id": addresses.on_the_web(site, addresses.DATA_SCHEMA)} if site else {}),
        "title": "Evidence summaries as data",
        "description": "A review (review.json) or a site (site.json). What is missing is absent, never 0 or null.",
        "oneOf": [{"$ref": "#/$defs/review.json"}, {"$ref": "#/$defs/site.json"}],
        "$defs": {
            "review.json": _object({**head, "review": review}),
            "site.json": _object({**head, **vocabulary, "reviews": {"type": "array", "items": review}}),
            **definitions,
        },
    }


def text(site: str) -> str:
    return json.dumps(schema(site), ensure_ascii=False, indent=1) + "\n"


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties)}


def _record(cls: type[Record], definitions: dict[str, Any]) -> dict[str, Any]:
    """A reference to the definition of a record, which is made with the first."""
    name = cls.__name__
    if name not in definitions:
        definitions[name] = {}
        added = {one.name: {"description": one.note, **one.schema} for one in ADDED.get(cls, ())}
        if cls in NAMED_BY_FILE:
            added["id"] = {"description": "Its id.", **TEXT}
        fields = json_data.fields(cls)
        properties = {field.name: _field(field, definitions) for field in fields.values()}
        required = ["id"] if cls in NAMED_BY_FILE else []
        required += [one.name for one in ADDED.get(cls, ()) if one.required and one.name not in required]
        required += [field.name for field in fields.values() if field.required and not _may_be_empty(field)]
        definitions[name] = {
            "type": "object",
            "properties": {**added, **properties},
            "required": required,
        }
    return {"$ref": f"#/$defs/{name}"}


def _may_be_empty(field: FieldShape) -> bool:
    """A list or mapping without anything in it is absent."""
    return field.shape.items is not None or field.shape.values is not None


def _field(field: FieldShape, definitions: dict[str, Any]) -> dict[str, Any]:
    return {"description": field.note, **_of(field.shape, definitions)}


def _of(shape: Shape, definitions: dict[str, Any]) -> dict[str, Any]:
    if shape.items is not None:
        return {"type": "array", "items": _of(shape.items, definitions)}
    if shape.values is not None:
        return {"type": "object", "additionalProperties": _of(shape.values, definitions)}
    if shape.record is not None:
        return _record(shape.record, definitions)
    return _value(shape.kind) if shape.kind is not None else {}


def _value(kind: Kind) -> dict[str, Any]:
    match kind:
        case kinds.Choice():
            return {"enum": list(kind.options)}
        case kinds.YesNo():
            return {"type": "boolean"}
        case kinds.WholeNumber():
            return {"type": "integer", "minimum": kind.least, "maximum": kind.most}
        case kinds.Number():
            return {"type": "number"}
        case web_kinds.WebAddress():
            return URI
        case kinds.Day():
            return {"type": "string", "pattern": DATE_OR_MONTH if kind.month_will_do else DATE}
    return TEXT
