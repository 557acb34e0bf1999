"""Jobseekers registered with UWV by scheme, with and without work: the page uitkeringen.

UWV, as printed in the agenda, 1.1.3 (a chart with eight loose numbers).
Grain: scheme x with or without work as an employee; persons, rounded to hundreds.
Printed once, December 2024; UWV publishes new ones without a fixed address.
Trap: the first four numbers of the chart are people without work, the last four with work.
"""

from __future__ import annotations

from loaders.agenda.vocabulary import SCHEMES
from snapshot.model import Measure, key, observations

DATASET = observations(
    name="registered_jobseekers",
    title="Geregistreerd werkzoekenden UWV",
    description="Inwoners die UWV als werkzoekend kent, naar uitkering en naar werk in loondienst.",
    files=("mja/registered_jobseekers.csv",),
    keys=(
        key("scheme", "Uitkering of dienstverlening", SCHEMES),
        key("employment", "Werk", {"without_work": "zonder werk in loondienst", "with_work": "met werk in loondienst"}),
    ),
    measures=(Measure("persons", "Personen", ("persons",)),),
    warnings=("Wie wel is ingeschreven op werk.nl maar geen uitkering heeft, staat niet in deze cijfers.",),
)
