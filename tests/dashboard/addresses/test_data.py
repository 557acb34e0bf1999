"""The addresses of datasets, asked by a real HTTP client of a real server."""

from __future__ import annotations

import csv
import io
import random
import re
from html import unescape
from urllib.parse import urlencode

import openpyxl
import pyarrow.parquet as pq
import pytest

from dashboard.export import datasets
from dashboard.export.datasets import FORMATS
from snapshot.package import dutch_csv, international_csv
from snapshot.read import Snapshot
from tests.dashboard.addresses.answering import get, problem


def drawn(snapshot: Snapshot, draw: random.Random) -> tuple[str, list[tuple[str, str]]]:
    """Draw a dataset and values of some of what can be chosen of it."""
    name = draw.choice(sorted(snapshot.datasets))
    pairs = [
        (one.name, word)
        for one in datasets.dimensions(snapshot, name)
        if draw.random() < 0.6
        for word in draw.sample(list(one.words), min(len(one.words), draw.randint(1, 3)))
    ]
    return name, pairs


def test_a_whole_dataset_is_the_file_that_the_page_of_sources_gives(addresses: str, snapshot: Snapshot) -> None:
    for name in snapshot.datasets:
        assert get(f"{addresses}/data/{name}.csv").content == dutch_csv(snapshot, name)
        assert get(f"{addresses}/data/{name}-international.csv").content == international_csv(snapshot, name)


@pytest.mark.parametrize("seed", range(20))
def test_every_form_has_the_rows_that_were_chosen_and_no_other(addresses: str, snapshot: Snapshot, seed: int) -> None:
    name, pairs = drawn(snapshot, random.Random(seed))
    address = f"{addresses}/data/{name}{{}}?{urlencode(pairs)}"
    declared = snapshot.datasets[name]
    chosen = {key: {word for wanted, word in pairs if wanted == key} for key, _ in pairs}

    def is_chosen(row: dict[str, object]) -> bool:
        words = snapshot.labels(name)
        places = chosen.get("gemeente", set()) | chosen.get("regio", set())
        place = next((c.name for c in declared.columns if c.labels_from == "regions"), "")
        sector = next((c for c in datasets.SECTORS if c in words), "")
        period = str(row.get("reference_period"))
        exact = (
            chosen.get("periode", set()) & set(map(str, snapshot.values(name, "reference_period")))
            if "periode" in chosen
            else set()
        )
        return (
            (not places or words[place][str(row[place])] in places)
            and ("sector" not in chosen or words[sector][str(row[sector])] in chosen["sector"])
            and ("periode" not in chosen or period in exact or period[:4] in chosen["periode"] - exact)
        )

    expected = [row for row in snapshot.rows(name) if is_chosen(row)]
    found = get(address.format(".json")).json()["rijen"]
    assert [tuple(row[key] for key in declared.key) for row in found] == [
        tuple(row[key] for key in declared.key) for row in expected
    ]
    text = get(address.format(".csv")).content.decode("utf-8-sig")
    assert len(list(csv.reader(io.StringIO(text), delimiter=";"))) == 1 + len(expected)
    assert pq.read_table(io.BytesIO(get(address.format(".parquet")).content)).num_rows == len(expected)
    book = openpyxl.load_workbook(io.BytesIO(get(address.format(".xlsx")).content), read_only=True)
    assert len(book.sheetnames) == 2
    assert sum(
        any(cell is not None for cell in row) for row in book.worksheets[0].iter_rows(values_only=True)
    ) == 1 + len(expected)


def test_all_that_cannot_be_chosen_is_told_at_once_with_what_can(addresses: str) -> None:
    found = problem(f"{addresses}/data/benefits.csv?gemeente=Arnem&gemeente=Rheden&periode=1900&sector=Zorg&kleur=rood")
    assert found["status"] == 400
    told = " ".join(found["fouten"])
    assert len(found["fouten"]) == 4
    assert "Bedoel je Arnhem?" in told
    assert "‘1900’" in told
    assert "2024-12" in told
    assert "‘sector’ kan hier niet worden gekozen. Mogelijk: gemeente, regio, periode." in told
    assert "‘kleur’" in told


def test_names_in_any_capitals_and_codes_mean_the_same(addresses: str) -> None:
    named, small, coded = (
        get(f"{addresses}/data/benefits.csv?gemeente={one}") for one in ("Rheden", "rheden", "GM0275")
    )
    assert named.content == small.content == coded.content
    assert named.headers["etag"] == small.headers["etag"]
    assert named.content != get(f"{addresses}/data/benefits.csv").content


def test_an_unknown_dataset_names_those_that_look_like_it(addresses: str) -> None:
    found = problem(f"{addresses}/data/benefit.csv")
    assert found["status"] == 404
    assert "/data/benefits.csv" in found["misschien_bedoel_je"]


def test_the_index_is_a_page_for_a_reader_and_json_for_a_program(addresses: str, snapshot: Snapshot) -> None:
    page, listed = get(f"{addresses}/data/", accept="text/html"), get(f"{addresses}/data/", accept="application/json")
    assert page.headers["content-type"].startswith("text/html")
    assert listed.content == get(f"{addresses}/data/index.json").content
    entries = listed.json()["tabellen"]
    assert {entry["naam"] for entry in entries} == set(snapshot.datasets)
    for entry in entries:
        assert entry["titel"] in unescape(page.text)
        assert set(entry["bestanden"]) == set(FORMATS)
    assert "Vary" in page.headers
    assert "Accept" in page.headers["Vary"]
    assert page.headers["etag"] != listed.headers["etag"]
    assert get(f"{addresses}/data").headers["location"].endswith("/data/")


def test_each_address_of_the_index_answers(addresses: str) -> None:
    listed = get(f"{addresses}/data/index.json").json()
    figures = [address for entry in listed["figuren"] for address in entry["bestanden"].values()]
    assert all(entry["bestanden"] for entry in listed["figuren"])
    page = unescape(get(f"{addresses}/data/", accept="text/html").text)
    offered = re.findall(r'href="(/figuur/[^"]*)"', page)
    small = [
        one for one in {*figures, *offered} if not re.search(r"\.(png|xlsx|csv)", one)
    ]  # of pictures .svg is alike
    assert len(offered) > len(listed["figuren"])
    assert {address: found for address in small if (found := get(f"{addresses}{address}").status_code) != 200} == {}


def test_more_rows_than_fit_in_one_answer_are_refused_with_a_way_out(
    addresses: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(datasets, "MOST", 50)
    found = problem(f"{addresses}/data/benefits.csv")
    assert found["status"] == 400
    assert "Kies minder met: gemeente, regio, periode." in found["detail"]
    assert get(f"{addresses}/data/benefits.csv?gemeente=Arnhem").status_code == 200
