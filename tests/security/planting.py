"""Content in which every text is a payload: made by walking the model, so that a new field is covered by itself.

The invented review of tests/fictional.py is the ground. Where a record may hold what it does not, that is added; then
each text is replaced. A field that stands in many places gets its share of the payloads at each, and so all of them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import fictional
import yaml

from generator import load, model
from generator.kinds import MarkdownText, PlainText
from generator.records import Record, Shape, fields_of

PAYLOADS = [
    line.replace("⏎", "\n").replace("⇥", "\t")
    for line in (Path(__file__).parent / "payloads.txt").read_text("utf-8").split("\n")
    if line and not line.startswith("## ──") and not line.startswith("## What")
]
Field = tuple[str, str]
# Something that is there, for each kind of reference, and something that fits, for each other kind.
THERE = {
    "scale": "evidence",
    "flag": "mixed",
    "state": "not-rated",
    "level": "3",
    "outcome": "sleep",
    "design": "rct",
    "direction": "mixed",
    "country": "NO",
    "intervention": "moon-walk",
    "study": "made-up-005",
    "term": "unit-cost",
    "page": "how",
    "tool": "rob2",
    "judgement": "low",
}
FITTING: dict[str, Any] = {
    "WholeNumber": "3",
    "Number": "1",
    "WebAddress": "https://example.org/a",
    "DigitalObjectIdentifier": "10.1000/182",
    "Day": "2026-01-31",
    "YesNo": "false",
    "RatingText": "3",
    "Mailbox": "someone@example.org",
}
# A name that is there, for each mapping that records may leave out.
KEYS = {"Rating": "evidence", "FactSource": "design"}
# What would change what other records mean, or is made of other fields.
LEFT_OUT = {
    "needs", "states", "flags", "unit", "levels", "domains", "overall", "pooled",
}  # fmt: skip
ROOTS: dict[str, Shape] = {
    "site.yaml": Shape(record=model.Site),
    **{name: Shape(items=Shape(record=cls)) for name, (_, cls) in load.LISTS.items()},
    "scales": Shape(record=model.Scale),
    "bias-tools": Shape(record=model.BiasTool),
    "review.yaml": Shape(record=model.Review),
    "studies": Shape(record=model.Study),
}


def fields_of_text() -> set[Field]:
    """Every field of the format that holds text, by its record and name."""
    found: set[Field] = set()
    seen: set[type[Record]] = set()

    def walk(shape: Shape | None, owner: Field) -> None:
        if shape is None:
            return
        if isinstance(shape.kind, (PlainText, MarkdownText)):
            found.add(owner)
        for part in (shape.items, shape.values):
            walk(part, owner)
        if shape.record is not None and shape.record not in seen:
            seen.add(shape.record)
            for one in fields_of(shape.record).values():
                walk(one.shape, (shape.record.__name__, one.name))

    for shape in [*ROOTS.values(), Shape(record=model.TextPage)]:
        walk(shape, ("", ""))
    return found


@dataclass
class Planter:
    """Replaces texts. `plain` and `markdown` give the text for one place of so many of its field."""

    plain: Callable[[int, int], str]
    markdown: Callable[[int, int], str]
    many: Counter[Field] = field(default_factory=Counter)
    done: Counter[Field] = field(default_factory=Counter)
    counting: bool = True
    ids: int = 0

    def planted(self, shape: Shape, raw: Any, owner: Field) -> Any:
        if shape.kind is not None:
            return self._single(shape.kind, raw, owner)
        if shape.items is not None:
            many = raw if isinstance(raw, list) else [raw]
            return [self.planted(shape.items, one, owner) for one in many]
        if shape.values is not None:
            return {name: self.planted(shape.values, one, owner) for name, one in raw.items()}
        return self._record(shape.record, raw)

    def _record(self, cls: Any, raw: Any) -> Any:
        if not isinstance(raw, dict):
            raw = {cls.bare: raw}
        made = {}
        for name, one in fields_of(cls).items():
            if name in raw:
                made[name] = self.planted(one.shape, raw[name], (cls.__name__, name))
            elif name not in LEFT_OUT and _holds_text(one.shape):
                made[name] = self.planted(one.shape, self._new(one.shape), (cls.__name__, name))
        return made

    def _single(self, kind: Any, raw: Any, owner: Field) -> Any:
        if not isinstance(kind, (PlainText, MarkdownText)):
            return raw
        if self.counting:
            self.many[owner] += 1
            return raw
        number = self.done[owner]
        self.done[owner] += 1
        give = self.markdown if isinstance(kind, MarkdownText) else self.plain
        return give(number, self.many[owner])

    def _new(self, shape: Shape) -> Any:
        """Something that fits, with no more than is needed; its texts are planted afterwards."""
        if shape.kind is not None:
            return self._fitting(shape.kind)
        if shape.items is not None:
            return [self._new(shape.items)]
        if shape.values is not None:
            return {KEYS[shape.values.record.__name__]: self._new(shape.values)}
        fields = fields_of(shape.record)
        needed = [one.name for one in fields.values() if one.required] or [getattr(shape.record, "bare", "")]
        return {name: self._new(fields[name].shape) for name in needed if name}

    def _fitting(self, kind: Any) -> Any:
        name = type(kind).__name__
        if name == "Choice":
            return kind.options[0]
        if name == "Identifier":
            self.ids += 1
            return f"new-{self.ids}"
        return THERE[kind.to] if name == "Reference" else FITTING.get(name, "words")


def _holds_text(shape: Shape | None) -> bool:
    if shape is None:
        return False
    if isinstance(shape.kind, (PlainText, MarkdownText)):
        return True
    return shape.record is not None or _holds_text(shape.items) or _holds_text(shape.values)


def write(folder: Path, plain: Callable[[int, int], str], markdown: Callable[[int, int], str]) -> Planter:
    """The whole content with planted texts, in a new folder. Gives what was planted where."""
    planter = Planter(plain, markdown)
    files = list(_files(folder))
    for counting in (True, False):
        planter.counting, planter.ids = counting, 0
        for path, shape, raw in files:
            made = planter.planted(shape, raw, ("", ""))
            if not counting:
                path.write_text(yaml.safe_dump(made, allow_unicode=True, sort_keys=False, width=10**6), "utf-8")
    head = yaml.safe_dump({"title": plain(0, 1), "summary": plain(0, 1)}, allow_unicode=True, width=10**6)
    (folder / "pages" / "how.md").write_text(f"---\n{head}---\n{markdown(0, 1)}\n", "utf-8", newline="\n")
    planter.done.update([("TextPage", "title"), ("TextPage", "summary")])
    return planter


def _files(folder: Path, studies: int = 18) -> Iterator[tuple[Path, Shape, Any]]:
    fictional.write(folder, studies)
    review = folder / "reviews" / fictional.NAME
    raw = {path: yaml.load(path.read_text("utf-8"), yaml.BaseLoader) for path in sorted(folder.rglob("*.yaml"))}
    raw[review / "review.yaml"]["flow"] = fictional.flow()
    for path, value in raw.items():
        name = path.name if path.name in ROOTS else path.parent.name
        yield path, ROOTS[name], value


def share(number: int, many: int, payloads: list[str], between: str) -> str:
    """The part of the payloads for one of so many places."""
    return between.join(payloads[number::many] if many <= len(payloads) else [payloads[number % len(payloads)]])


def harmless(text: str) -> str:
    """A text of the same length and with the same spaces, without a sign that means anything to HTML."""
    return re.sub(r"[<>&\"'`]", "x", text)
