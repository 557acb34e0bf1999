"""Vacancies in the Netherlands by section of SBI 2008: open, new and filled, per quarter.

Read: table 80472ned "Vacatures; SBI 2008; naar economische activiteit en bedrijfsgrootte" in sources.md and in public
code that reads it: dimension Bedrijfskenmerken (sections beside classes of size), topics OpenstaandeVacatures,
OntstaneVacatures and VervuldeVacatures, x 1 000 with one decimal, quarters beside years.
Grain: section x measure x quarter; vacancies, in hundreds, multiplied once.
Quarterly; the latest quarters are provisional.
Trap: open is a stock at the end of the quarter, new and filled are flows over the quarter: never in one sum. Not
seasonally adjusted (that is 80474ned, total only): compare a quarter with the same one of another year.
To discover live: the unit as written, the code of the total and of the sections.
"""

from __future__ import annotations

import pandas as pd

from loaders.series.declare import LiveSeries, Quantity, Regions, Series
from loaders.series.derive import REASONS, rows
from loaders.series.sections import ASKED, WORDS, with_sections
from snapshot.model import Column, Measure, key, observations, region_key

_MEASURES = {
    "open_vacancies": "Openstaande vacatures",
    "new_vacancies": "Ontstane vacatures",
    "filled_vacancies": "Vervulde vacatures",
}
SERIES = Series(
    dataset="vacancies_national_series",
    table="80472ned",
    quantities=tuple(
        Quantity(name, title, unit="x 1 000", unit_code="vacancies", factor=1000) for name, title in _MEASURES.items()
    ),
    wanted={"Bedrijfskenmerken": ASKED},
    periods="KW",
    region="",
    title_part="Vacatures; SBI 2008; naar economische activiteit en bedrijfsgrootte",
)
DATASET = observations(
    name="vacancies_national_series",
    title="Vacatures in Nederland, reeks",
    description="Openstaande, ontstane en vervulde vacatures in Nederland naar bedrijfstak (SBI 2008), per kwartaal.",
    files=("raw/cbs/lock.json",),
    keys=(region_key(), key("section", "Bedrijfstak", WORDS)),
    measures=tuple(Measure(name, title, ("vacancies",), rounded_to=100) for name, title in _MEASURES.items()),
    extra=(Column("reason", "label", "Reden van een lege cel", labels=REASONS, nullable=True),),
    frequency="per kwartaal",
    warnings=(
        "Openstaand is een stand aan het einde van het kwartaal. Ontstaan en vervuld gaan over het hele kwartaal.",
        "Niet gecorrigeerd voor de seizoenen: vergelijk met hetzelfde kwartaal van een ander jaar.",
    ),
)


def load(cells: pd.DataFrame, regions: Regions) -> pd.DataFrame:  # noqa: ARG001
    """Return the rows of one year, as published."""
    return rows(with_sections(cells, "Bedrijfskenmerken"), SERIES, ("section",))


LIVE = LiveSeries(SERIES, DATASET, load)
