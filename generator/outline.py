"""A review → what the rest of the site shows of it: its card, its changes, its names, its counts. Pure.

Enough to make every page that is not the review's own, so that the studies of a review that has not changed need not be
read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any, TypeVar, cast

from generator import advice, pages
from generator.frozen import frozen
from generator.lookup import Lookup, names_of
from generator.model import Content, Review, Study
from generator.numbers import Tally, tally_of
from generator.pages.review_view import ReviewView
from generator.records import NOWHERE, Origin

T = TypeVar("T")


@frozen
class StudyName:
    """What others may know of a study: how it is called and where it was. What has not moved needs no title."""

    id: str
    review: str
    title: str = ""
    aliases: tuple[str, ...] = ()
    draft: bool = False
    origin: Origin = NOWHERE


@frozen
class Outline:
    """`card` is the review as the home page shows it, its studies by name alone; `measured` are the ids of the outcomes
    that its studies measured, `terms` those of the terms that its texts link to."""

    card: ReviewView
    tally: Tally
    measured: tuple[str, ...]
    terms: tuple[str, ...]

    @property
    def review(self) -> Review:
        return self.card.review

    @property
    def names(self) -> Any:
        return names_of(self.review)


class Late(Sequence[T]):
    """Values that are worked out when the first of them is asked for: where nothing but the data of a site has changed,
    nobody asks for the outlines of its reviews, or what is counted of them."""

    def __init__(self, make: Callable[[], Sequence[T]]) -> None:
        self._make = make

    @cached_property
    def _made(self) -> Sequence[T]:
        return self._make()

    def __getitem__(self, at: Any) -> Any:
        return self._made[at]

    def __len__(self) -> int:
        return len(self._made)


def of(whole: ReviewView, lookup: Lookup) -> Outline:
    card = replace(whole, review=in_brief(whole.review), summary=(), names={}, views=())
    return Outline(
        card,
        tally_of(whole.review, lookup),
        tuple(sorted(pages.measured(whole.review))),
        tuple(sorted(advice.terms_used(lookup))),
    )


def in_brief(review: Review) -> Review:
    """A review without its texts and with its studies by name."""
    studies = cast("tuple[Study, ...]", tuple(_name(study) for study in review.studies))
    return review.with_(
        studies=studies,
        notices=(),
        key_messages=(),
        sections=(),
        findings=(),
        pooled=(),
        synthesis=None,
        flow=None,
        records_note="",
    )


def _name(study: Study) -> StudyName:
    return StudyName(study.id, study.review, study.title if study.aliases else "", study.aliases, study.draft)


def whole(shared: Content, outlines: Iterable[Outline]) -> Content:
    """The content as its outlines know it: for pages and rules that look at reviews from outside."""
    return shared.with_(reviews=tuple(one.review for one in outlines))
