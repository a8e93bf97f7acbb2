"""Content → the pages that there are to make: for each its address, its template and what the template shows."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import cached_property

from generator import addresses
from generator.addresses import Address
from generator.export.contribution import Contribution
from generator.export.of_review import ReviewData
from generator.export.of_site import SiteData
from generator.frozen import frozen
from generator.lookup import Lookup, Part, shared_by_reviews
from generator.model import Content, Domain, Review
from generator.numbers import Tally
from generator.pages import changes, data, review, vocabulary
from generator.pages.page import Page
from generator.pages.review_view import ReviewView

__all__ = ["NOT_FOUND", "Page", "Pages", "measured", "of", "of_data", "of_review", "of_site"]


def of(content: Content) -> list[Page]:
    """Every page of the site; the order is that of the site map."""
    return Pages(content).all()


def of_review(one: Review, lookup: Lookup) -> tuple[ReviewView, ReviewData, list[Page]]:
    """A review as pages show it, its data, and its pages."""
    whole = ReviewView.of(one, lookup)
    its = review.data(whole, lookup)
    return whole, its, list(review.pages(whole, its, lookup))


def of_site(lookup: Lookup, cards: Sequence[ReviewView], measured: Sequence[Collection[str]]) -> list[Page]:
    """The pages that no review has for itself, but that of the data; the home page first. `cards` are the reviews as it
    shows them, and `measured` the ids of the outcomes that the studies of each measured."""
    reviews = [card.review for card in cards]
    return [home(lookup.content, cards, measured), *shared(lookup, reviews, measured), NOT_FOUND]


def of_data(
    lookup: Lookup, reviews: Callable[[], Sequence[Contribution]], tallies: Sequence[Tally] | None = None
) -> Page:
    """The page of the site's data, with the files beside it. `reviews` gives what its reviews add to them, `tallies`
    are their counts where the lookup knows their studies by name alone."""
    return data.page(SiteData(lookup, reviews, tallies))


def shared(lookup: Lookup, reviews: Sequence[Review], measured: Sequence[Collection[str]]) -> list[Page]:
    return [*vocabulary.pages(lookup.content, reviews, measured), changes.page(lookup)]


def home(content: Content, cards: Sequence[ReviewView], measured: Sequence[Collection[str]]) -> Page:
    view = {"cards": cards, "domains": [(one, _measuring(one, cards, measured)) for one in content.domains]}
    return Page(addresses.HOME, "pages/home.html", content.site.title, content.site.tagline, view, section="reviews")


@frozen
class OfReview:
    """A review as pages show it, its data, and its pages by path."""

    review: Review
    whole: ReviewView
    data: ReviewData
    pages: dict[str, Page]


class Pages:
    """The pages of a content, each made when it is asked for. What was made for the content before is taken over where
    neither the review nor the vocabulary has changed."""

    def __init__(self, content: Content, before: Pages | None = None) -> None:
        self.content = content
        self.lookup = Lookup(content)
        self.shared: Part = shared_by_reviews(content)
        same = before is not None and before.shared.holds_the_records_of(self.shared)
        self.made: dict[str, OfReview] = dict(before.made) if before is not None and same else {}

    def all(self) -> list[Page]:
        made = [page for one in self.content.reviews for page in self._of_review(one).pages.values()]
        return [self._home, *made, *self._vocabulary.values(), NOT_FOUND]

    def at(self, path: str) -> Page | None:
        """The page of a path, or the page that a file of data stands beside."""
        if path == addresses.HOME.path:
            return self._home
        found = self._near(path)
        return found.get(path) or next((page for page in found.values() if path in page.beside), None)

    def _near(self, path: str) -> dict[str, Page]:
        """The pages among which a path is, if it is anywhere."""
        folder, _, rest = path.partition("/")
        one = self.lookup.reviews.get(rest.partition("/")[0].removesuffix(".html"))
        if folder == "reviews" and one is not None:
            return self._of_review(one).pages
        return self._vocabulary

    def _of_review(self, one: Review) -> OfReview:
        made = self.made.get(one.id)
        if made is None or made.review is not one:
            whole, its, found = of_review(one, self.lookup)
            made = self.made[one.id] = OfReview(one, whole, its, {page.address.path: page for page in found})
        return made

    @cached_property
    def _vocabulary(self) -> dict[str, Page]:
        offered = of_data(self.lookup, lambda: [self._of_review(one).data.contribution for one in self.content.reviews])
        reviews = self.content.reviews
        own = shared(self.lookup, reviews, [measured(one) for one in reviews])
        return {page.address.path: page for page in (*own, offered)}

    @cached_property
    def _home(self) -> Page:
        reviews = self.content.reviews
        cards = [self._of_review(one).whole for one in reviews]
        return home(self.content, cards, [measured(one) for one in reviews])


NOT_FOUND = Page(addresses.NOT_FOUND, "pages/not_found.html", "Page not found", "There is no page at this address.")


def measured(one: Review) -> frozenset[str]:
    """The ids of the outcomes that a review's studies measured."""
    return frozenset(result.outcome for study in one.studies for result in study.outcomes)


def _measuring(
    domain: Domain, cards: Sequence[ReviewView], measured: Sequence[Collection[str]]
) -> list[tuple[str, Address]]:
    """The reviews with a study that measured an outcome of a domain."""
    outcomes = {outcome.id for outcome in domain.outcomes} - {"other"}
    return [
        (card.review.title, card.address)
        for card, ids in zip(cards, measured, strict=True)
        if not outcomes.isdisjoint(ids)
    ]
