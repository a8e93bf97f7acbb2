"""A part of the content → what it makes: of a review its pages and their data, of what reviews share all other pages.

A site is the sum of its parts. Each is checked and rendered by itself, so that one that has not changed can be left out
and two can be made at once. A part with a problem makes nothing; `make` looks at the whole and tells what it is.
Pure, but for the templates that are read.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from datetime import date
from itertools import chain
from types import MappingProxyType
from typing import Any

from generator import addresses, advice, check, numbers, outline, pages, publish
from generator.digests import SIZE, blake2b, digest_of
from generator.export.contribution import Contribution
from generator.frozen import frozen
from generator.lookup import Lookup, Part, PartLookup, shared_by_reviews
from generator.model import Content, Review, Unread
from generator.outline import Late, Outline
from generator.pages import Page
from generator.pages.review_view import ReviewView
from generator.records import Record
from generator.render import Renderer


@frozen
class Made:
    """What a part made, by path in the order of the site map. `warnings` is their number; `turns` are the days on which
    it changes by itself. `asked`: whether the part looked at other reviews. `data` is what a review adds to the data of
    the site. `paths` are those of all its files, and `keys` those of its pages that can be told to be the same."""

    files: dict[str, bytes]
    warnings: int
    turns: tuple[str, ...]
    asked: bool = False
    outline: Outline | None = None
    data: Contribution | None = None
    paths: tuple[str, ...] = ()
    keys: Mapping[str, bytes] = field(default_factory=dict)


@frozen
class Workshop:
    """What every part is made with. `shared` is the content without reviews, `names` are those of the assets."""

    shared: Content
    renderer: Renderer
    names: Mapping[str, str]
    today: date

    def of_review(
        self, review: Review, whole: Callable[[], Lookup], before: Mapping[str, bytes] = MappingProxyType({})
    ) -> Made | None:
        """A review by itself; `whole` is the site, for what it names of other reviews. Pages whose key is as it was
        `before` are not made."""
        lookup = self.lookup_of(review, whole)
        if check.go_over(lookup, self.today):
            return None
        shown, data, made = pages.of_review(review, lookup)
        renderer = self.renderer.on(lookup)
        keys = keys_of(made, shown, renderer, others_of(lookup))
        stay = {path for path, key in keys.items() if before.get(path) == key}
        files, problems = renderer.all(made, lambda page: page.address.path in stay)
        if problems:
            return None
        warnings = len(list(advice.go_over(lookup, self.today)))
        brief = outline.of(shown, lookup)
        turns = tuple(advice.turning_days(lookup.part))
        paths = dict.fromkeys(chain.from_iterable((page.address.path, *page.beside) for page in made))
        every = tuple(paths | dict.fromkeys(files))
        return Made(files, warnings, turns, bool(lookup.asked), brief, data.contribution, every, keys)

    def lookup_of(
        self, review: Review, whole: Callable[[], Lookup], unread: frozenset[Unread] = frozenset()
    ) -> PartLookup:
        """What rules and pages of a review look things up in; `whole` is the site, for what it names of others."""
        return PartLookup(self.shared.with_(reviews=(review,), unread=unread), Part(reviews=(review,)), whole=whole)

    def of_site(self, outlines: Sequence[Outline], paths: Sequence[str]) -> Made | None:
        """All that no review has for itself, but the data. `paths` are the files of the reviews."""
        content = outline.whole(self.shared, outlines)
        part, whole = shared_by_reviews(content), Lookup(content)
        used = frozenset(chain.from_iterable(one.terms for one in outlines))
        lookup = PartLookup(content, part, used, whole=lambda: whole)
        if check.go_over(lookup, self.today):
            return None
        made = pages.of_site(whole, [one.card for one in outlines], [one.measured for one in outlines])
        files, problems = self.renderer.on(whole, [one.tally for one in outlines]).all(made)
        if problems:
            return None
        in_order = dict.fromkeys([made[0].address.path, *paths, *files, addresses.DATA.path])
        files |= publish.beside(content, in_order, self.names)
        warnings = len(list(advice.go_over(lookup, self.today)))
        return Made(files, warnings, tuple(advice.turning_days(part)))

    def of_data(self, outlines: Sequence[Outline], data: Sequence[Contribution]) -> dict[str, bytes] | None:
        """The data of the site, and the page that offers them; put together of what reviews add to them. Outlines are
        looked at where a text of the vocabulary names a review, or a number."""
        shared = shared_by_reviews(self.shared)
        lookup = PartLookup(self.shared, shared, whole=lambda: Lookup(outline.whole(self.shared, outlines)))
        tallies = Late(lambda: [one.tally for one in outlines])
        page = pages.of_data(lookup, lambda: data, tallies)
        files, problems = self.renderer.on(lookup, tallies).all([page])
        return None if problems else files


def keys_of(made: Sequence[Page], shown: ReviewView, renderer: Renderer, others: bytes = b"") -> dict[str, bytes]:
    """By path, what the page of each study of a review, and the files beside it, are made from, beside the vocabulary
    and the program: the same key, the same page. `others` tells apart the studies of other reviews, where a text names
    one. A page without a key shows all studies of its review, or it cannot be told."""
    text = _text(shown.review)
    if not text:
        return {}
    seen = _counted(text, shown.review, renderer)
    of_review = blake2b(_told((text, shown.numbers.studies, others, seen)), digest_size=SIZE)
    keys = {}
    for page in made:
        if page.template == "pages/study.html" and (its := _text(page.view["study"])):
            key = of_review.copy()
            key.update(_told((its, _near(page.view), _counted(its, shown.review, renderer))))
            keys[page.address.path] = key.digest()
    return keys


def others_of(lookup: PartLookup) -> bytes:
    """Tells apart the ids of all reviews and their studies, for a review that looked at others: it may have a link that
    leads to wherever a study is now. Worked out once, as there may be many reviews."""
    if not lookup.asked:
        return b""
    kept = lookup.whole().worked_out
    if "ids" not in kept:
        reviews = lookup.reviews.values()
        kept["ids"] = digest_of([(one.id, [study.id for study in one.studies]) for one in reviews])
    found: bytes = kept["ids"]
    return found


def _text(record: Record) -> str:
    return "\n".join(record.origin.source.lines)


def _near(view: Mapping[str, Any]) -> list[Any]:
    """What a study's page shows of other studies, and what it calls its own."""
    basis = [link for rating in view["ratings"] for link in rating.basis]
    near = [*view["same_trial"], *basis, view["before"], view["after"]]
    return [view["name"], *(one and (one[0], one[1].path) for one in near)]


def _counted(text: str, review: Review, renderer: Renderer) -> list[Any]:
    """All counts of the review, and what a text names beside them; nothing for one that names no number."""
    used = list(numbers.used(text))
    if not used:
        return []
    known = renderer.numbers_of(review)
    return [known.counts, known.people, known.years, {name: known[name] for name in used if name in known}]


def _told(values: Any) -> bytes:
    return repr(values).encode("utf-8", "surrogatepass")
