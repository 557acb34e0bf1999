"""A track: the figures of one place or one section over time, and what it is rounded to."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from dashboard.asking.queries import Cell, Result


@dataclass(frozen=True, eq=False)
class Track:
    """The figures of one place or one section.

    Attributes:
        code: The code of the place or the section.
        name: What a chart and a table call it.
        cells: The observation of each period that it has, in order of time.
        short: The name inside a sentence, where that is another one.
    """

    code: str
    name: str
    cells: Mapping[str, Cell]
    short: str = ""

    @property
    def spoken(self) -> str:
        """The name inside a sentence."""
        return self.short or self.name

    @cached_property
    def known(self) -> tuple[Cell, ...]:
        """The cells with a number."""
        return tuple(cell for cell in self.cells.values() if cell.value is not None)

    @property
    def latest(self) -> Cell | None:
        """The newest cell with a number, or None where there is not a single one."""
        return self.known[-1] if self.known else None

    @cached_property
    def newest(self) -> Cell:
        """The newest cell, with or without a number."""
        return list(self.cells.values())[-1]

    @property
    def filled(self) -> Track:
        """The same without the periods that have no number."""
        return replace(self, cells={cell.period: cell for cell in self.known})

    def until(self, period: str) -> Track:
        """Return the same without what comes after `period`."""
        return replace(self, cells={other: cell for other, cell in self.cells.items() if other <= period})

    @cached_property
    def parts(self) -> int:
        """Of how many published figures its cells are the sum, at most; 1 where they are no sums."""
        return max((cell.parts for cell in self.cells.values()), default=1)

    @property
    def is_town(self) -> bool:
        """Whether it is of a municipality."""
        return self.code.startswith("GM")

    @property
    def step(self) -> float:
        """What its figures are rounded to, in their own unit.

        Where it is a sum, the roundings of its parts add up, and partly cancel: by the root.
        """
        measure = self.newest.measure
        return measure.step * math.sqrt(self.parts) if measure.rounded_to else measure.step

    def year_before(self, period: str) -> Cell | None:
        """Return the cell of the same day, month or quarter a year before, or None where there is none."""
        return self.cells.get(f"{int(period[:4]) - 1}{period[4:]}")


def tracks(result: Result, codes: Sequence[str], *, column: str = "region_code") -> dict[str, Track]:
    """Return the track of each of `codes` that occurs in `column` of `result`, which holds one quantity of each."""
    found: dict[str, dict[str, Cell]] = {code: {} for code in codes}
    for row, cell in sorted(result.cells(), key=lambda pair: pair[1].period):
        if row[column] in found:
            found[row[column]][cell.period] = cell
    return {
        code: Track(code, result.label(column, code), cells, result.spoken(column, code))
        for code, cells in found.items()
        if cells
    }


def common_period(lines: Sequence[Track]) -> str:
    """Return the last period in which every track with numbers has one; else the last of the first track."""
    numbers = [{cell.period for cell in line.known} for line in lines if line.known]
    return max(set.intersection(*numbers), default=lines[0].known[-1].period)
