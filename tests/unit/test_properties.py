"""What holds for anything: the same examples each time, as many as fit into some seconds."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from urllib.parse import urljoin

import pytest
import yaml
from examples import review, study
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator import check, derive, files, load, make, model, reader, text, write
from generator.addresses import Address
from generator.records import Shape, fields_of

ROOT = Path(__file__).parents[2]
TINY = ROOT / "tests" / "content"
NAMES = sorted(path.relative_to(TINY).as_posix() for path in TINY.rglob("*") if path.is_file())
TODAY = date(2026, 11, 22)
ROOTS = {
    **{name: Shape(record=cls) for name, cls in load.SINGLE.items()},
    **{name: Shape(items=Shape(record=cls)) for name, (_, cls) in load.LISTS.items()},
}


def examples(number):
    """So many examples, always the same ones, without a limit of time for each."""
    slow = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
    return settings(max_examples=number, derandomize=True, database=None, deadline=None, suppress_health_check=slow)


# ── any file ──


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    """One copy of the tiny content, in which one file at a time is another."""
    copy = tmp_path_factory.mktemp("properties") / "content"
    for name in NAMES:
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        (copy / name).write_bytes((TINY / name).read_bytes())
    return copy


@contextmanager
def with_file(folder, name, data):
    (folder / name).write_bytes(data)
    try:
        yield
    finally:
        (folder / name).write_bytes((TINY / name).read_bytes())


def problems_with(folder, name, data):
    """All problems of the content while one file holds other bytes."""
    with with_file(folder, name, data):
        content, problems = load.content(folder)
        problems = problems if content is None else check.problems(content, TODAY)
        assert [one for one in problems if not inside(one)] == []
        return problems


def inside(problem):
    """Whether a problem's place is inside its file: one place behind the end of a line is."""
    path = Path(problem.place.file)
    lines = files.LINE_BREAK.split(path.read_bytes().decode("utf-8-sig", "replace")) if path.is_file() else [""]
    line, column = problem.place.line, problem.place.column
    return 1 <= line <= len(lines) and 1 <= column <= len(lines[line - 1]) + 1 and problem.place.length >= 1


SIGNS = [
    "\t",
    " ",
    *":-'\"[]{}#&*!|>%@`?,+\\~=<",
    "\n\n",
    "\r\n",
    "\x85",
    "\u2028",
    "\xa0",
    "\ufeff",
    "\x00",
    "Å",
    "😀",
]
WORDS = ["---", "...", "- ", ": ", "? ", "<<: ", "TODO", "[a](term:b)", "9" * 20, "null", "1e3", ".nan", "2026-02-30"]
ODD = st.sampled_from([*SIGNS, *WORDS])


@st.composite
def mutated(draw):
    """A tiny file, and its text after some slips of an editor's hand."""
    name = draw(st.sampled_from(NAMES))
    lines = (TINY / name).read_text("utf-8").splitlines(keepends=True)
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, max(0, len(lines) - 1)))
        slip = draw(st.sampled_from(["delete", "double", "swap", "insert", "insert", "cut", "indent", "end"]))
        if not lines or slip == "delete":
            del lines[at : at + 1]
        elif slip == "double":
            lines.insert(at, lines[at])
        elif slip == "swap":
            lines[at - 1], lines[at] = lines[at], lines[at - 1]
        elif slip == "end":
            del lines[at:]
        elif slip == "indent":
            lines[at] = " " * draw(st.integers(1, 4)) + lines[at]
        else:
            column = draw(st.integers(0, len(lines[at])))
            lines[at] = lines[at][:column] + (draw(ODD) + lines[at][column:] if slip == "insert" else "\n")
    return name, "".join(lines)


@examples(150)
@given(st.sampled_from(NAMES), st.binary(max_size=200))
def test_any_bytes_are_content_or_a_problem_inside_the_file(folder, name, data):
    problems_with(folder, name, data)


@examples(400)
@given(mutated())
def test_any_slip_of_the_hand_is_content_or_a_problem_inside_its_file(folder, slip):
    name, changed = slip
    problems_with(folder, name, changed.encode())


YAMLISH = st.lists(st.one_of(ODD, st.sampled_from(["title", "id", "levels", "\n", "\n  ", "a", "1"])), max_size=30)


