"""The model → JSON Schema (draft-07) for each kind of file, so that an editor's program can help while they type.

The reader stays the judge: a schema sees one file alone and none of the rules across files. Ids are filled in from the
content, so that they can be chosen from a list. Pure, but for
`keep_help` and `keep`.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from generator import kinds, web_kinds
from generator.kinds import Kind
from generator.load import LISTS, SINGLE
from generator.lookup import Lookup
from generator.model import BiasTool, Content, Review, Scale, Study
from generator.records import FieldShape, Record, Shape, fields_of
from generator.write import replace

FOLDER = ".vscode/schemas"
OPEN = ("level", "state", "flag", "judgement")
# Each kind of file: where its files stand below content/, and what such a file holds.
KINDS_OF_FILE: dict[str, tuple[str, Shape]] = {
    **{name.removesuffix(".yaml"): (name, Shape(record=cls)) for name, cls in SINGLE.items()},
    **{name.removesuffix(".yaml"): (name, Shape(items=Shape(record=cls))) for name, (_, cls) in LISTS.items()},
    "scale": ("scales/*.yaml", Shape(record=Scale)),
    "bias-tool": ("bias-tools/*.yaml", Shape(record=BiasTool)),
    "review": ("reviews/*/review.yaml", Shape(record=Review)),
    "study": ("reviews/*/studies/*.yaml", Shape(record=Study)),
}
# What YAML may make of a text that has no quotes: `3`, `2020-01` and `true` are texts where a field asks for one.
ANY_TEXT = ["string", "number", "boolean"]
SOME_TEXT: dict[str, Any] = {"type": ANY_TEXT, "pattern": "\\S"}
MONTH, DAY = "(?:0[1-9]|1[0-2])", "(?:0[1-9]|[12][0-9]|3[01])"


def settings() -> dict[str, Any]:
    """What .vscode/settings.json holds: which schema is for which files."""
    files = {f"{FOLDER}/{name}.json": f"content/{pattern}" for name, (pattern, _) in KINDS_OF_FILE.items()}
    return {"yaml.schemas": files, "yaml.validate": True, "yaml.completion": True, "yaml.hover": True}


def schemas(content: Content) -> dict[str, dict[str, Any]]:
    """The schema of each kind of file, by its name."""
    lookup = Lookup(content)
    return {name: _whole(name, shape, lookup) for name, (_, shape) in KINDS_OF_FILE.items()}


def keep_help(content_folder: Path, content: Content) -> None:
    """Where the project has settings for an editor's program, the schemas beside them are kept up to date. A site does
    not depend on them: one that cannot be written is told, and no more."""
    settings_folder = content_folder.resolve().parent / ".vscode"
    if not (settings_folder / "settings.json").is_file():
        return
    folder = settings_folder / "schemas"
    try:
        keep(folder, content)
    except OSError as error:
        print(f"{folder}: help while typing is out of date – {error.strerror or error}", file=sys.stderr)


def keep(folder: Path, content: Content) -> int:
    """Brings the schemas in a folder up to date; gives the number of files that had changed."""
    folder.mkdir(parents=True, exist_ok=True)
    changed = 0
    for name, schema in schemas(content).items():
        path, text = folder / f"{name}.json", json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
        if not path.is_file() or path.read_text("utf-8") != text:
            replace(path, text.encode())
            changed += 1
    return changed


def _whole(name: str, shape: Shape, lookup: Lookup) -> dict[str, Any]:
    definitions: dict[str, Any] = {}
    schema = _of(shape, lookup, definitions)
    head = {"$schema": "http://json-schema.org/draft-07/schema#", "title": name}
    return {**head, **_beside(schema), "definitions": definitions}


def _beside(schema: dict[str, Any]) -> dict[str, Any]:
    """A schema that others may stand beside: in draft-07 a bare reference hides its neighbours."""
    return {"allOf": [schema]} if "$ref" in schema else schema


def _of(shape: Shape, lookup: Lookup, definitions: dict[str, Any]) -> dict[str, Any]:
    if shape.items is not None:
        items = _of(shape.items, lookup, definitions)
        some = {"type": "array", "items": items}
        return {"anyOf": [some, items]} if shape.one_will_do else some
    if shape.values is not None:
        return {"type": "object", "additionalProperties": _of(shape.values, lookup, definitions)}
    if shape.record is not None:
        return _record(shape.record, lookup, definitions)
    return _value(shape.kind, lookup) if shape.kind is not None else {}


def _record(cls: type[Record], lookup: Lookup, definitions: dict[str, Any]) -> dict[str, Any]:
    """A reference to the record's definition; a record that may be written as one bare value may be that value too."""
    name = cls.__name__
    fields = fields_of(cls)
    if name not in definitions:
        definitions[name] = {}
        definitions[name] = {
            "type": "object",
            "additionalProperties": False,
            "required": [field.name for field in fields.values() if field.required],
            "properties": {field.name: _field(field, lookup, definitions) for field in fields.values()},
        }
    whole = {"$ref": f"#/definitions/{name}"}
    bare = getattr(cls, "bare", "")
    return {"anyOf": [whole, _of(fields[bare].shape, lookup, definitions)]} if bare else whole


