"""A study → its page. Pure."""

from __future__ import annotations

from typing import Any

from generator import addresses, derive
from generator.addresses import Address
from generator.export.papers import Paper
from generator.frozen import frozen
from generator.lookup import Lookup
from generator.model import Result, Review, Study
from generator.pages import cite
from generator.pages.facts import facts
from generator.pages.page import Page
from generator.pages.review_view import ReviewView, rating_views


def page(
    study: Study,
    whole: ReviewView,
    neighbours: tuple[Study | None, Study | None],
    lookup: Lookup,
    *,
    above: tuple[tuple[str, Address], ...],
    paper: Paper,
) -> Page:
    name = whole.names[study.id]
    cited, downloads = cite.of_study(study, name, lookup.content.site, paper)
    view = {
        **_shown(study, whole, lookup),
        "before": _near(neighbours[0], whole),
        "after": _near(neighbours[1], whole),
        "cited": cited,
        "downloads": downloads,
    }
    words = f"{name}: what was studied and what was found. {study.title}"
    return Page(
        *(addresses.of_study(study), "pages/study.html", name, words, view, above, whole.review, "reviews"),
        draft=study.draft or whole.review.draft,
        downloads=downloads,
    )


def _shown(study: Study, whole: ReviewView, lookup: Lookup) -> dict[str, Any]:
    """What the page shows of the study itself."""
    return {
        "whole": whole,
        "study": study,
        "name": whole.names[study.id],
        "country": lookup.countries[study.country].title,
        "design": lookup.designs[study.design] if study.design else None,
        "interventions": [intervention(whole.review, one) for one in study.intervention],
        "size": sample_words(study),
        "results": [result_view(result, lookup) for result in study.outcomes],
        "same_trial": [(whole.names[other], _study_named(whole.review, other)) for other in study.same_trial_as],
        "ratings": rating_views(study.ratings, lookup, names=whole.names, among=whole.review.studies),
        "authors": ", ".join(study.authors),
        "published_in": published_in(study),
        "tool": lookup.tools[study.risk_of_bias.tool] if study.risk_of_bias else None,
        "anchor": addresses.anchor,
        "judgements": derive.judgements(study, lookup),
        "facts": facts(study),
        "elsewhere": elsewhere(study),
        "not_seen": [word.replace("_", " ") for word in study.provenance.not_seen],
    }


def elsewhere(study: Study) -> str:
    """The page about a study, where it is another than those that its DOI and its number at PubMed lead to."""
    page = (study.url or "").casefold().rstrip("/")
    ends = [f"doi.org/{study.doi.casefold()}"] if study.doi else []
    ends += [f"pubmed.ncbi.nlm.nih.gov/{study.pubmed}"] if study.pubmed else []
    return "" if page.endswith(tuple(ends)) else study.url or ""


def _near(study: Study | None, whole: ReviewView) -> tuple[str, Address] | None:
    """A study before or after this one: what it is called, and where it is."""
    return (whole.names[study.id], addresses.of_study(study)) if study else None


def _study_named(review: Review, name: str) -> Address:
    return addresses.of_study(next(study for study in review.studies if study.id == name))


@frozen
class ResultView:
    """A result with its outcome and direction looked up. `name` is the study's own label, or the outcome's title."""

    result: Result
    outcome: Any
    direction: Any
    name: str


def result_view(result: Result, lookup: Lookup) -> ResultView:
    outcome = lookup.outcomes[result.outcome]
    own = result.label[:1].upper() + result.label[1:] if result.label else ""
    name = outcome.title if outcome.id != "other" else own or outcome.title
    return ResultView(result, outcome, lookup.directions[result.direction], name)


def intervention(review: Review, name: str) -> Any:
    return next(one for one in review.interventions if one.id == name)


def sample_words(study: Study) -> str:
    """Who took part, in numbers: `239 children: 97 with the intervention, 142 in comparison`; empty where no source
    gives a number."""
    sample = study.sample
    if sample is None:
        return ""
    groups = (("with the intervention", sample.intervention), ("in comparison", sample.comparison))
    parts = ", ".join(f"{size:,} {group}" for group, size in groups if size is not None)
    whole = derive.sample_size(study)
    if whole is None:
        return parts.replace(" ", f" {sample.unit} ", 1) if sample.unit else parts
    said = f"{whole:,} {sample.unit or 'in all'}"
    return f"{said}: {parts}" if parts else said


def published_in(study: Study) -> str:
    """Journal, volume, issue and pages, or the publisher, as a reference list has them."""
    paper = study.publication
    if paper is None:
        return ""
    volume = (paper.volume or "") + (f"({paper.issue})" if paper.issue else "")
    journal = ", ".join(part for part in (paper.journal, volume) if part)
    pages = paper.pages.replace("-", "–") if paper.pages else ""
    isbn = f"ISBN {paper.isbn}" if paper.isbn else ""
    return ". ".join(part for part in (f"{journal}, {pages}" if pages else journal, paper.publisher, isbn) if part)
