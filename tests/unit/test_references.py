from __future__ import annotations

import pytest
from examples import content, lookup, review, study

from generator.lookup import Lookup
from generator.records import Origin, Source, Span
from generator.references import KINDS, also, follow, targets, way_out

REVIEW = review(study())
LOOKUP = lookup(REVIEW)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[a](term:b)", ["term:b"]),
        ("[a](<term:b>)", ["term:b"]),
        ('[a](term:b "title")', ["term:b"]),
        ("[a][1]\n\n[1]: term:b\n", ["term:b"]),
        ("[1]: <term:b>", ["term:b"]),
        ("<a href=\"term:b\">a</a> <a HREF = 'term:c'>c</a> <a href=term:d>d</a>", ["term:b", "term:c", "term:d"]),
        ("![a](picture.png)", ["picture.png"]),
        ("[a](term:'b) [c](term:d\")", ["term:'b", 'term:d"']),
        ("[a](term:b) and [c](term:b)", ["term:b"]),
        ("[^1]: see the [term](term:b)", ["term:b"]),
        ("[^1]: no link here", []),
        ("no link", []),
        ("[a] (term:b)", []),
    ],
)
def test_link_targets_are_found_however_markdown_writes_them(text, found):
    assert list(targets(text)) == found


@pytest.mark.parametrize(
    "target",
    [
        "term:story",
        "study:lee-2019",
        "study:fictional/lee-2019",
        "scale:evidence",
        "outcome:bedtime",
        "review:fictional",
        "page:how",
        "domain:sleep",
        "design:rct",
        "direction:mixed",
        "intervention:story-evening",
    ],
)
def test_a_reference_of_each_kind_leads_to_its_record(target):
    kind, _, name = target.partition(":")
    found = follow(target, LOOKUP, REVIEW)
    assert (found.kind, found.record.id) == (kind, name.rsplit("/", 1)[-1])


def test_there_is_a_reference_of_each_kind():
    assert set(KINDS) == {"scale", "study", "review", "page", "intervention"} | {
        "term",
        "outcome",
        "domain",
        "design",
        "direction",
    }


@pytest.mark.parametrize("name", ["3+", "mixed", "not-rated"])
def test_a_reference_may_lead_to_a_part_of_a_scale(name):
    assert follow(f"scale:evidence/{name}", LOOKUP, None).within.id == name


@pytest.mark.parametrize(
    ("target", "words"),
    [
        ("term:storey", "'storey' is not a term of the glossary – did you mean 'story'?"),
        ("term:", "'' is not a term of the glossary – it can be story"),
        ("design:randomised", "'randomised' is not a study design – did you mean 'rct'?"),
        ("study:nowhere/lee-2019", "'nowhere' is not a review – it can be fictional"),
        ("study:fictional/lee", "'lee' is not a study – it can be lee-2019"),
        (
            "scale:evidence/5",
            "'5' is not a level, state or flag of the scale 'evidence' – it can be 2, 2+, 3, 3+, mixed or not-rated",
        ),
        ("intervention:evening", "'evening' is not an intervention – did you mean 'story-evening'?"),
    ],
)
def test_a_reference_that_leads_nowhere_says_why(target, words):
    assert follow(target, LOOKUP, None) == words


@pytest.mark.parametrize(
    "target", ["javascript:alert(1)", "Term:story", "country:NO", "story", "//example.org", "/a.html"]
)
def test_a_reference_of_no_kind_lists_the_kinds(target):
    assert follow(target, LOOKUP, None).startswith(f"'{target}' is not a link that works here – write https://…")


def test_a_study_of_another_review_is_named_with_its_folder():
    other = review(study(title="There")).with_(id="other")
    found = follow("study:other/lee-2019", Lookup(content(REVIEW, other)), REVIEW)
    assert found.record.title == "There"


def test_titles_and_declared_synonyms_stand_for_an_id():
    assert also(LOOKUP.designs) == {"Trial": "rct", "randomised": "rct", "Cohort": "cohort"}


@pytest.mark.parametrize(
    ("kind", "name", "words"),
    [
        ("country", "SE", " – add it to content/countries.yaml"),
        ("term", "lullaby", " – add it to content/glossary.yaml"),
        ("scale", "harm", " – make content/scales/harm.yaml for it"),
        ("intervention", "walk", " – add it to the interventions of content/reviews/fictional/review.yaml"),
        ("direction", "better", ""),
        ("study", "lee-2020", " – write the name of its file in studies/, without .yaml"),
        ("country", "../etc", ""),
    ],
)
def test_an_id_that_is_not_there_leads_to_the_file_that_would_give_it(kind, name, words):
    assert way_out(kind, name, {}, placed(), placed().content.reviews[0]) == words


def test_an_id_that_is_nearly_another_leads_to_that_alone():
    assert way_out("country", "Norge", {"norge": None}, placed(), None) == " – did you mean 'norge'?"


def placed():
    """A lookup of content that knows the files it came from."""

    def at(name):
        return Origin(Source(f"content/{name}"), Span(), {})

    whole = content(REVIEW.with_(origin=at("reviews/fictional/review.yaml")))
    return Lookup(whole.with_(site=whole.site.with_(origin=at("site.yaml"))))
