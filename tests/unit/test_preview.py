from __future__ import annotations

import logging
import re
import shutil
import socket
from pathlib import Path

import pytest

from generator import preview
from generator.preview import panel, server
from generator.preview.app import App
from generator.preview.living import EVERYTHING, MANY, Living, Shown
from generator.problems import Place, Problem

ROOT = Path(__file__).parents[2]
STUDY = "reviews/fictional/studies/lee-2019"


@pytest.fixture
def living(tiny):
    """The tiny site while it is written, with templates and static files that a test may change."""
    folders = [Path(shutil.copytree(ROOT / name, tiny.parent / name)) for name in ("templates", "static")]
    made = Living(tiny, *folders)
    assert made.look() == EVERYTHING
    return made


def get(living, path):
    """Status, headers and body that the application answers."""
    answers = []
    body = App(living)({"PATH_INFO": path}, lambda status, headers: answers.append((status, dict(headers))))
    ((status, headers),) = answers
    return status, headers, b"".join(body).decode()


def change(living, name, old, new):
    """What browsers have to load again after words of a file were changed."""
    path = living.content_folder.parent / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    return living.look([path])


def break_it(living):
    return change(living, "content/countries.yaml", "id: NO, title", "id: <script>, title")


# ── What is answered ──


@pytest.mark.parametrize(
    ("path", "kind", "words"),
    [
        ("/", "text/html; charset=utf-8", "Tiny evidence"),
        ("/index.html", "text/html; charset=utf-8", "Tiny evidence"),
        ("//", "text/html; charset=utf-8", "Tiny evidence"),
        (f"/{STUDY}.html", "text/html; charset=utf-8", "Lee et al. 2019"),
        ("/glossary.html", "text/html; charset=utf-8", "Unit cost"),
        ("/reviews/fictional/data/studies.csv", "text/csv; charset=utf-8", "lee-2019"),
        ("/assets/site.css", "text/css; charset=utf-8", "@layer"),
        ("/assets/icon.svg", "image/svg+xml", "<svg"),
        ("/preview/preview.css", "text/css; charset=utf-8", ".problems"),
        ("/preview/preview.js", "text/javascript; charset=utf-8", "LiveReloadPlugin"),
    ],
)
def test_a_file_of_the_site_is_answered_with_its_kind(living, path, kind, words):
    status, headers, body = get(living, path)
    assert (status, headers["Content-Type"]) == ("200 OK", kind)
    assert words in body


def test_pages_may_load_nothing_from_elsewhere_but_may_ask_the_preview_for_changes(living):
    body = get(living, "/")[2]
    assert "Content-Security-Policy" in body
    assert "; connect-src 'self'" in body


def test_a_browser_keeps_no_page(living):
    assert get(living, "/")[1]["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "path",
    ["/gone.html", "/reviews", "/reviews/no/such.html", "/../build.py", "/%2e%2e/build.py", "/\x00", "/data:,x"],
)
def test_an_unknown_address_is_answered_with_the_page_for_it(living, path):
    status, _, body = get(living, path)
    assert status == "404 Not Found"
    assert "Page not found" in body


@pytest.mark.parametrize("path", ["/old/lee.html", f"/{STUDY.replace('2019', '2018')}.html", f"/{STUDY}.html"])
def test_an_alias_can_be_tried(living, path):
    change(living, f"content/{STUDY}.yaml", "title:", "aliases: [lee-2018, old/lee.html]\ntitle:")
    status, _, body = get(living, path)
    assert status == "200 OK"
    assert "Lee et al. 2019" in body


def test_every_page_of_a_build_is_answered_as_it_is_built(tiny, living):
    from generator import make

    made = make.site(tiny, ROOT / "templates", ROOT / "static")
    pages = {path: data for path, data in made.files.items() if path.endswith((".html", ".csv", "words.js"))}
    for path, data in pages.items():
        status, _, body = get(living, f"/{path}")
        if path != "404.html":
            assert status == "200 OK"
            assert plain(body).replace(panel.HEAD.format(living.state), "") == plain(data.decode())


