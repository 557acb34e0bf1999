"""Inhabitants on 1 January, by municipality, 2019-2026.

CBS 03759ned, opendata.cbs.nl, CC BY 4.0; values as the service answered in July 2026.
Grain: region x year; persons, exact.
Yearly; CBS may revise.
Trap: the table has no labour-market regions, so the region is the sum of its nine municipalities.
"""

from __future__ import annotations

from snapshot.model import Measure, observations, region_key

DATASET = observations(
    name="population",
    title="Inwoners op 1 januari",
    description="Inwoners per gemeente en in Nederland, per jaar.",
    subject="bevolking",
    files=("cbs/population.csv",),
    keys=(region_key(),),
    measures=(Measure("persons", "Inwoners", ("persons",)),),
    frequency="jaarlijks",
)
