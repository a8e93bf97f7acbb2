"""Numbers and names that nobody types: counted, grouped and ordered from the records. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from generator.frozen import frozen
from generator.lookup import Lookup, by_id
from generator.model import BiasDomain, Direction, DomainJudgement, Estimate, Judgement, Outcome, Result, Review, Study
from generator.remembered import each_remembered, remembered

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
SHARED_BY_MOST = 0.7
RATIO = re.compile(
    r"(?i:^(?!.*\b(?:log|ln|reduction|difference)\b))"
    r".*(?:(?i:\bratio\b|relative risk)|\b[acw]?(?:OR|RR|HR|IRR|SMR)\b)"
)
QUALITIES = {
    "low": "Low risk of bias",
    "some": "Some concerns",
    "high": "High risk of bias",
    "critical": "Critical risk of bias",
    "unknown": "No information on risk of bias",
    "apart": "Risk of bias judged, without an overall judgement",
    "unjudged": "Risk of bias not judged",
}
NAMED_AUTHORS = 2
# Small words that belong to a family name; any other small word makes a name that of an organisation.
PARTICLES = frozenset("van von de der den ter la le du da di del el al bin ibn".split())
INITIALS = re.compile(r"(?:-?[^\W\d_][\u0300-\u036f]*\.?){1,5}")
# What organisations have at the end of their names, and what no family name is: `UNICEF UK`, `Barnardo's NI`.
COUNTRIES = frozenset({"UK", "USA"})
OWNED = re.compile(r"\w['’]s\b")
NOT_STATED = "Not stated"
OVERALL = BiasDomain(id="Overall", title="All in all")


@frozen
class Numbers:
    """What can be counted over a review's study records."""

    studies: int
    samples: int
    randomised: int
    comparison_confirmed: int
    countries: int
    first_year: int | None
    last_year: int | None


@frozen
class Pointing:
    """How many independent samples point one way on an outcome, and the studies among them."""

    direction: Direction
    samples: int
    studies: tuple[Study, ...]

    @property
    def signs(self) -> str:
        """The direction's sign once for each sample; thin spaces let a long row of them break."""
        return "\u2009".join([self.direction.sign] * self.samples)


@frozen
class OutcomeSummary:
    """Which way the studies point on one outcome; a pointing for each direction, in the vocabulary's order."""

    outcome: Outcome
    pointings: tuple[Pointing, ...]
    samples: int


def numbers(review: Review, lookup: Lookup) -> Numbers:
    studies, designs = review.studies, lookup.designs
    years = [study.year for study in studies]
    return Numbers(
        studies=len(studies),
        samples=len(samples(studies)),
        randomised=sum(bool(study.design and designs[study.design].randomised) for study in studies),
        comparison_confirmed=sum(study.comparison_confirmed for study in studies),
        countries=len({study.country for study in studies}),
        first_year=min(years, default=None),
        last_year=max(years, default=None),
    )


def samples(studies: Iterable[Study]) -> list[tuple[Study, ...]]:
    """Studies in groups that share a sample, each group in the order given. A study of its own sample is a group."""
    left = {study.id: study for study in studies}
    if not any(study.same_trial_as for study in left.values()):
        return [(study,) for study in left.values()]
    groups = []
    for study in list(left.values()):
        if study.id in left:
            names = _same_trial(study, left)
            groups.append(tuple(left[name] for name in list(left) if name in names))
            left = {name: other for name, other in left.items() if name not in names}
    return groups


def of_intervention(groups: Iterable[tuple[Study, ...]], name: str) -> list[tuple[Study, ...]]:
    """Of each sample the studies of one intervention. What links two of them may be a study of another."""
    found = (tuple(study for study in group if name in study.intervention) for group in groups)
    return [group for group in found if group]


def _same_trial(study: Study, studies: dict[str, Study]) -> set[str]:
    found, waiting = {study.id}, [study.id]
    while waiting:
        for other in studies[waiting.pop()].same_trial_as:
            if other in studies and other not in found:
                found.add(other)
                waiting.append(other)
    return found


