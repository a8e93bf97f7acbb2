"""The vocabulary → its pages: scales, outcomes, designs, directions, the glossary, and the pages of text. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from generator import addresses, derive, legends
from generator.addresses import Address
from generator.audit import in_words
from generator.model import Content, Need, Outcome, Review, Scale, Term
from generator.pages.page import Page

# How many reviews are named where one may follow an outcome to its studies.
MOST_NAMED = 20


def pages(content: Content, reviews: Sequence[Review], measured: Sequence[Collection[str]]) -> Iterator[Page]:
    """`measured` are the ids of the outcomes that the studies of each review measured."""
    yield _scales(content)
    yield from (_scale(scale) for scale in content.scales)
    yield from (_outcomes(content, reviews, measured), _designs(content), _directions(content), _glossary(content))
    yield from (_text_page(page) for page in content.pages)


def _scales(content: Content) -> Page:
    words = "The scales that ratings on this site stand on."
    scales = [(scale, addresses.of_scale(scale), legends.rungs(scale)) for scale in content.scales]
    return Page(addresses.SCALES, "pages/scales.html", "Rating scales", words, {"scales": scales}, section="scales")


def _scale(scale: Scale) -> Page:
    levels = [
        {
            "level": level,
            "rung": rung,
            "anchor": addresses.anchor("level", level.id),
            "bounds": legends.bounds(level, scale),
            "needs": _needs(level.needs),
            "rungs": legends.rungs(scale, level),
        }
        for level, rung in zip(scale.levels, legends.rungs(scale), strict=True)
    ]
    flag_needs = {flag.id: _needs(flag.needs) for flag in scale.flags}
    view = {"scale": scale, "levels": levels, "flag_needs": flag_needs, "anchor": addresses.anchor}
    trail = (("Rating scales", addresses.SCALES),)
    return Page(
        addresses.of_scale(scale), "pages/scale.html", scale.title, scale.question, view, trail, section="scales"
    )


def _needs(needs: Sequence[Need]) -> list[str]:
    """What a level or flag takes, in words: `at least 2 studies of rigour 3, with a positive effect`."""
    return [in_words(need, first=need is needs[0]) for need in needs]


def _outcomes(content: Content, reviews: Sequence[Review], measured: Sequence[Collection[str]]) -> Page:
    kinds = {kind: [one for one in content.domains if one.kind == kind] for kind in ("child-outcome", "other")}
    outcomes = [outcome for domain in content.domains for outcome in domain.outcomes]
    found = {outcome.id: _measuring(outcome, reviews, measured) for outcome in outcomes if outcome.id != "other"}
    view = {
        "child_outcomes": kinds["child-outcome"],
        "others": kinds["other"],
        "benefit": legends.BENEFIT,
        "measuring": {name: (those[:MOST_NAMED], len(those) - MOST_NAMED) for name, those in found.items() if those},
    }
    words = "What the studies measure, and which way is good for families."
    return Page(addresses.OUTCOMES, "pages/outcomes.html", "Outcomes and domains", words, view, section="outcomes")


def _measuring(
    outcome: Outcome, reviews: Sequence[Review], measured: Sequence[Collection[str]]
) -> list[tuple[str, Address]]:
    """The reviews with a study that measured an outcome, and where those studies are listed."""
    return [
        (review.title, addresses.of_studies(review, outcome=outcome.brief))
        for review, ids in zip(reviews, measured, strict=True)
        if outcome.id in ids
    ]


def _designs(content: Content) -> Page:
    words = "How studies are built, the strongest first."
    view = {"designs": content.designs}
    return Page(addresses.DESIGNS, "pages/designs.html", "Study designs", words, view, section="designs")


def _directions(content: Content) -> Page:
    words = "The signs that say which way a result points."
    view = {"directions": content.directions}
    return Page(addresses.DIRECTIONS, "pages/directions.html", "Which way results point", words, view)


def _glossary(content: Content) -> Page:
    terms = sorted(content.terms, key=lambda term: derive.alphabetical(term.title))
    letters: dict[str, list[Term]] = {}
    for term in terms:
        letters.setdefault(derive.alphabetical(term.title)[:1].upper(), []).append(term)
    view = {"letters": letters, "titles": {term.id: term.title for term in terms}}
    words = "The terms of this site in plain words."
    return Page(addresses.GLOSSARY, "pages/glossary.html", "Glossary", words, view, section="glossary")


def _text_page(page: Any) -> Page:
    return Page(
        addresses.of_page(page.id),
        "pages/text.html",
        page.title,
        page.summary,
        {"text": page},
        section=page.id,
        draft=page.draft,
    )
