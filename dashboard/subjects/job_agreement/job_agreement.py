"""Figures of the page banenafspraak: jobs against baseline and target, and people at work from the register."""

from __future__ import annotations

import math
from dataclasses import replace

from dashboard.asking.queries import Cell, Result, ask
from dashboard.asking.selection import COUNTRY, Selection
from dashboard.charts.bars import Bar, Bars, spoken
from dashboard.figure.core import Figure, KeyFigure, Table
from dashboard.figure.declare import figure
from dashboard.figure.gauge import measured
from dashboard.figure.quotes import in_words
from dashboard.telling import roles
from dashboard.telling.tip import COUNTRY as NEDERLAND
from dashboard.telling.tip import tip
from dashboard.words import notation
from snapshot.read import Snapshot

BASELINE, TARGET, REALISED = "Nulmeting", "Indicatieve doelstelling", "Gerealiseerd"
REGISTER, WORKING = "In het doelgroepregister", "Aan het werk"
IN_BARS = "In het register"  # the whole name leaves no room for words on a phone
REGION = "Hele regio"
NOT_IN_SOURCE = "niet in de bron"
JOBS = ("jobs", "target_jobs", "jobs_increase", "jobs_above_target", "paid_hours_per_job", "target_extra_jobs")


def against_target(gap: Cell) -> str:
    """Return jobs above the target in words: "388 boven de indicatieve doelstelling", or below it, or precisely it."""
    if gap.value is None:
        return f"verschil met de indicatieve doelstelling: {gap.text}"
    if gap.value == 0:
        return "precies de indicatieve doelstelling"
    return f"{_size(gap)} {'boven' if gap.value > 0 else 'onder'} de indicatieve doelstelling"


def more_than(change: Cell) -> str:
    """Return a published change in words: "3.004 meer dan", "12 minder dan", "evenveel als"."""
    if change.value == 0:
        return "evenveel als"
    return f"{_size(change)} {'minder' if (change.value or 0) < 0 else 'meer'} dan"


def more_people_than(change: Cell) -> str:
    """Return a published change in people: "2.509 mensen meer dan", "12 mensen minder dan", "evenveel mensen als"."""
    if change.value == 0:
        return "evenveel mensen als"
    return f"{_size(change)} mensen {'minder' if (change.value or 0) < 0 else 'meer'} dan"


def _size(change: Cell) -> str:
    return replace(change, value=abs(change.value or 0)).text


def key_figures(snapshot: Snapshot, selection: Selection) -> tuple[KeyFigure, ...]:
    """Jobs realised, jobs more than at the baseline, people at work (persons), participation (%)."""
    result = ask(snapshot, "job_agreement")
    before, now = _first_and_last(result, "jobs")
    working_before, working = _first_and_last(result, "working_persons")
    more = _one(result, "jobs_increase")
    region, country = _participation(result)
    since = notation.period(before.period)
    return (
        jobs_now(snapshot),
        KeyFigure(
            _label(more, "Erbij sinds de nulmeting", "Verschil met de nulmeting"),
            more.text,
            "banen",
            f"nulmeting: {before.text} banen {notation.at(before.period)}",
            f"{REGION}, {since} tot {notation.period(now.period)}",
        ),
        measured(KeyFigure(
            "Mensen uit het register aan het werk",
            working.text,
            "personen",
            f"{more_than(_one(result, 'working_increase'))} bij de nulmeting ({working_before.text})",
            f"{REGION}, {notation.period(working.period)}",
        ), working),
        measured(KeyFigure(
            "Arbeidsparticipatie van de doelgroep",
            region.text,
            "",
            f"{_gap(result, region, country)} Nederland ({country.text})"
            if selection.with_country
            else f"{working.text} van de {_one(result, 'registered_persons').text} mensen in het register",
            f"{REGION}, {notation.period(region.period)}",
        ), region, {COUNTRY: country} if selection.with_country else {}),
    )  # fmt: skip


def jobs_now(snapshot: Snapshot) -> KeyFigure:
    """Return the jobs realised, against the indicative target; jobs of a fixed number of paid hours."""
    result = ask(snapshot, "job_agreement")
    _, now = _first_and_last(result, "jobs")
    target, above = (_one(result, name) for name in ("target_jobs", "jobs_above_target"))
    return KeyFigure(
        "Banen in de banenafspraak",
        now.text,
        "banen",
        f"{against_target(above)} ({target.text})",
        f"{REGION}, {notation.period(now.period)}",
        result.where(measure="jobs").publishers,
    )


