"""By what changed since the last check it is told what one who looks at everything tells: word for word."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pytest
import small_templates

from generator import check, digests, make, render, text
from generator.checking import Checking
from generator.problems import as_plain

ROOT = Path(__file__).parents[2]
STATIC = ROOT / "static"
TODAY = date(2026, 11, 22)
BROKEN = sorted((ROOT / "tests" / "broken").iterdir())
WARNED = sorted((ROOT / "tests" / "warned").iterdir())
REVIEW, OTHER = "reviews/fictional", "reviews/second"
STUDY = f"{REVIEW}/studies/lee-2019.yaml"
WHOLE = "everything was looked at"


class Then(date):
    @classmethod
    def today(cls):
        return TODAY


@pytest.fixture(autouse=True)
def _then(monkeypatch):
    """Who looks at everything does it on the same day."""
    monkeypatch.setattr(make, "date", Then)


@pytest.fixture
def templates(templates):
    """Small ones, for all kinds of pages that there are."""
    for path in (ROOT / "templates").glob("pages/**/*.html"):
        small_templates.write(templates, path.relative_to(ROOT / "templates"), '{% extends "base.html" %}')
    return templates


@pytest.fixture
def two(tiny):
    """A content with two reviews: only one of them is changed, and the other names it nowhere."""
    shutil.copytree(tiny / REVIEW, tiny / OTHER)
    return tiny


def checking(folder, templates, before=None, static=STATIC):
    return Checking((folder, templates, static), digests.of_content(str(folder)), before or {}, TODAY)


def known(folder, templates):
    """What a first check keeps; it has to find no problem."""
    found = checking(folder, templates).found()
    assert [str(one) for one in found.problems] == []
    return found.kept


def told(found):
    return [as_plain(one) for one in (*found.problems, *found.warnings)], (found.reviews, found.studies, found.drafts)


def of_everything(folder, templates, static=STATIC):
    made = make.rendered(folder, templates, static)
    reviews = made.content.reviews if made.content else ()
    counts = len(reviews), sum(len(one.studies) for one in reviews), made.drafts
    return [as_plain(one) for one in (*made.problems, *made.warnings)], counts


def change(folder, name, old, new):
    path = folder / name
    before = path.read_text("utf-8")
    assert old in before
    path.write_text(before.replace(old, new, 1), "utf-8")


def both(folder, templates, before, monkeypatch):
    """What is found beside what was known: the same as by looking at everything. With whether that was done."""
    looked = []
    monkeypatch.setattr(Checking, "_of_everything", lambda self: looked.append(WHOLE) or found_anew(self))
    found = checking(folder, templates, before).found()
    assert told(found) == of_everything(folder, templates)
    return [one.message.split(" – ")[0] for one in (*found.problems, *found.warnings)] + looked


found_anew = Checking._of_everything


# ── Every mistake that is known ──


@pytest.mark.parametrize("path", [*BROKEN, *WARNED], ids=lambda path: path.name)
def test_a_mistake_is_told_as_by_one_who_looks_at_everything(path, two, templates, in_folder, monkeypatch):
    in_folder(two)
    before = known(Path(), templates)
    place = Path(re.search(rb"^# file (.+)$", path.read_bytes(), re.MULTILINE).group(1).decode())
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(path.read_bytes())
    found = both(Path(), templates, before, monkeypatch)
    assert [one for one in found if one != WHOLE]


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.name)
def test_so_are_two_mistakes_of_which_one_keeps_a_file_from_being_read(path, two, templates, in_folder, monkeypatch):
    in_folder(two)
    before = known(Path(), templates)
    other = f"{REVIEW}/studies/berg-2018.yaml"
    place = Path(re.search(rb"^# file (.+)$", path.read_bytes(), re.MULTILINE).group(1).decode())
    change(Path(), STUDY if str(place) == other else other, "title:", "tilte:")
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(path.read_bytes())
    assert [one for one in both(Path(), templates, before, monkeypatch) if one != WHOLE]


def test_after_a_mistake_is_mended_nothing_is_left_of_it(two, templates, monkeypatch):
    before = known(two, templates)
    change(two, STUDY, "year: 2019", "year: 1850")
    words = "a study of 1850 is not possible here"
    assert both(two, templates, before, monkeypatch) == [words]
    change(two, STUDY, "year: 1850", "year: 2018")
    assert both(two, templates, before, monkeypatch) == []


# ── What is looked at ──


def looked_at(folder, templates, before, monkeypatch):
    """The reviews of which studies were gone over, and the pages that were made."""
    reviews, pages = set(), []
    go_over, page = check.go_over, render.Renderer.page

    def going_over(lookup, today):
        reviews.update(one.id for one in lookup.part.reviews)
        return go_over(lookup, today)

    def made(self, one):
        pages.append(one.address.path)
        return page(self, one)

    monkeypatch.setattr(check, "go_over", going_over)
    monkeypatch.setattr(render.Renderer, "page", made)
    found = checking(folder, templates, before).found()
    assert found.problems == ()
    return reviews, pages


def test_without_a_change_no_rule_is_asked_and_no_page_made(two, templates, monkeypatch):
    before = known(two, templates)
    assert looked_at(two, templates, before, monkeypatch) == (set(), [])


def test_of_a_change_to_a_study_its_review_is_looked_at_and_no_other_study_s_page(two, templates, monkeypatch):
    before = known(two, templates)
    change(two, STUDY, "region: Two", "region: Three")
    reviews, pages = looked_at(two, templates, before, monkeypatch)
    assert reviews == {"fictional"}
    assert [path for path in pages if "/studies/" in path] == ["reviews/fictional/studies/lee-2019.html"]
    assert "reviews/fictional.html" in pages
    assert not [path for path in pages if path.startswith("reviews/second")]


def test_a_change_to_the_vocabulary_is_one_to_everything(two, templates, monkeypatch):
    before = known(two, templates)
    change(two, "glossary.yaml", "title: Bedtime story", "title: Story in bed")
    reviews, pages = looked_at(two, templates, before, monkeypatch)
    assert reviews == {"fictional", "second"}
    assert "reviews/second/studies/lee-2019.html" in pages


def test_a_review_that_names_another_is_looked_at_when_that_has_other_names(two, templates, monkeypatch):
    change(two, f"{OTHER}/review.yaml", "records_note: ", "records_note: Not [theirs](study:fictional/lee-2019). ")
    before = known(two, templates)
    (two / STUDY).rename(two / REVIEW / "studies" / "lee-2020.yaml")
    change(two, f"{REVIEW}/review.yaml", "basis: [lee-2019]", "basis: [lee-2020]")
    found = both(two, templates, before, monkeypatch)
    assert "'lee-2019' is not a study" in found[0]
    change(two, f"{OTHER}/review.yaml", "study:fictional/lee-2019", "study:fictional/lee-2020")
    assert both(two, templates, before, monkeypatch) == []


def test_a_review_may_come_go_and_become_a_draft(two, templates, monkeypatch):
    before = known(two, templates)
    shutil.copytree(two / OTHER, two / "reviews" / "third")
    assert both(two, templates, before, monkeypatch) == []
    change(two, f"{OTHER}/review.yaml", "title: Story evenings", "draft: true\ntitle: Story evenings")
    assert both(two, templates, before, monkeypatch) == []
    shutil.rmtree(two / "reviews" / "third")
    assert both(two, templates, before, monkeypatch) == []
    assert told(checking(two, templates, known(two, templates)).found())[1] == (1, 3, 4)


def test_what_markdown_made_of_texts_is_kept(two, templates, monkeypatch):
    before = known(two, templates)
    monkeypatch.setattr(text, "known", {})
    change(two, STUDY, "year: 2019", "year: 2018")
    monkeypatch.setattr(text, "_converted", lambda one: pytest.fail(f"converted again: {one}"))
    assert checking(two, templates, before).found().problems == ()


# ── Templates and static files ──


def test_a_page_that_a_change_keeps_from_being_made_is_told_with_all_ways_that_lead_there(two, templates, monkeypatch):
    small_templates.write(templates, "pages/study.html", "{% if study.year == 1999 %}\n{{ nothing }}{% endif %}")
    before = known(two, templates)
    change(two, STUDY, "year: 2019", "year: 1999")
    assert both(two, templates, before, monkeypatch) == ["'nothing' is undefined", WHOLE]


def test_static_files_with_a_problem_are_told_with_all_others(two, templates, tmp_path):
    (two / "site.yaml").unlink()
    static = tmp_path / "gone"
    found = checking(two, templates, static=static).found()
    assert told(found)[0] == of_everything(two, templates, static)[0]
    assert len(found.problems) == 2


def test_templates_that_are_not_there_are_told(two, tmp_path):
    assert told(checking(two, tmp_path / "gone").found()) == of_everything(two, tmp_path / "gone")


def test_a_check_makes_no_data(two, templates, monkeypatch):
    monkeypatch.setattr("generator.export.json_data.part", lambda _: pytest.fail("data were made"))
    assert checking(two, ROOT / "templates").found().problems == ()
