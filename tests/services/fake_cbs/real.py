"""Shapes and figures that CBS really published, from tests/services/cbs_real; the README there says what they are."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

from tests.services.fake_cbs.tables import Dim, FakeTopic

FOLDER = Path(__file__).resolve().parent.parent / "cbs_real"
WIDTHS = {"RegioS": 6, "Perioden": 8}  # how far v3 pads the keys of a dimension; others 7
GROUPS = {  # titles of groups are not among the real answers: these are ours
    "D000198_1": "Arbeidsongeschiktheidsuitkeringen", "D000295_1": "WIA-uitkeringen",
    "D007076_1": "Werkloosheidsuitkeringen", "D000203_1": "Bijstandsuitkeringen",
}  # fmt: skip


def everything(_: str) -> bool:
    """Keep every code."""
    return True


@lru_cache(maxsize=1)
def metadata() -> dict[str, Any]:
    """Return the real metadata, per table."""
    return dict(json.loads((FOLDER / "metadata.json").read_text(encoding="utf-8")))


@lru_cache(maxsize=8)
def rows(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of one of the CSV files."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def title(table: str) -> str:
    """Return the real title of a table."""
    return str(metadata()[table]["title"])


def dim(table: str, name: str, keep: Callable[[str], bool] = everything) -> Dim:
    """Return a real dimension with the codes that `keep` lets through."""
    found = next(each for each in metadata()[table]["dimensions"] if each["name"] == name)
    codes = tuple(tuple(code) for code in found["codes"] if keep(code[0]))
    return Dim(name, found["title"], found["kind"], WIDTHS.get(name, 7), codes)


def topics(table: str, base: float) -> tuple[FakeTopic, ...]:
    """Return the real measures of a table; `base` is the size of the invented figures."""
    return tuple(
        FakeTopic(name, unit, decimals, GROUPS.get(group.strip(), group.strip()), base, code=code, group_code=group)
        for code, name, unit, decimals, group in metadata()[table]["measures"]
    )


def municipalities(keep: Callable[[str], bool] = everything) -> tuple[tuple[tuple[str, str], ...], dict[str, str]]:
    """Return code and name of municipalities, and what CBS says of how each began and ended."""
    found = [row for row in rows("municipalities.csv") if keep(row["code"])]
    texts = {row["code"]: row["description"].replace("\\r\\n", "\r\n") for row in found}
    return tuple((row["code"], row["title"]) for row in found), texts


def figures(table: str) -> list[dict[str, str]]:
    """Return the real figures of a table."""
    return [row for row in rows("figures.csv") if row["table"] == table]
