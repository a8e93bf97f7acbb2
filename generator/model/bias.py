"""Tools that judge risk of bias, and one study's judgements by such a tool."""

from typing import Annotated, ClassVar

from generator.kinds import Choice, Id, Markdown, Text, Truth
from generator.model.ids import BiasToolId, JudgementId
from generator.records import Record, key, record

# How grave a judgement is, whatever its tool calls it: `low` to `critical`, or that nothing is known.
Tone = Annotated[str, Choice(("low", "some", "high", "critical", "unknown"))]


@record
class Judgement(Record):
    id: Id = key("What study files call it: low, some-concerns, high.")
    label: Text = key("The judgement in words.")
    sign: Text = key("The sign that stands with the words: +, −, ×.")
    tone: Tone = key("How grave it is; decides its colour, and the shade of the study in other views.")
    meaning: Text = key("What the judgement says of a result.")


@record
class BiasDomain(Record):
    id: Id = key("What study files call it: D1.")
    title: Text = key("What may have led to bias, in a few words.")


@record
class BiasTool(Record):
    """content/bias-tools/<id>.yaml"""

    id: str = key("The file's name.", given=True, default="")
    title: Text = key("The tool's name: RoB 2.")
    about: Markdown = key("What the tool judges, and whose it is.")
    judgements: tuple[Judgement, ...] = key("What a judgement may be, the best first.")
    domains: tuple[BiasDomain, ...] = key("The ways to bias that the tool looks at, in its own order.")
    overall: Truth = key("Whether the tool asks for an overall judgement.", default=True)


@record
class DomainJudgement(Record):
    """A judgement in one domain; the judgement alone will do where there is no reason."""

    bare: ClassVar[str] = "judgement"

    judgement: JudgementId = key("The judgement.")
    reason: Text | None = key("Why, in a sentence or two.", default=None)
    quote: Text | None = key("The words of the paper that it rests on.", default=None)


@record
class StudyBias(Record):
    """Risk of bias of one study, as a tool judges it."""

    tool: BiasToolId = key("The tool's id: rob2.")
    overall: DomainJudgement | None = key("The overall judgement.", default=None)
    domains: dict[str, DomainJudgement] = key("A judgement for each domain of the tool.", default={})
    source: Text | None = key("Who judged, if not this site's editors.", default=None)
