"""The page Downloads: what it counts is what its addresses and files hold."""

from __future__ import annotations

import csv
import io
import random
import re
import zipfile
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest

from dashboard.composition.site import page
from dashboard.export import datasets
from dashboard.screen.downloads_page import FILES, KEYS
from snapshot.read import Snapshot
from tests.apps import run, through_the_router
from tests.dashboard.addresses.answering import answering, get


@pytest.fixture(autouse=True)
def _on_this_snapshot(snapshot_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_SNAPSHOTS", str(snapshot_folder))
    through_the_router(monkeypatch)


def drawn(snapshot: Snapshot, draw: random.Random) -> tuple[list[str], dict[str, list[str]]]:
    """Draw tables and values of what any of them tells apart."""
    names = draw.sample(sorted(snapshot.datasets), draw.randint(1, 3))
    chosen: dict[str, list[str]] = {}
    for name in names:
        for one in datasets.dimensions(snapshot, name):
            if draw.random() < 0.5:
                chosen.setdefault(one.name, []).extend(draw.sample(list(one.words), min(2, len(one.words))))
    return names, {name: list(dict.fromkeys(words)) for name, words in chosen.items()}


def told(app: AppTest) -> str:
    return unescape(" ".join(block.proto.body for block in app.get("html")))


def lines(content: bytes) -> int:
    """Return how many rows a CSV for Excel has below its header."""
    return len(list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))) - 1


@pytest.mark.parametrize("seed", range(6))
def test_the_page_counts_the_rows_that_its_addresses_give(snapshot_folder: Path, snapshot: Snapshot, seed: int) -> None:
    names, chosen = drawn(snapshot, random.Random(seed))
    values = {KEYS[name]: words for name, words in chosen.items()}
    app = run(page("downloads"), {"tabellen": [snapshot.datasets[name].title for name in names], **values})
    assert not app.exception
    text = told(app)
    found = re.search(r"<h2>([\d.]+) rij(?:en)? uit (\d) tabel", text)
    assert found
    assert int(found[2]) == len(names)
    paths = [urlsplit(one) for one in re.findall(r"<textarea[^>]*>[^<]*?(/data/[^<]+)</textarea>", text)]
    with answering(snapshot_folder) as server:
        counts = [lines(get(f"{server}{one.path}?{one.query}").content) for one in paths]
    assert sum(counts) == int(found[1].replace(".", ""))
    assert all(counts)
    assert len(app.get("download_button")) == (len(FILES) + 1 if counts else 0) + 1


def test_what_a_table_does_not_tell_apart_is_said(snapshot: Snapshot) -> None:
    titles = [snapshot.datasets[name].title for name in ("benefits", "budget", "mergers")]
    app = run(page("downloads"), {"tabellen": titles, "gemeenten": ["Rheden"]})
    text = told(app)
    assert f"{titles[1]}: hier is geen keuze van gemeenten; die keuze werkt hier niet." in text
    assert f"{titles[2]}: geen rijen bij deze keuze." in text


def test_several_tables_come_together_with_their_dictionary(snapshot: Snapshot) -> None:
    parts = [datasets.Part("benefits", (("region_code", ("GM0275",)),)), datasets.Part("budget")]
    with zipfile.ZipFile(io.BytesIO(datasets.bundle(snapshot, parts, ".csv"))) as archive:
        assert archive.namelist() == ["benefits.csv", "budget.csv", "woordenboek.csv"]
        assert lines(archive.read("benefits.csv")) == len(snapshot.rows("benefits", {"region_code": "GM0275"}))
        words = archive.read("woordenboek.csv").decode("utf-8-sig")
    for name in ("benefits", "budget"):
        assert all(f";{column.name};" in words for column in snapshot.datasets[name].columns)
    book = openpyxl.load_workbook(io.BytesIO(datasets.bundle(snapshot, parts, ".xlsx")), read_only=True)
    assert book.sheetnames[-1] == "Woordenboek"
    assert len(book.sheetnames) == 3
