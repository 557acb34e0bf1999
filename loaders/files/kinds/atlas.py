"""Benefits by municipality from the yearly Atlas SV of UWV.

Read: the page of Atlas SV 2022 (benefits on 31 December, inhabitants of CBS on 1 January, small groups merged, also as
Excel) and what the agenda prints of 2024; headings recalled, in one row or two (WW above aantal and %): to discover.
Grain: municipality, region or country x scheme x 31 December; benefits, and % of the inhabitants of 15 to 64.
Yearly; Rozendaal is withheld.
Trap: a benefit of bijstand is a household's, and shares are as published: never recomputed from the rounded numbers.
"""

from __future__ import annotations

from collections.abc import Mapping

from loaders.files.kinds.declare import AREAS, DAYS, PERCENT, PERSONS, TOWNS, Amount, Heading, Kind
from snapshot.model import Measure, key, observations, region_key

_SCHEMES = {
    "ww": ("WW", ("ww", "ww-uitkeringen", "werkloosheidswet", "ww uitkeringen")),
    "wia": ("WIA", ("wia", "wia-uitkeringen", "wia totaal", "wia uitkeringen")),
    "wga": ("WGA", ("wga", "wia wga", "wia-wga")),
    "iva": ("IVA", ("iva", "wia iva", "wia-iva")),
    "wao": ("WAO", ("wao", "wao-uitkeringen")),
    "wajong": ("Wajong", ("wajong", "wajong-uitkeringen", "wajong totaal", "wajong uitkeringen")),
    "zw": ("Ziektewet", ("zw", "ziektewet", "zw-uitkeringen")),
    "social_assistance": ("Bijstand", ("bijstand", "bijstandsuitkeringen", "participatiewet", "bijstand totaal")),
}
_COUNTS: Mapping[str, tuple[str, int]] = {
    "": ("benefits", 1),
    "aantal": ("benefits", 1),
    "uitkeringen": ("benefits", 1),
    "x1000": ("benefits", 1000),
}
DATASET = observations(
    name="atlas_benefits_series",
    title="Uitkeringen per gemeente (Atlas SV)",
    description="Uitkeringen op 31 december per gemeente en soort, en het aandeel van de inwoners van 15 tot 65 jaar.",
    files=("raw/uwv",),
    keys=(
        region_key(),
        key("scheme", "Uitkering", {code: word for code, (word, _) in _SCHEMES.items()} | {"all": "alle"}),
    ),
    measures=(
        Measure("benefits", "Uitkeringen", ("benefits",)),
        Measure("share_pct", "Aandeel van de inwoners van 15 tot 65 jaar", ("pct",), decimals=1),
        Measure("residents_15_64", "Inwoners van 15 tot 65 jaar", ("persons",)),
    ),
    frequency="jaarlijks",
    warnings=(
        "Dit zijn uitkeringen. De bijstand telt per huishouden.",
        "Aantallen zijn afgerond; de percentages zijn die van de bron.",
    ),
)
KIND = Kind(
    name="atlas",
    dataset=DATASET,
    title="Atlas sociale verzekeringen",
    publisher="UWV",
    landing_page="https://www.uwv.nl/nl/publicaties/cijfers",
    licence="Niet opgegeven; bronvermelding verplicht",
    period="day",
    since="2006-01-01",  # the WIA began on 29 December 2005
    headings=(
        Heading("region_code", (*TOWNS, *AREAS), required=True),
        Heading("period", (*DAYS, "datum", "ultimo")),
    ),
    amounts=(
        *(Amount("benefits", words, _COUNTS, keys={"scheme": scheme}) for scheme, (_, words) in _SCHEMES.items()),
        *(
            Amount("share_pct", words, PERCENT, decimals=1, keys={"scheme": scheme})
            for scheme, (_, words) in _SCHEMES.items()
        ),
        Amount(
            "residents_15_64",
            (
                "inwoners 15-64",
                "inwoners 15 tot 65 jaar",
                "inwoners 15-64 jaar",
                "aantal inwoners 15-64",
                "inwoners 15 t/m 64 jaar",
            ),
            PERSONS,
            keys={"scheme": "all"},
        ),
    ),
    needs=2,
)
