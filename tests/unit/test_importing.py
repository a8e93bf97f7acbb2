from __future__ import annotations

import shutil
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as some

from generator import importing, yaml_text
from generator.importing import Row, Unreadable, export
from generator.importing.plan import Names, slug
from generator.importing.row import author_of, listed_authors, row

EXPORTS = Path(__file__).parents[1] / "imports"
# What each export must give, by the program that has it in this form: the file's name of each study, or what is wrong.
GIVES = {
    "zotero.ris": ["quillfeather-2019", "society-for-sleep-2015"],
    "endnote.ris": ["marrowfat-2011"],
    "eppi-reviewer.ris": ["applethwaite-2008", "there is no title", "brambleby-2010"],
    "covidence.csv": ["pennywhistle-2017", "there is no year of publication", "nettleship-2018"],
    "rayyan.csv": ["marrowfat-2014"],
    "zotero.bib": ["quillfeather-2016", "this is not whole BibTeX", "brambleby-2013"],
    "zotero.json": ["van-den-berg-2012", "of another form", "not a reference of CSL-JSON", "dahl-2014"],
}


def read(name):
    rows, _ = importing.rows_of(EXPORTS / name, {})
    return rows


@pytest.mark.parametrize("name", GIVES)
def test_an_export_becomes_studies_and_each_bad_row_is_told_while_the_others_come(name):
    decisions = importing.plan(read(name), {})
    assert len(decisions) == len(GIVES[name])
    for decision, expected in zip(decisions, GIVES[name], strict=True):
        assert expected in (decision.name or decision.why_not)
        assert decision.failed is not bool(decision.name)


def test_every_export_has_its_expectation():
    assert {path.name for path in EXPORTS.iterdir()} == set(GIVES)


def test_all_that_a_reference_says_of_a_study_is_taken():
    assert read("zotero.ris")[0] == Row(
        "record 1 (line 1)",
        {
            "title": "Lanterns on the stairs: a randomised trial",
            "authors": ["Quillfeather AB", "van der Moss C", "Ångström-Berg D"],
            "year": "2019",
            "publication.journal": "Journal of Imaginary Evenings",
            "publication.volume": "12",
            "publication.issue": "3",
            "publication.pages": "285-294",
            "doi": "10.9999/jie.2019.12",
            "url": "https://example.org/jie/12",
        },
    )
    bib = read("zotero.bib")[0]
    assert bib.values["title"] == "Hills by lantern: A trial in the Far North"
    assert bib.values["authors"] == ["Quillfeather AB", "Society for Sleep", "Ångström D"]
    assert bib.values["publication.pages"] == "100-120"
    csl = read("zotero.json")[0]
    assert csl.values["authors"] == ["van den Berg CD", "Society for Sleep"]
    assert csl.values["pubmed"] == "999888"
    assert read("endnote.ris")[0].values["doi"] == "10.9999/DQ.4.7"
    assert read("endnote.ris")[0].values["pubmed"] == "999123"


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("Sundell, Knut", "Sundell K"),
        ("Sundell, K. E.", "Sundell KE"),
        ("Knut Sundell", "Sundell K"),
        ("Sundell K", "Sundell K"),
        ("van Dale B-C", "van Dale B-C"),
        ("van der Berg, Jan-Piet", "van der Berg J-P"),
        ("Fiona van der Berg", "van der Berg F"),
        ("{World Health Organization}", "World Health Organization"),
        ("Society for Sleep", "Society for Sleep"),
        ("UNICEF", "UNICEF"),
        ("UNICEF UK", "UNICEF UK"),
        ("{Barnardo's UK}", "Barnardo's UK"),
        ("{Uniting NSW}", "Uniting, NSW"),
        ("Menon, Uday K", "Menon U.K."),
        ("Uday K Menon", "Menon U.K."),
        ("Ø., Åse", "Ø. Å"),
        ("  Lee ,  A ", "Lee A"),
    ],
)
def test_an_author_is_family_name_and_initials(name, known):
    assert author_of(name) == known


@pytest.mark.parametrize(
    ("cell", "authors"),
    [
        ("Lee A; Dahl D", ["Lee A", "Dahl D"]),
        ("Lee, A and Dahl, D", ["Lee, A", "Dahl, D"]),
        ("Lee A, Dahl D", ["Lee A", "Dahl D"]),
        ("Lee, Anna", ["Lee, Anna"]),
        ("Lee A", ["Lee A"]),
    ],
)
def test_authors_of_one_cell_come_apart(cell, authors):
    assert listed_authors(cell) == authors


