"""The rules across records. Each rule is a function whose name is the rule; takes the content, yields problems. Pure.

A rule only ever sees whole records: what is wrong with a single value is found when the file is read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta

from generator import addresses
from generator.bias_rules import every_judgement_is_one_of_its_tool, review_states_the_bias_of_its_studies
from generator.estimate_rules import estimate_is_possible, estimate_lies_inside_its_interval
from generator.flow_rules import every_box_of_the_flow_exists, flow_adds_up
from generator.id_rules import (
    every_alias_is_free,
    every_id_used_exists,
    no_id_is_given_twice,
    no_id_stands_twice_in_a_list,
)
from generator.lookup import Lookup, by_id
from generator.model import Change, Content, RatingChange, Result, Sample, Study
from generator.problems import Problem, counted, did_you_mean, in_file_order
from generator.rating_rules import (
    every_rating_is_a_level_or_a_state,
    every_rating_is_on_its_scale,
    last_rating_change_gives_the_rating,
    rating_changes_are_on_their_scale,
    rating_is_what_the_studies_support,
    unit_cost_is_on_its_level,
)
from generator.records import fields_of
from generator.text_rules import (
    every_link_leads_somewhere,
    every_number_exists,
    every_text_can_be_shown,
    no_link_is_torn_apart,
    no_placeholder_text,
    no_text_has_a_title_of_its_own,
    no_text_holds_a_picture,
    nothing_in_a_text_is_lost,
)
from generator.vocabulary_rules import (
    amounts_have_a_unit,
    amounts_of_levels_rise_without_overlap,
    directions_are_the_five_of_the_method,
)

FIRST_YEAR = 1900
SEE_FIELDS = "docs/format-reference.md names all fields of a study"
MOST_KEY_MESSAGES = 4

Rule = Callable[[Lookup, date], Iterable[Problem]]


def problems(content: Content, today: date) -> list[Problem]:
    """All that breaks a rule, in file order. `today` is the day that dates are held against."""
    return in_file_order(go_over(Lookup(content), today))


def go_over(at_hand: Lookup, today: date) -> list[Problem]:
    """All that breaks a rule in the part that a lookup has at hand. Nothing is counted that could not be read."""
    whole = at_hand.of_whole_reviews() if at_hand.content.unread else at_hand
    return [problem for rule in RULES for problem in rule(whole if rule in COUNTING else at_hand, today)]


# ── Numbers ──


def review_states_the_number_of_its_files(lookup: Lookup, today: date) -> Iterator[Problem]:
    """Drafts may be counted already, or not yet: the preview is to show them, and a build has none."""
    for review in lookup.part.reviews:
        there = sum(not study.draft for study in review.studies)
        known = {there, len(review.studies)}
        words = f"but there {'is' if there == 1 else 'are'} {counted(there, 'study file', 'study files')} in studies/"
        if review.counts.studies not in known:
            yield review.counts.problem(
                "studies", f"the review counts {counted(review.counts.studies, 'study', 'studies')}, {words}"
            )
        total = review.flow.total if review.flow else None
        if total is not None and total.studies is not None and total.studies not in known:
            yield total.problem("studies", f"the flow ends with {counted(total.studies, 'study', 'studies')}, {words}")


def part_is_no_greater_than_its_whole(lookup: Lookup, today: date) -> Iterator[Problem]:
    for review in lookup.part.reviews:
        bias, counts = review.risk_of_bias, review.counts
        if bias is not None and bias.high > bias.of:
            yield bias.problem("high", f"{bias.high} studies at high risk of bias are more than the {bias.of} judged")
        if counts.economic is not None and counts.economic > counts.studies:
            yield counts.problem(
                "economic", f"{counts.economic} is more than the {counts.studies} studies of the report"
            )


def sample_is_possible(lookup: Lookup, today: date) -> Iterator[Problem]:
    for study in lookup.part.studies:
        if study.sample is not None:
            yield from _impossible_sample(study.sample)


def _impossible_sample(sample: Sample) -> Iterator[Problem]:
    sizes = {name: getattr(sample, name) for name in ("intervention", "comparison", "total")}
    for name, size in sizes.items():
        if size == 0:
            yield sample.problem(name, "nobody cannot be a sample – if the number is not known, remove the line")
    parts = [size for name, size in sizes.items() if name != "total" and size is not None]
    if sample.total is not None and (sum(parts) > sample.total or (len(parts) == 2 and sum(parts) != sample.total)):
        yield sample.problem("total", f"the groups add up to {sum(parts):,}, but the total is {sample.total:,}")


def year_is_possible(lookup: Lookup, today: date) -> Iterator[Problem]:
    for study in lookup.part.studies:
        if not FIRST_YEAR <= study.year <= today.year + 1:
            words = f"a study of {study.year} is not possible here – expected {FIRST_YEAR} to {today.year + 1}"
            yield study.problem("year", words)


# ── Studies and reviews ──


def same_trial_links_point_both_ways(lookup: Lookup, today: date) -> Iterator[Problem]:
    for review in lookup.part.reviews:
        studies = by_id(review.studies)
        for study in review.studies:
            for number, other in enumerate(study.same_trial_as):
                if other == study.id:
                    yield study.problem(("same_trial_as", number), "a study cannot name itself – remove it")
                elif other in studies and study.id not in studies[other].same_trial_as:
                    words = f"'{other}' does not name '{study.id}' in return – add it to same_trial_as in {other}.yaml"
                    yield study.problem(("same_trial_as", number), words)


def result_stands_once(lookup: Lookup, today: date) -> Iterator[Problem]:
    for study in lookup.part.studies:
        first: dict[tuple[str, str | None], Result] = {}
        for result in study.outcomes:
            before = first.setdefault((result.outcome, result.label), result)
            if before is not result:
                line = before.origin.span_of("outcome").line
                words = (
                    f"'{result.outcome}' has a result on line {line} already – merge them, or give each its own label"
                )
                yield result.problem("outcome", words)


def no_paper_is_filed_twice(lookup: Lookup, today: date) -> Iterator[Problem]:
    for review in lookup.part.reviews:
        first: dict[tuple[str, str], Study] = {}
        for study in review.studies:
            for name in ("doi", "pubmed"):
                number = getattr(study, name)
                before = first.setdefault((name, str(number).casefold()), study) if number is not None else study
                if before is not study:
                    yield study.problem(name, f"'{before.id}' has the same {name} – is it the same paper?")


def every_sourced_fact_is_there(lookup: Lookup, today: date) -> Iterator[Problem]:
    """Each name in a study's `provenance: facts:` is that of a field that the study has."""
    known = fields_of(Study)
    for study in lookup.part.studies:
        for name in study.provenance.facts:
            if name not in known:
                words = f"'{name}' is not a field of a study{did_you_mean(name, list(known), other=SEE_FIELDS)}"
                yield study.provenance.problem(("facts", name), words)
            elif getattr(study, name) in (None, (), {}):
                words = f"'{name}' has a source but nothing is written for it – write it, or take the source away"
                yield study.provenance.problem(("facts", name), words)


