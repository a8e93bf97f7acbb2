"""Content in our format → the same records as users of other generators would have them: pages with data and Markdown.

What our build derives (short names, counts, signs' directions, captions) stands ready in each page's data, and so does
which legends a page needs, in their order. Links in texts lead to plain addresses. So other generators have less to do
than ours. The legends themselves are vocabulary, in data files: each generator's templates put them on each page.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

sys.path.insert(0, str(Path(__file__).parent.parent))

from generator import charts, derive, legends, make, numbers
from generator.legends import Legend
from generator.lookup import Lookup
from generator.model import Review, Study
from generator.pages import studies as table
from generator.pages.review_view import ReviewView
from generator.pages.study import published_in, result_view, sample_words
from generator.references import KINDS, follow
from generator.views import effect_direction
from generator.views.view import Evidence

ROOT = "/evidence/"  # where the site lives on its host: links of other generators begin there
OWN_LINK = re.compile(rf"\]\(((?:{'|'.join(KINDS)}):[^)]*)\)")
Data = dict[str, Any]


@dataclass(frozen=True)
class Sheet:
    """One page to make: its address without `.html`, the template that shows it, its data and its Markdown."""

    path: str
    kind: str
    data: Data
    body: str = ""


@dataclass(frozen=True)
class Records:
    """All that a site is made of. `vocabulary` is data of the whole site, `reviews` data of each review."""

    vocabulary: Data
    reviews: dict[str, Data]
    sheets: list[Sheet] = field(default_factory=list)

    def studies_of(self, review: str) -> list[Sheet]:
        """In reading order."""
        return self._studies.get(review, [])

    @cached_property
    def _studies(self) -> dict[str, list[Sheet]]:
        found: dict[str, list[Sheet]] = {}
        for sheet in self.sheets:
            if sheet.kind == "study":
                found.setdefault(sheet.data["review"], []).append(sheet)
        return found


def read(folder: Path) -> Records:
    content, problems, _ = make.checked(folder)
    if content is None:
        raise SystemExit("\n".join(str(one) for one in problems))
    lookup = Lookup(content)
    wholes = [ReviewView.of(review, lookup) for review in content.reviews]
    reviews = {whole.review.id: _review(whole, lookup) for whole in wholes}
    records = Records(_vocabulary(lookup), reviews)
    records.sheets.append(_home(wholes, lookup))
    for whole in wholes:
        records.sheets.extend(_of_review(whole, lookup))
    return records


# ── Vocabulary ──


def _vocabulary(lookup: Lookup) -> Data:
    content = lookup.content
    return {
        "site": {
            "title": content.site.title,
            "tagline": content.site.tagline,
            "url": content.site.url,
            "root": ROOT,
        },
        "countries": {one.id: one.title for one in content.countries},
        "designs": {one.id: {"title": one.title, "short": one.brief} for one in content.designs},
        "outcomes": {one.id: {"title": one.title, "short": one.brief} for one in lookup.outcomes.values()},
        "directions": {
            one.id: {"title": one.title, "short": one.short, "sign": one.sign, "points": one.points}
            for one in content.directions
        },
        "domains": [{"id": one.id, "title": one.title, "kind": one.kind} for one in content.domains],
        "sizes": effect_direction.SIZES,
        "legends": {_key(one): _legend(one) for one in _legends(lookup)},
    }


def _legends(lookup: Lookup) -> Iterator[Legend]:
    kinds: Data = {
        "term": lookup.terms.values(),
        "outcome": lookup.outcomes.values(),
        "domain": lookup.domains.values(),
        "design": lookup.designs.values(),
        "direction": lookup.directions.values(),
    }
    for kind, found in kinds.items():
        for one in found:
            yield legends.of_word(kind, one)
    for scale in lookup.scales.values():
        for part in (*scale.levels, *scale.states):
            yield legends.of_part(scale, part)


def _key(legend: Legend) -> str:
    return legend.id.removeprefix("l-")


def _legend(legend: Legend) -> Data:
    rungs = [
        {"short": one.short, "symbol": one.symbol, "label": one.label, "marked": one.marked} for one in legend.rungs
    ]
    return {
        "id": legend.id,
        "question": legend.question,
        "title": legend.title,
        "meaning": legend.meaning,
        "more": f"{ROOT}{legend.more.path}#{legend.more.anchor}",
        "more_words": legend.more_words,
        "notes": [{"label": label, "words": words} for label, words in legend.notes],
        "rungs": rungs,
        "better": legend.better,
        "off_scale": legend.off_scale,
    }


# ── Texts ──


def _markdown(source: str | None, lookup: Lookup, review: Review) -> tuple[str, list[str]]:
    """A text with its links as plain addresses, and the legends of what it links to."""
    keys: list[str] = []

    def plain(found: re.Match[str]) -> str:
        referred = follow(found.group(1), lookup, review)
        if isinstance(referred, str):
            raise LookupError(referred)
        legend, address = legends.of_reference(referred, lookup, review)
        keys.extend([_key(legend)] if legend else [])
        return f"]({ROOT}{address.path}#{address.anchor})"

    whole = source or ""
    filled = numbers.filled(whole, numbers.of(review.studies, lookup)) if "{" in whole else whole
    return OWN_LINK.sub(plain, filled), keys


# ── Reviews and the home page ──


def _review(whole: ReviewView, lookup: Lookup) -> Data:
    review = whole.review
    return {
        "id": review.id,
        "title": review.title,
        "question": review.question,
        "headline": review.headline,
        "eyebrow": whole.eyebrow,
        "called": review.called,
        "studies": whole.numbers.studies,
        "stated_studies": review.counts.studies,
        "high_risk": _high_risk(whole),
        "ratings": [
            {
                "scale": one.scale.title,
                "words": f"{one.short} – {one.words}" if one.range else one.words,
                "legend": _key(one.legend),
            }
            for one in whole.ratings
        ],
        "notices": [_markdown(notice, lookup, review)[0] for notice in review.notices],
        "records_note": _markdown(review.records_note, lookup, review)[0],
        "interventions": {
            f"intervention-{one.id}": _legend(legends.of_intervention(review, one)) for one in review.interventions
        },
        "views": [
            *({"label": view.label, "name": view.name} for view, _ in whole.views),
            {"label": "All studies", "name": "studies"},
        ],
    }


def _high_risk(whole: ReviewView) -> Data:
    bias, dots = whole.review.risk_of_bias, whole.dots
    assert bias is not None
    assert isinstance(dots, charts.Dots)
    drawing = {"width": dots.width, "height": dots.height, "marked": dots.marked, "others": dots.others}
    return {"high": bias.high, "of": bias.of, **drawing}


def _home(wholes: list[ReviewView], lookup: Lookup) -> Sheet:
    ratings = [_key(one.legend) for whole in wholes for one in whole.ratings]
    shown = [one for one in lookup.content.domains if one.id != "other-outcomes"]
    measured = {whole.review.id: _measured(whole.review) for whole in wholes}
    domains = [
        {
            "id": domain.id,
            "title": domain.title,
            "kind": domain.kind,
            "reviews": [name for name, found in measured.items() if found & {one.id for one in domain.outcomes}],
        }
        for domain in shown
    ]
    in_order = [f"domain-{one.id}" for kind in ("child-outcome", "other") for one in shown if one.kind == kind]
    data = {
        "title": lookup.content.site.title,
        "introduction": lookup.content.site.introduction,
        "reviews": list(measured),
        "domains": domains,
        "legends": _once(ratings + in_order),
    }
    return Sheet("index", "home", data)


def _measured(review: Review) -> set[str]:
    return {result.outcome for study in review.studies for result in study.outcomes} - {"other"}


# ── Pages of a review ──


def _of_review(whole: ReviewView, lookup: Lookup) -> Iterator[Sheet]:
    review = whole.review
    evidence = Evidence(review, lookup)
    ordered = derive.in_reading_order(review)
    plot = effect_direction.view(evidence)
    assert plot is not None
    rows = {row.study.id: (number, row) for number, row in enumerate(plot.shows["rows"], 1)}
    for number, study in enumerate(ordered):
        near = (ordered[number - 1] if number else None, ordered[number + 1] if number + 1 < len(ordered) else None)
        yield _study(study, (number + 1, *rows[study.id]), near, whole, lookup)
    yield _studies(whole, lookup)
    yield _effect_direction(plot, whole)


def _study(
    study: Study, places: tuple[int, int, Any], near: tuple[Study | None, ...], whole: ReviewView, lookup: Lookup
) -> Sheet:
    """A study's page. `places` are its number in reading order, its number in the plot, and its row there."""
    review = whole.review
    results = [result_view(result, lookup) for result in study.outcomes]
    body, terms = _markdown(study.notes, lookup, review)
    words = [(f"outcome-{one.outcome.id}", f"direction-{one.direction.id}") for one in results]
    keys = [key for pair in words for key in pair if key != "outcome-other"]
    before, after = ({"name": whole.names[one.id], "id": one.id} if one else None for one in near)
    order, place, shown = places
    data = {
        "title": whole.names[study.id],
        "id": study.id,
        "review": review.id,
        "order": order,
        "paper": study.title,
        "authors": list(study.authors),
        "year": study.year,
        "published_in": published_in(study),
        "country": study.country,
        "region": study.region,
        "design": study.design,
        "comparison_confirmed": study.comparison_confirmed,
        "interventions": list(study.intervention),
        "population": study.population,
        "sample": sample_words(study),
        "follow_up": study.follow_up,
        "results": [
            _without_nothing(
                outcome=one.outcome.id,
                direction=one.direction.id,
                name=one.name if one.outcome.id == "other" else None,
                detail=one.result.detail and one.result.detail[:1].upper() + one.result.detail[1:],
            )
            for one in results
        ],
        "source": {"kind": study.provenance.source.kind, "url": study.provenance.source.url},
        "host": urlsplit(study.provenance.source.url).netloc,
        "about": study.url,
        "before": before,
        "after": after,
        "plot": {
            "order": place,
            "group": f"{shown.group:,} {study.sample.unit if study.sample else ''}" if shown.group else "",
            "size": shown.size,
            "directions": {cell.outcome.id: cell.direction.id for cell in shown.cells if cell},
        },
        "legends": _once(
            [f"design-{study.design}", *(f"intervention-{one}" for one in study.intervention), *keys, *terms]
        ),
    }
    return Sheet(f"reviews/{review.id}/studies/{study.id}", "study", _without_nothing(**data), body)


