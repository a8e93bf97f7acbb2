from __future__ import annotations

import gc
import os
import random
import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from generator import again, digests, make, remembered, write
from generator.again import Again, Folders
from generator.fresh import Fresh, Lying, NotWritten
from generator.model import Study
from generator.parts import Workshop

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 25)
FICTIONAL, OTHER = "reviews/fictional", "reviews/other"
LEE = f"{FICTIONAL}/studies/lee-2019.yaml"


@pytest.fixture
def folders(tiny, tmp_path):
    """The tiny content with a second review like the first, and a link from one to the other."""
    shutil.copytree(tiny / FICTIONAL, tiny / OTHER)
    return Folders(tiny, ROOT / "templates", ROOT / "static", tmp_path / "site", tmp_path / "cache")


def change(folders, name, old, new):
    path = folders.content / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def built(folders, today=TODAY, **asked):
    """Build once: what was made anew, by path, and what was written."""
    build = Again(folders, today, **asked)
    site = build.site()
    assert site is not None
    report = build.write(site)
    assert report.refused == ()
    build.keep("said")
    return set(site.files), report


def on_disk(folders):
    found = (path for path in folders.output.rglob("*") if path.is_file() and path.name != write.LIST)
    return {path.relative_to(folders.output).as_posix(): path.read_bytes() for path in found}


def whole(folders):
    made = make.site(folders.content, folders.templates, folders.static)
    assert made.problems == ()
    return made.files


def test_the_first_build_makes_the_whole_site(folders):
    built(folders)
    assert on_disk(folders) == whole(folders)


def test_a_second_build_makes_no_page(folders):
    built(folders)
    made, report = built(folders)
    assert {path for path in made if not path.startswith("assets/")} == set()
    assert (report.written, report.removed) == (0, 0)


def test_a_study_that_changes_makes_its_review_and_no_other(folders):
    built(folders)
    change(folders, LEE, "Stories before", "Again, stories before")
    made, report = built(folders)
    assert f"{FICTIONAL}/studies/lee-2019.html" in made
    assert [path for path in made if path.startswith(OTHER)] == []
    assert "index.html" not in made
    assert 0 < report.written < len(made)
    assert on_disk(folders) == whole(folders)


def test_a_study_that_changes_makes_no_other_study_unless_that_shows_it(folders):
    built(folders)
    change(folders, LEE, "follow_up: 12 months", "follow_up: 18 months")
    made, _ = built(folders)
    studies = {path for path in made if path.startswith(f"{FICTIONAL}/studies/")}
    assert studies == {f"{FICTIONAL}/studies/lee-2019.{ending}" for ending in ("html", "ris", "bib")}
    assert on_disk(folders) == whole(folders)
    change(folders, LEE, "year: 2019", "year: 2018")  # its neighbours name it
    assert len({path for path in built(folders)[0] if path.startswith(f"{FICTIONAL}/studies/")}) > len(studies)
    assert on_disk(folders) == whole(folders)


def test_a_number_in_a_text_of_a_study_makes_that_study_when_it_changes(folders):
    change(folders, f"{FICTIONAL}/studies/berg-2018.yaml", "year: 2018", "year: 2018\nnotes: One of {participants}.")
    built(folders)
    change(folders, LEE, "600, comparison: 600, total: 1200", "700, comparison: 700, total: 1400")
    assert f"{FICTIONAL}/studies/berg-2018.html" in built(folders)[0]
    assert on_disk(folders) == whole(folders)


def test_a_study_that_a_rating_rests_on_makes_the_rated_study_when_it_is_called_otherwise(folders):
    lee = (folders.content / LEE).read_text("utf-8")
    nobody = re.sub(r"(?m)^(doi|pubmed|ratings|same_trial_as|risk_of_bias|url): .*\n( .*\n)*", "", lee)
    for name, year in (("aaron-1999", 1999), ("abel-2000", 2000), ("adam-2001", 2001)):
        path = folders.content / FICTIONAL / "studies" / f"{name}.yaml"
        path.write_text(re.sub(r"(?m)^title: .*$", f"title: Of {name}", nobody.replace("2019", str(year))), "utf-8")
    change(folders, f"{FICTIONAL}/review.yaml", "studies: 3", "studies: 6")
    change(folders, LEE, "evidence: 3", "evidence: {level: 3, basis: [aaron-1999]}")
    built(folders)
    assert "Rests on" in (folders.output / FICTIONAL / "studies" / "lee-2019.html").read_text("utf-8")
    change(folders, f"{FICTIONAL}/studies/aaron-1999.yaml", "year: 1999", "year: 1998")
    built(folders)
    assert on_disk(folders) == whole(folders)


