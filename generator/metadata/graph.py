"""A page → what it is about, as JSON-LD in the words of schema.org. Pure.

The page and the work that it is about are two things with two addresses: a DOI is the identifier of the paper, never of
our page. Nothing here rates: a scale is a set of defined terms, and a level is a term with its code.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from generator import addresses
from generator.addresses import Address
from generator.derive import days_of_change
from generator.metadata.head import whole_address
from generator.metadata.works import DATA, STUDIES, TYPES, Paper, is_person, kind, offered, paper, review_of, study_of
from generator.model import Flag, Level, Publication, Report, Scale, Site, State
from generator.pages import Page

Node = dict[str, Any]
CONTEXT = "https://schema.org"
# What could end the script element, or begin a comment in it, in a form that says the same to a reader of JSON.
UNSAFE = {sign: f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}
AS_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
# Searches for data take a description of 50 to 5,000 signs; what is said here is never shorter.
LONGEST = 5_000


def script(page: Page, site: Site) -> str:
    """The graph of a page as text that may stand in a script element. That of a review is a file beside its page, which
    is the longest of all pages; in the page stands where it is on the site, and no more."""
    return _written([_breadcrumb(page, site)] if review_of(page) else nodes(page, site))


def file(page: Page, studies: Page | None, site: Site) -> str:
    """The whole graph of a review: its page, the report, and the data of its studies."""
    data = list(_about(studies, site)) if studies is not None else []
    return _written([*nodes(page, site), *data]) + "\n"


def _written(said: list[Node]) -> str:
    graph = AS_JSON({"@context": CONTEXT, "@graph": said})
    # Most graphs hold none of these: to look for each is faster than to translate sign by sign.
    for sign, safe in UNSAFE.items():
        if sign in graph:
            graph = graph.replace(sign, safe)
    return graph


def nodes(page: Page, site: Site) -> list[Node]:
    """The page, and what it is about; the home page is the site."""
    about = list(_about(page, site))
    if page.address == addresses.HOME:
        return about
    itself = _itself(page, site)
    return [itself | {"mainEntity": _ref(about[0]["@id"])}, *about] if about else [itself]


def _itself(page: Page, site: Site) -> Node:
    node: Node = {"@type": "WebPage", "@id": whole_address(site, page.address), "name": page.title}
    node |= {"inLanguage": site.language, "isPartOf": _ref(_site_id(site)), **_days(page)}
    return node | ({"breadcrumb": _breadcrumb(page, site)} if page.trail else {})


def _about(page: Page, site: Site) -> Iterator[Node]:
    """The one thing that a page is about, if it is not the page itself."""
    review, study = review_of(page), study_of(page)
    known = paper(study) if study else None
    if page.address == addresses.HOME:
        yield _site(site)
    elif review is not None:
        yield _report(review.report)
    elif known is not None:
        yield _paper(known, whole_address(site, page.address))
    elif page.template in (STUDIES, DATA):
        yield _dataset(page, site)
    elif "scale" in page.view:
        yield _scale(page.view["scale"], site)


def _ref(name: str) -> Node:
    return {"@id": name}


def _stated(node: Mapping[str, Any]) -> Node:
    """A node without what is not stated."""
    return {name: value for name, value in node.items() if value not in (None, "", [], ())}


# ── The site and its pages ──


def _site_id(site: Site) -> str:
    return whole_address(site, Address(addresses.HOME.path, "site"))


def _site(site: Site) -> Node:
    return _stated(
        {
            "@type": "WebSite",
            "@id": _site_id(site),
            "url": whole_address(site, addresses.HOME),
            "name": site.title,
            "description": site.tagline,
            "inLanguage": site.language,
            "publisher": _maker(site) if site.organisation else None,
            "license": site.licence,
        }
    )


def _maker(site: Site) -> Node:
    """Who made what stands on the site: its organisation, or whoever goes by the site's name."""
    made_by = site.organisation
    return _stated(
        {
            "@type": "Organization",
            "name": made_by.name if made_by else site.title,
            "url": (made_by.url if made_by else None) or whole_address(site, addresses.HOME),
        }
    )


def _days(page: Page) -> Node:
    """When the page was made and last changed, where the content says so."""
    review, text = review_of(page), page.view.get("text")
    days = days_of_change(review) if review else []
    made, changed = (days[0], days[-1]) if days else (None, getattr(text, "updated", None))
    return _stated({"datePublished": made, "dateModified": changed})