def _without_nothing(**data: Any) -> Data:
    """Nobody writes down a field without a value."""
    return {name: value for name, value in data.items() if value not in (None, "")}


def _studies(whole: ReviewView, lookup: Lookup) -> Sheet:
    review = whole.review
    measured = _measured(review) | {result.outcome for study in review.studies for result in study.outcomes}
    columns = [one.id for one in lookup.outcomes.values() if one.id in measured]
    data = {
        "title": "The studies",
        "review": review.id,
        "in_words": table.in_words(whole.numbers),
        "columns": columns,
        "legends": [*(f"direction-{one}" for one in lookup.directions), *(f"outcome-{one}" for one in columns)],
    }
    return Sheet(f"reviews/{review.id}/studies", "studies", data)


def _effect_direction(plot: Any, whole: ReviewView) -> Sheet:
    feet = plot.shows["feet"]
    columns = [foot.summary.outcome.id for foot in feet]
    directions = [pointing.direction.id for pointing in feet[0].summary.pointings]
    data = {
        "title": plot.title,
        "label": plot.label,
        "review": whole.review.id,
        "columns": columns,
        "caption": list(plot.caption),
        "feet": [_foot(foot, plot.shows["fewest"]) for foot in feet],
        "synthesis": [{"item": item, "words": words} for item, words in plot.shows["synthesis"]],
        "legends": [*(f"direction-{one}" for one in directions), *(f"outcome-{one}" for one in columns)],
    }
    return Sheet(f"reviews/{whole.review.id}/effect-direction", "effect-direction", data)


def _foot(foot: Any, fewest: int) -> Data:
    few = f"{foot.better + foot.worse} point one way or the other, {fewest} are needed"
    test = (f"p {foot.p}" if foot.p[:1] == "<" else f"p = {foot.p}") if foot.p else ""
    counts = [{"direction": one.direction.id, "samples": one.samples} for one in foot.summary.pointings if one.samples]
    return {"counts": counts, "test": test, "share": foot.share, "few": "" if foot.p else few}


def _once(keys: list[str]) -> list[str]:
    return list(dict.fromkeys(keys))