@examples(400)
@given(st.sampled_from(model.__all__), YAMLISH)
def test_any_text_is_a_record_or_problems(name, pieces):
    whole = "".join(pieces)
    source, decoded, problems = files.decoded("a.yaml", whole.encode())
    if not problems:
        value, problems = reader.read(source, decoded, Shape(record=getattr(model, name)))
        assert (value is None) == bool(problems)
    for problem in problems:
        assert problem.place.line <= len(source.lines)
        assert problem.place.column <= len(source.lines[problem.place.line - 1]) + 1


@examples(300)
@given(st.binary(max_size=300))
def test_any_bytes_are_a_text_or_one_problem_inside_it(data):
    source, decoded, problems = files.decoded("a.yaml", data)
    assert len(problems) <= 1
    assert decoded == "" or data
    for problem in problems:
        assert problem.place.column <= len(source.lines[problem.place.line - 1]) + 1


# ── any field ──


def root(name):
    if name.startswith("bias-tools/"):
        return Shape(record=model.BiasTool)
    if name.startswith("scales/"):
        return Shape(record=model.Scale)
    if name.startswith("pages/"):
        return Shape(record=model.TextPage)
    if name.startswith("reviews/"):
        return Shape(record=model.Study if "/studies/" in name else model.Review)
    return ROOTS[name]


def entries(node, shape):
    """Every `name: value` of a record: the mapping that holds it, its number there, and whether it is required."""
    if isinstance(node, yaml.SequenceNode) and shape.items:
        for item in node.value:
            yield from entries(item, shape.items)
    elif isinstance(node, yaml.MappingNode) and shape.values:
        for _, value in node.value:
            yield from entries(value, shape.values)
    elif isinstance(node, yaml.MappingNode):
        fields = fields_of(shape.record)
        for number, (name, value) in enumerate(node.value):
            yield node, number, fields[name.value].required
            yield from entries(value, fields[name.value].shape)


def parts(name):
    """A file's YAML, and the texts before and behind it: a page has them."""
    whole = (TINY / name).read_text("utf-8")
    if not name.endswith(".md"):
        return "", whole, ""
    _, head, body = whole.split("---\n", 2)
    return "---\n", head, "---\n" + body


def changed(name, change):
    """A tiny file's text once for each entry of a record in it, with that entry changed, and what the entry was."""
    before, middle, behind = parts(name)
    for at in range(len(list(entries(yaml.compose(middle), root(name))))):
        whole = yaml.compose(middle)
        node, number, required = list(entries(whole, root(name)))[at]
        was = node.value[number][0].value
        if change(node, number, required=required):
            yield was, before + yaml.serialize(whole, allow_unicode=True) + behind


def rename(node, number, *, required):
    node.value[number][0].value += "x"
    return True


def remove_required(node, number, *, required):
    del node.value[number]
    return required


@pytest.mark.parametrize("name", NAMES)
def test_renaming_any_field_is_a_problem_of_its_file(folder, name):
    for was, data in changed(name, rename):
        told = problems_with(folder, name, data.encode())
        assert f"'{was}x' is not a field here" in " ".join(one.message for one in told)
        assert {one.place.file for one in told} == {str(folder / name)}


@pytest.mark.parametrize("name", NAMES)
def test_taking_away_any_required_field_is_a_problem_of_its_file(folder, name):
    for was, data in changed(name, remove_required):
        told = problems_with(folder, name, data.encode())
        assert [one.message.split(" – ")[0] for one in told] == [f"'{was}' is missing"]
        assert {one.place.file for one in told} == {str(folder / name)}


# ── any output ──

SEGMENT = st.sampled_from(["a", "b", "c-1", "404", "å"])
PATH = st.builds(lambda above, name: "/".join([*above, f"{name}.html"]), st.lists(SEGMENT, max_size=3), SEGMENT)
SITES = st.dictionaries(PATH, st.binary(max_size=8), max_size=6)


def held(output):
    found = (path for path in output.rglob("*") if path.is_file() and path.name != write.LIST)
    return {path.relative_to(output).as_posix(): path.read_bytes() for path in found}


@examples(150)
@given(SITES, SITES)
def test_a_folder_holds_what_was_written_last_and_a_second_build_writes_nothing(first, second):
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder, "site")
        for site in (first, second):
            write.folder(output, site)
            assert held(output) == site
            before = {path: path.stat().st_mtime_ns for path in output.rglob("*")}
            assert write.folder(output, site) == write.Report(unchanged=len(site))
            assert {path: path.stat().st_mtime_ns for path in output.rglob("*")} == before


