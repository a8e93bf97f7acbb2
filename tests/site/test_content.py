"""What holds of the real site: it states every fact of the records and of the review, and says how far to trust them.

The facts are copies in facts/: studies.yaml, the records; review.yaml, the review's; words.yaml, our words for codes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml
from reading import Page, pages, plain, target, text_of

FACTS = Path(__file__).parent / "facts"
ROOT = Path(__file__).parents[2]
REVIEW = "reviews/shared-decision-making-family-meetings"
PATHS = {
    "home": "index.html",
    "review": f"{REVIEW}.html",
    "studies": f"{REVIEW}/studies.html",
    "cost": "scales/cost.html",
    "evidence": "scales/evidence.html",
    "outcomes": "outcomes.html",
}
BUDGET = 60_000
BLOCK = 1_500
CAUTION = ("comparative studies", "public abstracts", "could not be read", "unconfirmed", "not the review's result")


def facts(name: str) -> Any:
    return yaml.safe_load((FACTS / f"{name}.yaml").read_text("utf-8"))


STUDIES = {study["id"]: study for study in facts("studies")["studies"]}
WORDS = facts("words")
# The keys of a record that the site states in other words; each has a test of its own below.
IN_OTHER_WORDS = {
    *("id", "country", "design", "meeting_type", "comparison_confirmed", "inclusion", "unconfirmed_fields"),
    *("outcomes", "same_trial_as", "source_is_mirror", "notes"),
}
each_study = pytest.mark.parametrize("study", STUDIES.values(), ids=STUDIES)


@pytest.fixture(scope="module")
def page(real_site):
    """A page of the real site by its name in PATHS."""
    return lambda name: Page(real_site, PATHS[name])


@pytest.fixture(scope="module")
def page_of(real_site):
    """The page of a study by its id, each read once."""
    every = {name: Page(real_site, f"{REVIEW}/studies/{name}.html") for name in STUDIES}
    return every.__getitem__


@pytest.fixture(scope="module")
def review_pages(real_site) -> list[Page]:
    return [one for one in pages(real_site) if one.path.startswith("reviews/")]


def main_text(page: Page) -> str:
    """The words of the page itself: no navigation, no notes at its end."""
    return plain(" ".join(text_of(part) for part in page.by_id("main") if "notes" not in part.get("class", "").split()))


def has(words: str, text: str) -> bool:
    """Whether words stand whole in a text, by `plain`; a | parts words of which one will do."""
    return any(re.search(rf"(?<![\w+]){re.escape(plain(one))}(?![\w+])", plain(text)) for one in words.split("|"))


def has_all(words: list[str], text: str) -> bool:
    return all(has(one, text) for one in words)


def rows_of_facts(page: Page) -> dict[str, Any]:
    """The lists of a page that name a fact and state it: the name → the element with the fact."""
    return {
        plain(text_of(pair[0])): pair[1]
        for block in page.elements("dl")
        for pair in ([child for child in one if child.tag in ("dt", "dd")] for one in block)
        if len(pair) == 2
    }


# ── The records of studies ──


def test_there_is_a_page_for_each_of_the_33_studies(real_site):
    made = {path.stem for path in (real_site / REVIEW / "studies").iterdir()}
    assert made == set(STUDIES)
    assert len(made) == 33


def leaves(value: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """Every fact of a record with its name: `sample.unit`, `children`."""
    if isinstance(value, dict):
        for key, part in value.items():
            yield from leaves(part, f"{name}.{key}".strip("."))
    elif isinstance(value, list):
        for part in value:
            yield from leaves(part, name)
    else:
        yield name, str(value)


@each_study
def test_a_study_page_states_each_fact_of_its_record(study, page_of):
    page, text = page_of(study["id"]), main_text(page_of(study["id"]))
    stated = {key: value for key, value in study.items() if key not in IN_OTHER_WORDS}
    missing = [
        (name, value)
        for name, value in leaves(stated)
        if not (has(value, text) or (page.lists(value) and "://" in value))
    ]
    assert not missing
    assert len(list(leaves(stated))) > 3


@each_study
def test_a_study_page_names_the_paper_as_a_reference_list_does(study, page_of):
    text = main_text(page_of(study["id"]))
    assert has(f"{', '.join(study['authors'])} ({study['year']})", text)
    if "journal" in study:
        issue = f"({study['issue']})" if "issue" in study else ""
        place = ", ".join(
            part for part in (study["journal"], study.get("volume", "") + issue, study.get("pages")) if part
        )
        assert has(place, text)


@each_study
def test_a_study_page_says_where_and_how_it_was_done(study, page_of):
    rows = rows_of_facts(page_of(study["id"]))
    assert has(study["country"], text_of(rows["country"]))
    for key, row in (("design", "design"), ("meeting_type", "kind of meeting")):
        words = WORDS[key][study[key]] if key in study else ["Not stated"]
        assert [one for one in words if not has(one, text_of(rows[row]))] == []
    assert text_of(rows["comparison group"]) == WORDS["comparison_confirmed"][study["comparison_confirmed"]]


@each_study
def test_a_study_page_says_how_many_took_part(study, page_of):
    rows = rows_of_facts(page_of(study["id"]))
    sample, said = study.get("sample", {}), text_of(rows["how many"])
    assert all(has(str(value), said) for key, value in sample.items() if key != "source")
    if "comparison" in sample:
        groups = f"{sample['intervention']} with the intervention, {sample['comparison']} in comparison"
        whole = f"{sample['intervention'] + sample['comparison']:,} {sample.get('unit', 'in all')}"
        assert has(f"{whole}: {groups}", said)
    if not sample:
        assert has("not stated", said)
    assert has(study.get("follow_up", "not stated"), text_of(rows["followed for"]))
    assert has(study.get("population", "not stated"), text_of(rows["who took part"]))


@each_study
def test_a_study_page_gives_each_result_in_a_row_of_its_own(study, page_of):
    page = page_of(study["id"])
    rows = [row for row in page.elements("tr") if row.find("td") is not None]
    assert len(rows) == len(study["outcomes"])
    for result, row in zip(study["outcomes"], rows, strict=True):
        said, linked = text_of(row), [one.get("href") for one in row.iter("a")]
        own = result["outcome"] == "other" and "label" in result
        words = [result[key] for key in ("label", "detail", "effect") if key in result]
        words += [WORDS["direction"][result["direction"]]] + ([] if own else [WORDS["outcome"][result["outcome"]]])
        assert [one for one in words if not has(one, said)] == []
        assert "source" not in result or result["source"] in linked or has(result["source"], said)


@each_study
def test_a_study_page_says_where_its_facts_were_read(study, page_of):
    page = page_of(study["id"])
    section = next(one for one in page.elements("section") if has("where these facts were read", text_of(one)))
    linked, said = {one.get("href") for one in section.iter("a")}, text_of(section)
    assert has(study["source_type"], said)
    for source in (study["source"], *study.get("other_sources", [])):
        assert source in linked or has(source, said), source
    unconfirmed = [name.replace("_", " ") for name in study.get("unconfirmed_fields", [])]
    assert not unconfirmed or has(f"Not confirmed: {', '.join(unconfirmed)}", said)
    assert bool(unconfirmed) == has("not seen in a source", said)
    for key, address in (("doi", "https://doi.org/{}"), ("pubmed", "https://pubmed.ncbi.nlm.nih.gov/{}/")):
        assert key not in study or address.format(study[key]) in linked


@each_study
def test_a_study_page_carries_the_notes_of_its_record(study, page_of):
    page, notes = page_of(study["id"]), study.get("notes", "")
    assert has(WORDS["notes"].get(study["id"], notes), main_text(page)) if notes else "remark" not in page.markup
    named = [name for name in STUDIES if name in notes]
    assert [name for name in named if f"{name}.html" not in page.links] == []


@each_study
def test_a_study_page_says_that_its_inclusion_is_unconfirmed(study, page_of):
    assert study["inclusion"] == "unconfirmed"
    caution = next(page_of(study["id"]).of_class("caution"))
    assert [words for words in ("public sources", "unconfirmed") if not has(words, text_of(caution))] == []
    assert any(link.get("href").startswith("../studies.html#") for link in caution.iter("a"))


def test_studies_of_one_trial_name_each_other_and_say_that_they_count_once(page_of):
    pairs = [(name, study["same_trial_as"]) for name, study in STUDIES.items() if "same_trial_as" in study]
    assert len(pairs) == 2
    for one, other in [*pairs, *((second, first) for first, second in pairs)]:
        warning = next(
            block for block in page_of(one).of_class("caution") if has("same trial|its trial", text_of(block))
        )
        assert f"{other}.html" in {link.get("href") for link in warning.iter("a")}
        assert has("not an independent sample", text_of(warning))
        assert has("count once", text_of(warning))
    alone = set(STUDIES) - {name for pair in pairs for name in pair}
    assert not [name for name in alone if has("shares its trial", main_text(page_of(name)))]


def mirrors() -> set[str]:
    """Addresses of copies on third parties' pages: by the records, and by what the content marks as a mirror."""
    marked = {study["source"] for study in STUDIES.values() if study.get("source_is_mirror")}

    def walk(value: Any) -> Iterator[str]:
        if isinstance(value, dict) and value.get("mirror"):
            yield value["url"]
        for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else []:
            yield from walk(part)

    for path in (ROOT / "content" / REVIEW / "studies").glob("*.yaml"):
        marked.update(walk(yaml.safe_load(path.read_text("utf-8"))))
    return marked


