"""A review, or what reviews share → whether its pages can be made, and what the next check may know of it. Pure, but
for the templates that are read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any

from generator import addresses, advice, outline, pages, text, walk
from generator.compiled import Compiled
from generator.export.contribution import Contribution, Offer
from generator.export.file import File
from generator.export.of_review import ReviewData
from generator.lookup import Lookup, PartLookup, shared_by_reviews
from generator.model import Content, Review
from generator.outline import Outline
from generator.pages import Page
from generator.parts import keys_of, others_of
from generator.problems import as_plain
from generator.render import Renderer


class Showing:
    """One folder of templates, for one content. `shared` is the content without reviews, `assets` are the names of
    assets on the web. Nothing is made but HTML, and that is thrown away."""

    def __init__(self, shared: Content, templates: Path, assets: Mapping[str, str], today: date) -> None:
        self.shared, self.today = shared, today
        self.compiled = Compiled(str(templates))
        self.renderer = Renderer(shared, templates, assets, compiled=self.compiled)

    def review(
        self, review: Review, lookup: PartLookup, before: Mapping[str, bytes]
    ) -> tuple[Outline, dict[str, Any]] | None:
        """What can be known of a review; None where a template fails. Pages whose key is as it was `before` are as they
        were."""
        shown, data, made = pages.of_review(review, lookup)
        renderer = self.renderer.on(lookup)
        keys = keys_of(made, shown, renderer, others_of(lookup))
        _leave_unmade(data.tables_as_files)
        changed = (
            page
            for page in made
            if (key := keys.get(page.address.path)) is None or before.get(page.address.path) != key
        )
        if not _can_be_made(changed, renderer):
            return None
        known = {"asked": bool(lookup.asked), "studies": len(review.studies), "keys": keys}
        return outline.of(shown, lookup), self.of(lookup) | known

    def site(self, outlines: Sequence[Outline]) -> dict[str, Any] | None:
        """What can be known of all that no review has for itself."""
        whole, tallies = Lookup(outline.whole(self.shared, outlines)), [one.tally for one in outlines]
        offers = [_offer(one.review, whole) for one in outlines]
        made = pages.of_site(whole, [one.card for one in outlines], [one.measured for one in outlines])
        made.append(pages.of_data(whole, lambda: offers, tallies))
        if not _can_be_made(made, self.renderer.on(whole, tallies)):
            return None
        used = frozenset(chain.from_iterable(one.terms for one in outlines))
        return self.of(PartLookup(whole.content, shared_by_reviews(self.shared), used, whole=lambda: whole))

    def of(self, lookup: Lookup) -> dict[str, Any]:
        """What should be looked at in a part, the days from which on that is something else, and what Markdown made of
        its texts."""
        texts = {one: text.known[one] for *_, one in walk.texts(lookup) if one in text.known} | text.asked
        text.asked.clear()
        return {
            "warnings": [as_plain(one) for one in advice.go_over(lookup, self.today)],
            "turns": tuple(advice.turning_days(lookup.part)),
            "texts": texts,
        }


def _can_be_made(some: Iterable[Page], renderer: Renderer) -> bool:
    """Whether no template fails; who looks at everything says which does, and where."""
    try:
        for page in some:
            _leave_unmade(page.downloads)
            renderer.page(page)
    except Exception:
        return False
    return True


def _leave_unmade(some: Iterable[File]) -> None:
    """A page says of a file how large it is, for which the file would be made: half of what all pages take. Each is as
    good as one that has something in it."""
    for file in some:
        vars(file)["data"] = b"-"


def _offer(review: Review, lookup: Lookup) -> Contribution:
    """A review's files, as the page of all data lists them."""
    data = ReviewData(review, lookup, ())
    files = tuple(Offer(one.address.path, one.name, 0) for one in (*data.whole, *data.papers_as_files))
    page, citing = addresses.of_review(review).path, addresses.of_citing(review).path
    return Contribution(review.title, page, citing, len(review.studies), files, {}, {})
