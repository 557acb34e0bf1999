"""Figures of the live series per subject: what is asked, how it is told, and what the agenda says beside it."""

from __future__ import annotations

from dashboard import notation
from dashboard.figure.core import Figure
from dashboard.figure.declare import BY_PLACE, Option, figure
from dashboard.figures import choices, series
from dashboard.figures.population import APART
from dashboard.figures.series_reading import Subject
from dashboard.queries import Cell, ask
from dashboard.selection import Selection
from snapshot.read import Snapshot

POPULATION, LABOUR = "population_series", "labour_participation_series"
BENEFITS, HOUSEHOLDS, ADJUSTED = "benefits_series", "social_assistance_series", "unemployment_benefits_series"
AGES = ("15_64", "total", "0_14", "15_25", "15_74", "65_plus", "75_plus")
MEASURES = ("employed", "labour_force_and_not", "unemployed", "wants_more_hours")
SCHEMES = ("ww", "social_assistance_to_pension_age", "wajong", "wga", "wao")
OF_AGENDA = {"ww": "ww", "social_assistance_to_pension_age": "social_assistance", "wajong": "wajong", "wga": "wia"}
WHO = {
    "labour_force_and_not": ("Inwoners van 15 t/m 74 jaar", "waren {number} inwoners van {place} 15 t/m 74 jaar"),
    "employed": ("Inwoners met betaald werk", "hadden {number} inwoners van {place} betaald werk"),
    "unemployed": ("Werkloze inwoners", "waren {number} inwoners van {place} werkloos"),
    "wants_more_hours": (
        "Inwoners die meer uren willen werken",
        "wilden {number} werkende inwoners van {place} meer uren werken, en konden zij dat ook",
    ),
}
GROUP_OF = {
    "labour_force_and_not": "working_age",
    "employed": "employed",
    "unemployed": "unemployed",
    "wants_more_hours": "wants_more_hours",
}
OTHER_COUNT = " Dat is een andere telling dan deze reeks."
NAMED_BY_CBS = {
    "labour_force_and_not": "",
    "employed": "CBS noemt inwoners met betaald werk ‘werkzame beroepsbevolking’.",
    "unemployed": "CBS noemt werkloze inwoners ‘werkloze beroepsbevolking’: zij zoeken werk en kunnen snel beginnen.",
    "wants_more_hours": "",
}
UNSEASONED = "WW na ontslag, zonder het effect van de seizoenen"


def _ages(snapshot: Snapshot) -> dict[str, str]:
    words = snapshot.labels(POPULATION)["age"]
    return {age: words[age] for age in AGES}


@figure(
    "inwoners-reeks",
    "Inwoners, reeks van CBS",
    needs=(POPULATION,),
    follows=BY_PLACE,
    chosen={"age": Option(choices.AGE, _ages, AGES), "show": Option(choices.SERIES_AS, series.WORDS)},
)
def population(snapshot: Snapshot, selection: Selection, age: str = AGES[0], show: str = series.NUMBER) -> Figure:
    """Inhabitants on 1 January of one age band: persons, or the first common year = 100."""
    word = snapshot.labels(POPULATION)["age"][age]
    who = "mensen" if age == "total" else f"mensen van {word}"
    subject = Subject(
        id="population-series",
        title="Inwoners" if age == "total" else f"Inwoners van {word}",
        dataset=POPULATION,
        wanted={"age": age, "measure": "persons"},
        phrase=f"woonden er {{number}} {who} in {{place}}",
        subtitle=f"Inwoners op 1 januari, {word}",
        step=1,
        agenda=_population_in_agenda(snapshot, selection, age),
    )
    return series.figure(snapshot, selection, subject, show=show)


def _population_in_agenda(snapshot: Snapshot, selection: Selection, age: str) -> str:
    """Return what the agenda counts of the same ages: all, 15-64 and 15-74; of other bands it says nothing."""
    if age == "15_64" and series.has(snapshot, "residents_15_64"):
        place = selection.municipalities[0] if len(selection.municipalities) == 1 else snapshot.region.code
        asked = ask(snapshot, "residents_15_64", region_code=place)
        found = asked.cells()
        cell = found[0][1] if found else None
        where = asked.label("region_code", place)
        apart = f" zonder {asked.label('region_code', APART)}" if place == snapshot.region.code else ""
        return f"De agenda rekent voor {where}{apart} met {cell.text} (afgerond, zonder peildatum)." if cell else ""
    group = {"total": "population_total", "15_74": "working_age"}.get(age)
    potential = _potential(snapshot, group) if group else None
    if potential is None:
        return ""
    return (
        f"De agenda noemt {potential.text} inwoners in de hele regio ({notation.period(potential.period)}"
        f"{', afgerond' if potential.status == 'rounded' else ''})."
    )


def _potential(snapshot: Snapshot, group: str) -> Cell | None:
    if not series.has(snapshot, "labour_potential"):
        return None
    found = ask(snapshot, "labour_potential", group=group, measure="persons").cells()
    return found[0][1] if found else None


