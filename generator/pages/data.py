"""All that can be taken along from a site → the page that offers it. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from generator import addresses
from generator.addresses import Address
from generator.export.file import File, saved_as, size_in_words
from generator.export.of_site import SiteData
from generator.frozen import frozen
from generator.pages.page import Page

TITLE = "Data"
WORDS = "Every review, study and result of this site as files: for spreadsheets, reference managers and programs."

# A larger site would be a ZIP file of 25 MB, which hosts refuse (Cloudflare Pages) and readers do not wait for.
MOST_IN_ONE_FILE = 2_000


@frozen
class OfReview:
    """A review's files on the page, each with its name, its size and the name of a copy: those that hold all of it, and
    its papers."""

    title: str
    address: Address
    more: Address
    studies: int
    files: tuple[tuple[Address, str, str, str], ...]


@frozen(slots=False)
class Offered:
    """What the page offers. Sizes are known once files are made, and a file is made when its size is asked for."""

    data: SiteData

    @property
    def groups(self) -> tuple[tuple[str, tuple[File, ...]], ...]:
        data = self.data
        return (
            ("All in one file", data.whole),
            ("The papers of all studies, as references", data.papers_as_files),
            ("Tables that fit together (CSV)", data.tables_as_files),
            ("What says what these files hold", data.descriptions),
        )

    @property
    def reviews(self) -> Iterator[OfReview]:
        for one in self.data.reviews:
            files = tuple(
                (Address(file.path), file.name, size_in_words(file.size), saved_as(file.path)) for file in one.files
            )
            yield OfReview(one.title, Address(one.page), Address(one.citing), one.studies, files)

    @property
    def archive(self) -> Address | None:
        """The whole site as one file, if it is made."""
        return addresses.ARCHIVE if is_archived(sum(one.studies for one in self.data.reviews)) else None


def is_archived(studies: int) -> bool:
    """Whether a site of so many studies is offered as one file too."""
    return studies <= MOST_IN_ONE_FILE


def page(data: SiteData) -> Page:
    view = {"offered": Offered(data)}
    return Page(addresses.DATA, "pages/data.html", TITLE, WORDS, view, section="data", downloads=data.files)
