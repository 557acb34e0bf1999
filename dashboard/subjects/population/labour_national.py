"""Unemployment and participation in the Netherlands by quarter, in %."""

from __future__ import annotations

from dashboard.asking.selection import COUNTRY, Selection
from dashboard.figure import choices
from dashboard.figure.core import Figure
from dashboard.figure.declare import Option, figure
from dashboard.series import course
from dashboard.series.subject import Subject
from snapshot.read import Snapshot

LABOUR = "labour_national_series"
SHARES = {
    "unemployment_rate_pct": (
        "Werkloosheid in Nederland",
        "was de werkloosheid in {place} {number}",
        "Werklozen in % van de beroepsbevolking in Nederland",
    ),
    "net_participation_pct": (
        "Nettoparticipatie in Nederland",
        "was de nettoparticipatie in {place} {number}",
        "Mensen met betaald werk in % van de inwoners van 15 t/m 74 jaar in Nederland",
    ),
}
RATES = tuple(SHARES)


@figure(
    "arbeidsdeelname-nederland",
    "Arbeidsdeelname in Nederland",
    needs=(LABOUR,),
    chosen={"measure": Option(choices.COUNTED, {code: f"{words[0]}, %" for code, words in SHARES.items()})},
)
def labour(snapshot: Snapshot, selection: Selection, measure: str = RATES[0]) -> Figure:
    """One rate of the Netherlands by quarter, without the effect of the seasons: %, as published."""
    title, phrase, subtitle = SHARES[measure]
    subject = Subject(
        id="labour-national-series",
        title=title,
        dataset=LABOUR,
        wanted={"measure": measure, "adjustment": "seasonal"},
        phrase=phrase,
        subtitle=f"{subtitle}, zonder het effect van de seizoenen",
        towns=False,
        place=COUNTRY,
        indexed=False,
        notes=("Dit is Nederland: voor de regio maakt CBS deze kwartaalcijfers niet.",),
    )
    return course.figure(snapshot, selection, subject)
