"""From activity to goal, budget line and page, from goal to figure, from budget line to ambition; and why to nothing.

Agenda, the paragraph beside each link; without one it is a proposal of this dashboard, open to correction.
Grain: one link between two things.
Changed by hand; the build checks that nothing is forgotten and that everything exists.
Trap: ambitions of an activity stand in activities.csv; the agenda ties no amount to an activity.
"""

from __future__ import annotations

from loaders.agenda.vocabulary import POLICY
from snapshot.model import Column, Dataset, key

DATASET = Dataset(
    name="policy_links",
    title="Beleidsketen",
    description="Welke doelen, begrotingsregels, pagina’s en figuren bij een activiteit horen, en wat niet.",
    files=("mja/policy_links.csv",),
    columns=(
        key("from_kind", "Van soort", POLICY),
        key("from_id", "Van"),
        key("to_kind", "Naar soort", POLICY),
        key("to_id", "Naar", description="De code, of ‘none’ waar er geen is; dan staat de reden erbij."),
        Column(
            "is_proposal",
            "label",
            "Ons voorstel",
            dtype="boolean",
            description="Of dit verband een voorstel van dit dashboard is, dat niet in de agenda staat.",
        ),
        Column("reason", "label", "Reden", nullable=True),
        Column("paragraph", "label", "Paragraaf", nullable=True),
        Column("source", "label", "Bron", labels_from="sources"),
    ),
    processing="derived",
    warnings=(
        "De agenda zegt niet welk bedrag bij welke activiteit hoort. Regels zijn niet over activiteiten verdeeld.",
    ),
)
