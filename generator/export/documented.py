"""What the files of data hold → docs/data-formats.md, from what they are made of; `make docs` keeps it. Pure."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

from generator.export import tidy
from generator.export.json_data import FORMAT
from generator.export.json_schema import schema
from generator.export.tidy import Column, Tidy

HEAD = """\
# The data formats

Printed by `make docs` from `generator/export/`: an edit here would be lost. Every build makes these files; the page
`data.html` of a site offers them with their sizes.

| Where | What |
|---|---|
| `reviews/<review>/studies/<study>.ris`, `.bib` | the paper of a study, as a reference |
| `reviews/<review>/data/*.csv` | the tables of a review in words that people read, the same as on its pages |
| `reviews/<review>/data/review.xlsx` | all these tables, a sheet each |
| `reviews/<review>/data/review.json` | the review with all its study records |
| `reviews/<review>/data/studies.ris`, `.bib`, `.csl.json` | the papers of all its studies |
| `reviews/<review>/data/cite.ris`, `.bib` | two references: our summary, and the report that it sums up |
| `data/*.csv` with `datapackage.json` | tidy tables of all reviews that point to each other by ids |
| `data/site.xlsx` | the tidy tables, a sheet each |
| `data/site.json` | the vocabulary and all reviews |
| `data/studies.ris`, `.bib`, `.csl.json` | the papers of all studies |
| `data/schema.json` | what the JSON files hold (JSON Schema, draft 2020-12) |
| `site.zip` | all of it with all pages, to be read from disk; up to 2,000 studies |

The same content gives the same bytes: no file holds the time at which it was made.

## What holds for all of them

- **Missing** is an empty cell in a table, and an absent name in JSON. It is never 0 and never null.
- **Numbers** stand as the record has them. A sum such as `sample_all` is empty where a part of it is not known.
- **Texts in Markdown** have the numbers that they name filled in, and links of this site as whole addresses.
- **CSV** is UTF-8, with commas, and lines that end as RFC 4180 has it. `build.py --bom` begins each file with a
  byte-order mark. A text that begins with `=`, `+`, `-` or `@`, their wide forms, a tab or a line end has an apostrophe
  before it, so that no spreadsheet takes it for a formula; so has such a sign right behind a semicolon, a tab or a line
  end inside of a text, where some spreadsheets begin a cell. A number below zero is left alone. Workbooks hold no
  formulas at all.
- **A paper and our page about it** are two references. Ours has the site's publisher as its author, never the DOI of
  the paper or of the report, and says in a note what it is about.
- **What no source confirms** of a paper (`not_seen` in its record) is named in the note of its reference.
- **Organisations** as authors stay whole: in double braces in BibTeX, as `literal` in CSL-JSON, without a given name in
  RIS. Where RIS would take one for a person, it is marked as EndNote asks: two commas for its first, or one at its end.
- **Keys** of references are the ids of studies. In the files of the whole site the review's id stands before them,
  with a colon between.
- **Kinds** of papers: an article where the record names a journal, a book where it has an ISBN, else a document. That
  something is a thesis or a report is not guessed.

"""
TABLES = """\
## The tidy tables

A bold name is always there. A column that is called after another table holds the `id` of a row in it. Rows are told
apart by the columns of the key.

"""
JSON = f"""\
## JSON

`"format": {FORMAT}` stands at the top. The number is raised when a name goes or means something else; names can be
added without that, so a program should leave alone what it does not know. `schema` is the address of the schema. A bold
name is always there.

"""


def markdown() -> str:
    return HEAD + TABLES + "\n".join(_table(one) for one in tidy.TABLES) + "\n" + JSON + "\n".join(_objects())


def _table(table: Tidy) -> str:
    lines = "".join(f"| {_named(one.name, one.required)} | {one.type} | {_note(one)} |\n" for one in table.columns)
    key = ", ".join(f"`{name}`" for name in table.key)
    head = f"### `data/{table.name}.csv`\n\n{table.about} Key: {key}.\n\n"
    return f"{head}| Column | Type | What it holds |\n|---|---|---|\n{lines}"


def _named(name: str, required: bool) -> str:
    return f"**`{name}`**" if required else f"`{name}`"


def _note(column: Column) -> str:
    return _safe(column.note) + (f" A row of `{column.refers}`." if column.refers else "")


def _objects() -> Iterator[str]:
    for name, definition in schema()["$defs"].items():
        required = definition["required"]
        lines = "".join(
            f"| {_named(field, field in required)} | {_form(value)} | {_safe(value.get('description', ''))} |\n"
            for field, value in definition["properties"].items()
        )
        yield f"### {name}\n\n| Name | Holds | What it is |\n|---|---|---|\n{lines}"


def _form(value: dict[str, Any]) -> str:
    """What a value may be, in a word or two, with a link to what is described elsewhere."""
    if "$ref" in value:
        name = value["$ref"].rsplit("/", 1)[1]
        return f"[{name}](#{name.lower().replace('.', '')})"
    if "items" in value:
        return f"list of {_form(value['items'])}"
    if "additionalProperties" in value:
        return f"{_form(value['additionalProperties'])} by id"
    if "const" in value:
        return f"`{value['const']}`"
    if "enum" in value:
        return ", ".join(f"`{one}`" for one in value["enum"])
    return {"uri": "address"}.get(value.get("format", ""), "date" if "pattern" in value else value["type"])


def _safe(words: str) -> str:
    return words.replace("|", "\\|").replace("<", "\\<").replace("*", "\\*")


if __name__ == "__main__":
    sys.stdout.buffer.write(markdown().encode())
