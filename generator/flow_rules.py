"""The rules of a PRISMA flow: its boxes add up, or the editor says why not. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from generator.frozen import frozen
from generator.lookup import Lookup
from generator.model import Exclusion, Flow
from generator.problems import Problem, did_you_mean, listed, quoted
from generator.records import Record

# What an editor may write below `boxes`.
BOXES = (
    *("previous", "identified", "removed", "screened", "excluded", "sought", "not_retrieved", "assessed"),
    *("excluded_reasons", "other", "other.sought", "other.not_retrieved", "other.assessed", "other.excluded"),
    *("new", "total", "meta_analysis"),
)


@frozen
class Sum:
    """What should be one number and is not, with the record and field to tell it at."""

    record: Record
    field: str
    words: str

    @property
    def problem(self) -> Problem:
        return self.record.problem(self.field, f"{self.words} – mend a number, or say why in 'override'")


def flow_adds_up(lookup: Lookup, today: date) -> Iterator[Problem]:
    """From box to box, wherever all the numbers of a sum are reported (PRISMA 2020). An `override` says why numbers
    that do not add up stand as they are; it is printed."""
    for review in lookup.part.reviews:
        if review.flow is not None:
            wrong = list(sums_that_are_wrong(review.flow))
            if review.flow.override is None:
                yield from (one.problem for one in wrong)
            elif not wrong:
                yield review.flow.problem("override", "every number of the flow adds up – remove the override")


def sums_that_are_wrong(flow: Flow) -> Iterator[Sum]:
    yield from _identified(flow)
    yield from _sum(flow, "sought", "screened minus excluded", flow.sought, _minus(flow.screened, flow.excluded))
    yield from _retrieved(flow, "")
    yield from _retrieved(flow.other, "by other methods, ")
    yield from _reports(flow)
    for count in ("studies", "reports"):
        yield from _total(flow, count)


def _sum(record: Record, field: str, names: str, stated: int | None, counted: int | None) -> Iterator[Sum]:
    if counted is not None and counted < 0:
        yield Sum(record, field, f"{names} is {counted:,}, which is less than nothing")
    elif stated is not None and counted is not None and stated != counted:
        yield Sum(record, field, f"{names} is {counted:,}, but {field.replace('_', ' ')} is {stated:,}")


def _minus(whole: int | None, *parts: int | None) -> int | None:
    return whole - sum(part or 0 for part in parts) if whole is not None and None not in parts else None


def _identified(flow: Flow) -> Iterator[Sum]:
    found = _plus(flow.databases, flow.registers)
    named = sum(one.records for one in flow.searched)
    if found is not None and named > found:
        words = f"the databases and registers by name hold {named:,} records, more than the {found:,} in all"
        yield Sum(flow, "searched", words)
    removed = flow.removed
    parts = (removed.duplicates, removed.automation, removed.other) if removed else (None,)
    names = "databases and registers minus removed"
    yield from _sum(flow, "screened", names, flow.screened, _minus(found, *parts))


def _plus(*parts: int | None) -> int | None:
    return None if None in parts else sum(part or 0 for part in parts)


def _retrieved(arm: Any, where: str) -> Iterator[Sum]:
    if arm is not None:
        names = f"{where}sought minus not retrieved"
        yield from _sum(arm, "assessed", names, arm.assessed, _minus(arm.sought, arm.not_retrieved))


def _reports(flow: Flow) -> Iterator[Sum]:
    """What is left of the reports that were read, in both arms, is what the review newly includes."""
    included = flow.new or (flow.total if flow.previous is None else None)
    left = [_left(flow.assessed, flow.excluded_reasons)]
    if flow.other is not None:
        left.append(_left(flow.other.assessed, flow.other.excluded))
    if included is not None:
        names = "the reports assessed minus those excluded"
        yield from _sum(included, "reports", names, included.reports, _plus(*left))


def _left(assessed: int | None, excluded: Iterable[Exclusion]) -> int | None:
    reasons = [one.reports for one in excluded]
    return assessed - sum(reasons) if assessed is not None and reasons else None


def _total(flow: Flow, count: str) -> Iterator[Sum]:
    parts = [getattr(one, count) for one in (flow.previous, flow.new) if one is not None]
    if flow.total is not None and len(parts) == 2:
        names = f"the {count} of 'previous' and 'new' together"
        yield from _sum(flow.total, count, names, getattr(flow.total, count), _plus(*parts))


def every_box_of_the_flow_exists(lookup: Lookup, today: date) -> Iterator[Problem]:
    for flow in (review.flow for review in lookup.part.reviews if review.flow is not None):
        for name in flow.boxes:
            if name not in BOXES:
                hint = did_you_mean(name, BOXES, other=f"it can be {listed(BOXES)}")
                yield flow.problem(("boxes", name), f"{quoted(name)} is not a box of the flow{hint}")
