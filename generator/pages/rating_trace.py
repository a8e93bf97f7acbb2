"""Why the studies support a rating, with links to them, for the rating's block and its legend. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator import addresses
from generator.audit import Because, Sampled, audit
from generator.legends import Trace, TraceLine
from generator.model import Scale
from generator.problems import counted, listed

IN_WORDS = {
    "rigour": "rigour",
    "horizon": "horizon",
    "effect": "effect",
    "comparison_group": "comparison group",
    "independent": "independence",
}


def trace(scale: Scale, groups: Sequence[Sampled], names: Mapping[str, str]) -> Trace | None:
    """What the study records of samples support on a scale, and why; that nothing is derived, where facts are missing;
    None where the scale does not say what its levels need."""
    found = audit(scale, groups) if groups else None
    if found is None:
        return None
    if found.missing:
        facts = listed([IN_WORDS[fact] for fact in found.missing], "and")
        records = (
            f"{len(found.incomplete)} of {counted(sum(map(len, groups)), 'study record')} lack what the scale asks for"
        )
        return Trace(f"No rating is derived: {records} ({facts}).")
    if found.level is None:
        return Trace("The study records support no level of this scale.", _lines(found.because, names))
    return Trace(f"The study records support {found.short}, because there is:", _lines(found.because, names))


def _lines(because: Sequence[Because], names: Mapping[str, str]) -> tuple[TraceLine, ...]:
    return tuple(
        TraceLine(one.words, tuple((names[study.id], addresses.of_study(study)) for study in one.studies))
        for one in because
    )
