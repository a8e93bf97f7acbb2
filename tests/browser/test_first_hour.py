"""An editor's first hour: see the site, change a sentence, break a file in ten ways, import a reference and fill it in,
add a scale, publish."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import ROOT
from playwright.sync_api import Page, expect
from previewing import LISTENS, PATIENCE, Preview, running

REVIEW = "reviews/shared-decision-making-family-meetings"
STUDY = f"content/{REVIEW}/studies/sundell-2004.yaml"
# Ten ways to break a file: what stands there, what somebody writes, and what they are told.
TEN_WAYS = (
    ("year: 2004", "year: c. 2004", "is not a year"),
    ("country: SE", "contry: SE", "did you mean 'country'?"),
    ("country: SE", "country: Sweden", "did you mean 'SE'?"),
    ("design: cohort", "design: cohort study", "is not a study design"),
    ("title: '", "title: ", ""),
    ("  - Sundell K", "\t- Sundell K", "a tab stands here"),
    ("year: 2004", "", "'year' is missing"),
    ("volume: 28", "volume: 28\n  volume: 29", "is written twice"),
    ("doi: 10.", "doi: https://doi.org/10.", "is more than the DOI"),
    ("comparison_confirmed: true", "comparison_confirmed: yes", "write true"),
)
RIS = """TY  - JOUR
TI  - An invented trial of family meetings
AU  - Nobody, Ann
PY  - 2021
DO  - 10.9999/invented.1
ER  -
"""
SCALE = """title: Trust rating
question: How far do families trust it?
about: An invented scale, for a test.
rates: intervention
better: higher
levels:
  - {id: 1, label: Little, meaning: Few families trust it.}
  - {id: 2, label: Much, meaning: Many families trust it.}
"""


@pytest.fixture(scope="module")
def preview(tmp_path_factory) -> Iterator[Preview]:
    yield from running(tmp_path_factory.mktemp("first-hour"), content="content")


def run(preview: Preview, *words: str) -> str:
    """What a command of build.py says; it must end well."""
    folders = [f"--{name}={name}" for name in ("content", "templates", "static")]
    command = [sys.executable, str(ROOT / "build.py"), *words, *(folders if words[0] in ("build", "check") else [])]
    done = subprocess.run(command, cwd=preview.folder, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_an_editors_first_hour(preview, opened):
    page: Page = opened.empty()
    page.add_init_script(LISTENS)
    expect.set_options(timeout=PATIENCE * 1000)
    page.set_default_timeout(PATIENCE * 1000)
    sees_the_site_and_changes_a_sentence(preview, page)
    breaks_a_file_in_ten_ways(preview, page)
    imports_a_reference_and_fills_it_in(preview, page)
    adds_a_scale(preview, page)
    publishes(preview)
    expect.set_options(timeout=5_000)


def sees_the_site_and_changes_a_sentence(preview: Preview, page: Page) -> None:
    preview.watched_by(page, f"{REVIEW}.html")
    preview.change(f"content/{REVIEW}/review.yaml", "International evidence", "Worldwide evidence")
    expect(page.locator(".opening__headline")).to_contain_text("Worldwide")


def breaks_a_file_in_ten_ways(preview: Preview, page: Page) -> None:
    panel = page.get_by_role("alert")
    text = preview.file(STUDY).read_text("utf-8")
    assert len(TEN_WAYS) == 10
    for right, wrong, told in TEN_WAYS:
        preview.watched_by(page, f"{REVIEW}/studies/sundell-2004.html")
        preview.file(STUDY).write_text(text.replace(right, wrong, 1), "utf-8")
        expect(panel).to_contain_text("to mend")
        expect(panel).to_contain_text("sundell-2004.yaml")
        expect(panel).to_contain_text(told)
        expect(page.get_by_role("heading", level=1)).to_contain_text("Sundell")
        preview.file(STUDY).write_text(text, "utf-8")
        expect(panel).to_have_count(0)


def imports_a_reference_and_fills_it_in(preview: Preview, page: Page) -> None:
    preview.file("export.ris").write_text(RIS, "utf-8")
    assert "nobody-2021.yaml" in run(preview, "import", "export.ris")
    assert "1 there already" in run(preview, "import", "export.ris")
    preview.watched_by(page, f"{REVIEW}/studies.html")
    of_drafts = page.get_by_role("complementary", name="Problems in drafts")
    expect(of_drafts).to_contain_text("nobody-2021.yaml")
    path = preview.file(f"content/{REVIEW}/studies/nobody-2021.yaml")
    lines = [line for line in path.read_text("utf-8").splitlines() if not line.startswith("#")]
    filled = "\n".join(lines).split("country:")[0] + (
        "country: SE\ncomparison_confirmed: false\nintervention: family-group-conference\n"
        "outcomes:\n  - {outcome: care_entry, direction: not_reported}\n"
        "provenance:\n  inclusion: unconfirmed\n  source: https://doi.org/10.9999/invented.1\n"
    )
    path.write_text(filled, "utf-8")
    expect(of_drafts).to_have_count(0)
    expect(page.get_by_role("row").filter(has_text="Nobody 2021")).to_contain_text("Draft")


def adds_a_scale(preview: Preview, page: Page) -> None:
    assert "content/scales/trust.yaml" in run(preview, "new", "scale", "trust", "--title", "Trust rating")
    preview.file("content/scales/trust.yaml").write_text(SCALE, "utf-8")
    preview.change(f"content/{REVIEW}/review.yaml", "ratings:\n  cost:", "ratings:\n  trust: 2\n  cost:")
    preview.watched_by(page, f"{REVIEW}.html")
    expect(page.locator(".strip")).to_contain_text("Trust rating")
    expect(page.locator(".strip")).to_contain_text("2 Much")


def publishes(preview: Preview) -> None:
    assert "Nothing was written" not in run(preview, "build")
    site = preview.file("_site")
    assert "Worldwide" in Path(site, f"{REVIEW}.html").read_text("utf-8")
    assert Path(site, "scales/trust.html").is_file()
    assert not Path(site, f"{REVIEW}/studies/nobody-2021.html").exists()
