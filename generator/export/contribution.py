"""What a review adds to the data of its site: what a build keeps of it, to put the site's files together. Pure."""

from __future__ import annotations

from typing import Any

from generator.frozen import frozen
from generator.zipped import Part


@frozen
class Offer:
    """A file of the review as the site's data page lists it."""

    path: str
    name: str
    size: int


@frozen
class Contribution:
    """`page` and `citing` are the paths of its page, and of that on how to cite it; `files` are its own. `parts` are
    those of the site's files by their names, `sheets` those of the sheets of its workbook by table: lines as they are,
    or packed where there are many."""

    title: str
    page: str
    citing: str
    studies: int
    files: tuple[Offer, ...]
    parts: dict[str, bytes]
    sheets: dict[str, bytes | Part]

    def plain(self) -> tuple[Any, ...]:
        """Plain values, to be kept."""
        files = tuple((one.path, one.name, one.size) for one in self.files)
        sheets = {name: (*part,) if isinstance(part, Part) else part for name, part in self.sheets.items()}
        return self.title, self.page, self.citing, self.studies, files, self.parts, sheets


def of_plain(values: tuple[Any, ...]) -> Contribution:
    title, page, citing, studies, files, parts, sheets = values
    offers = tuple(Offer(*one) for one in files)
    found = {name: Part(*part) if isinstance(part, tuple) else part for name, part in sheets.items()}
    return Contribution(title, page, citing, studies, offers, parts, found)
