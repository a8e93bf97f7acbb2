from __future__ import annotations

import os

import pytest

from generator import digests

REVIEW, STUDY = "reviews/fictional/review.yaml", "reviews/fictional/studies/lee-2019.yaml"


def of(folder):
    return digests.of_content(str(folder))


def test_each_review_has_a_digest_and_what_they_share_has_one(tiny):
    assert set(of(tiny)) == {digests.SHARED, "fictional"}


@pytest.mark.parametrize(
    ("name", "group"),
    [(REVIEW, "fictional"), (STUDY, "fictional"), ("site.yaml", digests.SHARED), ("scales/cost.yaml", digests.SHARED)],
)
def test_a_change_changes_the_digest_of_its_group_alone(tiny, name, group):
    before = of(tiny)
    state = (tiny / name).stat()
    (tiny / name).write_bytes((tiny / name).read_bytes()[:-2] + b"#\n")
    os.utime(tiny / name, ns=(state.st_atime_ns, state.st_mtime_ns))  # the content counts, not the time
    after = of(tiny)
    assert {name for name in before if before[name] != after[name]} == {group}


def test_a_file_that_is_only_touched_changes_nothing(tiny):
    before = of(tiny)
    os.utime(tiny / STUDY, ns=(0, 0))
    assert of(tiny) == before


def test_a_file_that_comes_goes_or_gets_another_name_is_a_change(tiny):
    before = of(tiny)
    (tiny / STUDY).rename(tiny / "reviews/fictional/studies/lee-2020.yaml")
    renamed = of(tiny)
    (tiny / "reviews/fictional/studies/lee-2020.yaml").unlink()
    assert len({before["fictional"], renamed["fictional"], of(tiny)["fictional"]}) == 3


def test_a_file_beside_the_reviews_belongs_to_what_they_share(tiny):
    before = of(tiny)
    (tiny / "reviews" / "stray.yaml").write_text("x")
    assert of(tiny)[digests.SHARED] != before[digests.SHARED]


def test_two_files_are_not_one_that_reads_like_both(tmp_path):
    """What stands behind a name's end cannot be taken for another file."""
    for name, files in (("one", {"a": "1", "b": "2"}), ("two", {"a": "1b\x002"})):
        (tmp_path / name).mkdir()
        for path, text in files.items():
            (tmp_path / name / path).write_text(text)
    assert of(tmp_path / "one") != of(tmp_path / "two")


def test_links_to_folders_are_not_followed_and_pipes_not_opened(tiny):
    (tiny / "pages" / "round").symlink_to(tiny)
    os.mkfifo(tiny / "pages" / "pipe.md")
    (tiny / "pages" / "link.md").symlink_to(tiny / "pages" / "pipe.md")
    assert of(tiny).keys() == {digests.SHARED, "fictional"}


def test_a_link_that_comes_is_a_change(tiny):
    before = of(tiny)
    (tiny / "reviews" / "fictional" / "studies" / "elsewhere").symlink_to("/nowhere")
    assert of(tiny)["fictional"] != before["fictional"]


def test_a_file_too_large_to_be_read_whole_is_known_by_its_size_and_time(tiny):
    large = tiny / "pages" / "large.md"
    large.write_bytes(b"a" * 1_100_000)
    before = of(tiny)
    with large.open("ab") as file:
        file.write(b"b")
    assert of(tiny) != before


def test_no_folder_at_all_has_a_digest_too(tmp_path):
    assert set(of(tmp_path / "gone")) == {digests.SHARED}


def test_what_was_asked_for_and_the_templates_are_part_of_the_program(tmp_path):
    (tmp_path / "page.html").write_text("a")
    before = digests.of_program([str(tmp_path)], [])
    assert digests.of_program([str(tmp_path)], ["compress"]) != before
    (tmp_path / "page.html").write_text("b")
    assert digests.of_program([str(tmp_path)], []) != before


def test_a_link_to_itself_is_a_link_like_another(tmp_path):
    (tmp_path / "a.yaml").symlink_to("a.yaml")
    assert digests.SHARED in of(tmp_path)


def test_a_file_too_large_to_be_read_whole_has_changed_though_its_time_was_set_back(tiny):
    large = tiny / "pages" / "large.md"
    large.write_bytes(b"a" * 1_100_000)
    before, state = of(tiny), large.stat()
    large.write_bytes(b"a" * 1_099_999 + b"b")
    os.utime(large, ns=(state.st_atime_ns, state.st_mtime_ns))
    assert of(tiny) != before


def test_a_pipe_that_comes_is_a_change(tiny):
    before = of(tiny)
    os.mkfifo(tiny / "pages" / "pipe.md")
    assert of(tiny) != before


def test_a_link_in_the_place_of_a_file_is_a_change_though_it_leads_to_the_same_bytes(tiny, tmp_path):
    before = of(tiny)
    for place in (tiny / ".kept", tmp_path / "elsewhere"):
        place.write_bytes((tiny / "site.yaml").read_bytes())
        (tiny / "site.yaml").unlink()
        (tiny / "site.yaml").symlink_to(place)
        assert of(tiny) != before
        before = of(tiny)


@pytest.mark.parametrize("name", ["site-packages", "dist-packages"])
def test_libraries_of_the_system_count_as_well(tmp_path, monkeypatch, name):
    (tmp_path / name / "jinja2-3.1.0.dist-info").mkdir(parents=True)
    monkeypatch.syspath_prepend(str(tmp_path / name))
    assert "jinja2-3.1.0.dist-info" in digests.installed()
