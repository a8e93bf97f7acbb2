from __future__ import annotations

from generator import remembered as module
from generator.remembered import each_remembered, remembered


def test_a_function_is_called_once_for_one_record_and_again_for_another():
    called = []

    @remembered
    def of(record):
        called.append(record)
        return [len(called)]

    one, other = object(), object()
    assert of(one) is of(one)
    assert [of(one), of(other), of(one)] == [[1], [2], [3]]
    assert called == [one, other, one]


def test_an_equal_record_is_another_one():
    of = remembered(list)
    one, other = [1], [1]
    assert of(one) == of(other)
    assert of(one) is not of(other)


def test_many_records_are_remembered_until_there_are_too_many(monkeypatch):
    monkeypatch.setattr(module, "MOST", 2)
    called = []

    @each_remembered
    def of(record):
        called.append(record)
        return record[0]

    first, second, third = ["a"], ["a"], ["b"]
    assert [of(one) for one in (first, second, first, second)] == ["a"] * 4
    assert called == [first, second]
    assert [of(one) for one in (third, third, first)] == ["b", "b", "a"]
    assert called == [first, second, third, first]


def test_many_records_are_let_go_of_when_nobody_needs_them():
    called = []

    @each_remembered
    def of(record):
        called.append(record)

    one = object()
    of(one)
    module.forget()
    of(one)
    assert called == [one, one]
