"""A preview that is open all day: 2,000 edits in a row, each served, with memory that does not grow."""

from __future__ import annotations

import gc
import shutil
import sys
from collections import Counter
from pathlib import Path

from generator.preview.app import App
from generator.preview.living import EVERYTHING, Living

ROOT = Path(__file__).parents[2]
STUDY = "reviews/fictional/studies/lee-2019"
EDITS, SETTLED = 2_000, 500


def served(app, path):
    return b"".join(app({"PATH_INFO": path}, lambda status, headers: None)).decode()


def alive():
    """How many objects of each kind there are."""
    gc.collect()
    return Counter(type(one).__name__ for one in gc.get_objects())


def weight():
    """The bytes of all objects, with the texts that they hold."""
    objects = gc.get_objects()
    texts = {id(one): one for holder in objects for one in gc.get_referents(holder) if not gc.is_tracked(one)}
    return sum(map(sys.getsizeof, objects)) + sum(map(sys.getsizeof, texts.values()))


def edit(living, text, number):
    """What an editor does: most edits are of a sentence, some are mistakes, some add a file and take it away."""
    path = living.content_folder / f"{STUDY}.yaml"
    if number % 50 == 7:
        path.write_text(f"{text}contry: SE\n", "utf-8")
    elif number % 50 == 21:
        path = living.content_folder / "pages" / "new.md"
        path.write_text(f"---\ntitle: New {number}\nsummary: A page.\n---\n\nWords.\n", "utf-8")
    elif number % 50 == 22:
        path = living.content_folder / "pages" / "new.md"
        path.unlink()
    elif number % 50 == 35:
        path = living.static / "css" / "1-tokens.css"
        path.write_text(f"{path.read_text('utf-8')}\n/* {number} */", "utf-8")
    else:
        path.write_text(text.replace("Lee", f"Lee{number}"), "utf-8")
    return path


def test_after_two_thousand_edits_there_is_no_more_in_memory_than_after_five_hundred(tiny):
    folders = [Path(shutil.copytree(ROOT / name, tiny.parent / name)) for name in ("templates", "static")]
    living = Living(tiny, *folders)
    app = App(living)
    text = (tiny / f"{STUDY}.yaml").read_text("utf-8")
    assert living.look() == EVERYTHING
    before, weighed = Counter(), 0
    for number in range(1, EDITS + 1):
        living.look([edit(living, text, number)])
        page = served(app, f"/{STUDY}.html")
        if number % 50 == 7:
            assert "1 problem to mend" in page
        elif number % 50 not in (21, 22, 35):
            assert f"Lee{number}" in page
        if number == SETTLED:
            before, weighed = alive(), weight()
    after = alive()
    grown = {name: count - before[name] for name, count in after.items() if count > before[name] + 50}
    assert grown == {}
    assert weight() < weighed * 1.01
