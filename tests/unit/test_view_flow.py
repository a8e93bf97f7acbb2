"""How studies were found: which boxes are drawn, what they say, and that the drawing holds them."""

from __future__ import annotations

import fictional
import hypothesis
import pytest
import yaml
from examples import lookup, read, review
from hypothesis import strategies as some

from generator.charts import flow as drawing
from generator.model import Flow
from generator.views import Evidence, flow

PARTIAL = {"screened": 2680, "total": {"studies": 33, "reports": 32}}
NUMBER = some.none() | some.integers(0, 10**9)
TOTAL = some.none() | some.fixed_dictionaries({"studies": NUMBER, "reports": NUMBER})
REASONS = some.lists(
    some.fixed_dictionaries(
        {"reason": some.text("abc W-", min_size=1, max_size=120).filter(str.strip), "reports": some.integers(0, 10**9)}
    ),
    max_size=9,
)
OTHER = some.none() | some.fixed_dictionaries(
    dict.fromkeys(("websites", "organisations", "citations", "sought", "not_retrieved", "assessed"), NUMBER)
    | {"excluded": REASONS}
)
FLOWS = some.fixed_dictionaries(
    dict.fromkeys(("databases", "registers", "screened", "excluded", "sought", "not_retrieved", "assessed"), NUMBER)
    | dict.fromkeys(("previous", "new", "total", "meta_analysis"), TOTAL)
    | {"excluded_reasons": REASONS, "other": OTHER}
)


def given(fields):
    """A mapping without what is not reported: a file simply does not hold it."""
    plain = {name: given(value) if isinstance(value, dict) else value for name, value in fields.items()}
    return {name: value for name, value in plain.items() if value not in (None, [], {})}


def shown(fields):
    known, problems = read(Flow, yaml.safe_dump(given(fields)) if given(fields) else "{}")
    assert problems == []
    whole = review(flow=known)
    return flow.view(Evidence(whole, lookup(whole)))


def names(view):
    return set(view.shows["boxes"])


def test_no_flow_no_view():
    assert flow.view(Evidence(review(), lookup())) is None


def test_a_partial_flow_draws_the_whole_main_line_and_nothing_else():
    view = shown(PARTIAL)
    assert names(view) == {
        *("identified", "removed", "screened", "excluded", "sought", "not_retrieved", "assessed", "excluded_reasons"),
        "total",
    }
    assert [name for name, box in view.shows["boxes"].items() if box.reported] == ["screened", "total"]


def test_a_full_flow_draws_every_box():
    assert len(names(shown(fictional.flow()))) == 17


def test_the_title_says_what_is_known():
    assert shown(PARTIAL).title == "2,680 records were screened; 33 studies are included"
    assert shown({"screened": 1}).title == "1 record was screened"
    assert shown({"sought": 1}).title == "How many records were found is not reported"


def test_missing_is_said_and_nought_is_nought():
    boxes = shown({"screened": 0}).shows["boxes"]
    assert boxes["screened"].texts == ("Records screened", "n\u00a0=\u00a00")
    assert boxes["sought"].texts == ("Reports sought", "not reported")


def test_the_caption_says_how_many_boxes_are_missing():
    assert any(words.startswith("7 of these 9 boxes are not reported") for words in shown(PARTIAL).caption)


def test_an_override_is_printed():
    caption = shown({"screened": 10, "excluded": 4, "sought": 5, "override": "The report says so."}).caption
    assert any("stand as they are reported: The report says so." in words for words in caption)


def test_the_box_of_all_studies_leads_to_them():
    assert shown(PARTIAL).shows["boxes"]["total"].address.path == "reviews/fictional/studies.html"


def test_a_note_and_an_address_stand_at_their_box():
    box = shown(fictional.flow()).shows["boxes"]["assessed"]
    assert (box.url, box.note) == ("https://example.org/lanterns/excluded", "A list is in appendix 3.")


def test_a_missing_number_is_an_empty_cell_of_the_data():
    rows = {row[0]: row[3] for row in shown(PARTIAL).tables[0].rows}
    assert (rows["screened"], rows["sought"]) == (2680, None)


def test_without_new_studies_the_arrow_leads_to_the_total():
    view = shown(PARTIAL)
    assert len(view.shows["drawing"].arrows) == 8


# ── the drawing ──


def test_three_boxes_stand_where_they_should():
    cells = [drawing.Cell("a", 1, 0, ("A", "n = 1")), drawing.Cell("b", 2, 0, ("B",)), drawing.Cell("c", 1, 3, ("C",))]
    placed = drawing.flow(cells, [("a", "b"), ("a", "c")], {"X": (0,), "Y": (3,)})
    a, b, c = placed.boxes
    assert (a.x, a.y, a.height) == (47.0, 1.0, 56.0)
    assert (b.x, b.y) == (47.0 + drawing.BOX_WIDTH + drawing.GAP, 1.0)
    assert (c.x, c.y) == (47.0, 1.0 + 56.0 + drawing.ROW_GAP)
    assert placed.arrows == ("M251 20H276", "M149 57V82")


def test_an_arrow_goes_down_and_then_across():
    cells = [drawing.Cell("a", 0, 0, ("A",)), drawing.Cell("b", 1, 1, ("B",))]
    (path,) = drawing.flow(cells, [("a", "b")], {"X": (0, 1)}).arrows
    assert path == "M149 39V84H276"


@pytest.mark.parametrize("label", ["Identification", "Included"])
def test_the_label_of_a_band_fits_it(label):
    (band,) = drawing.flow([drawing.Cell("a", 0, 0, ("A",))], [], {label: (0,)}).bands
    assert band.height >= len(label) * drawing.BOLD_LETTER


def overlap(one, other):
    return (
        one.x < other.x + other.width
        and other.x < one.x + one.width
        and one.y < other.y + other.height
        and other.y < one.y + one.height
    )


@hypothesis.settings(deadline=None)
@hypothesis.given(FLOWS)
def test_any_flow_draws_inside_its_box_and_no_box_on_another(fields):
    placed = shown(fields).shows["drawing"]
    for number, box in enumerate(placed.boxes):
        assert box.x >= 0
        assert box.x + box.width <= placed.width
        assert box.y + box.height <= placed.height
        assert not [other for other in placed.boxes[:number] if overlap(box, other)]
        for line in box.lines:
            letter = drawing.BOLD_LETTER if line.heading else drawing.LETTER
            assert line.x + len(line.text) * letter <= box.x + box.width
            assert box.y < line.y < box.y + box.height
