"""What a view of the evidence is, and what all views look at."""

from __future__ import annotations

from dataclasses import field
from functools import cached_property
from typing import Any

from generator import addresses, derive
from generator.addresses import Address
from generator.frozen import frozen
from generator.lookup import Lookup, by_id
from generator.model import Intervention, Outcome, Review, Study
from generator.tables import Table


@frozen
class View:
    """One way to see the evidence. `name` becomes its address, `label` is what links call it, `title` says the
    finding, and `caption` what the data are, and what could not be placed and why. `shows` is for its template,
    `tables` are the same as data."""

    name: str
    label: str
    title: str
    caption: tuple[str, ...]
    shows: dict[str, Any] = field(default_factory=dict)
    tables: tuple[Table, ...] = ()

    @property
    def template(self) -> str:
        return f"pages/views/{self.name.replace('-', '_')}.html"


@frozen(slots=False)
class Evidence:
    """A review with its studies as the views look at them."""

    review: Review
    lookup: Lookup

    @cached_property
    def names(self) -> dict[str, str]:
        """What each study is called, by id."""
        return derive.short_names(self.review)

    @cached_property
    def studies(self) -> list[Study]:
        """By name and year, as a reader looks for them."""
        return derive.in_reading_order(self.review)

    def study_link(self, study: Study) -> tuple[str, Address]:
        """What links to a study say, and where they lead."""
        return self.study_links[study.id]

    @cached_property
    def study_links(self) -> dict[str, tuple[str, Address]]:
        return {study.id: (self.names[study.id], addresses.of_study(study)) for study in self.studies}

    def interventions(self, study: Study) -> list[Intervention]:
        return [self.intervention_named[name] for name in study.intervention]

    @cached_property
    def intervention_named(self) -> dict[str, Intervention]:
        return by_id(self.review.interventions)

    @cached_property
    def outcomes(self) -> list[Outcome]:
        """The outcomes that studies have in common and that any of them measured, in the vocabulary's order."""
        measured = {result.outcome for study in self.studies for result in study.outcomes}
        return [outcome for outcome in derive.shared_outcomes(self.lookup) if outcome.id in measured]

    @cached_property
    def own_results(self) -> int:
        """How many results are on outcomes that single studies define for themselves."""
        return sum(result.outcome == "other" for study in self.studies for result in study.outcomes)

    @cached_property
    def samples(self) -> list[tuple[Study, ...]]:
        """Studies that share a sample stand together and count once."""
        return derive.samples(self.studies)
