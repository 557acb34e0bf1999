"""Agenda tegenover CBS: the agenda's published figures against what CBS says now. Pure; nothing is repaired or hidden.

Two rounded figures agree where some true figure rounds to both. Where definitions differ the difference is shown, but
it proves nothing, and the outcome says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape

from dashboard.about.sections import heading, paragraphs, section, table, under
from dashboard.asking.queries import Cell, Result, ask, municipalities
from dashboard.words import notation
from snapshot.periods import UNDATED
from snapshot.read import Snapshot

EXACT, AGREES, DIFFERS, OTHER, OPEN = "exact", "agrees", "differs", "other_definition", "open"
MARKS = {DIFFERS: ("▲", "mg-off"), OTHER: ("◇", "mg-near"), AGREES: ("○", "mg-near"), EXACT: ("●", "mg-exact"),
         OPEN: ("–", "mg-near")}  # fmt: skip
HEADER = ("Cijfer", "De agenda", "CBS nu", "Uitkomst")
WIDTHS = (20, 27, 27, 26)
TEN, HUNDRED, THOUSAND = 10, 100, 1000
PERSONS = "personen tegenover huishoudens"
WAITING = (
    "Zijn de reeksen van CBS opgehaald, dan komen hier ook de inwoners van 15 t/m 74 jaar, de werkenden en de bijstand "
    "per gemeente bij."
)
INTRO = (
    "De agenda is op één moment geschreven. CBS past cijfers later soms aan. Hier staan de cijfers van de agenda naast "
    "die van CBS over dezelfde periode, of over het jaar waarin die valt. Een cijfer klopt als het verschil niet "
    "groter is dan de afronding. Wijkt het af, dan blijft het cijfer van de agenda staan.",
)


@dataclass(frozen=True)
class Side:
    """One side of a comparison: the observation, what it counts, what it is rounded to (1 is exact), whose it is."""

    cell: Cell
    definition: str
    step: float
    source: str
    factor: int = 1

    @property
    def value(self) -> float | None:
        """The number in single units, so that thousands compare with persons."""
        return None if self.cell.value is None else self.cell.value * self.factor

    @property
    def text(self) -> str:
        """The number in single units, or why there is none."""
        return self.cell.text if self.value is None else notation.number(self.value)


@dataclass(frozen=True)
class Comparison:
    """A figure of the agenda and of CBS, how they compare, and in Dutch words why."""

    title: str
    agenda: Side
    cbs: Side
    outcome: str
    words: str

    @property
    def difference(self) -> str:
        """The difference in words, from the agenda to CBS, or nothing where one of both is empty."""
        if self.agenda.value is None or self.cbs.value is None:
            return "niet te zeggen"
        gap = self.cbs.value - self.agenda.value
        return "geen" if gap == 0 else f"{notation.number(abs(gap))} {'meer' if gap > 0 else 'minder'} bij CBS"


def compare(title: str, agenda: Side, cbs: Side, *, other_definition: str = "") -> Comparison:
    """Return how a figure of the agenda compares with that of CBS.

    Args:
        title: What is compared, in Dutch.
        agenda: The agenda's side.
        cbs: The side of CBS, of the same period.
        other_definition: How the definitions differ; then equal numbers are no proof and others no fault.
    """
    made = Comparison(title, agenda, cbs, OPEN, "")
    if agenda.value is None or cbs.value is None:
        whose = "de agenda" if agenda.value is None else "CBS"
        empty = agenda if agenda.value is None else cbs
        return replace(made, words=f"niet te vergelijken: bij {whose} {empty.cell.text}")
    if other_definition:
        return replace(made, outcome=OTHER, words=f"andere definitie: {other_definition} ({made.difference})")
    gap = abs(agenda.value - cbs.value)
    if gap == 0 and agenda.step == cbs.step == 1:
        return replace(made, outcome=EXACT, words="klopt precies")
    if gap < (agenda.step + cbs.step) / 2:
        return replace(made, outcome=AGREES, words=f"klopt binnen de afronding{_small(made, gap)}")
    return replace(made, outcome=DIFFERS, words=f"wijkt af: {made.difference}")


def _small(made: Comparison, gap: float) -> str:
    return f": {made.difference}" if gap else ""


def comparisons(snapshot: Snapshot) -> tuple[Comparison, ...]:
    """Return every comparison that the snapshot allows, those that differ first, else in the order of the agenda."""
    found = (*_population(snapshot), *_labour(snapshot), *_households(snapshot), *_persons(snapshot))
    return tuple(sorted(found, key=lambda item: item.outcome != DIFFERS))


def _population(snapshot: Snapshot) -> Iterator[Comparison]:
    """Inhabitants: the agenda's total against the sum of the municipalities that CBS publishes, both exact."""
    if not {"labour_potential", "population"} <= set(snapshot.datasets):
        return
    agenda = ask(snapshot, "labour_potential", group="population_total", measure="persons")
    for _, cell in agenda.cells():
        towns = tuple(municipalities(snapshot))
        counted = ask(snapshot, "population", region_code=towns, measure="persons")
        cbs = counted.where(reference_period=_known_then(counted.periods, cell, agenda))
        values = [found.value for _, found in cbs.cells()]
        known = [value for value in values if value is not None]
        total = sum(known) if len(known) == len(towns) else None
        status = "derived" if total is not None else "not_available"
        summed = replace(
            cell, period="".join(cbs.periods), value=total, status=status, note=f"Som van {len(towns)} gemeenten."
        )
        yield compare(
            f"Inwoners van {snapshot.region.title}",
            Side(cell, "alle inwoners", 1, _source(agenda)),
            Side(summed, f"som van {len(towns)} gemeenten", 1, _source(cbs)),
        )


