"""Markdown with YAML heads → pages, as staticjinja's documentation does it: a rule and a context for files in Markdown.

python build.py OUTPUT
"""

import json
import shutil
import sys
from pathlib import Path

import markdown
import yaml
from staticjinja import Site

HERE = Path(__file__).parent
CONTENT = HERE / "src"
converter = markdown.Markdown()


def html(text):
    return converter.reset().convert(text)


def sheet(path):
    _, head, body = path.read_text("utf-8").split("---\n", 2)
    return yaml.load(head, yaml.CSafeLoader), html(body)


def load(name):
    return json.loads((HERE / f"data/{name}.json").read_text("utf-8"))


vocabulary, reviews = load("vocabulary"), load("reviews")
for review in reviews.values():
    review["notices_html"] = [html(notice) for notice in review["notices"]]
    review["records_note_html"] = html(review["records_note"])
sheets = {path.relative_to(CONTENT).as_posix(): sheet(path) for path in CONTENT.rglob("*.md")}
rows = {}
for data, _ in sheets.values():
    if data["layout"] == "study":
        rows.setdefault(data["review"], []).append(data)


def context(template):
    data, body = sheets[template.name]
    order = (lambda one: one["plot"]["order"]) if data["layout"] == "effect-direction" else (lambda one: one["order"])
    of_review = sorted(rows.get(data.get("review"), ()), key=order) if data["layout"] != "study" else ()
    return {"sheet": data, "body": body, "rows": of_review, "review": reviews.get(data.get("review"))}


def render(site, template, **values):
    out = Path(site.outpath, template.name).with_suffix(".html")
    out.parent.mkdir(parents=True, exist_ok=True)
    site.get_template(f"_page-{values['sheet']['layout']}.html").stream(**values).dump(str(out), "utf-8")


site = Site.make_site(
    searchpath=str(CONTENT),
    outpath=sys.argv[1],
    contexts=[(r".*\.md", context)],
    rules=[(r".*\.md", render)],
    env_globals={"vocabulary": vocabulary, "reviews": reviews},
    env_kwargs={"autoescape": True, "trim_blocks": True, "lstrip_blocks": True},
)
site.render()
shutil.copytree(HERE / "static/assets", Path(sys.argv[1]) / "assets", dirs_exist_ok=True)