def test_a_copy_on_a_third_partys_page_is_named_but_never_linked(real_site, page_of):
    copies = mirrors()
    assert len(copies) > 10
    assert not [(one.path, link) for one in pages(real_site) for link in copies & one.links]
    for study in STUDIES.values():
        if study.get("source_is_mirror"):
            text = main_text(page_of(study["id"]))
            assert has(study["source"], text)
            assert has("named here and not linked", text)


# ── The table of studies and the summary of directions ──


def test_the_table_of_studies_has_a_row_and_a_link_for_each(page, page_of):
    table = page("studies")
    rows = [row for row in table.elements("tr") if row.find("td") is not None]
    links = [row.find("th").find("a") for row in rows]
    assert {Path(link.get("href")).stem for link in links} == set(STUDIES)
    for link, row in zip(links, rows, strict=True):
        name = Path(link.get("href")).stem
        assert text_of(link) == text_of(next(page_of(name).elements("h1")))
        assert has(STUDIES[name]["country"], text_of(row))
        assert has(STUDIES[name].get("population", "not stated"), text_of(row))
        for word, direction in (("Better", "favours_intervention"), ("Worse", "favours_comparison")):
            expected = sum(result["direction"] == direction for result in STUDIES[name]["outcomes"])
            assert len(re.findall(rf"\b{word}\b", text_of(row))) == expected, (name, word)


