"""Studies are Pelican's articles, a review is their category; the other pages are Pelican's pages."""

import json
from pathlib import Path

import markdown

HERE = Path(__file__).parent
converter = markdown.Markdown()
vocabulary, reviews = (
    json.loads((HERE / f"data/{name}.json").read_text("utf-8")) for name in ("vocabulary", "reviews")
)
for review in reviews.values():
    review["notices_html"] = [converter.reset().convert(notice) for notice in review["notices"]]
    review["records_note_html"] = converter.reset().convert(review["records_note"])

SITENAME = "Evidence summaries"
SITEURL = "https://example.org/evidence"
TIMEZONE = "UTC"
DEFAULT_LANG = "en"
DEFAULT_DATE = "fs"
PATH = str(HERE / "content")
THEME = str(HERE / "theme")
PLUGINS = ["yaml_metadata"]
ARTICLE_PATHS = ["reviews"]
PAGE_PATHS = ["pages"]
STATIC_PATHS = ["assets"]
ARTICLE_SAVE_AS = "reviews/{review}/studies/{slug}.html"
ARTICLE_URL = ARTICLE_SAVE_AS
SLUGIFY_SOURCE = "basename"
DIRECT_TEMPLATES = []
AUTHOR_SAVE_AS = CATEGORY_SAVE_AS = TAG_SAVE_AS = ""
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
SUMMARY_MAX_LENGTH = 0
JINJA_ENVIRONMENT = {"autoescape": True, "trim_blocks": True, "lstrip_blocks": True}
JINJA_GLOBALS = {"vocabulary": vocabulary, "reviews": reviews}
