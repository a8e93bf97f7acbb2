"""References as files: what is written comes back as it was, by the libraries of others and by our own import."""

from __future__ import annotations

import json
import re

import bibtexparser
import pytest
import rispy
from bibtexparser import middlewares
from examples import PLACE, content, result, review, study
from hypothesis import given
from hypothesis import strategies as some

from generator.export import bibtex, csl, ris
from generator.export.reference import (
    Name,
    Reference,
    in_words,
    name,
    of_paper,
    of_record,
    of_report,
    of_summary,
)
from generator.importing import bibtex as from_bibtex
from generator.importing import csl as from_csl
from generator.importing import ris as from_ris
from generator.model import Change, Organisation, Provenance, Publication, Report

SPECIAL = "A & B: 50 % of $5, #1 in a_b {c} ~d ^e \\f “g” 'h' \"i\" -- j --- k ?` !` ``l'' <m> Ångström ß Łódź 中"
SITE = content().site
# What CSL's schema allows: an id, a type of its list, names as family and given or as a literal, dates in parts.
CSL_TYPES = {"article-journal", "book", "report", "document", "webpage"}
CSL_NAMES = {
    *("id", "type", "title", "author", "issued", "container-title", "volume", "issue", "page", "publisher"),
    *("ISBN", "DOI", "PMID", "URL", "note"),
}


# ── Reading back, as others would ──


def from_rispy(text):
    """Records by the names of `Reference`; what a record does not hold is missing."""
    return [
        {
            "key": one.get("id"),
            "title": one["title"],
            "authors": one.get("authors"),
            "year": one.get("year"),
            "within": one.get("secondary_title"),
            "volume": one.get("volume"),
            "issue": one.get("number"),
            "pages": "-".join(one[end] for end in ("start_page", "end_page") if end in one) or None,
            "publisher": one.get("publisher"),
            "isbn": one.get("issn"),
            "doi": one.get("doi"),
            "pubmed": one.get("accession_number"),
            "url": ";".join(one["urls"]) if "urls" in one else None,
            "about": one["notes"][0] if "notes" in one else None,
        }
        for one in rispy.loads(text)
    ]


def from_bibtexparser(text):
    decoded = bibtexparser.parse_string(
        text, append_middleware=[middlewares.SeparateCoAuthors(), middlewares.LatexDecodingMiddleware()]
    )
    raw = bibtexparser.parse_string(text)
    assert not decoded.failed_blocks
    found = []
    for one, written in zip(decoded.entries, raw.entries, strict=True):
        fields = {field.key: field.value for field in one.fields}
        names = (
            bibtexparser.parse_string(text, append_middleware=[middlewares.SeparateCoAuthors()])
            .entries_dict[one.key]
            .fields_dict["author"]
            .value
        )
        plain = middlewares.LatexDecodingMiddleware()
        found.append(
            {
                "key": one.key,
                "title": fields["title"],
                "authors": [plain._transform_python_value_string(author)[0] for author in names],
                "year": fields.get("year"),
                "within": fields.get("journal") or fields.get("howpublished"),
                "volume": fields.get("volume"),
                "issue": fields.get("number"),
                "pages": fields["pages"].replace("–", "-") if "pages" in fields else None,
                "publisher": fields.get("publisher") or fields.get("institution"),
                "isbn": fields.get("isbn"),
                "doi": written.fields_dict["doi"].value if "doi" in fields else None,
                "pubmed": fields.get("pmid"),
                "url": written.fields_dict["url"].value if "url" in fields else None,
                "about": fields.get("note"),
            }
        )
    return found


def from_csl_json(text):
    return [
        {
            "key": one["id"],
            "title": one["title"],
            "authors": [author.get("literal") or f"{author['family']}, {author['given']}" for author in one["author"]],
            "year": str(one["issued"]["date-parts"][0][0]) if "issued" in one else None,
            "within": one.get("container-title"),
            "volume": one.get("volume"),
            "issue": one.get("issue"),
            "pages": one.get("page"),
            "publisher": one.get("publisher"),
            "isbn": one.get("ISBN"),
            "doi": one.get("DOI"),
            "pubmed": one.get("PMID"),
            "url": one.get("URL"),
            "about": one.get("note"),
        }
        for one in json.loads(text)
    ]


