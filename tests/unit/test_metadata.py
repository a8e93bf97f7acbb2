from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import html5lib
import pytest

from generator import load, metadata, pages, render
from generator.model import Organisation, Publication

ROOT = Path(__file__).parents[2]
HOSTILE = "</script><script>alert(1)</script><!-- \u2028 & \"quoted\" 'too' ]]>"


@pytest.fixture
def content(tiny):
    return load.content(tiny)[0]


def with_review(content, **changes):
    review = replace(content.reviews[0], **changes)
    return replace(content, reviews=(review,))


def with_study(content, name, **changes):
    studies = tuple(replace(study, **changes) if study.id == name else study for study in content.reviews[0].studies)
    return with_review(content, studies=studies)


def with_site(content, **changes):
    return replace(content, site=replace(content.site, **changes))


def head(content, path, made=()):
    page = next(page for page in pages.of(content) if page.address.path == path)
    return metadata.head(page, content.site, made)


def graph(content, path):
    return json.loads(head(content, path).graph)["@graph"]


REVIEW, STUDY = "reviews/fictional.html", "reviews/fictional/studies/lee-2019.html"


def test_text_that_would_end_the_script_is_read_as_it_was_written(content):
    hostile = with_study(content, "lee-2019", title=HOSTILE, authors=(HOSTILE,))
    said = head(hostile, STUDY).graph
    assert not {"<", ">", "&", "\u2028"} & set(said)
    assert graph(hostile, STUDY)[1]["name"] == HOSTILE


@pytest.mark.parametrize("words", [HOSTILE, '"><img src=x onerror=alert(1)>', "<!--<script>", "{{ 7 * 7 }}"])
def test_a_page_with_hostile_titles_has_no_element_more(content, words):
    changed = with_review(with_study(content, "lee-2019", title=words, authors=(words,)), title=words, headline=words)
    changed = with_site(changed, title=words)
    made, problems = render.site(changed, ROOT / "templates")
    assert not problems
    for path in (REVIEW, STUDY):
        tree = html5lib.parse(made[path].decode(), namespaceHTMLElements=False)
        scripts = [one for one in tree.iter("script") if one.get("src") is None]
        assert len(scripts) == 1
        json.loads(scripts[0].text)
        assert not list(tree.iter("img"))
        assert words in [one.get("content") for one in tree.iter("meta")]


def test_a_paper_is_described_and_its_doi_left_to_the_graph(content):
    changed = with_study(content, "lee-2019", doi="10.1234/lee")
    assert "citation_title" in dict(head(changed, STUDY).citation)
    assert "10.1234" not in str(head(changed, STUDY).citation) + str(head(changed, STUDY).links)
    page, paper = graph(changed, STUDY)
    assert page["@id"] == f"{content.site.url}{STUDY}"
    assert page["mainEntity"] == {"@id": "https://doi.org/10.1234/lee"}
    assert paper["@type"] == "ScholarlyArticle"
    assert paper["identifier"][0]["value"] == "10.1234/lee"


def test_a_report_with_a_doi_is_to_be_cited_by_it(content):
    report = replace(content.reviews[0].report, doi="10.1234/report")
    said = head(with_review(content, report=report), REVIEW)
    assert dict(said.citation)["citation_doi"] == "10.1234/report"
    assert [link.to for link in said.links if link.rel == "cite-as"] == ["https://doi.org/10.1234/report"]


def test_without_a_doi_nothing_is_to_be_cited_by_one(content):
    assert not [link for link in head(content, REVIEW).links if link.rel == "cite-as"]


def test_a_paper_of_which_no_source_confirms_the_title_is_not_described(content):
    study = next(study for study in content.reviews[0].studies if study.id == "lee-2019")
    changed = with_study(content, "lee-2019", provenance=replace(study.provenance, not_seen=("title",)))
    assert head(changed, STUDY).citation == ()
    assert [node["@type"] for node in graph(changed, STUDY)] == ["WebPage"]


@pytest.mark.parametrize(("unseen", "gone"), [("authors", "citation_author"), ("year", "citation_publication_date")])
def test_what_no_source_confirms_is_left_out(content, unseen, gone):
    study = next(study for study in content.reviews[0].studies if study.id == "lee-2019")
    assert gone in dict(head(content, STUDY).citation)
    changed = with_study(content, "lee-2019", provenance=replace(study.provenance, not_seen=(unseen,)))
    assert gone not in dict(head(changed, STUDY).citation)