@pytest.mark.parametrize("name", ["studies", "review"])
def test_wherever_the_set_of_studies_is_shown_a_caution_says_what_it_is_not(name, page):
    (caution,) = [block for block in page(name).of_class("caution") if has("about these study records", text_of(block))]
    assert [words for words in CAUTION if not has(words, text_of(caution))] == []


def groups() -> list[set[str]]:
    """The records in groups of one trial."""
    pairs = [{name, study["same_trial_as"]} for name, study in STUDIES.items() if "same_trial_as" in study]
    return pairs + [{name} for name in STUDIES if not any(name in pair for pair in pairs)]


def shared(directions: list[str]) -> str:
    """One direction for several results: that of at least 70 % of those reported, else mixed."""
    reported = [one for one in directions if one != "not_reported"] or directions
    (most, count), *_ = Counter(reported).most_common()
    return most if count / len(reported) >= 0.7 else "mixed"


def test_the_summary_of_directions_counts_what_the_records_say(page):
    """Counted here a second time, from the facts: samples, not papers."""
    counted: Counter[tuple[str, str]] = Counter()
    for group in groups():
        found: dict[str, list[str]] = {}
        for result in (result for name in group for result in STUDIES[name]["outcomes"]):
            found.setdefault(result["outcome"], []).append(result["direction"])
        counted.update((outcome, shared(directions)) for outcome, directions in found.items())
    table = next(one for one in page("review").elements("table") if has("favours the|better", text_of(one)))
    rows = {text_of(row.find("th")): row for row in table.iter("tr") if row.find("td") is not None}
    outcomes = {outcome for outcome, _ in counted} - {"other"}
    assert set(rows) == {WORDS["outcome"][outcome] for outcome in outcomes}
    for outcome in outcomes:
        said = [int(re.match(r"\d+", text_of(cell)).group()) for cell in rows[WORDS["outcome"][outcome]].findall("td")]
        assert said == [counted[outcome, direction] for direction in WORDS["direction"]], outcome


