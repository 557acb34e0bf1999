"""The transcription against the agenda, read a second time: every expected value here was typed from the text."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import pytest

from snapshot.read import Snapshot

MUNICIPALITIES = {
    "Arnhem": "GM0202",
    "Doesburg": "GM0221",
    "Duiven": "GM0226",
    "Lingewaard": "GM1705",
    "Overbetuwe": "GM1734",
    "Rheden": "GM0275",
    "Rozendaal": "GM0277",
    "Westervoort": "GM0293",
    "Zevenaar": "GM0299",
}
NAMES = {**MUNICIPALITIES, "Midden-Gelderland": "AM07", "Nederland": "NL01"}
SCHEMES = ("ww", "wia", "wajong", "social_assistance")

# 1.1.4: inhabitants, then count and share of WW, WIA, Wajong and bijstand
TABLE_114 = """
Arnhem 115.800 1.900 1,7% 4.600 4,0% 4.100 3,5% 8.200 7,1%
Doesburg 6.600 100 1,9% 400 6,7% 300 3,5% 300 4,9%
Duiven 15.900 200 1,5% 600 3,9% 400 2,2% 500 3,4%
Lingewaard 28.900 400 1,3% 1.000 3,5% 600 2,0% 700 2,5%
Overbetuwe 30.400 400 1,2% 1.100 3,7% 600 1,8% 800 2,5%
Rheden 26.000 400 1,6% 1.200 4,7% 1.100 4,1% 1.200 4,7%
Westervoort 9.400 200 1,8% 500 5,1% 300 2,9% 400 4,7%
Zevenaar 27.300 400 1,5% 1.300 4,7% 700 2,7% 1.000 3,7%
Midden-Gelderland 260.300 4.100 1,6% 10.700 4,1% 7.900 3,0% 13.200 5,1%
"""
BENEFIT_ROWS = {line.split()[0]: line.split()[1:] for line in TABLE_114.strip().splitlines()}


def amount(text: str) -> float:
    return float(text.rstrip("%€").replace(".", "").replace(",", "."))


def rows(snapshot: Snapshot, dataset: str, **where: str) -> pd.DataFrame:
    return snapshot.select(dataset, where)


def one(snapshot: Snapshot, dataset: str, **where: str) -> float:
    """Return the value of the only row that fits."""
    frame = rows(snapshot, dataset, **where)
    assert len(frame) == 1, f"{len(frame)} rows of {dataset} for {where}"
    return float(frame["value"].iloc[0])


def note(snapshot: Snapshot, dataset: str, **where: str) -> str:
    frame = rows(snapshot, dataset, **where)
    assert len(frame) == 1
    return str(frame["note"].iloc[0])


def table(frame: pd.DataFrame, *key: str) -> dict[tuple[object, ...], float | None]:
    return {
        tuple(row[name] for name in key): None if pd.isna(row["value"]) else float(row["value"])
        for row in frame.to_dict("records")
    }


# --- 1.1 Inhabitants ------------------------------------------------------------------------------------------


def test_population_is_the_printed_number_and_the_sum_of_nine_municipalities(snapshot: Snapshot) -> None:
    assert one(snapshot, "labour_potential", group="population_total") == 405_500
    nine = rows(snapshot, "population", reference_period="2024-01-01")
    nine = nine[nine["region_code"].isin(MUNICIPALITIES.values())]
    assert len(nine) == 9
    assert nine["value"].sum() == 405_500


def test_the_nine_municipalities_of_the_region(snapshot: Snapshot) -> None:
    regions = rows(snapshot, "regions", part_of="AM07")
    assert dict(zip(regions["title"], regions["region_code"], strict=True)) == MUNICIPALITIES


@pytest.mark.parametrize(
    ("group", "persons"),
    [
        ("working_age", 304_000),
        ("employed", 222_000),
        ("wants_more_hours", 11_000),
        ("unemployed", 8_000),
        ("semi_unemployed", 6_000),
        ("not_available", 68_000),
        ("unused_potential", 25_000),
    ],
)
def test_labour_potential(snapshot: Snapshot, group: str, persons: int) -> None:
    assert one(snapshot, "labour_potential", group=group, measure="persons") == persons
    assert rows(snapshot, "labour_potential", group=group, measure="persons")["status"].tolist() == ["rounded"]


def test_trap_304_is_222_and_8_and_6_and_68_while_unused_potential_is_11_and_8_and_6(snapshot: Snapshot) -> None:
    def persons(group: str) -> float:
        return one(snapshot, "labour_potential", group=group, measure="persons")

    parts = ("employed", "unemployed", "semi_unemployed", "not_available")
    assert sum(map(persons, parts)) == persons("working_age")
    unused = ("wants_more_hours", "unemployed", "semi_unemployed")
    assert sum(map(persons, unused)) == persons("unused_potential")


def test_trap_net_participation_is_kept_as_printed_and_flagged(snapshot: Snapshot) -> None:
    where = {"measure": "net_participation_pct"}
    assert one(snapshot, "labour_potential", **where) == 74
    assert "73,0%" in note(snapshot, "labour_potential", **where)


def test_registered_jobseekers_whole(snapshot: Snapshot) -> None:
    assert table(rows(snapshot, "registered_jobseekers"), "scheme", "employment") == {
        ("social_assistance", "without_work"): 11_400,
        ("wajong", "without_work"): 2_100,
        ("wia", "without_work"): 2_200,
        ("ww", "without_work"): 2_600,
        ("social_assistance", "with_work"): 1_800,
        ("wajong", "with_work"): 1_700,
        ("wia", "with_work"): 300,
        ("ww", "with_work"): 1_400,
    }


def test_trap_first_four_bars_are_without_work_for_then_social_assistance_adds_up(snapshot: Snapshot) -> None:
    chart = rows(snapshot, "registered_jobseekers", scheme="social_assistance")
    assert chart["value"].sum() == 13_200
    printed = one(snapshot, "benefits", region_code="AM07", scheme="social_assistance", measure="recipients")
    assert printed == 13_200


def test_trap_jobseekers_without_a_benefit_are_not_in_the_chart(snapshot: Snapshot) -> None:
    assert set(rows(snapshot, "registered_jobseekers")["scheme"]) == set(SCHEMES)
    assert any("geen uitkering" in text for text in snapshot.datasets["registered_jobseekers"].warnings)


@pytest.mark.parametrize("name", BENEFIT_ROWS)
def test_benefits_of_one_region(snapshot: Snapshot, name: str) -> None:
    printed = [amount(text) for text in BENEFIT_ROWS[name]]
    assert one(snapshot, "residents_15_64", region_code=NAMES[name]) == printed[0]
    for place, scheme in enumerate(SCHEMES):
        where = {"region_code": NAMES[name], "scheme": scheme}
        assert one(snapshot, "benefits", measure="recipients", **where) == printed[1 + 2 * place]
        assert one(snapshot, "benefits", measure="share_pct", **where) == printed[2 + 2 * place]


def test_benefits_of_the_country_are_shares_only(snapshot: Snapshot) -> None:
    national = rows(snapshot, "benefits", region_code="NL01")
    assert table(national, "scheme", "measure") == {
        ("ww", "share_pct"): 1.5,
        ("wia", "share_pct"): 3.9,
        ("wajong", "share_pct"): 2.1,
        ("social_assistance", "share_pct"): 3.9,
    }


def test_benefits_hold_no_other_rows(snapshot: Snapshot) -> None:
    assert len(rows(snapshot, "benefits")) == 10 * 8 + 4 + 1
    assert one(snapshot, "benefits", region_code="AM07", scheme="all") == 36_000
    assert len(rows(snapshot, "residents_15_64")) == 10


def test_trap_shares_are_published_and_not_recomputed_from_rounded_counts(snapshot: Snapshot) -> None:
    doesburg = {"region_code": "GM0221", "scheme": "ww"}
    count = one(snapshot, "benefits", measure="recipients", **doesburg)
    share = one(snapshot, "benefits", measure="share_pct", **doesburg)
    assert round(100 * count / 6_600, 1) == 1.5
    assert share == 1.9
    shares = rows(snapshot, "benefits", measure="share_pct")
    assert set(shares[shares["value"].notna()]["status"]) == {"published", "doubtful"}
    doubtful = shares[shares["status"].eq("doubtful")]
    assert list(zip(doubtful["region_code"], doubtful["scheme"], doubtful["value"], strict=True)) == [
        ("GM0221", "wajong", 3.5),
        ("NL01", "social_assistance", 3.9),
    ]


def test_trap_doesburg_wajong_is_kept_and_flagged(snapshot: Snapshot) -> None:
    where = {"region_code": "GM0221", "scheme": "wajong"}
    assert one(snapshot, "benefits", measure="recipients", **where) == 300
    assert one(snapshot, "benefits", measure="share_pct", **where) == 3.5
    assert "4,5%" in note(snapshot, "benefits", measure="share_pct", **where)


def test_trap_social_assistance_counts_households_and_the_rest_persons(snapshot: Snapshot) -> None:
    counts = rows(snapshot, "benefits", measure="recipients")
    units = counts.groupby("scheme")["unit"].unique().map(list).to_dict()
    assert units == {
        "ww": ["persons"],
        "wia": ["persons"],
        "wajong": ["persons"],
        "social_assistance": ["households"],
        "all": ["persons"],  # 36.000 inhabitants, as printed
    }


def test_trap_national_wia_is_without_wao_and_national_social_assistance_is_flagged(snapshot: Snapshot) -> None:
    assert "zonder WAO" in note(snapshot, "benefits", region_code="NL01", scheme="wia")
    assert "3,4%" in note(snapshot, "benefits", region_code="NL01", scheme="social_assistance")
    december = one(snapshot, "benefits_national", scheme="social_assistance", reference_period="2024-12")
    assert december == 397.8


def test_trap_rozendaal_has_inhabitants_and_suppressed_benefits(snapshot: Snapshot) -> None:
    assert one(snapshot, "residents_15_64", region_code="GM0277") == 1_100
    empty = rows(snapshot, "benefits", region_code="GM0277")
    assert len(empty) == 8
    assert empty["value"].isna().all()
    of_cbs = empty["scheme"] == "social_assistance"  # footnote 8 speaks of Atlas SV alone
    assert set(empty[~of_cbs]["status"]) == {"suppressed"}
    assert set(empty[of_cbs]["status"]) == {"not_available"}


def test_trap_regional_inhabitants_are_the_sum_without_rozendaal(snapshot: Snapshot) -> None:
    residents = rows(snapshot, "residents_15_64").set_index("region_code")["value"]
    eight = [code for name, code in MUNICIPALITIES.items() if name != "Rozendaal"]
    assert residents[eight].sum() == residents["AM07"] == 260_300
    assert "Rozendaal" in note(snapshot, "residents_15_64", region_code="AM07")


def test_trap_regional_totals_differ_from_the_sum_of_rounded_rows(snapshot: Snapshot) -> None:
    sums = {}
    for scheme in SCHEMES:
        counts = rows(snapshot, "benefits", scheme=scheme, measure="recipients").set_index("region_code")["value"]
        sums[scheme] = (counts[list(MUNICIPALITIES.values())].sum(), counts["AM07"])
    assert sums == {
        "ww": (4_000, 4_100),
        "wia": (10_700, 10_700),
        "wajong": (8_100, 7_900),
        "social_assistance": (13_100, 13_200),
    }


def test_job_agreement_whole(snapshot: Snapshot) -> None:
    assert table(rows(snapshot, "job_agreement"), "region_code", "measure", "reference_period") == {
        ("AM07", "jobs", "2012-end"): 2_254,
        ("AM07", "jobs", "2024-end"): 5_258,
        ("AM07", "jobs_increase", "2012..2024"): 3_004,
        ("AM07", "target_jobs", "2024-end"): 4_870,
        ("AM07", "jobs_above_target", "2024-end"): 388,
        ("AM07", "registered_persons", "2024-end"): 8_933,
        ("AM07", "working_persons", "2012-end"): 2_055,
        ("AM07", "working_persons", "2024-end"): 4_564,
        ("AM07", "working_increase", "2012..2024"): 2_509,
        ("AM07", "participation_pct", "2024-end"): 51,
        ("NL01", "participation_pct", "2024-end"): 52,
        ("NL01", "paid_hours_per_job", "2012-end"): 110.92,
        ("NL01", "target_extra_jobs", "2026"): 125_000,
    }


def test_trap_jobs_are_not_persons_and_the_target_is_indicative(snapshot: Snapshot) -> None:
    units = rows(snapshot, "job_agreement").groupby("measure")["unit"].first().to_dict()
    assert {name for name, unit in units.items() if unit == "jobs"} == {
        "jobs",
        "jobs_above_target",
        "jobs_increase",
        "target_extra_jobs",
        "target_jobs",
    }
    assert {name for name, unit in units.items() if unit == "persons"} == {
        "registered_persons",
        "working_increase",
        "working_persons",
    }
    assert "ndicatieve" in note(snapshot, "job_agreement", measure="target_jobs")


def test_youth_whole(snapshot: Snapshot) -> None:
    assert table(rows(snapshot, "youth"), "topic", "measure", "reference_period") == {
        ("youth_15_25", "persons", "2024-end"): 48_054,
        ("ww_inflow_under_27", "persons", "2023"): 960,
        ("ww_inflow_under_27", "persons", "2024"): 1_008,
        ("ww_inflow_under_27", "change_pct", "2023..2024"): 5,
        ("ww_outflow_to_temporary_agency", "share_pct", "undated"): 23,
        ("mbo_students", "students", "2020/2021"): 12_519,
        ("mbo_students", "students", "2024/2025"): 10_821,
        ("mbo_students", "change_pct", "2024/2025"): -14,
        ("mbo_care_share", "share_pct", "2024/2025"): 30,
        ("mbo_vacancies_change", "change_pct", "undated"): 8,
    }


def test_ageing_whole(snapshot: Snapshot) -> None:
    assert table(rows(snapshot, "ageing"), "sector", "measure") == {
        ("all", "share_60plus_pct"): 12,
        ("care", "share_60plus_pct"): 14,
        ("care", "reaching_pension_age"): 7_800,
        ("industry", "reaching_pension_age"): 5_800,
        ("public_administration", "reaching_pension_age"): 4_200,
    }


def test_trap_pension_counts_are_transcribed_and_flagged_and_never_derived(snapshot: Snapshot) -> None:
    counts = rows(snapshot, "ageing", measure="reaching_pension_age")
    assert "derived" not in set(counts["status"])
    assert set(counts["status"]) == {"doubtful"}
    assert all("rekenen er niet mee verder" in text for text in counts["note"])


# --- 1.2 Work -------------------------------------------------------------------------------------------------


ONLY_IN_WORDS = {  # the text says how they grow, the number is in a picture
    ("AM07", "other_business_services"): "groeit het sterkst",
    ("AM07", "specialist_business_services"): "groeit ongeveer zo hard als Zorg & Welzijn",
    ("AM07", "industry"): "groeit licht",
    ("NL01", "industry"): "neemt iets af",
    ("AM07", "wholesale"): "daalt",
}


def test_jobs_whole(snapshot: Snapshot) -> None:
    assert table(rows(snapshot, "jobs"), "region_code", "sector", "measure", "reference_period") == {
        ("AM07", "all", "employee_jobs", "2027"): 207_400,
        ("AM07", "all", "employee_jobs_growth_pct", "2024..2027"): 2.9,
        ("NL01", "all", "employee_jobs_growth_pct", "2024..2027"): 2.8,
        ("AM07", "all", "self_employed_jobs", "2027"): 52_900,
        ("AM07", "all", "self_employed_growth_pct", "2022..2027"): -4.4,
        ("AM07", "care", "share_pct", "undated"): 17,
        ("AM07", "care", "employee_jobs_growth_pct", "2024..2027"): 7,
        ("AM07", "industry", "employee_share_pct", "undated"): 9,
        ("NL01", "industry", "employee_share_pct", "undated"): 9,
        ("AM07", "energy", "relative_size", "undated"): 2,
        **{(*place, "employee_jobs_growth_pct", "2024..2027"): None for place in ONLY_IN_WORDS},
    }


def test_growth_without_a_number_stands_as_the_agenda_writes_it(snapshot: Snapshot) -> None:
    frame = rows(snapshot, "jobs", measure="employee_jobs_growth_pct", status="not_available")
    found = {(row["region_code"], row["sector"]): row["as_written"] for row in frame.to_dict("records")}
    assert found == ONLY_IN_WORDS


def test_trap_self_employed_are_compared_with_2022_as_printed(snapshot: Snapshot) -> None:
    text = note(snapshot, "jobs", measure="self_employed_growth_pct")
    assert "2022" in text
    assert "2024" in text


def test_trap_bubble_chart_gives_only_the_sectors_that_sentences_state(snapshot: Snapshot) -> None:
    frame = rows(snapshot, "jobs")
    assert set(frame[frame["value"].notna()]["sector"]) == {"all", "care", "industry", "energy"}
    assert "ruim 9%" in note(snapshot, "jobs", region_code="AM07", measure="employee_share_pct")
    assert "bijna 9%" in note(snapshot, "jobs", region_code="NL01", measure="employee_share_pct")


LEVELS = (
    "primary",
    "vmbo_bk_mbo1",
    "vmbo_gt_havo_vwo_lower",
    "havo_vwo",
    "mbo2",
    "mbo3",
    "mbo4",
    "bachelor",
    "master",
    "total",
)


@pytest.mark.parametrize(
    ("measure", "printed"),
    [
        ("expansion_demand_pct", "0,2 0,2 0,3 0,2 0,4 0,5 0,3 0,1 0,2 0,2"),
        ("replacement_demand_pct", "10,3 3,5 7,2 2,2 3,5 3,0 2,8 2,5 2,7 3,4"),
        ("labour_market_inflow_pct", "13,2 6,0 1,4 0,7 3,9 4,5 3,0 3,4 2,7 3,5"),
    ],
)
def test_education_demand_whole(snapshot: Snapshot, measure: str, printed: str) -> None:
    values = [amount(text) for text in printed.split()]
    assert table(rows(snapshot, "education_demand", measure=measure), "education_level") == {
        (level,): value for level, value in zip(LEVELS, values, strict=True)
    }
    assert set(rows(snapshot, "education_demand", measure=measure)["reference_period"]) == {"2023..2028"}


def test_trap_broken_column_heads_agree_with_the_sentences(snapshot: Snapshot) -> None:
    def value(level: str, measure: str) -> float:
        return one(snapshot, "education_demand", education_level=level, measure=measure)

    assert value("mbo3", "expansion_demand_pct") == 0.5
    assert value("primary", "replacement_demand_pct") == 10.3
    assert value("master", "replacement_demand_pct") == 2.7
    assert value("bachelor", "replacement_demand_pct") == 2.5
    assert value("total", "expansion_demand_pct") == 0.2
    assert value("total", "replacement_demand_pct") == 3.4


def test_vacancies_whole(snapshot: Snapshot) -> None:
    assert table(rows(snapshot, "vacancies"), "region_code", "measure", "reference_period") == {
        ("AM07", "vacancies_arisen", "2024"): 34_000
    }


def test_trap_pictures_of_vacancies_and_tightness_became_no_series(snapshot: Snapshot) -> None:
    assert len(rows(snapshot, "vacancies")) == 1
    assert not snapshot.datasets["tightness_class"].measures
    assert "value" not in {column.name for column in snapshot.datasets["tightness_class"].columns}
    assert not any("isco" in name for name in snapshot.datasets)


def test_tightness_of_six_quarters(snapshot: Snapshot) -> None:
    frame = rows(snapshot, "tightness_class")
    assert set(frame["region_code"]) == {"AM07"}
    classes = dict(zip(frame["reference_period"], frame["tightness_class"], strict=True))
    assert classes == {
        "2021-Q1": "average",
        "2021-Q2": "tight",
        "2021-Q4": "tight",
        "2022-Q1": "very_tight",
        "2022-Q4": "very_tight",
        "2023-Q1": "tight",
    }
    derived = frame[frame["status"] == "inferred"]
    assert list(derived["reference_period"]) == ["2021-Q4"]


def test_commuting_whole(snapshot: Snapshot) -> None:
    assert table(rows(snapshot, "commuting"), "direction", "partner_region", "measure") == {
        ("internal", "AM07", "employees"): 149_000,
        ("internal", "AM07", "share_pct"): 70,
        ("outbound", "total", "employees"): 64_000,
        ("outbound", "total", "share_pct"): 30,
        ("outbound", "AM08", "employees"): 13_000,
        ("outbound", "AM38", "employees"): 9_000,
        ("outbound", "AM06", "employees"): 6_000,
        ("outbound", "AM09", "employees"): 5_000,
        ("outbound", "not_split", "employees"): 31_000,
        ("inbound", "total", "employees"): 53_000,
        ("inbound", "total", "share_pct"): 26,
        ("inbound", "AM08", "employees"): 11_000,
        ("inbound", "not_split", "employees"): 42_000,
    }
    assert snapshot.datasets["commuting"].column("partner_region").labels | {} == {
        "AM07": "Midden-Gelderland",
        "AM08": "Rijk van Nijmegen",
        "AM38": "FoodValley",
        "AM06": "Veluwe Stedendriehoek",
        "AM09": "Achterhoek",
        "not_split": "Overige regio's (niet uitgesplitst)",
        "total": "Totaal",
    }


def test_trap_commuters_are_employees_and_the_rest_is_marked_as_derived(snapshot: Snapshot) -> None:
    frame = rows(snapshot, "commuting", measure="employees")
    assert set(frame["unit"]) == {"employees"}
    assert set(frame[frame["status"] == "derived"]["partner_region"]) == {"not_split"}
    assert one(snapshot, "commuting", direction="internal", measure="employees") + 64_000 == 213_000
    warnings = " ".join(snapshot.datasets["commuting"].warnings)
    assert "Duitsland" not in warnings  # nothing in the text says so
    assert "De agenda telt hier werknemers." in warnings


# --- priority sectors -----------------------------------------------------------------------------------------


def test_priority_sectors_whole(snapshot: Snapshot) -> None:
    frame = rows(snapshot, "priority_sectors")
    chosen: dict[str, set[str]] = {}
    for owner, sector in zip(frame["owner"], frame["priority_sector"], strict=True):
        chosen.setdefault(owner, set()).add(sector)
    assert chosen == {
        "hca": {"energy", "care", "technology"},
        "arnhem": {"energy", "ict", "technology", "care", "education_childcare"},
        "liemers": {"logistics", "manufacturing", "leisure"},
        "doesburg": {"green", "leisure"},
        "rheden": {"care"},
    }
    bullets = frame.groupby("priority_sector").size().to_dict()
    assert bullets == {
        "energy": 2,
        "care": 3,
        "technology": 2,
        "ict": 1,
        "education_childcare": 1,
        "logistics": 1,
        "manufacturing": 1,
        "leisure": 2,
        "green": 1,
    }


def test_trap_only_leisure_of_doesburg_is_inferred(snapshot: Snapshot) -> None:
    inferred = rows(snapshot, "priority_sectors", certainty="inferred")
    assert list(zip(inferred["priority_sector"], inferred["owner"], strict=True)) == [("leisure", "doesburg")]
    assert "Afgeleid" in inferred["note"].iloc[0]


def test_trap_montferland_lies_outside_and_three_municipalities_chose_none(snapshot: Snapshot) -> None:
    owners = rows(snapshot, "sector_owners")
    liemers = owners[owners["owner"] == "liemers"]
    assert set(liemers["region_code"]) == {"GM0221", "GM0226", "GM0293", "GM0299", "GM1955"}
    assert list(owners[~owners["in_region"].astype(bool)]["region_code"]) == ["GM1955"]
    own = owners[owners["owner"] != "hca"]
    without = {MUNICIPALITIES[name] for name in ("Lingewaard", "Overbetuwe", "Rozendaal")}
    assert not without & set(own["region_code"])


# --- activities -----------------------------------------------------------------------------------------------


def test_activities_per_line(snapshot: Snapshot) -> None:
    counts = rows(snapshot, "activities").groupby("action_line").size().to_dict()
    assert counts == {"working": 13, "accessible": 12, "transparent": 6, "learning": 12}


@pytest.mark.parametrize(
    ("title", "ambitions", "paragraphs", "start", "end", "ongoing"),
    [
        ("Op basis van data inzichtelijk krijgen", "4", "3.1.1", "2026-Q2", "2027-Q1", False),
        ("Opstellen van eenduidige werkwijze", "4;5", "3.1.1", "2026-Q2", "2027-Q1", False),
        ("Vinden van inclusieve werkgevers", "2", "3.1.1", "2026-Q2", None, True),
        ('Ontwikkelen "instrumentenkoffer”', "2", "3.1.1", "2026-Q3", "2027-Q1", False),
        ("Inzet van praktijkverklaringen", "4;6", "2.3.4;3.1.2", None, None, True),
        ("Harmoniseren en uniformeren", "2;4", "2.3.5", None, None, True),
        ("Ontwikkelen, ontsluiten en benutten sectorale", "6", "2.3.4", "2026-Q1", None, True),
        ("Onderzoeken hoe skillsgerichte werving", "6", "2.5.2", "2026-Q2", "2027-Q4", False),
        ("Inrichten en werken met sectortafels", "6", "2.3.3;3.1.2", "2026-Q1", None, True),
        ("Inzet van gidsen in het Werkcentrum", "1", "2.2.1;3.2.2", "2026-Q1", "2026-Q1", False),
        ("Ontsluiten dienstverlening via (digitaal)", "1;SI;5", "2.2.1;2.5.1", "2026-Q2", "2027-Q4", False),
        ("Ontsluiten werkgeversdienstverlening", "1;2", "2.2.2;3.2.2;3.3.1", "2026-Q1", "2026-Q4", False),
        ("Inrichten WIN-punt", "1", "2.2.3", "2026-Q2", "2026-Q4", False),
        ("Website Werkcentrum actief", "1;2;4;5", "3.2.1", "2026-Q1", "2026-Q1", False),
        ("Organiseren fysieke inlooppunten", "1", "3.2.1", "2026-Q1", None, True),
        ("Deskundigheidsbevordering gidsen", "1;3", "3.2.1", None, None, True),
        ("Voorbereiden doorverwijzen van klanten", "1;5", "3.2.2", "2026-Q4", "2027-Q1", False),
        ("Praktijkoverleg herinrichten", "1", "3.2.2", None, None, True),
        ("Afspraken maken over aansluiting", "1;SI;SNDW", "3.2.2", "2026-Q1", "2026-Q3", False),
        ("Mogelijkheden van VUM", "1;5", "3.3.1", "2026-Q2", "2027-Q2", False),
        ("Doorontwikkeling registratie", "1;5", "3.3.1", "2026-Q4", "2027-Q3", False),
        ("Volgen van ontwikkelingen op het gebied van AI", "1;5", "3.3.1", None, None, True),
        ("Ontwikkelen van een minor met de HAN", "3", "3.4.1", "2026-Q2", "2027-Q4", False),
        ("Ontsluiten Integratief Gedragsmodel", "3", "3.4.1", "2025-Q4", None, True),
        ("Opzetten leeragenda voor professionals", "3", "2.3.5", "2026-Q4", None, True),
        ("Leeraanbod overzichtelijk ontsluiten", "3", "3.4.1", "2027-Q1", None, True),
        ("Uitvoer plan LLO-Collectief", "6", "2.3.1", "2026-Q1", "2027-Q4", False),
        ("Evaluatie samenwerking", "1;2;3;4;5;6", "2.2.4", "2026-Q3", None, True),
    ],
)
def test_activity(
    snapshot: Snapshot, title: str, ambitions: str, paragraphs: str, start: str | None, end: str | None, ongoing: bool
) -> None:
    frame = rows(snapshot, "activities")
    found = frame[frame["title"].str.startswith(title)].to_dict("records")
    assert len(found) == 1
    row = found[0]
    assert row["ambitions"] == ambitions
    assert row["paragraphs"] == paragraphs
    assert (row["start"], row["end"], bool(row["ongoing"])) == (start, end, ongoing)


def test_trap_activities_without_dates_are_ongoing_and_no_end_is_invented(snapshot: Snapshot) -> None:
    frame = rows(snapshot, "activities")
    undated = frame[frame["start"].isna()]
    assert undated.groupby("action_line").size().to_dict() == {"working": 6, "accessible": 2, "transparent": 1}
    assert undated["ongoing"].all()
    ongoing = frame[frame["ongoing"].astype(bool)]
    assert ongoing["end"].isna().all()
    assert ongoing.groupby("action_line").size().to_dict() == {
        "working": 9,
        "accessible": 3,
        "transparent": 1,
        "learning": 8,
    }
    dated = frame[~frame["ongoing"].astype(bool)]
    assert len(dated) == 22
    assert (dated["start"] <= dated["end"]).all()


def test_trap_an_ambition_cell_holds_several_values_that_all_exist(snapshot: Snapshot) -> None:
    known = set(rows(snapshot, "ambitions")["ambition"])
    assert known == {"1", "2", "3", "4", "5", "6", "SI", "SNDW"}
    used = {part for cell in rows(snapshot, "activities")["ambitions"] for part in cell.split(";")}
    assert used == known


def test_the_four_action_lines_in_order(snapshot: Snapshot) -> None:
    frame = rows(snapshot, "action_lines").sort_values("sort_order")
    assert list(frame["title"]) == ["Werkend netwerk", "Toegankelijk netwerk", "Transparant netwerk", "Lerend netwerk"]


# --- money ----------------------------------------------------------------------------------------------------

FUNDING: Mapping[str, dict[str, int | None]] = {
    "impulse_budget": {
        "2025": 1_163_658, "2026": 827_390, "2027": 1_116_977, "2028": 1_291_475, "2029": 1_033_180,
        "2030": 861_919, "2031": 690_658, "2032": 485_707, "2033": 174_068, "2034": 0, "2035..": None,
    },
    "structural": {**{str(year): 648_545 for year in range(2025, 2035)}, "2035..": 648_545},
    "work_to_work": {
        "2025": 15_000_000, "2026": 13_500_000, "2027": 12_000_000, "2028": 12_000_000, "2029": 12_000_000,
        "2030": 10_000_000, "2031": 5_000_000, "2032": 5_000_000, "2033": 5_000_000, "2034": None, "2035..": None,
    },
}  # fmt: skip


@pytest.mark.parametrize("stream", FUNDING)
def test_funding_whole(snapshot: Snapshot, stream: str) -> None:
    found = table(rows(snapshot, "funding", stream=stream), "reference_period")
    assert {str(period): value for (period,), value in found.items()} == FUNDING[stream]
    assert set(rows(snapshot, "funding")["stream"]) == set(FUNDING)


def test_trap_work_to_work_money_is_national(snapshot: Snapshot) -> None:
    words = snapshot.labels("funding")["stream"]
    assert "landelijk" in words["work_to_work"]
    assert "centrumgemeente" in words["impulse_budget"]
    assert "centrumgemeente" in words["structural"]


YEARS = ("2026", "2027", "2028", "2029", "2030")
BUDGET: Mapping[tuple[str, str], tuple[int | None, ...]] = {
    ("income", "impulse_budget"): (827_391, 1_116_978, 1_291_476, 1_033_180, 861_919),
    ("income", "carry_over"): (2_064_081, 1_089_472, 648_450, 589_551, 1_622_731),
    ("income", "total_income"): (2_891_472, 2_206_450, 1_939_926, 1_622_731, 2_484_650),
    ("expenses", "general"): (75_000, 78_750, 82_688, None, None),
    ("expenses", "contingency"): (75_000, 78_750, 82_688, None, None),
    ("expenses", "work_centre"): (869_500, 735_500, 655_000, None, None),
    ("expenses", "ambition_teams"): (782_500, 665_000, 530_000, None, None),
    ("expenses", "total_expenses"): (1_802_000, 1_558_000, 1_350_376, None, None),
    ("result", "result"): (1_089_472, 648_450, 589_551, 1_622_731, 2_484_650),
}


def test_budget_whole(snapshot: Snapshot) -> None:
    assert table(rows(snapshot, "budget"), "side", "heading", "reference_period") == {
        (*post, year): value for post, values in BUDGET.items() for year, value in zip(YEARS, values, strict=True)
    }


def test_trap_expenses_of_2029_and_2030_are_to_be_determined_and_not_zero(snapshot: Snapshot) -> None:
    expenses = rows(snapshot, "budget", side="expenses")
    late = expenses[expenses["reference_period"].isin(["2029", "2030"])]
    assert len(late) == 10
    assert set(late["status"]) == {"to_be_determined"}
    assert late["value"].isna().all()


def test_trap_result_of_2029_and_2030_is_no_surplus(snapshot: Snapshot) -> None:
    for year in ("2029", "2030"):
        assert "geen overschot" in note(snapshot, "budget", heading="result", reference_period=year)


def test_trap_impulse_budget_differs_one_euro_between_the_two_tables(snapshot: Snapshot) -> None:
    gaps = {
        year: one(snapshot, "budget", heading="impulse_budget", reference_period=year)
        - one(snapshot, "funding", stream="impulse_budget", reference_period=year)
        for year in YEARS
    }
    assert gaps == {"2026": 1, "2027": 1, "2028": 1, "2029": 0, "2030": 0}
    for year in ("2026", "2027", "2028"):
        assert "één euro" in note(snapshot, "budget", heading="impulse_budget", reference_period=year)


def test_trap_result_of_2028_is_one_euro_off(snapshot: Snapshot) -> None:
    assert one(snapshot, "budget", heading="result", reference_period="2028") - 1 == 1_939_926 - 1_350_376
    assert "één euro" in note(snapshot, "budget", heading="result", reference_period="2028")


def test_carry_over_of_2026_is_indicative(snapshot: Snapshot) -> None:
    frame = rows(snapshot, "budget", heading="carry_over", reference_period="2026")
    assert list(frame["status"]) == ["provisional"]


COLUMN_TOTALS = {
    ("work_centre", "2026", "incidental"): 193_000,
    ("work_centre", "2026", "structural"): 676_500,
    ("work_centre", "2027", "incidental"): 55_000,
    ("work_centre", "2027", "structural"): 680_500,
    ("ambitions_2_6", "2026", "incidental"): 775_000,
    ("ambitions_2_6", "2026", "structural"): 7_500,
    ("ambitions_2_6", "2027", "incidental"): 652_500,
    ("ambitions_2_6", "2027", "structural"): 12_500,
}


def test_column_totals_whole(snapshot: Snapshot) -> None:
    assert table(rows(snapshot, "budget_column_totals"), "programme", "year", "cost_type") == COLUMN_TOTALS


# 4.3.1 and 4.3.2: heading | line | amounts in printed order
LINES = {
    "work_centre": """
