"""What a page is: its address, its template, and what the template shows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from generator.addresses import Address
from generator.model import Review
from generator.tables import Table, as_csv


@dataclass(frozen=True, slots=True)
class Page:
    """One page to make. `view` holds what its template shows, `trail` the pages above it, from the home page down;
    `tables` are files of data beside the page, `texts` other files beside it, such as data that its script fetches. A
    `draft` is seen in the preview alone."""

    address: Address
    template: str
    title: str
    description: str
    view: dict[str, Any] = field(default_factory=dict)
    trail: tuple[tuple[str, Address], ...] = ()
    review: Review | None = None
    section: str = ""
    short_title: str = ""
    tables: tuple[tuple[Address, Table], ...] = ()
    texts: tuple[tuple[Address, str], ...] = ()
    draft: bool = False

    @property
    def files(self) -> dict[str, bytes]:
        """The files beside the page, by path."""
        data = {address.path: as_csv(table) for address, table in self.tables}
        return data | {address.path: text.encode() for address, text in self.texts}

    @property
    def label(self) -> str:
        """What the page is called where the pages above it have been named."""
        return self.short_title or self.title
