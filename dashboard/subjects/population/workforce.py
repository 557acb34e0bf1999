"""Figures of the page bevolking about who works: unused potential, young people, and ageing by sector."""

from __future__ import annotations

from dashboard.asking.queries import Cell, Result, ask
from dashboard.asking.selection import Selection
from dashboard.charts.bars import Bar, Bars, spoken
from dashboard.charts.magnified import Magnified, Part
from dashboard.figure.core import Figure, Table
from dashboard.figure.declare import figure
from dashboard.telling import proposal, roles
from dashboard.telling.doubt import is_doubtful, marked
from dashboard.telling.tip import tip
from dashboard.words import notation
from snapshot.model import STATUS_WORDS
from snapshot.read import Snapshot

UNUSED = ("wants_more_hours", "unemployed", "semi_unemployed")
STUDENTS, INFLOW = "mbo_students", "ww_inflow_under_27"
OF_WHOM = "ww_outflow_to_temporary_agency"  # the title of its source names the Netherlands
GROUPS = ("working_age", "employed", "wants_more_hours", "unemployed", "semi_unemployed", "not_available")


@figure(
    "arbeidspotentieel",
    "Arbeidspotentieel",
    needs=("labour_potential",),
)
def potential(snapshot: Snapshot, selection: Selection) -> Figure:
    """The inhabitants of 15-74 by what they do, with the unused potential drawn out: persons, in thousands."""
    result = ask(snapshot, "labour_potential", measure="persons", group=(*GROUPS, "unused_potential")).ordered("group")
    cells = {group: result.cell(group=group) for group in result.codes("group")}
    whole, unused = cells["working_age"], cells["unused_potential"]
    ratio = notation.number((whole.value or 0) / (unused.value or 1))
    hours, without, semi = (cells[group].text for group in UNUSED)
    headline = (
        f"{unused.text} van de {whole.text} inwoners van 15 t/m 74 jaar zouden (meer) kunnen werken: "
        f"ongeveer 1 op de {ratio}"
    )
    return Figure(
        id="labour-potential",
        title="Onbenut arbeidspotentieel",
        headline=headline,
        subtitle=f"Inwoners van 15 t/m 74 jaar in {selection.region.title}, {notation.period(whole.period)}, "
        "afgerond op duizenden",
        chart=_potential_chart(result, cells),
        alt=f"Twee balken. {headline}. De eerste balk verdeelt {whole.text} inwoners: "
        + ", ".join(_part(result, cells, group) for group in GROUPS[1:] if group != "wants_more_hours")
        + f". De tweede balk vergroot de {unused.text} uit: {hours}, {without} en {semi}.",
        sentence=f"Van deze {unused.text} mensen werken er {hours} al en willen zij meer uren; {without} zijn werkloos "
        f"en {semi} semiwerkloos. {cells['unemployed'].note}".strip(),
        table=_potential_table(result, cells),
        results=(result,),
        notes=(
            f"Semiwerkloos: {_definition(snapshot, 'semiwerkloos')}",
            "‘1 op de ...’ is berekend uit de afgeronde aantallen.",
        ),
    )


def _potential_chart(result: Result, cells: dict[str, Cell]) -> Magnified:
    shades = dict(zip(UNUSED, (roles.TEXT, roles.ACCENT, roles.STEPS[3]), strict=True))
    more_hours = cells["wants_more_hours"].value or 0

    def part(group: str, shade: str, less: float = 0, drawn_out: bool = False) -> Part:
        cell = cells[group]
        name = result.label("group", group)
        return Part(name, (cell.value or 0) - less, cell.text, shade, drawn_out, tip(name, cell))

    employed, rest = part("employed", roles.SOFT, less=more_hours), part("not_available", roles.CONTEXT)
    parts = [employed, *(part(group, shades[group], drawn_out=True) for group in UNUSED), rest]
    unused = cells["unused_potential"]
    link = f"{result.label('group', 'unused_potential')}\n{unused.amount}, uitvergroot"
    return Magnified(tuple(parts), labels=(part("employed", roles.SOFT), rest), link=link)


def _part(result: Result, cells: dict[str, Cell], group: str) -> str:
    """Return a part of the first bar in words; those who want more hours are in the part with paid work."""
    within = f" (van wie {cells['wants_more_hours'].text} meer uren willen)" if group == "employed" else ""
    return f"{result.label('group', group)} {cells[group].text}{within}"


