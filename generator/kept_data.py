"""What reviews add to the data of their site, kept from one build to the next: a file for each review, read only when
the data of the site are put together anew. Reads and writes the cache, which is never trusted to be whole."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from generator import kept
from generator.export import contribution
from generator.export.contribution import Contribution


class KeptData:
    """`place` is where a build keeps what it keeps, without an ending."""

    def __init__(self, place: str) -> None:
        self.folder, self.name = Path(place).parent, Path(place).name

    def _path(self, review: str) -> Path:
        return self.folder / f"{self.name}.{review}.data"

    def load(self, review: str) -> Contribution | None:
        plain = kept.load(str(self._path(review)))
        return None if plain is None else contribution.of_plain(plain)

    def keep(self, review: str, data: Contribution) -> list[kept.State]:
        """How it lies in the cache; where it could not be kept, as no file can lie."""
        path = self._path(review)
        kept.save(str(path), data.plain())
        try:
            return kept.states(str(self.folder), [path.name])
        except OSError:
            return [(path.name, -1, -1, -1)]

    def lies_as_before(self, states: Sequence[kept.State]) -> bool:
        return kept.lie_as_before(str(self.folder), states)

    def forget_all_but(self, reviews: Iterable[str]) -> None:
        wanted = {self._path(review) for review in reviews}
        for path in self.folder.glob(f"{self.name}.*.data*"):
            if path not in wanted:
                kept.forget(str(path))
