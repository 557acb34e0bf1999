"""Benefits over the months as CBS counts them: by scheme, households with assistance, WW without the seasons."""

from __future__ import annotations

from dataclasses import replace

from dashboard.asking.queries import ask
from dashboard.asking.selection import Selection
from dashboard.figure import choices
from dashboard.figure.core import Figure
from dashboard.figure.declare import BY_PLACE, Option, figure
from dashboard.series import course
from dashboard.series.reading import has
from dashboard.series.subject import Subject
from dashboard.words import notation
from snapshot.read import Snapshot

BENEFITS, HOUSEHOLDS, ADJUSTED = "benefits_series", "social_assistance_series", "unemployment_benefits_series"
SCHEMES = ("social_assistance_to_pension_age", "ww", "wajong", "wga", "wao")
OF_AGENDA = {own: other for other, own in choices.OF_CBS.items()}
OTHER_COUNT = " Dat is een andere telling dan deze reeks."
WITH_SEASONS = " In dat cijfer tellen ook andere WW-uitkeringen en het effect van de seizoenen mee."
UNSEASONED = "WW na ontslag, zonder het effect van de seizoenen"


def _schemes(snapshot: Snapshot) -> dict[str, str]:
    words = snapshot.labels(BENEFITS)["scheme"]
    return {scheme: f"{words[scheme]}, personen" for scheme in SCHEMES}


@figure(
    "uitkeringen-reeks",
    "Inwoners met een uitkering, reeks van CBS",
    needs=(BENEFITS,),
    beside=("benefits",),
    follows=BY_PLACE,
    chosen={
        "scheme": Option(choices.BENEFIT_SERIES, _schemes, SCHEMES),
        "show": Option(choices.SERIES_AS, course.COMPARED),
    },
)
def benefits(snapshot: Snapshot, selection: Selection, scheme: str = SCHEMES[0], show: str = course.INDEX) -> Figure:
    """Persons with one benefit, by month: persons, or the first common month = 100."""
    word = snapshot.labels(BENEFITS)["scheme"][scheme]
    name = _inside(word)
    subject = Subject(
        id="benefits-series",
        title=f"Inwoners met {name}",
        dataset=BENEFITS,
        wanted={"scheme": scheme, "measure": "recipients"},
        phrase=f"hadden {{number}} inwoners van {{place}} {name}",
        subtitle=f"Personen met {name} aan het einde van de maand",
        agenda=benefits_in_agenda(snapshot, selection, scheme),
    )
    return course.figure(snapshot, selection, subject, show=show)


def _inside(word: str) -> str:
    """Return the word of a scheme inside a sentence: "bijstand tot de AOW-leeftijd", "bijstand", "WW", "Wajong"."""
    if word.startswith("Bijstand tot"):
        return "bijstand tot de AOW-leeftijd"
    return notation.inside(word)


def benefits_in_agenda(snapshot: Snapshot, selection: Selection, scheme: str, *, remark: str = OTHER_COUNT) -> str:
    """Return the agenda's number of the one place shown, with its date, unit and definition, and how it differs."""
    other = OF_AGENDA.get(scheme)
    if other is None or not has(snapshot, "benefits"):
        return ""
    place = selection.place
    found = ask(snapshot, "benefits", scheme=other, region_code=place, measure="recipients")
    if not found.rows:
        return ""
    cell, word = found.cell(), found.label("scheme", other)
    source = found.sources[0].publisher
    where, dated = found.label("region_code", place), f"({notation.period(cell.period)}, {source})"
    if cell.value is None:
        count = f"het aantal {notation.unit(cell.unit)} met {_inside(word)}"
        return f"In de agenda is {count} in {where} {cell.text} {dated}."
    is_other = " WIA is meer dan alleen de WGA." if other == "wia" else ""
    return f"De agenda geeft voor {where} {cell.amount} met {_inside(word)} {dated}.{is_other}{remark}"


@figure(
    "bijstand-reeks",
    "Huishoudens met bijstand, reeks van CBS",
    needs=(HOUSEHOLDS,),
    beside=("benefits",),
    follows=BY_PLACE,
    chosen={"show": Option(choices.SERIES_AS, course.COMPARED)},
    shown_for=Option(choices.BENEFIT_SERIES, {HOUSEHOLDS: "Bijstand, huishoudens"}),
)
def households(snapshot: Snapshot, selection: Selection, show: str = course.INDEX) -> Figure:
    """Households on social assistance up to pension age, by month: households, or the first common month = 100."""
    subject = Subject(
        id="social-assistance-series",
        title="Huishoudens met bijstand",
        dataset=HOUSEHOLDS,
        wanted={"measure": "households"},
        phrase="hadden {number} huishoudens in {place} bijstand",
        subtitle="Huishoudens met bijstand tot de AOW-leeftijd aan het einde van de maand",
        agenda=benefits_in_agenda(snapshot, selection, "social_assistance_to_pension_age", remark=""),
    )
    return course.figure(snapshot, selection, subject, show=show)


@figure(
    "ww-reeks",
    "WW zonder het effect van de seizoenen, reeks van CBS",
    needs=(f"{ADJUSTED}.recipients",),
    beside=("benefits",),
    follows=BY_PLACE,
    chosen={"show": Option(choices.SERIES_AS, course.COMPARED)},
    shown_for=Option(choices.BENEFIT_SERIES, {ADJUSTED: UNSEASONED}),
)
def adjusted(snapshot: Snapshot, selection: Selection, show: str = course.INDEX) -> Figure:
    """Persons with WW after dismissal without the effect of the seasons, of the region, by month: persons."""
    subject = Subject(
        id="unemployment-benefits-series",
        title=UNSEASONED,
        dataset=ADJUSTED,
        wanted={"measure": "recipients"},
        phrase="hadden {number} inwoners van {place} WW na ontslag, zonder het effect van de seizoenen",
        subtitle="Personen met WW na ontslag aan het einde van de maand, zonder het effect van de seizoenen",
        towns=False,
        agenda=benefits_in_agenda(snapshot, replace(selection, municipalities=()), "ww", remark=WITH_SEASONS),
        notes=("Deze reeks is er alleen voor de hele regio.",) if selection.municipalities else (),
    )
    return course.figure(snapshot, selection, subject, show=show)


def beside_benefit(snapshot: Snapshot, scheme: str, *, place: str) -> str:
    """Return the newest live count of a scheme of the agenda, said to be WGA only where that is meant; or ''."""
    live = {other: own for own, other in OF_AGENDA.items()}.get(scheme, "")
    told = course.newest(snapshot, BENEFITS, place=place, scheme=live) if live else ""
    return f"{told}, alleen WGA" if told and scheme == "wia" else told
