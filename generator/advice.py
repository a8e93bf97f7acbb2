"""Warnings: what an editor may want to mend, though a site can be made with it. Each is a function whose name is what
should hold; takes the content, yields problems. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from urllib.parse import unquote, urlsplit

from generator.lookup import Lookup, Part
from generator.model import Content, Finding, Report, Review, Study
from generator.problems import Problem, in_file_order
from generator.records import Key, Record
from generator.references import targets
from generator.text_advice import (
    abbreviation_is_spelled_out,
    each_author_stands_alone,
    many_studies_are_counted,
    no_text_ends_at_a_remark,
    summary_is_short,
    term_is_linked_where_it_is_first_used,
)
from generator.walk import texts

# How near two titles are: the words that they share of all words in them.
NEARLY_SAME = 0.8
# The words that go with a certainty (GRADE: Santesso et al. 2020), and those that would say too little.
CERTAINTY_WORDS = {
    "very low": (r"uncertain|do(es)? not know|not known|unclear", "the evidence is very uncertain"),
    "low": (r"\bmay\b|\bmight\b|\bcould\b", "may"),
    "moderate": (r"\bprobabl[ey]|\blikely\b", "probably"),
}
HEDGES = re.compile(r"\bmay\b|\bmight\b|\bprobably\b|\blikely\b|\buncertain", re.IGNORECASE)

EXAMPLE = re.compile(r"(www\.)?example\.(org|com|net)")
# Days for which a contact for security may be said to hold: a year (RFC 9116).
LONGEST_CONTACT = 366

Advice = Callable[[Lookup, date], Iterable[Problem]]


def warnings(content: Content, today: date) -> list[Problem]:
    """All that should be looked at, in file order. `today` is the day that dates are held against."""
    return in_file_order(go_over(Lookup(content), today))


def go_over(at_hand: Lookup, today: date) -> Iterator[Problem]:
    """All that should be looked at in the part that a lookup has at hand."""
    return (replace(one, warning=True) for advice in WARNINGS for one in advice(at_hand, today))


def turning_days(part: Part) -> Iterator[str]:
    """Days from which on a warning comes or goes without a change to the content: `2027-11~` is behind all days of
    that month."""
    yield from (f"{review.next_review}~" for review in part.reviews if review.next_review)
    if part.site is not None and part.site.security is not None:
        expires = part.site.security.expires
        yield from (f"{expires}~", (date.fromisoformat(expires) - timedelta(LONGEST_CONTACT)).isoformat())


def study_is_in_a_view(lookup: Lookup, today: date) -> Iterator[Problem]:
    """A study with a result on an outcome of the site's list is in the plots and counts. One without says what else it
    measures."""
    for study in lookup.part.studies:
        others = [result for result in study.outcomes if result.outcome == "other"]
        if len(others) == len(study.outcomes) and not all(result.label for result in others):
            words = "no result here is on an outcome that other studies share, so the study is in no plot"
            yield study.problem(
                "outcomes", f"{words} – give one its id from outcomes.yaml, or a label that says what else it measures"
            )


def every_term_is_used(lookup: Lookup, today: date) -> Iterator[Problem]:
    """A term of the glossary is linked from a text, or from another term."""
    used = terms_used(lookup) | lookup.terms_used_elsewhere
    used |= {name for term in lookup.part.terms for name in term.see}
    for term in lookup.part.terms:
        if term.id not in used:
            yield term.problem("id", f"no text links to '{term.id}' – link to it with [words](term:{term.id})")


def terms_used(lookup: Lookup) -> frozenset[str]:
    """The ids of terms that texts of a part link to; other targets may be among them."""
    linked = {target.partition(":")[2] for _, _, _, text in _texts(lookup) for target in targets(text)}
    return frozenset(linked | {one.risk_of_bias.term or "" for one in lookup.part.reviews if one.risk_of_bias})


def _texts(lookup: Lookup) -> Iterator[tuple[Review | None, Record, Key, str]]:
    return ((review, record, key, text) for review, record, key, _, text in texts(lookup))


def next_review_is_to_come(lookup: Lookup, today: date) -> Iterator[Problem]:
    for review in lookup.part.reviews:
        due = review.next_review
        if due is not None and due < today.isoformat()[: len(due)]:
            words = f"this page was to be looked at again in {due} – do so, say so in history, and set a new day"
            yield review.problem("next_review", words)


def certainty_and_words_agree(lookup: Lookup, today: date) -> Iterator[Problem]:
    """What is said of a finding is as sure as its certainty: may, probably, or no such word (GRADE)."""
    for review in lookup.part.reviews:
        for finding in review.findings:
            words = _too_sure_or_not_enough(finding)
            if words:
                yield finding.problem("statement", words)


def _too_sure_or_not_enough(finding: Finding) -> str:
    certainty = (finding.certainty or "").casefold()
    for level, (fitting, example) in CERTAINTY_WORDS.items():
        if re.match(level, certainty):
            fits = re.search(fitting, finding.statement, re.IGNORECASE)
            return "" if fits else f"the certainty is {level}, so say it as '{example}'"
    hedge = HEDGES.search(finding.statement) if certainty.startswith("high") else None
    return f"the certainty is high, so say it without '{hedge.group()}'" if hedge else ""


def no_two_studies_have_nearly_the_same_title(lookup: Lookup, today: date) -> Iterator[Problem]:
    """Two papers on one sample say so with `same_trial_as`; any others may be one paper filed twice."""
    for review in lookup.part.reviews:
        seen: list[tuple[Study, frozenset[str]]] = []
        for study in review.studies:
            words = title_words(study.title)
            before = next((other for other, known in seen if nearly_same(words, known)), None)
            if before is not None and before.id not in study.same_trial_as and not _known_to_differ(before, study):
                yield study.problem("title", f"'{before.id}' has nearly the same title – is it the same paper?")
            seen.append((study, words))


def _known_to_differ(first: Study, second: Study) -> bool:
    """Two papers that each have a number of their own."""
    pairs = [(getattr(first, name), getattr(second, name)) for name in ("doi", "pubmed")]
    return any(None not in pair and pair[0] != pair[1] for pair in pairs)


def title_words(title: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", title.casefold()))


def nearly_same(first: frozenset[str], second: frozenset[str]) -> bool:
    """Whether two titles share most of their words."""
    shared = len(first & second)
    return shared > 0 and shared >= NEARLY_SAME * (len(first) + len(second) - shared)


def doi_and_address_name_one_paper(lookup: Lookup, today: date) -> Iterator[Problem]:
    """Where the `url` of a study or report is an address of doi.org, it has the same DOI as `doi` beside it."""
    for review in lookup.part.reviews:
        papers: tuple[Report | Study, ...] = (review.report, *review.studies)
        for record in papers:
            there = _doi_of(record.url or "")
            if record.doi and there and there.casefold() != record.doi.casefold():
                words = f"this address has the DOI {there}, but doi is {record.doi} – mend the one that is mistaken"
                yield record.problem("url", words)


def _doi_of(url: str) -> str:
    """The DOI in an address of its resolver; of any other address nothing."""
    parts = urlsplit(url)
    resolver = re.fullmatch(r"(dx\.|www\.)?doi\.org", (parts.hostname or "").lower())
    return unquote(parts.path.strip("/")) if resolver else ""


def address_of_the_site_is_its_own(lookup: Lookup, today: date) -> Iterator[Problem]:
    """The site has another address than the example that it began with, which is nobody's (RFC 2606)."""
    site = lookup.part.site
    if site is not None and EXAMPLE.fullmatch(urlsplit(site.url).hostname or ""):
        words = (
            "this is still the address of the example, so search engines would take these pages for copies of others"
        )
        yield site.problem("url", f"{words} – write the address at which the site will be")


