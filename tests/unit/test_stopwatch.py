from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from generator import again, beside, command_line, render, stopwatch
from generator.stopwatch import REST, STAGES, Measured, Stopwatch

ROOT = Path(__file__).parents[2]


@pytest.fixture
def at_work(tiny, in_folder):
    shutil.copytree(tiny / "reviews" / "fictional", tiny / "reviews" / "other")
    in_folder(tiny.parent)
    return tiny.parent


def main(*words):
    return command_line.main(
        ["build", "--templates", str(ROOT / "templates"), "--static", str(ROOT / "static"), *words]
    )


def measured(name="profile.json"):
    return json.loads(Path(name).read_text("utf-8"))


def seconds(found, key="seconds"):
    return {one["name"]: one[key] for one in found["stages"]}


def test_each_stage_of_a_build_takes_its_time_and_together_they_are_the_whole(at_work):
    assert main("--profile", "profile.json") == 0
    found = measured()
    of = seconds(found)
    assert list(of) == [*STAGES, REST]
    unasked = {"cards, PDFs", "pack", "wait"}
    assert {name for name, took in of.items() if took == 0} == unasked
    assert sum(of.values()) == pytest.approx(found["seconds"])
    assert min(of.values()) >= 0


def test_all_pages_that_are_made_are_counted_and_the_slowest_named(at_work):
    main("--profile", "profile.json")
    found = measured()
    assert found["pages"] == len(list(Path("_site").rglob("*.html")))
    slowest = [one["seconds"] for one in found["slowest_pages"]]
    assert slowest == sorted(slowest, reverse=True)
    assert len(slowest) == stopwatch.SLOWEST
    assert all(Path("_site", one["path"]).is_file() for one in found["slowest_pages"])


def test_what_the_second_process_did_is_told(at_work, monkeypatch):
    monkeypatch.setattr(again, "MANY", 1)
    monkeypatch.setattr(beside, "possible", lambda: True)
    main("--profile", "profile.json")
    found = measured()
    second = seconds(found, "in_second_process")
    assert all(second[name] > 0 for name in ("read", "check", "derive", "Markdown", "render", "data", "write"))
    assert found["pages"] == len(list(Path("_site").rglob("*.html")))
    assert main("--verify") == 0


def test_where_nothing_changed_it_says_that_no_page_was_made(at_work, capsys):
    main()
    capsys.readouterr()
    assert main("--profile") == 0
    said = capsys.readouterr().out
    assert "No page was made: nothing that pages show has changed." in said
    assert "the slowest pages" not in said


def test_a_build_that_was_measured_is_like_any_other(at_work):
    main("--profile", "profile.json")
    assert main("--verify") == 0
    assert render.Renderer.page.__module__ == "generator.render"
    assert not hasattr(render.Renderer.page, "__wrapped__")


def test_after_a_problem_nothing_is_measured_and_all_is_put_back(at_work, capsys):
    path = Path("content", "site.yaml")
    path.write_text(f"{path.read_text('utf-8')}titel: A\n", "utf-8")
    assert main("--profile") == 1
    assert capsys.readouterr().out == ""
    assert not hasattr(render.Renderer.page, "__wrapped__")


def test_a_file_that_cannot_be_written_is_told_in_a_sentence(at_work, capsys):
    assert main("--profile", "gone/profile.json") == 1
    assert capsys.readouterr().err.startswith("gone/profile.json: this cannot be written – ")


@pytest.mark.parametrize("words", [("--watch", "--profile"), ("--verify", "--profile"), ("--watch", "--verify")])
def test_one_build_is_measured_alone(at_work, capsys, words):
    assert main(*words) == 1
    assert "go each without the others" in capsys.readouterr().err


class Clock:
    """A clock that goes when it is told to."""

    now = 0.0

    def perf_counter(self):
        return self.now

    process_time = perf_counter

    def sleep(self, seconds):
        self.now += seconds


@pytest.fixture
def clock(monkeypatch):
    found = Clock()
    monkeypatch.setattr(stopwatch, "time", found)
    return found


def test_the_time_of_a_stage_is_without_that_of_stages_within(clock):
    watch = Stopwatch()
    inner = watch._timed("read", lambda: clock.sleep(3))

    def outer():
        clock.sleep(1)
        inner()
        inner()

    watch._timed("check", outer)()
    assert watch.spent == {"read": 6, "check": 1}


def test_what_is_made_as_it_is_asked_for_counts_for_its_stage(clock):
    watch = Stopwatch()

    def slowly():
        clock.sleep(2)
        yield 1

    assert watch._timed("check", slowly)() == [1]
    assert watch.spent == {"check": 2}


def test_a_table_for_people_has_a_line_for_each_stage_that_took_time():
    first, second = {"read": 0.25, "check": 0.0001, REST: 1.0}, {"read": 0.15}
    words = stopwatch.table(Measured(0.1, 1.25, first, second, 20, [(0.5, "a.html"), (0.25, "longer/b.html")]))
    assert words.splitlines() == [
        "                    seconds  per page  second process",
        "start of Python       0.100",
        "read                  0.250  20.00 ms           0.150",
        "all else              1.000  50.00 ms",
        "in all                1.350",
        "20 pages made; a second process was at work at the same time, and `wait` is for that",
        "",
        "the slowest pages       ms",
        "a.html               500.0",
        "longer/b.html        250.0",
    ]
