"""The rules again after a change: over the parts that it can have broken, not over everything. Pure, but for what it
keeps of the last time."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from typing import Any

from generator import check
from generator.frozen import frozen
from generator.lookup import Lookup, Part, PartLookup, shared_by_reviews
from generator.model import Content
from generator.problems import Problem, in_file_order


@frozen
class Checked:
    """What was found in a part, and whether its rules looked at names of other reviews."""

    part: Part
    problems: list[Problem]
    asked: bool


@dataclass
class Recheck:
    """The problems of one content after another. A part is gone over again where it or the vocabulary has changed, and
    one that names things of other reviews also where those have come, gone or got other names."""

    parts: dict[str, Checked] = field(default_factory=dict)
    vocabulary: Part = field(default_factory=Part)
    names: Any = None
    today: date | None = None
    unread: Any = None
    gone_over: int = 0

    def problems(self, content: Content, today: date) -> list[Problem]:
        """All that breaks a rule, in file order, as `check.problems` gives it."""
        shared, names, whole = shared_by_reviews(content), _names(content), Lookup(content)
        anew = (today, content.unread) != (self.today, self.unread)
        anew = anew or not shared.holds_the_records_of(self.vocabulary)
        parts = {"": shared} | {review.id: Part(reviews=(review,)) for review in content.reviews}
        kept, self.gone_over = {}, 0
        for name, part in parts.items():
            before = self.parts.get(name)
            if (
                before
                and not anew
                and part.holds_the_records_of(before.part)
                and not (before.asked and names != self.names)
            ):
                kept[name] = before
            else:
                kept[name] = _checked(part, whole, today)
                self.gone_over += 1
        self.parts, self.vocabulary, self.names = kept, shared, names
        self.today, self.unread = today, content.unread
        return in_file_order(chain.from_iterable(one.problems for one in kept.values()))


def _checked(part: Part, whole: Lookup, today: date) -> Checked:
    lookup = PartLookup(whole.content, part, whole=lambda: whole)
    found = check.go_over(lookup, today)
    return Checked(part, found, bool(lookup.asked) or part.site is not None)


def _names(content: Content) -> Any:
    """What texts of one review may name of another, and what its former addresses may not be."""
    return [
        (
            (review.id, review.aliases),
            [(study.id, study.aliases) for study in review.studies],
            [one.id for one in review.interventions],
        )
        for review in content.reviews
    ]