def plain(html):
    """A page without what a preview and a published site have each for itself."""
    html = re.sub(r"; connect-src 'self'|\.[0-9a-f]{10}(?=\.(css|js|svg|png))", "", html)
    html = re.sub(r'<link rel="(apple-touch-icon|manifest)"[^>]*>', "", html)
    return re.sub(r'<link rel="canonical".*?</script>\s*(?=<link rel="stylesheet")', "", html, flags=re.DOTALL)


# ── Problems ──


def test_problems_stand_over_the_last_good_page_and_are_escaped(living):
    before = get(living, "/how.html")[2]
    break_it(living)
    for path in ("/", "/how.html", "/glossary.html"):
        status, _, body = get(living, path)
        assert status == "200 OK"
        assert "<summary>1 problem to mend</summary>" in body
        assert "countries.yaml:2:8</a> <span>&#x27;&lt;script&gt;&#x27; cannot be an id" in body
        assert "<script>" not in body
    assert before.split("</head>")[1].removesuffix("</body>\n</html>") in get(living, "/how.html")[2]


def test_a_problem_leads_to_its_place_in_the_editor():
    problem = Problem(Place("content/a b.yaml", 3, 7), "wrong – right", "  x: y")
    words = panel.over(Shown("<html><head></head><body>Page</body></html>", (problem,)), Path("/home/me"), "7-1")
    assert 'href="vscode://file/home/me/content/a%20b.yaml:3:7"' in words
    assert "<pre>      x: y\n          ^</pre>" in words
    assert f"{panel.HEAD.format('7-1')}</head><body>Page<aside" in words


def test_without_problems_there_is_no_panel(living):
    assert "problems" not in get(living, "/")[2]


def test_the_panel_goes_when_the_file_is_mended(living):
    break_it(living)
    change(living, "content/countries.yaml", "id: <script>, title", "id: NO, title")
    assert "to mend" not in get(living, "/")[2]


def test_a_preview_that_begins_with_a_problem_shows_it_with_its_style(tiny):
    (tiny / "site.yaml").write_text("title: [", "utf-8")
    living = Living(tiny, ROOT / "templates", ROOT / "static")
    living.look()
    status, _, body = get(living, "/")
    assert status == "200 OK"
    assert "/preview/preview.css" in body
    assert " to mend</summary>" in body


def test_a_rule_that_is_broken_is_a_problem_as_well(living):
    assert change(living, f"content/{STUDY}.yaml", "country: NO", "country: XX") == EVERYTHING
    assert "&#x27;XX&#x27; is not a country" in get(living, f"/{STUDY}.html")[2]


def test_a_broken_template_shows_on_the_pages_that_it_makes_over_the_last_good_one(living):
    assert "Unit cost" in get(living, "/glossary.html")[2]
    assert change(living, "templates/pages/glossary.html", "{% block content", "{% blok content") == EVERYTHING
    body = get(living, "/glossary.html")[2]
    assert "1 problem to mend" in body
    assert "Unit cost" in body
    assert "to mend" not in get(living, "/designs.html")[2]


def test_a_fault_of_our_own_is_not_told_as_an_editors(living, monkeypatch):
    from generator.render import Renderer

    def fail(*_):
        raise ZeroDivisionError

    monkeypatch.setattr(Renderer, "page", fail)
    with pytest.raises(ZeroDivisionError):
        get(living, "/")


def test_styles_are_answered_beside_problems(living):
    break_it(living)
    assert get(living, "/assets/site.css")[0] == "200 OK"


def test_a_broken_static_file_is_a_problem_and_keeps_the_last_good_styles(living):
    (living.static / "css" / "notes.txt").write_text("x", "utf-8")
    assert living.look([living.static / "css" / "notes.txt"]) == EVERYTHING
    assert "only stylesheets stand in css/" in get(living, "/")[2]
    assert "@layer" in get(living, "/assets/site.css")[2]
    (living.static / "css" / "notes.txt").unlink()
    assert living.look([living.static / "css" / "notes.txt"]) == EVERYTHING
    assert living.problems == ()


# ── Changes ──


def test_a_change_is_shown_after_the_next_look(living):
    assert change(living, "content/site.yaml", "Tiny evidence", "Another name") == EVERYTHING
    assert "Another name" in get(living, "/")[2]


def test_a_stylesheet_is_loaded_again_without_the_page(living):
    assert change(living, "static/css/1-tokens.css", ":root", "/* */:root") == ""
    assert change(living, "static/css/1-tokens.css", ":root {", ":root { --x: 1;") == "assets/site.css"
    assert "--x:1" in get(living, "/assets/site.css")[2]


