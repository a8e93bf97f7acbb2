"""All pages are Nikola's pages, each with the template that its head names; what makes other pages is switched off."""

import json
import os
from pathlib import Path

HERE = Path(__file__).parent
vocabulary, reviews = (
    json.loads((HERE / f"data/{name}.json").read_text("utf-8")) for name in ("vocabulary", "reviews")
)

BLOG_AUTHOR = BLOG_TITLE = BLOG_DESCRIPTION = "Evidence summaries"
BLOG_EMAIL = ""
SITE_URL = "https://example.org/evidence/"
DEFAULT_LANG = "en"
TRANSLATIONS = {"en": ""}
NAVIGATION_LINKS = NAVIGATION_ALT_LINKS = {"en": ()}
THEME = "site"
TIMEZONE = "UTC"
POSTS = ()
PAGES = (("pages/*.md", "", "study.tmpl"),)
COMPILERS = {"markdown": [".md"]}
MARKDOWN_EXTENSIONS = []
FILES_FOLDERS = {"static": ""}
OUTPUT_FOLDER = os.environ.get("OUTPUT_FOLDER", "output")
PRETTY_URLS = False
STRIP_INDEXES = False
SHOW_SOURCELINK = False
COPY_SOURCES = False
GENERATE_RSS = GENERATE_ATOM = False
USE_BUNDLES = False
COMMENT_SYSTEM = ""
URL_TYPE = "full_path"
DISABLED_PLUGINS = (
    "classify_archive classify_authors classify_categories classify_indexes classify_page_index classify_sections "
    "classify_tags render_taxonomies render_galleries render_listings render_indexes robots sitemap redirect "
    "scale_images gzip create_bundles"
).split()


def _fill(context, _):
    context.update(vocabulary=vocabulary, reviews=reviews)


GLOBAL_CONTEXT_FILLER = [_fill]
