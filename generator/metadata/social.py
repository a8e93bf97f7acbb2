"""A page → what is shown where someone shares it (Open Graph). Pure.

The description is the page's own: base.html says it once, for search engines and for Open Graph.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from generator import addresses
from generator.metadata.head import whole_address
from generator.metadata.works import study_of
from generator.model import Site
from generator.pages import Page

ALT = "Finding and certainty"


def tags(page: Page, site: Site, made: Collection[str]) -> Iterator[tuple[str, str]]:
    yield "og:title", page.title
    yield "og:type", "website" if page.address == addresses.HOME else "article"
    yield "og:url", whole_address(site, page.address)
    if "-" in site.language:
        yield "og:locale", site.language.replace("-", "_")
    yield from _card(page, site, made)


def _card(page: Page, site: Site, made: Collection[str]) -> Iterator[tuple[str, str]]:
    """The card of a review, which shows its title and its main finding: not for the record of a single study."""
    if page.review is None or study_of(page) or addresses.of_card(page.review).path not in made:
        return
    yield "og:image", whole_address(site, addresses.of_card(page.review))
    # What the picture says in full stands in the title and the description beside it.
    yield "og:image:alt", ALT
    yield "twitter:card", "summary_large_image"
