"""Registered jobseekers as the agenda prints them, by benefit, without and with work as an employee."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.asking.queries import Result, ask, holds
from dashboard.asking.selection import Selection
from dashboard.charts.stacked import Segment, Stacked
from dashboard.figure.core import Figure, Table
from dashboard.figure.declare import figure
from dashboard.subjects.benefits.benefits import households_of
from dashboard.telling import roles
from dashboard.telling.tip import tip
from dashboard.words import notation
from snapshot.read import Snapshot

WORK = {"without_work": roles.ACCENT, "with_work": roles.SOFT}
STAY = "Wie met WIA of Wajong volledig naar vermogen werkt, telt hier nog vijf jaar mee (paragraaf 1.1.3)."


@figure(
    "werkzoekenden",
    "Geregistreerd werkzoekenden",
    needs=("registered_jobseekers",),
    beside=("benefits",),
)
def jobseekers(snapshot: Snapshot, selection: Selection) -> Figure:
    """Registered jobseekers by scheme, without and with work as an employee: persons, rounded to hundreds."""
    result = ask(snapshot, "registered_jobseekers").ordered("scheme")
    found = [(scheme, result.where(scheme=scheme).cells()) for scheme in result.codes("scheme")]
    totals = {scheme: sum(cell.value or 0 for _, cell in cells) for scheme, cells in found}
    whole = [scheme for scheme, cells in found if all(cell.value is not None for _, cell in cells)]
    order = sorted(totals, key=lambda scheme: -totals[scheme])
    segments = _segments(result, order)
    together_known = sum(totals[scheme] for scheme in whole)
    headline = _without_work(result, whole, together_known, selection)
    period = notation.period(result.periods[0])
    return Figure(
        id="jobseekers",
        title="Geregistreerd werkzoekenden",
        headline=headline,
        subtitle="Personen met bijstand of WW, en personen met WIA of Wajong die hulp bij werk krijgen van UWV; "
        f"{selection.region.title}, {period}",
        chart=Stacked(tuple(segments)),
        alt=f"Gestapelde staven. {headline}. " + ", ".join(f"{s.bar} {s.name}: {s.text}" for s in segments) + ".",
        sentence=f"Samen zijn het {notation.number(together_known)} mensen. "
        f"{_in_households(snapshot, result, totals)}{STAY}",
        table=Table(
            ("Uitkering of dienstverlening", "Zonder werk in loondienst", "Met werk in loondienst"),
            tuple(
                (result.label("scheme", s), *(result.cell(scheme=s, employment=e).text for e in WORK)) for s in order
            ),
            numeric=(1, 2),
        ),
        results=(result,),
        notes=("Totaal en percentage zijn berekend uit de afgeronde aantallen in de figuur.",),
    )


def _in_households(snapshot: Snapshot, result: Result, totals: Mapping[str, float]) -> str:
    """Return of which group the persons here are households where the agenda counts those who have a benefit."""
    if not holds(snapshot, "benefits"):
        return ""
    counted = households_of(snapshot)
    told = [
        f"Bij {notation.inside(word)} zijn dat {notation.number(totals[scheme])} personen; in de tabel met uitkeringen "
        f"telt de agenda {cell.amount} ({notation.period(cell.period)})."
        for scheme in totals
        if (cell := counted.get(word := result.label("scheme", scheme)))
    ]
    return f"{' '.join(told)} " if told else ""


def _segments(result: Result, order: list[str]) -> list[Segment]:
    return [
        Segment(
            result.label("scheme", scheme),
            result.label("employment", work),
            cell.value,
            cell.text,
            shade,
            place,
            tip(result.label("scheme", scheme), cell, word=result.label("employment", work)),
        )
        for scheme in order
        for place, (work, shade) in enumerate(WORK.items())
        for cell in [result.cell(scheme=scheme, employment=work)]
    ]


def _without_work(result: Result, whole: list[str], total: float, selection: Selection) -> str:
    """Return which share has no work, of the benefits of which all numbers are known; computed."""
    without = sum(result.value(scheme=scheme, employment="without_work") for scheme in whole)
    share = notation.percentage(100 * without / total) if total else notation.NO_VALUE
    apart = notation.listing([result.label("scheme", code) for code in result.codes("scheme") if code not in whole])
    of_whom = f"een uitkering (zonder {apart})" if apart else "een uitkering"
    return (
        f"Van de geregistreerde werkzoekenden in {selection.region.title} met {of_whom} had {share} "
        f"{notation.at(result.periods[0])} geen werk in loondienst (berekend)"
    )
