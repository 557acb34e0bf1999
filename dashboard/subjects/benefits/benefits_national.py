"""Benefits in the Netherlands over the years: the embedded table of CBS, or the live series where that is newer."""

from __future__ import annotations

from dashboard.asking import freshness
from dashboard.asking.memory import once
from dashboard.asking.queries import Cell, Result, ask, holds
from dashboard.asking.selection import Selection
from dashboard.charts.lines import Line, Lines, Moment
from dashboard.figure import choices
from dashboard.figure.core import Figure, Table
from dashboard.figure.declare import Option, figure
from dashboard.telling import roles
from dashboard.telling.tip import tip
from dashboard.words import notation
from snapshot.read import Snapshot

EMBEDDED, LIVE = "benefits_national", "benefits_national_series"
SCHEME = Option(
    choices.NATIONAL_SCHEME,
    choices.SCHEMES,
    in_files=("social_assistance",),  # each draws the same lines
)
COUNTRY_ONLY = "Dit is Nederland, niet de regio."
ONE_MOMENT = "Dit is Nederland, niet de regio: van de regio heeft dit dashboard één moment."


@figure(
    "uitkeringen-nederland",
    "Uitkeringen in Nederland",
    needs=("benefits_national",),
    beside=("benefits_national_series",),
    chosen={"scheme": SCHEME},
)
def national(snapshot: Snapshot, _selection: Selection, scheme: str = SCHEME.codes[0]) -> Figure:
    """National benefits, each December and the last month: x 1 000, the line behind the one moment.

    All schemes are drawn; `scheme` is the one that the words tell, and that stands out.
    """
    result = newest(snapshot)
    told = [cell for _, cell in result.where(scheme=scheme).cells() if cell.value is not None and len(cell.period) == 7]
    yearly = [cell for cell in told if cell.period.endswith("-12")] or told
    final = told[-1]
    shown = result.where(reference_period=[p for p in result.periods if p.endswith("-12") or p == final.period])
    counted = _counted(result.label("scheme", scheme), scheme)
    headline = change_in_words(yearly[0], yearly[-1], counted)
    lines = _lines(shown, scheme)
    return Figure(
        id="benefits-national",
        title="Uitkeringen in Nederland",
        headline=headline,
        subtitle=f"Aantal uitkeringen x 1.000 in Nederland, december van elk jaar en {notation.period(final.period)}",
        chart=Lines(tuple(lines), zero=True),
        alt=f"Lijndiagram. {headline}. Laatste stand: "
        + ", ".join(
            f"{line.name} {_thousands(last.value or 0)} in {_when(last)}" for line in lines if (last := line.last)
        )
        + ".",
        sentence=_sentence(yearly[0], yearly[-1], final, counted),
        table=_table(shown),
        results=(shown,),
        computed=True,  # the change over all years
        notes=_notes(snapshot, result, has_share="%" in headline),
    )


def _counted(word: str, scheme: str) -> str:
    """Return what is counted of a scheme: "WIA-uitkeringen", "bijstandsuitkeringen"."""
    return "bijstandsuitkeringen" if scheme == "social_assistance" else f"{word}-uitkeringen"


def change_in_words(first: Cell, final: Cell, counted: str) -> str:
    """Return how the number of benefits changed between two months, both named: steeg, daalde or bleef gelijk.

    The months are those of one season: a number that was not adjusted for it says nothing between two of them.
    """
    span = f"van {notation.period(first.period)} tot {notation.period(final.period)}"
    old, gap = first.value or 0, (final.value or 0) - (first.value or 0)
    if not gap or not old:
        verb = "bleef" if not gap else "steeg"
        return f"In Nederland {verb} het aantal {counted} {span}{'' if gap else ' gelijk'}"
    share = notation.percentage(abs(100 * gap / old))
    size = "iets" if share == "0%" else f"met {share}"
    return f"In Nederland {'steeg' if gap > 0 else 'daalde'} het aantal {counted} {span} {size}"


def _sentence(first: Cell, final: Cell, newest_one: Cell, counted: str) -> str:
    """Return the numbers of two months of one season, and the newest number, which may be of another."""
    told = (
        f"In {notation.period(final.period)} waren er {_thousands(final.value or 0)} {counted} in Nederland, tegen "
        f"{_thousands(first.value or 0)} in {notation.period(first.period)}."
    )
    now = f"De nieuwste stand is {_thousands(newest_one.value or 0)}, in {_when(newest_one)}."
    return told if final.period == newest_one.period and not _is_open(final) else f"{told} {now}"


def _is_open(told: Cell | Moment) -> bool:
    return told.provisional if isinstance(told, Moment) else told.status == "provisional"


def _when(told: Cell | Moment) -> str:
    """Return the month of a number, and whether the source can still change it."""
    return f"{notation.period(told.period)}{' (voorlopig cijfer)' if _is_open(told) else ''}"


def _thousands(value: float) -> str:
    """Return a number of thousands as it stands in a sentence: "495 duizend", "253,3 duizend"."""
    return f"{notation.number(value, 0 if float(value).is_integer() else 1)} duizend"


@once
def newest(snapshot: Snapshot) -> Result:
    """Return the rows of the embedded table, or of the live series where that has a later month of every scheme."""
    embedded = ask(snapshot, EMBEDDED, scheme=SCHEME.codes).ordered("scheme")
    if LIVE not in snapshot.datasets:
        return embedded
    live = ask(snapshot, LIVE, scheme=SCHEME.codes).ordered("scheme")
    return live if _last_month(live) > _last_month(embedded) else embedded


def _last_month(result: Result) -> str:
    """Return the last month in which every scheme has a number; '' where there is none."""
    known: dict[str, set[str]] = {scheme: set() for scheme in SCHEME.codes}
    for row, cell in result.cells():
        if cell.value is not None and len(cell.period) == 7:
            known[row["scheme"]].add(cell.period)
    return max(set.intersection(*known.values()), default="")


def _lines(shown: Result, told: str) -> list[Line]:
    return [
        Line(
            shown.label("scheme", scheme),
            tuple(
                Moment(
                    cell.period,
                    cell.value,
                    cell.text,
                    cell.status == "provisional",
                    tip(f"{shown.label('scheme', scheme)} in Nederland", cell),
                )
                for _, cell in shown.where(scheme=scheme).cells()
                if cell.value is not None
            ),
            shade,
            strong=scheme == told,
        )
        for scheme, shade in zip(SCHEME.codes, roles.PICKED, strict=True)
    ]


def _table(shown: Result) -> Table:
    texts = {(row["scheme"], cell.period): cell.text for row, cell in shown.cells()}
    rows = tuple(
        (notation.period(period), *(texts.get((scheme, period), notation.NO_VALUE) for scheme in SCHEME.codes))
        for period in sorted(shown.periods, reverse=True)
    )
    return Table(("Periode", *(shown.label("scheme", s) for s in SCHEME.codes)), rows, numeric=(1, 2, 3, 4))


def _notes(snapshot: Snapshot, result: Result, *, has_share: bool) -> tuple[str, ...]:
    of_region = holds(snapshot, "benefits") and not holds(snapshot, "benefits_series")
    found = (
        ONE_MOMENT if of_region else COUNTRY_ONLY,
        freshness.stale_line(snapshot, result.dataset.name) if result.dataset.name == LIVE else "",
        "De verandering in procenten is berekend uit de gepubliceerde aantallen." if has_share else "",
    )
    return tuple(note for note in found if note)
