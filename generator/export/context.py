"""Content with all that its records refer to, and texts as they can be read without this site. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import field
from functools import cached_property

from generator import addresses, derive, legends, numbers
from generator.addresses import Address
from generator.frozen import frozen
from generator.lookup import Lookup
from generator.model import Review, Study
from generator.numbers import Numbers, Tally
from generator.references import KINDS, follow

OWN_LINK = re.compile(rf"(\]\(\s*<?|^\s{{0,3}}\[[^\]\n]+\]:\s*<?)((?:{'|'.join(KINDS)}):[^\s)>]+)", re.MULTILINE)


@frozen(slots=False)
class OfSite:
    """Everything that has an id. `tallies` are the counts of all reviews, where the lookup knows their studies by name
    alone."""

    lookup: Lookup
    tallies: Sequence[Tally] | None = None

    @property
    def whose(self) -> Review | None:
        """The review whose studies and interventions a text names first."""
        return None

    @cached_property
    def numbers(self) -> Numbers:
        return Numbers(self._tallies(), self.lookup)

    def _tallies(self) -> Sequence[Tally]:
        if self.tallies is not None:
            return self.tallies
        return [numbers.tally_of(one, self.lookup) for one in self.lookup.reviews.values()]

    def page(self, address: Address) -> str:
        return addresses.on_the_web(self.lookup.content.site.url, address)

    def markdown(self, text: str) -> str:
        """A text with the numbers that it names, and with links of our own as whole addresses."""
        filled = numbers.filled(text, self.numbers) if "{" in text else text
        return OWN_LINK.sub(self._link, filled) if ":" in filled else filled

    def _link(self, found: re.Match[str]) -> str:
        to = follow(found.group(2), self.lookup, self.whose)
        if isinstance(to, str):
            return found.group()
        return found.group(1) + self.page(legends.of_reference(to, self.lookup, self.whose)[1])


@frozen(slots=False)
class Context(OfSite):
    """One review among all that its records name by id."""

    review: Review = field(kw_only=True)

    @property
    def whose(self) -> Review:
        return self.review

    def _tallies(self) -> Sequence[Tally]:
        return [numbers.tally_of(self.review, self.lookup)]

    @cached_property
    def names(self) -> dict[str, str]:
        return derive.short_names(self.review)

    @cached_property
    def studies(self) -> list[Study]:
        return derive.in_reading_order(self.review)
