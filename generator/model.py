"""The format of the content, and the only statement of it: one record for each kind of thing an editor writes.

The reader walks these classes to check a file. A field's note is its help text.
"""

from __future__ import annotations

from typing import Annotated, ClassVar

from generator.kinds import (
    Address,
    Amount,
    Choice,
    Count,
    Date,
    DateOrMonth,
    Doi,
    Id,
    LevelId,
    Markdown,
    Rated,
    Reference,
    Text,
    Truth,
    Year,
)
from generator.records import Record, key, record

ScaleId = Annotated[str, Reference("scale", "a scale")]
FlagId = Annotated[str, Reference("flag", "a flag")]
StateId = Annotated[str, Reference("state", "a state")]
ScaleLevel = Annotated[str, Reference("level", "a level")]
OutcomeId = Annotated[str, Reference("outcome", "an outcome")]
DesignId = Annotated[str, Reference("design", "a study design")]
DirectionId = Annotated[str, Reference("direction", "a direction")]
CountryId = Annotated[str, Reference("country", "a country")]
InterventionId = Annotated[str, Reference("intervention", "an intervention of this review")]
StudyId = Annotated[str, Reference("study", "a study of this review")]
TermId = Annotated[str, Reference("term", "a term of the glossary")]
PageId = Annotated[str, Reference("page", "a page")]

Rates = Annotated[str, Choice(("review", "intervention", "outcome", "study"))]
Better = Annotated[str, Choice(("higher", "lower", "none"))]
Benefit = Annotated[str, Choice(("more", "fewer", "less", "none"))]
Points = Annotated[str, Choice(("benefit", "harm", "neither", "both", "unknown"))]
Leaning = Annotated[str, Choice(("positive", "leans_positive", "mixed", "no_clear_difference", "leans_negative"))]
Inclusion = Annotated[str, Choice(("confirmed", "unconfirmed"))]
Where = Annotated[str, Choice(("before-findings", "after-findings"))]
DomainKind = Annotated[str, Choice(("child-outcome", "other"))]


# ── The site ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@record
class Organisation(Record):
    name: Text = key("Its name, as readers know it.")
    url: Address | None = key("Its own website.", default=None)


@record
class Site(Record):
    """content/site.yaml"""

    title: Text = key("The site's name; stands at the top of each page and in each browser tab.")
    tagline: Text = key("One line under the name: what a reader finds here.")
    url: Address = key("Where the site will live; a sub-path is fine.")
    language: Annotated[str, Choice(("en-GB", "en-US", "en"))] = key("The language of the content.", default="en-GB")
    organisation: Organisation | None = key("Who publishes the site.", default=None)
    contact: Text | None = key("Where readers can report a problem: an e-mail or postal address.", default=None)
    introduction: Markdown = key("A short paragraph on the home page, under the site's name.")
    menu: tuple[PageId, ...] = key("The pages of content/pages/ that the footer links to, in this order.", default=())


# ── Scales ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@record
class Symbol(Record):
    repeat: Text | None = key("A sign that stands once for the first level, twice for the second …", default=None)


@record
class Unit(Record):
    currency: Text = key("The three letters of the currency: GBP.")
    per: Text = key("What one amount buys: unit, child, family, year.")


@record
class Level(Record):
    id: LevelId = key("What editors write as a rating, and what readers see on the scale: 3, 3+.")
    label: Text = key("The level in words.")
    meaning: Text = key("What it takes to be on this level, in one or two sentences.")
    from_: Amount | None = key("The least amount on this level.", default=None)
    to: Amount | None = key("The greatest amount on this level.", default=None)
    below: Amount | None = key("The first amount that is too great for this level.", default=None)
    above: Amount | None = key("The last amount that is too small for this level.", default=None)


@record
class State(Record):
    id: Id = key("What editors write instead of a level: not-rated.")
    short: Text | None = key("A short form for narrow places: NA.", default=None)
    label: Text = key("The state in words.")
    meaning: Text = key("Why something may have no level on this scale.")


@record
class Flag(Record):
    id: Id = key("What editors write in `flags`: mixed.")
    mark: Text = key("The sign written behind a level: *.")
    label: Text = key("The flag in words.")
    meaning: Text = key("What the flag tells the reader. It never changes a level's rank.")


