"""Periods as people and machines write them: read as one thing only, or not at all."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest

from loaders.files.words import moments, stated


@pytest.mark.parametrize(
    ("kind", "wanted", "written"),
    [
        ("quarter", "2025-Q3", (
            "2025 3e kwartaal", "3e kwartaal 2025*", "3e kwartaal 2025**", "2025 3e kwartaal*", "K3 2025", "2025-Q3", "2025Q3",
            "2025K3", "2025KW03", "Q3 '25", "Q3 ’25", "Q3-25", "3e kw. 2025", "3e kw 2025", "derde kwartaal 2025", "2025, 3e kwartaal",
            "3e kwartaal van 2025", "3e kwartaal '25", "kwartaal 3 2025", "2025 kwartaal 3", "2025–Q3", "2025/3e kwartaal",
            "3e kwartaal 2025 (voorlopig)", "3e kwartaal 2025¹", "3e kwartaal 2025 1)", "kwartaal III 2025",
            "eind september 2025", "ultimo september 2025", "september 2025", "30-09-2025", "per 30 september 2025", "30 sept. 2025",
            "stand per 30-9-2025", "eind 3e kwartaal 2025", "ultimo 3e kwartaal 2025", "45930", "2025 Qtr 3", "Qtr 3 2025",
        )),
        ("month", "2026-03", (
            "maart 2026", "mrt-26", "mrt. 2026", "mrt '26", "03-2026", "3-2026", "2026-03", "2026-3", "202603", "2026MM03", "2026M03",
            "2026 maart", "2026 mrt", "maart 2026*", "eind maart 2026", "ultimo maart 2026", "31-03-2026", "31 maart 2026", "stand per 31-3-2026",
            "per 31 mrt. 2026", "2026-03-31", "20260331", "2026-03-31 00:00:00", "31-mrt-26", "46112", "46112.5", "March 2026", "Mar-26",
            "Maart  2026 (voorlopig)", "maart 2026", "ultimo 1e kwartaal 2026", "maart-2026", "03/2026",
        )),
        ("day", "2024-12-31", (
            "31-12-2024", "31 december 2024", "31 dec. 2024", "31 dec 2024", "31-dec-24", "2024-12-31", "31/12/2024", "31.12.2024",
            "ultimo 2024", "Ultimo december 2024", "december 2024", "eind 2024", "eind december 2024", "per 31-12-2024", "stand per 31-12-2024",
            "peildatum 31-12-2024", "ultimo 4e kwartaal 2024", "45657", "dec-24", "ultimo 2024*", "2024-12", "ult. 2024", "einde 2024",
        )),
        ("year", "2023", ("2023", "2023*", "2023JJ00", "jaar 2023", "2023 (voorlopig)")),
        ("year", "2023-12", ("december 2023", "ultimo 2023", "31-12-2023")),
    ],
)  # fmt: skip
def test_every_way_to_write_one_period_reads_the_same(kind: str, wanted: str, written: tuple[str, ...]) -> None:
    assert {text: moments.READERS[kind](text) for text in written} == dict.fromkeys(written, wanted)


@pytest.mark.parametrize(
    ("kind", "written"),
    [
        ("quarter", ("2025", "03-2025", "2025-03", "augustus 2025", "2025 5e kwartaal", "K5 2025", "0e kwartaal 2025", "29-09-2025", "1-1-2026", "1e halfjaar 2025", "3e kwartaal", "begin september 2025", "2025-2026", "46111")),
        ("month", ("46", "9999", "4611", "461123", "maart", "26-mrt", "03-26", "26-03", "13-2026", "2026-13", "2026-00", "00-2026", "medio maart 2026", "1e kwartaal 2026", "2026", "31-02-2026", "99999", "t/m maart 2026", "mrt26", "2611-03", "0-3-2026")),
        ("day", ("2024", "juni 2024", "31-06-2024", "4e kwartaal 2024", "12-05-24", "29-02-2023", "04-2024", "begin 2024")),
        ("year", ("2023-2024", "23", "4611", "3e kwartaal 2023", "1e halfjaar 2023", "2023/24")),
    ],
)  # fmt: skip
def test_what_can_be_two_things_or_none_is_not_read(kind: str, written: tuple[str, ...]) -> None:
    assert {text: moments.READERS[kind](text) for text in written} == dict.fromkeys(written)


def test_days_that_are_drawn_read_back_in_every_form() -> None:
    draw = random.Random(46112)
    for _ in range(300):
        one = date(2000, 1, 1) + timedelta(days=draw.randrange(36500))
        name = moments.MONTHS[one.month - 1]
        forms = [
            f"{one:%d-%m-%Y}", f"{one.day}-{one.month}-{one.year}", f"{one.isoformat()}", f"{one.day} {name} {one.year}",
            f"{one.day} {name[:3]}. {one.year}", f"{one:%Y%m%d}", str((one - date(1899, 12, 30)).days), f"per {one:%d/%m/%Y}",
        ]  # fmt: skip
        assert {moments.day(form) for form in forms} == {one.isoformat()}, one
        assert {moments.month(form) for form in forms} == {f"{one:%Y-%m}"}, one
        assert moments.days_of(f"{one:%Y-%m}")[0] <= one <= moments.days_of(f"{one.year}-Q{(one.month + 2) // 3}")[1]


@pytest.mark.parametrize(
    ("kind", "texts", "wanted"),
    [
        ("day", ("Atlas SV, ultimo 2024",), ["2024-12-31"]),
        ("day", ("Uitkeringen eind december 2024 (Publicatiedatum: 12-05-2025)",), ["2024-12-31"]),
        ("day", ("Atlas SV 2025", "december 2024"), ["2024-12-31"]),
        ("day", ("Atlas SV 2024",), []),
        ("day", ("Peildatum 31 dec. 2024",), ["2024-12-31"]),
        ("month", ("GWU, stand ultimo maart 2026", "Bijgewerkt op 12-04-2026"), ["2026-03"]),
        ("month", ("GWU mrt-26",), ["2026-03"]),
        ("month", ("GWU, 35 regio's in mei 26 gemeenten",), []),
        ("quarter", ("Spanning 2025 3e kwartaal, publicatie november 2025",), ["2025-Q3"]),
        ("quarter", ("Spanning 3e kwartaal 2025*",), ["2025-Q3"]),
        ("quarter", ("Stand eind september 2025",), ["2025-Q3"]),
        ("quarter", ("Q3 '25 en Q4 '25",), ["2025-Q3", "2025-Q4"]),
        ("year", ("Woon-werkbalans naar arbeidsmarktregio, 2023*",), ["2023"]),
    ],
)
def test_the_period_above_a_table_is_found_and_a_date_of_publication_is_not_one(
    kind: str, texts: tuple[str, ...], wanted: list[str]
) -> None:
    assert stated.periods_in(texts, kind) == wanted


@pytest.mark.parametrize(
    ("row", "wanted"),
    [
        (("Publicatiedatum: 12-05-2026",), "2026-05-12"),
        (("Publicatiedatum", "46154"), "2026-05-12"),
        (("Gepubliceerd op 12 mei 2026",), "2026-05-12"),
        (("Datum volgende publicatie: 12-05-2027",), ""),
        (("Publicatiedatum: december 2026",), ""),
        (("Publicatiedatum", "december 2026"), ""),
        (("Datum bestand", "2026-05-12 10:11:12"), "2026-05-12"),
    ],
)
def test_the_date_of_a_file_itself(row: tuple[str, ...], wanted: str) -> None:
    assert stated.stated_date([row]) == wanted


def test_a_star_or_a_word_says_that_a_period_is_provisional() -> None:
    assert [moments.is_provisional(text) for text in ("3e kwartaal 2025*", "2025 (voorlopig)", "2025 Q3", "maart 2026")] == [
        True, True, False, False,
    ]  # fmt: skip