def test_two_stylesheets_or_a_script_load_the_page_again(living):
    assert change(living, "static/js/legend.js", "const ", "const unheard = 1, ") == EVERYTHING


def test_only_what_changed_is_read_and_rendered_again(living):
    living.page(f"{STUDY}.html")
    reads = dict(living.library.reads)
    change(living, f"content/{STUDY}.yaml", "year: 2019", "year: 2018")
    assert [parts for parts, read in living.library.reads.items() if reads[parts] is not read] == [
        ("reviews", "fictional", "studies", "lee-2019.yaml")
    ]
    assert living.recheck.gone_over == 1
    assert living._rendered == {}
    living.page(f"{STUDY}.html")
    assert list(living._rendered) == [f"{STUDY}.html"]


def test_a_file_that_is_saved_as_it_was_changes_nothing(living):
    path = living.content_folder / "site.yaml"
    assert living.look([path]) == ""


@pytest.mark.parametrize("name", [".site.yaml.swp", "site.yaml~", "4913", "#site.yaml#", "site.yaml.tmp", ".git/index"])
def test_temporary_files_of_editors_change_nothing(living, name):
    path = living.content_folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("x", "utf-8")
    found = living.look([path])
    path.unlink()
    assert found == "" or living.look([path]) == EVERYTHING
    assert living.problems == ()


