"""Progress of activities and spending per budget line, as the network team reports them.

Kept by the network team itself (agenda, 4.2.2: a report on the money each quarter); no publication.
Grain: activity x day; budget line x quarter, in euro.
Trap: what is not reported is not 0; the quarter that runs is not whole.
"""

from __future__ import annotations

from loaders.keeping.paths import REPORTED
from snapshot.model import Column, Dataset, Measure, key, observations
from snapshot.progress import STAGES

NOT_REPORTED = "Wat niet gemeld is, is onbekend en geen 0."
PROGRESS = Dataset(
    name="progress",
    title="Voortgang van de activiteiten",
    description="Hoe ver een activiteit is op een dag, zoals het netwerkteam het meldt.",
    files=(REPORTED.as_posix(),),
    columns=(
        key("activity", "Nummer"),
        key("reference_period", "Datum"),
        Column("stage", "status", "Stand", labels=STAGES),
        Column("note", "label", "Toelichting", nullable=True),
        Column("source", "label", "Bron", labels_from="sources"),
    ),
    frequency="per kwartaal",
    warnings=("Een activiteit die niet gemeld is, kan wel lopen.",),
)
SPENDING = observations(
    name="spending",
    title="Uitgaven per begrotingsregel",
    description="Wat er in een kwartaal is uitgegeven per regel van de begroting, zoals het netwerkteam het meldt.",
    files=(REPORTED.as_posix(),),
    keys=(key("budget_line", "Nummer van de begrotingsregel"),),
    measures=(Measure("spent", "Uitgegeven", ("eur",), decimals=2),),
    frequency="per kwartaal",
    warnings=(NOT_REPORTED,),
)
