"""Figures of the page pendel: who lives here and works elsewhere, and who comes here to work."""

from __future__ import annotations

from dataclasses import replace

from dashboard.asking.queries import Cell, Result, ask
from dashboard.asking.selection import Selection
from dashboard.charts.flows import Flow, Flows
from dashboard.charts.mirrored import Half, Mirrored, Pair
from dashboard.charts.stacked import Segment, Stacked
from dashboard.figure import choices
from dashboard.figure.core import Figure, KeyFigure, Table
from dashboard.figure.declare import Option, figure
from dashboard.figure.gauge import measured
from dashboard.telling import roles
from dashboard.telling.tip import Tip, tip
from dashboard.words import notation
from snapshot.read import Snapshot

OUT, IN, INTERNAL, TOTAL, REST = "outbound", "inbound", "internal", "total", "not_split"
TOLD = {  # what a flow is called, and the side of which it is a share
    OUT: ("Woont hier, werkt daar", OUT, "die hier wonen"),
    IN: ("Woont daar, werkt hier", IN, "die hier werken"),
    INTERNAL: ("Woont en werkt hier", OUT, "die hier wonen"),
}
UNSPLIT = "niet uitgesplitst"
ELSEWHERE = f"elders ({UNSPLIT})"
OF_RESIDENTS = "van de werknemers die in de regio wonen"
OF_WORKERS = "van de mensen die in de regio werken"
HERE = "Hier = {region}"  # with a municipality chosen it would read as that place
POPULATION = "Werknemers zijn een andere groep dan alle mensen met werk op de pagina Bevolking."


def key_figures(snapshot: Snapshot, selection: Selection) -> tuple[KeyFigure, ...]:
    """Stay, leave, come in, and the balance: employees, with the published shares in %."""
    del selection  # the source gives the region as a whole
    result = ask(snapshot, "commuting")
    region = snapshot.region.title
    balance = _number(result, IN, TOTAL) - _number(result, OUT, TOTAL)
    figures = [
        _key_figure(result, f"Woont en werkt in {region}", INTERNAL, snapshot.region.code, OF_RESIDENTS),
        leaving(snapshot),
        _key_figure(result, f"Werkt in {region}, woont elders", IN, TOTAL, OF_WORKERS),
    ]
    words = "minder" if balance < 0 else "meer"
    figures.append(
        KeyFigure(
            label="Saldo van de pendel",
            number=notation.number(balance),
            unit="werknemers",
            comparison=f"er komen ongeveer {notation.number(abs(balance))} werknemers {words} binnen dan er vertrekken",
            period=f"{notation.period(result.periods[0])}, berekend uit afgeronde aantallen",
        )
    )
    return tuple(figures)


def leaving(snapshot: Snapshot) -> KeyFigure:
    """Return how many employees live here and work elsewhere, with their share in %."""
    label = f"Woont in {snapshot.region.title}, werkt elders"
    return _key_figure(ask(snapshot, "commuting"), label, OUT, TOTAL, OF_RESIDENTS)


def _key_figure(result: Result, label: str, direction: str, partner: str, whole: str) -> KeyFigure:
    people = _cell(result, direction, partner)
    share = result.cell(direction=direction, partner_region=partner, measure="share_pct")
    period = f"{notation.period(people.period)}, afgerond"
    figure = KeyFigure(label, people.text, "werknemers", f"{share.text} {whole}", period, result.publishers)
    return measured(figure, people)


def _cell(result: Result, direction: str, partner: str) -> Cell:
    return result.cell(direction=direction, partner_region=partner, measure="employees")


def _number(result: Result, direction: str, partner: str) -> float:
    return result.value(direction=direction, partner_region=partner, measure="employees")


def _found(result: Result, direction: str, partner: str) -> Cell | None:
    """Return the observation, or None where the source does not split off this region."""
    rows = result.where(direction=direction, partner_region=partner, measure="employees").cells()
    return rows[0][1] if rows else None


DIRECTION = Option(choices.DIRECTION, {OUT: "Woont hier, werkt elders", IN: "Werkt hier, woont elders"})