@figure(
    "banenafspraak-banen",
    "Banen in de banenafspraak",
    needs=("job_agreement",),
)
def jobs(snapshot: Snapshot, selection: Selection) -> Figure:
    """Baseline, indicative target and realisation: jobs of a fixed number of paid hours a month."""
    result = ask(snapshot, "job_agreement", measure=JOBS)
    before, now = _first_and_last(result, "jobs")
    target, above, more = (_one(result, name) for name in ("target_jobs", "jobs_above_target", "jobs_increase"))
    hours, national = (_one(result, name) for name in ("paid_hours_per_job", "target_extra_jobs"))
    shown = ((BASELINE, before, roles.CONTEXT), (TARGET, target, roles.COUNTRY), (REALISED, now, roles.ACCENT))
    bars = [
        Bar(f"{name} {cell.period[:4]}", cell.value, cell.text, shade, tip(name, cell)) for name, cell, shade in shown
    ]
    headline = (
        f"{notation.capital(notation.at(now.period))} waren er in {selection.region.title} {now.text} banen voor de "
        f"doelgroep: {against_target(above)} en {more_than(more)} {notation.at(before.period)}"
    )
    return Figure(
        id="job-agreement-jobs",
        title="Banen in de banenafspraak",
        headline=headline,
        subtitle=f"Banen van {hours.text} verloonde {notation.unit(hours.unit)}, geen personen; "
        f"{selection.region.title}, {notation.period(before.period)} en {notation.period(now.period)}",
        chart=Bars(tuple(bars)),
        alt=f"Staafdiagram. {headline}. {spoken(bars)}.",
        sentence="De indicatieve doelstelling voor de regio is een hulpmiddel; het landelijke doel was "
        f"{national.text} extra banen begin {national.period}, en alleen de landelijke monitor telt officieel.",
        table=Table(
            ("Grootheid", "Moment", "Banen"),
            (
                *((name, notation.period(cell.period), cell.text) for name, cell, _ in shown),
                (
                    _label(more, "Meer dan bij de nulmeting", "Minder dan bij de nulmeting"),
                    notation.period(more.period),
                    _size(more),
                ),
                (
                    _label(above, "Boven de indicatieve doelstelling", "Onder de indicatieve doelstelling"),
                    notation.period(above.period),
                    _size(above),
                ),
            ),
            numeric=(2,),
            strong=(2,),
        ),
        results=(result,),
    )


@figure(
    "banenafspraak-mensen",
    "Mensen in het doelgroepregister",
    needs=("job_agreement",),
)
def people(snapshot: Snapshot, selection: Selection) -> Figure:
    """People in the register and people of them at work, at the baseline and now: persons."""
    result = ask(
        snapshot, "job_agreement", measure=("registered_persons", "working_persons", "working_increase")
    )  # fmt: skip
    before, now = _first_and_last(result, "working_persons")
    registered, more = _one(result, "registered_persons"), _one(result, "working_increase")
    old, new = before.period[:4], now.period[:4]
    bars = [
        Bar(f"{WORKING}, {old}", before.value, before.text, roles.CONTEXT, tip(WORKING, before)),
        Bar(f"{WORKING}, {new}", now.value, now.text, roles.ACCENT, tip(WORKING, now)),
        Bar(f"{IN_BARS}, {old}", None, NOT_IN_SOURCE, roles.CONTEXT),
        Bar(f"{IN_BARS}, {new}", registered.value, registered.text, roles.SOFT, tip(REGISTER, registered)),
    ]
    headline = (
        f"{notation.capital(notation.at(now.period))} werkten in {selection.region.title} {now.text} van de "
        f"{registered.text} mensen in het doelgroepregister"
    )
    moments = [notation.period(cell.period) for cell in (before, now)]
    return Figure(
        id="job-agreement-people",
        title="Mensen uit het doelgroepregister",
        headline=headline,
        subtitle=f"Personen in {selection.region.title}, {notation.listing(moments)}",
        chart=Bars(tuple(bars)),
        alt=f"Staafdiagram. {headline}. {spoken(bars)}.",
        sentence=f"Er werkten {more_people_than(more)} {notation.at(before.period)}; hoeveel mensen er toen in het "
        "register stonden, noemt de agenda niet.",
        table=Table(
            ("Groep", *moments),
            ((WORKING, before.text, now.text), (REGISTER, NOT_IN_SOURCE, registered.text)),
            numeric=(1, 2),
        ),
        results=(result,),
    )


