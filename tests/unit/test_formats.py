from __future__ import annotations

import json

from generator import formats
from generator.problems import Place, Problem, report

ONE = Problem(Place("content/a,b.yaml", 3, 7, 4), "100% wrong\n– mend it: now", "year: c. 2004")
OTHER = Problem(Place("content/site.yaml"), "this file is missing")


def test_to_people_problems_are_told_as_ever():
    assert formats.text([ONE, OTHER]) == report([ONE, OTHER])
    assert formats.text([]) == ""


def test_on_github_each_problem_stands_on_its_line():
    assert formats.github([ONE, OTHER]).split("\n") == [
        "::error file=content/a%2Cb.yaml,line=3,col=7,endColumn=11::100%25 wrong%0A– mend it: now",
        "::error file=content/site.yaml,line=1,col=1,endColumn=2::this file is missing",
    ]
    assert formats.github([]) == ""


def test_to_programs_problems_are_told_in_a_form_that_stays():
    told = json.loads(formats.as_json([ONE]))
    assert told == {
        "format": 1,
        "problems": [
            {
                "file": "content/a,b.yaml",
                "line": 3,
                "column": 7,
                "length": 4,
                "severity": "error",
                "message": "100% wrong\n– mend it: now",
                "excerpt": "year: c. 2004",
            }
        ],
    }
    assert json.loads(formats.as_json([])) == {"format": 1, "problems": []}