def test_a_file_beside_a_study_that_is_spoilt_is_made_again(folders):
    built(folders)
    (folders.output / FICTIONAL / "studies" / "lee-2019.ris").write_text("somebody was here")
    built(folders)
    assert on_disk(folders) == whole(folders)


def test_a_headline_that_changes_makes_the_home_page_too(folders):
    built(folders)
    change(folders, f"{OTHER}/review.yaml", "headline: ", "headline: Again, ")
    assert "index.html" in built(folders)[0]
    assert on_disk(folders) == whole(folders)


def test_a_word_of_the_vocabulary_makes_everything(folders):
    built(folders)
    change(folders, "glossary.yaml", "A story that", "A story which")
    assert {f"{FICTIONAL}.html", f"{OTHER}.html", "index.html"} < built(folders)[0]
    assert on_disk(folders) == whole(folders)


def test_a_page_that_is_not_as_it_was_left_is_made_again(folders):
    built(folders)
    for path in (f"{OTHER}.html", "glossary.html", "site.zip"):
        (folders.output / path).write_text("somebody was here")
        built(folders)
        (folders.output / path).unlink()
        built(folders)
        assert on_disk(folders) == whole(folders)


def test_a_study_that_comes_and_goes_comes_and_goes_on_the_site(folders):
    built(folders)
    draft = "title: New\nauthors: [Sun A]\nyear: 2020\ndraft: true\n"
    (folders.content / OTHER / "studies" / "sun-2020.yaml").write_text(draft)
    built(folders)
    assert on_disk(folders) == whole(folders)
    (folders.content / OTHER / "studies" / "sun-2020.yaml").unlink()
    built(folders)
    assert on_disk(folders) == whole(folders)


def test_a_review_that_becomes_a_draft_goes_from_the_site_and_comes_back(folders):
    built(folders)
    change(folders, f"{OTHER}/review.yaml", "question: ", "draft: true\nquestion: ")
    built(folders)
    assert not (folders.output / f"{OTHER}.html").exists()
    assert on_disk(folders) == whole(folders)
    change(folders, f"{OTHER}/review.yaml", "draft: true\n", "")
    built(folders)
    assert on_disk(folders) == whole(folders)


def test_a_review_that_names_another_is_made_again_when_that_gets_other_names(folders):
    change(folders, LEE, "notes: It is", "notes: See [it](study:other/lee-2019). It is")
    built(folders)
    change(folders, f"{OTHER}/studies/lee-2019.yaml", "year: ", "aliases: lee\nyear: ")
    assert f"{FICTIONAL}.html" in built(folders)[0]
    (folders.content / OTHER / "studies" / "lee-2019.yaml").rename(folders.content / OTHER / "studies" / "li-2019.yaml")
    assert Again(folders, TODAY).site() is None


def test_a_problem_anywhere_makes_nothing(folders):
    built(folders)
    before = on_disk(folders)
    for name, old, new in (
        (LEE, "year: ", "yaer: "),
        ("site.yaml", "title: ", "titel: "),
        (LEE, "country: ", "country: X"),
    ):
        text = (folders.content / name).read_text("utf-8")
        change(folders, name, old, new)
        assert Again(folders, TODAY).site() is None
        (folders.content / name).write_text(text, "utf-8")
    assert on_disk(folders) == before