def expected(one, mark=lambda organisation: organisation):
    """What a reader must get; `mark` is how a format marks the name of an organisation."""
    authors = [f"{author.family}, {author.given}" if author.given else mark(author.family) for author in one.authors]
    plain = ("key", "title", "year", "within", "volume", "issue", "pages", "publisher", "isbn", "doi", "pubmed")
    return {"authors": authors, **{field: getattr(one, field) or None for field in (*plain, "url", "about")}}


def in_ris(organisation):
    """As EndNote asks where a name would be taken for a person's."""
    if "," in organisation:
        return organisation.replace(",", ",,", 1)
    return f"{organisation}," if ris.LIKE_A_PERSON.search(organisation) else organisation


def csl_text(references):
    return csl.whole([csl.part(references).encode()]).decode()


FORMATS = {
    "ris": (ris.text, from_rispy, in_ris),
    "bibtex": (bibtex.text, from_bibtexparser, str),
    "csl": (csl_text, from_csl_json, str),
}
each_format = pytest.mark.parametrize(("write", "read", "mark"), FORMATS.values(), ids=FORMATS)
IMPORTS = {
    "ris": (ris.text, from_ris.rows),
    "bibtex": (bibtex.text, from_bibtex.rows),
    "csl": (csl_text, from_csl.rows),
}
each_import = pytest.mark.parametrize(("write", "rows"), IMPORTS.values(), ids=IMPORTS)

PAPER = of_paper(
    study(
        "sundell-2004",
        title=SPECIAL,
        authors=("Sundell K", "van Steensel FJA", "Center for Child & Family Policy", "Lévy-Ðorđević Å-B"),
        year=2004,
        publication=Publication(
            journal="Child Abuse & Neglect", volume="28", issue="3 Suppl. 1", pages="267–287", publisher="A_B & Co"
        ),
        doi="10.1016/s0145-2134(03)00_1#2%",
        pubmed=12345678,
        url="https://example.org/a_b?c=d&e=%20f~g;h#i",
    )
)
CASES = {
    "everything": PAPER,
    "next to nothing": of_paper(study("a", title="A", authors=("Lee A",))),
    "sixty authors": of_paper(study("b", authors=tuple(f"Lée-{n:02} {'ABCDE'[n % 5]}" for n in range(60)))),
    "an organisation": of_paper(study("c", authors=("Human Services Research Institute",))),
    "an organisation whose name ends like initials": of_paper(study("u", authors=("Barnardo's UK", "Uniting, NSW"))),
    "a person whose initials are a country's": of_paper(study("v", authors=("Menon U.K.",))),
    "organisations with joining words and commas": of_paper(
        study("d", authors=("Ministry of Health and Care", "Department for Education, England", "Council ABCDEF"))
    ),
    "a book": of_paper(study("e", publication=Publication(publisher="P", isbn="978-1-922009-25-8"))),
    "a report": of_report(review()),
    "a page of ours": of_summary(review(), SITE),
    "a record of ours": of_record(study(), "Lee 2019", SITE, "Lee A (2019). A study."),
    "pages that are no range": of_paper(study("f", publication=Publication(journal="J", pages="e12, S3-S4-A"))),
    "one unmatched brace": of_paper(study("g", title="What is { for?")),
}
each_case = pytest.mark.parametrize("one", CASES.values(), ids=CASES)


@each_format
@each_case
def test_what_is_written_comes_back_the_same(one, write, read, mark):
    assert read(write([one])) == [expected(one, mark)]


@each_format
def test_many_references_in_one_file_come_back_in_their_order(write, read, mark):
    assert read(write(CASES.values())) == [expected(one, mark) for one in CASES.values()]


@pytest.mark.parametrize("write", [ris.text, bibtex.text], ids=["ris", "bibtex"])
def test_files_can_be_put_together_as_they_are(write):
    references = list(CASES.values())
    assert write(references[:4]) + write(references[4:]) == write(references)


