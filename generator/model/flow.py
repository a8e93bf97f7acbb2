"""The boxes of a PRISMA 2020 flow. A missing box is not reported, which is not 0."""

from generator.kinds import Address, Count, Text
from generator.records import Record, key, record


@record
class FlowTotal(Record):
    studies: Count | None = key("Studies.", default=None)
    reports: Count | None = key("Papers and reports of those studies.", default=None)


@record
class Searched(Record):
    """One of the databases or registers that were searched."""

    name: Text = key("Its name.")
    records: Count = key("Records found in it.")


@record
class Removed(Record):
    """Records removed before anyone read them."""

    duplicates: Count | None = key("Duplicates.", default=None)
    automation: Count | None = key("Marked as not eligible by automation tools.", default=None)
    other: Count | None = key("Removed for other reasons.", default=None)


@record
class Exclusion(Record):
    reason: Text = key("Why reports were excluded.")
    reports: Count = key("How many.")


@record
class OtherMethods(Record):
    """Records found by other ways than databases and registers."""

    websites: Count | None = key("Found on websites.", default=None)
    organisations: Count | None = key("Found through organisations.", default=None)
    citations: Count | None = key("Found by following citations.", default=None)
    sought: Count | None = key("Reports sought.", default=None)
    not_retrieved: Count | None = key("Reports that could not be had.", default=None)
    assessed: Count | None = key("Reports read for eligibility.", default=None)
    excluded: tuple[Exclusion, ...] = key("Reports excluded, by reason.", default=())


@record
class BoxNote(Record):
    """More about one box of the flow."""

    url: Address | None = key("Where the list behind the number can be read.", default=None)
    note: Text | None = key("What to know about the number.", default=None)


@record
class Flow(Record):
    """The boxes of a PRISMA 2020 flow, as far as they are reported; a missing box is not reported, which is not 0."""

    previous: FlowTotal | None = key("What an earlier version of the review had included.", default=None)
    databases: Count | None = key("Records found in databases.", default=None)
    registers: Count | None = key("Records found in registers.", default=None)
    searched: tuple[Searched, ...] = key("The databases and registers by name.", default=())
    removed: Removed | None = key("Records removed before screening.", default=None)
    screened: Count | None = key("Unique records screened.", default=None)
    excluded: Count | None = key("Records excluded by title and abstract.", default=None)
    sought: Count | None = key("Reports sought.", default=None)
    not_retrieved: Count | None = key("Reports that could not be had.", default=None)
    assessed: Count | None = key("Reports read for eligibility.", default=None)
    excluded_reasons: tuple[Exclusion, ...] = key("Reports excluded after reading, by reason.", default=())
    other: OtherMethods | None = key("Found by other methods.", default=None)
    new: FlowTotal | None = key("Newly included by this review.", default=None)
    total: FlowTotal | None = key("All that the review includes.", default=None)
    meta_analysis: FlowTotal | None = key("Included in a meta-analysis.", default=None)
    boxes: dict[str, BoxNote] = key("More about single boxes, by the box's name, such as `screened`.", default={})
    override: Text | None = key("Why numbers that do not add up stand as they are; it is printed.", default=None)
    notes: Text | None = key("Where the numbers come from.", default=None)
