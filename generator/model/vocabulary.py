"""What a site shares: its own name, outcomes, designs, directions, countries, terms, and pages of text."""

from typing import Annotated

from generator.kinds import Address, Alias, Choice, Contact, Date, Id, Markdown, SiteAddress, Text, Truth, WholeNumber
from generator.model.ids import PageId, TermId
from generator.records import Record, key, record

Benefit = Annotated[str, Choice(("more", "fewer", "less", "none"))]
Points = Annotated[str, Choice(("benefit", "harm", "neither", "both", "unknown"))]
Strength = Annotated[int, WholeNumber(1, 3)]
DomainKind = Annotated[str, Choice(("child-outcome", "other"))]


@record
class Organisation(Record):
    name: Text = key("Its name, as readers know it.")
    url: Address | None = key("Its own website.", default=None)


@record
class Security(Record):
    """Where a weakness of the site can be reported (RFC 9116)."""

    contact: Contact = key("An e-mail address, or the address of a page.")
    expires: Date = key("Until when this holds; at most a year from now is advised.")
    policy: Address | None = key("A page that says how reports are handled.", default=None)


@record
class Site(Record):
    """content/site.yaml"""

    title: Text = key("The site's name; stands at the top of each page and in each browser tab.")
    tagline: Text = key("One line under the name: what a reader finds here.")
    url: SiteAddress = key("Where the site will live; a sub-path is fine.")
    language: Annotated[str, Choice(("en-GB", "en-US", "en"))] = key("The language of the content.", default="en-GB")
    organisation: Organisation | None = key("Who publishes the site.", default=None)
    licence: Address | None = key(
        "The address of the licence under which the site’s own words and data may be used.", default=None
    )
    contact: Text | None = key("Where readers can report a problem: an e-mail, web or postal address.", default=None)
    security: Security | None = key("Where a weakness of the site can be reported; makes security.txt.", default=None)
    introduction: Markdown = key("A short paragraph on the home page, under the site's name.")
    menu: tuple[PageId, ...] = key("The pages of content/pages/ that the footer links to, in this order.", default=())


@record
class Outcome(Record):
    id: Id = key("What study files call it.")
    title: Text = key("The outcome in a few words.")
    short: Text | None = key("A shorter title for heads of table columns.", default=None)
    benefit: Benefit = key("Which way is good for families: more, fewer or less of it; `none` where it depends.")
    meaning: Text = key("What is measured, in one or two sentences.")

    @property
    def brief(self) -> str:
        """The title as heads of tables have it."""
        return self.short or self.title


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
    strength: Strength = key(
        "How far the design rules out other explanations: 3 far, 2 partly, 1 hardly; a bar’s height in harvest plots.",
        default=1,
    )
    randomised: Truth = key("Whether chance decided who got the intervention.", default=False)
    meaning: Text = key("How such a study works, and how far its result can be trusted.")

    @property
    def brief(self) -> str:
        """The title as tables have it."""
        return self.short or self.title


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
    also: tuple[Text, ...] = key("Other names that editors may try; they get a hint to this code.", default=())


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
    aliases: tuple[Alias, ...] = key(
        "Ids that it had before, or addresses of its page below the site: they lead here.", default=(), bare="one"
    )
    draft: Truth = key("Whether this is seen in the preview alone, and not built.", default=False)
    body: Markdown = key("The text below the head.", given=True, default="")