def test_what_was_asked_for_beside_is_made_for_each_part(folders):
    def shout(files):
        return {f"{path}.loud": data.upper() for path, data in files.items() if path.endswith(".html")}

    made, _ = built(folders, wanted=["loud"], also=shout)
    assert {f"{OTHER}.html.loud", "index.html.loud"} < made
    change(folders, LEE, "Stories before", "Again, stories before")
    made, _ = built(folders, wanted=["loud"], also=shout)
    assert f"{FICTIONAL}/studies/lee-2019.html.loud" in made
    assert (folders.output / f"{OTHER}.html.loud").exists()
    built(folders)
    assert not (folders.output / f"{OTHER}.html.loud").exists()


def test_the_day_on_which_a_review_is_due_is_a_change(folders):
    change(folders, f"{OTHER}/review.yaml", "next_review: 2027-11", "next_review: 2026-12")
    built(folders)
    before = Again(folders, date(2026, 12, 31)).site()
    after = Again(folders, date(2027, 1, 1)).site()
    assert f"{OTHER}.html" not in before.files
    assert after.warnings == before.warnings + 1


@pytest.mark.parametrize("harm", ["delete", "cut", "rubbish", "older"])
def test_a_cache_in_any_state_costs_time_and_nothing_else(folders, harm):
    built(folders)
    older = {path: path.read_bytes() for path in folders.cache.iterdir()}
    change(folders, LEE, "Stories before", "Again, stories before")
    built(folders)
    for number, path in enumerate(sorted(older)):
        if harm == "delete" and number == 0:
            path.unlink()
        elif harm == "older" and number == 0:
            path.write_bytes(older[path])
        elif harm in ("cut", "rubbish"):
            path.write_bytes(path.read_bytes()[:50] if harm == "cut" else b"\xff\x00" * 500)
    change(folders, f"{OTHER}/review.yaml", "headline: ", "headline: Again, ")
    built(folders)
    assert on_disk(folders) == whole(folders)


def test_any_run_of_changes_gives_the_site_that_is_made_from_nothing(folders):
    """Lines of any file taken out, doubled or changed at random, files touched and pages spoilt: whenever a site can be
    made of it, the same site is there."""
    chance, made = random.Random(5), 0
    paths = sorted(path for path in folders.content.rglob("*.*") if path.is_file())
    built(folders)
    for _ in range(40):
        path = chance.choice(paths)
        before = path.read_text("utf-8")
        lines = before.splitlines(keepends=True)
        at = chance.randrange(len(lines))
        lines[at] = chance.choice(["", lines[at] * 2, lines[at].replace("e", "é"), lines[at].replace("a", "A")])
        path.write_text("".join(lines), "utf-8")
        build = Again(folders, TODAY)
        site = build.site()
        assert (site is None) == bool(make.rendered(folders.content, folders.templates, folders.static).problems)
        if site is not None:
            build.write(site)
            build.keep("said")
            assert on_disk(folders) == whole(folders)
            made += 1
        if chance.random() < 0.8 or site is None:
            path.write_text(before, "utf-8")
    assert made > 5


# ── Data ──


def kept_data(folders, name):
    (path,) = folders.cache.glob(f"*.{name}.data")
    return path


def test_a_study_that_changes_changes_the_data_of_the_site_and_no_other_review_is_looked_at(folders, monkeypatch):
    built(folders)
    change(folders, LEE, "year: 2019", "year: 2018")
    of_review, seen = Workshop.of_review, []
    monkeypatch.setattr(
        Workshop, "of_review", lambda self, one, *more: seen.append(one.id) or of_review(self, one, *more)
    )
    made, _ = built(folders)
    assert seen == ["fictional"]
    assert {"data.html", "data/studies.csv", "data/site.json", "data/site.xlsx", "datapackage.json"} <= made
    assert on_disk(folders) == whole(folders)


def test_data_that_were_kept_and_are_rubbish_or_gone_are_made_again(folders):
    built(folders)
    path = kept_data(folders, "other")
    state = path.stat()
    path.write_bytes(b"x" * state.st_size)
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))
    change(folders, LEE, "year: 2019", "year: 2018")
    built(folders)
    assert on_disk(folders) == whole(folders)
    kept_data(folders, "other").unlink()
    built(folders)
    assert on_disk(folders) == whole(folders)
    assert kept_data(folders, "other").is_file()


