"""The one way through: read → load → check → derive → pages → render. What to write is the caller's to decide."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import field, replace
from datetime import date
from pathlib import Path

from generator import advice, check, load
from generator.frozen import frozen
from generator.model import Content
from generator.problems import Problem, in_file_order


@frozen(slots=False)
class Made:
    """A site in memory, or what keeps it from being made. `names` are those of assets on the web by their own; `pages`
    counts the HTML files among the files; `warnings` are what should be looked at all the same."""

    files: dict[str, bytes] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()
    content: Content | None = None
    drafts: int = 0

    @property
    def pages(self) -> int:
        return sum(path.endswith(".html") for path in self.files)


def checked(folder: Path) -> tuple[Content | None, list[Problem], int]:
    """The content, typed and held against every rule, or all that is wrong with it; and how many drafts were left
    out."""
    library = load.Library(folder)
    library.look_at_all()
    content, problems = library.as_read()
    if content is not None:
        problems = in_file_order([*problems, *check.problems(content, date.today())])
    return (None if problems else content), problems, library.drafts


def site(content_folder: Path, templates: Path, static_folder: Path, asked: Collection[str] = ()) -> Made:
    """The whole site, in memory: pages, assets, what stands beside them, and all of it as one file. `asked` names what
    is made on request: cards, pdf, and bom, with which tables begin with a byte-order mark."""
    from generator import tables
    from generator.pages import data
    from generator.publish import archive, beside

    made = rendered(content_folder, templates, static_folder, asked)
    if made.content is None:
        return made
    whole = {**beside(made.content, made.files, made.names), **made.files}
    if "bom" in asked:
        whole = tables.marked(whole)
    studies = sum(len(review.studies) for review in made.content.reviews)
    packed = archive.file(made.content.site, whole, whole.__getitem__) if data.is_archived(studies) else {}
    return replace(made, files={**whole, **packed})


def rendered(content_folder: Path, templates: Path, static_folder: Path, asked: Collection[str] = ()) -> Made:
    """Pages, their data, and assets. The problems of content, templates and static files are all told at once."""
    from generator import on_request, render, static

    content, problems, drafts = checked(content_folder)
    own, static_problems = static.assets(static_folder)
    assets, names = static.published(own)
    pages: dict[str, bytes] = {}
    template_problems: list[Problem] = []
    if content is not None and static_problems:
        pages, template_problems = render.site(content, templates)
    elif content is not None:
        make = on_request.maker(asked, static_folder, own[static.STYLESHEET])
        pages, template_problems = render.site(content, templates, names, make, marked="bom" in asked)
    everything = in_file_order([*problems, *static_problems, *template_problems])
    if everything or content is None:
        return Made(problems=tuple(everything))
    warnings = tuple(advice.warnings(content, date.today()))
    return Made({**pages, **assets}, names, warnings=warnings, content=content, drafts=drafts)