@record
class Scale(Record):
    """content/scales/<id>.yaml"""

    id: str = key("The file's name.", given=True, default="")
    title: Text = key("The name of a rating on this scale: Evidence rating.")
    question: Text = key("The question that a rating answers, as a reader would ask it.")
    about: Markdown = key("What the scale is, who made it, how it is used; stands on the scale's page.")
    rates: Rates = key("What carries a rating on this scale.")
    better: Better = key("Which end is better; `none` where neither is: cheap is not good.")
    symbol: Symbol | None = key("How a level is drawn, besides its id.", default=None)
    unit: Unit | None = key("For scales with amounts: what the amounts count.", default=None)
    levels: tuple[Level, ...] = key("The levels; their order is their rank, lowest first.")
    states: tuple[State, ...] = key("What something off the scale can be.", default=())
    flags: tuple[Flag, ...] = key("Marks beside a level.", default=())


@record
class Rating(Record):
    """A rating in short (`3+*`, `not-rated`) or in full."""

    bare: ClassVar[str] = "rating"

    rating: Rated | None = key("The rating in short: a level with the marks of its flags, or a state.", default=None)
    level: ScaleLevel | None = key("The level.", default=None)
    flags: tuple[FlagId, ...] = key("Flags beside the level.", default=())
    state: StateId | None = key("The state, where there is no level.", default=None)
    reason: Text | None = key("Why this rating, in a sentence; shown with it.", default=None)
    basis: tuple[StudyId, ...] = key("The studies that the rating rests on.", default=())
    rated: Date | None = key("The day of the rating.", default=None)


# ── The vocabulary ───────────────────────────────────────────────────────────────────────────────────────────────────


@record
class Outcome(Record):
    id: Id = key("What study files call it.")
    title: Text = key("The outcome in a few words.")
    short: Text | None = key("A shorter title for heads of table columns.", default=None)
    benefit: Benefit = key("Which way is good for families: more, fewer or less of it; `none` where it depends.")
    meaning: Text = key("What is measured, in one or two sentences.")


@record
class Domain(Record):
    """content/outcomes.yaml is a list of these."""

    id: Id = key("The domain's id.")
    title: Text = key("The domain in a few words.")
    kind: DomainKind = key("One of the child outcome domains, or another group of outcomes.", default="child-outcome")
    meaning: Text = key("What belongs to the domain, in one or two sentences.")
    outcomes: tuple[Outcome, ...] = key("The outcomes that studies measure in this domain.", default=())


@record
class Design(Record):
    """content/designs.yaml is a list of these, strongest first."""

    id: Id = key("What study files call it: rct.")
    title: Text = key("The design in words.")
    short: Text | None = key("A shorter title for tables.", default=None)
    also: tuple[Text, ...] = key("Other names that editors may try; they get a hint to this id.", default=())
    randomised: Truth = key("Whether chance decided who got the intervention.", default=False)
    meaning: Text = key("How such a study works, and how far its result can be trusted.")


@record
class Direction(Record):
    """content/directions.yaml is a list of these, in the order in which summaries show them."""

    id: Id = key("What study files call it: favours_intervention.")
    title: Text = key("The direction in words.")
    short: Text = key("One or two words for narrow tables.")
    sign: Text = key("The sign that stands beside the word: ▲.")
    points: Points = key("What it says about the intervention.")
    meaning: Text = key("What a reader may and may not conclude.")


@record
class Country(Record):
    """content/countries.yaml is a list of these."""

    id: Id = key("The ISO 3166 code: NO, GB-ENG.")
    title: Text = key("The name that readers see.")


@record
class Term(Record):
    """content/glossary.yaml is a list of these."""

    id: Id = key("What texts call it: [words](term:id).")
    title: Text = key("The term.")
    meaning: Text = key("What it means, in one or two plain sentences.")
    more: Markdown | None = key("More for the glossary page.", default=None)
    see: tuple[TermId, ...] = key("Related terms.", default=())


@record
class TextPage(Record):
    """content/pages/<id>.md: these fields in a YAML head between two lines of ---, then Markdown."""

    id: str = key("The file's name.", given=True, default="")
    title: Text = key("The page's title.")
    summary: Text = key("One sentence on what the page tells.")
    updated: Date | None = key("The day of the last change to what the page says.", default=None)
    body: Markdown = key("The text below the head.", given=True, default="")


# ── Studies ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@record
class SourceLink(Record):
    """Where a fact was read; a bare address will do."""

    bare: ClassVar[str] = "url"

    url: Address = key("The page's address.")
    kind: Text | None = key("What the page is: PubMed abstract, research digest.", default=None)
    mirror: Truth = key(
        "Whether it is a copy on a third party's page; such a page is named, never linked.", default=False
    )


