"""Jobs of employees by where they live and where they work, in December: flows between municipalities and regions.

Read: table 85481NED "Werknemersbanen en reisafstand; woon- en werkregio" (2021 on) in sources.md and in public code
that reads it: dimensions WoonregioS and WerkregioS, topic BanenVanWerknemers x 1 000 with one decimal, one period per
December (MM12, or a year as in 83582NED), pairs of municipalities beside rows NL01 (all), NL00 and GM0000 (not known).
Grain: home x work x December; jobs, in hundreds (x 1 000 with one decimal), multiplied once.
Yearly; the latest years are provisional.
Trap: a flow under 50 is published as 0.0. It stays 0, with status "rounded" and a note; small flows vanish and pairs
can be absent, so a sum is the least that it can be, with what it misses beside it (see loaders/series/flows.py). Jobs,
not people: who has two jobs counts twice. Each question is about a few municipalities of home in one year.
To discover live: whether every pair has a row (until then `full_grid` is off), and whether it has AM rows.
"""

from __future__ import annotations

import pandas as pd

from loaders.series.declare import COUNTRY, LiveSeries, Quantity, Regions, Series
from loaders.series.derive import REASONS, UNKNOWN, number_text, rows
from loaders.series.flows import PLACES, with_regional_flows
from loaders.services.cbs.model import IMPOSSIBLE
from snapshot.model import Column, Measure, key, observations, region_key

SERIES = Series(
    dataset="commuting_series",
    table="85481NED",
    quantities=(Quantity("jobs", "Banen van werknemers", unit="x 1 000", unit_code="jobs", factor=1000),),
    wanted={"WoonregioS": ("GM*", "AM*", "NL01?"), "WerkregioS": ("GM*", "AM*", "NL01?")},
    periods="MM12",
    region="WoonregioS",
    other_region="WerkregioS",
    chunk="WoonregioS",
    title_part="Werknemersbanen en reisafstand; woon- en werkregio",
    full_grid=False,
    may_jump=1000.0,
)
DATASET = observations(
    name="commuting_series",
    title="Pendel, reeks",
    description="Banen van werknemers naar waar zij wonen en waar zij werken, per gemeente en arbeidsmarktregio.",
    files=("raw/cbs/lock.json",),
    keys=(region_key("Woonregio"), key("other_region_code", "Werkregio", labels_from="regions")),
    measures=(Measure("jobs", "Banen van werknemers", ("jobs",), rounded_to=100),),
    extra=(
        Column("reason", "label", "Reden van een lege cel", labels=REASONS, nullable=True),
        Column(
            "small_flows",
            "label",
            "Stromen onder de 50",
            dtype="integer",
            description="Hoeveel stromen onder de 50 er in dit cijfer zitten; CBS publiceert die als 0.",
        ),
        Column(
            "at_most",
            "label",
            "Hoogstens",
            dtype="number",
            description="Wat het getal met die stromen hoogstens is, ongeveer; leeg als dat niet bekend is.",
            nullable=True,
        ),
    ),
    parts="stromen",
    frequency="jaarlijks",
    warnings=(
        "Een stroom onder de 50 staat als 0: kleine stromen verdwijnen.",
        "Een som van stromen is daardoor te laag: er staat bij hoeveel hij hoogstens is.",
        "Van sommige stromen geeft CBS geen cijfer. Dan is de som het minste dat het kan zijn.",
        "Dit zijn banen: wie twee banen heeft, telt twee keer. Zelfstandigen tellen niet mee.",
        "Mensen die in het buitenland wonen of werken, tellen niet mee.",
    ),
)


def load(cells: pd.DataFrame, regions: Regions) -> pd.DataFrame:
    """Return the flows of one December: all, or for a snapshot of one region those that concern it.

    Those are flows of municipalities that begin or end in the region, and flows between any two regions.
    """
    places = list(PLACES)
    known = cells[~cells[places].isin([UNKNOWN]).any(axis=1) & cells["reason"].ne(IMPOSSIBLE)]
    flows = with_regional_flows(known.reset_index(drop=True), regions)
    if regions.home in regions.members:
        home = {regions.home, *regions.members[regions.home]}
        home |= {code for code, region in regions.earlier.items() if region == regions.home}
        wide = {*regions.members, COUNTRY}
        is_near = flows[places].isin(home).any(axis=1)
        flows = flows[is_near | flows[places].isin(wide).all(axis=1)].reset_index(drop=True)
    result = rows(flows, SERIES, ("other_region_code",), parts=True)
    is_sum = flows["derived"].eq(True)
    is_small = flows["value"].eq(0) & ~is_sum
    result["status"] = result["status"].mask(is_small, "rounded")
    result["note"] = result["note"].mask(is_small & ~flows["final"].astype(bool), flows["note"] + " Voorlopig.")
    result["small_flows"] = flows["small_flows"].astype("int64").astype(str)
    result["at_most"] = [number_text(most) for most in flows["at_most"]]
    return result


LIVE = LiveSeries(SERIES, DATASET, load)