@figure(
    "pendelstromen",
    "Pendel per regio",
    needs=("commuting",),
    chosen={
        "direction": DIRECTION,
        "view": Option(choices.FLOWS_AS, {"bars": "Staven", "flows": "Stroomdiagram"}),
    },
)
def partners(snapshot: Snapshot, _selection: Selection, direction: str = OUT, view: str = "bars") -> Figure:
    """Employees to and from each region that the source splits off; `view` is "bars" or "flows".

    Args:
        snapshot: Where the figures come from.
        selection: Only its colour scheme matters: the source gives the region as a whole.
        direction: "outbound" or "inbound": which side is told and stands in the accent colour.
        view: "bars" for mirrored bars, "flows" for a flow diagram.
    """
    result = ask(snapshot, "commuting")
    order = _ranked(result, direction)
    largest = next(code for code in order if _found(result, direction, code) is not None)
    name, number = result.label("partner_region", largest), _cell(result, direction, largest).text
    total = _cell(result, direction, TOTAL).text
    headline = most(snapshot, direction, f"{name}: {number} werknemers", result.periods[0], of=" volgens de agenda")
    drawn = _flows if view == "flows" else _bars
    kind = "Stromen" if view == "flows" else "Gespiegelde staven"
    return Figure(
        id="commuting-partners",
        title="Pendel per regio",
        headline=headline,
        subtitle=f"Werknemers, afgerond op duizendtallen, {notation.period(result.periods[0])}. "
        f"{HERE.format(region=snapshot.region.title)}",
        chart=drawn(result, direction, order),
        alt=f"{kind}. {headline}. {_spoken(result, order)}.",
        sentence=_sentence(result, direction, name, number, total),
        table=_table(result, order),
        results=(result.where(direction=(OUT, IN)),),
        notes=(_unsplit_note(result, order), POPULATION, *_flow_note(view)),
    )


def most(snapshot: Snapshot, direction: str, told: str, period: str, *, of: str = "") -> str:
    """Return the finding on the largest flow; `told` is its other end and number, `of` who says so or of which."""
    region, year = snapshot.region.title, notation.period(period)
    if direction == OUT:
        return f"Wie in {region} woont en elders werkt, werkt{of} het vaakst in {told} ({year})"
    return f"Wie in {region} werkt en elders woont, komt{of} het vaakst uit {told} ({year})"


def _ranked(result: Result, direction: str) -> list[str]:
    """Return the regions that the source splits off, the largest of `direction` first."""
    codes = [c for c in result.codes("partner_region") if c not in (result.region.code, TOTAL, REST)]
    other = IN if direction == OUT else OUT

    def size(code: str) -> tuple[float, float]:
        found = [_found(result, side, code) for side in (direction, other)]
        first, second = ((cell.value or 0) if cell else 0 for cell in found)
        return (-first, -second)

    return sorted(codes, key=size)


def _text(result: Result, direction: str, code: str) -> str:
    found = _found(result, direction, code)
    return found.text if found else UNSPLIT


def _bars(result: Result, direction: str, order: list[str]) -> Mirrored:
    heads = ("Woont hier, werkt daar", "Woont daar, werkt hier")

    def half(side: str, code: str) -> Half:
        found = _found(result, side, code)
        told = tip(_name(result, code), found, place=code, word=heads[side == IN]) if found else None
        return Half(found.value if found else None, _text(result, side, code), code == REST, told)

    pairs = [
        Pair(_name(result, code), half(OUT, code), half(IN, code))
        for code in (*order, REST)
    ]  # fmt: skip
    return Mirrored(tuple(pairs), heads, strong="left" if direction == OUT else "right")


def _name(result: Result, code: str) -> str:
    return result.label("partner_region", code)


def _flows(result: Result, direction: str, order: list[str]) -> Flows:
    stays = _number(result, INTERNAL, result.region.code)
    here = [
        f"{word}<br>{notation.number(stays + _number(result, side, TOTAL))}"
        for word, side in (("Woont hier", OUT), ("Werkt hier", IN))
    ]
    inside = _cell(result, INTERNAL, result.region.code)
    told = _told(result, INTERNAL, inside, result.region.title)
    flows = [Flow(here[0], here[1], stays, strong=False, tip=told, name="Woont en werkt hier", text=inside.text)]
    for side in (OUT, IN):
        for code in (*order, REST):
            found = _found(result, side, code)
            if found is None or found.value is None:
                continue
            word = "Niet uitgesplitst" if code == REST else result.label("partner_region", code)
            label = f"{word} {found.text}" if side == OUT else f"{word}<br>{found.text}"
            ends = (here[0], label) if side == OUT else (label, here[1])
            told, name = _told(result, side, found, word, code), ELSEWHERE if code == REST else word
            both = f"Van hier naar {name}" if side == OUT else f"Van {name} naar hier"
            flows.append(Flow(*ends, found.value, side == direction, told, both, found.text))
    return Flows(tuple(flows), ("Woonregio", "Werkregio"))


def _told(result: Result, side: str, found: Cell, name: str, place: str = "") -> Tip:
    """Return what is told of a flow: its number, and its share of all who live or work here."""
    word, of, whom = TOLD[side]
    whole = _number(result, INTERNAL, result.region.code) + _number(result, of, TOTAL)
    told = tip(name, found, place=place, word=word)
    share = f"{notation.percentage(100 * (found.value or 0) / whole)} van de werknemers {whom} (berekend)"
    return replace(told, lines=(*told.lines[:2], ("Aandeel", share), *told.lines[2:]))