def _known_then(periods: Sequence[str], cell: Cell, agenda: Result) -> str:
    """Return the period of `cell`, or, where the agenda gives no date, the last one that its source can have held."""
    if cell.period != UNDATED:
        return cell.period
    published = agenda.sources[0].published
    return max((period for period in periods if period <= published), default="")


def _labour(snapshot: Snapshot) -> Iterator[Comparison]:
    """People of 15-74 and those of them who work: both sides in whole thousands of the same survey."""
    if not {"labour_potential", "labour_participation_series"} <= set(snapshot.datasets):
        return
    pairs = (
        ("working_age", "labour_force_and_not", "Inwoners van 15 t/m 74 jaar"),
        ("employed", "employed", "Inwoners met betaald werk"),
    )
    for group, measure, title in pairs:
        agenda = ask(snapshot, "labour_potential", group=group, measure="persons")
        for _, cell in agenda.cells():
            year = cell.period[:4]
            cbs = ask(snapshot, "labour_participation_series", region_code=snapshot.region.code, measure=measure)
            yield from (
                compare(
                    title,
                    Side(cell, "15 t/m 74 jaar, afgerond op duizendtallen", THOUSAND, _source(agenda)),
                    Side(found, "15 t/m 74 jaar, hele duizendtallen", THOUSAND, _source(cbs), factor=THOUSAND),
                )
                for _, found in cbs.where(reference_period=year).cells()
            )


def _households(snapshot: Snapshot) -> Iterator[Comparison]:
    """Households on social assistance per municipality: the same table of CBS, of the same month."""
    yield from _social_assistance(
        snapshot,
        "social_assistance_series",
        {"measure": "households"},
        title="Bijstand in {}",
        definition="huishoudens tot de AOW-leeftijd, afgerond op tientallen",
    )


def _persons(snapshot: Snapshot) -> Iterator[Comparison]:
    """Persons on social assistance of the region: another count, so it proves nothing."""
    yield from _social_assistance(
        snapshot,
        "benefits_series",
        {"scheme": "social_assistance_to_pension_age"},
        title="Bijstand in {}, andere telling",
        definition="personen tot de AOW-leeftijd",
        only=snapshot.region.code,
        other_definition=PERSONS,
    )


def _social_assistance(
    snapshot: Snapshot,
    dataset: str,
    wanted: dict[str, str],
    *,
    title: str,
    definition: str,
    only: str = "",
    other_definition: str = "",
) -> Iterator[Comparison]:
    if not {"benefits", dataset} <= set(snapshot.datasets):
        return
    agenda = ask(snapshot, "benefits", scheme="social_assistance", measure="recipients").ordered("region_code")
    live = ask(snapshot, dataset, **wanted, reference_period=agenda.periods)
    cells = {(row["region_code"], cell.period): cell for row, cell in live.cells()}
    for row, cell in agenda.cells():
        code = row["region_code"]
        found = cells.get((code, cell.period))
        if found is None or (only and code != only):
            continue
        yield compare(
            title.format(agenda.label("region_code", code)),
            Side(cell, "huishoudens, afgerond op honderdtallen", HUNDRED, _source(agenda)),
            Side(found, definition, TEN * found.parts**0.5, _source(live)),
            other_definition=other_definition,
        )


def _source(result: Result) -> str:
    sources = result.sources
    first = sources[0]
    return f"{first.publisher}, tabel {first.table_id}" if first.table_id else first.publisher


def backtest_section(snapshot: Snapshot) -> str:
    """Return the section of the page bronnen as HTML; empty where the region has no agenda to compare."""
    found = comparisons(snapshot)
    if not found:
        return ""
    rows = [_row(item) for item in found]
    is_whole = {"labour_participation_series", "social_assistance_series"} <= set(snapshot.datasets)
    return section(
        heading("Agenda tegenover CBS", "agenda-en-cbs"),
        paragraphs(*INTRO, _count(found)),
        table(HEADER, rows, caption="Cijfers van de agenda tegenover CBS", widths=WIDTHS),
        "" if is_whole else paragraphs(WAITING),
    )


def _count(found: tuple[Comparison, ...]) -> str:
    number = {outcome: sum(item.outcome == outcome for item in found) for outcome in MARKS}
    total = "Er is één vergelijking." if len(found) == 1 else f"Er zijn {len(found)} vergelijkingen."
    told = [
        f"{count} {words}"
        for count, words in (
            (number[EXACT], "precies gelijk"),
            (number[AGREES], "gelijk binnen de afronding"),
            (number[DIFFERS], "wijkt af" if number[DIFFERS] == 1 else "wijken af"),
            (number[OTHER], "met een andere definitie"),
            (number[OPEN], "niet te vergelijken"),
        )
        if count
    ]
    return f"{total} Uitkomst: {notation.listing(told)}."


def _row(item: Comparison) -> tuple[str, ...]:
    sign, css = MARKS[item.outcome]
    return (
        escape(item.title),
        _side(item.agenda),
        _side(item.cbs),
        f'<span class="{css}" aria-hidden="true">{sign}</span> {escape(item.words)}',
    )


def _side(side: Side) -> str:
    about = f"{side.definition}, {notation.period(side.cell.period)}. Bron: {side.source}"
    return under(escape(side.text), about)
