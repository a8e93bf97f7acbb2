"""A built page as a reader, a browser or a text browser takes it: elements, ids, links, text. For the site tests."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import html5lib

INLINE = set("a abbr b bdi cite code del em i ins q small span strong sub sup".split())
DATA = "application/ld+json"
WORD_JOINER = "\u2060"
UNSEEN = set("script style template".split())
DASHES = dict.fromkeys(map(ord, "‐‑‒–—−"), "-")
QUOTES = {ord(sign): plain for plain, signs in {"'": "‘’ʼ‛′", '"': "“”„″«»"}.items() for sign in signs}


@dataclass(frozen=True)
class Page:
    """One HTML file of a built site."""

    site: Path
    path: str

    @cached_property
    def markup(self) -> str:
        return (self.site / self.path).read_text("utf-8")

    @cached_property
    def tree(self) -> Any:
        return html5lib.parse(self.markup, namespaceHTMLElements=False)

    @cached_property
    def ids(self) -> list[str]:
        return [element.get("id") for element in self.elements("*") if element.get("id") is not None]

    @cached_property
    def text(self) -> str:
        """The page's words as a text browser shows them: no styles, no scripts, nothing of `aria-label`."""
        return text_of(self.tree.find("body"))

    @cached_property
    def links(self) -> set[str]:
        return {element.get("href") for element in self.elements("a")}

    def elements(self, tag: str = "*") -> Iterator[Any]:
        return (element for element in self.tree.iter() if isinstance(element.tag, str) and tag in ("*", element.tag))

    @property
    def scripts(self) -> Iterator[Any]:
        """Scripts that run; a block of data is none."""
        return (element for element in self.elements("script") if element.get("type") != DATA)

    @property
    def graphs(self) -> list[Any]:
        """What the page says as JSON-LD."""
        return [json.loads(element.text) for element in self.elements("script") if element.get("type") == DATA]

    def of_class(self, name: str) -> Iterator[Any]:
        return (element for element in self.elements() if name in element.get("class", "").split())

    def by_id(self, name: str) -> Any:
        return next(element for element in self.elements() if element.get("id") == name)

    def says(self, words: str) -> bool:
        return plain(words) in plain(self.text)

    def lists(self, address: str) -> bool:
        """Whether the page has a link to an address outside of the site."""
        return address in self.links


def pages(site: Path) -> list[Page]:
    """Every page of a built site."""
    return [Page(site, path.relative_to(site).as_posix()) for path in sorted(site.rglob("*.html"))]


def text_of(element: Any) -> str:
    """The words of an element, a space at the edge of each block, white space as one space."""
    return " ".join("".join(_words(element)).replace(WORD_JOINER, "").split())


def _words(element: Any) -> Iterator[str]:
    if not isinstance(element.tag, str) or element.tag in UNSEEN:
        return
    space = "" if element.tag in INLINE else " "
    yield space + (element.text or "")
    for child in element:
        yield from _words(child)
        yield child.tail or ""
    yield space


def plain(words: str) -> str:
    """Words as they are compared: one kind of quote, dash and white space, no capitals, no space before a stop."""
    alike = " ".join(words.translate(QUOTES).translate(DASHES).casefold().split())
    return re.sub(r" (?=[.,;:)])", "", alike)


def target(page: Page, link: str, root: str) -> tuple[str, str]:
    """The file of the site that a link of a page leads to, and the id in it. `root` is the site's path on its host."""
    parts = urlsplit(link)
    path = unquote(parts.path)
    if path.startswith("/"):
        assert path.startswith(root), f"{page.path}: {link} leads out of the site at {root}"
        found = path[len(root) :]
    else:
        found = _joined(page, path) if path else page.path
    return found or "index.html", unquote(parts.fragment)


def _joined(page: Page, path: str) -> str:
    steps = page.path.split("/")[:-1]
    for step in path.split("/"):
        if step == "..":
            assert steps, f"{page.path}: {path} leads out of the site"
            steps.pop()
        elif step != ".":
            steps.append(step)
    return "/".join(steps)