Huisvesting & faciliteiten | Huisvesting | 20.000 40.000 40.000
Huisvesting & faciliteiten | Inrichting, signing, branding werkcentrum en inlooppunten gemeenten | 35.000 10.000 5.000
Huisvesting & faciliteiten | Werkplekken en kantoorinrichting | 10.000
Huisvesting & faciliteiten | Kantoorkosten | 2.500 2.500
ICT & digitalisering | Ontwikkeling website Werkcentrum (koppeling landelijk portaal) | 25.000 15.000 15.000
ICT & digitalisering | Regionaal licenties (backoffice) | 10.000 10.000 10.000
ICT & digitalisering | CRM / data-integratie | 15.000 15.000 10.000
ICT & digitalisering | METT intranet | 4.000 4.000
ICT & digitalisering | Monitoren dashboard werkcentrum | 5.000 5.000
ICT & digitalisering | Digitale werkomgeving en ondersteuning | 12.000 12.000
Communicatie & merkontwikkeling | Introductiecampagne Werkcentrum (regionale bekendheid) | 10.000 10.000
Communicatie & merkontwikkeling | Doorlopende communicatie | 10.000 10.000
Communicatie & merkontwikkeling | Drukwerk, promotiemateriaal | 5.000 5.000 5.000
Communicatie & merkontwikkeling | Praatplaats & Procesplaat | 1.000 1.000
Communicatie & merkontwikkeling | Werkstories (shortfilmpjes voor achterban) | 2.000 1.000
Communicatie & merkontwikkeling | AI model ontwikkeling | 50.000 50.000
Scholing & professionalisering | Ontwikkeling en uitvoering gidstraining (train-de-trainer) | 20.000 50.000 50.000
Overig / reservering | Juridisch advies, convenant-opstelling | 10.000
Overig / reservering | Monitoring & evaluatie / onderzoek | 10.000 10.000
Overig / reservering | Onvoorzien | 20.000 20.000
Evenementen | Kennisdagen en netwerkbijeenkomsten | 3.000 15.000 15.000
Evenementen | lancering Website | 10.000
Evenementen | Opening werkcentrum | 10.000
Evenementen | Evenementen | 15.000 15.000
Personele kosten | Begeleiding communicatieproces | PM
Personele kosten | Communicatie Manager | 45.000 45.000
Personele kosten | Loopbaanadvies | 340.000 340.000
Personele kosten | Hostes | 35.000 35.000
""",
    "ambitions_2_6": """
