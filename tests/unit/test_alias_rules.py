from __future__ import annotations

from datetime import date

import pytest

from generator import check, load
from generator.recheck import Recheck

TODAY = date(2026, 11, 22)
LEE = "reviews/fictional/studies/lee-2019.yaml"


def add(tiny, path, words):
    (tiny / path).write_text((tiny / path).read_text("utf-8") + words, "utf-8")


def messages(tiny):
    content, problems = load.content(tiny)
    assert problems == []
    return [one.message for one in check.problems(content, TODAY)]


@pytest.mark.parametrize("alias", ["lee-2018", "old/lee.html", "old/lee/", "studies/lee.html", "INDEX2.html"])
def test_a_free_address_may_be_an_alias(tiny, alias):
    add(tiny, LEE, f"aliases: {alias}\n")
    assert messages(tiny) == []


@pytest.mark.parametrize("alias", ["404.html", "INDEX.html", "scales/evidence.html", "data/x.html", "assets/x.html"])
def test_an_address_that_the_site_needs_is_not_free(tiny, alias):
    add(tiny, LEE, f"aliases: {alias}\n")
    assert len(messages(tiny)) == 1


def test_two_studies_cannot_have_been_at_one_address(tiny):
    add(tiny, LEE, "aliases: old/lee.html\n")
    add(tiny, "reviews/fictional/studies/berg-2018.yaml", "aliases: old/lee.html\n")
    assert [one.split(" – ")[1] for one in messages(tiny)] == ["one address leads to one page"]


def test_an_alias_that_is_taken_elsewhere_is_seen_after_a_change(tiny):
    add(tiny, LEE, "aliases: old/lee.html\n")
    library = load.Library(tiny)
    library.look_at_all()
    recheck = Recheck()
    assert recheck.problems(library.content()[0], TODAY) == []
    add(tiny, "reviews/fictional/studies/berg-2018.yaml", "aliases: old/lee.html\n")
    library.look_at_all()
    assert len(recheck.problems(library.content()[0], TODAY)) == 1