def test_the_data_of_a_review_that_went_are_not_kept(folders):
    built(folders)
    shutil.rmtree(folders.content / OTHER)
    built(folders)
    assert on_disk(folders) == whole(folders)
    assert [path.name.split(".")[1] for path in folders.cache.glob("*.data")] == ["fictional"]


def test_a_cache_that_cannot_be_written_costs_time_alone(folders):
    folders.cache.write_text("no folder")
    built(folders)
    change(folders, LEE, "year: 2019", "year: 2018")
    built(folders)
    assert on_disk(folders) == whole(folders)


# ── A site of many studies ──


@pytest.fixture
def many(monkeypatch):
    """Whatever there is counts as many: two processes, and a folder that is put in place as a whole."""
    monkeypatch.setattr(again, "MANY", 1)


def test_many_studies_give_the_same_site(folders, many):
    built(folders)
    assert on_disk(folders) == whole(folders)
    change(folders, LEE, "Stories before", "Again, stories before")
    built(folders)
    assert on_disk(folders) == whole(folders)


def test_many_files_of_a_site_that_is_there_wait_on_the_disk_and_not_in_memory(folders, many, monkeypatch):
    built(folders)
    (folders.content / "glossary.yaml").write_text(
        (folders.content / "glossary.yaml").read_text("utf-8") + "#\n", "utf-8"
    )
    change(folders, LEE, "Stories before", "Again, stories before")
    build = Again(folders, TODAY)
    site = build.site()
    assert isinstance(site.files, Lying)
    assert len(site.files) > 100
    build.write(site)
    assert on_disk(folders) == whole(folders)
    assert sorted(path.name for path in folders.output.parent.iterdir()) == ["cache", "content", "site"]


def test_where_nothing_can_be_made_beside_the_output_its_files_wait_in_memory(folders, many, monkeypatch):
    built(folders)
    change(folders, LEE, "Stories before", "Again, stories before")
    monkeypatch.setattr(Fresh, "_begin", lambda _: (_ for _ in ()).throw(PermissionError(13, "Permission denied")))
    build = Again(folders, TODAY)
    assert isinstance(build.site().files, dict)
    built(folders)
    assert on_disk(folders) == whole(folders)
    shutil.rmtree(folders.output)
    with pytest.raises(NotWritten, match="Permission denied"):
        Again(folders, TODAY).site()


def test_digests_that_were_taken_just_before_are_not_taken_again(folders, monkeypatch):
    seen, taken = digests.of_content(str(folders.content)), []
    monkeypatch.setattr(digests, "of_content", lambda *given: taken.append(given) or seen)
    assert Again(folders, TODAY, seen=seen).site() is not None
    assert taken == []


def test_studies_are_in_memory_until_the_next_review_is_made(folders, monkeypatch):
    for number in range(4):
        shutil.copytree(folders.content / OTHER, folders.content / f"reviews/more-{number}")
    monkeypatch.setattr(remembered, "MOST", 3)
    of_review, seen = Workshop.of_review, []

    def counted(self, review, *more):
        gc.collect()
        seen.append({one.review for one in gc.get_objects() if type(one) is Study})
        return of_review(self, review, *more)

    monkeypatch.setattr(Workshop, "of_review", counted)
    others = {one.review for one in gc.get_objects() if type(one) is Study}
    built(folders)
    assert len(seen) == 6
    assert max(len(found - others) for found in seen) == 2


def test_many_studies_are_left_as_they_are_where_nothing_changed(folders, many):
    _, report = built(folders)
    assert report.written == len(on_disk(folders))
    _, report = built(folders)
    assert (report.written, report.removed) == (0, 0)


def test_a_problem_among_many_studies_leaves_nothing_behind(folders, many):
    for name in (LEE, f"{OTHER}/studies/lee-2019.yaml", "site.yaml"):
        text = (folders.content / name).read_text("utf-8")
        (folders.content / name).write_text(f"{text}\nnonsense: 1\n", "utf-8")
        assert Again(folders, TODAY).site() is None
        (folders.content / name).write_text(text, "utf-8")
    assert sorted(path.name for path in folders.output.parent.iterdir()) == ["content"]


