"""Frozen dataclasses that cost little to define.

`dataclass` writes and compiles six methods for each class when its module is read: over a thousand for this generator,
nearly half of what it took to start. Here the standard library still finds the fields, and a class compiles but its
`__init__`, when the first of its kind is made.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
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
    methods = {"__init__": _init_later, "__repr__": _repr, "__setattr__": _refuse, "__delattr__": _refuse}
    kept = {"__getstate__": _state, "__setstate__": _take_state} if slots else {}
    own = {name: method for name, method in (methods | kept).items() if name not in vars(cls)}
    made: Any = dataclasses.dataclass(init=False, repr=False, eq=False, slots=slots, kw_only=kw_only)(cls)
    made.__doc__ = doc
    made.__eq__, made.__hash__ = comparison(made)
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


def _init_later(self: Any, *args: Any, **values: Any) -> None:
    """The first of its kind: give its class the `__init__` that `dataclass` would have given it."""
    cls: Any = next(one for one in type(self).__mro__ if vars(one).get("__init__") is _init_later)
    cls.__init__ = init_of(cls)
    cls.__init__(self, *args, **values)


def init_of(cls: Any) -> Any:
    """The `__init__` that `dataclass` writes for these fields."""
    known: dict[str, Any] = {"_set": object.__setattr__, "_none": dataclasses.MISSING}
    words, lines = ["self"], []
    for field in sorted(dataclasses.fields(cls), key=lambda field: bool(field.kw_only)):
        known |= {f"_new_{field.name}": field.default_factory, f"_else_{field.name}": field.default}
        words += ["*"] if field.kw_only and "*" not in words else []
        words.append(field.name if is_needed(field) else f"{field.name}=_else_{field.name}")
        is_made = field.default_factory is not dataclasses.MISSING
        value = f"_new_{field.name}() if {field.name} is _none else {field.name}" if is_made else field.name
        lines.append(f"    _set(self, '{field.name}', {value})")
    # Words of our own classes only, as in `dataclass` itself.
    exec("\n".join((f"def __init__({', '.join(words)}):", *(lines or ["    pass"]))), known)  # noqa: S102
    return known["__init__"]


def is_needed(field: dataclasses.Field[Any]) -> bool:
    """Whether nothing stands in for this field where it is left out."""
    return field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING


def _repr(self: Any) -> str:
    shown = (f"{field.name}={getattr(self, field.name)!r}" for field in dataclasses.fields(self) if field.repr)
    return f"{type(self).__qualname__}({', '.join(shown)})"


def _refuse(self: Any, name: str, *_: object) -> None:
    raise dataclasses.FrozenInstanceError(f"{name} of a {type(self).__name__} stays as it is")


def _state(self: Any) -> list[Any]:
    """What pickle keeps of one with slots: its values, in order."""
    return [getattr(self, field.name) for field in dataclasses.fields(self)]


def _take_state(self: Any, state: list[Any]) -> None:
    for field, value in zip(dataclasses.fields(self), state, strict=True):
        object.__setattr__(self, field.name, value)
