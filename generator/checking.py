"""All that is wrong with content, templates and static files, and what should be looked at: what `check` tells.

What the last check without a problem looked at is not looked at again: a review of which no file has changed, nor the
vocabulary, nor what it names of others; and of one that has, the pages of studies that show the same. Where one who
looks at everything could say more of a problem, everything is looked at. Reads, and writes nothing.

What makes pages is loaded when there is no problem before: an editor who looks for one does not wait for that.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import Any

from generator import advice, check, files, text
from generator.digests import SHARED, digest_of
from generator.frozen import frozen
from generator.load import Library
from generator.lookup import Lookup, Part, PartLookup, names_of, shared_by_reviews
from generator.model import Review
from generator.problems import Problem, in_file_order, of_plain

# What is known of a part that makes no page: a draft.
NOTHING: dict[str, Any] = {
    "warnings": (),
    "turns": (),
    "texts": {},
    "studies": 0,
    "names": b"",
    "outline": b"",
    "asked": False,
    "keys": {},
}


@frozen
class Found:
    """What a check found, and in how many reviews and studies. `turns` are the days from which on it may find something
    else in the same files; `kept` is what the next check can use, if anything."""

    problems: Sequence[Problem] = ()
    warnings: Sequence[Problem] = ()
    reviews: int = 0
    studies: int = 0
    drafts: int = 0
    turns: Sequence[str] = ()
    kept: Mapping[str, Any] | None = None


class Checking:
    """One check of three folders: of content, templates and static files. `digests` tell apart what each review is now,
    and what all share; `before` is what the last check kept, of the same program."""

    def __init__(
        self, folders: Sequence[Path], digests: Mapping[str, bytes], before: Mapping[str, Any], today: date
    ) -> None:
        self.folder, self.templates, self.static = folders
        self.digests, self.before, self.today = digests, before.get("parts", {}), today
        self.assets: Mapping[str, str] | None = before.get("assets")
        self.names = [name for name in sorted(digests) if name != SHARED and not files.PASSED_OVER.fullmatch(name)]
        same = {name: part for name, part in self.before.items() if part["digest"] == digests.get(name)}
        self.same_vocabulary = SHARED in same
        self.parts: dict[str, Any] = same if self.same_vocabulary else {}
        self.library = Library(self.folder)
        for part in self.before.values():
            text.known.update(part["texts"])

    def found(self) -> Found:
        return self._by_parts() or self._of_everything()

    def _of_everything(self) -> Found:
        from generator import make

        made = make.rendered(self.folder, self.templates, self.static)
        if made.content is None:
            return Found(made.problems)
        reviews = made.content.reviews
        turns = tuple(advice.turning_days(Lookup(made.content).part))
        return Found((), made.warnings, len(reviews), sum(len(one.studies) for one in reviews), made.drafts, turns)

    def _by_parts(self) -> Found | None:
        """What is found by looking at what has changed; None where everything has to be looked at to say it."""
        if not self._know_assets() or not self.templates.is_dir():
            return None
        unread = self._read()
        if unread and self.content is not None and any(part["asked"] for part in self.parts.values()):
            # Names of others may have gone with what could not be read, and have not been looked for.
            return None
        broken, certain = self._broken_rules() if self.content is not None else ([], True)
        if unread or broken:
            return Found(in_file_order([*unread, *broken])) if certain else None
        return self._sum() if self._can_be_shown() else None

    def _know_assets(self) -> bool:
        """Whether static files are well; with the same program they are as they were."""
        if self.assets is None:
            from generator import static

            own, problems = static.assets(self.static)
            self.assets = None if problems else static.published(own)[1]
        return self.assets is not None

    # ── Reading ──

    def _read(self) -> list[Problem]:
        """Read what has changed, and what names others where their names have; with what keeps files from being
        read."""
        self.library.look_at_part(SHARED, self.names)
        problems = self._read_changed()
        asking = [name for name, part in self.parts.items() if part["asked"]]
        if problems or not asking or not self.names_changed:
            return problems
        self.parts = {name: part for name, part in self.parts.items() if name not in asking}
        return self._read_changed()

    def _read_changed(self) -> list[Problem]:
        for name in self.names:
            if name not in self.parts:
                self.library.look_at_part(name)
        self.content, problems = self.library.as_read()
        if self.content is not None:
            self.reviews, self.shared = {one.id: one for one in self.content.reviews}, self.content.with_(reviews=())
        return problems

    @property
    def names_changed(self) -> bool:
        """Whether reviews have come or gone, or have other names for what others may name."""
        now = _names(self.parts) | {name: digest_of(names_of(one)) for name, one in self.reviews.items()}
        return now != _names(self.before)

    @cached_property
    def packing(self) -> Any:
        from generator.packing import Packing

        return Packing(self.shared)

    @cached_property
    def outlines(self) -> dict[str, Any]:
        """Those of reviews that have not changed; the others are added when they have been looked at."""
        from generator import outline  # noqa: F401 – only what is loaded can be unpacked

        return {name: self.packing.unpack(part["outline"]) for name, part in self.parts.items() if part["outline"]}

    @cached_property
    def everything(self) -> Lookup:
        """All reviews: those that were read, and the others by their outlines."""
        known = {name: one.review for name, one in self.outlines.items()} | self.reviews
        return Lookup(self.shared.with_(reviews=tuple(known[name] for name in self.names if name in known)))

    # ── Rules ──

    def _broken_rules(self) -> tuple[list[Problem], bool]:
        """What breaks a rule, and whether that is certain to be all that can be said of it: who knows another review by
        its outline knows neither its titles nor its places."""
        self.lookups = {name: self._lookup(review) for name, review in self.reviews.items()}
        found = [(self._broken_by(one), bool(one.asked)) for one in self.lookups.values()]
        if SHARED not in self.parts or self.names_changed:
            part = shared_by_reviews(self.shared)
            lookup = PartLookup(self.everything.content, part, whole=self._everything)
            found.append((self._broken_by(lookup), True))
        certain = not self.parts or not any(problems and asked for problems, asked in found)
        return in_file_order(chain.from_iterable(problems for problems, _ in found)), certain

    def _lookup(self, review: Review) -> PartLookup:
        return PartLookup(self.shared.with_(reviews=(review,)), Part(reviews=(review,)), whole=self._everything)

    def _everything(self) -> Lookup:
        return self.everything

    def _broken_by(self, lookup: Lookup) -> list[Problem]:
        return check.go_over(lookup, self.today)

    # ── Pages ──

    def _can_be_shown(self) -> bool:
        """Whether the pages of all that has changed can be made; what is known of it from then on is added."""
        from generator.showing import Showing

        self.showing = Showing(self.shared, self.templates, self.assets or {}, self.today)
        changed = [name for name in self.names if name not in self.parts]
        done = all(map(self._look_at, changed)) and self._look_at_shared()
        if done:
            self.showing.compiled.keep()
        return done

    def _look_at(self, name: str) -> bool:
        review = self.reviews.get(name)
        if review is None:
            self._add(name, {})
            return True
        before = self.before[name]["keys"] if self.same_vocabulary and name in self.before else {}
        found = self.showing.review(review, self.lookups[name], before)
        if found is None:
            return False
        self.outlines[name], known = found
        self._add(name, known, names=digest_of(names_of(review)), outline=self.packing.pack(found[0]))
        return True

    def _look_at_shared(self) -> bool:
        """Look at what is no review's own, if it shows something that has changed."""
        shows = digest_of([self.parts[name]["outline"] for name in self.names])
        if SHARED in self.parts and self.parts[SHARED]["shows"] == shows:
            return True
        known = self.showing.site([self.outlines[name] for name in self.names if name in self.outlines])
        if known is not None:
            self._add(SHARED, known, shows=shows)
        return known is not None

    def _add(self, name: str, known: Mapping[str, Any], **more: Any) -> None:
        drafts = self.library.drafts_in(lambda parts: (parts[1] if parts[0] == "reviews" else SHARED) == name)
        self.parts[name] = {**NOTHING, "digest": self.digests[name], "drafts": len(drafts), **known, **more}

    def _sum(self) -> Found:
        parts = self.parts.values()
        return Found(
            warnings=in_file_order(of_plain(one) for part in parts for one in part["warnings"]),
            reviews=len(self.outlines),
            studies=sum(part["studies"] for part in parts),
            drafts=sum(part["drafts"] for part in parts),
            turns=[day for part in parts for day in part["turns"]],
            kept={"assets": self.assets, "parts": self.parts},
        )


def _names(parts: Mapping[str, Any]) -> dict[str, bytes]:
    """What tells the names of each review that is on the site from others."""
    return {name: part["names"] for name, part in parts.items() if part["names"]}
