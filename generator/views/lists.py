"""The studies in lists: by outcome, intervention, design, country, direction and year, and by intervention and outcome
together. What other views and pages count, these lists name. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, product
from typing import TypeVar

from generator import addresses, derive
from generator.addresses import Address
from generator.frozen import frozen
from generator.model import Country, Design, Direction, Intervention, Outcome, Study
from generator.problems import counted
from generator.tables import Table
from generator.views.view import Evidence, View

T = TypeVar("T")


@frozen
class Listed:
    """One list: its title, its studies, and the table of all studies with these alone."""

    anchor: str
    title: str
    studies: tuple[Study, ...]
    links: tuple[tuple[str, Address], ...]
    filtered: Address


@frozen
class Group:
    """Lists of one kind."""

    kind: str
    title: str
    lists: tuple[Listed, ...]


def view(evidence: Evidence) -> View | None:
    if not evidence.studies:
        return None
    groups = [group for group in (make(evidence) for make in GROUPS) if group.lists]
    rows = tuple(
        (group.title, one.title, evidence.names[study.id], study.id)
        for group in groups
        for one in group.lists
        for study in one.studies
    )
    return View(
        "lists",
        "Lists of studies",
        f"{counted(len(evidence.studies), 'study', 'studies')}, list by list",
        ("A study stands in every list that it fits; a study that reports nothing on a point stands in none for it.",),
        {"groups": groups},
        (Table("lists", "Lists of studies", ("By", "List", "Study", "Id"), rows),),
    )


def _listed(evidence: Evidence, anchor: str, title: str, studies: Sequence[Study], **facets: str) -> Iterator[Listed]:
    """The list of these studies; none where there are no studies."""
    if studies:
        links = tuple(evidence.study_link(study) for study in studies)
        yield Listed(anchor, title, tuple(studies), links, addresses.of_studies(evidence.review, **facets))


def _group(kind: str, title: str, lists: Iterable[Iterable[Listed]]) -> Group:
    return Group(kind, title, tuple(chain.from_iterable(lists)))


def _by(evidence: Evidence, of: Callable[[Study], Iterable[T]]) -> dict[T, list[Study]]:
    """The studies by what they have of a kind."""
    found: dict[T, list[Study]] = {}
    for study in evidence.studies:
        for one in dict.fromkeys(of(study)):
            found.setdefault(one, []).append(study)
    return found


def by_outcome(evidence: Evidence) -> Group:
    measuring = _by(evidence, lambda study: (result.outcome for result in study.outcomes))

    def of(outcome: Outcome) -> Iterator[Listed]:
        anchor = addresses.list_anchor("outcome", outcome.id)
        return _listed(evidence, anchor, outcome.title, measuring.get(outcome.id, ()), outcome=outcome.brief)

    return _group("outcome", "By outcome", map(of, evidence.lookup.outcomes.values()))


def by_intervention(evidence: Evidence) -> Group:
    having = _by(evidence, lambda study: study.intervention)

    def of(one: Intervention) -> Iterator[Listed]:
        anchor = addresses.list_anchor("intervention", one.id)
        return _listed(evidence, anchor, one.title, having.get(one.id, ()), intervention=one.title)

    return _group("intervention", "By intervention", map(of, evidence.review.interventions))


def by_design(evidence: Evidence) -> Group:
    designed = _by(evidence, lambda study: (study.design,))

    def of(design: Design) -> Iterator[Listed]:
        anchor = addresses.list_anchor("design", design.id)
        return _listed(evidence, anchor, design.title, designed.get(design.id, ()), design=design.brief)

    anchor, silent = addresses.list_anchor("design", "not-stated"), designed.get(None, ())
    unknown = _listed(evidence, anchor, "Design not stated", silent, design=derive.NOT_STATED)
    return _group("design", "By design, the strongest first", [*map(of, evidence.lookup.content.designs), unknown])


def by_country(evidence: Evidence) -> Group:
    done = _by(evidence, lambda study: (study.country,))

    def of(country: Country) -> Iterator[Listed]:
        anchor = addresses.list_anchor("country", country.id)
        return _listed(evidence, anchor, country.title, done[country.id], country=country.title)

    return _group("country", "By country", (of(one) for one in evidence.lookup.content.countries if one.id in done))


def by_direction(evidence: Evidence) -> Group:
    pointing = _by(evidence, lambda study: (result.direction for result in study.outcomes))

    def of(direction: Direction) -> Iterator[Listed]:
        anchor = addresses.list_anchor("direction", direction.id)
        return _listed(evidence, anchor, direction.title, pointing.get(direction.id, ()), direction=direction.short)

    return _group("direction", "By the direction of any result", map(of, evidence.lookup.content.directions))


def by_year(evidence: Evidence) -> Group:
    published = _by(evidence, lambda study: (study.year,))

    def of(year: int) -> Iterator[Listed]:
        years = {"from": str(year), "to": str(year)}
        return _listed(evidence, addresses.list_anchor("year", str(year)), str(year), published[year], **years)

    return _group("year", "By year", map(of, sorted(published)))


def by_quality(evidence: Evidence) -> Group:
    """Only where any study is judged."""
    judged = _by(evidence, lambda study: (derive.quality(study, evidence.lookup),))

    def of(tone: str) -> Iterator[Listed]:
        anchor, words = addresses.list_anchor("quality", tone), derive.QUALITIES[tone]
        return _listed(evidence, anchor, words, judged.get(tone, ()), quality=words)

    return _group(
        "quality", "By overall risk of bias", map(of, derive.QUALITIES) if judged.keys() != {"unjudged"} else ()
    )


def by_intervention_and_outcome(evidence: Evidence) -> Group:
    having = _by(evidence, lambda study: product(study.intervention, (result.outcome for result in study.outcomes)))

    def of(pair: tuple[Intervention, Outcome]) -> Iterator[Listed]:
        one, outcome = pair
        anchor = addresses.list_anchor("intervention-outcome", one.id, outcome.id)
        title, studies = f"{one.title} – {outcome.title}", having.get((one.id, outcome.id), ())
        return _listed(evidence, anchor, title, studies, intervention=one.title, outcome=outcome.brief)

    pairs = product(evidence.review.interventions, evidence.outcomes)
    return _group("intervention-outcome", "By intervention and outcome", map(of, pairs))


GROUPS = (
    by_outcome,
    by_intervention,
    by_design,
    by_country,
    by_direction,
    by_year,
    by_quality,
    by_intervention_and_outcome,
)
