"""Jobs and people of the banenafspraak: baseline, target and realisation.

UWV, dashboard Banenafspraak, as printed in the agenda, 1.1.5.
Grain: region x measure x moment; jobs of 110,92 paid hours a month, or persons.
Printed once, end of 2024; UWV reports every quarter.
Trap: jobs are not persons, and the regional target is indicative, not the official measure.
"""

from __future__ import annotations

from snapshot.model import Measure, observations, region_key

DATASET = observations(
    name="job_agreement",
    title="Banenafspraak",
    description="Banen voor en mensen uit het doelgroepregister, met nulmeting en indicatieve doelstelling.",
    files=("mja/job_agreement.csv",),
    keys=(region_key(),),
    measures=(
        Measure("jobs", "Banen", ("jobs",)),
        Measure("target_jobs", "Indicatieve doelstelling", ("jobs",)),
        Measure("jobs_increase", "Meer banen dan bij de nulmeting", ("jobs",), is_change=True),
        Measure("jobs_above_target", "Banen boven de doelstelling", ("jobs",), is_change=True),
        Measure("registered_persons", "Mensen in het doelgroepregister", ("persons",)),
        Measure("working_persons", "Werkende mensen uit het doelgroepregister", ("persons",)),
        Measure("working_increase", "Meer werkende mensen dan bij de nulmeting", ("persons",), is_change=True),
        Measure("participation_pct", "Arbeidsparticipatie van de doelgroep", ("pct",)),
        Measure("paid_hours_per_job", "Verloonde uren per baan", ("hours_per_month",), decimals=2),
        Measure("target_extra_jobs", "Landelijk doel: extra banen", ("jobs",)),
    ),
    warnings=(
        "Een baan is 110,92 verloonde uren per maand en dus niet hetzelfde als een werkend persoon.",
        "De regionale doelstelling is indicatief; de landelijke monitor is de officiële meting.",
    ),
)
