"""Files of a review that were saved → the pages that show it, before the rest of the site is made again.

What a build makes of a review alone, from what is in memory: the vocabulary, the review's other files, the templates.
Only where nothing else can be touched by it, since no name that others may use has changed; all else is left to the
build that follows. Reads content, templates and what the last build kept; writes nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from datetime import date
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

from generator import check, converted, digests, kept, pages, remembered, static, text
from generator.compiled import Compiled
from generator.digests import SHARED, digest_of
from generator.frozen import frozen
from generator.ledger import Also, Folders, digest_of_outlines, keys_that_lie
from generator.load import Library
from generator.lookup import Lookup, PartLookup, names_of
from generator.metadata.works import CITE, STUDIES, STUDY
from generator.model import Content, Review, Unread
from generator.packing import Packing
from generator.pages import Page
from generator.parts import Workshop, keys_of, others_of
from generator.problems import Problem, in_file_order
from generator.render import Renderer

# Those that editors look at first; and the one that has to wait, as it tells the sizes of all data of its review.
FIRST, LAST = (STUDY, STUDIES), CITE
# What was worked out of a text is kept, also when the text is another by then: after so many looks all is let go of.
LOOKS = 50
# What a message can say of other reviews when these are known by their outlines, as it would with their files.
WHOLE_IN_BRIEF = {"_all_interventions"}


@frozen
class Built:
    """What the last build kept, and how it lies."""

    folders: Folders
    index: Mapping[str, Any]
    outlines: Mapping[str, bytes]
    lies: list[kept.State]

    @classmethod
    def load(cls, folders: Folders) -> Built | None:
        """None where nothing was kept that can be trusted."""
        name = Path(f"{folders.kept}.index").name
        try:
            lies = kept.states(str(folders.cache), [name])
        except OSError:
            return None
        index, outlines = (kept.load(f"{folders.kept}.{kind}") or {} for kind in ("index", "outlines"))
        same = bool(index) and index["outlines"] == digest_of_outlines(outlines)
        return cls(folders, index, outlines, lies) if same else None

    def is_of(self, program: bytes, shared: bytes, today: date) -> bool:
        """Whether a build now would take over what has not changed in its reviews."""
        turned = kept.has_turned(self.index["turns"], self.index["day"], today.isoformat())
        return self.index["program"] == program and self.index["content"][SHARED] == shared and not turned

    def is_last(self) -> bool:
        """Whether no other build has come since, and the site's folder is there."""
        output = str(self.folders.output)
        return kept.lie_as_before(str(self.folders.cache), self.lies) and kept.lie_as_before(output, self.index["list"])

    @property
    def reviews(self) -> list[str]:
        return [name for name in self.index["content"] if name != SHARED]

    def part(self, name: str) -> Mapping[str, Any]:
        found: Mapping[str, Any] = self.index["parts"].get(name, {"names": b"", "files": (), "keys": {}})
        return found


@frozen
class Seen:
    """What keeps the site as it is; or groups of files, each to be written as a whole and in this order. No group where
    only a build of everything can tell what there is to write."""

    problems: tuple[Problem, ...] = ()
    groups: Iterator[dict[str, bytes]] = field(default_factory=lambda: iter(()))


@frozen
class Plan:
    """The pages of a review: those to make first, and those after them; whether one was not there before."""

    every: list[Page]
    first: set[str]
    then: set[str]
    adds: bool
    renderer: Renderer

    def made(self, wanted: Collection[str]) -> tuple[dict[str, bytes], list[Problem]]:
        return self.renderer.all(self.every, lambda page: page.address.path not in wanted)


