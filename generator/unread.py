"""Files that could not be read → what they may be, by name, for rules that look at the others. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from pathlib import PurePath

from generator.model import Unread

# Where a file stands in the folder of content.
Parts = tuple[str, ...]


def names_of(
    unread: Iterable[Parts], every: Collection[Parts], vocabulary: Collection[str]
) -> frozenset[Unread] | None:
    """What these files, of all that are there, may be; None where one may be of the vocabulary."""
    found: set[Unread] = {Unread("review", name) for name in without_review(every)}
    for parts in unread:
        meant = _meant(parts, vocabulary)
        if meant is None:
            return None
        found.update(meant)
    lost = {one.id for one in found if one.kind == "review"}
    studies = (parts for parts in every if is_study(parts) and parts[1] in lost)
    return frozenset(found | {Unread("study", PurePath(parts[3]).stem, parts[1]) for parts in studies})


def _meant(parts: Parts, vocabulary: Collection[str]) -> Sequence[Unread] | None:
    """What a file may be meant for, whatever its name ends in, and if it lies a folder too high or too low. That a note
    counts as a study for as long as it lies there does no harm."""
    name = PurePath(parts[-1]).stem
    match parts:
        case ("pages", _):
            return (Unread("page", name),)
        case ("reviews", review, _) if name == "review":
            return (Unread("review", review),)
        case ("reviews", _):
            return (Unread("review", name),)
        case ("reviews", review, *_):
            return (Unread("study", name, review),)
    return None if len(parts) > 1 or name in vocabulary else ()


def without_review(every: Iterable[Parts]) -> set[str]:
    """The reviews that have studies alone."""
    reviews = {parts[1] for parts in every if is_review(parts)}
    return {parts[1] for parts in every if is_study(parts)} - reviews


def is_review(parts: Parts) -> bool:
    return len(parts) == 3 and parts[0] == "reviews" and parts[2] == "review.yaml"


def is_study(parts: Parts) -> bool:
    return len(parts) == 4 and parts[0] == "reviews" and parts[2] == "studies"