def test_parts_of_csl_can_be_put_together_and_one_without_references_leaves_no_gap():
    references = list(CASES.values())
    parts = [csl.part(references[:4]), "", csl.part(references[4:])]
    assert csl.whole(part.encode() for part in parts) == csl_text(references).encode()
    assert json.loads(csl.whole([])) == []


TEXT = some.text(some.characters(codec="utf-8", exclude_categories=("C", "Zl", "Zp")), min_size=1).map(
    lambda text: " ".join(text.split())
)
WORDS = TEXT.filter(bool)
INITIALS = some.text("ABCDEÅÖŁ", min_size=1, max_size=4)
FAMILIES = some.text("abcdeåöß'’", min_size=1, max_size=9).map(str.capitalize)
AUTHORS = some.lists(some.builds("{} {}".format, FAMILIES, INITIALS), min_size=1, max_size=5).map(tuple)


PAPERS = some.builds(
    lambda title, journal, authors, year: of_paper(
        study("a", title=title, authors=authors, year=year, publication=Publication(journal=journal))
    ),
    *(WORDS, WORDS, AUTHORS, some.integers(1800, 2100)),
)


@each_format
@given(one=PAPERS)
def test_any_title_and_journal_come_back_the_same(write, read, mark, one):
    assert read(write([one])) == [expected(one, mark)]


# ── Our own import ──


def facts(one):
    """What a study file would hold of a reference."""
    values = {
        "title": one.title,
        "authors": [author.words for author in one.authors],
        "year": one.year,
        "publication.journal": one.within,
        "publication.volume": one.volume,
        "publication.issue": one.issue,
        "publication.pages": one.pages,
        "publication.publisher": one.publisher,
        "publication.isbn": one.isbn,
        "doi": one.doi,
        "pubmed": one.pubmed,
        "url": one.url,
    }
    return {field: value for field, value in values.items() if value}


@each_import
@pytest.mark.parametrize("name", [name for name in CASES if "of ours" not in name and "brace" not in name])
def test_our_own_import_takes_the_same_facts(name, write, rows):
    (row,) = rows(write([CASES[name]]).encode())
    assert dict(row.values) == facts(CASES[name])
    assert row.problem == ""


@each_import
@given(authors=AUTHORS, year=some.integers(1800, 2099))
def test_our_own_import_takes_the_same_authors_and_year(write, rows, authors, year):
    one = of_paper(study("a", authors=authors, year=year))
    (row,) = rows(write([one]).encode())
    assert dict(row.values) == facts(one)


# ── What is ours and what is not ──


@pytest.mark.parametrize(
    ("author", "expected_name"),
    [
        ("Sundell K", Name("Sundell", "K.")),
        ("van Steensel FJA", Name("van Steensel", "F. J. A.")),
        ("El-Banna A-B", Name("El-Banna", "A.-B.")),
        ("Lee K.", Name("Lee", "K.")),
        ("Chapin Hall", Name("Chapin Hall")),
        ("NHS", Name("NHS")),
        ("Barnardo's UK", Name("Barnardo's UK")),
        ("Menon U.K.", Name("Menon", "U. K.")),
        ("Ministry of Health NZ", Name("Ministry of Health NZ")),
        ("Department for Education, England", Name("Department for Education, England")),
    ],
)
def test_a_person_has_initials_and_an_organisation_stays_whole(author, expected_name):
    assert name(author) == expected_name


def test_our_summary_is_ours_and_says_what_it_is_about():
    report = Report(
        title="A report",
        authors=("Nobody A",),
        publisher="P",
        published="2020-02-13",
        url="https://example.org/report",
        doi="10.1234/report",
    )
    whole = review(report=report, history=(Change(date="2026-05-01", change="New."),))
    site = SITE.with_(organisation=Organisation(name="House of Stories"))
    summary, original = of_summary(whole, site), of_report(whole)
    assert summary.authors == (Name("House of Stories"),)
    assert (summary.kind, summary.doi, summary.date) == ("webpage", "", "2026-05-01")
    assert summary.url == "https://tiny.example.org/tiny/reviews/fictional.html"
    assert "Nobody A (2020)" in summary.about
    assert (original.kind, original.doi, original.date) == ("report", "10.1234/report", "2020-02-13")
    assert "10.1234" not in bibtex.text([summary]).replace(bibtex.escaped(summary.about), "")


