"""What the heads of the built pages tell programs: in schema.org's own words, and never claiming a paper as ours."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import vocabulary
from pyld import jsonld
from reading import Page, pages

NEVER = ("AggregateRating", "Review", "ClaimReview", "Rating", "aggregateRating", "reviewRating")


@pytest.fixture(scope="module", params=["real_site", "tiny_site", "fictional_site"])
def site(request) -> Path:
    return request.getfixturevalue(request.param)


@pytest.fixture(scope="module")
def every_page(site) -> list[Page]:
    return [page for page in pages(site) if page.path != "404.html"]


@pytest.fixture(scope="module")
def every_graph(site, every_page) -> dict[str, Any]:
    """The graph of each page, and those that stand beside pages, by path."""
    found = {}
    for page in every_page:
        (found[page.path],) = page.graphs
    for path in site.rglob("*.jsonld"):
        found[path.relative_to(site).as_posix()] = json.loads(path.read_text("utf-8"))
    return found


def nodes(value: Any) -> list[dict[str, Any]]:
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [value] * isinstance(value, dict) + [node for part in parts for node in nodes(part)]


def of_type(graph: Any, name: str) -> list[dict[str, Any]]:
    return [node for node in nodes(graph) if node.get("@type") == name]


def metas(page: Page) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in page.elements("meta"):
        for name in {one.get("name"), one.get("property")} - {None}:
            found.setdefault(name, []).append(one.get("content"))
    return found


def links(page: Page, rel: str) -> list[str]:
    return [one.get("href") for one in page.elements("link") if one.get("rel") == rel]


def test_graphs_keep_to_the_vocabulary_of_schema_org(every_graph):
    assert not {path: wrong for path, graph in every_graph.items() if (wrong := vocabulary.wrong(graph))}


def test_the_vocabulary_is_really_asked():
    graph = {
        "@graph": [
            {"@type": "Reprot"},
            {"@type": "Report", "pagination": "1-2", "termCode": "3"},
            {"@type": "Dataset", "creator": {"@type": "ListItem"}},
        ]
    }
    assert [words.partition(";")[0] for words in vocabulary.wrong(graph)] == [
        "there is no type Reprot",
        "Report has no property termCode",
        "Dataset.creator cannot be \"{'@type': 'ListItem'}\"",
    ]


def test_graphs_are_json_ld(every_graph):
    """With a context of our own: no test asks schema.org for its."""
    for path, graph in every_graph.items():
        assert graph["@context"] == "https://schema.org", path
        expanded = jsonld.expand({**graph, "@context": {"@vocab": "https://schema.org/"}})
        assert expanded, path
        assert all(node["@type"][0].startswith("https://schema.org/") for node in expanded), path


def test_nothing_is_rated_with_stars(every_graph):
    said = {str(node.get("@type")) for graph in every_graph.values() for node in nodes(graph)}
    assert not said & set(NEVER)
    assert not [name for graph in every_graph.values() for node in nodes(graph) for name in node if name in NEVER]


def test_each_kind_of_thing_is_told_somewhere(every_graph):
    said = {str(node.get("@type")) for graph in every_graph.values() for node in nodes(graph)}
    assert said >= {"WebSite", "WebPage", "Report", "Dataset", "DataDownload", "DefinedTermSet", "DefinedTerm"}
    assert said >= {"BreadcrumbList", "ListItem", "Person", "Organization"}


def test_a_study_s_doi_is_never_claimed_as_that_of_a_page(every_page, every_graph):
    """Neither by a tag, nor by a link, nor as the name of the page in the graph."""
    for page in every_page:
        tags = metas(page)
        if "/studies/" in page.path:
            assert not {"citation_doi", "citation_pmid", "citation_pdf_url", "dc.identifier"} & set(tags), page.path
            assert not links(page, "cite-as"), page.path
        for node in of_type(every_graph[page.path], "WebPage"):
            assert "identifier" not in node
            assert "sameAs" not in node
            assert "doi.org" not in node["@id"]


def test_a_paper_with_a_doi_is_what_its_page_is_about(every_graph):
    found = {path: papers for path, graph in every_graph.items() if (papers := of_type(graph, "ScholarlyArticle"))}
    dois = {}
    for path, (paper,) in found.items():
        (page,) = of_type(every_graph[path], "WebPage")
        assert page["mainEntity"] == {"@id": paper["@id"]} != {"@id": page["@id"]}
        dois |= {one["value"]: paper["@id"] for one in paper.get("identifier", []) if one["propertyID"] == "doi"}
    assert all(path.rsplit("/", 2)[1] == "studies" for path in found)
    assert all(name == f"https://doi.org/{doi}" for doi, name in dois.items())


def test_data_are_described_in_the_length_that_searches_take(every_graph):
    data = [node for graph in every_graph.values() for node in of_type(graph, "Dataset")]
    assert data
    for one in data:
        assert 50 <= len(one["description"]) <= 5_000
        assert one["name"]
        assert one["creator"]["name"]
        assert one["distribution"]


def test_every_file_that_a_graph_names_is_there(site, every_page, every_graph):
    root = links(next(page for page in every_page if page.path == "index.html"), "canonical")[0]
    files = [node["contentUrl"] for graph in every_graph.values() for node in of_type(graph, "DataDownload")]
    assert files
    assert not [one for one in files if not one.startswith(root) or not (site / one.removeprefix(root)).is_file()]


def test_the_breadcrumb_of_the_graph_is_that_of_the_page(every_page, every_graph):
    """On every page that has one: views of the evidence too."""
    for page in every_page:
        seen = [
            " ".join("".join(one.itertext()).split()) for nav in page.of_class("breadcrumb") for one in nav.iter("li")
        ]
        told = [item["name"] for item in of_type(every_graph[page.path], "ListItem")]
        assert told == seen, page.path


def test_a_level_of_a_scale_has_its_code_and_the_address_of_its_definition(site, every_page, every_graph):
    scales = [page for page in every_page if page.path.startswith("scales/")]
    assert scales
    for page in scales:
        terms = of_type(every_graph[page.path], "DefinedTerm")
        assert all(term["termCode"] and term["description"] for term in terms)
        assert {term["@id"].rpartition("#")[2] for term in terms} <= set(page.ids)


def test_every_page_has_one_address_and_says_it_alike(every_page):
    for page in every_page:
        (canonical,) = links(page, "canonical")
        tags = metas(page)
        assert canonical.endswith("/" if page.path == "index.html" else f"/{page.path}")
        assert tags["og:url"] == [canonical]
        assert tags["og:description"] == tags["description"]
        assert all(len(tags[name]) == 1 and tags[name][0] for name in ("og:title", "og:type"))
        assert "og:image" not in tags


def test_the_page_for_unknown_addresses_claims_none(site):
    page = Page(site, "404.html")
    assert not links(page, "canonical")
    assert not page.graphs


def test_a_page_of_a_review_is_a_record_of_its_report(real_site):
    page = Page(real_site, "reviews/shared-decision-making-family-meetings.html")
    tags = metas(page)
    assert tags["citation_title"][0].startswith("Impact of shared decision-making family meetings on children’s")
    assert len(tags["citation_author"]) == 11
    assert tags["citation_publication_date"] == ["2020/02/13"]
    assert tags["citation_technical_report_institution"] == ["What Works for Children’s Social Care (WWCSC)"]
    assert not {"citation_doi", "citation_pdf_url", "citation_journal_title"} & set(tags)
    assert links(page, "type") == ["https://schema.org/AboutPage", "https://schema.org/Report"]


def test_what_no_source_confirms_is_not_told(real_site):
    studies = "reviews/shared-decision-making-family-meetings/studies"
    assert "citation_title" not in metas(Page(real_site, f"{studies}/wang-2012.html"))
    tags = metas(Page(real_site, f"{studies}/weigensberg-2009.html"))
    assert "citation_title" in tags
    assert not {"citation_author", "citation_publication_date"} & set(tags)
