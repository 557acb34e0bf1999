"""Live series of the Netherlands by quarter: unemployment and participation in %, and vacancies by section."""

from __future__ import annotations

from dashboard.figure.core import Figure
from dashboard.figure.declare import Option, figure
from dashboard.figures import choices, series
from dashboard.figures.live_jobs import Counted, counted
from dashboard.figures.series_reading import Subject
from dashboard.selection import COUNTRY, Selection
from snapshot.read import Snapshot

LABOUR, VACANCIES = "labour_national_series", "vacancies_national_series"
COUNTRY_ONLY = "Dit is Nederland: voor de regio maakt CBS deze kwartaalcijfers niet."
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
FLOWS = {
    "open_vacancies": (
        "Openstaande vacatures in Nederland",
        "stonden er {number} vacatures open in {place}",
        "Openstaande vacatures aan het einde van het kwartaal",
    ),
    "new_vacancies": (
        "Ontstane vacatures in Nederland",
        "ontstonden er {number} vacatures in {place}",
        "Vacatures die in het kwartaal ontstonden",
    ),
    "filled_vacancies": (
        "Vervulde vacatures in Nederland",
        "werden er {number} vacatures vervuld in {place}",
        "Vacatures die in het kwartaal werden vervuld",
    ),
}
KINDS = tuple(FLOWS)
STOCK = "open_vacancies"  # the others are flows: of a whole quarter


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
        step=0.1,
        towns=False,
        place=COUNTRY,
        indexed=False,
        notes=(COUNTRY_ONLY,),
    )
    return series.figure(snapshot, selection, subject)


@figure(
    "vacatures-nederland",
    "Vacatures in Nederland",
    needs=(VACANCIES,),
    follows=("sector",),
    chosen={
        "measure": Option(choices.VACANCY_SERIES, {code: words[0] for code, words in FLOWS.items()}),
        "show": Option(choices.VACANCIES_AS, series.WORDS),
    },
)
def vacancies(snapshot: Snapshot, selection: Selection, measure: str = KINDS[0], show: str = series.NUMBER) -> Figure:
    """Vacancies of the Netherlands by quarter, of all sections or those of the chosen priority sector."""
    title, phrase, subtitle = FLOWS[measure]
    what = Counted(
        id="vacancies-national-series",
        dataset=VACANCIES,
        measure=measure,
        title=title,
        short=title.removesuffix(" in Nederland"),
        phrase=phrase,
        subtitle=subtitle,
        whole="hele land, met het effect van de seizoenen",
        step=100,
        rounding="honderdtallen",
        towns=False,
        place=COUNTRY,
        at_end=measure == STOCK,
    )
    return counted(snapshot, selection, what, show=show)
