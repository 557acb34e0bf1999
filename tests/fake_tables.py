"""Tables for the fake service, in the documented shapes. EVERY FIGURE IS INVENTED, except where a test gives one."""

from __future__ import annotations

from tests.fake_cbs import Dim, FakeTable, FakeTopic

NINE = {
    "GM0202": "Arnhem",
    "GM0221": "Doesburg",
    "GM0226": "Duiven",
    "GM0275": "Rheden",
    "GM0277": "Rozendaal",
    "GM0293": "Westervoort",
    "GM0299": "Zevenaar",
    "GM1705": "Lingewaard",
    "GM1734": "Overbetuwe",
}
OTHERS = {"GM0268": "Nijmegen", "GM0252": "Heumen", "GM1955": "Montferland"}
REGIONS = {"AM07": "Midden-Gelderland", "AM08": "Rijk van Nijmegen"}
YEARS = range(2016, 2026)
STATUSES = {2024: "NaderVoorlopig", 2025: "Voorlopig"}


def regio(*, merged: bool = False, areas: bool = False) -> Dim:
    """The regions: the country, a province, labour-market regions where asked, and municipalities."""
    codes = {"NL01": "Nederland", "PV25": "Gelderland (PV)", **(REGIONS if areas else {}), **NINE, **OTHERS}
    if merged:
        codes |= {"GM0196": "Rijnwaarden", "GM0203": "Barneveld (oud)"}
    codes = dict(sorted(codes.items(), key=lambda item: (not item[0].startswith("NL"), item[0])))
    return Dim("RegioS", "Regio's", "GeoDimension", 6, tuple(codes.items()))


def years(*, kind: str = "JJ00", first: int = 2014) -> Dim:
    codes = tuple((f"{year}{kind}", str(year), STATUSES.get(year, "Definitief")) for year in range(first, YEARS.stop))
    return Dim("Perioden", "Perioden", "TimeDimension", 8, codes)


def months() -> Dim:
    codes = [
        (f"{year}MM{month:02d}", f"{year} {month}", STATUSES.get(year, "Definitief"))
        for year in (2023, 2024, 2025)
        for month in range(1, 13)
    ]
    return Dim("Perioden", "Perioden", "TimeDimension", 8, (*codes, ("2024JJ00", "2024", "Voorlopig")))


def one(name: str, title: str, *codes: tuple[str, str], width: int = 7) -> Dim:
    return Dim(name, title, "Dimension", width, codes)


SEX = one("Geslacht", "Geslacht", ("T001038", "Totaal mannen en vrouwen"), ("3000", "Mannen"), ("4000", "Vrouwen"))


def ages() -> Dim:
    singles = [("10010", "0 jaar"), *((str(10000 + 100 * age), f"{age} jaar") for age in range(1, 95))]
    codes = [("10000", "Totaal"), *singles, ("22000", "95 jaar of ouder"), ("70400", "15 tot 20 jaar")]
    return Dim("Leeftijd", "Leeftijd", "Dimension", 7, tuple(codes))


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
    title = "Arbeidsdeelname; onbenut arbeidspotentieel, regio (indeling 2025)"
    return FakeTable("86276NED", title, (SEX, regio(areas=True), years(first=2016)), topics)


SECTIONS = [
    "301000",
    "305700",
    "307500",
    "346600",
    "348000",
    "350000",
    "354200",
    "383100",
    "389100",
    "391600",
    "396300",
    "402000",
    "403300",
    "410200",
    "417400",
    "419000",
    "422400",
    "428100",
    "435500",
    "440000",
    "440900",
]


def jobs() -> FakeTable:
    """83582NED: totals beside leaves, and many cells that are not published."""
    codes = [("T001081", "A-U Alle"), ("300003", "B-F Nijverheid"), *((code, code) for code in SECTIONS)]
    sbi = Dim("BedrijfstakkenBranchesSBI2008", "Bedrijfstakken (SBI 2008)", "Dimension", 7, tuple(codes))
    topics = (FakeTopic("Banen van werknemers in december", unit="x 1 000", decimals=1, base=8_500),)
    title = "Banen van werknemers in december; economische activiteit (SBI2008), regio"
    return FakeTable("83582NED", title, (sbi, regio(), years(kind="MM12", first=2016)), topics, _sparse)


def _sparse(codes: dict[str, str], _: str) -> str:
    small = codes["RegioS"] == "GM0277" and codes["BedrijfstakkenBranchesSBI2008"] in ("346600", "348000")
    return "not_available" if small else ""


def areas() -> FakeTable:
    """86247NED: groups of Code and Naam, padded."""
    topics = (
        FakeTopic("Code", group="Arbeidsmarktregio's"),
        FakeTopic("Naam", group="Arbeidsmarktregio's"),
        FakeTopic("Code", group="Provincies"),
        FakeTopic("Naam", group="Provincies"),
    )
    words: dict[tuple[str, ...], str] = {}
    for code in (*NINE, *OTHERS):
        region = "AM07" if code in NINE else "AM08" if code != "GM1955" else "AM09"
        words["Arbeidsmarktregio's", "Code", code] = region
        words["Arbeidsmarktregio's", "Naam", code] = {**REGIONS, "AM09": "Achterhoek"}[region]
        words["Provincies", "Code", code], words["Provincies", "Naam", code] = "PV25", "Gelderland"
    region = Dim("RegioS", "Regio's", "GeoDetail", 10, tuple({**NINE, **OTHERS}.items()))
    return FakeTable("86247NED", "Gebieden in Nederland 2026", (region,), topics, words=words)


def every_table() -> tuple[FakeTable, ...]:
    """All tables of the live series."""
    return (
        areas(), population(), benefits(), social_assistance(), unemployment_benefits(), labour(), jobs(),
    )  # fmt: skip
