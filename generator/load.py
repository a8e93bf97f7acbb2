"""The folder of content → typed records, or all that keeps its files from being read. No other module reads it."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePath
from types import MappingProxyType
from typing import Any

from generator import files, reader
from generator.frozen import frozen
from generator.kinds import Identifier
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
from generator.out_of_place import WHERE, told_once, why_unread
from generator.problems import Misfit, Problem, in_file_order
from generator.records import Record, Shape, Source, Span
from generator.unread import Parts, is_review, is_study, names_of, without_review

SINGLE: dict[str, type[Record]] = {"site.yaml": Site}
LISTS: dict[str, tuple[str, type[Record]]] = {
    "outcomes.yaml": ("domains", Domain),
    "designs.yaml": ("designs", Design),
    "directions.yaml": ("directions", Direction),
    "countries.yaml": ("countries", Country),
    "glossary.yaml": ("terms", Term),
}
VOCABULARY = {PurePath(name).stem for name in (*SINGLE, *LISTS)}
NO_HEAD = "a page begins with a head: a line of ---, 'title: …', and a line of ---"


ID = Identifier()
Stamp = tuple[int, int, int]
DRAFT = re.compile(r"""^draft:[ \t]*["']?true["']?[ \t]*(\#.*)?\r?$""", re.MULTILINE)


@frozen
class Read:
    """What one file holds, or what keeps it from being read; `draft` is true where the file says so of itself."""

    value: Any = None
    problems: tuple[Problem, ...] = ()
    draft: bool = False


@dataclass
class Library:
    """The files of a folder of content: each is read once, and again when it has changed.

    What has not changed is the same record as before, not an equal one: whoever keeps what follows from it may ask
    with `is`.
    """

    folder: Path
    reads: dict[Parts, Read] = field(default_factory=dict)
    stamps: dict[Parts, Stamp | None] = field(default_factory=dict)
    closed: list[Problem] = field(default_factory=list)  # folders that could not be looked into
    _reviews: dict[str, Review] = field(default_factory=dict)

    def look_at_all(self) -> bool:
        """Read what has changed anywhere below the folder. Whether anything had."""
        self.closed = []
        found = dict(files.below(self.folder, self.closed))
        gone = [parts for parts in self.reads if parts not in found]
        for parts in gone:
            self._forget(parts)
        changed = [parts for parts, path in found.items() if self._look_at(parts, path)]
        return bool(gone or changed)

    def look_at_part(self, name: str, others: Iterable[str] = ()) -> None:
        """Read one review, or, where the name is empty, all but the reviews named."""
        inside = ("reviews", name) if name else ()
        leave_out = {("reviews", other) for other in others}
        for parts, path in files.below(self.folder, self.closed, inside, leave_out):
            self._look_at(parts, path)

    def and_review(self, name: str) -> Library:
        """What has been read here, and one review: read anew, and let go of with what is given."""
        other = Library(self.folder, dict(self.reads), dict(self.stamps), list(self.closed))
        other.look_at_part(name)
        return other

    def look_at(self, paths: Iterable[Path]) -> bool:
        """Read these files alone again, or forget them where they are gone. Whether anything had changed."""
        changed = False
        for path in paths:
            parts = path.relative_to(self.folder).parts
            if files.is_there(self.folder, parts):
                changed |= self._look_at(parts, path)
            else:
                changed |= self._forget(parts)
        return changed

    def _look_at(self, parts: Parts, path: Path) -> bool:
        stamp = files.stamp(path)
        if stamp is not None and self.stamps.get(parts) == stamp:
            return False
        self.reads[parts] = _read(parts, path, self.folder)
        self.stamps[parts] = stamp
        return True

    def _forget(self, parts: Parts) -> bool:
        self.stamps.pop(parts, None)
        return self.reads.pop(parts, None) is not None

    def content(self, *, drafts: bool = False) -> tuple[Content | None, list[Problem]]:
        """All that has been read. With a problem there is no content. Drafts are left out, and with them what is wrong
        in them, unless they are asked for."""
        content, problems = self.as_read(drafts=drafts)
        return (None if problems else content), problems

    def as_read(self, *, drafts: bool = False, but: Container[Parts] = ()) -> tuple[Content | None, list[Problem]]:
        """What could be read, `but` some files, and what keeps the rest from it: rules look at whole records, but at
        all that there are, so that an editor hears of everything at once. No content where the vocabulary is not whole,
        as too much else would seem wrong then."""
        if not self.folder.is_dir():
            words = "there is no such folder – run this where content/ is, or give --content"
            return None, [Source(files.shown(self.folder)).problem(words)]
        reads = {parts: read for parts, read in self._reads(drafts=drafts).items() if parts not in but}
        problems = [*self.closed, *self._missing(reads)]
        problems += told_once({parts: read.problems for parts, read in reads.items()})
        problems = [replace(one, unread=WHERE not in one.message) for one in in_file_order(problems)]
        site = reads.get(("site.yaml",))
        unread = names_of([parts for parts, read in reads.items() if read.problems], reads, VOCABULARY)
        if site is None or self.closed or unread is None:
            return None, problems
        sound = {parts: read for parts, read in reads.items() if not read.problems}
        return self._whole(sound, site.value).with_(unread=unread), problems

    def _reads(self, *, drafts: bool) -> dict[Parts, Read]:
        reads = {parts: self.reads[parts] for parts in sorted(self.reads, key=_order)}
        return {parts: read for parts, read in reads.items() if drafts or not self._is_draft(parts, read)}

    @property
    def drafts(self) -> int:
        """How many files a build leaves out."""
        return len(self.drafts_in(lambda _: True))

    def drafts_in(self, wanted: Callable[[Parts], bool]) -> list[Parts]:
        """The files that a build leaves out, of those that are wanted."""
        return [parts for parts, read in self.reads.items() if wanted(parts) and self._is_draft(parts, read)]

    def drafts_with(self, problems: Iterable[Problem]) -> set[Parts]:
        """The drafts that these problems are in, a review with its studies; none where one is in another file."""
        drafts = {files.shown(self.folder.joinpath(*parts)): parts for parts in self.drafts_in(lambda _: True)}
        found = [drafts.get(problem.place.file) for problem in problems]
        at_fault = {parts for parts in found if parts is not None}
        reviews = {parts[1] for parts in at_fault if is_review(parts)}
        at_fault.update(parts for parts in self.reads if is_study(parts) and parts[1] in reviews)
        return set() if None in found else at_fault

    def with_their_reviews(self, drafts: Collection[Parts]) -> set[Parts]:
        """These drafts, and with a study of a review that is a draft all of that review."""
        homes = {(*parts[:2], "review.yaml") for parts in drafts if is_study(parts)}
        reviews = {home[1] for home in homes if home in self.reads and self.reads[home].draft}
        return {*drafts, *(parts for parts in self.reads if len(parts) > 2 and parts[1] in reviews)}

    def _is_draft(self, parts: Parts, read: Read) -> bool:
        """A file that says so; the studies of a review that does are drafts as well."""
        review = self.reads.get((*parts[:2], "review.yaml")) if parts[0] == "reviews" else None
        return read.draft or (review is not None and review.draft)

    def _missing(self, reads: Mapping[Parts, Read]) -> Iterator[Problem]:
        """What should be there and is not."""

        def missing(path: Path, words: str) -> Problem:
            return Source(files.shown(path)).problem(words)

        if ("site.yaml",) not in reads:
            yield missing(self.folder / "site.yaml", "there is no such file – it holds the site's title and address")
        for review in without_review(reads):
            home = self.folder / "reviews" / review / "review.yaml"
            yield missing(home, "there is no such file – the studies beside it need their review")

    def _whole(self, reads: Mapping[Parts, Read], site: Site) -> Content:
        lists: dict[str, Any] = {
            attribute: reads[(name,)].value for name, (attribute, _) in LISTS.items() if (name,) in reads
        }
        studies: dict[str, list[Study]] = {}
        for parts, read in reads.items():
            if is_study(parts):
                studies.setdefault(parts[1], []).append(read.value)
        reviews = [(parts[1], read.value) for parts, read in reads.items() if is_review(parts)]
        return Content(
            site=site,
            scales=_in_folder(reads, "scales"),
            tools=_in_folder(reads, "bias-tools"),
            pages=_in_folder(reads, "pages"),
            reviews=tuple(self._review(name, base, tuple(studies.get(name, ()))) for name, base in reviews),
            **lists,
        )

    def _review(self, name: str, base: Review, studies: tuple[Study, ...]) -> Review:
        """A review with its studies: the same one as before while all of it is the same."""
        before = self._reviews.get(name)
        if before is None or before.origin is not base.origin or not _same(before.studies, studies):
            self._reviews[name] = base.with_(studies=studies)
        return self._reviews[name]


def content(folder: Path, *, drafts: bool = False) -> tuple[Content | None, list[Problem]]:
    """Everything below a folder of content, or all that keeps it from being read."""
    library = Library(folder)
    library.look_at_all()
    return library.content(drafts=drafts)


def _same(first: tuple[Any, ...], second: tuple[Any, ...]) -> bool:
    return len(first) == len(second) and all(map(operator.is_, first, second))


def _order(parts: Parts) -> tuple[bool, Parts]:
    """Files of a folder come before its folders, each by name."""
    return len(parts) > 1, parts


def _in_folder(reads: Mapping[Parts, Read], folder: str) -> tuple[Any, ...]:
    return tuple(read.value for parts, read in reads.items() if len(parts) == 2 and parts[0] == folder)


def _read(parts: Parts, path: Path, folder: Path) -> Read:
    """What one file holds, by the place where it stands."""
    if files.leads_out(path, folder):
        return _problem(path, "this is a link to somewhere outside of the content – put the file itself here")
    match parts:
        case (name,) if name in SINGLE:
            return _record(path, SINGLE[name])
        case (name,) if name in LISTS:
            return _value(path, Shape(items=Shape(record=LISTS[name][1])))
        case ("scales", name) if name.endswith(".yaml"):
            return _misnamed(path, path.stem) or _record(path, Scale, id=path.stem)
        case ("bias-tools", name) if name.endswith(".yaml"):
            return _misnamed(path, path.stem) or _record(path, BiasTool, id=path.stem)
        case ("pages", name) if name.endswith(".md"):
            return _misnamed(path, path.stem) or _text_page(path)
        case ("reviews", review, "review.yaml"):
            return _misnamed(path, review) or _record(path, Review, id=review)
        case ("reviews", review, "studies", name) if name.endswith(".yaml"):
            return _misnamed(path, path.stem) or _record(path, Study, id=path.stem, review=review)
    return _problem(path, why_unread(parts))


def _problem(path: Path, message: str) -> Read:
    return Read(problems=(Source(files.shown(path)).problem(message),))


def _misnamed(path: Path, name: str) -> Read | None:
    """What is wrong where the name of a file, or of a review's folder, cannot be an id."""
    try:
        ID.read(name)
    except Misfit as misfit:
        return _problem(path, f"the name of this file or folder becomes an id, and {misfit}")
    return None


def _record(path: Path, cls: type[Record], **given: str) -> Read:
    return _value(path, Shape(record=cls), given)


def _value(path: Path, shape: Shape, given: Mapping[str, str] = MappingProxyType({})) -> Read:
    source, text, problems = files.read(path)
    if problems:
        return Read(problems=tuple(problems))
    value, problems = reader.read(source, text, shape, given)
    # A file that cannot be read as a record can still say that it is not meant to be published yet.
    draft = bool(DRAFT.search(text)) if problems or value is None else getattr(value, "draft", False)
    return Read(None if problems else value, tuple(problems), draft)


def _text_page(path: Path) -> Read:
    """A page of Markdown: its YAML head between two lines of ---, and its body with its place."""
    source, _, problems = files.read(path)
    if problems:
        return Read(problems=tuple(problems))
    lines = source.lines
    end = next((number for number, line in enumerate(lines) if number and line.strip() == "---"), None)
    if lines[0].strip() != "---" or end is None:
        return Read(problems=(source.problem(NO_HEAD),))
    head, body = "\n".join(lines[1:end]), "\n".join(lines[end + 1 :])
    page, problems = reader.read(source, head, Shape(record=TextPage), first_line=2)
    if not body.strip():
        problems = [*problems, source.problem("there is no text below the head", end + 1)]
    if page is None or problems:
        return Read(problems=tuple(problems), draft=bool(DRAFT.search(head)))
    page.origin.spans["body"] = Span(end + 2, 1, len(lines), 1)
    return Read(page.with_(id=path.stem, body=body), draft=page.draft)
