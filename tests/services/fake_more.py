"""More tables for the fake service, in the documented shapes. EVERY FIGURE IS INVENTED."""

from __future__ import annotations

from dataclasses import replace

from tests.services.fake_cbs import Dim, FakeTable, FakeTopic, real
from tests.services.fake_dims import NINE, OTHERS, STATUSES, months, quarters, regio, sbi, years


def commuting() -> FakeTable:
    """85481NED: two dimensions of place, whole hundreds, so many flows are 0.0; a municipality that is not known."""
    places = {"GM0000": "Gemeente onbekend", "NL00": "Niet in te delen", "NL01": "Nederland", **NINE, **OTHERS}
    codes = tuple(sorted(places.items()))
    decembers = tuple((f"{year}MM12", str(year), STATUSES.get(year, "Definitief")) for year in (2023, 2024))
    dims = (
        Dim("WoonregioS", "Woonregio's", "GeoDimension", 6, codes),
        Dim("WerkregioS", "Werkregio's", "GeoDetail", 6, codes),
        Dim("Perioden", "Perioden", "TimeDimension", 8, decembers),
    )
    topics = (
        FakeTopic("Banen van werknemers", unit="x 1 000", decimals=1, base=200),
        FakeTopic("Woon-werkafstand", unit="km", decimals=1, base=20),
    )
    exact = {  # who lives and works in one place; and every flow between Heumen and Nijmegen, so that a sum is sure
        ("Banen van werknemers", home, work, year): value
        for year in ("2023MM12", "2024MM12")
        for home in (*NINE, *OTHERS)
        for work, value in ((home, 20.0), *(((other, 30.0) for other in ("GM0252", "GM0268")) if home in PAIR else ()))
    }
    title = "Werknemersbanen en reisafstand; woon- en werkregio"
    return FakeTable("85481NED", title, dims, topics, exact=exact)


PAIR = ("GM0252", "GM0268")


def establishments() -> FakeTable:
    """81575NED: municipalities only; empty, not impossible, where a municipality is gone, and of O, P, Q before 2015."""
    region = regio(merged=True)
    region = Dim(
        region.name, region.title, region.kind, region.width, tuple(c for c in region.codes if c[0][:2] == "GM")
    )
    title = "Vestigingen van bedrijven; bedrijfstak, gemeente"
    topics = (FakeTopic("Vestigingen", base=2_000_000),)
    return FakeTable("81575NED", title, (sbi(), region, years(first=2014)), topics, _gone)


def _gone(codes: dict[str, str], _: str) -> str:
    """Rijnwaarden until 2018; administration, education and care are not counted before 2015."""
    if codes["Perioden"] < "2015" and codes["BedrijfstakkenBranchesSBI2008"] in ("417400", "419000", "422400"):
        return "not_available"
    is_gone = codes["RegioS"] == "GM0199" or (codes["RegioS"] == "GM0196" and codes["Perioden"] >= "2018")
    return "not_available" if is_gone else ""


def vacancies() -> FakeTable:
    """83599NED: provinces and parts of the country, quarters; agriculture is empty outside the country."""
    places = (
        ("NL01", "Nederland"),
        ("LD02", "Oost-Nederland (LD)"),
        ("PV25", "Gelderland (PV)"),
        ("PV26", "Utrecht (PV)"),
    )
    region = Dim("RegioS", "Regio's", "GeoDimension", 6, places)
    topics = (FakeTopic("Openstaande vacatures", unit="x 1 000", decimals=1, base=400_000),)
    return FakeTable("83599NED", "Openstaande vacatures; SBI 2008, regio", (sbi(), region, quarters()), topics, _unsure)


def _unsure(codes: dict[str, str], _: str) -> str:
    is_small = codes["RegioS"] != "NL01" and codes["BedrijfstakkenBranchesSBI2008"] == "301000"
    return "not_available" if is_small else ""


def vacancies_national() -> FakeTable:
    """80472ned: sections beside classes of size, no places."""
    titles = ("Openstaande vacatures", "Ontstane vacatures", "Vervulde vacatures")
    topics = tuple(FakeTopic(title, unit="x 1 000", decimals=1, base=20_000) for title in titles)
    title = "Vacatures; SBI 2008; naar economische activiteit en bedrijfsgrootte"
    return FakeTable(
        "80472ned", title, (sbi("Bedrijfskenmerken", ("WP10", "0 tot 10 werkzame personen")), quarters()), topics
    )


def labour_national() -> FakeTable:
    """85224NED: adjusted and not, counts beside percentages."""
    adjusted = real.dim("85224NED", "SeizoenEnWerkdagcorrectie")
    topics = real.topics("85224NED", 300_000)
    topics = tuple(replace(topic, base=1_500) if topic.unit == "%" else topic for topic in topics)
    title = real.title("85224NED")
    return FakeTable("85224NED", title, (adjusted, quarters()), topics, _no_year_adjusted)


def _no_year_adjusted(codes: dict[str, str], _: str) -> str:
    """Seasons have no effect on a year: such cells are `.`."""
    is_year = codes["Perioden"].endswith("JJ00")
    return "not_available" if is_year and codes["SeizoenEnWerkdagcorrectie"] == "A050903" else ""


def benefits_national() -> FakeTable:
    """37789ksz: only time."""
    topics = real.topics("37789ksz", 300)
    return FakeTable("37789ksz", real.title("37789ksz"), (months(),), topics)
