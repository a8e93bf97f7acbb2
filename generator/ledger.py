"""What a build has made, part by part, and what the last one left: how that lies on the disk, what there is to write,
and what the next build can use. Reads and writes the output and the cache; makes nothing itself.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from generator import digests, files, kept, write
from generator.compiled import Compiled
from generator.digests import SHARED, SIZE, blake2b
from generator.export.contribution import Contribution
from generator.fresh import Fresh, NotWritten
from generator.frozen import frozen
from generator.kept import State
from generator.kept_data import KeptData
from generator.outline import Outline
from generator.parts import Made
from generator.progress import Progress
from generator.publish import archive

Also = Callable[[Mapping[str, bytes]], Mapping[str, bytes]]


@frozen
class Folders:
    """What a build reads, where it writes, and where it keeps what the next can use."""

    content: Path
    templates: Path
    static: Path
    output: Path
    cache: Path

    @property
    def kept(self) -> str:
        return kept.place(str(self.cache), str(self.content), str(self.output))


@frozen
class Site:
    """What a build found: the files that it made anew, the paths of those that stay as they are, and what to say."""

    files: Mapping[str, bytes]
    stay: frozenset[str]
    pages: int
    drafts: int
    warnings: int


class Ledger:
    """The parts of one build. `wanted` says what was asked for beside the site, `also` makes that of the files of a
    part; `today` is the day that dates are held against. `seen` are the digests of the content where they were taken
    just before: what changes between that look and the reading is found by the look at the end."""

    def __init__(
        self,
        folders: Folders,
        today: date,
        wanted: Iterable[str] = (),
        also: Also | None = None,
        seen: Mapping[str, bytes] | None = None,
    ) -> None:
        self.folders, self.today, self.also = folders, today, also
        self.wanted = tuple(wanted)
        self.progress = Progress()
        self.program = digests.of_program((str(folders.templates), str(folders.static)), self.wanted)
        self.content = seen or digests.of_content(str(folders.content))
        self.names = [name for name in sorted(self.content) if name != SHARED and not files.PASSED_OVER.fullmatch(name)]
        self.before, self.outlines = self._kept()
        self.parts: dict[str, dict[str, Any]] = dict(self.before.get("parts", {}))
        self.stale: list[str] = []
        self.compiled: Compiled | None = None
        self.made: dict[str, Mapping[str, bytes]] = {}
        self.fresh: Fresh | None = None
        self.unpacked: dict[str, tuple[bytes, Outline]] = {}
        self.data: dict[str, Contribution] = {}
        self.kept_data = KeptData(folders.kept)

    def _kept(self) -> tuple[dict[str, Any], dict[str, bytes]]:
        """What the last build kept, as far as it can be used; empty where everything is to be made anew."""
        before = kept.load(f"{self.folders.kept}.index") or {}
        outlines = kept.load(f"{self.folders.kept}.outlines") or {}
        same = (
            before.get("program") == self.program
            and before["content"][SHARED] == self.content[SHARED]
            and before["content"].keys() == self.content.keys()
            and before["outlines"] == digest_of_outlines(outlines)
            and not kept.has_turned(before["turns"], before["day"], self.today.isoformat())
        )
        return (before, outlines) if same else ({}, {})

    def _lies(self, part: Mapping[str, Any]) -> bool:
        return kept.lie_as_before(str(self.folders.output), part["files"])

    def _keys(self, name: str) -> dict[str, bytes]:
        """What the pages of a review were made from, of those that can be left as they lie."""
        part = self.before.get("parts", {}).get(name)
        return {} if part is None else keys_that_lie(str(self.folders.output), part)

    def _add(
        self, name: str, made: Mapping[str, bytes], part: Made | None = None, drafts: int = 0, names: bytes = b""
    ) -> None:
        files = {**made, **(self.also(made) if self.also else {})}
        states = {path: (path, 0, 0, 0) for path in (*(part.paths if part else ()), *files)}
        if self.fresh:
            states |= {one[0]: one for one in self.fresh.add(files)}
        self.made[name] = self.fresh.lying(files) if self.fresh else files
        stay = [one for one in self._states_before(name) if _belongs(one[0], states.keys() - files.keys())]
        self.parts[name] = {
            "files": list((states | {one[0]: one for one in stay}).values()),
            "keys": dict(part.keys) if part else {},
            "warnings": part.warnings if part else 0,
            "turns": part.turns if part else (),
            "asked": bool(part and part.asked),
            "drafts": drafts,
            "studies": 0,
            "names": names,
            "shows": b"",
            "data": (),
        }

    def _keep_data(self, name: str, data: Contribution) -> None:
        """Let go of what a review adds to the data of the site until that is put together, where it can be kept."""
        self.parts[name]["data"] = states = self.kept_data.keep(name, data)
        if not self.kept_data.lies_as_before(states):
            self.data[name] = data

    def _states_before(self, name: str) -> list[State]:
        found: list[State] = self.before.get("parts", {}).get(name, {}).get("files", [])
        return found

    @property
    def _built(self) -> list[str]:
        """The reviews that are on the site: no drafts."""
        return [name for name in self.names if name in self.outlines]

    def _paths(self, name: str) -> list[str]:
        return [one[0] for one in self.parts[name]["files"]]

    def _lies_before(self, name: str) -> bool:
        return name in self.before.get("parts", {}) and self._lies(self.before["parts"][name])

    def _bytes(self, name: str, path: str) -> bytes:
        made = self.made.get(name, {})
        return made[path] if path in made else (self.folders.output / path).read_bytes()

    def write(self, site: Site, done: Callable[[write.Report], object] = lambda _: None) -> write.Report:
        """Write what there is to write. When all is there it is `done`, before another build changes it."""
        try:
            if self.fresh and self.fresh.is_first:
                return _put_in_place(self.fresh, site, done)
            return write.folder(self.folders.output, site.files, site.stay, done)
        except NotWritten as error:
            return write.Report(refused=((".", str(error)),))
        finally:
            if self.fresh:
                self.fresh.drop()

    def _whole(self) -> Site:
        paths = {path for name in self.parts for path in self._paths(name)}
        return Site(
            self._files_made(),
            frozenset(paths.difference(*self.made.values())),
            sum(path.endswith(".html") for path in paths),
            sum(part["drafts"] for part in self.parts.values()),
            sum(part["warnings"] for part in self.parts.values()),
        )

    def _files_made(self) -> Mapping[str, bytes]:
        if self.fresh:
            return self.fresh.lying(set().union(*self.made.values()))
        return {path: data for part in self.made.values() for path, data in part.items()}

    def is_current(self) -> bool:
        """Whether what was read is as it was when the build began."""
        content = digests.of_content(str(self.folders.content), {*self.stale, *self.made})
        program = digests.of_program((str(self.folders.templates), str(self.folders.static)), self.wanted)
        return program == self.program and content.items() <= self.content.items()

    def keep(self, said: str) -> None:
        """Keep what the next build can use, when everything has been written; `said` is what one that changes nothing
        is to say. What was made of content that changed meanwhile is not kept: the content may change back."""
        if not self.is_current():
            return
        output = str(self.folders.output)
        for name, made in self.made.items():
            if not (self.fresh and self.fresh.is_first):
                now = {one[0]: one for one in kept.states(output, made)}
                self.parts[name]["files"] = [now.get(one[0], one) for one in self.parts[name]["files"]]
        self.kept_data.forget_all_but(self._built)
        if self.compiled:
            self.compiled.keep()
        kept.save(f"{self.folders.kept}.outlines", self.outlines)
        kept.save(
            f"{self.folders.kept}.index",
            {
                "program": self.program,
                "content": self.content,
                "said": said,
                "day": self.today.isoformat(),
                "turns": [day for part in self.parts.values() for day in part["turns"]],
                "outlines": digest_of_outlines(self.outlines),
                "parts": self.parts,
                "list": kept.states(output, [write.LIST]),
            },
        )


def _put_in_place(fresh: Fresh, site: Site, done: Callable[[write.Report], object]) -> write.Report:
    if not fresh.finish(site.files):
        return write.Report(refused=((".", write.BUSY),))
    report = write.Report(written=len(site.files))
    done(report)
    return report


def keys_that_lie(output: str, part: Mapping[str, Any]) -> dict[str, bytes]:
    """The pages of a part that lie as a build left them, with all that belongs to them, by what they were made from."""
    lost = list(kept.lost(output, part["files"]))
    return {path: key for path, key in part["keys"].items() if not any(one.startswith(path[:-4]) for one in lost)}


def digest_of_outlines(outlines: Mapping[str, bytes]) -> bytes:
    digest = blake2b(digest_size=SIZE)
    for name, packed in outlines.items():
        digest.update(b"%b\0%d\0%b" % (name.encode(), len(packed), packed))
    return digest.digest()


def _belongs(path: str, to: Collection[str]) -> bool:
    """Whether a file is one of these, or one of them packed."""
    return path in to or (path.endswith(archive.FOR_HOSTS) and path.rpartition(".")[0] in to)
