from __future__ import annotations

import pytest
from examples import content, evidence, lookup, review, study

from generator.lookup import Lookup, by_id, read_rating
from generator.model import Country, Flag, Intervention, Rating

SCALE = evidence()


def read(text):
    """A rating in short as (level, state, flags, what is unknown)."""
    return parts(read_rating(Rating(rating=text), SCALE))


def parts(found):
    return (
        found.level and found.level.id,
        found.state and found.state.id,
        [flag.id for flag in found.flags],
        [text for _, text, _ in found.unknown],
    )


def test_of_two_records_with_one_id_the_first_counts():
    first, second = Country(id="NO", title="Norway"), Country(id="NO", title="Norge")
    assert by_id([first, second])["NO"] is first


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("scale", "cost"),
        ("domain", "sleep"),
        ("outcome", "bedtime"),
        ("design", "rct"),
        ("direction", "mixed"),
        ("country", "NO"),
        ("term", "story"),
        ("page", "how"),
        ("review", "fictional"),
        ("study", "lee-2019"),
        ("intervention", "story-evening"),
    ],
)
def test_everything_with_an_id_is_known_by_it(kind, name):
    assert lookup(review(study())).known(kind)[name].id == name


def test_a_study_of_the_review_at_hand_comes_before_one_of_another():
    here, there = study(title="Here"), study(title="There")
    one, other = review(there).with_(id="a"), review(here).with_(id="b")
    whole = Lookup(content(one, other))
    assert whole.known("study")["lee-2019"] is there
    assert whole.known("study", other)["lee-2019"] is here


def test_a_review_knows_its_own_interventions_alone():
    morning = Intervention(id="story-morning", title="Story morning", meaning="A story.")
    one, other = review(), review(interventions=(morning,)).with_(id="b")
    whole = Lookup(content(one, other))
    assert set(whole.known("intervention", one)) == {"story-evening"}
    assert set(whole.known("intervention")) == {"story-evening", "story-morning"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("3", ("3", None, [], [])),
        ("3+", ("3+", None, [], [])),
        ("3*", ("3", None, ["mixed"], [])),
        ("3+*", ("3+", None, ["mixed"], [])),
        ("3+ *", ("3+", None, ["mixed"], [])),
        ("not-rated", (None, "not-rated", [], [])),
        ("5", (None, None, [], ["5"])),
        ("*", (None, None, [], ["*"])),
        ("3**", (None, None, [], ["3**"])),
        ("*3", (None, None, [], ["*3"])),
        ("not-rated*", (None, None, [], ["not-rated*"])),
        ("mixed", (None, None, [], ["mixed"])),
    ],
)
def test_a_rating_in_short_is_read_by_its_scale(text, found):
    assert read(text) == found


def test_several_flags_come_in_the_order_of_their_marks():
    scale = evidence(flags=(*SCALE.flags, Flag(id="old", mark="°", label="Old", meaning="An old rating.")))
    assert [flag.id for flag in read_rating(Rating(rating="3°*"), scale).flags] == ["old", "mixed"]


def test_a_rating_in_full_is_read_by_its_scale():
    assert parts(read_rating(Rating(level="3", flags=("mixed",)), SCALE)) == ("3", None, ["mixed"], [])
    assert parts(read_rating(Rating(state="not-rated"), SCALE)) == (None, "not-rated", [], [])
    assert parts(read_rating(Rating(level="5", state="unrated", flags=("mixt",)), SCALE)) == (
        None,
        None,
        [],
        ["mixt", "5", "unrated"],
    )