def test_where_the_other_process_dies_this_one_does_its_work(folders, many, monkeypatch):
    monkeypatch.setattr(Again, "_made_by_other", lambda *_: os._exit(3))
    built(folders)
    assert on_disk(folders) == whole(folders)


def test_a_review_that_names_another_is_made_in_the_other_process_too(folders, many):
    change(folders, LEE, "notes: It is", "notes: See [it](study:other/lee-2019). It is")
    change(
        folders, f"{OTHER}/studies/lee-2019.yaml", "notes: It is", "notes: See [it](study:fictional/lee-2019). It is"
    )
    built(folders)
    assert on_disk(folders) == whole(folders)


def test_a_site_too_large_for_one_file_is_not_offered_as_one(folders, monkeypatch):
    from generator.pages import data

    monkeypatch.setattr(data, "MOST_IN_ONE_FILE", 3)
    built(folders)
    assert "site.zip" not in on_disk(folders)
    assert b"site.zip" not in (folders.output / "data.html").read_bytes()
    assert on_disk(folders) == whole(folders)


def test_a_review_that_changes_while_the_one_it_names_becomes_a_draft_cannot_be_made(folders):
    change(folders, LEE, "notes: It is", "notes: See [it](review:other). It is")
    built(folders)
    change(folders, LEE, "year: 2019", "year: 2018")
    change(folders, f"{OTHER}/review.yaml", "question: ", "draft: true\nquestion: ")
    assert Again(folders, TODAY).site() is None


@pytest.mark.parametrize("alias", ["glossary.html", "old.html"])
def test_aliases_that_clash_make_nothing_though_studies_are_known_by_name_alone(folders, alias):
    for name in (LEE, f"{FICTIONAL}/studies/berg-2015.yaml"):
        change(folders, name, "year: ", f"aliases: {alias}\nyear: ")
    assert Again(folders, TODAY).site() is None


def test_a_review_that_changes_with_the_one_it_names_knows_that_as_it_is_now(folders):
    change(folders, LEE, "notes: It is", "notes: See [it](study:other/lee-2019). It is")
    built(folders)
    change(folders, LEE, "year: 2019", "year: 2018")
    studies = folders.content / OTHER / "studies"
    (studies / "lee-2019.yaml").rename(studies / "li-2019.yaml")
    assert Again(folders, TODAY).site() is None


def test_what_was_made_of_content_that_changed_meanwhile_is_not_kept(folders):
    """An editor saves while a build is at work, and takes it back: the content is as it was, the pages are not."""
    built(folders)
    change(folders, LEE, "year: 2019", "year: 2018")
    again = Again(folders, TODAY)
    change(folders, LEE, "year: 2018", "year: 2017")
    site = again.site()
    write.folder(folders.output, site.files, site.stay)
    again.keep("said")
    change(folders, LEE, "year: 2017", "year: 2018")
    built(folders)
    assert on_disk(folders) == whole(folders)


def test_a_menu_that_names_a_page_that_went_makes_nothing(folders):
    """Reviews that do not link to it are made before it is known: found by random edits."""
    for name in (FICTIONAL, OTHER):
        change(folders, f"{name}/review.yaml", "[elsewhere](page:how)", "elsewhere")
    built(folders)
    assert "menu:" in (folders.content / "site.yaml").read_text("utf-8")
    (folders.content / "pages" / "how.md").rename(folders.content / "pages" / "why.md")
    assert Again(folders, TODAY).site() is None


def rename_study(folders, review, old, new):
    for path in list((folders.content / review).rglob("*.yaml")):
        path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
        path.rename(path.with_name(path.name.replace(old, new)))


def test_a_study_that_names_one_of_another_review_leads_to_where_that_is_now(folders):
    shutil.copytree(folders.content / OTHER, folders.content / "reviews" / "third")
    rename_study(folders, OTHER, "berg-2018", "new-2020")
    change(folders, LEE, "notes: It is", "notes: See [it](study:new-2020). It is")
    built(folders)
    rename_study(folders, OTHER, "new-2020", "berg-2018")
    rename_study(folders, "reviews/third", "berg-2018", "new-2020")
    built(folders)
    assert on_disk(folders) == whole(folders)
