"""The tightness of the labour market: a class in the quarters that are known, never a line."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.asking.queries import Result, ask, holds
from dashboard.asking.selection import Selection
from dashboard.charts.bands import Band, Bands, Quarter
from dashboard.figure.core import Figure, Table
from dashboard.figure.declare import figure
from dashboard.series.telling import NOTHING_NEWER
from dashboard.telling.tip import Tip
from dashboard.words import notation
from dashboard.words.periods import from_known, span
from snapshot.model import STATUS_WORDS
from snapshot.read import Snapshot

BY_OCCUPATION, OCCUPATIONS = "tightness_by_occupation", "Spanning per beroepsgroep"
UNKNOWN = "niet bekend"
PER = "vacatures per WW-uitkering"
TWO_SOURCES = (
    "De klasse en de zin van de agenda komen uit twee bronnen. De klasse verandert alleen bij een grens; de zin van de "
    "agenda gaat over de hele lijn in haar plaatje. Ze kunnen dus een ander moment noemen."
)
PICTURE = "De agenda toont de spanningsindicator als plaatje, zonder getallen. Daarom staat hier geen lijn."


@figure(
    "spanning",
    "Spanning op de arbeidsmarkt",
    needs=("statements", "tightness_bands", "tightness_class"),
    follows=("sector",),
)
def tightness(snapshot: Snapshot, selection: Selection) -> Figure:
    """The class of the tightness indicator in the known quarters; bounds in vacancies per short WW benefit."""
    result = ask(snapshot, "tightness_class", region_code=snapshot.region.code)
    statements = ask(snapshot, "statements", subject="tightness")
    rows = _bands(snapshot)
    known = dict(known_classes(result))
    inferred = set(result.where(status=("inferred", "derived")).periods)
    last_year = max(period[-4:] for period in statements.periods)
    quarters = _quarters(min(known), max(f"{last_year}-Q4", max(known)))
    moments = [
        Quarter(q, known.get(q), q not in inferred, _tip(q, known.get(q), is_ours=q in inferred)) for q in quarters
    ]
    (before, old), (quarter, last) = list(known.items())[-2:]
    headline = (
        f"In {snapshot.region.title} was de arbeidsmarkt in het {notation.period(quarter)} {last} "
        f"({notation.period(before)}: {old}); {newer(snapshot, quarter)}"
    )
    years = span([quarters[0][:4], quarters[-1][:4]])
    open_ = sum(moment.band is None for moment in moments)
    spoken = "; ".join(
        f"{notation.period(quarter)} {word}{' (afgeleid)' if quarter in inferred else ''}"
        for quarter, word in known.items()
    )
    listed, unlisted = from_known(quarters[::-1], set(quarters) - set(known))
    return Figure(
        id="tightness",
        title="Spanning op de arbeidsmarkt",
        headline=headline,
        subtitle=f"Klasse per kwartaal in {selection.region.title}: vacatures per WW-uitkering korter dan zes maanden. "
        "Open rondje = afgeleid, ? = niet bekend",
        chart=Bands(tuple(rows), tuple(moments)),
        alt=f"{len(rows)} klassen met een rondje per bekend kwartaal, zonder lijn. {spoken}. "
        f"De andere kwartalen zijn {UNKNOWN}.",
        sentence=" ".join(
            filter(
                None,
                (
                    since(snapshot, quarter),
                    f"Van {open_} van de {len(moments)} kwartalen van {years} staat er geen klasse in dit dashboard.",
                    _defined(snapshot, last, old),
                ),
            )
        ),
        table=_tightness_table(result, rows, moments, listed),
        results=(result,),
        notes=(unlisted, PICTURE, *((TWO_SOURCES,) if since(snapshot, quarter) else ()), *whole_region(selection)),
    )


def bounds(snapshot: Snapshot) -> dict[str, str]:
    """Return the bounds of each class in words: {"krap": "1,5 tot 4", "zeer krap": "vanaf 4"}."""
    return {band.name: band.bounds for band in _bands(snapshot)}


def _defined(snapshot: Snapshot, *classes: str) -> str:
    """Return what classes mean: "Krap is 1,5 tot 4 en zeer krap vanaf 4 vacatures per WW-uitkering"."""
    limits = bounds(snapshot)
    told = notation.listing(
        [f"{name} {'is ' if not place else ''}{limits[name]}" for place, name in enumerate(dict.fromkeys(classes))]
    )
    return f"{notation.capital(told)} {PER}."


def since(snapshot: Snapshot, quarter: str) -> str:
    """Return what the agenda says in words of the time after `quarter`, the last with a class; '' where nothing."""
    rows = ask(snapshot, "statements", subject="tightness").by("order")
    later = [row for row in rows if (row["reference_period"] or "").startswith(f"{quarter[:4]}..")]
    return f"De agenda zegt: {notation.inside(later[0]['statement'])}" if later else ""


def newer(snapshot: Snapshot, quarter: str) -> str:
    """Return that nothing is known after `quarter`, the last with a class; or where a file of UWV tells it."""
    if not holds(snapshot, BY_OCCUPATION):
        return NOTHING_NEWER
    rows = ask(snapshot, BY_OCCUPATION, region_code=snapshot.region.code).rows
    later = max((row["reference_period"] for row in rows if is_total(row["occupation_group"])), default="")
    return f"nieuwer ({notation.period(later)}) staat bij ‘{OCCUPATIONS}’" if later > quarter else NOTHING_NEWER


def is_total(group: str) -> bool:
    """Return whether a row of occupation groups is about all of them together."""
    return group.casefold().startswith(("totaal", "alle beroep"))


def known_classes(result: Result) -> list[tuple[str, str]]:
    """Return quarter and Dutch word of each known class, in order of time."""
    rows = sorted((row["reference_period"], row["tightness_class"]) for row in result.rows)
    return [(quarter, result.label("tightness_class", code)) for quarter, code in rows]


def _bands(snapshot: Snapshot) -> list[Band]:
    """Return the bands from low to high, each with its bounds in words."""
    rows = ask(snapshot, "tightness_bands").by("sort_order")
    return [Band(row["title"], _bounds(row["lower"], row["upper"])) for row in rows]


def bounds_in_words(snapshot: Snapshot) -> str:
    """Return the classes with their bounds in one line: "zeer ruim 0 tot 0,25 · ... · zeer krap vanaf 4"."""
    return " · ".join(f"{band.name} {band.bounds}" for band in _bands(snapshot))


def _tip(quarter: str, band: str | None, *, is_ours: bool) -> Tip:
    status = STATUS_WORDS["inferred" if is_ours else "published" if band else "not_available"]
    return Tip(notation.period(quarter), (("Klasse", band or UNKNOWN), ("Status", status)))


def _bounds(lower: float, upper: float | None) -> str:
    if upper is None:  # the last band has no upper bound
        return f"vanaf {_plain(lower)}"
    return f"{_plain(lower)} tot {_plain(upper)}"


def _plain(value: float) -> str:
    text = f"{value:g}"
    return notation.number(value, len(text.partition(".")[2]))


def _quarters(first: str, last: str) -> list[str]:
    """Return all quarters from `first` to `last`, such as "2021-Q1"."""
    start, end = (int(q[:4]) * 4 + int(q[-1]) - 1 for q in (first, last))
    return [f"{place // 4}-Q{place % 4 + 1}" for place in range(start, end + 1)]


def _tightness_table(result: Result, rows: list[Band], moments: list[Quarter], shown: Sequence[str]) -> Table:
    bounds = {band.name: band.bounds for band in rows}
    status = {row["reference_period"]: row["status"] for row in result.rows}
    words = {quarter: result.label("status", code) for quarter, code in status.items()}
    content = tuple(
        (notation.period(m.quarter), m.band or UNKNOWN, bounds.get(m.band or "", ""), words.get(m.quarter, ""))
        for m in reversed(moments)
        if m.quarter in shown
    )
    return Table(("Kwartaal", "Klasse", "Vacatures per WW-uitkering", "Status"), content)


def whole_region(selection: Selection) -> tuple[str, ...]:
    """Return a remark for a figure that cannot follow the chosen sector."""
    return ("Deze cijfers zijn er alleen voor alle sectoren samen.",) if selection.sector else ()