def _potential_table(result: Result, cells: dict[str, Cell]) -> Table:
    belongs = {
        "wants_more_hours": "ook bij wie betaald werk heeft",
        "unused_potential": f"som van {notation.listing([cells[group].text for group in UNUSED])}",
    }
    order = [*GROUPS, "unused_potential"]
    rows = tuple((result.label("group", g), cells[g].text, belongs.get(g, "")) for g in order)
    return Table(("Groep", "Personen", "Hoort bij"), rows, numeric=(1,), strong=(0, len(order) - 1))


def _definition(snapshot: Snapshot, term: str) -> str:
    """Return the explanation of a term as the page begrippen gives it."""
    return str(ask(snapshot, "terms", term_id=term).rows[0]["definition"])


@figure(
    "jongeren",
    "Jongeren",
    needs=("youth",),
)
def youth(snapshot: Snapshot, selection: Selection) -> Figure:
    """Young people by topic, two moments where the source has them: persons, students, %. A table, no chart."""
    result = ask(snapshot, "youth").ordered("topic")
    (before, last), (inflow_before, inflow_last) = (_moments(result, topic) for topic in (STUDENTS, INFLOW))
    fewer, more = (result.cell(topic=topic, measure="change_pct") for topic in (STUDENTS, INFLOW))
    students = f"{_moved(fewer, 'het aantal mbo-studenten')} ({before.period} tot {last.period})"
    inflow = f"{_moved(more, 'de instroom van jongeren in de WW')} ({inflow_before.period} tot {inflow_last.period})"
    headline = f"In {selection.region.title} {students} en {inflow}"
    return Figure(
        id="youth",
        title="Jongeren",
        headline=headline,
        subtitle=f"Jongeren in {selection.region.title}; eenheid en periode staan bij elk cijfer",
        chart=None,
        alt=f"Tabel. {headline}.",
        sentence=f"Het aantal mbo-studenten ging van {before.text} ({notation.period(before.period)}) naar {last.text} "
        f"({notation.period(last.period)}), de instroom van jongeren tot 27 jaar in de WW van {inflow_before.text} "
        f"({notation.period(inflow_before.period)}) naar {inflow_last.text} ({notation.period(inflow_last.period)}).",
        table=Table(
            ("Onderwerp", "Eerder", "Laatst bekend", "Verandering"),
            tuple(_row(result, topic) for topic in result.codes("topic")),
        ),
        results=(result,),
        notes=("Verschillen in aantallen zijn berekend; de percentages zijn gepubliceerd.",),
    )


def _moments(result: Result, topic: str) -> list[Cell]:
    """Return the numbers of a topic that are not a change, oldest first."""
    cells = [cell for _, cell in result.where(topic=topic).cells() if cell.unit != "pct_change"]
    return sorted(cells, key=lambda cell: cell.period)


def _row(result: Result, topic: str) -> tuple[str, str, str, str]:
    """Return topic, earlier number, last number, and the published change in words."""
    numbers, absent = _moments(result, topic), "niet in de bron"
    changes = [cell for _, cell in result.where(topic=topic).cells() if cell.unit == "pct_change"]
    reason = ": geldt mogelijk voor heel Nederland" if topic == OF_WHOM else ""
    last = f"{_dated(numbers[-1])}{reason}" if numbers else absent
    change = _change(changes[0]) if changes else absent
    before = absent
    if len(numbers) > 1:
        before = _dated(numbers[0])
        gap = notation.difference(numbers[-1].value or 0, numbers[0].value or 0, numbers[0].unit)
        change = f"{change} ({gap})"
    elif changes:
        change = f"{change} ({notation.period(changes[0].period)})"
    return result.label("topic", topic), before, last, change


def _dated(cell: Cell) -> str:
    doubt = f", {STATUS_WORDS[cell.status]}" if is_doubtful(cell) else ""
    return f"{cell.as_written or cell.amount} ({notation.period(cell.period)}){doubt}"


def _moved(cell: Cell, what: str) -> str:
    """Return a published change with its verb first: "daalde het aantal mbo-studenten met 14%"."""
    value = cell.value or 0
    if not value:
        return f"bleef {what} gelijk"
    size = notation.percentage(abs(value), cell.measure.decimals)
    return f"{'steeg' if value > 0 else 'daalde'} {what} met {size}"


def _change(cell: Cell) -> str:
    value = cell.value or 0
    return f"{notation.percentage(abs(value), cell.measure.decimals)} {'meer' if value > 0 else 'minder'}"


