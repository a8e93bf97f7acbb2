"""What changed on the site → a page, and a feed. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator import addresses, feed, legends
from generator.addresses import Address
from generator.feed import Entry
from generator.frozen import frozen
from generator.legends import RatingView
from generator.lookup import Lookup, by_id
from generator.model import Rating, RatingChange, Review
from generator.pages.page import Page

TITLE = "What changed"


@frozen
class RatingChangeView:
    """A rating that became another; `before` is None where it is a first rating."""

    day: str
    of: str
    address: Address
    scale: str
    before: RatingView | None
    after: RatingView
    why: str

    @property
    def words(self) -> str:
        before = _said(self.before) if self.before else "no rating"
        return f"{self.scale}: {before} → {_said(self.after)}. {self.why}"


def _said(view: RatingView) -> str:
    return f"{view.short} ({view.words})" if view.range else view.words


@frozen
class Noted:
    """A line of a review's history."""

    day: str
    review: Review
    address: Address
    words: str


def page(lookup: Lookup) -> Page:
    """All changes, those of ratings first, and the feed of both beside the page."""
    changes = [one for review in lookup.content.reviews for one in _ratings(review, lookup)]
    history = [one for review in lookup.content.reviews for one in _history(review)]
    changes.sort(key=lambda one: one.day, reverse=True)
    history.sort(key=lambda one: one.day, reverse=True)
    words = "Ratings that became others, and what else changed, the newest first."
    view: dict[str, Any] = {"changes": changes, "history": history}
    text = _feed(changes, history, lookup)
    return Page(addresses.CHANGES, "pages/changes.html", TITLE, words, view, texts=((addresses.FEED, text),))


def _history(review: Review) -> Iterator[Noted]:
    for change in review.history:
        yield Noted(change.date, review, addresses.of_review(review), change.change)


def _ratings(review: Review, lookup: Lookup) -> Iterator[RatingChangeView]:
    for change in review.rating_changes:
        yield _rating_change(change, review, lookup)


def _rating_change(change: RatingChange, review: Review, lookup: Lookup) -> RatingChangeView:
    scale = lookup.scales[change.scale]
    of, address = review.title, addresses.of_review(review)
    if change.intervention is not None:
        of = f"{by_id(review.interventions)[change.intervention].title} ({review.title})"
        address = addresses.of_intervention(review, change.intervention)

    def shown(written: str) -> RatingView:
        return legends.rating_view(Rating(rating=written), scale)

    before = shown(change.before) if change.before is not None else None
    return RatingChangeView(change.date, of, address, scale.title, before, shown(change.after), change.why)


def _feed(changes: list[RatingChangeView], history: list[Noted], lookup: Lookup) -> str:
    site = lookup.content.site
    root = site.url.rstrip("/") + "/"
    # Numbered from the oldest, so that an entry keeps its id when a newer one comes.
    entries = [
        Entry(f"{root}changes#rating-{number}", one.day, f"{one.of}: {one.scale}", one.words, _whole(root, one.address))
        for number, one in enumerate(reversed(changes), 1)
    ]
    entries += [
        Entry(f"{root}changes#page-{number}", one.day, one.review.title, one.words, _whole(root, one.address))
        for number, one in enumerate(reversed(history), 1)
    ]
    newest_first = sorted(entries, key=lambda one: one.day, reverse=True)
    author = site.organisation.name if site.organisation else site.title
    title = f"{site.title}: {TITLE[:1].lower()}{TITLE[1:]}"
    return feed.atom(title, author, root + addresses.CHANGES.path, root + addresses.FEED.path, newest_first)


def _whole(root: str, address: Address) -> str:
    return root + address.seen_from("")
