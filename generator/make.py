"""The one way through: read → load → check → derive → pages → render. What to write is the caller's to decide."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from generator import advice, check, load
from generator.model import Content
from generator.problems import Problem, in_file_order


@dataclass(frozen=True)
class Made:
    """A site in memory, or what keeps it from being made. `pages` counts the HTML files among the files; `warnings` are
    what should be looked at all the same."""

    files: dict[str, bytes] = field(default_factory=dict)
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
    content, problems = library.content()
    if content is not None:
        problems = check.problems(content, date.today())
    return (None if problems else content), problems, library.drafts


def site(content_folder: Path, templates: Path, static_folder: Path) -> Made:
    """The whole site, in memory. The problems of content, templates and static files are all told at once."""
    from generator import publish, render, static

    content, problems, drafts = checked(content_folder)
    own, static_problems = static.assets(static_folder)
    assets, names = static.published(own)
    pages: dict[str, bytes] = {}
    template_problems: list[Problem] = []
    if content is not None:
        pages, template_problems = render.site(content, templates, None if static_problems else names)
    everything = in_file_order([*problems, *static_problems, *template_problems])
    if everything or content is None:
        return Made(problems=tuple(everything))
    warnings = tuple(advice.warnings(content, date.today()))
    beside = publish.beside(content, pages, names)
    return Made({**beside, **pages, **assets}, warnings=warnings, content=content, drafts=drafts)
