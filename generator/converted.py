"""What a text holds once it is HTML and before it is cleaned: titles, pictures, link targets, and what would be lost.

Markdown has many ways to write each, so rules look at what comes of a text and not at how it is written. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from html import unescape
from html.parser import HTMLParser

from generator import text

# Without one of these a text of some lines is paragraphs and lists alone: nothing in it can be wrong.
MARKS = re.compile(r"[\[<#=]")
SHORT = 500
OF_RULES = {"h1", "img"}
TAG = re.compile(r"<(?P<closes>/?)(?P<name>[a-z][a-z0-9]*)(?P<attributes>[^>]*)>")
ATTRIBUTE = re.compile(r'([a-z-]+)="([^"]*)"')
RUNS = re.compile(r"on.+|style|srcdoc", re.IGNORECASE)


@dataclass
class Found:
    """`titles` are the words of each; `lost` are tags and attributes that cleaning would take away, as written."""

    titles: list[str] = field(default_factory=list)
    pictures: int = 0
    targets: list[str] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    lost: list[str] = field(default_factory=list)


@cache
def found_in(markdown_text: str) -> Found:
    """All that the rules ask of a text. Raises ValueError where it cannot be shown at all."""
    if len(markdown_text) < SHORT and not MARKS.search(markdown_text):
        return Found()
    reader = _Reader()
    if "<" in markdown_text:
        reader.feed(text.converted(markdown_text))
        reader.close()
    else:
        reader.take(text.converted(markdown_text))
    reader.found.targets = list(dict.fromkeys(reader.found.targets))
    reader.found.lost = list(dict.fromkeys(reader.found.lost))
    return reader.found


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found = Found()
        self.title: list[str] | None = None

    def take(self, html: str) -> None:
        """Read what Markdown made of a text without HTML of its own: all of its signs are where they belong."""
        end = 0
        for tag in TAG.finditer(html):
            self._words(html[end : tag.start()])
            end = tag.end()
            if tag["closes"]:
                self.handle_endtag(tag["name"])
            else:
                attributes = ATTRIBUTE.findall(tag["attributes"])
                self.handle_starttag(tag["name"], [(name, unescape(value)) for name, value in attributes])

    def _words(self, html: str) -> None:
        if self.title is not None:
            self.title.append(unescape(html))

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        if tag == "h1":
            self.title = []
        self.found.pictures += tag == "img"
        if tag not in text.TAGS and tag not in OF_RULES:
            self.found.lost.append(f"<{tag}>")
        for name, value in attrs:
            self._attribute(tag, name, value or "")

    def _attribute(self, tag: str, name: str, value: str) -> None:
        aligned = tag in ("th", "td") and name == "style" and value.startswith("text-align: ")
        if name == "href":
            self.found.targets.append(value)
        elif name == "id":
            self.found.ids.add(value)
        elif RUNS.fullmatch(name) and not aligned and tag in text.TAGS:
            self.found.lost.append(name)

    def handle_data(self, data: str) -> None:
        if self.title is not None:
            self.title.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "h1" and self.title is not None:
            self.found.titles.append(" ".join("".join(self.title).split()))
            self.title = None


def as_written(target: str, candidates: Sequence[str]) -> str:
    """A link's target as its text has it, of those that stand there; itself where it stands there in no known form."""
    wanted = _simple(target)
    return next((one for one in candidates if _simple(one) == wanted), target)


def _simple(target: str) -> str:
    return re.sub(r"[\\\s<>()]", "", unescape(target))
