"""What the head of a page says to programs, and whole addresses. Pure."""

from __future__ import annotations

from generator.addresses import Address, without_index
from generator.frozen import frozen
from generator.model import Site
from generator.publish.discovery import root


@frozen
class Link:
    """A typed link: to a page or file of the site, or to a whole address elsewhere."""

    rel: str
    to: Address | str
    type: str = ""


@frozen
class Head:
    """`citation` and `social` are names with their contents, `graph` is JSON-LD that may stand in a script element."""

    canonical: str
    citation: tuple[tuple[str, str], ...]
    social: tuple[tuple[str, str], ...]
    links: tuple[Link, ...]
    graph: str


def whole_address(site: Site, address: Address) -> str:
    """The address of a page on the web: where the site lives, and the page of a folder by the folder alone."""
    behind = f"#{address.anchor}" if address.anchor else ""
    return root(site) + without_index(address.path) + behind
