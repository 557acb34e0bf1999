"""Figures of the page banenafspraak: jobs against baseline and target, and people at work from the register."""

from __future__ import annotations

from dashboard import notation
from dashboard.figures import charts
from dashboard.figures.core import Figure, KeyFigure, Table
from dashboard.figures.statements import in_words
from dashboard.queries import Cell, Result, ask
from dashboard.selection import COUNTRY, Selection
from dashboard.theme import palette
from snapshot.read import Snapshot

BASELINE, TARGET, REALISED = "Nulmeting", "Indicatieve doelstelling", "Gerealiseerd"
REGISTER, WORKING = "In het doelgroepregister", "Aan het werk"
NOT_IN_SOURCE = "niet in de bron"
JOBS = ("jobs", "target_jobs", "jobs_increase", "jobs_above_target", "paid_hours_per_job", "target_extra_jobs")


def key_figures(snapshot: Snapshot, _selection: Selection) -> tuple[KeyFigure, ...]:
    """Jobs realised, jobs more than at the baseline, people at work (persons), participation (%)."""
    result = ask(snapshot, "job_agreement")
    before, now = _first_and_last(result, "jobs")
    working_before, working = _first_and_last(result, "working_persons")
    target, above, more = (_one(result, name) for name in ("target_jobs", "jobs_above_target", "jobs_increase"))
    region, country = _participation(result)
    since = notation.period(before.period)
    return (
        KeyFigure(
            "Banen voor de doelgroep",
            now.text,
            "banen",
            f"{above.text} boven de indicatieve doelstelling ({target.text})",
            notation.period(now.period),
        ),
        KeyFigure(
            "Erbij sinds de nulmeting", more.text, "banen", f"nulmeting: {before.text} banen op {since}",
            f"{since} tot {notation.period(now.period)}",
        ),
        KeyFigure(
            "Mensen uit het register aan het werk",
            working.text,
            "personen",
            f"{_one(result, 'working_increase').text} meer dan bij de nulmeting ({working_before.text})",
            notation.period(working.period),
        ),
        KeyFigure(
            "Arbeidsparticipatie van de doelgroep",
            region.text,
            "",
            f"{_gap(region, country)} Nederland ({country.text})",
            notation.period(region.period),
        ),
    )  # fmt: skip


def jobs(snapshot: Snapshot, selection: Selection) -> Figure:
    """Baseline, indicative target and realisation: jobs of a fixed number of paid hours a month."""
    result = ask(snapshot, "job_agreement", measure=JOBS)
    before, now = _first_and_last(result, "jobs")
    target, above, more = (_one(result, name) for name in ("target_jobs", "jobs_above_target", "jobs_increase"))
    hours, national = (_one(result, name) for name in ("paid_hours_per_job", "target_extra_jobs"))
    colours = palette(selection.dark)
    shown = ((BASELINE, before, colours.context), (TARGET, target, colours.country), (REALISED, now, colours.accent))
    bars = [charts.Bar(f"{name} {cell.period[:4]}", cell.value, cell.text, shade) for name, cell, shade in shown]
    headline = (
        f"{now.text} banen voor de doelgroep: {above.text} boven de indicatieve doelstelling en "
        f"{more.text} meer dan in {before.period[:4]}"
    )
    return Figure(
        id="job-agreement-jobs",
        title="Banen in de banenafspraak",
        headline=headline,
        subtitle=f"Banen van {hours.text} verloonde {notation.unit(hours.unit)}, geen personen; "
        f"{selection.region.title}, {notation.period(before.period)} en {notation.period(now.period)}",
        chart=charts.bars(bars, dark=selection.dark),
        alt=f"Staafdiagram. {headline}. {charts.spoken(bars)}.",
        sentence=f"De doelstelling voor de regio is een hulpmiddel; het landelijke doel is {national.text} extra banen "
        f"begin {national.period}, en alleen de landelijke monitor telt officieel.",
        table=Table(
            ("Grootheid", "Moment", "Banen"),
            (
                *((name, notation.period(cell.period), cell.text) for name, cell, _ in shown),
                ("Meer dan bij de nulmeting", notation.period(more.period), more.text),
                ("Boven de indicatieve doelstelling", notation.period(above.period), above.text),
            ),
            numeric=(2,),
            strong=(2,),
        ),
        results=(result,),
    )