def test_a_file_that_is_half_saved_is_a_problem_until_it_is_whole(living):
    path = living.content_folder / f"{STUDY}.yaml"
    text = path.read_text("utf-8")
    path.write_text(text[: len(text) // 2], "utf-8")
    living.look([path])
    assert living.problems
    path.write_text(text, "utf-8")
    living.look([path])
    assert living.problems == ()


def test_adding_renaming_and_deleting_a_page_are_seen(living):
    one, two = (living.content_folder / "pages" / name for name in ("one.md", "two.md"))
    one.write_text("---\ntitle: One\nsummary: A page.\n---\n\nWords.\n", "utf-8")
    living.look([one])
    assert get(living, "/one.html")[0] == "200 OK"
    one.rename(two)
    living.look([one, two])
    assert (get(living, "/one.html")[0], get(living, "/two.html")[0]) == ("404 Not Found", "200 OK")
    two.unlink()
    living.look([two])
    assert get(living, "/two.html")[0] == "404 Not Found"


def test_a_folder_that_is_renamed_is_seen(living):
    reviews = living.content_folder / "reviews"
    (reviews / "fictional").rename(reviews / "renamed")
    living.look([reviews / "fictional", reviews / "renamed"])
    assert {problem.message for problem in living.problems} == {"'fictional' is not a review – it can be renamed"}
    (reviews / "renamed").rename(reviews / "fictional")
    living.look([reviews / "fictional", reviews / "renamed"])
    assert living.problems == ()


def test_hundreds_of_changes_at_once_are_looked_at_as_a_whole(living):
    pages = [living.content_folder / "pages" / f"page-{number}.md" for number in range(200)]
    for path in pages:
        path.write_text(f"---\ntitle: {path.stem}\nsummary: A page.\n---\n\nWords.\n", "utf-8")
    assert len(pages) > MANY
    assert living.look(pages[: MANY + 1]) == EVERYTHING
    assert get(living, "/page-199.html")[0] == "200 OK"


def test_the_content_that_is_gone_is_a_problem_until_it_is_back(living):
    away = living.content_folder.rename(living.content_folder.with_name("away"))
    living.look()
    assert [problem.message.split(" – ")[0] for problem in living.problems] == ["there is no such folder"]
    away.rename(living.content_folder)
    living.look()
    assert living.problems == ()


@pytest.mark.parametrize(
    ("name", "page"),
    [
        ("site.yaml", "index.html"),
        (f"{STUDY}.yaml", f"{STUDY}.html"),
        ("reviews/fictional/review.yaml", "reviews/fictional.html"),
        ("scales/evidence.yaml", "scales/evidence.html"),
        ("pages/how.md", "how.html"),
        ("glossary.yaml", "glossary.html"),
        ("countries.yaml", ""),
        ("pages/no-such.md", ""),
    ],
)
def test_the_page_that_a_file_makes_is_known(living, name, page):
    assert living.made_by([living.content_folder / name]) == page


def test_no_page_is_followed_where_several_files_changed(living):
    assert living.made_by([living.content_folder / "site.yaml", living.content_folder / "glossary.yaml"]) == ""


def test_looking_says_which_page_to_open_where_that_is_asked_for(living, capsys):
    path = living.content_folder / f"{STUDY}.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("2019", "2018"), "utf-8")
    assert preview.looking(living, follow=True)({path}) == f"follow:{STUDY}.html"
    path.write_text(text, "utf-8")
    assert preview.looking(living, follow=False)({path}) == EVERYTHING
    assert capsys.readouterr().out.endswith(" all is well\n")


def test_what_is_wrong_is_told_on_the_terminal(living, capsys):
    path = living.content_folder / "countries.yaml"
    path.write_text("- {id: NO, titel: Norway}\n", "utf-8")
    preview.looking(living, follow=True)({path})
    assert capsys.readouterr().err.endswith(" to mend. More may show when countries.yaml can be read.\n")


def test_a_browser_can_tell_whether_its_page_is_the_newest(living, tiny):
    before = get(living, "/preview/state")[2]
    assert f'data-state="{before}"' in get(living, "/")[2]
    change(living, "content/site.yaml", "Tiny evidence", "Another name")
    assert get(living, "/preview/state")[2] != before
    again = Living(tiny, living.templates, living.static)
    again.look()
    assert get(again, "/preview/state")[2] not in (before, get(living, "/preview/state")[2])


# ── Drafts ──


def test_a_draft_is_seen_with_a_mark(living):
    change(living, f"content/{STUDY}.yaml", "year: 2019", "year: 2019\ndraft: true")
    assert living.problems == ()
    assert "Draft" in get(living, f"/{STUDY}.html")[2]
    assert "Draft" in get(living, "/reviews/fictional/studies.html")[2]
    assert "Draft" not in get(living, "/how.html")[2]


def test_a_draft_is_not_built(living):
    from generator import make

    path = living.content_folder / "pages" / "new.md"
    path.write_text("---\ntitle: New\nsummary: A page.\ndraft: true\n---\n\nWords.\n", "utf-8")
    living.look([path])
    assert living.problems == ()
    assert "Draft" in get(living, "/new.html")[2]
    made = make.site(living.content_folder, living.templates, living.static)
    assert made.problems == ()
    assert "new.html" not in made.files


def test_what_is_unfinished_in_a_draft_keeps_nothing_from_being_built(living):
    from generator import make

    path = living.content_folder / "pages" / "new.md"
    path.write_text("---\ntitle: New\ndraft: true\n---\n", "utf-8")
    living.look([path])
    assert living.unfinished
    assert make.site(living.content_folder, living.templates, living.static).problems == ()


def test_what_is_unfinished_in_a_draft_keeps_nothing_else_from_being_shown(living, capsys):
    look = preview.looking(living, follow=False)
    path = living.content_folder / "reviews" / "fictional" / "studies" / "poe-2021.yaml"
    path.write_text("draft: true\ntitle: A raven\nauthors: Poe EA\nyear: 2021\n", "utf-8")
    look({path})
    assert "All of this comes of drafts; all else is shown." in capsys.readouterr().out
    site = living.content_folder / "site.yaml"
    site.write_text(site.read_text("utf-8").replace("Tiny evidence", "Another name"), "utf-8")
    look({site})
    assert capsys.readouterr().out.endswith(" all is well but in drafts\n")
    home, missing = get(living, "/")[2], get(living, "/reviews/fictional/studies/poe-2021.html")[2]
    assert "Another name" in home
    assert "<details><summary>" in home
    assert re.search(r"<details open><summary>\d problems in drafts</summary>", missing)
    assert "'country' is missing" in missing.replace("&#x27;", "'")
    lee = (path.parent / "lee-2019.yaml").read_text("utf-8")
    path.write_text("draft: true\n" + re.sub(r"(?m)^(doi|pubmed): .*\n", "", lee), "utf-8")
    look({path})
    assert living.unfinished == ()
    assert "problems" not in get(living, "/")[2]
    assert "Draft" in get(living, "/reviews/fictional/studies/poe-2021.html")[2]


def test_a_draft_of_a_review_that_is_unfinished_is_left_out_with_its_studies(living):
    folder = living.content_folder / "reviews" / "another"
    (folder / "studies").mkdir(parents=True)
    (folder / "review.yaml").write_text("draft: true\ntitle: Another\n", "utf-8")
    lee = living.content_folder / "reviews" / "fictional" / "studies" / "lee-2019.yaml"
    (folder / "studies" / "poe-2021.yaml").write_text(lee.read_text("utf-8"), "utf-8")
    living.look()
    assert living.problems == ()
    assert {one.place.file.rpartition("/")[2] for one in living.unfinished} == {"review.yaml"}
    assert [review.id for review in living.content.reviews] == ["fictional"]


def test_a_typing_error_in_a_draft_leaves_its_last_good_page_and_all_other_drafts(living):
    (living.content_folder / "pages" / "new.md").write_text(
        "---\ntitle: New\nsummary: A page.\ndraft: true\n---\n\nWords.\n", "utf-8"
    )
    another = living.content_folder / "reviews" / "another"
    shutil.copytree(living.content_folder / "reviews" / "fictional", another)
    for path in another.rglob("*.yaml"):
        text = re.sub(r"(?m)^(doi|pubmed): .*\n", "", path.read_text("utf-8"))
        path.write_text(f"draft: true\n{text}" if path.name == "review.yaml" else text, "utf-8")
    living.look()
    assert living.unfinished == ()
    lee = another / "studies" / "lee-2019.yaml"
    assert "Lee" in get(living, "/reviews/another/studies/lee-2019.html")[2]
    lee.write_text(lee.read_text("utf-8").replace("country:", "contry:"), "utf-8")
    living.look({lee})
    assert living.problems == ()
    shown = get(living, "/reviews/another/studies/lee-2019.html")[2]
    assert re.search(r"<h1[^>]*>Lee", shown)
    assert re.search(r"problems? in drafts", shown)
    assert "Words." in get(living, "/new.html")[2]


def test_a_problem_elsewhere_keeps_the_last_good_site_whatever_drafts_lack(living):
    (living.content_folder / "pages" / "new.md").write_text("---\ntitle: New\ndraft: true\n---\n", "utf-8")
    change(living, "content/countries.yaml", "title:", "titel:")
    assert living.problems
    assert living.unfinished == ()


# ── Ports ──


def test_a_port_that_is_in_use_is_passed_over():
    with socket.socket() as taken:
        taken.bind((preview.HOST, 0))
        taken.listen()
        port = taken.getsockname()[1]
        (ours,) = preview.bound(port)
        with ours:
            assert ours.getsockname()[0] == preview.HOST
            assert port < ours.getsockname()[1] < port + preview.PORTS_TO_TRY


def test_two_previews_that_begin_at_once_get_a_port_each():
    with socket.socket() as probe:
        probe.bind((preview.HOST, 0))
        port = probe.getsockname()[1]
    (first,), (second,) = preview.bound(port), preview.bound(port)
    with first, second:
        assert first.getsockname()[1] != second.getsockname()[1]


def test_without_a_free_port_nothing_is_served(tiny, capsys):
    assert preview.bound(70_000) == []
    assert preview.serve(tiny, ROOT / "templates", ROOT / "static", 70_000) == 1
    assert "the ports 70000 to 70019 are all in use – give another with --port" in capsys.readouterr().err


# ── What the terminal shows ──


def test_the_servers_own_log_is_silent_but_for_faults(capfd):
    names = ("livereload", "tornado", "tornado.access", "tornado.general", "tornado.application")
    loggers = [logging.getLogger(name) for name in names]
    before = [(one, one.level, list(one.handlers)) for one in loggers]
    try:
        server.PreviewServer(None, server.Watcher(), [])._setup_logging()
        for one in loggers[:4]:
            one.warning("403 GET /")
        loggers[0].error("Error sending message")
        loggers[2].error("500 GET /")
        loggers[4].error("a fault of ours")
    finally:
        for one, level, handlers in before:
            one.setLevel(level)
            one.handlers[:] = handlers
    assert capfd.readouterr().err == "a fault of ours\n"
