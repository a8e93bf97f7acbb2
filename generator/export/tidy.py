"""What the tidy tables of a site are: their columns, what each means, and which row of another table it names.

The only statement of them: datapackage.json and the documentation are made from it, and `rows` gives values in its
order. Ids hold for the whole site: a study's is that of its review, a slash and its own.
"""

from __future__ import annotations

from generator.frozen import frozen


@frozen
class Column:
    """`refers` is the table whose `id` stands here, `options` the vocabulary that the values are from."""

    name: str
    note: str
    type: str = "string"
    required: bool = False
    refers: str = ""
    options: str = ""


@frozen
class Tidy:
    """`key` are the columns that tell rows apart."""

    name: str
    title: str
    about: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ("id",)

    @property
    def head(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)


def _id(note: str) -> Column:
    return Column("id", note, required=True)


REVIEW = Column("review", "The review's id.", required=True, refers="reviews")
STUDY = Column("study", "The study's id.", required=True, refers="studies")
NUMBER = Column("number", "Counts rows from 1, in the order of the record.", "integer", required=True)

REVIEWS = Tidy(
    "reviews",
    "Reviews",
    "A row for each review, with the report that it sums up.",
    (
        _id("The review's id."),
        Column("title", "Its short name on this site.", required=True),
        Column("question", "The question it answers.", required=True),
        Column("headline", "The main finding, in one sentence.", required=True),
        Column("comparison", "What the interventions were compared with.", required=True),
        Column("report_title", "The report's title.", required=True),
        Column("report_authors", "Its authors, between semicolons.", required=True),
        Column("report_publisher", "Who published it.", required=True),
        Column("report_published", "The day or the month of publication.", required=True),
        Column("report_url", "The report's own page.", required=True),
        Column("report_doi", "The report's DOI."),
        Column("report_studies", "Number of studies that the report counts.", "integer", required=True),
        Column("study_records", "Number of study records on this site.", "integer", required=True),
        Column(
            "samples", "Independent samples among them: studies that share one count once.", "integer", required=True
        ),
        Column("page", "Its page on this site.", required=True),
    ),
)
STUDIES = Tidy(
    "studies",
    "Studies",
    "A row for each study record of a review.",
    (
        _id("The review's id, a slash and the study's own."),
        REVIEW,
        Column("name", "Authors and year, as this site calls the study.", required=True),
        Column("title", "The title of the paper or report.", required=True),
        Column("authors", "Its authors, between semicolons.", required=True),
        Column("year", "The year of publication.", "year", required=True),
        Column("journal", "The journal."),
        Column("volume", "Its volume."),
        Column("issue", "Its issue."),
        Column("pages", "First and last page."),
        Column("publisher", "Who published a report, thesis or book."),
        Column("isbn", "The ISBN of a book or report."),
        Column("doi", "The DOI of the paper."),
        Column("pubmed", "The PubMed id.", "integer"),
        Column("url", "The paper's own page, or a page about it."),
        Column("country", "The country's code (ISO 3166).", required=True),
        Column("country_name", "The country's name.", required=True),
        Column("region", "Where in the country."),
        Column("design", "The study's design; empty where no source names it.", options="designs"),
        Column("design_detail", "More about the design."),
        Column(
            "comparison_confirmed", "Whether a source says that there was a comparison group.", "boolean", required=True
        ),
        Column("intervention_detail", "More about the intervention: a local name, its timing."),
        Column("population", "Who took part."),
        Column("sample_intervention", "How many had the intervention.", "integer"),
        Column("sample_comparison", "How many were in the comparison group.", "integer"),
        Column("sample_all", "How many in all, where it is known or can be added up.", "integer"),
        Column("sample_unit", "What is counted: children, families."),
        Column("follow_up", "For how long they were followed."),
        Column("effect_note", "What to know about the size of the effects."),
        Column("same_trial_as", "Ids of other studies of the same sample, between semicolons."),
        Column("rigour", "How rigorous the study is, for ratings.", options="rigours"),
        Column("horizon", "How long its effect was seen, for ratings.", options="horizons"),
        Column("effect", "What it shows on balance, for ratings.", options="effects"),
        Column("comparison_group", "Whether it had a comparison group, for ratings.", "boolean"),
        Column("independent", "Whether it was done independently of the provider, for ratings.", "boolean"),
        Column(
            "inclusion",
            "Whether the review's own list is known to hold this study.",
            required=True,
            options="inclusions",
        ),
        Column("source", "Where the facts of the record were read.", required=True),
        Column("not_seen", "Facts of the record that no source confirms, between semicolons."),
        Column("page", "The record's page on this site.", required=True),
    ),
)
INTERVENTIONS = Tidy(
    "interventions",
    "Interventions",
    "A row for each kind of intervention of a review.",
    (
        _id("The review's id, a slash and the intervention's own."),
        REVIEW,
        Column("title", "Its name.", required=True),
        Column("meaning", "What it is.", required=True),
    ),
)
OF_STUDIES = Tidy(
    "study_interventions",
    "Interventions of studies",
    "A row for each intervention that a study evaluated: a study can have several.",
    (STUDY, Column("intervention", "The intervention's id.", required=True, refers="interventions")),
    ("study", "intervention"),
)
OUTCOMES = Tidy(
    "outcomes",
    "Outcomes",
    "A row for each outcome of the site's vocabulary, with its domain.",
    (
        _id("The outcome's id."),
        Column("title", "The outcome in a few words.", required=True),
        Column("domain", "The id of its domain.", required=True),
        Column("domain_title", "The domain in a few words.", required=True),
        Column("domain_kind", "Whether it is one of the child outcome domains.", required=True, options="domain_kinds"),
        Column("benefit", "Which way is good for families.", required=True, options="benefits"),
        Column("meaning", "What is measured.", required=True),
    ),
)
RESULTS = Tidy(
    "results",
    "Results",
    "A row for each result of a study.",
    (
        STUDY,
        NUMBER,
        Column("outcome", "The outcome's id.", required=True, refers="outcomes"),
        Column("label", "What the study itself calls the outcome."),
        Column("direction", "Which way the result points, signed by benefit.", required=True, options="directions"),
        Column("detail", "The result in a sentence."),
        Column("effect_size", "The size of the effect in the words of the source."),
        Column("measure", "What is estimated: odds ratio, mean difference."),
        Column("estimate", "The estimate, of the intervention against the comparison.", "number"),
        Column("low", "The lower end of its interval.", "number"),
        Column("high", "The upper end of its interval.", "number"),
        Column("p", "The p value.", "number"),
        Column("weight", "Its weight in the review's pooled estimate, in percent.", "number"),
    ),
    ("study", "number"),
)
FINDINGS = Tidy(
    "findings",
    "Findings",
    "A row for each finding of a review's summary of findings.",
    (
        REVIEW,
        NUMBER,
        Column("title", "What the finding is about.", required=True),
        Column("direction", "Which way the evidence leans, as the review states it.", options="leanings"),
        Column("statement", "The finding, as Markdown.", required=True),
        Column("certainty", "How sure the review is, in its terms; empty where nothing that could be read says so."),
        Column("outcomes", "Ids of the outcomes it speaks of, between semicolons."),
    ),
    ("review", "number"),
)
SCALES = Tidy(
    "scales",
    "Rating scales",
    "A row for each level, state and flag of each rating scale.",
    (
        _id("The scale's id, a slash and the id of the level, state or flag."),
        Column("scale", "The scale's id.", required=True),
        Column("scale_title", "The scale's name.", required=True),
        Column("kind", "A level, a state off the scale, or a flag beside a level.", required=True, options="parts"),
        Column("rank", "The rank of a level, the lowest first; states and flags have none.", "integer"),
        Column("value", "The level's, state's or flag's own id.", required=True),
        Column("label", "It in words.", required=True),
        Column("meaning", "What it takes, or what it tells.", required=True),
        Column("currency", "For levels with amounts: the currency."),
        Column("from", "The least amount on this level.", "number"),
        Column("to", "The greatest amount on this level.", "number"),
        Column("above", "The last amount that is too small for this level.", "number"),
        Column("below", "The first amount that is too great for this level.", "number"),
    ),
)
RATINGS = Tidy(
    "ratings",
    "Ratings",
    "A row for each rating of a review, of one of its interventions, or of a study.",
    (
        REVIEW,
        NUMBER,
        Column("intervention", "The id of the intervention, if it is that which is rated.", refers="interventions"),
        Column("study", "The id of the study, if it is that which is rated.", refers="studies"),
        Column("rating", "The level or state: its id in the table of scales.", required=True, refers="scales"),
        Column("flags", "Ids of flags beside the level, between semicolons."),
        Column("unit_cost", "The estimated unit cost, in the scale's currency.", "number"),
        Column("reason", "Why this rating."),
        Column("override", "Why it stands though the study records support another."),
        Column("basis", "Ids of the studies that it rests on, between semicolons."),
        Column("rated", "The day of the rating.", "date"),
    ),
    ("review", "number"),
)
BIAS = Tidy(
    "bias",
    "Risk of bias",
    "A row for each judgement of a study's risk of bias; the overall one is in the domain Overall.",
    (
        STUDY,
        Column("tool", "The tool's id.", required=True),
        Column("domain", "The domain's id, or Overall.", required=True),
        Column("domain_title", "What may have led to bias.", required=True),
        Column("judgement", "The judgement's id.", required=True),
        Column("judgement_label", "The judgement in words.", required=True),
        Column("tone", "How grave it is, whatever the tool calls it.", required=True, options="tones"),
        Column("reason", "Why."),
        Column("quote", "The words of the paper that it rests on."),
        Column("judged_by", "Who judged, if not this site's editors."),
    ),
    ("study", "domain"),
)
FLOW = Tidy(
    "flow",
    "Flow of records",
    "A row for each box of a review's PRISMA flow that is reported; a box that is not reported has no row.",
    (
        REVIEW,
        NUMBER,
        Column("box", "The box, as the content format calls it: removed.duplicates.", required=True),
        Column("part", "The database, register or reason for exclusion that the number is of."),
        Column("records", "How many.", "integer", required=True),
    ),
    ("review", "number"),
)
TABLES = (
    *(REVIEWS, STUDIES, INTERVENTIONS, OF_STUDIES, OUTCOMES, RESULTS),
    *(FINDINGS, SCALES, RATINGS, BIAS, FLOW),
)
