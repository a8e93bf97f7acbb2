"""The page that is being rendered → what its templates ask of it: links, legends and their numbers, texts.

Pure, but for what it keeps of the page, and the HTML that is the same on many pages."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import Any
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from generator import addresses, metadata, numbers, text
from generator.addresses import Address
from generator.export.file import File, size_in_words
from generator.legends import Legend
from generator.pages import Page
from generator.tables import MARK

# Stands for the number of a note in HTML that is kept; no text can hold it.
NUMBER = "\0"


class OnPage:
    """What templates need to know of the page they are on: how to link from it, and which legends it has so far.
    `renderer` is the one that renders it."""

    def __init__(self, renderer: Any, page: Page) -> None:
        self.renderer = renderer
        self.page = page
        self.path = page.address.path
        self.folder = self.path.rpartition("/")[0]
        self.legends: dict[str, Legend] = {}
        self.numbers: dict[str, int] = {}
        self.noted: Counter[str] = Counter()

    def markdown(self, source: str) -> Markup:
        return self.resolved(self.own(source, text.html(self.filled(source))))

    def inline(self, source: str) -> Markup:
        return self.resolved(self.own(source, text.inline(self.filled(source))))

    def is_here(self, address: Address) -> bool:
        """Whether an address is on this page."""
        return address.path == self.path

    def framed(self, component: Any, section: str) -> Any:
        """A component that is the same on all pages of a folder and section, but for those that it names itself."""
        key = (component.name, section, self.path if self.path in self.renderer.named else self.folder)
        kept = self.renderer.html
        if key not in kept or self.page.address == addresses.NOT_FOUND:
            kept[key] = component(section)
        return kept[key]

    def notes(self) -> Markup:
        """The legends of this page, in the order in which they were asked for."""
        every = enumerate(self.legends.values(), 1)
        return Markup("\n").join(self._note(legend, str(number)) for number, legend in every)

    def _note(self, legend: Legend, number: str) -> Markup:
        """A legend's panel: the same on all pages of a folder, but for its number."""
        key = (id(legend), self.folder, self.is_here(legend.more))
        kept = self.renderer.html
        if key not in kept or self.page.address == addresses.NOT_FOUND:
            kept[key] = (self._component.panel(legend, NUMBER), legend)
        return Markup(kept[key][0].replace(NUMBER, number))

    def filled(self, source: str) -> str:
        """A text with the numbers that it names."""
        return numbers.filled(source, self.renderer.numbers_of(self.page.review)) if "{" in source else source

    def link(self, address: Address) -> str:
        """The link to an address from here. The page for unknown addresses is shown at any depth: it links from the
        root of the host."""
        if self.page.address == addresses.NOT_FOUND:
            return self._root + address.seen_from("")
        return address.seen_from(self.path)

    @cached_property
    def _root(self) -> str:
        path = urlsplit(self.renderer.content.site.url).path
        return "/" if self.renderer.preview else path.rstrip("/") + "/"

    def asset(self, name: str) -> str:
        """The link to an asset from here; an asset that there is not is a mistake of the template."""
        path = f"assets/{name}"
        if self.renderer.assets is not None and path not in self.renderer.assets:
            raise LookupError(f"there is no '{name}' in static/")
        return self.link(Address(path if self.renderer.assets is None else self.renderer.assets[path]))

    @cached_property
    def head(self) -> dict[str, Any] | None:
        """What the head says to programs. The preview, which no program reads, says nothing."""
        found = metadata.head(self.page, self.renderer.content.site, self.renderer.made)
        if found is None or self.renderer.preview:
            return None
        links = [
            {"rel": one.rel, "to": one.to if isinstance(one.to, str) else self.link(one.to), "type": one.type}
            for one in found.links
        ]
        # The graph comes with nothing in it that could end the element that it stands in.
        return {"said": found, "links": links, "graph": Markup(found.graph)}

    def size_of(self, address: Address) -> str:
        """How large a file is that is made on request: `96 KB`; empty where it was not made."""
        size = self.renderer.made.get(address.path)
        return f"{max(1, round(size / 1000)):,} KB" if size is not None else ""

    def size_of_data(self, file: File) -> str:
        """How large a file of data is as it is written."""
        mark = MARK if self.renderer.marked and file.address.path.endswith(".csv") else b""
        return size_in_words(len(mark) + len(file.data))

    def note_number(self, legend: Legend) -> int:
        """The number of a legend among those of this page; the first to ask puts it on the page."""
        self.legends.setdefault(legend.id, legend)
        return self.numbers.setdefault(legend.id, len(self.legends))

    def own(self, source: str, html: str) -> str:
        """A text with ids that stand on the page once, however often the text does."""
        if 'id="fn' not in html:
            return html
        self.noted[source] += 1
        return text.again(html, self.noted[source]) if self.noted[source] > 1 else html

    def resolved(self, html: str) -> Markup:
        """Clean HTML with links of our own made into links of this page, with the legend's button behind the words."""
        return Markup(text.OWN_LINK.sub(lambda found: self._own_link(found.group(1), found.group(2)), html))

    def _own_link(self, target: str, words: str) -> str:
        legend, address = self.renderer.led_to(target, self.page.review, self.path)
        if legend is None:
            return f'<a href="{escape(self.link(address))}">{words}</a>'
        return str(self._component.explained(Markup(words), legend))

    @property
    def _component(self) -> Any:
        return self.renderer.environment.get_template("components/legend.html").module
