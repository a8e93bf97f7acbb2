"""A file of data as a page offers it: made when it is asked for, and once. Pure."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from generator.addresses import Address
from generator.frozen import frozen


@frozen(slots=False)
class File:
    """`name` is what a link to it says: the format, or what a table holds. `use` says what is in it, and for whom."""

    address: Address
    name: str
    use: str
    make: Callable[[], bytes]

    @cached_property
    def data(self) -> bytes:
        return self.make()

    @property
    def saved_as(self) -> str:
        return saved_as(self.address.path)

    @property
    def is_empty(self) -> bool:
        """Whether it is a table that has a head and no rows."""
        return self.address.path.endswith(".csv") and self.data.find(b"\n") == len(self.data) - 1


def saved_as(path: str) -> str:
    """The name that a reader's copy gets. The data of two reviews have the same names on the site, and are kept in one
    folder of downloads: there, each says of which review it is."""
    match path.split("/"):
        case ["reviews", review, "data", name]:
            return f"{review}-{name}"
    return path.rpartition("/")[2]


def size_in_words(count: int) -> str:
    """`812 bytes`, `4 KB`, `1.3 MB`; never less than there is."""
    if count < 1000:
        return f"{count} bytes"
    thousands = -(-count // 1000)
    return f"{thousands:,} KB" if thousands < 1000 else f"{-(-count // 100_000) / 10:.1f} MB"
