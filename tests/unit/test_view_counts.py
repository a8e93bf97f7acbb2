"""The views that count: the summary of findings, the evidence map, where and when, and the lists behind them."""

from __future__ import annotations

from pathlib import Path

import pytest
from examples import content, lookup, outcome, result, review, study

from generator import render
from generator.addresses import of_list
from generator.derive import Participants
from generator.export import rows
from generator.export.context import Context
from generator.lookup import Lookup
from generator.model import Domain, Finding, Intervention, Sample
from generator.views import Evidence, evidence_map, findings, lists, where_and_when

ROOT = Path(__file__).parent.parent.parent
EVENING = Intervention(id="story-evening", title="Story evening", meaning="A story.")
MORNING = Intervention(id="song-morning", title="Song morning", meaning="A song.")
PEOPLE = Sample(intervention=30, comparison=20, unit="children")
ONE = study("a", outcomes=(result("bedtime"),), sample=PEOPLE, design="rct", year=2010)
TWO = study("b", outcomes=(result("bedtime"), result("nightmares")), country="SE", year=2013)
OWN = study("c", outcomes=(result("other"),), year=2013)


def evidence(*studies, **values):
    whole = review(*studies, **{"interventions": (EVENING, MORNING), **values})
    return Evidence(whole, lookup(whole))


# ── the summary of findings ──


def found(*studies, finding):
    return findings.view(evidence(*studies, findings=(finding,)))


def about(*outcomes):
    return Finding(title="Sleep", statement="They slept.", outcomes=outcomes)


def test_no_findings_no_summary():
    assert findings.view(evidence(ONE)) is None


def test_each_outcome_of_a_finding_shows_the_studies_behind_it():
    row, rest = found(ONE, TWO, finding=about("bedtime")).shows["rows"]
    (behind,) = row.behind
    assert (behind.outcome.id, behind.studies, behind.summary.samples) == ("bedtime", 2, 2)
    assert behind.participants == Participants((("children", 50),), 1, 2)
    assert [one.outcome.id for one in rest.behind] == ["nightmares"]
    assert rest.finding is None


def test_an_outcome_without_studies_stays_in_its_finding_as_a_gap():
    (row,) = found(study("a", outcomes=(result("bedtime"),)), finding=about("bedtime", "nightmares")).shows["rows"]
    assert [one.studies for one in row.behind] == [1, 0]


def test_results_that_stand_in_no_row_are_told():
    words = found(ONE, OWN, finding=about("bedtime")).caption[-1]
    assert words == "1 result on outcomes that single studies define for themselves stand in no row."


def test_families_and_children_are_never_added_up():
    families = study("f", outcomes=(result("bedtime"),), sample=Sample(total=7, unit="families"))
    row = found(ONE, families, finding=about("bedtime")).shows["rows"][0]
    assert row.behind[0].participants.by_unit == (("children", 50), ("families", 7))


def test_of_a_shared_sample_the_greatest_number_counts_once():
    later = ONE.with_(id="z", same_trial_as=("a",), sample=Sample(intervention=10, comparison=10, unit="children"))
    pair = (ONE.with_(same_trial_as=("z",)), later)
    row = found(*pair, finding=about("bedtime")).shows["rows"][0]
    assert row.behind[0].participants == Participants((("children", 50),), 1, 1)


def test_a_statement_stands_in_the_data_as_in_those_of_the_whole_site():
    one = about("bedtime").with_(statement="Of {studies} studies, [bedtime](outcome:bedtime) moved.\n")
    seen = evidence(ONE, TWO, findings=(one,))
    stated = findings.view(seen).tables[0].rows[0][1]
    assert stated == ("Of 2 studies, [bedtime](https://tiny.example.org/tiny/outcomes.html#outcome-bedtime) moved.")
    ((_, _, _, _, whole, _, _),) = rows.of_review(Context(seen.lookup, review=seen.review))["findings"]
    assert stated == whole


def test_a_sample_with_the_number_of_one_group_is_not_said_to_give_no_number():
    """It gives no total, which is what is added up."""
    half = study("h", outcomes=(result("bedtime"),), sample=Sample(intervention=83, unit="families"))
    one = review(half, findings=(about("bedtime"),))
    made, _ = render.site(content(one), ROOT / "templates")
    page = made["reviews/fictional/findings.html"].decode()
    assert "No total is given" in page
    assert "83 families with the intervention" in made["reviews/fictional/studies/h.html"].decode()


def test_what_was_read_is_all_that_is_said_of_a_certainty_that_is_missing():
    """Public summaries were read: whether the review itself rates it nobody can tell from them."""
    first, second = about("bedtime"), about("bedtime").with_(certainty="Not rated by the review")
    one = review(ONE, TWO, findings=(first, second))
    made, _ = render.site(content(one), ROOT / "templates")
    page = made["reviews/fictional/findings.html"].decode()
    assert "Certainty: not stated in what we could read" in page
    assert page.count("Not rated by the review") == 1
    assert "in what we could read, the review states no finding on them alone" in page


# ── the evidence map ──


def cells(view):
    return {row.intervention.id: [cell.studies for cell in row.cells] for row in view.shows["rows"]}


def test_the_map_counts_studies_by_intervention_and_outcome():
    both = TWO.with_(intervention=("story-evening", "song-morning"))
    assert cells(evidence_map.view(evidence(ONE, both))) == {"story-evening": [2, 1], "song-morning": [1, 1]}


