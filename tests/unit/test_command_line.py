from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import build
from generator import command_line

ROOT = Path(__file__).parents[2]
FOLDERS = ["--templates", str(ROOT / "templates"), "--static", str(ROOT / "static")]


@pytest.fixture
def at_work(tiny, in_folder):
    """Work beside a copy of the tiny content, as an editor does."""
    in_folder(tiny.parent)
    return tiny.parent


def run(*words, folder):
    """The command line as an editor runs it: exit code, standard output and error."""
    command = [sys.executable, "-W", "error", str(ROOT / "build.py"), *words]
    done = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, encoding="utf-8", timeout=60, check=False
    )
    return done.returncode, done.stdout, done.stderr


def snapshot(folder):
    return {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.rglob("*") if path.is_file()}


# ── as a command ──


def test_a_build_says_in_one_line_what_it_did(at_work):
    code, out, err = run("build", *FOLDERS, folder=at_work)
    assert (code, err) == (0, "")
    assert re.fullmatch(r"_site: \d+ pages; \d+ files written, 0 unchanged, 0 removed, in \d+\.\d\d s\n", out)
    code, out, _ = run(*FOLDERS, folder=at_work)
    assert re.fullmatch(r"_site: \d+ pages; 0 files written, \d+ unchanged, 0 removed, in \d+\.\d\d s\n", out)


def test_a_check_says_in_one_line_that_all_is_well(at_work):
    assert run("check", *FOLDERS, folder=at_work) == (0, "content: all is well with 1 review and 3 studies\n", "")
    assert not (at_work / "_site").exists()


def test_a_check_for_a_program_speaks_on_standard_output_alone(at_work):
    code, out, err = run("check", "--format", "json", *FOLDERS, folder=at_work)
    assert (code, json.loads(out)["problems"], err) == (0, [], "")
    (at_work / "content" / "site.yaml").write_text("titel: x", "utf-8")
    code, out, err = run("check", "--format", "json", *FOLDERS, folder=at_work)
    assert (code, err) == (1, "")
    assert json.loads(out)["problems"][0]["file"] == "content/site.yaml"
    code, out, _ = run("check", "--format", "github", *FOLDERS, folder=at_work)
    assert code == 1
    assert out.startswith("::error file=content/site.yaml,line=1,col=1")


def test_what_is_known_is_explained_and_what_is_not_gets_a_hint(at_work):
    code, out, err = run("explain", "study.follow_up", folder=at_work)
    assert (code, err) == (0, "")
    assert out.startswith("study.follow_up, in content/reviews/")
    assert run("explain", "yeer", folder=at_work) == (1, "", "nothing here is called 'yeer' – did you mean 'year'?\n")


def test_a_check_finds_the_mistakes_of_templates_as_a_build_does(at_work):
    shutil.copytree(ROOT / "templates", at_work / "mine")
    (at_work / "mine" / "pages" / "home.html").write_text("{% if %}", "utf-8")
    code, _, err = run("check", "--templates", "static/../mine", *FOLDERS[2:], folder=at_work)
    assert code == 1
    assert "mine/pages/home.html:1:1: Expected an expression" in err


@pytest.mark.parametrize("output", ["content", "content/site", ".", ""])
def test_the_output_cannot_be_among_the_sources(at_work, output):
    before = snapshot(at_work)
    code, _, err = run(*FOLDERS, "--output", output, folder=at_work)
    assert (code, snapshot(at_work)) == (1, before)
    assert "the output cannot be" in err


def test_a_problem_is_told_with_its_line_and_the_number_of_all_comes_last(at_work):
    (at_work / "content" / "countries.yaml").write_text("- {id: NO, titel: Norway}\n")
    code, out, err = run("check", *FOLDERS, folder=at_work)
    assert (code, out) == (1, "")
    assert err == (
        "content/countries.yaml:1:12: 'titel' is not a field here – did you mean 'title'?\n"
        "    - {id: NO, titel: Norway}\n"
        "               ^^^^^\n"
        "\n"
        "1 problem to mend. More may show when countries.yaml can be read.\n"
    )


