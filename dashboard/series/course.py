"""One way to show a live series: lines over time, the latest figure in words, every empty cell with its reason.

A figure of a series is told by a `Subject`; thin builders stand with their subject. The figures
of the agenda stand beside it in words and are never points of the same line.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from dashboard.asking.places import area_of, remark
from dashboard.asking.queries import Result, ask, municipalities
from dashboard.asking.selection import COUNTRY, Selection
from dashboard.charts.lines import Line, Lines, Moment
from dashboard.figure.core import Figure
from dashboard.series import empty
from dashboard.series import telling as words
from dashboard.series.headline import headline, left_out
from dashboard.series.index import indexed
from dashboard.series.reading import Reading, has, read
from dashboard.series.subject import Subject
from dashboard.series.table import notes, table
from dashboard.series.track import Track, tracks
from dashboard.telling import roles, tip
from dashboard.telling.focus import role
from dashboard.words import notation
from dashboard.words.periods import filled
from snapshot.model import UNITS
from snapshot.read import Snapshot

NUMBER, INDEX = "number", "index"
SHOW = (NUMBER, INDEX)
WORDS = {NUMBER: "Aantal", INDEX: "Index"}
COMPARED = {INDEX: "Index", NUMBER: "Aantal"}  # where the region and the Netherlands belong beside a place at once
FAR = 0.6  # lines that stay above this part of their top do not start at zero
CUT = "De as begint niet bij nul."
OPEN = "Open punten zijn voorlopig."
ALL_OPEN = "Alle cijfers zijn voorlopig: de bron kan ze nog bijstellen."


def figure(snapshot: Snapshot, selection: Selection, subject: Subject, *, show: str = NUMBER) -> Figure:
    """Return the figure of a series for the chosen municipalities, or else the region.

    Args:
        snapshot: Holds `subject.dataset`.
        selection: Municipalities become lines; the comparison adds the region and the country to words and table,
            and to the lines where they are an index.
        subject: What the figure is about.
        show: NUMBER for the figures as published, INDEX for the first common period = 100.

    Raises:
        LookupError: The snapshot holds no row of the subject.
    """
    region = subject.place or area_of(snapshot, subject.dataset)
    towns = subject.towns and region == snapshot.region.code
    subject = replace(subject, notes=(*subject.notes, remark(snapshot, region)))
    chosen = selection.municipalities if towns else ()
    main = chosen or (region,)
    beside = tuple(code for code in _references(selection, region) if code not in main)
    inside = tuple(municipalities(snapshot)) if towns and not chosen else ()
    asked, found = read(snapshot, subject, (*chosen, *inside, region, COUNTRY))
    shown = tuple(found[code] for code in main if code in found)
    if not shown:
        raise LookupError(f"{subject.dataset} has no row for {main} with {dict(subject.wanted)}")
    compared = tuple(found[code] for code in beside if code in found)
    listed = tuple(track for code, track in found.items() if code not in (region, COUNTRY) or code in (*main, *beside))
    rows = asked.where(region_code=[track.code for track in listed])
    municipal = tuple(found[code] for code in inside if code in found)
    return assemble(snapshot, selection, Reading(subject, rows, shown, compared, listed, municipal), show=show)


def assemble(snapshot: Snapshot, selection: Selection, reading: Reading, *, show: str = NUMBER) -> Figure:
    """Return the figure of what was read; `show` is NUMBER or INDEX."""
    subject, rows, shown = reading.subject, reading.rows, reading.shown
    codes = {track.code for track in shown}
    drawn, base = [track for track in shown if track.latest], ""
    if show == INDEX:
        drawn, base = indexed([*shown, *reading.compared])
    strands = [
        line(
            track,
            reading.shades.get(track.code) or _shade(track, snapshot, selection, alone=track.code in codes),
            beside=track.code == COUNTRY and track.code not in codes,
            against=_against(snapshot, [*drawn, *reading.compared]),
        )
        for track in drawn
    ]
    told_first, told = headline(shown, subject), sentence_of(reading)
    zero = show == NUMBER and not _far_from_zero(strands)
    return Figure(
        id=subject.id,
        title=subject.title,
        headline=told_first,
        subtitle=_subtitle(subject, rows, base=base, cut=show == NUMBER and not zero),
        chart=Lines(tuple(strands), zero=zero) if strands else None,
        alt=f"{'Lijndiagram' if strands else 'Tabel'} van {_span(rows)}. {told_first}. {told}",
        sentence=told,
        table=table(reading.listed, snapshot.region.code),
        results=(rows,),
        computed=True,  # the change since a year before
        cell_notes=False,
        notes=notes(snapshot, reading, told=f"{told_first}. {told}", index=show == INDEX, drawn=drawn),
    )


def _shade(track: Track, snapshot: Snapshot, selection: Selection, *, alone: bool) -> str:
    """Return the colour of a place; a wider area that the figure is about is no grey line beside another."""
    if alone and track.code not in (snapshot.region.code, *selection.municipalities):
        return roles.ACCENT
    return roles.REGION if track.code == snapshot.region.code else role(track.code, snapshot, selection)


def _references(selection: Selection, region: str) -> tuple[str, ...]:
    """Return the codes to compare with."""
    return (*((region,) if selection.with_region else ()), *((COUNTRY,) if selection.with_country else ()))


def _against(snapshot: Snapshot, known: Sequence[Track]) -> dict[str, Track]:
    """Return the tracks of region and country by the words in which a tip holds a place against them."""
    words = {snapshot.region.code: tip.REGION, COUNTRY: tip.COUNTRY}
    return {words[track.code]: track for track in reversed(known) if track.code in words}


def line(
    track: Track,
    role: str,
    *,
    beside: bool = False,
    strong: bool = True,
    against: Mapping[str, Track] | None = None,
) -> Line:
    """Return the line of a track; one that only stands beside the others is dashed and thin.

    A hole in what is known is a hole in the line. Who points at a moment reads how it differs from that of `against`.
    """
    others = against or {}
    moments = (
        Moment(
            period,
            cell.value,
            cell.text,
            cell.status == "provisional",
            tip.tip(
                track.name,
                cell,
                place=track.code,
                against={word: other.cells.get(period) for word, other in others.items()},
            ),
        )
        if (cell := track.cells.get(period))
        else Moment(period, None, notation.NO_VALUE)
        for period in filled(track.cells)
    )
    return Line(track.name, tuple(moments), role, dashed=beside, strong=strong and not beside, place=track.code)


def sentence_of(reading: Reading) -> str:
    """Return the change of each place where there are several, that of the comparison, and the agenda's figure."""
    shown, compared, subject = reading.shown, reading.compared, reading.subject
    latest = max((track.latest.period for track in shown if track.latest), default="")
    told = [left_out(shown[0], subject)] if len(shown) == 1 else []
    most = words.decimals_of(shown)
    if len(shown) > 1:
        late = [track for track in shown if track.latest and track.latest.period < latest]
        told += [_changes([track for track in shown if track not in late], shown, most=most), *_late(late, shown)]
    if latest and (parts_beside := words.beside(compared, latest, most=most)):
        told.append(f"Ter vergelijking: {parts_beside} (berekend).")
    told.append(empty.still_empty(shown))
    told.append(empty.zero(shown))
    told.append(empty.at_least(shown[0], reading.towns))
    told.append(subject.agenda)
    text = " ".join(part for part in told if part)
    return text or words.ends(shown[0]) or f"Het nieuwste cijfer gaat over {words.inside(_newest_period(shown))}."


