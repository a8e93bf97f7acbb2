"""Frozen dataclasses that cost little to define.

`dataclass` writes and compiles six methods for each class when its module is read: over a thousand for this generator,
nearly half of what it took to start. Here the standard library still finds the fields, and the methods are functions
that go over them: nothing is compiled.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar, dataclass_transform, overload

T = TypeVar("T")


@overload
def frozen(cls: type[T], /) -> type[T]: ...
@overload
def frozen(*, slots: bool = True, kw_only: bool = False) -> Callable[[type[T]], type[T]]: ...
@dataclass_transform(frozen_default=True, field_specifiers=(dataclasses.field,))
def frozen(cls: Any = None, /, *, slots: bool = True, kw_only: bool = False) -> Any:
    """Make a class what `dataclass(frozen=True, slots=True)` makes it. One that keeps what it worked out
    (`cached_property`) has `slots=False`."""
    if cls is None:
        return lambda cls: frozen_class(cls, slots, kw_only)
    return frozen_class(cls, slots, kw_only)


def frozen_class(cls: type[T], slots: bool, kw_only: bool) -> type[T]:
    doc, cls.__doc__ = cls.__doc__, "-"  # Where there is none, `dataclass` writes one: it inspects what it made.
    methods = {"__repr__": _repr, "__setattr__": _refuse, "__delattr__": _refuse}
    kept = {"__getstate__": _state, "__setstate__": _take_state} if slots else {}
    own = {name: method for name, method in (methods | kept).items() if name not in vars(cls)}
    made: Any = dataclasses.dataclass(init=False, repr=False, eq=False, slots=slots, kw_only=kw_only)(cls)
    made.__doc__ = doc
    made.__init__, (made.__eq__, made.__hash__) = init_of(made), comparison(made)
    for name, method in own.items():
        setattr(made, name, method)
    return made  # type: ignore[no-any-return]


def comparison(cls: Any) -> tuple[Callable[[Any, object], Any], Callable[[Any], int]]:
    """`__eq__` and `__hash__` by the values of the fields that take part in it."""
    names = [field.name for field in dataclasses.fields(cls) if field.compare]
    values = attrgetter(*names) if names else lambda _: ()

    def is_same(self: Any, other: object) -> Any:
        return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

    def hash_of(self: Any) -> int:
        return hash(values(self))

    return is_same, hash_of


def init_of(cls: Any) -> Callable[..., None]:
    """The `__init__` that `dataclass` writes for these fields, but for its words where values do not fit."""
    fields = dataclasses.fields(cls)
    by_place = [field.name for field in fields if not field.kw_only]
    usual = {field.name: field.default for field in fields if field.default is not dataclasses.MISSING}
    made = [(field.name, field.default_factory) for field in fields if field.default_factory is not dataclasses.MISSING]
    places = [(_place_of(cls, field.name), field.name) for field in fields]

    def init(self: Any, *args: Any, **given: Any) -> None:
        values = {**usual, **given}
        if args:
            if len(args) > len(by_place) or not given.keys().isdisjoint(by_place[: len(args)]):
                raise _misfit(cls, args, given)
            values |= zip(by_place, args, strict=False)
        for name, make in made:
            if name not in values:
                values[name] = make()
        try:
            for put, name in places:
                put(self, values[name])
        except KeyError:
            raise _misfit(cls, args, given) from None
        if len(values) > len(places):
            raise _misfit(cls, args, given)

    return init


def _place_of(cls: Any, name: str) -> Callable[[Any, Any], None]:
    """What puts a value where it belongs: into a slot, or among what an object without slots has."""
    slot: Any = getattr(cls, name, None)
    if hasattr(slot, "__set__"):
        return slot.__set__  # type: ignore[no-any-return]
    return lambda self, value: object.__setattr__(self, name, value)


def _misfit(cls: Any, args: tuple[Any, ...], given: dict[str, Any]) -> TypeError:
    names = ", ".join(field.name for field in dataclasses.fields(cls))
    return TypeError(
        f"a {cls.__name__} has {names}; it was given {len(args)} by place, and {', '.join(given) or 'none'}"
    )


def _repr(self: Any) -> str:
    shown = (f"{field.name}={getattr(self, field.name)!r}" for field in dataclasses.fields(self) if field.repr)
    return f"{type(self).__qualname__}({', '.join(shown)})"


def _refuse(self: Any, name: str, *_: object) -> None:
    raise dataclasses.FrozenInstanceError(f"{name} of a {type(self).__name__} stays as it is")


def _state(self: Any) -> list[Any]:
    """What pickle keeps of one with slots: its values, in order."""
    return [getattr(self, field.name) for field in dataclasses.fields(self)]


def _take_state(self: Any, state: list[Any]) -> None:
    for put, value in zip(_places_of(self.__class__), state, strict=True):
        put(self, value)


@cache
def _places_of(cls: Any) -> list[Callable[[Any, Any], None]]:
    return [_place_of(cls, field.name) for field in dataclasses.fields(cls)]
