"""new, import and sheet, as an editor calls them."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import openpyxl
import pytest

import build
from generator import commands

EXPORTS = Path(__file__).parents[1] / "imports"
STUDIES = Path("content/reviews/fictional/studies")


@pytest.fixture
def at_work(tiny, in_folder):
    in_folder(tiny.parent)
    return tiny.parent


def run(capsys, *words):
    code = build.main([str(word) for word in words])
    said = capsys.readouterr()
    return code, said.out, said.err


@pytest.mark.parametrize(
    ("words", "path"),
    [
        (["study", "new-2026", "--title", "New", "--authors", "Lee A; Dahl D"], STUDIES / "new-2026.yaml"),
        (["review", "another"], Path("content/reviews/another/review.yaml")),
        (["page", "more"], Path("content/pages/more.md")),
        (["term", "owl", "--title", "Owl", "--meaning", "A bird."], Path("content/glossary.yaml")),
        (["scale", "trust"], Path("content/scales/trust.yaml")),
    ],
)
def test_something_new_is_written_and_its_place_is_said(at_work, capsys, words, path):
    code, out, err = run(capsys, "new", *words)
    assert (code, err) == (0, "")
    assert out.startswith(f"{path.as_posix()}: fill in what ends in a colon")
    assert path.is_file()


def test_new_asks_at_a_terminal_for_what_is_not_given(at_work, capsys, monkeypatch):
    answers = iter(["new-2026", "A trial", "Lee A; Dahl D", "2026"])
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", lambda _: next(answers))
    assert run(capsys, "new", "study")[0] == 0
    text = (STUDIES / "new-2026.yaml").read_text("utf-8")
    assert "title: A trial\nauthors: [Lee A, Dahl D]\nyear: 2026\n" in text


def test_an_end_of_input_is_no_answer(monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    assert commands.answered("title", "") == ""


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["new", "study"], "give the id: build.py new study an-id"),
        (["new", "study", "lee-2019"], "is there already"),
        (["new", "study", "x", "--review", "gone"], "there is no review 'gone' – --review can be fictional"),
        (["import", "gone.ris"], "gone.ris: it cannot be read – No such file or directory"),
        (["import", "a.ris", "--column", "A=titel"], "a study has no field 'titel' – did you mean 'title'?"),
        (["import", "x.ris"], "x.ris: this is not RIS – a reference begins with a line of 'TY  -' and its kind"),
        (["sheet", "a.ods"], "a.ods: '.ods' is not known"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(at_work, capsys, words, said):
    Path("x.ris").write_text("hello\n", "utf-8")
    code, out, err = run(capsys, *words)
    assert (code, out) == (1, "")
    assert said in err
    assert len(err.splitlines()) == 1


def test_with_several_reviews_one_is_to_be_named(at_work, capsys):
    shutil.copytree("content/reviews/fictional", "content/reviews/other")
    code, _, err = run(capsys, "sheet", "a.csv")
    assert (code, err) == (1, "say which review is meant – --review can be fictional or other\n")
    assert run(capsys, "sheet", "a.csv", "--review", "other")[0] == 0


def test_an_import_says_what_it_did_with_each_and_a_dry_run_does_not_do_it(at_work, capsys):
    before = {path.name for path in STUDIES.iterdir()}
    code, out, _ = run(capsys, "import", EXPORTS / "eppi-reviewer.ris", "--dry-run")
    assert code == 1
    assert out.splitlines() == [
        "record 1 (line 1): 'Fog walks: a cohort study' → applethwaite-2008.yaml",
        "record 2 (line 14) – not imported: there is no title",
        "record 3 (line 21): 'Snow walks: two years later' → brambleby-2010.yaml",
        "2 studies would be imported as drafts, 1 not imported. Nothing was written.",
    ]
    assert {path.name for path in STUDIES.iterdir()} == before
    code, out, _ = run(capsys, "import", EXPORTS / "eppi-reviewer.ris")
    assert {path.name for path in STUDIES.iterdir()} - before == {"applethwaite-2008.yaml", "brambleby-2010.yaml"}
    code, out, _ = run(capsys, "import", EXPORTS / "zotero.ris")
    assert (code, out.splitlines()[-1]) == (
        0,
        "2 studies imported as drafts. Fill in what they lack, then take draft away.",
    )
    code, out, _ = run(capsys, "import", EXPORTS / "zotero.ris")
    assert (code, out.splitlines()[-1]) == (0, "0 studies imported as drafts, 2 there already. Nothing was written.")
    assert run(capsys, "check", "--content", "content", *FOLDERS)[0] == 0


ROOT = Path(__file__).parents[2]
FOLDERS = ("--templates", ROOT / "templates", "--static", ROOT / "static")


def test_an_edited_sheet_changes_the_files_by_what_was_edited(at_work, capsys):
    assert run(capsys, "sheet", "out.xlsx") == (
        0,
        "out.xlsx: 3 studies; bring changes back with: build.py import\n",
        "",
    )
    assert run(capsys, "sheet", "out.xlsx")[0] == 1
    assert run(capsys, "sheet", "out.xlsx", "--force")[0] == 0
    book = openpyxl.load_workbook("out.xlsx")
    head = {cell.value: cell.column for cell in book.active[1]}
    line = next(line for line in book.active.iter_rows() if line[0].value == "lee-2019")
    line[head["year"] - 1].value = 2018
    line[head["region"] - 1].value = "Three valleys"
    book.save("out.xlsx")
    before = (STUDIES / "lee-2019.yaml").read_text("utf-8")
    code, out, err = run(capsys, "import", "out.xlsx", "--dry-run")
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "row 4: lee-2019.year: '2019' → '2018'",
        "row 4: lee-2019.region: 'Two valleys' → 'Three valleys'",
        "2 values of 1 study would change",
    ]
    assert (STUDIES / "lee-2019.yaml").read_text("utf-8") == before
    assert run(capsys, "import", "out.xlsx")[1].splitlines()[-1] == "2 values of 1 study changed"
    after = before.replace("year: 2019", "year: 2018").replace("region: Two valleys", "region: Three valleys")
    assert (STUDIES / "lee-2019.yaml").read_text("utf-8") == after
    assert run(capsys, "import", "out.xlsx")[1] == "0 values of 0 studies changed\n"


def test_a_mistake_in_a_sheet_is_told_by_row_and_changes_nothing(at_work, capsys):
    run(capsys, "sheet", "out.csv")
    text = Path("out.csv").read_text("utf-8-sig")
    Path("out.csv").write_text(text.replace(",2019,", ",soon,"), "utf-8-sig")
    code, out, err = run(capsys, "import", "out.csv")
    assert (code, err) == (1, "row 4: lee-2019 was not changed – 'soon' is not a year\n")
    assert out.splitlines() == [
        "row 4: lee-2019.year: '2019' → 'soon' – refused: 'soon' is not a year",
        "0 values of 0 studies changed",
    ]


def test_a_column_that_is_named_for_a_sheet_is_told_and_nothing_is_changed(at_work, capsys):
    run(capsys, "sheet", "out.csv")
    said = "out.csv: a sheet that was made here names its own columns – leave out --column\n"
    assert run(capsys, "import", "out.csv", "--column", "year=title") == (1, "", said)


def test_an_id_of_a_sheet_that_nothing_has_is_refused_as_a_check_would(at_work, capsys):
    run(capsys, "sheet", "out.csv")
    text = Path("out.csv").read_text("utf-8-sig")
    assert ",NO," in text
    Path("out.csv").write_text(text.replace(",NO,", ",Norway,", 1), "utf-8-sig")
    before = {path.name: path.read_text("utf-8") for path in STUDIES.iterdir()}
    for dry in ((), ("--dry-run",)):
        code, out, err = run(capsys, "import", "out.csv", *dry)
        assert code == 1
        assert out.splitlines()[0].endswith(
            "country: 'NO' → 'Norway' – refused: 'Norway' is not a country – did you mean 'NO'?"
        )
        assert "was not changed – 'Norway' is not a country – did you mean 'NO'?" in err
    assert {path.name: path.read_text("utf-8") for path in STUDIES.iterdir()} == before
