"""The folder of content → typed records, or all that keeps its files from being read. No other module reads it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from generator import files, reader
from generator.kinds import Identifier, Misfit
from generator.model import (
    BiasTool,
    Content,
    Country,
    Design,
    Direction,
    Domain,
    Review,
    Scale,
    Site,
    Study,
    Term,
    TextPage,
)
from generator.problems import Problem, in_file_order
from generator.records import Record, Shape, Source, Span

SINGLE: dict[str, type[Record]] = {"site.yaml": Site}
LISTS: dict[str, tuple[str, type[Record]]] = {
    "outcomes.yaml": ("domains", Domain),
    "designs.yaml": ("designs", Design),
    "directions.yaml": ("directions", Direction),
    "countries.yaml": ("countries", Country),
    "glossary.yaml": ("terms", Term),
}
NO_HOME = (
    "nothing reads this file – scales/<id>.yaml, bias-tools/<id>.yaml, pages/<id>.md, reviews/<id>/review.yaml and "
    "reviews/<id>/studies/<id>.yaml are read, and " + ", ".join([*SINGLE, *LISTS])
)


@dataclass
class _Found:
    """What has been read so far."""

    folder: Path
    site: Site | None = None
    lists: dict[str, tuple[Record, ...]] = field(default_factory=dict)
    scales: list[Scale] = field(default_factory=list)
    tools: list[BiasTool] = field(default_factory=list)
    pages: list[TextPage] = field(default_factory=list)
    reviews: dict[str, Review] = field(default_factory=dict)
    studies: dict[str, list[Study]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def record(self, path: Path, cls: type[Record], **given: str) -> Any:
        """The record that a file holds, or None."""
        value = self.value(path, Shape(record=cls))
        return None if value is None else value.with_(**given)

    def value(self, path: Path, shape: Shape) -> Any:
        source, text, problems = files.read(path)
        value = None
        if not problems:
            value, problems = reader.read(source, text, shape)
        self.problems += problems
        return value


def content(folder: Path) -> tuple[Content | None, list[Problem]]:
    """Everything below a folder of content. With a problem there is no content: rules see whole records only."""
    found = _Found(folder)
    if not folder.is_dir():
        name = files.shown(folder)
        return None, [Source(name).problem("there is no such folder – run this where content/ is, or give --content")]
    for parts, path in files.below(folder, found.problems):
        _take(found, parts, path)
    _miss(found)
    if found.problems or found.site is None:
        return None, in_file_order(found.problems)
    return _whole(found, found.site), []


def _whole(found: _Found, site: Site) -> Content:
    lists: dict[str, Any] = found.lists
    reviews = (
        review.with_(studies=tuple(found.studies.get(name, ()))) for name, review in sorted(found.reviews.items())
    )
    return Content(
        site=site,
        scales=tuple(found.scales),
        tools=tuple(found.tools),
        pages=tuple(found.pages),
        reviews=tuple(reviews),
        **lists,
    )


def _take(found: _Found, parts: tuple[str, ...], path: Path) -> None:
    """Read one file into its place, if it has one."""
    problem = partial(_file_problem, found, path)
    if files.leads_out(path, found.folder):
        problem("this is a link to somewhere outside of the content – put the file itself here")
        return
    match parts:
        case (name,) if name in SINGLE:
            found.site = found.record(path, SINGLE[name])
        case (name,) if name in LISTS:
            attribute, cls = LISTS[name]
            found.lists[attribute] = found.value(path, Shape(items=Shape(record=cls))) or ()
        case ("scales", name) if name.endswith(".yaml") and _is_id(found, path, path.stem):
            _add(found.scales, found.record(path, Scale, id=path.stem))
        case ("bias-tools", name) if name.endswith(".yaml") and _is_id(found, path, path.stem):
            _add(found.tools, found.record(path, BiasTool, id=path.stem))
        case ("pages", name) if name.endswith(".md") and _is_id(found, path, path.stem):
            _add(found.pages, _text_page(found, path))
        case ("reviews", review, "review.yaml") if _is_id(found, path, review):
            found.reviews[review] = found.record(path, Review, id=review)
        case ("reviews", review, "studies", name) if name.endswith(".yaml") and _is_id(found, path, path.stem):
            _add(found.studies.setdefault(review, []), found.record(path, Study, id=path.stem, review=review))
        case _ if path.suffix == ".yml":
            problem("the name of this file ends in .yml – rename it to end in .yaml")
        case _ if not any(one.place.file == files.shown(path) for one in found.problems):
            problem(NO_HOME)


def _add(records: list[Any], record: Any) -> None:
    if record is not None:
        records.append(record)


def _file_problem(found: _Found, path: Path, message: str) -> None:
    found.problems.append(Source(files.shown(path)).problem(message))


def _is_id(found: _Found, path: Path, name: str) -> bool:
    """Whether the name of a file, or of a review's folder, can be an id; if not, that is a problem."""
    try:
        Identifier().read(name)
    except Misfit as misfit:
        _file_problem(found, path, f"the name of this file or folder becomes an id, and {misfit}")
        return False
    return True


def _miss(found: _Found) -> None:
    """What should be there and is not."""
    if not (found.folder / "site.yaml").is_file():
        _file_problem(
            found, found.folder / "site.yaml", "there is no such file – it holds the site's title and address"
        )
    for review in found.studies.keys() - found.reviews.keys():
        path = found.folder / "reviews" / review / "review.yaml"
        if not path.is_file():
            _file_problem(found, path, "there is no such file – the studies beside it need their review")


def _text_page(found: _Found, path: Path) -> TextPage | None:
    """A page of Markdown: its YAML head between two lines of ---, and its body with its place."""
    source, _, problems = files.read(path)
    if problems:
        found.problems += problems
        return None
    lines = source.lines
    end = next((number for number, line in enumerate(lines) if number and line.strip() == "---"), None)
    if lines[0].strip() != "---" or end is None:
        found.problems.append(source.problem("a page begins with a head: a line of ---, 'title: …', and a line of ---"))
        return None
    head, body = "\n".join(lines[1:end]), "\n".join(lines[end + 1 :])
    page, problems = reader.read(source, head, Shape(record=TextPage), first_line=2)
    if not body.strip():
        problems = [*problems, source.problem("there is no text below the head", end + 1)]
    found.problems += problems
    if page is None or problems:
        return None
    page.origin.spans["body"] = Span(end + 2, 1, len(lines), 1)
    whole: TextPage = page.with_(id=path.stem, body=body)
    return whole
