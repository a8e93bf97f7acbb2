"""The rules of vocabularies on which the build itself relies. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.lookup import Lookup, by_id
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
