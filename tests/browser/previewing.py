"""A preview that runs for a test: its folders, its address, and the changes that an editor makes."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from conftest import ROOT
from playwright.sync_api import Error, Page

PATIENCE = 60  # seconds; a computer may be slow, and nothing here is about how fast it is
LISTENS = 'addEventListener("LiveReloadConnect", () => { window.listens = true; }, true)'


@dataclass
class Preview:
    """A preview that is running, and the folders it watches."""

    folder: Path
    address: str

    def file(self, name: str) -> Path:
        return self.folder / name

    def change(self, name: str, old: str, new: str) -> None:
        text = self.file(name).read_text("utf-8")
        assert text.count(old) == 1, f"{name} has not one {old!r}"
        self.file(name).write_text(text.replace(old, new), "utf-8")

    def watched_by(self, page: Page, path: str) -> Page:
        """Opens a page and waits until it listens for reloads."""
        there = ""
        while there != self.address + path:
            try:
                page.goto(self.address + path)
            except Error as error:
                # The page that is left may just be reloading itself for the last change; then it is still there.
                if not any(words in str(error) for words in ("interrupted by another navigation", "ERR_ABORTED")):
                    raise
            page.wait_for_function("() => window.listens")
            there = page.url
        return page


def running(folder: Path, *options: str, content: str = "tests/content") -> Iterator[Preview]:
    """A preview of a copy of some content in a folder of its own, until the test is done with it."""
    for source in (content, "templates", "static"):
        shutil.copytree(ROOT / source, folder / Path(source).name)
    names = [f"--{name}={folder / name}" for name in ("content", "templates", "static")]
    said = folder / "said.txt"
    with said.open("w") as out:
        command = [sys.executable, str(ROOT / "build.py"), "serve", "--port=8700", *names, *options]
        with subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT, cwd=folder) as process:
            try:
                yield Preview(folder, address_in(said, process))
            finally:
                process.terminate()
    assert "Traceback" not in said.read_text("utf-8")


def address_in(said: Path, process: subprocess.Popen[bytes]) -> str:
    """The address that the preview says it has, once it says so."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        if found := re.search(r"Preview at (http://127\.0\.0\.1:\d+/)", said.read_text("utf-8")):
            return found[1]
        time.sleep(0.05)
    raise AssertionError(f"no preview: {said.read_text('utf-8')}")
