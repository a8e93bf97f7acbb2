"""A site again: what changed since the last build is made anew, and nothing else. Reads content, templates, static
files and what the last build kept; gives what to write.

A review is made anew when a file of it changed, or when a page of it is not as it was left. What reviews share is made
anew when it changed, or when what it shows of a review did; the data of all reviews, when one was made anew. Where
vocabulary or program changed, all is made anew.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping
from functools import cached_property
from typing import Any

from generator import beside, on_request, outline, static
from generator.compiled import Compiled
from generator.digests import SHARED, digest_of
from generator.export import contribution
from generator.export.contribution import Contribution
from generator.fresh import begun
from generator.ledger import Folders, Ledger, Site
from generator.load import Library
from generator.lookup import Lookup
from generator.model import Content, Review
from generator.outline import Late, Outline
from generator.packing import Packing
from generator.pages.data import is_archived
from generator.parts import Workshop
from generator.publish import archive
from generator.render import Renderer
from generator.zipped import Member

__all__ = ["Again", "Folders", "Site"]

ASSETS, ARCHIVE, DATA = "/assets", "/archive", "/data"
# From this many studies on, a second process is worth what it costs, and so is a folder that is put in place whole.
MANY = 150


class Again(Ledger):
    """One build of a site: what of it is to be made, and the making."""

    def site(self) -> Site | None:
        """What there is to write; None where a problem keeps it from being made."""
        done = False
        try:
            site = self._site()
            done = site is not None
            return site
        finally:
            if not done:
                self.drop()

    def drop(self) -> None:
        """Clear away what was made and is not to be written."""
        if self.fresh:
            self.fresh.drop()
        self.kept_data.drop(self.before.get("parts", {}).keys() - self.stale)

    def _site(self) -> Site | None:
        assets, problems = static.assets(self.folders.static)
        published, names = static.published(assets)
        self.library = Library(self.folders.content)
        self.library.look_at_part(SHARED, self.names)
        self.stale = stale = [name for name in self.names if self._is_stale(name)]
        sizes = {name: self._size(name) for name in stale}
        many = sum(sizes.values()) >= MANY
        shared, _ = self.library.content()
        if problems or shared is None:
            return None
        self.packing = Packing(shared)
        self.compiled = Compiled(str(self.folders.templates))
        make = on_request.maker(self.wanted, self.folders.static, assets[static.STYLESHEET])
        renderer = Renderer(
            shared, self.folders.templates, names, compiled=self.compiled, on_request=make, marked="bom" in self.wanted
        )
        self.workshop = Workshop(shared, renderer, names, self.today)
        if many:
            self.fresh = begun(self.folders.output)
        made = (self._make_in_two(sizes) if many else self._make(stale)) and self._make(self._asking())
        if not made or not self._make_shared() or not self._make_data():
            return None
        self._add(ASSETS, published)
        self.progress.then("packing the site as one file")
        self._pack()
        return self._whole()

    # ── What is to be made ──

    def _is_stale(self, name: str) -> bool:
        part = self.parts.get(name)
        changed = part is None or self.before["content"][name] != self.content[name] or not self._lies(part)
        return changed or not self.kept_data.lies_as_before(self.parts[name]["data"])

    def _read(self, name: str) -> tuple[Content | None, int]:
        """The content with this review alone, if nothing is wrong with it; and how many files of it are drafts. No
        other review stays in memory."""
        library = self.library.and_review(name)
        content, _ = library.content()
        return content, len(library.drafts_in(lambda parts: parts[0] == "reviews"))

    def _asking(self) -> list[str]:
        """Reviews that look at others, where others have other names than before."""
        if not self.before or not self.names_changed:
            return []
        return [name for name, part in self.parts.items() if part.get("asked") and name not in self.made]

    @property
    def names_changed(self) -> bool:
        """Whether ids of this content may be others than when it was last built."""
        return not self.before or any(self._names_of(name) != self._names_before(name) for name in self.names)

    def _names_of(self, name: str) -> Any:
        return self.parts[name]["names"]

    def _names_before(self, name: str) -> Any:
        return self.before["parts"][name]["names"]

    # ── Making ──

    def _make_in_two(self, sizes: Mapping[str, int]) -> bool:
        """Make these reviews, in two processes where that can be; whether all of them could be made."""
        by_size = sorted(sizes, key=lambda name: (-sizes[name], name))
        if len(by_size) < 2 or not beside.possible():
            return self._make(by_size)
        other = beside.Beside(lambda: self._made_by_other(by_size[1::2]))
        if not self._make(by_size[::2]):
            other.stop()
            return False
        found = other.result()
        return self._make(by_size[1::2]) if found is None else self._take_over(found)

    def _size(self, name: str) -> int:
        """How many studies a review has, or a little more: enough to know whether it is many."""
        try:
            return len(os.listdir(self.folders.content / "reviews" / name / "studies"))
        except OSError:
            return 0

    def _made_by_other(self, names: Collection[str]) -> Any:
        """In the other process: all that this one has to know of these reviews; nothing if one could not be made."""
        if not self._make(names):
            return {}
        data = {name: one.plain() for name, one in self.data.items()}
        made = {name: list(self.made[name]) if self.fresh else dict(self.made[name]) for name in names}
        return {name: (self.parts[name], made[name], self.outlines.get(name), data.get(name)) for name in names}

    def _take_over(self, found: Any) -> bool:
        for name, (part, made, brief, data) in found.items():
            self.parts[name], self.made[name] = part, self.fresh.lying(made) if self.fresh else made
            if brief is None:
                self.outlines.pop(name, None)
            else:
                self.outlines[name] = brief
            if data is not None:
                self.data[name] = contribution.of_plain(data)
        return bool(found)

    def _make(self, names: Collection[str]) -> bool:
        """Make these reviews; whether all of them could be made."""
        self.progress.to_make(len(names))
        return all(self._make_review(name) and self.progress.made() for name in names)

    def _make_review(self, name: str) -> bool:
        content, drafts = self._read(name)
        if content is None:
            return False
        review = next(iter(content.reviews), None)
        if review is None:
            self.outlines.pop(name, None)
            self._add(name, {}, drafts=drafts, names=b"")
            return True
        made = self.workshop.of_review(review, lambda: self.everything, self._keys(name))
        if made is None or made.outline is None or made.data is None:
            return False
        self.outlines[name] = self.packing.pack(made.outline)
        self._add(name, made.files, made, drafts, digest_of(made.outline.names))
        self.parts[name]["studies"] = made.outline.tally.counts["studies"]
        self.parts[name]["shows"] = digest_of((self.outlines[name], self._paths(name)))
        self._keep_data(name, made.data)
        return True

    def _make_shared(self) -> bool:
        """Make what is no review's own, if it shows something that changed."""
        part, shows = self.parts.get(SHARED), self._shown()
        if part is not None and self._lies(part) and part["shows"] == shows:
            return True
        paths = [path for name in self.names for path in self._paths(name)]
        made = self.workshop.of_site([self._outline(name) for name in self._built], paths)
        if made is None:
            return False
        drafts = len(self.library.drafts_in(lambda parts: parts[0] != "reviews"))
        self._add(SHARED, made.files, made, drafts)
        self.parts[SHARED]["shows"] = shows
        return True

    def _shown(self) -> bytes:
        """Tells apart what the rest of the site shows of its reviews."""
        return digest_of([self.parts[name]["shows"] for name in self.names])

    def _make_data(self) -> bool:
        """Put the data of the site together, if a review was made anew or what they share was."""
        part, shows = self.parts.get(DATA), self._shown()
        same = part is not None and self._lies(part) and part["shows"] == shows
        if same and not any(name in self.made for name in (SHARED, *self.names)):
            return True
        self.progress.then("putting the data of all reviews together")
        data = [self._data_of(name) for name in self._built]
        found = [one for one in data if one is not None]
        outlines = Late(lambda: [self._outline(name) for name in self._built])
        made = self.workshop.of_data(outlines, found)
        if made is None or len(found) < len(data):
            return False
        self._add(DATA, made)
        self.parts[DATA]["shows"] = shows
        return True

    def _data_of(self, name: str) -> Contribution | None:
        """What a review adds to the data: as it was kept, or else made again."""
        found = self.data.get(name) or self.kept_data.load(name)
        if found is None and self._make([name]):
            found = self.data.get(name) or self.kept_data.load(name)
        return found

    def _outline(self, name: str) -> Outline:
        packed, found = self.unpacked.get(name, (b"", None))
        if found is None or packed is not self.outlines[name]:
            found = self.packing.unpack(self.outlines[name])
            self.unpacked[name] = self.outlines[name], found
        return found

    @cached_property
    def everything(self) -> Lookup:
        """All reviews, in brief."""
        reviews = map(self._brief, self.names)
        return Lookup(self.workshop.shared.with_(reviews=tuple(one for one in reviews if one is not None)))

    def _brief(self, name: str) -> Review | None:
        """A review by its outline, or by its files where that is stale: it may have become a draft."""
        if name in self.made or name not in self.stale:
            return self._outline(name).review if name in self.outlines else None
        content, _ = self._read(name)
        return outline.in_brief(content.reviews[0]) if content and content.reviews else None

    def _pack(self) -> None:
        """The whole site as one file, if anything in it is another than before."""
        studies = sum(self.parts[name]["studies"] for name in self._built)
        same = {ASSETS} if self._lies_before(ASSETS) else set()
        if not is_archived(studies):
            self._add(ARCHIVE, {})
        elif self.made.keys() - same or not self._lies_before(ARCHIVE):
            self._add(ARCHIVE, self._archive(same))

    def _archive(self, same: Collection[str]) -> dict[str, bytes]:
        """The site as one file. What was not made anew, or is the `same`, is copied out of the last one."""
        home = {path: name for name in self.parts if name != ARCHIVE for path in self._paths(name)}
        new = {path for name in self.made if name not in same for path in self.made[name]}
        packed = {} if not self._lies_before(ARCHIVE) else self._packed_before()
        stay = {path: one for path, one in packed.items() if path not in new}
        return archive.file(self.workshop.shared.site, home, lambda path: self._bytes(home[path], path), stay)

    def _packed_before(self) -> dict[str, Member]:
        """What the last build packed; nothing where that cannot be told."""
        before = self.before["parts"][ARCHIVE]["files"]
        paths = [path for path, *_ in before if not path.endswith(archive.FOR_HOSTS)]
        try:
            return archive.members((self.folders.output / paths[0]).read_bytes()) if paths else {}
        except ValueError:
            return {}