@record
class Publication(Record):
    journal: Text | None = key("The journal.", default=None)
    volume: Text | None = key("Its volume.", default=None)
    issue: Text | None = key("Its issue.", default=None)
    pages: Text | None = key("First and last page: 285-294.", default=None)
    publisher: Text | None = key("Who published a report, thesis or book.", default=None)
    isbn: Text | None = key("The ISBN of a book or report.", default=None)


@record
class Sample(Record):
    intervention: Count | None = key("How many had the intervention.", default=None)
    comparison: Count | None = key("How many were in the comparison group.", default=None)
    total: Count | None = key("How many in all, where the groups are not known.", default=None)
    unit: Text | None = key("What is counted: children, families.", default=None)
    breakdown: Text | None = key("The numbers in parts, as the source gives them.", default=None)
    note: Text | None = key("What to know about these numbers.", default=None)
    source: SourceLink | None = key("Where the numbers were read, if not in the study's main source.", default=None)


@record
class Estimate(Record):
    measure: Text = key("What is estimated: odds ratio, mean difference.")
    value: Amount = key("The estimate.")
    low: Amount | None = key("The lower end of its interval.", default=None)
    high: Amount | None = key("The upper end of its interval.", default=None)
    p: Amount | None = key("The p value, from 0 to 1.", default=None)


@record
class Result(Record):
    """What a study found on one outcome."""

    outcome: OutcomeId = key("The outcome's id; `other` with a label for one that the site has no id for.")
    direction: DirectionId = key("Which way the result points, signed by benefit.")
    label: Text | None = key("What the study itself calls it.", default=None)
    detail: Text | None = key("The result in a sentence.", default=None)
    effect: Text | None = key("The size of the effect as the source states it.", default=None)
    estimate: Estimate | None = key("The size of the effect as numbers.", default=None)
    source: SourceLink | None = key("Where this was read, if not in the study's main source.", default=None)


@record
class Provenance(Record):
    inclusion: Inclusion = key("Whether the review's own list is known to hold this study.")
    source: SourceLink = key("Where the record's facts were read.")
    other_sources: tuple[SourceLink, ...] = key("Further pages that were read.", default=())
    not_seen: tuple[Text, ...] = key("Fields that stood in no source and are not confirmed.", default=())


@record
class Study(Record):
    """content/reviews/<review>/studies/<id>.yaml"""

    id: str = key("The file's name.", given=True, default="")
    review: str = key("The review's folder.", given=True, default="")
    title: Text = key("The title of the paper or report.")
    authors: tuple[Text, ...] = key("Family name and initials: Sundell K.", bare="one")
    year: Year = key("The year of publication.")
    publication: Publication | None = key("Where it was published.", default=None)
    doi: Doi | None = key("The DOI of the paper, without an address before it.", default=None)
    pubmed: Count | None = key("The PubMed id.", default=None)
    url: Address | None = key("The paper's own page, or a page about it.", default=None)
    country: CountryId = key("The country's code.")
    region: Text | None = key("Where in the country.", default=None)
    design: DesignId | None = key("The study's design; leave out where no source names it.", default=None)
    design_detail: Text | None = key("More about the design: three arms, regression adjusted.", default=None)
    comparison_confirmed: Truth = key("Whether a source says that there was a comparison group.")
    intervention: tuple[InterventionId, ...] = key("The model or models of meeting.", bare="one")
    intervention_detail: Text | None = key("More about the meeting: a local name, its timing.", default=None)
    population: Text | None = key("Who took part.", default=None)
    sample: Sample | None = key("How many took part.", default=None)
    follow_up: Text | None = key("For how long they were followed.", default=None)
    outcomes: tuple[Result, ...] = key("What was measured, and what was found.")
    effect_note: Text | None = key("What to know about the size of the effects.", default=None)
    ratings: dict[str, Rating] = key("Ratings of this study, by scale.", default={})
    same_trial_as: tuple[StudyId, ...] = key(
        "Other studies of the same sample; each must name the other. They count once.", default=(), bare="one"
    )
    provenance: Provenance = key("Where these facts come from.")
    notes: Markdown | None = key("What else a reader should know.", default=None)


# ── Reviews ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@record
class Report(Record):
    title: Text = key("The report's title.")
    authors: tuple[Text, ...] = key("Family name and initials, in the report's order.", bare="one")
    institution: Text | None = key("Where the authors work.", default=None)
    publisher: Text = key("Who published it.")
    published: DateOrMonth = key("The day it was announced or published.")
    pages: Count | None = key("How many pages.", default=None)
    url: Address = key("The report's page.")
    doi: Doi | None = key("The report's DOI.", default=None)
    funder: Text | None = key("Who paid for it.", default=None)
    interests: Text | None = key("Declared conflicts of interest.", default=None)


