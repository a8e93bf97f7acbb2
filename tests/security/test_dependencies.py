"""Threat 4, a compromised dependency, and content that would be run: what a build may do on the computer it runs on."""

from __future__ import annotations

import ast
import json
import os
import pickle
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from generator import load
from generator.packing import Packing

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
NEVER_IMPORTED = ("pickle", "marshal", "shelve", "subprocess", "ctypes")
# What a build keeps for the next, or hears from its second process, is plain values and records; compiled templates are
# code, as Python keeps its own.
KEEPING = {
    **dict.fromkeys(("kept.py", "kept_data.py", "compiled.py", "beside.py"), "marshal"),
    "packing.py": "pickle",
}
# Runs a command of build.py, and prints all that it did on the computer beside reading files and writing its output.
HELD = """
import json, os, sys
output, seen = os.path.realpath(sys.argv[1]), []
NEVER = ("socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork", "urllib.",
         "ctypes.", "webbrowser.", "ftplib.", "smtplib.", "http.client.", "sqlite3.", "os.kill", "pty.")

def hook(event, values):
    if event.startswith(NEVER) and event not in ("socket.gethostname",):
        seen.append(f"{event} {values!r}"[:200])
        raise PermissionError(event)
    if event == "open" and values[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC):
        look("wrote", values[0], None)
    for number, within in CHANGES.get(event, ()):
        look(event, values[number], values[within] if within else None)

# Which values of a change are paths, and which the folders, open already, that these begin in.
CHANGES = {"os.rename": ((0, 2), (1, 3)), "os.link": ((0, 2), (1, 3)), "os.symlink": ((1, 2),), "os.mkdir": ((0, 2),),
           "os.remove": ((0, 1),), "os.rmdir": ((0, 1),), "os.chmod": ((0, 2),), "os.chown": ((0, 3),),
           "os.utime": ((0, 3),), "os.truncate": ((0, None),), "shutil.rmtree": ((0, 1),)}

def look(event, path, within):
    if isinstance(path, int):
        return
    above = f"/proc/self/fd/{within}" if isinstance(within, int) and within >= 0 else ""
    path = os.path.join(os.path.realpath(above) if above else "", os.fsdecode(path))
    # The last name itself is changed, whatever it leads to.
    whole = os.path.join(os.path.realpath(os.path.dirname(path)), os.path.basename(path))
    ours = whole in (output, "/dev/null") or whole.startswith(output + os.sep) or "__pycache__" in whole
    if not ours:
        seen.append(f"{event} {whole}")

sys.addaudithook(hook)
sys.path.insert(0, os.getcwd())
import build
code = build.main(sys.argv[2:])
print(json.dumps([code, seen]), file=sys.stderr)
"""


def held(output, *words, cwd=ROOT):
    """What a command gave, and what it did that it should not."""
    command = [sys.executable, "-c", HELD, str(output), *words]
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=300, check=False)
    assert done.stderr.splitlines(), done.stdout
    return json.loads(done.stderr.splitlines()[-1])


@pytest.mark.parametrize(
    ("code", "event"),
    [
        ("open(elsewhere, 'a').close()", "wrote"),
        ("os.close(os.open(elsewhere, os.O_CREAT))", "wrote"),
        ("os.mkdir(elsewhere)", "os.mkdir"),
        ("os.mkdir('elsewhere', dir_fd=os.open(os.path.dirname(elsewhere), os.O_RDONLY))", "os.mkdir"),
        ("pathlib.Path(elsewhere).mkdir()", "os.mkdir"),
        ("os.symlink('a', elsewhere)", "os.symlink"),
        ("os.chmod(elsewhere, 0o777)", "os.chmod"),
        ("os.truncate(elsewhere, 0)", "os.truncate"),
        ("os.rename(output + '/mine', elsewhere)", "os.rename"),
        ("os.remove(elsewhere)", "os.remove"),
        ("shutil.rmtree(elsewhere, ignore_errors=True)", "shutil.rmtree"),
    ],
)
def test_the_hook_sees_what_it_should(tmp_path, code, event):
    """A folder beside the output whose name only begins like its."""
    output, elsewhere = tmp_path / "site", tmp_path / "site-not" / "elsewhere"
    for folder in (output, elsewhere.parent):
        folder.mkdir()
    (output / "mine").write_text("")
    doing = (
        f"import pathlib, shutil\nelsewhere = {str(elsewhere)!r}\ntry:\n    {code}\nexcept OSError:\n    pass\ncode = 0"
    )
    evil = HELD.replace("code = build.main(sys.argv[2:])", doing)
    done = subprocess.run(
        [sys.executable, "-c", evil, str(output)], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True
    )
    code, seen = json.loads(done.stderr.splitlines()[-1])
    assert (code, seen[0]) == (0, f"{event} {elsewhere}")


