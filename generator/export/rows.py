"""A review, or the vocabulary of a site → rows of the tidy tables. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator import addresses, derive
from generator.export import tidy
from generator.export.context import Context
from generator.lookup import read_rating
from generator.model import Content, Rating, Result, Scale, Study
from generator.records import fields_of
from generator.tables import Cell

Line = tuple[Cell, ...]
Rows = tuple[Line, ...]


def of_review(context: Context) -> dict[str, Rows]:
    """What a review adds to each table that reviews add to."""
    studies = context.studies
    of_studies: list[Line] = []
    results: list[Line] = []
    bias: list[Line] = []
    for study in studies:
        whole = f"{study.review}/{study.id}"
        of_studies += [(whole, f"{study.review}/{one}") for one in study.intervention]
        results += [_result(whole, number, one) for number, one in enumerate(study.outcomes, 1)]
        bias += _bias(whole, study, context)
    found: dict[tidy.Tidy, tuple[Line, ...]] = {
        tidy.REVIEWS: (_review(context),),
        tidy.STUDIES: tuple(_study(study, context) for study in studies),
        tidy.INTERVENTIONS: tuple(
            (f"{context.review.id}/{one.id}", context.review.id, one.title, one.meaning)
            for one in context.review.interventions
        ),
        tidy.OF_STUDIES: tuple(of_studies),
        tidy.RESULTS: tuple(results),
        tidy.FINDINGS: tuple(_findings(context)),
        tidy.RATINGS: tuple(_ratings(context)),
        tidy.BIAS: tuple(bias),
        tidy.FLOW: tuple(_flow(context)),
    }
    return {table.name: rows for table, rows in found.items()}


def of_vocabulary(content: Content) -> dict[str, Rows]:
    """The tables that all reviews share."""
    outcomes = tuple(
        (one.id, one.title, domain.id, domain.title, domain.kind, one.benefit, one.meaning)
        for domain in content.domains
        for one in domain.outcomes
    )
    return {"outcomes": outcomes, "scales": tuple(line for scale in content.scales for line in _scale(scale))}


def _review(context: Context) -> Line:
    review, report = context.review, context.review.report
    return (
        *(review.id, review.title, review.question, review.headline, review.comparison),
        *(report.title, "; ".join(report.authors), report.publisher, report.published, report.url, report.doi),
        *(review.counts.studies, len(review.studies), len(derive.samples(review.studies))),
        context.page(addresses.of_review(review)),
    )


def _study(study: Study, context: Context) -> Line:
    paper, sample = study.publication, study.sample
    return (
        *(f"{study.review}/{study.id}", study.review, context.names[study.id], study.title),
        *("; ".join(study.authors), study.year),
        *((paper.journal, paper.volume, paper.issue, paper.pages) if paper else (None,) * 4),
        *((paper.publisher, paper.isbn) if paper else (None,) * 2),
        *(study.doi, study.pubmed, study.url, study.country, context.lookup.countries[study.country].title),
        study.region,
        *(study.design, study.design_detail, _truth(study.comparison_confirmed)),
        *(study.intervention_detail, study.population),
        *((sample.intervention, sample.comparison) if sample else (None,) * 2),
        *(derive.sample_size(study), sample.unit if sample else None, study.follow_up, study.effect_note),
        "; ".join(f"{study.review}/{one}" for one in study.same_trial_as),
        *(study.rigour, study.horizon, study.effect, _truth(study.comparison_group), _truth(study.independent)),
        *(study.provenance.inclusion, study.provenance.source.url),
        "; ".join(study.provenance.not_seen),
        context.page(addresses.of_study(study)),
    )


def _truth(value: bool | None) -> str | None:
    """As CSV has it (Data Package, version 2); what is not known is neither."""
    return None if value is None else str(value).lower()


def _result(study: str, number: int, result: Result) -> Line:
    one = result.estimate
    return (
        *(study, number, result.outcome, result.label, result.direction, result.detail, result.effect),
        *((one.measure, one.value, one.low, one.high, one.p, one.weight) if one else (None,) * 6),
    )


def _bias(whole: str, study: Study, context: Context) -> Iterator[Line]:
    if study.risk_of_bias is None:
        return
    tool, judged_by = study.risk_of_bias.tool, study.risk_of_bias.source
    for domain, given, judgement in derive.judgements(study, context.lookup):
        yield (
            *(whole, tool, domain.id, domain.title, judgement.id, judgement.label, judgement.tone),
            *(given.reason, given.quote, judged_by),
        )


def _findings(context: Context) -> Iterator[Line]:
    for number, one in enumerate(context.review.findings, 1):
        statement = context.markdown(one.statement).strip()
        yield context.review.id, number, one.title, one.direction, statement, one.certainty, "; ".join(one.outcomes)


def _ratings(context: Context) -> Iterator[Line]:
    review = context.review
    rated: list[tuple[str | None, str | None, Mapping[str, Rating]]] = [(None, None, review.ratings)]
    rated += [(f"{review.id}/{one.id}", None, one.ratings) for one in review.interventions]
    rated += [(None, f"{review.id}/{study.id}", study.ratings) for study in context.studies]
    number = 0
    for intervention, study, ratings in rated:
        for scale, rating in ratings.items():
            number += 1
            yield review.id, number, intervention, study, *_rating(rating, context.lookup.scales[scale], review.id)


def _rating(rating: Rating, scale: Scale, review: str) -> Line:
    read = read_rating(rating, scale)
    value = read.level or read.state
    return (
        f"{scale.id}/{value.id}" if value else None,
        "; ".join(f"{scale.id}/{flag.id}" for flag in read.flags),
        *(rating.unit_cost, rating.reason, rating.override),
        *("; ".join(f"{review}/{one}" for one in rating.basis), rating.rated),
    )


def _scale(scale: Scale) -> Iterator[Line]:
    currency = scale.unit.currency if scale.unit else None
    for rank, one in enumerate(scale.levels, 1):
        amounts = (one.from_, one.to, one.above, one.below)
        yield *_part(scale, "level", rank, one), currency, *amounts
    for state in scale.states:
        yield *_part(scale, "state", None, state), *(None,) * 5
    for flag in scale.flags:
        yield *_part(scale, "flag", None, flag), *(None,) * 5


def _part(scale: Scale, kind: str, rank: int | None, one: object) -> Line:
    name, label, meaning = (getattr(one, field) for field in ("id", "label", "meaning"))
    return f"{scale.id}/{name}", scale.id, scale.title, kind, rank, name, label, meaning


def _flow(context: Context) -> Iterator[Line]:
    if context.review.flow is not None:
        for number, line in enumerate(_boxes(context.review.flow), 1):
            yield context.review.id, number, *line


def _boxes(flow: object, above: str = "") -> Iterator[tuple[str, str | None, int]]:
    """Every number of a flow: `removed.duplicates`, or `excluded_reasons` with a reason."""
    for name in fields_of(type(flow)):  # type: ignore[arg-type]
        value = getattr(flow, name)
        if isinstance(value, int):
            yield above + name, None, value
        elif isinstance(value, tuple):
            for one in value:
                part, number = (getattr(one, field) for field in fields_of(type(one)))
                yield above + name, part, number
        elif name != "boxes" and hasattr(type(value), "__dataclass_fields__"):
            yield from _boxes(value, f"{above}{name}.")