def test_a_gap_is_said_in_words():
    rows = evidence_map.view(evidence(ONE)).shows["rows"]
    assert [row.gap for row in rows] == ["no study record on nightmares", "no study record on any of these outcomes"]


def test_no_gap_is_said_too():
    (row, _) = evidence_map.view(evidence(ONE, TWO)).shows["rows"]
    assert row.gap == "no gap: there is a study on every outcome"


@pytest.mark.parametrize(
    ("studies", "shade"), [(0, 0), (1, 1), (2, 2), (3, 2), (4, 3), (6, 3), (7, 4), (10, 4), (11, 5), (500, 5)]
)
def test_the_shade_deepens_in_five_steps(studies, shade):
    assert evidence_map.shade(studies) == shade


def test_the_key_says_each_step():
    assert evidence_map.view(evidence(ONE)).shows["shades"] == [
        (1, "1"),
        (2, "2–3"),
        (3, "4–6"),
        (4, "7–10"),
        (5, "11 or more"),
    ]


def test_the_map_says_what_it_cannot_hold():
    caption = evidence_map.view(evidence(ONE, OWN)).caption
    assert any("for 1 study that is all there is, so the map does not hold it" in words for words in caption)


def test_studies_without_a_shared_outcome_make_no_map():
    assert evidence_map.view(evidence(OWN)) is None


def test_columns_belong_to_their_domains():
    night = Domain(id="night", title="Night", meaning="N.", outcomes=(outcome("bedtime"), outcome("nightmares")))
    day = Domain(id="day", title="Day", meaning="D.", outcomes=(outcome("naps"), outcome("other")))
    whole = review(ONE)
    view = evidence_map.view(Evidence(whole, Lookup(content(whole, domains=(night, day)))))
    assert view.shows["domains"] == [("Night", 2), ("Day", 1)]


# ── where and when ──


def shown(*studies):
    view = where_and_when.view(evidence(*studies))
    return {part.kind: [(bar.label, bar.studies) for bar in part.bars] for part in view.shows["parts"]}


def test_the_country_with_the_most_studies_comes_first():
    assert shown(TWO, ONE, OWN)["country"] == [("Norway", 2), ("Sweden", 1)]


def test_a_year_without_a_study_is_seen():
    assert shown(ONE, TWO)["year"] == [("2010", 1), ("2011", 0), ("2012", 0), ("2013", 1)]


def test_a_design_that_is_not_stated_is_counted_as_such():
    assert shown(ONE, TWO)["design"] == [("Trial", 1), ("Not stated", 1)]


def test_a_bar_of_nought_leads_nowhere():
    years = where_and_when.view(evidence(ONE, TWO)).shows["parts"][1].bars
    assert [bar.address is None for bar in years] == [False, True, True, False]


# ── lists ──


def listed(*studies):
    groups = lists.view(evidence(*studies)).shows["groups"]
    return {one.anchor: [study.id for study in one.studies] for group in groups for one in group.lists}


def test_every_count_of_the_other_views_has_its_list():
    whole = evidence(ONE, TWO, OWN, findings=(about("bedtime"),))
    anchors = listed(ONE, TWO, OWN)
    rows = evidence_map.view(whole).shows["rows"]
    asked = [cell.address.anchor for row in rows for cell in row.cells if cell.studies]
    asked += [row.address.anchor for row in rows if row.studies]
    parts = where_and_when.view(whole).shows["parts"]
    asked += [bar.address.anchor for part in parts for bar in part.bars if bar.address]
    asked += [one.address.anchor for row in findings.view(whole).shows["rows"] for one in row.behind if one.studies]
    assert len(asked) > 8
    assert set(asked) <= set(anchors)


def test_a_list_names_its_studies():
    anchors = listed(ONE, TWO, OWN)
    assert anchors["outcome-bedtime"] == ["a", "b"]
    assert anchors["outcome-other"] == ["c"]
    assert anchors["country-SE"] == ["b"]
    assert anchors["design-not-stated"] == ["b", "c"]
    assert anchors["year-2013"] == ["b", "c"]
    assert anchors["intervention-outcome-story-evening--nightmares"] == ["b"]


def test_a_list_links_to_the_table_with_its_studies_alone_in_the_words_of_the_table():
    groups = lists.view(evidence(TWO)).shows["groups"]
    queries = {one.anchor: one.filtered.query for group in groups for one in group.lists}
    assert queries["outcome-bedtime"] == "outcome=Bedtime"
    assert queries["year-2013"] == "from=2013&to=2013"
    assert queries["intervention-outcome-story-evening--bedtime"] == "intervention=Story+evening&outcome=Bedtime"
    assert queries["design-not-stated"] == "design=Not+stated"


def test_lists_by_risk_of_bias_are_there_only_where_any_study_is_judged():
    assert not [anchor for anchor in listed(ONE) if anchor.startswith("quality")]


def test_no_studies_no_lists_and_no_charts():
    assert lists.view(evidence()) is None
    assert where_and_when.view(evidence()) is None


def test_an_address_of_a_list_is_on_the_page_of_lists():
    assert of_list(review(), "outcome", "bedtime").path == "reviews/fictional/lists.html"
