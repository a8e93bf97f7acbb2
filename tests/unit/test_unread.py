"""What keeps one file from being read hides no rule that is broken in another, and makes nothing seem wrong that is
not."""

from __future__ import annotations

import random
import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from generator import check, load, make

ROOT = Path(__file__).parents[2]

REVIEW = "reviews/fictional/review.yaml"
LEE, BERG = (f"reviews/fictional/studies/{name}.yaml" for name in ("lee-2019", "berg-2018"))
TYPO = "contry is not a field of a study"


@pytest.fixture
def told(tiny, in_folder):
    """What is told of the content, each as file, line and the beginning of the message."""
    in_folder(tiny)

    def of_content():
        content, problems, _ = make.checked(Path())
        assert (content is None) == bool(problems)
        return [(one.place.file, one.place.line, one.message.split(" – ")[0]) for one in problems]

    assert of_content() == []
    return of_content


def change(name, old, new):
    text = Path(name).read_text("utf-8")
    assert old in text
    Path(name).write_text(text.replace(old, new, 1), "utf-8")


def misspell(name):
    change(name, "country:", "contry:")


def of(told, name):
    return [message for file, _, message in told() if file == name]


def test_a_rule_broken_in_one_file_is_told_with_what_keeps_another_from_being_read(told):
    misspell(LEE)
    change(BERG, "year: 2018", "year: 1818")
    change("pages/how.md", "\n\n", "\n\nSee [that](study:nobody-2001).\n\n")
    assert [file for file, *_ in told()] == ["pages/how.md", BERG, LEE]
    assert of(told, BERG) == ["a study of 1818 is not possible here"]
    assert "'nobody-2001' is not a study" in of(told, "pages/how.md")[0]


@pytest.mark.parametrize("name", [LEE, BERG])
def test_a_study_that_could_not_be_read_is_there_for_those_who_name_it(told, name):
    """The review names one of them in the basis of a rating, and a study the other as of the same trial."""
    study = Path(name).stem
    change(REVIEW, "study:berg-2015", f"study:{study}")
    change("pages/how.md", "\n\n", f"\n\nSee [that](study:{study}), [this](study:fictional/{study}).\n\n")
    assert told() == []
    misspell(name)
    assert [file for file, *_ in told()] == [name]


def test_a_page_and_a_review_that_could_not_be_read_are_there_for_those_who_name_them(told):
    shutil.copytree("reviews/fictional", "reviews/second")
    change(LEE, "notes: ", "notes: See [them](review:second), [one](study:second/lee-2019), [how](page:how). ")
    assert told() == []
    change("pages/how.md", "title:", "tilte:")
    change("reviews/second/review.yaml", "question:", "qestion:")
    assert sorted({file for file, *_ in told()}) == ["pages/how.md", "reviews/second/review.yaml"]


def test_an_id_that_nothing_has_is_told_all_the_same_and_may_be_meant_for_one_that_could_not_be_read(told):
    misspell(BERG)
    change(REVIEW, "study:berg-2015", "study:berg-2081")
    assert re.search("'berg-2081' is not a study", of(told, REVIEW)[0])
    problem = next(one for one in make.checked(Path())[1] if one.place.file == REVIEW)
    assert "did you mean" in problem.message


def test_nothing_is_counted_while_a_study_could_not_be_read(told):
    misspell(BERG)
    change(REVIEW, "headline: ", "headline: Of {studies.favouring.bedtime} studies. ")
    change(REVIEW, "counts: {studies: 3,", "counts: {studies: 4,")
    assert [file for file, *_ in told()] == [BERG]


def test_a_study_whose_file_has_another_ending_is_there_for_those_who_name_it(told):
    change(REVIEW, "study:berg-2015", "study:berg-2018")
    Path(BERG).rename(Path(BERG).with_suffix(".yml"))
    assert [Path(file).name for file, *_ in told()] == ["berg-2018.yml"]


def test_studies_whose_review_is_missing_are_there(told):
    shutil.copytree("reviews/fictional", "reviews/second")
    Path("reviews/second/review.yaml").unlink()
    change(LEE, "notes: ", "notes: See [one](study:second/lee-2019) of [them](review:second). ")
    change(BERG, "year: 2018", "year: 1818")
    assert [file for file, *_ in told()] == [BERG, "reviews/second/review.yaml"]


@pytest.mark.parametrize("name", ["outcomes.yaml", "scales/evidence.yaml", "site.yaml"])
def test_without_the_whole_vocabulary_no_rule_is_asked(told, name):
    change(name, "title:", "tilte:")
    change(BERG, "year: 2018", "year: 1818")
    assert {file for file, *_ in told()} == {name}


