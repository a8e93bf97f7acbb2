"""The ids in the cells of a sheet: whether something has them. A file with others would be a problem from then on.
Reads the vocabulary and one review."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generator.kinds import Kind, Reference
from generator.load import Library
from generator.lookup import Lookup
from generator.model import Study
from generator.new import reviews_in
from generator.records import Shape, fields_of
from generator.references import not_there
from generator.sheet import BETWEEN, Change


def known(folder: Path, review: str) -> Lookup | None:
    """What ids there are; None where a file that gives them cannot be read, which a check says. What is wrong with a
    study keeps no other from being changed."""
    library = Library(folder)
    library.look_at_part("", reviews_in(folder))
    library.look_at_part(review)
    library.reads = {parts: read for parts, read in library.reads.items() if "studies" not in parts or read.value}
    content, _ = library.content(drafts=True)
    return None if content is None else Lookup(content)


def wrong(change: Change, lookup: Lookup, review: str) -> Iterator[str]:
    """What a check would say of the ids that a change writes."""
    kind = kind_of(change.path)
    if isinstance(kind, Reference):
        of_list = "." not in change.path
        for text in change.after.split(BETWEEN.strip()) if of_list else [change.after]:
            if text.strip() and (words := not_there(kind, text.strip(), lookup, lookup.reviews.get(review))):
                yield words


def kind_of(path: str) -> Kind | None:
    """What the values at a path are; of a list, its items."""
    shape: Shape | None = Shape(record=Study)
    for part in path.split("."):
        if shape is not None and shape.record is not None:
            field = fields_of(shape.record).get(part)
            shape = field.shape if field is not None else None
        elif shape is not None:
            shape = shape.items or shape.values
    while shape is not None and shape.items is not None:
        shape = shape.items
    return shape.kind if shape is not None else None