def test_a_build_asks_no_network_starts_no_program_and_writes_its_output_alone(tmp_path):
    code, seen = held(tmp_path, "--output", str(tmp_path / "site"), "--cache", str(tmp_path / "cache"))
    helps = [one for one in seen if "/.vscode/schemas" not in one]
    assert (code, helps) == (0, [])
    assert (tmp_path / "site" / "index.html").is_file()


def test_a_check_asks_no_network_and_writes_only_what_it_keeps_for_the_next(tmp_path):
    code, seen = held(tmp_path, "check", "--cache", str(tmp_path / "cache"))
    assert (code, seen) == (0, [])
    assert {path.name for path in tmp_path.iterdir()} <= {"cache"}


@pytest.mark.parametrize(
    "evil",
    [
        "title: !!python/object/apply:os.system ['touch ran']",
        "title: !!python/name:os.system",
        "title: !<tag:yaml.org,2002:python/object/new:os.system> [id]",
        "? !!python/object/apply:os.system ['touch ran']\n: a",
        "&a [*a]",
        "a: &a [1,2]\nb: {<<: *a}",
        "%YAML 1.1\n---\ntitle: a",
        "--- !!python/module:os",
    ],
)
def test_no_content_is_run(tiny, tmp_path, in_folder, evil):
    in_folder(tmp_path)
    (tiny / "glossary.yaml").write_text(evil + "\n", "utf-8")
    content, problems = load.content(tiny)
    assert content is None
    assert [one for one in problems if one.place.file.endswith("glossary.yaml")]
    assert not (tmp_path / "ran").exists()


def test_no_module_of_ours_can_run_a_text():
    """Neither eval nor exec, no pickle, no loader of YAML that makes objects, no shell."""
    found = []
    for path in [ROOT / "build.py", *sorted((ROOT / "generator").rglob("*.py"))]:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            name = ast.unparse(node.func) if isinstance(node, ast.Call) else ""
            if re.fullmatch(
                r"eval|exec|compile|__import__|os\.(system|popen|exec\w*)|subprocess\.\w+|pickle\.loads?", name
            ):
                found.append((path.name, name))
            if re.fullmatch(r"yaml\.(load|unsafe_load|full_load)\w*", name) and "CBaseLoader" not in ast.unparse(node):
                # ruamel.yaml keeps a file as it is written, and makes nothing of its tags.
                if path.name == "rewrite.py":
                    continue
                found.append((path.name, ast.unparse(node)))
            if isinstance(node, (ast.Import, ast.ImportFrom)):
                names = [one.name for one in node.names] + [getattr(node, "module", None) or ""]
                found += [(path.name, one) for one in names if one in NEVER_IMPORTED and KEEPING.get(path.name) != one]
    assert found == []


def test_templates_escape_unless_they_say_otherwise_and_none_does():
    for path in (ROOT / "templates").rglob("*.html"):
        assert not re.search(r"\|\s*safe\b|autoescape\s+false|Markup", path.read_text("utf-8")), path


def test_scripts_of_the_site_make_no_html_of_texts():
    for path in (ROOT / "static" / "js").glob("*.js"):
        code = path.read_text("utf-8")
        assert not re.search(
            r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|srcdoc", code
        )


@pytest.mark.parametrize("group", ["", *PROJECT["optional-dependencies"]])
def test_every_dependency_is_held_to_compatible_versions(group):
    wanted = PROJECT["optional-dependencies"][group] if group else PROJECT["dependencies"]
    loose = [one for one in wanted if not re.match(r"[\w.-]+~=\d+\.\d+|evidence-site\[", one)]
    assert loose == []


def test_what_a_build_needs_is_little():
    assert len(PROJECT["dependencies"]) <= 10


def test_nothing_that_a_program_keeps_for_itself_came_with_the_source():
    """A pull request with a `.cache` or a `__pycache__` would bring pages, or code, that nobody has read."""
    if not (ROOT / ".git").exists() and os.environ.get("CI") != "true":
        pytest.skip("this is no checkout: nobody can tell what came with the source")
    told = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True).stdout
    assert {"build.py", "generator/kept.py", ".gitignore"} <= set(told.splitlines())
    assert [path for path in told.splitlines() if re.search(r"(^|/)(\.cache|__pycache__|_site|\.venv)/", path)] == []


class Evil:
    def __reduce__(self):
        return os.system, ("touch ran",)


class EvilRecord:
    def __reduce__(self):
        return getattr, ("a", "upper")


@pytest.mark.parametrize("evil", [Evil(), EvilRecord(), [Evil()]], ids=["a program", "an attribute", "in a list"])
def test_nothing_in_what_a_build_kept_is_called(tmp_path, in_folder, evil):
    """Whoever can write into `.cache` can write pages, and still runs nothing."""
    in_folder(tmp_path)
    with pytest.raises(pickle.UnpicklingError, match="is no record"):
        Packing(load.content(ROOT / "tests" / "content")[0]).unpack(pickle.dumps(evil))
    assert list(tmp_path.iterdir()) == []
