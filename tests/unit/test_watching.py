from __future__ import annotations

import os
import random
import re
import shutil
import signal
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import pytest

from generator import beside, command_line, lock, make, unchanged, write
from generator.watching import Watch

ROOT = Path(__file__).parents[2]
FICTIONAL, OTHER = "reviews/fictional", "reviews/other"
LEE = f"{FICTIONAL}/studies/lee-2019.yaml"
PAGE = f"{FICTIONAL}/studies/lee-2019.html"


@pytest.fixture
def at_work(tiny, in_folder):
    """Work beside the tiny content with a second review like the first, and templates that may change."""
    shutil.copytree(tiny / FICTIONAL, tiny / OTHER)
    for name in ("templates", "static"):
        shutil.copytree(ROOT / name, tiny.parent / name)
    in_folder(tiny.parent)
    return tiny.parent


@pytest.fixture
def here(monkeypatch):
    """Builds are done in this process, one after the other."""
    monkeypatch.setattr(beside, "possible", lambda: False)


def arguments(*words):
    return command_line.parser().parse_args(["build", "--watch", *words])


def begun(*words):
    """A site that is built and watched."""
    found = Watch(arguments(*words))
    found.build()
    drain(found)
    return found


def drain(found):
    while found.copy:
        found.take(found.news.get(timeout=60))


def save(found, name, old, new):
    """An editor changes a file of content; when it is answered."""
    path = Path(os.path.normpath(Path("content", name).absolute()))
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    answered(found, path)


def answered(found, *paths):
    found.take(set(paths))
    drain(found)


def on_disk():
    folder = Path("_site")
    found = (path for path in folder.rglob("*") if path.is_file() and path.name != write.LIST)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def whole():
    made = make.site(Path("content"), Path("templates"), Path("static"))
    assert made.problems == ()
    return made.files


def next_build_finds_all_done():
    return unchanged.unchanged([]).startswith("_site: ")


# ── What a save changes ──


def test_a_save_is_built_and_the_next_build_finds_all_done(at_work, here, capsys):
    found = begun()
    save(found, LEE, "Stories before", "Again, stories before")
    assert on_disk() == whole()
    assert next_build_finds_all_done()
    said = capsys.readouterr().out
    assert "written that show it, in" in said
    assert " files written, " in said.splitlines()[-1]


def test_a_build_beside_this_process_leaves_the_same_site(at_work):
    found = begun()
    save(found, LEE, "Stories before", "Again, stories before")
    assert on_disk() == whole()
    assert next_build_finds_all_done()


def test_pages_that_show_a_save_are_written_before_all_else_is_made(at_work, here, monkeypatch):
    found = begun()
    monkeypatch.setattr(found, "build", lambda: None)
    before = on_disk()
    save(found, LEE, "follow_up: 12 months", "follow_up: 18 months")
    written = {path for path, data in on_disk().items() if before.get(path) != data}
    made = whole()
    assert PAGE in written
    assert f"{FICTIONAL}/effect-direction.html" in written
    assert all(on_disk()[path] == made[path] for path in written)
    assert not {path for path in written if not path.startswith(FICTIONAL)}


def test_a_save_that_comes_while_a_build_is_under_way_ends_it(at_work):
    found = begun()
    path = Path("content", LEE).absolute()
    for number in range(5):
        path.write_text(path.read_text("utf-8").replace("Stories before", f"Stories before {number}"), "utf-8")
        found.take({path})
    assert found.copy is not None
    answered(found, path)
    assert on_disk() == whole()
    assert next_build_finds_all_done()


def test_saves_in_two_reviews_are_both_built(at_work):
    found = begun()
    for name in (LEE, f"{OTHER}/studies/lee-2019.yaml"):
        path = Path("content", name).absolute()
        path.write_text(path.read_text("utf-8").replace("Stories before", "Again, stories before"), "utf-8")
        found.take({path})
    answered(found)
    assert on_disk() == whole()
    assert next_build_finds_all_done()


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("content/glossary.yaml", "A story that", "A story which"),
        ("content/site.yaml", "Tiny evidence", "Another name"),
        ("templates/base.html", "<body", '<body data-new="1"'),
        ("static/css/1-tokens.css", ":root {", ":root { --x: 1;"),
    ],
)
def test_what_all_pages_share_makes_all_anew(at_work, here, name, old, new):
    found = begun()
    save(found, f"../{name}", old, new)
    assert on_disk() == whole()
    save(found, LEE, "Stories before", "Again, stories before")
    assert on_disk() == whole()


