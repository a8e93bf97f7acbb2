"""Where each thing lives on the site: the path of its page and the anchor on it. Pure."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import urlencode

from generator.frozen import frozen
from generator.model import Review, Scale, Study

ANCHOR_SIGNS = {"+": "-plus", "*": "-star"}


@frozen
class Address:
    """A page's path from the site's root, and an anchor on it, if any. `query` is for the page's script."""

    path: str
    anchor: str = ""
    query: str = ""

    @property
    def behind(self) -> str:
        """What stands behind the path in a link."""
        return (f"?{self.query}" if self.query else "") + (f"#{self.anchor}" if self.anchor else "")

    def seen_from(self, path: str) -> str:
        """The relative link to this address from another page of the site."""
        if path == self.path:
            return self.behind or self.path.rsplit("/", 1)[-1]
        here, there = path.split("/")[:-1], self.path.split("/")
        while here and len(there) > 1 and here[0] == there[0]:
            here, there = here[1:], there[1:]
        return "../" * len(here) + "/".join(there) + self.behind


def anchor(prefix: str, name: str) -> str:
    """A name as an anchor: `level`, `3+` → `level-3-plus`."""
    for sign, words in ANCHOR_SIGNS.items():
        name = name.replace(sign, words)
    return f"{prefix}-{name}"


def on_the_web(site: str, address: Address) -> str:
    """The whole address of a page or file, below the address of the site."""
    return f"{site.rstrip('/')}/{address.seen_from('')}"


def without_index(path: str) -> str:
    """A path as it is written in a browser: the page of a folder by the folder alone."""
    return path.removesuffix("index.html") if path == "index.html" or path.endswith("/index.html") else path


HOME = Address("index.html")
SCALES = Address("scales.html")
OUTCOMES = Address("outcomes.html")
DESIGNS = Address("designs.html")
DIRECTIONS = Address("directions.html")
GLOSSARY = Address("glossary.html")
CHANGES = Address("changes.html")
DATA = Address("data.html")
FEED = Address("changes.xml")
ARCHIVE = Address("site.zip")
MANIFEST = Address("site.webmanifest")
NOT_FOUND = Address("404.html")
PACKAGE = Address("datapackage.json")
DATA_SCHEMA = Address("data/schema.json")
OWN = (HOME, SCALES, OUTCOMES, DESIGNS, DIRECTIONS, GLOSSARY, CHANGES, DATA, NOT_FOUND)


def of_page(name: str) -> Address:
    return Address(f"{name}.html")


def of_review(review: Review, section: str = "") -> Address:
    return Address(f"reviews/{review.id}.html", section)


def of_studies(review: Review, **facets: str) -> Address:
    """The table of all studies; with facets, in the words of the table, its script shows those alone:
    `outcome="Care entry"`."""
    return Address(f"reviews/{review.id}/studies.html", query=_query(tuple(facets.items())))


# Reviews ask for the same outcomes, designs, countries and years.
_query = lru_cache(maxsize=1_000)(urlencode)


def of_study(study: Study, section: str = "") -> Address:
    return Address(f"reviews/{study.review}/studies/{study.id}.html", section)


def of_view(review: Review, name: str) -> Address:
    return Address(f"reviews/{review.id}/{name}.html")


def of_table(review: Review, name: str) -> Address:
    """A file of data."""
    return Address(f"reviews/{review.id}/data/{name}.csv")


def of_paper(study: Study, ending: str) -> Address:
    """The paper of a study as a reference to take along: `ris` or `bib`."""
    return Address(f"reviews/{study.review}/studies/{study.id}.{ending}")


def of_review_file(review: Review, name: str) -> Address:
    """A file of data of a review that is no table: `review.json`, `review.xlsx`; the papers of all its studies,
    `studies.ris`, `studies.bib`, `studies.csl.json`; and this summary as a reference, `cite.ris`, `cite.bib`."""
    return Address(f"reviews/{review.id}/data/{name}")


def of_citing(review: Review) -> Address:
    """How to cite a review's summary here, and the report."""
    return Address(f"reviews/{review.id}/cite.html")


def of_site_file(name: str) -> Address:
    """A file of data of the whole site: `site.json`, `site.xlsx`, `studies.ris`, `studies.bib`, `studies.csl.json`."""
    return Address(f"data/{name}")


def of_site_table(name: str) -> Address:
    """A tidy table of the whole site, one of those that datapackage.json describes."""
    return Address(f"data/{name}.csv")


def of_graph(review: Review) -> Address:
    """What a review's page is about, as JSON-LD."""
    return Address(f"reviews/{review.id}.jsonld")


def of_card(review: Review) -> Address:
    """The picture that stands for a review where its page is shared; made on request."""
    return Address(f"reviews/{review.id}/card.png")


def of_pdf(review: Review) -> Address:
    """A review's summary as a PDF; made on request."""
    return Address(f"reviews/{review.id}.pdf")


def of_words(review: Review) -> Address:
    """What the explorer searches beyond its table."""
    return Address(f"reviews/{review.id}/data/words.js")


def of_list(review: Review, kind: str, *names: str) -> Address:
    """The list of the studies of one outcome, design, country …, or of an intervention on an outcome."""
    return Address(f"reviews/{review.id}/lists.html", list_anchor(kind, *names))


def list_anchor(kind: str, *names: str) -> str:
    return anchor(kind, "--".join(names))


def of_intervention(review: Review, name: str) -> Address:
    return of_review(review, anchor("intervention", name))


def of_scale(scale: Scale, name: str = "", kind: str = "level") -> Address:
    """A scale's page, or on it a level, state or flag."""
    return Address(f"scales/{scale.id}.html", anchor(kind, name) if name else "")


def of_vocabulary(kind: str, name: str) -> Address:
    """A term, outcome, domain, design or direction on the page of its kind."""
    pages = {"term": GLOSSARY, "outcome": OUTCOMES, "domain": OUTCOMES, "design": DESIGNS, "direction": DIRECTIONS}
    return Address(pages[kind].path, anchor(kind, name))


def made_by(parts: tuple[str, ...]) -> Address | None:
    """The page that a file of content makes, or is shown on first, by the file's path below content/."""
    whole_pages = {
        "site.yaml": HOME,
        "outcomes.yaml": OUTCOMES,
        "designs.yaml": DESIGNS,
        "directions.yaml": DIRECTIONS,
        "glossary.yaml": GLOSSARY,
    }
    match parts:
        case (name,):
            return whole_pages.get(name)
        case ("scales", name):
            return Address(f"scales/{name.removesuffix('.yaml')}.html")
        case ("pages", name):
            return of_page(name.removesuffix(".md"))
        case ("reviews", review, "review.yaml"):
            return Address(f"reviews/{review}.html")
        case ("reviews", review, "studies", name):
            return Address(f"reviews/{review}/studies/{name.removesuffix('.yaml')}.html")
    return None