@figure(
    "arbeidsdeelname-reeks",
    "Arbeidsdeelname, reeks van CBS",
    needs=(LABOUR,),
    follows=BY_PLACE,
    chosen={"measure": Option(choices.COUNTED, {measure: WHO[measure][0] for measure in MEASURES})},
)
def participation(snapshot: Snapshot, selection: Selection, measure: str = MEASURES[0]) -> Figure:
    """People of 15-74 by what they do: thousands, as published: too coarse for an index of a municipality."""
    title, phrase = WHO[measure]
    found = _potential(snapshot, GROUP_OF[measure])
    agenda = (
        f"De agenda noemt {found.text} ({notation.period(found.period)}, hele regio, afgerond op duizenden)."
        if found
        else ""
    )
    subject = Subject(
        id="participation-series",
        title=title,
        dataset=LABOUR,
        wanted={"measure": measure},
        phrase=phrase,
        subtitle="Inwoners van 15 t/m 74 jaar, x 1.000",
        step=1,
        rounding="duizendtallen",
        agenda=agenda,
        indexed=False,
        notes=tuple(filter(None, (NAMED_BY_CBS[measure],))),
    )
    return series.figure(snapshot, selection, subject)


def _schemes(snapshot: Snapshot) -> dict[str, str]:
    words = snapshot.labels(BENEFITS)["scheme"]
    return {scheme: f"{words[scheme]}, personen" for scheme in SCHEMES}


@figure(
    "uitkeringen-reeks",
    "Inwoners met een uitkering, reeks van CBS",
    needs=(BENEFITS,),
    follows=BY_PLACE,
    chosen={
        "scheme": Option(choices.BENEFIT_SERIES, _schemes, SCHEMES),
        "show": Option(choices.SERIES_AS, series.WORDS),
    },
)
def benefits(snapshot: Snapshot, selection: Selection, scheme: str = SCHEMES[0], show: str = series.NUMBER) -> Figure:
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
        step=10,
        rounding="tientallen",
        agenda=_benefits_in_agenda(snapshot, selection, scheme),
    )
    return series.figure(snapshot, selection, subject, show=show)


def _inside(word: str) -> str:
    """Return the word of a scheme inside a sentence: "bijstand tot de AOW-leeftijd", "bijstand", "WW", "Wajong"."""
    if word.startswith("Bijstand tot"):
        return "bijstand tot de AOW-leeftijd"
    return notation.inside(word)


def _benefits_in_agenda(snapshot: Snapshot, selection: Selection, scheme: str) -> str:
    """Return the agenda's number of the one place shown, with its date, unit and definition."""
    other = OF_AGENDA.get(scheme)
    if other is None or not series.has(snapshot, "benefits"):
        return ""
    place = selection.municipalities[0] if len(selection.municipalities) == 1 else snapshot.region.code
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
    return f"De agenda geeft voor {where} {cell.amount} met {_inside(word)} {dated}.{is_other}{OTHER_COUNT}"


@figure(
    "bijstand-reeks",
    "Huishoudens met bijstand, reeks van CBS",
    needs=(HOUSEHOLDS,),
    follows=BY_PLACE,
    chosen={"show": Option(choices.SERIES_AS, series.WORDS)},
    shown_for=Option(choices.BENEFIT_SERIES, {HOUSEHOLDS: "Bijstand, huishoudens"}),
)
def households(snapshot: Snapshot, selection: Selection, show: str = series.NUMBER) -> Figure:
    """Households on social assistance up to pension age, by month: households, or the first common month = 100."""
    subject = Subject(
        id="social-assistance-series",
        title="Huishoudens met bijstand",
        dataset=HOUSEHOLDS,
        wanted={"measure": "households"},
        phrase="hadden {number} huishoudens in {place} bijstand",
        subtitle="Huishoudens met bijstand tot de AOW-leeftijd aan het einde van de maand",
        step=10,
        rounding="tientallen",
        agenda=_benefits_in_agenda(snapshot, selection, "social_assistance_to_pension_age").removesuffix(OTHER_COUNT),
    )
    return series.figure(snapshot, selection, subject, show=show)


@figure(
    "ww-reeks",
    "WW zonder het effect van de seizoenen, reeks van CBS",
    needs=(ADJUSTED,),
    follows=BY_PLACE,
    chosen={"show": Option(choices.SERIES_AS, series.WORDS)},
    shown_for=Option(choices.BENEFIT_SERIES, {ADJUSTED: UNSEASONED}),
)
def adjusted(snapshot: Snapshot, selection: Selection, show: str = series.NUMBER) -> Figure:
    """Persons with WW after dismissal without the effect of the seasons, of the region, by month: persons."""
    subject = Subject(
        id="unemployment-benefits-series",
        title=UNSEASONED,
        dataset=ADJUSTED,
        wanted={"measure": "recipients"},
        phrase="hadden {number} inwoners van {place} WW na ontslag, zonder het effect van de seizoenen",
        subtitle="Personen met WW na ontslag aan het einde van de maand, zonder het effect van de seizoenen",
        step=10,
        rounding="tientallen",
        towns=False,
        agenda=_benefits_in_agenda(snapshot, Selection(), "ww").replace(
            OTHER_COUNT, " In dat cijfer tellen ook andere WW-uitkeringen en het effect van de seizoenen mee."
        ),
        notes=("Deze reeks is er alleen voor de hele regio.",) if selection.municipalities else (),
    )
    return series.figure(snapshot, selection, subject, show=show)


def beside_benefit(snapshot: Snapshot, scheme: str, *, place: str) -> str:
    """Return the newest live count of a scheme of the agenda, said to be WGA only where that is meant; or ''."""
    live = {other: own for own, other in OF_AGENDA.items()}.get(scheme, "")
    told = series.newest(snapshot, BENEFITS, place=place, scheme=live) if live else ""
    return f"{told}, alleen WGA" if told and scheme == "wia" else told
