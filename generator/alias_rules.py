"""The rule of aliases: a former address leads somewhere as long as nothing else stands there. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator import addresses
from generator.aliases import Move, moves
from generator.lookup import Lookup
from generator.model import Content
from generator.problems import Problem

KEPT = ("assets/", "data/", ".well-known/")


def every_alias_is_free(lookup: Lookup, today: date) -> Iterator[Problem]:
    """No page of the site stands where an alias leads from, and no two aliases lead from one address."""
    if lookup.part.site is None:
        return
    taken = {path.casefold() for path in _pages(lookup.content)}
    first: dict[str, Move] = {}
    for move in moves(lookup.content):
        old, alias = move.old.casefold(), move.record.aliases[move.number]
        # Records are told apart by themselves: those of an outline do not know their files.
        before = first.setdefault(old, move).record
        again = before is not move.record or alias in move.record.aliases[: move.number]
        if old in taken or _is_kept(old, lookup.content):
            words = f"the site has a page at {move.old}, so '{alias}' cannot lead elsewhere – remove it"
            yield move.record.origin.problem(("aliases", move.number), words)
        elif again:
            words = f"'{alias}' is an alias in {before.origin.source.name} already – one address leads to one page"
            yield move.record.origin.problem(("aliases", move.number), words)


def _pages(content: Content) -> Iterator[str]:
    yield from (address.path for address in addresses.OWN)
    yield from (addresses.of_page(page.id).path for page in content.pages)
    yield from (addresses.of_scale(scale).path for scale in content.scales)
    for review in content.reviews:
        yield addresses.of_review(review).path
        yield from (addresses.of_study(study).path for study in review.studies)


def _is_kept(path: str, content: Content) -> bool:
    """Whether the site may have a page of its own there, today or when there are more data: a view of a review."""
    folders = (*KEPT, *(f"reviews/{review.id}/".casefold() for review in content.reviews))
    return path.startswith(folders) and not path.startswith(tuple(f"{folder}studies/" for folder in folders))
