"""Tables for the fake service, in the documented shapes. EVERY FIGURE IS INVENTED, except where a test gives one."""

from __future__ import annotations

from collections.abc import Callable

from tests.services.fake_cbs import Dim, FakeTable, FakeTopic, real
from tests.services.fake_dims import NINE, OTHERS, REGIONS, SEX, ages, months, one, regio, sbi, years
from tests.services.fake_more import (
    benefits_national,
    commuting,
    establishments,
    labour_national,
    vacancies,
    vacancies_national,
)

__all__ = ["NINE", "OTHERS", "REGIONS", "SEX", "ages", "months", "one", "regio", "years"]


def dissolved(codes: dict[str, str], _: str) -> str:
    """Rijnwaarden exists until 2018, and Angerlo not since 2005."""
    gone = codes["RegioS"] == "GM0199" or (codes["RegioS"] == "GM0196" and codes["Perioden"] >= "2018")
    return "impossible" if gone else ""


def population() -> FakeTable:
    """03759ned with fewer years and codes."""
    status = real.dim("03759ned", "BurgerlijkeStaat", ("T001019", "1010").__contains__)
    topics = real.topics("03759ned", 17_000_000)
    dims = (status, SEX, ages(), regio(merged=True), years())
    return FakeTable("03759ned", real.title("03759ned"), dims, topics, dissolved)


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
    region = real.dim("85554NED", "RegioS", {"NL01", "PV25", *REGIONS}.__contains__)
    sex, age, margins = (real.dim("85554NED", name) for name in ("Geslacht", "Leeftijd", "Marges"))
    topics = real.topics("85554NED", 190_000)
    return FakeTable("85554NED", real.title("85554NED"), (sex, age, margins, region, months()), topics)


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
    """83582NED: totals beside leaves, many cells that are not published, and a year that is a December."""
    topics = (FakeTopic("Banen van werknemers in december", unit="x 1 000", decimals=1, base=8_500),)
    title = "Banen van werknemers in december; economische activiteit (SBI2008), regio"
    return FakeTable("83582NED", title, (sbi(), regio(), years(first=2016, december=True)), topics, _sparse)


def _sparse(codes: dict[str, str], _: str) -> str:
    small = codes["RegioS"] == "GM0277" and codes["BedrijfstakkenBranchesSBI2008"] in ("346600", "348000")
    return "not_available" if small else ""


AREAS = {
    2026: "86247NED", 2025: "86059NED", 2024: "85755NED", 2023: "85385NED", 2022: "85067NED", 2021: "84929NED",
    2020: "84721NED", 2019: "84378NED", 2018: "83859NED", 2017: "83553NED", 2016: "83287NED", 2015: "82949NED",
}  # fmt: skip


def areas(year: int = 2026, keep: Callable[[str], bool] = {*NINE, *OTHERS, "GM0196"}.__contains__) -> FakeTable:
    """Gebieden in Nederland: groups of Code and Naam, padded; the real memberships of the municipalities it keeps."""
    topics = tuple(
        FakeTopic(title, "", group=group, code=code, group_code=f"{code[:2]}0000")
        for group, codes in (("Arbeidsmarktregio's", ("AM0001", "AM0002")), ("Provincies", ("PV0001", "PV0002")))
        for title, code in zip(("Code", "Naam"), codes, strict=True)
    )
    then = [row for row in real.rows("memberships.csv") if int(row["first"]) <= year <= int(row["last"])]
    names = {
        row["code"]: row["title"] for row in real.rows("regions.csv") if int(row["first"]) <= year <= int(row["last"])
    }
    words: dict[tuple[str, ...], str] = {}
    for row in then:
        for group, code in (("Arbeidsmarktregio's", row["region"]), ("Provincies", row["province"])):
            words[group, "Code", row["municipality"]], words[group, "Naam", row["municipality"]] = code, names[code]
    alive = {row["municipality"] for row in then}
    codes, texts = real.municipalities(lambda code: code in alive and keep(code))
    region = Dim("RegioS", "Regio's", "GeoDetail", 10, tuple(sorted(codes)), texts)
    modified = f"{year}-06-30T02:00:00"
    return FakeTable(AREAS[year], f"Gebieden in Nederland {year}", (region,), topics, words=words, modified=modified)


def every_table() -> tuple[FakeTable, ...]:
    """All tables of the live series, and the areas of every year."""
    return (
        *(areas(year) for year in AREAS), population(), benefits(), social_assistance(), unemployment_benefits(),
        labour(), jobs(), commuting(), establishments(), vacancies(), vacancies_national(), labour_national(),
        benefits_national(),
    )  # fmt: skip
