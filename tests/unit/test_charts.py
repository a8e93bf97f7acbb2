from __future__ import annotations

import re

import pytest

from generator import charts


def points(path):
    """Where a path has a dot: at its begin, and at every twelfth unit of its length."""
    lines = [tuple(map(int, line)) for line in re.findall(r"M(\d+) (\d+)h(\d+)", path)]
    return [(x + along, y) for x, y, length in lines for along in range(0, length, 12)]


@pytest.mark.parametrize(("marked", "of"), [(24, 33), (0, 5), (5, 5), (0, 0), (1, 12)])
def test_each_thing_is_one_dot_at_its_own_place_inside_the_box(marked, of):
    drawn = charts.dots(marked, of)
    places = points(drawn.marked) + points(drawn.others)
    assert (len(points(drawn.marked)), len(places), len(set(places))) == (marked, of, of)
    assert all(0 < x < drawn.width and 0 < y < drawn.height for x, y in places)


def test_dots_stand_in_rows():
    drawn = charts.dots(2, 5, per_row=2)
    assert (drawn.width, drawn.height) == (24, 36)
    assert points(drawn.marked) == [(6, 6), (18, 6)]
    assert points(drawn.others) == [(6, 18), (18, 18), (6, 30)]
