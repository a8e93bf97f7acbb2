"""Content by id: what each id stands for, for checking and for showing. Pure."""

from __future__ import annotations

import operator
from collections import ChainMap
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import field, fields, replace
from decimal import Decimal
from functools import cached_property
from itertools import chain
from typing import Any, Protocol, Self, TypeVar

from generator.frozen import frozen
from generator.model import (
    BiasTool,
    Content,
    Country,
    Design,
    Direction,
    Domain,
    Flag,
    Level,
    Outcome,
    Rating,
    Review,
    Scale,
    Site,
    State,
    Study,
    Term,
    TextPage,
)


def names_of(review: Review) -> Any:
    """What texts of one review may name of another, and what its former addresses may not be."""
    return (
        (review.id, review.title, review.aliases),
        [(study.id, study.aliases) for study in review.studies],
        [(kind.id, kind.title, kind.meaning) for kind in review.interventions],
    )


class Identified(Protocol):
    @property
    def id(self) -> str: ...


T = TypeVar("T", bound=Identified)


def by_id(records: Iterable[T]) -> dict[str, T]:
    """Records by their id; of two with one id the first (that there are two is a problem of its own)."""
    found: dict[str, T] = {}
    for record in records:
        found.setdefault(record.id, record)
    return found


@frozen
class Part:
    """What the rules go over at once: the vocabulary that all reviews share, or one review, or everything."""

    site: Site | None = None
    scales: tuple[Scale, ...] = ()
    domains: tuple[Domain, ...] = ()
    designs: tuple[Design, ...] = ()
    directions: tuple[Direction, ...] = ()
    countries: tuple[Country, ...] = ()
    terms: tuple[Term, ...] = ()
    pages: tuple[TextPage, ...] = ()
    tools: tuple[BiasTool, ...] = ()
    reviews: tuple[Review, ...] = ()

    @property
    def studies(self) -> Iterator[Study]:
        return (study for review in self.reviews for study in review.studies)

    def holds_the_records_of(self, other: Part) -> bool:
        """Whether both hold the very same records, not equal ones: equal ones may stand at other places."""
        one, two = self._records(), other._records()
        return len(one) == len(two) and all(map(operator.is_, one, two))

    def _records(self) -> list[Any]:
        return [self.site, *chain.from_iterable(getattr(self, one.name) for one in fields(self) if one.name != "site")]


SHARED = tuple(one.name for one in fields(Part) if one.name != "reviews")


def shared_by_reviews(content: Content) -> Part:
    """All that reviews share."""
    return Part(**{name: getattr(content, name) for name in SHARED})


@frozen(slots=False)
class Lookup:
    """Everything that has an id, by kind and id."""

    content: Content
    within: Part | None = None
    # Terms that texts outside of the part link to; where the part is everything, there are none.
    terms_used_elsewhere: frozenset[str] = frozenset()

    @cached_property
    def worked_out(self) -> dict[str, Any]:
        """What has been worked out for this lookup and is asked for again, by the name of the function that did."""
        return {}

    @cached_property
    def part(self) -> Part:
        """What rules go over; the ids that it names may be anywhere."""
        return self.within or replace(shared_by_reviews(self.content), reviews=self.content.reviews)

    @cached_property
    def scales(self) -> dict[str, Scale]:
        return by_id(self.content.scales)

    @cached_property
    def domains(self) -> dict[str, Domain]:
        return by_id(self.content.domains)

    @cached_property
    def outcomes(self) -> dict[str, Outcome]:
        return by_id(outcome for domain in self.content.domains for outcome in domain.outcomes)

    @cached_property
    def designs(self) -> dict[str, Design]:
        return by_id(self.content.designs)

    @cached_property
    def directions(self) -> dict[str, Direction]:
        return by_id(self.content.directions)

    @cached_property
    def countries(self) -> dict[str, Country]:
        return by_id(self.content.countries)

    @cached_property
    def terms(self) -> dict[str, Term]:
        return by_id(self.content.terms)

    @cached_property
    def pages(self) -> dict[str, TextPage]:
        return by_id(self.content.pages)

    @cached_property
    def tools(self) -> dict[str, BiasTool]:
        return by_id(self.content.tools)

    @cached_property
    def reviews(self) -> dict[str, Review]:
        return by_id(self.content.reviews)

    @cached_property
    def studies_everywhere(self) -> tuple[Study, ...]:
        return tuple(study for review in self.content.reviews for study in review.studies)

    @cached_property
    def studies(self) -> dict[str, Study]:
        return by_id(self.studies_everywhere)

    def known(self, kind: str, review: Review | None = None) -> Mapping[str, Any]:
        """All of a kind that a file may name by id; interventions and studies are those of the review at hand. What
        could not be read is None, and is there all the same."""
        unread = dict.fromkeys(one.id for one in self.content.unread if one.kind == kind)
        return ChainMap(dict(self._read(kind, review)), unread) if unread else self._read(kind, review)

    def studies_of(self, review: Review) -> Mapping[str, Study | None]:
        """The studies of a review, with those that could not be read as None."""
        unread = dict.fromkeys(one.id for one in self.content.unread if one.review == review.id)
        return unread | by_id(review.studies)

    @property
    def has_unknown_names(self) -> bool:
        """Whether there may be interventions that nobody knows of, as a review could not be read."""
        return any(one.kind == "review" for one in self.content.unread)

    def of_whole_reviews(self) -> Self:
        """The same for the reviews of which everything could be read."""
        lost = {one.review for one in self.content.unread}
        whole = () if self.has_unknown_names else (one for one in self.part.reviews if one.id not in lost)
        return replace(self, within=Part(reviews=tuple(whole)))

    def _read(self, kind: str, review: Review | None) -> Mapping[str, Any]:
        if kind == "intervention":
            return by_id(review.interventions) if review else self._all_interventions
        if kind == "study":
            return ChainMap(by_id(review.studies), self.studies) if review else self.studies
        named: Mapping[str, Any] = getattr(self, PLURAL[kind])
        return named

    @cached_property
    def _all_interventions(self) -> dict[str, Any]:
        return by_id(one for review in self.content.reviews for one in review.interventions)


