from __future__ import annotations

import random
import shutil
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from generator import check, load
from generator.recheck import Recheck

TODAY = date(2026, 11, 22)
ROOT = Path(__file__).parents[2]
OTHER = "reviews/other"


@pytest.fixture
def two(tiny):
    """A content with two reviews, the second without words on the first."""
    shutil.copytree(tiny / "reviews" / "fictional", tiny / OTHER)
    return tiny


def library_of(folder):
    library = load.Library(folder)
    library.look_at_all()
    return library


def change(library, name, old, new):
    path = library.folder / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    assert library.look_at([path])


def both(recheck, library):
    """The problems found by going again over what changed: the same as by going over all."""
    content, problems = library.content()
    assert not problems
    again = recheck.problems(content, TODAY)
    assert again == check.problems(content, TODAY)
    return again


def test_a_change_to_one_review_goes_over_that_review_alone(two):
    library, recheck = library_of(two), Recheck()
    assert both(recheck, library) == []
    assert recheck.gone_over == 3
    change(library, f"{OTHER}/studies/lee-2019.yaml", "year: 2019", "year: 1850")
    assert recheck_one(recheck, library) == ["a study of 1850 is not possible here – expected 1900 to 2027"]
    change(library, f"{OTHER}/studies/lee-2019.yaml", "year: 1850", "year: 2019")
    assert recheck_one(recheck, library) == []


def recheck_one(recheck, library):
    found = [problem.message for problem in both(recheck, library)]
    assert recheck.gone_over == 1
    return found


def test_without_a_change_nothing_is_gone_over(two):
    library, recheck = library_of(two), Recheck()
    both(recheck, library)
    both(recheck, library)
    assert recheck.gone_over == 0


def test_a_change_to_the_vocabulary_goes_over_everything(two):
    library, recheck = library_of(two), Recheck()
    both(recheck, library)
    change(library, "countries.yaml", "id: NO", "id: NR")
    assert {problem.place.file.split("/")[-1] for problem in both(recheck, library)} == {"lee-2019.yaml"}
    assert recheck.gone_over == 3


def test_a_name_that_goes_is_missed_where_other_reviews_use_it(two):
    library, recheck = library_of(two), Recheck()
    change(library, f"{OTHER}/studies/lee-2019.yaml", "notes: It is", "notes: See [it](review:fictional). It is")
    assert both(recheck, library) == []
    (two / "reviews" / "fictional").rename(two / "reviews" / "renamed")
    assert library.look_at_all()
    assert [problem.message for problem in both(recheck, library)] != []


def test_another_day_goes_over_everything(two):
    library, recheck = library_of(two), Recheck()
    both(recheck, library)
    content, _ = library.content()
    recheck.problems(content, date(2026, 11, 23))
    assert recheck.gone_over == 3


def test_any_run_of_changes_gives_what_going_over_all_gives(tmp_path):
    """Lines taken out of the real content at random, and put back: what can be read of it is checked both ways."""
    folder = tmp_path / "content"
    shutil.copytree(ROOT / "content", folder)
    library, recheck, chance = library_of(folder), Recheck(), random.Random(11)
    paths = sorted(path for path in folder.rglob("*.yaml"))
    compared = Counter()
    for _ in range(60):
        path = chance.choice(paths)
        before = path.read_text("utf-8")
        lines = before.splitlines(keepends=True)
        del lines[chance.randrange(len(lines))]
        path.write_text("".join(lines), "utf-8")
        library.look_at([path])
        sound = library.as_read()[0]
        if sound is not None:
            assert recheck.problems(sound, TODAY) == check.problems(sound, TODAY)
            compared[bool(sound.unread)] += 1
        if chance.random() < 0.8:
            path.write_text(before, "utf-8")
            library.look_at([path])
    assert min(compared[True], compared[False]) > 5