def _changes(tracks: Sequence[Track], shown: Sequence[Track], *, most: int) -> str:
    """Return how each track changed in a year: one change of very many is told once."""
    parts = [
        f"{names} {change}"
        for change, same in words.alike(tracks, partial(words.changed, most=most)).items()
        for names in (
            [f"{words.together(same, shown)} elk"] if len(same) > notation.NAMED else [one.spoken for one in same]
        )
    ]
    return f"Tegenover een jaar eerder: {notation.listing(parts)}." if parts else ""


def _late(late: Sequence[Track], shown: Sequence[Track]) -> list[str]:
    """Return of which moment the newest figures are of tracks that have none of the newest moment."""
    return [
        f"Het nieuwste cijfer van {words.together(same, shown)} is van {when}."
        for when, same in words.alike(late, _moment_of).items()
    ]


def _moment_of(track: Track) -> str:
    return words.inside(track.latest.period) if track.latest else ""


def _newest_period(shown: Sequence[Track]) -> str:
    return max(track.newest.period for track in shown)


def _span(rows: Result) -> str:
    """Return the first and the last period, and which between them have no figures."""
    whole = f"{notation.period(rows.periods[0])} t/m {notation.period(rows.periods[-1])}"
    holes = [period for period in filled(rows.periods) if period not in set(rows.periods)]
    if not holes:
        return whole
    first, last = (notation.period(end) for end in (holes[0], holes[-1]))
    if any(holes[0] < period < holes[-1] for period in rows.periods):
        return f"{whole}, met gaten tussen {first} en {last}"
    return f"{whole}, zonder cijfers van {first if first == last else f'{first} t/m {last}'}"


def _far_from_zero(strands: Sequence[Line]) -> bool:
    """Return whether lines from zero would all be flat at the top: then the axis starts higher, and says so."""
    values = [moment.value for strand in strands for moment in strand.moments if moment.value is not None]
    return bool(values) and min(values) > FAR * max(values)


def _subtitle(subject: Subject, rows: Result, *, base: str, cut: bool) -> str:
    index = f"; index, {notation.period(base)} = 100" if base else ""
    statuses = set(rows.statuses) & {"published", "derived", "provisional"}
    mark = (ALL_OPEN if statuses == {"provisional"} else OPEN) if "provisional" in statuses else ""
    return " ".join(part for part in (f"{subject.subtitle}{index}, {_span(rows)}.", mark, CUT if cut else "") if part)


def newest(snapshot: Snapshot, dataset: str, *, place: str, **wanted: str) -> str:
    """Return the newest live figure of a place, for beside a key figure: "CBS: 4.120 personen in april 2026".

    Returns:
        '' where the snapshot has no such series, or no figure of that place.
    """
    if not has(snapshot, dataset):
        return ""
    found = tracks(ask(snapshot, dataset, region_code=place, **wanted), (place,))
    latest = found[place].latest if found else None
    if latest is None:
        return ""
    count = words.told(latest) if UNITS[latest.unit].times > 1 else latest.amount
    marks = ", ".join(words.marks(latest))
    return f"CBS: {count} {words.moment(latest.period)}{f' ({marks})' if marks else ''}"


def joined(*parts: str) -> str:
    """Return sentences of a key figure, without those that are empty: "1,2% meer. CBS: 4.120 in april 2026"."""
    return ". ".join(part for part in parts if part)


def with_notes(made: Figure, *notes: str) -> Figure:
    """Return a figure with more remarks at the end."""
    return replace(made, notes=(*made.notes, *(note for note in notes if note)))
