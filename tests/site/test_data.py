"""The files of data of the built sites: sound by the tools that others use, linked, and as large as the pages say."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import jsonschema
import openpyxl
import pytest
import rispy
from reading import Page, pages, target, text_of

from generator import make, write
from generator.export.file import size_in_words

ROOT = Path(__file__).parents[2]
MAKERS = ("reviews/shared-decision-making-family-meetings", "reviews/fictional", "reviews/lantern-walks")


@pytest.fixture(scope="module", params=["real_site", "tiny_site", "fictional_site"])
def site(request) -> Path:
    return request.getfixturevalue(request.param)


@pytest.fixture(scope="module")
def review(site) -> str:
    """The path of the site's one review, without an ending."""
    return next(path for path in MAKERS if (site / f"{path}.html").is_file())


def rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8"), newline="")))


def test_frictionless_finds_the_data_package_sound(site):
    """In a process of its own, as people call it: its own imports warn of what is not ours to mend."""
    done = subprocess.run(
        [sys.executable, "-m", "frictionless", "validate", "datapackage.json", "--json"],
        cwd=site,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    report = json.loads(done.stdout)
    assert (report["valid"], report["errors"], report["warnings"]) == (True, [], [])
    assert {task["name"] for task in report["tasks"]} >= {"studies", "results", "ratings", "scales", "bias", "flow"}
    assert all(task["valid"] and not task["errors"] for task in report["tasks"])
    assert done.returncode == 0


def test_frictionless_would_find_a_study_that_is_not_there(tiny_site, tmp_path):
    """So what passes above has been looked at."""
    package = json.loads((tiny_site / "datapackage.json").read_text("utf-8"))
    for resource in package["resources"]:
        data = (tiny_site / resource["path"]).read_text("utf-8")
        (tmp_path / "data").mkdir(exist_ok=True)
        (tmp_path / resource["path"]).write_text(data.replace("fictional/lee-2019,1,", "fictional/gone,1,"), "utf-8")
    (tmp_path / "datapackage.json").write_text(json.dumps(package), "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "frictionless", "validate", "datapackage.json", "--json"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    errors = [error["type"] for task in json.loads(done.stdout)["tasks"] for error in task["errors"]]
    assert set(errors) == {"foreign-key"}


def test_the_json_files_keep_to_the_schema_beside_them(site, review):
    schema = json.loads((site / "data/schema.json").read_text("utf-8"))
    validator = jsonschema.Draft202012Validator(schema)
    validator.check_schema(schema)
    for path in ("data/site.json", f"{review}/data/review.json"):
        said = json.loads((site / path).read_text("utf-8"))
        validator.validate(said)
        assert said["schema"] == schema["$id"]


def test_each_format_holds_every_study(site, review):
    studies = {path.stem for path in (site / review / "studies").glob("*.html")}
    whole = json.loads((site / "data/site.json").read_text("utf-8"))
    one = json.loads((site / f"{review}/data/review.json").read_text("utf-8"))["review"]
    name = review.removeprefix("reviews/")
    assert {study["id"] for study in one["studies"]} == studies
    assert whole["reviews"] == [one]
    assert {row["id"] for row in rows(site / "data/studies.csv")} == {f"{name}/{study}" for study in studies}
    assert {row["Id"] for row in rows(site / f"{review}/data/studies.csv")} == studies
    assert {ref["id"] for ref in rispy.loads((site / f"{review}/data/studies.ris").read_text("utf-8"))} == studies
    assert {ref["id"] for ref in json.loads((site / f"{review}/data/studies.csl.json").read_text("utf-8"))} == studies
    for ending in ("ris", "bib"):
        assert {path.stem for path in (site / review / "studies").glob(f"*.{ending}")} == studies


def test_a_workbook_holds_what_the_tables_hold(site, review):
    book = openpyxl.load_workbook(site / "data/site.xlsx", read_only=True)
    package = json.loads((site / "datapackage.json").read_text("utf-8"))
    assert book.sheetnames == [one["title"] for one in package["resources"]]
    for one in package["resources"]:
        sheet = list(book[one["title"]].iter_rows(values_only=True))
        assert list(sheet[0]) == [field["name"] for field in one["schema"]["fields"]]
        assert len(sheet) - 1 == len(rows(site / one["path"]))
    book = openpyxl.load_workbook(site / f"{review}/data/review.xlsx", read_only=True)
    assert len(book.sheetnames) == len(list((site / review / "data").glob("*.csv")))


def test_no_cell_of_a_workbook_is_a_formula(site):
    for path in site.rglob("*.xlsx"):
        book = openpyxl.load_workbook(path)
        assert not [cell for page in book for row in page.iter_rows() for cell in row if cell.data_type == "f"]


def test_the_data_page_offers_every_file_with_its_size(site, review):
    pattern = re.compile(r"\d[\d,.]* (?:bytes|KB|MB)$")
    seen = set()
    for path in ("data.html", f"{review}/cite.html"):
        page = Page(site, path)
        for block in page.elements():
            offered = [link for link in block.iter("a") if "download" in link.attrib]
            size = pattern.search(text_of(block))
            if block.tag in ("tr", "li") and len(offered) == 1 and size:
                file, _ = target(page, offered[0].get("href"), "/")
                assert size.group() == size_in_words((site / file).stat().st_size), file
                seen.add(file)
    made = {path.relative_to(site).as_posix() for path in [*site.glob("data/*"), *site.glob("reviews/*/data/*")]}
    assert made - seen == {f"{review}/data/{name}" for name in ("words.js", "cite.ris", "cite.bib")}
    assert "datapackage.json" in seen


def test_every_page_leads_to_the_data(site):
    for page in pages(site):
        if page.path != "404.html":
            links = [target(page, link.get("href"), "/")[0] for link in page.elements("a")]
            assert "data.html" in links, page.path


def test_a_review_leads_to_how_to_cite_it_and_its_studies_to_their_papers(site, review):
    page = Page(site, f"{review}.html")
    assert f"{review}/cite.html" in [target(page, link.get("href"), "/")[0] for link in page.elements("a")]
    for path in (site / review / "studies").glob("*.html"):
        one = Page(site, path.relative_to(site).as_posix())
        assert {f"{path.stem}.ris", f"{path.stem}.bib"} <= set(one.links)


def test_what_is_ours_and_what_is_the_papers_is_said(site, review):
    for path in sorted((site / review / "studies").glob("*.html"))[:5]:
        page = Page(site, path.relative_to(site).as_posix())
        paper, record = page.of_class("citation")
        assert "the work of its authors" in text_of(paper).lower()
        assert "our page about the paper" in text_of(record).lower()
        assert "doi.org" not in text_of(record)


def test_the_real_papers_are_cited_as_their_pages_name_them(real_site):
    """By an eye that knows the record: a known paper, whole."""
    page = Page(real_site, "reviews/shared-decision-making-family-meetings/studies/sundell-2004.html")
    words = [text_of(block) for block in page.of_class("citation__words")]
    assert words[0] == (
        "Sundell K, Vinnerljung B (2004). Outcomes of family group conferencing in Sweden: A 3-year follow-up. "
        "Child Abuse & Neglect, 28(3), 267–287. https://doi.org/10.1016/j.chiabu.2003.09.018"
    )


def test_what_no_source_confirms_of_a_paper_is_said_beside_its_citation_and_in_its_files(real_site):
    folder = "reviews/shared-decision-making-family-meetings/studies"
    page = Page(real_site, f"{folder}/wang-2012.html")
    said = "Not confirmed by a source: authors, title"
    assert said in text_of(next(iter(page.of_class("citation"))))
    for ending in ("ris", "bib"):
        assert said in (real_site / folder / f"wang-2012.{ending}").read_text("utf-8")


def test_every_offered_file_says_what_it_is_for_or_holds(site, review):
    for path in ("data.html", f"{review}/cite.html"):
        for row in Page(site, path).elements("tr"):
            assert all(text_of(cell).strip() for cell in row), (path, text_of(row))


def test_copies_of_two_reviews_files_have_two_names(site, review):
    for path in ("data.html", f"{review}/cite.html"):
        for link in Page(site, path).elements("a"):
            if f"{review}/data/" in target(Page(site, path), link.get("href"), "/")[0]:
                assert link.get("download").startswith(review.removeprefix("reviews/") + "-")


def built(content: Path, output: Path) -> None:
    assert not write.folder(output, make.site(content, ROOT / "templates", ROOT / "static").files).refused


def main(site: Path, path: str):
    return next(Page(site, path).elements("main"))


def test_whoever_takes_data_or_cites_is_told_how_it_may_be_used(tmp_path):
    content = tmp_path / "content"
    shutil.copytree(ROOT / "tests" / "content", content)
    built(content, tmp_path / "without")
    with (content / "site.yaml").open("a", encoding="utf-8") as file:
        file.write("licence: https://example.org/by/\n")
    built(content, tmp_path / "with")
    for path in ("data.html", "reviews/fictional/cite.html"):
        assert "names no licence" in text_of(main(tmp_path / "without", path))
        assert "may be used under https://example.org/by/. Reports and papers" in text_of(main(tmp_path / "with", path))
    (foot,) = Page(tmp_path / "with", "index.html").elements("footer")
    assert "https://example.org/by/" in [link.get("href") for link in foot.iter("a")]


def test_a_site_that_is_not_made_into_one_file_offers_none(tmp_path, monkeypatch):
    monkeypatch.setattr("generator.pages.data.MOST_IN_ONE_FILE", 0)
    built(ROOT / "tests" / "content", tmp_path)
    assert not (tmp_path / "site.zip").exists()
    assert "the whole site" not in text_of(main(tmp_path, "data.html"))
    assert "site.zip" not in (tmp_path / "data.html").read_text("utf-8")
