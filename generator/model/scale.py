"""Rating scales, and ratings on them."""

from typing import Annotated, ClassVar

from generator.kinds import Alias, Amount, Choice, Count, Date, Id, LevelId, Markdown, Rated, Text, Truth
from generator.model.ids import FlagId, ScaleLevel, StateId, StudyId
from generator.records import Record, key, record

Rates = Annotated[str, Choice(("review", "intervention", "outcome", "study"))]
Better = Annotated[str, Choice(("higher", "lower", "none"))]
# What an audit of ratings asks of a study. Rigour and horizon stand in the order of their rank: more does for less.
RIGOURS = ("1", "2", "2+", "3")
HORIZONS = ("short-term", "long-term")
Rigour = Annotated[str, Choice(RIGOURS)]
Horizon = Annotated[str, Choice(HORIZONS)]
Effect = Annotated[str, Choice(("positive", "none", "negative"))]
Which = Annotated[str, Choice(("further", "these"))]


@record
class Symbol(Record):
    repeat: Text | None = key("A sign that stands once for the first level, twice for the second …", default=None)


@record
class Unit(Record):
    currency: Text = key("The three letters of the currency: GBP.")
    per: Text = key("What one amount buys: unit, child, family, year.")


@record
class Need(Record):
    """What a level or a flag asks of the studies. Each need takes studies of its own; samples count once."""

    studies: Count = key("How many studies it takes.", default=1)
    which: Which = key(
        "`further`: studies besides those of the needs above; `these`: of the studies that meet the needs above.",
        default="further",
    )
    rigour: Rigour | None = key("The least rigour.", default=None)
    horizon: Horizon | None = key("The least horizon; a long-term effect will do for a short-term one.", default=None)
    effect: tuple[Effect, ...] = key("The effect, or any of several.", default=(), bare="one")
    comparison_group: Truth | None = key("Whether there was a comparison group.", default=None)
    independent: Truth | None = key("Whether it was done independently of the provider.", default=None)


@record
class Level(Record):
    id: LevelId = key("What editors write as a rating, and what readers see on the scale: 3, 3+.")
    label: Text = key("The level in words.")
    meaning: Text = key("What it takes to be on this level, in one or two sentences.")
    from_: Amount | None = key("The least amount on this level.", default=None)
    to: Amount | None = key("The greatest amount on this level.", default=None)
    below: Amount | None = key("The first amount that is too great for this level.", default=None)
    above: Amount | None = key("The last amount that is too small for this level.", default=None)
    needs: tuple[Need, ...] = key(
        "What studies it takes, all of it; from this the build says which level the study records support.", default=()
    )


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
    needs: tuple[Need, ...] = key("What studies it takes for the flag.", default=())


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
    aliases: tuple[Alias, ...] = key(
        "Ids that it had before, or addresses of its page below the site: they lead here.", default=(), bare="one"
    )


@record
class Rating(Record):
    """A rating in short (`3+*`, `not-rated`) or in full."""

    bare: ClassVar[str] = "rating"

    rating: Rated | None = key("The rating in short: a level with the marks of its flags, or a state.", default=None)
    level: ScaleLevel | None = key("The level.", default=None)
    flags: tuple[FlagId, ...] = key("Flags beside the level.", default=())
    state: StateId | None = key("The state, where there is no level.", default=None)
    unit_cost: Amount | None = key(
        "The estimated unit cost, in the scale’s currency; the build finds the level.", default=None
    )
    override: Text | None = key(
        "Why the rating stands though the study records support another; it is printed.", default=None
    )
    reason: Text | None = key("Why this rating, in a sentence; shown with it.", default=None)
    basis: tuple[StudyId, ...] = key("The studies that the rating rests on.", default=())
    rated: Date | None = key("The day of the rating.", default=None)