def shared_direction(directions: Sequence[str]) -> str:
    """The direction of several results on one outcome: the one that at least 70 % of those reported share, else mixed
    (Boon & Thomson 2021, the effect-direction plot). Not reported only where nothing else is."""
    if len(directions) == 1:
        return directions[0]
    reported = [direction for direction in directions if direction != "not_reported"]
    if not reported:
        return "not_reported"
    direction, count = Counter(reported).most_common(1)[0]
    return direction if count >= SHARED_BY_MOST * len(reported) else "mixed"


def direction_summary(review: Review, lookup: Lookup) -> tuple[OutcomeSummary, ...]:
    """Which way the studies point, outcome by outcome; studies of one trial count once. Results under labels of the
    studies' own (`other`) are left out: they have no outcome in common."""
    groups = samples(review.studies)
    summaries = (outcome_summary(outcome, groups, lookup) for outcome in shared_outcomes(lookup))
    return tuple(summary for summary in summaries if summary.samples)


def shared_outcomes(lookup: Lookup) -> list[Outcome]:
    """The outcomes that studies have in common, in the vocabulary's order."""
    return [outcome for outcome in lookup.outcomes.values() if outcome.id != "other"]


def outcome_summary(outcome: Outcome, groups: list[tuple[Study, ...]], lookup: Lookup) -> OutcomeSummary:
    """Which way samples point on one outcome; a sample whose studies did not measure it is left out."""
    pointings = tuple(
        Pointing(direction, len(found), tuple(study for group in found for study in group))
        for direction, found in samples_by_direction(outcome, groups, lookup)
    )
    return OutcomeSummary(outcome, pointings, sum(one.samples for one in pointings))


def samples_by_direction(
    outcome: Outcome, groups: Iterable[tuple[Study, ...]], lookup: Lookup
) -> list[tuple[Direction, list[tuple[Study, ...]]]]:
    """Every direction with the samples that point there on an outcome, of each sample the studies that measured it."""
    pointing: dict[str, list[tuple[Study, ...]]] = {}
    for group in groups:
        measured = tuple(study for study in group if results_on(study, outcome))
        if measured:
            directions = [result.direction for study in measured for result in results_on(study, outcome)]
            pointing.setdefault(shared_direction(directions), []).append(measured)
    return [(direction, pointing.get(direction.id, [])) for direction in lookup.directions.values()]


def results_on(study: Study, outcome: Outcome) -> tuple[Result, ...]:
    return _results(study).get(outcome.id, ())


@each_remembered
def _results(study: Study) -> dict[str, tuple[Result, ...]]:
    """The results of a study by outcome."""
    found: dict[str, tuple[Result, ...]] = {}
    for result in study.outcomes:
        found[result.outcome] = (*found.get(result.outcome, ()), result)
    return found


# An author is asked for by names, references and tags in turn, and writes again.
@lru_cache(maxsize=10_000)
def family_name(author: str) -> str:
    """`van Steensel FJA` → `van Steensel`; an organisation's name stays whole: `Barnardo's UK`, `Uniting, NSW`."""
    family, _, last = author.rpartition(" ")
    initials = INITIALS.fullmatch(last) is not None and last.replace("-", "").replace(".", "").isupper()
    joined = any(word.islower() and word not in PARTICLES for word in family.split())
    of_many = "," in family or last in COUNTRIES or OWNED.search(family) is not None
    return author if not family or not initials or joined or of_many else family


def with_initials(family: str, initials: str) -> str:
    """`Sundell K`; those of a country have points, as an organisation's name may end in it: `Menon U.K.`"""
    return f"{family} {'.'.join(initials)}." if initials in COUNTRIES else f"{family} {initials}"


def days_of_change(review: Review) -> list[str]:
    """The days on which the page of a review changed, as far as it names them, first to last."""
    return sorted([change.date for change in review.history] + [change.date for change in review.rating_changes])


