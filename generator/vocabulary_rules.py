"""The rules of vocabularies on which the build itself relies: directions, and the amounts of a scale's levels. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import pairwise

from generator.frozen import frozen
from generator.lookup import Lookup, by_id, has_amounts
from generator.model import Level
from generator.problems import Problem, did_you_mean, listed, quoted

# What each direction points to. The sums, the sign test and the plots rest on these.
DIRECTIONS = {
    "favours_intervention": "benefit",
    "no_clear_difference": "neither",
    "mixed": "both",
    "favours_comparison": "harm",
    "not_reported": "unknown",
}


def directions_are_the_five_of_the_method(lookup: Lookup, today: date) -> Iterator[Problem]:
    """directions.yaml holds `favours_intervention`, `no_clear_difference`, `mixed`, `favours_comparison` and
    `not_reported`, each pointing where its name says; their titles, signs and meanings are the editor's."""
    given = by_id(lookup.part.directions)
    for direction in given.values():
        points = DIRECTIONS.get(direction.id)
        if points is None:
            hint = did_you_mean(direction.id, list(DIRECTIONS))
            yield direction.problem("id", f"{quoted(direction.id)} is not a direction that the build can count{hint}")
        elif direction.points != points:
            yield direction.problem("points", f"'{direction.id}' points to {points}, not to {direction.points}")
    missing = [f"'{name}'" for name in DIRECTIONS if name not in given]
    if missing and given:
        words = f"{listed(missing, 'and')} must be here too, since the plots count by it – give it a sign and a meaning"
        yield next(iter(given.values())).origin.source.problem(words)


# ── Amounts of levels ──


@frozen
class End:
    """One end of a level: the field that says it, its amount, and whether that is on the level."""

    field: str
    amount: Decimal
    included: bool


def _begin(level: Level) -> End | None:
    if level.from_ is not None:
        return End("from", level.from_, included=True)
    return End("above", level.above, included=False) if level.above is not None else None


def _end(level: Level) -> End | None:
    if level.to is not None:
        return End("to", level.to, included=True)
    return End("below", level.below, included=False) if level.below is not None else None


def amounts_of_levels_rise_without_overlap(lookup: Lookup, today: date) -> Iterator[Problem]:
    """A level lies above the one below it; the first alone may have no lower end, the last alone no upper one."""
    for scale in lookup.part.scales:
        levels = [level for level in scale.levels if has_amounts(level)]
        for level in levels:
            yield from _in_two_ways(level)
            yield from _ends_too_soon(level)
        for below, level in pairwise(levels):
            yield from _not_above(level, below)


def amounts_have_a_unit(lookup: Lookup, today: date) -> Iterator[Problem]:
    """A scale whose levels have amounts says in `unit` what they count."""
    for scale in lookup.part.scales:
        first = next((level for level in scale.levels if has_amounts(level)), None)
        end = (_begin(first) or _end(first)) if first is not None and scale.unit is None else None
        if first is not None and end is not None:
            words = "an amount needs a unit – add 'unit: {currency: GBP, per: family}' to the scale, or the like"
            yield first.problem(end.field, words)


def _in_two_ways(level: Level) -> Iterator[Problem]:
    if level.from_ is not None and level.above is not None:
        yield level.problem("above", "a level begins at 'from' or at 'above', not at both – remove one of them")
    if level.to is not None and level.below is not None:
        yield level.problem("below", "a level ends at 'to' or at 'below', not at both – remove one of them")


def _ends_too_soon(level: Level) -> Iterator[Problem]:
    begin, end = _begin(level), _end(level)
    if begin is None or end is None:
        return
    low, high = begin.amount, end.amount
    if low > high:
        yield level.problem(begin.field, f"this level begins at {low} and ends at {high} – exchange them")
    elif low == high and not (begin.included and end.included):
        words = f"no amount is on this level, as it begins and ends at {low} – mend one of the two"
        yield level.problem(begin.field, words)


def _not_above(level: Level, below: Level) -> Iterator[Problem]:
    last, begin, end = _end(below), _begin(level), _end(level)
    if last is None:
        yield from _never_ends(below, begin)
    elif begin is None and end is not None:
        yield from _never_begins(level, end, last)
    elif begin is not None and begin.amount < last.amount:
        words = f"the level below ends at {last.amount}, but this one begins at {begin.amount}"
        yield level.problem(begin.field, words)
    elif begin is not None and begin.amount == last.amount and begin.included and last.included:
        words = f"{begin.amount} is on the level below already – write 'above', or 'below' there"
        yield level.problem(begin.field, words)


def _never_ends(level: Level, above: End | None) -> Iterator[Problem]:
    begin = _begin(level)
    if begin is not None:
        rises = above is not None and above.amount > begin.amount
        way = f"{'below' if above.included else 'to'}: {above.amount}" if above and rises else "to: …' or 'below: …"
        words = f"this level has no upper end, so no amount is left for the level above it – write '{way}'"
        yield level.problem(begin.field, words)


def _never_begins(level: Level, end: End, last: End) -> Iterator[Problem]:
    if (end.amount, end.included) <= (last.amount, last.included):
        words = f"the level below goes up to {last.amount}, so no amount is left for this one – write the lowest first"
    else:
        way = f"{'above' if last.included else 'from'}: {last.amount}"
        words = f"this level has no lower end, so it holds all that is on the level below it – write '{way}' too"
    yield level.problem(end.field, words)
