from __future__ import annotations

from pathlib import Path

from generator import make

ROOT = Path(__file__).parents[2]
TEMPLATES, STATIC = ROOT / "templates", ROOT / "static"


def test_a_site_is_its_pages_and_its_assets(tiny):
    made = make.site(tiny, TEMPLATES, STATIC)
    assert made.problems == ()
    assert made.pages == sum(path.endswith(".html") for path in made.files)
    assert {"index.html", "404.html", "reviews/fictional.html", "robots.txt"} <= set(made.files)


def test_a_site_is_the_same_each_time_it_is_made(tiny):
    assert make.site(tiny, TEMPLATES, STATIC).files == make.site(tiny, TEMPLATES, STATIC).files


def test_no_file_of_a_site_leads_out_of_its_folder(tiny):
    assert [path for path in make.site(tiny, TEMPLATES, STATIC).files if path.startswith("/") or ".." in path] == []


def test_content_that_breaks_a_rule_is_no_content(tiny):
    (tiny / "reviews" / "fictional" / "studies" / "lee-2019.yaml").unlink()
    content, problems, _ = make.checked(tiny)
    assert content is None
    assert "the review counts 3 studies, but there are 2 study files in studies/" in [one.message for one in problems]


def test_content_that_is_well_is_given_without_problems(tiny):
    content, problems, _ = make.checked(tiny)
    assert problems == []
    assert content.reviews


def test_the_problems_of_content_and_static_files_are_told_at_once(tiny, tmp_path):
    (tiny / "site.yaml").unlink()
    made = make.site(tiny, TEMPLATES, tmp_path / "gone")
    assert made.files == {}
    assert len(made.problems) == 2


def test_the_problems_of_templates_and_static_files_are_told_at_once(tiny, tmp_path):
    made = make.site(tiny, tmp_path / "gone", tmp_path / "gone-too")
    assert made.files == {}
    assert len(made.problems) == 2


def test_drafts_are_counted_and_left_out(tiny):
    path = tiny / "pages" / "new.md"
    path.write_text("---\ntitle: New\ndraft: true\n---\n", "utf-8")
    made = make.site(tiny, TEMPLATES, STATIC)
    assert (made.problems, made.drafts) == ((), 1)
    assert "new.html" not in made.files
    review = tiny / "reviews" / "fictional" / "review.yaml"
    review.write_text("draft: true\n" + review.read_text("utf-8"), "utf-8")
    # A draft of a review takes its studies with it; what links to it is told.
    content, problems, drafts = make.checked(tiny)
    assert (content, drafts) == (None, 5)
    assert problems