class Ahead:
    """Looks at reviews of a site that is built; `of` gives none where the last build is not one of this content."""

    def __init__(
        self,
        built: Built,
        shared: Content,
        library: Library,
        *,
        wanted: Collection[str],
        also: Also | None,
        today: date,
    ) -> None:
        self.built, self.library, self.wanted, self.also, self.today = built, library, wanted, also, today
        self.names = static.published(static.assets(built.folders.static)[0])[1]
        self.shared, self.packing = shared, Packing(shared)
        self.compiled = Compiled(str(built.folders.templates))
        self.read: set[str] = set()
        self.unpacked: dict[str, tuple[bytes, Review]] = {}
        self.looks = 0
        self.workshop = self._workshop()

    @classmethod
    def of(cls, folders: Folders, wanted: Collection[str], also: Also | None, today: date) -> Ahead | None:
        built = Built.load(folders)
        program = digests.of_program((str(folders.templates), str(folders.static)), wanted)
        shared = digests.of_content(str(folders.content), ())[SHARED]
        if built is None or not built.is_of(program, shared, today):
            return None
        library = Library(folders.content)
        library.look_at_part(SHARED, built.reviews)
        content, _ = library.content()
        if content is None:
            return None
        return cls(built, content.with_(reviews=()), library, wanted=wanted, also=also, today=today)

    def _workshop(self) -> Workshop:
        templates, marked = self.built.folders.templates, "bom" in self.wanted
        renderer = Renderer(self.shared, templates, self.names, compiled=self.compiled, marked=marked)
        return Workshop(self.shared, renderer, self.names, self.today)

    def is_current(self, today: date) -> bool:
        """Whether the site is as the last build that is known here left it."""
        return today == self.today and self.built.is_last()

    def goes_on(self, today: date) -> bool:
        """Look at what the newest build kept; whether that is one of the same templates and vocabulary."""
        newest, before = Built.load(self.built.folders), self.built.index
        if newest is None or today != self.today:
            return False
        self.built = newest
        if self.looks > LOOKS:
            self.looks = 0
            text.forget()
            converted.found_in.cache_clear()
            remembered.forget()
            self.workshop = self._workshop()
        return newest.is_of(before["program"], before["content"][SHARED], today)

    # ── Looking ──

    def look(self, changed: Mapping[str, Collection[Path]]) -> Seen:
        """Look at reviews by their ids: of each at the files that changed, or, where none did, whether all is well."""
        self.looks += 1
        self.library.closed.clear()
        for name, paths in changed.items():
            self._read(name, paths)
        content, unread = self.library.as_read()
        if content is None:
            return Seen(tuple(unread))
        if not all(self._has_its_names(name, content) for name in changed):
            return Seen()
        reviews = [one for one in content.reviews if one.id in changed]
        whole = cache(lambda: self._everything(content))
        lookups = [self.workshop.lookup_of(one, whole, content.unread) for one in reviews]
        broken, all_is_said = self._broken(lookups)
        if unread or broken:
            return Seen(tuple(in_file_order([*unread, *broken]))) if all_is_said else Seen()
        to_make = [one for one in zip(reviews, lookups, strict=True) if changed[one[0].id]]
        return Seen(groups=self._groups(to_make)) if to_make else Seen()

    def _read(self, name: str, paths: Collection[Path]) -> None:
        if name in self.read:
            self.library.look_at(paths)
        else:
            self.library.look_at_part(name)
            self.read.add(name)

    def _broken(self, lookups: Iterable[PartLookup]) -> tuple[list[Problem], bool]:
        """What breaks a rule, and whether nobody who looks at other reviews could say more of it."""
        found = [(check.go_over(one, self.today), one.asked <= WHOLE_IN_BRIEF) for one in lookups]
        problems = list(chain.from_iterable(problems for problems, _ in found))
        return problems, all(sure for problems, sure in found if problems)

    def _has_its_names(self, name: str, content: Content) -> bool:
        """Whether other reviews, and what all share, can name of a review what they could; that could not be read
        counts as there."""
        review = next((one for one in content.reviews if one.id == name), None)
        unread = {one.id for one in content.unread if one.review == name}
        if review is None:
            return Unread("review", name) in content.unread
        if not unread:
            return bool(self.built.part(name)["names"] == digest_of(names_of(review)))
        before = self._in_brief(name).studies if name in self.built.outlines else ()
        return {one.id for one in before} <= unread | {one.id for one in review.studies}

    def _everything(self, content: Content) -> Lookup:
        """All reviews: those that were read, and the others by their outlines."""
        whole = {one.id: one for one in content.reviews}
        for name in self.built.outlines.keys() - whole.keys():
            whole[name] = self._in_brief(name)
        reviews = tuple(whole[name] for name in sorted(whole))
        return Lookup(self.shared.with_(reviews=reviews, unread=content.unread))

    def _in_brief(self, name: str) -> Review:
        packed, before = self.built.outlines[name], self.unpacked.get(name)
        if before is None or before[0] != packed:
            before = self.unpacked[name] = packed, self.packing.unpack(packed).review
        return before[1]

    # ── Making ──

    def _groups(self, reviews: Sequence[tuple[Review, PartLookup]]) -> Iterator[dict[str, bytes]]:
        plans = [self._plan(*one) for one in reviews]
        groups = [[(plan, plan.first) for plan in plans], [(plan, plan.then) for plan in plans]]
        if any(plan.adds for plan in plans):
            # No page is ever there before one that it links to.
            groups = [[*groups[0], *groups[1]]]
        for group in groups:
            files: dict[str, bytes] = {}
            for plan, wanted in group:
                made, problems = plan.made(wanted)
                if problems:
                    return
                files |= made
            yield {**files, **(self.also(files) if self.also else {})}

    def _plan(self, review: Review, lookup: PartLookup) -> Plan:
        shown, _, made = pages.of_review(review, lookup)
        renderer = self.workshop.renderer.on(lookup)
        before = keys_that_lie(str(self.built.folders.output), self.built.part(review.id))
        stay = {
            path for path, key in keys_of(made, shown, renderer, others_of(lookup)).items() if before.get(path) == key
        }
        to_make = [page for page in made if page.address.path not in stay and page.template != LAST]
        first = {page.address.path for page in to_make if page.template in FIRST}
        then = {page.address.path for page in to_make} - first
        there = {path for path, *_ in self.built.part(review.id)["files"]}
        return Plan(made, first, then, not first | then <= there, renderer)
