"""REGION: the setting itself, and what belongs to the region that is chosen."""

from __future__ import annotations

import itertools
import shutil
from dataclasses import replace
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from dashboard.asking.memory import MEMORY
from dashboard.asking.selection import BOTH, Selection, comparisons
from dashboard.composition.availability import can_count, can_draw, is_shown
from dashboard.composition.catalogue import COMPOSITIONS, FIGURES
from dashboard.composition.site import PAGES
from dashboard.figure.declare import ANYTHING, Declaration
from loaders.__main__ import main
from loaders.agenda.scope import NothingToBuild, fitting, is_expected, place, told_apart
from loaders.build import build
from snapshot.read import Snapshot
from snapshot.region import DEFAULT, Region, RegionUnknown, chosen_region, find_region, listed_regions, region_folder
from tests.helpers import ALWAYS, DATA, copy_data

NIJMEGEN = Region("AM08", "Rijk van Nijmegen")


@pytest.mark.parametrize(
    "wanted", ["Rijk van Nijmegen", "rijk-van-nijmegen", "RIJK VAN NIJMEGEN", "am08", "AM08", "RijkVanNijmegen"]
)
def test_a_region_is_found_by_name_or_code(wanted: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REGION", f" {wanted} ")
    assert chosen_region(DATA) == NIJMEGEN


@pytest.mark.parametrize("value", [None, "", "  ", "Midden-Gelderland", "midden gelderland", "AM07"])
def test_without_a_setting_it_is_the_default(value: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("REGION", raising=False)
    if value is not None:
        monkeypatch.setenv("REGION", value)
    assert chosen_region(DATA) == DEFAULT == Region("AM07", "Midden-Gelderland")


def test_all_35_regions_are_listed_and_have_a_folder_of_their_own() -> None:
    regions = listed_regions(DATA)
    assert len(regions) == len({region.slug for region in regions}) == len({region.code for region in regions}) == 35
    assert not {region.code for region in regions} & {"AM04", "AM16", "AM31", "AM99"}
    assert {region.title: region.slug for region in regions}["Zaanstreek/Waterland"] == "zaanstreek-waterland"
    folders = {region_folder(Path("snapshots"), region) for region in regions}
    assert len(folders) == 35
    assert region_folder(Path("snapshots"), DEFAULT) == Path("snapshots")


def test_an_unknown_region_names_the_nearest() -> None:
    regions = listed_regions(DATA)
    with pytest.raises(RegionUnknown, match=r"REGION='Rijk van Nimegen' is no .* nearest: Rijk van Nijmegen \(AM08\)"):
        find_region("Rijk van Nimegen", regions)
    with pytest.raises(RegionUnknown, match="there are: Achterhoek") as caught:
        find_region("qqq", regions)
    assert caught.value.nearest == ()


@pytest.mark.parametrize("command", ["build", "status", "check", "refresh"])
def test_the_command_line_refuses_an_unknown_region(
    command: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("REGION", "Midden-Gelre")
    assert main([command]) == 2
    assert "nearest: Midden-Gelderland (AM07)" in capsys.readouterr().err


def test_a_region_without_agenda_and_series_says_what_to_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    data = copy_data(tmp_path / "data")
    monkeypatch.setenv("REGION", "AM08")
    monkeypatch.setenv("DASHBOARD_DATA", str(data))
    with pytest.raises(NothingToBuild):
        build(data, tmp_path / "snapshots")
    assert main(["build"]) == 1
    told = capsys.readouterr().err
    assert told.splitlines() == [
        "there are no figures of Rijk van Nijmegen: no agenda in data/mja/rijk-van-nijmegen and no refreshed series",
        "run: REGION=rijk-van-nijmegen make refresh",
    ]
    assert not (data / "snapshots").exists()


def test_the_tables_of_an_agenda_lie_in_the_folder_of_their_region(tmp_path: Path) -> None:
    assert place("mja/youth.csv", NIJMEGEN) == "mja/rijk-van-nijmegen/youth.csv"
    assert place("cbs/population.csv", NIJMEGEN) == "cbs/population.csv"
    assert is_expected("mja/youth.csv", tmp_path, DEFAULT)
    assert not is_expected("mja/youth.csv", tmp_path, NIJMEGEN)
    (tmp_path / "mja" / "rijk-van-nijmegen").mkdir(parents=True)
    (tmp_path / "mja" / "rijk-van-nijmegen" / "youth.csv").write_text("a,b\n")
    assert is_expected("mja/youth.csv", tmp_path, NIJMEGEN)


def test_a_snapshot_knows_its_region_and_an_old_one_is_of_the_default(snapshot: Snapshot, tmp_path: Path) -> None:
    assert snapshot.region == DEFAULT
    old = tmp_path / f"{snapshot.id}.duckdb"
    shutil.copy(snapshot.path, old)
    with duckdb.connect(str(old)) as connection:
        connection.execute("DROP TABLE _region")
    with Snapshot.open_file(old) as opened:
        assert opened.region == DEFAULT
        opened.verify()
    with duckdb.connect(str(old)) as connection:
        connection.execute("CREATE TABLE _region AS SELECT 'AM08' AS code, 'Rijk van Nijmegen' AS title")
    with Snapshot.open_file(old) as opened, pytest.raises(Exception, match="rows hash to"):
        opened.verify()  # the region is part of the identity


def test_the_words_of_the_comparison_follow_the_region() -> None:
    assert comparisons(NIJMEGEN) == (BOTH, "Rijk van Nijmegen", "Nederland", "Niets")
    chosen = Selection(compare="Rijk van Nijmegen", region=NIJMEGEN)
    assert chosen.references == ("AM08",)
    assert replace(chosen, compare=BOTH).references == ("AM08", "NL01")


class Recording(Snapshot):
    """Notes which datasets are read."""

    def select(self, dataset: str, where: object = None) -> pd.DataFrame:
        getattr(self, "seen", set()).add(dataset)
        return super().select(dataset, where)  # type: ignore[arg-type]

    def labels(self, dataset: str) -> dict[str, dict[str, str]]:
        getattr(self, "seen", set()).add(dataset)
        return super().labels(dataset)


def read_by(entry: Declaration, folder: Path) -> set[str]:
    """Return what the figure reads, over all its options and three selections, of the snapshot in `folder`."""
    with Recording.open(folder) as recording:
        seen: set[str] = set()
        vars(recording)["seen"] = seen
        MEMORY.forget(recording)  # what was read before is read again
        for values in itertools.product(*(listed or ("",) for listed in entry.options.values())):
            options = dict(zip(entry.options, values, strict=True))
            if "today" in options:
                options["today"] = "2026-11-24"
            for selection in (Selection(), Selection(("GM0202",)), Selection(sector="care")):
                entry.builder(recording, selection, **options)
    return seen - ALWAYS


def test_every_figure_says_which_datasets_it_reads(snapshot: Snapshot, snapshot_folder: Path) -> None:
    drawn = [
        entry for entry in FIGURES if can_draw(snapshot, entry) and ANYTHING not in entry.beside
    ]  # of live series: see test_region_pages
    assert {entry.name: read_by(entry, snapshot_folder) - {*entry.beside} for entry in drawn} == {
        entry.name: set(entry.needs) for entry in drawn
    }


def test_a_page_is_shown_where_something_on_it_can_be_drawn(snapshot: Snapshot) -> None:
    hidden = {info.path for info in PAGES if not is_shown(snapshot, info)}
    assert hidden == {"regiovergelijking"}  # without a refresh there is no series to compare
    assert all(
        can_count(snapshot, builder)
        for builder in (page.key_figures.builder for page in COMPOSITIONS if page.key_figures)
    )


def test_only_rows_of_the_region_and_the_country_fit() -> None:
    table = pd.DataFrame({"region_code": ["AM07", "AM08", "GM0202", "GM0268", "NL01"], "value": list("12345")})
    loaded = {
        "regions": pd.DataFrame({"region_code": ["AM08", "GM0268"], "part_of": ["NL01", "AM08"]}),
        "sources": pd.DataFrame({"id": ["cbs"]}),
        "mixed": table,
        "elsewhere": table[table["region_code"].isin(["AM07", "NL01"])],
        "national": table[table["region_code"].eq("NL01")],
        "cited": pd.DataFrame({"definition": ["a", "b", "c"], "source": ["cbs", "agenda", ""]}),
    }
    kept, failures = fitting(loaded, NIJMEGEN)
    assert not failures
    assert list(kept["mixed"]["value"]) == ["2", "4", "5"]
    assert "elsewhere" not in kept
    assert list(kept["national"]["value"]) == ["5"]
    assert list(kept["cited"]["definition"]) == ["a", "c"]
    _, failures = fitting(loaded, Region("AM20", "Midden-Holland"))
    assert "municipalities of Midden-Holland" in str(failures[0])


def test_a_region_with_the_name_of_a_municipality_is_told_apart() -> None:
    rows = [
        ("AM35", "Gorinchem", ""), ("AM08", "Rijk van Nijmegen", ""),
        ("GM0512", "Gorinchem", "AM35"), ("GM1978", "Molenlanden", "AM35"), ("GM0268", "Nijmegen", "AM08"),
    ]  # fmt: skip
    loaded = {"regions": pd.DataFrame(rows, columns=["region_code", "title", "part_of"])}
    tables, region = told_apart(loaded, Region("AM35", "Gorinchem"))
    assert (region.title, region.name, region.slug) == ("Gorinchem (regio)", "Gorinchem", "gorinchem")
    assert list(tables["regions"]["title"]) == [
        "Gorinchem (regio)", "Rijk van Nijmegen", "Gorinchem", "Molenlanden", "Nijmegen",
    ]  # fmt: skip
    assert "Gorinchem (regio)" not in set(loaded["regions"]["title"]), "what was read stays as it is"
    assert told_apart(loaded, NIJMEGEN)[1] == NIJMEGEN
    assert Region("AM01", "Groningen").beside({"Groningen (gemeente)", "Oldambt"}).title == "Groningen (regio)"
