from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from generator import make
from generator.again import Again, Folders
from generator.ahead import Ahead, Built

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 25)
FICTIONAL = "reviews/fictional"
LEE = f"{FICTIONAL}/studies/lee-2019"


@pytest.fixture
def folders(tiny, tmp_path):
    """The tiny content with a second review like the first, built."""
    shutil.copytree(tiny / FICTIONAL, tiny / "reviews" / "other")
    found = Folders(tiny, ROOT / "templates", ROOT / "static", tmp_path / "site", tmp_path / "cache")
    build(found)
    return found


def build(folders, today=TODAY):
    again = Again(folders, today)
    site = again.site()
    assert site is not None
    again.write(site)
    again.keep("said")


def ahead_of(folders, today=TODAY):
    return Ahead.of(folders, (), None, today)


def change(folders, old, new, name=f"{LEE}.yaml"):
    path = folders.content / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    return {part: {path} for part in path.relative_to(folders.content).parts[1:2]}


def groups(seen):
    assert seen.problems == ()
    return list(seen.groups)


def test_the_study_and_the_tables_come_first_and_then_all_that_shows_the_study(folders):
    ahead = ahead_of(folders)
    first, then = groups(ahead.look(change(folders, "year: 2019", "year: 2018")))
    assert {f"{LEE}.html", f"{LEE}.ris", f"{FICTIONAL}/studies.html"} <= first.keys()
    assert {f"{FICTIONAL}.html", f"{FICTIONAL}/harvest-plot.html"} <= then.keys()
    made = make.site(folders.content, folders.templates, folders.static).files
    assert all(made[path] == data for path, data in (first | then).items())


def test_studies_that_do_not_show_the_change_are_not_made(folders):
    first, _ = groups(ahead_of(folders).look(change(folders, "follow_up: 12 months", "follow_up: 18 months")))
    assert [path for path in first if path.startswith(f"{FICTIONAL}/studies/") and path.endswith(".html")] == [
        f"{LEE}.html"
    ]


def test_a_file_that_changed_is_read_and_no_other(folders):
    ahead = ahead_of(folders)
    ahead.look(change(folders, "year: 2019", "year: 2018"))
    reads = dict(ahead.library.reads)
    ahead.look(change(folders, "year: 2018", "year: 2017"))
    assert [parts[-1] for parts, read in ahead.library.reads.items() if reads[parts] is not read] == ["lee-2019.yaml"]
    assert {parts[1] for parts in ahead.library.reads if parts[0] == "reviews"} == {"fictional"}


def test_a_review_that_is_only_looked_at_makes_nothing_but_its_problems_are_told(folders):
    ahead = ahead_of(folders)
    assert groups(ahead.look({"other": ()})) == []
    change(folders, "country: NO", "country: XX", "reviews/other/studies/lee-2019.yaml")
    ahead.look({"other": {folders.content / "reviews" / "other" / "studies" / "lee-2019.yaml"}})
    seen = ahead.look({"other": (), **change(folders, "year: 2019", "year: 2018")})
    assert [problem.message.split(" – ")[0] for problem in seen.problems] == ["'XX' is not a country"]


def test_problems_of_reading_and_of_rules_are_those_of_a_check(folders):
    ahead = ahead_of(folders)
    for old, new in (("year: 2019", "year: c. 2019"), ("year: c. 2019", "year: 2019\ndesign: no")):
        seen = ahead.look(change(folders, old, new))
        assert seen.problems == make.rendered(folders.content, folders.templates, folders.static).problems
    changed = change(folders, "year: 2018", "year: c. 2018", f"{FICTIONAL}/studies/berg-2018.yaml")
    seen = ahead.look(changed)
    assert len(seen.problems) == 2
    assert seen.problems == make.rendered(folders.content, folders.templates, folders.static).problems


@pytest.mark.parametrize(
    ("old", "new"), [("title: ", "aliases: lee\ntitle: "), ("title: ", "draft: true\ntitle: ")], ids=["alias", "draft"]
)
def test_a_change_of_names_is_left_to_a_build(folders, old, new):
    text = (folders.content / f"{LEE}.yaml").read_text("utf-8")
    assert groups(ahead_of(folders).look(change(folders, text[:40], f"{new}{text[:40].removeprefix(old)}"))) == []


def test_a_name_that_went_is_left_to_a_build_also_where_a_file_cannot_be_read(folders):
    ahead = ahead_of(folders)
    (folders.content / f"{FICTIONAL}/studies/berg-2018.yaml").unlink()
    changed = change(folders, "year: 2019", "year: c. 2019")
    changed["fictional"].add(folders.content / f"{FICTIONAL}/studies/berg-2018.yaml")
    assert groups(ahead.look(changed)) == []


def test_a_study_that_went_is_left_to_a_build(folders):
    ahead = ahead_of(folders)
    path = folders.content / FICTIONAL / "studies" / "berg-2018.yaml"
    path.unlink()
    change(folders, "studies: 3", "studies: 2", f"{FICTIONAL}/review.yaml")
    assert groups(ahead.look({"fictional": {path}})) == []


def test_a_template_that_fails_writes_nothing_ahead(folders, tmp_path):
    templates = Path(shutil.copytree(ROOT / "templates", tmp_path / "templates"))
    folders = Folders(folders.content, templates, folders.static, folders.output, folders.cache)
    build(folders)
    ahead = ahead_of(folders)
    page = templates / "pages" / "study.html"
    page.write_text(page.read_text("utf-8").replace("{{ study.title }}", "{{ study.titel }}"), "utf-8")
    assert groups(ahead.look(change(folders, "year: 2019", "year: 2018"))) == []


def test_names_of_other_reviews_are_known_by_what_was_kept_of_them(folders):
    ahead = ahead_of(folders)
    made = groups(ahead.look(change(folders, "notes: It is", "notes: See [it](study:other/lee-2019). It is")))
    assert b"../../other/studies/lee-2019.html" in made[0][f"{LEE}.html"]
    assert {parts[1] for parts in ahead.library.reads if parts[0] == "reviews"} == {"fictional"}


# ── What was built ──


def test_without_a_build_of_this_content_there_is_nothing_to_go_on_from(folders, tmp_path):
    assert ahead_of(folders) is not None
    change(folders, "A story that", "A story which", "glossary.yaml")
    assert ahead_of(folders) is None
    build(folders)
    assert ahead_of(folders) is not None
    shutil.rmtree(folders.cache)
    assert ahead_of(folders) is None


def test_what_is_kept_is_known_until_another_build_comes_or_the_site_goes(folders):
    ahead = ahead_of(folders)
    assert ahead.is_current(TODAY)
    assert not ahead.is_current(date(2026, 11, 26))
    change(folders, "year: 2019", "year: 2018")
    build(folders)
    assert not ahead.is_current(TODAY)
    assert ahead.goes_on(TODAY)
    assert ahead.is_current(TODAY)
    shutil.rmtree(folders.output)
    assert not ahead.is_current(TODAY)


def test_after_a_change_to_what_all_share_it_does_not_go_on(folders):
    ahead = ahead_of(folders)
    change(folders, "A story that", "A story which", "glossary.yaml")
    build(folders)
    assert not ahead.goes_on(TODAY)


def test_a_cache_that_is_rubbish_is_no_build(folders):
    for path in folders.cache.glob("*.outlines"):
        path.write_bytes(b"x")
    assert Built.load(folders) is None
