"""What a page is: its address, its template, and what the template shows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field
from functools import partial
from typing import Any

from generator.addresses import Address
from generator.export.file import File
from generator.frozen import frozen
from generator.model import Review
from generator.tables import Table


@frozen
class Page:
    """One page to make. `view` holds what its template shows, `trail` the pages above it, from the home page down;
    `tables` are files of data beside the page, `downloads` others that it offers, `texts` what its script fetches. A
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
    downloads: tuple[File, ...] = ()

    @property
    def beside(self) -> dict[str, Callable[[], bytes]]:
        """The files beside the page, by path; each is made when it is asked for."""
        found: dict[str, Callable[[], bytes]] = {}
        for address, table in self.tables:
            found[address.path] = partial(getattr, table, "csv")
        for file in self.downloads:
            found[file.address.path] = partial(getattr, file, "data")
        return found | {address.path: text.encode for address, text in self.texts}

    @property
    def files(self) -> dict[str, bytes]:
        return {path: make() for path, make in self.beside.items()}

    @property
    def label(self) -> str:
        """What the page is called where the pages above it have been named."""
        return self.short_title or self.title
