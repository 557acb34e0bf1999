"""The eight numbers of the page overzicht, each with its comparison and the page that tells more."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dashboard.asking.memory import once
from dashboard.asking.queries import Result, ask, municipalities
from dashboard.asking.selection import COUNTRY
from dashboard.figure.core import KeyFigure
from dashboard.subjects.job_agreement.job_agreement import against_target
from dashboard.subjects.overview import overview_live
from dashboard.telling.doubt import against_country, doubt
from dashboard.words import notation
from snapshot.read import Snapshot


@dataclass(frozen=True)
class Highlight:
    """One number of the overview: `path` is the page that tells more."""

    path: str
    figure: KeyFigure


Maker = Callable[[Snapshot], KeyFigure | None]
Candidate = tuple[str, Maker, tuple[str, ...]]  # the page that tells more, the maker, and the datasets that it reads


def _places() -> tuple[tuple[Candidate, ...], ...]:
    """Return the eight places: for each the figure of the agenda, and the live one that takes its place without it."""
    live = overview_live
    return (
        (
            ("bevolking", _inhabitants, ("population",)),
            ("bevolking", live.inhabitants, ("population_series",)),
        ),
        (
            ("bevolking", _unused_potential, ("labour_potential",)),
            ("bevolking", live.unemployed, ("labour_participation_series",)),
        ),
        (
            ("bevolking", _participation, ("labour_potential", "labour_force_national")),
            ("bevolking", live.employed, ("labour_participation_series",)),
        ),
        (
            ("uitkeringen", _social_assistance, ("benefits",)),
            ("uitkeringen", live.social_assistance, ("benefits_series",)),
        ),
        (
            ("banenafspraak", _job_agreement, ("job_agreement",)),
            ("uitkeringen", live.unemployment, ("benefits_series",)),
        ),
        (
            ("vacatures", _vacancies, ("vacancies",)),
            ("vacatures", live.jobs, ("jobs_series",)),
        ),
        (("pendel", _commuting, ("commuting",)),),
        (("begroting", _budget, ("budget",)),),
    )


@once
def highlights(snapshot: Snapshot) -> tuple[Highlight, ...]:
    """Return the region in eight numbers at most; persons, %, jobs, vacancies or euro, as each says."""
    found = []
    for candidates in _places():
        for path, maker, needs in candidates:
            figure = maker(snapshot) if set(needs) <= set(snapshot.datasets) else None
            if figure:
                found.append(Highlight(path, figure))
                break
    return tuple(found)


def _inhabitants(snapshot: Snapshot) -> KeyFigure:
    result = ask(snapshot, "population", region_code=tuple(municipalities(snapshot)), measure="persons")
    last, before = result.periods[-1], result.periods[-2]
    totals = {end: sum(row["value"] or 0 for row in result.where(reference_period=end).rows) for end in (last, before)}
    change = notation.difference(totals[last], totals[before], "persons")
    return KeyFigure(
        "Inwoners van de negen gemeenten",
        notation.number(totals[last]),
        "",
        f"{notation.than(change)} op {notation.period(before)}",
        _dated(result, notation.period(last), "som van de gemeenten"),
    )


def _unused_potential(snapshot: Snapshot) -> KeyFigure:
    potential = ask(snapshot, "labour_potential", measure="persons")
    found = potential.cell(group="unused_potential")
    hours, without, semi = (potential.cell(group=g).text for g in ("wants_more_hours", "unemployed", "semi_unemployed"))
    return KeyFigure(
        "Onbenut arbeidspotentieel",
        found.text,
        "mensen",
        f"{hours} willen meer uren, {without} zijn werkloos, {semi} semiwerkloos",
        _dated(potential, notation.period(found.period), "afgerond"),
    )


def _participation(snapshot: Snapshot) -> KeyFigure:
    result = ask(snapshot, "labour_potential", measure="net_participation_pct")
    found = result.cell(group="working_age")
    country = ask(
        snapshot, "labour_force_national", measure="net_participation_pct", adjustment="none", reference_period="2024"
    ).cell(region_code=COUNTRY)
    return KeyFigure(
        "Netto arbeidsparticipatie",
        found.text,
        "",
        f"{doubt(found)}Nederland: {country.text}, gemiddeld over {country.period}",
        _dated(result, notation.period(found.period), "15 t/m 74 jaar"),
    )


def _social_assistance(snapshot: Snapshot) -> KeyFigure:
    shares = ask(snapshot, "benefits", scheme="social_assistance", measure="share_pct")
    found, country = shares.cell(region_code=snapshot.region.code), shares.cell(region_code=COUNTRY)
    return KeyFigure(
        "Huishoudens met bijstand",
        found.text,
        "",
        f"van het aantal inwoners van 15 t/m 64 jaar. {against_country(found, country)}",
        _dated(shares.where(region_code=snapshot.region.code), notation.period(found.period)),
    )


def _job_agreement(snapshot: Snapshot) -> KeyFigure:
    result = ask(snapshot, "job_agreement", region_code=snapshot.region.code)
    found = result.where(measure="jobs", reference_period=result.where(measure="jobs").periods[-1]).cell()
    above = result.where(measure="jobs_above_target").cell()
    return KeyFigure(
        "Banen in de banenafspraak",
        found.text,
        "banen",
        against_target(above),
        _dated(result.where(measure="jobs"), notation.period(found.period)),
    )


def _vacancies(snapshot: Snapshot) -> KeyFigure:
    arisen = ask(snapshot, "vacancies", region_code=snapshot.region.code)
    vacancies = arisen.cell()
    return KeyFigure(
        "Ontstane vacatures",
        vacancies.text,
        "vacatures",
        "De agenda noemt geen ander jaar en geen cijfer voor Nederland",
        _dated(arisen, notation.period(vacancies.period), "afgerond"),
    )


def _commuting(snapshot: Snapshot) -> KeyFigure:
    result = ask(snapshot, "commuting", measure="employees", partner_region="total")
    out, inbound = result.cell(direction="outbound"), result.cell(direction="inbound")
    return KeyFigure(
        "Werkt buiten de regio",
        out.text,
        "werknemers",
        f"Van buiten komen {inbound.text} werknemers hier werken",
        _dated(result, notation.period(out.period), "afgerond"),
    )


def _budget(snapshot: Snapshot) -> KeyFigure:
    result = ask(snapshot, "budget", measure="eur")
    year = result.periods[0]
    income, expenses, left = (
        result.value(heading=heading, reference_period=year) for heading in ("total_income", "total_expenses", "result")
    )
    return KeyFigure(
        f"Lasten van de begroting {year}",
        notation.euro_short(expenses),
        "",
        f"Baten {notation.euro_short(income)}; {notation.euro_short(left)} gaat door naar {int(year) + 1}",
        _dated(result, f"begroting {year}"),
    )


def _dated(result: Result, period: str, remark: str = "") -> str:
    """Return period, remark and publisher in one line, so that each number is dated and sourced by itself."""
    publishers = notation.listing(list(dict.fromkeys(source.publisher for source in result.sources)))
    return f"{', '.join(filter(None, (period, remark)))} · {publishers}"
