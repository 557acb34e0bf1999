"""Live series of the Netherlands by quarter: unemployment and participation in %, and vacancies by section."""

from __future__ import annotations

from dashboard.asking.selection import COUNTRY, Selection
from dashboard.figure import choices
from dashboard.figure.core import Figure
from dashboard.figure.declare import Option, figure
from dashboard.series import course, sections
from dashboard.series.subject import Subject
from snapshot.read import Snapshot

VACANCIES = "vacancies_national_series"
FLOWS = {
    "open_vacancies": (
        "Openstaande vacatures",
        "stonden er {number} vacatures open in {place}",
        "Openstaande vacatures aan het einde van het kwartaal",
    ),
    "new_vacancies": (
        "Ontstane vacatures",
        "ontstonden er {number} vacatures in {place}",
        "Vacatures die in het kwartaal ontstonden",
    ),
    "filled_vacancies": (
        "Vervulde vacatures",
        "werden er {number} vacatures vervuld in {place}",
        "Vacatures die in het kwartaal werden vervuld",
    ),
}
KINDS = tuple(FLOWS)
STOCK = "open_vacancies"  # the others are flows: of a whole quarter


@figure(
    "vacatures-nederland",
    "Vacatures in Nederland",
    needs=(VACANCIES,),
    beside=("sector_crosswalk",),
    follows=("sector",),
    chosen={
        "measure": Option(choices.VACANCY_SERIES, {code: f"{words[0]} in Nederland" for code, words in FLOWS.items()}),
        "show": Option(choices.VACANCIES_AS, course.WORDS),
    },
)
def vacancies(snapshot: Snapshot, selection: Selection, measure: str = KINDS[0], show: str = course.NUMBER) -> Figure:
    """Vacancies of the Netherlands by quarter, of all sections or those of the chosen priority sector."""
    short, phrase, subtitle = FLOWS[measure]
    subject = Subject(
        id="vacancies-national-series",
        dataset=VACANCIES,
        wanted={"measure": measure},
        title=f"{short} in Nederland",
        short=short,
        phrase=phrase,
        subtitle=subtitle,
        whole="hele land, met het effect van de seizoenen",
        towns=False,
        place=COUNTRY,
        at_end=measure == STOCK,
    )
    return sections.figure(snapshot, selection, subject, show=show)
