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
from generator.model import Direction
from generator.pages import Page
from generator.tables import MARK
from generator.templating import compact

# Stand for the words that are explained, and for the number of their note, in HTML that is kept; no text can hold them.
WORDS, NUMBER = Markup("\0words\0"), "\0number\0"


class OnPage:
    """What templates need to know of the page they are on: how to link from it, and which legends it has so far.
    `renderer` is the one that renders it."""

    def __init__(self, renderer: Any, page: Page) -> None:
        self.renderer = renderer
        self.page = page
        self.path = page.address.path
        self.is_unknown = self.path == addresses.NOT_FOUND.path
        self.folder = self.path.rpartition("/")[0]
        self.legends: dict[str, Legend] = {}
        self.numbers: dict[str, int] = {}
        self.noted: Counter[str] = Counter()
        self.is_for_all = False
        self.links: dict[str, str] = renderer.links_from(self.path if self.is_unknown else self.folder)

    def markdown(self, source: str) -> Markup:
        return self.resolved(self.own(source, text.html(self.filled(source))))

    def inline(self, source: str) -> Markup:
        return self.resolved(self.own(source, text.inline(self.filled(source))))

    def is_here(self, address: Address) -> bool:
        """Whether an address is on this page."""
        return address.path == self.path

    @cached_property
    def level(self) -> str:
        """Pages of one level link alike to all that is not in the folder of a review: they are as deep in one folder.
        The page for unknown addresses links like no other."""
        top, _, rest = self.path.partition("/")
        return self.path if self.is_unknown else f"{top}/{rest.count('/')}" if rest else ""

    def framed(self, component: Any, section: str) -> Any:
        """A component that is the same on all pages of a level and section, but for those that it names itself."""
        key = (component.name, section, self.path if self.path in self.renderer.named else self.level)
        kept = self.renderer.html
        if key not in kept:
            kept[key] = Markup(compact(component(section)))
        return kept[key]

    # ── Words and their legends ──

    def explained(self, words: str, legend: Legend) -> Markup:
        """Words that lead to what explains them, and open it."""
        if not self.renderer.is_lasting(legend):
            return self._made("explained", words, legend)
        kept = self._kept("explained", legend, WORDS, legend)
        return self._numbered(kept.replace(WORDS, escape(words)), legend)

    def opener(self, legend: Legend) -> Markup:
        """What opens a legend."""
        if not self.renderer.is_lasting(legend):
            return self._made("opener", legend)
        return self._numbered(self._kept("opener", legend, legend), legend)

    def direction(self, words: str, one: Direction, legend: Legend | None = None) -> Markup:
        """Which way a result points, with what explains it."""
        if legend is None:
            key = ("direction", words, id(one))
            return Markup(self.renderer.html.get(key) or self._keep(key, "direction", words, one))
        if not self.renderer.is_lasting(legend):
            return self._made("direction", words, one, legend)
        return self._numbered(self._kept("direction", legend, words, one, legend, told=words), legend)

    def notes(self) -> Markup:
        """The legends of this page, in the order in which they were asked for."""
        return Markup("\n".join([self._note(legend, str(self.numbers[name])) for name, legend in self.legends.items()]))

    def _note(self, legend: Legend, number: str) -> str:
        if not self.renderer.is_lasting(legend):
            return self._made("panel", legend, number)
        return self._kept("panel", legend, legend, NUMBER).replace(NUMBER, number)

    def note_number(self, legend: Legend) -> int | str:
        """The number of a legend among those of this page; the first to ask puts it on the page."""
        if self.is_for_all:
            return NUMBER
        self.legends.setdefault(legend.id, legend)
        return self.numbers.setdefault(legend.id, len(self.legends))

    def _numbered(self, html: str, legend: Legend) -> Markup:
        return Markup(html.replace(NUMBER, str(self.note_number(legend))) if NUMBER in html else html)

    def _kept(self, component: str, legend: Legend, *values: Any, told: str = "") -> str:
        """A component that is the same on all pages of a level, but for the page that its legend leads to. What else
        tells it from others is `told`."""
        key = (component, told, id(legend), self.level, legend.more.path == self.path)
        return self.renderer.html.get(key) or self._keep(key, component, *values)

    def _keep(self, key: Any, component: str, *values: Any) -> str:
        self.is_for_all = True
        try:
            kept = self.renderer.html[key] = compact(str(self._made(component, *values)))
        finally:
            self.is_for_all = False
        return kept

    def _made(self, component: str, *values: Any) -> Markup:
        name = f"components/{'direction' if component == 'direction' else 'legend'}.html"
        made: Markup = getattr(self.renderer.environment.get_template(name).module, component)(*values)
        return made

    # ── Texts and links ──

    def filled(self, source: str) -> str:
        """A text with the numbers that it names."""
        return numbers.filled(source, self.renderer.numbers_of(self.page.review)) if "{" in source else source

    def link(self, address: Address) -> str:
        """The link to an address from here. The page for unknown addresses is shown at any depth: it links from the
        root of the host."""
        if address.path == self.path and not self.is_unknown:
            return address.seen_from(self.path)
        to = self.links.get(address.path)
        if to is None:
            path = address.path
            to = self._root + path if self.is_unknown else Address(path).seen_from(self.path)
            self.links[path] = to
        return to + address.behind

    @cached_property
    def _root(self) -> str:
        path = urlsplit(self.renderer.content.site.url).path
        return "/" if self.renderer.preview else path.rstrip("/") + "/"

    def asset(self, name: str) -> str:
        """The link to an asset from here; an asset that there is not is a mistake of the template."""
        path = f"assets/{name}"
        if self.renderer.assets is None:
            return self.link(Address(path))
        if path not in self.renderer.assets:
            raise LookupError(f"there is no '{name}' in static/")
        return self.link(Address(self.renderer.assets[path]))

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
        return self.explained(Markup(words), legend)