def test_messages_are_utf_8_whatever_the_terminal_is_set_to(at_work):
    (at_work / "content" / "site.yaml").write_text("titel: Å\n")
    command = [sys.executable, str(ROOT / "build.py"), "check"]
    plain = {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    done = subprocess.run(command, cwd=at_work, capture_output=True, env=plain, timeout=60, check=False)
    assert "titel: Å" in done.stderr.decode("utf-8")


@pytest.mark.parametrize("words", [["--help"], ["-h"], ["build", "--help"], ["check", "--help"], ["serve", "--help"]])
def test_help_is_given(tmp_path, words):
    code, out, err = run(*words, folder=tmp_path)
    assert (code, err) == (0, "")
    assert out.startswith("usage: build.py")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--verfy"], "build.py build: error: there is no option --verfy – did you mean '--verify'?"),
        (["--ouput=x"], "build.py build: error: there is no option --ouput – did you mean '--output'?"),
        (["check", "-stict"], "build.py check: error: there is no option -stict – did you mean '--strict'?"),
        (["serve", "--verify"], "build.py serve: error: there is no option --verify; build has it"),
        (["serve", "--strict"], "build.py serve: error: there is no option --strict; build and check have it"),
        (["check", "--what"], "build.py check: error: there is no option --what"),
        (["check", "content"], "build.py check: error: 'content' is a word too many"),
        (["biuld"], "build.py: error: there is no command 'biuld' – did you mean 'build'?"),
    ],
)
def test_a_word_that_is_not_understood_is_told_with_the_one_that_was_meant(words, said, capsys):
    with pytest.raises(SystemExit) as left:
        command_line.main(words)
    assert left.value.code == 2
    assert capsys.readouterr().err.splitlines()[-1] == said


@pytest.mark.parametrize(
    "words", [["biuld"], ["check", "now"], ["--contents", "a"], ["check", "--port", "1"], ["serve", "--port", "a"]]
)
def test_a_command_that_is_not_understood_has_a_code_of_its_own(tmp_path, words):
    code, out, err = run(*words, folder=tmp_path)
    assert (code, out) == (2, "")
    assert err.startswith("usage: build.py")
    assert "Traceback" not in err


@pytest.mark.parametrize("name", ["content", "templates", "static"])
def test_a_missing_folder_is_told_without_a_traceback(at_work, name):
    code, out, err = run("build", *FOLDERS, f"--{name}", "nowhere", folder=at_work)
    assert (code, out) == (1, "")
    assert err.startswith("nowhere:1:1: there is no such folder – ")
    assert err.endswith("\n1 problem to mend. Nothing was written.\n")
    assert "Traceback" not in err
    assert not (at_work / "_site").exists()


# ── the same, in process ──


def main(*words):
    return build.main(["build", *FOLDERS, *words])


@pytest.mark.parametrize(("name", "words"), command_line.COMMANDS.items())
def test_every_command_is_in_the_help(name, words):
    assert f"{name} {words}" in " ".join(command_line.parser().format_help().split())


def test_without_a_command_the_site_is_built(at_work, capsys):
    assert build.main(FOLDERS) == 0
    assert (at_work / "_site" / "index.html").is_file()


def test_a_problem_leaves_the_last_good_site_as_it_was(at_work, capsys):
    assert main() == 0
    before = snapshot(at_work / "_site")
    (at_work / "content" / "reviews" / "fictional" / "review.yaml").write_text("title: [")
    assert main() == 1
    assert snapshot(at_work / "_site") == before
    assert capsys.readouterr().err.endswith("Nothing was written.\n")


def test_a_template_with_a_mistake_leaves_the_last_good_site_as_it_was(at_work, capsys):
    assert main() == 0
    before = snapshot(at_work / "_site")
    (at_work / "templates" / "pages").mkdir(parents=True)
    assert main("--templates", "templates") == 1
    assert snapshot(at_work / "_site") == before
    assert "templates/pages/home.html:1:1: there is no such template" in capsys.readouterr().err


def test_a_site_that_is_mended_is_built_again(at_work, capsys):
    path = at_work / "content" / "site.yaml"
    before = path.read_text()
    path.write_text("title:")
    assert main() == 1
    path.write_text(before)
    assert main() == 0


