"""Records as data: JSON and its schema, tidy tables and what describes them, workbooks, and all put together."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from decimal import Decimal
from pathlib import Path

import jsonschema
import openpyxl
import pytest
from examples import PLACE, content, evidence, lookup, result, review, study
from hypothesis import given
from hypothesis import strategies as some

from generator import load
from generator.export import documented, json_data, json_schema, package, rows, tidy, workbook
from generator.export.context import Context, OfSite
from generator.export.file import size_in_words
from generator.export.of_review import ReviewData
from generator.export.of_site import SiteData
from generator.export.workbook import Sheet
from generator.lookup import Lookup
from generator.model import (
    Estimate,
    Finding,
    Flow,
    FlowTotal,
    Organisation,
    Provenance,
    Rating,
    Removed,
    Sample,
    Searched,
)
from generator.tables import Table

ROOT = Path(__file__).parents[2]


def context(*studies, **values):
    whole = lookup(review(*studies, **values))
    return Context(whole, review=whole.content.reviews[0])


def as_json(*studies, **values):
    return json.loads(json_data.part(context(*studies, **values)))


def strict(schema):
    """A schema under which a name that it does not know is a mistake: for us, not for those who read the files."""
    if isinstance(schema, dict):
        more = {"additionalProperties": False} if schema.get("type") == "object" and "properties" in schema else {}
        return {name: strict(value) for name, value in schema.items()} | more
    return [strict(one) for one in schema] if isinstance(schema, list) else schema


VALIDATOR = jsonschema.Draft202012Validator(strict(json_schema.schema()))


# ── JSON ──


def test_what_is_missing_is_absent_and_nought_is_nought():
    (one,) = as_json(study("a", sample=Sample(intervention=0)))["studies"]
    assert one["sample"] == {"intervention": 0}
    assert "follow_up" not in one
    assert "sample_all" not in one
    assert "null" not in json_data.part(context(study("a")))


def test_numbers_stand_as_the_record_has_them():
    effect = Estimate(measure="odds ratio", value=Decimal("0.80"), low=Decimal("-1.5"), high=Decimal(2))
    (one,) = as_json(study("a", outcomes=(result(estimate=effect),)))["studies"]
    assert one["outcomes"][0]["estimate"] == {"measure": "odds ratio", "value": 0.8, "low": -1.5, "high": 2}


def test_the_names_that_ids_stand_for_are_beside_them():
    (one,) = as_json(study("a", outcomes=(result("bedtime", "mixed"),)))["studies"]
    assert (one["id"], one["name"]) == ("a", "Lee 2019")
    assert one["page"] == "https://tiny.example.org/tiny/reviews/fictional/studies/a.html"
    assert (one["outcomes"][0]["outcome"], one["outcomes"][0]["outcome_name"]) == ("bedtime", "Bedtime")


def test_a_rating_is_given_by_its_level_its_flags_and_their_words():
    rated = as_json(study("a"), ratings={"evidence": Rating(rating="3+*"), "cost": Rating(state="not-rated")})[
        "ratings"
    ]
    assert rated["evidence"] == {
        "scale_name": "Evidence rating",
        "level": "3+",
        "flags": ["mixed"],
        "label": "Level 3+",
        "rating": "3+*",
    }
    assert (rated["cost"]["state"], "level" in rated["cost"]) == ("not-rated", False)


def test_a_text_has_its_numbers_filled_in_and_its_links_whole():
    (finding,) = as_json(
        study("a"), findings=(Finding(title="T", statement="{studies} study: [this](study:a), [a b](term:story)."),)
    )["findings"]
    root = "https://tiny.example.org/tiny"
    assert finding["statement"] == (
        f"1 study: [this]({root}/reviews/fictional/studies/a.html), [a b]({root}/glossary.html#term-story)."
    )


def test_drafts_and_former_addresses_are_nobodys_business():
    whole = as_json(study("a", aliases=("b",)))
    assert not {"draft", "aliases"} & (set(whole) | set(whole["studies"][0]))


@pytest.mark.parametrize("folder", [ROOT / "content", ROOT / "tests" / "content"], ids=["real", "tiny"])
def test_the_files_of_reviews_keep_to_the_schema(folder):
    whole = load.content(folder)[0]
    parts = [json_data.part(Context(Lookup(whole), review=one)) for one in whole.reviews]
    made = json_data.whole([part.encode() for part in parts], OfSite(Lookup(whole)))
    VALIDATOR.validate(json.loads(made))
    for part in parts:
        VALIDATOR.validate(json.loads(json_data.review(part, whole.site)))


def test_the_schema_is_one_and_names_its_format():
    jsonschema.Draft202012Validator.check_schema(json_schema.schema("https://example.org/"))
    assert json_schema.schema("https://example.org/a/")["$id"] == "https://example.org/a/data/schema.json"
    (wrong,) = VALIDATOR.iter_errors({"format": 2})
    assert wrong.message


def test_the_documentation_is_what_the_files_are_made_of():
    stale = (ROOT / "docs" / "data-formats.md").read_text("utf-8") != documented.markdown()
    assert not stale, "docs/data-formats.md is not what generator/export/ says now – run: make docs"


def test_every_name_in_the_schema_has_a_note():
    unexplained = [
        (name, field)
        for name, one in json_schema.schema()["$defs"].items()
        for field, value in one["properties"].items()
        if not value.get("description") and not name.endswith(".json")
    ]
    assert unexplained == []


# ── Tidy tables ──


def lines(name, *studies, **values):
    """The rows of a tidy table, each by the names of its columns."""
    (table,) = (one for one in tidy.TABLES if one.name == name)
    return [dict(zip(table.head, row, strict=True)) for row in rows.of_review(context(*studies, **values))[name]]


def test_an_id_holds_for_the_whole_site():
    (one,) = lines("studies", study("a"))
    assert (one["id"], one["review"]) == ("fictional/a", "fictional")


def test_what_no_source_confirms_stands_in_its_row():
    unseen = Provenance(inclusion="confirmed", source=PLACE, not_seen=("authors", "sample"))
    assert lines("studies", study("a", provenance=unseen))[0]["not_seen"] == "authors; sample"
    assert lines("studies", study("a"))[0]["not_seen"] == ""


def test_what_a_rating_asks_of_a_study_is_true_false_or_not_known():
    known = lines("studies", study("a", region="Two valleys", independent=False, comparison_group=True))[0]
    assert (known["region"], known["independent"], known["comparison_group"]) == ("Two valleys", "false", "true")
    unknown = lines("studies", study("a"))[0]
    assert (unknown["region"], unknown["independent"], unknown["comparison_group"]) == (None, None, None)


def test_a_study_has_a_row_for_each_of_its_results_and_interventions():
    whole = study("a", outcomes=(result("bedtime"), result("nightmares")))
    assert [(row["study"], row["number"], row["outcome"]) for row in lines("results", whole)] == [
        ("fictional/a", 1, "bedtime"),
        ("fictional/a", 2, "nightmares"),
    ]
    assert lines("study_interventions", whole) == [{"study": "fictional/a", "intervention": "fictional/story-evening"}]


def test_whoever_is_rated_has_a_row_for_each_rating():
    rated = lines(
        "ratings", study("a", ratings={"evidence": Rating(rating="2")}), ratings={"evidence": Rating(level="3")}
    )
    assert [(row["number"], row["study"], row["rating"]) for row in rated] == [
        (1, None, "evidence/3"),
        (2, "fictional/a", "evidence/2"),
    ]


def test_a_rating_names_the_studies_that_it_rests_on():
    rated = lines("ratings", study("a"), ratings={"evidence": Rating(level="3", basis=("a",), rated="2026-01-31")})
    assert [(row["basis"], row["rated"]) for row in rated] == [("fictional/a", "2026-01-31")]


def test_only_reported_boxes_of_a_flow_have_a_row():
    flow = Flow(
        searched=(Searched(name="Index", records=3),),
        removed=Removed(duplicates=0),
        screened=9,
        total=FlowTotal(studies=1),
        override="why",
    )
    assert [(row["box"], row["part"], row["records"]) for row in lines("flow", study("a"), flow=flow)] == [
        ("searched", "Index", 3),
        ("removed.duplicates", None, 0),
        ("screened", None, 9),
        ("total.studies", None, 1),
    ]
    assert lines("flow", study("a")) == []


def test_a_row_has_a_cell_for_each_column():
    whole = load.content(ROOT / "tests" / "content")[0]
    made = rows.of_review(Context(Lookup(whole), review=whole.reviews[0])) | rows.of_vocabulary(whole)
    assert set(made) == {table.name for table in tidy.TABLES}
    for table in tidy.TABLES:
        assert {len(row) for row in made[table.name]} <= {len(table.columns)}
        assert all(
            row[number] is not None and row[number] != ""
            for row in made[table.name]
            for number, column in enumerate(table.columns)
            if column.required
        )


def test_the_package_names_its_site_and_a_licence_only_where_there_is_one():
    whole = content(review())
    assert "licenses" not in package.package(Lookup(whole))
    site = whole.site.with_(
        licence="https://example.org/by/", organisation=Organisation(name="House", url="https://example.org/")
    )
    made = package.package(Lookup(whole.with_(site=site)))
    assert made["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert (made["name"], made["id"]) == ("tiny-example-org-tiny", "https://tiny.example.org/tiny/datapackage.json")
    assert made["licenses"] == [{"path": "https://example.org/by/"}]
    assert made["contributors"][0]["title"] == "House"


def test_what_a_column_refers_to_is_a_table_with_ids():
    by_name = {table.name: table for table in tidy.TABLES}
    for table in tidy.TABLES:
        assert set(table.key) <= set(table.head)
        assert all(by_name[column.refers].key == ("id",) for column in table.columns if column.refers)
        assert all(column.note.endswith(".") for column in table.columns)


# ── Workbooks ──


def opened(*sheets):
    return openpyxl.load_workbook(io.BytesIO(workbook.workbook(sheets)))


def sheet(*values, title="T"):
    return workbook.of_table(Table("t", title, tuple(f"c{n}" for n in range(len(values[0]))), values))


def values(*cells):
    return [cell.value for cell in opened(sheet(cells))["T"][2]]


def test_cells_hold_numbers_as_numbers_and_texts_as_texts():
    assert values("a", 0, Decimal("-0.40"), None, "12") == ["a", 0, -0.4, None, "12"]


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@sum", "{=1}", "http://example.org", "_x0041_", " a ", "a\nb", "<&>\"'"]
)
def test_a_text_is_never_a_formula_or_a_link_and_comes_back_as_it_is(text):
    (cell,) = opened(sheet((text,)))["T"][2]
    assert (cell.value.replace("_x005F_", "_"), cell.data_type, cell.hyperlink) == (text, "s", None)


@given(some.text(some.characters(codec="utf-8", exclude_categories=("Cc",)), min_size=1))
def test_any_text_can_stand_in_a_cell(text):
    (cell,) = values(text)
    assert (cell or "").replace("_x005F_", "_") == text.replace("\ufffe", "").replace("\uffff", "")


def test_what_no_workbook_can_hold_is_left_out():
    assert values("a\x00b\x1fc", "x" * 40_000) == ["abc", "x" * 32_766 + "…"]


def test_sheets_have_names_that_excel_takes_and_no_two_alike():
    names = opened(
        sheet(("a",), title="A/B: [c]?"), sheet(("a",), title="x" * 40), sheet(("a",), title="X" * 40)
    ).sheetnames
    assert names == ["A B   c", "x" * 28, "X" * 28 + " 2"]


def test_the_names_of_columns_stand_out_and_stay_in_view():
    page = opened(sheet(("a",)))["T"]
    assert (page["A1"].font.b, page.freeze_panes) == (True, "A2")


def test_a_workbook_is_the_same_each_time_and_knows_no_time():
    made = workbook.workbook([sheet(("a", 1))])
    assert made == workbook.workbook([sheet(("a", 1))])
    assert {one.date_time for one in zipfile.ZipFile(io.BytesIO(made)).infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_sheet_can_be_put_together_of_parts():
    parts = (workbook.lines([("a", 1)]), workbook.lines([("b", 2)]))
    page = opened(Sheet("T", ("x", "y"), (9, 9), parts))["T"]
    assert [tuple(cell.value for cell in row) for row in page.iter_rows()] == [("x", "y"), ("a", 1), ("b", 2)]


# ── Put together ──


def site_of(*reviews):
    whole = lookup(*reviews)
    return SiteData(whole, lambda: [ReviewData(one, whole, ()).contribution for one in whole.content.reviews])


def test_the_files_of_a_site_hold_all_reviews():
    data = site_of(review(study("a")), review(study("a")).with_(id="second"))
    made = {file.address.path: file.data for file in data.files}
    studies = list(csv.DictReader(io.StringIO(made["data/studies.csv"].decode(), newline="")))
    assert [row["name"] for row in studies] == ["Lee 2019", "Lee 2019"]
    assert len(json.loads(made["data/site.json"])["reviews"]) == 2
    assert len(json.loads(made["data/studies.csl.json"])) == 2
    assert made["data/studies.ris"].count(b"TY  - ") == 2
    assert len(openpyxl.load_workbook(io.BytesIO(made["data/site.xlsx"]))["Studies"]["A"]) == 3


def test_references_of_several_reviews_have_keys_of_their_own():
    data = site_of(review(study("a")), review(study("a")).with_(id="second"))
    found = json.loads(b"[" + b",".join(data.parts("studies.csl.json")) + b"]")
    assert [one["id"] for one in found] == ["fictional:a", "second:a"]


def test_a_site_without_studies_or_reviews_has_its_files_too():
    for data in (site_of(), site_of(review())):
        made = {file.address.path: file.data for file in data.files}
        VALIDATOR.validate(json.loads(made["data/site.json"]))
        assert made["data/results.csv"].startswith(b"study,number,outcome")
        assert json.loads(made["data/studies.csl.json"]) == []


def test_a_file_is_made_once():
    data = site_of(review(study("a")))
    assert data.whole[0].data is data.whole[0].data


@pytest.mark.parametrize(
    ("count", "words"),
    [(0, "0 bytes"), (999, "999 bytes"), (1000, "1 KB"), (1001, "2 KB"), (999_001, "1.0 MB"), (1_234_567, "1.3 MB")],
)
def test_a_size_in_words_is_never_less_than_there_is(count, words):
    assert size_in_words(count) == words


def test_the_levels_of_a_scale_have_their_rank_and_states_and_flags_have_none():
    made = rows.of_vocabulary(content(review(), scales=(evidence(),)))["scales"]
    assert [(row[3], row[4]) for row in made] == [("level", n) for n in (1, 2, 3, 4)] + [
        ("state", None),
        ("flag", None),
    ]
