"""One study: what it is, what it found, and where its facts were read."""

from typing import Annotated, ClassVar

from generator.kinds import Address, Alias, Amount, Choice, Count, Date, Doi, Markdown, Text, Truth, Year
from generator.model.bias import StudyBias
from generator.model.ids import CountryId, DesignId, DirectionId, InterventionId, OutcomeId, StudyId
from generator.model.scale import Effect, Horizon, Rating, Rigour
from generator.records import Record, key, record

Inclusion = Annotated[str, Choice(("confirmed", "unconfirmed"))]


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
class FactSource(SourceLink):
    """Where one fact of a study was read; a bare address will do."""

    where: Text | None = key("Where on the page: table 2, page 14.", default=None)
    quote: Text | None = key("The words of the source that the fact rests on.", default=None)
    seen: Date | None = key("The day on which it was read.", default=None)


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
    value: Amount = key("The estimate, of the intervention against the comparison.")
    low: Amount | None = key("The lower end of its interval.", default=None)
    high: Amount | None = key("The upper end of its interval.", default=None)
    p: Amount | None = key("The p value, from 0 to 1.", default=None)
    weight: Amount | None = key("Its weight in the review’s pooled estimate, in percent.", default=None)


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
    facts: dict[str, FactSource] = key(
        "Where single facts were read, by the name of their field: design, sample, country.", default={}
    )
    not_seen: tuple[Text, ...] = key("Fields that stood in no source and are not confirmed.", default=())


@record
class Study(Record):
    """content/reviews/<review>/studies/<id>.yaml"""

    id: str = key("The file's name.", given=True, default="")
    review: str = key("The review's folder.", given=True, default="")
    title: Text = key("The title of the paper or report.")
    authors: tuple[Text, ...] = key(
        "Family name and initials, Sundell K; or an organisation, with a comma if it ends like initials: Uniting, NSW.",
        bare="one",
    )
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
    intervention: tuple[InterventionId, ...] = key("The intervention or interventions that were evaluated.", bare="one")
    intervention_detail: Text | None = key("More about it: a local name, its timing.", default=None)
    population: Text | None = key("Who took part.", default=None)
    sample: Sample | None = key("How many took part.", default=None)
    follow_up: Text | None = key("For how long they were followed.", default=None)
    outcomes: tuple[Result, ...] = key("What was measured, and what was found.")
    effect_note: Text | None = key("What to know about the size of the effects.", default=None)
    ratings: dict[str, Rating] = key("Ratings of this study, by scale.", default={})
    rigour: Rigour | None = key(
        "How rigorous the study is, for ratings: 2 is a quantitative impact study, 3 is rigorous.", default=None
    )
    horizon: Horizon | None = key("How long its effect was seen: short-term or long-term.", default=None)
    effect: Effect | None = key("What it shows on balance: a positive effect, none, or a negative one.", default=None)
    independent: Truth | None = key("Whether it was done independently of the provider.", default=None)
    comparison_group: Truth | None = key("Whether it had a comparison group.", default=None)
    risk_of_bias: StudyBias | None = key("How likely bias is, as a tool judges it.", default=None)
    same_trial_as: tuple[StudyId, ...] = key(
        "Other studies of the same sample; each must name the other. They count once.", default=(), bare="one"
    )
    provenance: Provenance = key("Where these facts come from.")
    notes: Markdown | None = key("What else a reader should know.", default=None)
    aliases: tuple[Alias, ...] = key(
        "Ids that it had before, or addresses of its page below the site: they lead here.", default=(), bare="one"
    )
    draft: Truth = key("Whether this is seen in the preview alone, and not built.", default=False)
