"""Inhabitants on 1 January, by municipality, 2015-2026.

CBS 03759ned from 2019 on, as the service answered in July 2026; 70072ned for 2015-2018; both CC BY 4.0.
Grain: region x year; persons, exact.
Yearly; CBS may revise.
Trap: the table has no labour-market regions, so the region is the sum of its municipalities. Each year has its own
boundaries: a municipality that is gone counts with its heir (loaders/building/embedded.py). The
country is there from 2019 on.
"""

from __future__ import annotations

from snapshot.model import Measure, observations, region_key

DATASET = observations(
    name="population",
    title="Inwoners op 1 januari",
    description="Inwoners per gemeente en in Nederland, per jaar.",
    files=("cbs/population.csv",),
    keys=(region_key(),),
    measures=(Measure("persons", "Inwoners", ("persons",)),),
    frequency="jaarlijks",
)
