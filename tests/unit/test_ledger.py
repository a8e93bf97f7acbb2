from __future__ import annotations

from datetime import date

import pytest

from generator import lock, owned
from generator.digests import digest_of
from generator.fresh import Fresh
from generator.ledger import Folders, Ledger

TODAY = date(2026, 11, 25)


@pytest.fixture
def folders(tiny, tmp_path):
    for name in ("templates", "static"):
        (tmp_path / name).mkdir()
    return Folders(tiny, tmp_path / "templates", tmp_path / "static", tmp_path / "site", tmp_path / "cache")


def written(folders, files, today=TODAY):
    """A build that made these files as one part, and kept what it did."""
    ledger = Ledger(folders, today)
    ledger._add("part", files)
    ledger.write(ledger._whole())
    ledger.keep("said")
    return ledger


def test_what_is_written_is_known_to_the_next_build_as_it_lies(folders):
    written(folders, {"index.html": b"one"})
    after = Ledger(folders, TODAY)
    assert after._lies(after.parts["part"])
    (folders.output / "index.html").write_text("another")
    assert not after._lies(after.parts["part"])


def test_what_is_made_is_written_and_the_rest_stays(folders):
    written(folders, {"index.html": b"one"})
    after = Ledger(folders, TODAY)
    after._add("more", {"more.html": b"two"})
    site = after._whole()
    assert (set(site.files), site.stay, site.pages) == ({"more.html"}, {"index.html"}, 2)


def test_no_other_build_comes_in_between_a_folder_that_is_put_in_its_place_and_what_is_kept_of_it(folders):
    ledger, seen = Ledger(folders, TODAY), []
    ledger.fresh = Fresh(folders.output)
    ledger._add("part", {"index.html": b"one"})

    def done(report):
        with lock.if_free(folders.output) as free:
            seen.append((report.written, free))

    assert ledger.write(ledger._whole(), done).refused == ()
    assert seen == [(1, False)]
    with lock.if_free(folders.output) as free:
        assert free


def test_a_folder_that_cannot_be_put_in_its_place_is_told_and_leaves_nothing(folders, monkeypatch):
    ledger = Ledger(folders, TODAY)
    ledger.fresh = Fresh(folders.output)
    (ledger.fresh.folder / owned.LIST).mkdir()
    assert ledger.write(ledger._whole()).refused == ((".", "this cannot be written – Is a directory"),)
    assert not [path for path in folders.output.parent.iterdir() if "site" in path.name]


@pytest.mark.parametrize("name", ["content/site.yaml", "templates/a.html", "static/a.css"])
def test_after_a_change_to_what_all_share_nothing_of_before_is_used(folders, name):
    written(folders, {"index.html": b"one"})
    with (folders.content.parent / name).open("a") as file:
        file.write("#")
    assert Ledger(folders, TODAY).before == {}


def test_what_was_made_of_content_that_changed_meanwhile_is_not_kept(folders):
    ledger = Ledger(folders, TODAY)
    ledger._add("part", {"index.html": b"one"})
    ledger.write(ledger._whole())
    with (folders.content / "site.yaml").open("a") as file:
        file.write("#")
    ledger.keep("said")
    assert Ledger(folders, TODAY).before == {}


def test_values_that_differ_have_digests_that_differ():
    assert digest_of(["a"]) == digest_of(["a"]) != digest_of(["b"])
