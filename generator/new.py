"""A new study, review, page, term or scale: where it goes and what stands in it. Nothing that is there is lost."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from generator import files, yaml_text
from generator.frozen import frozen
from generator.kinds import Identifier
from generator.load import Library
from generator.model import Review, Scale, Study, Term, TextPage
from generator.problems import Misfit
from generator.records import Record
from generator.skeleton import Given, file_of, schema_line, skeleton

# What is asked for, besides the id, by kind; every other field is a line to fill in.
ASKED: dict[str, tuple[str, ...]] = {
    "study": ("title", "authors", "year"),
    "review": ("title", "question"),
    "page": ("title", "summary"),
    "term": ("title", "meaning"),
    "scale": ("title", "question"),
}
CLASSES: dict[str, type[Record]] = {"study": Study, "review": Review, "page": TextPage, "term": Term, "scale": Scale}
DRAFT = "true"


@frozen
class Planned:
    """A file to write, or why it cannot be: then `path` is None."""

    path: Path | None
    text: str = ""
    problem: str = ""


def plan(kind: str, name: str, given: Given, folder: Path, review: str = "") -> Planned:
    """What a new thing with this id would be. A study, a review or a page begins as a draft."""
    try:
        Identifier().read(name)
    except Misfit as misfit:
        return Planned(None, problem=str(misfit))
    if kind == "study" and not (folder / "reviews" / review / "review.yaml").is_file():
        return Planned(None, problem=f"there is no review '{review}' – it can be {_listed(folder)}")
    if kind == "term":
        return _term(name, given, folder)
    path = path_of(kind, name, folder, review)
    if path.exists():
        return Planned(None, problem=f"{files.shown(path)} is there already – nothing was changed")
    return Planned(path, text_of(kind, given, len(path.relative_to(folder).parts)))


def path_of(kind: str, name: str, folder: Path, review: str = "") -> Path:
    places = {
        "study": folder / "reviews" / review / "studies" / f"{name}.yaml",
        "review": folder / "reviews" / name / "review.yaml",
        "page": folder / "pages" / f"{name}.md",
        "scale": folder / "scales" / f"{name}.yaml",
    }
    return places[kind]


def text_of(kind: str, given: Given, depth: int) -> str:
    """The text of a new file that stands so many folders below the project's."""
    if kind == "page":
        head = skeleton(TextPage, {**given, "draft": DRAFT})
        return f"---\n{head}---\n\nWrite the page here, in Markdown. Headings begin with ##.\n"
    if kind == "scale":
        return file_of(Scale, given, depth)
    about = "A draft: the preview shows it, a build leaves it out. Take the line of `draft` away to publish it."
    return file_of(CLASSES[kind], {**given, "draft": DRAFT}, depth, about)


def reviews_in(folder: Path) -> list[str]:
    """The ids of all reviews."""
    return sorted(path.parent.name for path in folder.glob("reviews/*/review.yaml"))


def _listed(folder: Path) -> str:
    from generator.problems import listed

    return listed(reviews_in(folder)) or "made with: build.py new review"


def _term(name: str, given: Given, folder: Path) -> Planned:
    """The glossary with the term where the alphabet puts its title."""
    path = folder / "glossary.yaml"
    library = Library(folder)
    library.look_at([path])
    read = library.reads.get(("glossary.yaml",))
    if read is not None and read.problems:
        return Planned(None, problem=f"{read.problems[0]} – mend the glossary first")
    terms: tuple[Term, ...] = read.value if read is not None and read.value else ()
    if any(term.id.casefold() == name.casefold() for term in terms):
        return Planned(None, problem=f"the glossary has a term '{name}' already – nothing was changed")
    item = _item({"id": name, **given})
    lines = path.read_text("utf-8").splitlines(keepends=True) if path.is_file() else [schema_line(Term, 1) + "\n"]
    title = str(given.get("title", name)).casefold()
    behind = next((term for term in terms if term.title.casefold() > title), None)
    at = behind.origin.span_of("id").line - 1 if behind is not None else len(lines)
    if at == len(lines) and lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    text = "".join([*lines[:at], item, *lines[at:]])
    before, after = yaml_text.raw("".join(lines)) or [], yaml_text.raw(text)
    if not isinstance(after, list) or [one for one in after if one.get("id") != name] != before:
        return Planned(None, problem="the glossary has a form that cannot be added to – write the term by hand")
    return Planned(path, text)


def _item(given: Mapping[str, str | object]) -> str:
    wanted = [line for line in skeleton(Term, dict(given)).splitlines() if not line.startswith("# ")]  # type: ignore[arg-type]
    return "".join(f"{'  ' if number else '- '}{line}\n" for number, line in enumerate(wanted))
