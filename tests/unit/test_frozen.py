"""What `frozen` makes of a class is what `dataclass(frozen=True, slots=True)` makes, and nothing of it is compiled."""

import dataclasses
import pickle
from dataclasses import dataclass, field
from typing import Any, ClassVar

import pytest

from generator.frozen import frozen


@frozen
class Point:
    """Somewhere."""

    kind: ClassVar[str] = "point"

    x: int
    y: int = 2
    names: list[str] = field(default_factory=list)
    note: str = field(default="", repr=False, compare=False)


@frozen
class Far(Point):
    z: int = field(default=0, kw_only=True)


@dataclass(frozen=True, slots=True)
class Like:
    x: int
    y: int = 2
    names: list[str] = field(default_factory=list)
    note: str = field(default="", repr=False, compare=False)


@frozen
class Nothing:
    pass


@frozen(slots=False, kw_only=True)
class Open:
    x: int


def test_values_are_taken_by_place_and_by_name() -> None:
    for point in (Point(1, 3), Point(x=1, y=3), Point(1, y=3)):
        assert (point.x, point.y, point.names, point.note) == (1, 3, [], "")
    assert Far(1, z=5).z == 5
    assert Open(x=4).x == 4
    assert Nothing() == Nothing()


def test_a_list_that_is_made_is_made_anew_for_each() -> None:
    assert Point(1).names is not Point(1).names


@pytest.mark.parametrize(
    ("args", "names"),
    [((), {}), ((1, 2, [], "", 5), {}), ((1,), {"z": 1}), ((1,), {"x": 1}), ((), {"y": 1}), ((), {"z": 1})],
)
def test_values_that_do_not_fit_are_refused_where_dataclass_refuses_them(args: Any, names: Any) -> None:
    with pytest.raises(TypeError, match="a Point has x, y, names, note"):
        Point(*args, **names)
    with pytest.raises(TypeError):
        Like(*args, **names)


@pytest.mark.parametrize("names", [{}, {"x": 1, "y": 2}, {"y": 1}])
def test_values_by_name_that_do_not_fit_are_refused(names: Any) -> None:
    with pytest.raises(TypeError, match="a Open has x"):
        Open(**names)
    assert vars(Open(x=1)) == {"x": 1}


def test_fields_by_name_alone_are_not_taken_by_place() -> None:
    with pytest.raises(TypeError):
        Open(4)  # type: ignore[misc]
    with pytest.raises(TypeError):
        Far(1, 2, [], "", 5)  # type: ignore[misc]


def test_two_are_the_same_by_what_takes_part_in_comparing() -> None:
    assert Point(1, note="a") == Point(1, note="b")
    assert Point(1) != Point(2)
    assert Point(1) != Far(1)
    assert Point(1) != 1
    assert hash(Open(x=4)) == hash(Open(x=4)) != hash(Open(x=5))
    assert len({Open(x=4), Open(x=4), Open(x=5)}) == 2


def test_nothing_can_be_changed() -> None:
    point = Point(1)
    with pytest.raises(dataclasses.FrozenInstanceError, match="x of a Point"):
        point.x = 2  # type: ignore[misc]
    with pytest.raises(dataclasses.FrozenInstanceError):
        del point.x
    with pytest.raises(dataclasses.FrozenInstanceError):
        Open(x=1).y = 2  # type: ignore[attr-defined]
    assert point.x == 1


def test_it_says_what_it_is() -> None:
    assert repr(Point(1, note="a")) == "Point(x=1, y=2, names=[])"
    assert Point.__doc__ == "Somewhere."
    assert Far.__doc__ is None


def test_it_has_slots_where_it_keeps_nothing_else() -> None:
    assert not hasattr(Point(1), "__dict__")
    assert hasattr(Open(x=1), "__dict__")


def test_the_standard_library_knows_it() -> None:
    assert [one.name for one in dataclasses.fields(Far)] == ["x", "y", "names", "note", "z"]
    assert dataclasses.replace(Far(1, z=3), y=7) == Far(1, 7, z=3)
    assert dataclasses.asdict(Open(x=1)) == {"x": 1}


def test_it_can_be_packed() -> None:
    point = Far(1, 3, ["a"], "note", z=4)
    again = pickle.loads(pickle.dumps(point))
    assert again == point
    assert again.note == "note"
    assert pickle.loads(pickle.dumps(Open(x=4))) == Open(x=4)


def test_a_kind_of_it_that_adds_nothing_can_be_made_first() -> None:
    @frozen
    class Base:
        a: int

    class Kind(Base):
        pass

    assert Kind(1).a == 1
    assert Base(2).a == 2