@pytest.mark.parametrize("name", ["notes.txt", "reviews/fictional/notes.txt", "reviews/notes.yaml"])
def test_a_file_that_nothing_reads_hides_no_rule_where_it_cannot_be_vocabulary(told, name):
    Path(name).write_text("Words.", "utf-8")
    change(BERG, "year: 2018", "year: 1818")
    assert [file for file, *_ in told()] == sorted([BERG, name])


@pytest.mark.parametrize("ending", [".yaml", ".yml"])
def test_studies_of_a_review_that_could_not_be_read_are_there_and_so_may_be_its_interventions(told, ending):
    """The glossary and a page name them without their review."""
    change("pages/how.md", "\n\n", "\n\nSee [one](study:lee-2019), [all](intervention:story-evening).\n\n")
    assert told() == []
    Path(REVIEW).write_text("title: [", "utf-8")
    Path(REVIEW).rename(Path(REVIEW).with_suffix(ending))
    assert {Path(file).stem for file, *_ in told()} == {"review"}


@pytest.mark.parametrize("folder", ["reviews/fictional", "reviews/fictional/studies/more"])
def test_a_study_in_the_wrong_folder_is_there_for_those_who_name_it(told, folder):
    Path(folder).mkdir(exist_ok=True)
    Path(LEE).rename(Path(folder, "lee-2019.yaml"))
    assert [file for file, *_ in told()] == [f"{folder}/lee-2019.yaml"]


def test_what_is_whole_is_counted_all_the_same(told):
    shutil.copytree("reviews/fictional", "reviews/second")
    change("reviews/second/review.yaml", "counts: {studies: 3,", "counts: {studies: 4,")
    misspell(BERG)
    change("pages/how.md", "title:", "tilte:")
    assert [file for file, *_ in told()] == ["pages/how.md", BERG, "reviews/second/review.yaml"]


def test_whatever_cannot_be_read_makes_no_other_file_seem_wrong(told):
    """Each file in turn, of two reviews that name one another, with ids of their own."""
    second = Path(shutil.copytree("reviews/fictional", "reviews/second"))
    for path in second.rglob("*.yaml"):
        text = re.sub(r"(lee|berg)-20", r"\1-21", path.read_text("utf-8")).replace("story-evening", "story-night")
        path.write_text(text, "utf-8")
        path.rename(path.with_name(re.sub(r"-20(\d\d)", r"-21\1", path.name)))
    change(LEE, "notes: ", "notes: See [them](review:second), [one](study:second/lee-2119), [other](study:berg-2118). ")
    change("reviews/second/studies/berg-2118.yaml", "year:", "notes: See [one](study:fictional/lee-2019).\nyear:")
    change("pages/how.md", "\n\n", "\n\nSee [a](study:lee-2119), [b](intervention:story-night), {studies}.\n\n")
    assert told() == []
    for path in [*Path("pages").iterdir(), *Path("reviews").rglob("*.yaml")]:
        text = path.read_text("utf-8")
        path.write_text("title: [", "utf-8")
        assert {file for file, *_ in told()} == {str(path)}
        path.write_text(text, "utf-8")


def test_whatever_keeps_a_file_of_the_real_content_from_being_read_makes_no_other_seem_wrong(tmp_path):
    content = Path(shutil.copytree(ROOT / "content", tmp_path / "content"))
    library, chance, unread = load.Library(content), random.Random(7), 0
    library.look_at_all()
    paths = sorted(path for path in content.rglob("*") if path.suffix in (".yaml", ".md"))
    for _ in range(150):
        path = chance.choice(paths)
        before = path.read_text("utf-8")
        path.write_text(damaged(before, chance), "utf-8")
        library.look_at([path])
        sound, problems = library.as_read()
        if problems and sound is not None:
            unread += 1
            found = [*problems, *check.problems(sound, date.today())]
            assert {one.place.file for one in found} == {str(path)}
        path.write_text(before, "utf-8")
        library.look_at([path])
    assert unread > 30


def damaged(text, chance):
    """A text without one of its lines, or with a key that is spelt wrong."""
    lines = text.splitlines(keepends=True)
    at = chance.randrange(len(lines))
    return "".join(
        [*lines[:at], *([re.sub(r"(\w)(\w)(\w*:)", r"\2\1\3", lines[at])] * chance.randrange(2)), *lines[at + 1 :]]
    )