def test_a_review_that_is_taken_away_takes_its_pages_with_it(at_work, capsys):
    assert main() == 0
    of_the_review = sum(path.is_file() for path in (at_work / "_site" / "reviews").rglob("*"))
    content = at_work / "content"
    (content / "reviews" / "fictional").rename(at_work / "kept")
    for name in ("glossary.yaml", "pages/how.md"):
        path = content / name
        path.write_text(re.sub(r"\[([^\]]*)\]\((?:intervention|review|study):[^)]*\)", r"\1", path.read_text()))
    assert main() == 0
    assert not (at_work / "_site" / "reviews").exists()
    assert f" {of_the_review} removed," in capsys.readouterr().out


def test_a_file_of_somebody_else_stops_the_build(at_work, capsys):
    (at_work / "_site").mkdir()
    (at_work / "_site" / "index.html").write_text("mine")
    assert main() == 1
    assert capsys.readouterr().err == (
        "_site/index.html: this was not written by a build – move it away, or choose another --output\n"
        "1 problem to mend. Nothing was written.\n"
    )
    assert snapshot(at_work / "_site").keys() == {at_work / "_site" / "index.html"}


def test_an_output_that_is_a_file_stops_the_build(at_work, capsys):
    (at_work / "_site").write_text("mine")
    assert main() == 1
    assert capsys.readouterr().err.startswith("_site: this is a file – the output needs a folder\n")


def test_the_preview_is_called_with_what_the_command_line_says(at_work, monkeypatch):
    from generator import preview

    monkeypatch.setattr(preview, "serve", lambda *words, **more: (*words, more))
    folders = (Path("a"), Path("templates"), Path("static"))
    assert build.main(["serve", "--content", "a", "--port", "9000"]) == (*folders, 9000, {"follow": False})
    assert build.main(["serve", "--content", "a", "--follow"]) == (*folders, 8000, {"follow": True})


def test_an_interrupted_command_is_no_crash(tmp_path):
    code = "import runpy, sys, build\nsys.argv = ['build.py', 'check']\nimport generator.checked as c\n"
    code += "def stop(_): raise KeyboardInterrupt\nc.check = stop\n"
    code += f"runpy.run_path({str(ROOT / 'build.py')!r}, run_name='__main__')"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, done.stderr) == (130, "")


def test_whoever_stops_reading_what_is_said_is_no_crash(at_work):
    """The words go into a pipe that nobody reads any more."""
    command = [sys.executable, str(ROOT / "build.py"), "build", *FOLDERS]
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        command, cwd=at_work, stdout=write, stderr=subprocess.PIPE, text=True, timeout=60, check=False
    )
    os.close(write)
    assert done.stderr == ""
    assert (at_work / "_site" / "index.html").is_file()


def test_a_warning_is_told_and_stops_nothing_unless_it_is_to(at_work):
    page = at_work / "content" / "pages" / "how.md"
    page.write_text(page.read_text("utf-8").replace("Start with", "Most studies say so. Start with"), "utf-8")
    code, out, err = run("check", *FOLDERS, folder=at_work)
    assert (code, out) == (0, "1 review and 3 studies: nothing keeps them back\n")
    assert "content/pages/how.md:10:1: warning: 'Most studies'" in err
    assert err.endswith("\n1 warning.\n")
    code, out, _ = run("check", "--format", "github", *FOLDERS, folder=at_work)
    assert (code, out.split(" ")[0]) == (0, "::warning")
    code, out, _ = run("check", "--format", "json", "--strict", *FOLDERS, folder=at_work)
    assert (code, [one["severity"] for one in json.loads(out)["problems"]]) == (1, ["warning"])
    code, out, _ = run("build", *FOLDERS, folder=at_work)
    assert (code, out.splitlines()[-1]) == (0, "1 warning; see what with: build.py check")
    code, _, err = run("build", "--strict", "--output", "other", *FOLDERS, folder=at_work)
    assert (code, err.splitlines()[-1]) == (1, "1 warning. Nothing was written.")
    assert not (at_work / "other").exists()


def test_drafts_that_are_left_out_are_told(at_work):
    page = at_work / "content" / "pages" / "new.md"
    page.write_text("---\ntitle: New\nsummary: S.\ndraft: true\n---\n\nWords.\n", "utf-8")
    assert run("check", *FOLDERS, folder=at_work)[1].endswith("; 1 draft left out\n")
    assert run("build", *FOLDERS, folder=at_work)[1].splitlines()[-1] == "1 draft left out"