def _spoken(result: Result, order: list[str]) -> str:
    return "; ".join(
        f"{_name(result, code)}: {_text(result, OUT, code)} uit, {_text(result, IN, code)} in"
        for code in (*order, REST)
    )  # fmt: skip


def _sentence(result: Result, direction: str, name: str, number: str, total: str) -> str:
    rest = _cell(result, direction, REST).text
    if direction == OUT:
        return (
            f"Van de {total} werknemers die hier wonen en elders werken, gaan er {number} naar {name}; "
            f"van {rest} noemt de agenda de regio niet."
        )
    return (
        f"Van de {total} werknemers die hier werken en elders wonen, komen er {number} uit {name}; "
        f"van {rest} noemt de agenda de regio niet."
    )


def _table(result: Result, order: list[str]) -> Table:
    rows = [(_name(result, code), _text(result, OUT, code), _text(result, IN, code)) for code in (*order, REST)]
    rows.append(("Totaal", _text(result, OUT, TOTAL), _text(result, IN, TOTAL)))
    header = ("Regio", "Woont hier, werkt daar", "Woont daar, werkt hier")
    return Table(header, tuple(rows), numeric=(1, 2), strong=(len(rows) - 1,))


def _unsplit_note(result: Result, order: list[str]) -> str:
    hidden = [
        (result.label("partner_region", code), word, side)
        for side, word in ((OUT, "naar"), (IN, "uit"))
        for code in order
        if _found(result, side, code) is None
    ]
    if not hidden:
        return "Van elke genoemde regio zijn beide richtingen bekend."
    names = notation.listing([name for name, *_ in hidden])
    _, word, side = hidden[0]
    rest = _cell(result, side, REST).text
    told = f"Hoeveel werknemers {word} {names} komen, staat niet apart in de agenda"
    return f"{told}: zij zitten in de {rest}. Het is geen 0."


def _flow_note(view: str) -> tuple[str, ...]:
    if view != "flows":
        return ()
    return ("Het aantal dat hier woont en het aantal dat hier werkt zijn berekend: de som van de stromen.",)


@figure(
    "pendel-balans",
    "Wonen en werken",
    needs=("commuting",),
)
def balance(snapshot: Snapshot, _selection: Selection) -> Figure:
    """Employees who live here by where they work, and who work here by where they live: persons."""
    result = ask(snapshot, "commuting", partner_region=(snapshot.region.code, TOTAL))
    stays, out, into = (_cell(result, d, p) for d, p in ((INTERNAL, snapshot.region.code), (OUT, TOTAL), (IN, TOTAL)))
    bars = ("Wie hier woont", "Wie hier werkt")
    kept, left = "in de regio", "elders"
    segments = [
        Segment(bar, name, cell.value, cell.text, shade, place, tip(bar, cell, word=notation.capital(name)))
        for bar, other in zip(bars, (out, into), strict=True)
        for place, (name, cell, shade) in enumerate(((kept, stays, roles.ACCENT), (left, other, roles.SOFT)))
    ]
    shares = [
        result.cell(direction=d, measure="share_pct").text for d in (INTERNAL, OUT, IN)
    ]  # fmt: skip
    region, year = snapshot.region.title, notation.period(stays.period)
    headline = f"{shares[0]} van de werknemers die in {region} wonen, werkt ook in de regio ({year})"
    sums = [notation.number((stays.value or 0) + (other.value or 0)) for other in (out, into)]
    rows = (
        (bars[0], stays.text, out.text, sums[0], f"{shares[1]} werkt elders"),
        (bars[1], stays.text, into.text, sums[1], f"{shares[2]} woont elders"),
    )
    return Figure(
        id="commuting-balance",
        title="Wonen en werken",
        headline=headline,
        subtitle=f"Werknemers naar waar zij werken en waar zij wonen, {notation.period(stays.period)}. "
        f"{HERE.format(region=region)}",
        chart=Stacked(tuple(segments)),
        alt=f"Gestapelde staven. {headline}. "
        + ". ".join(f"{bar}: {stays.text} {kept}, {o.text} {left}" for bar, o in zip(bars, (out, into), strict=True))
        + ".",
        sentence=f"{shares[1]} {OF_RESIDENTS}, werkt elders; {shares[2]} {OF_WORKERS}, woont elders. "
        "Dat zijn percentages van twee verschillende groepen.",
        table=Table(
            ("Groep", "Woont en werkt hier", "Andere regio", "Samen (berekend)", "Aandeel"), rows, numeric=(1, 2, 3, 4)
        ),
        results=(result,),
        notes=(POPULATION, "De kolom ‘Samen’ is berekend uit afgeronde aantallen; de percentages zijn gepubliceerd."),
    )  # fmt: skip
