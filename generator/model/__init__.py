"""The format of the content, and the only statement of it: one record for each kind of thing an editor writes.

The reader walks these classes to check a file. A field's note is its help text.
"""

from generator.frozen import frozen
from generator.model.bias import BiasDomain, BiasTool, DomainJudgement, Judgement, StudyBias
from generator.model.flow import BoxNote, Exclusion, Flow, FlowTotal, OtherMethods, Removed, Searched
from generator.model.review import (
    Change,
    Counts,
    Finding,
    Intervention,
    Pooled,
    RatingChange,
    Report,
    Review,
    RiskOfBias,
    Section,
    Synthesis,
)
from generator.model.scale import Flag, Level, Need, Rating, Scale, State, Symbol, Unit
from generator.model.study import Estimate, FactSource, Provenance, Publication, Result, Sample, SourceLink, Study
from generator.model.vocabulary import (
    Country,
    Design,
    Direction,
    Domain,
    Organisation,
    Outcome,
    Security,
    Site,
    Term,
    TextPage,
)
from generator.records import Record, key, record

__all__ = [
    "BiasDomain",
    "BiasTool",
    "BoxNote",
    "Change",
    "Content",
    "Country",
    "Counts",
    "Design",
    "Direction",
    "Domain",
    "DomainJudgement",
    "Estimate",
    "Exclusion",
    "FactSource",
    "Finding",
    "Flag",
    "Flow",
    "FlowTotal",
    "Intervention",
    "Judgement",
    "Level",
    "Need",
    "Organisation",
    "OtherMethods",
    "Outcome",
    "Pooled",
    "Provenance",
    "Publication",
    "Rating",
    "RatingChange",
    "Removed",
    "Report",
    "Result",
    "Review",
    "RiskOfBias",
    "Sample",
    "Scale",
    "Searched",
    "Section",
    "Security",
    "Site",
    "SourceLink",
    "State",
    "Study",
    "StudyBias",
    "Symbol",
    "Synthesis",
    "Term",
    "TextPage",
    "Unit",
    "Unread",
]


@frozen
class Unread:
    """A review, a study of it or a page, by its id: there is a file for it, which could not be read."""

    kind: str
    id: str
    review: str = ""


@record
class Content(Record):
    """Everything in content/, read and typed; what of it could not be `unread` by its names alone."""

    site: Site = key("", given=True)
    scales: tuple[Scale, ...] = key("", given=True, default=())
    domains: tuple[Domain, ...] = key("", given=True, default=())
    designs: tuple[Design, ...] = key("", given=True, default=())
    directions: tuple[Direction, ...] = key("", given=True, default=())
    countries: tuple[Country, ...] = key("", given=True, default=())
    terms: tuple[Term, ...] = key("", given=True, default=())
    pages: tuple[TextPage, ...] = key("", given=True, default=())
    tools: tuple[BiasTool, ...] = key("", given=True, default=())
    reviews: tuple[Review, ...] = key("", given=True, default=())
    unread: frozenset[Unread] = key("", given=True, default=frozenset())
