"""What a review adds to the data of its site: what a build keeps of it, to put the site's files together. Pure."""

from __future__ import annotations

import zlib
from typing import Any

from generator.frozen import frozen


@frozen
class Offer:
    """A file of the review as the site's data page lists it."""

    path: str
    name: str
    size: int


@frozen
class Contribution:
    """`page` and `citing` are the paths of its page, and of that on how to cite it; `files` are its own. The rest, by
    table or format, are parts of the site's files."""

    title: str
    page: str
    citing: str
    studies: int
    json: str
    csv: dict[str, bytes]
    sheets: dict[str, bytes]
    references: dict[str, str]
    files: tuple[Offer, ...]

    def plain(self) -> tuple[Any, ...]:
        """Plain values, to be kept; sheets are packed, since most of what they hold is how XML says it."""
        files = tuple((one.path, one.name, one.size) for one in self.files)
        sheets = {name: zlib.compress(data, 1) for name, data in self.sheets.items()}
        head = self.title, self.page, self.citing, self.studies
        return *head, self.json, self.csv, sheets, self.references, files


def of_plain(values: tuple[Any, ...]) -> Contribution:
    title, page, citing, studies, json, csv, sheets, references, files = values
    unpacked = {name: zlib.decompress(data) for name, data in sheets.items()}
    offers = tuple(Offer(*one) for one in files)
    return Contribution(title, page, citing, studies, json, csv, unpacked, references, offers)