@pytest.mark.parametrize(
    ("author", "tag"),
    [
        *(("Sundell K", "Sundell, K."), ("van Steensel FJA", "van Steensel, F.J.A."), ("Lee A-B", "Lee, A.-B.")),
        *(("Chapin Hall", "Chapin Hall"), ("Ministry of Health NZ", "Ministry of Health NZ")),
    ],
)
def test_a_reference_manager_can_tell_family_name_and_initials(content, author, tag):
    assert dict(head(with_study(content, "lee-2019", authors=(author,)), STUDY).citation)["citation_author"] == tag
    report = replace(content.reviews[0].report, authors=(author,))
    assert dict(head(with_review(content, report=report), REVIEW).citation)["citation_author"] == tag


@pytest.mark.parametrize(
    ("pages", "first", "last"), [("285–294", "285", "294"), ("e12", "e12", None), ("12-1–12-9", "12-1-12-9", None)]
)
def test_pages_that_are_no_range_stand_whole(content, pages, first, last):
    said = dict(head(with_study(content, "lee-2019", publication=Publication(pages=pages)), STUDY).citation)
    assert (said["citation_firstpage"], said.get("citation_lastpage")) == (first, last)


@pytest.mark.parametrize(
    ("author", "kind"),
    [
        *(("Lee AB", "Person"), ("van Steensel FJA", "Person")),
        *(("Human Services Research", "Organization"), ("Ministry of Health NZ", "Organization")),
    ],
)
def test_an_author_without_initials_is_an_organisation(content, author, kind):
    changed = with_study(content, "lee-2019", authors=(author,))
    assert graph(changed, STUDY)[1]["author"] == [{"@type": kind, "name": author}]


def test_a_licence_is_named_where_the_site_has_one(content):
    assert not [link for link in head(content, REVIEW).links if link.rel == "license"]
    licensed = with_site(content, licence="https://creativecommons.org/licenses/by/4.0/")
    assert [link.to for link in head(licensed, REVIEW).links if link.rel == "license"] == [licensed.site.licence]
    assert graph(licensed, "index.html")[0]["license"] == licensed.site.licence
    assert graph(licensed, "reviews/fictional/studies.html")[1]["license"] == licensed.site.licence


def test_without_an_organisation_the_site_itself_made_the_data(content):
    alone = with_site(content, organisation=None)
    assert graph(alone, "reviews/fictional/studies.html")[1]["creator"]["name"] == content.site.title
    assert "publisher" not in graph(alone, "index.html")[0]
    made = with_site(content, organisation=Organisation(name="The Makers"))
    assert graph(made, "index.html")[0]["publisher"]["name"] == "The Makers"


@pytest.mark.parametrize(("language", "told"), [("en-GB", ["en_GB"]), ("en-US", ["en_US"]), ("en", [])])
def test_a_language_without_a_country_is_no_locale(content, language, told):
    social = head(with_site(content, language=language), REVIEW).social
    assert [words for name, words in social if name == "og:locale"] == told


def test_a_card_is_named_only_where_it_was_made_and_never_for_a_single_study(content):
    card = "reviews/fictional/card.png"
    assert "og:image" not in dict(head(content, REVIEW).social)
    social = dict(head(content, REVIEW, {card}).social)
    assert social["og:image"] == f"{content.site.url}{card}"
    assert social["og:image:alt"]
    assert "og:image" in dict(head(content, "reviews/fictional/findings.html", {card}).social)
    assert "og:image" not in dict(head(content, STUDY, {card}).social)


def test_a_pdf_goes_with_the_page_and_is_not_its_full_text(content):
    said = head(content, REVIEW, {"reviews/fictional.pdf"})
    assert [link.type for link in said.links if link.rel == "item"] == ["application/pdf"]
    assert "citation_pdf_url" not in dict(said.citation)


def test_a_description_that_is_too_long_is_cut_between_words(content):
    page = next(page for page in pages.of(content) if page.address.path == "reviews/fictional/studies.html")
    review = replace(content.reviews[0], question="Does it help? " * 1_000)
    said = metadata.graph.described(replace(page, review=review), content.site)
    assert len(said) <= 5_000
    assert said.endswith(("help?…", "it…", "Does…"))


def test_the_graph_of_a_review_stands_beside_its_page(content):
    files = metadata.files(pages.of(content), content.site)
    said = json.loads(files["reviews/fictional.jsonld"])["@graph"]
    assert [node["@type"] for node in said] == ["WebPage", "Report", "Dataset"]
    assert [link.to.path for link in head(content, REVIEW).links if link.rel == "describedby"] == list(files)


def test_the_preview_tells_programs_nothing(content):
    renderer = render.Renderer(content, ROOT / "templates", preview=True)
    made = renderer.page(next(page for page in pages.of(content) if page.address.path == REVIEW))
    assert "ld+json" not in made
    assert "citation_" not in made