GOOD = {"title": "A trial of stories", "authors": ["Lee A"], "year": "2019", "doi": "10.9999/A", "pubmed": "999001"}


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({}, "the DOI is that of lee-2019"),
        ({"doi": "10.9999/a"}, "the DOI is that of lee-2019"),
        ({"doi": None}, "the PubMed id is that of lee-2019"),
        ({"doi": None, "pubmed": None, "year": "2020"}, "title and year are nearly those of lee-2019"),
        ({"doi": None, "pubmed": None, "title": "A Trial – of stories"}, "title and year are nearly those"),
        ({"doi": None, "pubmed": None, "year": "2022"}, ""),
        ({"doi": "10.9999/B", "pubmed": None}, ""),
        ({"doi": None, "pubmed": None, "title": "Something else"}, ""),
    ],
)
def test_a_study_that_is_there_is_known_again(changes, why):
    there = {"lee-2019": {**GOOD, "authors": "Lee A"}}
    (decision,) = importing.plan([row("row 2", {**GOOD, **changes})], there)
    assert decision.why_not.startswith(why)
    assert bool(decision.name) is not bool(why)
    assert not decision.failed


def test_a_study_that_comes_twice_is_taken_once():
    first, second = importing.plan([row("row 2", GOOD), row("row 3", GOOD)], {})
    assert (first.name, second.why_not) == ("lee-2019", "the DOI is that of lee-2019: it is there already")


def test_a_name_that_is_taken_gets_a_letter_also_where_the_file_cannot_be_read():
    assert Names({"lee-2019", "LEE-2019b"}).free(GOOD) == "lee-2019c"
    (decision,) = importing.plan([row("row 2", GOOD)], {"lee-2019": None})
    assert decision.name == "lee-2019b"


@pytest.mark.parametrize(("words", "made"), [("Ångström & Sons", "angstrom-sons"), ("Łoś-Øre", "los-ore"), ("李", "")])
def test_a_slug_has_plain_letters(words, made):
    assert slug(words) == made


@given(some.text(max_size=80), some.integers(1800, 2099))
def test_any_name_gives_an_id_that_can_be_one(name, year):
    from generator.kinds import Identifier

    made = row("row 2", {"title": "T", "authors": [name or "A"], "year": str(year)})
    if not made.problem:
        Identifier().read(Names(()).free(made.values))


def test_what_was_imported_is_a_draft_and_nothing_is_written_over(tiny):
    studies = tiny / "reviews" / "fictional" / "studies"
    before = {path.name: path.read_bytes() for path in studies.iterdir()}
    decisions = importing.plan(read("zotero.ris"), importing.there(studies))
    assert importing.write(studies, decisions, 4) == 2
    assert importing.write(studies, decisions, 4) == 0
    held = yaml_text.raw((studies / "quillfeather-2019.yaml").read_text("utf-8"))
    assert (held["draft"], held["provenance"]["source"]) == ("true", "https://example.org/jie/12")
    assert {name: (studies / name).read_bytes() for name in before} == before


def test_importing_again_finds_what_the_first_import_made(tiny):
    studies = tiny / "reviews" / "fictional" / "studies"
    for name in GIVES:
        importing.write(studies, importing.plan(read(name), importing.there(studies)), 4)
    again = [one for name in GIVES for one in importing.plan(read(name), importing.there(studies))]
    assert [one.name for one in again if one.name] == []


# ── Tables ──


def test_columns_are_guessed_and_shown_and_can_be_given(tmp_path):
    path = tmp_path / "table.csv"
    path.write_text("Paper;Who;Published year;Where\nA walk;Lee A;2020;NO\n", "utf-8")
    rows, said = importing.rows_of(path, {"who": "authors", "Where": "country"})
    assert rows[0].values == {"title": "A walk", "authors": ["Lee A"], "year": "2020", "country": "NO"}
    assert said == ["columns: Paper → title, Who → authors, Published year → year, Where → country"]
    _, said = importing.rows_of(path, {})
    assert said[1] == "not read: Who, Where (take one with --column 'Name=field')"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Wher", "there is no column 'Wher' – did you mean 'Where'?"),
        ("Country", "there is no column 'Country' – it can be Paper, Where or Who"),
    ],
)
def test_a_column_that_is_not_there_is_said(tmp_path, name, words):
    path = tmp_path / "table.csv"
    path.write_text("Paper;Who;;Where\nA walk;Lee A;;NO\n", "utf-8")
    with pytest.raises(Unreadable) as said:
        importing.rows_of(path, {name: "country"})
    assert str(said.value) == words


def test_a_column_of_what_is_no_table_is_said():
    with pytest.raises(Unreadable, match=r"a file that ends in \.ris has no columns – --column is for tables"):
        importing.rows_of(EXPORTS / "zotero.ris", {"Where": "country"})


