"""Tables for the fake service, in the documented shapes. EVERY FIGURE IS INVENTED, except where a test gives one."""

from __future__ import annotations

from tests.fake_cbs import Dim, FakeTable, FakeTopic
from tests.fake_dims import NINE, OTHERS, REGIONS, SEX, ages, months, one, regio, sbi, years
from tests.fake_more import (
    benefits_national,
    commuting,
    establishments,
    labour_national,
    vacancies,
    vacancies_national,
)

__all__ = ["NINE", "OTHERS", "REGIONS", "SEX", "ages", "months", "one", "regio", "years"]


def dissolved(codes: dict[str, str], _: str) -> str:
    """Rijnwaarden exists until 2018, and a long dissolved municipality never."""
    gone = codes["RegioS"] == "GM0203" or (codes["RegioS"] == "GM0196" and codes["Perioden"] >= "2018")
    return "impossible" if gone else ""


def population() -> FakeTable:
    """03759ned with fewer years and codes."""
    status = one("BurgerlijkeStaat", "Burgerlijke staat", ("T001019", "Totaal"), ("1010", "Ongehuwd"))
    topics = (FakeTopic("Bevolking op 1 januari", base=17_000_000), FakeTopic("Gemiddelde bevolking", base=17_000_000))
    dims = (SEX, ages(), status, regio(merged=True), years())
    title = "Bevolking op 1 januari en gemiddeld; geslacht, leeftijd en regio"
    return FakeTable("03759ned", title, dims, topics, dissolved)


def benefits() -> FakeTable:
    """80794ned: a topic per scheme, some of them under a group."""
    topics = (
        FakeTopic("Uitkeringsontvangers totaal", base=5_000_000),
        FakeTopic("Werkloosheid", base=200_000),
        FakeTopic("Bijstand tot de AOW-leeftijd", group="Bijstand", base=400_000),
        FakeTopic("WAO-uitkering", group="Arbeidsongeschiktheid", base=150_000),
        FakeTopic("WIA-uitkering (WGA-regeling)", group="Arbeidsongeschiktheid", base=250_000),
        FakeTopic("Wajong-uitkering", group="Arbeidsongeschiktheid", base=245_000),
    )
    title = "Personen met een uitkering; uitkeringsontvangers per regio"
    return FakeTable("80794ned", title, (regio(), months()), topics, _small_is_secret)


def _small_is_secret(codes: dict[str, str], topic: str) -> str:
    return "secret" if codes["RegioS"] == "GM0277" and topic == "WAO-uitkering" else ""


def social_assistance() -> FakeTable:
    """82015NED: the last three months are empty for municipalities."""
    aow = one(
        "UitkeringenInRelatieMetDeAOW",
        "Uitkeringen in relatie met de AOW",
        ("T001129", "Totaal"),
        ("D001", "Tot de AOW-leeftijd"),
        ("D002", "Vanaf de AOW-leeftijd"),
    )
    topics = (FakeTopic("Totaal bijstandsuitkeringen", base=400_000), FakeTopic("Alleenstaande", base=300_000))
    title = "Bijstandsuitkeringen; uitkeringsgrondslag, regio's"
    return FakeTable("82015NED", title, (aow, regio(), months()), topics, _last_three_months)


def _last_three_months(codes: dict[str, str], _: str) -> str:
    return "not_available" if codes["RegioS"] != "NL01" and codes["Perioden"] >= "2025MM10" else ""


def unemployment_benefits() -> FakeTable:
    """85554NED: three margins, regions without municipalities."""
    margins = one("Marges", "Marges", ("MW00000", "Waarde"), ("MOG0095", "Ondergrens"), ("MBG0095", "Bovengrens"))
    age = one("Leeftijd", "Leeftijd", ("10000", "Totaal"), ("41600", "Jonger dan 27 jaar"))
    region = Dim(
        "RegioS", "Regio's", "GeoDimension", 6, (("NL01", "Nederland"), ("PV25", "Gelderland"), *REGIONS.items())
    )
    topics = (FakeTopic("WW-uitkeringen", base=190_000),)
    title = "WW-uitkeringen; seizoengecorrigeerd, regio"
    return FakeTable("85554NED", title, (SEX, age, margins, region, months()), topics)


def labour() -> FakeTable:
    """86276NED: x 1 000, regions in the table itself."""
    titles = (
        "Beroeps- en niet-beroepsbevolking",
        "Werkzame beroepsbevolking",
        "Wil meer uren werken, beschikbaar",
        "Werkloze beroepsbevolking",
        "Niet-beroepsbevolking",
        "Beschikbaar, niet gezocht",
        "Gezocht, niet beschikbaar",
    )
    topics = tuple(FakeTopic(title, unit="x 1 000", base=13_000) for title in titles)
    title = "Arbeidsdeelname; binding arbeidsmarkt; regio (indeling 2025)"
    return FakeTable("86276NED", title, (SEX, regio(areas=True), years(first=2016)), topics)


def jobs() -> FakeTable:
    """83582NED: totals beside leaves, and many cells that are not published."""
    topics = (FakeTopic("Banen van werknemers in december", unit="x 1 000", decimals=1, base=8_500),)
    title = "Banen van werknemers in december; economische activiteit (SBI2008), regio"
    return FakeTable("83582NED", title, (sbi(), regio(), years(kind="MM12", first=2016)), topics, _sparse)


def _sparse(codes: dict[str, str], _: str) -> str:
    small = codes["RegioS"] == "GM0277" and codes["BedrijfstakkenBranchesSBI2008"] in ("346600", "348000")
    return "not_available" if small else ""


AREAS = {2026: "86247NED", 2025: "86059NED", 2024: "85755NED", 2022: "85067NED", 2016: "83287NED"}


def areas(year: int = 2026) -> FakeTable:
    """Gebieden in Nederland: groups of Code and Naam, padded; before 2018 with Rijnwaarden."""
    topics = (
        FakeTopic("Code", group="Arbeidsmarktregio's"),
        FakeTopic("Naam", group="Arbeidsmarktregio's"),
        FakeTopic("Code", group="Provincies"),
        FakeTopic("Naam", group="Provincies"),
    )
    words: dict[tuple[str, ...], str] = {}
    nine = NINE if year >= 2018 else {"GM0196": "Rijnwaarden", **NINE}
    for code in (*nine, *OTHERS):
        region = "AM07" if code in nine else "AM08" if code != "GM1955" else "AM09"
        words["Arbeidsmarktregio's", "Code", code] = region
        words["Arbeidsmarktregio's", "Naam", code] = {**REGIONS, "AM09": "Achterhoek"}[region]
        words["Provincies", "Code", code], words["Provincies", "Naam", code] = "PV25", "Gelderland"
    region = Dim("RegioS", "Regio's", "GeoDetail", 10, tuple({**nine, **OTHERS}.items()))
    modified = f"{year}-06-30T02:00:00"
    return FakeTable(AREAS[year], f"Gebieden in Nederland {year}", (region,), topics, words=words, modified=modified)


def every_table() -> tuple[FakeTable, ...]:
    """All tables of the live series, and the areas of every year."""
    return (
        *(areas(year) for year in AREAS), population(), benefits(), social_assistance(), unemployment_benefits(),
        labour(), jobs(), commuting(), establishments(), vacancies(), vacancies_national(), labour_national(),
        benefits_national(),
    )  # fmt: skip