def key_messages_are_few(lookup: Lookup, today: date) -> Iterator[Problem]:
    for review in lookup.part.reviews:
        if len(review.key_messages) > MOST_KEY_MESSAGES:
            words = f"{len(review.key_messages)} key messages are too many to remember – keep {MOST_KEY_MESSAGES}"
            yield review.problem(("key_messages", MOST_KEY_MESSAGES), words)


def findings_are_of_shared_outcomes(lookup: Lookup, today: date) -> Iterator[Problem]:
    """`other` is another outcome in each study: what was found on it cannot be added up behind a finding."""
    for review in lookup.part.reviews:
        for finding in review.findings:
            if "other" in finding.outcomes:
                words = (
                    "'other' is another outcome in each study – take it out, or give the outcome an id in outcomes.yaml"
                )
                yield finding.problem(("outcomes", finding.outcomes.index("other")), words)


def history_is_newest_first(lookup: Lookup, today: date) -> Iterator[Problem]:
    for review in lookup.part.reviews:
        for later, earlier in zip(review.history, review.history[1:], strict=False):
            if earlier.date > later.date:
                yield earlier.problem(
                    "date", f"{earlier.date} stands below {later.date} – the newest change comes first"
                )


def no_change_is_of_a_day_to_come(lookup: Lookup, today: date) -> Iterator[Problem]:
    """Where the site is built it may still be yesterday: the day after today will do."""
    last = (today + timedelta(1)).isoformat()
    for review in lookup.part.reviews:
        changes: tuple[Change | RatingChange, ...] = (*review.history, *review.rating_changes)
        for change in changes:
            if change.date > last:
                yield change.problem("date", f"{change.date} is still to come – write the day on which it was changed")
        published = review.report.published
        if published > last:
            yield review.report.problem("published", f"{published} is still to come – write the day of the report")


def no_page_takes_the_place_of_another(lookup: Lookup, today: date) -> Iterator[Problem]:
    own = {address.path for address in addresses.OWN}
    for page in lookup.part.pages:
        if addresses.of_page(page.id.lower()).path in own:
            words = f"the site has a page '{page.id}' of its own – give this file another name"
            yield page.origin.source.problem(words)


RULES: tuple[Rule, ...] = (
    every_id_used_exists,
    no_id_is_given_twice,
    no_id_stands_twice_in_a_list,
    directions_are_the_five_of_the_method,
    every_rating_is_on_its_scale,
    every_rating_is_a_level_or_a_state,
    amounts_of_levels_rise_without_overlap,
    amounts_have_a_unit,
    unit_cost_is_on_its_level,
    rating_is_what_the_studies_support,
    rating_changes_are_on_their_scale,
    last_rating_change_gives_the_rating,
    every_sourced_fact_is_there,
    review_states_the_number_of_its_files,
    part_is_no_greater_than_its_whole,
    flow_adds_up,
    every_box_of_the_flow_exists,
    sample_is_possible,
    year_is_possible,
    estimate_lies_inside_its_interval,
    estimate_is_possible,
    every_judgement_is_one_of_its_tool,
    review_states_the_bias_of_its_studies,
    same_trial_links_point_both_ways,
    result_stands_once,
    no_paper_is_filed_twice,
    key_messages_are_few,
    findings_are_of_shared_outcomes,
    history_is_newest_first,
    no_change_is_of_a_day_to_come,
    no_page_takes_the_place_of_another,
    every_alias_is_free,
    no_placeholder_text,
    every_link_leads_somewhere,
    every_text_can_be_shown,
    no_link_is_torn_apart,
    no_text_holds_a_picture,
    no_text_has_a_title_of_its_own,
    nothing_in_a_text_is_lost,
    every_number_exists,
)
# Those that hold for all studies of a review together.
COUNTING = {
    rating_is_what_the_studies_support,
    review_states_the_number_of_its_files,
    review_states_the_bias_of_its_studies,
    every_number_exists,
}
