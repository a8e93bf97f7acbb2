"""Pages → the files of the site, as paths and bytes. A template that fails is a problem with its place, not a crash."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import copy
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateNotFound, TemplateSyntaxError
from markupsafe import Markup, escape

from generator import addresses, files, legends, metadata, numbers, pages, text
from generator.addresses import Address
from generator.compiled import Compiled
from generator.derive import day
from generator.legends import Legend
from generator.lookup import Lookup
from generator.model import Content, Review
from generator.numbers import Tally
from generator.pages import Page
from generator.problems import Place, Problem, in_file_order
from generator.publish import headers
from generator.records import Source
from generator.references import follow
from generator.template_problems import template_problem

NAVIGATION = (
    ("reviews", "Reviews", addresses.HOME),
    ("scales", "Rating scales", addresses.SCALES),
    ("outcomes", "Outcomes", addresses.OUTCOMES),
    ("designs", "Study designs", addresses.DESIGNS),
    ("glossary", "Glossary", addresses.GLOSSARY),
)
INDENTATION = re.compile(r"\n\s+")
# Elements before which a line break says nothing to a browser; on the longest page they were 700 bytes.
BLOCKS = (
    "head|meta|link|title|body|header|main|footer|nav|section|div|h[1-6]|p|ul|ol|li|dl|dt|dd|figure|figcaption|"
    "table|caption|thead|tbody|tfoot|tr|th|td"
)
BREAK = re.compile(rf"\n(?=</?(?:{BLOCKS})\b)")


# What makes files beside pages that were asked for: by path, or what keeps them from being made.
Make = Callable[["Renderer", Sequence[Page]], tuple[dict[str, bytes], list[Problem]]]


def site(
    content: Content,
    templates: Path,
    assets: Mapping[str, str] | None = None,
    on_request: Make | None = None,
) -> tuple[dict[str, bytes], list[Problem]]:
    """All HTML pages, and the data beside them, by path; or what is wrong with the templates. `assets` are the names
    of assets on the web by those that templates call them, `on_request` makes what else was asked for."""
    return Renderer(content, templates, assets, on_request=on_request).all(pages.of(content))


class Loader(FileSystemLoader):
    """The templates of a folder. One that is not UTF-8, or vanishes while it is read, has a mistake at a line, like one
    with a mistake of grammar."""

    def get_source(self, environment: Environment, template: str) -> Any:
        path = Path(self.searchpath[0], template)
        try:
            return super().get_source(environment, template)
        except TemplateNotFound:
            raise
        except UnicodeDecodeError:
            problem = files.read(path)[2][0]
            words, line = problem.message, problem.place.line
        except OSError as problem:
            words, line = f"this template cannot be read – {problem.strerror or problem}", 1
        error = TemplateSyntaxError(words, line, template, str(path))
        error.translated = True  # as jinja marks errors whose traceback is to stay
        raise error


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
        self.made: dict[str, int] = {}
        self.counted: dict[str, dict[str, str]] = {}

    def on(self, lookup: Lookup, tallies: Sequence[Tally] | None = None) -> Renderer:
        """The same templates for the pages of a part. `tallies` are those of all reviews, where the lookup knows their
        studies by name alone."""
        other = copy(self)
        other.environment = self.environment
        other.lookup, other.tallies, other.counted = lookup, tallies, {}
        return other

    def all(self, some: Iterable[Page]) -> tuple[dict[str, bytes], list[Problem]]:
        """Pages, and the files beside them, by path; or what is wrong with their templates."""
        rendered: dict[str, bytes] = {}
        problems: dict[tuple[Place, str], Problem] = {}
        if not self.templates.is_dir():
            words = "there is no such folder – it holds the templates of the pages"
            return {}, [Source(files.shown(self.templates)).problem(words)]
        every = list(some)
        asked_for, problems_there = self.on_request(self, every) if self.on_request else ({}, [])
        self.made = {path: len(data) for path, data in asked_for.items()}
        for page in every:
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
    def environment(self) -> Environment:
        environment = Environment(
            loader=Loader(self.templates),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            bytecode_cache=self.compiled,
        )
        environment.globals.update(
            site=self.content.site,
            navigation=NAVIGATION,
            menu=[(self.lookup.pages[name].title, addresses.of_page(name)) for name in self.content.site.menu],
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
        environment.filters.update(day=day, capitalised=capitalised, host=host, amount=amount)
        return environment

    def page(self, page: Page) -> str:
        on_page = OnPage(self, page)
        template = self.environment.get_template(page.template)
        return compact(template.render(page=page, **page.view, **on_page.helpers()))

    def numbers_of(self, review: Review | None) -> dict[str, str]:
        """The numbers that texts of a review may name; those of the whole site for texts of no review."""
        name = review.id if review else ""
        if name not in self.counted:
            tallies = [numbers.tally(review.studies, self.lookup)] if review else self._tallies_of_site()
            self.counted[name] = numbers.of_all(tallies, self.lookup)
        return self.counted[name]

    def _tallies_of_site(self) -> Sequence[Tally]:
        if self.tallies is not None:
            return self.tallies
        return [numbers.tally(one.studies, self.lookup) for one in self.lookup.reviews.values()]

    def legend_of(self, kind: str, record: Any, review: Review | None = None) -> Legend:
        """The legend of a word of the vocabulary, or of a kind of intervention of a review."""
        if kind == "intervention" and review is not None:
            return legends.of_intervention(review, record)
        return legends.of_scale(record) if kind == "scale" else legends.of_word(kind, record)


class OnPage:
    """What templates need to know of the page they are on: how to link from it, and which legends it has so far."""

    def __init__(self, renderer: Renderer, page: Page) -> None:
        self.renderer = renderer
        self.page = page
        self.legends: dict[str, Legend] = {}
        self.numbers: dict[str, int] = {}
        self.noted: Counter[str] = Counter()

    def helpers(self) -> Mapping[str, Any]:
        return {
            "link": self.link,
            "asset": self.asset,
            "note_number": self.note_number,
            "head": self.head,
            "size_of": self.size_of,
            "legends": self.legends,
            "markdown": lambda source: self.resolved(self.own(source, text.html(self.filled(source)))),
            "inline": lambda source: self.resolved(self.own(source, text.inline(self.filled(source)))),
        }

    def filled(self, source: str) -> str:
        """A text with the numbers that it names."""
        return numbers.filled(source, self.renderer.numbers_of(self.page.review)) if "{" in source else source

    def link(self, address: Address) -> str:
        """The link to an address from here. The page for unknown addresses is shown at any depth: it links from the
        root of the host."""
        if self.page.address == addresses.NOT_FOUND:
            return self._root + address.seen_from("")
        return address.seen_from(self.page.address.path)

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
        from html import unescape

        found = follow(unescape(target), self.renderer.lookup, self.page.review)
        if isinstance(found, str):
            raise LookupError(f"{found} (met while the page {self.page.address.path} was made)")
        legend, address = legends.of_reference(found, self.renderer.lookup, self.page.review)
        if legend is None:
            return f'<a href="{escape(self.link(address))}">{words}</a>'
        return str(self._component.explained(Markup(words), legend))

    @cached_property
    def _component(self) -> Any:
        helpers = {"link": self.link, "note_number": self.note_number, "page": self.page}
        return self.renderer.environment.get_template("components/legend.html").make_module(helpers)


def compact(html: str) -> str:
    """HTML without the indentation of its templates and the line breaks that no reader sees; a page that keeps white
    space for readers stays as it is."""
    return html if "<pre" in html else BREAK.sub("", INDENTATION.sub("\n", html))


def host(url: str) -> str:
    """The name of the site that an address leads to: what a reader wants to know before going there."""
    return urlsplit(url).netloc.removeprefix("www.")


def capitalised(words: str) -> str:
    """A note as the sentence it becomes on a page: a capital first; the rest as it is written."""
    return words[:1].upper() + words[1:]


def amount(number: Decimal) -> str:
    """A number as its source writes it, with a true minus."""
    return str(number).replace("-", "−")
