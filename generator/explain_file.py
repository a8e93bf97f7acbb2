"""A file of the site that is no page → what it holds, where it is offered, what it is made of. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from generator import addresses, owned
from generator.model import Content
from generator.pages import Page, Pages
from generator.problems import did_you_mean
from generator.publish import archive, discovery

# Endings by which a path is told from the name of a field; hosts ask for some files that begin with a sign.
PATH = re.compile(r"/|^[._]|\.(html|csv|json|jsonld|xlsx|ris|bib|zip|xml|txt|webmanifest|css|js|png|svg|pdf|gz|br)$")
FIXED = {
    addresses.ARCHIVE.path: "The whole site as one file that opens from disk; of a site of up to 2,000 studies.",
    addresses.FEED.path: "What changed, for feed readers.",
    addresses.MANIFEST.path: "How the site is called and drawn where a reader keeps it at hand.",
    discovery.SITEMAP: "The addresses of all pages, for search engines.",
    "robots.txt": "Says to search engines that they may read all of the site, and where its site map is.",
    discovery.SECURITY: "Where a weakness of the site can be reported. It is made of 'security' in site.yaml.",
    "_headers": "For hosts that read it: how long browsers may keep each file, and what pages may load.",
    "_redirects": "For hosts that read it: where former addresses lead. It is made of the 'aliases' of all files.",
    ".nojekyll": "Says to GitHub Pages that the files are to be handed out as they are.",
    owned.LIST: "The files that a build wrote here, and that the next one may replace or remove. No host needs it.",
}
OF_REVIEW = {
    ".jsonld": "What {page} is about, for programs (JSON-LD).",
    ".pdf": "What {page} says, to print. It is there with: build.py --pdf",
    "/data/words.js": "What the table of studies searches beyond what it shows.",
    "/card.png": "The picture that stands for {page} where it is shared. It is there with: build.py --cards",
}


def explain_file(path: str, content: Content) -> tuple[str, bool]:
    """What is known of a file, by its path on the site, and whether there is such a file. A page may be packed, too."""
    wanted = path.strip("/")
    pages = {page.address.path: page for page in Pages(content).all()}
    known = _known(pages.values(), content)
    bare = wanted.removesuffix(".gz").removesuffix(".br")
    if wanted.startswith("assets/"):
        lines = ["", "made of   static/: the signs in its name are of its content, so a browser may keep it for ever"]
    elif wanted.endswith(archive.FOR_HOSTS) and bare in {*known, *pages}:
        lines = ["", f"packed    {bare}, for hosts that send it so. It is there with: build.py --compress"]
    else:
        lines = known.get(wanted, [])
    if not lines:
        return f"there is no file '{path}'{did_you_mean(wanted, [*known, *pages])}", False
    title, *more = lines
    return "\n".join([f"the file {wanted}{title and f': {title}'}", *(f"    {line}" for line in more)]), True


def _known(pages: Iterable[Page], content: Content) -> dict[str, list[str]]:
    """Of each file its title, and lines on it."""
    known = {**_of_reviews(content), **{name: ["", f"holds     {words}"] for name, words in FIXED.items()}}
    for page in pages:
        known |= dict(_beside(page, known))
    return known


def _of_reviews(content: Content) -> dict[str, list[str]]:
    """The files that go with a review's own page."""
    return {
        f"reviews/{review.id}{ending}": ["", f"holds     {words.format(page=addresses.of_review(review).path)}"]
        for review in content.reviews
        for ending, words in OF_REVIEW.items()
    }


def _beside(page: Page, known: dict[str, list[str]]) -> Iterator[tuple[str, list[str]]]:
    """The files beside a page, by what they are called there, or by what is known of them."""
    offered = f"offered   {page.address.path}"
    for address, table in page.tables:
        yield address.path, [table.title, offered]
    for file in page.downloads:
        yield file.address.path, [file.name, offered, *([f"holds     {file.use}"] if file.use else [])]
    for address, _ in page.texts:
        yield address.path, [*known.get(address.path, [""]), f"beside    {page.address.path}"]