def test_a_study_that_comes_and_goes_comes_and_goes_on_the_site(at_work, here):
    found = begun()
    path = Path("content", FICTIONAL, "studies", "sun-2020.yaml").absolute()
    text = Path("content", FICTIONAL, "studies", "berg-2015.yaml").read_text("utf-8")
    path.write_text(text.replace("in the north", "in the south").replace("same_trial_as: berg-2018\n", ""), "utf-8")
    review = Path("content", FICTIONAL, "review.yaml")
    review.write_text(review.read_text("utf-8").replace("studies: 3", "studies: 4"), "utf-8")
    answered(found, path, review.absolute())
    assert on_disk() == whole()
    path.unlink()
    review.write_text(review.read_text("utf-8").replace("studies: 4", "studies: 3"), "utf-8")
    answered(found, path, review.absolute())
    assert on_disk() == whole()
    assert next_build_finds_all_done()


def test_a_view_that_the_data_allow_from_now_on_comes_with_what_links_to_it(at_work, here, monkeypatch):
    path = Path("content", FICTIONAL, "review.yaml").absolute()
    text = path.read_text("utf-8")
    path.write_text("".join(line for line in text.splitlines(keepends=True) if not line.startswith("flow:")), "utf-8")
    found, groups, folder = begun(), [], write.folder
    monkeypatch.setattr(found, "build", lambda: None)
    monkeypatch.setattr(write, "folder", lambda *given: groups.append(set(given[1])) or folder(*given))
    path.write_text(text, "utf-8")
    found.take({path})
    assert len(groups) == 1
    assert {f"{FICTIONAL}/flow.html", f"{FICTIONAL}/studies.html"} < groups[0]


def test_a_link_to_a_study_of_another_review_is_followed_as_in_a_build(at_work, here):
    save(found := begun(), LEE, "notes: It is", "notes: See [it](study:other/lee-2019). It is")
    save(found, LEE, "Stories before", "Again, stories before")
    assert on_disk() == whole()


def test_packed_texts_and_marked_tables_are_kept_up(at_work, here):
    save(begun("--compress", "--bom"), LEE, "Stories before", "Again, stories before")
    assert command_line.main(["build", "--verify", "--compress", "--bom"]) == 0


@pytest.mark.parametrize("words", [["--strict"], ["--cards"]])
def test_what_only_a_whole_build_can_tell_is_left_to_it(at_work, here, capsys, words):
    found = begun(*words)
    save(found, LEE, "Stories before", "Again, stories before")
    assert "show it" not in capsys.readouterr().out
    assert command_line.main(["build", "--verify", *words]) == 0


# ── What goes wrong ──


def test_a_problem_is_told_as_a_check_tells_it_and_leaves_the_site_as_it_is(at_work, here, capsys):
    found, before = begun(), on_disk()
    for old, new in (("year: 2019", "year: c. 2019"), ("country: NO", "country: XX")):
        save(found, LEE, old, new)
        when, told = capsys.readouterr().err.split(" this keeps the site as it is:\n\n")
        assert re.fullmatch(r"\n\d\d:\d\d:\d\d", when)
        command_line.main(["check"])
        assert told == f"{capsys.readouterr().err.rstrip()} Nothing was written.\n"
        assert on_disk() == before
        save(found, LEE, new, old)
    assert on_disk() == before
    assert next_build_finds_all_done()


def test_a_problem_that_only_other_reviews_have_is_told_too(at_work, here, capsys):
    save(found := begun(), LEE, "notes: It is", "notes: See [it](study:other/lee-2019). It is")
    before, path = on_disk(), Path("content", OTHER, "studies", "lee-2019.yaml").absolute()
    path.rename(path.with_name("li-2019.yaml"))
    answered(found, path, path.with_name("li-2019.yaml"))
    assert "lee-2019.yaml" in capsys.readouterr().err
    assert on_disk() == before


def test_a_mistake_of_a_template_is_told_and_mended(at_work, here, capsys):
    found, before = begun(), on_disk()
    save(found, "../templates/pages/study.html", "{% block content", "{% blok content")
    assert "templates/pages/study.html" in capsys.readouterr().err
    save(found, LEE, "Stories before", "Again, stories before")
    assert on_disk() == before
    save(found, "../templates/pages/study.html", "{% blok content", "{% block content")
    assert on_disk() == whole()