# ── The review ──


@pytest.mark.parametrize("fact", facts("review"), ids=lambda fact: f"{fact['page']}: {fact['what']}")
def test_the_site_states_the_facts_of_the_review(fact, page):
    shown = page(fact["page"])
    text = main_text(shown)
    blocks = [words for words in map(text_of, shown.elements()) if len(words) <= BLOCK]
    missing: list[Any] = [words for words in fact.get("says", []) if not has(words, text)]
    missing += [words for words in fact.get("near", []) if not any(has_all(words, block) for block in blocks)]
    for anchor, words in fact.get("at", {}).items():
        missing += [(anchor, word) for word in words if not has(word, text_of(shown.by_id(anchor)))]
    missing += [address for address in fact.get("links", []) if not shown.lists(address)]
    assert not missing


def test_the_domains_have_definitions_of_their_own(page):
    shown = page("outcomes")
    domains = [block for block in shown.elements("section") if (block.get("id") or "").startswith("domain-")]
    names = next(fact for fact in facts("review") if fact["what"] == "the seven child outcome domains")["says"][:7]
    assert [plain(text_of(one.find("h3"))) for one in domains][:7] == [plain(name) for name in names]
    meanings = [text_of(one.find("p")) for one in domains]
    assert all(len(meaning) > 25 for meaning in meanings)
    assert len(set(meanings)) == len(meanings)


def test_no_page_has_placeholder_text(real_site):
    placeholder = re.compile(r"lorem|ipsum|dolor sit|\btodo\b|\btbc\b|\btbd\b|xxx|{{|{%|\bNone\b|undefined")
    assert not [one.path for one in pages(real_site) if placeholder.search(one.text)]


def test_every_page_of_the_review_carries_the_notice_of_the_merger(review_pages):
    assert len(review_pages) == 33 + 3 + 7, "its studies, its summary, its table of studies, how to cite it, its views"
    notice = "This review was produced before or during the merger of What Works for Children's Social Care (WWCSC)"
    assert not [one.path for one in review_pages if not has(notice, main_text(one))]


@pytest.mark.parametrize("name", ["home", "review"])
def test_a_page_turned_into_plain_text_states_each_rating_in_words(name, page):
    text = main_text(page(name))
    assert has("Evidence rating Not rated", text)
    assert has("Cost rating Not available", text)


def test_a_rating_on_a_scale_is_stated_with_its_scale_its_level_and_its_flag(tiny_site):
    """The tiny review is rated 3+*, on a scale of 2, 2+, 3 and 3+; the real one has no rating to show."""
    for path, words in (
        ("index.html", ["evidence rating", "3+", "short-term and more", "mixed findings"]),
        ("reviews/fictional.html", ["evidence rating", "3+", "short-term and more", "mixed findings", "from 2 to 3+"]),
    ):
        text = main_text(Page(tiny_site, path))
        block = text[text.index("evidence rating") :][:120]
        assert [one for one in words if plain(one) not in block] == [], path


# ── Legends ──


def panels(page: Page) -> list[Any]:
    return [element for element in page.elements() if element.get("popover") is not None]


