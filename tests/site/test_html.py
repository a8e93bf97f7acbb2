"""html-validate finds nothing wrong with any page, by all rules of `recommended` and `document` save those in WHY."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
TOOL = HERE.parent / "node_modules" / ".bin" / "html-validate"
CONFIG = HERE / "htmlvalidate.json"
WHY = {
    "doctype-style": "lower case, as everywhere in the templates",
    "require-sri": "a checksum guards a file from another host; ours come from where the page comes from",
    "aria-label-misuse": "strict only beyond what ARIA allows: a list may have a name",
    "prefer-native-element": "a frame that scrolls is a region because it takes the focus; a section has a heading",
    "long-title": "a title is as long as the words of the content; nothing breaks beyond 70 letters",
}


def problems_in(folder: Path) -> list[str]:
    """What html-validate says of the HTML files of a folder, one line a fault."""
    # Where there was no Node, `make tools` put one beside this Python.
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    command = [str(TOOL), "--config", str(CONFIG), "--formatter", "json", str(folder)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", env={**os.environ, "PATH": path}, check=False)
    assert done.returncode in (0, 1), done.stderr
    return [
        f"{Path(found['filePath']).name}:{fault['line']}:{fault['column']} {fault['ruleId']}: {fault['message']}"
        for found in json.loads(done.stdout)
        for fault in found["messages"]
    ]


@pytest.mark.parametrize("site", ["real_site", "tiny_site", "fictional_site"])
def test_every_page_is_valid_html(site, request):
    folder = request.getfixturevalue(site)
    assert len(list(folder.rglob("*.html"))) > 10
    assert not problems_in(folder)


def test_the_tool_finds_what_it_should(tmp_path):
    """Else a broken set-up would look like valid pages."""
    page = '<!doctype html>\n<html lang="en"><head><title>A</title></head><body><ul><p>B</p></ul></body></html>'
    (tmp_path / "page.html").write_text(page, "utf-8")
    found = problems_in(tmp_path)
    assert [line for line in found if "element-permitted-content" in line]


def test_every_change_to_the_rules_has_a_reason():
    assert json.loads(CONFIG.read_text("utf-8"))["rules"].keys() == WHY.keys()