def _breadcrumb(page: Page, site: Site) -> Node:
    """The pages above this one, and this one, as readers see them."""
    steps = [{"name": words, "item": whole_address(site, address)} for words, address in page.trail]
    steps.append({"name": page.label})
    items = [{"@type": "ListItem", "position": number, **step} for number, step in enumerate(steps, 1)]
    return {"@type": "BreadcrumbList", "itemListElement": items}


# ── Reports and papers ──


def _report(report: Report) -> Node:
    return _stated(
        {
            "@type": "Report",
            "@id": _resolved(report.doi) or report.url,
            "name": report.title,
            "url": report.url,
            "author": [_author(name) for name in report.authors],
            "publisher": {"@type": "Organization", "name": report.publisher},
            "datePublished": report.published,
            "identifier": _doi(report.doi),
        }
    )


def _paper(known: Paper, page: str) -> Node:
    published = known.publication or Publication()
    return _stated(
        {
            "@type": kind(known),
            "@id": _resolved(known.doi) or f"{page}#paper",
            "name": known.title,
            "author": [_author(name) for name in known.authors],
            "datePublished": known.year,
            "isPartOf": _issue(published),
            # schema.org knows pages of articles alone.
            "pagination": published.pages if kind(known) != "CreativeWork" else None,
            "identifier": [one for one in (_doi(known.doi), _pubmed(known.pubmed)) if one],
        }
    )


def _author(name: str) -> Node:
    return {"@type": "Person" if is_person(name) else "Organization", "name": name}


def _issue(published: Publication) -> Node | None:
    """The issue, in its volume, in its journal: as much of it as is known."""
    if not published.journal:
        return None
    node: Node = {"@type": "Periodical", "name": published.journal}
    if published.volume:
        node = {"@type": "PublicationVolume", "volumeNumber": published.volume, "isPartOf": node}
    if published.issue:
        node = {"@type": "PublicationIssue", "issueNumber": published.issue, "isPartOf": node}
    return node


def _resolved(doi: str | None) -> str:
    return f"https://doi.org/{doi}" if doi else ""


def _doi(doi: str | None) -> Node | None:
    return {"@type": "PropertyValue", "propertyID": "doi", "value": doi, "url": _resolved(doi)} if doi else None


def _pubmed(number: int | None) -> Node | None:
    return {"@type": "PropertyValue", "propertyID": "pmid", "value": str(number)} if number else None


# ── Data and scales ──


def _dataset(page: Page, site: Site) -> Node:
    """The data of a review, or those of the whole site."""
    report = page.review.report if page.review else None
    return _stated(
        {
            "@type": "Dataset",
            "@id": whole_address(site, Address(page.address.path, "data")),
            "name": page.title if page.review else f"{site.title}: {page.title}",
            "description": described(page, site),
            "url": whole_address(site, page.address),
            "creator": _maker(site),
            "license": site.licence,
            "isAccessibleForFree": True,
            "isBasedOn": (_resolved(report.doi) or report.url) if report else None,
            "distribution": [_file(address, site) for address in offered(page)],
        }
    )


def _file(address: Address, site: Site) -> Node:
    ending = address.path[address.path.rindex(".") :]
    return _stated(
        {
            "@type": "DataDownload",
            "name": address.path.rpartition("/")[2],
            "encodingFormat": TYPES.get(ending),
            "contentUrl": whole_address(site, address),
        }
    )


def described(page: Page, site: Site) -> str:
    """What data are, in the length that searches for data take."""
    asked = f"The question of the review: {page.review.question}" if page.review else f"{site.title}: {site.tagline}."
    words = " ".join(filter(None, (page.description, page.view.get("in_words"), asked)))
    return words if len(words) <= LONGEST else words[: LONGEST - 1].rsplit(" ", 1)[0] + "…"


def _scale(scale: Scale, site: Site) -> Node:
    here = whole_address(site, addresses.of_scale(scale))
    coded: list[tuple[str, str, str, Level | Flag | State]] = [
        *((level.id, "level", level.id, level) for level in scale.levels),
        *((flag.id, "flag", flag.mark, flag) for flag in scale.flags),
        *((state.id, "state", state.short or state.id, state) for state in scale.states),
    ]
    terms = [
        {
            "@type": "DefinedTerm",
            "@id": whole_address(site, addresses.of_scale(scale, name, of)),
            "termCode": code,
            "name": one.label,
            "description": one.meaning,
            "inDefinedTermSet": _ref(f"{here}#scale"),
        }
        for name, of, code, one in coded
    ]
    return {
        "@type": "DefinedTermSet",
        "@id": f"{here}#scale",
        "name": scale.title,
        "description": scale.question,
        "url": here,
        "hasDefinedTerm": terms,
    }
