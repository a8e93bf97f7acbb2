from __future__ import annotations

from dataclasses import FrozenInstanceError
from typing import ClassVar

import pytest
from examples import evidence, read, study

from generator.kinds import Amount, Markdown, Text
from generator.model import Level, Study
from generator.records import Origin, Record, Source, Span, fields_of, key, record, values_within, written_name


@record
class Leaf(Record):
    bare: ClassVar[str] = "name"

    name: Text = key("The name.")
    note: Markdown | None = key("A note.", default=None)


@record
class Tree(Record):
    id: str = key("The file's name.", given=True, default="")
    from_: Amount | None = key("The height.", default=None)
    best: Leaf | None = key("The best leaf.", default=None)
    leaves: tuple[Leaf, ...] = key("The leaves.", default=())
    names: tuple[Text, ...] = key("Its names.", default=(), bare="one")
    kept: dict[str, Leaf] = key("Leaves by place.", default={})


ORIGIN = Origin(
    Source("a.yaml", ("one: two", "three: [four, five]")),
    Span(1, 1, 2, 20),
    {"one": Span(1, 6, 1, 9), "three": Span(2, 8, 2, 20), ("three", 1): Span(2, 15, 2, 19)},
)


def place(problem):
    return problem.place.line, problem.place.column, problem.place.length


def test_a_problem_stands_at_the_value_it_names():
    assert place(ORIGIN.problem("one", "wrong")) == (1, 6, 3)
    assert place(ORIGIN.problem(("three", 1), "wrong")) == (2, 15, 4)


def test_a_problem_at_an_unknown_item_stands_at_its_list_and_one_at_an_absent_field_at_the_record():
    assert place(ORIGIN.problem(("three", 7), "wrong")) == (2, 8, 12)
    assert place(ORIGIN.problem(("three", 1, "deeper"), "wrong")) == (2, 15, 4)
    assert place(ORIGIN.problem("absent", "wrong")) == (1, 1, 1)


def test_a_problem_shows_its_line_and_one_outside_of_the_file_shows_none():
    assert ORIGIN.source.problem("wrong", 2).excerpt == "three: [four, five]"
    assert ORIGIN.source.problem("wrong", 3).excerpt == ""
    assert ORIGIN.source.problem("wrong", 0).excerpt == ""


def test_a_part_of_a_value_is_found_on_its_own_lines():
    assert place(ORIGIN.problem_within("three", "five", "wrong")) == (2, 15, 4)
    assert place(ORIGIN.problem_within("three", "thr", "wrong")) == (2, 8, 12)


def test_a_part_of_a_value_is_found_behind_some_signs_at_best():
    origin = Origin(Source("a", ("see song, see [song](song)",)), Span(), {"a": Span(1, 1, 1, 27)})
    assert place(origin.problem_within("a", "song", "wrong", behind="](")) == (1, 22, 4)
    assert place(origin.problem_within("a", "see", "wrong", behind="](")) == (1, 1, 3)


def test_a_value_over_several_lines_is_one_sign_long():
    assert Span(1, 5, 3, 2).length == 1
    assert Span(1, 5, 1, 9).length == 4


def test_the_place_of_a_record_takes_no_part_in_comparing_it():
    assert Leaf(name="a", origin=ORIGIN) == Leaf(name="a")
    assert "origin" not in repr(Leaf(name="a", origin=ORIGIN))


def test_a_record_cannot_be_changed():
    with pytest.raises(FrozenInstanceError):
        Leaf(name="a").name = "b"
    assert Leaf(name="a").with_(name="b") == Leaf(name="b")


def test_a_file_holds_what_the_reader_does_not_give():
    assert list(fields_of(Tree)) == ["from", "best", "leaves", "names", "kept"]
    assert {"id", "review", "origin"}.isdisjoint(fields_of(Study))


def test_a_field_is_required_when_it_has_no_default():
    assert [name for name, field in fields_of(Leaf).items() if field.required] == ["name"]


def test_a_word_that_python_keeps_for_itself_is_written_without_its_underscore():
    assert written_name("from_") == "from"
    assert "from" in fields_of(Level)


def test_shapes_follow_the_annotations():
    shapes = {name: field.shape for name, field in fields_of(Tree).items()}
    assert shapes["from"].kind.words == "a number"
    assert shapes["best"].record is Leaf
    assert shapes["leaves"].items.record is Leaf
    assert shapes["names"].one_will_do
    assert not shapes["leaves"].one_will_do
    assert shapes["kept"].values.record is Leaf


def test_every_text_of_a_record_is_gone_over_with_its_place():
    tree, problems = read(
        Tree, "from: 1.5\nbest: {name: a, note: b}\nleaves: [{name: c}]\nnames: [d, e]\nkept: {f: g}\n"
    )
    assert not problems
    found = [(text, inside.problem(name, "").place.line) for inside, name, _, text in values_within(tree)]
    assert found == [("a", 2), ("b", 2), ("c", 3), ("d", 4), ("e", 4), ("g", 5)]


def test_texts_of_the_model_are_gone_over_without_the_fields_that_the_reader_gives():
    assert "lee-2019" not in [text for *_, text in values_within(study())]
    assert "Mixed findings" in [text for *_, text in values_within(evidence())]
