"""The paper of a study as a reference in every format, made once: for its page, for the files of its review, and for
those of the site, where its key begins with the review's id. Pure."""

from __future__ import annotations

from functools import cached_property

from generator.export import bibtex, csl, ris
from generator.export.reference import Reference, in_words
from generator.frozen import frozen


@frozen(slots=False)
class Paper:
    reference: Reference

    @cached_property
    def words(self) -> str:
        return in_words(self.reference)

    @cached_property
    def ris(self) -> str:
        return ris.text([self.reference])

    @cached_property
    def bib(self) -> str:
        return bibtex.text([self.reference])

    @cached_property
    def csl(self) -> str:
        return csl.part([self.reference])

    def as_ris(self) -> bytes:
        return self.ris.encode()

    def as_bib(self) -> bytes:
        return self.bib.encode()

    def among_others(self, review: str) -> dict[str, str]:
        """Each format with a key that tells it from the papers of other reviews."""
        before = f"{review}:"
        return {
            "ris": ris.keyed(self.ris, before),
            "bib": bibtex.keyed(self.bib, before),
            "csl.json": csl.keyed(self.csl, before),
        }
