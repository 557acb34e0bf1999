"""Tests come in by the public door: they import no private name and reach for none by its text.

The linter sees the rest: a private name after a dot.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from tests.helpers import ROOT

BY_TEXT = {"getattr", "setattr", "delattr"}
SOURCES = sorted((ROOT / "tests").rglob("*.py"))


def private(source: str) -> Iterator[str]:
    """The private names that a source imports, or reaches for by their text."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom):
            named = [*(node.module or "").split("."), *(alias.name for alias in node.names)]
        elif isinstance(node, ast.Import):
            named = [part for alias in node.names for part in alias.name.split(".")]
        elif isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in BY_TEXT:
            texts = [one.value for one in node.args[:2] if isinstance(one, ast.Constant) and isinstance(one.value, str)]
            named = [text.rpartition(".")[2] for text in texts]
        else:
            continue
        yield from (name for name in named if name.startswith("_") and not name.startswith("__"))


@pytest.mark.parametrize(
    "source",
    [
        "from snapshot.checks import validate, _found",
        "from snapshot._checks import validate",
        "import snapshot._checks",
        "monkeypatch.setattr(MEMORY, '_found', 1)",
        "monkeypatch.setattr('snapshot.checks._found', 1)",
        "getattr(MEMORY, '_found')",
    ],
)
def test_a_private_name_is_seen(source: str) -> None:
    assert len(list(private(source))) == 1


@pytest.mark.parametrize("source", ["from __future__ import annotations", "from loaders.__main__ import main"])
def test_a_name_of_python_itself_is_none(source: str) -> None:
    assert not list(private(source))


def test_no_test_imports_one() -> None:
    assert len(SOURCES) > 100
    found = {path.name: names for path in SOURCES if (names := list(private(path.read_text(encoding="utf-8"))))}
    assert not found, "prove the same through what is public, or make it public where it is a unit of its own"
