from __future__ import annotations

import re
from pathlib import Path

import pytest
from examples import said

from generator import static


@pytest.fixture
def folder(tmp_path):
    for name in ("css/2-base.css", "css/1-tokens.css", "css/4-components/a.css", "css/pages/home.css"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(f".{name[4:6].strip('-')} {{ color: red; }}\n")
    for name in ("js/legend.js", "images/icon.svg", "images/signs/up.svg", "robots.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    return tmp_path


def test_stylesheets_are_one_in_the_order_of_their_paths(folder):
    assets, problems = static.assets(folder)
    assert problems == []
    assert assets[static.STYLESHEET] == b".1{color:red}.2{color:red}.4{color:red}"


@pytest.mark.parametrize(
    ("style", "made"),
    [
        ("@layer a{.b{c:d}}@layer a{.e{f:g}}@layer h{.i{j:k}}", "@layer a{.b{c:d}.e{f:g}}@layer h{.i{j:k}}"),
        ("@layer a{.b{c:d}}@layer h{.i{j:k}}@layer a{.e{f:g}}", None),
        ("@layer a,b;@layer a{.b{c:d}}@layer a{.e{f:g}}", None),
        ("@media print{.b{c:d}}@media print{.e{f:g}}", None),
        ("@layer{.b{c:d}}@layer{.e{f:g}}", None),
        (
            ".b{content:\"}@layer a{'\"}@layer a{.b{c:'\\\\'}}@layer a{.e{f:'}'}}",
            ".b{content:\"}@layer a{'\"}@layer a{.b{c:'\\\\'}.e{f:'}'}}",
        ),
        ("@layer a{.b{c:d}}@layer a{.e{f:g}", None),
        ("@layer a{.b{c:d}}}@layer a{.e{f:g}}", None),
        ("", None),
    ],
)
def test_blocks_of_one_layer_side_by_side_are_one_and_nothing_else_changes(style, made):
    assert static._one_block_a_layer(style.encode()).decode() == (style if made is None else made)


def test_the_stylesheet_of_one_kind_of_page_stays_on_its_own(folder):
    assert static.assets(folder)[0]["assets/home.css"] == b".pa{color:red}"


def test_scripts_and_images_stay_as_they_are(folder):
    assets, _ = static.assets(folder)
    assert {path: data.decode() for path, data in assets.items() if not path.endswith(".css")} == {
        "assets/legend.js": "js/legend.js",
        "assets/icon.svg": "images/icon.svg",
        "assets/signs/up.svg": "images/signs/up.svg",
        "assets/robots.txt": "robots.txt",
    }


def test_a_script_loses_its_comments_and_white_space_and_nothing_else(folder):
    (folder / "js" / "legend.js").write_text("// why\nconst a = `  kept // here `;\n\nfunction  b() { return a; }\n")
    assert static.assets(folder)[0]["assets/legend.js"] == b"const a=`  kept // here `;function b(){return a;}"


def test_hidden_files_are_no_assets(folder):
    before = static.assets(folder)[0]
    (folder / "images" / ".DS_Store").touch()
    assert static.assets(folder)[0] == before


def test_a_missing_folder_is_a_problem(tmp_path):
    assets, problems = static.assets(tmp_path / "gone")
    assert assets == {}
    assert said(problems) == ["1:1 there is no such folder – it holds stylesheets and scripts"]


def test_a_link_out_of_the_folder_is_a_problem(folder, tmp_path_factory):
    secret = tmp_path_factory.mktemp("elsewhere") / "secret.txt"
    secret.write_text("secret")
    (folder / "images" / "secret.txt").symlink_to(secret)
    assets, problems = static.assets(folder)
    assert said(problems) == ["1:1 this file cannot be read – it is a link to somewhere outside of the folder"]
    assert b"secret" not in assets.get("assets/secret.txt", b"")


def test_a_link_to_nowhere_is_a_problem(folder):
    (folder / "js" / "gone.js").symlink_to("nowhere.js")
    assert said(static.assets(folder)[1]) == ["1:1 this file cannot be read – No such file or directory"]


@pytest.mark.parametrize("name", ["a\u2028b.png", "f\udce9.png", "a b.png", "é.png"])
def test_a_name_that_is_no_address_is_a_problem(folder, name):
    (folder / "images" / name).write_bytes(b"")
    (problem,) = static.assets(folder)[1]
    assert "becomes part of an address" in problem.message


def test_two_files_for_one_asset_are_a_problem(folder):
    (folder / "js" / "icon.svg").write_text("one")
    (folder / "images" / "icon.svg").write_text("two")
    (problem,) = static.assets(folder)[1]
    assert problem.message == "another file becomes assets/icon.svg already – rename one of the two"


def test_a_picture_among_the_stylesheets_is_a_problem(folder):
    (folder / "css" / "a.png").write_bytes(b"")
    (problem,) = static.assets(folder)[1]
    assert problem.message == "only stylesheets stand in css/ – move this file to images/ or js/"


def test_an_asset_is_published_under_a_name_that_changes_with_it():
    files, names = static.published({"assets/site.css": b"a{}", "assets/fonts/x": b""})
    assert names["assets/site.css"] != static.published({"assets/site.css": b"b{}"})[1]["assets/site.css"]
    assert re.fullmatch(r"assets/site\.[0-9a-f]{10}\.css", names["assets/site.css"])
    assert re.fullmatch(r"assets/fonts/x\.[0-9a-f]{10}", names["assets/fonts/x"])
    assert files == {names["assets/site.css"]: b"a{}", names["assets/fonts/x"]: b""}


def test_a_stylesheet_names_other_assets_as_they_are_published():
    files, names = static.published({"assets/up.svg": b"<svg/>", "assets/a.css": b"a{background:url(up.svg)}"})
    assert files[names["assets/a.css"]].decode() == f"a{{background:url({names['assets/up.svg'][7:]})}}"


def test_a_stylesheet_has_another_name_when_an_asset_that_it_names_has():
    one, two = (
        static.published({"assets/up.svg": data, "assets/a.css": b"a{b:url(up.svg)}"})[1] for data in (b"1", b"2")
    )
    assert one["assets/a.css"] != two["assets/a.css"]


def test_tokens_are_published_short_the_most_used_shortest_and_alike_in_all_stylesheets():
    sheets = {
        "assets/site.css": b":root{--paper:#fff;--space-4:1rem}.steps--none{margin:var(--space-4)}",
        "assets/home.css": b".a--b{padding:var(--space-4);color:var(--paper)}@position-try --beside{inset:0}",
    }
    files, names = static.published(sheets)
    assert files[names["assets/site.css"]] == b":root{--b:#fff;--a:1rem}.steps--none{margin:var(--a)}"
    assert files[names["assets/home.css"]] == b".a--b{padding:var(--a);color:var(--b)}@position-try --c{inset:0}"


def test_a_number_below_one_needs_no_nought(folder):
    (folder / "css" / "1-tokens.css").write_text("a { margin: 0.5rem 10.5rem calc(0.25em + 0) rgb(0 0 0 / 0.1); }")
    sheet = static.assets(folder)[0][static.STYLESHEET]
    assert sheet.startswith(b"a{margin:.5rem 10.5rem calc(.25em + 0) rgb(0 0 0 / .1)}")


def test_no_script_of_ours_names_a_token():
    """What stylesheets call it on the web, a script does not know."""
    scripts = list((Path(__file__).parents[2] / "static" / "js").glob("*.js"))
    assert scripts
    assert not [path.name for path in scripts if re.search(r"""["'`(]--[a-z]""", path.read_text("utf-8"))]
