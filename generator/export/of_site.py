"""A site → its files of data, put together of what its reviews add to them. Pure; each is made when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property, partial

from generator import addresses, tables
from generator.export import csl, json_data, json_schema, package, rows, tidy, workbook
from generator.export.context import OfSite
from generator.export.contribution import Contribution
from generator.export.file import File
from generator.export.tidy import Tidy
from generator.lookup import Lookup
from generator.numbers import Tally


class SiteData:
    """The data of a whole site. `reviews` gives what its reviews add to it, and `tallies` their counts where the lookup
    knows their studies by name alone."""

    def __init__(
        self, lookup: Lookup, reviews: Callable[[], Sequence[Contribution]], tallies: Sequence[Tally] | None = None
    ) -> None:
        self.context = OfSite(lookup, tallies)
        self.lookup = lookup
        self.site = lookup.content.site
        self._reviews = reviews

    @cached_property
    def reviews(self) -> Sequence[Contribution]:
        return self._reviews()

    @cached_property
    def _shared(self) -> dict[str, rows.Rows]:
        return rows.of_vocabulary(self.lookup.content)

    def table(self, table: Tidy) -> bytes:
        """A tidy table as CSV: its head, and the lines of all reviews."""
        own = tables.lines(self._shared.get(table.name, ()))
        return b"".join([tables.lines([table.head]), own, *self.parts(f"{table.name}.csv")])

    def sheet(self, table: Tidy) -> workbook.Sheet:
        own = workbook.lines(self._shared.get(table.name, ()))
        parts = (one.sheets[table.name] for one in self.reviews if table.name in one.sheets)
        widths = tuple(_width(column) for column in table.columns)
        return workbook.Sheet(table.title, table.head, widths, (own, *parts))

    def parts(self, name: str) -> list[bytes]:
        """What reviews add to a file."""
        return [one.parts[name] for one in self.reviews if name in one.parts]

    @cached_property
    def whole(self) -> tuple[File, ...]:
        """All of the site in one file."""
        return (
            self._file(
                *("site.xlsx", "Excel workbook"),
                "All tables of the site, a sheet each. To look through and to filter in a spreadsheet.",
                lambda: workbook.workbook([self.sheet(table) for table in tidy.TABLES]),
            ),
            self._file(
                *("site.json", "JSON"),
                "All reviews with all study records, and the names that codes stand for. For programs.",
                lambda: json_data.whole(self.parts("site.json"), self.context),
            ),
        )

    @cached_property
    def papers_as_files(self) -> tuple[File, ...]:
        return (
            self._file(
                *("studies.ris", "RIS"),
                "For Zotero, EndNote, Mendeley, EPPI-Reviewer, Covidence or Rayyan.",
                lambda: b"".join(self.parts("studies.ris")),
            ),
            self._file(
                *("studies.bib", "BibTeX"),
                "For LaTeX, JabRef and Zotero.",
                lambda: b"".join(self.parts("studies.bib")),
            ),
            self._file(
                *("studies.csl.json", "CSL-JSON"),
                "For Pandoc, Quarto and other citation processors.",
                lambda: csl.whole(self.parts("studies.csl.json")),
            ),
        )

    @cached_property
    def tables_as_files(self) -> tuple[File, ...]:
        return tuple(
            File(addresses.of_site_table(one.name), one.title, one.about, partial(self.table, one))
            for one in tidy.TABLES
        )

    @cached_property
    def descriptions(self) -> tuple[File, ...]:
        """What says what the other files hold."""
        return (
            File(
                addresses.PACKAGE,
                "Data package",
                "What each column of the tables means, and which table it points to (Data Package, version 2).",
                lambda: package.text(self.lookup).encode(),
            ),
            File(
                addresses.DATA_SCHEMA,
                "Schema",
                "What the JSON files hold (JSON Schema, draft 2020-12).",
                lambda: json_schema.text(self.site.url).encode(),
            ),
        )

    @property
    def files(self) -> tuple[File, ...]:
        return (*self.whole, *self.papers_as_files, *self.tables_as_files, *self.descriptions)

    def _file(self, name: str, words: str, use: str, make: Callable[[], bytes]) -> File:
        return File(addresses.of_site_file(name), words, use, make)


def _width(column: tidy.Column) -> int:
    return workbook.WIDE if column.name in LONG else workbook.NARROW


LONG = frozenset("id study title name authors question headline meaning statement detail reason source page".split())
