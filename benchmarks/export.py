"""Records → the source of each generator's site: its templates, which stand in sites/, and the pages and data for them.

python benchmarks/export.py CONTENT FOLDER [generator …]
"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import records
from records import Data, Records, Sheet
from synthetic import ROOT, yaml_text

SITES = Path(__file__).parent / "sites"
NOTES = shutil.ignore_patterns("README.md")


def assets(folder: Path) -> None:
    """The stylesheets and scripts of our own site, under plain names, so that all sites look alike."""
    from generator import static

    for path, data in static.assets(ROOT / "static")[0].items():
        _file(folder / path, data)


def _file(path: Path, data: bytes | str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def with_yaml(data: Data, body: str) -> str:
    return f"---\n{yaml_text(data)}---\n{body}"


def with_json(data: Data, body: str) -> str:
    return f"{json.dumps(data, ensure_ascii=False, indent=2)}\n\n{body}"


# ── Hugo ──


def hugo(found: Records, folder: Path) -> None:
    _hugo(found, folder, with_yaml, yaml_text, "yaml")


def hugo_json(found: Records, folder: Path) -> None:
    _hugo(found, folder, with_json, lambda value: json.dumps(value, ensure_ascii=False), "json")


def _hugo(
    found: Records, folder: Path, page: Callable[[Data, str], str], data: Callable[[Any], str], ending: str
) -> None:
    shutil.copytree(SITES / "hugo", folder, ignore=NOTES)
    assets(folder / "static")
    for name in ("countries", "designs", "outcomes", "directions", "sizes", "legends"):
        _file(folder / f"data/{name}.{ending}", data(found.vocabulary[name]))
    unseen = {"build": {"render": "never"}}
    _file(folder / "content/reviews/_index.md", page({"title": "Reviews", **unseen}, ""))
    for name, review in found.reviews.items():
        _file(folder / f"content/reviews/{name}/_index.md", page({**review, **unseen}, ""))
    for sheet in found.sheets:
        own = {"url": f"{sheet.path}.html"} if sheet.kind == "studies" else {}
        data_of_page = {"layout": sheet.kind, **own, **sheet.data}
        _file(folder / "content" / _hugo_path(sheet), page(data_of_page, sheet.body))


def _hugo_path(sheet: Sheet) -> str:
    return {"home": "_index.md", "studies": f"{sheet.path}/_index.md"}.get(sheet.kind, f"{sheet.path}.md")


# ── Generators with templates in Jinja and its relatives ──


def _with_jinja(name: str, folder: Path, templates: str) -> None:
    """A generator's own part of its site, and the macros that all of these share."""
    shutil.copytree(SITES / name, folder, ignore=NOTES)
    shutil.copytree(SITES / "jinja", folder / templates, ignore=NOTES, dirs_exist_ok=True)


def _data(found: Records, folder: Path) -> None:
    _file(folder / "vocabulary.json", json.dumps(found.vocabulary, ensure_ascii=False))
    _file(folder / "reviews.json", json.dumps(found.reviews, ensure_ascii=False))


def staticjinja(found: Records, folder: Path) -> None:
    _with_jinja("staticjinja", folder, "src")
    _data(found, folder / "data")
    assets(folder / "static")
    for sheet in found.sheets:
        _file(folder / f"src/{sheet.path}.md", with_yaml({"layout": sheet.kind, **sheet.data}, sheet.body))


def mkdocs(found: Records, folder: Path) -> None:
    _with_jinja("mkdocs", folder, "theme")
    _data(found, folder / "data")
    assets(folder / "docs")
    for sheet in found.sheets:
        _file(folder / f"docs/{sheet.path}.md", with_yaml({"template": f"{sheet.kind}.html", **sheet.data}, sheet.body))


def pelican(found: Records, folder: Path) -> None:
    _with_jinja("pelican", folder, "theme/templates")
    _data(found, folder / "data")
    assets(folder / "content")
    for sheet in found.sheets:
        head = {"template": sheet.kind, **sheet.data}
        if sheet.kind == "study":
            _file(
                folder / f"content/{sheet.path}.md", with_yaml({"category": sheet.data["review"], **head}, sheet.body)
            )
        else:
            name = sheet.path.replace("/", "-")
            _file(folder / f"content/pages/{name}.md", with_yaml({"save_as": f"{sheet.path}.html", **head}, sheet.body))


def eleventy(found: Records, folder: Path) -> None:
    _with_jinja("eleventy", folder, "_includes")
    _data(found, folder / "data")
    shutil.move(folder / "data/vocabulary.json", folder / "_data/vocabulary.json")
    assets(folder / "static")
    (folder / "node_modules").symlink_to(Path(__file__).parent / ".peers/eleventy/node_modules")
    for sheet in found.sheets:
        head = {"layout": f"{sheet.kind}.njk", "review": sheet.data.get("review", ""), "sheet": sheet.data}
        _file(folder / f"content/{sheet.path}.md", with_yaml(head, sheet.body))


def nikola(found: Records, folder: Path) -> None:
    _with_jinja("nikola", folder, "themes/site/templates")
    reviews = {name: _rendered(review) for name, review in found.reviews.items()}
    _data(Records(found.vocabulary, reviews), folder / "data")
    assets(folder / "static")
    for sheet in found.sheets:
        head = {"template": f"{sheet.kind}.tmpl", **_with_rows(sheet, found)}
        _file(folder / f"pages/{sheet.path}.md", with_yaml(head, sheet.body))


def zensical(found: Records, folder: Path) -> None:
    _with_jinja("zensical", folder, "theme")
    assets(folder / "docs")
    reviews = {name: _rendered(review) for name, review in found.reviews.items()}
    data = {"vocabulary": found.vocabulary, "reviews": reviews}
    literals = (f"{{% set {name} = {json.dumps(value, ensure_ascii=False)} %}}\n" for name, value in data.items())
    _file(folder / "theme/_data.html", "".join(literals))
    for sheet in found.sheets:
        head = {"template": f"{sheet.kind}.html", **_with_rows(sheet, found)}
        _file(folder / f"docs/{sheet.path}.md", with_yaml(head, sheet.body))


def _with_rows(sheet: Sheet, found: Records) -> Data:
    """Where no template sees other pages, the rows of a table stand in the head of its page."""
    rows = [row.data for row in found.studies_of(sheet.data.get("review", ""))]
    if sheet.kind == "effect-direction":
        rows.sort(key=lambda row: row["plot"]["order"])
    return sheet.data | ({"rows": rows} if sheet.kind in ("studies", "effect-direction") else {})


def _rendered(review: Data) -> Data:
    """A review with its texts as HTML."""
    import markdown

    return {
        **review,
        "notices_html": [markdown.markdown(notice) for notice in review["notices"]],
        "records_note_html": markdown.markdown(review["records_note"]),
    }


EXPORTS: dict[str, Callable[[Records, Path], None]] = {
    "hugo": hugo,
    "hugo-json": hugo_json,
    "staticjinja": staticjinja,
    "mkdocs": mkdocs,
    "pelican": pelican,
    "eleventy": eleventy,
    "zensical": zensical,
    "nikola": nikola,
}


def main(content: Path, folder: Path, names: list[str]) -> None:
    found = records.read(content)
    for name in names or EXPORTS:
        EXPORTS[name](found, folder / name)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:])