@remembered
def short_names(review: Review) -> dict[str, str]:
    """How the page calls each study, by id: author and year, with a letter where two would be alike."""
    plain = {study.id: f"{_authors(study)} {study.year}" for study in review.studies}
    count = Counter(plain.values())
    seen: Counter[str] = Counter()
    names = {}
    for study in sorted(review.studies, key=lambda one: one.id):
        name = plain[study.id]
        seen[name] += 1
        names[study.id] = name + (_letters(seen[name]) if count[name] > 1 else "")
    return names


def _letters(number: int) -> str:
    """1 → a, 26 → z, 27 → aa."""
    more, last = divmod(number - 1, 26)
    return (_letters(more) if more else "") + chr(97 + last)


def _authors(study: Study) -> str:
    names = [family_name(author) for author in study.authors]
    return " & ".join(names) if len(names) <= NAMED_AUTHORS else f"{names[0]} et al."


@frozen
class Participants:
    """How many took part, by what was counted. Families and children are never added up. `known` of the `samples`
    give a total."""

    by_unit: tuple[tuple[str, int], ...]
    known: int
    samples: int


def sample_size(study: Study) -> int | None:
    """All who took part, or None where a group is not known."""
    sample = study.sample
    if sample is None or sample.total is not None:
        return sample.total if sample else None
    if sample.intervention is None or sample.comparison is None:
        return None
    return sample.intervention + sample.comparison


def participants(groups: Iterable[Sequence[Study]]) -> Participants:
    """Who took part in samples. Of studies that share a sample, the one with the greatest number speaks for all."""
    counted: Counter[str] = Counter()
    known = of = 0
    for group in groups:
        of += 1
        sized = [(size, study) for study in group if (size := sample_size(study)) is not None]
        if sized:
            size, study = max(sized, key=lambda one: one[0])
            counted[(study.sample and study.sample.unit) or "participants"] += size
            known += 1
    return Participants(tuple(counted.most_common()), known, of)


def quality(study: Study, lookup: Lookup) -> str:
    """How grave the overall risk of bias is: the tone of its judgement, from low to unknown. `apart`: judged in domains
    alone, as some tools ask for no more; `unjudged`: not at all."""
    bias = study.risk_of_bias
    if bias is None or not (bias.overall or bias.domains):
        return "unjudged"
    if bias.overall is None:
        return "apart"
    judgement = by_id(lookup.tools[bias.tool].judgements)[bias.overall.judgement]
    return judgement.tone


def judgements(study: Study, lookup: Lookup) -> list[tuple[BiasDomain, DomainJudgement, Judgement]]:
    """What a tool made of a study, domain by domain in the tool's order; the overall judgement comes last."""
    bias = study.risk_of_bias
    if bias is None:
        return []
    tool = lookup.tools[bias.tool]
    given = [(domain, bias.domains[domain.id]) for domain in tool.domains if domain.id in bias.domains]
    if bias.overall is not None:
        given.append((OVERALL, bias.overall))
    known = by_id(tool.judgements)
    return [(domain, one, known[one.judgement]) for domain, one in given]


def is_ratio(estimate: Estimate) -> bool:
    """Whether no effect is 1, not 0: odds ratio, aOR, hazard ratio, relative risk; not the logarithm of one, nor a
    difference or a reduction."""
    return RATIO.search(estimate.measure) is not None


@remembered
def in_reading_order(review: Review) -> list[Study]:
    """Studies by name and year, as a reader looks for them."""
    names = short_names(review)
    return sorted(review.studies, key=lambda study: (alphabetical(names[study.id]), study.id))


def alphabetical(text: str) -> str:
    """A sort key that takes accents, marks and capital letters as a reader does."""
    plain = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in plain if sign.isalnum() or sign.isspace()).casefold().strip()


def day(iso: str) -> str:
    """`2020-02-13` → `13 February 2020`, `2027-11` → `November 2027`; the same in any locale."""
    year, month, *rest = iso.split("-")
    return " ".join([*(str(int(number)) for number in rest), MONTHS[int(month) - 1], year])
