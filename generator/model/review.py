"""One review: its report, its findings, its numbers, and its studies."""

from typing import Annotated

from generator.kinds import Address, Alias, Choice, Count, Date, DateOrMonth, Doi, Id, Markdown, Rated, Text, Truth
from generator.model.flow import Flow
from generator.model.ids import InterventionId, OutcomeId, ScaleId, TermId
from generator.model.scale import Rating
from generator.model.study import Estimate, Study
from generator.records import Record, key, record

Leaning = Annotated[str, Choice(("positive", "leans_positive", "mixed", "no_clear_difference", "leans_negative"))]
Order = Annotated[str, Choice(("name", "year", "design", "sample", "risk-of-bias"))]
Where = Annotated[str, Choice(("before-findings", "after-findings"))]


@record
class Report(Record):
    title: Text = key("The report's title.")
    authors: tuple[Text, ...] = key("Family name and initials, in the report's order; or an organisation.", bare="one")
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
    meaning: Text = key("What it is, in one or two sentences.")
    ratings: dict[str, Rating] = key("Ratings of this model alone, by scale.", default={})


@record
class Finding(Record):
    title: Text = key("What the finding is about, in a few words.")
    outcomes: tuple[OutcomeId, ...] = key("The outcomes it speaks of.", default=())
    direction: Leaning | None = key("Which way the evidence leans, as the review states it.", default=None)
    statement: Markdown = key("The finding in a sentence or two.")
    certainty: Text | None = key(
        "How sure the review is, in its terms; that it does not rate it, where a source says so.", default=None
    )


@record
class RiskOfBias(Record):
    """How many of the studies the report judged to be at high risk of bias."""

    high: Count = key("Studies at high risk of bias.")
    of: Count = key("Studies judged.")
    source: Text = key("Who states it.")
    term: TermId | None = key("The glossary's term that explains risk of bias.", default=None)


@record
class Counts(Record):
    """What the report itself says; the build compares it with the files."""

    studies: Count = key("Number of studies in the report.")
    economic: Count | None = key("Studies with an economic evaluation.", default=None)


@record
class Pooled(Record):
    """An estimate that the review itself pooled; this site never pools."""

    outcome: OutcomeId = key("The outcome.")
    estimate: Estimate = key("The pooled estimate, with its interval.")
    studies: Count | None = key("How many studies went into it.", default=None)
    model: Text | None = key("How it was pooled: random effects.", default=None)
    heterogeneity: Text | None = key("How much the studies differ, as the review states it: I² = 40 %.", default=None)
    source: Text | None = key("Where the review states it.", default=None)


@record
class Synthesis(Record):
    """How results were put together without meta-analysis, by the nine items of SWiM (Campbell et al. 2020)."""

    grouping: Text | None = key("How studies were grouped, and why so.", default=None)
    metric: Text | None = key("The standardised metric, and how results were transformed to it.", default=None)
    method: Text | None = key("How the results were put together.", default=None)
    prioritisation: Text | None = key("Which results were given more weight, by which criteria.", default=None)
    heterogeneity: Text | None = key("How differences between studies were looked into.", default=None)
    certainty: Text | None = key("How the certainty of the findings was judged.", default=None)
    presentation: Text | None = key("How the data are presented, and in which order.", default=None)
    results: Text | None = key("What was found for each comparison and outcome.", default=None)
    limitations: Text | None = key("What limits the synthesis.", default=None)


@record
class Change(Record):
    date: Date = key("The day of the change.")
    change: Text = key("What changed on this page.")


@record
class RatingChange(Record):
    """A rating that became another."""

    date: Date = key("The day of the change.")
    scale: ScaleId = key("The scale.")
    intervention: InterventionId | None = key("Whose rating it is, if not the review's own.", default=None)
    before: Rated | None = key("The rating before, as it is written; leave out for a first rating.", default=None)
    after: Rated = key("The rating since then.")
    why: Text = key("Why it changed, in a sentence.")


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
    called: Text = key("What one of the interventions is called in a sentence: meeting.", default="intervention")
    interventions: tuple[Intervention, ...] = key("The models that the studies evaluate.")
    ratings: dict[str, Rating] = key("The review's ratings, by scale.", default={})
    findings: tuple[Finding, ...] = key("The summary of findings.")
    risk_of_bias: RiskOfBias | None = key("How many studies are at high risk of bias.", default=None)
    pooled: tuple[Pooled, ...] = key("The review’s own pooled estimates, if it reports any.", default=())
    synthesis: Synthesis | None = key("How results were put together without meta-analysis.", default=None)
    order: Order = key("The order of studies in the effect-direction plot; it is printed there.", default="name")
    flow: Flow | None = key("How studies were found.", default=None)
    counts: Counts = key("What the report says it counts.")
    records_note: Markdown = key("What the study records are and are not; stands wherever the set is shown.")
    comparison: Text = key("What the interventions were compared with, in a word or two: usual services.")
    history: tuple[Change, ...] = key("What changed on this page, newest first.", default=())
    rating_changes: tuple[RatingChange, ...] = key("Ratings that became others, newest first.", default=())
    next_review: DateOrMonth | None = key("When the page is due to be looked at again.", default=None)
    aliases: tuple[Alias, ...] = key(
        "Ids that it had before, or addresses of its page below the site: they lead here.", default=(), bare="one"
    )
    draft: Truth = key("Whether this is seen in the preview alone, and not built.", default=False)