def _field(field: FieldShape, lookup: Lookup, definitions: dict[str, Any]) -> dict[str, Any]:
    """A field with its note. One that is not needed may be left empty; a list that is needed may not."""
    schema = _of(field.shape, lookup, definitions)
    if not field.required:
        schema = {"anyOf": [schema, {"type": "null"}]}
    elif field.shape.items is not None:
        schema = {"allOf": [schema, {"not": {"type": "array", "maxItems": 0}}]}
    return {"description": field.note, **_beside(schema)}


def _value(kind: Kind, lookup: Lookup) -> dict[str, Any]:
    match kind:
        case kinds.Reference():
            return _ids(kind, lookup)
        case kinds.Choice():
            # A program that checks by schema reads 2 as a number, where our reader keeps the text.
            return {"enum": [*kind.options, *(int(option) for option in kind.options if option.isdecimal())]}
        case kinds.YesNo():
            return {"type": "boolean"}
        case kinds.WholeNumber():
            return {"type": "integer", "minimum": kind.least, "maximum": kind.most}
        case kinds.Number():
            return {"type": "number"}
        case kinds.Identifier():
            return {"type": ANY_TEXT, "pattern": f"^(?:{kind.pattern})$"}
        case kinds.FormerAddress():
            return {"type": ANY_TEXT, "pattern": f"^(?:{kind.pattern})$"}
        case web_kinds.Mailbox():
            return {"type": "string", "pattern": "@|^https://"}
        case web_kinds.FolderAddress():
            return {"type": "string", "pattern": "^https?://[^\\s?#]+$", "not": {"pattern": "\\.(?:html?|php)$"}}
        case web_kinds.WebAddress():
            return {"type": "string", "pattern": "^https?://(?:localhost|[^\\s/]*\\.)[^\\s]*$"}
        case web_kinds.DigitalObjectIdentifier():
            return {"type": "string", "pattern": "^10\\.[0-9]{4,9}/\\S*[^\\s.,;]$"}
        case kinds.Day():
            return {"type": "string", "pattern": f"^[0-9]{{4}}-{MONTH}(?:-{DAY}){'?' if kind.month_will_do else ''}$"}
    return SOME_TEXT


def _ids(kind: kinds.Reference, lookup: Lookup) -> dict[str, Any]:
    """The ids that the content knows. Those of one scale or tool alone are open: a schema cannot see which is meant."""
    if kind.to in OPEN:
        return SOME_TEXT
    known = lookup.known(kind.to, None)
    return {"enum": [*known, *(int(name) for name in known if name.isdecimal())]}