def security_contact_holds(lookup: Lookup, today: date) -> Iterator[Problem]:
    """The day until which the contact for security holds is to come, and no more than a year away (RFC 9116)."""
    security = lookup.part.site.security if lookup.part.site else None
    if security is None:
        return
    left = (date.fromisoformat(security.expires) - today).days
    if left < 0:
        yield security.problem("expires", f"{security.expires} has passed – say until when the contact holds now")
    elif left > LONGEST_CONTACT:
        yield security.problem("expires", f"{security.expires} is more than a year away – say a day within a year")


def no_more_studies_are_counted_than_there_are(lookup: Lookup, today: date) -> Iterator[Problem]:
    """A report may judge results, or pool comparisons, and call them studies: it is to be looked at, and may be so."""
    for review in lookup.part.reviews:
        parts = [(review.risk_of_bias, "of"), *((pooled, "studies") for pooled in review.pooled)]
        for record, name in parts:
            part = getattr(record, name, None)
            if record is not None and part is not None and part > review.counts.studies:
                words = f"{part} is more than the {review.counts.studies} studies of the report – is it so there?"
                yield record.problem(name, words)


def override_is_needed(lookup: Lookup, today: date) -> Iterator[Problem]:
    """An override stands where the study records support another rating, and goes when they no longer do."""
    from generator.rating_rules import audited, departs

    for review in lookup.part.reviews:
        for record, groups in audited(review):
            for name, rating in record.ratings.items():
                if rating.override is not None and not departs(rating, lookup.scales[name], groups):
                    yield rating.problem("override", "no study record says otherwise – remove the override")


WARNINGS: tuple[Advice, ...] = (
    study_is_in_a_view,
    every_term_is_used,
    term_is_linked_where_it_is_first_used,
    next_review_is_to_come,
    many_studies_are_counted,
    abbreviation_is_spelled_out,
    summary_is_short,
    certainty_and_words_agree,
    no_two_studies_have_nearly_the_same_title,
    doi_and_address_name_one_paper,
    no_more_studies_are_counted_than_there_are,
    override_is_needed,
    security_contact_holds,
    address_of_the_site_is_its_own,
    no_text_ends_at_a_remark,
    each_author_stands_alone,
)
