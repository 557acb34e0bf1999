"""The dashboard is about the region of its snapshot: no place, code or year of one region stands in its code."""

from __future__ import annotations

import ast
import csv
import io
import re
import tokenize
from pathlib import Path

import pytest

from tests.helpers import ROOT

KINDS = {"municipality", "labour_market_region"}
OWN_WORDS = {"HCA", "Liemers", "negen gemeenten"}  # of the agenda of one region
YEAR = re.compile(r"\b20[2-9][0-9]\b(?!-[0-9Q])")  # but for a date that shows how a date is written
MODULES = sorted(path for room in ("dashboard", "pages") for path in (ROOT / room).rglob("*.py"))


def places() -> set[str]:
    """Return name and code of every municipality and labour-market region that the project lists."""
    with (ROOT / "data" / "reference" / "regions.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["kind"] in KINDS]
    return {value for row in rows for value in (row["title"], row["region_code"])}


def said(path: Path) -> list[str]:
    """Return the texts and comments of a module, without its docstrings, in which examples may stand."""
    source = path.read_text(encoding="utf-8")
    tree = ast.parse(source)
    examples = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    texts = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in examples
    ]
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    return texts + [token.string for token in tokens if token.type == tokenize.COMMENT]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_module_names_a_place_or_a_year_of_one_region(path: Path) -> None:
    named = re.compile(
        "|".join(rf"\b{re.escape(word)}\b" for word in sorted(places() | OWN_WORDS, key=len, reverse=True))
    )
    assert [text for text in said(path) if named.search(text) or (YEAR.search(text) and not text.startswith("#"))] == []
