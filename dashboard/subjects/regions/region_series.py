"""What two regions and the country are compared on, and the values of each: as published, or per inhabitants."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from dashboard.asking.memory import once
from dashboard.asking.queries import Cell, Result, ask
from dashboard.asking.selection import COUNTRY
from dashboard.words import notation
from snapshot.read import Snapshot

FINE = 0.5  # a rate shows whole numbers where rounding can move it by less than this, one decimal by a tenth of it
PER_THOUSAND = 1000
FIRM = 50  # roundings that a first value must hold before an index says something


@dataclass(frozen=True)
class Indicator:
    """One subject of comparison.

    Attributes:
        where: Values of key columns, besides region and measure.
        per: A number of `base` (an age band of population_series) that the value is counted per; 0 for counts.
        step: What the source rounds to, in its own unit.
        short: The title in a table, in as few words as can be.
        times: What a number is multiplied by to be shown: 1000 where the source counts thousands.
        decimals: Of a rate where nothing is rounded, and of an index.
    """

    name: str
    title: str
    unit: str
    dataset: str
    measure: str
    where: tuple[tuple[str, str], ...] = ()
    per: int = 0
    base: str = ""
    step: float = 1
    decimals: int = 1
    times: int = 1
    short: str = ""
    notes: tuple[str, ...] = field(default=())

    @property
    def lead(self) -> str:
        """How a headline of a rate begins: "Bijstand per 1.000 inwoners"."""
        title = self.title.removesuffix(" tot AOW-leeftijd")
        return f"{title} per 1.000 inwoners" if self.per == PER_THOUSAND else title

    @property
    def name_in_table(self) -> str:
        """What a row of the table is called."""
        return self.short or self.title


def _scheme(name: str, title: str, *notes: str) -> Indicator:
    return Indicator(
        name, title, "personen per 1.000 inwoners van 15 t/m 64 jaar", "benefits_series", "recipients",
        (("scheme", name),), per=1000, base="15_64", step=10, notes=notes, short=f"{title.split()[0]}, per 1.000",
    )  # fmt: skip


COARSE = "CBS telt inwoners met en zonder werk in hele duizenden."
NAMED_BY_CBS = "CBS noemt inwoners met betaald werk ‘werkzame beroepsbevolking’, van 15 t/m 74 jaar."
THOUSANDS = "personen van 15 t/m 74 jaar, afgerond op duizenden"
INDICATORS: tuple[Indicator, ...] = (
    Indicator("total", "Inwoners", "personen, 1 januari", "population_series", "persons", (("age", "total"),)),
    Indicator(
        "65_plus", "Inwoners van 65 jaar en ouder", "% van alle inwoners, 1 januari", "population_series", "persons",
        (("age", "65_plus"),), per=100, base="total", step=0, short="65 jaar en ouder",
    ),
    Indicator(
        "employed", "Inwoners met betaald werk", THOUSANDS, "labour_participation_series", "employed",
        decimals=0, times=1000, notes=(COARSE, NAMED_BY_CBS),
    ),
    Indicator(
        "unemployed", "Werkloze inwoners", THOUSANDS, "labour_participation_series", "unemployed",
        times=1000,
    ),
    _scheme("social_assistance_to_pension_age", "Bijstand tot AOW-leeftijd"),
    _scheme("ww", "WW"),
    _scheme("wga", "WGA", "WGA is een deel van de WIA."),
    _scheme("wajong", "Wajong"),
    _scheme("wao", "WAO"),
    Indicator(
        "ww_adjusted", "WW na ontslag, zonder het effect van de seizoenen", "personen", "unemployment_benefits_series",
        "recipients", step=10,
    ),
    Indicator(
        "households", "Bijstand", "huishoudens tot AOW-leeftijd", "social_assistance_series", "households", step=10,
        short="Huishoudens met bijstand",
    ),
    Indicator(
        "jobs", "Banen van werknemers", "banen in december", "jobs_series", "jobs", (("section", "total"),), step=100,
    ),
)  # fmt: skip


def indicator(name: str) -> Indicator:
    """Return the indicator called `name`; raise KeyError otherwise."""
    return {found.name: found for found in INDICATORS}[name]


@dataclass(frozen=True)
class Moment:
    """A value in a period, and what a table shows of it."""

    period: str
    value: float
    text: str
    provisional: bool


@dataclass(frozen=True)
class Track:
    """The values of one region, oldest first; periods without a number are left out."""

    code: str
    moments: tuple[Moment, ...]


@once
def others(snapshot: Snapshot) -> Mapping[str, str]:
    """Return code and name of the labour-market regions with live figures, without the own one, by name."""
    titles = {row["region_code"]: row["title"] for row in ask(snapshot, "regions", kind="labour_market_region").rows}
    titles.pop(snapshot.region.code, None)
    present: set[str] = set()
    for dataset in dict.fromkeys(found.dataset for found in INDICATORS if found.dataset in snapshot.datasets):
        present |= set(ask(snapshot, dataset, region_code=list(titles)).codes("region_code"))
    kept = [pair for pair in titles.items() if pair[0] in present]
    return MappingProxyType(dict(sorted(kept, key=lambda pair: pair[1])))


def another(snapshot: Snapshot, wanted: str) -> str:
    """Return `wanted` where it is a region with figures, else the first one; raise LookupError where there is none."""
    known = others(snapshot)
    if not known:
        raise LookupError("no other labour-market region has live figures")
    return wanted if wanted in known else next(iter(known))


def tracks(snapshot: Snapshot, found: Indicator, codes: Sequence[str]) -> tuple[tuple[Track, ...], tuple[Result, ...]]:
    """Return the values of `found` for each of `codes`, and the rows behind them.

    Of monthly figures only the month of the latest value of the first region is kept, in every year: so the seasons
    do not show. Rates are computed, and no finer than the rounding of the counts allows for all of `codes`.
    """
    needed = {found.dataset, *(("population_series",) if found.per else ())}
    if not needed <= set(snapshot.datasets):
        return tuple(Track(code, ()) for code in codes), ()
    counted = ask(snapshot, found.dataset, measure=found.measure, region_code=list(codes), **dict(found.where))
    kept = _same_month(counted, codes[0])
    if not found.per:
        return tuple(Track(code, _counts(kept, code, times=found.times)) for code in codes), (kept,)
    base = ask(snapshot, "population_series", age=found.base, region_code=list(codes))
    people = {(row["region_code"], cell.period[:4]): cell.value for row, cell in base.cells() if cell.value}
    decimals = _decimals(snapshot, found, people, codes)
    if decimals is None:
        return tuple(Track(code, ()) for code in codes), ()
    lines = tuple(Track(code, _rates(kept, code, people, found, decimals)) for code in codes)
    years = {moment.period[:4] for line in lines for moment in line.moments}
    used = base.only(row for row in base.rows if row["reference_period"][:4] in years)
    return lines, (kept, used)


def _same_month(result: Result, own: str) -> Result:
    known = result.where(region_code=own).rows
    last = max((row["reference_period"] for row in known if row["value"] is not None), default="")
    if len(last) != len("2024-12"):
        return result
    return result.only(row for row in result.rows if row["reference_period"][4:] == last[4:])


def _counts(result: Result, code: str, *, times: int = 1) -> tuple[Moment, ...]:
    return tuple(
        Moment(cell.period, cell.value, _shown(cell, times), cell.status == "provisional")
        for _, cell in sorted(result.where(region_code=code).cells(), key=lambda pair: pair[1].period)
        if cell.value is not None
    )


def _shown(cell: Cell, times: int) -> str:
    return cell.text if times == 1 or cell.value is None else notation.number(cell.value * times)


def _rates(
    result: Result, code: str, people: dict[tuple[str, str], float], found: Indicator, decimals: int
) -> tuple[Moment, ...]:
    moments = []
    for moment in _counts(result, code):
        base = people.get((code, moment.period[:4]))
        if base:
            value = round(found.per * moment.value / base, decimals)
            text = notation.percentage(value, decimals) if found.per == 100 else notation.number(value, decimals)
            moments.append(Moment(moment.period, value, text, moment.provisional))
    return tuple(moments)


def _decimals(
    snapshot: Snapshot, found: Indicator, people: dict[tuple[str, str], float], codes: Sequence[str]
) -> int | None:
    """Return how many decimals a rate bears for every one of `codes`; None where not even a whole number is sure.

    A region can be a sum of municipalities that are each rounded: the worst case of all of them counts.
    """
    if not found.step:
        return found.decimals
    regions = [row["part_of"] for row in ask(snapshot, "regions", kind="municipality").rows]
    worst = 0.0
    for code in codes:
        sizes = [value for (region, _), value in people.items() if region == code]
        if sizes:
            parts = 1 if code == COUNTRY else max(regions.count(code), 1)
            worst = max(worst, found.per * found.step / 2 * parts / min(sizes))
    return 1 if worst < FINE / 10 else 0 if worst < FINE else None


def comparable(pairs: Sequence[tuple[str, Track]], found: Indicator) -> tuple[list[tuple[str, Track]], list[str]]:
    """Return the tracks as an index from the first period that all have, and the names of those too coarse for one.

    Raises:
        LookupError: No region has a value that bears an index.
    """
    filled = [(name, track) for name, track in pairs if track.moments]
    coarse = [name for name, track in filled if track.moments[0].value < FIRM * found.step]
    firm = [(name, track) for name, track in filled if name not in coarse]
    if not firm:
        raise LookupError(f"no region has a {found.name} that bears an index")
    common = set.intersection(*({moment.period for moment in track.moments} for _, track in firm))
    if not common:
        raise LookupError(f"the regions have no period of {found.name} in common")
    start = min(common)
    return [(name, _indexed(track, start, found.decimals)) for name, track in firm], coarse


def _indexed(track: Track, start: str, decimals: int) -> Track:
    first = next(moment.value for moment in track.moments if moment.period == start)
    moments = []
    for moment in track.moments:
        if moment.period >= start:
            value = round(100 * moment.value / first, decimals)
            moments.append(replace(moment, value=value, text=notation.number(value, decimals)))
    return replace(track, moments=tuple(moments))
