"""Former ids and addresses → where what they named is now. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator import addresses
from generator.addresses import Address
from generator.frozen import frozen
from generator.model import Content, Review, Scale, Study, TextPage


@frozen
class Move:
    """A page that was at `old`, a path from the site's root, and is at `new`. `number` counts the aliases of the
    record."""

    record: Review | Study | Scale | TextPage
    number: int
    old: str
    new: Address


def moves(content: Content) -> Iterator[Move]:
    """Where each alias of the content was, and leads to."""
    for page in content.pages:
        yield from _of(page, "", addresses.of_page(page.id))
    for scale in content.scales:
        yield from _of(scale, "scales/", addresses.of_scale(scale))
    for review in content.reviews:
        yield from _of(review, "reviews/", addresses.of_review(review))
        for study in review.studies:
            yield from _of(study, f"reviews/{review.id}/studies/", addresses.of_study(study))


def _of(record: Review | Study | Scale | TextPage, folder: str, new: Address) -> Iterator[Move]:
    for number, alias in enumerate(record.aliases):
        yield Move(record, number, path_of(alias, folder), new)


def path_of(alias: str, folder: str) -> str:
    """A former id in its folder, or a former address, as a path: `old/` is the page of a folder, `old/index.html`."""
    if alias.endswith("/"):
        return f"{alias}index.html"
    return alias if alias.endswith(".html") else f"{folder}{alias}.html"


def former_folders(review: Review) -> list[str]:
    """The folders in which the pages of a review were, by its former ids."""
    return [f"reviews/{alias}/" for alias in review.aliases if not alias.endswith(("/", ".html"))]


def now_at(content: Content, path: str) -> str | None:
    """Where the page is that was at a path; None where no alias leads from there. A page of a review that moved may be
    gone: whether there is one is for others to say."""
    found = {move.old: move.new.path for move in moves(content)}
    if path in found:
        return found[path]
    for review in content.reviews:
        for folder in former_folders(review):
            if path.startswith(folder) and path.endswith(".html"):
                new = f"reviews/{review.id}/{path.removeprefix(folder)}"
                return found.get(new, new)
    return None


def former_pages(content: Content, paths: Iterable[str]) -> dict[str, str]:
    """The path of each page by each path at which it was: a review that moved took all its pages along, also under
    the former ids of its studies."""
    found = {move.old: move.new.path for move in moves(content)}
    every = {**{path: path for path in paths}, **found}
    for review in content.reviews:
        home = f"reviews/{review.id}/"
        for folder in former_folders(review):
            found |= {
                folder + path.removeprefix(home): new
                for path, new in every.items()
                if path.startswith(home) and path.endswith(".html")
            }
    return found