@record
class Section(Record):
    heading: Text = key("The section's heading.")
    where: Where = key("Whether it stands before or after the summary of findings.", default="before-findings")
    text: Markdown = key("The section.")


@record
class Intervention(Record):
    id: Id = key("What study files call it.")
    title: Text = key("The model's name.")
    meaning: Text = key("What such a meeting is, in one or two sentences.")
    ratings: dict[str, Rating] = key("Ratings of this model alone, by scale.", default={})


@record
class Finding(Record):
    title: Text = key("What the finding is about, in a few words.")
    outcomes: tuple[OutcomeId, ...] = key("The outcomes it speaks of.", default=())
    direction: Leaning | None = key("Which way the evidence leans, as the review states it.", default=None)
    statement: Markdown = key("The finding in a sentence or two.")
    certainty: Text | None = key("How sure the review is, in its terms.", default=None)


@record
class RiskOfBias(Record):
    """How many of the studies the report judged to be at high risk of bias."""

    high: Count = key("Studies at high risk of bias.")
    of: Count = key("Studies judged.")
    source: Text = key("Who states it.")
    term: TermId | None = key("The glossary's term that explains risk of bias.", default=None)


@record
class FlowTotal(Record):
    studies: Count | None = key("Studies included.", default=None)
    reports: Count | None = key("Papers and reports of those studies.", default=None)


@record
class Flow(Record):
    """The boxes of a PRISMA flow that are public; a missing box is not reported, which is not 0."""

    screened: Count | None = key("Unique records screened.", default=None)
    total: FlowTotal | None = key("What was included.", default=None)
    notes: Text | None = key("Where the numbers come from.", default=None)


@record
class Counts(Record):
    """What the report itself says; the build compares it with the files."""

    studies: Count = key("Number of studies in the report.")
    economic: Count | None = key("Studies with an economic evaluation.", default=None)


@record
class Change(Record):
    date: Date = key("The day of the change.")
    change: Text = key("What changed on this page.")


@record
class Review(Record):
    """content/reviews/<id>/review.yaml"""

    id: str = key("The folder's name.", given=True, default="")
    studies: tuple[Study, ...] = key("The folder's studies.", given=True, default=())
    title: Text = key("The review's short name on this site.")
    question: Text = key("The question it answers, as a reader would ask it.")
    report: Report = key("The report's bibliographic record.")
    notices: tuple[Markdown, ...] = key(
        "What to know before reading; at the top of each page of the review.", default=()
    )
    headline: Text = key("The main finding, in one sentence.")
    key_messages: tuple[Markdown, ...] = key("At most four messages, a line each.")
    sections: tuple[Section, ...] = key("The story: what was asked, done and found.", default=())
    interventions: tuple[Intervention, ...] = key("The models that the studies evaluate.")
    ratings: dict[str, Rating] = key("The review's ratings, by scale.", default={})
    findings: tuple[Finding, ...] = key("The summary of findings.")
    risk_of_bias: RiskOfBias | None = key("How many studies are at high risk of bias.", default=None)
    flow: Flow | None = key("How studies were found.", default=None)
    counts: Counts = key("What the report says it counts.")
    records_note: Markdown = key("What the study records are and are not; stands wherever the set is shown.")
    comparison: Text = key("What the interventions were compared with, in a word or two: usual services.")
    history: tuple[Change, ...] = key("What changed on this page, newest first.", default=())
    next_review: DateOrMonth | None = key("When the page is due to be looked at again.", default=None)


# ── The whole ────────────────────────────────────────────────────────────────────────────────────────────────────────


@record
class Content(Record):
    """Everything in content/, read and typed."""

    site: Site = key("", given=True)
    scales: tuple[Scale, ...] = key("", given=True, default=())
    domains: tuple[Domain, ...] = key("", given=True, default=())
    designs: tuple[Design, ...] = key("", given=True, default=())
    directions: tuple[Direction, ...] = key("", given=True, default=())
    countries: tuple[Country, ...] = key("", given=True, default=())
    terms: tuple[Term, ...] = key("", given=True, default=())
    pages: tuple[TextPage, ...] = key("", given=True, default=())
    reviews: tuple[Review, ...] = key("", given=True, default=())
