"""A review → its files of data, and what it adds to those of the site. Pure; each is made once, when it is asked for.

The parts depend on the review and the vocabulary alone, so that they can be kept while other reviews change.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property, partial

from generator import addresses, tables, zipped
from generator.export import bibtex, csl, json_data, ris, rows, tidy, workbook
from generator.export.context import Context
from generator.export.contribution import Contribution, Offer
from generator.export.file import File
from generator.export.papers import Paper
from generator.export.reference import Reference, of_paper, of_report, of_summary
from generator.lookup import Lookup
from generator.model import Review
from generator.tables import Table
from generator.zipped import Part

FEW = 5
# The tables with a line, or some, for each study.
LONG = (tidy.STUDIES.name, tidy.RESULTS.name, tidy.BIAS.name)


class ReviewData:
    """The data of a review. `tables` are those that stand beside its pages."""

    def __init__(self, review: Review, lookup: Lookup, tables: Sequence[Table]) -> None:
        self.review = review
        self.site = lookup.content.site
        self.context = Context(lookup, review=review)
        self.tables = tuple(tables)

    # ── What it adds to the site's files ──

    @cached_property
    def json(self) -> str:
        return json_data.part(self.context)

    @cached_property
    def contribution(self) -> Contribution:
        papers = [paper.among_others(self.review.id) for paper in self.papers.values()]
        found = rows.of_review(self.context)
        return Contribution(
            title=self.review.title,
            page=addresses.of_review(self.review).path,
            citing=addresses.of_citing(self.review).path,
            studies=len(self.review.studies),
            files=tuple(
                Offer(one.address.path, one.name, len(one.data)) for one in (*self.whole, *self.papers_as_files)
            ),
            parts={
                "site.json": self.json.encode(),
                "studies.ris": "".join(one["ris"] for one in papers).encode(),
                "studies.bib": "".join(one["bib"] for one in papers).encode(),
                "studies.csl.json": ",\n".join(one["csl.json"] for one in papers).encode(),
                **{f"{name}.csv": tables.lines(lines) for name, lines in found.items() if lines},
            },
            sheets={name: _sheet(name, lines) for name, lines in found.items() if lines},
        )

    # ── Its own files ──

    @cached_property
    def papers(self) -> dict[str, Paper]:
        """The papers of all studies by the study's id, in reading order."""
        return {study.id: Paper(of_paper(study)) for study in self.context.studies}

    @cached_property
    def cited(self) -> tuple[Reference, Reference]:
        """Our summary, and the report that it sums up."""
        return of_summary(self.review, self.site), of_report(self.review)

    @cached_property
    def whole(self) -> tuple[File, ...]:
        """All of the review in one file."""
        return (
            self._file(
                *("review.xlsx", "Excel workbook"),
                "All tables of the review, a sheet each. To look through and to filter in a spreadsheet.",
                lambda: workbook.workbook([workbook.of_table(table) for table in self.tables]),
            ),
            self._file(
                *("review.json", "JSON"),
                "The review with all its study records, and the names that codes stand for. For programs.",
                lambda: json_data.review(self.json, self.site).encode(),
            ),
        )

    @cached_property
    def papers_as_files(self) -> tuple[File, ...]:
        """The papers of all studies, for programs that keep references."""
        return (
            self._file(
                *("studies.ris", "RIS"),
                "For Zotero, EndNote, Mendeley, EPPI-Reviewer, Covidence or Rayyan.",
                lambda: "".join(one.ris for one in self.papers.values()).encode(),
            ),
            self._file(
                *("studies.bib", "BibTeX"),
                "For LaTeX, JabRef and Zotero.",
                lambda: "".join(one.bib for one in self.papers.values()).encode(),
            ),
            self._file(
                *("studies.csl.json", "CSL-JSON"),
                "For Pandoc, Quarto and other citation processors.",
                lambda: csl.whole(one.csl.encode() for one in self.papers.values()),
            ),
        )

    @cached_property
    def tables_as_files(self) -> tuple[File, ...]:
        return tuple(
            File(
                addresses.of_table(self.review, table.name),
                table.title,
                in_short(table),
                partial(getattr, table, "csv"),
            )
            for table in self.tables
        )

    @cached_property
    def citations(self) -> tuple[File, ...]:
        """Our summary and the report, to be cited: two references, said apart."""
        return (
            self._file("cite.ris", "RIS", "", lambda: ris.text(self.cited).encode()),
            self._file("cite.bib", "BibTeX", "", lambda: bibtex.text(self.cited).encode()),
        )

    def _file(self, name: str, words: str, use: str, make: Callable[[], bytes]) -> File:
        return File(addresses.of_review_file(self.review, name), words, use, make)


def _sheet(name: str, lines: rows.Rows) -> bytes | Part:
    """Lines of the site's workbook: of a long table they are packed, once."""
    made = workbook.lines(lines)
    return zipped.part(made) if name in LONG else made


def in_short(table: Table) -> str:
    """What is in a table, by the names of its first columns."""
    more = len(table.columns) - FEW
    return f"Columns: {', '.join(table.columns[:FEW])}{f', and {more} more' if more > 0 else ''}."
