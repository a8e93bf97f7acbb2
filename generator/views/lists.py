"""The studies in lists: by outcome, intervention, design, country, direction and year, and by intervention and outcome
together. What other views and pages count, these lists name. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product

from generator import addresses, derive
from generator.addresses import Address
from generator.frozen import frozen
from generator.model import Country, Design, Direction, Intervention, Outcome, Study
from generator.problems import counted
from generator.tables import Table
from generator.views.view import Evidence, View


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


def _listed(evidence: Evidence, anchor: str, title: str, studies: list[Study], **facets: str) -> Listed:
    links = tuple(evidence.study_link(study) for study in studies)
    return Listed(anchor, title, tuple(studies), links, addresses.of_studies(evidence.review, **facets))


def _group(kind: str, title: str, lists: Iterable[Listed]) -> Group:
    return Group(kind, title, tuple(one for one in lists if one.studies))


def by_outcome(evidence: Evidence) -> Group:
    def of(outcome: Outcome) -> Listed:
        studies = [study for study in evidence.studies if derive.results_on(study, outcome)]
        anchor = addresses.list_anchor("outcome", outcome.id)
        return _listed(evidence, anchor, outcome.title, studies, outcome=outcome.brief)

    return _group("outcome", "By outcome", map(of, evidence.lookup.outcomes.values()))


def by_intervention(evidence: Evidence) -> Group:
    def of(one: Intervention) -> Listed:
        studies = [study for study in evidence.studies if one.id in study.intervention]
        anchor = addresses.list_anchor("intervention", one.id)
        return _listed(evidence, anchor, one.title, studies, intervention=one.title)

    return _group("intervention", "By intervention", map(of, evidence.review.interventions))


def by_design(evidence: Evidence) -> Group:
    def of(design: Design) -> Listed:
        studies = [study for study in evidence.studies if study.design == design.id]
        anchor = addresses.list_anchor("design", design.id)
        return _listed(evidence, anchor, design.title, studies, design=design.brief)

    silent = [study for study in evidence.studies if study.design is None]
    unknown = _listed(
        evidence, addresses.list_anchor("design", "not-stated"), "Design not stated", silent, design=derive.NOT_STATED
    )
    return _group("design", "By design, the strongest first", [*map(of, evidence.lookup.content.designs), unknown])


def by_country(evidence: Evidence) -> Group:
    def of(country: Country) -> Listed:
        studies = [study for study in evidence.studies if study.country == country.id]
        anchor = addresses.list_anchor("country", country.id)
        return _listed(evidence, anchor, country.title, studies, country=country.title)

    return _group("country", "By country", map(of, evidence.lookup.content.countries))


def by_direction(evidence: Evidence) -> Group:
    def of(direction: Direction) -> Listed:
        studies = [study for study in evidence.studies if any(one.direction == direction.id for one in study.outcomes)]
        anchor = addresses.list_anchor("direction", direction.id)
        return _listed(evidence, anchor, direction.title, studies, direction=direction.short)

    return _group("direction", "By the direction of any result", map(of, evidence.lookup.content.directions))


def by_year(evidence: Evidence) -> Group:
    def of(year: int) -> Listed:
        studies = [study for study in evidence.studies if study.year == year]
        years = {"from": str(year), "to": str(year)}
        return _listed(evidence, addresses.list_anchor("year", str(year)), str(year), studies, **years)

    return _group("year", "By year", map(of, sorted({study.year for study in evidence.studies})))


def by_quality(evidence: Evidence) -> Group:
    """Only where any study is judged."""

    def of(tone: str) -> Listed:
        studies = [study for study in evidence.studies if qualities[study.id] == tone]
        anchor = addresses.list_anchor("quality", tone)
        return _listed(evidence, anchor, derive.QUALITIES[tone], studies, quality=derive.QUALITIES[tone])

    qualities = {study.id: derive.quality(study, evidence.lookup) for study in evidence.studies}
    judged = set(qualities.values()) != {"unknown"}
    return _group("quality", "By overall risk of bias", map(of, derive.QUALITIES) if judged else ())


def by_intervention_and_outcome(evidence: Evidence) -> Group:
    def of(pair: tuple[Intervention, Outcome]) -> Listed:
        one, outcome = pair
        having = [study for study in evidence.studies if one.id in study.intervention]
        studies = [study for study in having if derive.results_on(study, outcome)]
        anchor = addresses.list_anchor("intervention-outcome", one.id, outcome.id)
        title = f"{one.title} – {outcome.title}"
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
