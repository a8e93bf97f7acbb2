"""The rules of a PRISMA flow: its boxes add up, or the editor says why not. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from generator.frozen import frozen
from generator.lookup import Lookup
from generator.model import Exclusion, Flow, OtherMethods
from generator.problems import Problem, did_you_mean, listed, quoted
from generator.records import Record

# What an editor may write below `boxes`.
BOXES = (
    *("previous", "identified", "removed", "screened", "excluded", "sought", "not_retrieved", "assessed"),
    *("excluded_reasons", "other", "other.sought", "other.not_retrieved", "other.assessed", "other.excluded"),
    *("new", "total", "meta_analysis"),
)
NOT_ALWAYS_DRAWN = ("previous", "other", "new", "meta_analysis")
# What is taken out of the box above each of these.
TAKEN_OUT = {"sought": "excluded", "assessed": "not_retrieved"}


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
    """From box to box, wherever all the numbers of a sum are reported (PRISMA 2020); where some are not, no part is
    more than its whole. An `override` says why numbers that do not add up stand as they are; it is printed."""
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
    yield from _narrowing(flow, "", ("screened", "sought", "assessed"))
    excluded = _all_of(flow.excluded_reasons)
    yield from _no_more(flow, "excluded_reasons", "excluded", excluded, (flow.assessed, "assessed"))
    if flow.other is not None:
        yield from _other_methods(flow.other)
    yield from _reports(flow)
    for count in ("studies", "reports"):
        yield from _total(flow, count)


def _sum(record: Record, field: str, names: str, stated: int | None, counted: int | None) -> Iterator[Sum]:
    if counted is not None and counted < 0:
        yield Sum(record, field, f"{names} is {counted:,}, which is less than nothing")
    elif stated is not None and counted is not None and stated != counted:
        yield Sum(record, field, f"{names} is {counted:,}, but {field.replace('_', ' ')} is {stated:,}")


def _no_more(record: Record, field: str, names: str, part: int | None, whole: tuple[int | None, str]) -> Iterator[Sum]:
    most, called = whole
    if part is not None and most is not None and part > most:
        yield Sum(record, field, f"{names} is {part:,}, more than the {most:,} {called}")


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
    if None not in parts:
        names = "databases and registers minus removed"
        yield from _sum(flow, "screened", names, flow.screened, _minus(found, *parts))
    elif found is not None and not _is_one_line(flow.other):
        yield from _left_to_screen(flow, found, sum(part or 0 for part in parts))


def _is_one_line(other: OtherMethods | None) -> bool:
    """Whether what was found otherwise was screened with the rest, as in the flows of PRISMA 2009: it has no boxes of
    its own below what was found."""
    return other is not None and other.sought is None and other.assessed is None


def _left_to_screen(flow: Flow, found: int, removed: int) -> Iterator[Sum]:
    """Where not all that was removed is reported, no more can be left than without what is."""
    if removed > found:
        yield from _no_more(flow, "removed", "removed", removed, (found, "of databases and registers"))
    else:
        left = "left of databases and registers" if removed else "of databases and registers"
        yield from _no_more(flow, "screened", "screened", flow.screened, (found - removed, left))


def _plus(*parts: int | None) -> int | None:
    return None if None in parts else sum(part or 0 for part in parts)


def _retrieved(arm: Flow | OtherMethods, where: str) -> Iterator[Sum]:
    names = f"{where}sought minus not retrieved"
    yield from _sum(arm, "assessed", names, arm.assessed, _minus(arm.sought, arm.not_retrieved))


def _narrowing(arm: Flow | OtherMethods, where: str, line: tuple[str, ...]) -> Iterator[Sum]:
    """No box of a line holds more than the last one above it that is reported. Where it is known what was taken out
    between the two, their sum has told it."""
    for number, name in enumerate(line):
        above = next((one for one in reversed(line[:number]) if getattr(arm, one) is not None), None)
        summed = above == line[number - 1] and getattr(arm, TAKEN_OUT.get(name, name)) is not None
        if above is not None and not summed:
            yield from _no_more(arm, name, where + name, getattr(arm, name), (getattr(arm, above), above))


def _other_methods(other: OtherMethods) -> Iterator[Sum]:
    where = "by other methods, "
    found = _plus(other.websites, other.organisations, other.citations)
    yield from _no_more(other, "sought", f"{where}sought", other.sought, (found, "found"))
    yield from _retrieved(other, where)
    yield from _narrowing(other, where, ("sought", "assessed"))
    yield from _no_more(other, "excluded", f"{where}excluded", _all_of(other.excluded), (other.assessed, "assessed"))


def _reports(flow: Flow) -> Iterator[Sum]:
    """What is left of the reports that were read, in both arms, is what the review newly includes."""
    arms = [(flow.assessed, _all_of(flow.excluded_reasons))]
    if flow.other is not None:
        arms.append((flow.other.assessed, _all_of(flow.other.excluded)))
    included = flow.new or (flow.total if flow.previous is None else None)
    left = [_minus(assessed, excluded) for assessed, excluded in arms]
    # That more were excluded than assessed has been told where it says so.
    if included is None or any(one is not None and one < 0 for one in left):
        return
    if None not in left:
        names = "the reports assessed minus those excluded"
        yield from _sum(included, "reports", names, included.reports, _plus(*left))
    else:
        most = _plus(*(_minus(assessed, excluded or 0) for assessed, excluded in arms))
        can_be = (most, "that can be left of those assessed")
        yield from _no_more(included, "reports", "reports", included.reports, can_be)


def _all_of(excluded: Iterable[Exclusion]) -> int | None:
    """The reports excluded for all reasons; None where no reason is reported."""
    reasons = [one.reports for one in excluded]
    return sum(reasons) if reasons else None


def _total(flow: Flow, count: str) -> Iterator[Sum]:
    parts = [getattr(one, count) for one in (flow.previous, flow.new) if one is not None]
    if flow.total is not None and len(parts) == 2:
        names = f"the {count} of 'previous' and 'new' together"
        yield from _sum(flow.total, count, names, getattr(flow.total, count), _plus(*parts))
    whole = getattr(flow.total, count) if flow.total is not None else None
    summed = len(parts) == 2 and None not in parts
    for one in (flow.meta_analysis, *(() if summed else (flow.previous, flow.new))):
        if one is not None:
            yield from _no_more(one, count, count, getattr(one, count), (whole, "of 'total'"))


def every_box_of_the_flow_exists(lookup: Lookup, today: date) -> Iterator[Problem]:
    """What is written in `boxes` stands at a box that is drawn. The main line always is, reported or not; what stands
    beside it is where a number of it is given."""
    for flow in (review.flow for review in lookup.part.reviews if review.flow is not None):
        for name in flow.boxes:
            if name not in BOXES:
                hint = did_you_mean(name, BOXES, other=f"it can be {listed(BOXES)}")
                yield flow.problem(("boxes", name), f"{quoted(name)} is not a box of the flow{hint}")
            elif (part := name.partition(".")[0]) in NOT_ALWAYS_DRAWN and getattr(flow, part) is None:
                words = f"'{name}' is not drawn, so this is lost – write a number for it, or remove this"
                yield flow.problem(("boxes", name), words)
