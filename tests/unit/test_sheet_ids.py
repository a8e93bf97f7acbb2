from __future__ import annotations

import pytest

from generator import sheet_ids
from generator.kinds import Reference
from generator.sheet import Change

REVIEW = "fictional"


def wrong(folder, path, after):
    change = Change("row 2", "lee-2019", path, "", after)
    return list(sheet_ids.wrong(change, sheet_ids.known(folder, REVIEW), REVIEW))


@pytest.mark.parametrize(
    ("path", "to"),
    [
        ("country", "country"),
        ("intervention", "intervention"),
        ("same_trial_as.2", "study"),
        ("outcomes.3.direction", "direction"),
        ("outcomes.3.outcome", "outcome"),
    ],
)
def test_a_path_leads_to_what_its_values_name(path, to):
    kind = sheet_ids.kind_of(path)
    assert isinstance(kind, Reference)
    assert kind.to == to


@pytest.mark.parametrize("path", ["title", "sample", "sample.total", "gone", "gone.1.further", "year.1", ""])
def test_other_paths_name_nothing(path):
    assert not isinstance(sheet_ids.kind_of(path), Reference)


@pytest.mark.parametrize(
    ("path", "after", "words"),
    [
        ("country", "SE", []),
        ("country", "", []),
        ("title", "Norway", []),
        ("country", "Norway", ["'Norway' is not a country – did you mean 'NO'?"]),
        (
            "intervention",
            "story-evening; story-morning",
            ["'story-morning' is not an intervention of this review – did"],
        ),
        (
            "same_trial_as",
            "berg-2015;lee-2020",
            ["'lee-2020' is not a study of this review – did you mean 'lee-2019'?"],
        ),
        ("outcomes.1.outcome", "bed_time", ["'bed_time' is not an outcome – did you mean 'bedtime'?"]),
        ("outcomes.1.direction", "better", ["'better' is not a direction – it can be favours_comparison, "]),
    ],
)
def test_an_id_that_nothing_has_is_told_as_a_check_tells_it(tiny, path, after, words):
    said = wrong(tiny, path, after)
    assert len(said) == len(words)
    assert all(one.startswith(start) for one, start in zip(said, words, strict=True))


def test_what_is_wrong_with_a_study_keeps_no_id_from_being_looked_up(tiny):
    (tiny / "reviews" / REVIEW / "studies" / "lee-2019.yaml").write_text("title: 'A", "utf-8")
    assert wrong(tiny, "country", "Norway") == ["'Norway' is not a country – did you mean 'NO'?"]


def test_without_the_file_that_gives_the_ids_nothing_is_known_of_them(tiny):
    (tiny / "countries.yaml").write_text("- {id: 'NO", "utf-8")
    assert sheet_ids.known(tiny, REVIEW) is None
