"""Figures of the page bevolking about how many people live here: key figures, the region as a sum, and 15 to 64."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dashboard.asking.memory import shared
from dashboard.asking.queries import Cell, Result, ask, holds, municipalities
from dashboard.asking.selection import COUNTRY, Selection
from dashboard.charts.bars import Bar, Bars, spoken
from dashboard.figure.core import Figure, KeyFigure, Table
from dashboard.figure.declare import BY_PLACE, figure
from dashboard.figure.gauge import measured, over_time
from dashboard.series import course
from dashboard.series import sector_facts as facts
from dashboard.subjects.population.potential import of_group
from dashboard.telling.doubt import is_doubtful
from dashboard.telling.focus import focused, role
from dashboard.telling.tip import tip
from dashboard.words import notation
from snapshot.read import Snapshot

LABOUR = "labour_participation_series"
NAMED = 3  # municipalities that a key figure can name with their numbers
TOLD = 4  # those that a headline can name so


@shared
def inhabitants(snapshot: Snapshot) -> Result:
    """Return inhabitants by municipality and in the country, and the region as a derived sum: persons."""
    towns = tuple(municipalities(snapshot))
    return with_region(ask(snapshot, "population", region_code=(*towns, COUNTRY), measure="persons"), towns)


def sum_note(towns: int) -> str:
    """Return the remark on a number of the region that is a sum over this many municipalities."""
    sum_of = f"de som van de {notation.counted(towns)} gemeenten"
    return f"Berekend: {sum_of}. De bron heeft geen cijfer van de arbeidsmarktregio."


def left_out(residents: Result) -> str:
    """Return the municipality that the source leaves out of its total of the region, or '' where there is none.

    It is the one whose number is exactly what the total lacks.
    """
    region = residents.region.code
    counts = {row["region_code"]: row["value"] or 0 for row in residents.rows}
    lacking = sum(count for code, count in counts.items() if code != region) - counts.get(region, 0)
    found = [code for code, count in counts.items() if code != region and count == lacking]
    return found[0] if len(found) == 1 else ""


def with_region(result: Result, towns: Sequence[str]) -> Result:
    """Return `result` with the region as the sum of `towns`, for the periods in which none of them lacks a number."""
    sums = []
    for period in result.periods:
        rows = result.where(region_code=towns, reference_period=period).rows
        values = [row["value"] for row in rows if row["value"] is not None]
        if len(values) == len(towns):
            whole = {
                "region_code": result.region.code,
                "status": "derived",
                "note": sum_note(len(towns)),
                "value": sum(values),
            }
            sums.append({**rows[0], **whole})
    return result.only([*result.rows, *sums]).ordered("region_code")


def key_figures(snapshot: Snapshot, selection: Selection) -> tuple[KeyFigure, ...]:
    """Inhabitants of the chosen municipalities or the region; three numbers of the region: persons, %.

    With a sector first what is known of the age of those who work in it, and of the students for it.
    """
    potential = ask(snapshot, "labour_potential")
    people = {group: potential.cell(group=group, measure="persons") for group in ("working_age", "employed")}
    found = (
        inhabitants_now(snapshot, selection),
        measured(
            KeyFigure(
                "Inwoners van 15 t/m 74 jaar",
                people["working_age"].text,
                "",
                course.joined(
                    f"{people['employed'].text} van hen hebben betaald werk",
                    course.newest(snapshot, LABOUR, place=snapshot.region.code, measure="labour_force_and_not"),
                ),
                _rounded(people["working_age"].period),
            ),
            people["working_age"],
        ),
        unused_potential(snapshot),
        participation(snapshot),
    )
    if not selection.sector:
        return found
    apart = (replace(figure, period=f"{figure.period}; {facts.NOT_BY_SECTOR.lower()}") for figure in found)
    return (*_of_sector(snapshot, selection.sector), *apart)


def _of_sector(snapshot: Snapshot, sector: str) -> tuple[KeyFigure, ...]:
    """Return the employees who reach pension age, or that this is not known; and what else is: persons, %."""
    pension = facts.of_uwv(snapshot, sector, "ageing", facts.PENSION)
    more = (
        ("Werknemers van 60 jaar en ouder", facts.of_uwv(snapshot, sector, "ageing", facts.OVER_60)),
        ("Aandeel van de mbo-studenten", facts.students(snapshot, sector)),
    )
    return (
        facts.key_figure("Naar de AOW binnen zeven jaar", "werknemers", pension),
        *(facts.key_figure(label, "", found) for label, found in more if found),
    )


def _rounded(period: str) -> str:
    return f"Hele regio, {notation.period(period)}, afgerond"


def unused_potential(snapshot: Snapshot) -> KeyFigure:
    """Return the people of the region who could work (more), and who they are: persons, rounded."""
    potential = ask(snapshot, "labour_potential", measure="persons")
    hours, without_work, semi = (
        potential.cell(group=group).text for group in ("wants_more_hours", "unemployed", "semi_unemployed")
    )
    unused = potential.cell(group="unused_potential")
    found = KeyFigure(
        "Onbenut arbeidspotentieel",
        unused.text,
        "mensen",
        f"{hours} willen meer uren, {without_work} zijn werkloos, {semi} semiwerkloos",
        _rounded(unused.period),
        potential.publishers,
    )
    return measured(found, unused)


def inhabitants_now(snapshot: Snapshot, selection: Selection) -> KeyFigure:
    """Return the inhabitants of the chosen municipalities or the region, with the change in a year: persons."""
    if len(selection.municipalities) > 1:
        return _together(snapshot, selection.municipalities)
    shown = selection.place
    result = inhabitants(snapshot).where(region_code=shown)
    before, last = (result.cell(reference_period=period) for period in result.periods[-2:])
    change = ""
    if last.value is not None and before.value is not None:
        change = notation.than(notation.difference(last.value, before.value, last.unit))
    counted = notation.counted(len(municipalities(snapshot)))
    derived = f", berekend: som van {counted} gemeenten" if last.status == "derived" else ""
    printed = of_group(snapshot, "population_total") if shown == snapshot.region.code else None
    agenda = (
        f"De agenda noemt {printed.text} ({notation.period(printed.period)}{counted_at(snapshot, printed)})"
        if printed
        else ""
    )
    found = KeyFigure(
        f"Inwoners van {result.label('region_code', shown)}",
        last.text,
        "",
        course.joined(f"{change or f'{before.text} was het'} op {notation.period(before.period)}", agenda),
        f"{notation.period(last.period)}{derived}",
        result.publishers,
    )
    return over_time(found, [result.cell(reference_period=period) for period in result.periods])


def counted_at(snapshot: Snapshot, printed: Cell) -> str:
    """Return when the municipalities together had precisely the inhabitants that the agenda prints; '' for never."""
    if not holds(snapshot, "population"):
        return ""
    counts = inhabitants(snapshot).where(region_code=snapshot.region.code)
    found = [period for period in counts.periods if counts.cell(reference_period=period).value == printed.value]
    return f", zoveel telde CBS {notation.at(found[0])}" if len(found) == 1 else ""


def _together(snapshot: Snapshot, towns: Sequence[str]) -> KeyFigure:
    """Return the inhabitants of several municipalities together, computed, and of each where they are few: persons."""
    everything = ask(snapshot, "population", region_code=towns, measure="persons")
    before, last = everything.periods[-2:]
    old, new = ([cell for _, cell in everything.where(reference_period=p).cells()] for p in (before, last))
    is_known = all(cell.value is not None for cell in (*old, *new))
    total, earlier = (sum(cell.value or 0 for cell in cells) for cells in (new, old))
    change = f"{notation.than(notation.difference(total, earlier, 'persons'))} {notation.at(before)}"
    names = [everything.label("region_code", code) for code in towns]
    each = [
        f"{everything.cell(region_code=c, reference_period=last).text} in {n}"
        for c, n in zip(towns, names, strict=True)
    ]
    found = KeyFigure(
        f"Inwoners van {notation.counted(len(towns))} gemeenten samen",
        notation.number(total) if is_known else notation.NO_VALUE,
        "",
        course.joined(change if is_known else "", notation.listing(each) if len(towns) <= NAMED else ""),
        f"{notation.period(last)}, berekend: som van {notation.counted(len(towns))} gemeenten",
        everything.publishers,
    )
    sums = [
        [cell.value for _, cell in everything.where(reference_period=period).cells()] for period in everything.periods
    ]
    whole = [sum(filter(None, values)) for values in sums if len(values) == len(towns) and None not in values]
    return replace(found, course=tuple(whole))


def participation(snapshot: Snapshot) -> KeyFigure:
    """Return the share with paid work as printed; where it is doubtful, with what follows from the counts beside it."""
    asked = ask(snapshot, "labour_potential", group=("working_age", "employed"))
    printed = asked.cell(measure="net_participation_pct")
    whole, employed = (asked.cell(group=group, measure="persons") for group in ("working_age", "employed"))
    counted = f"{employed.text} van de {whole.text}"
    told = f"{counted} hebben betaald werk"
    if is_doubtful(printed) and whole.value and employed.value is not None:
        share = notation.percentage(100 * employed.value / whole.value)  # of thousands: they bear no decimal
        told = f"{told}, en dat is {share} (berekend)"
    found = KeyFigure(
        "Netto arbeidsparticipatie",
        printed.text,
        "",
        told,
        f"Hele regio, {notation.period(printed.period)}, 15 t/m 74 jaar",
        asked.publishers,
    )
    return measured(found, printed)


@figure(
    "inwoners-15-64",
    "Inwoners van 15 t/m 64 jaar",
    needs=("residents_15_64",),
    follows=BY_PLACE,
)
def working_age(snapshot: Snapshot, selection: Selection) -> Figure:
    """Inhabitants of 15-64 by municipality, ranked: persons, rounded to hundreds."""
    result = ask(snapshot, "residents_15_64")
    region = result.cell(region_code=snapshot.region.code)
    ranked = sorted(
        (code for code in result.codes("region_code") if code != snapshot.region.code),
        key=lambda code: -result.value(region_code=code),
    )
    bars = [
        Bar(
            result.label("region_code", code),
            cell.value,
            cell.text,
            role(code, snapshot, selection),
            tip(result.label("region_code", code), cell, place=code),
        )
        for code in ranked
        for cell in [result.cell(region_code=code)]
    ]
    rows = focused(result, snapshot, selection).ordered("region_code")
    codes = rows.codes("region_code")
    headline = _working_age_headline(result, selection, ranked[0])
    return Figure(
        id="residents-15-64",
        title="Inwoners van 15 t/m 64 jaar",
        headline=headline,
        subtitle=f"Aantal inwoners van 15 t/m 64 jaar per gemeente, afgerond; {notation.period(region.period)}",
        chart=Bars(tuple(bars)),
        alt=f"Staafdiagram. {headline}. {spoken(bars)}.",
        sentence=f"De bron telt voor de regio {region.text} inwoners van 15 t/m 64 jaar{_lacking(result)}."
        if selection.with_region
        else "De agenda geeft bij deze aantallen geen datum en geen bron (paragraaf 1.1.4).",
        table=Table(
            ("Gemeente of regio", "Inwoners van 15 t/m 64 jaar"),
            tuple((_with_remark(rows, code, result), rows.cell(region_code=code).text) for code in codes),
            numeric=(1,),
            strong=tuple(place for place, code in enumerate(codes) if code == snapshot.region.code),
        ),
        results=(rows,),
    )


def _working_age_headline(result: Result, selection: Selection, largest: str) -> str:
    whole = result.cell(region_code=result.region.code).text
    total = f"; de regio telt er {whole}{without(result)}" if selection.with_region else ""
    counts = {code: result.cell(region_code=code).text for code in selection.municipalities or (largest,)}
    if not selection.municipalities:
        name = result.label("region_code", largest)
        return f"{name} heeft met {counts[largest]} de meeste inwoners van 15 t/m 64 jaar{total}"
    if len(counts) > TOLD:
        ranked = sorted(counts, key=lambda code: result.value(region_code=code))
        least, most = (result.label("region_code", code) for code in (ranked[0], ranked[-1]))
        return (
            f"Van de {notation.counted(len(counts))} gekozen gemeenten heeft {most} de meeste inwoners van 15 t/m 64 "
            f"jaar: {counts[ranked[-1]]}, en {least} de minste: {counts[ranked[0]]}{total}"
        )
    told = notation.listing([f"{text} in {result.label('region_code', code)}" for code, text in counts.items()])
    return f"Het aantal inwoners van 15 t/m 64 jaar is {told}{total}"


def _with_remark(result: Result, code: str, residents: Result) -> str:
    name = result.label("region_code", code)
    return f"{name}{without(residents)}" if code == result.region.code else name


def without(residents: Result) -> str:
    """Return " (zonder ...)" with the municipality that the total of the region leaves out; '' where there is none."""
    code = left_out(residents)
    return f" (zonder {residents.label('region_code', code)})" if code else ""


def _lacking(residents: Result) -> str:
    code = left_out(residents)
    if not code:
        return ""
    return (
        f"; de {residents.cell(region_code=code).text} van {residents.label('region_code', code)} zitten daar niet bij"
    )
