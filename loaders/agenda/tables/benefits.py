"""Benefits by municipality and scheme, count and share: the heart of the page uitkeringen.

UWV Atlas SV 2024 (WW, WIA, Wajong) and CBS 82015NED (bijstand), as printed in the agenda, 1.1.4.
Grain: region x scheme; persons (bijstand: households), rounded to hundreds; share in % of 15-64.
Printed once, end of 2024; Atlas SV appears every June, 82015NED every month.
Trap: shares come from unrounded counts, never recompute them; Rozendaal is suppressed, never zero.
"""

from __future__ import annotations

from loaders.agenda.vocabulary import SCHEMES
from snapshot.model import Measure, key, observations, region_key

DATASET = observations(
    name="benefits",
    title="Uitkeringen per gemeente",
    description="Aantal uitkeringen en aandeel van de inwoners van 15 t/m 64 jaar, per gemeente en uitkering.",
    files=("mja/benefits.csv",),
    keys=(region_key(), key("scheme", "Uitkering", {**SCHEMES, "all": "Alle vier de uitkeringen"})),
    measures=(
        Measure("recipients", "Aantal", ("persons", "households", "benefits")),
        Measure("share_pct", "Aandeel van inwoners van 15 t/m 64 jaar", ("pct",), decimals=1),
    ),
    warnings=(
        "Bijstand telt huishoudens, de andere uitkeringen tellen personen: tel ze niet op.",
        "Iemand kan meer dan één uitkering hebben.",
        "Percentages komen uit niet-afgeronde aantallen: reken ze niet na uit de afgeronde aantallen.",
    ),
)
