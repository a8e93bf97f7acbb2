from __future__ import annotations

import socket
from pathlib import Path

import pytest

from generator import preview
from generator.preview import Preview

ROOT = Path(__file__).parents[2]


@pytest.fixture
def app(tiny, capsys):
    made = Preview(tiny, ROOT / "templates", ROOT / "static")
    made.rebuild()
    return made


def get(app, path):
    """Status, headers and body that the application answers."""
    answers = []
    body = app({"PATH_INFO": path}, lambda status, headers: answers.append((status, dict(headers))))
    ((status, headers),) = answers
    return status, headers, b"".join(body).decode()


def break_it(tiny):
    (tiny / "countries.yaml").write_text("- {id: NO, title: Norway}\n- {id: <script>, title: 'A & B'}\n")


@pytest.mark.parametrize(
    ("path", "kind", "words"),
    [
        ("/", "text/html; charset=utf-8", "Tiny evidence"),
        ("/index.html", "text/html; charset=utf-8", "Tiny evidence"),
        ("//", "text/html; charset=utf-8", "Tiny evidence"),
        ("/reviews/fictional/studies/lee-2019.html", "text/html; charset=utf-8", "Lee et al. 2019"),
        ("/assets/site.css", "text/css; charset=utf-8", "@layer"),
        ("/assets/icon.svg", "image/svg+xml", "<svg"),
    ],
)
def test_a_file_of_the_site_is_answered_with_its_kind(app, path, kind, words):
    status, headers, body = get(app, path)
    assert (status, headers["Content-Type"]) == ("200 OK", kind)
    assert words in body


def test_a_browser_keeps_no_page(app):
    assert get(app, "/")[1]["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", ["/gone.html", "/reviews", "/../build.py", "/%2e%2e/build.py", "/\x00", "/data:,x"])
def test_an_unknown_address_is_answered_with_the_page_for_it(app, path):
    status, _, body = get(app, path)
    assert status == "404 Not Found"
    assert "Page not found" in body


def test_before_anything_is_made_nothing_is_found():
    assert get(Preview(Path(), Path(), Path()), "/") == (
        "404 Not Found",
        {"Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store"},
        "Not found",
    )


def test_problems_take_the_place_of_every_page_and_are_escaped(app, tiny):
    break_it(tiny)
    app.rebuild()
    for path in ("/", "/how.html", "/gone.html"):
        status, _, body = get(app, path)
        assert status == "500 Problems"
        assert "<h1>1 problem to mend</h1>" in body
        assert "countries.yaml:2:8: &#x27;&lt;script&gt;&#x27; cannot be an id" in body
        assert "<script>" not in body


def test_styles_are_answered_beside_problems(app, tiny):
    break_it(tiny)
    app.rebuild()
    assert get(app, "/assets/site.css")[0] == "200 OK"


def test_the_site_comes_back_when_it_is_mended(app, tiny):
    before = (tiny / "countries.yaml").read_text()
    break_it(tiny)
    app.rebuild()
    (tiny / "countries.yaml").write_text(before)
    app.rebuild()
    assert get(app, "/")[0] == "200 OK"


def test_a_change_is_shown_after_the_next_rebuild(app, tiny):
    path = tiny / "site.yaml"
    path.write_text(path.read_text().replace("Tiny evidence", "Another name"))
    assert "Another name" not in get(app, "/")[2]
    app.rebuild()
    assert "Another name" in get(app, "/")[2]


def test_what_was_made_and_what_is_wrong_is_told_on_the_terminal(app, tiny, capsys):
    app.rebuild()
    assert capsys.readouterr().out.endswith(" pages made\n")
    break_it(tiny)
    app.rebuild()
    out, err = capsys.readouterr()
    assert out == ""
    assert err.endswith("1 problem to mend.\n")


def test_a_port_that_is_in_use_is_passed_over():
    with socket.socket() as taken:
        taken.bind((preview.HOST, 0))
        port = taken.getsockname()[1]
        assert preview.free_port(port) not in (None, port)


def test_without_a_free_port_nothing_is_served(tiny, capsys):
    assert preview.free_port(70_000) is None
    assert preview.serve(tiny, ROOT / "templates", ROOT / "static", 70_000) == 1
    assert "the ports 70000 to 70019 are all in use – give another with --port" in capsys.readouterr().err
