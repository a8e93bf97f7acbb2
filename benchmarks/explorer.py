"""How long the explorer takes to filter 500 studies: script, style and layout, in Chromium, in milliseconds.

    make tools && .venv/bin/python benchmarks/explorer.py [studies] [runs]

A frame lasts 16.7 ms at 60 frames a second. Each run types a word, ticks a value of a facet or sorts, and then asks for
the table's height, which makes the browser lay the page out at once: that is what stands between the reader's key and
the first rows. The rows of a large table come a screenful a frame, so each run waits until all are there; the first
runs, which warm up, are not counted.
"""

from __future__ import annotations

import json
import shutil
import statistics
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

import fictional  # noqa: E402

from generator import make, write  # noqa: E402

FRAME = 1000 / 60
MEASURE = """async ([name, values, runs]) => {
  const form = document.querySelector(".explorer"), table = document.querySelector(".studies");
  const acts = {
    search: value => set(form.querySelector("[type=search]"), "input", value),
    facet: value => form.querySelectorAll("details [type=checkbox]")[value].click(),
    sort: value => set(form.querySelector("select"), "change", value),
  };
  const set = (box, event, value) => { box.value = value; box.dispatchEvent(new Event(event)); };
  const shown = () => table.querySelectorAll("tbody tr:not([hidden])").length;
  const taken = [];
  for (let run = 0; run < runs + 5; run++) {
    const value = values[run % values.length], begin = performance.now();
    acts[name](value);
    table.offsetHeight;
    taken.push(performance.now() - begin);
    for (let before = -1; before !== shown();) {
      before = shown();
      for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
    }
  }
  return taken.slice(5);
}"""
ACTS = {
    "search": ["o", "owl", "", "nettle", "children"],
    "facet": [0, 0, 7, 7],
    "sort": ["Year", "-Year", "Country", "Study"],
}


def measured(many: int, runs: int) -> dict[str, dict[str, float]]:
    with tempfile.TemporaryDirectory() as folder:
        content = fictional.write(Path(folder) / "content", many)
        made = make.site(content, ROOT / "templates", ROOT / "static")
        write.folder(Path(folder) / "site", made.files)
        address = (Path(folder) / f"site/reviews/{fictional.NAME}/studies.html").as_uri()
        program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
        with sync_playwright() as playwright:
            page = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"]).new_page()
            page.goto(address)
            page.wait_for_selector(".explorer")
            return {name: _summary(page.evaluate(MEASURE, [name, values, runs])) for name, values in ACTS.items()}


def _summary(taken: list[float]) -> dict[str, float]:
    ordered = sorted(taken)
    return {
        "median": round(statistics.median(taken), 1),
        "p95": round(ordered[int(len(ordered) * 0.95)], 1),
        "within a frame": round(sum(one <= FRAME for one in taken) / len(taken), 2),
    }


if __name__ == "__main__":
    many, runs = (int(given) for given in [*sys.argv[1:], *("500", "100")[len(sys.argv) - 1 :]])
    print(json.dumps({"studies": many, "runs": runs, **measured(many, runs)}, indent=2))
