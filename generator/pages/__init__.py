"""Content → the pages that there are to make: for each its address, its template and what the template shows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from generator import addresses
from generator.addresses import Address
from generator.lookup import Lookup, Part, shared_by_reviews
from generator.model import Content, Domain, Review
from generator.pages import changes, review, vocabulary
from generator.pages.page import Page
from generator.pages.review_view import ReviewView

__all__ = ["NOT_FOUND", "Page", "Pages", "of"]


def of(content: Content) -> list[Page]:
    """Every page of the site; the order is that of the site map."""
    return Pages(content).all()


@dataclass(frozen=True, slots=True)
class OfReview:
    """A review as pages show it, and its pages by path."""

    review: Review
    whole: ReviewView
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
        return found.get(path) or next((page for page in found.values() if path in page.files), None)

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
            whole = ReviewView.of(one, self.lookup)
            found = {page.address.path: page for page in review.pages(whole, self.lookup)}
            made = self.made[one.id] = OfReview(one, whole, found)
        return made

    @cached_property
    def _vocabulary(self) -> dict[str, Page]:
        pages = [*vocabulary.pages(self.content), changes.page(self.lookup)]
        return {page.address.path: page for page in pages}

    @cached_property
    def _home(self) -> Page:
        site = self.content.site
        domains = [(domain, _measuring(domain, self.lookup)) for domain in self.content.domains]
        view = {"cards": [self._of_review(one).whole for one in self.content.reviews], "domains": domains}
        return Page(addresses.HOME, "pages/home.html", site.title, site.tagline, view, section="reviews")


NOT_FOUND = Page(addresses.NOT_FOUND, "pages/not_found.html", "Page not found", "There is no page at this address.")


def _measuring(domain: Domain, lookup: Lookup) -> list[tuple[str, Address]]:
    """The reviews with a study that measured an outcome of a domain."""
    outcomes = {outcome.id for outcome in domain.outcomes} - {"other"}
    return [
        (one.title, addresses.of_review(one))
        for one in lookup.content.reviews
        if any(result.outcome in outcomes for study in one.studies for result in study.outcomes)
    ]