@figure(
    "vergrijzing",
    "Vergrijzing per sector",
    needs=("ageing", "sector_crosswalk", "statements"),
    follows=("sector",),
)
def ageing(snapshot: Snapshot, selection: Selection) -> Figure:
    """Employees who reach pension age within seven years, by sector: persons; and the share of 60 and over: %."""
    result = ask(snapshot, "ageing").ordered("sector")
    counts, shares = (result.where(measure=name) for name in ("reaching_pension_age", "share_60plus_pct"))
    ranked = sorted(counts.codes("sector"), key=lambda sector: -counts.value(sector=sector))
    links = ask(snapshot, "sector_crosswalk", priority_sector=selection.sector or (), classification="uwv")
    hit = set(links.codes("sector_code")) & set(ranked)
    bars = [
        Bar(
            counts.label("sector", code), cell.value, marked(cell),
            roles.ACCENT if code in hit or not selection.sector else roles.CONTEXT,
            tip(counts.label("sector", code), cell, word="Naar AOW"),
        )
        for code in ranked
        for cell in [counts.cell(sector=code)]
    ]  # fmt: skip
    everyone, care = (shares.cell(sector=code) for code in ("all", "care"))
    headline = _ageing_headline(counts, links, selection, [code for code in ranked if code in hit])
    told = (
        f"Van alle werknemers is {everyone.text} 60 jaar of ouder, in {counts.label('sector', 'care')} is dat "
        f"{care.text}. {everyone.note}"
    )
    words = ask(snapshot, "statements", subject="ageing").codes("statement")
    return Figure(
        id="ageing",
        title="Vergrijzing per sector",
        headline=headline,
        subtitle=f"Werknemers in {selection.region.title} die binnen zeven jaar de AOW-leeftijd bereiken, "
        f"voor {notation.counted(len(bars))} sectoren; {notation.period(counts.periods[-1])}",
        chart=Bars(tuple(bars)),
        alt=f"Staafdiagram. {headline}. {spoken(bars)}. {told}",
        sentence=f"{told} {_fit(snapshot, selection, links, hit, result)}".strip(),
        table=_ageing_table(result, [*ranked, "all"]),
        results=(result,),
        notes=tuple(words),
    )


def _ageing_headline(counts: Result, links: Result, selection: Selection, hit: list[str]) -> str:
    """Return the numbers of the chosen priority sector, that there are none, or which sector has the most."""
    reach = "binnen zeven jaar de AOW-leeftijd"
    told = {code: cell for code in counts.codes("sector") for cell in [counts.cell(sector=code)]}
    if selection.sector and hit:
        parts = [f"in {counts.label('sector', code)} {told[code].text} werknemers{_doubt(told[code])}" for code in hit]
        return f"Volgens de agenda bereiken {notation.listing(parts)} {reach}"
    top = max(told, key=lambda code: told[code].value or 0)
    who = f"in {counts.label('sector', top)} van alle sectoren de meeste werknemers {reach}: {marked(told[top])}"
    if selection.sector:
        return f"Geen cijfer over {links.label('priority_sector', selection.sector)}; volgens de agenda bereiken {who}"
    return f"Volgens de agenda bereiken {who}"


def _doubt(cell: Cell) -> str:
    return " (twijfelachtig)" if is_doubtful(cell) else ""


def _ageing_table(result: Result, sectors: list[str]) -> Table:
    measures = ("reaching_pension_age", "share_60plus_pct")
    rows = []
    for sector in sectors:
        cells = {cell.measure.name: marked(cell) for _, cell in result.where(sector=sector).cells()}
        rows.append((result.label("sector", sector), *(cells.get(name, "niet in de bron") for name in measures)))
    header = ("Sector", "Bereikt binnen zeven jaar de AOW-leeftijd", "Aandeel 60 jaar en ouder")
    return Table(header, tuple(rows), numeric=(1, 2), strong=(len(rows) - 1,))


def _fit(snapshot: Snapshot, selection: Selection, links: Result, hit: set[str], result: Result) -> str:
    """Return which sector belongs to the chosen priority sector and how well it fits, or why none does."""
    if not selection.sector:
        return ""
    name = links.label("priority_sector", selection.sector)
    rows = links.rows
    fits = [row for row in rows if row["sector_code"] in hit]
    if fits:
        named = notation.listing([f"{row['sector_title']} ({row['fit']})" for row in fits])
        return f"Bij de speerpuntsector {name} hoort de UWV-sector {named}. {proposal.remarks(fits)}"
    everything = ask(snapshot, "sector_crosswalk", classification="uwv")
    near = everything.where(sector_code=result.codes("sector")).codes("priority_sector")
    nearest = notation.listing([everything.label("priority_sector", code) for code in near])
    titles = notation.listing([row["sector_title"] for row in rows])
    reason = (
        f"de bron noemt geen aantal voor {titles}" if titles else "geen van de UWV-sectoren in de agenda past erbij"
    )
    return f"Voor de speerpuntsector {name} is er geen cijfer: {reason}. Er is wel een cijfer bij {nearest}."
