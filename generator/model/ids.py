"""The ids that files use to name what other files define; that each exists is a rule across files."""

from typing import Annotated

from generator.kinds import Reference

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
BiasToolId = Annotated[str, Reference("tool", "a risk-of-bias tool")]
JudgementId = Annotated[str, Reference("judgement", "a judgement")]
