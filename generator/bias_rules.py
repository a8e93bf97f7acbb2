"""The rules of risk of bias: judgements are those of their tool, a review's numbers those of its studies. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator import derive
from generator.lookup import Lookup, by_id
from generator.model import BiasTool, DomainJudgement, Review, StudyBias
from generator.problems import Problem, counted, did_you_mean, quoted

GRAVE = ("high", "critical")


def every_judgement_is_one_of_its_tool(lookup: Lookup, today: date) -> Iterator[Problem]:
    for study in lookup.part.studies:
        bias = study.risk_of_bias
        if bias is not None and bias.tool in lookup.tools:
            yield from _not_of_the_tool(bias, lookup.tools[bias.tool])


def _not_of_the_tool(bias: StudyBias, tool: BiasTool) -> Iterator[Problem]:
    domains = by_id(tool.domains)
    for name, given in bias.domains.items():
        if name not in domains:
            hint = did_you_mean(name, list(domains))
            yield bias.problem(("domains", name), f"{quoted(name)} is not a domain of {tool.title}{hint}")
        yield from _unknown(given, tool)
    if bias.overall is not None:
        yield from _unknown(bias.overall, tool)
        if not tool.overall:
            yield bias.problem("overall", f"{tool.title} asks for no overall judgement – remove it")


def _unknown(given: DomainJudgement, tool: BiasTool) -> Iterator[Problem]:
    known = by_id(tool.judgements)
    if given.judgement not in known:
        words = (
            f"{quoted(given.judgement)} is not a judgement of {tool.title}{did_you_mean(given.judgement, list(known))}"
        )
        yield given.problem("judgement", words)


def review_states_the_bias_of_its_studies(lookup: Lookup, today: date) -> Iterator[Problem]:
    """Where as many studies are judged here as the review says it judged, as many must be at high risk."""
    for review in lookup.part.reviews:
        bias, judged = review.risk_of_bias, _tones(review, lookup)
        grave = sum(tone in GRAVE for tone in judged)
        if bias is not None and len(judged) == bias.of and grave != bias.high:
            judgements = counted(bias.of, "study judged", "studies judged")
            words = (
                f"the review says {bias.high}, but by their files {grave} of {judgements} "
                f"{'is' if grave == 1 else 'are'} at high risk of bias – mend the number, or a study"
            )
            yield bias.problem("high", words)


def _tones(review: Review, lookup: Lookup) -> list[str]:
    """The tone of each overall judgement that can be read; a wrong one is told by the rule above."""
    judged = [study for study in review.studies if study.risk_of_bias and study.risk_of_bias.overall]
    return [derive.quality(study, lookup) for study in judged if _readable(study.risk_of_bias, lookup)]


def _readable(bias: StudyBias | None, lookup: Lookup) -> bool:
    tool = lookup.tools.get(bias.tool) if bias else None
    return bool(tool and bias and bias.overall and bias.overall.judgement in by_id(tool.judgements))
