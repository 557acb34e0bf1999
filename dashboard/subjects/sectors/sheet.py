"""One priority sector on one sheet: what is known, of what exactly, where and when; and what no source here tells."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.asking.policy import NEEDS, chain
from dashboard.asking.queries import Result, ask, holds, priority_sectors
from dashboard.asking.selection import Selection
from dashboard.figure.core import Figure, KeyFigure, Table
from dashboard.figure.declare import figure
from dashboard.series import sector_facts as facts
from dashboard.series.sector_facts import UNKNOWN, Fact
from dashboard.subjects.sectors.coverage import Coverage, coverage
from dashboard.subjects.sectors.said import OUR_READING, SAID, in_a_sentence, lines, said
from dashboard.telling import proposal
from dashboard.telling.money import together
from dashboard.words import notation
from dashboard.words.periods import span
from snapshot.read import Row, Snapshot

PAGE = "sectoren"
SBI, UWV = "bedrijfstak van SBI 2008", "sector van UWV"
TIGHTNESS = "Spanning in de sector"
HEADER = ("Onderwerp", "Waarover", "Cijfer", "Waar", "Wanneer", "Bron")
# What is not known of a sector, and what would tell it.
WHERE = {
    "jobs": "CBS, bij een verversing",
    "vacancies": "CBS, bij een verversing",
    "establishments": "CBS, bij een verversing",
    "growth": "UWV, Regio in Beeld",
    "ageing": "UWV, maatwerk",
    "tightness": "UWV, Spanningsindicator",
    "inflow": "SBB en DUO",
    "shortage": "UWV, krapteberoepen",
}


@figure(
    "sector-op-een-blad",
    "Een speerpuntsector op één blad",
    needs=("priority_sectors", "sector_crosswalk", "sector_owners"),
    beside=(
        "ageing",
        "establishments_series",
        "jobs",
        "jobs_series",
        SAID,
        "vacancies_series",
        "wider_areas",
        "youth",
        *NEEDS,
    ),
    follows=("municipalities", "sector"),
    holds=lambda snapshot: bool(priority_sectors(snapshot)),
    when=lambda selection: bool(selection.sector),
    of_sector=True,
)
def sheet(snapshot: Snapshot, selection: Selection) -> Figure:
    """All that is known of the chosen priority sector, and what is not known with where it would come from."""
    found = coverage(snapshot)
    code = selection.sector or found.ranked[0]
    chosen = Selection(selection.municipalities, code, selection.compare, selection.region)
    name = found.sector(code)
    topics = _topics(snapshot, chosen)
    tightness = lines(snapshot, code, topic=TIGHTNESS, name=name, region=selection.region.title)
    known = [fact for _, _, told in topics for fact in told]
    rows = [
        *_whose(found, code),
        *(row for title, _, told in topics for row in _lines(title, told)),
        *tightness,
        *_agenda(snapshot, chosen, found.agenda.title),
    ]
    missing = [(title, where) for title, where, told in topics if not told and where]
    missing += [(title, where) for title, where in _nowhere() if not (tightness and title == TIGHTNESS)]
    headline, fits = finding(snapshot, chosen), _fits(snapshot, code)
    results = (
        found.sectors.where(priority_sector=code),
        found.owners.where(owner=found.owners_of(code)),
        fits,
        *(fact.rows for fact in known),
        *said(snapshot, code),
    )
    return Figure(
        id="sector-sheet",
        title=f"{name} op één blad",
        headline=headline,
        subtitle=f"Wat over {name} bekend is, en wat niet. Bij elk cijfer staat wat precies is geteld",
        chart=None,
        alt=f"Tabel met {notation.so_many(len(rows) + len(missing), 'regel', 'regels')} over {name}. {headline}.",
        sentence=_overlap(known, name),
        table=Table(HEADER, (*rows, *(_unknown(title, name, where) for title, where in missing))),
        results=results,
        cell_notes=False,
        computed=True,
        notes=tuple(
            dict.fromkeys(
                [
                    *(note for row in fits.rows if (note := _remark(row, fits))),
                    *([OUR_READING] if said(snapshot, code) else []),
                    *([proposal.TIED] if any(proposal.MARK in row[2] for row in rows) else []),
                ]
            )
        ),
    )


def key_figures(snapshot: Snapshot, selection: Selection) -> tuple[KeyFigure, ...]:
    """Return four numbers of the chosen priority sector: whose it is, jobs, expected growth, vacancies."""
    found, growth = coverage(snapshot), facts.of_uwv(snapshot, selection.sector, "jobs", facts.GROWTH)
    owners = found.owners_of(selection.sector)
    word = found.sector(selection.sector)
    told = [f"{found.owner(owner)}{found.manner(selection.sector, owner)}" for owner in owners]
    return (
        KeyFigure(
            f"{word} als speerpunt", str(len(owners)), f"van de {len(found.columns)}", f"van {notation.listing(told)}",
            said_in(found, selection),
        ),
        facts.key_figure("Banen van werknemers", "banen", facts.jobs(snapshot, selection)),
        facts.key_figure("Verwachte groei van banen", "", growth),
        facts.key_figure("Open vacatures", "vacatures", facts.vacancies(snapshot, selection)),
    )  # fmt: skip


def said_in(found: Coverage, selection: Selection) -> str:
    """Return where the agenda names the sectors, and that it does so for the whole region where a part is chosen."""
    whole = "Hele regio, " if selection.municipalities else ""
    return f"{whole}{found.agenda.title}, paragraaf {found.sectors.codes('paragraph')[0]}"


def of_chosen(snapshot: Snapshot, selection: Selection) -> tuple[str, str] | None:
    """Return the name of the chosen priority sector and the finding on it; None where none is chosen."""
    if not selection.sector:
        return None
    told = [finding(snapshot, selection), *in_a_sentence(snapshot, selection.sector)]
    return priority_sectors(snapshot)[selection.sector], ". ".join(told)


def finding(snapshot: Snapshot, selection: Selection) -> str:
    """Return the one sentence on a sector: its jobs and their course, or that these are not known."""
    name = priority_sectors(snapshot)[selection.sector]
    jobs = facts.jobs(snapshot, selection)
    if not jobs:
        return f"Over de banen in {name} staat hier geen cijfer; wat wel bekend is, staat in de tabel"
    first = jobs[0]
    early = ", voorlopig" if any(fact.is_open for fact in jobs) else ""
    when = f"{notation.period(first.period)}{early}"
    if len(jobs) == 1:
        change = f", {first.change}" if first.change else ""
        return (
            f"{name}: {first.text} banen in de bedrijfstak {first.name} ({first.fit}) in {first.place}{change} ({when})"
        )
    parts = [f"{fact.name} {fact.text}" for fact in jobs]
    return f"{name}: banen in {first.place} per bedrijfstak, {when}: {notation.listing(parts)}"


def _topics(snapshot: Snapshot, selection: Selection) -> list[tuple[str, str, tuple[Fact, ...]]]:
    """Return each topic with where it would come from ('' where another topic says that), and what is known of it."""
    sector = selection.sector
    return [
        ("Banen van werknemers", WHERE["jobs"], facts.jobs(snapshot, selection)),
        ("Verwachte groei van banen", WHERE["growth"], facts.of_uwv(snapshot, sector, "jobs", facts.GROWTH)),
        ("Aandeel in alle banen", WHERE["growth"], facts.of_uwv(snapshot, sector, "jobs", facts.SHARE)),
        ("Omvang naast Nederland", WHERE["growth"], facts.of_uwv(snapshot, sector, "jobs", facts.SIZE)),
        ("Open vacatures", WHERE["vacancies"], facts.vacancies(snapshot, selection)),
        ("Werknemers van 60 jaar en ouder", WHERE["ageing"], facts.of_uwv(snapshot, sector, "ageing", facts.OVER_60)),
        ("Naar de AOW binnen zeven jaar", WHERE["ageing"], facts.of_uwv(snapshot, sector, "ageing", facts.PENSION)),
        ("Aandeel van de mbo-studenten", "", facts.students(snapshot, sector)),
        ("Vestigingen van bedrijven", WHERE["establishments"], facts.establishments(snapshot, selection)),
    ]


def _nowhere() -> list[tuple[str, str]]:
    """Return what no source of this dashboard tells of any sector."""
    return [
        (TIGHTNESS, WHERE["tightness"]),
        ("Instroom van gediplomeerden", WHERE["inflow"]),
        ("Krapteberoepen", WHERE["shortage"]),
    ]


def _whose(found: Coverage, code: str) -> list[tuple[str, ...]]:
    where = f"{found.agenda.title}, par. {found.sectors.codes('paragraph')[0]}"
    return [
        (
            "Speerpunt van",
            found.sectors.label("owner", owner),
            _certainty(found, code, owner),
            _towns(found, owner),
            "–",
            where,
        )
        for owner in found.owners_of(code)
    ]


def _certainty(found: Coverage, code: str, owner: str) -> str:
    return found.certainty(code, owner) or "staat in de agenda"


def _towns(found: Coverage, owner: str) -> str:
    if found.kind(owner) == "region":
        return "de economische regio"
    return notation.listing([found.names[town] for town in found.names if owner in found.covering(town)])


def _lines(title: str, told: Sequence[Fact]) -> list[tuple[str, ...]]:
    return [
        (
            title,
            f"{fact.name} ({fact.fit})",
            f"{fact.text}{f', {fact.change}' if fact.change else ''}",
            fact.place,
            ", ".join([notation.period(fact.period), *fact.marks]),
            fact.rows.publishers,
        )
        for fact in told
    ]


def _unknown(title: str, name: str, where: str) -> tuple[str, ...]:
    return title, name, UNKNOWN, "–", "–", f"Te vinden bij {where}"


def _agenda(snapshot: Snapshot, selection: Selection, source: str) -> list[tuple[str, ...]]:
    """Return what the agenda plans for every sector: activities, the goals of these and the lines that pay them."""
    if not all(holds(snapshot, need) for need in NEEDS):
        return []
    linked = chain(snapshot)
    codes = linked.those_of("activity", "page", PAGE)
    activities, everywhere = ask(snapshot, "activities", activity=codes), "alle sectoren"
    aims = [link for code in codes for link in linked.to("activity", code, "goal")]
    stated = {aim.code for aim in aims if not aim.is_proposal}
    goals = ask(snapshot, "goals", goal=tuple(aim.code for aim in aims))
    region = selection.region.title
    years = span(ask(snapshot, "budget_lines").periods)
    return [
        *(
            (
                "Activiteit in de agenda",
                everywhere,
                row["title"],
                region,
                _planned(row),
                source,
            )
            for row in activities.rows
        ),
        *(
            (
                "Doel in de agenda",
                everywhere,
                f"{row['title']}{'' if row['goal'] in stated else proposal.MARK}{_who(row)}",
                region,
                _due(row),
                source,
            )
            for row in goals.rows
        ),
        *(
            ("Geld in de begroting", everywhere, f"{line.name}: {together([line])}", region, years, source)
            for line in linked.lines_of(codes)
        ),
    ]


def _who(row: Row) -> str:
    return f"; wie: {row['responsible']}" if row["responsible"] else ""


def _planned(row: dict[str, object]) -> str:
    start, end = (notation.period(str(row[name])) if row[name] else "" for name in ("start", "end"))
    if row["ongoing"]:
        return f"doorlopend vanaf {start}" if start else "doorlopend"
    return start if start == end else f"{start} t/m {end}"


def _due(row: dict[str, object]) -> str:
    return notation.period(str(row["target_period"])) if row["target_period"] else "geen datum"


def _overlap(known: Sequence[Fact], name: str) -> str:
    fits: dict[str, list[str]] = {}
    for fact in known:
        fits.setdefault(fact.fit, []).append(fact.name)
    told = [f"{notation.listing(list(dict.fromkeys(names)))} ({fit})" for fit, names in fits.items()]
    if not told:
        return f"Van {name} is hier geen cijfer."
    return f"Geteld is wat bij {name} in de buurt komt: {'; '.join(told)}. Noem dat er altijd bij, en tel niets op."


def _fits(snapshot: Snapshot, code: str) -> Result:
    return ask(snapshot, facts.FITS, priority_sector=code)


def _remark(row: Row, rows: Result) -> str:
    return f"{row['sector_title']} ({row['fit']}): {rows.inside(row['note'])}" if row["note"] else ""
