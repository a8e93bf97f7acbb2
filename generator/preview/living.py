"""A site that is looked at while it is written: the newest content that could be read, and what is wrong now.

Only what changed is read again, and a page is rendered when a browser asks for it.
"""

from __future__ import annotations

import time
from collections.abc import Container, Iterable
from datetime import date
from pathlib import Path

from generator import addresses, aliases, remembered, static
from generator.compiled import Compiled
from generator.frozen import frozen
from generator.load import Library
from generator.model import Content
from generator.pages import NOT_FOUND, Page, Pages
from generator.problems import Problem, in_file_order
from generator.recheck import Recheck
from generator.render import Renderer
from generator.template_problems import template_problem
from generator.unread import Parts

EVERYTHING = "*"
# More changes at once than an editor makes: a checkout of another branch. Looking at all files is surer, and as fast.
MANY = 50


@frozen
class Shown:
    """A page as a browser gets it: the last that could be made, and what keeps a newer one from being made. What is
    `unfinished` keeps nothing but drafts from being shown."""

    html: str
    problems: tuple[Problem, ...]
    found: bool = True
    unfinished: tuple[Problem, ...] = ()


class Living:
    """The site of three folders. `problems` are those of content and static files; a template's are met by the pages
    that it makes. What is `unfinished` is wrong in drafts alone: they are left out, and all else is shown."""

    def __init__(self, content: Path, templates: Path, static_files: Path) -> None:
        self.content_folder, self.templates, self.static = (
            folder.absolute() for folder in (content, templates, static_files)
        )
        self.library = Library(self.content_folder)
        # One for each choice of what is left out: each finds the same content again as long as nothing else changes.
        self.recheck, self._without = Recheck(), (Recheck(), Recheck(), Recheck())
        self.content: Content | None = None
        self.assets: dict[str, bytes] = {}
        self.problems: tuple[Problem, ...] = ()
        self.unfinished: tuple[Problem, ...] = ()
        self._began, self._looks = time.time_ns(), 0
        self._content_problems: list[Problem] = []
        self._static_problems: list[Problem] = []
        self._pages: Pages | None = None
        self._renderer: Renderer | None = None
        self._compiled = Compiled(str(templates))
        self._rendered: dict[str, str] = {}
        self._last_good: dict[str, str] = {}

    def look(self, changed: Iterable[Path] | None = None) -> str:
        """Look at the files that changed, or at all. Gives what browsers have to load again: one stylesheet, by its
        path; everything, as `*`; or nothing, as an empty string."""
        if changed is not None:
            changed = set(changed)
            if len(changed) > MANY or any(path.is_dir() or not path.suffix for path in changed):
                changed = None
        inside = {folder: _below(changed, folder) for folder in (self.content_folder, self.templates, self.static)}
        anew = self._look_at_content(inside[self.content_folder])
        anew |= bool(inside[self.templates] is None or inside[self.templates])
        sheets = self._look_at_static() if inside[self.static] is None or inside[self.static] else set()
        self.problems = tuple(in_file_order([*self._content_problems, *self._static_problems]))
        if anew:
            self._render_anew()
        self._looks += bool(anew or sheets)
        return EVERYTHING if anew or len(sheets) > 1 else next(iter(sheets), "")

    @property
    def state(self) -> str:
        """Tells what there is to see now from what there was before a change, also one of an earlier preview."""
        return f"{self._began}-{self._looks}"

    def _look_at_content(self, changed: set[Path] | None) -> bool:
        """Whether anything had changed. Content with a problem leaves the last good one where it was."""
        if not (self.library.look_at_all() if changed is None else self.library.look_at(changed)):
            return False
        content, self._content_problems, unfinished = self._newest()
        self.unfinished = tuple(unfinished)
        if content is not None:
            self.content = content
            self._pages = Pages(content, self._pages)
            remembered.forget()
        return True

    def _newest(self) -> tuple[Content | None, list[Problem], list[Problem]]:
        """The newest content that can be shown; what keeps it from that; and what keeps drafts alone from it."""
        content, problems = self._checked(self.recheck, drafts=True)
        if not problems or not self.library.drafts:
            return (None if problems else content), problems, []
        at_fault = self.library.drafts_with(problems)
        reviews = self.library.with_their_reviews(at_fault)
        stages: tuple[tuple[set[Parts], bool], ...] = ((at_fault, True), (reviews, True), (set(), False))
        for (but, drafts), recheck in zip(stages, self._without, strict=True):
            if drafts and not but:
                continue
            content, of_the_rest = self._checked(recheck, drafts=drafts, but=but)
            if not of_the_rest:
                return content, [], problems
        return None, problems, []

    def _checked(
        self, recheck: Recheck, *, drafts: bool, but: Container[Parts] = ()
    ) -> tuple[Content | None, list[Problem]]:
        content, problems = self.library.as_read(drafts=drafts, but=but)
        if content is not None:
            problems = in_file_order([*problems, *recheck.problems(content, date.today())])
        return content, problems

    def _look_at_static(self) -> set[str]:
        """The paths of what changed, with a broken file as everything."""
        before, had_problems = self.assets, self._static_problems
        assets, self._static_problems = static.assets(self.static)
        if self._static_problems or had_problems:
            self.assets = {**before, **assets} if self._static_problems else assets
            return {EVERYTHING}
        self.assets = assets
        changed = {path for path in before.keys() | assets.keys() if before.get(path) != assets.get(path)}
        return changed if all(path.endswith(".css") for path in changed) else {EVERYTHING}

    def _render_anew(self) -> None:
        self._rendered = {}
        if self.content is not None:
            self._renderer = Renderer(self.content, self.templates, preview=True, compiled=self._compiled)

    def page(self, path: str) -> Shown:
        """A page, or the one for unknown addresses; before anything could be made, an empty one."""
        page = self._at(path)
        if page is None and self.unfinished and path in self._last_good:
            return Shown(self._last_good[path], self.problems, unfinished=self.unfinished)
        found = page is not None
        page = page or NOT_FOUND
        if self._renderer is None:
            return Shown("", self.problems, found=False, unfinished=self.unfinished)
        problem = self._render(page, self._renderer)
        problems = self.problems if problem is None else tuple(in_file_order([*self.problems, problem]))
        return Shown(self._last_good.get(page.address.path, ""), problems, found, self.unfinished)

    def _at(self, path: str) -> Page | None:
        """The page of a path, or the one that an alias leads to from there."""
        if self._pages is None:
            return None
        page = self._pages.at(path)
        if page is not None and page.address.path == path:
            return page
        now = aliases.now_at(self._pages.content, path)
        return self._pages.at(now) if now else None

    def _render(self, page: Page, renderer: Renderer) -> Problem | None:
        """Make a page if that has not been done; what is wrong with its template, if it cannot be made."""
        path = page.address.path
        if path not in self._rendered:
            try:
                self._rendered[path] = self._last_good[path] = renderer.page(page)
            except Exception as error:
                problem = template_problem(error, self.templates)
                if problem is None:
                    raise
                return problem
        return None

    def file(self, path: str) -> bytes | None:
        """An asset, or a file of data beside a page; None where there is no such file."""
        if path in self.assets:
            return self.assets[path]
        page = self._pages.at(path) if self._pages else None
        make = page.beside.get(path) if page else None
        return make() if make else None

    def made_by(self, changed: Iterable[Path]) -> str:
        """The path of the page that an editor who changed one file of content wants to see; empty if there is none."""
        below = sorted(_below(changed, self.content_folder) or ())
        if len(below) != 1 or self._pages is None:
            return ""
        address = addresses.made_by(below[0].relative_to(self.content_folder).parts)
        return address.path if address and self._pages.at(address.path) else ""


def _below(paths: Iterable[Path] | None, folder: Path) -> set[Path] | None:
    return None if paths is None else {path for path in paths if path.is_relative_to(folder)}
