"""The dimensions of the fake tables: places, periods and codes, as published."""

from __future__ import annotations

from tests.fake_cbs import Dim

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


SECTIONS = [
    "301000", "305700", "307500", "346600", "348000", "350000", "354200", "383100", "389100", "391600", "396300",
    "402000", "403300", "410200", "417400", "419000", "422400", "428100", "435500", "440000", "440900",
]  # fmt: skip


def sbi(name: str = "BedrijfstakkenBranchesSBI2008", *more: tuple[str, str]) -> Dim:
    """Sections beside their total and a group of sections."""
    codes = [("T001081", "A-U Alle"), ("300003", "B-F Nijverheid"), *((code, code) for code in SECTIONS), *more]
    return Dim(name, "Bedrijfstakken (SBI 2008)", "Dimension", 7, tuple(codes))


def quarters() -> Dim:
    codes = [
        (f"{year}KW{quarter:02d}", f"{year} {quarter}e kwartaal", STATUSES.get(year, "Definitief"))
        for year in (2023, 2024, 2025)
        for quarter in range(1, 5)
    ]
    return Dim("Perioden", "Perioden", "TimeDimension", 8, (*codes, ("2024JJ00", "2024", "Voorlopig")))
