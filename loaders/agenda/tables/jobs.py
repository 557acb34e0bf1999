"""Jobs and their forecast, in total and for the sectors of which the text says something.

UWV Regio in Beeld 2025-2026, as printed in the agenda, 1.2.1.
Grain: region x sector x measure x period; jobs, %, or times the national share.
Printed once; UWV publishes every November.
Trap: the bubble chart has no numbers in the text: only what sentences state is here, in words where they have none.
Trap: the share of care is one of all jobs, that of industry one of the jobs of employees.
"""

from __future__ import annotations

from snapshot.model import Column, Measure, key, observations, region_key

DATASET = observations(
    name="jobs",
    title="Banen en verwachting",
    description="Banen van werknemers en zelfstandigen, met de verwachte groei en het aandeel van sectoren.",
    files=("mja/jobs.csv",),
    keys=(region_key(), key("sector", "Sector", labels_from="sectors")),
    measures=(
        Measure("employee_jobs", "Banen van werknemers", ("jobs",), rounded_to=100),
        Measure("employee_jobs_growth_pct", "Verwachte groei van banen van werknemers", ("pct_change",), decimals=1),
        Measure("self_employed_jobs", "Banen van zelfstandigen", ("jobs",), rounded_to=100),
        Measure("self_employed_growth_pct", "Verwachte groei van banen van zelfstandigen", ("pct_change",), decimals=1),
        Measure("share_pct", "Aandeel in alle banen", ("pct",)),
        Measure("employee_share_pct", "Aandeel in de banen van werknemers", ("pct",)),
        Measure("relative_size", "Omvang ten opzichte van Nederland", ("ratio",)),
    ),
    extra=(Column("as_written", "label", "Zoals de agenda het schrijft", nullable=True),),
    warnings=("Alleen sectoren waarvan de agenda groei of aandeel noemt, in een getal of in woorden, staan hier.",),
)
