"""Pages → the files of the site, as paths and bytes. A template that fails is a problem with its place, not a crash."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import copy
from decimal import Decimal
from functools import cached_property, partial
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from markupsafe import Markup

from generator import addresses, files, legends, metadata, numbers, pages
from generator.addresses import Address
from generator.compiled import Compiled
from generator.derive import day
from generator.legends import Legend
from generator.lookup import Lookup
from generator.model import Content, Review
from generator.numbers import Numbers, Tally
from generator.on_page import OnPage
from generator.pages import Page
from generator.problems import Misfit, Place, Problem, in_file_order
from generator.publish import headers
from generator.records import Source
from generator.references import follow
from generator.template_problems import template_problem
from generator.templating import Templates, compact
from generator.web_kinds import Mailbox

NAVIGATION = (
    ("reviews", "Reviews", addresses.HOME),
    ("scales", "Rating scales", addresses.SCALES),
    ("outcomes", "Outcomes", addresses.OUTCOMES),
    ("designs", "Study designs", addresses.DESIGNS),
    ("glossary", "Glossary", addresses.GLOSSARY),
)
AT_FOOT = (addresses.CHANGES, addresses.DATA)
# What templates ask of the page that they are on.
ASKED = (
    *("link", "asset", "is_here", "size_of", "size_of_data", "markdown", "inline", "explained", "opener", "direction"),
    *("note_number", "notes", "framed"),
)
REACHABLE = re.compile(r"(https://\S*[^\s.,;:!?)>]|[\w.%+-]+@[\w.-]+\w)", re.ASCII)


# What makes files beside pages that were asked for: by path, or what keeps them from being made.
Make = Callable[["Renderer", Sequence[Page]], tuple[dict[str, bytes], list[Problem]]]
# Whether a page is as it was when it was last made.
Stays = Callable[[Page], bool]


def site(
    content: Content,
    templates: Path,
    assets: Mapping[str, str] | None = None,
    on_request: Make | None = None,
    *,
    marked: bool = False,
) -> tuple[dict[str, bytes], list[Problem]]:
    """All HTML pages, and the data beside them, by path; or what is wrong with the templates. `assets` are the names
    of assets on the web by those that templates call them, `on_request` makes what else was asked for, and `marked` are
    tables that will begin with a byte-order mark."""
    compiled = Compiled(str(templates))
    renderer = Renderer(content, templates, assets, compiled=compiled, on_request=on_request, marked=marked)
    made = renderer.all(pages.of(content))
    compiled.keep()
    return made


class Renderer:
    """Renders pages of one content with one folder of templates."""

    def __init__(
        self,
        content: Content,
        templates: Path,
        assets: Mapping[str, str] | None = None,
        *,
        preview: bool = False,
        compiled: Compiled | None = None,
        on_request: Make | None = None,
        marked: bool = False,
    ) -> None:
        self.content = content
        self.lookup = Lookup(content)
        self.tallies: Sequence[Tally] | None = None
        # Jinja takes `..` out of the names of templates; problems could not be told to be below the folder otherwise.
        self.templates = Path(os.path.normpath(templates))
        self.assets = assets
        self.preview = preview
        self.compiled = compiled
        self.on_request = on_request
        self.marked = marked
        self.made: dict[str, int] = {}
        self.counted: dict[str, Numbers] = {}
        self.at_hand: list[OnPage] = []
        self.html: dict[Any, Any] = {}
        self.named = {address.path for _, _, address in NAVIGATION} | {one.path for one in AT_FOOT}
        self.named |= {addresses.of_page(name).path for name in content.site.menu}
        self.led: dict[tuple[str, str], tuple[Legend | None, Address]] = {}
        self.explained: dict[tuple[str, int], tuple[Legend, Any]] = {}
        self.lasting: set[int] = set()
        self.linked_from, self.links = "", dict[str, str]()

    def on(self, lookup: Lookup, tallies: Sequence[Tally] | None = None) -> Renderer:
        """The same templates for the pages of a part. `tallies` are those of all reviews, where the lookup knows their
        studies by name alone."""
        other = copy(self)
        other.environment = self.environment
        other.lookup, other.tallies, other.counted, other.led = lookup, tallies, {}, {}
        return other

    def all(self, some: Iterable[Page], stays: Stays = lambda _: False) -> tuple[dict[str, bytes], list[Problem]]:
        """Pages, and the files beside them, by path; or what is wrong with their templates. Those that stay as they are
        are not made."""
        rendered: dict[str, bytes] = {}
        problems: dict[tuple[Place, str], Problem] = {}
        if not self.templates.is_dir():
            words = "there is no such folder – it holds the templates of the pages"
            return {}, [Source(files.shown(self.templates)).problem(words)]
        every = list(some)
        asked_for, problems_there = self.on_request(self, every) if self.on_request else ({}, [])
        self.made = {path: len(data) for path, data in asked_for.items()}
        for page in every:
            if stays(page):
                continue
            try:
                rendered[page.address.path] = self.page(page).encode()
                rendered |= page.files
            except Exception as error:
                problem = template_problem(error, self.templates)
                if problem is None:
                    raise
                # One mistake of a part that many pages share is told once, however many ways lead to it.
                problems.setdefault((problem.place, str(error)), problem)
        beside = {**metadata.files(every, self.content.site), **asked_for}
        return rendered | beside, in_file_order([*problems.values(), *problems_there])

    @cached_property
    def environment(self) -> Templates:
        environment = Templates(self.templates, self.compiled)
        # What templates import asks the page at hand, so that it is made once and not once a page.
        for name in ASKED:
            environment.globals[name] = partial(self._ask, name)
        environment.globals.update(
            site=self.content.site,
            navigation=NAVIGATION,
            menu=self._menu,
            home=addresses.HOME,
            changes_page=addresses.CHANGES,
            changes_feed=addresses.FEED,
            data_page=addresses.DATA,
            preview=self.preview,
            policy=Markup(headers.policy(preview=self.preview)),
            manifest=addresses.MANIFEST,
            legend_of=self.legend_of,
            term=self.lookup.terms.__getitem__,
        )
        environment.filters.update(day=day, capitalised=capitalised, host=host, amount=amount, reachable=reachable)
        return environment

    @property
    def _menu(self) -> list[tuple[str, Address]]:
        """The pages of the menu that there are. A review can be made before it is known that one is not there."""
        known = self.lookup.pages
        return [(known[name].title, addresses.of_page(name)) for name in self.content.site.menu if name in known]

    def page(self, page: Page) -> str:
        on_page = OnPage(self, page)
        shown = {"page": page, "head": on_page.head, "legends": on_page.legends, **page.view}
        return compact(self.rendered(page.template, on_page, shown))

    def rendered(self, name: str, on_page: OnPage, shown: Mapping[str, Any]) -> str:
        """A template with what it shows, on a page."""
        self.at_hand[:] = [on_page]
        asked = {asked: getattr(on_page, asked) for asked in ASKED}
        return self.environment.get_template(name).render({**asked, **shown})

    def _ask(self, name: str, *values: Any) -> Any:
        return getattr(self.at_hand[0], name)(*values)

    def numbers_of(self, review: Review | None) -> Numbers:
        """The numbers that texts of a review may name; those of the whole site for texts of no review."""
        name = review.id if review else ""
        if name not in self.counted:
            tallies = [numbers.tally_of(review, self.lookup)] if review else self._tallies_of_site()
            self.counted[name] = Numbers(tallies, self.lookup)
        return self.counted[name]

    def _tallies_of_site(self) -> Sequence[Tally]:
        if self.tallies is not None:
            return self.tallies
        return [numbers.tally_of(one, self.lookup) for one in self.lookup.reviews.values()]

    def legend_of(self, kind: str, record: Any, review: Review | None = None) -> Legend:
        """The legend of a word of the vocabulary, or of a kind of intervention of a review; one for each record."""
        kept = self.explained.get((kind, id(record)))
        if kept is not None:
            return kept[0]
        if kind == "intervention" and review is not None:
            return self._lasting(kind, record, legends.of_intervention(review, record))
        made = legends.of_scale(record) if kind == "scale" else legends.of_word(kind, record)
        return self._lasting(kind, record, made)

    def _lasting(self, kind: str, record: Any, legend: Legend) -> Legend:
        """The legend of a record that it was first made for; the record is kept, so that no other gets its id."""
        kept = self.explained.setdefault((kind, id(record)), (legend, record))[0]
        self.lasting.add(id(kept))
        return kept

    def is_lasting(self, legend: Legend) -> bool:
        """Whether a legend is that of a word of the vocabulary: the same object wherever it is asked for. All that
        these lead to lies one folder deep at most."""
        return id(legend) in self.lasting

    def links_from(self, folder: str) -> dict[str, str]:
        """Links from a folder that are known already. Pages come folder by folder, so one is remembered."""
        if self.linked_from != folder:
            self.linked_from, self.links = folder, {}
        return self.links

    def led_to(self, target: str, review: Review | None, path: str) -> tuple[Legend | None, Address]:
        """What a link of our own in a text leads to: its legend, if it has one, and its address."""
        key = (target, review.id if review else "")
        if key not in self.led:
            found = follow(unescape(target), self.lookup, review)
            if isinstance(found, str):
                raise LookupError(f"{found} (met while the page {path} was made)")
            legend, address = legends.of_reference(found, self.lookup, review)
            if legend is not None:
                legend = self._lasting(found.kind, found.within or found.record, legend)
            self.led[key] = legend, address
        return self.led[key]


def host(url: str) -> str:
    """The name of the site that an address leads to: what a reader wants to know before going there."""
    return urlsplit(url).netloc.removeprefix("www.")


def reachable(words: str) -> list[tuple[str, str]]:
    """A line in pieces: each with the address that it leads to, where it is an e-mail or web address."""
    pieces = []
    for piece in filter(None, REACHABLE.split(words)):
        try:
            to = Mailbox().read(piece)
        except Misfit:
            to = ""
        pieces.append((piece, to if not to or to.startswith("https://") else f"mailto:{quote(to, safe='@+')}"))
    return pieces


def capitalised(words: str) -> str:
    """A note as the sentence it becomes on a page: a capital first; the rest as it is written."""
    return words[:1].upper() + words[1:]


def amount(number: Decimal) -> str:
    """A number as its source writes it, with a true minus, and no exponent that nobody wrote."""
    return f"{number:f}".replace("-", "−")
