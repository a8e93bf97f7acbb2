"""Events of the file system → the reviews that an editor saved. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from generator import files

# More at once than an editor saves: a checkout of another branch. A build of all is as fast.
MOST_REVIEWS, MOST_FILES = 3, 50
Burst = set[Path] | None


@dataclass
class Changed:
    """What changed: files of reviews by the review's id, none where they have been written already; or `everything`,
    where that is not known, or is no review's own. `said`: whether the editor expects to hear of it."""

    reviews: dict[str, set[Path]] = field(default_factory=dict)
    everything: bool = False
    said: bool = False

    def __bool__(self) -> bool:
        return bool(self.reviews) or self.everything

    def add(self, other: Changed) -> None:
        for name, paths in other.reviews.items():
            self.reviews.setdefault(name, set()).update(paths)
        self.everything |= other.everything or len(self.reviews) > MOST_REVIEWS
        self.said |= other.said


def changed_in(burst: Burst, content: Path) -> Changed:
    """What a burst of events is about. An empty one says that whoever listens from now on may have missed some."""
    if not burst or len(burst) > MOST_FILES:
        return Changed(everything=True, said=burst is None or bool(burst))
    found = Changed()
    for path in burst:
        parts = path.relative_to(content).parts if path.is_relative_to(content) else None
        if parts is None or not any(map(files.PASSED_OVER.fullmatch, parts)):
            is_of_review = parts is not None and parts[:1] == ("reviews",) and len(parts) > 2 and path.suffix
            one = Changed({parts[1]: {path}}) if parts and is_of_review else Changed(everything=True)
            found.add(Changed(one.reviews, one.everything, said=True))
    return found