def people(snapshot: Snapshot, selection: Selection) -> Figure:
    """People in the register and people of them at work, at the baseline and now: persons."""
    result = ask(
        snapshot, "job_agreement", measure=("registered_persons", "working_persons", "working_increase")
    )  # fmt: skip
    before, now = _first_and_last(result, "working_persons")
    registered, more = _one(result, "registered_persons"), _one(result, "working_increase")
    old, new = before.period[:4], now.period[:4]
    colours = palette(selection.dark)
    bars = [
        charts.Bar(f"{WORKING}, {old}", before.value, before.text, colours.context),
        charts.Bar(f"{WORKING}, {new}", now.value, now.text, colours.accent),
        charts.Bar(f"{REGISTER}, {old}", None, NOT_IN_SOURCE, colours.context),
        charts.Bar(f"{REGISTER}, {new}", registered.value, registered.text, colours.soft),
    ]
    headline = f"Van de {registered.text} mensen in het doelgroepregister zijn er {now.text} aan het werk"
    moments = [notation.period(cell.period) for cell in (before, now)]
    return Figure(
        id="job-agreement-people",
        title="Mensen uit het doelgroepregister",
        headline=headline,
        subtitle=f"Personen in {selection.region.title}, {notation.listing(moments)}",
        chart=charts.bars(bars, dark=selection.dark),
        alt=f"Staafdiagram. {headline}. {charts.spoken(bars)}.",
        sentence=f"Er werken {more.text} mensen meer dan in {old}; hoeveel mensen er toen in het register stonden, "
        "noemt de agenda niet.",
        table=Table(
            ("Groep", *moments),
            ((WORKING, before.text, now.text), (REGISTER, NOT_IN_SOURCE, registered.text)),
            numeric=(1, 2),
        ),
        results=(result,),
    )


def participation(snapshot: Snapshot, selection: Selection) -> Figure:
    """Share of the people in the register that works, region against country: %."""
    result = ask(snapshot, "job_agreement", measure=("participation_pct", "registered_persons", "working_persons"))
    result = result.where(reference_period=result.where(measure="participation_pct").periods[-1])
    region, country = _participation(result)
    shown = result.where(measure="participation_pct")
    colours = palette(selection.dark)
    cells = ((snapshot.region.code, region, colours.accent), (COUNTRY, country, colours.country))
    bars = [charts.Bar(shown.label("region_code", code), c.value, c.text, shade) for code, c, shade in cells]
    headline = (
        f"In de regio werkt {region.text} van de doelgroep, {_gap(region, country)} in Nederland ({country.text})"
    )
    more, low, high = _people_at_national_level(result, country)
    return Figure(
        id="job-agreement-participation",
        title="Arbeidsparticipatie van de doelgroep",
        headline=headline,
        subtitle=f"Percentage van de mensen in het doelgroepregister dat werkt, {notation.period(region.period)}",
        chart=charts.bars(bars, dark=selection.dark),
        alt=f"Staafdiagram. {headline}.",
        sentence=f"Op het landelijke niveau van {country.text} zouden hier ongeveer {more} mensen meer werken.",
        table=Table(("Regio", "Arbeidsparticipatie"), tuple((b.name, b.text) for b in bars), numeric=(1,)),
        results=(result,),
        notes=(
            f"Het aantal mensen is berekend. Omdat {country.text} is afgerond, kan het liggen tussen {low} en {high}.",
        ),
    )


def words(snapshot: Snapshot, _selection: Selection) -> Figure:
    """What the agenda says in words about the job agreement; no numbers."""
    return in_words(snapshot, subject="job_agreement")


def _people_at_national_level(result: Result, country: Cell) -> tuple[str, str, str]:
    """Return how many more people would work at the national share, with its bounds: persons, by tens."""
    registered = _one(result, "registered_persons").value or 0
    _, working = _first_and_last(result, "working_persons")
    shares = [(country.value or 0) + slack for slack in (0, -0.5, 0.5)]
    more, low, high = (notation.number(round(registered * s / 100 - (working.value or 0), -1)) for s in shares)
    return more, low, high


def _participation(result: Result) -> tuple[Cell, Cell]:
    shares = result.where(measure="participation_pct")
    return shares.cell(region_code=result.region.code), shares.cell(region_code=COUNTRY)


def _gap(region: Cell, country: Cell) -> str:
    return notation.than(notation.difference(region.value or 0, country.value or 0, "pct"))


def _one(result: Result, measure: str) -> Cell:
    return result.cell(measure=measure)


def _first_and_last(result: Result, measure: str) -> tuple[Cell, Cell]:
    rows = result.where(measure=measure, region_code=result.region.code)
    return rows.cell(reference_period=rows.periods[0]), rows.cell(reference_period=rows.periods[-1])