@figure(
    "banenafspraak-participatie",
    "Aan het werk uit het doelgroepregister",
    needs=("job_agreement",),
    follows=("comparison",),
)
def participation(snapshot: Snapshot, selection: Selection) -> Figure:
    """Share of the people in the register that works, region against country where that is compared with: %."""
    result = ask(snapshot, "job_agreement", measure=("participation_pct", "registered_persons", "working_persons"))
    result = result.where(reference_period=result.where(measure="participation_pct").periods[-1])
    region, country = _participation(result)
    shown = result.where(measure="participation_pct")
    cells = [(snapshot.region.code, region, roles.ACCENT)]
    beside, told = "", ""
    notes: tuple[str, ...] = ()
    if selection.with_country:
        cells.append((COUNTRY, country, roles.COUNTRY))
        beside = f", {_gap(result, region, country, more='meer', fewer='minder')} in Nederland ({country.text})"
        told = _people_at_national_level(result, country)
        notes = ("Het verschil in mensen is berekend uit het aantal mensen in het register.",)
    against = {NEDERLAND: country if selection.with_country else None}
    bars = [
        Bar(name, c.value, c.text, shade, tip(name, c, place=code, against=against))
        for code, c, shade in cells
        for name in [shown.label("region_code", code)]
    ]
    headline = (
        f"{notation.capital(notation.at(region.period))} werkte in {snapshot.region.title} {region.text} van de "
        f"doelgroep{beside}"
    )
    return Figure(
        id="job-agreement-participation",
        title="Arbeidsparticipatie van de doelgroep",
        headline=headline,
        subtitle=f"Percentage van de mensen in het doelgroepregister dat werkt, {notation.period(region.period)}",
        chart=Bars(tuple(bars)),
        alt=f"Staafdiagram. {headline}.",
        sentence=f"{told} {region.note}".strip() or _counted(result),
        table=Table(("Regio", "Arbeidsparticipatie"), tuple((b.name, b.text) for b in bars), numeric=(1,)),
        results=(result.where(region_code=[code for code, _, _ in cells]),),
        notes=notes,
    )


def _counted(result: Result) -> str:
    """Return the counts that the share of the region is of."""
    _, working = _first_and_last(result, "working_persons")
    return f"Van de {_one(result, 'registered_persons').text} mensen in het register werkten er {working.text}."


@figure(
    "banenafspraak-in-woorden",
    "Banenafspraak in woorden",
    needs=("statements",),
)
def words(snapshot: Snapshot, _selection: Selection) -> Figure:
    """What the agenda says in words about the job agreement; no numbers."""
    return in_words(snapshot, subject="job_agreement")


def _people_at_national_level(result: Result, country: Cell) -> str:
    """Return in words how many more or fewer people would work at the national share, and within which bounds."""
    registered = _one(result, "registered_persons").value or 0
    _, working = _first_and_last(result, "working_persons")
    half = country.measure.step / 2
    gap, low, high = (
        registered * ((country.value or 0) + slack) / 100 - (working.value or 0) for slack in (0, -half, half)
    )
    told, bounds = people_in_words(gap, low, high)
    return f"Op het landelijke niveau van {country.text} zouden hier {told} werken: door afronding tussen {bounds}."


def people_in_words(gap: float, low: float, high: float) -> tuple[str, str]:
    """Return a difference in persons and its bounds in words: "ongeveer 80 mensen meer", "30 en 130 meer".

    Both go by tens; the bounds are rounded away from each other, so that what can be lies between those that are told.
    """
    gap, low, high = round(gap, -1), math.floor(low / 10) * 10, math.ceil(high / 10) * 10
    told = (
        f"ongeveer {notation.number(abs(gap))} mensen {'meer' if gap > 0 else 'minder'}"
        if gap
        else ("ongeveer evenveel mensen")
    )
    if low < 0 < high:
        return told, f"{notation.number(-low)} minder en {notation.number(high)} meer"
    near, far = sorted((abs(low), abs(high)))
    return told, f"{notation.number(near)} en {notation.number(far)} {'meer' if high > 0 else 'minder'}"


def _label(change: Cell, more: str, fewer: str) -> str:
    return fewer if (change.value or 0) < 0 else more


def _participation(result: Result) -> tuple[Cell, Cell]:
    shares = result.where(measure="participation_pct")
    return shares.cell(region_code=result.region.code), shares.cell(region_code=COUNTRY)


def _gap(result: Result, region: Cell, country: Cell, *, more: str = "hoger", fewer: str = "lager") -> str:
    """Return how the share here differs from that of the country, as far as the rounding of the latter can bear it.

    A share is higher or lower; where a sentence says who works, more or fewer of them do.

    The share here follows from counts, so that a gap of one rounding can still have a direction: "iets minder dan".
    """
    shares = (region.value or 0, country.value or 0)
    word = more if shares[0] > shares[1] else fewer
    if abs(shares[0] - shares[1]) > region.measure.step:
        return f"{notation.number(abs(shares[0] - shares[1]), region.measure.decimals)} procentpunt {word} dan"
    registered, working = _one(result, "registered_persons").value, _first_and_last(result, "working_persons")[1].value
    exact = 100 * (working or 0) / registered if registered else shares[0]
    if abs(exact - shares[1]) <= country.measure.step / 2:
        return "ongeveer gelijk aan"
    return f"iets {more if exact > shares[1] else fewer} dan"


def _one(result: Result, measure: str) -> Cell:
    return result.cell(measure=measure)


def _first_and_last(result: Result, measure: str) -> tuple[Cell, Cell]:
    rows = result.where(measure=measure, region_code=result.region.code)
    return rows.cell(reference_period=rows.periods[0]), rows.cell(reference_period=rows.periods[-1])
