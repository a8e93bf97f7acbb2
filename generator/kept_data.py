"""What reviews add to the data of their site, kept from one build to the next: a file for each review, read only when
the data of the site are put together. So no process has those of all reviews in memory while it makes them, and none
has to tell another. Reads and writes the cache, which is never trusted to be whole."""

from __future__ import annotations

import marshal
import zlib
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from generator import kept
from generator.export import contribution
from generator.export.contribution import Contribution

CHECKSUM = 4


class KeptData:
    """`place` is where a build keeps what it keeps, without an ending."""

    def __init__(self, place: str) -> None:
        self.folder, self.name = Path(place).parent, Path(place).name
        self.missing = [one for one in (self.folder, *self.folder.parents) if not one.exists()]

    def _path(self, review: str) -> Path:
        return self.folder / f"{self.name}.{review}.data"

    def load(self, review: str) -> Contribution | None:
        data = memoryview(kept.read(str(self._path(review))))
        payload = data[CHECKSUM:]
        if data[:CHECKSUM] != _checksum(review, payload):
            return None
        return contribution.of_plain(marshal.loads(payload))  # noqa: S302 – plain values, and whole by their checksum

    def keep(self, review: str, data: Contribution) -> list[kept.State]:
        """How it lies in the cache; where it could not be kept, as no file can lie."""
        path = self._path(review)
        payload = marshal.dumps(data.plain())
        kept.put(str(path), _checksum(review, payload), payload)
        try:
            return kept.states(str(self.folder), [path.name])
        except OSError:
            return [(path.name, -1, -1, -1)]

    def lies_as_before(self, states: Sequence[kept.State]) -> bool:
        return kept.lie_as_before(str(self.folder), states)

    def forget_all_but(self, reviews: Iterable[str]) -> None:
        """Forget the data of reviews that went, and what a process that was killed has left."""
        wanted = {self._path(review) for review in reviews}
        for path in self.folder.glob(f"{self.name}.*.data*"):
            if path not in wanted:
                kept.forget(str(path))

    def drop(self, reviews: Iterable[str]) -> None:
        """Keep nothing but the data of these reviews, and no folder that was not there."""
        self.forget_all_but(reviews)
        with suppress(OSError):
            for folder in self.missing:
                folder.rmdir()


def _checksum(review: str, payload: bytes | memoryview) -> bytes:
    """Of a file with its name: one that was copied onto another is rubbish, too. They are many and large, and nobody
    but a disk spoils one, so that the quickest will do."""
    return zlib.crc32(payload, zlib.crc32(review.encode())).to_bytes(CHECKSUM, "little")