Ambitie 2: minder belemmeringen werkgevers | HARRIE training | 50.000 50.000
Ambitie 2: minder belemmeringen werkgevers | Magazine inclusief - jaarlijks | 5.000 5.000
Ambitie 2: minder belemmeringen werkgevers | Handreikingen, flyers, e-learnings voor werkgevers | 10.000 10.000
Ambitie 2: minder belemmeringen werkgevers | Werkgevers events | 40.000 40.000
Ambitie 2: minder belemmeringen werkgevers | 2x per jaar een werkbezoek rondom inclusiviteit | 2.500 2.500
Ambitie 2: minder belemmeringen werkgevers | Deskundigheidsbevordering professionals | 7.500 7.500
Ambitie 3: Deskundigheidsbevordering | Leer-coordinator | 35.000 35.000
Ambitie 3: Deskundigheidsbevordering | Leeragenda tool | 40.000 7.500 10.000 7.500
Ambitie 3: Deskundigheidsbevordering | E-learnings | 20.000 20.000
Ambitie 3: Deskundigheidsbevordering | Training | 100.000 100.000
Ambitie 3: Deskundigheidsbevordering | Materialen | 20.000 20.000
Ambitie 3: Deskundigheidsbevordering | Opzetten minor HAN | PM PM
Ambitie 4: meer mensen uit de banenafspraak aan het werk | Coordinator en experts analyse doelgroepregister | 15.000
Ambitie 4: meer mensen uit de banenafspraak aan het werk | Ontwikkelen regionale werkwijze bemiddeling | 25.000
Ambitie 4: meer mensen uit de banenafspraak aan het werk | Handreikingen, flyers, e-learnings vanuit doelgroep | 10.000 10.000
Ambitie 5: IV en transparantie | Koppeling Competensys en werkt apps | PM PM
Ambitie 5: IV en transparantie | Waarom VUM? Communicatie, grote bijeenkomst | 5.000
Ambitie 5: IV en transparantie | Implementatie VUM | 50.000 50.000
Ambitie 5: IV en transparantie | Competensys | 5.000 5.000
Ambitie 5: IV en transparantie | Registratiesysteem werkcentrum | 5.000
Ambitie 5: IV en transparantie | Samenwerkingsomgeving/community | 5.000
Ambitie 5: IV en transparantie | Dienstverleningsoverzicht | 20.000 7.500
Ambitie 5: IV en transparantie | Onvoorzien | 15.000 15.000
Ambitie 5: IV en transparantie | Informatiemanagers | 140.000 100.000
Ambitie 6: Leven Lang Ontwikkelen | Initieren en coordinatie 6 sectortafels | 120.000 120.000
Ambitie 6: Leven Lang Ontwikkelen | Budget voor de tafels | PM PM
Ambitie 6: Leven Lang Ontwikkelen | LLO / praktijkverklaringen | 40.000 40.000
""",
}


@pytest.mark.parametrize("programme", LINES)
def test_budget_lines_whole(snapshot: Snapshot, programme: str) -> None:
    found: dict[int, tuple[str, str, list[float | None]]] = {}
    frame = rows(snapshot, "budget_lines", programme=programme).sort_values(["line", "amount_order"])
    for row in frame.to_dict("records"):
        value = None if row["status"] == "pro_memorie" else row["value"]
        found.setdefault(row["line"], (row["heading"], row["activity"], []))[2].append(value)
    printed = [tuple(cell.strip() for cell in line.split("|")) for line in LINES[programme].strip().splitlines()]
    expected = [
        (heading, name, [None if text == "PM" else amount(text) for text in amounts.split()])
        for heading, name, amounts in printed
    ]
    assert list(found.values()) == expected
    assert list(found) == list(range(1, len(expected) + 1))


@pytest.mark.parametrize(
    ("heading", "lines", "amounts", "total"),
    [
        ("Huisvesting & faciliteiten", 4, 9, 165_000),
        ("ICT & digitalisering", 6, 15, 167_000),
        ("Communicatie & merkontwikkeling", 6, 13, 160_000),
        ("Scholing & professionalisering", 1, 3, 120_000),
        ("Overig / reservering", 3, 5, 70_000),
        ("Evenementen", 4, 7, 83_000),
        ("Personele kosten", 4, 6, 840_000),
        ("Ambitie 2: minder belemmeringen werkgevers", 6, 12, 230_000),
        ("Ambitie 3: Deskundigheidsbevordering", 6, 12, 415_000),
        ("Ambitie 4: meer mensen uit de banenafspraak aan het werk", 3, 4, 60_000),
        ("Ambitie 5: IV en transparantie", 9, 13, 422_500),
        ("Ambitie 6: Leven Lang Ontwikkelen", 3, 4, 320_000),
    ],
)
def test_budget_heading(snapshot: Snapshot, heading: str, lines: int, amounts: int, total: int) -> None:
    frame = rows(snapshot, "budget_lines", heading=heading)
    assert frame["line"].nunique() == lines
    assert frame["value"].notna().sum() == amounts
    assert frame["value"].sum() == total


@pytest.mark.parametrize(("programme", "total"), [("work_centre", 1_605_000), ("ambitions_2_6", 1_447_500)])
def test_budget_lines_and_column_totals_add_up_to_the_same(snapshot: Snapshot, programme: str, total: int) -> None:
    assert rows(snapshot, "budget_lines", programme=programme)["value"].sum() == total
    assert sum(value for (name, _, _), value in COLUMN_TOTALS.items() if name == programme) == total


def test_trap_pm_is_a_value_and_not_zero(snapshot: Snapshot) -> None:
    reserved = rows(snapshot, "budget_lines", status="pro_memorie")
    assert reserved.groupby("activity").size().to_dict() == {
        "Begeleiding communicatieproces": 1,
        "Opzetten minor HAN": 2,
        "Koppeling Competensys en werkt apps": 2,
        "Budget voor de tafels": 2,
    }
    assert reserved["value"].isna().all()


def test_trap_only_leeragenda_tool_has_its_columns(snapshot: Snapshot) -> None:
    frame = rows(snapshot, "budget_lines")
    assigned = frame[frame["year"].notna() | frame["cost_type"].notna()].sort_values("amount_order")
    assert list(zip(assigned["activity"], assigned["year"], assigned["cost_type"], assigned["value"], strict=True)) == [
        ("Leeragenda tool", "2026", "incidental", 40_000),
        ("Leeragenda tool", "2026", "structural", 7_500),
        ("Leeragenda tool", "2027", "incidental", 10_000),
        ("Leeragenda tool", "2027", "structural", 7_500),
    ]


def test_trap_paragraph_references_are_as_printed(snapshot: Snapshot) -> None:
    frame = rows(snapshot, "activities")
    used = {part for cell in frame["paragraphs"].dropna() for part in cell.split(";")}
    assert used == {
        "2.2.1", "2.2.2", "2.2.3", "2.2.4", "2.3.1", "2.3.2", "2.3.3", "2.3.4", "2.3.5", "2.5.1", "2.5.2",
        "3.1.1", "3.1.2", "3.2.1", "3.2.2", "3.3.1", "3.4.1",
    }  # fmt: skip
    learning = frame[frame["activity"].str.startswith("learning-")].sort_values("sort_order")
    assert list(learning["paragraphs"]) == [*["3.4.1"] * 4, *["2.3.5"] * 4, "3.4.1", "2.3.1", "2.3.2", "2.2.4"]


def test_every_activity_has_the_ambitions_of_its_printed_cell(snapshot: Snapshot) -> None:
    printed = {
        "working": "4|2|4;5|2|2|4;6|2|2|2|2;4|6|6|6",
        "accessible": "1|1|1;SI;5|1;2|1|1;2;4;5|1|1;3|1;5|1;5|1|1;SI;SNDW",
        "transparent": "5|1;5|1;5|1;5|1;5|1;5",
        "learning": "3|3|3|3|3|3|3|3|3|6|6|1;2;3;4;5;6",
    }
    frame = snapshot.select("activities").sort_values(["action_line", "sort_order"])
    found = {line: [set(cell.split(";")) for cell in rows["ambitions"]] for line, rows in frame.groupby("action_line")}
    assert found == {line: [set(cell.split(";")) for cell in text.split("|")] for line, text in printed.items()}