def test_our_record_of_a_study_never_has_its_doi():
    paper = study("a", doi="10.1234/paper")
    record = of_record(paper, "Lee 2019", SITE, "Lee A (2019). A study.")
    assert (record.doi, record.authors, record.date) == ("", (Name("Tiny"),), "")
    assert record.key != of_paper(paper).key


def test_what_no_source_confirms_of_a_paper_is_said_wherever_it_is_cited():
    unseen = Provenance(inclusion="confirmed", source=PLACE, not_seen=("authors", "country", "year"))
    paper = of_paper(study("a", provenance=unseen))
    assert paper.about == "Not confirmed by a source: authors, year"
    for made in (ris.text([paper]), bibtex.text([paper]), csl.part([paper])):
        assert paper.about in made
    assert of_paper(study("a")).about == ""


def test_a_page_that_names_no_change_has_no_date():
    assert of_summary(review(), SITE).date == ""
    assert "issued" not in csl.item(of_summary(review(), SITE))


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (
            of_paper(
                study(
                    title="Who came?",
                    authors=("Lee A", "Chapin Hall"),
                    publication=Publication(journal="J", volume="2", issue="3", pages="4-5"),
                    doi="10.1234/a<b",
                )
            ),
            "Lee A, Chapin Hall (2019). Who came? J, 2(3), 4–5. https://doi.org/10.1234/a%3Cb",
        ),
        (
            of_paper(study(publication=Publication(publisher="P", isbn="9781922009258"))),
            "Lee A (2019). A trial. P. ISBN 9781922009258.",
        ),
        (of_report(review()), "Nobody A (2026). A report. P. https://example.org/"),
        (
            of_record(study(), "Lee 2019", SITE, "Lee A (2019). A study."),
            "Tiny. Lee 2019: record of a study. https://tiny.example.org/tiny/reviews/fictional/studies/lee-2019.html",
        ),
    ],
)
def test_a_reference_in_words_is_that_of_a_reference_list(one, words):
    assert in_words(one) == words


# ── The rules of the formats ──


@each_case
def test_csl_json_keeps_to_the_names_and_forms_of_its_schema(one):
    item = csl.item(one)
    assert set(item) <= CSL_NAMES
    assert item["type"] in CSL_TYPES
    assert all(set(author) in ({"family", "given"}, {"literal"}) for author in item["author"])
    assert all(isinstance(part, int) for part in item.get("issued", {"date-parts": [[]]})["date-parts"][0])


@each_case
def test_every_line_of_ris_has_a_tag_and_ends_as_the_format_has_it(one):
    lines = ris.text([one]).split("\r\n")
    assert all(re.fullmatch(r"[A-Z][A-Z0-9]  - .*", line) for line in lines if line)
    assert (lines[0][:5], lines[-3:]) == ("TY  -", ["ER  - ", "", ""])


def test_nothing_is_written_of_what_is_missing():
    one = Reference("a", "document", "A", (Name("Chapin Hall"),))
    assert ris.text([one]) == "TY  - GEN\r\nID  - a\r\nTI  - A\r\nAU  - Chapin Hall\r\nER  - \r\n\r\n"
    assert bibtex.text([one]) == "@misc{a,\n  title = {{A}},\n  author = {{Chapin Hall}}\n}\n\n"
    assert csl.item(one) == {"id": "a", "type": "document", "title": "A", "author": [{"literal": "Chapin Hall"}]}


def test_a_paper_of_no_known_kind_is_not_said_to_be_one():
    assert of_paper(study()).kind == "document"
    assert of_paper(study(publication=Publication(publisher="A university (thesis)"))).kind == "document"
    assert of_paper(study(outcomes=(result(),), publication=Publication(journal="J"))).kind == "article"
