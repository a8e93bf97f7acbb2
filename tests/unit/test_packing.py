from __future__ import annotations

import pickle
from decimal import Decimal

import pytest
from examples import content, review, study

from generator import outline, pages
from generator.lookup import Lookup
from generator.packing import Packing

WHOLE = content(review(study("lee-2019", aliases=("lee",)), ratings={}))
SHARED = WHOLE.with_(reviews=())


def of(whole):
    lookup = Lookup(whole)
    return outline.of(pages.of_review(whole.reviews[0], lookup)[0], lookup)


def test_an_outline_comes_back_the_same():
    packing, one = Packing(SHARED), of(WHOLE)
    assert packing.unpack(packing.pack(one)) == one


def test_records_of_the_vocabulary_are_the_very_same_records_again():
    packing = Packing(SHARED)
    assert packing.unpack(packing.pack(SHARED.scales[0].levels)) == SHARED.scales[0].levels
    assert packing.unpack(packing.pack((SHARED.scales[0],)))[0] is SHARED.scales[0]


def test_places_in_files_are_left_out():
    packing = Packing(SHARED)
    assert "file.yaml" not in str(packing.pack(of(WHOLE)))


def test_plain_values_come_back():
    packing, value = Packing(SHARED), (1, Decimal("0.50"), frozenset({"a"}), "ø", b"\x00", None)
    assert packing.unpack(packing.pack(value)) == value


@pytest.mark.parametrize("module", ["os", "builtins", "generator.commands", "generator.packing"])
def test_what_is_unpacked_calls_nothing(module):
    name = {"os": "system", "builtins": "eval", "generator.commands": "make_new", "generator.packing": "Packing"}[
        module
    ]
    harm = f"c{module}\n{name}\n(Vtrue\ntR.".encode()
    with pytest.raises(pickle.UnpicklingError, match="is no record"):
        Packing(SHARED).unpack(harm)
