"""Which rating the studies support: what a scale's levels need, held against what the study records say. Pure.

A level is supported if all of its needs are met by different independent samples; the highest such level is the rating.
Where a record lacks a fact that the scale asks for, nothing is derived.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from generator.frozen import frozen
from generator.model import Flag, Level, Need, Scale, Study
from generator.model.scale import HORIZONS, RIGOURS
from generator.problems import counted, listed

FACTS = ("rigour", "horizon", "effect", "comparison_group", "independent")
Sampled = tuple[Study, ...]


@frozen
class Because:
    """One need in words, and the studies that meet it."""

    words: str
    studies: tuple[Study, ...]


@frozen
class Audit:
    """What the studies support. `level` is None where they support none; `missing` are the facts that records lack, and
    `incomplete` those records: with any, there is neither level nor flag."""

    level: Level | None = None
    flags: tuple[Flag, ...] = ()
    because: tuple[Because, ...] = ()
    missing: tuple[str, ...] = ()
    incomplete: tuple[Study, ...] = ()

    @property
    def short(self) -> str:
        """The rating as an editor writes it: `3+*`."""
        return (self.level.id if self.level else "no level") + "".join(flag.mark for flag in self.flags)


def audit(scale: Scale, groups: Sequence[Sampled]) -> Audit | None:
    """The rating that samples support on a scale; None where its levels say nothing of what they need."""
    facts = _facts_asked(scale)
    if not facts:
        return None
    studies = [study for group in groups for study in group]
    missing = tuple(fact for fact in facts if any(getattr(study, fact) is None for study in studies))
    if missing:
        incomplete = tuple(study for study in studies if any(getattr(study, fact) is None for fact in missing))
        return Audit(missing=missing, incomplete=incomplete)
    level, because = _highest(scale, groups)
    met = [(flag, found) for flag in scale.flags if flag.needs and (found := _met(flag.needs, groups)) is not None]
    flags = tuple(flag for flag, _ in met)
    return Audit(level, flags, (*because, *(one for _, found in met for one in found)))


def _facts_asked(scale: Scale) -> tuple[str, ...]:
    levels, flags = (part.needs for part in scale.levels), (part.needs for part in scale.flags)
    needs = [need for needs in (*levels, *flags) for need in needs]
    return tuple(fact for fact in FACTS if any(getattr(need, fact) not in (None, ()) for need in needs))


def _highest(scale: Scale, groups: Sequence[Sampled]) -> tuple[Level | None, tuple[Because, ...]]:
    for level in reversed(scale.levels):
        found = _met(level.needs, groups) if level.needs else None
        if found is not None:
            return level, found
    return None, ()


def _met(needs: Iterable[Need], groups: Sequence[Sampled]) -> tuple[Because, ...] | None:
    """The studies that meet each need, no sample twice; None if they do not suffice. A need `of these` takes from all
    that meet the needs above it."""
    needs = tuple(needs)
    taken = _shared_out([need for need in needs if need.which == "further"], groups)
    if taken is None:
        return None
    shares = iter(taken)
    found: list[Because] = []
    pool: set[int] = set()
    for need in needs:
        fitting = {number for number, group in enumerate(groups) if any(_fits(study, need) for study in group)}
        chosen = fitting & pool if need.which == "these" else set(next(shares))
        if len(chosen) < need.studies:
            return None
        pool |= set() if need.which == "these" else fitting
        fits = [next(study for study in groups[number] if _fits(study, need)) for number in sorted(chosen)]
        found.append(Because(in_words(need, first=not found), tuple(fits)))
    return tuple(found)


def _shared_out(needs: Sequence[Need], groups: Sequence[Sampled]) -> list[list[int]] | None:
    """For each need the numbers of its groups, each group for one need alone; None where there are too few.

    A matching in a bipartite graph by augmenting paths (Kuhn 1955): the order of needs does not decide.
    """
    places = [number for number, need in enumerate(needs) for _ in range(need.studies)]
    fitting = [[g for g, group in enumerate(groups) if any(_fits(study, need) for study in group)] for need in needs]
    holder: dict[int, int] = {}

    def find(place: int, tried: set[int]) -> bool:
        for group in fitting[places[place]]:
            if group not in tried:
                tried.add(group)
                if group not in holder or find(holder[group], tried):
                    holder[group] = place
                    return True
        return False

    if not all(find(place, set()) for place in range(len(places))):
        return None
    return [[group for group, place in holder.items() if places[place] == number] for number in range(len(needs))]


def _fits(study: Study, need: Need) -> bool:
    return (
        _at_least(study.rigour, need.rigour, RIGOURS)
        and _at_least(study.horizon, need.horizon, HORIZONS)
        and (not need.effect or study.effect in need.effect)
        and need.comparison_group in (None, study.comparison_group)
        and need.independent in (None, study.independent)
    )


def _at_least(given: str | None, least: str | None, ranks: tuple[str, ...]) -> bool:
    return least is None or (given is not None and ranks.index(given) >= ranks.index(least))


def in_words(need: Need, *, first: bool = True) -> str:
    """A need as a reader has it: `at least 1 further study of rigour 2 or more, with a comparison group`."""
    if need.which == "these":
        begin = f"at least {need.studies} of these"
    else:
        further = "" if first else "further "
        begin = f"at least {counted(need.studies, f'{further}study', f'{further}studies')}"
    if need.rigour:
        begin += f" of rigour {need.rigour}" + ("" if need.rigour == RIGOURS[-1] else " or more")
    return begin + _conditions(need)


def _conditions(need: Need) -> str:
    kinds = {"positive": "a positive effect", "none": "no effect", "negative": "a negative effect"}
    having = ["a comparison group"] if need.comparison_group else []
    having += [listed([kinds[effect] for effect in need.effect])] if need.effect else []
    said = " without a comparison group" if need.comparison_group is False else ""
    said += f" with {listed(having, 'and')}" if having else ""
    said += f" in the {need.horizon.replace('-term', ' term')}" if need.horizon else ""
    if need.independent is not None:
        said += f" {'' if need.independent else 'not '}done independently of the provider"
    return said
