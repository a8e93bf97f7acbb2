"""Small records for tests: each holds what its type requires and no more, unless a test says so."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from generator import reader
from generator.lookup import Lookup
from generator.model import (
    Content,
    Country,
    Counts,
    Design,
    Direction,
    Domain,
    Flag,
    Intervention,
    Level,
    Outcome,
    Provenance,
    Report,
    Result,
    Review,
    Scale,
    Site,
    SourceLink,
    State,
    Study,
    Symbol,
    Term,
    TextPage,
    Unit,
)
from generator.problems import Problem
from generator.records import Record, Shape, Source

PLACE = SourceLink(url="https://example.org/")
DIRECTIONS = ("favours_intervention", "no_clear_difference", "mixed", "favours_comparison", "not_reported")
POINTS = ("benefit", "neither", "both", "harm", "unknown")


def read(shape: type[Record] | Shape, text: str) -> tuple[Any, list[Problem]]:
    """The value of a text, and its problems, as if it were the file `file.yaml`."""
    whole = shape if isinstance(shape, Shape) else Shape(record=shape)
    return reader.read(Source("file.yaml", tuple(text.split("\n"))), text, whole)


def said(problems: list[Problem]) -> list[str]:
    """Problems as `line:column message`."""
    return [f"{one.place.line}:{one.place.column} {one.message}" for one in problems]


def study(name: str = "lee-2019", **values: Any) -> Study:
    needed = {
        "title": "A trial",
        "authors": ("Lee A",),
        "year": 2019,
        "country": "NO",
        "comparison_confirmed": True,
        "intervention": ("story-evening",),
        "outcomes": (),
        "provenance": Provenance(inclusion="confirmed", source=PLACE),
    }
    return Study(id=name, review="fictional", **{**needed, **values})


def result(outcome: str = "bedtime", direction: str = "mixed", **values: Any) -> Result:
    return Result(outcome=outcome, direction=direction, **values)


def review(*studies: Study, **values: Any) -> Review:
    needed = {
        "title": "Story evenings",
        "question": "Do they help?",
        "report": Report(title="A report", authors=("Nobody A",), publisher="P", published="2026-01", url=PLACE.url),
        "headline": "They may.",
        "key_messages": ("They may.",),
        "interventions": (Intervention(id="story-evening", title="Story evening", meaning="A story."),),
        "findings": (),
        "counts": Counts(studies=len(studies)),
        "records_note": "Invented.",
        "comparison": "no stories",
    }
    return Review(id="fictional", studies=studies, **{**needed, **values})


def evidence(**values: Any) -> Scale:
    levels = tuple(Level(id=name, label=f"Level {name}", meaning=f"About {name}.") for name in ("2", "2+", "3", "3+"))
    whole = {
        "title": "Evidence rating",
        "question": "How strong is it?",
        "about": "Levels.",
        "rates": "intervention",
        "better": "higher",
        "levels": levels,
        "states": (State(id="not-rated", short="NR", label="Not rated", meaning="Nobody rated it."),),
        "flags": (Flag(id="mixed", mark="*", label="Mixed findings", meaning="Some say no."),),
    }
    return Scale(id="evidence", **{**whole, **values})


def cost(**values: Any) -> Scale:
    levels = (
        Level(id="1", label="Low", meaning="Little.", below=Decimal(100)),
        Level(id="2", label="High", meaning="Much.", from_=Decimal(100), to=Decimal("1999.50")),
    )
    pounds = {"symbol": Symbol(repeat="£"), "unit": Unit(currency="GBP", per="child")}
    return evidence(title="Cost rating", better="none", levels=levels, flags=(), **pounds).with_(id="cost", **values)


def outcome(name: str, **values: Any) -> Outcome:
    return Outcome(**{"id": name, "title": name.capitalize(), "benefit": "fewer", "meaning": "Measured.", **values})


def content(*reviews: Review, **values: Any) -> Content:
    rest = Domain(id="rest", title="Rest", meaning="The rest.", outcomes=(outcome("other", title="Another outcome"),))
    sleep = Domain(id="sleep", title="Sleep", meaning="Sleep.", outcomes=(outcome("bedtime"), outcome("nightmares")))
    whole = {
        "site": Site(title="Tiny", tagline="Made up", url="https://tiny.example.org/tiny/", introduction="Hello."),
        "scales": (cost(), evidence()),
        "domains": (sleep, rest),
        "designs": (
            Design(
                id="rct", title="Trial", randomised=True, strength=3, meaning="Chance decides.", also=("randomised",)
            ),
            Design(id="cohort", title="Cohort", meaning="Two groups."),
        ),
        "directions": tuple(
            Direction(id=name, title=name.capitalize(), short=name, sign="▲", points=points, meaning="Pointing.")
            for name, points in zip(DIRECTIONS, POINTS, strict=True)
        ),
        "countries": (Country(id="NO", title="Norway"), Country(id="SE", title="Sweden")),
        "terms": (Term(id="story", title="Story", meaning="What is told."),),
        "pages": (TextPage(id="how", title="How", summary="How.", body="Words."),),
    }
    return Content(reviews=reviews, **{**whole, **values})


def lookup(*reviews: Review, **values: Any) -> Lookup:
    return Lookup(content(*reviews, **values))
