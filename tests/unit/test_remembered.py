from __future__ import annotations

from generator.remembered import remembered


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
