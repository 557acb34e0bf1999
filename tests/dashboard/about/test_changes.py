"""What changed between two snapshots, built from two copies of the data."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard.about.changes import ADDED, CROSSED, GONE, PERIOD, REVISED, STATUS, TEXT, Change, changes
from dashboard.screen.changes_page import changes_csv, summary
from loaders.build import build
from loaders.building.embedded import SERIES
from snapshot.read import Snapshot
from tests.helpers import copy_data, line_of, replace

SYNONYM = "measure,jobs.self_employed_jobs,Zo heet het in de spreektaal.,own-synonyms\n"
TIGHT = "AM07,2023-Q1,tight,published,uwv-press-tightness,Zoals gemeld in een persbericht van UWV.\n"


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Snapshot, Snapshot]]:
    folder, data = tmp_path_factory.mktemp("pair"), copy_data(tmp_path_factory.mktemp("inputs") / "data")
    older = build(data, folder).id
    replace(
        data,
        "mja/midden-gelderland/vacancies.csv",
        "AM07,vacancies_arisen,2024,34000,",
        "AM07,vacancies_arisen,2024,34100,",
    )
    share = "GM0226,wia,share_pct,2024-end,3.9,pct,"
    replace(data, "mja/midden-gelderland/benefits.csv", f"{share}published", f"{share}provisional")
    replace(data, "cbs/tightness_class.csv", TIGHT, TIGHT + TIGHT.replace("2023-Q1,tight", "2023-Q2,average"))
    replace(data, "reference/synonyms.csv", "zzpers,", f"zzpers,{SYNONYM}zzperwerk,")  # no figure and no text to read
    newer = build(data, folder).id
    with Snapshot.open(folder, older) as before, Snapshot.open(folder, newer) as now:
        yield before, now


def test_each_change_is_found_once_and_nothing_else(pair: tuple[Snapshot, Snapshot]) -> None:
    assert changes(*pair) == (
        Change(
            CROSSED, "Spanning op de arbeidsmarkt: klasse", "Laatst bekende klasse", "2e kwartaal 2023", "krap", "gemiddeld"
        ),
        Change(
            REVISED, "Ontstane vacatures", "Midden-Gelderland: ontstane vacatures", "2024", "34.000 vacatures",
            "34.100 vacatures",
        ),
        Change(
            STATUS, "Uitkeringen per gemeente", "Duiven, WIA: aandeel van inwoners van 15 t/m 64 jaar", "eind 2024",
            "gepubliceerd", "voorlopig",
        ),
        Change(
            TEXT, "Spanning op de arbeidsmarkt: klasse", "Midden-Gelderland", "2e kwartaal 2023", "stond er niet", "nieuw"
        ),
    )  # fmt: skip


def test_the_other_way_round_is_the_reverse(pair: tuple[Snapshot, Snapshot]) -> None:
    forth, back = changes(*pair), changes(*reversed(pair))
    assert {(c.about, c.old, c.new) for c in forth if c.kind == REVISED} == {
        (c.about, c.new, c.old) for c in back if c.kind == REVISED
    }
    assert changes(pair[0], pair[0]) == ()


@pytest.mark.slow
def test_new_periods_count_as_one_and_lost_numbers_are_named(tmp_path: Path) -> None:
    data, folder = copy_data(tmp_path / "data"), tmp_path / "snapshots"
    older = build(data, folder).id
    name, start = "mja/midden-gelderland/youth.csv", "mbo_care_share,share_pct"
    line = (data / name).read_text(encoding="utf-8").splitlines(keepends=True)[line_of(name, start, data) - 1]
    replace(data, name, line, "")
    newer = build(data, folder).id
    with Snapshot.open(folder, older) as before, Snapshot.open(folder, newer) as now:
        assert [change.kind for change in changes(before, now)] == [GONE]
        assert [change.kind for change in changes(now, before)] == [ADDED]


def test_the_summary_counts_in_dutch(pair: tuple[Snapshot, Snapshot]) -> None:
    change = Change(PERIOD, "", "", "", "", "")
    assert summary((change, change)) == "2 nieuwe perioden"
    assert "1 bijgesteld cijfer" in summary(changes(*pair))


def test_the_file_holds_every_change(pair: tuple[Snapshot, Snapshot]) -> None:
    content = changes_csv(changes(*pair))
    assert content.startswith(b"\xef\xbb\xbf")
    header, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";")
    assert header == ["Soort", "Tabel", "Cijfer of tekst", "Periode", "Eerst", "Nu"]
    assert [row[0] for row in rows] == [change.kind for change in changes(*pair)]
    assert "34.100 vacatures" in rows[1]


def test_a_refresh_is_told_as_new_tables_and_sources_and_never_in_codes(snapshot: Snapshot, live: Snapshot) -> None:
    found = changes(snapshot, live)
    boxed = {snapshot.datasets[one.live.name].title for one in SERIES}  # of which the figures themselves are others now
    others = [change for change in found if change.table not in boxed]
    assert {change.kind for change in others} == {"Andere tabel", "Andere tekst"}
    assert {change.table for change in others if change.kind == "Andere tekst"} == {"Bronnen"}
    told = " ".join(change.about for change in found)
    assert "Personen met een uitkering" in told
    assert not re.search(r"\b(GM|AM|PV|NL)\d+|_series|cbs-", told)
    assert changes(live, live) == ()