@frozen(slots=False)
class PartLookup(Lookup):
    """A lookup for the rules and pages of one part. `asked` notes what they looked up of other reviews: a part that
    asked for nothing can only be changed by a change to itself or to the vocabulary. `whole` is made when it is first
    asked."""

    whole: Callable[[], Lookup] = field(kw_only=True)
    asked: set[str] = field(default_factory=set)

    def _of_whole(self, name: str) -> Any:
        self.asked.add(name)
        return getattr(self.whole(), name)

    @property
    def reviews(self) -> Any:
        return self._of_whole("reviews")

    @property
    def studies_everywhere(self) -> Any:
        return self._of_whole("studies_everywhere")

    @property
    def studies(self) -> Any:
        return self._of_whole("studies")

    @property
    def _all_interventions(self) -> Any:
        return self._of_whole("_all_interventions")


PLURAL = {
    "scale": "scales",
    "domain": "domains",
    "outcome": "outcomes",
    "design": "designs",
    "direction": "directions",
    "country": "countries",
    "term": "terms",
    "page": "pages",
    "tool": "tools",
    "review": "reviews",
}


@frozen
class ReadRating:
    """A rating as its scale understands it. Exactly one of level and state is set; what the scale does not know is in
    `unknown`, as (key of the field, the text, what it should have been)."""

    level: Level | None = None
    state: State | None = None
    flags: tuple[Flag, ...] = ()
    unknown: tuple[tuple[str, str, str], ...] = ()


def read_rating(rating: Rating, scale: Scale) -> ReadRating:
    """`3+*` → level 3+ with the flag whose mark is *; `not-rated` → that state; or the fields of a rating in full."""
    if rating.rating is not None:
        return _read_short(rating.rating, scale)
    by_cost = rating.unit_cost if rating.level is None and rating.state is None else None
    levels, states, flags = by_id(scale.levels), by_id(scale.states), by_id(scale.flags)
    unknown = [("flags", flag, "a flag") for flag in rating.flags if flag not in flags]
    if rating.level is not None and rating.level not in levels:
        unknown.append(("level", rating.level, "a level"))
    if rating.state is not None and rating.state not in states:
        unknown.append(("state", rating.state, "a state"))
    return ReadRating(
        levels.get(rating.level or "") if by_cost is None else level_of(by_cost, scale),
        states.get(rating.state or ""),
        tuple(flags[flag] for flag in rating.flags if flag in flags),
        tuple(unknown),
    )


def level_of(amount: Decimal, scale: Scale) -> Level | None:
    """The level that an amount is on: `from` and `to` belong to a level, `below` and `above` do not."""
    return next((level for level in scale.levels if has_amounts(level) and _holds(level, amount)), None)


def has_amounts(level: Level) -> bool:
    return any(end is not None for end in (level.from_, level.to, level.below, level.above))


def _holds(level: Level, amount: Decimal) -> bool:
    return (
        (level.from_ is None or amount >= level.from_)
        and (level.above is None or amount > level.above)
        and (level.to is None or amount <= level.to)
        and (level.below is None or amount < level.below)
    )


def _read_short(text: str, scale: Scale) -> ReadRating:
    rest, flags = text, []
    while mark := next((flag for flag in scale.flags if rest.endswith(flag.mark) and flag not in flags), None):
        rest = rest.removesuffix(mark.mark).rstrip()
        flags.append(mark)
    level, state = by_id(scale.levels).get(rest), by_id(scale.states).get(rest)
    if level is None and (state is None or flags):
        return ReadRating(unknown=(("rating", text, "a level or a state"),))
    return ReadRating(level, state, tuple(reversed(flags)))
