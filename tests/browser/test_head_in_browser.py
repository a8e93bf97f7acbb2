"""What the head says to programs is read as data: the policy of a page, which allows no script in it, lets it be."""

from __future__ import annotations

import json

from conftest import each_kind

WATCH = """
window.refused = [];
document.addEventListener('securitypolicyviolation', (event) => window.refused.push(event.violatedDirective));
"""


@each_kind
def test_no_policy_is_broken_by_what_the_head_says_to_programs(path, at_home, opened):
    page = opened.empty()
    page.add_init_script(WATCH)
    page.goto(at_home + path)
    assert page.evaluate("window.refused") == []
    blocks = page.locator("script[type='application/ld+json']")
    assert blocks.count() == (0 if path == "404.html" else 1)
    assert all(json.loads(text)["@context"] == "https://schema.org" for text in blocks.all_text_contents())
