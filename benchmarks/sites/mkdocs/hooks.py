"""Gives templates the site's data, and to the pages of a review the studies that it has."""

import json
from pathlib import Path

import markdown

DATA = Path(__file__).parent / "data"


def on_env(env, config, files):
    vocabulary, reviews = (json.loads((DATA / f"{name}.json").read_text("utf-8")) for name in ("vocabulary", "reviews"))
    converter = markdown.Markdown()
    for review in reviews.values():
        review["notices_html"] = [converter.reset().convert(notice) for notice in review["notices"]]
        review["records_note_html"] = converter.reset().convert(review["records_note"])
    rows = {}
    for file in files.documentation_pages():
        if file.page.meta["template"] == "study.html":
            rows.setdefault(file.page.meta["review"], []).append(file.page.meta)
    by_order = {name: sorted(found, key=lambda one: one["order"]) for name, found in rows.items()}
    by_plot = {name: sorted(found, key=lambda one: one["plot"]["order"]) for name, found in rows.items()}
    env.autoescape = True
    env.globals.update(vocabulary=vocabulary, reviews=reviews, by_order=by_order, by_plot=by_plot)
    return env