def test_half_a_file_is_no_news(at_work, here, capsys):
    found = begun()
    path = Path("content", LEE).absolute()
    text = path.read_text("utf-8").replace("Stories before", "Again, stories before")
    path.write_text(text[: len(text) // 2], "utf-8")
    found.news.put({path})
    real = found.ahead.look

    def look(changed):
        seen = real(changed)
        path.write_text(text, "utf-8")
        return seen

    found.ahead.look = look
    answered(found, path)
    assert capsys.readouterr().err == ""
    assert on_disk() == whole()


def test_a_mistake_while_another_review_is_built_ends_no_build(at_work, capsys):
    found = begun()
    other = Path("content", OTHER, "studies", "lee-2019.yaml").absolute()
    other.write_text(other.read_text("utf-8").replace("Stories before", "Again, stories before"), "utf-8")
    found.take({other})
    copy = found.copy
    save(found, LEE, "year: 2019", "year: c. 2019")
    assert found.copy is copy or found.copy is None
    assert capsys.readouterr().err.count("to mend") == 1
    save(found, LEE, "year: c. 2019", "year: 2019")
    assert on_disk() == whole()


def test_an_output_that_vanished_is_made_whole_again(at_work, here):
    found = begun()
    shutil.rmtree("_site")
    save(found, LEE, "Stories before", "Again, stories before")
    assert on_disk() == whole()


def test_a_content_that_vanished_is_told_and_built_when_it_is_back(at_work, here, capsys):
    found, before = begun(), on_disk()
    Path("content").rename("away")
    found.take(None)
    assert "there is no such folder" in capsys.readouterr().err
    assert on_disk() == before
    Path("away").rename("content")
    found.take(None)
    save(found, LEE, "Stories before", "Again, stories before")
    assert on_disk() == whole()


def test_a_build_of_somebody_else_in_between_is_taken_into_account(at_work, here):
    found = begun()
    path = Path("content", OTHER, "studies", "lee-2019.yaml")
    path.write_text(path.read_text("utf-8").replace("Stories before", "Again, stories before"), "utf-8")
    assert command_line.main(["build"]) == 0
    save(found, LEE, "Stories before", "Again, stories before")
    assert on_disk() == whole()


def test_while_somebody_else_writes_a_save_waits_for_its_turn(at_work, here, monkeypatch, capsys):
    found, before = begun(), on_disk()
    monkeypatch.setattr(lock, "PATIENCE", 0)
    with ThreadPoolExecutor() as other, ExitStack() as held:
        other.submit(held.enter_context, lock.alone(Path("_site"))).result()
        save(found, LEE, "Stories before", "Again, stories before")
        found.take(found.news.get(timeout=0))
        assert capsys.readouterr().err.endswith(f" this keeps the site as it is:\n\n_site: {write.BUSY}\n")
        assert on_disk() == before
        other.submit(held.pop_all().close).result()
    found.take(found.news.get(timeout=0))
    assert on_disk() == whole()


def test_a_build_that_somebody_kills_is_done_here(at_work):
    found = begun()
    path = Path("content", LEE).absolute()
    path.write_text(path.read_text("utf-8").replace("Stories before", "Again, stories before"), "utf-8")
    found.take({path})
    os.kill(found.copy.work.process, signal.SIGKILL)
    drain(found)
    assert on_disk() == whole()


# ── Any run of saves ──


def edits(chance, paths):
    """An edit of an editor at random: lines taken out, doubled or changed, and what it was before."""
    path = chance.choice(paths)
    before = path.read_text("utf-8")
    lines = before.splitlines(keepends=True)
    at = chance.randrange(len(lines))
    lines[at] = chance.choice(["", lines[at] * 2, lines[at].replace("e", "é"), lines[at].replace("a", "A")])
    return path, before, "".join(lines)


@pytest.mark.parametrize("seed", [1, 2])
def test_any_run_of_saves_leaves_the_site_that_is_made_from_nothing(at_work, here, seed):
    chance, made = random.Random(seed), 0
    found = begun()
    paths = sorted(path for path in Path("content").absolute().rglob("*.*") if path.is_file())
    for _ in range(60):
        path, before, text = edits(chance, paths)
        path.write_text(text, "utf-8")
        found.take({path})
        while not found.news.empty():
            found.take(found.news.get())
        rendered = make.rendered(Path("content"), Path("templates"), Path("static"))
        if not rendered.problems:
            assert on_disk() == whole()
            made += 1
        if rendered.problems or chance.random() < 0.8:
            path.write_text(before, "utf-8")
            found.take({path})
            assert on_disk() == whole()
    assert made > 10
    assert next_build_finds_all_done()
