"""The rules of ratings: on their scale, on the level of their amount, and in line with the studies. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from generator import derive
from generator.audit import Audit, Sampled, audit
from generator.lookup import Lookup, by_id, has_amounts, level_of, read_rating
from generator.model import Rating, RatingChange, Review, Scale
from generator.problems import Problem, did_you_mean, listed
from generator.records import Key
from generator.references import way_out
from generator.walk import rated


def every_rating_is_on_its_scale(lookup: Lookup, today: date) -> Iterator[Problem]:
    """A rating is a level or a state of a scale that exists, and its flags are flags of that scale."""
    for record in rated(lookup):
        for name, rating in record.ratings.items():
            if name not in lookup.scales:
                hint = way_out("scale", name, lookup.scales, lookup, None)
                yield record.problem(("ratings", name), f"'{name}' is not a scale{hint}")
            else:
                yield from _off_scale(rating, lookup, name)


def _off_scale(rating: Rating, lookup: Lookup, name: str) -> Iterator[Problem]:
    scale = lookup.scales[name]
    known: dict[str, dict[str, Any]] = {
        "a level": by_id(scale.levels),
        "a state": by_id(scale.states),
        "a flag": by_id(scale.flags),
        "a level or a state": {**by_id(scale.levels), **by_id(scale.states)},
    }
    for field, text, what in read_rating(rating, scale).unknown:
        hint = did_you_mean(text, list(known[what]), other=f"it has none, by scales/{name}.yaml")
        key: Key = (field, rating.flags.index(text)) if field == "flags" else field
        yield rating.problem(key, f"'{text}' is not {what} of the scale '{name}'{hint}")


def every_rating_is_a_level_or_a_state(lookup: Lookup, today: date) -> Iterator[Problem]:
    for record in rated(lookup):
        for name, rating in record.ratings.items():
            given = [name for name in ("rating", "level", "state") if getattr(rating, name) is not None]
            if len(given) > 1:
                yield rating.problem(
                    given[1], f"a rating is one of rating, level and state – remove {listed(given[1:])}"
                )
            if not given and rating.unit_cost is None:
                yield rating.problem("reason", "a rating needs a level or a state – write 'level: …' or 'state: …'")
            yield from _not_beside_it(rating, lookup.scales.get(name))


def _not_beside_it(rating: Rating, scale: Scale | None) -> Iterator[Problem]:
    """A unit cost or flags, where what they stand beside has none, or says them in another way."""
    is_state = rating.state is not None or (scale is not None and read_rating(rating, scale).state is not None)
    if is_state and rating.unit_cost is not None:
        yield rating.problem("unit_cost", "with a unit cost there is a level, not a state – remove one of them")
    if is_state and rating.flags:
        yield rating.problem("flags", "a flag stands beside a level, not beside a state – remove the flags")
    elif rating.rating is not None and rating.flags:
        words = f"in 'rating', a flag is a mark behind the level – write {_with_marks(rating, scale)}, without 'flags'"
        yield rating.problem("flags", words)


def _with_marks(rating: Rating, scale: Scale | None) -> str:
    """A rating and its flags in short: `3+*`; where a flag is unknown, nobody can say its mark."""
    known = by_id(scale.flags) if scale is not None else {}
    if scale is None or any(flag not in known for flag in rating.flags):
        return "it there"
    there = read_rating(rating, scale).flags
    marks = (flag.mark for flag in scale.flags if flag.id in rating.flags and flag not in there)
    return f"{rating.rating}{''.join(marks)}"


def unit_cost_is_on_its_level(lookup: Lookup, today: date) -> Iterator[Problem]:
    """A unit cost is 0 or more and lies on a level of its scale, and a level written beside it is that level."""
    for record in rated(lookup):
        for name, rating in record.ratings.items():
            scale = lookup.scales.get(name)
            if scale is not None and rating.unit_cost is not None:
                yield from _off_level(rating, scale)


def _off_level(rating: Rating, scale: Scale) -> Iterator[Problem]:
    level = level_of(rating.unit_cost, scale) if rating.unit_cost is not None else None
    given = read_rating(rating, scale).level
    if rating.unit_cost is not None and rating.unit_cost.is_signed():
        words = f"a unit cost cannot be below 0, as {rating.unit_cost} is – take the minus away, or leave the line out"
        yield rating.problem("unit_cost", words)
    elif not any(has_amounts(one) for one in scale.levels):
        words = f"the scale '{scale.id}' has no amounts, so a unit cost gives no level – write the level instead"
        yield rating.problem("unit_cost", words)
    elif level is None:
        yield rating.problem("unit_cost", f"{rating.unit_cost} is on no level of the scale '{scale.id}'")
    elif given is not None and given is not level:
        words = f"a unit cost of {rating.unit_cost} is on level {level.id}, not {given.id} – remove one of the two"
        yield rating.problem("unit_cost", words)


def rating_is_what_the_studies_support(lookup: Lookup, today: date) -> Iterator[Problem]:
    """Where the levels of a scale state what they need and every study record states it, a rating is the one that
    follows, or says why not in `override`."""
    for review in lookup.part.reviews:
        for record, groups in audited(review):
            for name, rating in record.ratings.items():
                scale = lookup.scales.get(name)
                found = departs(rating, scale, groups) if scale is not None else None
                if found is not None and rating.override is None:
                    yield _unsupported(rating, found)


def departs(rating: Rating, scale: Scale, groups: Sequence[Sampled]) -> Audit | None:
    """What samples support, where that is another rating; None where it is not, or where nothing is derived."""
    found, given = audit(scale, groups), read_rating(rating, scale)
    rated = given.level is not None or given.state is not None
    if found is None or found.missing or given.unknown or not rated:
        return None
    agrees = given.level is found.level and set(_ids(given.flags)) == set(_ids(found.flags))
    return None if agrees else found


def audited(review: Review) -> Iterator[tuple[Any, list[Sampled]]]:
    """Each record whose ratings rest on studies, and those studies in samples: the review on all, an intervention on
    its own."""
    groups = derive.samples(review.studies)
    yield review, groups
    for one in review.interventions:
        yield one, derive.of_intervention(groups, one.id)


def _unsupported(rating: Rating, found: Audit) -> Problem:
    written = rating.rating or rating.level or rating.state or ""
    reasons = "; ".join(f"{one.words}: {listed(_ids(one.studies), 'and')}" for one in found.because)
    because = f", because of {reasons}" if reasons else ", since no level has all that it needs"
    words = (
        f"the study records support {found.short}{because}. This says '{written}' – change it, or say why in override"
    )
    return rating.problem(_written_in(rating), words)


def rating_changes_are_on_their_scale(lookup: Lookup, today: date) -> Iterator[Problem]:
    """Both ends of a rating change are ratings of its scale, and the changes stand newest first."""
    for review in lookup.part.reviews:
        for change in review.rating_changes:
            if change.scale in lookup.scales:
                yield from _off_its_scale(change, lookup.scales[change.scale])
        for later, earlier in zip(review.rating_changes, review.rating_changes[1:], strict=False):
            if earlier.date > later.date:
                words = f"{earlier.date} stands below {later.date} – the newest change comes first"
                yield earlier.problem("date", words)


def _off_its_scale(change: RatingChange, scale: Scale) -> Iterator[Problem]:
    for key, written in (("before", change.before), ("after", change.after)):
        if written is not None and read_rating(Rating(rating=written), scale).unknown:
            hint = did_you_mean(written, [*by_id(scale.levels), *by_id(scale.states)])
            yield change.problem(key, f"'{written}' is not a level or a state of the scale '{scale.id}'{hint}")


def last_rating_change_gives_the_rating(lookup: Lookup, today: date) -> Iterator[Problem]:
    """What a rating became last is what it is."""
    for review in lookup.part.reviews:
        owners: dict[str, Any] = {"": review, **by_id(review.interventions)}
        last: dict[tuple[str, str], RatingChange] = {}
        for change in review.rating_changes:
            last.setdefault((change.intervention or "", change.scale), change)
        for (owner, name), change in last.items():
            rating = owners[owner].ratings.get(name) if owner in owners else None
            if name in lookup.scales and rating is not None and not _same(rating, change.after, lookup.scales[name]):
                words = f"the last change says '{change.after}', which is not the rating – add what came after it"
                yield change.problem("after", words)


def _same(rating: Rating, written: str, scale: Scale) -> bool:
    one, other = read_rating(rating, scale), read_rating(Rating(rating=written), scale)
    return (one.level, one.state, set(_ids(one.flags))) == (other.level, other.state, set(_ids(other.flags)))


def _written_in(rating: Rating) -> str:
    names = ("rating", "level", "state", "unit_cost", "reason")
    return next((name for name in names if getattr(rating, name) is not None), "rating")


def _ids(records: Iterable[Any]) -> list[str]:
    return [record.id for record in records]
