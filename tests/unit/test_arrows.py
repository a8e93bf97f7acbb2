"""Imports run one way. By syntax trees, so that an import inside of a function counts as well."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
# From the ground up: each module may import those above it in this list, and none below.
ORDER = """
digests kept unchanged compiled beside fresh progress
problems formats web_kinds kinds records yaml_words yaml_events reader model files lookup references addresses aliases
unread out_of_place load derive numbers walk converter text converted id_rules text_rules flow_rules
estimate_rules bias_rules vocabulary_rules audit rating_rules check text_advice advice elsewhere recheck
charts fonts feed legends tables
statistics export views pages publish metadata template_problems templating on_page cards render pdf static on_request
make schema watcher preview reference explain explain_page explain_file
outline parts packing showing checking checked kept_data ledger ahead again stopwatch verify publishing
saves watching yaml_text skeleton new importing sheet rewrite sheet_ids sheet_files commands command_line
""".split()
ALONE = ("frozen", "zipped", "remembered", "lock", "owned", "journal", "write")


def trees(name):
    """The syntax trees of a module or of all modules of a package."""
    path = ROOT / "generator" / name
    paths = sorted(path.glob("*.py")) if path.is_dir() else [path.with_suffix(".py")]
    return [ast.parse(one.read_text("utf-8")) for one in paths]


def imported(name):
    """All modules that a module of ours imports, with their dots."""
    for tree in trees(name):
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module == "generator":
                yield from (f"generator.{alias.name}" for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                yield node.module


def ours(name):
    return {module.split(".")[1] for module in imported(name) if module.startswith("generator.")} - {name}


def test_every_module_has_its_place_in_the_order():
    modules = {
        path.stem for path in (ROOT / "generator").iterdir() if path.name != "__init__.py" and path.stem[0] != "_"
    }
    assert modules == {*ORDER, *ALONE}


def test_every_module_has_tests():
    tests = {path.stem.removeprefix("test_") for path in (ROOT / "tests" / "unit").glob("test_*.py")}
    assert {*ORDER, *ALONE} - tests - {"model"} == set()


@pytest.mark.parametrize("name", ORDER)
def test_a_module_imports_none_that_stands_after_it(name):
    assert ours(name) <= {*ORDER[: ORDER.index(name)], *ALONE}


@pytest.mark.parametrize(
    ("name", "allowed"),
    [
        ("frozen", set()),
        ("problems", set()),
        ("web_kinds", {"problems"}),
        ("kinds", {"problems", "web_kinds"}),
        ("records", {"problems", "kinds"}),
        ("yaml_words", set()),
        ("yaml_events", {"problems", "records", "yaml_words"}),
        ("reader", {"problems", "kinds", "records", "yaml_events"}),
        ("model", {"kinds", "records"}),
        ("zipped", set()),
        ("lock", set()),
        ("owned", set()),
        ("journal", {"kept", "owned"}),
        ("write", {"lock", "owned", "journal", "kept"}),
        ("charts", set()),
        ("statistics", set()),
        ("tables", set()),
    ],
)
def test_the_ground_stands_on_itself(name, allowed):
    assert ours(name) - {"frozen"} <= allowed


def test_nothing_imports_the_command_line():
    assert [name for name in (*ORDER, *ALONE) if "build" in set(imported(name))] == []


@pytest.mark.parametrize(
    ("module", "users"),
    [
        ("yaml", {"reader", "yaml_events", "yaml_words", "yaml_text"}),
        ("markdown", {"converter"}),
        ("nh3", {"text"}),
        ("jinja2", {"compiled", "templating", "template_problems"}),
        ("markupsafe", {"templating", "on_page", "render", "pdf"}),
        ("livereload", {"preview"}),
        ("watchfiles", {"watcher"}),
        ("weasyprint", {"pdf"}),
        ("resvg_py", {"cards"}),
        ("fontTools", {"fonts", "cards"}),
    ],
)
def test_each_package_of_others_is_used_in_one_place(module, users):
    assert {name for name in (*ORDER, *ALONE) if any(one.split(".")[0] == module for one in imported(name))} == users


@pytest.mark.parametrize(
    ("module", "not_loaded"),
    [
        ("build", "argparse dataclasses pathlib yaml markdown nh3 jinja2 livereload tornado generator"),
        ("generator.unchanged", "argparse dataclasses hashlib re typing yaml markdown nh3 jinja2"),
        ("generator.check, generator.load, generator.make", "markdown nh3 jinja2 livereload tornado"),
        ("generator.render", "markdown nh3 livereload tornado"),
        ("generator.preview", "livereload tornado"),
        ("generator.write", "yaml markdown nh3 jinja2 livereload"),
    ],
)
def test_what_is_not_needed_is_not_loaded(module, not_loaded):
    code = f"import sys; before = set(sys.modules); import {module}; after = set(sys.modules) - before\n"
    code += f"print(*sorted(set({not_loaded.split()}) & after))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout == "\n"
