"""The dimensions of the fake tables: places, periods and codes, as published."""

from __future__ import annotations

from dataclasses import replace

from tests.services.fake_cbs import Dim, real

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
GONE = {"GM0196": "Rijnwaarden", "GM0199": "Angerlo"}  # into Zevenaar, in 2018 and in 2005
REGIONS = {"AM07": "Midden-Gelderland", "AM08": "Rijk van Nijmegen"}
YEARS = range(2016, 2026)
STATUSES = {2024: "NaderVoorlopig", 2025: "Voorlopig"}


def regio(*, merged: bool = False, areas: bool = False) -> Dim:
    """The regions: the country, a province, labour-market regions where asked, and municipalities."""
    codes = {"NL01": "Nederland", "PV25": "Gelderland (PV)", **(REGIONS if areas else {}), **NINE, **OTHERS}
    _, texts = real.municipalities({*codes, *GONE}.__contains__)
    if merged:
        codes |= GONE
    codes = dict(sorted(codes.items(), key=lambda item: (not item[0].startswith("NL"), item[0])))
    return Dim("RegioS", "Regio's", "GeoDimension", 6, tuple(codes.items()), texts)


def years(*, kind: str = "JJ00", first: int = 2014, december: bool = False) -> Dim:
    title = "{} december" if december else "{}"
    codes = tuple(
        (f"{year}{kind}", title.format(year), STATUSES.get(year, "Definitief")) for year in range(first, YEARS.stop)
    )
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


SEX = real.dim("03759ned", "Geslacht")


def ages() -> Dim:
    """Every age and group of ages that CBS has, in its order."""
    return real.dim("03759ned", "Leeftijd")


SECTIONS = [
    "301000", "305700", "307500", "346600", "348000", "350000", "354200", "383100", "389100", "391600", "396300",
    "402000", "403300", "410200", "417400", "419000", "422400", "428100", "435500",
]  # fmt: skip
SBI = ("T001081", "300003", *SECTIONS)  # sections beside their total and a group: there is no T and no U


def sbi(name: str = "BedrijfstakkenBranchesSBI2008", *more: tuple[str, str]) -> Dim:
    """The branches of 83582NED, without most groups."""
    found = real.dim("83582NED", "BedrijfstakkenBranchesSBI2008", SBI.__contains__)
    return replace(found, name=name, codes=(*found.codes, *more))


def quarters() -> Dim:
    codes = [
        (f"{year}KW{quarter:02d}", f"{year} {quarter}e kwartaal", STATUSES.get(year, "Definitief"))
        for year in (2023, 2024, 2025)
        for quarter in range(1, 5)
    ]
    return Dim("Perioden", "Perioden", "TimeDimension", 8, (*codes, ("2024JJ00", "2024", "Voorlopig")))
