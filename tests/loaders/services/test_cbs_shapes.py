"""What the real service has of its own: cells that it leaves out, questions that are too long, titles that differ."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlsplit

import pandas as pd
import pytest

from loaders.series import areas
from loaders.series.cbs import SERIES as LIVE
from loaders.series.collect import whole_slice
from loaders.series.declare import Quantity, Series
from loaders.series.fit import check, fit
from loaders.series.mergers import heirs, is_alive, lives
from loaders.series.reading import cells, slices
from loaders.services.cbs import reader
from loaders.services.cbs.asking import cells_expected, matching, questions, renamed
from loaders.services.cbs.meaning import nearest
from loaders.services.cbs.model import Code, Dimension, Reader, Slice, Structure, Topic
from loaders.services.errors import SourceChanged, SourceError, TableGone
from loaders.services.http import Transport
from loaders.services.settings import Settings
from tests.services.fake_cbs import FakeCBS, real
from tests.services.fake_cbs.filters import nodes
from tests.services.fake_cbs.handler import LONGEST_QUERY, MOST_NODES
from tests.services.fake_tables import every_table

both = pytest.mark.parametrize("api", ["v3", "v4"])
EVERY = (areas.SERIES, *areas.EARLIER, *(live.series for live in LIVE))


@pytest.fixture
def cbs() -> Iterator[FakeCBS]:
    with FakeCBS(*every_table(), page=40) as server:
        yield server


def read(server: FakeCBS, api: str) -> Reader:
    return reader(Transport(Settings(api=api, url=server.url(api), attempts=2, pause_s=0.01, read_s=5)))


# --- titles and codes ------------------------------------------------------------------------------------------


@both
@pytest.mark.parametrize("series", EVERY, ids=lambda series: series.dataset)
def test_every_declaration_fits_its_table(cbs: FakeCBS, api: str, series: Series) -> None:
    topics, problems = fit(series, read(cbs, api).structure(series.table))
    assert not problems
    assert set(topics) == {quantity.measure for quantity in series.quantities}


def structure(*titles: str, names: tuple[str, ...] = ()) -> Structure:
    named = names or tuple(f"M{at:06d}" for at, _ in enumerate(titles))
    topics = tuple(Topic(name, title, "aantal", 0) for name, title in zip(named, titles, strict=True))
    return Structure("99999NED", (), topics)


@pytest.mark.parametrize(
    ("wanted", "there"),
    [
        ("WIAUitkeringWGARegeling", "WIA-uitkering: WGA-regeling"),
        ("Wajong-uitkeringen", "Wajong-uitkering"),
        ("Werkzame beroepsbevolking", "De werkzame beroepsbevolking"),
        ("Niet-seizoengecorrigeerd", "Niet seizoengecorrigeerd "),
        ("Totaal bijstandsuitkeringen", "Totaal aantal bijstandsuitkeringen"),
        ("Gecontracteerde uren", "Gecontractéérde uren"),
    ],
)
def test_a_title_is_found_by_what_it_means(wanted: str, there: str) -> None:
    other = "Iets heel anders"
    assert structure(other, there).topic(wanted).title == there


@pytest.mark.parametrize(
    ("wanted", "there"),
    [
        ("Beschikbaar, niet gezocht", "Gezocht, niet beschikbaar"),
        ("Bijstandsuitkeringen tot de AOW-leeftijd", "Bijstandsuitkeringen vanaf AOW-leeftijd"),
        ("Werkzame beroepsbevolking", "Werkloze beroepsbevolking"),
        ("Seizoengecorrigeerd", "Niet-seizoengecorrigeerd"),
    ],
)
def test_a_title_that_means_something_else_is_not_taken(wanted: str, there: str) -> None:
    with pytest.raises(SourceChanged, match="0 topics titled"):
        structure(there).topic(wanted)


def test_other_known_titles_come_in_their_order_and_one_that_two_topics_have_is_passed_over() -> None:
    both_totals = structure("Totaal", "Totaal", "Totaal uitkeringen")
    assert (
        both_totals.topic("Totaal bijstandsuitkeringen", "Totaal", "Totaal uitkeringen").title == "Totaal uitkeringen"
    )
    with pytest.raises(SourceChanged, match="2 topics titled 'Totaal'"):
        both_totals.topic("Totaal")


def test_what_does_not_fit_is_told_at_once_with_what_is_near_and_what_to_write_where(cbs: FakeCBS) -> None:
    old = next(live.series for live in LIVE if live.series.dataset == "unemployment_benefits_series")
    series = replace(
        old,
        quantities=(Quantity("benefits", "WW-uitkeringen", unit="x 1 000"),),
        wanted={**old.wanted, "Marges": ("MX",), "Leeftijden": ("10000",)},
        periods="KW",
    )
    _, problems = fit(series, read(cbs, "v4").structure("85554NED"))
    told = [str(problem) for problem in problems]
    assert len(told) == 4
    assert "0 topics titled 'WW-uitkeringen'" in told[0]
    assert "there are: Personen met een werkloosheidsuitkering" in told[0]
    assert "put the right title in also= of Quantity('benefits') in loaders/series/cbs/unemployment_" in told[0]
    assert "no code 'MX' (there are: MW00000 Waarde" in told[1]
    assert "no dimension 'Leeftijden'" in told[2]
    assert "no period with KW (there are: JJ, MM" in told[3]
    with pytest.raises(SourceChanged) as caught:
        check(series, read(cbs, "v4").structure("85554NED"))
    assert all(part.split(" (")[0] in str(caught.value) for part in told)
    assert "refresh again later" not in str(caught.value)
    assert "python -m loaders probe unemployment_benefits_series" in str(caught.value)


def test_one_topic_is_never_two_quantities() -> None:
    series = Series(
        "x", "x", (Quantity("a", "Totaal"), Quantity("b", "Alles", also=("Totaal",))), region="", periods=""
    )
    assert "two quantities" in str(fit(series, structure("Totaal"))[1][0])


def test_a_code_is_found_by_its_title_and_gets_our_code() -> None:
    codes = {code: Code(code, title, code) for code, title in (("X1", "A-U Alles"), ("X2", "A Landbouw"), ("X3", "AB"))}
    dimension = Dimension("Branches", "Branches", "Dimension", codes)
    patterns = ("T001081|^A-U ", "301000|^A ?", "440000|^T ?")
    assert [code.code for code in matching(dimension, patterns)] == ["X1", "X2"]
    assert renamed(dimension, patterns) == {"X1": "T001081", "X2": "301000"}
    table = Structure("x", (dimension,), (Topic("T", "Banen", "aantal", 0),))
    series = Series("x", "x", (Quantity("jobs", "Banen"),), {"Branches": patterns}, region="", periods="")
    frame = pd.DataFrame({"Branches": ["X1", "X2"], "topic": "T", "value": [3.0, 1.0], "reason": ""})
    assert list(cells(series, table, frame)["Branches"]) == ["T001081", "301000"]


def test_the_nearest_titles_come_first() -> None:
    there = ["Zelfstandigen", "Werkloosheidspercentage", "Personen met een werkloosheidsuitkering", "WAO-uitkering"]
    assert nearest("Personen met WW-uitkering", there)[0] == "Personen met een werkloosheidsuitkering"


# --- questions -------------------------------------------------------------------------------------------------


def full(table: str, measures: int = 1) -> Structure:
    """A table with as many codes as the real ones have."""
    towns, _ = real.municipalities()
    places = {code: Code(code, title, code) for code, title in (("NL01", "Nederland"), *towns)}
    known = {dim["name"]: dim for dim in real.metadata()[table]["dimensions"]}
    dimensions = tuple(
        Dimension(
            name,
            dim["title"],
            dim["kind"],
            places if name == "RegioS" else {code[0]: Code(code[0], code[1], code[0]) for code in dim["codes"]},
        )
        for name, dim in known.items()
    )
    topics = tuple(Topic(f"Onderwerp_{at}", f"Onderwerp {at}", "aantal", 0) for at in range(measures))
    return Structure(table, dimensions, topics)


@both
def test_no_question_is_longer_than_a_service_takes_and_together_they_ask_all(api: str) -> None:
    structure = full("03759ned")
    ages = tuple(code.code for code in matching(structure.dimension("Leeftijd"), ["1*", "22000"]))
    assert len(ages) > 95
    wanted = {
        "RegioS": ("GM*", "NL01"), "Geslacht": ("T001038",), "Leeftijd": ages, "BurgerlijkeStaat": ("T001019",),
        "Perioden": ("2024JJ*",),
    }  # fmt: skip
    form = "substringof('{part}',{name})" if api == "v3" else "contains({name},'{part}')"
    asked = questions(
        structure, Slice("2024", wanted, structure.topics), contains=form, measures="Measure" if api == "v4" else ""
    )
    assert len(asked) > 5
    assert max(map(nodes, asked)) < MOST_NODES
    assert max(map(len, asked)) < LONGEST_QUERY / 2
    found = [age for age in ages for question in asked if f"Leeftijd eq '{age}'" in question]
    assert found == list(ages)  # each once


def test_two_long_lists_are_both_divided() -> None:
    structure = full("03759ned")
    towns = tuple(code for code in structure.dimension("RegioS").codes if code.startswith("GM"))[:60]
    ages = tuple(structure.dimension("Leeftijd").codes)[:50]
    asked = questions(structure, Slice("x", {"RegioS": towns, "Leeftijd": ages}, structure.topics), contains="")
    assert max(map(nodes, asked)) < MOST_NODES
    pairs = {(town, age) for question in asked for town in towns if town in question for age in ages if age in question}
    assert len(pairs) == 60 * 50


@both
def test_a_long_selection_comes_whole_through_the_limits(cbs: FakeCBS, api: str) -> None:
    source = read(cbs, api)
    structure = source.structure("03759ned")
    chosen = Slice("x", {
        "Leeftijd": tuple(structure.dimension("Leeftijd").codes), "RegioS": ("GM0202",), "Perioden": ("2024JJ*",),
        "Geslacht": ("T001038",), "BurgerlijkeStaat": ("T001019",),
    }, structure.topics[:1])  # fmt: skip
    frame = source.rows(structure, chosen)
    assert len(frame) == cells_expected(structure, chosen) == len(structure.dimension("Leeftijd").codes)
    asked = [urlsplit(path).query for path in cbs.requests if "filter" in path]
    assert max(map(len, asked)) <= LONGEST_QUERY


@both
def test_an_address_that_is_too_long_is_no_missing_table(
    cbs: FakeCBS, api: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = read(cbs, api)
    structure = source.structure("03759ned")
    chosen = Slice("x", {"Leeftijd": tuple(structure.dimension("Leeftijd").codes)}, structure.topics[:1])
    for most, longest, said in ((10**6, 10**6, "404.15"), (40, 10**6, "node count limit")):
        monkeypatch.setattr("loaders.services.cbs.asking.MOST_TERMS", most)
        monkeypatch.setattr("loaders.services.cbs.asking.LONGEST", longest)
        with pytest.raises(SourceError, match="make MOST_TERMS and LONGEST") as caught:
            source.rows(structure, chosen)
        assert not isinstance(caught.value, TableGone)
        assert said in str(caught.value)
        assert caught.value.cause == "refused"
    with pytest.raises(TableGone):
        read(cbs, api).info("99999NED")


# --- cells that are left out -----------------------------------------------------------------------------------


@both
def test_a_cell_that_is_left_out_is_not_available(cbs: FakeCBS, api: str) -> None:
    series = next(live.series for live in LIVE if live.series.dataset == "social_assistance_series")
    source = read(cbs, api)
    structure = source.structure(series.table)
    (chosen,) = slices(series, structure, 2025)
    came = source.rows(structure, chosen)
    whole = whole_slice(series, structure, chosen, source)
    assert len(whole) == cells_expected(structure, chosen) == 13 * 12  # thirteen places and twelve months
    assert len(came) == (13 * 12 if api == "v3" else 13 * 12 - 12 * 3)  # v4 leaves out three months of twelve places
    empty = whole[whole["value"].isna()]
    assert len(empty) == 12 * 3
    assert set(empty["reason"]) == {"not_available"}
    assert set(empty["Perioden"]) == {"2025MM10", "2025MM11", "2025MM12"}


@pytest.mark.parametrize("has_count", [True, False])
def test_a_page_that_is_missing_is_seen_though_cells_may_be_left_out(cbs: FakeCBS, has_count: bool) -> None:
    cbs.publish("82015NED", has_count=has_count)
    series = next(live.series for live in LIVE if live.series.dataset == "social_assistance_series")
    source = read(cbs, "v4")
    structure = source.structure(series.table)
    (chosen,) = slices(series, structure, 2025)
    assert len(whole_slice(series, structure, chosen, source)) == 13 * 12
    assert any("$count" in path.replace("%24", "$") for path in cbs.requests)
    cbs.fault("82015NED", "missing_page")
    with pytest.raises(SourceChanged, match="a page is missing"):
        whole_slice(series, structure, chosen, read(cbs, "v4"))


def test_the_guard_stays_on_in_v3(cbs: FakeCBS) -> None:
    series = next(live.series for live in LIVE if live.series.dataset == "social_assistance_series")
    cbs.fault("82015NED", "missing_page")
    source = read(cbs, "v3")
    structure = source.structure(series.table)
    (chosen,) = slices(series, structure, 2025)
    with pytest.raises(SourceChanged, match="misses rows"):
        whole_slice(series, structure, chosen, source)


def test_measures_without_groups_and_ids_with_a_space_at_the_end_are_read(cbs: FakeCBS) -> None:
    source = read(cbs, "v4")
    assert source.structure("85554NED").topics[0].groups == ()
    assert any("85554NED/MeasureGroups" in path for path in cbs.requests)
    topic = source.structure("85224NED").topic("Beschikbaar, niet gezocht")
    assert topic.groups[-1] == "3000810"  # MeasureGroupId is '3000810 '


# --- municipalities that came and went -------------------------------------------------------------------------


def known() -> dict[str, Code]:
    towns, texts = real.municipalities()
    return {code: Code(code, title, code, description=texts[code]) for code, title in towns}


def test_descriptions_and_memberships_agree_on_who_was_there_in_each_of_twelve_years() -> None:
    found = lives(known().values())
    for year in range(2015, 2027):
        members = {
            row["municipality"] for row in real.rows("memberships.csv") if int(row["first"]) <= year <= int(row["last"])
        }
        alive = {code for code, life in found.items() if is_alive(life, f"{year}-01-01")}
        different = {"GM0457"} if year == 2023 else set()
        assert alive ^ members <= different, year


def test_every_municipality_that_went_lives_on_in_one_of_today_unless_it_was_divided() -> None:
    found = lives(known().values())
    today = {row["municipality"] for row in real.rows("memberships.csv") if row["last"] == "2026"}
    gone = {code for code, life in found.items() if life.ended > "2015"}
    lives_on = heirs(found)
    assert len(gone) > 60
    assert {found[code].name for code in gone - lives_on.keys()} == {"Littenseradiel", "Winsum", "Haaren"}
    assert set(lives_on.values()) <= today
    assert lives_on["GM0196"] == "GM0299"
    assert lives_on["GM0241"] == "GM1945"  # renamed
    assert lives_on["GM0424"] == "GM1942"  # nobody of Muiden lives in Weesp
