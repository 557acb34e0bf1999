"""Sentences of live figures, one test per kind: singular, zero, equal, less, missing, secret, one step of rounding.

All figures here are invented.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from dashboard.about import state as live_state
from dashboard.asking import freshness
from dashboard.asking.queries import Cell, ask, municipalities
from dashboard.asking.selection import Selection
from dashboard.series import course, empty
from dashboard.series import headline as series_headline
from dashboard.series import telling as words
from dashboard.series.reading import Reading
from dashboard.series.sections import partly_under
from dashboard.series.subject import Subject
from dashboard.series.track import Track, common_period
from dashboard.subjects.benefits import benefits_national, benefits_series
from dashboard.subjects.job_agreement import job_agreement
from dashboard.subjects.overview import overview_live
from dashboard.subjects.regions import region_words
from dashboard.subjects.regions.region_series import AGEING, BENEFITS, INHABITANTS
from dashboard.subjects.regions.regions import grown
from dashboard.subjects.sectors.jobs_by_section import Sections, jobs_in_words
from dashboard.subjects.vacancies import occupations
from dashboard.words import notation
from snapshot.model import Measure
from snapshot.read import Snapshot

ROZENDAAL, COUNTRY = "GM0277", "NL01"
WW = BENEFITS["ww"]


def cell(
    value: float | None, period: str = "2026-04", *, unit: str = "persons", status: str = "", step: float | None = 10
) -> Cell:
    found = status or ("published" if value is not None else "suppressed")
    decimals = 1 if unit == "benefits_thousand" else 0
    return Cell(value, found, unit, Measure("m", "M", (unit,), decimals=decimals, rounded_to=step), period, "")


def track(*cells: Cell, name: str = "Rozendaal", code: str = ROZENDAAL, short: str = "") -> Track:
    return Track(code, name, {found.period: found for found in cells}, short)


@pytest.mark.parametrize(
    ("now", "before", "unit", "step", "told"),
    [
        (41, 40, "persons", 1, "1 persoon meer"),
        (3, 4, "establishments", 1, "1 vestiging minder"),
        (8, 7, "persons_thousand", 1, "ongeveer 1.000 meer"),
        (7, 9, "persons_thousand", 1, "ongeveer 2.000 minder"),
        (223, 222, "persons_thousand", 1, "iets meer"),
        (40_004, 40_000, "persons", 1, "iets meer"),
        (39_996, 40_000, "persons", 1, "iets minder"),
        (40, 40, "persons", 10, "evenveel"),
        (44, 40, "persons", 10, "ongeveer evenveel"),
        (50, 40, "persons", 10, "ongeveer 10 personen meer"),
        (30, 40, "persons", 10, "ongeveer 10 personen minder"),
        (10, 0, "persons", 10, "ongeveer 10 personen meer"),
        (0, 20, "persons", 10, "ongeveer 20 personen minder"),
        (38_800, 40_000, "persons", 1, "3,0% minder"),
    ],
)
def test_a_change(now: float, before: float, unit: str, step: float, told: str) -> None:
    assert words.difference(cell(now, unit=unit), cell(before, "2025-04", unit=unit), step=step) == told


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("evenveel", "evenveel als een jaar eerder"),
        ("ongeveer evenveel", "ongeveer evenveel als een jaar eerder"),
        ("even hoog", "even hoog als een jaar eerder"),
        ("iets meer", "iets meer dan een jaar eerder"),
        ("3% minder", "3% minder dan een jaar eerder"),
    ],
)
def test_the_particle_of_a_change(change: str, told: str) -> None:
    assert words.than_a_year_before(change) == told


def test_places_to_compare_with_have_each_their_own_particle_and_period() -> None:
    same = track(cell(40, "2025-04"), cell(40), name="Nederland", code=COUNTRY)
    more = track(cell(40, "2025-04"), cell(80), name="Midden-Gelderland", code="AM07")
    later = replace(same, cells={"2025-05": cell(9, "2025-05"), "2026-05": cell(9, "2026-05")})
    nothing = track(cell(None, "2025-04"), cell(40))
    assert words.beside([same], "2026-04") == "in Nederland evenveel als een jaar eerder"
    assert words.beside([more, more], "2026-04").count("een jaar eerder") == 1
    assert words.beside([more, same], "2026-04") == (
        "in Midden-Gelderland ongeveer 40 personen meer dan een jaar eerder en in Nederland evenveel als een jaar eerder"
    )
    assert words.beside([later], "2026-04") == "in Nederland (mei 2026) evenveel als een jaar eerder"
    assert words.beside([nothing], "2026-04") == ""


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ((cell(9, "2026-03"), cell(None)), "Voor Rozendaal is het cijfer over april 2026 geheim."),
        (
            (cell(9, "2026-02"), cell(None, "2026-03"), cell(None)),
            "Voor Rozendaal zijn de cijfers over maart 2026 t/m april 2026 geheim.",
        ),
        ((cell(None, "2026-03"), cell(None)), "Voor Rozendaal zijn alle cijfers geheim."),
        (
            (cell(9, "2026-03"), cell(None, status="not_available")),
            "Voor Rozendaal is er over april 2026 nog geen cijfer.",
        ),
        (
            (cell(9, "2024"), cell(None, "2025", status="not_available")),
            "Voor Rozendaal is er over 2025 geen cijfer: niet beschikbaar.",
        ),
        (
            (cell(9, "2025-Q3"), cell(None, "2025-Q4")),
            "Voor Rozendaal is het cijfer over het 4e kwartaal 2025 geheim.",
        ),
        (
            (cell(9, "2025-06"), *(cell(None, f"2025-{m:02}", status="not_available") for m in range(7, 13))),
            "Voor Rozendaal is er over juli 2025 t/m december 2025 geen cijfer: niet beschikbaar.",
        ),
        (
            (cell(None, "2026-03"), cell(None, status="not_available")),
            "Voor Rozendaal is er geen enkel cijfer: niet beschikbaar of geheim.",
        ),
        ((cell(None, "2026-03"), cell(9)), ""),
    ],
)
def test_why_the_newest_figure_is_not_there(cells: tuple[Cell, ...], told: str) -> None:
    assert empty.still_empty([track(*cells)]) == told


def test_a_rounded_zero_says_below_what_it_is_and_an_exact_one_is_a_zero() -> None:
    assert empty.zero([track(cell(0))]) == ("0 betekent hier: minder dan 5 (afgerond op tientallen).")
    assert "minder dan 50 (afgerond op honderdtallen)" in empty.zero([track(cell(0, step=100))])
    thousands = cell(0, unit="persons_thousand", step=1)
    assert "minder dan 500 (afgerond op duizendtallen)" in empty.zero([track(thousands)])
    assert "in elke gemeente minder dan 5 " in empty.zero([track(replace(cell(0), parts=9))])
    assert empty.zero([track(cell(0, step=None))]) == ""
    assert empty.zero([track(cell(10)), track(cell(None))]) == ""


def test_the_least_of_a_region_with_one_known_municipality_is_singular() -> None:
    region = track(cell(None), name="Midden-Gelderland", code="AM07")
    assert empty.at_least(region, [track(cell(40))]) == "De enige gemeente met een cijfer telt er 40 (april 2026)."
    assert "De 2 gemeenten" in empty.at_least(region, [track(cell(40)), track(cell(30), code="GM0202")])
    assert empty.at_least(region, [track(cell(None))]) == ""


@pytest.mark.parametrize(
    ("value", "told"), [(405.0, "405 duizend"), (203.1, "203,1 duizend"), (0.0, "0 duizend"), (None, "geheim")]
)
def test_whole_thousands_have_no_decimal(value: float | None, told: str) -> None:
    assert words.told(cell(value, unit="benefits_thousand")) == told


def test_a_stock_is_told_at_the_end_of_its_quarter() -> None:
    assert words.when("2026-Q1", at_end=True) == "Aan het einde van het 1e kwartaal 2026"
    assert words.when("2026-Q1") == "In het 1e kwartaal 2026"
    assert words.when("2026-01-01") == "Op 1 januari 2026"
    assert words.moment("2026-04") == "in april 2026"


def subject(**more: object) -> Subject:
    return replace(Subject("x", "Banen", "d", "Banen", "waren er {number} banen in {place}"), **more)


def test_a_headline_of_sections_has_no_letters_and_names_a_shared_first_place() -> None:
    one = track(cell(40), name="C Industrie", short="Industrie")
    sector = subject(
        about="Banen in Arnhem", phrase="waren er {number} banen in {place} in Arnhem", kind="de bedrijfstak "
    )
    assert (
        series_headline.headline([one], sector)
        == "In april 2026 waren er 40 banen in de bedrijfstak Industrie in Arnhem"
    )
    gone = track(cell(None), name="C Industrie", short="Industrie")
    assert series_headline.headline([gone], sector) == "Banen in Arnhem: Industrie geheim"
    assert (
        series_headline.headline([one, gone], sector) == "Banen in Arnhem, april 2026: Industrie 40 en Industrie geheim"
    )
    assert "einde april 2026" in series_headline.headline([one, gone], replace(sector, at_end=True))
    tie = {"Arnhem": cell(40), "Duiven": cell(40), "Rheden": cell(0)}
    assert series_headline.most(tie) == "hebben Arnhem en Duiven de meeste, elk 40"
    assert series_headline.most({"Duiven": cell(40), "Rheden": cell(0)}) == "heeft Duiven de meeste, 40"
    assert (
        series_headline.most({"Duiven": cell(40)}) == "alleen van Duiven een cijfer, 40"
    )  # the most of one says nothing
    assert series_headline.most({}) == "nergens een cijfer"
    assert partly_under("Techniek", 3) == "in bedrijfstakken die bij Techniek in de buurt komen"
    assert partly_under("Zorg", 1) == "in de bedrijfstak die bij Zorg in de buurt komt"


def test_the_sentence_of_a_series_has_its_comparison_its_secret_and_its_zero() -> None:
    here = track(cell(20, "2025-04"), cell(0))
    country = track(cell(40, "2025-04"), cell(40), name="Nederland", code=COUNTRY)
    told = course.sentence_of(Reading(subject(), None, (here,), (country,), ()))  # type: ignore[arg-type]
    assert told == (
        "Ter vergelijking: in Nederland evenveel als een jaar eerder (berekend). "
        "0 betekent hier: minder dan 5 (afgerond op tientallen)."
    )


def test_a_change_that_a_headline_cannot_hold_stands_in_the_sentence() -> None:
    long = subject(phrase=f"waren er {{number}} banen in {{place}} {'en nog veel meer ' * 7}".rstrip())
    here = track(cell(40, "2025-04"), cell(60))
    assert "eerder" not in series_headline.headline([here], long)
    told = course.sentence_of(Reading(long, None, (here,), (), ()))  # type: ignore[arg-type]
    assert told == "Verschil met een jaar eerder: ongeveer 20 personen meer."
    assert series_headline.headline([here], subject()).endswith(", ongeveer 20 personen meer dan een jaar eerder")
    assert series_headline.left_out(here, subject()) == ""


def test_all_sections_that_share_the_most_jobs_are_named() -> None:
    tracks = {
        code: track(cell(value), name=f"{code.upper()} {name}", code=code, short=name)
        for code, name, value in (("c", "Industrie", 90), ("p", "Onderwijs", 90), ("f", "Bouwnijverheid", 10))
    }
    assert jobs_in_words(Sections("Arnhem", "2026-04", tracks, {}), []) == (
        "Van de bedrijfstakken met een cijfer hebben Industrie en Onderwijs in Arnhem de meeste banen: elk 90 in april 2026"
    )
    tracks["c"] = track(cell(91), name="C Industrie", code="c", short="Industrie")
    assert "heeft Industrie in Arnhem de meeste banen: 91" in jobs_in_words(
        Sections("Arnhem", "2026-04", tracks, {}), []
    )


@pytest.mark.parametrize(
    ("scheme", "start"),
    [
        ("ww", "In de agenda is het aantal personen met WW in Rozendaal geheim (eind 2024, UWV)."),
        ("wajong", "In de agenda is het aantal personen met Wajong in Rozendaal geheim (eind 2024, UWV)."),
        ("wga", "In de agenda is het aantal personen met WIA in Rozendaal geheim (eind 2024, UWV)."),
        (
            "social_assistance_to_pension_age",
            "In de agenda is het aantal huishoudens met bijstand in Rozendaal niet beschikbaar",
        ),
        ("wao", ""),
    ],
)
def test_the_agenda_is_silent_or_secret_about_a_small_municipality(scheme: str, start: str, snapshot: Snapshot) -> None:
    told = benefits_series.benefits_in_agenda(snapshot, Selection(municipalities=(ROZENDAAL,)), scheme)
    assert told.startswith(start)
    assert bool(told) == bool(start)
    assert benefits_series.OTHER_COUNT not in told


def test_the_agenda_keeps_the_capitals_of_a_benefit(snapshot: Snapshot) -> None:
    told = benefits_series.benefits_in_agenda(snapshot, Selection(municipalities=("GM0202",)), "wajong")
    assert told.startswith("De agenda geeft voor Arnhem 4.100 personen met Wajong (eind 2024, UWV).")
    assert " huishoudens met bijstand (" in benefits_series.benefits_in_agenda(
        snapshot, Selection(), "social_assistance_to_pension_age"
    )


def test_regions_are_compared_in_the_last_period_that_all_of_them_have() -> None:
    longer = track(cell(1, "2024"), cell(2, "2025"), cell(3, "2026"))
    shorter = track(cell(1, "2024"), cell(2, "2025"), cell(None, "2026"))
    assert common_period([shorter, longer, track()]) == "2025"
    assert common_period([longer, shorter]) == "2025"
    assert common_period([shorter, track(cell(1, "2019"))]) == "2025"


@pytest.mark.parametrize(
    ("compared", "values", "told"),
    [
        (WW, (12.0, 11.0, 10.0), "1 meer dan in Hier en 2 meer dan in Nederland"),
        (WW, (11.0, 11.0, 12.5), "evenveel als in Hier en 1,5 minder dan in Nederland"),
        (AGEING, (20.0, 20.0, 20.0), "even hoog als in Hier en Nederland"),
        (AGEING, (20.1, 20.0, None), "0,1 procentpunt hoger dan in Hier"),
        (
            INHABITANTS,
            (400_000.0, 300_000.0, 18_000_000.0),
            "2,2% van Nederland",
        ),  # never more or less than another region
        (INHABITANTS, (100.0, 300_000.0, 18_000_000.0), "minder dan 0,1% van Nederland"),
        (INHABITANTS, (400_000.0, 300_000.0, None), "niet te zeggen"),
    ],
)
def test_only_rates_are_more_or_less(compared: Subject, values: tuple[float | None, ...], told: str) -> None:
    cells = tuple(None if value is None else cell(value) for value in values)
    row = region_words.Row(compared, "2025", cells, ())
    assert region_words.difference(row, ("Daar", "Hier", "Nederland")) == told


@pytest.mark.parametrize(("index", "told"), [(104.6, "+4,6%"), (100.0, "0%"), (96.1, "−3,9%"), (100.04, "0%")])
def test_an_index_as_a_change(index: float, told: str) -> None:
    assert grown(replace(cell(index), measure=Measure("index", "Index", ("index",), decimals=1))) == told


@pytest.mark.parametrize(
    ("first", "final", "told"),
    [
        (300.0, 405.0, "steeg het aantal WIA-uitkeringen van december 2016 tot december 2025 met 35%"),
        (405.0, 300.0, "daalde het aantal WIA-uitkeringen van december 2016 tot december 2025 met 26%"),
        (300.0, 300.1, "steeg het aantal WIA-uitkeringen van december 2016 tot december 2025 iets"),
        (300.0, 299.9, "daalde het aantal WIA-uitkeringen van december 2016 tot december 2025 iets"),
        (300.0, 300.0, "bleef het aantal WIA-uitkeringen van december 2016 tot december 2025 gelijk"),
        (0.0, 300.0, "steeg het aantal WIA-uitkeringen van december 2016 tot december 2025"),
    ],
)
def test_the_national_benefits_rise_fall_or_stay(first: float, final: float, told: str) -> None:
    old, new = cell(first, "2016-12", unit="benefits_thousand"), cell(final, "2025-12", unit="benefits_thousand")
    assert benefits_national.change_in_words(old, new, "WIA-uitkeringen") == f"In Nederland {told}"


@pytest.mark.parametrize(
    ("gap", "told"),
    [
        (388, "388 boven de indicatieve doelstelling"),
        (-12, "12 onder de indicatieve doelstelling"),
        (0, "precies de indicatieve doelstelling"),
        (None, "verschil met de indicatieve doelstelling: geheim"),
    ],
)
def test_jobs_against_the_indicative_target(gap: float | None, told: str) -> None:
    assert job_agreement.against_target(cell(gap, unit="jobs")) == told


@pytest.mark.parametrize(("change", "told"), [(5, "5 meer dan"), (-5, "5 minder dan"), (0, "evenveel als")])
def test_jobs_against_the_baseline(change: float, told: str) -> None:
    assert job_agreement.more_than(cell(change, unit="jobs")) == told
    assert job_agreement.more_people_than(cell(change)).replace(" mensen", "") == told


@pytest.mark.parametrize(
    ("numbers", "told", "bounds"),
    [
        ((80, 40, 130), "ongeveer 80 mensen meer", "40 en 130 meer"),
        ((-80, -130, -40), "ongeveer 80 mensen minder", "40 en 130 minder"),
        ((0, -40, 40), "ongeveer evenveel mensen", "40 minder en 40 meer"),
        ((20, -30, 60), "ongeveer 20 mensen meer", "30 minder en 60 meer"),
    ],
)
def test_people_at_the_national_level(numbers: tuple[float, float, float], told: str, bounds: str) -> None:
    assert job_agreement.people_in_words(*numbers) == (told, bounds)


@pytest.mark.parametrize(
    ("tight", "count", "elsewhere", "told"),
    [
        (2, 4, "", "In 2 van de 4 beroepsgroepen is de arbeidsmarkt krap of zeer krap (nu)"),
        (0, 4, "Nederland", "In geen van de 4 beroepsgroepen is de arbeidsmarkt in Nederland krap of zeer krap (nu)"),
        (0, 0, "", "Van geen enkele beroepsgroep is de klasse bekend (nu)"),
        (0, 0, "Nederland", "Van geen enkele beroepsgroep in Nederland is de klasse bekend (nu)"),
        (0, 1, "", "Van één beroepsgroep is de klasse bekend: daar is de arbeidsmarkt niet krap of zeer krap (nu)"),
        (1, 1, "", "Van één beroepsgroep is de klasse bekend: daar is de arbeidsmarkt krap of zeer krap (nu)"),
    ],
)
def test_the_tightness_of_groups(tight: int, count: int, elsewhere: str, told: str) -> None:
    assert occupations.tight_in_words(tight, count, "nu", elsewhere=elsewhere) == told


def groups(**bands: tuple[str, str]) -> occupations.Groups:
    known = {
        (name, quarter): occupations.Known(band, None, "published" if band else "suppressed")
        for name, pair in bands.items()
        for quarter, band in zip(("2025-Q1", "2026-Q1"), pair, strict=True)
        if band != "absent"
    }
    return occupations.Groups(known, ("2025-Q1", "2026-Q1"), {"average": "gemiddeld", "tight": "krap"})


def test_the_same_groups_are_compared_with_the_same_quarter_of_a_year_before() -> None:
    same = occupations.course_in_words(groups(a=("average", "tight"), b=("tight", "tight")))
    assert same == "Krap of zeer krap zijn beide beroepsgroepen, meer dan in het 1e kwartaal 2025 (1 van de 2)."
    other = groups(a=("average", "tight"), b=("tight", "average"), c=("absent", "tight"))
    assert occupations.course_in_words(other) == (
        "Krap of zeer krap zijn 2 van de 3 beroepsgroepen. Van de 2 die ook in het 1e kwartaal 2025 een klasse hadden, "
        "is dat er nu 1 en toen 1."
    )
    gone = occupations.course_in_words(groups(a=("tight", "tight"), b=("tight", "average"), c=("tight", "")))
    assert gone == (
        "Krap of zeer krap is 1 van de 2 beroepsgroepen met een klasse, minder dan in het 1e kwartaal 2025 (2 van de 2)."
    )
    unknown = occupations.course_in_words(groups(a=("", "tight"), b=("", "average")))
    assert unknown == (
        "Krap of zeer krap is 1 van de 2 beroepsgroepen. Van het 1e kwartaal 2025 zijn te weinig klassen bekend om te "
        "vergelijken."
    )
    season = replace(groups(a=("tight", "average"), b=("tight", "average")), quarters=("2025-Q4", "2026-Q1"))
    assert (
        occupations.course_in_words(season) == "Van het 1e kwartaal 2025, een jaar eerder, zijn geen cijfers ingelezen."
    )


@pytest.mark.parametrize(
    ("now", "before", "unit", "told"),
    [
        (41, 40, "personen", "1 persoon meer dan in april 2025"),
        (39, 40, "banen", "1 baan minder dan in april 2025"),
        (40, 40, "personen", "evenveel als in april 2025"),
    ],
)
def test_a_key_figure_of_one(now: float, before: float, unit: str, told: str) -> None:
    assert overview_live.change_in_words(cell(now), cell(before, "2025-04"), unit, times=1) == told


def test_sources_that_all_came_in_make_a_whole_sentence() -> None:
    state = freshness.State("d", "T", "", freshness.OK, "bijgewerkt", "2026-01-01", "", "2026-01-01", "")
    assert live_state.count_in_words((state,)).endswith("Het ophalen lukte de laatste keer bij alle reeksen.")


def test_the_headlines_of_the_job_agreement_below_its_target(snapshot: Snapshot) -> None:
    result = ask(snapshot, "job_agreement", measure="jobs_above_target").cell()
    assert job_agreement.against_target(result) == "388 boven de indicatieve doelstelling"


@pytest.mark.parametrize(
    ("parts", "missing", "is_known", "told"),
    [
        (9, 0, True, "Som van 9 gemeenten."),
        (1234, 0, True, "Som van 1.234 gemeenten."),
        (9, 2, True, "Ten minste: som van 7 van de 9 gemeenten."),
        (9, 2, False, "Niet te berekenen: van 2 van de 9 gemeenten is er geen cijfer."),
    ],
)
def test_a_sum_tells_its_parts(parts: int, missing: int, is_known: bool, told: str) -> None:
    assert notation.sum_of(parts, missing, "gemeenten", is_known=is_known) == told


@pytest.mark.slow
def test_a_cell_of_a_sum_knows_its_parts_without_its_words(live: Snapshot) -> None:
    towns = len(municipalities(live))
    for name in ("benefits_series", "jobs_series"):
        for row, found in ask(live, name, region_code="AM07").cells():
            assert found.parts == row["parts"] == towns
            assert (found.value is None) == (found.missing_parts > 0)
            assert found.note.startswith("Som van" if found.value is not None else "Niet te berekenen: van ")
    assert {found.parts for _, found in ask(live, "benefits_series", region_code="NL01").cells()} == {1}


def test_a_sum_of_what_is_known_is_at_least_so_much_and_its_change_is_not_told() -> None:
    least = replace(cell(3000, unit="jobs"), missing_parts=2, parts=4)
    before = cell(2000, "2025-04", unit="jobs")
    assert (least.text, least.amount) == ("ten minste 3.000", "ten minste 3.000 banen")
    told = series_headline.headline([track(before, least, name="Arnhem")], subject())
    assert "ten minste 3.000" in told
    assert "meer dan" not in told
    assert not replace(cell(None), missing_parts=2).is_least