def test_a_workbook_is_read_as_its_cells_are_seen(tmp_path):
    book = openpyxl.Workbook()
    for line in (
        ["Title", "Authors", "Year"],
        ["A walk", "Lee A", 2020.0],
        [None, None, None],
        ["B walk", "Dahl D", "x"],
    ):
        book.active.append(line)
    book.save(tmp_path / "table.xlsx")
    rows, _ = importing.rows_of(tmp_path / "table.xlsx", {})
    assert [(one.place, one.text("year"), one.problem) for one in rows] == [
        ("row 2", "2020", ""),
        ("row 4", "", "there is no year of publication"),
    ]


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.doc", b"", "'.doc' is not known – it can be .ris"),
        ("a.xlsx", b"PK no", "this is not a workbook of Excel"),
        ("a.json", b"{", "this is not JSON"),
        ("a.json", b"3", "this is not CSL-JSON – a list of references is expected"),
    ],
)
def test_a_file_that_is_not_what_its_name_says_is_said(tmp_path, name, data, words):
    (tmp_path / name).write_bytes(data)
    with pytest.raises(Unreadable, match="^" + words.replace("(", r"\\(")):
        importing.rows_of(tmp_path / name, {})


def test_a_file_that_is_not_there_is_said(tmp_path):
    with pytest.raises(Unreadable, match="it cannot be read – No such file"):
        importing.rows_of(tmp_path / "gone.ris", {})


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_an_export_may_be_in_an_encoding_of_windows(tmp_path, encoding):
    text = "TY  - JOUR\nTI  - Ännu en kväll\nAU  - Åberg, Ö\nPY  - 2001\nER  - \n"
    (tmp_path / "a.ris").write_bytes(text.encode(encoding))
    (one,), _ = importing.rows_of(tmp_path / "a.ris", {})
    assert (one.text("title"), one.values["authors"]) == ("Ännu en kväll", ["Åberg Ö"])


@pytest.mark.parametrize("data", [b"TY  - JOUR\nER  - \n" * 3, b"nonsense\nER  - \nTY  - \xff\n", b"AU  - A\nTY  -"])
def test_rubbish_is_no_crash(tmp_path, data):
    (tmp_path / "a.ris").write_bytes(data)
    assert all(one.problem for one in importing.rows_of(tmp_path / "a.ris", {})[0])


@pytest.mark.parametrize("data", [b"", b"\x00\xff", b"ER  - \n", b"nonsense\nER  - ", b"hello"])
def test_a_file_without_a_reference_is_no_ris(tmp_path, data):
    (tmp_path / "a.ris").write_bytes(data)
    with pytest.raises(Unreadable, match="this is not RIS – a reference begins with a line of 'TY  -' and its kind"):
        importing.rows_of(tmp_path / "a.ris", {})


def test_a_record_that_is_no_ris_is_told_without_the_words_of_a_program(tmp_path):
    text = "hello\nER  - \nTY  - JOUR\nTI  - One\nAU  - Lee, A\nPY  - 2001\nER  - \n"
    (tmp_path / "a.ris").write_text(text, "utf-8")
    rows, _ = importing.rows_of(tmp_path / "a.ris", {})
    first, second = (str(one) for one in importing.plan(rows, {}))
    assert first.startswith("record 1 (line 1) – not imported: this is not RIS – a reference begins with a line of 'TY")
    assert second == "record 2 (line 3): 'One' → lee-2001.yaml"


def test_without_its_library_a_format_says_how_to_get_it(monkeypatch, tmp_path):
    monkeypatch.setattr(export, "import_module", lambda name: (_ for _ in ()).throw(ImportError(name)))
    shutil.copy(EXPORTS / "zotero.ris", tmp_path)
    with pytest.raises(Unreadable, match=r"this needs the package rispy – install it with: \.venv/bin/pip install -e"):
        importing.rows_of(tmp_path / "zotero.ris", {})


def test_signs_that_latex_would_take_for_its_own_stay_in_titles_and_addresses(tmp_path):
    text = "@article{a, title={A 50% gain}, author={Lee, A and others}, year=2019, url={https://example.org/~a/x%20y}}"
    (tmp_path / "a.bib").write_text(text, "utf-8")
    (one,), _ = importing.rows_of(tmp_path / "a.bib", {})
    assert one.values == {
        "title": "A 50% gain",
        "authors": ["Lee A"],
        "year": "2019",
        "url": "https://example.org/~a/x%20y",
    }


def test_a_record_without_an_end_is_not_mixed_with_the_next(tmp_path):
    text = "TY  - JOUR\nTI  - One\nAU  - Lee, A\nPY  - 2001\nTY  - JOUR\nTI  - Two\nAU  - Dahl, D\nPY  - 2002\nER  - \n"
    (tmp_path / "a.ris").write_text(text, "utf-8")
    rows, _ = importing.rows_of(tmp_path / "a.ris", {})
    assert [(one.text("title"), one.text("authors")) for one in rows] == [("One", "Lee A"), ("Two", "Dahl D")]


def test_a_doi_that_a_file_cannot_hold_is_left_out_and_not_cut_short():
    assert row("row 2", {**GOOD, "doi": "10.1002/(SICI)1097<1::AID-1>3.0"}).text("doi") == ""


def test_a_doi_in_brackets_comes_without_them():
    assert row("row 2", {**GOOD, "doi": "(https://doi.org/10.1000/182)."}).text("doi") == "10.1000/182"
