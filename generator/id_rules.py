"""The rules of ids: each that is used exists, each is given once, none stands twice in a list, and one that a thing had
before leads somewhere as long as nothing else stands there. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import Any

from generator import addresses
from generator.aliases import Move, moves
from generator.kinds import Reference
from generator.lookup import Lookup
from generator.model import Content, Study
from generator.problems import Problem
from generator.records import Source
from generator.references import home_of, known_ids, not_there
from generator.walk import values

KEPT = ("assets/", "data/", ".well-known/")


def every_id_used_exists(lookup: Lookup, today: date) -> Iterator[Problem]:
    every: dict[tuple[str, str], Any] = {}
    for review, record, key, kind, text in values(lookup):
        if isinstance(kind, Reference) and kind.to not in ("level", "state", "flag", "judgement"):
            place = kind.to, review.id if review else ""
            if place not in every:
                every[place] = known_ids(kind, lookup, review)
            if text not in every[place]:
                own = record.id if isinstance(record, Study) else ""
                yield _unlisted(kind, every[place], lookup) or record.problem(
                    key, not_there(kind, text, lookup, review, own)
                )


def _unlisted(kind: Reference, known: Collection[str], lookup: Lookup) -> Problem | None:
    """One problem instead of many, where nothing is listed in the file that everything would have to be in."""
    home = home_of(kind.to, lookup)
    if known or not home or "*" in home:
        return None
    return Source(home).problem(f"there is no such file, or nothing in it – {kind.what} is to be listed here")


def no_id_is_given_twice(lookup: Lookup, today: date) -> Iterator[Problem]:
    part = lookup.part
    groups: list[Iterable[Any]] = [part.domains, part.designs, part.directions, part.countries, part.terms]
    groups.append(outcome for domain in part.domains for outcome in domain.outcomes)
    groups += [(*scale.levels, *scale.states, *scale.flags) for scale in part.scales]
    groups += [ids for tool in part.tools for ids in (tool.judgements, tool.domains)]
    groups += [part.scales, part.tools, part.pages]
    groups += [ids for review in part.reviews for ids in (review.interventions, review.studies)]
    if part.site is not None:
        groups.append(lookup.content.reviews)
    for group in groups:
        yield from _twice(group)


def _twice(records: Iterable[Any]) -> Iterator[Problem]:
    first: dict[str, Any] = {}
    for record in records:
        before = first.setdefault(record.id.casefold(), record)
        if before is not record:
            place = before.origin.source.name, before.origin.span_of("id").line
            words = "" if before.id == record.id else f" (as '{before.id}'; small and capital letters are alike here)"
            yield record.problem("id", f"the id '{record.id}' is given twice – first in {place[0]}:{place[1]}{words}")


def no_id_stands_twice_in_a_list(lookup: Lookup, today: date) -> Iterator[Problem]:
    """What a list of ids names twice would be counted twice."""
    seen: set[str] = set()
    for _, record, key, kind, text in values(lookup):
        if isinstance(kind, Reference) and isinstance(key, tuple) and isinstance(key[-1], int):
            if key[-1] == 0:
                seen.clear()
            if text in seen:
                yield record.problem(key, f"'{text}' stands in this list already – remove it here")
            seen.add(text)


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
