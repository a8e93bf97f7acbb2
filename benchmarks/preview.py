"""How long it takes from saving a study to the changed page in the browser, in milliseconds.

    make tools && .venv/bin/python benchmarks/preview.py [runs]

On two sites: the one of this repository, with 33 studies, and a made-up one of 10,000 studies in 303 reviews. Each run
writes a study's title anew and asks the page, which had been reloaded by itself, when its document was complete. Both
times are of one clock, that of the computer. `start` is how long the preview took from the command to its first answer.
"""

from __future__ import annotations

import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))

import fictional  # noqa: E402

WHEN_READY = """addEventListener("DOMContentLoaded", () => {
  window.ready = performance.timeOrigin + performance.now();
});
addEventListener("LiveReloadConnect", () => { window.listens = true; }, true);"""
REAL = "reviews/shared-decision-making-family-meetings/studies/berzin-2006"
MADE_UP = f"reviews/{fictional.NAME}/studies/made-up-003"
PATIENCE = 120  # seconds


def large(folder: Path, reviews: int = 303, studies: int = 33) -> Path:
    """A content of many reviews, all alike."""
    fictional.write(folder, studies)
    first = folder / "reviews" / fictional.NAME
    for number in range(1, reviews):
        shutil.copytree(first, folder / "reviews" / f"walks-{number:03}")
    return folder


def measured(page: Page, content: Path, name: str, runs: int) -> dict[str, float]:
    command = [sys.executable, str(ROOT / "build.py"), "serve", "--content", str(content), "--port=8750"]
    begin = time.monotonic()
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        try:
            address = next(found[1] for line in process.stdout if (found := re.search(r"(http://\S+/) ", line)))
            start = time.monotonic() - begin
            return {"start": start * 1000, **latencies(page, address, content, name, runs)}
        finally:
            process.terminate()


def latencies(page: Page, address: str, content: Path, name: str, runs: int) -> dict[str, float]:
    page.goto(f"{address}{name}.html")
    taken = [saved(page, content / f"{name}.yaml", f"Saved for the {run}. time") for run in range(runs)]
    return {"median": statistics.median(taken), "least": min(taken), "most": max(taken)}


def saved(page: Page, path: Path, title: str) -> float:
    """Milliseconds from writing a title to the complete document that shows it."""
    text = re.sub(r"^title: .*$", f"title: {title}", path.read_text("utf-8"), count=1, flags=re.MULTILINE)
    page.wait_for_function("() => window.listens")
    time.sleep(0.2)
    begin = time.time() * 1000
    path.write_text(text, "utf-8")
    page.wait_for_function("title => document.body?.textContent.includes(title) && window.ready", arg=title)
    ready: Any = page.evaluate("window.ready")
    return float(ready) - begin


def main(runs: int) -> None:
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        shutil.copytree(ROOT / "content", folder / "real")
        program = shutil.which("chromium") or shutil.which("google-chrome")
        page = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"]).new_page()
        page.set_default_timeout(PATIENCE * 1000)
        page.add_init_script(WHEN_READY)
        sites = {"33": (folder / "real", REAL), "10,000": (large(folder / "large"), MADE_UP)}
        print(f"{'studies':>8} {'median':>8} {'least':>8} {'most':>8} {'start':>8}")
        for studies, (content, study) in sites.items():
            times = measured(page, content, study, runs)
            print(f"{studies:>8}", *(f"{times[one]:8.0f}" for one in ("median", "least", "most", "start")), flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20)