@pytest.mark.parametrize("site", ["real_site", "tiny_site"])
def test_every_legend_has_a_name_a_meaning_and_a_link_to_the_same_words(site, request):
    """So a legend is never the only place that says what something means."""
    folder = request.getfixturevalue(site)
    every = {one.path: one for one in pages(folder)}
    seen = 0
    for one in every.values():
        for panel in panels(one):
            seen += 1
            title = text_of(one.by_id(panel.get("aria-labelledby")))
            _, meaning, *_ = (text_of(part) for part in panel.iter("p"))
            *studies, link = panel.iter("a")
            # Only what says why the studies support a rating has more links than one, and each to a study.
            because = [a for item in panel.iter("li") for a in item.iter("a")]
            assert studies == because, (one.path, panel.get("id"))
            assert all("/studies/" in a.get("href") or a.get("href").startswith("studies/") for a in because)
            assert title, (one.path, panel.get("id"))
            assert meaning, (one.path, panel.get("id"))
            assert text_of(link), (one.path, panel.get("id"))
            path, anchor = target(one, link.get("href"), "/")
            there = text_of(every[path].by_id(anchor)) if anchor else every[path].text
            assert plain(meaning) in plain(there), (one.path, panel.get("id"))
    assert seen > 20


@pytest.mark.parametrize(("site", "review"), [("real_site", f"{REVIEW}.html"), ("tiny_site", "reviews/fictional.html")])
def test_every_rating_of_the_review_has_a_legend(site, review, request):
    shown = Page(request.getfixturevalue(site), review)
    ratings = {text_of(next(block.iter("p"))): block for block in shown.of_class("rating")}
    assert {"Evidence rating", "Cost rating"} <= set(ratings)
    for name in ("Evidence rating", "Cost rating"):
        (opener,) = ratings[name].iter("button")
        panel = shown.by_id(opener.get("popovertarget"))
        assert text_of(shown.by_id(panel.get("aria-labelledby"))).startswith(name)


@pytest.mark.parametrize("site", ["real_site", "tiny_site"])
def test_the_legend_of_a_rating_shows_the_whole_scale_with_the_level_marked(site, request):
    folder = request.getfixturevalue(site)
    seen = set()
    for one in pages(folder):
        for panel in panels(one):
            path, anchor = target(one, next(panel.iter("a")).get("href"), "/")
            if not path.startswith("scales/"):
                continue
            levels = [
                block for block in Page(folder, path).elements("div") if (block.get("id") or "").startswith("level-")
            ]
            rungs = list(panel.iter("li"))
            for level, rung in zip(levels, rungs, strict=False):
                assert has(text_of(level.find("dt")).split(" ", 1)[1], text_of(rung)), (one.path, panel.get("id"))
            marked = [text_of(rung) for rung in rungs if rung.get("aria-current")]
            on_scale = anchor.startswith("level-")
            assert len(levels) >= 3
            assert len(rungs) == len(levels) + anchor.startswith("state-")
            assert len(marked) == (on_scale or anchor.startswith("state-"))
            if on_scale:
                words = text_of(Page(folder, path).by_id(anchor).find("dt")).split(" ", 1)[1]
                assert has(words, marked[0])
            seen.add(anchor.partition("-")[0])
    assert "state" in seen


def test_the_number_of_a_note_in_print_is_its_place_among_the_notes(real_site):
    for one in pages(real_site):
        numbers = {panel.get("id"): str(number) for number, panel in enumerate(panels(one), 1)}
        buttons = [button for button in one.elements("button") if button.get("popovertarget")]
        assert {button.get("popovertarget") for button in buttons} == set(numbers)
        assert all(button.get("data-note") == numbers[button.get("popovertarget")] for button in buttons), one.path


# ── Weight ──


def test_every_page_loads_less_than_60_000_bytes(real_site):
    """HTML, styles and scripts together, before any compression."""
    heavy = {}
    for one in pages(real_site):
        if one.path == "404.html":  # its links are those of the host; it loads the same files as the rest
            continue
        loaded = [link.get("href") for link in one.elements("link") if link.get("rel") == "stylesheet"]
        loaded += [script.get("src") for script in one.scripts]
        assert loaded
        files = [real_site / one.path, *(real_site / target(one, address, "/")[0] for address in loaded)]
        weight = sum(path.stat().st_size for path in files)
        if weight >= BUDGET:
            heavy[one.path] = weight
    assert not heavy


def test_web_addresses_in_the_facts_are_whole(real_site):
    """A guard on the copies: a cut-off address in facts/ would make a test pass for the wrong reason."""
    found = [value for study in STUDIES.values() for _, value in leaves(study) if "://" in value]
    assert len(found) > 50
    assert all("." in urlsplit(address).netloc for address in found)
