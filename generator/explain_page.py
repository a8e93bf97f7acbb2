"""A page → what it is made of: its template, the files of content that it shows, the files beside it. Pure."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from generator.aliases import now_at
from generator.model import Content, Review
from generator.pages import Page, Pages
from generator.problems import counted, did_you_mean
from generator.records import Record

FEW = 4


def explain_page(path: str, content: Content) -> tuple[str, bool]:
    """What a page is made of, by its path on the site, and whether there is such a page."""
    pages = Pages(content)
    wanted = path.strip("/") or "index.html"
    every = {one.address.path: one for one in pages.all()}
    now = now_at(content, wanted)
    lead = [f"{wanted} leads to {now}, by an alias"] if now in every else []
    page = every.get(wanted) or (every.get(now) if now else None)
    if page is None:
        return f"there is no page '{path}'{did_you_mean(wanted, every)}", False
    beside = sorted(page.beside)
    parts = [*lead, f"the page {page.address.path}: {page.title}", f"    template  templates/{page.template}"]
    parts += [f"    shows     {line}" for line in _collapsed(_sources(page))]
    parts += [f"    beside    {name}" for name in beside]
    return "\n".join(parts), True


def _sources(page: Page) -> Counter[str]:
    """The files whose records a page shows, with how many records of each."""
    found: Counter[str] = Counter()
    seen: set[int] = set()
    shown = {
        name: value for name, value in page.view.items() if name != "whole" or page.template == "pages/review.html"
    }
    for record in _records(shown, seen):
        found[record.origin.source.name] += 1
    if page.review is not None:
        found[page.review.origin.source.name] += 1
    return found


def _records(value: Any, seen: set[int]) -> Iterator[Record]:
    """Every record that a value holds, whatever holds it; of a review what stands in its own file, not its studies."""
    if id(value) in seen:
        return
    seen.add(id(value))
    if isinstance(value, Record):
        yield value
        if isinstance(value, Review):
            yield from value.studies
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _records(inner, seen)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from _records(inner, seen)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from _records(getattr(value, field.name), seen)


def _collapsed(sources: Counter[str]) -> Iterator[str]:
    """The files by name; of many in one folder of a review their number."""
    folders: dict[str, list[str]] = {}
    for name in sorted(sources):
        folders.setdefault(str(PurePosixPath(name).parent), []).append(name)
    for folder, names in folders.items():
        if len(names) > FEW and folder.endswith("/studies"):
            yield f"{counted(len(names), 'file')} in {folder}/"
        else:
            yield from names