def test_building_the_tiny_site_twice_writes_nothing_the_second_time(tmp_path):
    for report in (write.Report.written, write.Report.unchanged):
        made = make.site(TINY, ROOT / "templates", ROOT / "static")
        result = write.folder(tmp_path / "site", made.files)
        assert report.__get__(result) == len(made.files)


@examples(300)
@given(PATH, PATH, st.sampled_from(["", "level-3-plus"]))
def test_a_link_leads_back_to_its_address_from_any_page(here, there, anchor):
    base = "https://tiny.example.org/tiny/"
    link = Address(there, anchor).seen_from(here)
    assert urljoin(base + here, link) == base + there + (f"#{anchor}" if anchor else "")


# ── any studies ──

IDS = [f"s{number}" for number in range(6)]


@examples(300)
@given(st.dictionaries(st.sampled_from(IDS), st.lists(st.sampled_from(IDS), max_size=3)))
def test_samples_part_the_studies(links):
    studies = [study(name, same_trial_as=tuple(others)) for name, others in links.items()]
    groups = derive.samples(studies)
    assert sorted(one.id for group in groups for one in group) == sorted(links)
    assert all(groups)


@examples(300)
@given(st.sets(st.tuples(st.sampled_from(IDS), st.sampled_from(IDS))))
def test_studies_that_name_each_other_are_always_in_one_sample(pairs):
    both = pairs | {(other, one) for one, other in pairs}
    studies = [study(name, same_trial_as=tuple(sorted(other for one, other in both if one == name))) for name in IDS]
    sample = {one.id: number for number, group in enumerate(derive.samples(studies)) for one in group}
    assert all(sample[one] == sample[other] for one, other in both)


DIRECTIONS = st.sampled_from(
    ["favours_intervention", "favours_comparison", "no_clear_difference", "mixed", "not_reported"]
)


@examples(400)
@given(st.lists(DIRECTIONS))
def test_a_shared_direction_is_never_made_up(directions):
    reported = {one for one in directions if one != "not_reported"}
    shared = derive.shared_direction(directions)
    assert (shared == "not_reported") == (not reported)
    assert shared in (reported | {"mixed"} if len(reported) > 1 else reported or {"not_reported"})


@examples(300)
@given(st.lists(DIRECTIONS), st.randoms(use_true_random=False))
def test_a_shared_direction_does_not_depend_on_the_order(directions, random):
    shuffled = random.sample(directions, len(directions))
    assert derive.shared_direction(shuffled) == derive.shared_direction(directions)


AUTHORS = st.lists(
    st.sampled_from(["Lee A", "Lee B", "van Lee A", "Berg C", "Lee & Berg", "Institute of Sleep"]), min_size=1
)


@examples(300)
@given(st.lists(st.tuples(AUTHORS, st.integers(2000, 2002)), max_size=40))
def test_the_short_names_of_studies_are_unique(papers):
    studies = [study(f"s{n}", authors=tuple(authors), year=year) for n, (authors, year) in enumerate(papers)]
    names = derive.short_names(review(*studies))
    assert names.keys() == {one.id for one in studies}
    assert len(set(names.values())) == len(studies)
    assert sorted(derive.in_reading_order(review(*studies)), key=lambda one: one.id) == sorted(
        studies, key=lambda one: one.id
    )


# ── any Markdown ──

MARKS = [
    *"*_`[]()<>!#-+|:~^\"'&\\=\n ",
    "\n\n",
    "    ",
    "](",
    "[^1]",
    "[^1]: ",
    "\n: ",
    "|---|",
    "a",
    "1. ",
    "> ",
    "term:b",
]
EVIL = ["<script>", "</script>", "<a href=", "javascript:", "<!--", "-->", "<![CDATA[", "<?", "&#106;", "\x02", "\x03"]


@examples(500)
@given(st.lists(st.sampled_from([*MARKS, *EVIL]), max_size=40))
def test_any_markdown_becomes_html_in_which_nothing_runs(pieces):
    html = text.html("".join(pieces)).lower()
    assert "<script" not in html
    assert "<!--" not in html
    assert 'href="javascript:' not in html
