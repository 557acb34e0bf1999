"""No sentence of ours is read back: what a text would tell travels as a value, and each place that cuts one says why."""

from __future__ import annotations

import ast
from collections import Counter

from tests.helpers import ROOT

CUTS = {"removeprefix", "removesuffix", "partition", "rpartition", "rsplit"}
ALLOWED = {  # file: how many places, and what is cut there
    "about/changes.py": (1, "the digits of a number"),
    "about/questions.py": (1, "an address that is a setting"),
    "about/terms.py": (1, "what a reader types to search"),
    "about/terms_used.py": (4, "terms in what is on the screen, to explain them"),
    "addresses/cached.py": (5, "headers of a request"),
    "addresses/description.py": (1, "signs that no name of an operation can have"),
    "addresses/figures.py": (1, "the ending of a file name"),
    "addresses/requests.py": (1, "an id in an address"),
    "addresses/origins.py": (1, "addresses that are a setting"),
    "asking/freshness.py": (1, "words of a cause, to put what shows it behind the first sentence"),
    "asking/queries.py": (
        4,
        "the letter of a section, which is its code; the first word of a remark; remarks of snapshots from before parts",
    ),
    "charts/timeline.py": (1, "a long name, where it breaks"),
    "export/citation.py": (5, "titles of sources and measures, and which numbers and years a sentence tells"),
    "export/columns.py": (1, "cells of a table, where their lines break"),
    "export/picture.py": (4, "SVG"),
    "export/slides.py": (1, "a source line that is too long for its place, at a whole word"),
    "export/xlsx.py": (1, "signs that no name of a sheet can have"),
    "finding/periods.py": (2, "a year and a quarter that a reader types to search"),
    "words/stems.py": (2, "endings of words, those of a reader and those of the data alike"),
    "composition/mapped.py": (1, "a code in an address: a map and what is chosen of it"),
    "screen/freeze.py": (1, "an id in an address"),
    "screen/login_settings.py": (1, "an address that is a setting"),
    "screen/meeting.py": (4, "addresses"),
    "screen/pressing.py": (3, "what was pressed: a kind, a value and a moment"),
    "subjects/vacancies/occupations.py": (1, "the digits of a number"),
    "subjects/vacancies/tightness.py": (1, "the digits of a number"),
    "web/headers.py": (1, "scripts in HTML"),
    "web/login.py": (1, "the name of a cookie"),
    "web/logs.py": (3, "network addresses and choices, to leave them out of the log"),
    "web/returning.py": (1, "signs that no address can have"),
    "words/notation.py": (9, "codes of periods, file names, and the first word of a label"),
    "words/periods.py": (2, "codes of periods"),
}


def cuts(source: str) -> int:
    """Return how many regular expressions a module uses, and how many texts it cuts at a word."""
    names = [node.func for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    found = [name for name in names if isinstance(name, ast.Attribute)]
    expressions = [name for name in found if isinstance(name.value, ast.Name) and name.value.id == "re"]
    return len(expressions) + sum(name.attr in CUTS for name in found)


def test_every_place_that_cuts_a_text_is_known() -> None:
    folder = ROOT / "dashboard"
    found = Counter({
        path.relative_to(folder).as_posix(): count
        for path in sorted(folder.rglob("*.py"))
        if (count := cuts(path.read_text(encoding="utf-8")))
    })  # fmt: skip
    assert found == {name: count for name, (count, _) in ALLOWED.items()}, (
        "let a value tell it, or say here what is cut"
    )


def test_the_search_sees_what_it_looks_for() -> None:
    assert cuts("import re\nre.match('a', b)\nb.removesuffix('c')\nb.replace('d', 'e')\n") == 2
